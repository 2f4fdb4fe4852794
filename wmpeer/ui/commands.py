"""What can be done, as the search finds it: by its words and by what else people call it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wmpeer.ui.keys import undo_commands
from wmpeer.ui.kit.found import Found
from wmpeer.ui.places import DeedPlace

if TYPE_CHECKING:
    from wmpeer.ui.frame import Frame


READ = "read"
"""The screen that shows an authority's self-evaluation."""


@dataclass(frozen=True, slots=True)
class Command:
    """A thing to do: the screen where it is done and the place there, and other *names* for it. What is of the *office* only
    coordinators do."""

    words: str
    icon: str
    page: str
    place: Any = None
    names: str = ""
    office: bool = False


COMMANDS = (
    Command("Take in documents", "tray-arrow-down", "region", DeedPlace("take-in-documents"), "load import add upload files folder", True),
    Command("Chase list", "printer", "region", DeedPlace("chase-list"), "late overdue reminder print"),
    Command("Hand in", "check", "read", DeedPlace("hand-in"), "finish submit send"),
    Command("Next area without a view", "book-open", "read", DeedPlace("next-unjudged"), "unjudged next judge"),
    Command("Export letters and workbook", "file-arrow-down", "letters", DeedPlace("letters-write"), "write files pdf word excel xlsx"),
    Command(
        "Papers: data pack, scorecard, sign-off sheet",
        "chart-line",
        "letters",
        DeedPlace("letters-papers"),
        "annual report performance export commentary chair signature digits",
    ),
    Command("Prepare letters", "eye", "letters", DeedPlace("letters-prepare"), "draft look batch"),
    Command("Issue letters", "lock-simple", "letters", DeedPlace("letters-issue-all", press=False), "send lock", True),
    Command("Take in packs", "package", "exchange", DeedPlace("choose-packs"), "load import receive stick colleagues"),
    Command("Watch a folder for packs", "eye", "exchange", DeedPlace("watch-folder"), "shared synchronised onedrive sharepoint"),
    Command("Hand out packs", "package", "exchange", DeedPlace("hand-out-all", press=False), "send give panellists stick", True),
    Command("Make the pack for the office", "package", "exchange", DeedPlace("hand-in-pack", press=False), "send coordinator stick"),
    Command("Invite a laptop", "envelope-simple", "exchange", "laptops", "invitation join admit reply six words", True),
    Command("Report a laptop lost", "warning-circle", "exchange", "laptops", "stolen revoke device", True),
    Command("Check the file", "shield-check", "check", DeedPlace("check-file"), "integrity damage"),
    Command("Cycle and calendar", "calendar-blank", "setup", "cycle", "set up dates days deadlines settings"),
    Command("People", "users", "setup", "people", "set up passphrase roles add panellist settings"),
    Command("Interests", "hand-palm", "setup", "interests", "set up stand aside conflict declare"),
    Command("Approvals", "check-circle", "setup", "approvals", "set up chief executive lead member signed"),
    Command("Readers", "book-open", "setup", "readers", "set up allocate allocation capture sheet"),
    Command("Documents", "file-text", "setup", "documents", "set up move take out versions"),
    Command("Tables of figures", "database", "setup", "data", "set up batches data indicators take out"),
    Command("This laptop", "desktop", "setup", "laptop", "settings preferences options colours dark light font backup restore go back"),
    Command("Keys", "key", "setup", "keys", "settings passphrase change remember keyring lock minutes recovery key who can open"),
    Command("Erasing", "trash", "setup", "erasing", "erase cycle delete retention certificate"),
)
PAGE_NAMES = {
    "region": "tracker home start who is late", "read": "judging self-evaluation text card findings", "data": "figures indicators charts",
    "letters": "draft issue", "exchange": "packs inbox hand out hand in take in stick laptops invite", "check": "mend inconsistent",
    "setup": "settings preferences options setup",
    "versions": "compare settle new version", "mapping": "mapping headings wide quarterly workbook unknown table",
    "apart": "settle merge conflict both sides agenda said apart",
}  # fmt: skip
"""What else the screens are called."""


def offered(frame: Frame) -> list[Found]:
    """The screens and undo; where something is typed, also the authorities and every command."""
    first = frame.page_commands() + undo_commands(frame)
    if not frame.top.search.text().strip():
        return first
    places = [
        Found(name, group="Authority", icon="map-pin", go=lambda code=code: _open_authority(frame, code))
        for code, name in frame.whose.listed.authorities
    ]
    return [*first, *places, *frame.more_commands()]


def _open_authority(frame: Frame, code: str) -> None:
    """An authority was found: where no screen is about one, its self-evaluation opens."""
    screen = frame.current()
    if (screen is None or not screen.about_authority) and READ in frame.pages():
        frame.go(READ, code)
    else:
        frame.set_authority(code)
        frame.focus_screen()


def command_lines(frame: Frame, *, sets_up: bool) -> Iterator[Found]:
    """Every command that the person at work may give."""
    for one in COMMANDS:
        if sets_up or not one.office:
            yield Found(
                one.words, group="Command", icon=one.icon, go=lambda one=one: frame.go(one.page, frame.authority(), one.place),
                names=one.names,
            )  # fmt: skip
    yield Found("Keys that work here", group="F1", icon="keyboard", go=frame.show_keys, names="shortcuts help list")
