"""Cycle and calendar: the day of each step."""

from __future__ import annotations

from datetime import date

from wmpeer.region.actions import keep_calendar, set_dates
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.dates import WEEKDAYS
from wmpeer.ui.kit.fields import DateField, Field
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.screen import Screen
from wmpeer.ui.setup.section import Section
from wmpeer.ui.setup.view import SetupView, step_word


class CalendarSection(Section):
    """A field for each step; one button keeps them all."""

    key, word, icon = "cycle", "Cycle and calendar", "calendar-blank"
    help = "The day each step is due. What is late in Region follows from these."

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.about = Label("", tone="ink2", wrap=True)
        self.add(self.about)
        self.fields: dict[str, DateField] = {}
        self.rows: dict[str, Field] = {}
        self._kept: dict[str, date | None] = {}
        self.keep = Button("Keep the calendar", "main", "check", name="calendar-keep")
        self.keep.clicked.connect(self.keep_dates)

    def fill(self, view: SetupView) -> None:
        from_ = f", started from {view.cycle.started_from}" if view.cycle.started_from else ""
        open_ = " These are the region’s usual days. Put right what is different and keep them: until then nobody counts as late."
        self.about.setText(f"{view.cycle.name}, {view.region.name}{from_}.{open_ if view.calendar_open and view.sets_up else ''}")
        if not self.fields:
            self._build(view)
        for row in self.rows.values():
            row.setEnabled(view.sets_up)
        for step, field in self.fields.items():
            day = view.cycle.dates.get(step, "")
            new = date.fromisoformat(day) if day else None
            untouched = field.day() == self._kept.get(step) and not field.is_wrong()
            self._kept[step] = new
            if untouched:
                field.set_day(new)
            self._say_weekday(step)

    def _build(self, view: SetupView) -> None:
        for step in view.steps():
            field = DateField(name=f"date-{step}")
            row = Field(step_word(step), field)
            field.day_changed.connect(lambda _day, step=step: self._say_weekday(step))
            self.fields[step], self.rows[step] = field, row
            self.add(row)
        self.add_row(self.keep)
        self.end()

    def _say_weekday(self, step: str) -> None:
        day = self.fields[step].day()
        self.rows[step].set_help(f"A {WEEKDAYS[day.weekday()]}." if day and day.weekday() >= 5 else "")

    def keep_dates(self) -> None:
        """Keep every day that was changed; what is no day is said below its field."""
        wrong = False
        changed: dict[str, str] = {}
        for step, field in self.fields.items():
            self.rows[step].set_error(field.why_wrong())
            wrong = wrong or field.is_wrong()
            if field.day() != self._kept[step]:
                day = field.day()
                changed[step] = day.isoformat() if day else ""
        if wrong:
            next(field for field in self.fields.values() if field.is_wrong()).setFocus()
        elif changed:
            self.do(lambda _progress: set_dates(self.screen_.workspace, changed), "The calendar is kept.")
        elif self.view is not None and self.view.calendar_open:
            self.do(lambda _progress: keep_calendar(self.screen_.workspace), "The calendar is kept.")
        else:
            self.screen_.say("The calendar is as it was.")
