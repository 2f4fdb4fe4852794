"""What came: the files that were dropped, chosen or seen in a watched folder, and the packs that were taken in before, as one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wmpeer.exchange.records import ReceiptLine
from wmpeer.progress import Progress
from wmpeer.ui.exchange import records as is_
from wmpeer.ui.exchange.records import Item, Looked
from wmpeer.ui.screen import Screen

if TYPE_CHECKING:
    from wmpeer.exchange.folder import Seen


_NOT_OURS = frozenset({"pack-for-someone-else", "reply-of-another"})
"""What a folder that several people share is full of."""


class Incoming:
    """The items of one screen. *changed* is called when they are others; *look_into* reads packs, off the window's thread."""

    def __init__(
        self, screen: Screen, changed: Callable[[], Any], look_into: Callable[[Any, Sequence[Path], Progress], tuple[Looked, ...]]
    ) -> None:
        self._screen, self._changed, self._look_into = screen, changed, look_into
        self._files: dict[Path, Item] = {}
        self._stamps: dict[Path, tuple[int, int]] = {}
        self._watched: set[Path] = set()
        self._among: set[Path] = set()
        """Files that lay in a folder with others: what is not for this laptop there is nobody's mistake, and is not shown."""
        self._receipts: tuple[ReceiptLine, ...] = ()

    def items(self) -> list[Item]:
        """What is still to be done with first, then what is settled, the newest first."""
        named = {one.pack: one for one in reversed(self._receipts)}
        files = [self._with_receipt(item, named) for item in self._files.values()]
        here = {item.receipt.id for item in files if item.receipt is not None}
        older = [_of_receipt(one) for one in self._receipts if one.id not in here]
        open_ = sorted((one for one in files if one.state in is_.OPEN), key=lambda one: (is_.OPEN.index(one.state), one.person, one.name))
        settled = [one for one in (*files, *older) if one.state not in is_.OPEN]
        return [*open_, *sorted(settled, key=lambda one: one.receipt.taken_at if one.receipt else one.made_at, reverse=True)]

    def set_receipts(self, receipts: tuple[ReceiptLine, ...]) -> None:
        self._receipts = receipts

    def add(self, paths: Iterable[Path]) -> None:
        """Files, and folders with files, that a person dropped or chose."""
        given = list(paths)

        def look() -> tuple[tuple[Seen, ...], tuple[Path, ...], tuple[Path, ...]]:
            from wmpeer.exchange.folder import packs_in, seen

            found: list[Seen] = []
            others: list[Path] = []
            among: list[Path] = []
            for path in given:
                inside = path.is_dir()
                there = packs_in(path) if inside else tuple(one for one in (seen(path),) if one is not None)
                found += there
                among += [one.path for one in there if inside]
                if not there:
                    others.append(path)
            return tuple(found), tuple(others), tuple(among)

        self._screen.fetch(look, lambda answer: self._added(*answer), key=f"add {given}")

    def saw(self, found: Sequence[Seen]) -> None:
        """What lies in the watched folder now; what was there before and has gone leaves the list, unless it was taken in."""
        here = {one.path for one in found}
        for path in self._watched - here:
            self.forget(path)
        self._watched = here
        self._among |= here
        self._meet(found)

    def _added(self, found: tuple[Seen, ...], others: tuple[Path, ...], among: tuple[Path, ...]) -> None:
        self._among = (self._among - {one.path for one in found}) | set(among)
        if others:
            name = others[0].name if len(others) == 1 else f"{len(others)} of them"
            self._screen.say(f"No pack was found in “{name}”.", "Packs end in .wmpack; replies to an invitation in .wmreply.", "warning")
        self._meet(found, again=True)

    def _meet(self, found: Sequence[Seen], *, again: bool = False) -> None:
        fresh: list[Path] = []
        for one in found:
            stamp = (one.have, one.changed_ns)
            if self._stamps.get(one.path) == stamp and not again:
                continue
            self._stamps[one.path] = stamp
            kept = Item(str(one.path), is_.LOOKING, one.path.name, one.path, size=one.whole or one.have, have=one.have)
            if one.arriving:
                kept = replace(kept, state=is_.ARRIVING)
            else:
                fresh.append(one.path)
            self._files[one.path] = kept
        if found:
            self._changed()
        self.look(fresh)

    def look(self, paths: Sequence[Path]) -> None:
        """Read *paths* and say what each would do."""
        if not paths:
            return
        workspace, answers = self._screen.workspace, []

        def look(progress: Progress) -> None:
            answers.append(self._look_into(workspace, paths, progress))

        def came() -> None:
            for looked in answers[0]:
                self._came(looked)
            self._changed()

        def fell(error: Any) -> None:
            for path in paths:
                if path in self._files:
                    self._files[path] = replace(self._files[path], state=is_.REFUSED, problem=error.problem())
            self._changed()

        named = paths[0].name if len(paths) == 1 else f"{len(paths)} packs"
        self._screen.do(look, came, failed=fell, title=f"Looking at {named}")

    def look_again(self) -> None:
        """The workspace has changed: what could be taken in may do something else now."""
        self.look([one.path for one in self.items() if one.path is not None and one.state in (is_.READY, is_.REFUSED, is_.SAME)])

    def forget(self, path: Path) -> None:
        """No longer in the list; the file stays where it is."""
        self._files.pop(path, None)
        self._stamps.pop(path, None)
        self._changed()

    def _came(self, looked: Looked) -> None:
        known = self._files.get(looked.path)
        if known is None:
            return
        problem = looked.problem or next(iter(looked.taking.refused if looked.taking else ()), None)
        settled = looked.kind == is_.ADMITTED or (problem is not None and problem.code in _NOT_OURS)
        if looked.path in self._among and settled:
            del self._files[looked.path]  # not `forget`: the same file, seen again, is known not to be for here
            return
        self._files[looked.path] = replace(
            known, state=_state(looked), person=looked.person, made_at=looked.made_at, size=looked.size or known.size, until=looked.until,
            taking=looked.taking, differences=looked.differences, problem=looked.problem, key=looked.sha256 or known.key,
        )  # fmt: skip

    @staticmethod
    def _with_receipt(item: Item, receipts: dict[str, ReceiptLine]) -> Item:
        receipt = receipts.get(item.key)
        if receipt is None:
            return item
        stands = not receipt.taken_back_at
        state = is_.TAKEN if stands and item.state in (is_.SAME, is_.READY) else item.state
        return replace(item, receipt=receipt, state=state)


def _state(looked: Looked) -> str:
    if looked.problem is not None or (looked.taking is not None and looked.taking.refused):
        return is_.REFUSED
    if looked.kind != "pack":
        return looked.kind
    taking = looked.taking
    if taking is not None and not (taking.new or taking.changed or taking.waiting or taking.unhides or taking.contents):
        return is_.SAME
    return is_.READY


def _of_receipt(one: ReceiptLine) -> Item:
    state = is_.BACK if one.taken_back_at else is_.TAKEN
    return Item(one.pack, state, f"Pack {one.pack[:12]}", person=one.person, receipt=one)
