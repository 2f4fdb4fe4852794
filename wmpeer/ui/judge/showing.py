"""What Read & judge shows: the standing of one authority, its document, one area, marks and where they lead."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from wmpeer.documents.queries import DocumentLine, document_passages, original
from wmpeer.documents.records import Passage
from wmpeer.documents.text_worker import LAID_OUT
from wmpeer.errors import Problem
from wmpeer.indicators.queries import benchmark
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.judging.records import FindingLine
from wmpeer.ui.apart.news import ApartNews
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.judge.claims_work import ClaimsWork
from wmpeer.ui.judge.keeping import Keeper
from wmpeer.ui.judge.layout import JudgeLayout
from wmpeer.ui.judge.marks import marks_of
from wmpeer.ui.judge.news import VersionNews
from wmpeer.ui.judge.pieces import Pieces
from wmpeer.ui.judge.records import Standing, main_document, standing
from wmpeer.ui.judge.resuming import Resuming
from wmpeer.ui.judge.stripes import stripes
from wmpeer.ui.judge.tools import short_title
from wmpeer.ui.kit.message import Message, announce
from wmpeer.ui.places import FindingPlace
from wmpeer.ui.reading.records import Area

_ONE_WALK = 1.5
"""Seconds between two jumps of one walk through a list of findings."""


SEEN = ("pdf", *LAID_OUT)
"""Formats whose file is shown and not only its words."""


class JudgeShowing(JudgeLayout):
    """Reads and shows; what a person does is in `JudgeScreen`."""

    def __init__(self, workspace: Any, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(workspace, jobs, parent)
        self.setObjectName("judge")
        self.standing: Standing | None = None
        self._areas: dict[str, str] = {}
        self._rows: dict[str, tuple[BenchmarkRow, ...]] = {}
        self._wanted: Callable[[], Any] | None = None
        self._opening = ""
        self._later: Any = None
        self._jumped_at = float("-inf")
        self._keeper = Keeper(self, self._soon)
        self.resuming = Resuming(self)
        self.pieces = Pieces(self)
        self.news = VersionNews(self)
        self.apart = ApartNews(self)
        self.reader.tools.versions_asked.connect(lambda: self.news.open())
        self.claims = ClaimsWork(self, self.strip.claims)
        self.reader.beside_wanted.connect(self._open_beside)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self.reload)
        self.setFocusProxy(self.reader.pane)

    # -- reading what is kept

    def _soon(self) -> None:
        """Read again, once, when everything that happens now has happened."""
        self._again.start()

    def read_soon(self) -> None:
        """What is kept has changed without a word to the window: read it again."""
        self._soon()

    def take_back(self) -> None:
        """Undo the newest step."""
        self._keeper.take_back()

    def hear(self, changed: Any) -> None:
        if getattr(changed, "kind", "") in ("batch", "authority", "person", "cycle", "flag_rule"):
            self._rows.clear()
        if not getattr(changed, "authority", None) and self.isVisible() and self.authority:
            self.apart.look(again=True)  # packs were taken in, it may be
        if self.concerned(changed) and self.isVisible():
            self._soon()
        else:
            super().hear(changed)

    def set_authority(self, authority: str) -> None:
        if authority != self.authority:
            self._flush()
            self.claims.forget()
            self.editor.close_editor()
            self._opening = ""
            self.reader.leave_beside()
            self.reader.close_document()  # nobody marks the words of one authority for another
            self.dress_parts()
        super().set_authority(authority)

    def reload(self) -> None:
        authority, workspace = self.authority, self.workspace
        if not authority:
            return
        self.fetch(lambda: workspace.read(standing, workspace.author, workspace.file.slot, authority), self._came)
        if authority not in self._rows:
            self.fetch(lambda: (authority, workspace.read(benchmark, authority)), self._rows_came)

    def _came(self, found: Standing) -> None:
        if found.authority != self.authority:
            return
        self.standing = found
        self.resuming.came(found)
        if not self._keeper.pending:
            self._keeper.said.clear()
        self.editor.set_framework(found.framework)
        self._judging.setCurrentIndex(1 if found.aside else 0)
        if found.aside:
            self._dress_aside(found)
        self.shows_aside = bool(found.aside)
        self.dress_parts()
        self._choose_document(found)
        self._show_area()
        self.claims.came(found)
        self._set_marks()
        if any(number > 1 for number in found.versions.values()):
            self.news.look()
        self.apart.look()
        later, self._later = self._later, None
        if later is not None:
            self.go_to(later)

    def _dress_aside(self, found: Standing) -> None:
        text = (
            f"You have an interest: {found.aside.rstrip('.')}. The self-evaluation is shared with everybody, so you may read it; "
            "what colleagues say of it stays with them, and nothing is recorded in your name."
        )
        self.aside.set_words(f"You stand aside for {found.name}.", text)

    def _choose_document(self, found: Standing) -> None:
        shas = {line.sha256 for line in found.documents}
        lost = bool(shas) and self.empty.isAncestorOf(QApplication.focusWidget() or self)
        self._text.setCurrentIndex(0 if shas else 1)
        if lost:
            self.reader.pane.setFocus(Qt.FocusReason.OtherFocusReason)
        if not shas:
            self.reader.close_document()
            self._opening = ""
            self._seen(0, 0)
            words = "PDF, Word, OpenDocument and PowerPoint are read on this laptop; nothing is sent."
            if found.ask:
                who = " or ".join(found.ask)
                words = f"{who[:1].upper()}{who[1:]} takes it in; then it is read here."
            for button in self.empty.buttons:
                button.setVisible(not found.ask)
            self.empty.set_words(f"{found.name}’s self-evaluation is not here yet.", words)
            return
        current = self._opening or self.reader.sha256
        if current not in shas:
            remembered = self.resuming.document(found.authority)
            main = main_document(found.documents)
            current = remembered if remembered in shas else main.sha256 if main else ""
            self._open(current)
        self.reader.tools.set_documents(found.documents, found.versions, current, found.name)

    @property
    def keeper(self) -> Keeper:
        """What writes for this screen."""
        return self._keeper

    def show_document(self, sha256: str, then: Callable[[], Any]) -> None:
        """Open a document that is in use; *then* is called when it is on view."""
        self._open(sha256, then)

    def _open(self, sha256: str, then: Callable[[], Any] | None = None) -> None:
        """Open a document; *then* is called when it is on view."""
        line = next((one for one in self.standing.documents if one.sha256 == sha256), None) if self.standing else None
        if line is None or self.standing is None:
            return
        if sha256 == self.reader.sha256 and not self._opening:
            if then:
                then()
            return
        self._wanted = then
        if sha256 == self._opening:
            return
        self._opening = sha256
        workspace = self.workspace

        def read() -> tuple[DocumentLine, tuple[Passage, ...], bytes | None]:
            data = workspace.read(original, sha256) if line.format in SEEN else None
            return line, workspace.read(document_passages, sha256), data

        self.fetch(read, self._opened)
        self.reader.tools.set_documents(self.standing.documents, self.standing.versions, sha256, self.standing.name)

    def _opened(self, read: tuple[DocumentLine, tuple[Passage, ...], bytes | None]) -> None:
        line, passages, data = read
        if self.standing is None or line.authority != self.authority:
            return
        self._opening = ""
        self.reader.open(line, passages, data, f"{self.standing.name}: {line.title or line.name}")
        self.setFocusProxy(self.reader.pane)
        areas = self.standing.framework.areas
        self.reader.pane.set_areas([Area(one.code, one.number, one.short) for one in areas])
        self.reader.pane.set_stripes(stripes(passages, areas))
        self._set_marks()
        self._show_area()
        wanted, self._wanted = self._wanted, None
        if wanted:
            wanted()
        else:
            self.resuming.show_place(line.sha256)

    def _open_beside(self, sha256: str) -> None:
        """Show a document in the second side: another, or a second place of the same."""
        line = next((one for one in self.standing.documents if one.sha256 == sha256), None) if self.standing else None
        if line is None:
            return
        workspace = self.workspace

        def read() -> tuple[DocumentLine, tuple[Passage, ...], bytes | None]:
            data = workspace.read(original, sha256) if line.format in SEEN else None
            return line, workspace.read(document_passages, sha256), data

        self.fetch(read, self._opened_beside)

    def _opened_beside(self, read: tuple[DocumentLine, tuple[Passage, ...], bytes | None]) -> None:
        line, passages, data = read
        if self.standing is None or line.authority != self.authority or self.standing.authority != self.authority:
            return
        name = self.standing.name
        self.reader.open_beside(line, passages, data, f"{name}: {line.title or line.name}", short_title(line, name))
        self.reader.beside.set_documents([(one.sha256, short_title(one, name)) for one in self.standing.documents])
        self.reader.beside.pane.set_areas([Area(one.code, one.number, one.short) for one in self.standing.framework.areas])
        self.reader.beside.pane.set_stripes(stripes(passages, self.standing.framework.areas))
        self.reader.beside.pane.set_current_area(self.area())
        self._set_marks()

    def _not_shown(self, problem: Problem) -> None:
        self.message.emit(Message.of(problem))

    def _rows_came(self, found: tuple[str, tuple[BenchmarkRow, ...]]) -> None:
        self._rows[found[0]] = found[1]
        if self.standing is not None:
            self._show_strip()

    # -- the area

    def area(self) -> str:
        """The code of the area on the card."""
        if self.standing is None:
            return ""
        first = self.standing.framework.areas[0].code
        wanted = self._areas.get(self.authority) or self.resuming.area(self.authority)
        return wanted if wanted in {one.code for one in self.standing.framework.areas} else first

    def _set_area(self, area: str) -> None:
        if self.standing is None or area == self.area():
            return
        self._areas[self.authority] = area
        self._show_area()
        self.resuming.note()
        one = self.standing.framework.area(area)
        announce(self.card, f"Area {one.number}, {one.title}{', judged' if self.standing.judged(area) else ''}")

    def _step(self, step: int) -> None:
        if self.standing is None:
            return
        codes = [one.code for one in self.standing.framework.areas]
        at = codes.index(self.area()) + step
        if 0 <= at < len(codes):
            self._set_area(codes[at])
        else:
            self.say(f"This is the {'last' if step > 0 else 'first'} area.")

    def _next_unjudged(self) -> None:
        if self.standing is None:
            return
        codes = [one.code for one in self.standing.framework.areas]
        at = codes.index(self.area())
        left = [code for code in (*codes[at + 1 :], *codes[: at + 1]) if not self._judged(code)]
        if left:
            self._set_area(left[0])
        else:
            self.say("Every area is judged.")

    def _judged(self, area: str) -> bool:
        said = self._keeper.said.get((self.authority, area))
        return bool(said.view) if said else self.standing is not None and self.standing.judged(area)

    def _show_area(self) -> None:
        found = self.standing
        if found is None or found.authority != self.authority:
            return
        area = self.area()
        if not found.aside:
            self.card.show_area(found, area, self._said_of(area), self.reader.sha256, self._judged)
            self.pieces.refresh()
            self._offer_drafts()
            judged = sum(self._judged(one.code) for one in found.framework.areas)
            self.foot.judged.set(judged, len(found.framework.areas))
            self.foot.hand_in.set_words("Hand in again" if found.handed_in else "Hand in")
            self.reader.marking.judged.setText(f"{judged} of {len(found.framework.areas)} judged")
            self.reader.marking.number.set_number(found.framework.area(area).number)
        self.reader.pane.set_current_area(area)
        self._show_strip()

    def set_area(self, area: str) -> None:
        """Show the card of an area."""
        self._set_area(area)

    def to_note(self) -> None:
        """Put the cursor into the private note of the area on view."""

    def _offer_drafts(self) -> None:
        """Offer what was left unfinished."""

    def _show_strip(self) -> None:
        if self.standing is not None:
            self.strip.claims.set_area(self.area())
            self.strip.set_rows(self._rows.get(self.authority), self.area(), self.standing.name, self.standing.findings)

    def _seen(self, done: int, total: int) -> None:
        paged = self.reader.pane is self.reader.pages_pane
        self.foot.read.set(done, total, "" if paged or not total else f"{round(100 * done / total)} %")

    # -- marks and passages

    def _set_marks(self) -> None:
        found = self.standing
        if found is None:
            return
        for pane, sha256 in self.reader.shown():
            pane.set_marks(marks_of(found, sha256))

    def _jump(self, line: FindingLine) -> None:
        """To the passage or the part of a page behind a finding; Alt+Left leads back to what was read before."""
        self.pieces.refresh()
        before, self._jumped_at = self._jumped_at, time.monotonic()
        if self._jumped_at - before < _ONE_WALK:
            self.pieces.show_first(line)  # going down the list is one walk, which Alt+Left takes back at once
        else:
            self.go("", self.authority, FindingPlace(line.id, line.area))

    def _show_marked(self, mark: str) -> None:
        """What left a mark: its finding, or the private note that points there, with the piece itself chosen."""
        key = mark.partition("#")[0]
        note = next((one for one in self.standing.pointing.values() if one.id == key), None) if self.standing else None
        if note is not None:
            self._set_area(note.area)
            self.pieces.refresh()
            self.pieces.choose(self.card.pointed, note, mark)
            return
        self._show_finding(key, passage=False)
        line = self.standing.finding(key) if self.standing else None
        if line is not None:
            self.pieces.choose(self.card.behind, line, mark, follow=False)

    def _show_finding(self, finding: str, *, passage: bool) -> None:
        line = self.standing.finding(finding) if self.standing else None
        if line is None:
            if passage and self.standing is not None and not self.standing.aside:
                self.say("This finding is not among yours.", "It is a colleague’s, or it was withdrawn; here stand your own.")
            return
        self._set_area(line.area)
        self.card.findings.choose(line.id)
        self.pieces.refresh()
        self.card.scroll.ensureWidgetVisible(self.card.findings, 0, 40)
        if passage:
            self.pieces.show_first(line)
