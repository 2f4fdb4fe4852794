"""What a person presses everywhere in the window, and the list of all keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from wmpeer.ui.kit.keywords import KeyGroup, KeyLine, bind, bound, groups_of
from wmpeer.ui.kit.searchpanel import Found
from wmpeer.ui.kit.theme import theme

if TYPE_CHECKING:
    from wmpeer.ui.frame import Frame

UNDO, REDO = "Undo", "Redo"
_ALWAYS = (
    KeyLine(("Tab", "Shift+Tab"), "The next thing on the screen, or the one before"),
    KeyLine(("Esc",), "Close what is open, one layer at a time"),
)


def bind_keys(frame: Frame) -> None:
    """Bind the keys of the whole window to *frame*'s central widget."""
    keys: list[tuple[tuple[str, ...], str, Callable[[], Any]]] = [
        (("Ctrl+K",), "Search everything", frame.open_search),
        (("Ctrl+Alt+Up",), "Previous authority", lambda: frame.step_authority(-1)),
        (("Ctrl+Alt+Down",), "Next authority", lambda: frame.step_authority(1)),
        (("Alt+Left",), "Back to where you were", frame.back),
        (("Alt+Right",), "Forward again", frame.forward),
        (("Ctrl+Z",), UNDO, frame.keeping.undo_pressed),
        (("Ctrl+Shift+Z", "Ctrl+Y"), REDO, frame.keeping.redo_pressed),
        (("F6",), "Next part of the window", lambda: frame.next_part(1)),
        (("Shift+F6",), "Previous part of the window", lambda: frame.next_part(-1)),
        (("Ctrl++", "Ctrl+="), "Larger text", lambda: theme().step_reading(1)),
        (("Ctrl+-",), "Smaller text", lambda: theme().step_reading(-1)),
        (("Ctrl+0",), "The usual size of text", lambda: theme().set_reading_pixels(16)),
        (("Ctrl+Shift+F",), "Font of what is read", lambda: _choose_font(frame)),
        (("F1",), "This list", frame.show_keys),
    ]
    for names, words, act in keys:  # on the central widget: a question over the window disables it, and with it these keys
        bind(frame.centralWidget(), names, words, act)


def _choose_font(frame: Frame) -> None:
    from wmpeer.ui.kit.readingfont import open_menu

    open_menu(frame)


def bind_page(frame: Frame, number: int, word: str) -> None:
    """Ctrl+1 to Ctrl+9 for the screens of the rail."""
    if number <= 9:
        bind(frame.centralWidget(), (f"Ctrl+{number}",), word, lambda: frame.go_number(number))


def key_groups(frame: Frame) -> list[KeyGroup]:
    """All keys that work now: those of the screen first, then those of the window."""
    screen = frame.current()
    groups = groups_of(screen) if screen is not None else []
    own = bound(screen, deep=True) if screen is not None else ()
    here = [KeyGroup(screen.title, own)] if screen is not None and own else []
    everywhere, screens = [], []
    for line in (*bound(frame.centralWidget()), *bound(frame)):
        number = line.keys[0].removeprefix("Ctrl+")
        (screens if number.isdigit() and number != "0" else everywhere).append(_named(line, frame))
    return [*here, *groups, KeyGroup("Everywhere", (*everywhere, *_ALWAYS)), KeyGroup("Screens", tuple(screens))]


def undo_commands(frame: Frame) -> list[Found]:
    """Undo and redo as things to be found, with what they would undo and redo; what is not there is not offered."""
    names, keeping = frame.keeping.names, frame.keeping
    found = []
    if names.undo:
        found.append(Found(f"{UNDO}: {names.undo}", group="Ctrl+Z", icon="arrow-u-up-left", go=keeping.undo_pressed))
    if names.redo:
        found.append(Found(f"{REDO}: {names.redo}", group="Ctrl+Shift+Z", icon="arrow-u-up-right", go=keeping.redo_pressed))
    return found


def _named(line: KeyLine, frame: Frame) -> KeyLine:
    """Undo and redo with what they would undo and redo."""
    names = frame.keeping.names
    what = {UNDO: names.undo, REDO: names.redo}.get(line.words, "")
    return KeyLine(line.keys, f"{line.words}: {what}") if what else line
