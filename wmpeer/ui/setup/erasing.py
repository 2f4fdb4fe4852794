"""Erasing: until when this cycle is kept, and the end of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.screen import Screen
from wmpeer.ui.setup.keysheets import ask_passphrase
from wmpeer.ui.setup.section import Section
from wmpeer.ui.setup.view import SetupView

GOES = (
    "Erasing deletes everything in this file: documents, figures, judgements, notes, drafts and the journal, with its search words, its "
    "backups and what was ever moved aside. It cannot be undone."
)
STAYS = (
    "What stays is a certificate: what was erased, and which packs, letters and laptops are known to be elsewhere. The file opens with "
    "your passphrase alone then, and holds nothing else."
)


class ErasingSection(Section):
    """The day from which the cycle may be erased, and the button that does it."""

    key, word, icon = "erasing", "Erasing", "trash"
    office = False

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._held: Any = None
        self.until = Label("", weight=600, wrap=True)
        self.until.setObjectName("erase-until")
        self.where = Label("The day stands in the calendar, under Cycle and calendar: “May be erased from”.", tone="ink2", wrap=True)
        self.who = Label("", tone="ink2", wrap=True)
        self.erase = Button("Erase this cycle", "danger", "trash", name="erase-cycle")
        self.erase.clicked.connect(self.ask)
        self.add(self.until, self.where, Label(GOES, tone="ink2", wrap=True), Label(STAYS, tone="ink2", wrap=True), self.who)
        self.add_row(self.erase)
        self.end()

    def fill(self, view: SetupView) -> None:
        workspace, today = self.screen_.workspace, view.today
        self.screen_.fetch(lambda: _retention(workspace, today), self._came)

    def _came(self, held: Any) -> None:
        self._held = held
        self.until.setText(held.sentence())
        self.erase.setVisible(held.may)
        self.who.setText("" if held.may else "A coordinator of the regional office erases this file.")
        self.who.setVisible(not held.may)

    def ask(self) -> None:
        """The passphrase, and before its day the cycle's name, typed; it says whether the day has come."""
        held, path = self._held, self.screen_.workspace.file.path
        words = "" if held.due else held.name
        text = f"{held.sentence()} {_whether(held)}It cannot be undone. The certificate is written beside the file."
        ask_passphrase(
            self, f"Erase {held.name}?", text, "Erase it for good",
            lambda typed: self.leave_for(lambda start: start.after.erase(path, typed, words)), name="erase", words=words,
            help_="Only where the regional office has decided so.",
        ).yes.set_kind("danger")  # fmt: skip


def _whether(held: Any) -> str:
    """Whether its day has come, in a sentence with a space after it."""
    if held.due:
        return "Its day has come. "
    return "Its day has not come yet. " if held.erase_after else "So nobody can tell here whether its day has come. "


def _retention(workspace: Any, today: date) -> Any:
    from wmpeer.exchange.erasing import retention  # the room of packs is fetched when it is asked

    return workspace.read(retention, workspace.file.slot, today)
