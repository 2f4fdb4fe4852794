"""Several letters at once: prepared to look at, written as files, issued; each with a progress card, Stop and a log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from wmpeer.letters.batch import BatchLog, LogLine, issue_all, write_files
from wmpeer.progress import Progress, StoppedError
from wmpeer.ui.kit.confirm import confirm
from wmpeer.ui.letters.log import log_message
from wmpeer.ui.letters.records import Shown, shown_letter
from wmpeer.ui.screen import Screen

FORMATS = ("pdf", "docx")


def choose_folder(parent: QWidget, before: str) -> Path | None:
    """Ask for a folder; None where nobody chose one."""
    start = before or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen = QFileDialog.getExistingDirectory(parent, "The folder for the letters", start)
    return Path(chosen) if chosen else None


def choose_file(parent: QWidget, name: str, kind: str) -> Path | None:
    """Ask where one file goes; its ending is put on where a person left it out."""
    words = {"pdf": "PDF (*.pdf)", "docx": "Word (*.docx)"}[kind]
    start = str(Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)) / name)
    chosen, _ = QFileDialog.getSaveFileName(parent, "Save one copy", start, words)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == f".{kind}" else path.with_name(f"{path.name}.{kind}")


class Batches(QObject):
    """What one screen does with several letters. `prepared(dict of code to Shown)`, `logged(BatchLog)` when one is over."""

    prepared = Signal(object)
    logged = Signal(object)

    def __init__(self, screen: Screen, today: Callable[[], date]) -> None:
        super().__init__(screen)
        self._screen = screen
        self._today = today
        self._folder = ""
        self.ask_folder: Callable[[QWidget, str], Path | None] = choose_folder

    def prepare(self, codes: Sequence[str]) -> None:
        """Draw every letter of *codes*, so that one can leaf through them at once."""
        workspace, dated = self._screen.workspace, self._today()

        def draw(progress: Progress) -> _Prepared:
            found: dict[str, Shown] = {}
            for at, code in enumerate(codes):
                try:
                    progress(at, len(codes), found[codes[at - 1]].name if at else "")
                except StoppedError:
                    return _Prepared(found, True)
                shown = shown_letter(workspace, code, dated)
                if shown is not None:
                    found[code] = shown
            return _Prepared(found, False)

        self._screen.do(draw, got=self._drawn, title=f"Preparing {_letters(len(codes))}", note="What is prepared stays.")

    def _drawn(self, drawn: _Prepared) -> None:
        lines = tuple(LogLine(one.code, one.name, True, _left(one)) for one in drawn.found.values())
        self.prepared.emit(drawn.found)
        self._over(BatchLog("Prepare and look", lines, drawn.stopped))

    def write(self, codes: Sequence[str]) -> None:
        """Write PDF and Word of *codes* into a folder a person chooses."""
        folder = self.ask_folder(self._screen, self._folder)
        if folder is None:
            return
        self._folder = str(folder)
        workspace, dated = self._screen.workspace, self._today()
        self._screen.do(
            lambda progress: write_files(workspace, codes, folder, FORMATS, dated, progress),
            got=self._over,
            title=f"Writing {_letters(len(codes))}",
            note="Files already written stay, and are whole.",
        )

    def issue(self, codes: Sequence[str], names: Sequence[str]) -> None:
        """Ask, then issue every letter of *codes*."""
        one = len(codes) == 1
        question = f"Issue {names[0]}’s letter?" if one else f"Issue {len(codes)} letters?"
        text = (
            "It is locked as it stands; only a new version can replace it."
            if one
            else f"{_listed(names)}. They are locked as they stand; only a new version can replace one."
        )
        verb = "Issue letter" if one else f"Issue {len(codes)} letters"
        confirm(
            self._screen, question, text, verb, lambda: self._issue(codes), assurance="No must is left, and every concern has been raised."
        )

    def _issue(self, codes: Sequence[str]) -> None:
        workspace, day = self._screen.workspace, self._today()
        self._screen.do(
            lambda progress: issue_all(workspace, codes, day, progress),
            got=self._over,
            title=f"Issuing {_letters(len(codes))}",
            note="Letters already issued stay issued.",
        )

    def _over(self, log: BatchLog) -> None:
        sentence, then, kind = log_message(log)
        self.logged.emit(log)
        self._screen.say(sentence, then, kind, actions=(("Show the log", lambda: self.logged.emit(None)),))


class _Prepared:
    """Letters that were drawn; nothing of the workspace changed."""

    changed = None

    def __init__(self, found: dict[str, Shown], stopped: bool) -> None:
        self.found, self.stopped = found, stopped


def _left(shown: Shown) -> str:
    musts = sum(one.strength == "must" for one in shown.checks)
    shoulds = sum(one.strength == "should" for one in shown.checks)
    return f"{len(shown.paragraphs)} paragraphs, {musts or 'no'} must, {shoulds or 'no'} should"


def _letters(count: int) -> str:
    return f"{count} letter{'' if count == 1 else 's'}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"
