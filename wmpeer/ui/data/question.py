"""What becomes of "Ask about this": a question on an area's card, with the figure as it stood when it was begun."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from wmpeer.errors import WmpeerError
from wmpeer.journal.drafts import DraftLine, drafts, keep_draft, throw_away_draft
from wmpeer.judging.actions import keep_finding
from wmpeer.judging.records import FigureDraft, FindingDraft, Kept
from wmpeer.ui.data.records import OneIndicator
from wmpeer.ui.data.why import Why
from wmpeer.ui.judge.writing import DRAFT_MS
from wmpeer.ui.kit.message import Message
from wmpeer.ui.places import FindingPlace
from wmpeer.ui.screen import Screen


class Question:
    """Keeps questions for *screen*. A question begun about one authority stays about it, whoever is shown meanwhile."""

    def __init__(self, screen: Screen, why: Why) -> None:
        self._screen, self._why = screen, why
        self._about: tuple[str, OneIndicator] | None = None
        self._drafts: set[str] = set()
        self._unsaved = False
        self._typing = QTimer(screen, singleShot=True, interval=DRAFT_MS)
        self._typing.timeout.connect(self.flush)
        why.asked.connect(self._begun)
        why.ask_kept.connect(self._keep)
        why.form.typed.connect(self._typed)
        why.form.left.connect(self.flush)

    def _begun(self, authority: str, one: OneIndicator) -> None:
        self._about = authority, one
        workspace, key = self._screen.workspace, self._key()
        self._screen.fetch(lambda: workspace.read(drafts, workspace.author), lambda found: self._offer(key, found), key="question-drafts")

    def _key(self) -> str:
        """Where what is typed lies until it is a question."""
        if self._about is None:
            return ""
        authority, one = self._about
        return f"ask/{authority}/{one.row.source}/{one.row.code}"

    def _offer(self, key: str, found: tuple[DraftLine, ...]) -> None:
        """What was typed about this figure before, unless something is typed by now."""
        draft = next((one for one in found if one.key == key), None)
        if draft is not None and key == self._key() and self._why.asking() and not self._why.form.is_changed():
            self._drafts.add(key)
            self._why.form.take_up(str(draft.body.get("text", "")), str(draft.body.get("area", "")))

    def _typed(self) -> None:
        if self._about is not None:
            self._unsaved = True
            self._typing.start()

    def flush(self) -> None:
        """Hand what is typed to the writing worker; it is there again when one asks about this figure."""
        self._typing.stop()
        if not self._unsaved:
            return
        self._unsaved = False
        workspace, key, form = self._screen.workspace, self._key(), self._why.form
        if form.has_words():
            body = {"text": form.text.text(), "area": form.area.value()}
            self._drafts.add(key)
            self._screen.do(lambda _progress: keep_draft(workspace, key, body))
        elif key in self._drafts:
            self._drafts.discard(key)
            self._screen.do(lambda _progress: throw_away_draft(workspace, key))

    def _keep(self, text: str, area: str, card: str) -> None:
        if self._about is None:
            return
        authority, one = self._about
        evidence = FigureDraft(one.row.code, one.row.period, one.row.source)
        draft = FindingDraft(authority, area, "question", text, evidence=(evidence,))
        self._why.form.keep.setEnabled(False)
        self.flush()  # before the question, which takes the draft away
        workspace, key = self._screen.workspace, self._key()

        def act() -> Kept:
            done = keep_finding(workspace, draft)
            throw_away_draft(workspace, key)
            return done

        self._screen.do(
            lambda _progress: act(),
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
