"""A screen of a laptop that has joined and waits for its first pack: what it is for has not come yet."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wmpeer.ui.exchange.parts import middle
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.empty import EmptyState
from wmpeer.ui.screen import Screen


class BeforeFirstPack(Screen):
    """Stands in the place of a screen until there is something for it to show."""

    title = "Before the first pack"
    about_authority = False

    def __init__(self, workspace: Any, jobs: Jobs, parent: QWidget | None = None, *, title: str = "") -> None:
        super().__init__(workspace, jobs, parent)
        text = "This laptop waits for its first pack. The reply to send and the six words to read out stand in Exchange."
        self.empty = EmptyState(
            "package", f"{title or 'This screen'} has nothing to show yet", text,
            (("Go to Exchange", "arrows-left-right", lambda: self.go("exchange")),), name="before-first-pack",
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(middle(self.empty))
        self.setFocusProxy(self.empty.buttons[0])
