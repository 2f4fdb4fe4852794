"""What was left as a draft on one screen: offered, gone on with at the passage it stands on, thrown away when a person says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from wmpeer.journal.drafts import DraftLine
from wmpeer.judging.records import ClipDraft, QuoteDraft
from wmpeer.ui.judge.editor import Unfinished
from wmpeer.ui.judge.offers import Offer, offers

if TYPE_CHECKING:
    from wmpeer.ui.judge.screen import JudgeScreen


class Drafting:
    """Stands between the list of drafts on the card and the editor, for one screen."""

    def __init__(self, screen: JudgeScreen) -> None:
        self._screen = screen
        begun = screen.card.begun
        begun.taken.connect(self.take_up)
        begun.thrown.connect(self.throw)

    def lay_down(self) -> tuple[Offer, ...]:
        """Leave what is being written as a draft; gives every draft that lies there then."""
        screen, left = self._screen, self._screen.editor.left_as()
        screen.editor.close_editor()
        screen.dress_parts()
        line = DraftLine(left.key(), "", left.body(), "") if left is not None else None
        return self.lying(line)

    def lying(self, newest: DraftLine | None = None) -> tuple[Offer, ...]:
        """The drafts of this authority that nobody is typing in, newest first; *newest* is one that is not read back yet."""
        screen = self._screen
        if screen.standing is None:
            return ()
        what = screen.editor.writing()
        busy = {text.key for text in (screen.card.reason, screen.card.note) if text.key} | ({what.key()} if what else set())
        gone = screen.keeper.gone | ({newest.key} if newest is not None else set())
        read = tuple(one for one in screen.standing.drafts if one.key not in gone)
        return offers(replace(screen.standing, drafts=(newest, *read) if newest is not None else read), frozenset(busy))

    def show(self) -> None:
        """Offer them above the card."""
        self._screen.card.set_offers(self.lying())

    def take_up(self, offer: Offer) -> None:
        """Go on with a draft, with the passage on view that it stands on."""
        screen = self._screen
        screen.set_area(offer.area)
        if offer.what is not None:
            screen.write(offer.what)
            self._show_passage(offer.what)
        else:
            screen.show_judgement()
            text = screen.card.reason if offer.sort == "view" else screen.card.note
            text.take_up(offer.text, offer.key)
            screen.card.scroll.ensureWidgetVisible(text.area)
            text.area.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show()

    def _show_passage(self, what: Unfinished) -> None:
        screen, found = self._screen, self._screen.standing
        words = next((one for one in what.quotes if isinstance(one, QuoteDraft) and one.start is not None), None)
        clip = next((one for one in what.quotes if isinstance(one, ClipDraft)), None)
        line = found.finding(what.id) if found is not None and what.id else None
        if words is not None:
            screen.show_document(words.document, lambda: screen.reader.show_words(words.start or 0, words.end or 0))
        elif clip is not None:
            box = (clip.box.left, clip.box.top, clip.box.width, clip.box.height)
            screen.show_document(clip.document, lambda: screen.reader.show_part(clip.page, box))
        elif line is not None and (line.quotes or line.clips):
            screen.pieces.show_first(line)

    def throw(self, offer: Offer) -> None:
        """Throw a draft away when a person says so twice: no undo reaches it."""
        from wmpeer.ui.kit.confirm import confirm

        confirm(
            self._screen, "Throw away what you were writing?", f"{offer.words} ({offer.where}). It cannot be brought back.",
            "Throw it away", lambda: self._screen.keeper.throw(offer.key), danger=True,
        )  # fmt: skip
