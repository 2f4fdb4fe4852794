"""What a sitting has to settle about an authority: where panellists see an area differently, and what was changed apart. Widest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.journal.settled import is_settled
from wmpeer.judging.apart import differences
from wmpeer.judging.apart_records import AgendaItem, AgendaView, Difference
from wmpeer.judging.apart_words import sentence
from wmpeer.judging.queries import handed_in
from wmpeer.models import records as rows
from wmpeer.region.framework import Framework
from wmpeer.region.queries import Reader, framework_of, names_of_people, stood_aside
from wmpeer.region.seeing import sees_colleagues


def agenda(session: Session, authority: str, reader: Reader | None = None) -> tuple[AgendaItem, ...]:
    """What is to be settled about *authority* (ONS code): the widest apart first, then what most people spoke to, then by area.

    Views of an area are an item while they differ and nothing is agreed of it; views of who stands aside do not count. Every field that was
    changed apart is one too, and so is every proposal to take something back. For a *reader*, as they may see it: nothing where they stand
    aside, and of colleagues nothing until they have handed in.
    """
    framework = framework_of(session)
    items = [_item(one, framework) for one in differences(session, reader, authority)]
    if reader is None or sees_colleagues(session, reader)(authority):
        items += _views(session, authority, framework)
    order = {area.code: at for at, area in enumerate(framework.areas)}
    return tuple(sorted(items, key=lambda one: (-one.distance, -one.people, order.get(one.area, len(order)), one.title, one.id)))


def _item(one: Difference, framework: Framework) -> AgendaItem:
    said = {side.author for side in one.sides}
    return AgendaItem(
        f"{one.entity}/{one.field}", "difference", one.authority, one.area, one.title, sentence(one), _distance_of(one, framework),
        len(said), difference=one,
    )  # fmt: skip


def _distance_of(one: Difference, framework: Framework) -> int:
    """How far the sides of a judgement lie apart, in points of its scale."""
    values = [side.value for side in one.sides]
    if one.field == "level" and one.judgement:
        levels = [value for value in values if isinstance(value, int)]
        return max(levels) - min(levels) if levels else 0
    if not one.judgement or one.field not in ("view", "own_grade"):
        return 0
    scales = [
        framework.view_order(),
        *([tuple(point.code for point in framework.scale(framework.area(one.area).grade).points)] if one.area else []),
    ]
    return max(_distance([str(value) for value in values], scale) for scale in scales)


def _distance(codes: Sequence[str], scale: Sequence[str]) -> int:
    places = [scale.index(code) for code in codes if code in scale]
    return max(places) - min(places) if places else 0


def _views(session: Session, authority: str, framework: Framework) -> Iterator[AgendaItem]:
    by_area = _by_area(session, authority, framework)
    for area in framework.areas:
        said = by_area.get(area.code, ())
        codes = [one.view for one in said if one.view]
        if len(set(codes)) > 1 and area.code not in _agreed(session, authority):
            distance = _distance(codes, framework.view_order())
            yield AgendaItem(
                f"views/{authority}/{area.code}", "views", authority, area.code, f"Views of {area.title}", _spread(said), distance,
                len(codes), tuple(said),
            )  # fmt: skip


def _agreed(session: Session, authority: str) -> frozenset[str]:
    """The areas of which the panel agreed a view that is settled."""
    asked = select(rows.Agreed).where(rows.Agreed.authority == authority, ~rows.Agreed.withdrawn)
    return frozenset(row.area or "" for row in session.scalars(asked) if row.view and is_settled(row, "view"))


def _by_area(session: Session, authority: str, framework: Framework) -> Mapping[str, Sequence[AgendaView]]:
    names, done = names_of_people(session), set(handed_in(session, authority))
    words = {one.code: one.word for one in framework.views}
    sure = {one.code: one.word for one in framework.confidences}
    asked = select(rows.View).where(rows.View.authority == authority, ~rows.View.withdrawn)
    found: dict[str, list[AgendaView]] = defaultdict(list)
    for row in session.scalars(asked):
        if authority in stood_aside(session, row.author):
            continue
        one = AgendaView(
            row.author, names.get(row.author, ""), row.view or "", words.get(row.view or "", row.view or ""), row.confidence or "",
            sure.get(row.confidence or "", row.confidence or ""), row.reason or "", row.author in done, is_settled(row, "view"),
        )  # fmt: skip
        if not is_settled(row, "confidence"):
            one = replace(one, confidence="", confidence_words="")
        found[row.area or ""].append(one if one.settled else replace(one, view="", view_words=""))
    order = {code: at for at, code in enumerate(words)}
    return {area: sorted(said, key=lambda one: (order.get(one.view, len(order)), one.name, one.person)) for area, said in found.items()}


def _spread(said: Sequence[AgendaView]) -> str:
    """Who sees it how, the best view first: “Good: Ann Reed. Inadequate: Ben Hall and Cara Lead.”"""
    groups: dict[str, list[str]] = defaultdict(list)
    for one in said:
        if one.view:
            groups[one.view_words].append(one.name)
    return " ".join(f"{view}: {_listed(names)}." for view, names in groups.items())


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
