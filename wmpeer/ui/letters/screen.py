"""Letters: every authority's letter as it will leave, where each paragraph comes from, what stands in its way, and the way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wmpeer.clock import now
from wmpeer.files import hyphenated, save_whole
from wmpeer.judging.clips import clipping
from wmpeer.judging.records import ClipLine, FigureLine, FindingLine, QuoteLine
from wmpeer.letters.actions import render
from wmpeer.letters.batch import BatchLog, LetterLine, letter_lines
from wmpeer.letters.checks import Check
from wmpeer.ui.ahead import take
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.judge.histories import offer_letter_history
from wmpeer.ui.kit.labels import Rule
from wmpeer.ui.letters.batches import Batches, choose_file
from wmpeer.ui.letters.centre import Centre
from wmpeer.ui.letters.evidence import place_of
from wmpeer.ui.letters.keeping import LetterKeeping
from wmpeer.ui.letters.listing import Listing
from wmpeer.ui.letters.papers import Papers
from wmpeer.ui.letters.records import LetterPlace, Shown, shown_letter
from wmpeer.ui.letters.side import Side
from wmpeer.ui.places import ApartPlace, DeedPlace, FindingPlace, IndicatorPlace
from wmpeer.ui.screen import Screen

SIDE_WIDTH, SIDE_NARROW = 330, 272
SETTLE_MS = 40
"""Moves and changes closer together than this are read once."""

_IN_DETAILS = {"no-addressee": "addressee", "no-signatory": "signatory", "no-next-steps": "steps", "step-without-date": "steps"}
_SECTION_IN_DETAILS = {"reflection": "reflection", "next-steps": "steps"}
_IN_READING = ("consider-without-evidence", "strength-without-evidence", "evidence-lost")


def _today() -> date:
    return now().astimezone().date()


class LettersScreen(Screen):
    """The screen of the rail's *Letters*."""

    title = "Letters"
    parts = ("Letters", "Pages", "Source")
    ahead = (Listing, Centre)

    def __init__(self, workspace: Any, jobs: Jobs, parent: QWidget | None = None, *, today: Callable[[], date] = _today) -> None:
        super().__init__(workspace, jobs, parent)
        self.setObjectName("letters-screen")
        self.today = today
        self._shown: Shown | None = None
        self._lines: dict[str, LetterLine] = {}
        self._dirty: set[str] = set()
        self._me = ""
        self._prepared: dict[str, Shown] = {}
        self._place: LetterPlace | None = None
        self.ask_file: Callable[[QWidget, str, str], Path | None] = choose_file
        self.list = take(Listing)
        self.centre = take(Centre)
        self.side = Side(today)
        self.batches, self.papers = Batches(self, today), Papers(self)
        self.keeping = LetterKeeping(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._read)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._edges = (Rule(standing=True), Rule(standing=True))
        for part in (self.list, self._edges[0], self.centre, self._edges[1], self.side):
            row.addWidget(part, 1 if part is self.centre else 0)
        self.setFocusProxy(self.list.list)
        self._listen()
        offer_letter_history(self)
        self.set_room("wide")
        self.show_part(-1)

    def _listen(self) -> None:
        self.list.chosen.connect(self._line_chosen)
        self.list.list.opened.connect(lambda _line: self.centre.pages.setFocus())
        self.list.prepare_asked.connect(lambda: self.batches.prepare(self.list.ticked()))
        self.list.write_asked.connect(lambda: self.batches.write(self.list.ticked() or self.list.drafts()))
        self.list.issue_asked.connect(self._issue_ticked)
        self.list.papers_asked.connect(self.papers.offer)
        self.list.log_asked.connect(self.centre.show_log)
        self.batches.prepared.connect(self._take_prepared)
        self.batches.logged.connect(self._take_log)
        self.centre.log.opened.connect(self._open_from_log)
        self.centre.paragraph_chosen.connect(self._paragraph_chosen)
        self.centre.source_asked.connect(self._open_source)
        self.centre.save_asked.connect(self._save_copy)
        self.centre.begin_asked.connect(lambda: self._to_details("addressee"))
        self.side.issue_asked.connect(self._issue_shown)
        self.side.version_asked.connect(self.keeping.begin_version)
        self.side.response_asked.connect(self.keeping.ask_response)
        self.side.checks.go_asked.connect(self._mend)
        source, details = self.side.source, self.side.details
        source.stepped.connect(self.centre.pages.step)
        source.bring = self._bring
        source.quote_opened.connect(self._open_finding)
        source.piece_opened.connect(self._open_piece)
        source.figure_opened.connect(self._open_figure)
        source.data_opened.connect(lambda: self.go("data", self.authority))
        source.details_opened.connect(self._to_details)
        details.field_changed.connect(self.keeping.field)
        details.steps_changed.connect(self.keeping.steps)
        details.put_in.connect(self.keeping.put_in)
        details.no_days_changed.connect(self.keeping.no_days)
        for part in (source, details):
            part.ranked.connect(self.keeping.move)
            part.left_out.connect(self.keeping.leave_out)
            part.judgement_opened.connect(self.keeping.ask_judgement)
            part.concern_opened.connect(self.keeping.ask_concern)

    # ---- reading

    def concerned(self, changed: Any) -> bool:
        return True  # every letter's state stands in the list

    def hear(self, changed: Any) -> None:
        code = getattr(changed, "authority", None)
        self._dirty |= {code} if code else set(self._lines)
        self._prepared = {known: one for known, one in self._prepared.items() if code and known != code}
        super().hear(changed)

    def set_authority(self, authority: str) -> None:
        if authority != self.authority:
            self.side.details.flush()
            self.side.wait()
        super().set_authority(authority)
        self.list.choose(authority)

    def reload(self) -> None:
        self._settle.start()

    def _read(self) -> None:
        if not self.isVisible():  # hidden meanwhile, or the window has closed
            self._stale = True
            return
        wanted = frozenset(self._dirty & set(self._lines)) if self._lines else frozenset()
        if wanted or not self._lines:
            self.fetch(lambda: self._read_lines(wanted), lambda found: self._lines_came(found, wanted), key="lines")
        code, day = self.authority, self.today()
        if code in self._prepared:
            self._letter_came(self._prepared[code])
        elif code:
            self.fetch(lambda: shown_letter(self.workspace, code, day, lambda: self.authority == code), self._letter_came, key="letter")

    def _read_lines(self, only: frozenset[str]) -> tuple[tuple[LetterLine, ...], str]:
        return self.workspace.read(letter_lines, self.workspace.readers, self.today(), only), self.workspace.actor.name

    def _lines_came(self, found: tuple[tuple[LetterLine, ...], str], wanted: frozenset[str]) -> None:
        lines, self._me = found
        self._dirty -= wanted
        self._lines = {**(self._lines if wanted else {}), **{line.authority: line for line in lines}}
        self.list.set_lines(list(self._lines.values()), self.authority)
        self._fit_list()
        if not self.authority and self._lines:
            self._line_chosen(next(iter(self._lines)))

    def _letter_came(self, shown: Shown | None) -> None:
        if shown is None or shown.code != self.authority:
            return
        self._shown = shown
        self.centre.show_letter(shown)
        if self._place:
            wanted, self._place = self._place, None
            self.go_to(wanted)
        self._show_side()

    def _show_side(self) -> None:
        shown = self._shown
        goes = frozenset(one for one in shown.checks if self._way(one)) if shown else frozenset()
        self.side.show_letter(shown, self.centre.pages.current(), goes)

    # ---- going

    def _line_chosen(self, code: str) -> None:
        if code and code != self.authority:
            self.set_authority(code)
            self.go("letters", code)

    def _paragraph_chosen(self, _number: int) -> None:
        self.side.show_tab("paragraph")
        self._show_side()

    def _open_source(self, number: int) -> None:
        """Enter or a double click on a paragraph: its finding in Read & judge, or its field in Details."""
        self._paragraph_chosen(number)
        stops = self.side.source.findChildren(QWidget)
        first = next(
            (one for one in stops if one.isVisible() and one.objectName().startswith(("quote-", "figure-", "source-", "rank-"))), None
        )
        if first is not None:
            first.setFocus()

    def _open_finding(self, finding: FindingLine) -> None:
        self.go("read", finding.authority, FindingPlace(finding.id, finding.area))

    def _open_piece(self, finding: FindingLine, piece: QuoteLine | ClipLine) -> None:
        """To words or a part of a page; those of a colleague are shown in the document, for their finding is on their own card."""
        self.go("read", finding.authority, place_of(finding, piece, self.workspace.author))

    def _bring(self, image: str, then: Callable[[bytes | None], Any]) -> None:
        self.fetch(lambda: self.workspace.read(clipping, image), then, key=f"clip {image}")

    def _open_figure(self, figure: FigureLine) -> None:
        self.go("data", self.authority, IndicatorPlace(figure.indicator, figure.source))

    def _to_details(self, field: str) -> None:
        self.side.show_tab("details")
        self.turn_to(self.parts.index("Source"))
        self.side.reveal(self.side.details.go_to(field))

    def _mend(self, check: Check) -> None:
        way = self._way(check)
        if way:
            way()

    def _way(self, check: Check) -> Callable[[], Any] | None:
        """What leads to where *check* is mended, or None where nothing here does."""
        shown = self._shown
        if shown is None:
            return None
        finding = shown.finding(check.source)
        field = _IN_DETAILS.get(check.code) or (not check.source and _SECTION_IN_DETAILS.get(check.where))
        paragraph = shown.paragraph_for(check)
        if check.code == "difference-not-settled":
            return lambda: self.go("apart", "", ApartPlace(shown.code, check.source))
        if check.code == "concern-not-raised":
            return lambda: self.keeping.ask_concern(check.source)
        if field:
            return lambda: self._to_details(str(field))
        if check.code in _IN_READING and finding:
            return lambda: self._open_finding(finding)
        if check.code == "no-areas":
            return lambda: self._to_details(f"agree-{shown.sheet.framework.areas[0].code}")
        if check.code == "no-strengths":
            return lambda: self.go("read", shown.code)
        if check.code == "no-documents":
            return lambda: self.go("region", shown.code)
        if paragraph:
            return lambda: self._choose(paragraph.number)
        return (lambda: self._open_finding(finding)) if finding else None

    def _choose(self, number: int) -> None:
        self.centre.pages.choose(number)
        self._paragraph_chosen(number)
        self.centre.pages.setFocus()

    def place(self) -> Any:
        shown, number = self._shown, self.centre.pages.current()
        return LetterPlace(shown.paragraphs[number - 1].source) if shown and number else None

    def shown(self) -> Shown | None:
        """The letter that is shown."""
        return self._shown

    def me(self) -> str:
        """The name of the person at work."""
        return self._me

    def follow(self, source: str) -> None:
        """Where a paragraph is chosen, choose the one made of *source* when the letter is shown anew."""
        self._place = LetterPlace(source) if self.place() else None

    def go_to(self, place: Any) -> None:
        if isinstance(place, DeedPlace):
            self.press(place)
        if not isinstance(place, LetterPlace):
            return
        shown = self._shown
        if shown is None or shown.code != self.authority:
            self._place = place
            return
        number = next((one.number for one in shown.paragraphs if one.source and one.source == place.source), 0)
        if number:
            self.centre.pages.choose(number)
            self._show_side()

    # ---- out

    def _issue_shown(self) -> None:
        if self._shown and self._shown.ready and not self._holds_no_day():
            self.side.details.flush()
            self.batches.issue([self._shown.code], [self._shown.name])

    def _holds_no_day(self) -> bool:
        """Go to what was typed for a day and is none: it would not be in the letter."""
        field = self.side.details.go_to_no_day()
        if field is None:
            return False
        self.side.show_tab("details")
        field.setFocus()
        self.side.reveal(field)
        self.say(f"“{field.text()}” is no day, so it is not in the letter.", "Write it like 8 October 2026, or empty the field.", "warning")
        return True

    def _issue_ticked(self) -> None:
        codes = self.list.ticked()
        unsure = next((code for code in codes if self.side.details.holds_no_day(code)), "")
        if unsure and unsure != self.authority:
            self._line_chosen(unsure)
            self.say(
                f"{self._lines[unsure].name}: what stands for a day in Details is none.", "Write the day, or empty the field.", "warning"
            )
        elif codes and not (unsure and self._holds_no_day()):
            self.batches.issue(codes, [self._lines[code].name for code in codes])

    def _save_copy(self, kind: str) -> None:
        shown = self._shown
        if shown is None or shown.sheet.draft is None:
            return
        draft, issued = shown.sheet.draft, shown.sheet.issued if shown.locked else None
        name = f"{hyphenated(shown.name)}{'' if issued else ' draft'}.{kind}"
        path = self.ask_file(self, name, kind)
        if path is None:
            return

        def write(_progress: Any) -> Path:
            data = (issued.word if issued else render(draft, ("docx",))["docx"]) if kind == "docx" else shown.pdf
            return save_whole(path, data)

        self.do(write, then=lambda: self.say(f"“{path.name}” is written.", kind="success"))

    def _take_prepared(self, found: dict[str, Shown]) -> None:
        self._prepared = dict(found)
        if found and self.authority not in found:
            self._line_chosen(next(iter(found)))
        self.centre.close_log()
        self.centre.pages.setFocus()

    def _take_log(self, log: BatchLog | None) -> None:
        if log is None:
            self.centre.show_log()
            return
        self.centre.log.set_log(log)
        self.list.log.setEnabled(True)

    def _open_from_log(self, code: str) -> None:
        self._line_chosen(code)
        self.centre.close_log()

    # ---- room, leaving

    def set_room(self, room: str) -> None:
        super().set_room(room)
        narrow = room != "wide"
        if room == "short":
            for part in (self.list, self.side):
                part.setMinimumWidth(0)
                part.setMaximumWidth(16_777_215)
        else:
            self._fit_list()
            self.side.setFixedWidth(SIDE_NARROW if narrow else SIDE_WIDTH)
        self.list.set_narrow(room == "narrow")
        self.list.set_short(room == "short")
        self.side.set_short(room == "short")
        self.centre.set_narrow(narrow, room == "short")

    def _fit_list(self) -> None:
        """The list is as wide as its names and states are: none of them is cut."""
        if self.room != "short":
            self.list.setFixedWidth(self.list.wanted_width(narrow=self.room != "wide"))

    def show_part(self, index: int) -> None:
        shown: Sequence[QWidget] = (self.list, self.centre, self.side)
        for at, part in enumerate(shown):
            part.setVisible(index in (-1, at))
        for edge in self._edges:
            edge.setVisible(index == -1)

    def unwind(self) -> bool:
        if self.centre.close_log():
            return True
        if self.centre.pages.current():
            self.centre.pages.choose(0)
            self._show_side()
            return True
        return False

    def may_leave(self) -> bool:
        self.side.details.flush()
        return True
