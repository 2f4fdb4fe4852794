"""Commands about who opens a workspace, and the one that erases it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wmpeer.cli.answer import DONE, IN_PART, Answer, bar, say
from wmpeer.cli.options import PROGRAM, Common, Opened, PassphraseMissingError, answering, first_line, passphrase_for
from wmpeer.cli.setup import FILE, hand_over

if TYPE_CHECKING:
    from wmpeer.exchange.certificate import Certificate
    from wmpeer.journal.workspace import Workspace

NEW_PASSPHRASE = "WMPEER_NEW_PASSPHRASE"


@click.command()
@FILE
@click.option("--for", "person", metavar="NAME", help="Give NAME a passphrase of their own, or another; a coordinator may.")
@click.option(
    "--new-passphrase-file", type=click.Path(path_type=Path), metavar="PATH", help="Take the new one from the first line of this file."
)
@answering
def passphrase(common: Common, file: Path, person: str | None, new_passphrase_file: Path | None) -> Answer:
    """Change your passphrase, or give another person one of their own.

    The old one is asked for first, also where this laptop remembers it. The new one comes from --new-passphrase-file, else from the
    environment variable WMPEER_NEW_PASSPHRASE, else it is asked for twice.
    """
    from wmpeer.region.actions import give_passphrase

    workspace, old = _opened(file, common)
    try:
        new = _new_passphrase(file, new_passphrase_file)
        if person:
            give_passphrase(workspace, person, new)
        else:
            workspace.file.change_passphrase(old, new)
        who = person or workspace.actor.name
    finally:
        workspace.close()
    said = f"{who} opens {file.name} with a passphrase of their own." if person else f"{who} opens {file.name} with the new passphrase."
    return Answer({"workspace": str(file), "person": who}, [said])


@click.command()
@FILE
@click.option("--forget", is_flag=True, help="Ask for the passphrase again on this laptop.")
@answering
def remember(common: Common, file: Path, forget: bool) -> Answer:
    """Let this laptop's own key store open FILE for you without your passphrase.

    Whoever is logged in to the laptop as you opens it then. The passphrase still opens it everywhere.
    """
    workspace, _ = _opened(file, common)
    try:
        who = workspace.actor.name
        if forget:
            workspace.file.forget_here()
        else:
            workspace.file.remember_here()
    finally:
        workspace.close()
    said = f"This laptop asks {who} for the passphrase of {file.name} again." if forget else f"This laptop opens {file.name} for {who}."
    return Answer({"workspace": str(file), "person": who, "remembered": not forget}, [said])


@click.command()
@FILE
@answering
def openers(common: Common, file: Path) -> Answer:
    """Who can open FILE: whose passphrase, and for whom a laptop's own key store."""
    from wmpeer.region.queries import names_of_people, role_of

    with Opened(file, common) as workspace:
        names = workspace.read(names_of_people)
        holders, remembered = workspace.file.people(), workspace.file.remembered()
        data = [
            {
                "person": names.get(one, one), "role": workspace.read(role_of, one), "you": one == workspace.file.slot,
                "passphrase": one in holders, "remembered": one in remembered,
            }
            for one in dict.fromkeys((*holders, *remembered))
        ]  # fmt: skip
    lines = [f"{one['person']}{' (you)' if one['you'] else ''}: {_how(one)}" for one in data]
    return Answer(data, [*lines, "Whoever has the printed recovery key."])


def _how(one: dict[str, Any]) -> str:
    ways = (("passphrase", "a passphrase"), ("remembered", "a laptop’s own key store"))
    return " and ".join(words for name, words in ways if one[name])


@click.command("recovery-key")
@FILE
@click.option(
    "--recovery-key-out", type=click.Path(path_type=Path), metavar="PATH", help="Write the recovery key here instead of showing it."
)
@answering
def recovery_key(common: Common, file: Path, recovery_key_out: Path | None) -> Answer:
    """Make a new recovery key for FILE; the one printed before stops working.

    All passphrases but yours stop working with it: give the others theirs again (passphrase --for). Backups made before are replaced by
    a new one.
    """
    from wmpeer.region.recovering import renew_recovery_key

    workspace, known = _opened(file, common)
    try:
        renewed = renew_recovery_key(workspace, known, progress=bar(), program=PROGRAM)
        written = hand_over(renewed.recovery_key, recovery_key_out)  # before anything else can go wrong
        renewed.workspace.close()
    finally:
        workspace.close()
    lines = [f"{file.name} has a new recovery key; the old one opens it no more."]
    lines += [f"{name} needs a passphrase given again." for name in renewed.locked_out]
    lines += [renewed.still_old] if renewed.still_old else []
    data = {"workspace": str(file), "locked_out": list(renewed.locked_out), "old_backups": renewed.old_backups}
    return Answer(data, lines, DONE if written and not renewed.old_backups else IN_PART)


@click.command()
@FILE
@click.option("--words", metavar="NAME", default="", help="The cycle's name, typed to erase it before its day.")
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="Write the certificate here, not beside FILE.")
@click.option("--when", is_flag=True, help="Only say from which day on the cycle may be erased.")
@answering
def erase(common: Common, file: Path, words: str, out: Path | None, when: bool) -> Answer:
    """Erase the cycle in FILE, with its backups and all that was moved aside, and write a certificate of it.

    It may be erased from the day on that stands in its calendar (erase-after), or by its name in --words. It cannot be undone. On a
    file whose cycle was erased before, it writes the certificate again.
    """
    from wmpeer.clock import now
    from wmpeer.exchange.erasing import certificate_in, retention
    from wmpeer.exchange.erasing import erase as erase_cycle

    known = passphrase_for(file, common)
    before = certificate_in(file, known, progress=bar(), program=PROGRAM)  # an erasure that was torn away is finished by this opening
    if before is not None:
        return _certified(before, out or file.parent)
    workspace, known = _opened(file, common, known)
    try:
        today = now().astimezone().date()
        held = workspace.read(retention, workspace.file.slot, today)
        if when:
            return Answer({"cycle": held.name, "erase_after": held.erase_after or None, "due": held.due}, [held.sentence()])
        if not words and sys.stdin is not None and sys.stdin.isatty():
            say(f"{held.sentence()} Erasing it cannot be undone.")
            words = str(click.prompt("Type the name of the cycle to erase it", err=True))
            if words.strip() != held.name:
                raise click.UsageError(f"That is not its name, {held.name}. Nothing was erased.")
        certificate = erase_cycle(workspace, known, words=words, on=today, progress=bar())
    finally:
        workspace.close()
    return _certified(certificate, out or file.parent)


def _certified(certificate: Certificate, folder: Path) -> Answer:
    import json

    from wmpeer.exchange.certificate import as_json, as_text, save

    paths = save(certificate, folder)
    data = {**json.loads(as_json(certificate)), "paths": [str(one) for one in paths]}
    return Answer(data, [*as_text(certificate).splitlines(), "", *(f"Written: {one}" for one in paths)])


def _opened(file: Path, common: Common, known: str = "") -> tuple[Workspace, str]:
    """The workspace, and the passphrase that opened it: what changes keys asks for it, whatever this laptop remembers."""
    from wmpeer.journal.workspace import open_workspace

    typed = known or passphrase_for(file, common)
    return open_workspace(file, typed, progress=bar(), program=PROGRAM), typed


def _new_passphrase(file: Path, path: Path | None) -> str:
    given = first_line(path) if path else os.environ.get(NEW_PASSPHRASE, "")
    if given:
        return given
    if sys.stdin is None or not sys.stdin.isatty():
        raise NewPassphraseMissingError(name=file.name)
    return str(click.prompt(f"New passphrase for {file.name}", hide_input=True, confirmation_prompt=True, err=True))


class NewPassphraseMissingError(PassphraseMissingError):
    """There is no new passphrase for “{name}”, and no terminal to ask for it.

    Give --new-passphrase-file, or set the environment variable WMPEER_NEW_PASSPHRASE.
    """
