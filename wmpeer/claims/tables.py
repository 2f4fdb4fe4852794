"""Numbers in tables of performance ("KPI | 2023/24 | 2024/25 | England"), read only where header, indicator and unit are clear. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from wmpeer.claims.binding import RATES
from wmpeer.claims.columns import Cell, Column, cells_of, columns_of, corner_of, whom_alone
from wmpeer.claims.lexicon import Lexicon, Mention, Subject, Words
from wmpeer.claims.loosely import Rival
from wmpeer.claims.numbers import Figure, Unit, figures
from wmpeer.claims.phrasing import plain_words
from wmpeer.claims.sentences import Sentence
from wmpeer.claims.tied import LOOSE, STRICT, Tied
from wmpeer.claims.times import Time, time_of_heading
from wmpeer.claims.whom import OWN, About, Gazetteer
from wmpeer.documents.records import Passage

_CAPTION = re.compile(r"\s*(?:table|figure|fig\.?|chart)\s*\d", re.IGNORECASE)
_RATES = (
    ("per-100000", re.compile(r"per 100,?000|per 100k")), ("per-10000", re.compile(r"per 10,?000|per 10k")),
    ("per-1000", re.compile(r"per 1,?000")), ("percent", re.compile(r"%|\bper ?cent(?:age)?\b|\bproportion\b|\bpct\b")),
    ("number", re.compile(r"\bnumbers?\b|\bno\.? of\b|\bcount\b|\btotal\b|#|\bnum\b")),
    ("score", re.compile(r"\baverage\b|\bmean\b|\bscore\b")),
)  # fmt: skip
_NO_FIGURE_OF_IT = re.compile(r"\btarget\b|\btrajectory\b|\btolerance\b|\bforecast\b|\bambition\b")
_STRAY = re.compile(r"[^\W\d]{1,4}")  # what stands beside the rows, such as "LA" over their codes
_MOST_UNNAMED = 2  # columns of codes and names that no header names
_ANOTHER = re.compile(r"[A-Z]\d{8}")  # an authority that the document only stands beside: no mark but where its figures agree
_MOST_WORDS = 30
_LONGEST_CAPTION = 120
_PARTS_OF_A_COLUMN = frozenset({"number", "no", "no.", "num", "n", "%", "per cent", "percentage", "rate", "count", "rank", "change"})


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a row, or a whole table, is about, in one unit (empty: not said)."""

    subject: Subject
    group: str
    unit: str
    part: bool


@dataclass(frozen=True, slots=True)
class _Header:
    columns: tuple[Column, ...]
    time: Time | None
    about: _Matter | None
    caption: str = ""
    groups: tuple[str, ...] = ()
    corner: Column | None = None  # what the first cell names, where it is a period as the others are


def read_tables(passages: Sequence[Passage], lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[tuple[Sentence, Tied]]:
    """What the cells of the tables among *passages* are tied to, in their order."""
    header: _Header | None = None
    above: Passage | None = None
    for passage in passages:
        if passage.kind != "table-row":
            if header is None or not _STRAY.fullmatch(passage.text):
                header, above = None, passage
            continue
        cells = cells_of(passage.text)
        if (found := columns_of(cells, lexicon.words, gazetteer)) is not None:
            header = replace(_header(found, passage, above, lexicon), corner=corner_of(cells, found, lexicon.words, gazetteer))
        elif header is not None and _divides(cells):
            header = None  # each column holds several figures
        elif header is not None and (fitting := _fitting(header, cells)) is not None:
            for one in _row(cells, fitting, passage, lexicon, gazetteer):
                yield Sentence(passage.text, passage.start, passage.page, passage.heading, ""), one


def _fitting(header: _Header, cells: Sequence[Cell]) -> _Header | None:
    """The header over the row's cells; where nothing stands above codes and names to the left of the figures, these are labels."""
    more = len(cells) - len(header.columns)
    if not more:
        return header
    if header.corner is None or not 0 < more <= _MOST_UNNAMED:
        return None
    return replace(header, columns=(*(Column("label") for _ in range(more)), header.corner, *header.columns[1:]))


def _divides(cells: Sequence[Cell]) -> bool:
    """Whether a row under the header tells apart what stands in its columns: "number | % | number | %"."""
    said = {one.text.casefold() for one in cells[1:] if one.text}
    return len(said) > 1 and said <= _PARTS_OF_A_COLUMN


def _header(columns: tuple[Column, ...], row: Passage, above: Passage | None, lexicon: Lexicon) -> _Header:
    caption = above.text if above is not None and _is_caption(above) else ""
    caption = caption or row.heading.rpartition("›")[2]
    dated = any(column.time is not None for column in columns)
    corner = cells_of(row.text)[0].text
    time = None if dated else time_of_heading(corner) or time_of_heading(caption)
    groups = tuple(name for name in lexicon.words.lists["groups"] if lexicon.words.stands("groups", name, plain_words(row.heading)))
    about = (_matter(f"{one} {corner}", lexicon) for one in (caption, *reversed(row.heading.split("›"))))
    return _Header(columns, time, next((one for one in about if one is not None), None), caption, groups)


def _is_caption(above: Passage) -> bool:
    """Whether what stands above a table names it: a heading, "Table 4: ...", or a line that is no sentence."""
    short = len(above.text) <= _LONGEST_CAPTION and not above.text.rstrip().endswith((".", "!", "?", ";"))
    return above.kind == "heading" or _CAPTION.match(above.text) is not None or short


def _row(cells: Sequence[Cell], header: _Header, passage: Passage, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Tied]:
    columns = _own_columns(cells, header)
    label = " ".join(cell.text for cell, column in zip(cells, columns, strict=True) if column.kind == "label")
    said_unit = " ".join(cell.text for cell, column in zip(cells, header.columns, strict=True) if column.kind == "unit")
    who = whom_alone(label, lexicon.words, gazetteer)
    matter = header.about if who else _matter(label, lexicon, said_unit)
    if any(column.kind == "unnamed" and re.search(r"\d", cell.text) for cell, column in zip(cells, header.columns, strict=True)):
        return  # figures stand where the header has none: it is not told which column is which
    if who and any(column.who not in ("", OWN) for column in header.columns):
        return
    if matter is None:
        yield from _shortly_named(cells, columns, header, label, who, lexicon)
        return
    for cell, column, stated in zip(cells, columns, header.columns, strict=True):
        if column.kind != "value" or (figure := _figure(cell)) is None:
            continue
        unit = _unit(figure, matter)
        time = column.time or header.time
        sure = column is stated and not _ANOTHER.fullmatch(who)
        if unit:
            shown = replace(figure, unit=cast(Unit, unit if unit in RATES else "bare"))
            yield Tied(
                shown, matter.subject, unit, About(who or column.who or OWN), time, _said(column, time), "level", matter.group,
                in_year=column.in_year, part=matter.part, close=column.time is not None,
                link=STRICT if sure else LOOSE, rivals=() if sure else (Rival(matter.subject, True),),
            )  # fmt: skip


def _own_columns(cells: Sequence[Cell], header: _Header) -> tuple[Column, ...]:
    """The columns; one whose heading is not known (the authority's initials, say) is its own where figures stand beside another's."""
    beside = any(column.kind == "value" and column.who not in ("", OWN) for column in header.columns)
    own = any(column.kind == "value" and column.who == OWN for column in header.columns)
    return tuple(
        Column("value", OWN) if place and beside and not own and column.kind == "label" and _figure(cell) is not None else column
        for place, (cell, column) in enumerate(zip(cells, header.columns, strict=True))
    )


def _shortly_named(
    cells: Sequence[Cell], columns: Sequence[Column], header: _Header, label: str, who: str, lexicon: Lexicon
) -> Iterator[Tied]:
    """The figures of a row whose label names its matter shortly ("EET 19-21"): a mark only for those that the data bear out."""
    plain = plain_words(label)
    if _NO_FIGURE_OF_IT.search(plain) or any(
        lexicon.words.stands(kind, "words", plain) for kind in ("not-an-indicator", "part", "in-year")
    ):
        return
    rivals = tuple(Rival(one, True) for one in dict.fromkeys(one.subject for one in lexicon.hints(plain)))
    if not rivals:
        return
    named = (name for name in lexicon.words.lists["groups"] if lexicon.words.stands("groups", name, plain))
    for cell, column in zip(cells, columns, strict=True):
        if column.kind == "value" and not column.in_year and (figure := _figure(cell)) is not None:
            time = column.time or header.time
            yield Tied(
                figure, rivals[0].subject, "", About(who or column.who or OWN), time, _said(column, time), "level", link=LOOSE,
                close=column.time is not None, rivals=rivals, in_groups=tuple(dict.fromkeys((*named, *header.groups))),
            )  # fmt: skip


def _said(column: Column, time: Time | None) -> str:
    if column.time is not None:
        return "sentence"
    return "heading" if time is not None else ""


def _matter(label: str, lexicon: Lexicon, unit: str = "") -> _Matter | None:
    """What a label names: the one subject that can be told in it, or None."""
    plain = plain_words(label)
    if len(plain.split()) > _MOST_WORDS or _NO_FIGURE_OF_IT.search(plain) or lexicon.words.stands("not-an-indicator", "words", plain):
        return None
    mentions = [one for one in lexicon.mentions(plain, "") if not one.barred]
    telling = [one for one in mentions if not one.subject.whole] or mentions
    if len({one.subject.name for one in telling}) != 1:
        return None
    group = _group(plain, telling[0], lexicon.words)
    if group is None:
        return None
    rest = plain.replace(plain[telling[0].start : telling[0].end], " ")
    return _Matter(telling[0].subject, group, _unit_said(plain, unit), lexicon.words.stands("part", "words", rest))


def _unit_said(plain: str, unit: str) -> str:
    for text in (unit.casefold(), plain):
        found = next((name for name, pattern in _RATES if pattern.search(text)), "")
        if found:
            return found
    return "rate" if re.search(r"\brates?\b", plain) else ""


def _group(plain: str, mention: Mention, words: Words) -> str | None:
    """The group of children that a label names; None where it names several."""
    subject = mention.subject
    if subject.any_group:
        return ""
    named = set()
    for name in words.lists["groups"]:
        for start, end in words.places("groups", name, plain):
            inside = mention.start <= start and end <= mention.end
            if name not in subject.about and (name in subject.groups or not inside):
                named.add(name)
    named -= {"everyone", "ours"}
    return None if len(named) > 1 else next(iter(named), "")


def _figure(cell: Cell) -> Figure | None:
    """The number that a cell is; None where it holds several, none, or words beside."""
    found = figures(cell.text)
    if len(found) != 1 or found[0].worded or found[0].is_range or found[0].unit == "points":
        return None
    one = found[0]
    rest = cell.text[: one.start] + cell.text[one.end :]
    if re.sub(r"[\s↑↓→↗↘▲▼►◄=~*^†%]", "", rest):
        return None
    return replace(one, start=one.start + cell.at, end=one.end + cell.at)


def _unit(figure: Figure, matter: _Matter) -> str:
    """The unit of a figure in a table, where cell, label or the subject itself say it beyond doubt; else empty."""
    codes = matter.subject.groups.get(matter.group) or matter.subject.codes
    if figure.unit != "bare":
        return figure.unit if figure.unit in codes and matter.unit in ("", "rate", figure.unit) else ""
    if matter.unit in codes:
        return matter.unit if matter.unit != "number" or not figure.decimals else ""
    rates = [unit for unit in codes if unit.startswith("per") or unit == "score"]
    if matter.unit == "rate" or figure.decimals:
        return rates[0] if len(rates) == 1 and matter.unit in ("", "rate") else ""
    return next(iter(codes)) if len(codes) == 1 and not matter.unit else ""


def with_tables(found: Iterable[tuple[Sentence, Tied]], more: Iterable[tuple[Sentence, Tied]]) -> list[tuple[Sentence, Tied]]:
    """Sentences' and tables' figures together, in the document's order."""
    return sorted([*found, *more], key=lambda one: one[0].start)
