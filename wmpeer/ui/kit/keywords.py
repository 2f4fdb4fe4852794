"""Keys that say what they do, so that the list of keys is made of the keys themselves.

A shortcut made by `bind` carries its words. A widget that takes keys in ``keyPressEvent`` offers ``key_group()`` or ``key_groups()``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_NAMES = {"Return": "Enter", "PgUp": "Page up", "PgDown": "Page down", "Del": "Delete", "Ins": "Insert"}


@dataclass(frozen=True, slots=True)
class KeyLine:
    """What keys do. Each of *keys* does it: ``("Ctrl+Shift+Z", "Ctrl+Y")``; what stands in one of them is held together."""

    keys: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that work in the same place."""

    title: str
    lines: tuple[KeyLine, ...]


def bind(owner: QWidget, keys: Iterable[str], words: str, act: Callable[[], Any], *, inside: bool = False) -> list[QShortcut]:
    """Let each of *keys* do *act* in *owner*'s window (*inside*: while the focus is in *owner*), and say so in the list of keys."""
    context = Qt.ShortcutContext.WidgetWithChildrenShortcut if inside else Qt.ShortcutContext.WindowShortcut
    made = [QShortcut(QKeySequence(key), owner, context=context) for key in keys]
    for shortcut in made:
        shortcut.setWhatsThis(words)
        shortcut.activated.connect(act)
    return made


def bound(owner: QWidget, *, deep: bool = False) -> tuple[KeyLine, ...]:
    """What the shortcuts of *owner* (*deep*: and of what is shown in it) do, in the order they were made, if they have words for it."""
    how = Qt.FindChildOption.FindChildrenRecursively if deep else Qt.FindChildOption.FindDirectChildrenOnly
    found: dict[str, list[str]] = {}
    for shortcut in owner.findChildren(QShortcut, options=how):
        holder = shortcut.parent()
        if shortcut.whatsThis() and shortcut.isEnabled() and (holder is owner or holder.isVisible()):
            found.setdefault(shortcut.whatsThis(), []).append(shortcut.key().toString(QKeySequence.SequenceFormat.PortableText))
    return tuple(KeyLine(tuple(dict.fromkeys(keys)), words) for words, keys in found.items())


def groups_of(screen: QWidget) -> list[KeyGroup]:
    """What the keys of everything that is shown on *screen* do, each group once."""
    groups: dict[str, KeyGroup] = {}
    for one in (screen, *screen.findChildren(QWidget)):
        if one is not screen and not one.isVisible():
            continue
        for group in _offered(one):
            known = groups.get(group.title)
            lines = (*(known.lines if known else ()), *group.lines)
            groups[group.title] = KeyGroup(group.title, tuple(dict.fromkeys(lines)))
    return [group for group in groups.values() if group.lines]


def _offered(widget: QWidget) -> Sequence[KeyGroup]:
    one, several = getattr(widget, "key_group", None), getattr(widget, "key_groups", None)
    return several() if several is not None else (one(),) if one is not None else ()


def caps(key: str) -> Sequence[str]:
    """The keys to hold and press: "Ctrl+Shift+Z" is Ctrl, Shift, Z; "Ctrl++" is Ctrl, +."""
    parts = key.split("+")
    if key.endswith("++"):
        parts = [*parts[:-2], "+"]
    return [_NAMES.get(part, part) for part in parts if part]
