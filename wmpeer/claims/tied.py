"""A number and what it is tied to."""

from __future__ import annotations

from dataclasses import dataclass

from wmpeer.claims.lexicon import Subject
from wmpeer.claims.loosely import Rival
from wmpeer.claims.numbers import Figure
from wmpeer.claims.times import Time
from wmpeer.claims.when import Role
from wmpeer.claims.whom import About

STRICT, CARRIED, LOOSE = "", "carried", "loose"


@dataclass(frozen=True, slots=True)
class Tied:
    """A number and what it is tied to.

    `group` is the group of children it is about, or empty; `earlier` the level a change began from, with its period. `time_said` is
    ``sentence``, ``before`` (the sentence before), ``heading`` or empty. `close` says that the period stands right beside it; `gap_to`
    is whom a difference is to, where it is not a change between years. `second` ones are not the first of their matter in the sentence.

    `link` says how it hangs together: in the sentence's own words (empty), ``carried`` from a sentence before, or ``loose``, which is
    worth a mark only where the data bear it out. `other_times` are periods that it may as well be of, None being none said; `spare` are
    people who are named in the sentence and have no figure of their own; `rivals` the subjects that it may as well be of, `in_groups`
    the groups of children; `earlier_year` says that it may be of an earlier year that is not named, `years_back` of how
    many years before the newest it is, in a row that ends with that.
    """

    figure: Figure
    subject: Subject
    unit: str
    who: About
    time: Time | None
    time_said: str
    role: Role
    group: str = ""
    earlier: Figure | None = None
    earlier_time: Time | None = None
    in_year: bool = False
    part: bool = False
    last_year: bool = False
    many_years: bool = False
    close: bool = False
    second: bool = False
    gap_to: str = ""
    names: tuple[str, ...] = ()
    link: str = STRICT
    other_times: tuple[Time | None, ...] = ()
    spare: tuple[str, ...] = ()
    rivals: tuple[Rival, ...] = ()
    in_groups: tuple[str, ...] = ()
    earlier_year: bool = False
    years_back: int = 0
