"""What every section of setting up is: a single column under a heading, filled from one record, acting through the screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from wmpeer.errors import WmpeerError
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.table import Table
from wmpeer.ui.screen import Screen
from wmpeer.ui.setup.view import SetupView

WIDEST, FORM = 820, 616
_MOST_ROWS = 8


class Section(QWidget):
    """One section. Subclasses build in ``__init__`` and show a `SetupView` in `fill`."""

    key: ClassVar[str] = ""
    word: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    help: ClassVar[str] = ""
    office: ClassVar[bool] = True
    """Whether only a coordinator changes anything here: others see what stands, and who changes it, but no form."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self.screen_ = screen
        self.setObjectName(f"section-{self.key}")
        self.view: SetupView | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 16, 20, 24)
        self.column.setSpacing(14)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(Label(self.word, "heading"))
        if self.help:
            head.addWidget(Label(self.help, tone="ink2", wrap=True))
        self.whose = Label("", tone="ink2", wrap=True)
        self.whose.setObjectName(f"{self.key}-whose")
        head.addWidget(self.whose)
        self.whose.hide()
        self.column.addLayout(head)
        self._forms: list[QWidget] = []

    def show_view(self, view: SetupView) -> None:
        """Show another state of the workspace."""
        self.view = view
        self.fill(view)
        self._show_forms(view)

    def _show_forms(self, view: SetupView) -> None:
        looks = self.office and not view.sets_up
        who = " or ".join(view.coordinators) or "a coordinator"
        self.whose.setText(f"{who[:1].upper()}{who[1:]} changes what stands here.")
        self.whose.setVisible(looks)
        if looks:
            for form in self._forms:
                form.hide()

    def form(self, *widgets: QWidget) -> None:
        """What is only there for who may change something: fields and what belongs to them."""
        self._forms += widgets
        self.add(*widgets)

    def fill(self, view: SetupView) -> None:
        """Show *view*; what is being typed stays."""

    def go_to(self, authority: str) -> None:
        """Show what concerns *authority* (an ONS code)."""

    def add(self, *widgets: QWidget) -> None:
        """Below each other; fields no wider than a form."""
        for widget in widgets:
            if not isinstance(widget, Table) and widget.maximumWidth() > FORM:
                widget.setMaximumWidth(FORM)
            self.column.addWidget(widget)

    def add_row(self, *widgets: QWidget) -> QLayout:
        """Beside each other, from the left."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        self._forms += widgets
        self.column.addLayout(row)
        return row

    def end(self) -> None:
        """Nothing more comes: what is here stands at the top."""
        self.column.addStretch(1)

    def leave_for(self, then: Callable[[Any], Any]) -> None:
        """Close the workspace, and do ``then(start window)``: what cannot be done to an open one."""
        desk: Any = self.window().findChild(QObject, "desk")
        if desk is not None:
            desk.leave_for(then)

    def do(
        self, action: Callable[[Any], Any], said: str = "", then: Callable[[], Any] | None = None, *, title: str = "",
        failed: Callable[[WmpeerError], Any] | None = None,
    ) -> None:  # fmt: skip
        """Run ``action(progress)``; when it is kept, say *said* and run *then*."""

        def kept() -> None:
            if said:
                self.screen_.say(said, kind="success")
            if then:
                then()

        self.screen_.do(action, then=kept, title=title, failed=failed)


def fit_rows(table: Table, most: int = _MOST_ROWS) -> None:
    """As high as its rows, up to *most*: beyond that it scrolls by itself. Where sentences go over more lines, it grows with them."""
    if table.property("fits-rows") is None:
        table.setProperty("fits-rows", most)
        table.height_changed.connect(partial(fit_rows, table, most))
    head, rows = table.horizontalHeader().sizeHint().height() + 2, table.records.rowCount()
    heights = sum(table.rowHeight(row) for row in range(min(rows, most)))
    table.setFixedHeight(head + max(heights, table.verticalHeader().defaultSectionSize()))
    short = rows <= most
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff if short else Qt.ScrollBarPolicy.ScrollBarAsNeeded)
