"""A region's definition: who takes part, under which codes, on which days. Read from TOML, pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from wmpeer.clock import now
from wmpeer.files import resource
from wmpeer.region.areas import ENGLAND, Area
from wmpeer.region.reading import Code, Form, Words, checked, parsed, refuse, twice, words_of

SCHEMA = 1
TARGET = 0.8
"""The share that definitions mean which were written before they could say one."""
WHAT = "region's definition"
STEPS = (
    "data-refresh", "self-evaluation", "reading", "panel", "letters-drafted", "factual-check", "challenge-day", "letters-final",
    "response", "improvement-plans", "summit",
)  # fmt: skip
"""The steps of the calendar that the program speaks of; a region may add its own."""
ERASE_AFTER = "erase-after"
"""The day of the calendar from which the cycle may be erased; until then it is kept."""

Kind = Literal["metropolitan-district", "unitary-authority", "county", "london-borough"]
_OnsCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{8}$")]
_DfeCode = Annotated[str, StringConstraints(pattern=r"^\d{3,4}$")]
_Urn = Annotated[str, StringConstraints(pattern=r"^\d{5,6}$")]


@dataclass(frozen=True, slots=True)
class Trust:
    """A trust that runs an authority's services, or ran them. `since` and `until` are its first and last day; None is open."""

    name: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority of the region; `ons_code` is its key everywhere. `variants` are other names it goes by."""

    name: str
    ons_code: str
    dfe_code: str
    ofsted_urn: str
    kind: str
    variants: tuple[str, ...] = ()
    trust: Trust | None = None

    def trust_on(self, day: date) -> str:
        """The trust that runs its services on *day*, or empty."""
        one = self.trust
        return one.name if one and one.since <= day and (one.until is None or day <= one.until) else ""

    @property
    def trust_now(self) -> str:
        """The trust that runs its services today, or empty."""
        return self.trust_on(now().date())


@dataclass(frozen=True, slots=True)
class Outside:
    """A place that figures are compared with and that takes no part: a statistical neighbour elsewhere, or the country."""

    name: str
    ons_code: str
    dfe_code: str


@dataclass(frozen=True, slots=True)
class Triad:
    """A group for the challenge day; `authorities` are ONS codes."""

    name: str
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A region as its file defines it. `text` is the file word for word; `calendar` maps a step to ``month-day``.

    `letter_head`, `letter_line` and `marking` stand on letters; `country` is None for England as it is. `target_share` (0 to 1) of the
    authorities shall be good or better at their inspections; 0 where the region has no such target.
    """

    id: str
    name: str
    ons_code: str
    dfe_code: str
    alliance: str
    framework: str
    fictional: bool
    letter_head: str
    letter_line: str
    marking: str
    authorities: tuple[Authority, ...]
    calendar: Mapping[str, str]
    triads: tuple[Triad, ...]
    outside: tuple[Outside, ...]
    country: Outside | None
    text: str
    target_share: float = TARGET

    def authority(self, code: str) -> Authority:
        """The authority with this ONS code, DfE number or name.

        Raises:
            KeyError: the region has none.
        """
        for one in self.authorities:
            if code in (one.ons_code, one.dfe_code, one.name):
                return one
        raise KeyError(code)

    def areas(self) -> Iterator[Area]:
        """Every place of this definition as tables know it: the region, its authorities, the neighbours outside, the country."""
        yield Area(self.ons_code, self.dfe_code, self.name, "region")
        for one in self.authorities:
            yield Area(one.ons_code, one.dfe_code, one.name, "authority", self.ons_code, (), one.variants)
        for other in self.outside:
            yield Area(other.ons_code, other.dfe_code, other.name)
        if self.country:
            names = ("England",) if self.country.ons_code == ENGLAND else ()
            yield Area(self.country.ons_code, self.country.dfe_code, self.country.name, "country", "", (), names)


def read_region(source: str | Path) -> Region:
    """The region that *source* defines: the words of its file, the file, or the folder it lies in.

    Raises:
        DefinitionUnreadableError: no such file, no UTF-8, no TOML; the line is named.
        DefinitionFaultyError: a name missing or unknown, a code twice or of a wrong shape; each place is named.
        DefinitionNewerError: it is written for a newer program.
    """
    text = words_of(_file_in(source), WHAT)
    form = checked(_RegionForm, parsed(text, WHAT, schema=SCHEMA), WHAT)
    refuse(WHAT, _faults(form))
    return _region(form, text)


def known_regions() -> tuple[Path, ...]:
    """The definitions that travel with the program."""
    return tuple(sorted(resource("regions").glob("*.toml")))


def default_region() -> Path:
    """The definition a new workspace takes unless told otherwise."""
    return resource("regions", "west-midlands.toml")


def _file_in(source: str | Path) -> str | Path:
    """A folder stands for its ``region.toml``, else for the one TOML file in it."""
    if isinstance(source, str) or not source.is_dir():
        return source
    inside = sorted(source.glob("*.toml"))
    named = [one for one in inside if one.name == "region.toml"]
    if not named and len(inside) != 1:
        refuse(WHAT, [(source.name, f"The folder must hold one definition named region.toml; it holds {len(inside)} TOML files.")])
    return (named or inside)[0]


class _TrustForm(Form):
    name: Words
    since: date = Field(alias="from")
    until: date | None = None


class _AuthorityForm(Form):
    name: Words
    ons_code: _OnsCode
    dfe_code: _DfeCode
    ofsted_urn: _Urn | Literal[""] = ""
    kind: Kind
    variants: tuple[Words, ...] = ()
    trust: _TrustForm | None = None


class _OutsideForm(Form):
    name: Words
    ons_code: _OnsCode
    dfe_code: _DfeCode


class _TriadForm(Form):
    name: Words
    authorities: tuple[_OnsCode, ...] = Field(min_length=2)


class _LetterForm(Form):
    head: Words
    line: str = ""
    marking: str = ""


class _RegionForm(Form):
    schema_: Literal[1] = Field(alias="schema")
    id: Code
    name: Words
    ons_code: _OnsCode
    dfe_code: _DfeCode
    alliance: Words
    framework: Code
    fictional: bool = False
    target_share: float = TARGET
    country: _OutsideForm | None = None
    letter: _LetterForm
    calendar: dict[Code, str] = Field(default_factory=dict)
    triads: tuple[_TriadForm, ...] = ()
    authorities: tuple[_AuthorityForm, ...] = Field(min_length=1)
    outside: tuple[_OutsideForm, ...] = ()


def _faults(form: _RegionForm) -> Iterator[tuple[str, str]]:
    places: tuple[_AuthorityForm | _OutsideForm, ...] = (*form.authorities, *form.outside)
    for field in ("name", "ons_code", "dfe_code"):
        yield from _twice_across(form, field)
    yield from twice("authorities", "ofsted_urn", (one.ofsted_urn for one in form.authorities))
    yield from _shared_names(form)
    for number, one in enumerate(form.authorities, start=1):
        if one.trust and one.trust.until and one.trust.until < one.trust.since:
            yield f"authorities {number}, trust", "Its last day is before its first."
    known = {one.ons_code for one in form.authorities}
    grouped = [(number, code) for number, triad in enumerate(form.triads, start=1) for code in triad.authorities]
    for number, code in grouped:
        if code not in known:
            yield f"triads {number}, authorities", f"“{code}” is not an authority of this region."
        elif sum(code == other for _, other in grouped) > 1 and next(n for n, other in grouped if other == code) != number:
            yield f"triads {number}, authorities", f"“{code}” is in another triad already."
    if form.ons_code in {one.ons_code for one in places}:
        yield "ons_code", f"“{form.ons_code}” is also the code of an authority."
    if form.fictional and any(not one.ons_code.startswith("X") for one in places):
        yield "fictional", "A fictional region's authorities have codes that begin with X, so that nobody takes them for real ones."
    if not 0 <= form.target_share <= 1:
        yield "target_share", f"“{form.target_share:g}” is not a share; write a number from 0 to 1, for example 0.80, or 0 for no target."
    for step, day in form.calendar.items():
        if not _is_month_day(day):
            yield f"calendar, {step}", f"“{day}” is not a day; write month-day, for example 10-08."


def _twice_across(form: _RegionForm, field: str) -> Iterator[tuple[str, str]]:
    inside = [str(getattr(one, field)) for one in form.authorities]
    outside = [str(getattr(one, field)) for one in form.outside]
    yield from twice("authorities", field, inside)
    yield from twice("outside", field, outside)
    for number, value in enumerate(outside, start=1):
        if value in inside:
            yield f"outside {number}, {field}", f"“{value}” already stands in authorities {inside.index(value) + 1}."


def _shared_names(form: _RegionForm) -> Iterator[tuple[str, str]]:
    names = {one.name.casefold(): number for number, one in enumerate(form.authorities, start=1)}
    for number, one in enumerate(form.authorities, start=1):
        for variant in one.variants:
            holder = names.setdefault(variant.casefold(), number)
            if holder != number:
                yield f"authorities {number}, variants", f"“{variant}” is already a name of authorities {holder}."


def _is_month_day(day: str) -> bool:
    try:
        date.fromisoformat(f"2028-{day}")  # a leap year, so that 02-29 stands; the cycle's year decides later
    except ValueError:
        return False
    return day != "02-29" and len(day) == 5


def _region(form: _RegionForm, text: str) -> Region:
    return Region(
        id=form.id,
        name=form.name,
        ons_code=form.ons_code,
        dfe_code=form.dfe_code,
        alliance=form.alliance,
        framework=form.framework,
        fictional=form.fictional,
        letter_head=form.letter.head,
        letter_line=form.letter.line,
        marking=form.letter.marking,
        authorities=tuple(_authority(one) for one in form.authorities),
        calendar=MappingProxyType(dict(form.calendar)),
        triads=tuple(Triad(one.name, one.authorities) for one in form.triads),
        outside=tuple(_outside(one) for one in form.outside),
        country=_outside(form.country) if form.country else None,
        text=text,
        target_share=form.target_share,
    )


def _outside(form: _OutsideForm) -> Outside:
    return Outside(form.name, form.ons_code, form.dfe_code)


def _authority(form: _AuthorityForm) -> Authority:
    trust = Trust(form.trust.name, form.trust.since, form.trust.until) if form.trust else None
    return Authority(form.name, form.ons_code, form.dfe_code, form.ofsted_urn, form.kind, form.variants, trust)
