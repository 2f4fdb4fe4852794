"""Approvals: the chief executive's and the lead member's, for each authority, with name and day."""

from __future__ import annotations

from datetime import date

from wmpeer.region.actions import approve, withdraw
from wmpeer.region.records import ApprovalLine, AuthorityLine
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.dates import short
from wmpeer.ui.kit.fields import DateField, Field, TextField
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.kit.table import Table
from wmpeer.ui.screen import Screen
from wmpeer.ui.setup.section import Section, fit_rows
from wmpeer.ui.setup.view import SetupView

BY = (("chief-executive", "Chief executive"), ("lead-member", "Lead member"))


class ApprovalsSection(Section):
    """Choose an authority, say who approved and when."""

    key, word, icon = "approvals", "Approvals", "check-circle"
    help = "A self-evaluation counts as signed off when both have approved it."

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.table = Table(
            (
                Column("Authority", lambda one: Cell(one.name, weight=600), width=130, stretch=True),
                Column("Chief executive", lambda one: self._cell(one, "chief-executive"), width=190, stretch=True, wrap=True),
                Column("Lead member", lambda one: self._cell(one, "lead-member"), width=220, stretch=True, wrap=True),
            ),
            label="Approvals", key=lambda one: one.ons_code, name="approvals",
        )  # fmt: skip
        self._shown: tuple[str, str, ApprovalLine | None] | None = None
        self._typed: dict[tuple[str, str], tuple[str, str]] = {}
        self.table.chosen.connect(lambda _one: self._show())
        self.heading = Label("", "subheading")
        self.by = Segmented(BY, label="Who approved it?", value="chief-executive", name="approval-by")
        self.by.chosen.connect(lambda _by: self._show())
        self.name = TextField(name="approval-name")
        self.on = DateField(name="approval-on")
        self.name_field, self.on_field = Field("Name", self.name), Field("On which day?", self.on)
        self.keep = Button("Record the approval", "main", "check", name="approval-keep")
        self.take_back = Button("Take it back", "quiet", "arrow-u-up-left", name="approval-withdraw")
        self.keep.clicked.connect(self.record)
        self.take_back.clicked.connect(self.withdraw_approval)
        self.add(self.table)
        self.form(self.heading, Field("Who approved it?", self.by), self.name_field, self.on_field)
        self.add_row(self.keep, self.take_back)
        self.end()

    def fill(self, view: SetupView) -> None:
        self.table.set_records(view.authorities)
        fit_rows(self.table)
        if self.table.current() is None and view.authorities:
            self.table.choose(view.authorities[0].ons_code)
        self._show()

    def go_to(self, authority: str) -> None:
        self.table.choose(authority)
        self._show()
        self.name.setFocus()

    def _known(self, authority: str, by: str) -> ApprovalLine | None:
        found = [one for one in self.view.approvals if (one.authority, one.by) == (authority, by)] if self.view else []
        return found[-1] if found else None

    def _cell(self, one: AuthorityLine, by: str) -> Cell:
        known = self._known(one.ons_code, by)
        if known is None:
            return Cell("not yet", "circle-dashed", "ink3")
        day = short(date.fromisoformat(known.on)).replace(" ", "\N{NO-BREAK SPACE}") if known.on else "no day"
        return Cell(f"{known.name or 'no name'}, {day}", "check", icon_tone="strength", icon_weight="bold")

    def _show(self) -> None:
        where = self.table.current()
        self.heading.setText(where.name if where else "")
        known = self._known(where.ons_code, self.by.value()) if where else None
        if known is None and self.take_back.hasFocus():
            self.name.setFocus()
        self.take_back.setVisible(known is not None)
        shown = (where.ons_code if where else "", self.by.value(), known)
        if shown == self._shown:
            return  # something else changed: what is being typed here stays
        if self._shown is not None and self._shown[:2] != shown[:2]:
            self._keep_typed(*self._shown)
        self._shown = shown
        name, day = self._typed.pop(shown[:2], ("", "")) if known is None else (known.name, "")
        self.name.setText(name)
        self.on.set_day(date.fromisoformat(known.on) if known and known.on else None)
        if day:
            self.on.setText(day)
        self.name_field.set_error("")
        self.on_field.set_error("")

    def _keep_typed(self, code: str, by: str, known: ApprovalLine | None) -> None:
        """What was typed of one approval and not recorded is there again when one comes back to it."""
        if known is None and (self.name.text().strip() or self.on.text().strip()):
            self._typed[code, by] = (self.name.text(), self.on.text())

    def record(self) -> None:
        """Keep the approval of the chosen authority."""
        where, by, name, day = self.table.current(), self.by.value(), self.name.text().strip(), self.on.day()
        self.name_field.set_error("" if name else "Say who approved it.")
        self.on_field.set_error("" if day else self.on.why_wrong() or "Give the day, for example 12 September.")
        if where and name and day:
            workspace, code, on = self.screen_.workspace, where.ons_code, day.isoformat()
            who = dict(BY)[by].lower()
            said = f"{where.name}: the {who}’s approval is recorded."
            self.do(lambda _progress: approve(workspace, code, by, name, on), said, lambda: self._recorded(code, by))

    def _recorded(self, code: str, by: str) -> None:
        """The two approvals of an authority mostly come together: the form goes on to the other one if that is not here yet."""
        self._typed.pop((code, by), None)
        where = self.table.current()
        other = next(key for key, _ in BY if key != by)
        if where is not None and where.ons_code == code and self._known(code, other) is None:
            self._shown = None
            self.by.set_value(other)
            self._show()
            self.name.setFocus()

    def withdraw_approval(self) -> None:
        where = self.table.current()
        known = self._known(where.ons_code, self.by.value()) if where else None
        if known is not None:
            workspace = self.screen_.workspace
            self.do(lambda _progress: withdraw(workspace, "approval", known.id, "Take an approval back"), "The approval is taken back.")
