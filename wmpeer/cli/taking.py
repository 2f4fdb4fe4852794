"""Commands that take packs in and back, and list what was taken."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wmpeer.cli.answer import DONE, IN_PART, NEWER, NOT_DONE, Answer, bar, problem_data, tell
from wmpeer.cli.options import Common, Opened, answering
from wmpeer.cli.setup import FILE

if TYPE_CHECKING:
    from wmpeer.exchange.records import FieldApart, ReceiptLine, Taking
    from wmpeer.journal.workspace import Workspace


@click.command("take-in")
@FILE
@click.argument("packs", nargs=-1, required=True, metavar="PACK...", type=click.Path(path_type=Path))
@click.option("--preview", is_flag=True, help="Say what it would do, and write nothing.")
@answering
def take_in(common: Common, file: Path, packs: tuple[Path, ...], preview: bool) -> Answer:
    """Take in packs from other laptops: each is verified, and told before it is taken.

    Several packs are one plan, for one may rest on another; all that may come in comes in together, after a backup. A pack that was
    taken in already changes nothing. What several people said differently stands side by side until somebody settles it.

    Exit codes: 0 all taken, or here already; 1 some were refused; 2 all were; 3 one needs a newer wmpeer.
    """
    from wmpeer.exchange import taking

    with Opened(file, common) as workspace:
        takings = taking.plan_taking(workspace, taking.read_packs(workspace, packs, bar()))
        receipts = () if preview else taking.take_in(workspace, takings, bar())
        names = _names(workspace)
        data = [_as_json(path, one, receipts, names) for path, one in zip(packs, takings, strict=True)]
        lines = [line for one in takings for line in _in_words(one, names, preview=preview)]
    for one in takings:
        for problem in (*one.refused, *one.notes):
            tell(problem)
    return Answer(data, lines, _code(takings))


@click.command("take-back")
@FILE
@click.argument("receipt")
@click.option("--even-so", is_flag=True, help="Hide what was written here upon it, too.")
@answering
def take_back(common: Common, file: Path, receipt: str, even_so: bool) -> Answer:
    """Take a pack back: what it alone brought is hidden here. RECEIPT is its id, or the beginning of it.

    Nothing is removed, and nobody else's laptop changes. Who takes part and what they stand aside for stays known. Taking the pack in
    again shows it again.
    """
    from wmpeer.exchange import taking

    with Opened(file, common) as workspace:
        entity = taking.take_back(workspace, receipt, even_so=even_so).entity
        (line,) = (one for one in workspace.read(taking.receipts) if one.id == entity)
        who = _names(workspace).get(line.person, "somebody")
    return Answer({**_receipt(line), "from": who}, [f"What the pack from {who} brought is hidden. Take it in again to show it."])


@click.command()
@FILE
@answering
def receipts(common: Common, file: Path) -> Answer:
    """The packs that were taken in, the oldest first, and whether they were taken back."""
    from wmpeer.clock import day_in_words
    from wmpeer.exchange import taking

    with Opened(file, common) as workspace:
        found, names = workspace.read(taking.receipts), _names(workspace)
    data = [{**_receipt(line), "from": names.get(line.person, "")} for line in found]
    lines = [
        f"{line.id[:8]}  {day_in_words(line.taken_at[:10])}  {names.get(line.person, 'somebody')}: {_counted(line)}"
        + (f", taken back on {day_in_words(line.taken_back_at[:10])}" if line.taken_back_at else "")
        for line in found
    ]
    return Answer(data, lines or ["No pack was taken in yet."])


def _names(workspace: Workspace) -> dict[str, str]:
    from wmpeer.region.queries import names_of_people

    return workspace.read(names_of_people)


def _code(takings: Sequence[Taking]) -> int:
    refused = [one for one in takings if one.refused]
    if any(one.newer for one in refused):
        return NEWER
    return DONE if not refused else NOT_DONE if len(refused) == len(takings) else IN_PART


def _as_json(path: Path, one: Taking, receipts: Sequence[ReceiptLine], names: dict[str, str]) -> dict[str, Any]:
    receipt = next((line.id for line in receipts if line.pack == one.sha256), None) if not one.refused else None
    return {
        "pack": str(path), "from": names.get(one.person, ""), "made_at": one.made_at, "based_on": dict(one.based_on), "new": one.new,
        "changed": one.changed, "same": one.same, "waiting": one.waiting,
        "differences": [_difference(each, names) for each in one.differences], "notes": [problem_data(each) for each in one.notes],
        "refused": [problem_data(each) for each in one.refused], "shown_again": one.unhides, "receipt": receipt,
    }  # fmt: skip


def _difference(one: FieldApart, names: dict[str, str]) -> dict[str, Any]:
    sides = [
        {
            "value": side.value, "author": names.get(side.author, side.author), "device": side.device, "at": side.wall,
            "recorded_by": names.get(side.recorded_by, side.recorded_by),
        }
        for side in one.sides
    ]  # fmt: skip
    return {"kind": one.kind, "entity": one.entity, "authority": one.authority, "field": one.field, "base": one.base, "sides": sides}


def _receipt(line: ReceiptLine) -> dict[str, Any]:
    return {
        "receipt": line.id, "pack": line.pack, "taken_at": line.taken_at, "new": line.new, "changed": line.changed, "waiting": line.waiting,
        "taken_back_at": line.taken_back_at or None, "kinds": dict(line.kinds),
    }  # fmt: skip


def _counted(line: ReceiptLine) -> str:
    from wmpeer.exchange.of_what import counted

    return counted(line.new, line.changed, dict(line.kinds))


def _in_words(one: Taking, names: dict[str, str], *, preview: bool) -> list[str]:
    """What a pack did or would do, as people read it."""
    from wmpeer.clock import day_in_words
    from wmpeer.exchange.lines import who_said
    from wmpeer.exchange.of_what import counted, kinds_in

    if one.refused:
        return []
    who = names.get(one.person, "somebody")
    said = [f"{one.pack}: from {who}, made on {day_in_words(one.made_at[:10])} at {one.made_at[11:16]} (UTC)"]
    if one.unhides:
        said.append("  It was taken back, and is shown again.")
    if not (one.lines or one.unhides or one.contents or one.new or one.changed):
        return [*said, "  Everything in it is here already."]
    what = counted(one.new, one.changed, kinds_in(one.lines) if one.new or one.changed else {})
    said.append(f"  {'If it is taken in: ' if preview else ''}{what}; {one.same} the same.")
    for each in one.differences:
        said.append(f"  {each.kind.replace('_', ' ').capitalize()}, {each.field.replace('_', ' ')}: began with {_value(each.base)};")
        for side in each.sides:
            said.append(f"    {who_said(side, names)} said {_value(side.value)} (by their clock {side.wall[:16]})")
    if one.waiting:
        said.append(f"  {one.waiting} wait{'' if one.waiting > 1 else 's'} for what another pack brings, and is joined when that comes.")
    return said


def _value(value: object) -> str:
    return "nothing" if value is None else f"“{value}”" if isinstance(value, str) else str(value)
