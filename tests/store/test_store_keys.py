"""Keys: a passphrase for each person, a printed recovery key, two copies beside the workspace."""

from __future__ import annotations

import json
import pickle
import traceback
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError
from store_kit import PASSPHRASE, keys_of, put

from wmpeer.files import FileNotWrittenError
from wmpeer.store import keyfile, recovery
from wmpeer.store.connect import connect, dbapi
from wmpeer.store.errors import (
    EmptyPassphraseError,
    KeysDamagedError,
    KeysMissingError,
    KeysOfAnotherFileError,
    LastKeyError,
    NoSuchKeyHolderError,
    PassphraseNotFreeError,
    RecoveryKeyLengthError,
    RecoveryKeyMistypedError,
    RecoveryKeyOfAnotherFileError,
    WrongPassphraseError,
)
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT, STANDARD, Cost, DataKey, Keys, add_person, unlock, unwrap, wrap


@given(st.binary(min_size=32, max_size=32))
def test_that_a_recovery_key_typed_back_is_the_key(secret: bytes) -> None:
    spelt = recovery.spell(secret)
    assert [len(group) for group in spelt.split("-")] == [5] * 13
    assert recovery.read_back(spelt) == secret
    assert recovery.read_back(f"  {spelt.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')}\n") == secret


@given(st.binary(min_size=32, max_size=32), st.integers(0, 64), st.sampled_from(recovery.ALPHABET))
def test_that_one_mistyped_character_is_found_and_its_group_named(secret: bytes, at: int, wrong: str) -> None:
    letters = list(recovery.spell(secret).replace("-", ""))
    if letters[at] == wrong:
        return
    letters[at] = wrong
    with pytest.raises(RecoveryKeyMistypedError) as told:
        recovery.read_back("".join(letters))
    assert told.value.facts["group"] == at // 5 + 1


@given(st.binary(min_size=32, max_size=32), st.integers(0, 11))
def test_that_groups_in_the_wrong_order_are_found(secret: bytes, at: int) -> None:
    groups = recovery.spell(secret).split("-")
    groups[at], groups[at + 1] = groups[at + 1], groups[at]
    with pytest.raises(RecoveryKeyMistypedError):
        recovery.read_back(" ".join(groups))


def test_that_a_recovery_key_cut_short_says_how_much_is_missing() -> None:
    with pytest.raises(RecoveryKeyLengthError, match="has 60 letters and digits; a whole one has 65"):
        recovery.read_back(recovery.spell(bytes(32))[:-6])
    with pytest.raises(RecoveryKeyMistypedError):
        recovery.read_back("U" * 65)


def test_that_a_slot_cannot_be_passed_off_as_another_persons() -> None:
    key = DataKey.random()
    slot = wrap(key, PASSPHRASE, workspace="w", person="a", cost=LIGHT)
    assert unwrap(slot, PASSPHRASE, workspace="w") == key
    forged = type(slot)("b", slot.kind, slot.salt, slot.nonce, slot.wrapped, slot.cost)
    assert unwrap(forged, PASSPHRASE, workspace="w") is None
    assert unwrap(slot, PASSPHRASE, workspace="another") is None


def test_that_a_passphrase_opens_however_its_circumflex_was_typed() -> None:
    key = DataKey.random()
    slot = wrap(key, "tŷ dŵr", workspace="w", person="a", cost=LIGHT)
    assert unwrap(slot, "ty\u0302 dw\u0302r", workspace="w") == key


def test_that_the_key_shows_itself_to_nobody(file: WorkspaceFile, path: Path) -> None:
    shown = [repr(file._key), repr(vars(file)), repr(file._keys), str(file._connections._pools()._writer.url)]
    with pytest.raises(TypeError):
        pickle.dumps(file._key)
    with pytest.raises(DBAPIError) as told, file.writing() as session:
        session.connection().exec_driver_sql("SELECT * FROM nothing_of_the_kind")
    shown += traceback.TracebackException.from_exception(told.value, capture_locals=True).format()
    file.close()
    path.write_bytes(b"not a database at all" * 400)
    with pytest.raises(dbapi.DatabaseError) as refused:
        connect(path, file._key)
    shown += traceback.TracebackException.from_exception(refused.value, capture_locals=True).format()
    assert file._key.reveal().hex() not in "".join(shown)


def test_that_guessing_costs_64_mib_and_three_passes() -> None:
    assert Cost(65536, 3, 4) == STANDARD
    assert not Cost(memory_kib=8 * 1024 * 1024).bearable()


def test_that_each_person_has_a_passphrase_and_the_slot_says_who_opened(file: WorkspaceFile, path: Path) -> None:
    file.add_slot("person-2", "another herd of cows", cost=LIGHT)
    with pytest.raises(PassphraseNotFreeError):
        file.add_slot("person-3", PASSPHRASE, cost=LIGHT)
    with pytest.raises(EmptyPassphraseError):
        file.add_slot("person-3", "  ", cost=LIGHT)
    assert set(file.people()) == {"person-1", "person-2"}
    file.close()
    with WorkspaceFile.open(path, "another herd of cows") as again:
        assert again.slot == "person-2"
        again.remove_slot("person-1")
        with pytest.raises(LastKeyError):
            again.remove_slot("person-2")
        with pytest.raises(NoSuchKeyHolderError):
            again.remove_slot("person-9")
    with pytest.raises(WrongPassphraseError):
        WorkspaceFile.open(path, PASSPHRASE)


def test_that_a_changed_passphrase_replaces_the_old_one(file: WorkspaceFile, path: Path) -> None:
    with pytest.raises(WrongPassphraseError):
        file.change_passphrase("not it", "new", cost=LIGHT)
    file.change_passphrase(PASSPHRASE, "eight quiet herons", cost=LIGHT)
    file.close()
    with pytest.raises(WrongPassphraseError):
        WorkspaceFile.open(path, PASSPHRASE)
    WorkspaceFile.open(path, "eight quiet herons", person="person-1").close()


def test_that_without_its_keys_the_printed_recovery_key_opens_the_workspace(path: Path) -> None:
    file, spelt = WorkspaceFile.create(path, PASSPHRASE, slot="person-1", cost=LIGHT)
    assert file.is_recovery_key(spelt.lower()) and not file.is_recovery_key(recovery.spell(bytes(32)))
    assert file.recovery_key() == spelt
    put(file, "kept")
    file.close()
    for copy in keyfile.copies(path):
        copy.unlink()
    with pytest.raises(KeysMissingError, match=r"mpeer.keys. is missing. Put that file back.*recovery key"):
        WorkspaceFile.open(path, PASSPHRASE)
    with pytest.raises(RecoveryKeyOfAnotherFileError):
        WorkspaceFile.open_with_recovery_key(path, recovery.spell(bytes(32)), "new", slot="person-1", cost=LIGHT)
    with pytest.raises(EmptyPassphraseError):
        WorkspaceFile.open_with_recovery_key(path, spelt, " ", slot="person-1", cost=LIGHT)
    with WorkspaceFile.open_with_recovery_key(path, spelt, "a new start", slot="person-1", cost=LIGHT) as again:
        assert keys_of(again) == ["kept"]
    with WorkspaceFile.open(path, "a new start") as again:
        assert again.slot == "person-1"


def test_that_another_workspaces_recovery_key_changes_nothing(file: WorkspaceFile, path: Path) -> None:
    file.close()
    before = sorted(path.parent.iterdir())
    with pytest.raises(RecoveryKeyOfAnotherFileError):
        WorkspaceFile.open_with_recovery_key(path, recovery.spell(bytes(32)), "new", slot="person-1", cost=LIGHT)
    assert sorted(path.parent.iterdir()) == before
    WorkspaceFile.open(path, PASSPHRASE).close()


def test_that_a_forgotten_passphrase_is_replaced_and_others_keep_theirs(path: Path) -> None:
    file, spelt = WorkspaceFile.create(path, PASSPHRASE, slot="person-1", cost=LIGHT)
    file.add_slot("person-2", "another herd of cows", cost=LIGHT)
    file.close()
    WorkspaceFile.open_with_recovery_key(path, spelt, "remembered", slot="person-1", cost=LIGHT).close()
    for passphrase, person in (("remembered", "person-1"), ("another herd of cows", "person-2")):
        with WorkspaceFile.open(path, passphrase) as again:
            assert again.slot == person


@pytest.mark.parametrize("torn", [0, 1])
@pytest.mark.parametrize("left", [0, 1, 200, -2])
def test_that_either_copy_of_the_keys_may_be_torn(file: WorkspaceFile, path: Path, torn: int, left: int) -> None:
    file.close()
    copy = keyfile.copies(path)[torn]
    whole = copy.read_bytes()
    copy.write_bytes(whole[:left])
    WorkspaceFile.open(path, PASSPHRASE).close()
    assert copy.read_bytes() == whole


def test_that_an_old_copy_does_not_bring_a_removed_person_back(file: WorkspaceFile, path: Path) -> None:
    file.add_slot("person-2", "another herd of cows", cost=LIGHT)
    old = keyfile.copies(path)[1].read_bytes()
    file.remove_slot("person-2")
    file.close()
    keyfile.copies(path)[1].write_bytes(old)
    with pytest.raises(WrongPassphraseError):
        WorkspaceFile.open(path, "another herd of cows")


def test_that_both_copies_damaged_is_said(file: WorkspaceFile, path: Path) -> None:
    file.close()
    for copy in keyfile.copies(path):
        altered = json.loads(copy.read_bytes())
        altered["keys"]["slots"][0]["person"] = "somebody else"
        copy.write_text(json.dumps(altered))
    with pytest.raises(KeysDamagedError):
        WorkspaceFile.open(path, PASSPHRASE)


@given(
    st.binary(max_size=400)
    | st.recursive(st.none() | st.integers() | st.text(max_size=9), st.lists, max_leaves=20).map(lambda one: json.dumps(one).encode())
)
def test_that_any_other_bytes_are_no_keys(data: bytes) -> None:
    assert keyfile.from_bytes(data) is None


def test_that_a_keys_file_that_asks_for_all_memory_is_not_believed() -> None:
    key = DataKey.random()
    greedy = Cost(memory_kib=8 * 1024 * 1024, passes=1, lanes=1)
    keys = add_person(Keys.fresh(key), key, "a", PASSPHRASE, LIGHT)
    slot = keys.slots[0]
    hostile = keys.with_slots((type(slot)(slot.person, slot.kind, slot.salt, slot.nonce, slot.wrapped, greedy),))
    assert keyfile.from_bytes(keyfile.to_bytes(keys)) == keys
    assert keyfile.from_bytes(keyfile.to_bytes(hostile)) is None


def test_that_keys_of_another_workspace_change_nothing(file: WorkspaceFile, path: Path) -> None:
    file.close()
    other, _ = WorkspaceFile.create(path.with_name("other.wmpeer"), PASSPHRASE, slot="person-1", cost=LIGHT)
    other.close()
    for ours, theirs in zip(keyfile.copies(path), keyfile.copies(other.path), strict=True):
        ours.write_bytes(theirs.read_bytes())
    data = path.read_bytes()
    with pytest.raises(KeysOfAnotherFileError):
        WorkspaceFile.open(path, PASSPHRASE)
    assert path.read_bytes() == data


def test_that_one_copy_of_the_keys_of_another_workspace_is_passed_over_and_left_alone(file: WorkspaceFile, path: Path) -> None:
    file.close()
    other, _ = WorkspaceFile.create(path.with_name("other.wmpeer"), PASSPHRASE, slot="person-1", cost=LIGHT)
    other.add_slot("person-2", "another herd of cows", cost=LIGHT)  # its keys are the later ones
    other.close()
    ours, theirs = keyfile.copies(path), keyfile.copies(other.path)[0].read_bytes()
    for strange, own in (ours, ours[::-1]):
        before = own.read_bytes()
        strange.write_bytes(theirs)
        WorkspaceFile.open(path, PASSPHRASE).close()
        assert (strange.read_bytes(), own.read_bytes()) == (theirs, before)
        strange.write_bytes(before)


def test_that_keys_count_once_their_first_copy_is_safe(file: WorkspaceFile, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = keyfile.copies(path)
    save = keyfile.save_whole

    def full(target: Path, data: bytes) -> Path:
        if target in refused:
            raise FileNotWrittenError(name=target.name, why="no space is left")
        return save(target, data)

    monkeypatch.setattr(keyfile, "save_whole", full)
    refused = [second]
    file.change_passphrase(PASSPHRASE, "another herd of cows", cost=LIGHT)
    refused = [first]
    with pytest.raises(FileNotWrittenError):
        file.change_passphrase("another herd of cows", "never kept at all", cost=LIGHT)
    refused = []
    file.close()
    assert first.read_bytes() != second.read_bytes()
    WorkspaceFile.open(path, "another herd of cows").close()
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("typed", ["Ŵyn a’r môr", "🏴\U000e0067\U000e0062\U000e0077\U000e007f draig", "x" * 1_000_000, "\udc80 no text"])
def test_that_any_passphrase_opens_however_its_letters_are_put_together(typed: str) -> None:
    key = DataKey.random()
    keys = add_person(Keys.fresh(key), key, "a", unicodedata.normalize("NFC", typed), LIGHT)
    assert unlock(keys, unicodedata.normalize("NFD", typed), name="x")[0] == key
