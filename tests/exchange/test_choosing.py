"""Who gets what, as rules on facts: no file, no pack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from random import Random

import pytest

from wmpeer.exchange import choosing
from wmpeer.exchange.choosing import Chosen, ContentFact, Facts, StreamFact, choose, choose_in, given
from wmpeer.exchange.parcels import Room, parcels

AUTHORITIES = ("Avon", "Barrow", "Cole")
PEOPLE = ("office", "ann", "ben")
SHELVES = ("office", "setup", "own", "panel", "private", "local", "of-a-newer-program")
DOCUMENT = 4


def stream(author: str, shelf: str, authority: str | None = None, laptop: str = "") -> StreamFact:
    laptop = laptop or f"laptop of {author}"
    return StreamFact(f"{laptop}/{author}/{authority}/{shelf}", laptop, author, authority, shelf, 3, ((3, "head"),), 600)


EVERY = tuple(stream(who, shelf, where) for who in PEOPLE for shelf in SHELVES for where in (None, *AUTHORITIES))
CONTENTS = tuple(ContentFact(DOCUMENT, f"named in {one.stream}", 1000, frozenset({one.stream})) for one in EVERY)
FACTS = Facts(
    frozenset(AUTHORITIES),
    {"office": "coordinator", "ann": "panellist", "ben": "lead-moderator"},
    {f"laptop of {who}": who for who in PEOPLE},
    frozenset(),
    frozenset(),
    frozenset(),
    EVERY,
    CONTENTS,
)


def keys(chosen: Chosen) -> set[str]:
    return {one.stream for one in chosen.streams}


def test_that_who_reads_before_handing_in_gets_the_office_the_set_up_and_their_own() -> None:
    got = choose(FACTS, "ann").streams
    assert {(one.author, one.shelf) for one in got} == {(who, shelf) for who in PEOPLE for shelf in ("office", "setup")} | {
        ("ann", "own"),
        ("ann", "panel"),
    }


def test_that_a_hand_in_opens_its_authority_and_no_other() -> None:
    before, after = choose(FACTS, "ann"), choose(replace(FACTS, handed_in=frozenset({("ann", "Avon"), ("ben", "Cole")})), "ann")
    new = {one for one in after.streams if one.stream not in keys(before)}
    assert {(one.author, one.shelf, one.authority) for one in new} == {
        (who, shelf, "Avon") for who in ("office", "ben") for shelf in ("own", "panel")
    }


def test_that_only_what_is_allocated_goes_where_anything_is() -> None:
    facts = replace(FACTS, allocated=frozenset({("ann", "Cole"), ("ben", "Avon")}), handed_in=frozenset({("ann", "Avon"), ("ann", "Cole")}))
    assert given(facts, "ann") == {"Cole"}
    assert {one.authority for one in choose(facts, "ann").streams if one.author != "ann" and one.shelf != "office"} == {None, "Cole"}


def test_that_what_somebody_stands_aside_for_does_not_go_however_it_came_about() -> None:
    facts = replace(
        FACTS,
        allocated=frozenset({("ann", "Avon"), ("ann", "Cole")}),
        aside=frozenset({("ann", "Avon"), ("ben", "Cole")}),
        handed_in=frozenset({("ann", "Avon")}),
    )
    assert given(facts, "ann") == {"Cole"}
    assert "Avon" not in {one.authority for one in choose(facts, "ann").streams if one.shelf != "office"}


def test_that_nothing_is_left_for_who_stands_aside_for_all_they_were_allocated() -> None:
    facts = replace(FACTS, allocated=frozenset({("ann", "Avon")}), aside=frozenset({("ann", "Avon")}))
    assert given(facts, "ann") == frozenset()
    assert given(replace(FACTS, allocated=frozenset({("ann", "an authority that is gone")})), "ann") == frozenset()


def test_that_the_words_recorded_for_somebody_elsewhere_go_to_them_and_the_panels_do_not() -> None:
    said, agreed = stream("ann", "own", "Avon", "laptop of office"), stream("ann", "panel", "Avon", "laptop of office")
    assert keys(choose(replace(FACTS, streams=(said, agreed)), "ann")) == {said.stream}


def test_that_a_coordinators_other_laptop_gets_all_that_leaves_a_laptop() -> None:
    assert {one.shelf for one in choose(FACTS, "office").streams} == {"office", "setup", "own", "panel"}
    assert len(choose(FACTS, "office").streams) == len(PEOPLE) * 4 * (1 + len(AUTHORITIES))


def test_that_a_hand_in_brings_all_its_laptop_wrote_and_what_that_rests_on_and_nothing_else() -> None:
    for_ben, agreed = stream("ben", "own", "Avon", "laptop of ann"), stream("office", "panel", "Avon")
    private = stream("ben", "private", "Avon")
    chosen = choose_in(replace(FACTS, streams=(*EVERY, for_ben)), "laptop of ann", {agreed.stream, private.stream})
    got = chosen.streams
    assert for_ben in got and agreed in got
    assert {(one.laptop, one.shelf) for one in got if one.laptop != "laptop of ann"} == {
        (f"laptop of {who}", "office") for who in ("office", "ben")
    } | {("laptop of office", "panel")}
    assert {one.shelf for one in got} == {"office", "setup", "own", "panel"}
    named = {stream for content in chosen.contents for stream in content.named_by}
    assert all("laptop of ann" in one for one in named)  # nobody is sent their own documents back


def test_that_content_goes_with_a_stream_that_names_it_and_with_no_other() -> None:
    chosen = choose(FACTS, "ann")
    assert {one.key for one in chosen.contents} == {f"named in {key}" for key in keys(chosen)}


def any_day(seed: int) -> Facts:
    """A region on some day: who was allocated what, stands aside, has handed in, and what there is."""
    chance = Random(seed)
    pairs = [(who, where) for who in PEOPLE for where in AUTHORITIES]

    def some() -> frozenset[tuple[str, str]]:
        return frozenset(chance.sample(pairs, chance.randint(0, 5)))

    streams = {
        one.stream: one
        for one in (
            stream(chance.choice(PEOPLE), chance.choice(SHELVES), chance.choice((None, *AUTHORITIES)), f"laptop of {chance.choice(PEOPLE)}")
            for _ in range(chance.randint(0, 14))
        )
    }
    contents = [
        ContentFact(DOCUMENT, str(number), 1000, frozenset(chance.sample(sorted(streams), min(len(streams), chance.randint(0, 2)))))
        for number in range(chance.randint(0, 6) if streams else 0)
    ]
    return replace(FACTS, allocated=some(), aside=some(), handed_in=some(), streams=tuple(streams.values()), contents=tuple(contents))


DAYS = tuple(any_day(seed) for seed in range(300))


def may_see(facts: Facts, person: str, one: StreamFact) -> bool:
    """The rules of the house in plain words, said otherwise than in the program."""
    if one.shelf not in ("office", "setup", "own", "panel"):
        return False
    if one.shelf == "office" or facts.roles[person] == "coordinator":
        return True
    if one.authority is None:
        return one.shelf == "setup" or (one.author == person and (one.shelf == "own" or facts.laptops[one.laptop] == person))
    if (person, one.authority) in facts.aside:
        return False
    if one.author == person and (one.shelf == "own" or facts.laptops[one.laptop] == person):
        return True
    theirs = {authority for who, authority in facts.allocated if who == person}
    if theirs and one.authority not in theirs:
        return False
    return one.shelf == "setup" or (person, one.authority) in facts.handed_in


def holds(facts: Facts, person: str, chosen: Chosen) -> bool:
    streams = {one.stream: one for one in facts.streams}
    right = {key for key, one in streams.items() if may_see(facts, person, one)}
    return keys(chosen) == right and {one.key for one in chosen.contents} == {
        one.key for one in facts.contents if one.named_by & right or (not one.named_by and facts.roles[person] == "coordinator")
    }


def test_that_on_any_day_everybody_gets_what_they_may_see_and_no_more() -> None:
    assert all(holds(facts, person, choose(facts, person)) for facts in DAYS for person in PEOPLE)


@pytest.mark.parametrize("person", PEOPLE[1:])
def test_that_what_is_hidden_changes_nothing_of_what_is_chosen(person: str) -> None:
    hidden_once = 0
    for facts, one in product(DAYS[:30], EVERY):
        if may_see(facts, person, one) or one.stream in {other.stream for other in facts.streams}:
            continue
        brought = ContentFact(DOCUMENT, "x", 9, frozenset({one.stream}))
        with_it = replace(facts, streams=(*facts.streams, one), contents=(*facts.contents, brought))
        assert choose(with_it, person) == choose(facts, person)
        hidden_once += 1
    assert hidden_once > 500


FAULTS: dict[str, Callable[[Facts, str], Chosen]] = {
    "interest ignored": lambda facts, person: choose(replace(facts, aside=frozenset()), person),
    "hand-in ignored": lambda facts, person: choose(
        replace(facts, handed_in=frozenset((person, authority) for authority in facts.authorities)), person
    ),
    "anybody's hand-in counts": lambda facts, person: choose(
        replace(facts, handed_in=frozenset((person, authority) for _, authority in facts.handed_in)), person
    ),
    "allocation ignored": lambda facts, person: choose(replace(facts, allocated=frozenset()), person),
    "everybody is a coordinator": lambda facts, person: choose(replace(facts, roles=dict.fromkeys(PEOPLE, "coordinator")), person),
    "content whatever names it": lambda facts, person: replace(choose(facts, person), contents=facts.contents),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_that_the_rules_notice_a_seeded_fault(fault: str) -> None:
    assert any(not holds(facts, person, FAULTS[fault](facts, person)) for facts in DAYS for person in PEOPLE)


def test_that_the_rules_notice_a_shelf_that_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "STAYS", frozenset())
    assert not holds(FACTS, "office", choose(FACTS, "office"))


# several packs


def test_that_what_fits_is_one_pack() -> None:
    chosen = choose(FACTS, "office")
    assert parcels(chosen) == (chosen,)


@pytest.mark.parametrize(("revisions", "size"), [(0, 500), (7, 1500), (30, 3500)])
def test_that_several_packs_hold_all_that_was_chosen_and_each_names_what_it_brings(revisions: int, size: int) -> None:
    for facts in DAYS[:100]:
        chosen = choose(facts, "office")
        packs = parcels(chosen, Room(revisions, 1 << 20, size, 100))
        assert set().union(*(pack.streams for pack in packs)) == set(chosen.streams)
        brought = [one for pack in packs for one in pack.contents]
        assert sorted(one.key for one in brought) == sorted(one.key for one in chosen.contents)
        for_all = [one for one in chosen.streams if one.authority is None]
        for pack in packs:
            assert set(for_all) <= set(pack.streams)
            assert all(one.named_by & keys(pack) or not one.named_by for one in pack.contents)
            assert len(pack.contents) <= 1 or sum(one.size for one in pack.contents) <= size
            beyond = sum(one.length for one in pack.streams) - sum(one.length for one in for_all)
            assert beyond <= max(6, revisions)  # a content is named by two streams at most
