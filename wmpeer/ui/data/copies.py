"""What leaves the screen Data: a picture as a file, picture and numbers or the table alone on the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from wmpeer.clock import now
from wmpeer.files import save_whole
from wmpeer.ui.data import pictures
from wmpeer.ui.data.pages import Page, Shown
from wmpeer.ui.kit.clipboard import captioned, copy_picture, copy_tables
from wmpeer.ui.kit.keywords import bind
from wmpeer.ui.screen import Screen


class Copies:
    """Takes from the page that *page* gives what a person wants to keep; *shown* says what it is about."""

    def __init__(self, screen: Screen, page: Callable[[], Page], shown: Callable[[], Shown | None]) -> None:
        self._screen, self._page, self._shown = screen, page, shown
        bind(screen, ("Ctrl+Shift+C",), "Copy the numbers as a table", self.copy_table, inside=True)

    def copy_picture(self) -> None:
        """The picture, and its numbers for whoever pastes where no picture can stand."""
        image = self._page().image()
        if image is None:
            self._say_none()
            return
        copy_picture(image, self._page().tables(), self._origin())
        self._screen.say("Picture and numbers are copied.", "Paste them into a letter or a sheet.")

    def copy_table(self) -> None:
        """The numbers as a table: for a letter (HTML) and for a sheet (columns apart by tabs)."""
        tables = tuple(table for table in self._page().tables() if table)
        if tables:
            copy_tables(tables, self._origin())
            self._screen.say("The table is copied.", "Paste it into a letter or a sheet.")
        else:
            self._screen.say("There are no numbers here to copy.", "Choose another page or another authority.")

    def _origin(self) -> tuple[str, ...]:
        """What stands below whatever is copied or saved: measure, unit, source, release, period and day."""
        shown = self._shown()
        return self._page().origin(shown, now().astimezone().date()) if shown is not None else ()

    def _say_none(self) -> None:
        self._screen.say("There is no picture here.", "“Copy table” takes what is listed.")

    def ask_where_to_save(self) -> None:
        shown = self._shown()
        if self._page().image() is None:
            self._say_none()
        elif shown is not None:
            target = pictures.ask_where(self._screen, pictures.file_name(shown.figures.name, self._page().file_name(shown)))
            if target is not None:
                self.save_picture(target)

    def save_picture(self, target: Path) -> None:
        """Save what is shown as a picture on white paper; painted here, written off this thread."""
        image = self._page().image()
        if image is not None:
            whole = captioned(image, self._origin())
            self._screen.fetch(lambda: save_whole(target, pictures.png(whole)), self._saved, key="picture")

    def _saved(self, target: Path) -> None:
        self._screen.say(f"The picture is saved as “{target.name}”.", f"It lies in {target.parent}.", "success")
