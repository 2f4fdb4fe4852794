"""The log of a batch: a line for each letter, what became of it and what to do where it did not work."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wmpeer.letters.batch import BatchLog, LogLine
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.table import Table


def log_message(log: BatchLog) -> tuple[str, str, str]:
    """The sentence, what to do next, and the kind of message a batch ends with."""
    count = len(log.lines)
    letters = f"{log.worked} letter{'' if log.worked == 1 else 's'}"
    done = {"Issue letters": "issued and locked", "Write the files": f"written into “{log.folder.name if log.folder else ''}”"}
    sentence = f"{letters} {done.get(log.verb, 'prepared')}."
    failed = count - log.worked
    if log.stopped:
        return f"Stopped. {sentence}", "What was done is whole; the rest is as it was.", "info"
    if failed:
        return sentence, f"{failed} could not be; the log says why.", "warning"
    return sentence, "Previous and next lead through them." if log.verb == "Prepare and look" else "", "success"


class LogPage(QWidget):
    """The lines of the last batch. `closed` when a person goes back to the pages; `opened(code)` when they go to a letter."""

    closed = Signal()
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("letters-log-page")
        self._title = Label("", "heading")
        self._note = Label("", tone="ink2", wrap=True)
        self._back = Button("Back to the pages", "plain", "arrow-left", name="letters-log-back")
        self._back.clicked.connect(self.closed)
        self.table = Table(
            [
                Column("Letter", lambda line: Cell(line.name, weight=500), width=130),
                Column("What became of it", _what, width=320, stretch=True, wrap=True),
            ],
            label="Log of the last batch",
            key=lambda line: line.authority,
            name="letters-log-table",
        )
        self.table.opened.connect(lambda line: self.opened.emit(line.authority))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._note)
        column.addWidget(self.table, 1)

    def set_log(self, log: BatchLog) -> None:
        sentence, then, _ = log_message(log)
        self._title.setText(log.verb)
        where = f" They lie in {log.folder}." if log.folder and log.worked else ""
        self._note.setText(f"{sentence} {then}{where}")
        self.table.set_records(log.lines)


def _what(line: LogLine) -> Cell:
    icon, tone, weight = ("check-circle", "strength", "fill") if line.worked else ("warning", "consider", "fill")
    words = " ".join(part for part in (line.what, line.next) if part)
    return Cell(words, icon=icon, icon_tone=tone, icon_weight=weight, tip=words)
