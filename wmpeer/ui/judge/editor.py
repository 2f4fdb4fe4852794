"""The small editor of one finding: its kind, the words it stands on, what one says of them. What is typed stays as a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from wmpeer.journal.drafts import DraftLine, draft_name
from wmpeer.judging.records import ClipDraft, FigureDraft, FigureLine, FindingDraft, FindingLine, PercentBox, QuoteDraft
from wmpeer.region.framework import Framework
from wmpeer.ui.judge.clips import Bring, ClipStrip
from wmpeer.ui.judge.tags import TagPicker
from wmpeer.ui.judge.writing import DRAFT_MS
from wmpeer.ui.kit.buttons import Button, IconButton
from wmpeer.ui.kit.chips import Chip
from wmpeer.ui.kit.fields import Choice, TextArea
from wmpeer.ui.kit.icons import icon
from wmpeer.ui.kit.keywords import bind
from wmpeer.ui.kit.kinds import mark
from wmpeer.ui.kit.labels import Label, Quote
from wmpeer.ui.kit.message import announce
from wmpeer.ui.kit.paint import colour, hairline
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.kit.theme import theme

_QUOTE = 190


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A finding being written. `id` is that of the finding it changes, or empty; `quotes` are new evidence, `said` the words
    that stood behind it before, `figures` what else did. Each has a `name` of its own: two in one area are two drafts."""

    authority: str
    area: str
    kind: str
    text: str = ""
    level: int | None = None
    tags: tuple[str, ...] = ()
    quotes: tuple[QuoteDraft | ClipDraft | FigureDraft, ...] = ()
    said: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    id: str = ""
    page: int | None = None
    """The page of the first words it stands on."""
    name: str = field(default_factory=draft_name)
    pictures: tuple[str, ...] = ()
    """The pictures that stood behind it before, by their SHA-256."""

    def images(self) -> tuple[str, ...]:
        """All pictures behind it, by their SHA-256."""
        return (*self.pictures, *(one.image for one in self.quotes if isinstance(one, ClipDraft)))

    def key(self) -> str:
        """What its draft is called."""
        return f"finding/{self.authority}/{self.name}"

    def body(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_draft(cls, draft: DraftLine) -> Unfinished:
        """What was left as a draft, to be gone on with under the name it has."""
        body = draft.body
        known = {name: body[name] for name in cls.__slots__ if name in body}
        known |= {name: tuple(body.get(name, ())) for name in ("tags", "said", "figures", "pictures")}
        known["quotes"] = tuple(evidence_of(one) for one in body.get("quotes", ()))
        return cls(**(known | {"name": draft.key.split("/", 2)[2]}))

    @classmethod
    def of_finding(cls, line: FindingLine) -> Unfinished:
        said = tuple(quote.quote for quote in line.quotes)
        others = (*(_figure(one) for one in line.figures), *(f"Picture of a part of page {clip.page}" for clip in line.clips))
        images = tuple(clip.image for clip in line.clips if clip.image)
        return cls(
            line.authority, line.area, line.kind, line.text, line.level, line.tags, (), said, others, line.id, pictures=images
        )  # fmt: skip

    def draft(self) -> FindingDraft:
        return FindingDraft(self.authority, self.area, self.kind, self.text, self.level, self.tags, evidence=self.quotes)


class Editor(QWidget):
    """`kept(Unfinished)` by Ctrl+Enter or "Keep", `left()` by Esc, `typed(Unfinished)` within 300 ms of a change.

    `emptied(key)` when one leaves without a word written: there is no draft of it then.
    """

    kept = Signal(object)
    left = Signal()
    typed = Signal(object)
    emptied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("finding-editor")
        self._what: Unfinished | None = None
        self._begun: Unfinished | None = None
        self._keeping = False
        self._framework: Framework | None = None
        self._quiet, self._short = False, False
        self._typing = QTimer(self, singleShot=True, interval=DRAFT_MS)
        self._typing.timeout.connect(self._tell)
        self._build()
        bind(self, ("Ctrl+Return", "Ctrl+Enter"), "Keep the finding that is being written", self._keep, inside=True)
        theme().changed.connect(self.update)

    def _build(self) -> None:
        self.chip = Chip("strength", jumps=True, name="finding-kind")
        self.chip.setToolTip("Another kind")
        self.chip.clicked.connect(self._choose_kind)
        self.another = IconButton("caret-down", "Another kind", name="finding-another", size=22)
        self.another.clicked.connect(self._choose_kind)
        self.area = Choice(name="finding-area")
        self.area.setAccessibleName("Area")
        self.quote = Quote("", "ink2", pixels=14)
        self.quote.setObjectName("finding-quote")
        self.bring: Bring | None = None
        """Fetches a picture by its SHA-256; the screen sets it."""
        self.pictures = ClipStrip()
        self.text = TextArea(rows=3, most=7, name="finding-text")
        self.level = Segmented((), label="Level of the concern", fill=True, name="finding-level")
        self._level_words = Label("", "small", "ink2", wrap=True)
        self.tags = TagPicker()
        self._error = Label("", tone="alert", weight=500, wrap=True)
        self._error.setObjectName("finding-error")
        self.keep = Button("Keep", "main", name="finding-keep", tip="Ctrl+Enter")
        self.leave = Button("Leave as a draft", "quiet", name="finding-leave", key="Esc")
        head, foot, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        self._column = column
        head.setSpacing(2)
        head.addWidget(self.chip)
        head.addWidget(self.another)
        head.addStretch(1)
        head.addWidget(self.area)
        foot.setSpacing(8)
        foot.addWidget(self.leave)
        foot.addStretch(1)
        foot.addWidget(Label("Ctrl+Enter", "small", "ink3"))
        foot.addWidget(self.keep)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        for part in (self.quote, self.pictures, self.text, self.level, self._level_words, self.tags, self._error):
            column.addWidget(part)
        column.addLayout(foot)
        self._error.hide()
        self.text.textChanged.connect(self._changed)
        self.level.chosen.connect(lambda _key: self._changed())
        self.area.chosen.connect(lambda _key: self._changed())
        self.tags.changed.connect(self._changed)
        self.keep.clicked.connect(self._keep)
        self.leave.clicked.connect(self.give_up)

    def set_framework(self, framework: Framework) -> None:
        """Kinds, areas, levels and tags, in the framework's words."""
        if framework is self._framework:
            return
        self._framework = framework
        self.area.set_options([(one.code, f"{one.number}  {one.short}") for one in framework.areas])
        self.level.set_options([(str(one.level), f"{one.level} {one.word}") for one in framework.concern_levels])
        for one in framework.concern_levels:
            self.level.segment(str(one.level)).setToolTip(one.descriptor)
        self.tags.set_tags(framework.tags)

    def set_short(self, short: bool) -> None:
        """In a short room one line of the quote, and narrow edges."""
        self.quote.setMaximumHeight(20 if short else 16_777_215)
        self.quote.setWordWrap(not short)
        self._column.setContentsMargins(*((12, 6, 12, 6) if short else (16, 12, 16, 12)))
        self._column.setSpacing(5 if short else 8)
        self._short = short
        self._dress_level()

    # -- what is written

    def open(self, what: Unfinished) -> None:
        """Begin to write, or go on with a draft or a finding that is there."""
        self._quiet = True
        self._what = self._begun = what
        self.area.set_value(what.area)
        self.text.setPlainText(what.text)
        self.level.set_value(str(what.level or ""))
        self.tags.set_value(what.tags)
        self._quiet = False
        self._say("")
        self._dress()
        self.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        announce(self, f"{mark(what.kind).word}: write what you want to say, Ctrl+Enter keeps it")

    def add_quote(self, quote: QuoteDraft | ClipDraft | FigureDraft) -> None:
        """Another passage, figure or picture behind the same finding."""
        if self._what is not None and quote not in self._what.quotes:
            self._what = replace(self._what, quotes=(*self._what.quotes, quote))
            self._dress()
            self._changed()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def writing(self) -> Unfinished | None:
        """What is in the editor now, or None where it is closed."""
        if self._what is None:
            return None
        level = int(self.level.value()) if self._what.kind == "concern" and self.level.value() else None
        area = self.area.value() or self._what.area
        return replace(self._what, area=area, text=self.text.text(), level=level, tags=self.tags.value())

    def close_editor(self) -> None:
        """Show nothing; a draft not told yet is told, and where nothing is written there is none."""
        what = self.writing()
        if what is not None and not self._holds(what):
            self._typing.stop()
            self.emptied.emit(what.key())
        elif self._typing.isActive():
            self._tell()
        self.forget()

    def left_as(self) -> Unfinished | None:
        """What would be a draft if one left now; None where nothing is written."""
        what = self.writing()
        return what if what is not None and self._holds(what) else None

    @property
    def keeping(self) -> bool:
        """Whether what was written is being kept just now."""
        return self._keeping

    def _holds(self, what: Unfinished) -> bool:
        """Whether there is something to come back to: words of one's own, or evidence that was added to what it was begun with."""
        begun = self._begun
        more = begun is not None and len(what.quotes) > max(1, len(begun.quotes))
        return bool(what.text.strip()) or more

    def tell_now(self) -> None:
        """A draft not told yet is told; the editor stays open."""
        if self._typing.isActive():
            self._typing.stop()
            self._tell()

    def forget(self) -> None:
        """Close it without another draft: it is kept, or thrown away."""
        self._typing.stop()
        self._what = None
        self.set_keeping(False)
        self.hide()

    def set_keeping(self, on: bool) -> None:
        """While it is being kept nothing more is typed into it, and it is not kept twice."""
        self._keeping = on
        self.text.setReadOnly(on)
        self.keep.setEnabled(not on)

    def say_wrong(self, sentence: str) -> None:
        """What kept it from being kept."""
        self._say(sentence)
        announce(self, sentence, urgent=True)

    def give_up(self) -> None:
        """Esc: it is left as a draft. What is being kept just now is kept."""
        if self._keeping:
            return
        self.close_editor()
        self.left.emit()

    def _keep(self) -> None:
        what = self.writing()
        if what is None or self._keeping:
            return
        kind = self._framework.kind(what.kind) if self._framework else None
        if not what.text.strip():
            self.say_wrong("Write what you want to say, then keep it.")
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        elif kind is not None and kind.needs_level and what.level is None:
            self.say_wrong("Choose how grave the concern is, from 1 to 4.")
            self.level.segment("1").setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.tell_now()  # where it cannot be kept, or the laptop goes dark before it is, it is a draft
            self.kept.emit(what)

    def _choose_kind(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("kind-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in self._framework.kinds if self._framework else ():
            action = menu.addAction(icon(mark(one.code).icon), one.word)
            action.triggered.connect(lambda _checked=False, code=one.code: self.set_kind(code))
        menu.popup(self.chip.mapToGlobal(self.chip.rect().bottomLeft()))

    def set_kind(self, kind: str) -> None:
        if self._what is not None:
            self._what = replace(self._what, kind=kind)
            self._dress()
            self._changed()

    def _dress(self) -> None:
        what = self._what
        if what is None:
            return
        self.chip.set_kind(what.kind)
        quotes = [*what.said, *(one.quote for one in what.quotes if isinstance(one, QuoteDraft))]
        others = [*what.figures, *(one.quote for one in what.quotes if not isinstance(one, QuoteDraft))]
        most = _QUOTE // max(1, len(quotes) + len(others))
        self.quote.setText("\n".join((*(f"“{_short(one, most)}”" for one in quotes), *(_short(one, most) for one in others))))
        self.quote.setToolTip("\n\n".join((*quotes, *others)))
        self.quote.setVisible(bool(quotes or others))
        self.pictures.show_images(what.images() if not self._short else (), self.bring)
        self.text.setPlaceholderText(_HINTS.get(what.kind, "What do you want to say?"))
        self.text.setAccessibleName(f"{mark(what.kind).word}: what you say")
        self.level.setVisible(what.kind == "concern")
        self.keep.set_words("Keep the change" if what.id else "Keep")
        self._dress_level()
        self._dress_leave()

    def _dress_leave(self) -> None:
        """What Esc does, as the button says it: words are left as a draft, and where there are none nothing is left."""
        what = self.writing()
        draft = what is not None and self._holds(what) and (not what.id or what != self._begun)
        self.leave.set_words("Leave as a draft" if draft else "Leave")

    def _dress_level(self) -> None:
        value = self.level.value()
        shown = self._what is not None and self._what.kind == "concern" and bool(value) and self._framework is not None
        if shown:
            self._level_words.setText(self._framework.concern_level(int(value)).descriptor)
        self._level_words.setVisible(shown and not self._short)

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def _changed(self) -> None:
        if self._quiet or self._what is None:
            return
        self._say("")
        self._dress_level()
        self._dress_leave()
        if not self._typing.isActive():
            self._typing.start()

    def _tell(self) -> None:
        what = self.writing()
        if what is not None:
            self.typed.emit(what)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colour("paper"))
            hairline(painter, 0, 1, self.width(), 1, "accent", 2)


_HINTS = {
    "strength": "What is strong here, in your own words",
    "practice": "What would others want to learn from",
    "consider": "What should they consider",
    "question": "What do you want to ask",
    "concern": "What worries you, and for whom",
    "suggestion": "What could help",
}


def _short(quote: str, most: int) -> str:
    quote = " ".join(quote.split())
    return quote if len(quote) <= most else quote[: most - 1].rstrip() + "…"


def _figure(one: FigureLine) -> str:
    return one.sentence or f"{one.title or one.indicator}, {one.period}: {one.text or 'no value'}"


def evidence_of(body: dict[str, Any]) -> QuoteDraft | ClipDraft | FigureDraft:
    """Evidence out of a draft: a picture of a part of a page, a figure, or words."""
    if "indicator" in body:
        return FigureDraft(**body)
    if "image" in body:
        return ClipDraft(body["document"], body["page"], PercentBox(*body["box"]), body["image"])
    return QuoteDraft(**body)


def drafts_said(kind: str, text: str, quotes: Sequence[QuoteDraft | ClipDraft | FigureDraft]) -> str:
    """What was being written, in a few words."""
    what = _short(text.strip(), 60) or (_short(quotes[0].quote, 60) if quotes else "")
    return f"{mark(kind).word}: “{what}”" if what else mark(kind).word
