"""A laptop becomes known: whoever swaps a file, reads other words, comes late or twice, gets no further than a sentence."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trio import ANN, BEN, NAME, PASSPHRASE, Trio, carry, person, shut, trio

from wmpeer.errors import WmpeerError
from wmpeer.exchange import contact, knowing
from wmpeer.exchange.device_keys import device_made_of, own_keys
from wmpeer.exchange.devices import devices, find_device, inviter, known_devices
from wmpeer.exchange.knowing import admit, awaits, invitations, invite, invited, join, own_reply, replied, reply_words, revoke
from wmpeer.exchange.words import same_words, six_words, the_words, words_that_differ
from wmpeer.files import resource
from wmpeer.journal.cuts import FEWEST, mark
from wmpeer.journal.device_keys import new_keys
from wmpeer.journal.queries import journal_faults, revision_lines, state_hash
from wmpeer.journal.undo import NothingToUndoError, undo
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.judging.checks import check_items
from wmpeer.region.actions import NotADayError, add_person, allocate, withdraw
from wmpeer.region.queries import NotJoinedYetError, authorities, cycle, may_set_up
from wmpeer.region.tracker import tracker
from wmpeer.spelling.sources import british_checker
from wmpeer.store.errors import WorkspaceThereAlreadyError, WrongPassphraseError
from wmpeer.store.places import refuse_place


def code(call: object, *args: object, **named: object) -> str:
    """The code of what *call* refuses, or empty."""
    try:
        call(*args, **named)  # type: ignore[operator]
    except WmpeerError as error:
        return error.code()
    return ""


@pytest.fixture(scope="module")
def post(laptops: Trio, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, knowing.Sent, knowing.Joined]:
    """Ann's second laptop: invited and joined, and not admitted yet."""
    folder = tmp_path_factory.mktemp("post")
    sent = invite(laptops.office, ANN, folder)
    joined = join(sent.path, folder / "second" / NAME, PASSPHRASE, folder)
    shut(joined.workspace)
    return folder, sent, joined


# the words


def test_that_the_list_has_2048_words_no_two_of_which_begin_alike():
    text = resource("words", "read-aloud.txt").read_bytes()
    assert len(the_words()) == 2048 == len({word[:4] for word in the_words()})
    assert all(word.isascii() and word.islower() and 4 <= len(word) <= 12 for word in the_words()) and list(the_words()) == sorted(
        the_words()
    )
    spelling = british_checker()
    assert [word for word in the_words() if not (spelling.is_word(word) or spelling.is_word(word.title()))] == []
    assert hashlib.sha256(text).hexdigest() == LIST, "a word stands for its number: laptops with another list would not agree"


LIST = "4aed392e23b935d229c90ae2b38315d95deec036a854ef74cbe7bf54e874d6cd"


@settings(max_examples=40)
@given(st.binary(min_size=9, max_size=64))
def test_that_66_bits_make_six_words_and_every_one_of_them_counts(digest: bytes):
    said = six_words(digest)
    assert len(said.split()) == 6 and same_words(said, said)
    bits = int.from_bytes(digest[:9], "big")
    for bit in range(6, 72):
        assert not same_words(six_words((bits ^ (1 << bit)).to_bytes(9, "big")), said)


@settings(max_examples=40)
@given(st.binary(min_size=9, max_size=9), st.data())
def test_that_four_letters_any_case_and_any_spacing_will_do(digest: bytes, data: st.DataObject):
    said = six_words(digest)
    typed = "".join(
        word[: data.draw(st.integers(4, len(word)))] + data.draw(st.sampled_from([" ", "  ", "\n", ", ", " - ", ". ", "\t\u00a0"]))
        for word in said.split()
    )
    assert same_words(data.draw(st.sampled_from([typed, typed.upper(), typed.title()])), said)


@pytest.mark.parametrize(("typed", "wrong"), [
    ("", (1, 2, 3, 4, 5, 6)), ("apple banana carrot daisy eagle", (6,)), ("apple banana carrot daisy eagle fable fable", (6,)),
    ("banana apple carrot daisy eagle fable", (1, 2)), ("app banana carrot daisy eagle fable", (1,)),
    ("applebanana carrot daisy eagle fable", (2, 3, 4, 5, 6)),
])  # fmt: skip
def test_that_a_word_too_few_too_many_too_short_or_in_another_place_is_another(typed: str, wrong: tuple[int, ...]):
    said = "apple banana carrot daisy eagle fable"
    assert not same_words(typed, said) and words_that_differ(typed, said) == wrong and words_that_differ(said, said) == ()


# how it goes


def test_that_a_laptop_becomes_known_by_an_invitation_a_reply_and_six_words(laptops: Trio, tmp_path: Path):
    office = laptops.office
    add_person(office, "Carys Ŵyn/Jones")
    sent = invite(office, "Carys Ŵyn/Jones", tmp_path / "out")
    assert sent.path.name == "2026-27 Carys Ŵyn Jones.wminvite" and sent.person == "Carys Ŵyn/Jones"
    said = invited(sent.path)
    assert (said.cycle, said.person, said.role, said.from_) == ("2026-27", "Carys Ŵyn/Jones", "panellist", "Coordinator")
    assert said.region == "Westmarch (fictional)" and said.fingerprint == sent.fingerprint and len(said.until) == 10
    joined = join(sent.path, tmp_path / "hers" / NAME, "six other words", tmp_path / "back", fingerprint=sent.fingerprint.upper())
    hers = joined.workspace
    try:
        assert hers.actor.id == person(office, "Carys Ŵyn/Jones") and hers.actor.name == "Carys Ŵyn/Jones"
        assert (
            joined.invitation == sent.fingerprint != joined.fingerprint
            and joined.path.suffix == ".wmreply"
            and len(joined.recovery_key) > 40
        )
        assert (again := hers.read(own_reply)) and (again.path, again.fingerprint, again.person) == (
            joined.path,
            joined.fingerprint,
            "Coordinator",
        )
        assert replied(office, joined.path).person_name == "Carys Ŵyn/Jones" and reply_words(office, joined.path) == joined.fingerprint
        line = admit(office, joined.path, joined.fingerprint)
        keys = own_keys(hers)
        assert (line.id, line.name, line.is_this) == (keys.device, "Carys Ŵyn/Jones’s laptop", False)
        assert office.read(known_devices)[keys.device].sealing == keys.sealing_public
        assert hers.read(known_devices)[own_keys(office).device].signing == own_keys(office).signing_public
        assert hers.read(inviter).cycle == office.read(cycle).id
        carry(office, hers)
        assert hers.read(own_reply) is None and hers.read(find_device, line.id).is_this and hers.read(journal_faults) == ()
        assert hers.read(state_hash) == office.read(state_hash)
    finally:
        shut(hers)


def test_that_the_secrets_of_both_stay_at_home(post: tuple[Path, knowing.Sent, knowing.Joined], laptops: Trio):
    _, sent, joined = post
    for keys in (own_keys(laptops.office), own_keys(laptops.ann)):
        for secret in (keys.signing.private_bytes_raw(), keys.sealing.private_bytes_raw()):
            for file in (sent.path, joined.path):
                assert secret.hex() not in file.read_text() and secret not in file.read_bytes()
        assert keys.signing.private_bytes_raw().hex() not in repr(keys)
    assert ANN not in joined.path.read_text(), "a reply tells whoever finds it nothing but which invitation it answers"


def test_that_what_begins_a_cycle_is_known_and_its_keys_travel_in_copies(laptops: Trio, tmp_path: Path):
    office = laptops.office
    (own,) = [one for one in office.read(devices) if one.is_this]
    keys = own_keys(office)
    assert own.name == "Coordinator’s laptop" and own.id == keys.device == office.device == device_made_of(keys.signing_public)
    from wmpeer.store.backup import restore

    copy = tmp_path / "restored" / NAME
    restore(office.file.backup(), copy, PASSPHRASE)
    again = open_workspace(copy, PASSPHRASE)
    try:
        assert own_keys(again).signing_public == keys.signing_public and again.device == office.device and again.seat != office.seat
    finally:
        shut(again)


OLD = "0b" * 16


def test_that_a_file_from_before_there_were_keys_gets_them_and_is_known(tmp_path: Path):
    three = trio(tmp_path)
    office = three.office
    try:
        with office.file.writing() as session:
            session.connection().exec_driver_sql("DELETE FROM local WHERE key IN ('signing', 'sealing')")
            session.connection().exec_driver_sql("UPDATE local SET value = ? WHERE key = 'device'", (OLD,))
        office.device = OLD
        sent = invite(office, BEN, tmp_path / "post")
        assert own_keys(office).device == OLD == contact.read_invitation(sent.path).device
        assert office.read(find_device, OLD[:8]).is_this and office.read(known_devices)[OLD].signing == own_keys(office).signing_public
    finally:
        three.close()


def test_that_a_second_coordinator_is_invited_like_everybody_and_invites_in_turn(tmp_path: Path):
    three = trio(tmp_path)
    office, post = three.office, tmp_path / "post"
    try:
        add_person(office, "Olive Office", "coordinator")
        first = invite(office, "Olive Office", post)
        joined = join(first.path, tmp_path / "olive" / NAME, PASSPHRASE, post)
        olive = joined.workspace
        assert not olive.read(may_set_up, olive.file.slot), "an invitation makes nobody a coordinator"
        admit(office, joined.path, joined.fingerprint)
        carry(office, olive)
        assert olive.read(may_set_up, olive.file.slot)
        sent = invite(olive, "Olive Office", post)
        assert sent.path.name == "2026-27 Olive Office 2.wminvite", "no invitation takes another's place"
        more = join(sent.path, tmp_path / "olive2" / NAME, PASSPHRASE, post)
        shut(more.workspace)
        assert code(admit, office, more.path, more.fingerprint) == "reply-of-another"
        assert admit(olive, more.path, more.fingerprint).name == "Olive Office’s second laptop"
        assert (
            code(find_device_of, olive, "Olive Office") == "several-devices" and code(find_device_of, olive, "Nobody") == "no-such-device"
        )
        shut(olive)
    finally:
        three.close()


def find_device_of(workspace: Workspace, name: str) -> None:
    workspace.read(find_device, name)


# a file that joined, and waits


def test_that_a_joined_file_before_its_first_pack_is_nobodys_to_set_up(post: tuple[Path, knowing.Sent, knowing.Joined], laptops: Trio):
    ann = laptops.ann
    assert ann.actor.name == ANN and not ann.read(may_set_up, ann.file.slot)
    assert ann.read(authorities) == () and ann.read(revision_lines) == ()
    for call in (lambda reads: cycle(reads), lambda reads: tracker(reads, ann.readers)):
        with pytest.raises(NotJoinedYetError):
            ann.read(call)
    for act in (
        (add_person, ann, "Mallory", "coordinator"),
        (invite, ann, ANN, post[0]),
        (revoke, ann, ANN),
        (allocate, ann, ANN, "Walsall"),
    ):
        assert code(*act) == "not-joined-yet"
    with pytest.raises(NothingToUndoError):
        undo(ann)
    (told,) = ann.read(check_items, ann.readers)
    assert (told.strength, told.code) == ("information", "not-joined-yet") and ann.read(journal_faults) == ()


# what is refused


def test_that_words_not_read_or_others_admit_nobody(post: tuple[Path, knowing.Sent, knowing.Joined], laptops: Trio):
    _, sent, joined = post
    before = laptops.office.read(revision_lines)
    said = joined.fingerprint.split()
    swapped = " ".join([said[1], said[0], *said[2:]])
    another = " ".join([*said[:5], next(one for one in the_words() if one != said[5])])
    assert code(admit, laptops.office, joined.path, " ") == "fingerprint-not-read"
    for typed in (swapped, another, " ".join(said[:5]), sent.fingerprint, laptops.office.read(find_device, ANN).fingerprint):
        assert code(admit, laptops.office, joined.path, typed) == "fingerprint-differs"
    assert laptops.office.read(revision_lines) == before and len(laptops.office.read(invitations)) > len(before) * 0


def test_that_nobody_but_a_coordinator_invites_admits_or_revokes(post: tuple[Path, knowing.Sent, knowing.Joined], tmp_path: Path):
    three = trio(tmp_path)
    try:
        carry(three.office, three.ann)
        for call in ((invite, ANN, tmp_path), (revoke, BEN)):
            assert code(call[0], three.ann, *call[1:]) == "not-your-part"
        assert code(admit, three.ann, post[2].path, post[2].fingerprint) == "reply-of-another"
    finally:
        three.close()


def test_that_an_invitation_is_answered_once_and_the_same_reply_changes_nothing(tmp_path: Path):
    three = trio(tmp_path)
    office, folder = three.office, tmp_path / "post2"
    try:
        sent = invite(office, BEN, folder)
        first, second = (join(sent.path, tmp_path / who / NAME, PASSPHRASE, folder) for who in ("one", "two"))
        assert first.path != second.path and first.fingerprint != second.fingerprint
        assert awaits(office, first.path)
        line = admit(office, first.path, first.fingerprint)
        assert not awaits(office, first.path), "it lies on the stick long after that"
        before = office.read(state_hash)
        assert admit(office, first.path, first.fingerprint) == line and office.read(state_hash) == before
        assert code(admit, office, second.path, second.fingerprint) == "invitation-used"
        revoke(office, line.id)
        assert not awaits(office, first.path)
        assert code(admit, office, first.path, first.fingerprint) == "invitation-used", "a laptop reported lost comes back with another one"
        shut(first.workspace)
        again = join(sent.path, tmp_path / "one" / NAME, PASSPHRASE, tmp_path / "elsewhere")
        assert again.fingerprint == first.fingerprint and again.recovery_key == "" and again.path.parent.name == "elsewhere"
        for one in (again, second):
            shut(one.workspace)
    finally:
        three.close()


def test_that_an_old_invitation_is_refused_at_both_ends(
    post: tuple[Path, knowing.Sent, knowing.Joined], laptops: Trio, monkeypatch, tmp_path
):
    _, sent, joined = post
    at = knowing.now() + timedelta(days=knowing.GOOD_FOR_DAYS)
    monkeypatch.setattr(knowing, "now", lambda: at)
    assert code(admit, laptops.office, joined.path, "") == "fingerprint-not-read", "the thirtieth day counts"
    monkeypatch.setattr(knowing, "now", lambda: at + timedelta(days=1))
    assert code(join, sent.path, tmp_path / NAME, PASSPHRASE, tmp_path) == "invitation-old" and list(tmp_path.iterdir()) == []
    assert code(admit, laptops.office, joined.path, joined.fingerprint) == "invitation-old"


def test_that_who_takes_part_no_longer_is_not_admitted(tmp_path: Path):
    three = trio(tmp_path)
    try:
        sent = invite(three.office, BEN, tmp_path / "post")
        joined = join(sent.path, tmp_path / "new" / NAME, PASSPHRASE, tmp_path / "post")
        shut(joined.workspace)
        withdraw(three.office, "person", person(three.office, BEN), "Remove a person")
        assert code(admit, three.office, joined.path, joined.fingerprint) == "unknown-person"
    finally:
        three.close()


def test_that_another_workspace_is_left_alone(post: tuple[Path, knowing.Sent, knowing.Joined], laptops: Trio, tmp_path: Path):
    _, sent, joined = post
    assert code(join, sent.path, laptops.ben.file.path, PASSPHRASE, tmp_path) == "workspace-in-use"
    with pytest.raises(WrongPassphraseError):
        join(sent.path, joined.workspace.file.path, "not hers", tmp_path)
    other = invite(laptops.office, BEN, tmp_path / "post")
    with pytest.raises(WmpeerError) as caught:
        join(other.path, joined.workspace.file.path, PASSPHRASE, tmp_path)
    assert caught.value.code() == "invited-elsewhere" and isinstance(caught.value.__cause__, WorkspaceThereAlreadyError)
    synced = tmp_path / "OneDrive - Council" / NAME
    assert code(refuse_place, synced.parent) == code(join, other.path, synced, PASSPHRASE, tmp_path) == "synced-folder"
    assert code(join, other.path, tmp_path / NAME, " ", tmp_path) == "empty-passphrase"
    assert not list(tmp_path.glob("*.wmreply")) and not (tmp_path / NAME).exists(), "no reply speaks for a laptop that never was"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is torn away as Unix does it")
def test_that_no_reply_lies_there_of_a_joining_that_was_torn_away(laptops: Trio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    sent = invite(laptops.office, BEN, tmp_path / "post")
    monkeypatch.setattr(knowing, "save_whole", lambda *_what, **_how: os._exit(9))
    child = os.fork()
    if not child:
        try:
            join(sent.path, tmp_path / "new" / NAME, PASSPHRASE, tmp_path / "post")
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    monkeypatch.undo()
    assert not list((tmp_path / "post").glob("*.wmreply"))
    joined = join(sent.path, tmp_path / "new" / NAME, PASSPHRASE, tmp_path / "post")
    try:
        assert joined.path.exists() and admit(laptops.office, joined.path, joined.fingerprint)
    finally:
        shut(joined.workspace)


def test_that_a_folder_that_refuses_leaves_nothing_behind(laptops: Trio, tmp_path: Path):
    (tmp_path / "file").write_text("no folder")
    before = laptops.office.read(invitations)
    assert code(invite, laptops.office, BEN, tmp_path / "file") == "file-not-written" and laptops.office.read(invitations) == before
    sent = invite(laptops.office, BEN, tmp_path)
    assert code(join, sent.path, tmp_path / "new" / NAME, PASSPHRASE, tmp_path / "file") == "file-not-written"
    assert not (tmp_path / "new").exists()


# whoever stands between


def stands_between(office: Workspace, folder: Path, *, both: bool) -> tuple[str, str, Path]:
    """Mallory swaps the reply, or both files; gives the words on the victim's screen, those of what arrives, and what arrives."""
    sent, mallory = invite(office, BEN, folder / "out"), new_keys()
    invitation = sent.path
    if both:
        said = json.loads(invitation.read_text())
        for key in ("signature", "version", "wmpeer"):
            del said[key]
        invitation = folder / "swapped.wminvite"
        invitation.write_text(contact.invitation_text(said, mallory))
    victim = join(invitation, folder / "victim" / NAME, PASSPHRASE, folder / "back")
    shut(victim.workspace)
    false = folder / "false.wmreply"
    false.write_text(contact.reply_text(contact.read_invitation(sent.path), mallory, "ab" * 16))
    return victim.fingerprint, reply_words(office, false), false


@pytest.mark.parametrize("both", [False, True])
def test_that_whoever_swaps_a_file_is_found_out_by_the_words(laptops: Trio, tmp_path: Path, both: bool):
    read_out, _, false = stands_between(laptops.office, tmp_path, both=both)
    assert code(admit, laptops.office, false, read_out) == "fingerprint-differs"


def test_that_a_reply_accepted_without_words_lets_mallory_in(laptops: Trio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A seeded fault: were the words not compared, the test above would find it out."""
    read_out, _, false = stands_between(laptops.office, tmp_path, both=False)
    monkeypatch.setattr(knowing, "same_words", lambda typed, words: True)
    assert code(admit, laptops.office, false, read_out) == ""


def test_that_the_words_of_the_invitation_alone_let_mallory_in(laptops: Trio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A seeded fault: words that say nothing of the reply's keys, though they are compared."""
    monkeypatch.setattr(contact, "reply_fingerprint", lambda invitation, *keys: six_words(bytes.fromhex(invitation)))
    read_out, _, false = stands_between(laptops.office, tmp_path, both=False)
    assert code(admit, laptops.office, false, read_out) == ""


@settings(max_examples=60)
@given(nonce=st.binary(min_size=16, max_size=16), flipped=st.integers(0, 4 * 32 * 8 + 32 * 8 + 16 * 8 - 1))
def test_that_every_bit_of_either_sides_keys_changes_the_words(nonce: bytes, flipped: int):
    parts = [hashlib.sha256(bytes([at])).digest() for at in range(5)] + [nonce]
    changed = [bytearray(one) for one in parts]
    at, bit = min(flipped // 256, 5), flipped % 256
    changed[at][(bit // 8) % len(changed[at])] ^= 1 << (bit % 8)

    def said(of: list[bytes]) -> str:
        return contact.reply_fingerprint(of[0].hex(), (of[1], of[2]), (of[3], of[4]), of[5].hex())

    assert said(parts) != said([bytes(one) for one in changed])


def test_that_a_swapped_invitation_whose_reply_comes_through_answers_none_of_ours(laptops: Trio, tmp_path: Path):
    sent, mallory = invite(laptops.office, BEN, tmp_path), new_keys()
    said = {key: one for key, one in json.loads(sent.path.read_text()).items() if key not in ("signature", "version", "wmpeer")}
    swapped = tmp_path / "swapped.wminvite"
    swapped.write_text(contact.invitation_text(said, mallory))
    joined = join(swapped, tmp_path / "ben" / NAME, PASSPHRASE, tmp_path)
    shut(joined.workspace)
    assert code(admit, laptops.office, joined.path, joined.fingerprint) == "reply-of-another"
    assert (
        code(join, sent.path, tmp_path / "b" / NAME, PASSPHRASE, tmp_path, fingerprint=contact.read_invitation(swapped).fingerprint)
        == "fingerprint-differs"
    )


@settings(max_examples=40)
@given(st.data())
def test_that_a_file_altered_anywhere_is_refused_or_has_other_words(post: tuple[Path, knowing.Sent, knowing.Joined], laptops: Trio, data):
    folder, sent, joined = post
    path = data.draw(st.sampled_from([sent.path, joined.path]))
    whole = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    altered = folder / f"altered{path.suffix}"
    altered.write_bytes(bytes(whole))
    refused = {"not-an-invitation", "contact-altered", "contact-newer", "reply-of-another"}
    if path is sent.path:
        assert code(invited, altered) in refused or invited(altered).fingerprint != sent.fingerprint
    else:
        assert (
            code(admit, laptops.office, altered, joined.fingerprint) in refused
            or reply_words(laptops.office, altered) == joined.fingerprint
        )


@pytest.mark.parametrize(("text", "expected"), [
    ("", "not-an-invitation"), ("{}", "not-an-invitation"), ("[]", "not-an-invitation"), ("[" * 9000, "not-an-invitation"),
    ('{"wmpeer":"reply","version":1}', "not-an-invitation"), ('{"wmpeer":"invitation","version":2}', "contact-newer"),
    ('{"wmpeer":"invitation","version":' + "9" * 4400 + "}", "not-an-invitation"),
    ('{"wmpeer":"invitation","version":true}', "contact-altered"), ('{"wmpeer":"invitation","version":1,"cycle":NaN}', "contact-altered"),
    ("x" * 20_000, "not-an-invitation"), ("\udcff", "not-an-invitation"),
])  # fmt: skip
def test_that_what_is_no_invitation_is_told_so(tmp_path: Path, text: str, expected: str):
    path = tmp_path / "what.wminvite"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert code(invited, path) == expected == code(join, path, tmp_path / NAME, PASSPHRASE, tmp_path)
    assert code(invited, tmp_path) == code(invited, tmp_path / "absent") == "not-an-invitation"


def test_that_words_which_steer_a_terminal_are_no_invitation(laptops: Trio, tmp_path: Path):
    sent = invite(laptops.office, BEN, tmp_path)
    said = {key: one for key, one in json.loads(sent.path.read_text()).items() if key not in ("signature", "version", "wmpeer")}
    for false in ({"person_name": "Ben\x1b[2J"}, {"from_name": "\u202eecilO"}, {"until": "soon"}, {"region": "x" * 301}, {"sealing": "00"}):
        sent.path.write_text(contact.invitation_text({**said, **false}, own_keys(laptops.office)) if "sealing" not in false else "{}")
        assert code(invited, sent.path) in {"contact-altered", "not-an-invitation"}, false


def test_that_no_laptop_takes_the_name_or_the_person_of_another(laptops: Trio, tmp_path: Path):
    """A reply that is well made, sealed and signed, and says that it comes from the coordinator's own laptop, or from another person's."""
    sent = invite(laptops.office, BEN, tmp_path)
    invitation = contact.read_invitation(sent.path)
    keys = new_keys()
    thief = new_keys(laptops.office.device)
    false = tmp_path / "false.wmreply"
    false.write_text(contact.reply_text(invitation, thief, "ab" * 16))
    assert code(reply_words, laptops.office, false) == "contact-altered"
    from dataclasses import replace

    false.write_text(contact.reply_text(replace(invitation, person=laptops.office.file.slot), keys, "ab" * 16))
    assert code(admit, laptops.office, false, reply_words(laptops.office, false)) == "contact-altered"


# a laptop is lost


def test_that_a_lost_laptop_counts_up_to_what_is_known_of_it(tmp_path: Path):
    three = trio(tmp_path)
    office, ann = three.office, three.ann
    try:
        carry(office, ann)
        from wmpeer.judging.actions import keep_finding
        from wmpeer.judging.records import FindingDraft

        for text in ("One", "Two"):
            keep_finding(ann, FindingDraft(authority="X08000009", area="in-care", kind="strength", text=text))
        carry(ann, office)
        before = office.read(state_hash)
        assert revoke(office, ANN, "2026-11-20").note.startswith("2 changes of it are here and stay; what has not come here by now")
        assert office.read(state_hash) != before
        line = office.read(find_device, ann.device)
        assert line.revoked_on == "2026-11-20" and office.read(known_devices)[ann.device].revoked_on == "2026-11-20"
        said = office.read(revision_lines, ann.device)[-1].fields
        own = [one for one in ann.read(revision_lines) if one.device == ann.seat]
        told = {name.removeprefix("cut/"): value for name, value in said.items() if name.startswith("cut/")}
        assert {one: told[one] for one in told if one in {line.id for line in own}} == {own[-1].id: mark(own[0].id)} and len(told) == FEWEST
        assert revoke(office, ANN).revision == "" and office.read(find_device, ANN).revoked_on == "2026-11-20", "reported before, it stays"
        with pytest.raises(NotADayError):
            revoke(office, BEN, "yesterday")
        assert code(revoke, office, "Coordinator") == "device-is-last" and code(revoke, office, "") == "no-such-device"
        with pytest.raises(NothingToUndoError):
            for _ in range(20):
                undo(office)
        assert office.read(find_device, ANN).revoked_on, "no undo brings a lost laptop back"
    finally:
        three.close()
