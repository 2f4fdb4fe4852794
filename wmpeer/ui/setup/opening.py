"""Keys: who can open this file and how, when it locks, and the recovery key."""

from __future__ import annotations

from dataclasses import dataclass

from wmpeer.settings import LOCK_MINUTES, Settings
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.fields import Field
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.kit.table import Table
from wmpeer.ui.screen import Screen
from wmpeer.ui.setup.keysheets import ask_new_passphrase, ask_passphrase, ask_recovery_key
from wmpeer.ui.setup.section import Section, fit_rows
from wmpeer.ui.setup.view import ROLES, SetupView

SEES = (
    "Each of them sees everything in it except others’ private notes and the authorities they stand aside for. "
    "Beside them, whoever has the printed recovery key can open it."
)
REMEMBERED = "This laptop opens the file for you, and unlocks it, without your passphrase: for whoever is logged in to it as you."
ASKS = "This laptop can keep the key in its own key store and open the file, or unlock it, without your passphrase."
NO_STORE = "This laptop has no key store of its own that can be used: the passphrase is asked for each time."


@dataclass(frozen=True, slots=True)
class Opener:
    """Somebody who can open the file."""

    id: str
    name: str
    role: str
    how: str
    you: bool


class KeysSection(Section):
    """Whose passphrase opens the file; one's own is changed here."""

    key, word, icon = "keys", "Keys", "key"
    help = "Who can open this file, and what happens when nobody is at the laptop."
    office = False

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.table = Table(
            (
                Column("Name", lambda one: Cell(one.name + (" (you)" if one.you else ""), weight=600), width=150, stretch=True),
                Column("Role", lambda one: ROLES.get(one.role, one.role), width=110, drop=1),
                Column("Opens it with", lambda one: Cell(one.how, tone="ink2"), width=180),
            ),
            label="Who can open this file", key=lambda one: one.id, name="openers",
        )  # fmt: skip
        self.change = Button("Change my passphrase", "plain", "key", name="passphrase-change")
        self.change.clicked.connect(lambda: ask_new_passphrase(self))
        self.here = Label("", tone="ink2", wrap=True)
        self.remember = Button("Remember on this laptop", "plain", "desktop", name="remember-here")
        self.remember.clicked.connect(self.remember_or_forget)
        self.minutes = Segmented([(str(one), f"{one} minutes") for one in LOCK_MINUTES], label="Lock after", name="lock-minutes")
        self.minutes.chosen.connect(self._minutes_chosen)
        self.recovery = Button("Show the recovery key", "plain", "lifebuoy", name="recovery-show")
        self.recovery.clicked.connect(lambda: ask_recovery_key(self))
        self.renew = Button("Make a new recovery key", "quiet", "arrows-clockwise", name="recovery-renew")
        self.renew.clicked.connect(self.ask_renewal)
        self._remembers = False
        self.add(Label("Who can open this file", "subheading"), self.table, Label(SEES, tone="ink2", wrap=True))
        self.add_row(self.change)
        self.add(Label("On this laptop", "subheading"), self.here)
        self.add_row(self.remember)
        self.add(Field("Lock after", self.minutes, "So long without a key or a click, asleep or awake. Ctrl+L locks at once."))
        self.add(
            Label("Recovery key", "subheading"),
            Label("It opens the workspace when every passphrase is lost. Keep it on paper, locked away.", tone="ink2", wrap=True),
        )
        self.add_row(self.recovery, self.renew)
        self.end()

    def fill(self, view: SetupView) -> None:
        file = self.screen_.workspace.file
        remembered, known = file.remembered(), {one.id: one for one in view.people}
        lines = [
            Opener(
                one, known[one].name if one in known else "Somebody who no longer takes part", known[one].role if one in known else "",
                _how(one in view.openers, one in remembered), one == view.me,
            )
            for one in dict.fromkeys((*view.openers, *remembered))
        ]  # fmt: skip
        self.table.set_records(lines)
        fit_rows(self.table)
        self.minutes.set_value(str(getattr(self.window(), "settings", Settings()).lock_minutes))
        self.renew.setVisible(view.sets_up)
        self.screen_.fetch(lambda: (file.may_remember(), file.opens_here()), self._show_here)

    def _show_here(self, found: tuple[bool, bool]) -> None:
        available, self._remembers = found
        self.here.setText(REMEMBERED if self._remembers else ASKS if available else NO_STORE)
        self.remember.set_words("Ask for the passphrase again" if self._remembers else "Remember on this laptop")
        self.remember.setVisible(available or self._remembers)

    def remember_or_forget(self) -> None:
        """Let this laptop's own key store open the file for the person at work, or no longer."""
        file, forgets = self.screen_.workspace.file, self._remembers
        said = "This laptop asks for your passphrase again." if forgets else "This laptop opens the file for you from now on."
        self.do(lambda _progress: file.forget_here() if forgets else file.remember_here(), said, self.screen_.reload)

    def ask_renewal(self) -> None:
        """The old printed key stops working; so do the others' passphrases."""
        others = [one.name for one in (self.view.people if self.view else ()) if self._opens(one.id)]
        stop = f" So does the passphrase of {' and '.join(others)}: give it to them again, under People." if others else ""
        text = (
            f"The recovery key printed until now stops working.{stop} Backups made before open with the old key, so one new backup "
            "takes their place. The workspace closes for a moment; then the new key is shown once."
        )
        path = self.screen_.workspace.file.path
        ask_passphrase(
            self, "Make a new recovery key?", text, "Make a new key",
            lambda typed: self.leave_for(lambda start: start.after.renew_key(path, typed)), name="renew",
        )  # fmt: skip

    def _opens(self, person: str) -> bool:
        return self.view is not None and person in self.view.openers and person != self.view.me

    def _minutes_chosen(self, minutes: str) -> None:
        keep = getattr(self.window(), "keep", None)
        if keep:
            keep(lock_minutes=int(minutes))


def _how(passphrase: bool, remembered: bool) -> str:
    return " and ".join(words for there, words in ((passphrase, "a passphrase"), (remembered, "a laptop’s key store")) if there)
