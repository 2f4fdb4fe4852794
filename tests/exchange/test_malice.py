"""Every malicious pack is refused by its own code, and not a byte changes (P3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

import ill_contents  # noqa: F401 - its cases
import ill_forms  # noqa: F401 - its cases
import pytest
from forging import OTHER, PASSPHRASE, World, new_world, office_of
from ill_contents import AREA, MEASURE, PASSAGE, document, passages, sent, table
from malicious import CASES, findings, honest
from taking_kit import dump, previewed, sha256_of_file
from trio import shut

from wmpeer.errors import known_errors
from wmpeer.exchange import authorise, chains, sifting
from wmpeer.exchange.errors import PackRefusedError
from wmpeer.exchange.knowledge import Office
from wmpeer.exchange.sifting import sift
from wmpeer.exchange.taking import take_in
from wmpeer.journal.workspace import Workspace, open_workspace


@pytest.fixture(scope="module")
def office(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The coordinator's file, with what the world holds."""
    workspace = office_of(world, tmp_path_factory.mktemp("office"))
    yield workspace
    shut(workspace)


def test_that_an_honest_pack_of_each_kind_comes_in(world):
    here = world.here()
    for who in ("cecil", "ann", "ben", "dora", "olga"):
        for seed in range(5):
            own = world.copy(who)
            lines = [*honest(own, Random(seed)), *findings(own, 2)]
            assert sift(here, [world.sends(who, lines).as_read()]).refused == {}


def test_that_honest_contents_come_in(world, office, tmp_path):
    pack = sent(world, passages(PASSAGE), document(), table(MEASURE, AREA)).as_file(tmp_path / "honest.wmpack")
    (plan,) = previewed(office, pack)
    assert (plan.refused, len(plan.contents), plan.new) == ((), 2, 2)


def test_that_there_are_enough_of_them_each_by_a_name_of_its_own():
    assert len(CASES) >= 120 and max(Counter(one.name for one in CASES).values()) == 1
    assert {one.code for one in CASES} <= {one.code() for one in known_errors(PackRefusedError)}


def test_that_every_malicious_pack_is_refused_by_its_own_code(world):
    here, told = world.here(), []
    for number, one in enumerate(CASES):
        if not one.as_file:
            pack = one.make(world, Random(number)).as_read()
            found = pack.refused or next((error.problem() for error in sift(here, [pack]).refused.values()), None)
            told += [(one.name, one.code, found)] if found is None or found.code != one.code else []
    assert told == []


def test_that_a_file_that_refused_malicious_packs_is_as_it_was(world, office, tmp_path):
    """Those that lie in what comes beside the revisions, and one of each code; the campaign `malice-in-files` has all."""
    wal, before, told = office.file.path.with_name(f"{office.file.path.name}-wal"), dump(office), []
    sizes = office.file.path.stat().st_size, wal.stat().st_size
    for number, one in enumerate((*(one for one in CASES if one.as_file), *{one.code: one for one in CASES}.values())):
        (plan,) = previewed(office, one.make(world, Random(number)).as_file(tmp_path / f"{number}.wmpack"))
        found = plan.refused[0].code if plan.refused else ""
        told += [(one.name, one.code, found)] if found != one.code else []
    assert told == []
    assert dump(office) == before
    assert (office.file.path.stat().st_size, wal.stat().st_size) == sizes


def test_that_the_closed_file_is_the_same_byte_for_byte_once_packs_were_refused(world, office, tmp_path):
    path = office.file.path
    office.close()
    sha256 = sha256_of_file(path)
    again = open_workspace(path, PASSPHRASE)
    for number, one in enumerate(CASES[:: len(CASES) // 8]):
        (plan,) = previewed(again, one.make(world, Random(number)).as_file(tmp_path / f"{number}.wmpack"))
        assert plan.refused and take_in(again, [plan]) == ()
    again.close()
    assert sha256_of_file(path) == sha256 and not [one for one in path.parent.iterdir() if one.name.endswith("-wal")]


def honest_ones_are_refused() -> bool:
    """Whether what was honestly written before an interest was known of is refused for it."""
    world = new_world()
    ann = world.copy("ann")
    line = ann.say("view", {"area": "send", "view": "good"}, authority=OTHER)
    cora = world.copy("cora")
    declared = cora.say("interest", {"person": "ann", "reason": "found out later"}, authority=OTHER)
    both = [world.sends("cora", [declared]).as_read(), world.sends("ann", [line]).as_read()]
    return any(sift(world.here(), packs).refused for packs in (both, both[::-1]))


def come_in(code: str) -> bool:
    """Whether a case of that *code* gets in, or is refused for something else."""
    world = new_world()
    here = world.here()
    for one in CASES:
        if one.code == code and not one.as_file:
            refused = sift(here, [one.make(world, Random(1)).as_read()]).refused
            if not refused or refused[0].code() != code:
                return True
    return False


def test_that_nothing_gets_in_and_nothing_honest_is_refused():
    assert not honest_ones_are_refused()
    assert not any(come_in(code) for code in ("own-authority-judged", "not-your-kind", "chain-gap"))


def test_that_an_interest_ignored_is_seen(monkeypatch):
    monkeypatch.setattr(authorise, "_impartial", lambda line, office, known: "")
    assert come_in("own-authority-judged")


def test_that_a_role_ignored_is_seen(monkeypatch):
    monkeypatch.setattr(authorise, "_entitled", lambda line, office, known: "")
    assert come_in("not-your-kind")


def test_that_knowledge_ignored_is_seen(monkeypatch):
    """As if rights went by the moment at which a pack comes."""
    monkeypatch.setattr(Office, "known", lambda self, knew: (1 << len(self._order)) - 1)
    assert honest_ones_are_refused()


def test_that_a_gap_accepted_is_seen(monkeypatch):
    after = chains._after_previous
    monkeypatch.setattr(chains, "_after_previous", lambda *asked: code if (code := after(*asked)) != "chain-gap" else "")
    assert come_in("chain-gap")


def test_that_an_end_cut_off_is_seen(monkeypatch):
    """As if a head for some of a stream vouched for all of it."""
    monkeypatch.setattr(sifting, "vouched", lambda heads, given, *rest: (set(given), True))
    assert come_in("head-not-signed")
