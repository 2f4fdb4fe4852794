"""A framework: the areas, scales, kinds and words a panel works with. Read from TOML, pure; versioned, and pinned by each cycle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeVar

from pydantic import Field

from wmpeer.files import resource
from wmpeer.region.reading import Code, Form, Words, checked, parsed, refuse, twice, words_of

SCHEMA = 1
WHAT = "framework"
OVERALL = "overall"
_FOUR_POINTS = "four-point"


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a scale, best first in its scale. `key` is the key that chooses it; `descriptor` is said without regard to an area."""

    code: str
    word: str
    key: str
    icon: str
    descriptor: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Points, best first."""

    code: str
    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class FrameworkArea:
    """An area the panel looks at. `mirrors` is the inspection column that speaks of the same thing, or empty; `grade` is the code of the
    scale of the authority's own grade; `descriptors` has one line for each point of the panel's scale."""

    code: str
    number: int
    title: str
    short: str
    mirrors: str
    grade: str
    prompts: tuple[str, ...]
    descriptors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Word:
    """A code and the word it is shown as."""

    code: str
    word: str


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A kind of finding. `key` marks a selected passage; `colour` is a token of the look; `in_letter` is the default."""

    code: str
    word: str
    plural: str
    key: str
    icon: str
    colour: str
    in_letter: bool
    needs_level: bool


@dataclass(frozen=True, slots=True)
class ConcernLevel:
    """A level of concern. `board` says that the Programme Governance Board is told at once; then it is an alert."""

    level: int
    word: str
    descriptor: str
    icon: str
    colour: str
    board: bool


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and the group it is listed in."""

    code: str
    word: str
    group: str


@dataclass(frozen=True, slots=True)
class CheckQuestion:
    """A question the panel asks of every self-evaluation."""

    code: str
    question: str


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework as its file defines it. `text` is the file word for word.

    `views` are the points a panellist may choose: the four, then not enough evidence. `own_grades` are all codes an authority's own grade
    may have in any area; `grades_of` narrows them to one area. `readings` are the panel's reading in peer words: same, higher, lower, none.
    """

    id: str
    name: str
    version: str
    overall: bool
    areas: tuple[FrameworkArea, ...]
    scales: tuple[Scale, ...]
    views: tuple[Point, ...]
    own_grades: tuple[Point, ...]
    not_enough_evidence: Point
    not_stated: Point
    readings: Mapping[str, str]
    confidences: tuple[Word, ...]
    directions: tuple[Word, ...]
    priorities: tuple[Word, ...]
    kinds: tuple[FindingKind, ...]
    concern_levels: tuple[ConcernLevel, ...]
    tags: tuple[Tag, ...]
    regional_priorities: tuple[Word, ...]
    enablers: tuple[Word, ...]
    checklist: tuple[CheckQuestion, ...]
    text: str

    def area(self, code: str) -> FrameworkArea:
        """Raises KeyError where there is none, like every lookup here."""
        return _by_code(self.areas, code)

    def kind(self, code: str) -> FindingKind:
        return _by_code(self.kinds, code)

    def tag(self, code: str) -> Tag:
        return _by_code(self.tags, code)

    def view(self, code: str) -> Point:
        return _by_code(self.views, code)

    def own_grade(self, code: str) -> Point:
        return _by_code(self.own_grades, code)

    def scale(self, code: str) -> Scale:
        return _by_code(self.scales, code)

    def concern_level(self, level: int) -> ConcernLevel:
        for one in self.concern_levels:
            if one.level == level:
                return one
        raise KeyError(level)

    def grades_of(self, area: str) -> tuple[Point, ...]:
        """What an authority may have graded itself in *area*: the points of its scale, the four points where it differs, not stated.

        An authority may grade SEND on the four-point scale although its inspection has three outcomes: both are kept as they are said.
        """
        own = self.scale(self.area(area).grade).points
        return (*own, *(one for one in self.views[:-1] if one not in own), self.not_stated)

    def view_order(self) -> tuple[str, ...]:
        """The codes of the panel's scale, best first, without not enough evidence: only these can be compared."""
        return tuple(one.code for one in self.views if one != self.not_enough_evidence)

    def word(self, vocabulary: Literal["confidences", "directions", "priorities", "regional_priorities", "enablers"], code: str) -> str:
        """The word of *code* in one of the small vocabularies."""
        words: tuple[Word, ...] = getattr(self, vocabulary)
        return _by_code(words, code).word


_Coded = TypeVar("_Coded", FrameworkArea, FindingKind, Tag, Point, Scale, Word)


def _by_code(among: tuple[_Coded, ...], code: str) -> _Coded:
    for one in among:
        if one.code == code:
            return one
    raise KeyError(code)


def read_framework(source: str | Path) -> Framework:
    """The framework that *source* defines: the words of its file, or the file.

    Raises:
        DefinitionUnreadableError: no such file, no UTF-8, no TOML; the line is named.
        DefinitionFaultyError: a name missing or unknown, a code twice or used but not there; each place is named.
        DefinitionNewerError: it is written for a newer program.
    """
    text = words_of(source, WHAT)
    form = checked(_FrameworkForm, parsed(text, WHAT, schema=SCHEMA), WHAT)
    refuse(WHAT, _faults(form))
    return _framework(form, text)


def find_framework(framework: str, beside: Path | None = None) -> Path:
    """The file of the framework with that id: beside the region's definition if it lies there, else one that travels with the program.

    Raises:
        DefinitionUnreadableError: there is none.
    """
    name = f"{framework}.toml"
    places: list[Path] = [beside / name, beside / "frameworks" / name] if beside else []
    for place in (*places, resource("frameworks", name)):
        if place.is_file():
            return place
    refuse(WHAT, [("framework", f"There is no framework “{framework}”: {name} lies neither beside the region's file nor in the program.")])
    raise AssertionError("refused above")


class _PointForm(Form):
    code: Code
    word: Words
    key: Words
    icon: Words
    descriptor: str = ""


class _ScaleForm(Form):
    code: Code
    name: Words
    points: tuple[_PointForm, ...] = Field(min_length=2)


class _AreaForm(Form):
    code: Code
    number: int = Field(ge=1)
    title: Words
    short: Words
    mirrors: str = ""
    grade: Code
    prompts: tuple[Words, ...] = ()
    descriptors: dict[Code, Words] = Field(default_factory=dict)


class _WordForm(Form):
    code: Code
    word: Words


class _KindForm(Form):
    code: Code
    word: Words
    plural: Words
    key: Words = Field(max_length=1)
    icon: Words
    colour: Words
    in_letter: bool
    needs_level: bool = False


class _LevelForm(Form):
    level: int = Field(ge=1, le=4)
    word: Words
    descriptor: Words
    icon: str = ""
    colour: str = ""
    board: bool = False


class _TagGroupForm(Form):
    name: Words
    tags: tuple[_WordForm, ...] = Field(min_length=1)


class _CheckForm(Form):
    code: Code
    question: Words


class _PanelForm(Form):
    same: Words
    higher: Words
    lower: Words
    none: Words


class _FrameworkForm(Form):
    schema_: Literal[1] = Field(alias="schema")
    id: Code
    name: Words
    version: Words
    overall: bool = False
    panel: _PanelForm
    scales: tuple[_ScaleForm, ...] = Field(min_length=1)
    not_enough_evidence: _PointForm = Field(alias="not-enough-evidence")
    not_stated: _PointForm = Field(alias="not-stated")
    areas: tuple[_AreaForm, ...] = Field(min_length=1)
    confidences: tuple[_WordForm, ...] = Field(min_length=1)
    directions: tuple[_WordForm, ...] = Field(min_length=1)
    priorities: tuple[_WordForm, ...] = Field(min_length=1)
    kinds: tuple[_KindForm, ...] = Field(min_length=1)
    concern_levels: tuple[_LevelForm, ...] = Field(min_length=1)
    tag_groups: tuple[_TagGroupForm, ...] = ()
    regional_priorities: tuple[_WordForm, ...] = ()
    enablers: tuple[_WordForm, ...] = ()
    checklist: tuple[_CheckForm, ...] = ()


def _faults(form: _FrameworkForm) -> Iterator[tuple[str, str]]:
    for where in ("areas", "scales", "confidences", "directions", "priorities", "kinds", "regional_priorities", "enablers", "checklist"):
        yield from twice(where, "code", (one.code for one in getattr(form, where)))
    yield from twice("areas", "number", (str(one.number) for one in form.areas))
    yield from twice("kinds", "key", (one.key for one in form.kinds))
    yield from twice("concern_levels", "level", (str(one.level) for one in form.concern_levels))
    yield from twice("tags", "code", (tag.code for group in form.tag_groups for tag in group.tags))
    for number, scale in enumerate(form.scales, start=1):
        yield from twice(f"scales {number}, points", "code", (one.code for one in scale.points))
        yield from twice(f"scales {number}, points", "key", (one.key for one in scale.points))
    yield from _area_faults(form)
    if form.overall and OVERALL not in {one.code for one in form.areas}:
        yield "overall", f"It is true, but no area has the code “{OVERALL}”."
    if any(one.needs_level for one in form.kinds) and not any(one.board for one in form.concern_levels):
        yield "concern_levels", "No level goes to the Board; one must say board = true."


def _area_faults(form: _FrameworkForm) -> Iterator[tuple[str, str]]:
    scales = {one.code: one for one in form.scales}
    if _FOUR_POINTS not in scales:
        yield "scales", f"The panel's own scale, “{_FOUR_POINTS}”, is missing."
        return
    points = {one.code for one in scales[_FOUR_POINTS].points} | {form.not_enough_evidence.code}
    if form.not_enough_evidence.code in {one.code for one in scales[_FOUR_POINTS].points}:
        yield "not-enough-evidence, code", "It is also a point of the panel's scale."
    for number, area in enumerate(form.areas, start=1):
        if area.grade not in scales:
            yield f"areas {number}, grade", f"There is no scale “{area.grade}”."
        for point in area.descriptors:
            if point not in points:
                yield f"areas {number}, descriptors", f"“{point}” is not a point of the panel's scale."
        if area.code == OVERALL and not form.overall:
            yield f"areas {number}, code", "There is an overall area, but overall is not true."


def _point(form: _PointForm) -> Point:
    return Point(form.code, form.word, form.key, form.icon, form.descriptor)


def _words(forms: tuple[_WordForm, ...]) -> tuple[Word, ...]:
    return tuple(Word(one.code, one.word) for one in forms)


def _framework(form: _FrameworkForm, text: str) -> Framework:
    scales = tuple(Scale(one.code, one.name, tuple(_point(point) for point in one.points)) for one in form.scales)
    four = next(one for one in scales if one.code == _FOUR_POINTS)
    nothing, unsaid = _point(form.not_enough_evidence), _point(form.not_stated)
    graded = {one.code: one for scale in scales if scale.code in {area.grade for area in form.areas} for one in scale.points}
    return Framework(
        id=form.id,
        name=form.name,
        version=form.version,
        overall=form.overall,
        areas=tuple(_area(one) for one in sorted(form.areas, key=lambda area: area.number)),
        scales=scales,
        views=(*four.points, nothing),
        own_grades=(*{**{one.code: one for one in four.points}, **graded}.values(), unsaid, nothing),
        not_enough_evidence=nothing,
        not_stated=unsaid,
        readings=MappingProxyType(form.panel.model_dump()),
        confidences=_words(form.confidences),
        directions=_words(form.directions),
        priorities=_words(form.priorities),
        kinds=tuple(FindingKind(**one.model_dump()) for one in form.kinds),
        concern_levels=tuple(ConcernLevel(**one.model_dump()) for one in sorted(form.concern_levels, key=lambda level: level.level)),
        tags=tuple(Tag(tag.code, tag.word, group.name) for group in form.tag_groups for tag in group.tags),
        regional_priorities=_words(form.regional_priorities),
        enablers=_words(form.enablers),
        checklist=tuple(CheckQuestion(one.code, one.question) for one in form.checklist),
        text=text,
    )


def _area(form: _AreaForm) -> FrameworkArea:
    descriptors = MappingProxyType(dict(form.descriptors))
    return FrameworkArea(form.code, form.number, form.title, form.short, form.mirrors, form.grade, form.prompts, descriptors)
