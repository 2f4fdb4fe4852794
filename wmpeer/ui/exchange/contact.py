"""First contact over the window: an invitation that was made, a reply that is admitted by its six words, a laptop reported lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wmpeer.errors import WmpeerError
from wmpeer.exchange.lines import Fellow
from wmpeer.exchange.records import DeviceLine, Sent
from wmpeer.ui.exchange.parts import SixWords
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.buttons import Button, IconButton
from wmpeer.ui.kit.confirm import Sheet
from wmpeer.ui.kit.fields import DateField, Field, TextField
from wmpeer.ui.kit.labels import Elided, Label


def _body() -> tuple[QWidget, QVBoxLayout]:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 4, 0, 0)
    column.setSpacing(10)
    return body, column


def _open(sheet: Sheet, focus: QWidget) -> Sheet:
    """Open *sheet*, and fit it once more when its words have their fonts."""
    sheet.open(focus)
    QTimer.singleShot(0, sheet, sheet._centre)
    return sheet


def show_invitation(window: QWidget, sent: Sent, name: str) -> Sheet:
    """The invitation lies in its folder: say which file to send, and what happens next."""
    body, column = _body()
    column.addWidget(Label("1.  Send this file to them, by mail or on a stick. There is nothing secret in it.", wrap=True))
    file = Elided(str(sent.path), weight=600, middle=True)
    file.setObjectName("invitation-file")
    copy = IconButton("copy", "Copy where the file is", name="invitation-copy", size=28)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(str(sent.path)))
    row = QHBoxLayout()
    row.setSpacing(4)
    row.addWidget(file, 1)
    row.addWidget(copy)
    column.addLayout(row)
    column.addWidget(Label(f"2.  {name} chooses “Join with an invitation” where the program starts, and sends a reply back.", wrap=True))
    column.addWidget(Label("3.  Drop the reply on this window. They read six words out to you, and you type them.", wrap=True))
    column.addStretch(1)
    sheet = Sheet(window, f"The invitation for {name} is ready", body, "Open its folder", width=560, name="invitation")
    sheet.no.set_words("Close")

    def opened() -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(sent.path.parent)))
        sheet.close_layer()

    sheet.accepted.connect(opened)
    return _open(sheet, sheet.no)


def ask_words(window: QWidget, name: str, admit: Callable[[str, Callable[[WmpeerError], Any], Callable[[], Any]], Any]) -> Sheet:
    """Let *name* read six words out; what is typed goes to ``admit(typed, wrong, done)``."""
    body, column = _body()
    typed = TextField(name="reply-words")
    typed.setFont(fonts.font("heading", 500))
    field = Field(
        "Type what they read", typed,
        "Six words. Capital letters do not matter, and the first four letters of each are enough.",
    )  # fmt: skip
    column.addWidget(field)
    column.addStretch(1)
    body.setMinimumHeight(field.sizeHint().height() + 84)  # for what was wrong: the sheet does not grow under the hands of who types
    text = f"Ring {name} up, on a number that you know. They read six words from their screen. Type what you hear; read nothing out."
    sheet = Sheet(window, f"Admit {name}’s laptop", body, "Admit", text=text, width=560, name="admit-sheet")

    def wrong(error: WmpeerError) -> None:
        field.set_error(str(error))
        sheet.yes.setEnabled(True)
        typed.setFocus()
        typed.selectAll()

    def agreed() -> None:
        number = len(typed.text().replace(",", " ").split())
        if number != 6:
            field.set_error("Type all six words, with a space between them." if number else "Type the six words that they read.")
            return
        field.set_error("")
        sheet.yes.setEnabled(False)
        admit(typed.text(), wrong, sheet.close_layer)

    sheet.accepted.connect(agreed)
    return _open(sheet, typed)


def ask_lost(window: QWidget, fellow: Fellow, laptop: DeviceLine, today: Callable[[], date], report: Callable[[str], Any]) -> Sheet:
    """Ask since when a laptop is lost; *report* is given the ISO day."""
    body, column = _body()
    day = DateField(today(), today=today, name="lost-on")
    field = Field("Since when", day, "The day it was last safely with them.")
    column.addWidget(field)
    said = (
        "What came from it before stays. What it sends from now on is kept apart and counts nowhere. No pack is made for it any more; "
        f"when {fellow.name} has another laptop, invite it."
    )
    column.addWidget(Label(said, tone="ink2", wrap=True))
    column.addStretch(1)
    sheet = Sheet(window, f"Is {laptop.name or 'this laptop'} lost?", body, "Report it lost", width=540, name="lost")
    sheet.yes.set_kind("danger")

    def agreed() -> None:
        wanted = day.day()
        if wanted is None:
            field.set_error(day.why_wrong() or "Give the day.")
            return
        sheet.close_layer()
        report(wanted.isoformat())

    sheet.accepted.connect(agreed)
    return _open(sheet, sheet.no)


class ReadOut(QWidget):
    """A joined file before its first pack: the reply to send, the six words, and that the pack is dropped here. `folder_asked`."""

    def __init__(self, take_in: Callable[[], Any]) -> None:
        super().__init__()
        self.setObjectName("read-out")
        self.setMaximumWidth(620)
        self.heading = Label("", "title", wrap=True)
        self.send = Label("", "subheading", weight=400, wrap=True)
        self.file = Elided("", weight=600)
        self.file.setObjectName("reply-file")
        self.folder = Button("Open its folder", "quiet", "folder-open", name="reply-folder")
        self.folder.clicked.connect(self._open_folder)
        self.ring = Label("", "subheading", weight=400, wrap=True)
        self.words = SixWords()
        self.then = Label("", "subheading", weight=400, wrap=True)
        self.take = Button("Choose the pack", "main", "package", name="first-pack")
        self.take.clicked.connect(take_in)
        self._sent: Sent | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part, gap in (
            (self.heading, 10), (self.send, 0), (self.file, 0), (self.folder, 14), (self.ring, 2), (self.words, 16), (self.then, 2),
            (self.take, 0),
        ):  # fmt: skip
            column.addWidget(part)
            column.addSpacing(gap)
        column.addStretch(1)

    def show_reply(self, sent: Sent | None, cycle: str) -> None:
        self._sent = sent
        office = sent.person if sent and sent.person != "Coordinator" else "the coordinator"  # nobody has given their name yet
        self.heading.setText(f"This laptop waits for its first pack{f' of {cycle}' if cycle else ''}")
        self.send.setText(f"1.  Send your reply to {office}, by mail or on a stick:")
        self.file.setText(str(sent.path) if sent else "")
        self.ring.setText(f"2.  When {office} rings you up, read these out:")
        self.words.set_words(sent.fingerprint if sent else "")
        self.then.setText("3.  Then a pack comes back to you. Drop it on this window, or choose it:")
        for part in (self.send, self.file, self.folder, self.ring, self.words):
            part.setVisible(sent is not None)

    def _open_folder(self) -> None:
        if self._sent is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._sent.path.parent)))
