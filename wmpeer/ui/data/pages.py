"""What a page of Data is. A new one is a subclass of `Page` and a line in `wmpeer.ui.data.kinds`; nothing else need know of it.

The screen asks the page what it wants to read (`wanted`), reads it on a reader, keeps the answer, and hands it over (`show_answer`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from wmpeer.clock import in_words
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.ui.data.records import Figures, Measure
from wmpeer.ui.places import PagePlace

PICTURE, NUMBERS, WORDS = "picture", "numbers", "words"
VIEWS = (PICTURE, NUMBERS, WORDS)
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the screen is about: the authority's figures, the area ("" for all), the measure and which source of it, and what is listed."""

    figures: Figures
    area: str
    measure: Measure | None
    row: BenchmarkRow | None
    listed: tuple[Measure, ...]
    reader: str = ""
    """Who looks (a person's id)."""

    def carded(self) -> tuple[Measure, ...]:
        """The measures that the area's card names (all cards where no area is chosen), in its order."""
        here = self.figures.area(self.area)
        codes = here.card if here else tuple(code for one in self.figures.areas for code in one.card)
        found = ((code, measure) for code in codes for measure in self.figures.measures if measure.says(code) is not None)
        return tuple({measure.key: measure for _, measure in found}.values())


@dataclass(frozen=True, slots=True)
class Wanted:
    """A reading: ``query(session, *given)``, kept under *key* until something about the tables changes. `key` begins with the mode."""

    key: tuple[Any, ...]
    query: Callable[..., Any]
    given: tuple[Any, ...] = ()


class Page(QWidget):
    """What stands in the middle while its mode is chosen; made without arguments, ahead of the screen.

    `opened(authority, key)` asks for a measure of an authority as one indicator ("" for the same authority, None for the same measure);
    `stepped(-1 or 1)` asks for the measure beside; `said(sentence, next)` is for the message bar; `went(screen, place)` leads to another
    screen; `reread()` says that it wants to read something else now.
    """

    mode: ClassVar[str] = ""
    beside: ClassVar[bool] = False
    """Whether the measures and the reasons stand beside the page."""
    of_area: ClassVar[bool] = True
    """Whether the area that is chosen matters to it."""
    views: ClassVar[tuple[str, ...]] = VIEWS
    """What can be looked at in turn: a list that is neither picture nor numbers has but itself."""
    numbers_are_picture: ClassVar[bool] = False
    """Whether the picture is a table of numbers already."""
    pictured: ClassVar[bool] = True
    """Whether it can be saved and copied as a picture; its numbers can be copied in any case."""
    of_figures: ClassVar[bool] = True
    """Whether there is nothing to show where the authority has no figure."""

    opened = Signal(str, object)
    stepped = Signal(int)
    said = Signal(str, str)
    went = Signal(str, object)
    reread = Signal()

    @classmethod
    def label(cls, count: int, *, whole: bool) -> str:
        """What the row of tools calls the page; *count* authorities are in the region, *whole* says that there is room."""
        raise NotImplementedError

    def wanted(self, shown: Shown) -> Wanted | None:
        """What the page reads; None where there is nothing to show."""
        raise NotImplementedError

    def show_answer(self, answer: Any, shown: Shown) -> None:
        """Show what was read."""
        raise NotImplementedError

    def show_section(self, section: str) -> None:
        """Turn to a part of the page, where it has parts."""

    def place(self) -> PagePlace | None:
        """Where one is on a page that is about no measure: to come back to. None where the measure says it."""
        return None

    def set_view(self, view: str) -> None:
        """The pictures, the numbers (T) or the words (W)."""
        raise NotImplementedError

    def view_widget(self) -> QWidget:
        """What takes the focus in the view shown."""
        raise NotImplementedError

    def set_room(self, room: str) -> None:
        """The room there is: wide, narrow or short."""

    def image(self) -> QImage | None:
        """What is shown, as a picture on white paper; None where nothing is shown."""
        raise NotImplementedError

    def tables(self) -> tuple[Rows, ...]:
        """Its numbers, headings first; to be copied."""
        raise NotImplementedError

    def origin(self, shown: Shown, day: date) -> tuple[str, ...]:
        """What a copy says of itself, below it."""
        return (f"{shown.figures.name}: {self.file_name(shown)}. Copied {in_words(day)}.",)

    def file_name(self, shown: Shown) -> str:
        """What a picture of the page is called, beside the authority's name."""
        return shown.measure.name if shown.measure is not None else ""
