"""Set up: a list of sections at the left, one single column at the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.clock import now
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.fields import Choice
from wmpeer.ui.kit.labels import Ground, Label
from wmpeer.ui.kit.lists import Line, RecordList
from wmpeer.ui.kit.parts import ScrollPage
from wmpeer.ui.screen import Screen
from wmpeer.ui.setup.approvals import ApprovalsSection
from wmpeer.ui.setup.calendar import CalendarSection
from wmpeer.ui.setup.definition import DefinitionSection
from wmpeer.ui.setup.erasing import ErasingSection
from wmpeer.ui.setup.files import DataSection, DocumentsSection
from wmpeer.ui.setup.flags import FlagsSection
from wmpeer.ui.setup.interests import InterestsSection
from wmpeer.ui.setup.laptop import LaptopSection
from wmpeer.ui.setup.mappings import MappingsSection
from wmpeer.ui.setup.opening import KeysSection
from wmpeer.ui.setup.people import PeopleSection
from wmpeer.ui.setup.readers import ReadersSection
from wmpeer.ui.setup.section import WIDEST, Section
from wmpeer.ui.setup.view import SetupView, setup_view

SECTIONS: tuple[type[Section], ...] = (
    CalendarSection, PeopleSection, InterestsSection, ApprovalsSection, ReadersSection, DefinitionSection, DocumentsSection, DataSection,
    MappingsSection, FlagsSection, LaptopSection, KeysSection, ErasingSection,
)  # fmt: skip


class SetupScreen(Screen):
    """`show_section(key)`; a place is a section's key."""

    title = "Set up"
    about_authority = False

    def __init__(self, workspace: Any, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(workspace, jobs, parent)
        self._view: SetupView | None = None
        self._shown = SECTIONS[0].key
        self._sections: dict[str, Section] = {}
        self._asked = ""
        self._build()

    def today(self) -> date:
        """This day, on this laptop."""
        return now().astimezone().date()

    def _build(self) -> None:
        self.list = RecordList(lambda one: Line(one.word, tip=one.help), label="Sections", key=lambda one: one.key, name="sections")
        self.list.set_records(SECTIONS)
        self.list.choose(self._shown)
        self.list.chosen.connect(lambda one: self.show_section(one.key))
        self.setFocusProxy(self.list)
        self._side = Ground("canvas")
        self._side.setFixedWidth(216)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(8, 16, 0, 8)
        side.setSpacing(8)
        head = Label("Set up", "heading")
        head.setContentsMargins(16, 0, 0, 0)
        side.addWidget(head)
        side.addWidget(self.list, 1)
        self.choice = Choice([(one.key, one.word) for one in SECTIONS], value=self._shown, name="section-choice")
        self.choice.setAccessibleName("Section")
        self.choice.chosen.connect(self.show_section)
        self.choice.hide()
        self.stack = QStackedWidget()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        self._top = QWidget()
        top = QHBoxLayout(self._top)
        top.setContentsMargins(12, 8, 12, 0)
        top.addWidget(self.choice, 1)
        self._top.hide()
        right.addWidget(self._top)
        right.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addLayout(right, 1)
        self._pages: dict[str, QWidget] = {}
        self.show_section(self._shown)

    def section(self, key: str) -> Section:
        """The section called *key*, built now if it was not yet."""
        if key not in self._sections:
            kind: Callable[[Screen], Section] = next(one for one in SECTIONS if one.key == key)
            section = kind(self)
            self._sections[key] = section
            page = ScrollPage(section, widest=WIDEST, name=f"page-{key}")
            self._pages[key] = page
            self.stack.addWidget(page)
            if self._view is not None:
                section.show_view(self._view)
        return self._sections[key]

    def show_section(self, key: str) -> None:
        """Show one section."""
        self.section(key)
        self._shown = key
        self.stack.setCurrentWidget(self._pages[key])
        if self.list.current() is not next(one for one in SECTIONS if one.key == key):
            self.list.choose(key)
        self.choice.set_value(key)

    def set_room(self, room: str) -> None:
        super().set_room(room)
        short = room == "short"
        self._side.setVisible(not short)
        self._top.setVisible(short)
        self.choice.setVisible(short)
        self.setFocusProxy(self.choice if short else self.list)

    def reload(self) -> None:
        today = self.today()
        self.fetch(lambda: setup_view(self.workspace, today), self._came)

    def _came(self, view: SetupView) -> None:
        self._view = view
        for section in self._sections.values():
            section.show_view(view)
        if self._asked:
            asked, self._asked = self._asked, ""
            self.section(self._shown).go_to(asked)

    def place(self) -> Any:
        return self._shown

    def go_to(self, place: Any) -> None:
        if not isinstance(place, str):
            return
        key, _, authority = place.partition("/")
        if key not in {one.key for one in SECTIONS}:
            return
        self.show_section(key)
        if authority and self._view is not None:
            self.section(key).go_to(authority)
        else:
            self._asked = authority
