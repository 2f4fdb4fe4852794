"""Commands for what was said apart: listing it, settling it, and what a sitting takes from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wmpeer.cli.answer import Answer
from wmpeer.cli.options import Common, Opened, answering
from wmpeer.cli.setup import FILE

if TYPE_CHECKING:
    from wmpeer.judging.apart_records import AgendaItem, AgendaView, Difference, Side


@click.command()
@FILE
@click.option("--authority", metavar="NAME", help="Only this authority: its name or a code.")
@click.option("--history", is_flag=True, help="With each, every step of its record.")
@answering
def differences(common: Common, file: Path, authority: str | None, history: bool) -> Answer:
    """What was changed apart on two laptops and is not settled: each field with both sides, who said them, where and when.

    A judgement stands at what both sides began with until a person settles it, everything else at its newest words. Nothing of authorities
    that you stand aside for; of colleagues' work only where you have handed in. Settle with `wmpeer settle`, or later.
    """
    from wmpeer.judging.apart import difference_history
    from wmpeer.judging.apart import differences as apart
    from wmpeer.region.queries import authorities, find_authority

    with Opened(file, common) as workspace:
        code = workspace.read(find_authority, authority).ons_code if authority else None
        names = {one.ons_code: one.name for one in workspace.read(authorities)}
        found = workspace.read(apart, workspace.readers, code)
        slot, readers = workspace.file.slot, workspace.readers
        steps = {one.entity: workspace.read(difference_history, slot, readers, one.entity, one.kind) for one in found if history}
    data = [difference_data(one, names) | ({"history": list(steps[one.entity])} if history else {}) for one in found]
    return Answer(data, [line for one in found for line in _said(one, names)] or ["No differences."])


@click.command()
@FILE
@click.argument("entity")
@click.argument("field")
@click.option("--side", default="", metavar="REVISION", help="As this side says it: its revision, or the first letters of it.")
@click.option("--value", metavar="WORDS", help="Words of your own for a running text; for a judgement a code of its scale.")
@click.option("--both", is_flag=True, help="Keep all texts, one after the other, so that no word is lost.")
@answering
def settle(common: Common, file: Path, entity: str, field: str, side: str, value: str | None, both: bool) -> Answer:
    """Settle FIELD of the record ENTITY, both as `wmpeer differences` lists them.

    Only who may write the record settles it: an author their own (a coordinator with --on-behalf-of), coordinators and the panel what is
    theirs. What two people settle differently on two laptops is a new difference. In the window, undo brings the difference back.
    """
    from wmpeer.judging.settle_apart import settle_as_said

    with Opened(file, common) as workspace:
        kept = settle_as_said(workspace, entity, field, side, value, both=both)
    return Answer({"id": kept.id, "field": field, "status": "kept"}, ["Settled."])


@click.command()
@FILE
@click.option("--authority", metavar="NAME", required=True, help="The authority: its name or a code.")
@answering
def agenda(common: Common, file: Path, authority: str) -> Answer:
    """What a sitting has to settle about an authority, the widest apart first: views that differ, and what was changed apart.

    Views of an area are on it while they differ and nothing is agreed of the area. Nothing of an authority that you stand aside for; of
    colleagues' work only where you have handed in.
    """
    from wmpeer.judging.agenda import agenda as items
    from wmpeer.region.queries import authorities, find_authority

    with Opened(file, common) as workspace:
        code = workspace.read(find_authority, authority).ons_code
        names = {one.ons_code: one.name for one in workspace.read(authorities)}
        found = workspace.read(items, code, workspace.readers)
    lines = [f"{at:>2}  {one.title}: {one.sentence}" for at, one in enumerate(found, 1)]
    return Answer([_item(one, names) for one in found], lines or ["There is nothing to settle."])


def difference_data(one: Difference, names: dict[str, str]) -> dict[str, Any]:
    """A difference as JSON; `names` are the authorities'."""
    return {
        "kind": one.kind, "entity": one.entity, "authority": names.get(one.authority, one.authority) or None, "area": one.area or None,
        "field": one.field, "title": one.title, "name": one.name, "base": one.base, "judgement": one.judgement, "text": one.free,
        "sides": [_side(side) for side in one.sides], "may_settle": one.may, "settler": one.settler,
    }  # fmt: skip


def _side(side: Side) -> dict[str, Any]:
    return {
        "value": side.value, "words": side.words, "author": side.author_name, "recorded_by": side.recorded_by or None,
        "device": side.device, "laptop": side.laptop, "at": side.at, "revision": side.revision,
    }  # fmt: skip


def _item(one: AgendaItem, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": one.id, "sort": one.sort, "authority": names.get(one.authority, one.authority), "area": one.area or None, "title": one.title,
        "sentence": one.sentence, "distance": one.distance, "people": one.people, "views": [_view(view) for view in one.views],
        "difference": difference_data(one.difference, names) if one.difference else None,
    }  # fmt: skip


def _view(one: AgendaView) -> dict[str, Any]:
    return {
        "author": one.name, "view": one.view or None, "confidence": one.confidence or None, "reason": one.reason or None,
        "handed_in": one.handed_in, "settled": one.settled,
    }  # fmt: skip


def _said(one: Difference, names: dict[str, str]) -> list[str]:
    head = f"{names.get(one.authority, 'The region')}: {one.title}, {one.name}  [{one.entity} {one.field}]"
    base = [f"    before: {one.base_words}"] if one.base_words else []
    sides = [f"    {side.revision[:12]}  {side.author_name} on {side.laptop}, {side.at}: {side.words or 'nothing'}" for side in one.sides]
    return [head, *base, *sides]
