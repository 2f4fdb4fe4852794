"""What an OpenDocument text hides: by its styles, in its sections, by its fields. It is taken out before the words are read. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from wmpeer.documents.ooxml import Element
from wmpeer.documents.text import clean

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _STYLE = f"{_NAMES}text:1.0}}", f"{_NAMES}style:1.0}}"
_DISPLAY, _IS_HIDDEN = f"{_TEXT}display", f"{_TEXT}is-hidden"
_STYLED = tuple(f"{_TEXT}{name}" for name in ("p", "h", "span", "a"))
_SECTION, _HIDDEN_TEXT, _HIDDEN_PARAGRAPH = (f"{_TEXT}{name}" for name in ("section", "hidden-text", "hidden-paragraph"))


def take_out_hidden(content: Element, roots: Iterable[Element]) -> int:
    """Empty everything of *content* that nobody sees; gives how many characters it had. *roots* hold the styles."""
    styles = _hidden_styles(roots)
    hidden = [one for one in content.iter(_HIDDEN_TEXT) if one.get(_IS_HIDDEN, "true") == "true"]
    if styles:
        hidden += reversed([one for one in content.iter(*_STYLED) if one.get(f"{_TEXT}style-name", "") in styles])
    for mark in content.iter(_HIDDEN_PARAGRAPH):
        if mark.get(_IS_HIDDEN) == "true":
            hidden += list(mark.iterancestors(*_STYLED[:2]))[:1]
    hidden += reversed([one for one in content.iter(_SECTION) if one.get(_DISPLAY) == "none" or one.get(_IS_HIDDEN) == "true"])
    return sum(_emptied(one) for one in hidden)  # what is inside comes first, and is counted once


def _emptied(element: Element) -> int:
    count = len(clean("".join(str(part) for part in element.itertext())))
    element.text = None
    del element[:]
    return count


def _hidden_styles(roots: Iterable[Element]) -> set[str]:
    """The names of styles that hide words, also by those they are based on."""
    said: dict[str, str] = {}
    parents: dict[str, str] = {}
    for root in roots:
        for style in root.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name", "")
            parents[name] = style.get(f"{_STYLE}parent-style-name", "")
            words = style.find(f"{_STYLE}text-properties")
            if words is not None and words.get(_DISPLAY):
                said[name] = words.get(_DISPLAY, "")
    return {name for name in parents if _display(name, said, parents) == "none"} if "none" in said.values() else set()


def _display(name: str, said: dict[str, str], parents: dict[str, str]) -> str:
    seen: set[str] = set()
    while name and name not in seen:  # a style based on itself is damage
        if name in said:
            return said[name]
        seen.add(name)
        name = parents.get(name, "")
    return ""
