"""A laptop: real windows on a real file. It finds widgets by their name and fails with it, and waits for what is true, never for time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from wmpeer.settings import Settings
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.reading.records import Place
from wmpeer.ui.start import StartWindow

PATIENCE = 30_000


class Roomy(StartWindow):
    """Where tests run the screen is 800 by 800; the laptops that are told of have more."""

    def _hand_over(self) -> None:
        super()._hand_over()
        self.frame.resize(1366, 720)


class Laptop:
    """One person's laptop, from the first window to the last."""

    def __init__(self, qtbot: Any, home: Path) -> None:
        self.qtbot = qtbot
        self.home = home
        self.settings = Settings()
        self.start: Any = None

    def keep(self, settings: Settings) -> None:
        self.settings = settings

    def begins(self, file: Path | None = None) -> None:
        """Starts the program."""
        self.start = Roomy(file, self.settings, self.keep)
        self.start.show()
        self.qtbot.waitExposed(self.start)

    @property
    def frame(self) -> Any:
        return self.start.frame

    @property
    def window(self) -> QWidget:
        return self.frame if self.frame is not None and self.frame.isVisible() else self.start

    @property
    def screen(self) -> Any:
        return self.frame.current()

    def until(self, true: Callable[[], Any]) -> None:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=PATIENCE)

    def quiet(self) -> None:
        """Everything that was under way has ended."""
        self.until(lambda: not self.frame.jobs.busy())

    def sees(self, name: str) -> bool:
        return any(one.isVisible() for one in self.window.findChildren(QWidget, name))

    def find(self, name: str) -> Any:
        self.until(lambda: self.sees(name))
        return next(one for one in self.window.findChildren(QWidget, name) if one.isVisible())

    def click(self, name: str) -> None:
        widget = self.find(name)
        self.until(widget.isEnabled)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def types(self, text: str, name: str) -> None:
        field = self.find(name)
        self.until(field.isEnabled)
        self.window.activateWindow()
        field.setFocus()
        self.until(field.hasFocus)
        QTest.keyClicks(field, text)

    def press(self, key: Any, where: QWidget | None = None, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(where or QApplication.focusWidget() or self.window, key, held)

    def goes_to(self, number: int) -> None:
        """Presses Ctrl and the number of a screen."""
        before = self.screen
        self.press(getattr(Qt.Key, f"Key_{number}"), self.frame, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: self.screen is not before or number == 1)
        self.quiet()

    def drops(self, *paths: Path) -> None:
        """Drops files on the screen there is."""
        self.until(lambda: self.screen is not None)  # the first one is fetched while the window is shown
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        drop = QDropEvent(
            QPoint(200, 200).toPointF(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        self.screen.dropEvent(drop)

    def chooses_words(self, words: str) -> None:
        """Chooses words of the text with the mouse."""
        pane = self.screen.reader.pane
        found: list[tuple[int, int]] = []

        def there() -> bool:
            for unit in range(pane.unit_count()):
                at = pane.text(unit).find(words) if pane.is_read(unit) else -1
                if at >= 0:
                    found.append((unit, at))
                    return True
            return False

        self.until(there)
        unit, at = found[0]
        pane.reveal(Place(unit, at), centre=True)
        self.until(lambda: pane.lines(unit))
        first, last = pane.place_rect(Place(unit, at)), pane.place_rect(Place(unit, at + len(words)))
        a, b = (QPoint(round(one.left()), round(one.center().y())) for one in (first, last))
        QTest.mousePress(pane.viewport(), Qt.MouseButton.LeftButton, pos=a)
        QTest.mouseMove(pane.viewport(), b)
        QTest.mouseRelease(pane.viewport(), Qt.MouseButton.LeftButton, pos=b)
        self.until(pane.selection)

    def ends(self) -> None:
        """Closes the program as a person does, when its work has ended."""
        if self.frame is not None:
            self.quiet()
            self.frame.close()
            self.until(lambda: self.frame is None)
        self.start.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def laptop(qtbot: Any, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Laptop]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    theme().install(qapp, "light")
    made = Laptop(qtbot, tmp_path)
    yield made
    if made.start is not None:
        made.ends()
