"""Pictures behind what was recorded, looked for in the newest version of their document: both are rendered by the worker, once.

What is found is content beside the journal and no record: it can be worked out again, and it writes over nothing.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.documents.opened_pages import OpenedPages
from wmpeer.documents.png import clip_png
from wmpeer.documents.queries import DocumentLine, document_passages, documents, original
from wmpeer.documents.reanchor import Fate, Reason
from wmpeer.documents.reanchor_region import RegionFound, RegionReanchor, Spot
from wmpeer.documents.records import CELL_JOIN
from wmpeer.documents.worker import DocumentWorker
from wmpeer.errors import WmpeerError
from wmpeer.files import sha256_of
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.again import version_chains
from wmpeer.judging.clips import png_size
from wmpeer.judging.clips_again import NOT_COMPARED, clip_standings, place_id
from wmpeer.judging.moved import ClipSpot
from wmpeer.models import records as rows
from wmpeer.models.clippings import Clipping, ClipPlace
from wmpeer.progress import Progress, StoppedError, silent

_log = logging.getLogger(__name__)
_Pair = tuple[str, str]


def compare_clips(workspace: Workspace, progress: Progress = silent) -> int:
    """Look for every picture in the newest version of its document, where that was not done yet; gives how many were looked for.

    Nothing is locked while pages are rendered: each picture is written by itself when it was found, in an instant. *progress* counts
    pictures and hears of every page that is looked at. A version whose pages cannot be shown is left for the next time; its pictures are
    uncertain until then.

    Raises:
        StoppedError: from *progress*; what was found before stays, and the rest is looked for the next time.
    """
    waiting = workspace.read(_waiting)
    total = sum(len(spots) for spots in waiting.values())
    done = looked = 0
    for pair, spots in sorted(waiting.items()):
        step = _Step(progress, looked, total, spots[0].document)
        try:
            for place, pictures in _compared(workspace, pair, spots, step):
                with workspace.file.writing() as session:
                    _keep(session, place, pictures)
                done += 1
        except StoppedError:
            raise
        except WmpeerError as error:
            _log.warning("pictures of %s were not looked for in %s: %s", pair[0][:8], pair[1][:8], type(error).__name__)
        looked += len(spots)
    if total:
        progress(total, total, "")
    return done


class _Step:
    """How far the search for the pictures of one document is; called at every page that is looked at."""

    def __init__(self, progress: Progress, looked: int, total: int, name: str) -> None:
        self._progress, self._total, self._name = progress, total, name
        self.looked = looked

    def __call__(self) -> None:
        number = min(self.looked + 1, self._total)
        self._progress(self.looked, self._total, f"Looking for picture {number} of {self._total} in the new version of {self._name}")


def clips_wait(session: Session) -> bool:
    """Whether a picture was not looked for yet in the newest version of its document."""
    return bool(_waiting(session))


def _waiting(session: Session) -> dict[_Pair, list[ClipSpot]]:
    """The pictures to look for, by the version they are of and the newest one."""
    found: dict[_Pair, dict[str, ClipSpot]] = defaultdict(dict)
    chains: dict[str, dict[str, tuple[DocumentLine, ...]]] = {}
    for row in _rows(session):
        if any("fragment" in one for one in row.evidence.values() if isinstance(one, dict)):
            where = row.authority or ""
            if where not in chains:
                chains[where] = version_chains(documents(session, where, every=True))
            for _, one in clip_standings(session, chains[where], row.evidence):
                if one.reason == NOT_COMPARED and one.newest is not None:
                    found[one.base.sha256, one.newest.sha256][place_id(one.base, one.newest.sha256)] = one.base
    return {pair: list(spots.values()) for pair, spots in found.items()}


def _rows(session: Session) -> Iterable[rows.Finding | rows.Note]:
    yield from session.scalars(select(rows.Finding).where(~rows.Finding.withdrawn))
    yield from session.scalars(select(rows.Note).where(~rows.Note.withdrawn))


def _compared(workspace: Workspace, pair: _Pair, spots: list[ClipSpot], step: _Step) -> Iterator[tuple[ClipPlace, dict[str, bytes]]]:
    """What became of each of *spots*, one after the other, and the pictures of its new places, by their SHA-256."""
    step()
    old, new = (workspace.read(original, sha256) for sha256 in pair)
    if not new.lstrip()[:5].startswith(b"%PDF"):  # text that flows has no pages to look on
        for one in spots:
            yield _place(one, pair[1], RegionFound(Fate.LOST, Reason.GONE), []), {}
        return
    with DocumentWorker() as first, DocumentWorker() as second:
        before, after = OpenedPages(first, old), OpenedPages(second, new)
        told = (workspace.read(_told, pair[0]), workspace.read(_told, pair[1]))
        again = RegionReanchor(before, after, told, step)
        for one in spots:
            yield _looked_for(again, after, one, pair[1])
            step.looked += 1


def _told(session: Session, sha256: str) -> dict[int, str]:
    """What was read of each page of a document."""
    pages: dict[int, list[str]] = defaultdict(list)
    for one in document_passages(session, sha256):
        if one.page is not None:
            pages[one.page].append(one.text.replace(CELL_JOIN, " "))
    return {page: " ".join(texts) for page, texts in pages.items()}


def _looked_for(again: RegionReanchor, after: OpenedPages, one: ClipSpot, newest: str) -> tuple[ClipPlace, dict[str, bytes]]:
    found = again.find(one.page, (*one.box,))
    images: list[str] = []
    pictures: dict[str, bytes] = {}
    for spot in _spots(found):
        png = _picture(after, spot)
        images.append(sha256_of(png))
        pictures[images[-1]] = png
    return _place(one, newest, found, images), pictures


def _picture(pages: OpenedPages, spot: Spot) -> bytes:
    return clip_png(lambda scale, tile: pages.render(spot.page, scale, tile), pages.sizes[spot.page - 1], spot.box)


def _spots(found: RegionFound) -> tuple[Spot, ...]:
    return (found.spot, *found.others) if found.spot else ()


def _place(one: ClipSpot, newest: str, found: RegionFound, images: list[str]) -> ClipPlace:
    spots = [{"page": spot.page, "box": list(spot.box), "image": image} for spot, image in zip(_spots(found), images, strict=True)]
    return ClipPlace(id=place_id(one, newest), found={"fate": found.fate.value, "reason": found.reason.value, "spots": spots})


def _keep(session: Session, place: ClipPlace, pictures: dict[str, bytes]) -> None:
    for sha256, png in pictures.items():
        if session.get(Clipping, sha256) is None:
            width, height = png_size(png)
            session.add(Clipping(sha256=sha256, width=width, height=height, png=png))
    session.merge(place)
