"""Statistical neighbours: the ten authorities most like another. Models of different years differ greatly: the model stays with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wmpeer.indicators.errors import NoAuthorityRowsError, StrangeAreasError, counted
from wmpeer.indicators.incoming import Incoming
from wmpeer.indicators.recognise import words
from wmpeer.indicators.tables import NeighbourRow, NeighbourTable, Question
from wmpeer.region.areas import AreaBook

_NUMBERED = r"(?:sn|neighbour|stat(?:istical)? neighbour) ?(\d{1,2})"
_OWN_NUMBER = ("old la code", "la code", "la number", "la num", "dfe code")
_OWN_ONS = ("la code new", "new la code", "ons code", "ltla23cd")
_OWN_NAME = (
    "la name",
    "local authority ons name",
    "local authority",
    "area",
    "authority",
    "la",
    "council",
    "authority name",
    "local authority name",
)
_OTHER_NUMBER = (
    "sn old la code",
    "sn la code",
    "sn code",
    "neighbour code",
    "neighbour la code",
    "sn la number",
    "la number sn",
    "la num sn",
)
_OTHER_ONS = ("sn new la code", "sn ons code", "neighbour ons code", "neighbour ons")
_OTHER_NAME = ("sn name", "neighbour", "neighbour name", "statistical neighbour", "la name sn", "sn la name")
_RANK = ("rank", "order", "sn rank")


def read_neighbours(
    incoming: Incoming, table: Iterable[Sequence[str]], book: AreaBook, choices: Mapping[str, str], source: str
) -> NeighbourTable:
    """Read neighbours from numbered columns (``SN_1``), from lists in one cell, or from one row each.

    The model is the year in the file's name, or the choice ``model``; a file that holds the present and the previous model says which is
    which itself.

    Raises:
        NoAuthorityRowsError: no row names an authority and a neighbour.
    """
    rows = iter(table)
    headings = [words(heading) for heading in next(rows)]
    asked = choices.get("model", "")
    year = re.search(r"(?<!\d)20\d\d(?!\d)", incoming.stem)
    model = asked or (year[0] if year else "")
    found: dict[tuple[str, str, int], NeighbourRow] = {}
    strangers: dict[str, None] = {}
    count = 0
    for row in rows:
        if len(row) < 2:
            continue
        area = _find(book, headings, row, _OWN_ONS, _OWN_NUMBER, _OWN_NAME)
        if area is None:
            continue
        count += 1
        for kind, rank, code, name, closeness in _neighbours_in(headings, row):
            other = book.find(ons=code, dfe=code, name=name)
            if other is None:
                strangers.setdefault(name or code)
                continue
            label = model or kind
            found[label, area, rank] = NeighbourRow(label, area, rank, other.ons, closeness)
    if not found:
        raise NoAuthorityRowsError(name=incoming.name)
    unnamed = any(not label for label, _, _ in found)
    release = ", ".join(sorted({label for label, _, _ in found}))
    question = Question("model", (), f"Which year's model of statistical neighbours is {incoming.name}?")
    problems = (
        [StrangeAreasError(areas=counted(len(strangers), "area"), names=", ".join(list(strangers)[:5])).problem()] if strangers else []
    )
    return NeighbourTable(
        kind="neighbours", name=incoming.name, sha256=incoming.sha256, source=source, release=release, rows=count,
        values=len(found), choices={"model": asked} if asked else {}, problems=tuple(problems),
        questions=(question,) if unnamed else (), neighbours=tuple(found.values()),
    )  # fmt: skip


def _find(
    book: AreaBook, headings: Sequence[str], row: Sequence[str], ons: Sequence[str], number: Sequence[str], name: Sequence[str]
) -> str | None:  # fmt: skip
    area = book.find(ons=_cell(headings, row, ons), dfe=_cell(headings, row, number), name=_cell(headings, row, name))
    return area.ons if area else None


def _cell(headings: Sequence[str], row: Sequence[str], names: Sequence[str]) -> str:
    for name in names:
        if name in headings and headings.index(name) < len(row):
            return row[headings.index(name)].strip().removesuffix(".0")
    return ""


def _neighbours_in(headings: Sequence[str], row: Sequence[str]) -> Iterator[tuple[str, int, str, str, str]]:
    """Model, rank, code, name and closeness of each neighbour in a row."""
    listed = False
    for place, heading in enumerate(headings):
        text = row[place].strip() if place < len(row) else ""
        if heading in {"stat neighbours", "statistical neighbours", "stat neighbours previous", "statistical neighbours previous"}:
            listed = True
            model = "previous" if heading.endswith("previous") else "current" if "stat neighbours previous" in headings else ""
            for rank, code in enumerate(re.findall(r"\d{3}|E\d{8}", text), start=1):
                yield model, rank, code, "", ""
        elif (numbered := re.fullmatch(_NUMBERED, heading)) and text:
            close = row[place + 1].strip() if place + 1 < len(row) and re.fullmatch(r"sn ?\d{0,2} ?p", headings[place + 1]) else ""
            code = text.removesuffix(".0")
            yield "", int(numbered[1]), code, "" if code.isdigit() else text, close
    if listed:
        return
    code = _cell(headings, row, _OTHER_ONS) or _cell(headings, row, _OTHER_NUMBER)
    name, rank_text = _cell(headings, row, _OTHER_NAME), _cell(headings, row, _RANK)
    if (code or name) and rank_text.isdigit():
        yield "", int(rank_text), code, name, _cell(headings, row, ("closeness", "sn p", "proximity"))
