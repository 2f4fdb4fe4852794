"""Read & judge: the self-evaluation, the card of one area, its data; choose words, press one letter, and there is a finding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from wmpeer.documents.anchors import Anchor
from wmpeer.documents.queries import DocumentLine, document_passages, original
from wmpeer.documents.records import Passage
from wmpeer.errors import Problem
from wmpeer.indicators.queries import benchmark
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.judging.records import FindingLine, ViewDraft
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.judge.editor import Unfinished
from wmpeer.ui.judge.handin import Gap, ask_hand_in, gaps
from wmpeer.ui.judge.keeping import Keeper
from wmpeer.ui.judge.layout import JudgeLayout
from wmpeer.ui.judge.offers import Offer, offers
from wmpeer.ui.judge.parts import DraftOffer
from wmpeer.ui.judge.records import JudgePlace, Standing, main_document, quote_of, standing, view_draft
from wmpeer.ui.judge.stripes import stripes
from wmpeer.ui.kit.kinds import KINDS
from wmpeer.ui.kit.message import Message, announce
from wmpeer.ui.places import AreaPlace, FindingPlace, IndicatorPlace, PassagePlace
from wmpeer.ui.reading.records import Area, Mark, Selection


class JudgeScreen(JudgeLayout):
    """The panellist's evening. Three parts: the text, the judgement, the data of the area."""

    title: ClassVar[str] = "Read & judge"

    def __init__(self, workspace: Any, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(workspace, jobs, parent)
        self.setObjectName("judge")
        self.standing: Standing | None = None
        self._areas: dict[str, str] = {}
        self._read_last: dict[str, str] = {}
        self._rows: dict[str, tuple[BenchmarkRow, ...]] = {}
        self._wanted: Callable[[], Any] | None = None
        self._opening = ""
        self._later: Any = None
        self._offered: tuple[Offer, ...] = ()
        self._keeper = Keeper(self, self._soon)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self.reload)
        self.setFocusProxy(self.reader.pane)
        self._bind()

    # -- what happens

    def _bind(self) -> None:
        reader, card, editor = self.reader, self.card, self.editor
        reader.kind_pressed.connect(self._kind_pressed)
        reader.nothing_chosen.connect(self._nothing_chosen)
        reader.mark_activated.connect(lambda mark: self._show_finding(mark.partition("#")[0], passage=False))
        reader.stepped.connect(self._step)
        reader.unjudged_wanted.connect(self._next_unjudged)
        reader.failed.connect(self._not_shown)
        reader.seen.connect(self._seen)
        reader.document_chosen.connect(lambda sha: self._open(sha))
        card.area_chosen.connect(self._set_area)
        card.stepped.connect(self._step)
        card.said.connect(lambda field, code: self._say(field, code))
        card.add_asked.connect(lambda: self._begin("strength"))
        card.findings.jumped.connect(lambda line: self._show_passage(line))
        card.findings.opened.connect(lambda line: self._edit(line))
        card.findings.withdrawn.connect(self._keeper.withdraw)
        card.reason.left.connect(self._reason_left)
        card.reason.drafted.connect(lambda place, text: self._keeper.draft(f"view/{place[0]}/{place[1]}", {"text": text}))
        card.note.left.connect(lambda place, text: self._keeper.note(*place, text))
        card.note.drafted.connect(lambda place, text: self._keeper.draft(f"note/{place[0]}/{place[1]}", {"text": text}))
        editor.kept.connect(self._keep_finding)
        editor.left.connect(self._editor_left)
        editor.typed.connect(lambda what: self._keeper.draft(what.key(), what.body()))
        self.foot.hand_in.clicked.connect(self._hand_in)
        self.strip.asked.connect(self._open_data)

    # -- reading what is kept

    def _soon(self) -> None:
        """Read again, once, when everything that happens now has happened."""
        self._again.start()

    def hear(self, changed: Any) -> None:
        if getattr(changed, "kind", "") in ("batch", "authority", "person", "cycle"):
            self._rows.clear()
        if self.concerned(changed) and self.isVisible():
            self._soon()
        else:
            super().hear(changed)

    def set_authority(self, authority: str) -> None:
        if authority != self.authority:
            self._flush()
            self.editor.close_editor()
            self._opening = ""
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
        self._set_marks()
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
        self._text.setCurrentIndex(0 if shas else 1)
        if not shas:
            self.reader.close_document()
            self._opening = ""
            self._seen(0, 0)
            words = "PDF, Word, OpenDocument and PowerPoint are read on this laptop; nothing is sent."
            self.empty.set_words(f"{found.name}’s self-evaluation is not here yet.", words)
            return
        current = self._opening or self.reader.sha256
        if current not in shas:
            remembered = self._read_last.get(found.authority, "")
            main = main_document(found.documents)
            current = remembered if remembered in shas else main.sha256 if main else ""
            self._open(current)
        self.reader.tools.set_documents(found.documents, found.versions, current, found.name)

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
            data = workspace.read(original, sha256) if line.format == "pdf" else None
            return line, workspace.read(document_passages, sha256), data

        self.fetch(read, self._opened)
        self.reader.tools.set_documents(self.standing.documents, self.standing.versions, sha256, self.standing.name)

    def _opened(self, read: tuple[DocumentLine, tuple[Passage, ...], bytes | None]) -> None:
        line, passages, data = read
        if self.standing is None or line.authority != self.authority:
            return
        self._opening = ""
        self._read_last[self.authority] = line.sha256
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
        wanted = self._areas.get(self.authority, first)
        return wanted if wanted in {one.code for one in self.standing.framework.areas} else first

    def _set_area(self, area: str) -> None:
        if self.standing is None or area == self.area():
            return
        self._areas[self.authority] = area
        self._show_area()
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
            self._show_offers()
            judged = sum(self._judged(one.code) for one in found.framework.areas)
            self.foot.judged.set(judged, len(found.framework.areas))
            self.foot.hand_in.set_words("Hand in again" if found.handed_in else "Hand in")
            self.reader.marking.judged.setText(f"{judged} of {len(found.framework.areas)} judged")
            self.reader.marking.number.set_number(found.framework.area(area).number)
        self.reader.pane.set_current_area(area)
        self._show_strip()

    def _show_strip(self) -> None:
        if self.standing is not None:
            self.strip.set_rows(self._rows.get(self.authority), self.area(), self.standing.name)

    def _seen(self, done: int, total: int) -> None:
        paged = self.reader.pane is self.reader.pages_pane
        self.foot.read.set(done, total, "" if paged or not total else f"{round(100 * done / total)} %")

    # -- marks and passages

    def _set_marks(self) -> None:
        found = self.standing
        if found is None or not self.reader.sha256:
            return
        alerts = {one.level for one in found.framework.concern_levels if one.board}
        marks = []
        for line in found.findings:
            kind = "alert" if line.kind == "concern" and line.level in alerts else line.kind
            for at, quote in enumerate(line.quotes):
                if quote.sha256 == self.reader.sha256:
                    anchor = Anchor(quote.quote, quote.prefix, quote.suffix, quote.start or 0, quote.end or 0)
                    marks.append(Mark(f"{line.id}#{at}" if at else line.id, kind, anchor, line.area, line.text, quote.page))
        self.reader.set_marks(marks)

    def _show_passage(self, line: FindingLine) -> None:
        """Show the words behind a finding, in whichever document they stand."""
        if not line.quotes:
            self.say("No passage stands behind this finding.", "Choose words while you edit it, and press a letter.")
            return
        quote = line.quotes[0]
        if self.standing is None or quote.sha256 not in {one.sha256 for one in self.standing.documents}:
            self.say("The document of this passage was replaced or taken out.", "The quote is kept with the finding.")
            return

        def show() -> None:
            if not self.reader.pane.show_mark(line.id) and quote.state == "lost":
                self.say("These words are not in the document any more.", "Open the finding and choose the passage again.", "warning")

        self._open(quote.sha256, show)

    def _show_finding(self, finding: str, *, passage: bool) -> None:
        line = self.standing.finding(finding) if self.standing else None
        if line is None:
            return
        self._set_area(line.area)
        self.card.findings.choose(line.id)
        self.card.scroll.ensureWidgetVisible(self.card.findings, 0, 40)
        if passage:
            self._show_passage(line)

    # -- saying

    def _said_of(self, area: str) -> ViewDraft:
        known = self.standing.views.get(area) if self.standing else None
        return self._keeper.said.get((self.authority, area)) or view_draft(self.authority, area, known)

    def _say(self, field: str, code: str) -> None:
        known = self._said_of(self.area())
        if getattr(known, field) != code:
            self._keeper.say(known, **{field: code})
            self._show_area()

    def _reason_left(self, place: tuple[str, str], text: str) -> None:
        authority, area = place
        if authority != self.authority or self.standing is None or self.standing.aside:
            return
        self._keeper.say(self._said_of(area), reason=text.strip())

    def _flush(self) -> None:
        """Keep what is typed in the card before it shows something else."""
        self.card.reason.flush()
        self.card.note.flush()

    # -- findings

    def _kind_pressed(self, kind: str, chosen: Selection) -> None:
        self._begin(kind, chosen)

    def _nothing_chosen(self, kind: str) -> None:
        if self.standing is not None and not self.standing.aside:
            look = KINDS[kind]
            then = ("Add without a passage", lambda: self._begin(kind))
            self.say("No words are chosen.", f"Choose words, then press {look.key} for: {look.word.lower()}.", actions=(then,))

    def _begin(self, kind: str, chosen: Selection | None = None) -> None:
        if self.standing is None or self.standing.aside:
            return
        quote = quote_of(chosen) if chosen else None
        if self.editor.writing() is not None and quote:
            self.editor.add_quote(quote)
            self.say("The words are added to what you are writing.")
        elif self.editor.writing() is None:
            self._write(Unfinished(self.authority, self.area(), kind, quotes=(quote,) if quote else ()))
        else:
            self.editor.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit(self, line: FindingLine) -> None:
        if self.editor.writing() is None:
            self._write(Unfinished.of_finding(line))

    def _write(self, what: Unfinished) -> None:
        self.place_editor()
        self.editor.open(what)
        self.dress_parts()

    def _keep_finding(self, what: Unfinished) -> None:
        self.editor.keep.setEnabled(False)

        def kept(finding: str) -> None:
            self.editor.keep.setEnabled(True)
            self.editor.forget()
            self.dress_parts()
            self.reader.pane.clear_selection()
            self._focus_back()

        def fell(error: Any) -> None:
            self.editor.keep.setEnabled(True)
            self.editor.say_wrong(f"{error.sentence} {error.next}".strip())

        self._keeper.finding(what, kept, fell)

    def _editor_left(self) -> None:
        self.dress_parts()
        self._focus_back()
        self._soon()

    def _focus_back(self) -> None:
        if self.reader.pane.isVisible():
            self.reader.pane.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.card.findings.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- drafts

    def _busy(self) -> frozenset[str]:
        """Keys of the drafts that are being typed now."""
        what = self.editor.writing()
        place = f"{self.authority}/{self.area()}"
        texts = (("view", self.card.reason), ("note", self.card.note))
        return frozenset([what.key()] if what else []) | {f"{sort}/{place}" for sort, text in texts if text.dirty()}

    def _show_offers(self) -> None:
        found = offers(self.standing, self._busy())[:3] if self.standing else ()
        if found == self._offered:
            return
        self._offered = found
        made = [DraftOffer(one.words, lambda one=one: self._take_up(one), lambda one=one: self._keeper.throw(one.key)) for one in found]
        self.card.set_offers(made)

    def _take_up(self, offer: Offer) -> None:
        self._set_area(offer.area)
        if offer.what is not None:
            if self.editor.writing() is None:
                self._write(offer.what)
        else:
            text = self.card.reason if offer.sort == "view" else self.card.note
            text.take_up(offer.text)
            self.card.scroll.ensureWidgetVisible(text.area)
            text.area.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_offers()

    # -- handing in, data

    def _hand_in(self) -> None:
        self._flush()
        found = self.standing
        if found is None or found.aside:
            return
        missing = gaps(found, self._said_of)
        if missing:
            ask_hand_in(self, found, missing, self._go_to_gap, lambda: self._keeper.hand_in(found.authority, found.name))
        else:
            self._keeper.hand_in(found.authority, found.name)

    def _go_to_gap(self, gap: Gap) -> None:
        self._set_area(gap.area)
        self.show_judgement()
        if gap.finding:
            self._show_finding(gap.finding, passage=False)
            self.card.findings.setFocus(Qt.FocusReason.OtherFocusReason)
        elif gap.lacks == "reason":
            self.card.reason.area.setFocus(Qt.FocusReason.OtherFocusReason)
            self.card.scroll.ensureWidgetVisible(self.card.reason.area)
        else:
            self._focus_first(self.card.levels if gap.lacks == "view" else self.card.confidence)

    def _open_data(self, row: BenchmarkRow | None) -> None:
        self.go("data", self.authority, IndicatorPlace(row.code, row.source) if row else None)

    # -- places

    def place(self) -> JudgePlace:
        return JudgePlace(self.area(), self.reader.sha256, self.reader.place())

    def go_to(self, place: Any) -> None:
        """An area, a finding, a passage, or where one was; what is not read yet is waited for."""
        if self.standing is None or self.standing.authority != self.authority:
            self._later = place
            return
        match place:
            case AreaPlace():
                self._set_area(place.area)
                self.show_judgement()
            case FindingPlace():
                self._set_area(place.area)
                self._show_finding(place.finding, passage=True)
            case PassagePlace():
                self._open(place.sha256, lambda: self.reader.show_words(place.start, place.end))
            case JudgePlace():
                if place.area:
                    self._set_area(place.area)
                self._open(place.sha256, lambda: self.reader.show_words(place.start))

    def unwind(self) -> bool:
        """Esc: the editor, the outline."""
        if self.editor.writing() is not None:
            self.editor.give_up()
            return True
        return self.reader.unwind()

    def may_leave(self) -> bool:
        """Everything typed is handed to the writing worker, which the window waits for."""
        self._flush()
        self.editor.tell_now()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        in_text = self.reader.pane.hasFocus() and not event.modifiers()
        if in_text and event.key() == Qt.Key.Key_D and not self.shows_aside:
            self.strip.fold.set_open(True)
            self.strip.fold.folded.emit(False)
            self.strip.focus_in()
        else:
            super().keyPressEvent(event)
