"""From a finding or a private note to each piece it stands on, and from one to the others that stand on the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from wmpeer.judging.actions import point_note, take_from_note
from wmpeer.judging.clips import clipping
from wmpeer.judging.records import ClipDraft, ClipLine, FigureDraft, FigureLine, FindingLine, NoteLine, QuoteDraft, QuoteLine
from wmpeer.ui.judge.behind import Behind, BehindList, behind
from wmpeer.ui.judge.marks import mark_of, piece_of
from wmpeer.ui.judge.records import PiecePlace
from wmpeer.ui.places import FindingPlace, IndicatorPlace

if TYPE_CHECKING:
    from wmpeer.ui.judge.showing import JudgeShowing


class Pieces:
    """Stands between the lists of evidence on the card and what shows them, for one screen."""

    def __init__(self, screen: JudgeShowing) -> None:
        self._screen = screen
        card = screen.card
        card.behind.jumped.connect(self.jump)
        card.behind.other.connect(self._other)
        card.pointed.jumped.connect(self.jump)
        card.pointed.other.connect(self._other)
        card.pointed.removed.connect(self._take_away)
        card.clips.opened.connect(self._open_clip)
        screen.editor.bring = self._bring_small

    # -- showing what there is

    def refresh(self) -> None:
        """The pieces behind the chosen finding and the note of the area on view."""
        found, card = self._screen.standing, self._screen.card
        if found is None:
            return
        line = card.findings.current()
        line = found.finding(line.id) if line is not None and line.area == self._screen.area() else None
        main = self._screen.reader.sha256
        card.behind.set_pieces(behind(line, found.findings) if line is not None else (), main)
        card.clips.show_clips(line.clips if line is not None else (), self._bring)
        note = found.pointing.get(self._screen.area())
        card.pointed.set_pieces(behind(note, found.findings) if note is not None else (), main)

    def _bring(self, image: str, then: Callable[[bytes | None], Any]) -> None:
        workspace = self._screen.workspace
        self._screen.fetch(lambda: workspace.read(clipping, image), then, key=f"clip {image}")

    def _bring_small(self, image: str, then: Callable[[bytes | None], Any]) -> None:
        """The same for the editor, which may ask for a picture that the card has asked for."""
        workspace = self._screen.workspace
        self._screen.fetch(lambda: workspace.read(clipping, image), then, key=f"small clip {image}")

    def choose(self, listed: BehindList, record: FindingLine | NoteLine, mark: str, *, follow: bool = True) -> None:
        """Choose the piece that left *mark* in its list; with *follow* the card scrolls there."""
        listed.choose((record.id, piece_of(record, mark)))
        if follow:
            self._screen.card.scroll.ensureWidgetVisible(listed, 0, 40)

    # -- going there

    def jump(self, one: Behind) -> None:
        """To a piece of evidence; Alt+Left leads back."""
        if isinstance(one.piece, FigureLine):
            self._screen.go("data", self._screen.authority, IndicatorPlace(one.piece.indicator, one.piece.source))
        else:
            self._screen.go("", self._screen.authority, PiecePlace(one.record, one.piece.id, self._screen.area()))

    def _other(self, line: FindingLine) -> None:
        self._screen.go("", self._screen.authority, FindingPlace(line.id, line.area))

    def show_place(self, place: PiecePlace) -> None:
        """Show the passage or the picture a place means."""
        found = self._screen.standing
        record = self._record(place.record)
        if found is None or record is None:
            return
        quotes = [one for one in record.quotes if one.id == place.evidence]
        clips = [one for one in record.clips if one.id == place.evidence]
        if quotes:
            self._show_quote(record, quotes[0])
        elif clips:
            self.show_clip(record, clips[0])

    def _record(self, record: str) -> FindingLine | NoteLine | None:
        found = self._screen.standing
        if found is None:
            return None
        return found.finding(record) or next((one for one in found.pointing.values() if one.id == record), None)

    def show_first(self, line: FindingLine) -> None:
        """Show the words, else the picture, else the figure a finding stands on."""
        if line.quotes:
            self._show_quote(line, line.quotes[0])
        elif line.clips:
            self.show_clip(line, line.clips[0])
        elif line.figures:
            figure = line.figures[0]
            words = figure.sentence or f"{figure.title or figure.indicator}, {figure.period}: {figure.text or 'no value'}"
            to = ("Show it in Data", lambda: self.jump(Behind(line.id, figure)))
            self._screen.say("A figure stands behind this finding.", words, actions=(to,))
        else:
            self._screen.say("No passage stands behind this finding.", "Choose words while you edit it, and press a letter.")

    def _show_quote(self, record: FindingLine | NoteLine, quote: QuoteLine) -> None:
        """Show words in whichever document they stand."""
        found, screen = self._screen.standing, self._screen
        whose = "finding" if isinstance(record, FindingLine) else "note"
        if quote.state in ("uncertain", "lost") and found is not None and found.replaced(quote.sha256):
            fact = "is uncertain in the new version" if quote.state == "uncertain" else "is not in the new version"
            settle = ("Settle it", lambda: screen.news.open("settle"))
            screen.say(f"The passage {fact}.", f"The quote is kept with the {whose}.", "warning", actions=(settle,))
            return
        if found is None or quote.sha256 not in {one.sha256 for one in found.documents}:
            screen.say("The document of this passage was replaced or taken out.", f"The quote is kept with the {whose}.")
            return

        def show() -> None:
            if not screen.reader.pane.show_mark(mark_of(record, quote)) and quote.state == "lost":
                then = f"Open the {whose} and choose the passage again." if whose == "finding" else "The quote is kept with the note."
                screen.say("These words are not in the document any more.", then, "warning")

        screen.show_document(quote.sha256, show)

    def _open_clip(self, clip: ClipLine) -> None:
        """A picture on the card: that of the chosen finding."""
        line = self._screen.card.findings.current()
        record = self._record(line.id) if line is not None else None
        if record is not None and clip in record.clips:
            self.show_clip(record, clip)

    def show_clip(self, record: FindingLine | NoteLine, clip: ClipLine) -> None:
        """Show the part of a page that stands behind a finding or a note, where its document is still in use."""
        found, screen = self._screen.standing, self._screen
        if found is not None and clip.state in ("uncertain", "lost") and found.replaced(clip.sha256):
            fact = "looks different in the new version" if clip.state == "uncertain" else "is not in the new version"
            settle = ("Settle it", lambda: screen.news.open("settle"))
            screen.say(f"This part of the page {fact}.", "The picture is kept as it was.", "warning", actions=(settle,))
            return
        if clip.state == "lost":
            screen.say("The document of this picture was replaced or taken out.", "The picture is kept as it was.")
        else:
            screen.show_document(clip.sha256, lambda: screen.reader.pane.show_mark(mark_of(record, clip)))

    # -- the private note

    def point(self, evidence: QuoteDraft | FigureDraft | ClipDraft) -> None:
        """Point the private note of the area on view at something."""
        screen, authority, area = self._screen, self._screen.authority, self._screen.area()
        if screen.standing is None or screen.standing.aside:
            return
        screen.keeper.do(
            "Point a private note at something", "note", authority, lambda: point_note(screen.workspace, authority, area, evidence),
            lambda: screen.say("Your private note points there.", "Only you see it; it never leaves this file."),
        )  # fmt: skip
        screen.to_note()

    def _take_away(self, one: Behind) -> None:
        screen = self._screen
        screen.keeper.do(
            "Take something from a private note", "note", screen.authority,
            lambda: take_from_note(screen.workspace, one.record, one.piece.id), lambda: screen.say("Taken away.", "Ctrl+Z brings it back."),
        )  # fmt: skip
