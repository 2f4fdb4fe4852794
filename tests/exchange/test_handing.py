"""Handing out and handing in, with real laptops: what the packs hold, and what is left where one could not be written."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from handing_kit import add_document, add_finding_with_clip, add_table, forget_packs, plain_files, read, whole_prefixes
from trio import ANN, ASHCOMBE, BEN, KELSBOROUGH, PASSPHRASE, Trio, carry, person, trio

from wmpeer.cli.main import main
from wmpeer.exchange import frame, handing, outgoing
from wmpeer.exchange.act_errors import NobodyToSendToError, NothingToHandOutError
from wmpeer.exchange.choosing import StreamFact
from wmpeer.exchange.device_keys import DeviceKeys, own_keys
from wmpeer.exchange.errors import PackForSomeoneElseError
from wmpeer.exchange.handing import (
    HandInInsteadError,
    NoLaptopKnownError,
    TooManyLaptopsError,
    hand_in,
    hand_out,
    hand_out_all,
    nothing_for,
)
from wmpeer.exchange.heads import head_fits
from wmpeer.exchange.knowing import invite, join
from wmpeer.exchange.outlook import outlook
from wmpeer.exchange.parcels import Room, parcels
from wmpeer.journal.device_keys import new_keys
from wmpeer.journal.revisions import new_line, read_line
from wmpeer.journal.rows import row_of
from wmpeer.journal.workspace import Workspace
from wmpeer.region.actions import add_person, allocate
from wmpeer.region.queries import NotJoinedYetError, cycle
from wmpeer.store.plain import rows


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trio]:
    """A coordinator with documents, data and a clip, and two panellists who have what the office knows."""
    found = trio(tmp_path_factory.mktemp("three"))
    add_document(found.office, ASHCOMBE, "Ashcombe tells of itself", 3_000_000)
    add_document(found.office, KELSBOROUGH, "Kelsborough tells of itself")
    add_table(found.office, "Children in need", "Sheet 1")
    add_finding_with_clip(found.office, ASHCOMBE, "Seen on page 1")
    carry(found.office, found.ann, ("office", "setup"))
    yield found
    found.close()


@pytest.fixture(autouse=True)
def forgotten(three: Trio) -> None:
    """What was handed out by the test before."""
    forget_packs(*three.all)


def test_that_a_pack_holds_whole_streams_that_their_laptop_vouches_for(three: Trio, tmp_path: Path) -> None:
    (handed,) = hand_out(three.office, person(three.office, ANN), tmp_path)
    pack = read(handed.pack, three.ann, three.office)
    assert whole_prefixes(pack) and handed.revisions == len(pack.lines)
    key, about = own_keys(three.office).signing_public, three.office.read(cycle)
    assert pack.manifest.heads and all(head_fits(head, about.id, key) for head in pack.manifest.heads)
    assert {line.shelf for line in pack.lines} == {"office", "setup"}


def test_that_a_document_and_a_table_travel_as_content_and_make_one_revision_each(three: Trio, tmp_path: Path) -> None:
    (handed,) = hand_out(three.office, person(three.office, ANN), tmp_path)
    pack = read(handed.pack, three.ann, three.office)
    kinds = [line.kind for line in pack.lines]
    assert (kinds.count("document"), kinds.count("batch")) == (2, 1)
    assert len(pack.of(frame.DOCUMENT)) == len(pack.of(frame.PASSAGES)) == 2
    assert len(pack.of(frame.TABLE)) == 1 and set(pack.of(frame.PINNED)) == {"region", "framework"}
    assert handed.content_bytes == sum(len(data) for kind, _, data in pack.parts if kind not in (frame.SEGMENT, frame.PASSAGES))


def test_that_a_hand_in_goes_to_the_coordinator_with_all_that_was_written(three: Trio, tmp_path: Path) -> None:
    image = add_finding_with_clip(three.ann, ASHCOMBE, "Ann saw this")
    with three.ann.write("Keep a note") as journal:
        journal.keep("note", {"text": "for nobody"}, authority=ASHCOMBE)
    handed = hand_in(three.ann, tmp_path)
    pack = read(handed.pack, three.office, three.ann)
    assert whole_prefixes(pack) and [line.kind for line in pack.lines] == ["finding"]
    assert set(pack.of(frame.CLIPPING)) == {image}
    assert pack.manifest.recipients == (own_keys(three.office).device,)
    assert "nobody" not in str(pack.parts)
    assert handed.pack.name == f"2026-27 from {ANN} 1 {handed.sha256[:12]}.wmpack"


def test_that_a_pack_is_for_its_person_alone(three: Trio, tmp_path: Path) -> None:
    (handed,) = hand_out(three.office, person(three.office, ANN), tmp_path)
    for other in (three.ben, three.office):
        with pytest.raises(PackForSomeoneElseError):
            read(handed.pack, other, three.office)


def test_that_what_was_sent_is_not_sent_again_but_in_a_whole_pack(three: Trio, tmp_path: Path) -> None:
    ann = person(three.office, ANN)
    (first,), (second,) = hand_out(three.office, ann, tmp_path), hand_out(three.office, ann, tmp_path)
    (third,) = hand_out(three.office, ann, tmp_path, whole=True)
    packs = [read(one.pack, three.ann, three.office) for one in (first, second, third)]
    assert [len(pack.of(frame.DOCUMENT)) + len(pack.of(frame.TABLE)) for pack in packs] == [3, 0, 3]
    assert [pack.manifest.number for pack in packs] == [1, 2, 3]
    assert [pack.manifest.heads for pack in packs] == [packs[0].manifest.heads] * 3
    assert packs[0].parts == packs[2].parts and all(set(pack.of(frame.PINNED)) == {"region", "framework"} for pack in packs)


def test_that_a_table_that_was_read_anew_is_sent_again(three: Trio, tmp_path: Path) -> None:
    ann = person(three.office, ANN)
    add_table(three.office, "Children looked after")
    before = read(hand_out(three.office, ann, tmp_path)[0].pack, three.ann, three.office)
    add_table(three.office, "Children looked after", areas=5)
    after = read(hand_out(three.office, ann, tmp_path)[0].pack, three.ann, three.office)
    assert len(before.of(frame.TABLE)) == 2 and len(after.of(frame.TABLE)) == 1
    (lines,) = (data.splitlines() for data in after.of(frame.TABLE).values())
    assert json.loads(lines[0])["rows"] == 5 and len(lines) == 1 + 1 + 5


def second_laptop(workspace: Workspace, whose: str) -> DeviceKeys:
    """Another laptop of *whose* (an id), admitted."""
    keys = new_keys()
    fields = {
        "person": whose, "name": "laptop", "signing_key": keys.signing_public.hex(), "sealing_key": keys.sealing_public.hex(),
        "admitted_on": "2026-10-01",
    }  # fmt: skip
    with workspace.write("Admit a laptop") as journal:
        journal.keep("device", fields, entity=keys.device)
    return keys


def revoke(workspace: Workspace, device: str) -> None:
    with workspace.write("Report a laptop lost") as journal:
        journal.keep("device", {"revoked_on": "2026-10-02"}, entity=device)


def test_that_one_pack_is_for_all_laptops_of_a_person_and_a_new_one_gets_all_content(three: Trio, tmp_path: Path) -> None:
    ann = person(three.office, ANN)
    hand_out(three.office, ann, tmp_path)
    new = second_laptop(three.office, ann)
    try:
        (handed,) = hand_out(three.office, ann, tmp_path)
        pack = read(handed.pack, three.ann, three.office)
        assert set(pack.manifest.recipients) == {own_keys(three.ann).device, new.device}
        assert len(pack.of(frame.DOCUMENT)) == 2 and pack.manifest.number == 2
    finally:
        revoke(three.office, new.device)
    (handed,) = hand_out(three.office, ann, tmp_path)
    assert read(handed.pack, three.ann, three.office).manifest.recipients == (own_keys(three.ann).device,)


def test_that_more_laptops_than_a_pack_can_be_sealed_to_are_said(three: Trio, tmp_path: Path) -> None:
    ben = person(three.office, BEN)
    more = [second_laptop(three.office, ben) for _ in range(16)]
    try:
        with pytest.raises(TooManyLaptopsError):
            hand_out(three.office, ben, tmp_path)
    finally:
        for one in more:
            revoke(three.office, one.device)
    assert hand_out(three.office, ben, tmp_path)


# who may, and to whom


def test_that_a_panellist_hands_in_and_does_not_hand_out(three: Trio, tmp_path: Path) -> None:
    with pytest.raises(HandInInsteadError) as told:
        hand_out(three.ann, person(three.ann, BEN), tmp_path)
    assert "Hand in" in told.value.next
    with pytest.raises(HandInInsteadError):
        hand_out_all(three.ann, tmp_path)


def test_that_nobody_hands_in_before_their_first_pack(three: Trio, tmp_path: Path) -> None:
    with pytest.raises(NotJoinedYetError):
        hand_in(three.ben, tmp_path)
    assert plain_files(tmp_path) == []


def test_that_a_coordinator_alone_has_nobody_to_hand_in_to(three: Trio, tmp_path: Path) -> None:
    with pytest.raises(NobodyToSendToError):
        hand_in(three.office, tmp_path)


def test_that_who_has_no_laptop_is_named(three: Trio, tmp_path: Path) -> None:
    carol = add_person(three.office, "Carol Nolaptop").entity
    with pytest.raises(NoLaptopKnownError) as told:
        hand_out(three.office, carol, tmp_path)
    assert "Carol Nolaptop" in told.value.sentence


def test_that_a_second_coordinator_gets_all_and_hands_it_in(three: Trio, tmp_path: Path) -> None:
    olive = add_person(three.office, "Olive Second", "coordinator").entity
    keys = second_laptop(three.office, olive)
    try:
        (handed,) = hand_out(three.office, olive, tmp_path)
        assert handed.for_ == "Olive Second"
        carry(three.office, three.ann, ("office",))
        to = read(hand_in(three.ann, tmp_path).pack, three.office, three.ann).manifest.recipients
        assert set(to) == {own_keys(three.office).device, keys.device}
    finally:
        revoke(three.office, keys.device)
        carry(three.office, three.ann, ("office",))


# passing on


def take_in_bare(source: Workspace, target: Workspace, folder: Path) -> None:
    """What a hand-in of *source* brings, put into *target* with the heads that vouch for it, as taking in does."""
    pack = read(hand_in(source, folder).pack, target, source)
    carry(source, target, ("own", "panel"))
    with target.file.writing() as session:
        for head in pack.manifest.heads:
            values = (head.stream, head.device, head.sequence, head.id, head.signature)
            session.connection().exec_driver_sql("INSERT OR REPLACE INTO stream_head VALUES(?, ?, ?, ?, ?)", values)


def test_that_what_somebody_handed_in_is_passed_on_with_their_own_signature(three: Trio, tmp_path: Path) -> None:
    add_finding_with_clip(three.ann, KELSBOROUGH, "Ann saw this in Kelsborough")
    take_in_bare(three.ann, three.office, tmp_path)
    with three.office.on_behalf_of(person(three.office, BEN)).write("Hand in") as journal:
        hand = journal.keep("hand_in", {"on": "2026-10-08"}, authority=KELSBOROUGH)
    try:
        (handed,) = hand_out(three.office, person(three.office, BEN), tmp_path)
        pack = read(handed.pack, three.ben, three.office)
        device, about = own_keys(three.ann).device, three.office.read(cycle)
        anns = [head for head in pack.manifest.heads if head.device == device]
        assert whole_prefixes(pack) and anns and all(head_fits(head, about.id, own_keys(three.ann).signing_public) for head in anns)
        assert "Ann saw this in Kelsborough" in {line.fields.get("text") for line in pack.lines}
        with three.office.file.writing() as session:  # what was taken back is not passed on, nor is what stands before it in its stream
            found = [line.id for line in pack.lines if line.stream == anns[0].stream][-1]
            session.connection().exec_driver_sql("INSERT INTO hidden VALUES(?, 'a receipt')", (found,))
        again = read(hand_out(three.office, person(three.office, BEN), tmp_path)[0].pack, three.ben, three.office)
        assert whole_prefixes(again) and not [head for head in again.manifest.heads if head.device == device]
    finally:
        with three.office.file.writing() as session:
            session.connection().exec_driver_sql("DELETE FROM hidden")
        with three.office.on_behalf_of(person(three.office, BEN)).write("Take the hand-in back") as journal:
            journal.keep("hand_in", {"withdrawn": True}, entity=hand)


def test_that_a_stream_cut_out_of_the_middle_is_noticed(three: Trio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = outgoing.stream_bodies

    def cut(session: object, stream: object) -> Iterator[str]:
        bodies = list(whole(session, stream))  # type: ignore[arg-type]
        yield from bodies[:1] + bodies[2:]

    monkeypatch.setattr(outgoing, "stream_bodies", cut)
    (handed,) = hand_out(three.office, person(three.office, ANN), tmp_path)
    assert not whole_prefixes(read(handed.pack, three.ann, three.office))


class _RolledBackError(Exception):
    """What a test wrote is not kept."""


def test_that_of_two_files_that_went_by_one_name_only_what_leads_to_the_head_is_passed_on(three: Trio) -> None:
    with pytest.raises(_RolledBackError), three.office.file.writing() as session:
        stream, length = rows(session, "SELECT stream, count(*) FROM revision GROUP BY stream ORDER BY count(*) DESC LIMIT 1")[0]
        asked = "SELECT body, id FROM revision WHERE stream = ? ORDER BY sequence"
        lines = [read_line(*row) for row in rows(session, asked, stream)]
        said = json.loads(lines[2].body) | {"nonce": "00" * 8}
        other = new_line(said)
        session.add(row_of(other, "2026-10-08T09:00:00.000Z"))
        session.flush()
        fact = StreamFact(stream, "", "", None, "office", length, ((length, lines[-1].id),))
        assert list(outgoing.stream_bodies(session, fact)) == [line.body for line in lines]
        short = replace(fact, length=3, ends=((3, other.id),))
        assert list(outgoing.stream_bodies(session, short)) == [*(line.body for line in lines[:2]), other.body]
        both = replace(fact, length=length + 1, ends=(*short.ends, *fact.ends))
        assert sorted(outgoing.stream_bodies(session, both)) == sorted([*(line.body for line in lines), other.body])
        raise _RolledBackError


def test_that_what_one_pack_cannot_hold_goes_in_several(three: Trio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = person(three.office, ANN)
    (whole,) = hand_out(three.office, ann, tmp_path, whole=True)
    forget_packs(three.office)
    monkeypatch.setattr(handing, "parcels", lambda chosen: parcels(chosen, Room(content_bytes=60_000)))
    packs = [read(one.pack, three.ann, three.office) for one in hand_out(three.office, ann, tmp_path)]
    assert len(packs) >= 2 and [pack.manifest.number for pack in packs] == list(range(1, len(packs) + 1))
    assert all(whole_prefixes(pack) for pack in packs)
    together = {(kind, name) for pack in packs for kind, name, _ in pack.parts if kind != frame.SEGMENT}
    once = read(whole.pack, three.ann, three.office)
    assert together == {(kind, name) for kind, name, _ in once.parts if kind != frame.SEGMENT}
    assert {line.id for pack in packs for line in pack.lines} == {line.id for line in once.lines}
    for pack in packs:
        named = {line.fields["sha256"] for line in pack.lines if line.kind == "document"}
        assert set(pack.of(frame.DOCUMENT)) <= named


# everybody at once, and what is known of it afterwards


def test_that_everybody_gets_a_pack_of_their_own_and_the_outlook_tells(three: Trio, tmp_path: Path) -> None:
    before = {one.person_name: one for one in three.office.read(outlook)}
    assert all(one.last_at == "" and one.revisions > 0 and one.content_bytes > 3_000_000 for one in before.values())
    packs = hand_out_all(three.office, tmp_path)
    assert [one.for_ for one in packs] == [ANN, BEN] and len(plain_files(tmp_path)) == 2
    assert packs[0].pack.name == f"2026-27 to {ANN} 1 {packs[0].sha256[:12]}.wmpack"
    after = {one.person_name: one for one in three.office.read(outlook)}
    assert {(one.revisions, one.content_bytes) for one in after.values()} == {(0, 0)}
    assert after[ANN].last_name == packs[0].pack.name and after[ANN].devices == (own_keys(three.ann).device,)
    add_document(three.office, ASHCOMBE, "Ashcombe adds to it", 700)
    assert {(one.revisions, one.content_bytes) for one in three.office.read(outlook)} == {(1, 700)}


def test_that_who_stands_aside_for_all_they_read_is_left_out_and_named(three: Trio, tmp_path: Path) -> None:
    allocate(three.office, BEN, ASHCOMBE)
    with three.office.write("Declare an interest") as journal:
        interest = journal.keep("interest", {"person": person(three.office, BEN), "reason": "knows them"}, authority=ASHCOMBE)
    try:
        with pytest.raises(NothingToHandOutError):
            hand_out(three.office, person(three.office, BEN), tmp_path)
        assert [one.for_ for one in hand_out_all(three.office, tmp_path)] == [ANN]
        assert [one.code for one in three.office.read(nothing_for)] == ["nothing-to-hand-out"]
    finally:
        with three.office.write("Take the interest back") as journal:
            journal.keep("interest", {"withdrawn": True}, entity=interest)


# by command


def ran(*words: object) -> tuple[int, str, str]:
    result = CliRunner(env={"WMPEER_PASSPHRASE": PASSPHRASE}).invoke(main, [str(one) for one in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_that_the_commands_answer_as_they_say(tmp_path: Path) -> None:
    three = trio(tmp_path)
    carry(three.office, three.ann, ("office", "setup"))
    three.close()
    office, ann, out = tmp_path / "office" / "panel.wmpeer", tmp_path / "ann" / "panel.wmpeer", tmp_path / "post out"
    code, said, _ = ran("hand-out", office, "--for", ANN, "--out", out, "--json")
    found = json.loads(said)
    assert code == 0 and found.keys() == {"pack", "for", "revisions", "content_bytes"}
    assert (found["for"], Path(found["pack"]).parent) == (ANN, out) and Path(found["pack"]).is_file() and found["revisions"] > 10
    code, said, _ = ran("hand-out", office, "--all", "--out", out, "--json")
    assert code == 0 and [one["for"] for one in json.loads(said)] == [ANN, BEN]
    code, said, _ = ran("hand-in", ann, "--out", out, "--json")
    assert code == 0 and json.loads(said)["for"] == "Coordinator"
    for words in (["hand-out", office, "--out", out], ["hand-out", office, "--for", ANN, "--all", "--out", out]):
        assert ran(*words)[0] == 2
    code, said, told = ran("hand-out", ann, "--for", BEN, "--out", out, "--json")
    assert (code, said) == (2, "") and "hand-in-instead" in told
    assert len(plain_files(out)) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_that_what_is_for_others_can_be_read_by_them_in_a_shared_folder(three: Trio, tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        (handed,) = hand_out(three.office, person(three.office, ANN), tmp_path)
        sent = invite(three.office, ANN, tmp_path)
        joined = join(sent.path, tmp_path / "second" / "hers.wmpeer", PASSPHRASE, tmp_path)
    finally:
        os.umask(before)
    joined.workspace.close()
    assert [stat.filemode(one.stat().st_mode) for one in (handed.pack, sent.path, joined.path)] == ["-rw-r-----"] * 3
    assert stat.filemode(joined.workspace.file.path.stat().st_mode) == "-rw-------"
    assert stat.filemode(joined.workspace.file.path.with_name("hers.wmpeer.keys").stat().st_mode) == "-rw-------"
    assert not list(tmp_path.glob(".*"))
