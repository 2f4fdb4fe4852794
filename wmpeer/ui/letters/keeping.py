"""What one letter's screen keeps: fields, steps, the panel's choice, judgements and concerns; each is one action with a name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from wmpeer.journal.drafts import keep_draft, throw_away_draft
from wmpeer.judging.actions import (
    agree,
    choose_for_letter,
    leave_out_of_letter,
    move_consider,
    raise_concern,
    record_response,
    take_back_response,
)
from wmpeer.judging.records import NextStep
from wmpeer.letters.setting_up import begin_new_version, change_letter, set_next_steps
from wmpeer.ui.kit.confirm import Sheet
from wmpeer.ui.letters.details import VERBS
from wmpeer.ui.letters.records import Shown, no_days_key
from wmpeer.ui.letters.sheets import ConcernForm, JudgementForm, ResponseForm, ask_concern, ask_judgement, ask_response

if TYPE_CHECKING:
    from wmpeer.ui.letters.screen import LettersScreen


class LetterKeeping:
    """The actions on the letter that *screen* shows; nothing is done while none is shown."""

    def __init__(self, screen: LettersScreen) -> None:
        self._screen = screen

    @property
    def _shown(self) -> Shown | None:
        return self._screen.shown()

    def field(self, field: str, value: str) -> None:
        if self._shown:
            code, workspace = self._shown.code, self._screen.workspace
            self._screen.do(lambda _progress: change_letter(workspace, code, VERBS[field], {field: value}))

    def steps(self, steps: tuple[NextStep, ...]) -> None:
        if self._shown:
            code, workspace = self._shown.code, self._screen.workspace
            self._screen.do(lambda _progress: set_next_steps(workspace, code, steps))

    def no_days(self, code: str, texts: dict[str, str]) -> None:
        """What was typed for a day and is none is unfinished typing: it outlives the window, and counts for nothing."""
        workspace, key = self._screen.workspace, no_days_key(code)
        self._screen.do(lambda _progress: keep_draft(workspace, key, texts) if texts else throw_away_draft(workspace, key))

    def move(self, finding: str, step: int) -> None:
        """One place up or down; the paragraph that was chosen stays chosen where it goes."""
        if self._shown:
            self._screen.follow(finding)
            self._screen.do(lambda _progress: move_consider(self._screen.workspace, finding, step))

    def put_in(self, finding: str) -> None:
        if self._shown:
            self._screen.do(lambda _progress: choose_for_letter(self._screen.workspace, finding))

    def leave_out(self, finding: str) -> None:
        if self._shown:
            self._screen.do(lambda _progress: leave_out_of_letter(self._screen.workspace, finding))

    def begin_version(self) -> None:
        if self._shown:
            code = self._shown.code
            self._screen.do(lambda _progress: begin_new_version(self._screen.workspace, code))

    def ask_response(self) -> None:
        """A form over the window: when the director answered the letter, and from whom the response came."""
        shown, screen = self._shown, self._screen
        if shown is None or not shown.locked or shown.sheet.issued is None:
            return
        code, known = shown.code, shown.sheet.response
        likely = known.by if known else shown.sheet.details.addressee.partition(",")[0]

        def keep(form: ResponseForm, sheet: Sheet) -> None:
            day, by = form.on.day(), form.by.text().strip()
            if day:
                screen.do(lambda _progress: record_response(screen.workspace, code, day.isoformat(), by), then=sheet.close_layer)

        def take_back(sheet: Sheet) -> None:
            screen.do(lambda _progress: take_back_response(screen.workspace, code), then=sheet.close_layer)

        form = ResponseForm(known, likely, date.fromisoformat(shown.sheet.issued.on), screen.today)
        ask_response(screen, shown.name, form, keep, take_back)

    def ask_judgement(self, area: str) -> None:
        """A form over the window: what the panel agreed of *area*."""
        shown, screen = self._shown, self._screen
        if shown is None:
            return
        code, framework = shown.code, shown.sheet.framework
        known = next((one for one in shown.sheet.agreed if one.area == area), None)

        def keep(form: JudgementForm, sheet: Sheet) -> None:
            view, wording, reason = form.view.value(), form.wording.text(), form.reason.text()
            confidence = form.confidence.value()
            screen.do(lambda _progress: agree(screen.workspace, code, area, view, wording, reason, confidence), then=sheet.close_layer)

        ask_judgement(screen, framework, framework.area(area), known, keep)

    def ask_concern(self, finding: str) -> None:
        """A form over the window: when the authority was told of a concern."""
        shown, screen = self._shown, self._screen
        one = shown.finding(finding) if shown else None
        if shown is None or one is None:
            return
        raised = next((line for line in shown.sheet.raised if line.finding == finding), None)

        def keep(form: ConcernForm, sheet: Sheet) -> None:
            day, by, how = form.on.day(), form.by.text().strip(), form.how.value()
            if day:
                screen.do(lambda _progress: raise_concern(screen.workspace, finding, day.isoformat(), by, how), then=sheet.close_layer)

        ask_concern(screen, shown.name, one, raised, screen.me(), screen.today, keep, left=shown.locked)
