"""What the parts of one screen share about flags: reads them off the window's thread, keeps answers, reads again what was changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from wmpeer.clock import now
from wmpeer.errors import WmpeerError
from wmpeer.journal.drafts import keep_draft, throw_away_draft
from wmpeer.judging.actions import answer_flag, record_outcome, take_back_flag_answer
from wmpeer.judging.flag_records import FlagAnswerLine, FlagLine
from wmpeer.judging.records import Kept
from wmpeer.region.framework import Framework
from wmpeer.ui.flags.words import NOTED, said_after
from wmpeer.ui.judge.writing import DRAFT_MS
from wmpeer.ui.keeping import changes_in
from wmpeer.ui.kit.message import Message
from wmpeer.ui.places import FindingPlace
from wmpeer.ui.screen import Screen

_CONCERNS = {"", "batch", "authority", "cycle", "person", "interest", "flag_rule", "flag_answer", "view", "point", "outcome", "finding"}


@dataclass(frozen=True, slots=True)
class Begun:
    """An answer that is being written and not kept yet."""

    answer: str
    text: str
    area: str
    kind: str


@dataclass(frozen=True, slots=True)
class Flags:
    """The flags of one authority for whoever is at work. `aside` is why they stand aside and see none, or empty; `left` are answers whose
    flags are not met any more; `me` is the id of whose answers are shown as one's own."""

    authority: str
    name: str
    framework: Framework
    lines: tuple[FlagLine, ...] = ()
    left: tuple[FlagAnswerLine, ...] = ()
    aside: str = ""
    me: str = ""
    begun: tuple[tuple[str, Begun], ...] = ()
    """What was written to flags of this authority and not kept, by the key of its draft."""

    def unanswered(self, lines: tuple[FlagLine, ...] | None = None) -> tuple[FlagLine, ...]:
        """Those of *lines* (all where none are given) that one has not answered."""
        return tuple(line for line in (self.lines if lines is None else lines) if not line.answered_by(self.me))

    def of_area(self, area: str) -> tuple[FlagLine, ...]:
        """The flags on an area's card."""
        return tuple(line for line in self.lines if line.on_card and (line.area == area or area in line.areas))


def read_flags(session: Any, authority: str, readers: tuple[str, ...], me: str) -> Flags:
    """The flags of *authority* (ONS code) as on this day."""
    from wmpeer.journal.drafts import drafts
    from wmpeer.judging.flags import answers_left, authority_flags
    from wmpeer.region.queries import find_authority, framework_of, stood_aside

    where, framework = find_authority(session, authority), framework_of(session)
    aside = stood_aside(session, readers).get(authority, "")
    if aside:
        return Flags(authority, where.name, framework, aside=aside, me=me)
    lines = authority_flags(session, authority, now().astimezone().date(), readers)
    begun = tuple((one.key, begun_of(one.body)) for one in drafts(session, me) if one.key.startswith(f"flag/{authority}/"))
    return Flags(authority, where.name, framework, lines, answers_left(session, authority, lines, readers), "", me, begun)


def begun_of(body: Mapping[str, Any]) -> Begun:
    """What a draft holds."""
    return Begun(*(str(body.get(name, "")) for name in ("answer", "text", "area", "kind")))


def draft_key(flag: FlagLine) -> str:
    """Where what is written to a flag is kept until it is an answer."""
    return f"flag/{flag.authority}/{hashlib.sha256(chr(0).join(flag.key).encode()).hexdigest()[:32]}"


class FlagDesk(QObject):
    """One a screen. `came(Flags)` whenever an authority's flags were read, for the first time or again."""

    came = Signal(object)

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._known: dict[str, Flags] = {}
        self._wanted = ""
        self._begun: dict[str, Begun] = {}
        """What is written and not kept, by the key of its draft; it stays while one looks at other flags, and when the program ends."""
        self._gone: set[str] = set()
        """Drafts that are kept or left: what was read a moment before may still have them."""
        self._unsaved: set[str] = set()
        self._typing = QTimer(self, singleShot=True, interval=DRAFT_MS)
        self._typing.timeout.connect(self.flush)
        screen.jobs.kept.connect(self._heard)

    @staticmethod
    def of(widget: QWidget) -> FlagDesk | None:
        """The desk of the screen that *widget* stands on; None where it stands on none yet."""
        above: QWidget | None = widget
        while above is not None and not isinstance(above, Screen):
            above = above.parentWidget()
        if above is None:
            return None
        return above.findChild(FlagDesk) or FlagDesk(above)

    def want(self, authority: str) -> Flags | None:
        """The flags of *authority* as they are known; `came` follows where they have to be read first."""
        self._wanted = authority
        if authority not in self._known:
            self._read(authority)
        return self._known.get(authority)

    def _read(self, authority: str) -> None:
        workspace = self._screen.workspace
        self._screen.fetch(lambda: workspace.read(read_flags, authority, workspace.readers, workspace.author), self._came, key="flags")

    def _came(self, found: Flags) -> None:
        self._known[found.authority] = found
        for key, begun in found.begun:
            if key not in self._gone:
                self._begun.setdefault(key, begun)
        self.came.emit(found)

    def _heard(self, answer: Any) -> None:
        changes = [one for one in changes_in(answer) if getattr(one, "kind", "") in _CONCERNS]
        for change in changes:
            if authority := getattr(change, "authority", ""):  # a batch of letters has none of its own
                self._known.pop(authority, None)
            else:
                self._known.clear()
        if changes and self._wanted and self._wanted not in self._known and self._screen.isVisible():
            self._read(self._wanted)

    # ---- answering

    def answer(self, flag: FlagLine, begun: Begun, kept: Callable[[], Any]) -> None:
        """Keep an answer; what is refused is said in the bar, and what was written stays."""
        workspace, key = self._screen.workspace, draft_key(flag)
        written = begun.answer != NOTED  # whoever notes a flag while words lie there has not said what is to become of them

        def act() -> Kept:
            done = answer_flag(workspace, flag, begun.answer, begun.text, begun.area, begun.kind)
            if written:
                throw_away_draft(workspace, key)
            return done

        def got(done: Kept) -> None:
            if written:
                self._forget(key)
            kept()
            self._said(flag, begun, done)

        def refused(error: WmpeerError) -> None:
            self._refused(error)
            if key in self._begun:
                self._unsaved.add(key)
                self.flush()

        self._unsaved.discard(key)  # a draft that is written after the answer would stay
        self._screen.do(lambda _progress: act(), got=got, failed=refused)

    def begun(self, flag: FlagLine) -> Begun | None:
        """What is written to a flag and not kept."""
        return self._begun.get(draft_key(flag))

    def keep_begun(self, flag: FlagLine, begun: Begun | None) -> None:
        """Remember what is written and not kept, within moments on disk too; None forgets it."""
        key = draft_key(flag)
        if begun is not None:
            self._begun[key] = begun
            self._gone.discard(key)
        elif key in self._begun:
            self._forget(key)
        else:
            return
        self._unsaved.add(key)
        self._typing.start()

    def _forget(self, key: str) -> None:
        self._begun.pop(key, None)
        self._unsaved.discard(key)
        self._gone.add(key)

    def flush(self) -> None:
        """Hand what is written and not yet on disk to the writing worker; the window waits for it when it closes."""
        self._typing.stop()
        workspace, unsaved = self._screen.workspace, sorted(self._unsaved)
        self._unsaved.clear()
        for key in unsaved:
            begun = self._begun.get(key)
            if begun is None:
                self._screen.do(lambda _progress, key=key: throw_away_draft(workspace, key))
            else:
                body = asdict(begun)
                self._screen.do(lambda _progress, key=key, body=body: keep_draft(workspace, key, body))

    def take_back(self, flag: FlagLine) -> None:
        """Take one's own answer back."""
        workspace = self._screen.workspace
        self._screen.do(lambda _progress: take_back_flag_answer(workspace, flag), failed=self._refused)

    def say_outcome(self, flag: FlagLine, outcome: str) -> None:
        """Record what became of the earlier point that the flag is on; where it was answered, the flag is not met any more."""
        workspace = self._screen.workspace
        self._screen.do(lambda _progress: record_outcome(workspace, flag.code, outcome), failed=self._outcome_refused)

    def _outcome_refused(self, error: WmpeerError) -> None:
        self._refused(error)
        if self._wanted in self._known:
            self.came.emit(self._known[self._wanted])  # the choice goes back to what is recorded

    def _said(self, flag: FlagLine, begun: Begun, done: Kept) -> None:
        if begun.answer == NOTED:
            return
        area = begun.area or flag.area

        def found(finding: str) -> None:
            place = FindingPlace(finding, area)
            show = ("Show it", lambda: self._screen.go("read", flag.authority, place))
            self._screen.say(said_after(begun.answer), kind="success", actions=(show,) if finding else ())

        workspace = self._screen.workspace
        self._screen.fetch(lambda: workspace.read(finding_of, done.id), found, key="flag-finding")

    def _refused(self, error: WmpeerError) -> None:
        self._screen.message.emit(Message.of(error))


def finding_of(session: Any, answer: str) -> str:
    """The finding that an answer (its id) was recorded as, or empty."""
    from wmpeer.judging.flag_answers import flag_answers

    return next((one.finding for one in flag_answers(session) if one.id == answer), "")
