"""Exchange: packs in and out, and whose laptops are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from wmpeer.clock import now
from wmpeer.ui.exchange import asking, words
from wmpeer.ui.exchange.acting import Acting
from wmpeer.ui.exchange.contact import ReadOut
from wmpeer.ui.exchange.inbox import Inbox
from wmpeer.ui.exchange.incoming import Incoming
from wmpeer.ui.exchange.laptops import Laptops
from wmpeer.ui.exchange.outbox import HandIn, HandOut
from wmpeer.ui.exchange.parts import ask_files, ask_folder, middle
from wmpeer.ui.exchange.preview import Preview
from wmpeer.ui.exchange.records import REPLY, Item, Standing
from wmpeer.ui.exchange.watching import Watching
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.empty import EmptyState, dropped_paths
from wmpeer.ui.kit.labels import Ground, Label, Rule
from wmpeer.ui.kit.parts import ScrollPage
from wmpeer.ui.kit.records import RECORD
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.kit.tokens import PAGE_MARGIN
from wmpeer.ui.places import DeedPlace
from wmpeer.ui.screen import Screen

KINDS = "Packs and replies (*.wmpack *.wmreply);;All files (*)"
TAKE, OUT, LAPTOPS = "take-in", "out", "laptops"
_INBOX, _INBOX_NARROW = 380, 320
_DEEDS = {"hand-out-all": OUT, "hand-in-pack": OUT, "choose-packs": TAKE, "watch-folder": TAKE, "invite": LAPTOPS, "report-lost": LAPTOPS}


class ExchangeScreen(Screen):
    """`take(paths)` puts files on the list; a place is a part of the screen: ``take-in``, ``out``, ``laptops``."""

    title = "Exchange"
    about_authority = False

    def __init__(self, workspace: Any, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(workspace, jobs, parent)
        self.standing: Standing | None = None
        self._part = TAKE
        self._began = False
        self._picked: Item | None = None
        self._filling = False
        self._outdated = False
        self._only = -1
        self._had_items = False
        self._asked: Any = None
        """The place somebody asked for before it was known how the exchange stands."""
        self.setAcceptDrops(True)
        self.incoming = Incoming(self, self._show_items, lambda *asked: asking.look_into(*asked))
        self.watching = Watching(self, self.incoming.saw)
        self.acting = Acting(self)
        self.choose_files: Callable[[], list[Path]] = lambda: ask_files(self, "Choose packs", KINDS, self._usual())
        self.choose_folder: Callable[[str], Path | None] = lambda ask: ask_folder(self, ask, self._usual())
        self._build()
        self._listen()

    def today(self) -> date:
        """This day, on this laptop."""
        return now().astimezone().date()

    def _usual(self) -> Path | None:
        """Where packs were written last or are watched for: a choice begins there, where it is there."""
        known = (self.standing.folder, self.standing.watched) if self.standing else ()
        return next((Path(one) for one in known if one and Path(one).is_dir()), None)

    # ---- what stands here

    def _build(self) -> None:
        self.next = Label("", tone="ink2", wrap=True, links=True)
        self.next.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.next.linkActivated.connect(self._follow)
        self.tabs = Segmented(((TAKE, "Take in"), (OUT, "Hand out"), (LAPTOPS, "Laptops")), label="Part", value=TAKE, name="exchange-parts")
        self.tabs.chosen.connect(self.show_part_named)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(PAGE_MARGIN, 12, PAGE_MARGIN, 8)
        head.setSpacing(12)
        head.addWidget(Label("Exchange", "heading"))
        head.addWidget(self.next, 1)
        head.addWidget(self.tabs)
        self.inbox, self.preview = Inbox(), Preview()
        self.edge = Rule(standing=True)
        self.taking = QWidget()
        row = QHBoxLayout(self.taking)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._left = Ground("paper")
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.inbox)
        row.addWidget(self._left)
        row.addWidget(self.edge)
        row.addWidget(self.preview, 1)
        self.empty = EmptyState(
            "package", "No packs have come yet",
            "Drop packs here, from a stick or a shared folder. You see what each would change before anything is kept.",
            (("Choose packs", "folder-open", self._choose_files), ("Watch a folder", "eye", self._choose_watched)), drops=True,
            name="no-packs",
        )  # fmt: skip
        self.empty.dropped.connect(self.take)
        self.hand_out, self.hand_in, self.laptops = HandOut(), HandIn(), Laptops()
        self.read_out = ReadOut(self._choose_files)
        self.stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {
            "taking": self.taking, "empty": middle(self.empty), "hand-out": self.hand_out, "hand-in": self.hand_in, LAPTOPS: self.laptops,
            "read-out": ScrollPage(middle(self.read_out), name="read-out-page"), "nothing": QWidget(),
        }  # fmt: skip
        for page in self._pages.values():
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(self._pages["nothing"])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.stack, 1)
        self._head.hide()

    def _listen(self) -> None:
        acting = self.acting
        self.inbox.chosen.connect(self._item_chosen)
        self.inbox.opened.connect(self._item_opened)
        self.inbox.list.clicked.connect(lambda index: self._item_opened(index.data(RECORD)) if self.room == "short" else None)
        self.inbox.files_asked.connect(self._choose_files)
        self.inbox.folder_asked.connect(self._watch_pressed)
        self.inbox.all_asked.connect(lambda: acting.take_in(self.inbox.ready()))
        self.inbox.dropped.connect(self.take)
        self.preview.take_asked.connect(lambda item: acting.take_in([item.path]))
        self.preview.back_asked.connect(acting.take_back)
        self.preview.admit_asked.connect(acting.admit)
        self.preview.again_asked.connect(lambda item: self.incoming.look([item.path]))
        self.preview.list_asked.connect(self.unwind)
        self.preview.apart_asked.connect(lambda: self.go("apart"))
        self.preview.forget_asked.connect(lambda item: self.incoming.forget(item.path))
        self.hand_out.asked.connect(acting.hand_out)
        self.hand_out.laptops_asked.connect(lambda: self.show_part_named(LAPTOPS))
        self.hand_in.asked.connect(acting.hand_in)
        self.hand_in.opened.connect(lambda code: self.go("read", code))
        for out in (self.hand_out, self.hand_in):
            out.folder_chosen.connect(acting.keep_out_folder)
        self.laptops.invite_asked.connect(acting.invite)
        self.laptops.reply_asked.connect(self._choose_files)
        self.laptops.lost_asked.connect(acting.report_lost)
        self.laptops.people_asked.connect(lambda: self.go("setup", "", "people"))

    # ---- filling

    def concerned(self, changed: Any) -> bool:
        return True

    def hear(self, changed: Any) -> None:
        self._outdated = True
        super().hear(changed)

    def reload(self) -> None:
        workspace = self.workspace
        self.fetch(lambda: asking.standing(workspace), self.show_standing)

    def show_standing(self, standing: Standing) -> None:
        """Show how the exchange stands."""
        self.standing = standing
        self.incoming.set_receipts(standing.receipts)
        self.tabs.set_options(((TAKE, "Take in"), (OUT, "Hand out" if standing.sets_up else "Hand in"), (LAPTOPS, "Laptops")))
        self.hand_out.show_standing(standing)
        self.hand_in.show_standing(standing)
        self.laptops.show_standing(standing)
        self.read_out.show_reply(standing.reply, standing.cycle)
        self.watching.watch(Path(standing.watched) if standing.watched else None)
        self.inbox.set_watched(standing.watched)
        if not self._began:
            self._began = True
            self._part = LAPTOPS if standing.sets_up and not standing.receivers() and not standing.receipts else TAKE
        self._show_items()
        if self._asked is not None:
            asked, self._asked = self._asked, None
            self.go_to(asked)
        if self._outdated:  # what a pack would do may be something else now
            self._outdated = False
            self.incoming.look_again()
        begins = self.begins_at()
        if QApplication.focusWidget() is self and begins is not None:  # one came here before there was anything to begin with
            begins.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_items(self) -> None:
        items, before = self.incoming.items(), self._picked
        self._filling = True
        self.inbox.set_items(items)
        kept = next((one for one in items if before is not None and one.key == before.key), None)
        if kept is None and before is not None:  # it was read meanwhile, and goes by its hash now
            kept = next((one for one in items if one.path is not None and one.path == before.path), None)
        shown = kept or (items[0] if items else None)
        if shown is not None:
            self.inbox.choose(shown)
        self._filling = False
        if self.room == "short" and not self._had_items and len(items) == 1 and items[0].takes:
            self._only = 1  # there is no room beside the list, and no other to choose
        self._had_items = bool(items)
        self.preview.show_item(shown)
        self._dress()

    def _dress(self) -> None:
        """The page of the part chosen, and the sentence above it."""
        standing, items = self.standing, self.incoming.items()
        if standing is None:
            return
        first = not standing.joined and not items
        self._head.setVisible(not first)
        page = "read-out" if first else self._page(standing, items)
        self.tabs.setVisible(standing.joined)
        if self.stack.currentWidget() is not self._pages[page]:
            self.stack.setCurrentWidget(self._pages[page])
        self.tabs.set_value(self._part)
        said, to = words.next_step(standing, items) if standing.joined else ("This laptop waits for its first pack.", TAKE)
        plain = said.replace("&", "&amp;").replace("<", "&lt;")
        badge = getattr(self.window(), "set_badge", None)  # the frame's; by itself a screen stands in no rail
        if badge is not None:
            badge("exchange", sum(one.takes or one.state == REPLY for one in items))
        self.next.setText(plain if to == self._part or not standing.joined else f'<a href="{to}">{plain}</a>')
        begins = {"taking": self.inbox.list, LAPTOPS: self.laptops.table, "hand-out": self.hand_out.table, "empty": self.empty.buttons[0]}
        self.setFocusProxy({**begins, "read-out": self.read_out.words, "hand-in": self.hand_in.go}.get(page, self.tabs))
        self._fit_parts()

    def _page(self, standing: Standing, items: Sequence[Item]) -> str:
        if self._part == TAKE or not standing.joined:
            return "taking" if items else "empty"
        if self._part == OUT:
            return "hand-out" if standing.sets_up else "hand-in"
        return LAPTOPS

    # ---- going

    def show_part_named(self, part: str) -> None:
        """Show a part of the screen."""
        if part in (TAKE, OUT, LAPTOPS):
            self._part = part
            self._only = 0
            self._dress()

    def _follow(self, part: str) -> None:
        """The next step was followed: its words are no link there, and the keys go on with what is shown."""
        self.show_part_named(part)
        self.begin_here()

    def begin_here(self) -> None:
        """The keys go on with what is shown: what was pressed is gone, and the focus would fall on whatever is first in the window."""
        if self.isVisible():
            alone = self.preview.packs if self.room == "short" and self._only == 1 else None
            (alone or self.begins_at() or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _item_chosen(self, item: Item) -> None:
        if not self._filling:  # a person chose it, and it stays chosen while others come
            self._picked = item
            self.preview.show_item(item)

    def _item_opened(self, item: Item) -> None:
        """Enter on a line: to what can be done with it."""
        self._item_chosen(item)
        if self.room == "short":
            self._only = 1
            self._fit_parts()
        for button in (self.preview.take, self.preview.admit, self.preview.back, self.preview.again):
            if not button.isHidden():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def place(self) -> Any:
        return self._part

    def go_to(self, place: Any) -> None:
        if self.standing is None:
            self._asked = place
        elif isinstance(place, DeedPlace):
            self.show_part_named(_DEEDS.get(place.button, self._part))
            self.press(place)
        elif isinstance(place, str):
            self.show_part_named(place)

    def unwind(self) -> bool:
        if self.room == "short" and self._only == 1:
            self._only = 0
            self._fit_parts()
            self.inbox.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    # ---- files

    def take(self, paths: Sequence[Path]) -> None:
        """Files or folders that were dropped or chosen."""
        if paths:
            self._part = TAKE
            self.incoming.add(paths)

    def _choose_files(self) -> None:
        self.take(self.choose_files())

    def _watch_pressed(self) -> None:
        if self.watching.folder is None:
            self._choose_watched()
        else:
            self.acting.watch(None)

    def _choose_watched(self) -> None:
        folder = self.choose_folder("Which folder shall be watched for packs?")
        if folder is not None:
            self.acting.watch(folder)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            for place in (self.inbox.strip, self.empty):
                place.set_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._nothing_over()

    def dropEvent(self, event: QDropEvent) -> None:
        self._nothing_over()
        event.acceptProposedAction()
        self.take(dropped_paths(event))

    def _nothing_over(self) -> None:
        for place in (self.inbox.strip, self.empty):
            place.set_over(False)

    # ---- room

    def set_room(self, room: str) -> None:
        super().set_room(room)
        self._only = 0
        self.next.setVisible(room != "short")
        self.laptops.set_room(room)
        self.inbox.set_short(room == "short")
        self.preview.set_short(room == "short")
        self._fit_parts()

    def _fit_parts(self) -> None:
        short = self.room == "short"
        self._left.setVisible(not short or self._only != 1)
        self.preview.setVisible(not short or self._only == 1)
        self.edge.setVisible(not short)
        width = 16_777_215 if short else _INBOX_NARROW if self.room == "narrow" else _INBOX
        self._left.setMinimumWidth(0 if short else width)
        self._left.setMaximumWidth(width)
