"""Places that one screen asks another to show: what `Screen.go` carries and `Screen.go_to` is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wmpeer.indicators.mapped import Use


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """Words of a document: offsets in its text. *beside*: to be seen only, the focus stays where it is."""

    sha256: str
    start: int
    end: int
    beside: bool = False


@dataclass(frozen=True, slots=True)
class FindingPlace:
    """A finding on the card of its area."""

    finding: str
    area: str


@dataclass(frozen=True, slots=True)
class AreaPlace:
    """The card of an area."""

    area: str


@dataclass(frozen=True, slots=True)
class IndicatorPlace:
    """An indicator of a source."""

    code: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A page of the screen Data, and a part of it."""

    mode: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class DeedPlace:
    """Something to do on a screen, by the name of its button; where it is not to be pressed, the focus goes there."""

    button: str
    press: bool = True


@dataclass(frozen=True, slots=True)
class PartPlace:
    """A part of a page of a document; `box` is left, top, width and height in per cent of the page."""

    sha256: str
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ApartPlace:
    """What was said apart: of one authority (ONS code) or of all, and which difference; without a field, the first one of the record."""

    authority: str = ""
    entity: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class MappingPlace:
    """A table whose columns are to be said, and the sheet to begin with."""

    path: Path
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class MappedPlace:
    """Back from the columns of a table, with what was said of them (nothing: as it was), and the period it is for in `choices`."""

    path: Path
    uses: tuple[Use, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
