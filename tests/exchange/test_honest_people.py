"""Nobody who did no wrong is kept from handing in, and nothing they wrote waits for what nobody can bring any more."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from handing_kit import add_document, add_table, read
from taking_kit import previewed, refusals, takes
from trio import ANN, BEN, KELSBOROUGH, NAME, PASSPHRASE, Trio, person, shut, trio

from wmpeer.exchange.act_errors import DeviceIsThisError
from wmpeer.exchange.handing import NobodyToHandInToError, hand_in, hand_out
from wmpeer.exchange.knowing import admit, invite, join, revoke
from wmpeer.exchange.taking import take_back
from wmpeer.journal.arriving import plan_arrival, write_arrival
from wmpeer.journal.queries import state_hash, waiting_lines
from wmpeer.journal.revisions import new_line
from wmpeer.journal.rights import NotYourPartError
from wmpeer.journal.seats import notes
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.judging import actions as judge
from wmpeer.judging.checks import check_items
from wmpeer.judging.queries import agreed_lines, finding_lines
from wmpeer.judging.records import FindingDraft, ViewDraft
from wmpeer.region.actions import add_person, change_person, declare_interest, withdraw
from wmpeer.region.queries import people, role_of
from wmpeer.region.rules import OwnAuthorityError
from wmpeer.store.plain import rows


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Trio]:
    found = trio(tmp_path)
    takes(found.ann, *out(found.office, ANN))
    yield found
    found.close()


def post(workspace: Workspace) -> Path:
    return workspace.file.path.parent.parent / "post"


def out(office: Workspace, name: str, *, whole: bool = False) -> list[Path]:
    return [one.pack for one in hand_out(office, person(office, name), post(office), whole=whole)]


def handed_in(workspace: Workspace) -> Path:
    return hand_in(workspace, post(workspace)).pack


def finds(workspace: Workspace, text: str) -> str:
    return judge.keep_finding(workspace, FindingDraft(KELSBOROUGH, "in-care", "strength", text)).id


def texts(workspace: Workspace) -> list[str]:
    return sorted(one.text for one in workspace.read(finding_lines, KELSBOROUGH))


def second_coordinator(three: Trio) -> Workspace:
    """Another coordinator, who joined and has the first pack."""
    add_person(three.office, "Olive Second", role="coordinator")
    invitation = invite(three.office, "Olive Second", post(three.office))
    joined = join(invitation.path, post(three.office).parent / "olive" / NAME, PASSPHRASE, post(three.office))
    admit(three.office, joined.path, joined.fingerprint)
    takes(joined.workspace, *out(three.office, "Olive Second"))
    return joined.workspace


def test_that_a_finding_is_not_taken_back_by_whom_a_later_interest_keeps_from_it(three: Trio) -> None:
    """What the other laptops would refuse is not written here; the pack goes on being taken."""
    finding = finds(three.ann, "hers")
    takes(three.office, handed_in(three.ann))
    declare_interest(three.office, ANN, KELSBOROUGH, "her sister works there")
    takes(three.ann, *out(three.office, ANN))
    with pytest.raises(OwnAuthorityError):
        judge.withdraw_finding(three.ann, finding)
    assert refusals(three.office, handed_in(three.ann)) == [""]


def test_that_an_interest_stays_known_where_the_pack_that_told_it_is_taken_back(three: Trio) -> None:
    declare_interest(three.office, ANN, KELSBOROUGH, "her sister works there")
    (receipt,) = takes(three.ann, *out(three.office, ANN))
    take_back(three.ann, receipt.id)
    with pytest.raises(OwnAuthorityError):
        finds(three.ann, "hers")
    assert refusals(three.office, handed_in(three.ann)) == [""]


def test_that_whoever_takes_a_coordinators_pack_back_goes_on_being_understood(three: Trio) -> None:
    olive = second_coordinator(three)
    add_person(olive, "Zoe Late")
    (receipt,) = takes(three.office, handed_in(olive))
    take_back(three.office, receipt.id)
    add_person(three.office, "Yan Later")
    (pack,) = out(three.office, ANN)
    assert [(one.refused, one.waiting) for one in previewed(three.ann, pack)] == [((), 0)]
    shut(olive)


def test_that_an_older_state_of_the_coordinators_file_takes_in_what_was_written_upon_the_newer(three: Trio) -> None:
    """The office's file is put back from a backup: what it said since is on the panellists’ laptops, and comes back with their words."""
    path = three.office.file.path
    shut(three.office)
    shutil.copytree(path.parent, path.parent.with_name("kept"))
    office = open_workspace(path, PASSPHRASE)
    add_person(office, "Zoe Late")
    declare_interest(office, BEN, KELSBOROUGH, "he worked there")
    takes(three.ann, *out(office, ANN))
    finds(three.ann, "upon it")
    shut(office)
    shutil.rmtree(path.parent)
    shutil.copytree(path.parent.with_name("kept"), path.parent)
    office = open_workspace(path, PASSPHRASE)
    add_person(office, "Yan Later")
    takes(office, handed_in(three.ann))
    assert (texts(office), office.read(waiting_lines)) == (["upon it"], ())
    takes(three.ann, *out(office, ANN))
    takes(office, handed_in(three.ann))
    assert office.read(state_hash) == three.ann.read(state_hash)
    shut(office)


def test_that_what_is_built_on_a_colleagues_words_brings_them_along(three: Trio) -> None:
    """A coordinator’s laptop died before the first one had its pack; a lead moderator had it, and went on from it."""
    change_person(three.office, ANN, name=ANN, role="lead-moderator", home="")
    olive = second_coordinator(three)
    takes(three.ann, *out(three.office, ANN))
    judge.hand_in(three.ann, KELSBOROUGH)
    takes(olive, handed_in(three.ann))
    judge.agree(olive, KELSBOROUGH, "in-care", "good", "Olive’s words")
    takes(three.ann, *out(olive, ANN))
    shut(olive)
    judge.agree(three.ann, KELSBOROUGH, "in-care", "good", "Olive’s words, and Ann’s")
    takes(three.office, handed_in(three.ann))
    assert three.office.read(waiting_lines) == ()
    assert [one.wording for one in three.office.read(agreed_lines, KELSBOROUGH)] == ["Olive’s words, and Ann’s"]


def test_that_a_lost_laptops_words_go_on_being_handed_out_though_later_ones_do_not_count(three: Trio) -> None:
    """Olive’s laptop is reported lost by one who knew less of it than the third coordinator does."""
    olive = second_coordinator(three)
    add_person(three.office, "Petra Third", role="coordinator")
    invitation = invite(three.office, "Petra Third", post(three.office))
    joined = join(invitation.path, post(three.office).parent / "petra" / NAME, PASSPHRASE, post(three.office))
    admit(three.office, joined.path, joined.fingerprint)
    petra = joined.workspace
    takes(petra, *out(three.office, "Petra Third"))
    takes(olive, *out(three.office, "Olive Second"))
    add_person(olive, "Zoe Late")
    takes(three.office, handed_in(olive))
    add_person(olive, "Beyond Cut")
    takes(petra, handed_in(olive))
    revoke(three.office, "Olive Second")
    takes(petra, *out(three.office, "Petra Third"))
    known = {one.name for one in petra.read(people)}
    assert "Zoe Late" in known and "Beyond Cut" not in known
    devices = {line.device.partition(".")[0] for line in read(out(petra, ANN)[0], three.ann, petra).lines}
    assert olive.device in devices
    shut(olive), shut(petra)


def test_that_a_preview_shows_a_coordinator_nothing_of_what_they_stand_aside_for(three: Trio) -> None:
    """Ann’s two laptops say otherwise; whoever takes the second pack in comes from that very authority."""
    invitation = invite(three.office, ANN, post(three.office))
    joined = join(invitation.path, post(three.office).parent / "ann again" / NAME, PASSPHRASE, post(three.office))
    admit(three.office, joined.path, joined.fingerprint)
    second = joined.workspace
    takes(second, *out(three.office, ANN))
    for one, view in ((three.ann, "good"), (second, "inadequate")):
        judge.record_view(one, ViewDraft(KELSBOROUGH, "in-care", "", view, "high", "", "", "so it is"))
    takes(three.office, handed_in(three.ann))
    pack = handed_in(second)
    assert [one.field for one in previewed(three.office, pack)[0].differences] == ["view"]
    declare_interest(three.office, three.office.actor.name, KELSBOROUGH, "worked there")
    assert [(one.new + one.changed > 0, one.differences) for one in previewed(three.office, pack)] == [(True, ())]
    shut(second)


def test_that_whoever_knows_no_coordinators_laptop_is_told_whom_to_ask(three: Trio) -> None:
    """Two coordinators gave up each other’s part, apart: a panellist cannot invite anybody."""
    olive = second_coordinator(three)
    office = three.office.actor.name
    change_person(olive, office, name=office, role="panellist", home="")
    takes(three.ann, *out(three.office, ANN))
    takes(three.ann, *out(olive, ANN))
    change_person(three.office, "Olive Second", name="Olive Second", role="panellist", home="")
    takes(three.ann, *out(three.office, ANN))
    with pytest.raises(NobodyToHandInToError):
        handed_in(three.ann)
    shut(olive)


def test_that_a_document_whose_pack_was_missed_is_named_until_it_is_sent_again(three: Trio) -> None:
    add_document(three.office, KELSBOROUGH, "Plans are written")
    add_table(three.office, "figures")
    out(three.office, ANN)  # lost on the way
    takes(three.ann, *out(three.office, ANN))

    def missing(workspace: Workspace) -> list[str]:
        return [one.sentence for one in workspace.read(check_items, workspace.readers) if one.code == "content-not-here"]

    document, table = sorted(missing(three.ann), reverse=True)
    assert document.startswith("“Plans are written.pdf” is listed and not here") and table.startswith("The data of “figures”")
    assert document.endswith("Ask the coordinator to hand out to you again with “Send everything again” ticked, and take that pack in.")
    assert missing(three.office) == []
    takes(three.ann, *out(three.office, ANN))
    assert len(missing(three.ann)) == 2, "they were sent already, as far as is known there"
    takes(three.ann, *out(three.office, ANN, whole=True))
    assert missing(three.ann) == []


def test_that_what_was_missed_comes_by_itself_once_they_have_handed_in(three: Trio) -> None:
    add_document(three.office, KELSBOROUGH, "Plans are written")
    out(three.office, ANN)  # lost on the way
    takes(three.ann, *out(three.office, ANN))
    takes(three.office, handed_in(three.ann))
    takes(three.ann, *out(three.office, ANN))
    assert not [one for one in three.ann.read(check_items, three.ann.readers) if one.code == "content-not-here"]


def test_that_what_two_files_of_one_laptop_wrote_goes_on_to_everybody(three: Trio, tmp_path: Path) -> None:
    """A whole laptop is put back from an image, with its settings: nothing on it can know that it wrote on under the same name already."""
    ann = three.ann
    image, own = tmp_path / "image", ann.file.path.parent
    first = finds(ann, "before")
    shut(ann)
    shutil.copytree(own, image)
    ann = open_workspace(own / NAME, PASSPHRASE)
    finds(ann, "written and handed in")
    finds(ann, "and one more")
    long = handed_in(ann)
    noted = notes() / ann.seat
    shut(ann)
    noted.unlink()
    put_back(own, image)
    ann = open_workspace(own / NAME, PASSPHRASE)
    finds(ann, "after the image was put back")
    short = handed_in(ann)
    takes(three.office, long)
    takes(three.office, short)
    olive = second_coordinator(three)
    try:
        assert len(texts(olive)) == 4 and olive.read(state_hash) == three.office.read(state_hash)
        assert "copied-laptop" in {item.code for item in three.office.read(check_items, three.office.readers)}
        before = ann.seat
        takes(ann, *out(three.office, ANN))
        assert len(texts(ann)) == 4 and ann.seat != before, "from now on it writes under a name of its own"
        judge.withdraw_finding(ann, first)
        finds(ann, "the last")
        takes(olive, handed_in(ann))
        takes(three.office, handed_in(ann))
        assert olive.read(state_hash) == three.office.read(state_hash) and len(texts(olive)) == 4
        shut(ann)
        ann = open_workspace(own / NAME, PASSPHRASE)
        assert ann.seat != before
    finally:
        shut(olive)
        shut(ann)


def test_that_two_coordinators_who_take_each_others_part_away_leave_the_one_who_began(three: Trio) -> None:
    office, founder = three.office, three.office.actor.name
    olive = second_coordinator(three)
    try:
        change_person(office, "Olive Second", name="Olive Second", role="panellist", home="")
        change_person(olive, founder, name=founder, role="observer", home="")
        hers, theirs = out(olive, founder), out(office, "Olive Second")
        takes(office, *hers)
        takes(olive, *theirs)
        assert {one.role for one in office.read(people)} == {"panellist", "observer"}
        assert "nobody-coordinates" in {item.code for item in office.read(check_items, office.readers)}
        said_to_have_begun(office, BEN)
        with pytest.raises(NotYourPartError):
            change_person(olive, "Olive Second", name="Olive Second", role="coordinator", home="")
        change_person(office, founder, name=founder, role="coordinator", home="")
        assert "nobody-coordinates" not in {item.code for item in office.read(check_items, office.readers)}
        change_person(office, "Olive Second", name="Olive Second", role="coordinator", home="")
        takes(olive, *out(office, "Olive Second"))
        assert olive.read(state_hash) == office.read(state_hash)
    finally:
        shut(olive)


def test_that_whoever_began_sets_right_what_is_left_when_the_last_coordinator_leaves(three: Trio) -> None:
    """Olive made the one who began an observer; the office, apart from that, noted that Olive takes part no longer."""
    office, founder = three.office, three.office.actor.name
    olive = second_coordinator(three)
    try:
        takes(three.ann, *out(office, ANN))
        change_person(olive, founder, name=founder, role="observer", home="")
        hers = out(olive, founder)
        withdraw(office, "person", person(office, "Olive Second"), "Remove")
        takes(office, *hers)
        me = person(office, founder)
        assert [one.role for one in office.read(people) if one.id == me] == ["observer"] and office.read(role_of, me) == "coordinator"
        add_person(office, "Zoe Late")
        assert refusals(three.ann, *out(office, ANN)) == [""]
    finally:
        shut(olive)


def said_to_have_begun(workspace: Workspace, name: str) -> None:
    """A pack brought a record of the cycle that waits for what nobody has, and is dated before everything."""
    ((body,),) = workspace.read(rows, "SELECT body FROM revision WHERE kind = 'cycle' ORDER BY at LIMIT 1")
    said = {**json.loads(body), "at": f"{1:012x}-0000", "author": person(workspace, name), "knew": ["ab" * 32], "nonce": "cd" * 8}
    with workspace.file.writing() as session:
        write_arrival(session, plan_arrival(session, [new_line({**said, "device": f"{'e' * 32}.0000", "sequence": 1, "previous": ""})]))


def test_that_the_laptop_one_works_at_is_not_reported_lost(three: Trio) -> None:
    """Else all that is written here from then on counts nowhere, and Check finds the journal broken."""
    olive = second_coordinator(three)
    try:
        with pytest.raises(DeviceIsThisError):
            revoke(olive, olive.device)
    finally:
        shut(olive)


def put_back(folder: Path, image: Path) -> None:
    """As it was, byte for byte, in the very same files: not even the file's number tells."""
    for path in (one for one in image.iterdir() if one.is_file()):
        (folder / path.name).write_bytes(path.read_bytes())
