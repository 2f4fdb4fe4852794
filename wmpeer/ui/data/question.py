"""What becomes of "Ask about this": a question on an area's card, with the figure as it stood when it was begun."""

from __future__ import annotations

from wmpeer.errors import WmpeerError
from wmpeer.judging.actions import keep_finding
from wmpeer.judging.records import FigureDraft, FindingDraft, Kept
from wmpeer.ui.data.records import OneIndicator
from wmpeer.ui.data.why import Why
from wmpeer.ui.kit.message import Message
from wmpeer.ui.places import FindingPlace
from wmpeer.ui.screen import Screen


class Question:
    """Keeps questions for *screen*. A question begun about one authority stays about it, whoever is shown meanwhile."""

    def __init__(self, screen: Screen, why: Why) -> None:
        self._screen, self._why = screen, why
        self._about: tuple[str, OneIndicator] | None = None
        why.asked.connect(self._begun)
        why.ask_kept.connect(self._keep)

    def _begun(self, authority: str, one: OneIndicator) -> None:
        self._about = authority, one

    def _keep(self, text: str, area: str, card: str) -> None:
        if self._about is None:
            return
        authority, one = self._about
        evidence = FigureDraft(one.row.code, one.row.period, one.row.source)
        draft = FindingDraft(authority, area, "question", text, evidence=(evidence,))
        self._why.form.keep.setEnabled(False)
        self._screen.do(
            lambda _progress: keep_finding(self._screen.workspace, draft),
            got=lambda kept: self._kept(kept, authority, area, card),
            failed=self._refused,
        )

    def _kept(self, kept: Kept, authority: str, area: str, card: str) -> None:
        self._why.form.keep.setEnabled(True)
        self._why.close_question()
        show = ("Show it", lambda: self._screen.go("read", authority, FindingPlace(kept.id, area)))
        self._screen.say(f"Your question is on the card {card}.", "The figure is its evidence.", "success", actions=(show,))

    def _refused(self, error: WmpeerError) -> None:
        self._why.form.keep.setEnabled(True)
        self._screen.message.emit(Message.of(error))
