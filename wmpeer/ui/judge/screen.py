"""Read & judge: the self-evaluation, the card of one area, its data; choose words, press one letter, and there is a finding."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from wmpeer.indicators.records import BenchmarkRow
from wmpeer.judging.records import ClipDraft, FigureDraft, FindingLine, PercentBox, QuoteDraft, ViewDraft
from wmpeer.ui.flags.desk import FlagDesk
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.judge.drafting import Drafting
from wmpeer.ui.judge.editor import Unfinished
from wmpeer.ui.judge.handin import Gap, ask_hand_in, gaps
from wmpeer.ui.judge.histories import offer_judging_history
from wmpeer.ui.judge.records import JudgePlace, PiecePlace, quote_of, view_draft
from wmpeer.ui.judge.showing import JudgeShowing
from wmpeer.ui.judge.target import Target
from wmpeer.ui.kit.keywords import KeyGroup, KeyLine, bind
from wmpeer.ui.kit.kinds import KINDS
from wmpeer.ui.places import AreaPlace, DeedPlace, FindingPlace, IndicatorPlace, PartPlace, PassagePlace
from wmpeer.ui.reading.keys import TEXT_KEYS, handle
from wmpeer.ui.reading.records import Region, Selection

NOTE = "note"
"""What the key of the private note asks of the text, as a kind's letter asks for a finding."""


class JudgeScreen(JudgeShowing):
    """The panellist's evening. Three parts: the text, the judgement, the data of the area."""

    title: ClassVar[str] = "Read & judge"

    def __init__(self, workspace: Any, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(workspace, jobs, parent)
        self.setFocusProxy(self.reader.pane)  # who comes here comes to read: the letters work at once
        self.drafting = Drafting(self)
        self.target = Target(self)
        self._bind()

    # -- what happens

    def _bind(self) -> None:
        reader, card, editor = self.reader, self.card, self.editor
        reader.kind_pressed.connect(self._kind_pressed)
        reader.nothing_chosen.connect(self._nothing_chosen)
        reader.mark_activated.connect(lambda mark: self._show_marked(mark))
        reader.stepped.connect(self._step)
        reader.unjudged_wanted.connect(self._next_unjudged)
        reader.failed.connect(self._not_shown)
        reader.refused.connect(lambda problem: self.say(problem.sentence, problem.next))
        reader.seen.connect(self._seen)
        reader.tools.original_asked.connect(self._save_original)
        reader.document_chosen.connect(lambda sha: self._open(sha))
        card.area_chosen.connect(self._set_area)
        card.stepped.connect(self._step)
        card.said.connect(lambda field, code: self._say(field, code))
        card.add_asked.connect(lambda: self._begin("strength"))
        card.findings.jumped.connect(lambda line: self._jump(line))
        card.point.clicked.connect(self._point_note)
        card.findings.opened.connect(lambda line: self._edit(line))
        card.findings.withdrawn.connect(self._keeper.withdraw)
        card.reason.left.connect(self._reason_left)
        for text in (card.reason, card.note):
            text.drafted.connect(lambda key, text: self._keeper.draft(key, {"text": text}))
            text.dropped.connect(self._keeper.throw)
        card.note.left.connect(lambda place, text, key: self._keeper.note(*place, text, key))
        editor.kept.connect(self._keep_finding)
        editor.left.connect(self._editor_left)
        editor.emptied.connect(self._keeper.throw)
        editor.typed.connect(lambda what: self._keeper.draft(what.key(), what.body()))
        self.foot.hand_in.clicked.connect(self._hand_in)
        self.strip.asked.connect(self._open_data)
        self.strip.taken.connect(self._begin_of_figure)
        self.strip.pointed.connect(self.pieces.point)
        self.strip.finding_asked.connect(lambda line: self.go("", self.authority, FindingPlace(line.id, line.area)))
        offer_judging_history(self)
        bind(self, ("Ctrl+F",), "", self._find, inside=True)  # the text lists both among its own
        for way, key in (("Right", Qt.Key.Key_Right), ("Left", Qt.Key.Key_Left)):
            bind(self, (f"Ctrl+Shift+{way}",), "", lambda key=key: self._choose_words_by_key(key), inside=True)

    # -- saying

    def _said_of(self, area: str) -> ViewDraft:
        known = self.standing.views.get(area) if self.standing else None
        return self._keeper.said.get((self.authority, area)) or view_draft(self.authority, area, known)

    def _say(self, field: str, code: str) -> None:
        known = self._said_of(self.area())
        if getattr(known, field) != code:
            self._keeper.say(known, **{field: code})
            self._show_area()

    def _reason_left(self, place: tuple[str, str], text: str, key: str) -> None:
        authority, area = place
        if authority != self.authority or self.standing is None or self.standing.aside:
            return
        self._keeper.say(self._said_of(area), key, reason=text.strip())

    def _flush(self) -> None:
        """Keep what is typed in the card before it shows something else."""
        self.card.reason.flush()
        self.card.note.flush()

    # -- findings

    def _kind_pressed(self, kind: str, chosen: Selection | Region) -> None:
        if kind == NOTE:
            self.pieces.point(self._evidence(chosen))
            self.reader.pane.clear_selection()
        else:
            self._begin(kind, chosen)

    def to_note(self) -> None:
        """Put the cursor into the private note of the area on view, in sight: what is typed next is the note."""
        if self.room == "short" and self.editor.writing() is not None:
            return  # the finding that is written has the room
        self.show_judgement()
        note = self.card.note.area
        note.moveCursor(note.textCursor().MoveOperation.End)
        note.setFocus(Qt.FocusReason.OtherFocusReason)
        self.card.show_note()

    def _point_note(self) -> None:
        """Point the private note at the chosen words, or at the part of a page that is drawn."""
        self.reader.pane.mark_chosen(NOTE)

    def _nothing_chosen(self, kind: str) -> None:
        if kind == NOTE:
            self.say("No words are chosen.", "Choose words, then press W: your private note points at them.")
        elif self.standing is not None and not self.standing.aside:
            look = KINDS[kind]
            then = ("Add without a passage", lambda: self._begin(kind))
            self.say("No words are chosen.", f"Choose words, then press {look.key} for: {look.word.lower()}.", actions=(then,))

    def _begin(self, kind: str, chosen: Selection | Region | None = None) -> None:
        if self.standing is None or self.standing.aside:
            return
        self._begin_with(kind, self._evidence(chosen) if chosen else None, chosen)

    def _evidence(self, chosen: Selection | Region) -> QuoteDraft | ClipDraft:
        """Chosen words or a part of a page as evidence; its picture is kept."""
        if isinstance(chosen, Region):
            image = self._keeper.clipping(chosen.png)
            self.editor.pictures.know(image, chosen.png)
            return ClipDraft(chosen.document, chosen.page, PercentBox(*chosen.box), image)
        return quote_of(chosen)

    def _begin_of_figure(self, kind: str, figure: FigureDraft) -> None:
        if self.standing is not None and not self.standing.aside:
            self._begin_with(kind, figure)

    def _begin_with(
        self, kind: str, quote: QuoteDraft | ClipDraft | FigureDraft | None, chosen: Selection | Region | None = None
    ) -> None:  # fmt: skip
        if self.editor.writing() is not None and quote:
            self.editor.add_quote(quote)
            what = {ClipDraft: "picture is", FigureDraft: "figure is"}.get(type(quote), "words are")
            self.say(f"The {what} added to what you are writing.")
        elif self.editor.writing() is None:
            page = getattr(chosen, "page", None)
            self.write(Unfinished(self.authority, self.area(), kind, quotes=(quote,) if quote else (), page=page))
        else:
            self.editor.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit(self, line: FindingLine) -> None:
        now = self.editor.writing()
        if now is None or now.id != line.id:
            self.write(Unfinished.of_finding(line))

    def write(self, what: Unfinished) -> None:
        """Open the editor; what is written there already stays as a draft."""
        self.editor.close_editor()
        self.place_editor()
        self.editor.open(what)
        self.dress_parts()

    def _keep_finding(self, what: Unfinished) -> None:
        self.editor.set_keeping(True)

        def on_view() -> bool:
            now = self.editor.writing()
            return now is not None and now.name == what.name

        def kept(_finding: str) -> None:
            if not on_view():
                return  # another finding, or another authority, came meanwhile
            self.editor.forget()
            self.dress_parts()
            self.reader.pane.clear_selection()
            self._focus_back()

        def fell(error: Any) -> None:
            if not on_view():
                self.say(error.sentence, error.next, "error")  # its draft is offered
                return
            self.editor.set_keeping(False)
            self.editor.say_wrong(f"{error.sentence} {error.next}".strip())

        self._keeper.finding(what, kept, fell)

    def _editor_left(self) -> None:
        self.dress_parts()
        self._focus_back()
        self._keeper.when_kept(self._soon)

    def _focus_back(self) -> None:
        if self.reader.pane.isVisible():
            self.reader.pane.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.card.findings.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_drafts(self) -> None:
        self.drafting.show()

    # -- handing in, data

    def _hand_in(self) -> None:
        """The check, with what is being written left as a draft and named there: nothing is kept that a person did not keep."""
        if self.editor.keeping:
            self._keeper.when_kept(self._hand_in)
            return
        self._flush()
        found = self.standing
        if found is None or found.aside:
            return
        missing = gaps(found, self._said_of, self.drafting.lay_down())
        if missing:
            ask_hand_in(self, found, missing, self._go_to_gap, lambda: self._keeper.hand_in(found.authority, found.name, len(missing)))
        else:
            self._keeper.hand_in(found.authority, found.name)

    def _go_to_gap(self, gap: Gap) -> None:
        self._set_area(gap.area)
        self.show_judgement()
        if gap.draft is not None:
            self.drafting.take_up(gap.draft)
        elif gap.finding:
            self._show_finding(gap.finding, passage=False)
            self.card.findings.setFocus(Qt.FocusReason.OtherFocusReason)
        elif gap.lacks == "reason":
            self.card.reason.area.setFocus(Qt.FocusReason.OtherFocusReason)
            self.card.scroll.ensureWidgetVisible(self.card.reason.area)
        else:
            self._focus_first(self.card.levels if gap.lacks == "view" else self.card.confidence)

    def _open_data(self, row: BenchmarkRow | None) -> None:
        self.go("data", self.authority, IndicatorPlace(row.code, row.source) if row else None)

    def _save_original(self) -> None:
        from wmpeer.ui.judge.originals import save_original

        save_original(self)

    # -- places

    def place(self) -> JudgePlace:
        return JudgePlace(self.area(), self.reader.sha256, self.reader.place(), self.reader.page())

    def go_to(self, place: Any) -> None:
        """An area, a finding, a passage, or where one was; what is not read yet is waited for."""
        if self.standing is None or self.standing.authority != self.authority:
            self._later = place
            return
        match place:
            case DeedPlace(button="next-unjudged"):
                self._next_unjudged()
            case DeedPlace():
                self.press(place)
            case AreaPlace():
                self._set_area(place.area)
                self.show_judgement()
            case FindingPlace():
                self._set_area(place.area)
                self._show_finding(place.finding, passage=True)
            case PiecePlace():
                self._set_area(place.area)
                self.pieces.show_place(place)
            case PassagePlace():
                self._open(place.sha256, lambda: self._show_chosen(place))
            case PartPlace():
                self._open(place.sha256, lambda: self.reader.show_part(place.page, place.box))
            case JudgePlace():
                if place.area:
                    self._set_area(place.area)
                self._open(place.sha256, lambda: self.reader.show_place(place.page, place.start))

    def _show_chosen(self, place: PassagePlace) -> None:
        """The words a search led to, chosen, with the focus beside them: the next letter marks them."""
        if place.beside:
            self.reader.show_words(place.start, place.end)
            return
        self.turn_to(self.parts.index("Text"))
        self.reader.show_words(place.start, place.end)
        self.reader.pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def unwind(self) -> bool:
        """Esc: the correction of a claim, the editor, the outline."""
        if self.strip.claims.leave_correction():
            return True
        if self.editor.writing() is not None:
            self.editor.give_up()
            return True
        return self.reader.unwind()

    def may_leave(self) -> bool:
        """Everything typed is handed to the writing worker, which the window waits for."""
        self._flush()
        self.editor.tell_now()
        self.strip.claims.flush()
        for desk in self.findChildren(FlagDesk):
            desk.flush()
        return True

    def key_group(self) -> KeyGroup:
        """The key of the text that is not the text's own."""
        own = (
            KeyLine(("D",), "Data for this area"),
            KeyLine(("W",), "Point my private note at the chosen words"),
            KeyLine(("L",), "Claims in this text"),
        )
        return KeyGroup(TEXT_KEYS, () if self.shows_aside else own)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters that no field and no list took: those of the text act from everywhere on this screen."""
        letter = event.text().lower() if not event.modifiers() else ""
        if letter == "n":
            self._step(1)
        elif letter == "p":
            self._step(-1)
        elif letter == "u":
            self._next_unjudged()
        elif letter == "w" and self.reader.pane.hasFocus() and not self.shows_aside:
            self._point_note()
        elif letter == "d" and not self.shows_aside:
            self.show_data()
        elif letter == "l" and not self.shows_aside:
            self.show_claims()
        else:
            super().keyPressEvent(event)

    def _find(self) -> None:
        self.turn_to(self.parts.index("Text"))
        self.reader.pane.open_find()

    def _choose_words_by_key(self, key: Qt.Key) -> None:
        """Choose words of the text by key from wherever the focus is: it goes there, where they are seen and letters mark them."""
        self.turn_to(self.parts.index("Text"))
        pane = next((one for one, _sha in self.reader.shown() if one.hasFocus()), self.reader.pane)
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        handle(pane, QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier))

    def show_data(self) -> None:
        """Open the data of the area with the focus in them; in a short room, turn to their part."""
        self.strip.fold.set_open(True)
        self.strip.fold.folded.emit(False)
        self._to_data()

    def show_claims(self) -> None:
        """Open the claims with the focus in them; in a short room, turn to their part."""
        self.strip.claims.fold.set_open(True)
        if self.room == "short":
            self._to_data()
        else:
            self.strip.claims.focus_in()

    def _to_data(self) -> None:
        self.turn_to(self.parts.index("Data"))
        self.strip.focus_in()
