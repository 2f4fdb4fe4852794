"""What Read & judge writes: views, findings, notes, drafts, the hand-in. Each is one action on the writing worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from wmpeer.errors import Problem, WmpeerError
from wmpeer.files import sha256_of
from wmpeer.journal.drafts import keep_draft, throw_away_draft
from wmpeer.journal.seats import was_invited
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.judging.actions import add_evidence, change_finding, hand_in, keep_finding, keep_note, record_view, withdraw_finding
from wmpeer.judging.clips import keep_clipping
from wmpeer.judging.records import FindingLine, Kept, ViewDraft
from wmpeer.judging.undoing import undo
from wmpeer.ui.judge.editor import Unfinished
from wmpeer.ui.kit.dates import few
from wmpeer.ui.places import DeedPlace
from wmpeer.ui.screen import Screen


class Keeper:
    """Writes for a screen. *kept* is called after each action that changed the record, *fell* when one was refused."""

    def __init__(self, screen: Screen, kept: Callable[[], Any]) -> None:
        self._screen = screen
        self._workspace: Workspace = screen.workspace
        self._kept = kept
        self.pending = 0
        self.said: dict[tuple[str, str], ViewDraft] = {}
        """What was chosen and is not read back yet, by authority and area."""
        self.gone: set[str] = set()
        """Keys of drafts that are kept or thrown away: what was read before that may still name them."""

    def _do(
        self,
        action: Callable[[], Changed],
        then: Callable[[], Any] | None = None,
        failed: Callable[[WmpeerError], Any] | None = None,
    ) -> None:
        self.pending += 1

        def kept() -> None:
            self.pending -= 1
            if then:
                then()
            self._kept()

        def fell(error: WmpeerError) -> None:
            self.pending -= 1
            self.said.clear()
            if failed:
                failed(error)
            else:
                self._screen.say(error.sentence, error.next, "error")
            self._kept()

        self._screen.do(lambda _progress: action(), then=kept, failed=fell)

    def say(self, known: ViewDraft, draft_key: str = "", **change: str) -> ViewDraft:
        """One choice of a view, kept at once, and the draft it was typed in gone with it; gives back what is said now."""
        draft = replace(known, **change)
        self.said[draft.authority, draft.area] = draft
        workspace = self._workspace

        def act() -> Changed:
            kept = record_view(workspace, draft, draft_key=draft_key)
            return Changed("Record a view", "", kept.id, "view", draft.authority)

        self._do(act, lambda: self.gone.add(draft_key))
        return draft

    def note(self, authority: str, area: str, text: str, draft_key: str = "") -> None:
        def act() -> Changed:
            kept = keep_note(self._workspace, authority, area, text, draft_key=draft_key)
            return Changed("Write a private note", "", kept.id, "note", authority)

        self._do(act, lambda: self.gone.add(draft_key))

    def do(self, verb: str, kind: str, authority: str, action: Callable[[], Kept], then: Callable[[], Any]) -> None:
        """Run *action*, which keeps a record of *kind*; then call *then*, and say what is worth knowing about it."""
        problems: list[Problem] = []

        def act() -> Changed:
            kept = action()
            problems.extend(kept.problems)
            return Changed(verb, "", kept.id, kind, authority)

        def done() -> None:
            then()
            for problem in problems:
                self._screen.say(problem.sentence, problem.next, "warning")

        self._do(act, done)

    def finding(self, what: Unfinished, then: Callable[[str], Any], failed: Callable[[WmpeerError], Any]) -> None:
        """Keep a finding, or the change of one; *then* gets its id."""
        problems: list[Problem] = []
        found: list[str] = []

        def act() -> Changed:
            if what.id:
                kept = change_finding(self._workspace, what.id, what.draft())
                for quote in what.quotes:
                    problems.extend(add_evidence(self._workspace, what.id, quote).problems)
                throw_away_draft(self._workspace, what.key())
            else:
                kept = keep_finding(self._workspace, what.draft(), draft_key=what.key())
                problems.extend(kept.problems)
            found.append(kept.id)
            return Changed("Change a finding" if what.id else "Keep a finding", "", kept.id, "finding", what.authority)

        def done() -> None:
            self.gone.add(what.key())
            then(found[0])
            for problem in problems:
                self._screen.say(problem.sentence, problem.next, "warning")

        self._do(act, done, failed)

    def clipping(self, png: bytes) -> str:
        """Keep the picture of a part of a page; its SHA-256, by which the finding written after it names it."""
        self._screen.do(lambda _progress: keep_clipping(self._workspace, png))
        return sha256_of(png)

    def withdraw(self, line: FindingLine) -> None:
        def told() -> None:
            self._screen.say("The finding is withdrawn.", "Ctrl+Z brings it back.", actions=(("Undo", self.take_back),))

        self._do(lambda: withdraw_finding(self._workspace, line.id), told)

    def take_back(self) -> None:
        """Undo the newest step."""
        self._do(lambda: undo(self._workspace))

    def hand_in(self, authority: str, name: str, missing: int = 0) -> None:
        """Hand in what there is; *missing* is how many gaps it is handed in with."""

        def act() -> Changed:
            kept = hand_in(self._workspace, authority)
            return Changed("Hand in", "", kept.id, "hand_in", authority)

        def told() -> None:
            how = f" as it is, with {few(missing)} gap{'' if missing == 1 else 's'}" if missing else ""
            sentence, next_ = f"{name} is handed in{how}.", "You can still change it and hand in again."
            pack = ("Make the pack", lambda: self._screen.go("exchange", "", DeedPlace("hand-in-pack", press=False)))
            actions = (("Undo", self.take_back), *((pack,) if self._workspace.glance(was_invited) else ()))
            self._screen.say(sentence, next_, "success", actions=actions)

        self._do(act, told)

    def draft(self, key: str, body: dict[str, Any]) -> None:
        """What is being typed; nothing reloads for it."""
        self.gone.discard(key)
        self._screen.do(lambda _progress: keep_draft(self._workspace, key, body))

    def when_kept(self, then: Callable[[], Any]) -> None:
        """Call *then* once everything written before this is kept: there is one writer, first come first served."""
        self._screen.do(lambda _progress: None, then=then)

    def throw(self, key: str) -> None:
        def thrown() -> None:
            self.gone.add(key)
            self._kept()

        self._screen.do(lambda _progress: throw_away_draft(self._workspace, key), then=thrown)
