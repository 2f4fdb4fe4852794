"""Laptops: who takes part and whose laptop is known, and for whoever is chosen the one next step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from wmpeer.exchange.lines import Fellow
from wmpeer.exchange.records import DeviceLine
from wmpeer.ui.exchange import words
from wmpeer.ui.exchange.parts import fit
from wmpeer.ui.exchange.records import Standing
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.labels import Ground, Label
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.table import Table
from wmpeer.ui.kit.tokens import PAGE_MARGIN

_SIDE = 340


@dataclass(frozen=True, slots=True)
class Row:
    """A person and one of their laptops, or none."""

    fellow: Fellow
    laptop: DeviceLine | None
    state: str
    word: str

    @property
    def key(self) -> tuple[str, str]:
        return self.fellow.id, self.laptop.id if self.laptop else ""


class Laptops(QWidget):
    """`invite_asked(Fellow)`, `reply_asked()`, `lost_asked(Fellow, DeviceLine)`, `people_asked()`."""

    invite_asked = Signal(object)
    reply_asked = Signal()
    lost_asked = Signal(object, object)
    people_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("laptops")
        self._standing: Standing | None = None
        self.table = Table(
            (
                Column("Name", lambda one: Cell(one.fellow.name, weight=600, tip=one.fellow.name), width=150, stretch=True),
                Column("From", lambda one: Cell(one.fellow.home or "Regional office", tone="ink2"), width=150, drop=1),
                Column("Laptop", _laptop, width=240),
                Column("Last pack from it", _last, width=150, drop=2),
            ),
            label="People and their laptops", key=lambda one: one.key, name="laptop-table",
        )  # fmt: skip
        self.table.chosen.connect(lambda _row: self._dress())
        self.side = Ground("card")
        self.name = Label("", "subheading", wrap=True)
        self.text = Label("", tone="ink2", wrap=True)
        self.invite = self._button("Invite", "main", "envelope-simple", "invite", lambda row: self.invite_asked.emit(row.fellow))
        self.reply = self._button("Admit from a reply", "plain", "user-plus", "choose-reply", lambda _row: self.reply_asked.emit())
        self.lost = self._button(
            "Report lost", "quiet", "warning-circle", "report-lost", lambda row: self.lost_asked.emit(row.fellow, row.laptop)
        )
        self.people = Button("People", "quiet", "users", name="go-people")
        self.people.clicked.connect(self.people_asked)
        side = QVBoxLayout(self.side)
        side.setContentsMargins(16, 14, 16, 14)
        side.setSpacing(8)
        side.addWidget(self.name)
        side.addWidget(self.text)
        side.addSpacing(4)
        for button in (self.reply, self.invite, self.lost):
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            side.addLayout(row)
        self.about = Label(
            "Packs are sealed for laptops that are known here. A laptop becomes known by an invitation, a reply, and six words read out "
            "over the telephone.", tone="ink2", wrap=True,
        )  # fmt: skip
        self.parts = QHBoxLayout()
        self.parts.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.about)
        left.addWidget(self.table, 100)
        row = QHBoxLayout()
        row.addWidget(self.people)
        row.addStretch(1)
        left.addLayout(row)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.side)
        right.addStretch(1)
        self.parts.addLayout(left, 1)
        self.parts.addLayout(right)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 4, PAGE_MARGIN, 16)
        column.addLayout(self.parts)
        self.side.setFixedWidth(_SIDE)

    def _button(self, text: str, kind: Any, icon: str, name: str, act: Callable[[Row], Any]) -> Button:
        button = Button(text, kind, icon, name=name)
        button.clicked.connect(lambda: self._with_row(act))
        return button

    def _with_row(self, act: Callable[[Row], Any]) -> None:
        row = self.table.current()
        if row is not None:
            act(row)

    def set_room(self, room: str) -> None:
        lying, short = room == "wide", room == "short"
        self.about.setVisible(not short)
        self.people.setVisible(not short and self._standing is not None and self._standing.sets_up)
        self.parts.setDirection(QBoxLayout.Direction.LeftToRight if lying else QBoxLayout.Direction.TopToBottom)
        self.side.setMinimumWidth(_SIDE if lying else 0)
        self.side.setMaximumWidth(_SIDE if lying else 16_777_215)

    def show_standing(self, standing: Standing) -> None:
        self._standing = standing
        rows = [Row(*one, *words.laptop_state(*one, standing.me)) for one in _pairs(standing)]
        rows.sort(key=lambda row: (row.state != "none" and row.state != "invited", row.fellow.name.casefold()))
        self.table.set_records(rows)
        fit(self.table)
        if self.table.current() is None and rows:
            self.table.choose(rows[0].key)
        self.people.setVisible(standing.sets_up and not self.about.isHidden())
        self._dress()

    def choose(self, person: str) -> None:
        """Choose somebody by their id."""
        found = next((row for row in self.table.records.records() if row.fellow.id == person), None)
        if found is not None:
            self.table.choose(found.key)
            self._dress()

    def _dress(self) -> None:
        row, standing = self.table.current(), self._standing
        self.side.setVisible(row is not None and standing is not None)
        if row is None or standing is None:
            return
        self.name.setText(row.laptop.name if row.laptop else row.fellow.name)
        self.text.setText(_next(row, office=standing.sets_up))
        may = standing.sets_up and row.state != "this"
        self.invite.setVisible(may)
        again = row.state in ("invited", "known", "lost")
        self.invite.set_words("Invite again" if row.state == "invited" else "Invite another laptop" if again else "Invite")
        self.invite.set_kind("plain" if again else "main")
        self.reply.setVisible(may and row.state == "invited")
        self.reply.set_kind("main")
        self.lost.setVisible(may and row.state == "known")


def _pairs(standing: Standing) -> list[tuple[Fellow, DeviceLine | None]]:
    pairs: list[tuple[Fellow, DeviceLine | None]] = []
    for one in standing.fellows:
        if one.role == "observer" and not one.laptops:
            continue
        pairs += [(one, laptop) for laptop in one.laptops]
        waits = bool(one.invited_at) and not one.known
        if not one.laptops or (waits and all(laptop.revoked_on for laptop in one.laptops)):
            pairs.append((one, None))
    return pairs


def _laptop(row: Row) -> Cell:
    mark = words.LAPTOPS[row.state]
    tone = mark.tone if mark.loud else "ink" if row.laptop else "ink2"
    return Cell(row.word, mark.icon, tone=tone, icon_tone=mark.tone, icon_weight=mark.weight, tip=row.laptop.name if row.laptop else "")


def _last(row: Row) -> Cell:
    at = row.laptop.last_pack_at if row.laptop else ""
    return Cell(words.day(at)) if at else Cell("—", tone="ink3", said="none")


def _next(row: Row, *, office: bool) -> str:
    """What stands with a person's laptop, and what comes next."""
    if row.state == "this":
        return "This is the laptop you work at."
    if row.state == "known":
        return "Packs can be made for this laptop, and packs from it can be taken in."
    if row.state == "lost":
        return "Nothing that it sends from now on counts; what had come before stays."
    if not office:
        return "Their laptop is not known yet. A coordinator invites them."
    if row.state == "invited":
        return (
            "Their reply has not come yet. When it is here, drop it on this window or choose it; then they read six words out to you over "
            "the telephone."
        )
    return "Make an invitation and send it to them, by mail or on a stick. There is nothing secret in it."
