"""The card of long work: what, how many, how long still, and Stop. Nothing is shown in the first two seconds."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import Button, IconButton
from wmpeer.ui.kit.chips import Bar
from wmpeer.ui.kit.icons import paint_icon
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.message import announce
from wmpeer.ui.kit.paint import box, shadow, smooth, words
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.kit.tokens import RADIUS_CARD

QUIET_SECONDS = 2.0
KEEPS_NOTHING = "Stopping keeps nothing of this batch."
_SHADOW, _LINES = 12, 4


def time_left(seconds: float) -> str:
    """How long still, in words, and no more exact than anybody can know."""
    if seconds < 8:
        return "a few seconds left"
    if seconds < 55:
        return f"about {max(10, round(seconds / 10) * 10)} seconds left"
    if seconds < 90:
        return "about a minute left"
    if seconds < 55 * 60:
        return f"about {round(seconds / 60)} minutes left"
    return "about an hour left" if seconds < 90 * 60 else f"about {round(seconds / 3600)} hours left"


class _Lines(QWidget):
    """The last few steps, the one under way last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: list[str] = []
        self._under_way = True
        theme().changed.connect(self.update)
        self.set_steps([], True)

    def set_steps(self, steps: list[str], under_way: bool) -> None:
        self._steps, self._under_way = steps[-_LINES:], under_way
        self.setFixedHeight(26 * len(self._steps))
        self.setAccessibleName(self._steps[-1] if self._steps else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            for at, step in enumerate(self._steps):
                last = self._under_way and at == len(self._steps) - 1
                y = 26 * at
                icon, tone, weight = ("spinner", "question", "bold") if last else ("check-circle", "strength", "fill")
                paint_icon(painter, QRectF(0, y + 5, 16, 16), icon, tone, weight)
                words(painter, QRectF(24, y, self.width() - 24, 26), step, fonts.font("interface", 500 if last else 400))


class ProgressCard(QFrame):
    """Floats at the foot of the window while a `Job` with a title runs. `watch(job)` and it looks after itself."""

    def __init__(self, parent: QWidget | None = None, *, quiet_seconds: float = QUIET_SECONDS) -> None:
        super().__init__(parent)
        self.setObjectName("progress-card")
        self.setFixedWidth(436 + 2 * _SHADOW)
        self._jobs: list[Any] = []
        self._steps: list[str] = []
        self._began = 0.0
        self._small = False
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(round(quiet_seconds * 1000))
        self._quiet.timeout.connect(self._appear)
        self._build()
        self.hide()
        theme().changed.connect(self.update)

    def _build(self) -> None:
        self._title = Label("", "subheading")
        self._title.setObjectName("progress-title")
        self._fold = IconButton("minus", "Make this card small", name="progress-fold", size=28)
        self._fold.clicked.connect(self._fold_clicked)
        self._count = Label("", tone="ink2")
        self._count.setObjectName("progress-count")
        self._bar = Bar("", "accent", name="progress-bar")
        self._lines = _Lines()
        self._note = Label(KEEPS_NOTHING, "small", "ink2", wrap=True)
        self._note.setObjectName("progress-note")
        self._stop = Button("Stop", "plain", "stop", name="progress-stop")
        self._stop.clicked.connect(self._stop_clicked)
        head, foot, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.addWidget(self._title, 1)
        head.addWidget(self._fold)
        foot.addWidget(self._note, 1)
        foot.addWidget(self._stop)
        column.setContentsMargins(17 + _SHADOW, 11 + _SHADOW, 15 + _SHADOW, 15 + _SHADOW)
        column.setSpacing(8)
        for part in (head, self._count, self._bar, self._lines, foot):
            column.addLayout(part) if isinstance(part, QHBoxLayout) else column.addWidget(part)

    def watch(self, job: Any) -> None:
        """Show *job* once it has run for two seconds; jobs without a title stay quiet."""
        if not job.title:
            return
        self._jobs.append(job)
        if len(self._jobs) == 1:
            self._begin()

    def _begin(self) -> None:
        self._began = time.monotonic()
        self._steps = []
        self._stop.setEnabled(True)
        self._note.setText(self._jobs[0].note or KEEPS_NOTHING)
        self._fill()
        if not self.isVisible():
            self._quiet.start()

    def advance(self, job: Any) -> None:
        """*job* took a step."""
        if not self._jobs or job is not self._jobs[0]:
            return
        if job.label and (not self._steps or self._steps[-1] != job.label):
            self._steps = [*self._steps[-_LINES:], job.label]
        self._fill()

    def end(self, job: Any) -> None:
        """*job* is over: show the next one that waits, or nothing."""
        if job not in self._jobs:
            return
        first = job is self._jobs[0]
        self._jobs.remove(job)
        if first and self._jobs:
            self._begin()
        elif not self._jobs:
            self._quiet.stop()
            self.hide()
        else:
            self._fill()

    def _appear(self) -> None:
        if self._jobs:
            self._fill()
            self.show()
            self.raise_()
            self.place()
            announce(self, f"{self._title.text()}. {self._count.text()}")

    def _fill(self) -> None:
        job = self._jobs[0]
        self._title.setText(job.title)
        self._bar.set(job.done, job.total)
        self._lines.set_steps([] if self._small else self._steps, not (job.total and job.done >= job.total))
        self._count.setText("Stopping…" if job.stopping else self._counted(job))
        self.setAccessibleName(f"{job.title}. {self._count.text()}")
        self._note.setVisible(not self._small)
        self.place()

    def _counted(self, job: Any) -> str:
        parts = [f"{job.done} of {job.total}"] if job.total else []
        ran = time.monotonic() - self._began
        if job.total and 0 < job.done < job.total and ran >= 1:
            parts.append(time_left(ran / job.done * (job.total - job.done)))
        waiting = len(self._jobs) - 1
        if waiting:
            parts.append(f"{waiting} more waiting")
        return "  ·  ".join(parts) or "Just begun"

    def _fold_clicked(self) -> None:
        self._small = not self._small
        self._fold.set_icon("plus" if self._small else "minus")
        self._fold.set_words("Show the whole card" if self._small else "Make this card small")
        self._fill()

    def _stop_clicked(self) -> None:
        self._jobs[0].stop()
        self._stop.setEnabled(False)
        self._fill()

    def place(self) -> None:
        """At the foot of the window, at the right."""
        parent = self.parentWidget()
        if parent is not None and self.isVisible():
            self.setFixedWidth(min(436 + 2 * _SHADOW, parent.width() - 8))
            self.adjustSize()
            self.move(parent.width() - self.width() - 20 + _SHADOW, parent.height() - self.height() - 16 + _SHADOW)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            smooth(painter)
            card = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
            shadow(painter, card, RADIUS_CARD)
            box(painter, card, fill="paper", edge="line", radius=RADIUS_CARD)

    def mousePressEvent(self, event) -> None:
        event.accept()  # what lies under the card is not clicked through it


__all__ = ["QUIET_SECONDS", "ProgressCard", "time_left"]
