"""What loading these files would do: each read, matched to its authority, compared with what is here. Nothing is kept yet."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from queue import SimpleQueue
from typing import Literal

from wmpeer.documents.errors import DocumentChangedError
from wmpeer.documents.matching import EARLIER, Matcher, Named, alike
from wmpeer.documents.queries import DocumentLine
from wmpeer.documents.records import ReadDocument
from wmpeer.documents.sources import Source
from wmpeer.documents.worker import DocumentWorker
from wmpeer.errors import Problem, WmpeerError
from wmpeer.files import sha256_of
from wmpeer.progress import Progress, silent

_MANY = 6  # files from which a second worker is worth its start
Status = Literal["new", "replaces", "unchanged", "unclear", "refused"]


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """One file of a plan.

    `status` says what carrying out would do: load it as ``new``, as a newer version that ``replaces`` the document of id `replaces`,
    nothing (``unchanged``, already here), ask first whose it is (``unclear``), or nothing because it was ``refused`` for `problem`.
    `earlier` are the authorities that have a document of this name which says other things.
    """

    source: Source
    sha256: str
    size: int
    status: Status
    authority: str = ""
    candidates: tuple[str, ...] = ()
    matched_by: str = ""
    replaces: str = ""
    document: ReadDocument | None = None
    problem: Problem | None = None
    earlier: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.source.name

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why it was refused, or what is worth knowing though it can be loaded."""
        return (self.problem,) if self.problem else self.document.problems if self.document else ()


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """What would be done, file by file, in the order given."""

    items: tuple[PlannedDocument, ...]
    known: tuple[DocumentLine, ...] = ()

    def questions(self) -> tuple[PlannedDocument, ...]:
        """The files whose authority must be chosen first."""
        return tuple(item for item in self.items if item.status == "unclear")

    def to_load(self) -> tuple[PlannedDocument, ...]:
        """The files that carrying out would load."""
        return tuple(item for item in self.items if item.status in ("new", "replaces"))

    def seen_again(self) -> LoadPlan:
        """The plan with those files refused that are gone by now, or are no longer what was looked at."""
        return LoadPlan(_decided([_seen_again(item) for item in self.items], self.known, {}), self.known)

    def problems(self) -> tuple[Problem, ...]:
        """Everything that was in the way, with the file's name as its place."""
        return tuple(
            replace(problem, where=f"{item.name}, {problem.where}" if problem.where else item.name)
            for item in self.items
            for problem in item.problems
        )

    def answered(self, place: int, authority: str) -> LoadPlan:
        """The plan with the file at *place* given to *authority* (its key)."""
        items = list(self.items)
        items[place] = replace(items[place], authority=authority, matched_by="chosen")
        return LoadPlan(_decided(items, self.known, {}), self.known)

    def without(self, place: int) -> LoadPlan:
        """The plan without the file at *place*."""
        return LoadPlan(_decided([*self.items[:place], *self.items[place + 1 :]], self.known, {}), self.known)


def plan_load(
    sources: Iterable[Source],
    known: Sequence[DocumentLine],
    authorities: Sequence[Named],
    *,
    worker: DocumentWorker,
    authority: str = "",
    replaces: Mapping[str, str] | None = None,
    said_before: Callable[[str], Collection[str]] = lambda _sha256: (),
    progress: Progress = silent,
) -> LoadPlan:
    """Read *sources* in *worker* and compare them with the documents *known* (those retired included).

    With *authority* (a key) all belong to it and none is matched. *replaces* maps a file's name to the SHA-256 or id of the document it
    is a newer version of; otherwise a file replaces the document in use of the same name and authority. A file that names no authority is
    a newer version where the document of its name says much the same, and that is asked of *said_before*: the passages of a SHA-256.

    Raises:
        StoppedError: from *progress*; nothing was kept.
    """
    waiting = list(sources)
    matcher = Matcher(authorities)
    items: list[PlannedDocument] = []
    for source, read in _all_read(waiting, lambda source, free: _read(source, matcher, free, authority), worker):
        progress(len(items), len(waiting), source.name)
        items.append(_recognised(read(), known, said_before))
    progress(len(waiting), len(waiting), "")
    return LoadPlan(_decided(items, known, replaces or {}), tuple(known))


def _all_read(
    waiting: Sequence[Source], read: Callable[[Source, DocumentWorker], PlannedDocument], worker: DocumentWorker
) -> Iterator[tuple[Source, Callable[[], PlannedDocument]]]:
    """Each source, and the way to wait for its result. Many files are shared with a second worker, which goes when they are done."""
    if len(waiting) < _MANY or (os.cpu_count() or 1) < 2:
        yield from ((source, partial(read, source, worker)) for source in waiting)
        return
    with DocumentWorker() as second, ThreadPoolExecutor(2, "documents") as pool:
        free: SimpleQueue[DocumentWorker] = SimpleQueue()
        free.put(worker)
        free.put(second)

        def one(source: Source) -> PlannedDocument:
            taken = free.get()
            try:
                return read(source, taken)
            finally:
                free.put(taken)

        futures = [pool.submit(one, source) for source in waiting]
        try:
            for source, future in zip(waiting, futures, strict=True):
                yield source, future.result
        finally:  # also when the batch is stopped: what has not begun will not begin
            for future in futures:
                future.cancel()


def _seen_again(item: PlannedDocument) -> PlannedDocument:
    if item.status not in ("new", "replaces"):
        return item
    try:
        if sha256_of(item.source.read()) == item.sha256:
            return item
        problem = DocumentChangedError(name=item.name).problem()
    except WmpeerError as error:
        problem = error.problem()
    return replace(item, status="refused", problem=problem, document=None)


def _read(source: Source, matcher: Matcher, worker: DocumentWorker, authority: str) -> PlannedDocument:
    sha256, size = "", 0
    try:
        data = source.read()
        sha256, size = sha256_of(data), len(data)
        document = worker.read(source.name, data)
    except WmpeerError as error:
        return PlannedDocument(source, sha256, size, "refused", problem=error.problem())
    if authority:
        return PlannedDocument(source, sha256, size, "new", authority, matched_by="chosen", document=document)
    match = matcher.match(source.name, document)
    return PlannedDocument(source, sha256, size, "new", match.authority, match.candidates, match.by, document=document)


def _recognised(item: PlannedDocument, known: Sequence[DocumentLine], said_before: Callable[[str], Collection[str]]) -> PlannedDocument:
    """A document that names nobody, by the one of its name that is here: it is a newer version where both say much the same, else its
    authority is only the first to be offered."""
    if item.authority or item.document is None:
        return item
    named_so = [line for line in known if not line.retired and line.name.casefold() == item.name.casefold()]
    now = [passage.text for passage in item.document.passages]
    same = {line.authority for line in named_so if line.sha256 == item.sha256 or alike(now, said_before(line.sha256))}
    if len(same) == 1:
        return replace(item, authority=same.pop(), matched_by=EARLIER)
    first = tuple(dict.fromkeys(line.authority for line in named_so))
    return replace(item, candidates=(*first, *(one for one in item.candidates if one not in first)), earlier=first)


def _decided(items: Sequence[PlannedDocument], known: Sequence[DocumentLine], replaces: Mapping[str, str]) -> tuple[PlannedDocument, ...]:
    """The status of every file, the earlier ones of the plan minded: the same file twice is loaded once."""
    in_use = {(line.authority, line.sha256) for line in known if not line.retired}
    by_name = {(line.authority, line.name.casefold()): line for line in known if not line.retired}
    decided: list[PlannedDocument] = []
    taken: set[str] = set()
    for item in items:
        one = _status(item, in_use, by_name, known, replaces)
        if one.status == "replaces" and one.replaces in taken:
            one = replace(one, status="new", replaces="")
        if one.status in ("new", "replaces"):
            in_use.add((one.authority, one.sha256))
            taken.add(one.replaces)
        decided.append(one)
    return tuple(decided)


def _status(
    item: PlannedDocument,
    in_use: set[tuple[str, str]],
    by_name: Mapping[tuple[str, str], DocumentLine],
    known: Sequence[DocumentLine],
    replaces: Mapping[str, str],
) -> PlannedDocument:
    if item.status == "refused":
        return item
    if not item.authority:
        return replace(item, status="unclear", replaces="")
    if (item.authority, item.sha256) in in_use:
        return replace(item, status="unchanged", replaces="")
    older = _named_older(item, known, replaces) or by_name.get((item.authority, item.name.casefold()))
    return replace(item, status="replaces" if older else "new", replaces=older.id if older else "")


def _named_older(item: PlannedDocument, known: Sequence[DocumentLine], replaces: Mapping[str, str]) -> DocumentLine | None:
    wanted = replaces.get(item.name) or item.replaces
    here = [line for line in known if line.authority == item.authority and not line.retired]
    found = [line for line in here if wanted and wanted in (line.id, line.sha256)]
    return found[-1] if found else None
