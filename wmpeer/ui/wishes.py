"""What somebody types into the search field: words, and filters such as ``in:findings authority:ashcombe kind:concern``. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

PLACES = {
    "passages": "Passages", "findings": "Findings", "notes": "My notes", "indicators": "Indicators", "points": "Last cycle’s points",
}  # fmt: skip
"""What may be searched, by its word after ``in:``."""
HERE = "here"
"""``authority:here`` is the one on the screen."""
_ALSO_PLACES = {word: place for place in PLACES for word in (place, place.removesuffix("s"))} | {"measure": "indicators"}
"""What is typed after ``kind:`` by whoever means a sort of thing, not a kind of finding."""
_FILTER = re.compile(r'(?:^|(?<=\s))(in|authority|kind|tag|cycle|page):("[^"]*"?|\S*)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wish:
    """Words to look for and where: an empty filter is no filter. `half` is a filter begun and not finished ("kind", "con"); `page` counts
    from 1 through what filters alone list."""

    words: str
    place: str = ""
    authority: str = ""
    kind: str = ""
    tag: str = ""
    cycle: str = ""
    half: tuple[str, str] | None = None
    page: int = 1

    @property
    def lists(self) -> bool:
        """Whether filters alone, without words, say what is to be listed: everything recorded that fits them."""
        filtered = self.kind or self.tag or self.authority or self.cycle or self.place
        return len(self.words) < 2 and bool(filtered) and self.place not in ("passages", "indicators")

    def looks_in(self, place: str) -> bool:
        """Whether *place* (a key of `PLACES`) is searched: filters that only some things have leave the others out."""
        if self.place and self.place != place:
            return False
        if self.kind and place not in ("findings", "points"):
            return False
        if self.tag and place != "findings":
            return False
        return not (self.authority and place == "indicators")


def wish_of(text: str) -> Wish:
    """The wish that *text* is. Of two filters of one sort the last counts."""
    found = Wish(" ".join(_FILTER.sub(" ", text).split()))
    for match in _FILTER.finditer(text):
        name, value = match[1].casefold(), match[2].strip('"').strip()
        if name == "page":
            found = replace(found, page=max(1, int(value)) if value.isdecimal() and len(value) < 6 else 1)
            continue
        ends_here = match.end() == len(text) and not match[2].endswith('"')
        found = replace(found, **{"place" if name == "in" else name: value.casefold() if name == "in" else value})
        if ends_here:
            found = replace(found, half=(name, value))
    if found.kind.casefold() in _ALSO_PLACES:
        found = replace(found, kind="", place=found.place or _ALSO_PLACES[found.kind.casefold()])
    return found if not found.place or found.place in PLACES else replace(found, place="")


def filled(text: str, name: str, value: str) -> str:
    """*text* with the filter that stands at its end finished."""
    quoted = f'"{value}"' if " " in value else value
    found = [match for match in _FILTER.finditer(text) if match[1].casefold() == name]
    before = text[: found[-1].start()] if found else text + " "
    return f"{before}{name}:{quoted} ".lstrip()


def chosen(text: str, name: str) -> str:
    """What the filter *name* is set to in *text*, or ""."""
    values = [match[2].strip('"').strip() for match in _FILTER.finditer(text) if match[1].casefold() == name]
    return values[-1] if values else ""


def put(text: str, name: str, value: str) -> str:
    """*text* with the filter *name* set to *value*, before the words; taken out where *value* is empty."""
    gone = (name, "page")  # another filter begins with its first page
    rest = _FILTER.sub(lambda match: "" if match[1].casefold() in gone else match[0], text)
    rest = re.sub(r"\s{2,}", " ", rest).strip()
    if not value:
        return rest
    quoted = f'"{value}"' if " " in value else value
    head, equals, words = rest.partition("=")
    if equals and not _FILTER.search(head):  # a name to keep it under stays in front
        return f"{head.rstrip()} = {name}:{quoted} {words.strip()}"
    return f"{name}:{quoted} {rest}"


def words_alone(text: str) -> str:
    """*text* without its filters and the name it is kept under."""
    return wish_of(named(text)[1] if "=" in text else text).words


def lists_alone(text: str) -> bool:
    """Whether the filters in *text* list something without words."""
    return wish_of(named(text)[1] if "=" in text else text).lists


def alike(typed: str, known: Mapping[str, str]) -> frozenset[str]:
    """The codes of *known* (code to name) that *typed* means: the code itself, a name that begins so, else a name with it inside."""
    wanted = typed.casefold()
    exact = {code for code, name in known.items() if wanted in (code.casefold(), name.casefold())}
    begins = {code for code, name in known.items() if name.casefold().startswith(wanted)}
    inside = {code for code, name in known.items() if wanted in name.casefold()}
    return frozenset(exact or begins or inside)


def named(text: str) -> tuple[str, str]:
    """A name and words out of ``Missing children = return home interviews``; without a name the words are their own."""
    name, equals, words = text.partition("=")
    if equals and name.strip() and words.strip():
        return name.strip(), words.strip()
    return text.replace("=", " ").strip(), text.replace("=", " ").strip()


def offered(half: tuple[str, str], known: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Code and name of what a filter begun may become, those that begin so first."""
    typed = half[1].casefold()
    fits = [one for one in known if typed in one[1].casefold() or typed in one[0].casefold()]
    return sorted(fits, key=lambda one: (not one[1].casefold().startswith(typed), one[1].casefold()))
