"""Up to where a lost laptop counts: what a report tells and what it does not, in whatever order things come, and where somebody lies."""

from __future__ import annotations

import re
from itertools import permutations

import pytest
from test_arriving import Laptop, comes, emptied, file, here  # noqa: F401 - fixtures

from wmpeer.journal.counting import counted
from wmpeer.journal.cuts import FEWEST, beyond, mark, report_fields, report_of
from wmpeer.journal.held import hidden_here
from wmpeer.journal.queries import journal_faults
from wmpeer.journal.revisions import RevisionLine


def report(*ends: RevisionLine, said: dict[str, str] | None = None) -> dict[str, str]:
    """What a report says of where that laptop's word ends, by who held up to *ends*."""
    fields = report_fields(ends) if said is None else {f"cut/{end}": chain for end, chain in said.items()}
    return {name.removeprefix("cut/"): value for name, value in fields.items()}


def chain(laptop: Laptop, *names: str, shelf: str = "own") -> list[RevisionLine]:
    return [laptop.says("finding", name, {"text": name}, shelf=shelf) for name in names]


def twice() -> tuple[list[RevisionLine], list[RevisionLine], list[RevisionLine]]:
    """What a laptop wrote, what it wrote after that, and what was written in the same places after all of it was put back from an image."""
    first, second = Laptop("ann"), Laptop("ann")
    base = chain(first, "f", "g")
    assert [line.id for line in chain(second, "f", "g")] == [line.id for line in base]
    return base, chain(first, "h", "i"), chain(second, "j", "k", "l")


def names(lines: set[str], *parts: list[RevisionLine]) -> str:
    return "".join(line.entity for part in parts for line in part if line.id in lines)


def test_that_a_report_names_no_stream_and_tells_no_number() -> None:
    ann = Laptop("ann")
    one = chain(ann, "f") + chain(ann, "p", shelf="panel")
    many = one + [line for shelf in ("own", "setup", "panel") for line in chain(ann, *"ghijklmnop", shelf=shelf)]
    for lines in ([], one, many):
        said = report_fields(lines)
        assert len(said) == FEWEST and all(re.fullmatch(r"cut/[0-9a-f]{64}", name) for name in said)
        assert len(set(said.values())) == FEWEST and all(re.fullmatch(r"[0-9a-f]{32}", value) for value in said.values())
        assert not set(said.values()) & ({line.stream for line in lines} | {line.id[:32] for line in lines})
    notes = chain(Laptop("ann"), "n", shelf="private")
    assert f"cut/{notes[0].id}" not in report_fields(notes)
    seats = [line for seat in range(FEWEST + 1) for line in chain(Laptop("ann", f"anns.{seat:04x}"), "f")]
    assert len(report_fields(seats)) == 2 * FEWEST


def test_that_only_a_report_reports() -> None:
    """Whoever settles on which day a laptop was lost, as two said two days, does not say that nothing of it counts."""
    cora = Laptop("cora")
    said = report_fields(())
    assert report_of(cora.says("device", "anns", {"revoked_on": "2026-10-09"}, shelf="office")) is None
    assert report_of(cora.says("device", "anns", said, shelf="office")) is None
    assert report_of(cora.says("device", "anns", {"revoked_on": "2026-10-09", **said}, shelf="own")) is None
    told = report_of(cora.says("device", "anns", {"revoked_on": "2026-10-09", **said, "cut/x": 4}, shelf="office"))
    assert told is not None and len(told) == FEWEST


def test_that_what_lies_beside_the_end_counts_only_until_the_end_comes() -> None:
    base, end, beside = twice()
    cuts = {"anns": (report(*base, *end),)}
    assert names(beyond([*base, *end, *beside], cuts), base, end, beside) == "jkl"
    assert names(beyond([*base, *beside], cuts), beside) == ""
    both = {"anns": (report(*base, *end, *beside[:1]),)}
    assert names(beyond([*base, *end, *beside], both), end, beside) == "kl"
    assert names(beyond([*base, *beside], both), beside) == "kl", "what goes on from an end lies before no other"


def test_that_of_two_reports_the_one_that_comes_first_in_the_chain_holds() -> None:
    base, end, beside = twice()
    early, late = report(*base), report(*base, *end)
    for several in ((early, late), (late, early)):
        assert names(beyond([*base, *end], {"anns": several}), base, end) == "hi"
    apart = {"anns": (report(*base, *end), report(*base, *beside))}
    assert names(beyond([*base, *end, *beside], apart), base, end, beside) == "hijkl"


def test_that_a_stream_that_begins_anew_is_another_chain() -> None:
    one, other = chain(Laptop("ann"), "f", "g"), chain(Laptop("ann"), "x", "y")
    assert one[0].stream == other[0].stream
    assert names(beyond([*one, *other], {"anns": (report(*one),)}), one, other) == "xy"
    assert names(beyond(other, {"anns": (report(*one),)}), other) == "xy"
    assert names(beyond([*one, *other], {"anns": (report(),)}), one, other) == "fgxy"


def test_that_what_a_report_says_falsely_is_the_same_to_who_sees_less() -> None:
    """Named as the end of a chain: what never was, what stands in another of that laptop's streams, what another laptop wrote."""
    ann, ben = Laptop("ann"), Laptop("ben")
    own, panel, bens = chain(ann, "f", "g", "h"), chain(ann, "p", shelf="panel"), chain(ben, "b")
    for false in ("0" * 64, panel[0].id, bens[0].id, "", "zz"):
        cuts = {"anns": (report(said={panel[0].id: mark(panel[0].id), false: mark(own[0].id)}),)}
        seen = [beyond(lines, cuts) & {line.id for line in own} for lines in (own, [*own, *panel], [*own, *bens], [*panel, *own, *bens])]
        assert seen == [set()] * 4, false
    mixed = {"anns": (report(said={own[1].id: mark(panel[0].id), panel[0].id: mark(own[0].id)}),)}
    assert beyond(own, mixed) == beyond([*own, *panel], mixed) == set()


@pytest.mark.parametrize(("carls", "lost"), [("fgh", "ijkl"), ("fghijk", "jkl")])
def test_that_any_order_of_streams_and_reports_ends_the_same(here, carls: str, lost: str) -> None:  # noqa: F811 - the fixture
    """Two coordinators report at once, on two days, of which one is settled; the stream was written twice."""
    base, end, beside = twice()
    cora, carl = Laptop("cora"), Laptop("carl")
    first = cora.says("device", "anns", {"name": "Ann's"}, shelf="office")
    carl.knew = cora.knew
    held = [line for line in (*base, *end, *beside) if line.entity in carls]
    said = ("2026-10-09", report_fields([*base, *end])), ("2026-10-08", report_fields(held))
    two = [
        one.says("device", "anns", {"revoked_on": on, **cut}, first, shelf="office")
        for one, (on, cut) in zip((cora, carl), said, strict=True)
    ]
    settled = cora.says("device", "anns", {"revoked_on": "2026-10-08"}, *two, shelf="office")
    parts = [[*base, *end], [*base, *beside], two[:1], [*two[1:], settled]]
    wanted = counted([first, *base, *end, *beside, *two, settled])
    assert names(set(wanted.lost), base, end, beside) == lost
    for order in list(permutations(parts))[::3]:
        with here.file.writing() as session:
            emptied(session)
        for part in ([first], *order):
            comes(here, part)
        assert here.read(hidden_here) == dict.fromkeys(wanted.lost, "") and here.read(journal_faults) == ()
