"""Region: the coordinator's morning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from wmpeer.clock import now
from wmpeer.files import save_whole
from wmpeer.progress import Progress
from wmpeer.ui.check.drafts import LetterChecks
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.confirm import Sheet
from wmpeer.ui.kit.dates import in_words
from wmpeer.ui.kit.empty import DropStrip, dropped_paths
from wmpeer.ui.kit.icons import icon
from wmpeer.ui.kit.keywords import KeyGroup, KeyLine, bind
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.message import Message
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.kit.table import Table
from wmpeer.ui.kit.tokens import PAGE_MARGIN
from wmpeer.ui.places import DeedPlace, MappedPlace, PagePlace
from wmpeer.ui.region import words
from wmpeer.ui.region.columns import columns
from wmpeer.ui.region.data_line import DataLine
from wmpeer.ui.region.held_plan import HeldPlan, TakenIn
from wmpeer.ui.region.morning import Morning, Row, morning, with_news
from wmpeer.ui.region.sentences import Sentence
from wmpeer.ui.screen import Screen

if TYPE_CHECKING:
    from wmpeer.intake.plan import IntakePlan
    from wmpeer.ui.region.plan_sheet import PlanSheet

NEWS_MS = 120
"""How long after the table came the news is asked for: the table is painted first, and there is much to fetch for the news."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOT_OUT = ("", "drafting", "quality-check", "with-director")
SETUP_PLACES = {"Approvals": "approvals", "Readers": "readers"}
SETUP_COLUMNS = {"Approved": "approvals", "Readers": "readers"}
WHERE_TO = "Where to go with this authority"
WAYS = (
    ("read", "", "Read && judge", "book-open"), ("data", "", "Data", "chart-line"), ("letters", "", "Letter", "envelope-simple"),
    ("setup", "approvals", "Approvals", "check-circle"), ("setup", "readers", "Readers", "users"),
    ("setup", "documents", "Documents", "file-text"),
)  # fmt: skip
"""Where one may go with an authority: screen, section of setting up, word, icon."""


class RegionScreen(Screen):
    """Where every authority stands. `take_in(paths)` plans, asks and takes in files."""

    title = "Region"
    about_authority = False

    def __init__(self, workspace: Any, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(workspace, jobs, parent)
        self._morning: Morning | None = None
        self._letters = LetterChecks(self, self._show_holding, self.today)
        self._sheet: Sheet | None = None
        self._held = HeldPlan(self, self._planned, self.take_in)
        self.setAcceptDrops(True)
        self._build()

    def today(self) -> date:
        """This day, on this laptop."""
        return now().astimezone().date()

    # ---- what stands here

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 12, PAGE_MARGIN, 16)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addWidget(self._sentences())
        self.data = DataLine()
        self.data.followed.connect(lambda section: self.go("data", "", PagePlace("quarter", section)))
        column.addWidget(self.data)
        self.table = Table(columns(), label="Authorities", key=lambda row: row.code, name="authorities")
        self.table.opened.connect(self.open_row)
        self.table.link_followed.connect(self._link_followed)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_ways)
        bind(self.table, ("Shift+F10",), WHERE_TO, lambda: self._show_ways(QPoint()), inside=True)
        self.table.chosen.connect(self._row_chosen)
        self.setFocusProxy(self.table)
        column.addWidget(self.table, 1000)
        self.strip = DropStrip(
            "Drop a folder of documents here.",
            "Each is matched to an authority by its name and its words; you see the plan before anything is kept.",
            name="drop-documents",
        )
        self.strip.clicked.connect(self.choose_folder)
        self.strip.dropped.connect(self.take_in)
        column.addSpacing(4)
        column.addWidget(self.strip)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)  # what a tall window has left over stands below, and opens no gap above the table

    def _head(self) -> QHBoxLayout:
        self.heading = Label("Region", "heading")
        self.day = Label("", tone="ink2")
        self.filter = Segmented((("all", "All"), ("late", "Late"), ("soon", "Due this week")), label="Show", value="all", name="show")
        self.filter.chosen.connect(lambda _key: self._show_rows())
        self.chase = Button("Chase list", "plain", "printer", name="chase-list", tip="Who is late with what, to send or to print")
        self.chase.clicked.connect(self.show_chase_list)
        self.intake = Button("Take in documents", "main", "tray-arrow-down", name="take-in-documents")
        menu = QMenu(self.intake)
        menu.addAction(icon("file-text"), "Choose files", self.choose_files)
        menu.addAction(icon("folder-open"), "Choose a folder", self.choose_folder)
        self._intake_menu = menu
        self.intake.clicked.connect(self._show_menu)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.heading)
        row.addSpacing(4)
        row.addWidget(self.day)
        row.addStretch(1)
        for widget in (self.filter, self.chase, self.intake):
            row.addWidget(widget)
        row.insertSpacing(row.indexOf(self.chase), 8)
        return row

    def _sentences(self) -> QWidget:
        self.since = Sentence("clock-counter-clockwise", "ink2", "Since yesterday", name="since-yesterday")
        self.due = Sentence("calendar-blank", "ink2", "Due this week", name="due-this-week")
        self.held = Sentence("hand-palm", "ink2", "Holding a letter", name="holding")
        self._three = QWidget()
        row = QHBoxLayout(self._three)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        for sentence in (self.since, self.due, self.held):
            sentence.followed.connect(self._follow)
            row.addWidget(sentence, 1)
        return self._three

    def set_room(self, room: str) -> None:
        super().set_room(room)
        short = room == "short"
        for sentence in (self.since, self.held, self.data):
            sentence.setVisible(not short)
        self.day.setVisible(room == "wide")
        self.chase.setVisible(not short)
        self._offer_intake()
        self.filter.setVisible(not short)

    # ---- filling

    def reload(self) -> None:
        today = self.today()
        weekday = WEEKDAYS[today.weekday()]
        self.day.setText(f"{weekday} {in_words(today)}")
        self.fetch(lambda: self.workspace.glance(morning, self.workspace.author, today), self._came)

    def hear(self, changed: Any) -> None:
        self._letters.forget(getattr(changed, "authority", None))
        super().hear(changed)

    def _came(self, read: Morning) -> None:
        before = self._morning
        self._morning = replace(read, happened=before.happened, to_mend=before.to_mend, data=before.data) if before else read
        late, soon = self._morning.late(), self._morning.soon()
        counts = (("all", f"All {len(self._morning.rows)}"), ("late", f"Late {len(late)}"), ("soon", f"Due this week {len(soon)}"))
        self.filter.set_options(counts)
        self._show_rows()
        self._offer_intake()
        self.due.set_words(words.due_this_week(self._morning))
        QTimer.singleShot(NEWS_MS, self, lambda: self._fetch_news(read))

    def _fetch_news(self, read: Morning) -> None:
        self.fetch(lambda: self.workspace.read(with_news, self.workspace.author, read), self._news_came)

    def _news_came(self, read: Morning) -> None:
        self._morning = read
        self.since.set_words(words.since_yesterday(read))
        self.data.set_news(*read.data)
        self._show_holding()
        self._letters.look_at(row.code for row in self._morning.rows if row.line.agreed and row.line.letter in NOT_OUT and not row.aside)

    def _show_rows(self) -> None:
        if self._morning is None:
            return
        which = {"late": self._morning.late, "soon": self._morning.soon}.get(self.filter.value())
        self.table.set_records(which() if which else self._morning.rows)
        self._fit_table()

    def _fit_table(self) -> None:
        """No taller than its rows: the strip stands right below."""
        self.table.setMaximumHeight(max(self.table.height_of_all(), 3 * 32))

    def _show_holding(self) -> None:
        if self._morning is not None:
            musts = {code: [one.sentence for one in said if one.strength == "must"] for code, said in self._letters.known.items()}
            said = words.holding(self._morning, musts)
            self.held.set_words(said)
            self.held.set_icon(*(("check-circle", "strength") if said == words.NONE_HELD else ("hand-palm", "alert")))

    # ---- going elsewhere

    def _row_chosen(self, row: Row | None) -> None:
        """Whom one looks at here, the next screen is about; filling the table chooses nobody."""
        if row is not None and not row.aside and self.table.hasFocus():
            self.authority_chosen.emit(row.code)

    def open_row(self, row: Row) -> None:
        """Where the authority's next step is done."""
        if row.aside:
            self.say(f"You stand aside for {row.name}.", f"Reason: {row.aside}.")
            return
        step = row.step if row.leads else "Reading"  # where somebody else has to do something, there is still the text to read
        place = f"{SETUP_PLACES[step]}/{row.code}" if step in SETUP_PLACES else None
        self.go(words.GOES_TO.get(step, "read"), row.code, place)

    def _link_followed(self, row: Row, column: int) -> None:
        step = SETUP_COLUMNS.get(self.table.records.columns[column].title)
        self.go("setup", row.code, f"{step}/{row.code}") if step else self.open_row(row)

    def _show_ways(self, point: QPoint) -> None:
        """Everywhere one may go with the authority of the row: right click, or the menu key."""
        row = self.table.current()
        if row is None or row.aside:
            return
        menu = QMenu(self.table)
        menu.setObjectName("ways")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for screen, section, word, picture in (way for way in WAYS if row.sets_up or way[1] not in SETUP_PLACES.values()):
            place = f"{section}/{row.code}" if section else None
            action = menu.addAction(icon(picture), word)
            action.triggered.connect(lambda _on=False, screen=screen, place=place: self.go(screen, row.code, place))
        pressed = point.isNull() or not self.table.viewport().rect().contains(point)
        at = self.table.visualRect(self.table.currentIndex()).bottomLeft() if pressed else point
        menu.popup(self.table.viewport().mapToGlobal(at))

    def key_group(self) -> KeyGroup:
        return KeyGroup("In the table of authorities", (KeyLine(("Menu",), WHERE_TO),))

    def _follow(self, link: str) -> None:
        screen, _, code = link.partition(":")
        if screen == "setup":
            self.go(screen, "", code)
        else:
            self.go(screen, code)

    def place(self) -> Any:
        row = self.table.current()
        return row.code if row is not None else None

    def go_to(self, place: Any) -> None:
        if isinstance(place, DeedPlace):
            self.press(place)
        elif isinstance(place, MappedPlace):
            self._held.come_back(place)
        elif isinstance(place, str):
            self.table.choose(place)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def unwind(self) -> bool:
        if self.filter.value() == "all":
            return False
        self.filter.set_value("all")
        self._show_rows()
        return True

    # ---- chase list

    def show_chase_list(self) -> None:
        """Who is late with what, as text to copy or to save."""
        if self._morning is not None:
            from wmpeer.ui.region.chase import open_chase_list

            text = words.chase_list(self._morning, self._morning.cycle)
            open_chase_list(self, text, copy=lambda sheet: self._copy(text, "The chase list is copied.", sheet), save=self._choose_target)

    def _copy(self, text: str, said: str, sheet: Sheet | None = None) -> None:
        QApplication.clipboard().setText(text)
        if sheet is not None:
            sheet.close_layer()
        self.say(said, "Paste it where you write to people.", "success")

    def _choose_target(self, text: str) -> None:
        name = f"chase list {self.today().isoformat()}.txt"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the chase list", name, "Text (*.txt)")
        if chosen:
            self.save_chase_list(Path(chosen), text)

    def save_chase_list(self, target: Path, text: str) -> None:
        """Keep the chase list as a file."""
        self.do(lambda _progress: save_whole(target, text.encode()), then=lambda: self.say(f"“{target.name}” is saved.", kind="success"))

    # ---- taking in

    def takes_in(self) -> bool:
        """Whether taking in is for the person at work: what they may not do is not offered."""
        return self._morning is None or self._morning.sets_up

    def _offer_intake(self) -> None:
        self.intake.setVisible(self.takes_in())
        self.strip.setVisible(self.takes_in() and self.room != "short")

    def _show_menu(self) -> None:
        self._intake_menu.popup(self.intake.mapToGlobal(self.intake.rect().bottomLeft()))

    def choose_files(self) -> None:
        kinds = "Documents and tables (*.pdf *.docx *.doc *.odt *.rtf *.pptx *.txt *.csv *.xlsx *.xls *.ods *.xz *.gz *.zip);;All files (*)"
        chosen, _ = QFileDialog.getOpenFileNames(self, "Choose documents or tables", "", kinds)
        self._focus_intake()
        if chosen:
            self.take_in([Path(one) for one in chosen])

    def choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Choose a folder of documents")
        self._focus_intake()
        if chosen:
            self.take_in([Path(chosen)])

    def _focus_intake(self) -> None:
        """From the chooser one comes back to where it was asked for."""
        (self.intake if self.intake.isVisible() else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def take_in(self, paths: list[Path]) -> None:
        """Look at files and folders, and show what taking them in would do."""
        if not paths:
            return
        if self._morning is not None and not self.takes_in():
            self.say("Taking in documents is for a coordinator.", f"Give them to {' or '.join(self._morning.coordinators)}.")
            return
        plans: list[IntakePlan] = []

        def look(progress: Progress) -> None:
            from wmpeer.intake.plan import plan_intake

            plans.append(plan_intake(self.workspace, paths, progress))

        named = paths[0].name if len(paths) == 1 else f"{len(paths)} files"
        self.do(look, then=lambda: self._planned(plans[0]), title=f"Looking at {named}")

    def _planned(self, plan: IntakePlan) -> None:
        if self._sheet is not None:
            self._sheet.decline()
        names = {row.code: row.name for row in self._morning.rows} if self._morning else {}
        from wmpeer.ui.region.plan_sheet import PlanSheet

        sheet = PlanSheet(self, plan, names)
        sheet.agreed.connect(lambda plan: self._carry_out(plan, sheet))
        sheet.columns_asked.connect(lambda item: self._held.leave(sheet, item))
        sheet.closed.connect(self._sheet_gone)
        self._sheet = sheet
        sheet.begin()

    def _sheet_gone(self) -> None:
        self._sheet = None

    def _carry_out(self, plan: IntakePlan, sheet: PlanSheet) -> None:
        sheet.close_layer()
        number = len(plan.to_take_in())

        def carry(progress: Progress) -> TakenIn:
            from wmpeer.intake.plan import carry_out

            return TakenIn(carry_out(self.workspace, plan, progress))

        title = f"Taking in {number} file{'' if number == 1 else 's'}"
        left = frozenset(one.path for one in plan.questions())
        self.do(carry, got=lambda taken: self._taken_in(taken, left), title=title)

    def _taken_in(self, taken: TakenIn, left: frozenset[Path]) -> None:
        from wmpeer.ui.region import intake_words

        said, refused = intake_words.outcome(taken.results, left), intake_words.cannot(taken.results, left)
        asked = "A message that asks for it again is copied." if len(refused) == 1 else "A message that asks for them again is copied."
        copy = ("Copy a message to the sender", lambda: self._copy(intake_words.request(refused), asked))
        self.message.emit(Message(said.sentence, said.next, said.kind, (copy,) if refused else ()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.takes_in() and dropped_paths(event):
            self.strip.set_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.strip.set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.strip.set_over(False)
        event.acceptProposedAction()
        self.take_in(dropped_paths(event))
