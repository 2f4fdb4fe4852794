"""An open workspace in its window: which screens there are, what the frame says, what Ctrl+Z and Ctrl+K do, when it is backed up."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from wmpeer.clock import now
from wmpeer.errors import WmpeerError
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.steps import steps
from wmpeer.journal.whereabouts import begins_with
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.progress import Progress
from wmpeer.region.lettered import is_held
from wmpeer.region.queries import authorities, cycle, is_joined_yet, may_set_up, name_of_region, people, stood_aside
from wmpeer.ui.check.count import MendCount
from wmpeer.ui.frame import Frame
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.keeping import changes_in
from wmpeer.ui.kit.found import Found
from wmpeer.ui.kit.message import Message
from wmpeer.ui.kit.sizes import sizes
from wmpeer.ui.lock import Lock
from wmpeer.ui.screen import Screen

BACKUP_LOOK_MS = 60_000


@dataclass(frozen=True, slots=True)
class Page:
    """A screen of the rail, or *under* one: its name, its word, its icon, and where its class is."""

    name: str
    word: str
    icon: str
    module: str
    screen: str
    under: str = ""


PAGES = (
    Page("region", "Region", "squares-four", "wmpeer.ui.region.screen", "RegionScreen"),
    Page("read", "Read & judge", "book-open", "wmpeer.ui.judge.screen", "JudgeScreen"),
    Page("data", "Data", "chart-line", "wmpeer.ui.data.screen", "DataScreen"),
    Page("letters", "Letters", "envelope-simple", "wmpeer.ui.letters.screen", "LettersScreen"),
    Page("exchange", "Exchange", "arrows-left-right", "wmpeer.ui.exchange.screen", "ExchangeScreen"),
    Page("check", "Check", "shield-check", "wmpeer.ui.check.screen", "CheckScreen"),
    Page("setup", "Set up", "sliders-horizontal", "wmpeer.ui.setup.screen", "SetupScreen"),
    Page("versions", "What changed between versions", "columns", "wmpeer.ui.versions.screen", "VersionsScreen", "read"),
    Page("mapping", "What the columns of a table are", "table", "wmpeer.ui.mapping.screen", "MappingScreen", "region"),
    Page("apart", "Differences between laptops", "not-equals", "wmpeer.ui.apart.screen", "ApartScreen", "check"),
)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the frame says of the workspace: read in one go, shown in one go."""

    cycle: str
    region: str
    person: str
    home: str
    worklist: tuple[tuple[str, str], ...]
    begins: str
    """The authority to begin with: where this person was, or what is allocated to them."""
    undo: str
    redo: str
    sets_up: bool


class Desk(QObject):
    """Joins a workspace to the frame. `close` ends work and closes the file, after what was handed over is kept."""

    def __init__(self, workspace: Workspace, frame: Frame, jobs: Jobs, leave: Callable[..., Any] = lambda _then=None: None) -> None:
        super().__init__(frame)
        self.setObjectName("desk")
        self.workspace = workspace
        self.frame = frame
        self.jobs = jobs
        self._leave = leave
        self._sets_up = True
        self._waiting_pages: set[str] = set()
        for page in PAGES:
            build, parts = lambda page=page: self._build(page), lambda page=page: _class_of(page).ahead
            frame.add_page(page.name, page.word, page.icon, build, page.under, module=page.module, parts=parts)
        frame.undo_asked.connect(lambda: self._step("undo"))
        frame.redo_asked.connect(lambda: self._step("redo"))
        sizes().install(frame.settings, frame.keep)
        frame.settings_asked.connect(lambda: frame.go("setup"))
        frame.set_search(self._find)
        frame.more_commands = self._commands
        frame.searching.set_filtering(self._filtering)
        jobs.kept.connect(self._kept)
        self._clock = QTimer(self)
        self._clock.setInterval(BACKUP_LOOK_MS)
        self._clock.timeout.connect(self._backup_if_due)
        self._clock.start()
        self.lock = Lock(frame, jobs, workspace.file, leave)
        self._mending = MendCount(workspace, jobs, self._show_what_to_mend, self)
        self.refresh()

    def close(self) -> None:
        """End the work and close the file: what was handed over is kept, and a last backup made if something changed."""
        self._clock.stop()
        self._mending.stop()
        self.jobs.close()
        self.workspace.close()

    def leave_for(self, then: Callable[[Any], Any]) -> None:
        """Close the workspace, and let the start window do *then*: what cannot be done to an open one."""
        self._leave(then)

    def begins(self) -> str:
        """The screen to begin with: a laptop that has joined and waits for its first pack has nothing to show but what to do."""
        return "exchange" if self._waits() else "region"

    def _waits(self) -> bool:
        return not self.workspace.glance(is_joined_yet)

    def _build(self, page: Page) -> Screen:
        if page.name != "exchange" and self._waits():
            from wmpeer.ui.exchange.before import BeforeFirstPack

            self._waiting_pages.add(page.name)
            return BeforeFirstPack(self.workspace, self.jobs, title=page.word)
        return _class_of(page)(self.workspace, self.jobs)

    def refresh(self) -> None:
        """Read again what the frame says of the workspace."""
        self.jobs.read(lambda: self.workspace.glance(_standing, self.workspace), then=self._show)
        self._mending.begin()

    def _show_what_to_mend(self, count: int) -> None:
        if isValid(self.frame):
            self.frame.set_badge("check", count)

    def _show(self, standing: _Standing | None) -> None:
        if not isValid(self.frame):
            return
        always = (("Lock now", "lock-simple", self.lock.begin), ("Close this workspace", "door", lambda: self._leave()))
        if standing is None:
            self._mending.stop()
            self.frame.set_cycle(self.workspace.file.path.stem, "waits for its first pack", always)
            return
        for name in tuple(self._waiting_pages):
            self._waiting_pages.discard(name)
            self.frame.forget(name)
        actions = (("Set up the cycle", "sliders-horizontal", lambda: self.frame.go("setup")), *always)
        self._sets_up = standing.sets_up
        self.frame.set_cycle(standing.cycle, standing.region, actions)
        self.frame.set_person(standing.person, standing.home)
        self.frame.set_worklist(standing.worklist, self.frame.authority() or standing.begins, mine=False)
        self.frame.set_undo_names(standing.undo, standing.redo)

    def _kept(self, changed: Any) -> None:
        changes = changes_in(changed)
        self.frame.set_saved(now() if changes else None, self.workspace.file.last_backup_at)
        for change in changes:
            self._mending.forget(getattr(change, "authority", None))
        if changes:  # a draft, kept several times a second, changes nothing the frame says
            self.refresh()

    def _step(self, way: str) -> None:
        def step(_progress: Progress) -> Changed:
            undoing = importlib.import_module("wmpeer.judging.undoing")  # what writes is much to fetch: when it is asked for
            taken: Changed = getattr(undoing, way)(self.workspace)
            return taken

        def failed(error: Exception) -> None:
            if not isinstance(error, WmpeerError):
                raise error
            self.frame.say(Message(error.sentence, error.next))

        self.jobs.write(step, failed=failed)

    def _backup_if_due(self) -> None:
        def look(_progress: Progress) -> None:
            self.workspace.file.backup_if_due(now())

        if self.workspace.file.changed_since_backup and not self.jobs.writing():
            self.jobs.write(look, failed=lambda error: self.frame.say(Message.of(error)) if isinstance(error, WmpeerError) else None)

    def _commands(self) -> list[Found]:
        from wmpeer.ui.commands import command_lines

        lock = Found("Lock now", group="Ctrl+L", icon="lock-simple", go=self.lock.begin, names="away screen passphrase leave")
        return [*command_lines(self.frame, sets_up=self._sets_up), lock]

    def _find(self, words: str) -> Any:
        from wmpeer.ui.finding import find_everything

        return find_everything(self.workspace, words, self.frame)

    def _filtering(self) -> Any:
        from wmpeer.ui.finding import filtering

        return filtering(self.workspace, self.frame)


def _class_of(page: Page) -> type[Screen]:
    found: type[Screen] = getattr(importlib.import_module(page.module), page.screen)
    return found


def _standing(reads: Any, workspace: Workspace) -> _Standing | None:
    """None where nothing but an invitation was accepted so far."""
    if not is_joined_yet(reads):
        return None
    everybody = {one.id: one for one in people(reads)}
    me = everybody.get(workspace.author)
    aside = stood_aside(reads, workspace.author)
    places = authorities(reads)
    names = {one.ons_code: one.name for one in places}
    walk = steps(reads, workspace.file.slot, workspace.device)
    return _Standing(
        cycle=cycle(reads).name,
        region=name_of_region(reads),
        person=me.name if me else "",
        home=f"from {names[me.home]}" if me and me.home in names else "regional office",
        worklist=tuple((one.ons_code, one.name) for one in places if one.ons_code not in aside),
        begins=begins_with(reads, workspace.file.slot),
        undo=_named(reads, walk.undo),
        redo=_named(reads, walk.redo),
        sets_up=may_set_up(reads, workspace.author),
    )


def _named(reads: Any, lines: Sequence[RevisionLine]) -> str:
    """What the newest of *lines* is called in a menu; "" where there is none."""
    if not lines:
        return ""
    last = lines[-1]
    held = is_held(reads, last.kind, last.fields, last.authority)
    return f"{_plain(last.verb)}{' (in an issued letter: begin a new version first)' if held else ''}"


def _plain(verb: str) -> str:
    name = verb.removeprefix("Undo: ").removeprefix("Redo: ")
    return name[:1].lower() + name[1:]
