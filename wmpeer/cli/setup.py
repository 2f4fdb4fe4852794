"""Commands that begin, keep and check a workspace."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import wmpeer
from wmpeer.cli.answer import DONE, IN_PART, NOT_DONE, Answer, bar, say, tell_error
from wmpeer.cli.options import PROGRAM, Common, Opened, answering, first_line, passphrase_for
from wmpeer.errors import WmpeerError, known_errors

if TYPE_CHECKING:
    from wmpeer.region.records import TrackerLine

# What a command needs of other rooms it imports itself: `wmpeer authorities` waits for no spreadsheet library.

FILE = click.argument("file", type=click.Path(path_type=Path), metavar="FILE")


@click.command()
@FILE
@click.option("--cycle", "name", metavar="NAME", help="The cycle's name, for example 2026-27.")
@click.option("--region", type=click.Path(path_type=Path), metavar="PATH", help="Another region's definition: its file or folder.")
@click.option(
    "--from", "earlier", type=click.Path(path_type=Path), metavar="FILE", help="Start from an earlier workspace, with its points."
)
@click.option(
    "--recovery-key-out", type=click.Path(path_type=Path), metavar="PATH", help="Write the recovery key here instead of showing it."
)
@answering
def new(common: Common, file: Path, name: str | None, region: Path | None, earlier: Path | None, recovery_key_out: Path | None) -> Answer:
    """Make a workspace with the region's authorities and its framework.

    The recovery key is shown once, or written to --recovery-key-out. Print it and lock it away: it opens the workspace when every
    passphrase is lost.
    """
    from wmpeer.region.actions import start_cycle
    from wmpeer.region.definition import default_region
    from wmpeer.region.next_cycle import start_next_cycle
    from wmpeer.region.places import definitions
    from wmpeer.region.queries import authorities

    if not (name and name.strip()):
        raise click.UsageError("Give the cycle's name: --cycle 2026-27")
    if earlier and region:
        raise click.UsageError("The next cycle keeps the region of --from: leave --region out.")
    name = name.strip()
    passphrase = passphrase_for(file, common, confirm=True)
    if earlier:
        with Opened(earlier, common) as before:
            workspace, key = start_next_cycle(before, file, passphrase, name=name)
    else:
        text, framework = definitions(region or default_region())
        workspace, key = start_cycle(file, passphrase, name=name, region=text, framework=framework)
    try:
        known = workspace.read(authorities)
    finally:
        workspace.close()
    written = hand_over(key, recovery_key_out)
    return Answer(
        {"workspace": str(file), "cycle": name, "authorities": len(known)},
        [f"{file.name}: the cycle {name} with {len(known)} authorities."],
        DONE if written else IN_PART,
    )


def hand_over(key: str, out: Path | None) -> bool:
    """The recovery key goes where it was asked for; where that cannot be written it is shown, for it is never shown again."""
    from wmpeer.files import FileNotWrittenError, save_whole

    try:
        if out:
            save_whole(out, (key + "\n").encode())
            say(f"The recovery key is in {out}. Print it, lock it away, and delete that file.")
            return True
    except FileNotWrittenError as error:
        tell_error(error)
    say(f"Recovery key, shown only now: {key}\nPrint it and lock it away: it opens the workspace when every passphrase is lost.")
    return out is None


@click.command("authorities")
@FILE
@answering
def show_authorities(common: Common, file: Path) -> Answer:
    """Where each authority stands: the tracker."""
    from wmpeer.region.tracker import tracker

    with Opened(file, common) as workspace:
        lines = workspace.read(tracker, workspace.readers)
    return Answer([_tracked(one) for one in lines], [_in_words(one) for one in lines])


def _tracked(line: TrackerLine) -> dict[str, Any]:
    return {
        "name": line.authority.name,
        "ons_code": line.authority.ons_code,
        "dfe_code": line.authority.dfe_code,
        "kind": line.authority.sort,
        "self_evaluation": {
            "documents": line.documents,
            "chief_executive": line.chief_executive or None,
            "lead_member": line.lead_member or None,
        },
        "stage": line.stage,
        "findings": line.findings,
        "letter": line.letter or None,
        "letter_issued": {"version": line.version, "on": line.issued_on} if line.version else None,
    }


def _in_words(line: TrackerLine) -> str:
    signed = " ".join(word for word, day in (("CE", line.chief_executive), ("LM", line.lead_member)) if day) or "not approved"
    return f"{line.authority.name:<22} {line.stage:<18} {line.documents} documents, {signed}; {line.findings} findings"


@click.command()
@FILE
@click.option("--entity", metavar="ID", help="Only the revisions of this record.")
@answering
def history(common: Common, file: Path, entity: str | None) -> Answer:
    """Every revision, oldest first; of an authority that one stands aside for, and of others' private notes, nothing is said."""
    from wmpeer.judging.queries import history_lines
    from wmpeer.region.queries import names_of_people

    with Opened(file, common) as workspace:
        mine = workspace.read(history_lines, workspace.file.slot, workspace.readers, entity)
        names = workspace.read(names_of_people)
    data = [
        {
            "id": line.id, "entity": line.entity, "kind": line.kind, "author": names.get(line.author, line.author),
            "recorded_by": names.get(line.recorded_by, line.recorded_by), "device": line.device, "at": line.wall,
            "verb": line.verb, "parents": list(line.parents), "fields": dict(line.fields),
        }
        for line in mine
    ]  # fmt: skip
    return Answer(data, [f"{line.wall}  {names.get(line.author, '')}: {line.verb} ({line.kind} {line.entity[:8]})" for line in mine])


@click.command()
@FILE
@answering
def check(common: Common, file: Path) -> Answer:
    """Whether file and journal hold together, and what is inconsistent."""
    from wmpeer.journal.queries import journal_faults, state_hash
    from wmpeer.judging.checks import check_items
    from wmpeer.region.queries import authorities

    with Opened(file, common) as workspace:
        faults = workspace.file.integrity(bar())
        broken = workspace.read(journal_faults)
        digest = workspace.read(state_hash)
        items = workspace.read(check_items, workspace.readers)
        names = {one.ons_code: one.name for one in workspace.read(authorities)}
    data = {
        "integrity": "; ".join(faults) or "ok",
        "journal": broken[0].sentence if broken else "ok",
        "state_hash": digest,
        "items": [
            {
                "strength": one.strength,
                "code": one.code,
                "sentence": one.sentence,
                "authority": names.get(one.authority),
                "ons_code": one.authority or None,
            }
            for one in items
        ],
    }
    lines = [f"File: {data['integrity']}. Journal: {data['journal']}."]
    lines += [f"{one.strength:<12} {names.get(one.authority, ''):<20} {one.sentence}" for one in items]
    return Answer(data, lines, NOT_DONE if faults or broken else DONE)


@click.command()
@FILE
@answering
def backup(common: Common, file: Path) -> Answer:
    """Make a verified copy beside the workspace."""
    from wmpeer.journal.queries import state_hash

    with Opened(file, common) as workspace:
        path = workspace.file.backup(bar())
        digest = workspace.read(state_hash)
    return Answer({"path": str(path), "state_hash": digest}, [f"Copied and checked: {path}"])


@click.command()
@click.argument("backup", type=click.Path(path_type=Path), metavar="BACKUP")
@click.option("--to", "target", type=click.Path(path_type=Path), required=True, metavar="FILE", help="Where the workspace shall stand.")
@answering
def restore(common: Common, backup: Path, target: Path) -> Answer:
    """Make a workspace from a backup; what stands there is moved aside, never lost."""
    from wmpeer.journal.queries import state_hash
    from wmpeer.journal.workspace import open_workspace
    from wmpeer.store.backup import restore as restore_backup

    passphrase = passphrase_for(backup, common)
    restore_backup(backup, target, passphrase, progress=bar())
    workspace = open_workspace(target, passphrase, progress=bar(), program=PROGRAM)
    try:
        digest = workspace.read(state_hash)
    finally:
        workspace.close()
    return Answer({"path": str(target), "state_hash": digest}, [f"Restored and checked: {target}"])


@click.command()
@FILE
@click.option("--recovery-key-file", required=True, type=click.Path(path_type=Path), metavar="PATH", help="The file with the recovery key.")
@answering
def recover(common: Common, file: Path, recovery_key_file: Path) -> Answer:
    """Open a workspace whose passphrase or keys are lost, and set a new passphrase: the one given as for every command."""
    from wmpeer.region.recovering import recover as recover_workspace

    key = first_line(recovery_key_file)
    workspace = recover_workspace(file, key, passphrase_for(file, common, confirm=True), progress=bar(), program=PROGRAM)
    name = workspace.actor.name
    workspace.close()
    return Answer({"workspace": str(file), "person": name}, [f"{file.name} opens again with the new passphrase of {name}."])


@click.command()
@answering
def codes(common: Common) -> Answer:
    """Every code that a problem may have, with its sentence and what to do next."""
    _import_everything()
    data = [
        {"code": one.code(), "sentence": one.template()[0], "next": one.template()[1]} for one in known_errors() if one is not WmpeerError
    ]
    return Answer(data, [f"{one['code']:<32} {one['sentence']}" for one in data])


def _import_everything() -> None:
    """Errors are known once their modules are imported; those of the screens need Qt and are left out."""
    for module in pkgutil.walk_packages(wmpeer.__path__, "wmpeer."):
        if not module.name.startswith(("wmpeer.ui", "wmpeer.app", "wmpeer.__main__", "wmpeer.models.migrations")):
            importlib.import_module(module.name)
