"""The command ``wmpeer``."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from wmpeer import __version__
from wmpeer.cli.options import Common, common_options

COMMANDS = {
    "demo": "out",
    "new": "setup",
    "load": "content",
    "unload": "content",
    "record": "judge",
    "authorities": "setup",
    "passages": "content",
    "search": "content",
    "benchmark": "content",
    "form": "out",
    "findings": "judge",
    "letters": "out",
    "issue": "out",
    "workbook": "out",
    "history": "setup",
    "check": "setup",
    "backup": "setup",
    "restore": "setup",
    "recover": "setup",
    "codes": "setup",
}
"""The module of `wmpeer.cli` that each command is in; it is imported when it is called."""


class Commands(click.Group):
    """Imports a command when it is called, and takes a lone workspace for a wish to see the window."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"wmpeer.cli.{COMMANDS[cmd_name]}")
        return next(one for one in vars(module).values() if isinstance(one, click.Command) and one.name == cmd_name)

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
    return main.main(args=arguments, prog_name="wmpeer", obj=open_window)
