"""What a person may see of colleagues' work and the panel's: nothing where they stand aside, and elsewhere once their own is handed in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from beginnings import new_cycle

from wmpeer.journal.workspace import Workspace
from wmpeer.judging import actions as judge
from wmpeer.judging.queries import agreed_lines
from wmpeer.region.actions import add_person, declare_interest
from wmpeer.region.seeing import Sight, parameters, sight_of

KELSBOROUGH, ASHCOMBE = "X08000009", "X08000001"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workspace]:
    workspace = new_cycle(tmp_path, region="westmarch")
    yield workspace
    workspace.close()


def test_that_who_stands_aside_sees_nothing_not_even_with_every_other_right() -> None:
    sight = Sight(frozenset({"ann"}), True, frozenset({KELSBOROUGH}), frozenset({ASHCOMBE}))
    assert not sight.colleagues(KELSBOROUGH) and sight.colleagues(ASHCOMBE)
    assert not Sight(frozenset({"ann"}), False, frozenset({KELSBOROUGH}), frozenset({KELSBOROUGH})).colleagues(KELSBOROUGH)
    assert not sight.of("view", KELSBOROUGH, "ann") and not sight.of("document", KELSBOROUGH) and sight.of("view", ASHCOMBE, "ben")
    assert KELSBOROUGH in parameters(sight)[0], "left out by whoever counts, and so not counted twice"


def test_that_colleagues_work_is_seen_once_ones_own_is_handed_in() -> None:
    blind = Sight(frozenset({"ann"}), False, frozenset(), frozenset())
    assert blind.of("view", ASHCOMBE, "ann") and blind.of("view", ASHCOMBE, "ben", "ann") and not blind.of("view", ASHCOMBE, "ben")
    assert blind.of("document", ASHCOMBE, "ben"), "what everybody reads is no colleague's view"
    assert Sight(frozenset({"ann"}), False, frozenset(), frozenset({ASHCOMBE})).of("view", ASHCOMBE, "ben")


def test_that_what_several_wrote_together_is_seen_only_where_all_of_it_may_be(office: Workspace) -> None:
    """An agreed judgement that Lena wrote is hers to see; once Dora changed it, it is the panel's."""
    lena = office.on_behalf_of(add_person(office, "Lena", "lead-moderator").entity)
    dora = office.on_behalf_of(add_person(office, "Dora", "lead-moderator").entity)
    judge.agree(lena, ASHCOMBE, "leaders", "good", "Known.", "")
    assert [one.wording for one in office.read(agreed_lines, reader=lena.author)] == ["Known."]
    assert office.read(agreed_lines, reader=dora.author) == ()
    judge.agree(dora, ASHCOMBE, "leaders", "good", "Known, says Dora.", "")
    assert office.read(agreed_lines, reader=lena.author) == () and office.read(agreed_lines, reader=dora.author) == ()
    judge.hand_in(lena, ASHCOMBE)
    assert [one.wording for one in office.read(agreed_lines, reader=lena.author)] == ["Known, says Dora."]
    declare_interest(office, "Lena", ASHCOMBE, "was employed there")
    assert office.read(agreed_lines, reader=lena.author) == ()


def test_that_a_coordinator_sees_everybodys_work_but_where_they_stand_aside(office: Workspace) -> None:
    ann = office.on_behalf_of(add_person(office, "Ann", "lead-moderator").entity)
    judge.agree(ann, ASHCOMBE, "leaders", "good", "Known.", "")
    assert office.read(sight_of, office.readers).everything and office.read(agreed_lines, reader=office.readers)
    declare_interest(office, office.actor.name, ASHCOMBE, "is a cousin")
    assert office.read(agreed_lines, reader=office.readers) == ()
