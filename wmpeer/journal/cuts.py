"""Where the word of a lost laptop ends. Pure: for each stream a question to what is here of that stream and to the reports alone.

A report names the ends of the lost laptop's chains as its writer held them: the id of each last revision, and beside it the `mark` of the
first one of that chain. Whoever holds a revision holds all before it, its first one too, and so finds what the report says of it; to who
does not, both are drawn numbers. Others that are drawn stand among them, so that not even their number tells how many there are.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping

from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.seats import device_of
from wmpeer.journal.shelves import OFFICE, STAYS

Report = Mapping[str, str]
"""What a report says: the last revisions that count (ids), each with the mark of the first one of its chain."""
Cuts = Mapping[str, tuple[Report, ...]]
"""For each laptop that was reported lost, what each report of it says. A chain that a report does not name had not begun then."""
NO_CUTS: Cuts = {}
FEWEST = 64
"""So many ends a report names at least; more than that, and it names twice as many, or four times."""
_CUT = "cut/"


def mark(first: str) -> str:
    """What a report calls the chain that begins with the revision *first* (an id)."""
    return hashlib.sha256(f"wmpeer chain 1\n{first}".encode()).hexdigest()[:32]


def report_fields(lines: Iterable[RevisionLine]) -> dict[str, str]:
    """What a report says where *lines* are all that is here of the lost laptop: up to them it counts."""
    said: dict[str, str] = {}
    for stream in _streams(lines).values():
        followed = {line.previous for line in stream.values()}
        said |= {f"{_CUT}{one}": mark(first) for one, first in _firsts(stream).items() if one not in followed}
    room = FEWEST
    while room < len(said):
        room *= 2
    while len(said) < room:
        said[f"{_CUT}{secrets.token_hex(32)}"] = secrets.token_hex(16)
    return said


def report_of(line: RevisionLine) -> Report | None:
    """What a revision says of where a lost laptop's word ends; None where it reports none lost, such as one that only settles the day."""
    if (line.kind, line.shelf) != ("device", OFFICE) or not line.fields.get("revoked_on"):
        return None
    named = {name.removeprefix(_CUT): value for name, value in line.fields.items() if name.startswith(_CUT)}
    return {end: value for end, value in named.items() if type(value) is str} if named else None


def with_reports(lines: Iterable[RevisionLine], cuts: Cuts = NO_CUTS) -> Cuts:
    """*cuts*, and what *lines* report."""
    found = [(line.entity, report) for line in lines if line.kind == "device" and (report := report_of(line)) is not None]
    more = dict(cuts)
    for device, report in found:
        if report not in more.get(device, ()):
            more[device] = (*more.get(device, ()), report)
    return more


def is_cut(line: RevisionLine, cuts: Cuts) -> bool:
    """Whether a lost laptop wrote *line*, before the report or after. What never leaves a laptop is not cut."""
    return device_of(line.device) in cuts and line.shelf not in STAYS


def is_an_end(line: RevisionLine, cuts: Cuts) -> bool:
    """Whether a report names *line*: where it comes late, others may turn out to lie beyond."""
    return any(line.id in report for report in cuts.get(device_of(line.device), ()))


def beyond(lines: Iterable[RevisionLine], cuts: Cuts) -> set[str]:
    """Those of *lines* (ids) that lost laptops wrote where they count no more. *lines* hold all that is here of their streams."""
    found: set[str] = set()
    for stream in _streams(line for line in lines if is_cut(line, cuts)).values():
        marks = _marks(stream)
        for report in cuts[device_of(next(iter(stream.values())).device)]:
            found |= _beyond(stream, marks, report)
    return found


def _beyond(stream: Mapping[str, RevisionLine], marks: Mapping[str, str], report: Report) -> set[str]:
    """Those of a stream that do not lie before an end, nor may lie before one that has not come.

    An end that stands elsewhere than in the chain it is named for is none: on a laptop that may not see where it stands it never comes.
    """
    here = {end for end, chain in report.items() if marks.get(end) == chain}
    awaited = {chain for end, chain in report.items() if end not in here}
    counts: set[str] = set()
    for end in here:
        one = end
        while one in stream and one not in counts:
            counts.add(one)
            one = stream[one].previous
    after: set[str] = set()
    found: set[str] = set()
    for one, line in stream.items():
        if line.previous in here or line.previous in after:
            after.add(one)
        if one not in counts and (one in after or marks[one] not in awaited):
            found.add(one)
    return found


def _streams(lines: Iterable[RevisionLine]) -> dict[str, dict[str, RevisionLine]]:
    """The streams, each in the order in which it was written; one that was written twice from some point on has two of a sequence."""
    found: dict[str, dict[str, RevisionLine]] = defaultdict(dict)
    for line in sorted(lines, key=lambda one: one.sequence):
        if line.shelf not in STAYS:
            found[line.stream][line.id] = line
    return found


def _firsts(stream: Mapping[str, RevisionLine]) -> dict[str, str]:
    """The first revision of the chain in which each stands."""
    found: dict[str, str] = {}
    for one, line in stream.items():
        found[one] = found.get(line.previous, one)
    return found


def _marks(stream: Mapping[str, RevisionLine]) -> dict[str, str]:
    firsts = _firsts(stream)
    known = {first: mark(first) for first in set(firsts.values())}
    return {one: known[first] for one, first in firsts.items()}
