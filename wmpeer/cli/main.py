"""The command ``wmpeer``."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from wmpeer import __version__
from wmpeer.cli.answer import DONE, STOPPED
from wmpeer.cli.options import Common, common_options, the_reader_left

COMMANDS: Mapping[str, tuple[str, str]] = {
    "demo": ("out", "Build a fictional region's workspace in DIR."),
    "new": ("setup", "Make a workspace with the region's authorities and its framework."),
    "load": ("content", "Take in self-evaluations, tables, inspection outcomes, neighbours, capture sheets."),
    "unload": ("content", "Take a document or a batch of data out again."),
    "record": ("judge", "Perform recording actions by name, in order, one transaction each."),
    "authorities": ("setup", "Where each authority stands: the tracker."),
    "passages": ("content", "What was read of an authority's documents, in order."),
    "search": ("content", "Find passages and findings that hold every word of QUERY, best first."),
    "benchmark": ("content", "An authority's figures beside England, the region and its neighbours."),
    "mappings": ("mappings", "The saved mappings: how tables with unknown columns are read."),
    "mapping": ("mappings", "Show, propose, save or forget how a table's columns are read."),
    "expected": ("expected", "Which data is expected when, what of it is loaded, and what changed."),
    "flags": ("flags", "Flags of the authorities with their rules and answers; the rules of the cycle."),
    "inspections": ("inspections", "Each authority’s inspections, and how many are good or better through time."),
    "claims": ("claims", "Numbers in an authority's documents, beside what is published."),
    "form": ("out", "Write a capture sheet for a colleague without the program."),
    "differences": ("apart", "What was changed apart on two laptops and is not settled, with both sides."),
    "settle": ("apart", "Settle one difference: one side, other words, or both texts."),
    "agenda": ("apart", "What a sitting has to settle about an authority, the widest apart first."),
    "findings": ("judge", "Views, findings with their evidence, and agreed judgements."),
    "letters": ("out", "Write one letter an authority: a copy, never issuing it."),
    "issue": ("out", "Issue an authority's letter: it is locked as it stands."),
    "workbook": ("out", "Write the moderation workbook."),
    "data-pack": ("papers", "Write one data pack an authority, from the data."),
    "scorecard": ("papers", "Write the regional scorecard."),
    "annual-report": ("papers", "Write “Performance of the Region”."),
    "sign-off": ("papers", "Write an authority's sign-off sheet, or ask when the record stood as a signed one says."),
    "invite": ("knowing", "Invite somebody's laptop: a file to send them."),
    "join": ("knowing", "Accept an invitation: a workspace of your own, and a reply to send back."),
    "admit": ("knowing", "Admit the laptop that replied to an invitation."),
    "laptops": ("knowing", "The laptops that are known, and the invitations that nobody has answered."),
    "revoke": ("knowing", "Report a laptop lost: what it writes from now on counts no more."),
    "hand-out": ("handing", "Write packs for panellists' laptops, or for a coordinator's other one."),
    "hand-in": ("handing", "Write what was recorded on this laptop as a pack for the coordinators."),
    "take-in": ("taking", "Take in packs from other laptops; with --preview, only say what they bring."),
    "take-back": ("taking", "Take a pack back: what it alone brought is hidden here."),
    "receipts": ("taking", "The packs that were taken in, and which of them were taken back."),
    "history": ("setup", "Every revision, oldest first."),
    "check": ("setup", "Whether file and journal hold together, and what is inconsistent."),
    "backup": ("setup", "Make a verified copy beside the workspace."),
    "restore": ("setup", "Make a workspace from a backup."),
    "recover": ("setup", "Open a workspace whose passphrase or keys are lost."),
    "passphrase": ("keeping", "Change your passphrase, or give another person one of their own."),
    "remember": ("keeping", "Let this laptop's own key store open a workspace for you."),
    "openers": ("keeping", "Who can open a workspace."),
    "recovery-key": ("keeping", "Make a new recovery key; the one printed before stops working."),
    "erase": ("keeping", "Erase a cycle whose time has come, with a certificate."),
    "codes": ("setup", "Every code that a problem may have, with its sentence."),
}
"""The module of `wmpeer.cli` that each command is in, imported when it is called, and what it does, for the list of them."""


class Commands(click.Group):
    """Imports a command when it is called, and takes a lone workspace for a wish to see the window."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort):  # click itself would say 1
            ctx.exit(STOPPED)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"wmpeer.cli.{COMMANDS[cmd_name][0]}")
        return next(one for one in vars(module).values() if isinstance(one, click.Command) and one.name == cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, does) for name, (_, does) in COMMANDS.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and (args[0].endswith(".wmpeer") or Path(args[0]).is_file()):
            return "window", window, args
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="wmpeer")
@common_options
@click.pass_context
def main(context: click.Context, as_json: bool, passphrase_file: Path | None, on_behalf_of: str | None) -> None:
    """Moderation panels and peer challenge between children's services: read, judge, write, offline.

    Without a command the window opens, with FILE that workspace in it. FILE is a workspace (*.wmpeer). The passphrase comes from
    --passphrase-file, else from the environment variable WMPEER_PASSPHRASE, else from the keyring, else it is asked for.

    Exit codes: 0 all done; 1 done in part, the rest was refused; 2 not done; 3 the workspace needs a newer program; 130 stopped.
    """
    context.obj = Common(as_json, passphrase_file, on_behalf_of or "", context.obj)
    if context.invoked_subcommand is None:
        context.exit(_window(context, None))


@click.command(hidden=True)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def window(context: click.Context, file: Path) -> None:
    """Open the window on FILE."""
    context.exit(_window(context, file))


def _window(context: click.Context, file: Path | None) -> int:
    common = context.find_object(Common)
    if common is None or common.open_window is None:
        raise click.UsageError("There is no window here; name a command.")
    return common.open_window(file)


def run(open_window: Callable[[Path | None], int], arguments: list[str] | None = None) -> Any:
    """Run the command line; *open_window* opens the window on a workspace, or on none, and gives the exit code."""
    try:
        return main.main(args=arguments, prog_name="wmpeer", obj=open_window)
    except BrokenPipeError:
        the_reader_left()
        return sys.exit(DONE)
