"""Reads the claims of the authority on view off the window's thread, and writes what is done with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wmpeer.claims.actions import VERBS, answer_claim, take_back_answer
from wmpeer.claims.carried import earlier_claims
from wmpeer.claims.queries import claim_questions, claims
from wmpeer.claims.records import AnswerDraft, Claim, ClaimAnswerLine, ClaimQuestion
from wmpeer.indicators.queries import known_batches
from wmpeer.journal.drafts import DraftLine, keep_draft, throw_away_draft
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.judging.actions import keep_finding
from wmpeer.judging.records import FindingDraft, Kept
from wmpeer.ui.judge.claims import ClaimsPanel, ClaimsShown
from wmpeer.ui.judge.claims_detail import verdict_of
from wmpeer.ui.judge.claims_words import Row, area_for, asked_keys, claim_finding, has_finding, plain, question_finding
from wmpeer.ui.judge.records import Standing
from wmpeer.ui.places import PassagePlace

if TYPE_CHECKING:
    from wmpeer.ui.judge.showing import JudgeShowing

_KEPT = {"question": "A question is kept", "consider": "A point to consider is kept", "strength": "A strength is kept"}


class ClaimsWork:
    """Stands between the panel and the workspace for one screen."""

    def __init__(self, screen: JudgeShowing, panel: ClaimsPanel) -> None:
        self._screen, self._panel = screen, panel
        self._workspace: Workspace = screen.workspace
        self._questions: dict[tuple[str, ...], tuple[ClaimQuestion, ...]] = {}
        self._typed: dict[str, DraftLine] = {}
        """What was typed here and may not be read back yet, by the key of its draft."""
        panel.answered.connect(lambda claim, code: self._answer(AnswerDraft(claim, code)))
        panel.corrected.connect(self._corrected)
        panel.taken_back.connect(self._take_back)
        panel.finding.connect(self._make)
        panel.passage.connect(self._show)
        panel.seen.connect(self._let_see)
        panel.noted.connect(self._noted)
        panel.correcting.connect(self._correct)
        panel.undo_asked.connect(screen.take_back)

    # -- reading

    def forget(self) -> None:
        """Another authority is coming: nothing of this one is shown any more."""
        self._panel.flush()
        self._panel.set_reading()

    def came(self, found: Standing) -> None:
        """Read the claims of an authority whose standing was read; of one that a person stands aside for, nothing at all."""
        if found.aside:
            self._panel.flush()
            self._panel.set_shown(ClaimsShown(found.authority, found.name), "")
            return
        workspace, authority = self._workspace, found.authority
        texts = (authority, *(one.sha256 for one in found.documents))
        known = self._questions.get(texts)

        def read() -> ClaimsShown:
            questions = workspace.read(claim_questions, authority) if known is None else known
            batches = len(workspace.read(known_batches))
            read_claims = workspace.read(claims, authority, reader=workspace.author)
            earlier = workspace.read(earlier_claims, authority, read_claims, workspace.author)
            return ClaimsShown(authority, found.name, read_claims, questions, len(found.documents), batches, earlier=earlier)

        def came(shown: ClaimsShown) -> None:
            self._questions[texts] = shown.questions
            self._came(shown)

        self._screen.fetch(read, came, key="claims", failed=lambda error: self._panel.set_failed(f"{error.sentence} {error.next}".strip()))

    def _came(self, shown: ClaimsShown) -> None:
        found = self._screen.standing
        if found is None or found.authority != shown.authority or found.aside:
            return
        asked = asked_keys(shown.questions, found.findings)
        self._panel.set_shown(replace(shown, asked=asked), self._screen.area())

    # -- answers

    def _do(self, act: Callable[[], Changed | None], then: Callable[[], Any] | None = None) -> None:
        self._screen.do(lambda _progress: act(), then=then)

    def _answer(self, draft: AnswerDraft) -> None:
        workspace, authority = self._workspace, self._screen.authority
        begun = self._begun(draft.claim) if draft.answer == "corrected" else None
        keys = {self._draft_key(draft.claim), *([begun.key] if begun is not None else [])} if draft.answer == "corrected" else set()

        def act() -> Changed | None:
            kept = answer_claim(workspace, authority, draft)
            for key in sorted(keys):
                throw_away_draft(workspace, key)
            return _changed(VERBS[draft.answer], kept, authority)

        def told() -> None:
            for key in keys:
                self._typed.pop(key, None)
            self._panel.say_done(f"The mark is {draft.answer}.")
            line = ClaimAnswerLine("", draft.claim.id, workspace.author, "", draft.answer, draft.verdict, draft.note, "")
            self._panel.set_answer(draft.claim.id, line)

        self._do(act, told)

    def _corrected(self, claim: Claim, verdict: str, note: str) -> None:
        self._answer(AnswerDraft(claim, "corrected", verdict_of(verdict), note))

    def _take_back(self, claim: Claim) -> None:
        workspace, authority = self._workspace, self._screen.authority
        given_to = claim.answer.claim if claim.answer is not None else claim.id  # a carried one was given to an earlier version's

        def act() -> Changed | None:
            return _changed("Take back an answer to a claim", take_back_answer(workspace, authority, given_to), authority)

        def told() -> None:
            self._panel.say_done("What you said is taken back.")
            self._panel.set_answer(claim.id, None)

        self._do(act, told)

    # -- a correction that is being typed

    def _draft_key(self, claim: Claim) -> str:
        return f"claim/{self._screen.authority}/{claim.id}"

    def _begun(self, claim: Claim) -> DraftLine | None:
        """What was being typed of a claim: of this one, or of the same sentence and number in a version that was replaced meanwhile."""
        found = self._screen.standing
        drafts = {one.key: one for one in found.drafts if one.key.startswith("claim/")} if found is not None else {}
        drafts |= {key: one for key, one in self._typed.items() if key.split("/")[1] == self._screen.authority}
        own = drafts.get(self._draft_key(claim))
        others = {self._draft_key(one) for one in self._panel.claims() if one.id != claim.id}  # each of these has a draft of its own
        return own or next((one for one in drafts.values() if one.key not in others and one.body.get("of") == _of(claim)), None)

    def _correct(self, claim: Claim) -> None:
        begun = self._begun(claim)
        typed: Mapping[str, Any] = begun.body if begun is not None else {}
        said = claim.answer
        verdict = str(typed.get("verdict", "")) or (said.verdict or "" if said is not None else "")
        note = str(typed.get("text", "")) or (said.note if said is not None else "")
        self._panel.open_correction(claim, verdict, note)

    def _noted(self, claim: Claim, verdict: str, note: str) -> None:
        if verdict or note.strip():
            key, body = self._draft_key(claim), {"verdict": verdict, "text": note, "of": _of(claim)}
            self._typed[key] = DraftLine(key, self._workspace.author, body, "")
            self._screen.do(lambda _progress: keep_draft(self._workspace, key, body), then=self._screen.read_soon)

    # -- findings and passages

    def _make(self, row: Row, kind: str) -> None:
        found = self._screen.standing
        if found is None or found.aside:
            return
        area, known = self._screen.area(), {one.code for one in found.framework.areas}
        if row.claim is not None:
            draft = claim_finding(found.authority, area_for(row.claim, area, known), kind, row.claim)
        elif row.question is not None:
            draft = question_finding(found.authority, area, row.question)
        else:
            return
        if has_finding(draft, found.findings):
            self._panel.say_done("")
            self._screen.say("You have this finding already.", "It stands on the card of its area.")
        else:
            self._keep(draft, found.framework.area(draft.area).short)

    def _keep(self, draft: FindingDraft, area: str) -> None:
        workspace, figure = self._workspace, len(draft.evidence) > 1

        def act() -> Changed:
            kept = keep_finding(workspace, draft)
            return Changed("Keep a finding", "", kept.id, "finding", draft.authority)

        def told() -> None:
            stands = "sentence and figure" if figure else "its sentence"
            self._panel.say_done(f"{_KEPT.get(draft.kind, 'A finding is kept')} in {area}, with {stands}.")

        self._do(act, told)

    def _let_see(self, row: Row) -> None:
        """A click on a row: its passage is shown where there is room beside, and the keys stay in the claims."""
        one = row.claim or row.question
        if one is not None and not row.earlier and self._screen.room != "short":
            self._screen.go("read", self._screen.authority, PassagePlace(one.sha256, one.start, one.end, beside=True))

    def _show(self, row: Row) -> None:
        one = row.claim or row.question
        if row.earlier:
            self._screen.news.open("changes")
        elif one is not None:
            self._screen.go("read", self._screen.authority, PassagePlace(one.sha256, one.start, one.end))


def _of(claim: Claim) -> list[Any]:
    """What a claim says, wherever it stands."""
    return [plain(claim.sentence), claim.code, list(claim.numbers)]


def _changed(verb: str, kept: Kept, authority: str) -> Changed | None:
    """What the window hears; nothing where everything was said already."""
    return Changed(verb, "", kept.id, "claim_answer", authority) if kept.changed is not None else None
