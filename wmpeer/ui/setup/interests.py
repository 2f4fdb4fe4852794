"""Interests: who stands aside for which authority, and why."""

from __future__ import annotations

from wmpeer.region.actions import declare_interest, withdraw
from wmpeer.region.records import InterestLine
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.fields import Choice, Field, TextField
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.table import Table
from wmpeer.ui.screen import Screen
from wmpeer.ui.setup.section import Section, fit_rows
from wmpeer.ui.setup.view import SetupView


class InterestsSection(Section):
    """What follows from home and trust is shown; what somebody declares is added with its reason."""

    key, word, icon = "interests", "Interests", "hand-palm"
    office = False
    help = "Who stands aside neither reads nor judges that authority, and its record stays closed to them."

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.table = Table(
            (
                Column("Person", lambda one: Cell(one.person_name, weight=600), width=170, stretch=True),
                Column("Stands aside for", lambda one: self.view.names().get(one.authority, "") if self.view else "", width=160),
                Column("Why", lambda one: Cell(one.reason, tone="ink2", tip=one.reason), width=220, stretch=True, wrap=True),
                Column("From", lambda one: "declared" if one.declared else "follows by itself", width=126, drop=1),
            ),
            label="Interests", key=lambda one: (one.person, one.authority, one.id), name="interests",
        )  # fmt: skip
        self._declared = ("", "")
        self.table.chosen.connect(self._chosen)
        self.take_back = Button("Take the declaration back", "quiet", "arrow-u-up-left", name="interest-withdraw")
        self.take_back.clicked.connect(self.withdraw_interest)
        self.person = Choice((), name="interest-person")
        self.authority = Choice((), name="interest-authority")
        self.reason = TextField(prose=True, name="interest-reason")
        self.person_field, self.authority_field = Field("Who", self.person), Field("For which authority", self.authority)
        why = "For example: led its last peer review; partner works there. Everybody on the panel can read it."
        self.reason_field = Field("Why", self.reason, why)
        self.keep = Button("Declare the interest", "main", "plus", name="interest-keep")
        self.keep.clicked.connect(self.declare)
        self.add(self.table)
        self.add_row(self.take_back)
        self.add(Label("Another interest", "subheading"), self.person_field, self.authority_field, self.reason_field)
        self.add_row(self.keep)
        self.end()

    def fill(self, view: SetupView) -> None:
        self.table.set_records(view.interests)
        fit_rows(self.table)
        new = next((one for one in view.interests if one.declared and (one.person, one.authority) == self._declared), None)
        if new is not None:
            self._declared = ("", "")
            self.table.choose(self.table.records.key(new))
        self.person.set_options([(one.id, one.name) for one in view.people if view.sets_up or one.id == view.me])
        if not view.sets_up:
            self.person.set_value(view.me)
        self.authority.set_options(list(view.names().items()))
        self._chosen(self.table.current())

    def go_to(self, authority: str) -> None:
        self.authority.set_value(authority)

    def _chosen(self, line: InterestLine | None) -> None:
        mine = self.view is not None and line is not None and (self.view.sets_up or line.person == self.view.me)
        self.take_back.setEnabled(line is not None and line.declared and mine)

    def declare(self) -> None:
        """Keep the declared interest."""
        person, authority, reason = self.person.value(), self.authority.value(), self.reason.text().strip()
        self.person_field.set_error("" if person else "Choose who stands aside.")
        self.authority_field.set_error("" if authority else "Choose the authority.")
        self.reason_field.set_error("" if reason else "Say why, in a few words.")
        if person and authority and reason:
            workspace = self.screen_.workspace
            names = {one.id: one.name for one in self.view.people} if self.view else {}
            said = f"{names.get(person, 'This person')} stands aside for {self.authority.currentText()}."
            self.do(lambda _progress: declare_interest(workspace, person, authority, reason), said, lambda: self._kept(person, authority))

    def _kept(self, person: str, authority: str) -> None:
        """The new line is shown, and the form is empty for the next."""
        self._declared = (person, authority)
        self.reason.clear()
        for choice in (self.person, self.authority):
            choice.set_value("")

    def withdraw_interest(self) -> None:
        line = self.table.current()
        if line is not None and line.declared:
            workspace = self.screen_.workspace
            self.do(lambda _progress: withdraw(workspace, "interest", line.id, "Take an interest back"), "The declaration is taken back.")
