"""What the screen asks of three real laptops: several packs, one of which cannot be made, and Stop between two."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from trio import ANN, BEN, Trio, trio

from wmpeer.progress import StoppedError, silent
from wmpeer.ui.exchange import asking


@pytest.fixture(scope="module")
def laptops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trio]:
    three = trio(tmp_path_factory.mktemp("laptops"))
    yield three
    three.close()


def test_that_how_it_stands_is_asked_in_one_go_by_whoever_is_at_work(laptops: Trio) -> None:
    office, ann = asking.standing(laptops.office), asking.standing(laptops.ann)
    assert office.joined and office.sets_up and [one.name for one in office.receivers()] == [ANN, BEN]
    assert all(one.news for one in office.receivers()), "neither has had a pack yet"
    assert not ann.joined and ann.reply is not None and len(ann.reply.fingerprint.split()) == 6


def test_that_stop_between_two_packs_keeps_the_one_that_is_written(laptops: Trio, tmp_path: Path) -> None:
    to = asking.standing(laptops.office).receivers()

    def stops_at_the_second(done: int, _total: int, label: str) -> None:
        if label == to[1].name:
            raise StoppedError

    given = asking.hand_out(laptops.office, to, tmp_path, stops_at_the_second)
    assert given.stopped and [one.for_ for one in given.packs] == [to[0].name]
    assert len(list(tmp_path.iterdir())) == 1, "and no half one beside it"


def test_that_a_pack_that_cannot_be_made_does_not_keep_the_others(laptops: Trio, tmp_path: Path) -> None:
    to = asking.standing(laptops.office).fellows  # whoever hands out is among them, and has no other laptop
    given = asking.hand_out(laptops.office, to, tmp_path, silent, whole=True)
    assert len(given.packs) == 2 and [one.code for one in given.problems] == ["no-laptop-known"]


def test_that_a_first_pack_says_who_it_is_from_and_opens_the_way(laptops: Trio, tmp_path: Path) -> None:
    given = asking.hand_out_all(laptops.office, tmp_path, silent)
    paths = [one.pack for one in given.packs]
    mine, other = sorted(asking.look_into(laptops.ann, paths, silent), key=lambda one: bool(one.taking and one.taking.refused))
    assert mine.person == "Coordinator" and mine.until == "" and mine.taking is not None and mine.taking.new
    assert other.taking is not None and other.taking.refused[0].code == "pack-for-someone-else"
    took = asking.take_in(laptops.ann, [mine.path], silent)
    assert (took.packs, took.refused) == (1, ())
    now = asking.standing(laptops.ann)
    assert now.joined and now.coordinators and [one.person for one in now.receipts] == ["Coordinator"]

