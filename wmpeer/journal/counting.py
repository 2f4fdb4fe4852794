"""Which revisions count. Pure: the same set of revisions ends the same, in whatever order they came.

A revision is *known* where all it names is here and known itself (`named`): its parents, and the office revisions its writer knew. It
*stands* where it is known, was not hidden here, is not beyond the cut of a laptop that was reported lost, an admission of its own laptop
counts (`wmpeer.journal.admissions`), and all its parents stand. What does not stand though nobody hid it *waits*; nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from wmpeer.journal.admissions import TELLS, cast_out
from wmpeer.journal.cuts import NO_CUTS, Cuts, beyond, is_an_end, report_of, with_reports
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.seats import device_of
from wmpeer.journal.shelves import OFFICE, STAYS

REFUSED = ""
"""What a revision waits for that may not stand: when what it had waited for came, its writer turned out to have had no right to it."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What becomes of some revisions (ids). `waiting` tells what each waits for; `lost` are beyond a cut, `cuts` those they are beyond, or
    of laptops that are `out`, as no admission of them counts."""

    known: Collection[str] = frozenset()
    standing: Collection[str] = frozenset()
    waiting: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lost: Collection[str] = frozenset()
    cuts: Cuts = field(default_factory=dict)
    out: Container[str] = frozenset()


def counted(
    lines: Collection[RevisionLine],
    *,
    hidden: Container[str] = frozenset(),
    refused: Container[str] = frozenset(),
    known: Container[str] = frozenset(),
    standing: Container[str] = frozenset(),
    cuts: Cuts = NO_CUTS,
    chains: Iterable[RevisionLine] = (),
    out: Container[str] | None = None,
) -> Counted:
    """What becomes of *lines*, where *known* and *standing* tell it of those beside them and *cuts* what those say of lost laptops.

    *chains* are those beside them of the same streams, where lost laptops wrote these; *out* are the laptops of which no admission counts,
    where that is told by those beside them (`tells_anew`).
    """
    order, left = _known(lines, known, refused)
    cuts = with_reports((line for line in order if line.id not in hidden), cuts)
    cut = _cut(chains, lines, {line.id for line in order}, cuts) if cuts else frozenset()
    if out is None:
        out = cast_out([line for line in order if line.kind in TELLS], cut) if cuts else frozenset()
    stands: set[str] = set()
    lost: set[str] = set()
    waiting = left
    for line in order:
        if line.id in cut or (cuts and line.shelf not in STAYS and device_of(line.device) in out):
            lost.add(line.id)
        elif line.parents and (off := [one for one in line.parents if one not in stands and one not in standing]):
            waiting[line.id] = tuple(off)
        elif line.id not in hidden:
            stands.add(line.id)
    return Counted({line.id for line in order}, stands, waiting, lost, cuts, out)


def tells_anew(lines: Iterable[RevisionLine], counts: Counted, before: Cuts) -> bool:
    """Whether what came to be known with *lines* tells otherwise of what is there already, so that all has to be counted anew."""
    some = [line for line in lines if line.id in counts.known]
    if before and any(is_an_end(line, before) or (line.kind in TELLS and line.shelf == OFFICE) for line in some):
        return True
    return any(report_of(line) is not None for line in some if line.kind == "device")


def _cut(chains: Iterable[RevisionLine], lines: Iterable[RevisionLine], known: Container[str], cuts: Cuts) -> Collection[str]:
    """Those beyond a cut. Of the office shelf what is not known is as if it were not here: rights are folded from what is known."""
    waits = {line.id for line in lines if line.shelf == OFFICE and line.id not in known}
    return beyond((line for line in (*chains, *lines) if line.id not in waits), cuts)


def unknown(missing: Mapping[str, Collection[str]], here: Container[str]) -> set[str]:
    """Of those that wait, and what for, the ones that are not known: what they name is not *here*, or is not known itself."""
    follow: dict[str, list[str]] = {}
    for revision, names in missing.items():
        for name in names:
            follow.setdefault(name, []).append(revision)
    found: dict[str, None] = {}
    ready = [name for name in follow if name not in here]
    for name in ready:  # grows
        for revision in follow.get(name, ()):
            if revision not in found:
                found[revision] = None
                ready.append(revision)
    return set(found)


def _known(
    lines: Iterable[RevisionLine], elsewhere: Container[str], refused: Container[str]
) -> tuple[list[RevisionLine], dict[str, tuple[str, ...]]]:
    """The known of *lines*, each after its parents; and what the others name that is not known."""
    order: list[RevisionLine] = []
    here: set[str] = set()
    fine: set[tuple[str, ...]] = {()}
    left: list[RevisionLine] = []

    def are_known(ids: tuple[str, ...]) -> bool:
        return all(one in here or one in elsewhere for one in ids)

    for line in lines:
        if line.knew not in fine and are_known(line.knew):
            fine.add(line.knew)
        fits = line.knew in fine and (not line.parents or are_known(line.parents)) and line.id not in refused
        if fits and (line.shelf != OFFICE or not line.previous or are_known((line.previous,))):
            here.add(line.id)
            order.append(line)
        else:
            left.append(line)
    return order, _joined(left, order, lambda one: one in here or one in elsewhere, refused) if left else {}


def _joined(
    left: list[RevisionLine], order: list[RevisionLine], is_known: Callable[[str], bool], refused: Container[str]
) -> dict[str, tuple[str, ...]]:
    """Add to *order* what can be joined once others are known; gives what the rest names that is not."""
    by_id = {line.id: line for line in left}
    missing: dict[str, set[str]] = {}
    follow: dict[str, list[str]] = {}
    for line in by_id.values():
        missing[line.id] = {one for one in named(line) if not is_known(one)} | ({REFUSED} if line.id in refused else set())
        for one in missing[line.id]:
            follow.setdefault(one, []).append(line.id)
    ready = [one for one in by_id if not missing[one]]
    for revision in ready:  # grows
        order.append(by_id[revision])
        for one in follow.get(revision, ()):
            missing[one].discard(revision)
            if not missing[one]:
                ready.append(one)
    return {one: tuple(sorted(names)) for one, names in missing.items() if names}


def named(line: RevisionLine) -> Iterator[str]:
    """What has to be known for *line* to be. Of who may do what, all is known in the order in which its writer said it."""
    yield from line.parents
    yield from line.knew
    if line.shelf == OFFICE and line.previous:
        yield line.previous
