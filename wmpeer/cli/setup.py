"""Commands that begin, keep and check a workspace."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import Any

import click

import wmpeer
from wmpeer.cli.answer import DONE, NOT_DONE, Answer, bar, say
from wmpeer.cli.options import Common, Opened, answering, first_line, passphrase_for
from wmpeer.clock import iso, moment_of
from wmpeer.errors import WmpeerError, known_errors
from wmpeer.files import save_whole
from wmpeer.journal.queries import journal_faults, revision_lines, state_hash
from wmpeer.judging.checks import check_items
from wmpeer.region.actions import start_cycle
from wmpeer.region.definition import default_region
from wmpeer.region.next_cycle import start_next_cycle
from wmpeer.region.places import definitions
from wmpeer.region.queries import authorities, people
from wmpeer.region.records import TrackerLine
from wmpeer.region.recovering import recover as recover_workspace
from wmpeer.region.tracker import tracker
from wmpeer.store.backup import restore as restore_backup

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
    if not name:
        raise click.UsageError("Give the cycle's name: --cycle 2026-27")
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
    if recovery_key_out:
        save_whole(recovery_key_out, (key + "\n").encode())
        say(f"The recovery key is in {recovery_key_out}. Print it, lock it away, and delete that file.")
    else:
        say(f"Recovery key, shown only now: {key}\nPrint it and lock it away: it opens the workspace when every passphrase is lost.")
    return Answer(
        {"workspace": str(file), "cycle": name, "authorities": len(known)},
        [f"{file.name}: the cycle {name} with {len(known)} authorities."],
    )


@click.command("authorities")
@FILE
@answering
def show_authorities(common: Common, file: Path) -> Answer:
    """Where each authority stands: the tracker."""
    with Opened(file, common) as workspace:
        lines = workspace.read(tracker)
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
    }


def _in_words(line: TrackerLine) -> str:
    signed = " ".join(word for word, day in (("CE", line.chief_executive), ("LM", line.lead_member)) if day) or "not approved"
    return f"{line.authority.name:<22} {line.stage:<18} {line.documents} documents, {signed}; {line.findings} findings"


@click.command()
@FILE
@click.option("--entity", metavar="ID", help="Only the revisions of this record.")
@answering
def history(common: Common, file: Path, entity: str | None) -> Answer:
    """Every revision, oldest first."""
    with Opened(file, common) as workspace:
        lines = workspace.read(revision_lines, entity)
        names = {one.id: one.name for one in workspace.read(people)}
    mine = [line for line in lines if not line.private or line.author == workspace.file.slot]
    data = [
        {
            "id": line.id, "entity": line.entity, "kind": line.kind, "author": names.get(line.author, line.author),
            "recorded_by": names.get(line.recorded_by, line.recorded_by), "device": line.device, "at": iso(moment_of(line.at)),
            "verb": line.verb, "parents": list(line.parents), "fields": dict(line.fields),
        }
        for line in mine
    ]  # fmt: skip
    return Answer(
        data, [f"{iso(moment_of(line.at))}  {names.get(line.author, '')}: {line.verb} ({line.kind} {line.entity[:8]})" for line in mine]
    )


@click.command()
@FILE
@answering
def check(common: Common, file: Path) -> Answer:
    """Whether file and journal hold together, and what is inconsistent."""
    with Opened(file, common) as workspace:
        faults = workspace.file.integrity()
        broken = workspace.read(journal_faults)
        digest = workspace.read(state_hash)
        items = workspace.read(check_items, workspace.author)
    data = {
        "integrity": "; ".join(faults) or "ok",
        "journal": "; ".join(one.sentence for one in broken) or "ok",
        "state_hash": digest,
        "items": [
            {"strength": one.strength, "code": one.code, "sentence": one.sentence, "authority": one.authority or None} for one in items
        ],
    }
    lines = [f"File: {data['integrity']}. Journal: {data['journal']}."]
    lines += [f"{one.strength:<12} {one.authority:<20} {one.sentence}" for one in items]
    return Answer(data, lines, NOT_DONE if faults or broken else DONE)


@click.command()
@FILE
@answering
def backup(common: Common, file: Path) -> Answer:
    """Make a verified copy beside the workspace."""
    with Opened(file, common) as workspace:
        path = workspace.file.backup()
        digest = workspace.read(state_hash)
    return Answer({"path": str(path), "state_hash": digest}, [f"Copied and checked: {path}"])


@click.command()
@click.argument("backup", type=click.Path(path_type=Path), metavar="BACKUP")
@click.option("--to", "target", type=click.Path(path_type=Path), required=True, metavar="FILE", help="Where the workspace shall stand.")
@answering
def restore(common: Common, backup: Path, target: Path) -> Answer:
    """Make a workspace from a backup; what stands there is moved aside, never lost."""
    restore_backup(backup, target, passphrase_for(backup, common), progress=bar())
    with Opened(target, common) as workspace:
        digest = workspace.read(state_hash)
    return Answer({"path": str(target), "state_hash": digest}, [f"Restored and checked: {target}"])


@click.command()
@FILE
@click.option("--recovery-key-file", required=True, type=click.Path(path_type=Path), metavar="PATH", help="The file with the recovery key.")
@answering
def recover(common: Common, file: Path, recovery_key_file: Path) -> Answer:
    """Open a workspace whose passphrase or keys are lost, and set a new passphrase: the one given as for every command."""
    key = first_line(recovery_key_file)
    workspace = recover_workspace(file, key, passphrase_for(file, common, confirm=True), progress=bar(), program="wmpeer command")
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
