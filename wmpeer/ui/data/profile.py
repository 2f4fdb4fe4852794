"""Inspections: how many authorities are good or better through time, and each one's newest inspection, by name and by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.clock import now
from wmpeer.indicators.chart_records import ChartDescription
from wmpeer.indicators.inspections import NO_SEPARATE
from wmpeer.indicators.judged import NAMES, Framework, grade_words
from wmpeer.indicators.profile import Profile, Standing, inspection_profile
from wmpeer.indicators.profile_chart import changes_table, describe_profile
from wmpeer.indicators.profile_words import against_target, share_words, standing_words, what_counts
from wmpeer.indicators.rules import JUDGED
from wmpeer.region.queries import region_of
from wmpeer.ui.data.names import source_name
from wmpeer.ui.data.pages import VIEWS, Page, Rows, Shown, Wanted
from wmpeer.ui.data.parts import NumbersTable, TextPage, at_left
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.charts.profile import ProfileChart
from wmpeer.ui.kit.dates import in_words
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.paint import LEFT, colour, smooth, words
from wmpeer.ui.kit.parts import ScrollPage
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.kit.table import Table
from wmpeer.ui.kit.theme import on_white_paper

_SAVED = QSize(1180, 560)
_KINDS: tuple[tuple[Framework, str], ...] = (("ilacs", "Children’s services"), ("send", "Area SEND"))


@dataclass(frozen=True, slots=True)
class Read:
    """A profile and its picture; `send` are the standings of area SEND beside it, by ONS code."""

    profile: Profile
    chart: ChartDescription | None
    send: dict[str, Standing]


def read_profiles(session: Any) -> dict[str, Read]:
    """The profiles of children's services and of area SEND as they are seen today."""
    region, today = region_of(session), now().astimezone().date()
    found = {kind: inspection_profile(session, region, today, kind) for kind, _ in _KINDS}
    send = {one.area: one for one in found["send"].standings}
    return {kind: Read(profile, describe_profile(profile), send) for kind, profile in found.items()}


class ProfilePage(Page):
    """The region's inspections."""

    mode = "inspections"
    of_area = False
    of_figures = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("profile-page")
        self.read: dict[str, Read] = {}
        self._kind: Framework = "ilacs"
        self.title, self.share = Label("Inspections", "heading"), Label("", wrap=True, select=True)
        self.kind = Segmented(list(_KINDS), label="Which inspections", value="ilacs", name="inspection-kind")
        self.chart = ProfileChart(name="profile-chart")
        self.chart.setFixedHeight(270)
        self.head = Label("Each authority’s newest inspection, A to Z", "subheading")
        self.table = Table(_columns("ilacs", {}, None), label="Newest inspections by name", key=lambda one: one.area, name="inspections")
        self.notes = Label("", "small", "ink2", wrap=True, select=True)
        self.numbers = NumbersTable("The days on which something changed", name="profile-numbers")
        self.changes = Table(
            _CHANGED, label="Who changed, when, from what to what", key=lambda row: row, letters=False, name="profile-changes"
        )  # fmt: skip
        self.text = TextPage(name="profile-words")
        self.text.setMaximumWidth(860)
        for table in (self.table, self.changes):
            table.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # there is nothing to sort
        self.stack = QStackedWidget()
        self._lay_out()
        self.kind.chosen.connect(self._choose)
        self.table.opened.connect(lambda one: self.opened.emit(one.area, None))

    def _lay_out(self) -> None:
        head, texts = QHBoxLayout(), QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self.title)
        texts.addWidget(self.share)
        head.setContentsMargins(0, 0, 12, 0)
        head.setSpacing(8)
        head.addLayout(texts, 1)
        head.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignTop)
        picture, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(0, 0, 12, 12)
        column.setSpacing(8)
        for widget in (self.chart, self.head, self.table, self.notes):
            column.addWidget(widget)
        column.addStretch(1)
        picture.setLayout(column)
        numbers, rows = QWidget(), QVBoxLayout()
        rows.setContentsMargins(0, 0, 12, 12)
        rows.setSpacing(12)
        for widget in (
            Label("Who changed", "subheading"),
            self.changes,
            Label("The share on each of these days", "subheading"),
            self.numbers,
        ):
            rows.addWidget(widget)
        rows.addStretch(1)
        numbers.setLayout(rows)
        self.stack.addWidget(ScrollPage(picture, name="profile-scroll"))
        self.stack.addWidget(ScrollPage(numbers, widest=1100, name="profile-numbers-scroll"))
        self.stack.addWidget(at_left(self.text))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 12, 8, 10)
        whole.setSpacing(10)
        whole.addLayout(head)
        whole.addWidget(self.stack, 1)

    @classmethod
    def label(cls, count: int, *, whole: bool) -> str:
        return "Inspections"

    def wanted(self, shown: Shown) -> Wanted | None:
        return Wanted(("inspections",), read_profiles)

    def show_answer(self, answer: Any, shown: Shown) -> None:
        self.show_read(answer, shown.figures.authority)

    def show_read(self, read: dict[str, Read], own: str) -> None:
        """Show what `read_profiles` gave; the row of *own* (an ONS code) is the chosen one."""
        self.read = read
        self._fill(own)

    def _choose(self, kind: str) -> None:
        self._kind = "send" if kind == "send" else "ilacs"
        self._fill("")

    def _fill(self, own: str) -> None:
        told = self.read.get(self._kind)
        if told is None:
            return
        profile = told.profile
        self.title.setText(f"Inspections: {profile.region}")
        self.share.setText(summary(profile))
        self.chart.set_description(told.chart)
        self.chart.setVisible(told.chart is not None)
        self.table.set_columns(_columns(self._kind, told.send, profile))
        self.table.set_records(list(profile.standings))
        self.table.setFixedHeight(self.table.height_of_all() + 2)
        if own:
            self.table.choose(own)
        self.notes.setText("\n".join(profile.notes))
        self._fill_view()

    def _fill_view(self) -> None:
        told = self.read.get(self._kind)
        if told is None:
            return
        if self.stack.currentIndex() == 1:
            self.numbers.set_chart(told.chart or ChartDescription("", table=(("Day",),)))
            self.changes.set_records(list(changes_table(told.profile)[1:]))
            self.changes.setFixedHeight(self.changes.height_of_all() + 2)
        elif self.stack.currentIndex() == 2:
            self.text.set_lines(in_sentences(told.profile))

    def set_view(self, view: str) -> None:
        self.stack.setCurrentIndex(VIEWS.index(view))
        self._fill_view()

    def set_room(self, room: str) -> None:
        self.chart.setFixedHeight(170 if room == "short" else 270)

    def view_widget(self) -> QWidget:
        return (self.chart if not self.chart.isHidden() else self.table, self.changes, self.text)[self.stack.currentIndex()]

    def image(self) -> QImage | None:
        """The picture with its heading, its sentence and its source on a white page, whatever the window is."""
        told = self.read.get(self._kind)
        if told is None or told.chart is None:
            return None
        image = QImage(_SAVED * 2, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(2.0)
        with on_white_paper(), QPainter(image) as painter:
            smooth(painter)
            painter.fillRect(image.rect(), colour("paper"))
            width = _SAVED.width() - 40
            words(painter, QRectF(20, 14, width, 28), told.chart.title, fonts.font("heading"))
            words(painter, QRectF(20, 42, width, 18), summary(told.profile), fonts.font(), "ink", LEFT)
            self.chart.draw(painter, QRectF(20, 74, width, 440))
            words(
                painter,
                QRectF(20, 526, width, 16),
                f"Source: {told.chart.source}. {in_words(told.profile.on)}",
                fonts.font("small"),
                "ink3",
                LEFT,
            )
        self.chart.update()
        return image

    def tables(self) -> tuple[Rows, ...]:
        told = self.read.get(self._kind)
        if told is None:
            return ()
        numbers = (told.chart.table,) if told.chart is not None else ()
        return (self.table.as_rows(), changes_table(told.profile), *numbers)

    def file_name(self, shown: Shown) -> str:
        return "inspections"


def summary(profile: Profile) -> str:
    """How many are good or better now, and where that stands against the target."""
    if not profile.days:
        return "No inspection is loaded. Load Ofsted’s outcomes on the page Region: drop the file there."
    said = f"{what_counts(profile.framework).capitalize()}: {share_words(profile)}."
    return f"{said} {against_target(profile)}".strip()


def in_sentences(profile: Profile) -> tuple[str, ...]:
    """Everything the page shows, to read."""
    if not profile.days:
        return (f"# {profile.region}", summary(profile))
    days = (f"{in_words(day)}: {share_words(profile, at)}" for at, day in enumerate(profile.days))
    newest = (f"{one.name}: {standing_words(one)}{_since(one, profile)}." for one in profile.standings)
    return (
        f"# {NAMES[profile.framework]}", summary(profile), *profile.notes, "# The newest, by name", *newest, "# The days", *days,
        "# Who changed", *(one.sentence for one in profile.changes),
    )  # fmt: skip


def _since(one: Standing, profile: Profile) -> str:
    days = one.days_since(profile.on)
    return f", {in_words(one.day)}, {days:,} days ago" if one.day is not None and days is not None else ""


def _columns(kind: Framework, send: dict[str, Standing], profile: Profile | None) -> list[Column]:
    """By name and by nothing else: no column sorts."""

    def grade(one: Standing, judgement: str) -> Cell:
        given = getattr(one.line.inspection, judgement) if one.line is not None else ""
        text = _short(given) if given else "–"
        return Cell(text, tone="ink" if given else "ink3", said=grade_words(given) if given else "not given", tip=grade_words(given))

    def day(one: Standing) -> Cell:
        if one.day is None:
            return Cell("none loaded", tone="ink3")
        counts = (
            ""
            if one.since == "published"
            else f"; no publication is told, counted from its {'last' if one.since == 'end' else 'first'} day"
        )
        return Cell(in_words(one.day), tip=f"{_visit(one)}{counts}")

    def since(one: Standing) -> Cell:
        days = one.days_since(profile.on) if profile is not None else None
        return Cell(f"{days:,}" if days is not None else "–", said=f"{days:,} days" if days is not None else "none")

    def source(one: Standing) -> Cell:
        if one.line is None:
            return Cell("")
        return Cell(source_name(one.line.source), tone="ink2", tip="; ".join((one.line.source, *one.apart)))

    name = Column("Authority, A to Z", lambda one: Cell(one.name), width=140, stretch=True, sort=None)
    ends = [
        Column("Published", day, width=142, sort=None), Column("Days since", since, number=True, width=70, sort=None),
        Column("Source", source, width=120, stretch=True, wrap=True, drop=1, sort=None),
    ]  # fmt: skip
    if kind == "send":
        return [name, Column("Outcome", lambda one: _outcome(one, whole=True), width=330, sort=None), *ends]
    judged = [Column(_HEADS[key], lambda one, key=key: grade(one, key), width=112, wrap=True, sort=None) for key in JUDGED]
    beside = Column("Area SEND", lambda one: _outcome(send.get(one.area)), width=116, drop=2, sort=None)
    return [name, *judged, *ends[:2], beside, ends[2]]


def _said(at: int) -> Callable[[tuple[str, ...]], str]:
    return lambda row: row[at]


_CHANGED = [
    Column("Day", _said(0), width=156, sort=None), Column("Authority", _said(1), width=150, sort=None),
    Column("Before", _said(2), width=220, wrap=True, sort=None), Column("Now", _said(3), width=220, wrap=True, sort=None),
    Column("Counts from", _said(4), width=92, sort=None), Column("Source", _said(5), width=120, stretch=True, sort=None),
]  # fmt: skip
"""By day, then by name: a list of events, in no other order."""
_HEADS = {
    "overall": "Overall", "leaders": "Leaders", "help_protection": "Help and protection", "in_care": "Children in care",
    "care_leavers": "Care leavers",
}  # fmt: skip


def _short(grade: str) -> str:
    """A grade in a column."""
    return "None then" if grade == NO_SEPARATE else grade_words(grade).capitalize()


def _outcome(one: Standing | None, *, whole: bool = False) -> Cell:
    if one is None or one.line is None:
        return Cell("–", tone="ink3", said="none loaded")
    row = one.line.inspection
    words_ = one.grade if whole else one.grade.partition(" ")[0]
    return Cell(f"{row.outcome}  {words_}", said=one.grade, tip=f"{one.grade}; {_visit(one)}")


def _visit(one: Standing) -> str:
    if one.line is None:
        return ""
    row = one.line.inspection
    days = " to ".join(in_words(date.fromisoformat(text)) for text in (row.start, row.end) if text)
    return "; ".join(part for part in (row.type, f"visited {days}" if days else "", row.link) if part)
