"""What the search field finds: passages, findings, private notes, earlier points and indicators that this person may read, and the
searches that were kept under a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from wmpeer.documents.queries import search_passages
from wmpeer.indicators.queries import search_measures
from wmpeer.indicators.short import short_name
from wmpeer.journal.searches import SavedSearch, drop_search, keep_search, saved_searches
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.queries import finding_lines, note_lines, point_lines
from wmpeer.judging.records import FindingLine, NoteLine, PointLine
from wmpeer.judging.search import search_findings
from wmpeer.region.areas import plain_name
from wmpeer.region.queries import authorities, cycle, framework_of
from wmpeer.ui.frame import Frame
from wmpeer.ui.kit.found import Choices, Filtering, Found
from wmpeer.ui.kit.message import Message
from wmpeer.ui.places import AreaPlace, FindingPlace, IndicatorPlace, PassagePlace
from wmpeer.ui.wishes import HERE, PLACES, Wish, alike, chosen, filled, lists_alone, named, offered, put, wish_of, words_alone

PASSAGES, FINDINGS, INDICATORS, NOTES, POINTS = 12, 8, 8, 6, 6
MORE = 5
"""So many times as much is shown where one sort alone is searched."""
PAGE = 40
"""Lines of what filters alone list."""
_LONGEST = 160
Dated = tuple[str, Callable[[], Found]]
"""When something was last changed, and how it is listed."""
_CHIPS = {
    "in": ("Look in", "everything"), "authority": ("Authority", "all authorities"), "kind": ("Kind", "all kinds"),
    "tag": ("Tag", "all tags"), "cycle": ("Cycle", "all cycles"),
}  # fmt: skip
"""The word on the chip of each filter, and what no filter is called."""


def find_everything(workspace: Workspace, words: str, frame: Frame) -> tuple[Found, ...]:
    """What *words* find, grouped, each group best first; choosing one jumps there. Without words: the searches kept under a name."""
    return workspace.read(lambda session: tuple(_Finder(session, workspace, frame, words).found()))


def filtering(workspace: Workspace, frame: Frame) -> Filtering:
    """The filters of the search as its chips show them."""

    def choices() -> tuple[Choices, ...]:
        known = workspace.read(lambda session: _Finder(session, workspace, frame, "").known())
        return tuple(Choices(name, *_CHIPS[name], tuple(values.items())) for name, values in known.items())

    return Filtering(choices, chosen, put, words_alone, lists_alone)


class _Finder:
    """One search: what is known in this workspace, and the wish."""

    def __init__(self, session: Any, workspace: Workspace, frame: Frame, text: str) -> None:
        self._session, self._workspace, self._frame, self._text = session, workspace, frame, text
        asked = named(text)[1] if "=" in text else text
        self.wish = wish_of(asked)
        framework = framework_of(session)
        self.names = {one.ons_code: one.name for one in authorities(session)}
        self.kinds = {one.code: one for one in framework.kinds}
        self.tags = {one.code: one.word for one in framework.tags}
        self.cycle = cycle(session).name
        self._whose = self._authorities()
        self._kinds = alike(self.wish.kind, {code: one.word for code, one in self.kinds.items()}) if self.wish.kind else None
        self._tags = alike(self.wish.tag, self.tags) if self.wish.tag else None

    def _authorities(self) -> frozenset[str] | None:
        """The codes that are meant; None means all."""
        if not self.wish.authority:
            return None
        here = self._frame.authority()
        return frozenset({here} if here else ()) if self.wish.authority.casefold() == HERE else alike(self.wish.authority, self.names)

    def found(self) -> Iterator[Found]:
        if not self._text.strip():
            yield from self._saved()
            return
        begun = tuple(self._completions(self.wish)) if self.wish.half is not None else ()
        stands = len(begun) == 1 and len(self.wish.words) >= 2  # it can only mean one: what it finds comes before what it may become
        if not stands:
            yield from begun
        if self.wish.lists:
            yield from self._listed()
        if len(self.wish.words) < 2:
            return
        called = tuple(self._indicators(1, called=True)) if self.wish.looks_in("indicators") and self._in_cycle("indicators") else ()
        yield from called
        for place, look in (
            ("passages", self._passages), ("findings", self._findings), ("notes", self._notes), ("points", self._points),
            ("indicators", self._indicators),
        ):  # fmt: skip
            if self.wish.looks_in(place) and self._in_cycle(place):
                yield from look(MORE if self.wish.place == place else 1)
        if stands:
            yield from begun
        yield self._keeping()

    def _in_cycle(self, place: str) -> bool:
        """An earlier cycle has points here and nothing else."""
        if not self.wish.cycle:
            return True
        now = self.wish.cycle.casefold() in (self.cycle.casefold(), "this", "now")
        return now != (place == "points")

    def _meant(self, authority: str) -> bool:
        return self._whose is None or authority in self._whose

    # -- everything that filters name

    def _listed(self) -> Iterator[Found]:
        """What is recorded and fits the filters, newest first; a page at a time."""
        every = sorted((*self._all_findings(), *self._all_notes(), *self._all_points()), key=lambda one: one[0], reverse=True)
        pages = max(1, -(-len(every) // PAGE))
        page = min(self.wish.page, pages)
        yield from (made() for _, made in every[PAGE * (page - 1) : PAGE * page])
        for step, words, icon in ((1, "Older", "caret-down"), (-1, "Newer", "caret-up")):
            if 1 <= page + step <= pages:
                title = f"{words}: page {page + step} of {pages}"
                second = f"{len(every):,} in all, newest first; a further filter or two letters make them fewer"
                yield Found(title, second, "Page", icon, fill=put(self._text, "page", str(page + step)).rstrip())
        if every:
            yield self._keeping()

    def _all_findings(self) -> Iterator[Dated]:
        if self.wish.looks_in("findings") and self._in_cycle("findings"):
            for one in finding_lines(self._session, reader=self._workspace.readers):
                if self._fits(one):
                    yield one.changed_at, lambda one=one: self._finding_found(one)

    def _all_notes(self) -> Iterator[Dated]:
        if self.wish.looks_in("notes") and self._in_cycle("notes"):
            for one in note_lines(self._session, self._workspace.author):
                if self._meant(one.authority) and one.text.strip():
                    yield one.changed_at, lambda one=one: self._note_found(one)

    def _all_points(self) -> Iterator[Dated]:
        if self.wish.looks_in("points") and self._in_cycle("points"):
            for one in point_lines(self._session, reader=self._workspace.readers):
                if self._point_fits(one):
                    yield "", lambda one=one: self._point_found(one)

    # -- the sorts of things

    def _passages(self, more: int) -> Iterator[Found]:
        whose: list[str | None] = [None] if self._whose is None else sorted(self._whose)
        hits = [hit for code in whose for hit in search_passages(self._session, self.wish.words, PASSAGES * more, code)]
        for hit in sorted(hits, key=lambda hit: -hit.score)[: PASSAGES * more]:
            place = PassagePlace(hit.sha256, hit.passage.start, hit.passage.end)
            parts = (self.names.get(hit.authority, ""), f"page {hit.page}" if hit.page else "", hit.document)  # a long name is what is cut
            where = ", ".join(part for part in parts if part)
            yield Found(hit.snippet, where, "Passage", "text-align-left", self._to("read", hit.authority, place))

    def _findings(self, more: int) -> Iterator[Found]:
        hits = search_findings(self._session, self.wish.words, self._workspace.readers, 500)
        fitting = [hit.finding for hit in hits if self._fits(hit.finding)]
        yield from map(self._finding_found, fitting[: FINDINGS * more])

    def _fits(self, one: FindingLine) -> bool:
        """Whether a finding is of the authority, kind and tag that are meant."""
        return (
            self._meant(one.authority)
            and (self._kinds is None or one.kind in self._kinds)
            and (self._tags is None or bool(self._tags & set(one.tags)))
        )

    def _finding_found(self, one: FindingLine) -> Found:
        kind = self.kinds[one.kind]
        where = f"{self.names.get(one.authority, '')}, {one.author_name}"
        return Found(self._short(one.text), where, kind.word, kind.icon, self._to("read", one.authority, FindingPlace(one.id, one.area)))

    def _notes(self, more: int) -> Iterator[Found]:
        lines = [one for one in note_lines(self._session, self._workspace.author) if self._meant(one.authority) and self._has(one.text)]
        yield from map(self._note_found, lines[: NOTES * more])

    def _note_found(self, one: NoteLine) -> Found:
        where = f"{self.names.get(one.authority, '')}, private"
        return Found(self._short(one.text), where, "My note", "lock-simple", self._to("read", one.authority, AreaPlace(one.area)))

    def _points(self, more: int) -> Iterator[Found]:
        lines = point_lines(self._session, reader=self._workspace.readers)
        fitting = [one for one in lines if self._point_fits(one) and self._has(one.text)]
        yield from map(self._point_found, fitting[: POINTS * more])

    def _point_fits(self, one: PointLine) -> bool:
        meant = self._meant(one.authority) and (self._kinds is None or one.kind in self._kinds)
        return meant and (not self.wish.cycle or self.wish.cycle.casefold() in one.cycle.casefold())

    def _point_found(self, one: PointLine) -> Found:
        where = f"{self.names.get(one.authority, '')}, {one.cycle}"
        return Found(
            self._short(one.text), where, "Earlier point", "clock-counter-clockwise", self._to("read", one.authority, AreaPlace(one.area))
        )

    def _indicators(self, more: int, *, called: bool = False) -> Iterator[Found]:
        """The measures found: those whose name is just what was typed (*called*), which go before all else, or the others."""
        typed = plain_name(self.wish.words)
        for one in search_measures(self._session, self.wish.words, INDICATORS * more):
            name = short_name(one.code, one.title)
            if (typed in (plain_name(name), plain_name(one.title))) != called:
                continue
            at, second = IndicatorPlace(one.code, one.source), one.source if name == one.title else f"{one.title}, {one.source}"
            yield Found(name, second, "Indicator", "chart-line", self._to("data", self._frame.authority(), at))

    def _has(self, text: str) -> bool:
        said = text.casefold()
        return all(word in said for word in self.wish.words.casefold().replace('"', " ").split())

    def _short(self, text: str) -> str:
        text = " ".join(text.split())
        return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"

    def _to(self, page: str, authority: str, place: Any) -> Callable[[], Any]:
        return lambda: self._frame.go(page, authority, place)

    # -- filters and kept searches

    def _completions(self, wish: Wish) -> Iterator[Found]:
        name, typed = wish.half or ("", "")
        known = self.known()
        if typed and typed.casefold() in {said.casefold() for one in known[name].items() for said in one}:
            return
        for code, words in offered((name, typed), known[name].items())[:8]:
            yield Found(words, f"{name}:{code}", "Filter", "funnel", fill=filled(self._text, name, code))

    def known(self) -> dict[str, dict[str, str]]:
        """What each filter may be: as it is typed, and in words."""
        earlier = {one.cycle: one.cycle for one in point_lines(self._session, reader=self._workspace.readers) if one.cycle}
        return {
            "in": PLACES,
            "authority": {HERE: "the one on the screen", **{one: one for one in self.names.values()}},
            "kind": {code: one.word for code, one in self.kinds.items()},
            "tag": self.tags,
            "cycle": {self.cycle: self.cycle, **earlier},
        }

    def _keeping(self) -> Found:
        name, words = named(self._text)
        how = "" if "=" in self._text else "A name goes before it with =, as in  Drift = delay permanence"
        title = f"Keep this search as “{name}”" if name != words else "Keep this search"
        said = Message(f"The search is kept as “{name}”.", "It is listed whenever the search is empty; Delete there drops it.", "success")
        keep = lambda: self._write(lambda: keep_search(self._workspace, name, words), said)  # noqa: E731
        return Found(title, how, "Search", "bookmark-simple", keep, asks=name == words)

    def _saved(self) -> Iterator[Found]:
        for one in saved_searches(self._session, self._workspace.author):
            yield self._saved_one(one)

    def _saved_one(self, one: SavedSearch) -> Found:
        second = one.words if one.words != one.name else ""
        drop = lambda: self._write(lambda: drop_search(self._workspace, one.name))  # noqa: E731
        return Found(one.name, second, "Kept search", "bookmark-simple", fill=one.words, drop=drop)

    def _write(self, action: Callable[[], None], said: Message | None = None) -> None:
        self._frame.jobs.write(lambda _progress: action(), then=lambda _kept: self._frame.say(said) if said else None)
