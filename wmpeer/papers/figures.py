"""What every paper from the data says of a figure: its words, its mark, the file it was read from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.clock import in_words
from wmpeer.indicators.naming import source_words
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.indicators.rounding import written
from wmpeer.indicators.steps import place_before, said
from wmpeer.indicators.values import apart, in_short, text_of
from wmpeer.models.records import Batch
from wmpeer.papers.records import Front, SourceLine
from wmpeer.region.queries import cycle, names_of_people, region_of

FLAG_WORDS = "A flag is a reason to ask, not a judgement."
PUBLISHERS = {
    "ees": "Department for Education, Explore Education Statistics", "lait": "Department for Education, Local Authority Interactive Tool",
    "lginform": "Local Government Association, LG Inform", "fingertips": "Department of Health and Social Care, Fingertips",
    "ofsted": "Ofsted", "regional": "the region",
}  # fmt: skip
_FIFTHS = {1: "lowest fifth", 2: "second fifth from the lowest", 3: "middle fifth", 4: "second fifth from the highest", 5: "highest fifth"}
_DASH = "–"


def front_of(session: Session, made_on: date) -> Front:
    """What stands on every paper, as the region's definition has it."""
    region = region_of(session)
    country = region.country.name.partition(" (")[0] if region.country is not None else "England"
    return Front(region.name, region.alliance, cycle(session).name, made_on, region.marking, region.fictional, country)


class Sources:
    """Numbers the files that figures were read from, in the order in which they are asked for."""

    def __init__(self, session: Session) -> None:
        names = names_of_people(session)
        found = session.scalars(select(Batch).where(Batch.withdrawn.is_(False)).order_by(Batch.loaded_at, Batch.entity))
        self._known = {(row.sha256 or "", row.sheet or ""): (row, names.get(row.author, "")) for row in found}
        self._periods: dict[tuple[str, str], dict[str, None]] = {}
        self._sources: dict[tuple[str, str], str] = {}

    def number(self, row: BenchmarkRow, period: str = "") -> int:
        """The number of the file that *row* was read from; *period* is the one that is told of it, where it is not the row's."""
        key = (row.sha256, row.sheet)
        self._periods.setdefault(key, {})[said(period or row.period)] = None
        self._sources.setdefault(key, row.source)
        return list(self._periods).index(key) + 1

    def lines(self) -> tuple[SourceLine, ...]:
        """The files, numbered from 1."""
        return tuple(self._line(place, key) for place, key in enumerate(self._periods, start=1))

    def _line(self, number: int, key: tuple[str, str]) -> SourceLine:
        row, who = self._known.get(key, (None, ""))
        source, periods = self._sources[key], ", ".join(sorted(self._periods[key]))
        if row is None:
            return SourceLine(number, source, source_words(source), periods, "", key[1], key[0], "", "", "", "")
        released = in_words(datetime.fromisoformat(row.released_on).date()) if row.released_on else ""
        loaded = in_words(datetime.fromisoformat(row.loaded_at).astimezone().date()) if row.loaded_at else ""
        publisher = PUBLISHERS.get(row.publisher or "", "")
        return SourceLine(number, source, source_words(source), periods, row.name or "", key[1], key[0], publisher, released, loaded, who)


def other_unit(country: str) -> str:
    """What is said where the country's or the region's figure seems to be in another unit than the authorities'."""
    return f"{country} and the region seem to be in another unit, so they are not set beside it."


def fifth_words(fifth: int | None, count: int, period: str = "") -> str:
    """Where a figure stands among all authorities loaded, or empty."""
    return "" if fifth is None else f"{_FIFTHS[fifth]} of {count} authorities" + (f" in {period}" if period else "")


def places_of(row: BenchmarkRow) -> int:
    return 1 if row.decimals is None else row.decimals


def figure_text(raw: str, value: float | None, decimals: int | None) -> str:
    """A figure, or in a few words why there is none; a dash where there is no cell."""
    if raw:
        text = text_of(raw, decimals)
        return in_short(text) if value is None else apart(text)
    return _DASH if value is None else apart(text_of(repr(value), decimals))


def beside_text(value: float | None, text: str, decimals: int | None) -> str:
    """A comparator's figure, or why it has none."""
    if text:
        return in_short(apart(text))
    return _DASH if value is None else apart(text_of(repr(value), decimals))


def change_of(labels: tuple[str, ...], values: tuple[float | None, ...], place: int, decimals: int | None) -> str:
    """ "up from 25.1 in 2024" against the period before, or empty where that is not known."""
    before = place_before(labels, place, 1)
    if before is None or values[before] is None or values[place] is None:
        return ""
    old, now = values[before], values[place]
    assert old is not None
    assert now is not None
    shown, was = written(now, decimals), written(old, decimals)
    if shown == was:
        return f"same as {said(labels[before])}"
    return f"{'up' if now > old else 'down'} from {was}"


def home_of(areas: Sequence[str], known: Collection[str]) -> str:
    """Of the areas a measure belongs to the one, among those that the cycle's framework has (*known*), under which it has its picture and
    its question: the last. Empty where it has none of them."""
    return next((area for area in reversed(areas) if area in known), "")


def listed(words: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    parts = list(words)
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def counted(count: int, one: str, many: str = "") -> str:
    """ "1 measure", "3 measures", "no measure"."""
    return f"{count or 'no'} {one if count in (0, 1) else many or one + 's'}"
