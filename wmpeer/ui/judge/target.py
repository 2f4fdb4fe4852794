"""What a kind's letter would mark now: words of the text, the chosen indicator, or the chosen claim. The marking bar names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from wmpeer.ui.judge.behind import short
from wmpeer.ui.judge.claims_detail import FINDINGS
from wmpeer.ui.judge.claims_words import plain

if TYPE_CHECKING:
    from wmpeer.ui.judge.screen import JudgeScreen

TEXT, DATA, CLAIMS = "text", "data", "claims"


class Target(QObject):
    """Follows the focus of one screen. Where letters mean a figure or a claim, no words of the text stay chosen for them."""

    def __init__(self, screen: JudgeScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self.where = TEXT
        strip = screen.strip
        QApplication.instance().focusChanged.connect(self._focus_moved)
        strip.list.selectionModel().currentChanged.connect(self._row_moved)
        strip.told.connect(self.name)
        strip.claims.list.chosen.connect(self._row_moved)
        screen.reader.marking.pressed.connect(self._pressed)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self._screen.isAncestorOf(now):
            return
        strip, before = self._screen.strip, self.where
        in_claims = strip.claims.isAncestorOf(now) and strip.claims.fold.is_open()
        self.where = DATA if now is strip.list else CLAIMS if in_claims else TEXT
        if self.where != TEXT and self.where != before:
            for pane, _sha in self._screen.reader.shown():
                pane.drop_region()
                pane.clear_selection()
        self.name()

    def _row_moved(self, *_rows: object) -> None:
        self.name()

    def name(self) -> None:
        """Say in the marking bar what letters take."""
        words, kinds = "", None
        if self.where == DATA:
            row = self._screen.strip.current()
            words = f"from {'the flag on ' if row.flags else ''}“{row.title}”" if row is not None else ""
        elif self.where == CLAIMS:
            claim = self._screen.strip.claims.current_claim()
            words = f"from the claim “{short(plain(claim.sentence), 80)}”" if claim is not None else ""
            kinds = FINDINGS
        self._screen.reader.marking.set_target(words, kinds if words else None)

    def _pressed(self, kind: str) -> None:
        """A click on the bar does what the letter does."""
        strip = self._screen.strip
        if self.where == DATA and strip.current() is not None:
            strip.take(kind)
        elif self.where == CLAIMS and strip.claims.current_claim() is not None:
            strip.claims.make(kind)
        else:
            self._screen.reader.mark(kind)
