"""People: who takes part, in which role, from where; and whose passphrase opens the file."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wmpeer.errors import WmpeerError
from wmpeer.region.actions import add_person, change_person, give_passphrase, take_passphrase, withdraw
from wmpeer.region.records import PersonLine
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.confirm import Sheet, confirm
from wmpeer.ui.kit.fields import Choice, Field, TextField
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.table import Table
from wmpeer.ui.screen import Screen
from wmpeer.ui.setup.keysheets import SHORTEST, ask_new_passphrase
from wmpeer.ui.setup.section import Section, fit_rows
from wmpeer.ui.setup.view import ROLES, SetupView

OFFICE = "office"
NOBODY = ("", "panellist", OFFICE, "")
"""The form of somebody new before anything is typed: name, role, home, email."""


class PeopleSection(Section):
    """A table of everybody; below it the form of the one chosen, or of somebody new."""

    key, word, icon = "people", "People", "users"
    help = "Everybody who takes part. A person stands aside for the authority they work for; nobody judges their own."

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._person = ""
        self._begun = NOBODY
        self.table = Table(
            (
                Column("Name", lambda one: Cell(one.name, weight=600), width=170, stretch=True),
                Column("Role", lambda one: ROLES.get(one.role, one.role), width=120),
                Column("Works for", self._home, width=150),
                Column("Email", lambda one: Cell(one.email or "—", tone="ink2" if one.email else "ink3", tip=one.email), width=150, drop=1),
                Column("Opens the file", self._opens, width=124),
            ),
            label="People", key=lambda one: one.id, name="people",
        )  # fmt: skip
        self.table.chosen.connect(self._show)
        self.add(self.table)
        self.heading = Label("Somebody new", "subheading")
        self.name = TextField(name="person-name")
        self.name_field = Field("Name", self.name, "As it should stand in a letter.")
        self.role = Choice(tuple(ROLES.items()), value="panellist", name="person-role")
        self.home = Choice((), name="person-home")
        self.email = TextField(name="person-email")
        self.form(
            self.heading, self.name_field, Field("Role", self.role),
            Field("Works for", self.home, "Who works for the regional office stands aside for nobody."), Field("Email", self.email),
        )  # fmt: skip
        self.keep = Button("Add", "main", "user-plus", name="person-keep")
        self.new = Button("Somebody new", "plain", "plus", name="person-new")
        self.passphrase = Button("Give a passphrase", "plain", "key", name="person-passphrase")
        self.lock = Button("Take the passphrase away", "quiet", "lock-key", name="person-lock")
        self.withdraw = Button("Withdraw", "quiet", "x-circle", name="person-withdraw")
        for button, act in (
            (self.keep, self.keep_person), (self.new, self.begin_new), (self.passphrase, self.ask_passphrase),
            (self.lock, self.ask_lock), (self.withdraw, self.withdraw_person),
        ):  # fmt: skip
            button.clicked.connect(lambda _checked=False, act=act: act())
        self.add_row(self.keep, self.passphrase, self.new)
        self.add_row(self.lock, self.withdraw)
        self.end()

    def fill(self, view: SetupView) -> None:
        homes = ((OFFICE, "No authority: the regional office"), *view.names().items())
        self.home.set_options(homes, self.home.value() or OFFICE)
        self.table.set_records(view.people)
        fit_rows(self.table)
        if self._person and self._known() is None:
            self.begin_new()
        self._dress()

    def _home(self, one: PersonLine) -> Cell:
        name = self.view.names().get(one.home, "") if self.view else ""
        return Cell(name or "Regional office", tone="ink" if name else "ink2")

    def _opens(self, one: PersonLine) -> Cell:
        if self.view is None or one.id not in self.view.openers:
            return Cell("—", tone="ink3", said="no")
        return Cell("yes, you" if one.id == self.view.me else "yes", "key", icon_tone="strength")

    def _known(self) -> PersonLine | None:
        return next((one for one in self.view.people if one.id == self._person), None) if self.view else None

    def _show(self, one: PersonLine) -> None:
        if not self._person:
            self._begun = (self.name.text(), self.role.value(), self.home.value(), self.email.text())
        self._person = one.id
        self.name.setText(one.name)
        self.role.set_value(one.role)
        self.home.set_value(one.home or OFFICE)
        self.email.setText(one.email)
        self.name_field.set_error("")
        self._dress()

    def begin_new(self) -> None:
        """An empty form, or the one of somebody new as it was left."""
        self._person = ""
        name, role, home, email = self._begun
        self._begun = NOBODY
        self.table.clearSelection()
        self.table.setCurrentIndex(self.table.rootIndex())
        self.name.setText(name)
        self.email.setText(email)
        self.role.set_value(role)
        self.home.set_value(home or OFFICE)
        self.name_field.set_error("")
        self._dress()
        self.name.setFocus()

    def _dress(self) -> None:
        who = self._known()
        self.heading.setText(f"Change {who.name}" if who else "Somebody new")
        self.keep.set_words("Keep the change" if who else "Add")
        opens = bool(who and self.view and who.id in self.view.openers)
        me = bool(who and self.view and who.id == self.view.me)
        self.new.setVisible(bool(who))
        self.passphrase.setVisible(bool(who))
        self.passphrase.set_words("Change the passphrase" if opens else "Give a passphrase")
        self.lock.setVisible(opens and not me)
        self.withdraw.setVisible(bool(who) and not me)

    def keep_person(self) -> None:
        """Add or change the person whose form this is."""
        name, role, email = self.name.text().strip(), self.role.value(), self.email.text().strip()
        home = "" if self.home.value() == OFFICE else self.home.value()
        person, workspace = self._person, self.screen_.workspace
        self.name_field.set_error("" if name else "A person needs a name.")
        if not name:
            self.name.setFocus()
        elif person:
            self.do(
                lambda _progress: change_person(workspace, person, name=name, role=role, home=home, email=email), f"{name} is changed.",
                failed=self._wrong,
            )  # fmt: skip
        else:
            self.do(
                lambda _progress: add_person(workspace, name, role, home, email), f"{name} is added.", self.begin_new, failed=self._wrong
            )

    def _wrong(self, error: WmpeerError) -> None:
        self.name_field.set_error(str(error))

    def withdraw_person(self) -> None:
        """The person no longer takes part; Ctrl+Z brings them back, without a passphrase."""
        who = self._known()
        if who is None:
            return
        opens, workspace = bool(self.view and who.id in self.view.openers), self.screen_.workspace

        def go(_progress: object) -> object:
            if opens:
                take_passphrase(workspace, who.id)
            return withdraw(workspace, "person", who.id, "Withdraw a person")

        self.do(go, f"{who.name} no longer takes part.", self.begin_new)

    def ask_passphrase(self) -> None:
        """Two fields over the window: the passphrase, and once more."""
        who = self._known()
        if who is None:
            return
        if self.view is not None and who.id == self.view.me:
            ask_new_passphrase(self)
            return
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(12)
        first, second = TextField(secret=True, name="passphrase-first"), TextField(secret=True, name="passphrase-second")
        first_field = Field(f"Passphrase of {who.name}", first, "Three or four words that they will remember. Let them type it themselves.")
        second_field = Field("Once more", second)
        column.addWidget(first_field)
        column.addWidget(second_field)
        text = (
            "With it they open this file as themselves, on any laptop that has the file. They see everything in it except others’ "
            "private notes and the authorities they stand aside for."
        )
        sheet = Sheet(self, f"A passphrase for {who.name}", body, "Give the passphrase", text=text, width=520, name="passphrase")

        def agreed() -> None:
            long_enough, same = len(first.text()) >= SHORTEST, first.text() == second.text()
            first_field.set_error("" if long_enough else "Use at least eight characters; three or four words are best.")
            second_field.set_error("" if same or not long_enough else "The two are not the same.")
            if long_enough and same:
                typed, workspace = first.text(), self.screen_.workspace
                sheet.yes.setEnabled(False)
                self.do(
                    lambda _progress: give_passphrase(workspace, who.id, typed), f"{who.name} can open this file now.", sheet.close_layer,
                    failed=lambda error: (first_field.set_error(str(error)), sheet.yes.setEnabled(True)),
                )  # fmt: skip

        sheet.accepted.connect(agreed)
        sheet.open(first)

    def ask_lock(self) -> None:
        """Undo does not reach keys: ask."""
        who = self._known()
        if who is None:
            return
        workspace = self.screen_.workspace
        confirm(
            self, f"Take {who.name}’s passphrase away?",
            "It no longer opens this file. A copy of the file that they already have is not changed by this.", "Take it away",
            lambda: self.do(lambda _progress: take_passphrase(workspace, who.id), f"{who.name} no longer opens this file."), danger=True,
        )  # fmt: skip
