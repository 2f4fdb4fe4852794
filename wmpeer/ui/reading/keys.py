"""Keys of the reading pane. They work only while the pane has the focus, so a letter typed in a field is a letter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from wmpeer.ui.kit.keywords import KeyGroup, KeyLine
from wmpeer.ui.kit.kinds import mark
from wmpeer.ui.reading.records import KIND_KEYS, Place

_CTRL, _SHIFT, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
_IGNORED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
_STEPS = {
    Qt.Key.Key_Left: ("left", "word-left"),
    Qt.Key.Key_Right: ("right", "word-right"),
    Qt.Key.Key_Up: ("up", "up"),
    Qt.Key.Key_Down: ("down", "down"),
    Qt.Key.Key_Home: ("line-start", "start"),
    Qt.Key.Key_End: ("line-end", "end"),
}
TEXT_KEYS = "In the text"
"""The heading of these keys in the list of keys."""


@dataclass(frozen=True, slots=True)
class _Act:
    """What a key does to a pane: the key as it is listed, its words, which events are meant, and the deed."""

    keys: tuple[str, ...]
    words: str
    meant: Callable[[QKeyEvent, Qt.KeyboardModifier], bool]
    do: Callable[[Any, Qt.KeyboardModifier], Any]


def _standard(key: QKeySequence.StandardKey) -> Callable[[QKeyEvent, Qt.KeyboardModifier], bool]:
    return lambda event, _held: event.matches(key)


def _pressed(*keys: Qt.Key, ctrl: bool = False) -> Callable[[QKeyEvent, Qt.KeyboardModifier], bool]:
    return lambda event, held: event.key() in keys and (not ctrl or bool(held & _CTRL))


_COMMANDS = (
    _Act(("Ctrl+C",), "Copy the chosen words", _standard(QKeySequence.StandardKey.Copy), lambda pane, _held: pane.copy()),
    _Act(("Ctrl+A",), "Choose all words", _standard(QKeySequence.StandardKey.SelectAll), lambda pane, _held: pane.select_all()),
    _Act(("Ctrl+F",), "Find in this document", _standard(QKeySequence.StandardKey.Find), lambda pane, _held: pane.open_find()),
    _Act(
        ("F3", "Shift+F3"), "Next place found, or the one before", _pressed(Qt.Key.Key_F3),
        lambda pane, held: pane.finder.step(-1 if held & _SHIFT else 1),
    ),
    _Act(
        ("F7",), "A caret in the text, to choose words by key", _pressed(Qt.Key.Key_F7),
        lambda pane, _held: _turn_caret(pane, not pane.caret_mode),
    ),
    _Act((), "", _pressed(Qt.Key.Key_Plus, Qt.Key.Key_Equal, ctrl=True), lambda pane, _held: pane.step_zoom(1)),
    _Act((), "", _pressed(Qt.Key.Key_Minus, Qt.Key.Key_Underscore, ctrl=True), lambda pane, _held: pane.step_zoom(-1)),
    _Act((), "", _pressed(Qt.Key.Key_0, ctrl=True), lambda pane, _held: pane.step_zoom(0)),
)  # fmt: skip
_WALKS: dict[str, tuple[str, Callable[[Any, Qt.KeyboardModifier], Any]]] = {
    "n": ("Next area", lambda pane, _held: pane.next_area_wanted.emit()),
    "p": ("Previous area", lambda pane, _held: pane.previous_area_wanted.emit()),
    "u": ("Next area without a view", lambda pane, _held: pane.next_unjudged_wanted.emit()),
    "b": ("A second place or document beside this one; there, close it", lambda pane, _held: pane.beside_asked.emit()),
    "g": ("Outline or pages beside the text: show or hide", lambda pane, _held: pane.contents_asked.emit()),
    "r": ("Clip a part of the page as a picture; arrows move it, Shift with them sizes it", lambda pane, _held: pane.begin_region()),
    "o": (
        "Next of the marks that lie over one another; with Shift all of them in a list",
        lambda pane, held: pane.list_over() if held & _SHIFT else pane.next_over(),
    ),
    "m": ("Next mark; with Shift the one before", lambda pane, held: pane.next_mark(-1 if held & _SHIFT else 1)),
}
_LETTERS = frozenset(KIND_KEYS) | frozenset(_WALKS)


def marking_keys() -> KeyGroup:
    """The letters that make a finding of chosen words."""
    return KeyGroup("Words chosen in the text become", tuple(KeyLine((key.upper(),), mark(kind).word) for key, kind in KIND_KEYS.items()))


def key_group() -> KeyGroup:
    """What other keys do while the text has the focus."""
    walks = [KeyLine((letter.upper(),), words) for letter, (words, _) in _WALKS.items()]
    moves = [
        KeyLine(("Alt+drag",), "Clip a part of the page as a picture"),
        KeyLine(("Space", "Shift+Space"), "A screen further, or back"),
        KeyLine(("Shift+Right", "Shift+Ctrl+Right"), "Choose letters, or words"),
    ]
    return KeyGroup(TEXT_KEYS, (*walks, *moves, *(KeyLine(act.keys, act.words) for act in _COMMANDS if act.keys)))


def is_ours(pane: object, event: QKeyEvent) -> bool:
    """Whether the pane takes this key before any shortcut of the window does."""
    held = event.modifiers() & ~_IGNORED
    if held == Qt.KeyboardModifier.NoModifier or held == _SHIFT:
        return event.text().lower() in _LETTERS or event.key() in _STEPS or event.key() in (Qt.Key.Key_F7, Qt.Key.Key_Space)
    return any(
        event.matches(key) for key in (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.SelectAll, QKeySequence.StandardKey.Find)
    )


def handle(pane: object, event: QKeyEvent) -> bool:
    """Do what a key means; says whether it means anything here."""
    held = event.modifiers() & ~_IGNORED
    if held & _ALT:
        return False
    return _commands(pane, event, held) or _letters(pane, event, held) or _moves(pane, event, held)


def _commands(pane: object, event: QKeyEvent, held: Qt.KeyboardModifier) -> bool:
    if event.key() == Qt.Key.Key_Escape:
        return _unwind(pane)
    act = next((one for one in _COMMANDS if one.meant(event, held)), None)
    if act is not None:
        act.do(pane, held)
    return act is not None


def _unwind(pane: object) -> bool:
    """Esc closes one layer: find, what is chosen, the caret."""
    if pane.finder.isVisible():
        pane.finder.leave()
    elif pane.drop_region():
        pass
    elif pane.chooser.range is not None:
        pane.clear_selection()
    elif pane.caret_mode:
        _turn_caret(pane, False)
    else:
        return False
    return True


def _turn_caret(pane: object, on: bool) -> None:
    pane.caret_mode = on
    if on:
        _begin(pane)
    pane.viewport().update()


def _begin(pane: object) -> None:
    """A caret where there is none on view: at the first line. Words already chosen keep theirs, wherever it is."""
    height, caret = pane.viewport().height(), pane.chooser.caret
    if caret is not None and (pane.chooser.range is not None or 0 <= pane.place_rect(caret).center().y() <= height):
        return
    for unit in pane.visible_units():
        top = pane.unit_rect(unit).top()
        for line in pane.lines(unit):
            if top + line.top >= 0 and top + line.bottom <= height:
                pane.chooser.choose(Place(unit, line.start), Place(unit, line.start))
                return


def _letters(pane: object, event: QKeyEvent, held: Qt.KeyboardModifier) -> bool:
    if held not in (Qt.KeyboardModifier.NoModifier, _SHIFT):
        return False
    letter = event.text().lower()
    if letter not in _LETTERS or not letter:
        return False
    if event.isAutoRepeat() and letter not in "np":
        return True
    if letter in KIND_KEYS:
        pane.mark_chosen(KIND_KEYS[letter])
    else:
        _WALKS[letter][1](pane, held)
    return True


def _moves(pane: object, event: QKeyEvent, held: Qt.KeyboardModifier) -> bool:
    key, shift, ctrl = event.key(), bool(held & _SHIFT), bool(held & _CTRL)
    if pane.move_region(event):
        return True
    if key == Qt.Key.Key_Space:
        return _turn_page(pane, -1 if shift else 1)
    if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
        way = -1 if key == Qt.Key.Key_PageUp else 1
        return _caret_page(pane, way, shift) if shift or pane.caret_mode else _turn_page(pane, way)
    if key not in _STEPS:
        return False
    if shift or pane.caret_mode:
        _begin(pane)
        pane.chooser.move(_STEPS[key][1 if ctrl else 0], keep=shift)
        _follow(pane)
        return True
    return _scroll(pane, key)


def _follow(pane: object) -> None:
    if pane.chooser.caret is not None:
        pane.reveal(pane.chooser.caret)
    pane.say_chosen()


def _turn_page(pane: object, way: int) -> bool:
    bar = pane.verticalScrollBar()
    bar.setValue(bar.value() + way * max(40, pane.viewport().height() - 48))
    return True


def _caret_page(pane: object, way: int, shift: bool) -> bool:
    _begin(pane)
    if pane.chooser.caret is None:
        return _turn_page(pane, way)
    rect = pane.place_rect(pane.chooser.caret)
    before = pane.verticalScrollBar().value()
    _turn_page(pane, way)
    moved = pane.verticalScrollBar().value() - before
    place = pane.place_at(rect.center()) if moved else Place(0, 0) if way < 0 else pane.chooser._step(pane.chooser.caret, "end")
    if place is not None:
        pane.chooser.choose(pane.chooser.anchor if shift and pane.chooser.anchor else place, place)
    pane.say_chosen()
    return True


def _scroll(pane: object, key: int) -> bool:
    down, across = pane.verticalScrollBar(), pane.horizontalScrollBar()
    match key:
        case Qt.Key.Key_Up:
            down.setValue(down.value() - down.singleStep())
        case Qt.Key.Key_Down:
            down.setValue(down.value() + down.singleStep())
        case Qt.Key.Key_Left:
            across.setValue(across.value() - 48)
        case Qt.Key.Key_Right:
            across.setValue(across.value() + 48)
        case Qt.Key.Key_Home:
            down.setValue(0)
        case Qt.Key.Key_End:
            down.setValue(down.maximum())
    return True
