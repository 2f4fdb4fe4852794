"""Sheets that ask for passphrases: one's own before keys are touched, another in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wmpeer.errors import WmpeerError
from wmpeer.region.recovering import shown_recovery_key
from wmpeer.ui.kit.confirm import Sheet
from wmpeer.ui.kit.fields import Field, TextField
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.recoverykey import NO_LOOK_ALIKES, KeyGroups
from wmpeer.ui.setup.section import Section

SHORTEST = 8


def body_of(*widgets: QWidget) -> QWidget:
    """What stands in a sheet, below each other."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 4, 0, 0)
    column.setSpacing(12)
    for widget in widgets:
        column.addWidget(widget)
    return body


def ask_passphrase(
    section: Section, title: str, text: str, verb: str, then: Callable[[str], Any], *, name: str, words: str = "", help_: str = "",
    whose: str = "",
) -> Sheet:  # fmt: skip
    """Ask for the passphrase of the person at work, and give it to *then* when it is theirs. *words* have to be typed too, if any,
    below which *help_* stands; *whose* says below the passphrase which one is meant."""
    typed, said = TextField(secret=True, name=f"{name}-passphrase"), TextField(name=f"{name}-words")
    field = Field("Your passphrase", typed, whose)
    asked = [Field(f"Type {words} to go on", said, help_)] if words else []
    sheet = Sheet(section, title, body_of(*asked, field), verb, text=text, width=560, name=name)
    screen = section.screen_

    def wrong(error: WmpeerError) -> None:
        sheet.yes.setEnabled(True)
        field.set_error(str(error))
        typed.selectAll()

    def right(_none: Any) -> None:
        passphrase = typed.text()
        sheet.close_layer()
        then(passphrase)

    def agreed() -> None:
        right_words = said.text().strip() == words
        for one in asked:
            one.set_error("" if right_words else f"Type {words}, as it stands here.")
        if asked and not right_words:
            return
        passphrase = typed.text()
        sheet.yes.setEnabled(False)
        screen.fetch(lambda: screen.workspace.file.refuse_wrong(passphrase), right, key=name, failed=wrong)

    sheet.accepted.connect(agreed)
    sheet.open(said if words else typed)
    return sheet


def ask_new_passphrase(section: Section) -> Sheet:
    """Another passphrase for the person at work, for whoever knows the one there is."""
    old = TextField(secret=True, name="change-old")
    first, second = TextField(secret=True, name="change-first"), TextField(secret=True, name="change-second")
    old_field = Field("Your passphrase now", old)
    first_field = Field("The new one", first, "Three or four words that you will remember. Nobody can look it up.")
    second_field = Field("The new one once more", second)
    text = "Backups that were made before still open with the old one."
    body = body_of(old_field, first_field, second_field)
    sheet = Sheet(section, "Change your passphrase", body, "Change it", text=text, width=520, name="change")
    file = section.screen_.workspace.file

    def wrong(error: WmpeerError) -> None:
        sheet.yes.setEnabled(True)
        (old_field if error.code() == "wrong-passphrase" else first_field).set_error(str(error))

    def agreed() -> None:
        long_enough, same = len(first.text()) >= SHORTEST, first.text() == second.text()
        old_field.set_error("")
        first_field.set_error("" if long_enough else "Use at least eight characters; three or four words are best.")
        second_field.set_error("" if same or not long_enough else "The two are not the same.")
        if long_enough and same:
            was, new = old.text(), first.text()
            sheet.yes.setEnabled(False)
            section.do(
                lambda _progress: file.change_passphrase(was, new), "Your passphrase is changed.", sheet.close_layer, failed=wrong
            )

    sheet.accepted.connect(agreed)
    sheet.open(old)
    return sheet


def ask_recovery_key(section: Section) -> Sheet:
    """First the passphrase of the person at work, then the key."""
    typed = TextField(secret=True, name="recovery-passphrase")
    field, key = Field("Your passphrase", typed), KeyGroups()
    about = Label(NO_LOOK_ALIKES, "small", "ink2", wrap=True)
    text = "Whoever has this key can open the workspace. Nobody else should see the screen now."
    sheet = Sheet(section, "The recovery key", body_of(field, key, about), "Show the key", text=text, width=560, name="recovery")
    about.hide()

    def shown(answer: str) -> None:
        key.set_key(answer)
        about.show()
        field.hide()
        sheet.yes.hide()
        sheet.no.set_words("Close")
        sheet._centre()

    def agreed() -> None:
        passphrase, workspace = typed.text(), section.screen_.workspace
        section.screen_.do(
            lambda _progress: shown_recovery_key(workspace, passphrase), got=shown, failed=lambda error: field.set_error(str(error))
        )

    sheet.accepted.connect(agreed)
    sheet.open(typed)
    return sheet
