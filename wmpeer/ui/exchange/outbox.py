"""Out: for the office the packs for everybody, for a panellist the one pack for the office."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wmpeer.exchange.lines import Fellow, OwnWork
from wmpeer.ui.exchange import words
from wmpeer.ui.exchange.parts import Place, fit, middle
from wmpeer.ui.exchange.records import Standing
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.empty import EmptyState
from wmpeer.ui.kit.fields import Tick
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.table import Table
from wmpeer.ui.kit.tokens import PAGE_MARGIN

AGAIN = "All their documents and data go along, also those sent before. For a laptop that a pack never reached."
WHERE_TO = "Where the packs are written: a stick, or a folder that is shared"


class HandOut(QWidget):
    """`asked(tuple[Fellow, ...], Path, bool)` for packs to be written, the last whether with what was sent already; `laptops_asked` where
    nobody's laptop is known."""

    asked = Signal(object, object, bool)
    laptops_asked = Signal()
    folder_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("hand-out")
        self._receivers: tuple[Fellow, ...] = ()
        self.table = Table(
            (
                Column("For", lambda one: Cell(one.name, weight=600, tip=one.name), width=150, stretch=True),
                Column("From", lambda one: Cell(one.home or "Regional office", tone="ink" if one.home else "ink2"), width=150, drop=3),
                Column("Last pack", _last, width=150, drop=1, sort=lambda one: one.last_at or None),
                Column("New since", _new, width=146, drop=2, sort=lambda one: one.news),
                Column("Handed in", _handed, width=200, stretch=True, sort=lambda one: len(one.owed)),
            ),
            label="Who packs are made for", key=lambda one: one.id, tickable=lambda one: True, name="receivers",
        )  # fmt: skip
        self.table.ticks_changed.connect(self._dress)
        self.place = Place("Where to write the packs", self.folder_chosen.emit, name="out-folder")
        self.go = Button("Hand out", "main", "package", name="hand-out-all")
        self.go.clicked.connect(self._go)
        self.again = Tick("Send everything again", name="out-again")
        self.again.setToolTip(AGAIN)
        self.again.toggled.connect(self._dress)
        self.note = Label("", tone="ink2", wrap=True)
        self.without = Label("", tone="ink2", wrap=True)
        self.none = EmptyState(
            "package", "Nobody’s laptop is known here yet",
            "A pack is sealed for one person’s laptop. Invite them first; when their laptop is known, their pack is made here.",
            (("Invite somebody", "user-plus", self.laptops_asked.emit),), name="no-receivers",
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 4, PAGE_MARGIN, 16)
        column.setSpacing(8)
        self.body = QWidget()
        inside, row = QVBoxLayout(self.body), QHBoxLayout()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.without)
        inside.addWidget(self.table, 100)
        inside.addSpacing(8)
        inside.addWidget(Label(WHERE_TO, weight=600))
        inside.addWidget(self.place)
        row.setSpacing(12)
        row.addWidget(self.go)
        row.addWidget(self.again)
        row.addWidget(self.note, 1)
        inside.addLayout(row)
        inside.addStretch(1)
        column.addWidget(self.body, 1)
        self._nobody = middle(self.none)
        column.addWidget(self._nobody, 1)

    def show_standing(self, standing: Standing) -> None:
        self._receivers = standing.receivers()
        self.table.set_records(self._receivers)
        fit(self.table)
        self.body.setVisible(bool(self._receivers))
        self._nobody.setVisible(not self._receivers)
        without = [one.name for one in standing.without()]
        nobody = f"{words.joined(without)} {'has' if len(without) == 1 else 'have'} no laptop that is known." if without else ""
        self.without.setText(nobody)
        self.without.setVisible(bool(nobody))
        if self.place.folder is None and standing.folder:
            self.place.set_folder(Path(standing.folder))
        self._dress()

    def chosen(self) -> tuple[Fellow, ...]:
        """Those ticked, or everybody where nobody is."""
        ticked: Sequence[Fellow] = self.table.ticked()
        return tuple(ticked) or self._receivers

    def _dress(self) -> None:
        chosen = self.chosen()
        self.go.set_words(words.hand_out_verb(chosen))
        self.go.setEnabled(bool(chosen))
        ticked = bool(self.table.ticked())
        self.note.setText(
            AGAIN if self.again.isChecked()
            else "One file for each, sealed for their laptop. Nobody else can open it." if ticked or len(chosen) < 2
            else "One file for each, sealed for their laptop. Tick somebody to write theirs alone."
        )  # fmt: skip

    def _go(self) -> None:
        if self.place.folder is None and not self.place.choose():
            return
        self.asked.emit(self.chosen(), self.place.folder, self.again.isChecked())

    def written(self) -> None:
        """The packs that were asked for are there: the next ones go as usual."""
        self.again.setChecked(False)


def _last(one: Fellow) -> Cell:
    if one.last_at:
        return Cell(words.day(one.last_at), tip=one.last_name)
    return Cell("none yet", "circle-dashed", tone="ink3", icon_tone="ink3")


def _new(one: Fellow) -> Cell:
    if one.news is None:
        return Cell("—", tone="ink3", said="not known")
    if not one.news and not one.news_bytes:
        return Cell("nothing", tone="ink3")
    parts = [words.many(one.news, "change")] if one.news else []
    parts += [words.size(one.news_bytes)] if one.news_bytes else []
    return Cell(", ".join(parts))


_FREE = "No authority is allocated to them: they are given all they do not stand aside for."


def _handed(one: Fellow) -> Cell:
    total = len(one.handed) + len(one.owed)
    if not total:
        return Cell("nothing yet", "circle-dashed", tone="ink3", icon_tone="ink3", tip=_FREE) if one.reads else Cell("—", tone="ink3")
    if not one.allocated:
        tip = f"{', '.join(one.handed)}. {_FREE}"
        return Cell(words.joined(one.handed, 2), "check-circle", icon_tone="strength", icon_weight="fill", tip=tip)
    if not one.owed:
        return Cell(f"{total} of {total}", "check-circle", icon_tone="strength", icon_weight="fill")
    tip = f"Still to come: {', '.join(one.owed)}"
    return Cell(f"{len(one.handed)} of {total}, not {words.joined(one.owed, 2)}", "circle-half", icon_tone="question", tip=tip)


class HandIn(QWidget):
    """`asked(Path)` for the pack to be written; `opened(ONS code)` to go on with an authority."""

    asked = Signal(object)
    opened = Signal(str)
    folder_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("hand-in")
        self._areas = 0
        self.lead = Label("", tone="ink2", wrap=True)
        self.table = Table(
            (
                Column("Authority", lambda one: Cell(one.name, weight=600), width=170, stretch=True),
                Column("Judged", self._judged, width=140, sort=lambda one: one.judged),
                Column("Findings", lambda one: str(one.findings), number=True, width=90, drop=1, sort=lambda one: one.findings),
                Column("Handed in", self._when, width=150, sort=lambda one: one.handed_on or None),
                Column("", lambda one: Cell("Go", tone="accent_ink", weight=500, right=True, link=True, said="Enter goes there"), width=64,
                       sort=None),
            ),
            label="What you hand in", key=lambda one: one.authority, name="own-work",
        )  # fmt: skip
        self.table.opened.connect(lambda one: self.opened.emit(one.authority))
        self.table.link_followed.connect(lambda one, _column: self.opened.emit(one.authority))
        self.place = Place("Where to write the pack", self.folder_chosen.emit, name="in-folder")
        self.go = Button("Make the pack", "main", "package", name="hand-in-pack")
        self.go.clicked.connect(self._go)
        self.last = Label("", tone="ink2", wrap=True)
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(PAGE_MARGIN, 4, PAGE_MARGIN, 16)
        column.setSpacing(8)
        column.addWidget(self.lead)
        column.addWidget(self.table, 100)
        column.addSpacing(8)
        column.addWidget(Label("Where the pack is written: a stick, or a folder that is shared", weight=600))
        column.addWidget(self.place)
        row.setSpacing(12)
        row.addWidget(self.go)
        row.addWidget(self.last, 1)
        column.addLayout(row)
        column.addStretch(1)

    def show_standing(self, standing: Standing) -> None:
        self._areas = standing.areas
        office = words.joined(standing.coordinators) or "the coordinator"
        self.lead.setText(
            f"One pack takes everything you wrote to {office}, sealed for their laptop. Private notes stay here. "
            "What your colleagues wrote of an authority comes to you when you have handed in your own."
        )
        self.table.set_records(standing.work)
        fit(self.table)
        self.table.setVisible(bool(standing.work))
        self.last.setText(f"Last pack: {words.day(standing.sent_at)}, “{standing.sent_name}”." if standing.sent_at else "")
        if self.place.folder is None and standing.folder:
            self.place.set_folder(Path(standing.folder))

    def _judged(self, one: OwnWork) -> Cell:
        share = one.judged / self._areas if self._areas else 0.0
        return Cell(f"{one.judged} of {self._areas}", bar=share, bar_tone="strength")

    @staticmethod
    def _when(one: OwnWork) -> Cell:
        if one.handed_on:
            return Cell(words.short_day(one.handed_on), "check-circle", icon_tone="strength", icon_weight="fill")
        return Cell("not yet", "circle-dashed", tone="ink2", icon_tone="ink3")

    def _go(self) -> None:
        if self.place.folder is None and not self.place.choose():
            return
        self.asked.emit(self.place.folder)
