"""A cycle is erased: two hundred words that stood in every place there is are nowhere, and the certificate says what is outside."""

from __future__ import annotations

import io
import itertools
import json
import logging
import shutil
import sys
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import canary
import pytest
from beginnings import new_cycle
from sqlalchemy import insert, text

from wmpeer.errors import WmpeerError
from wmpeer.exchange.act_errors import EraseTooEarlyError
from wmpeer.exchange.certificate import Certificate, as_json, as_text, from_json, save
from wmpeer.exchange.erasing import NoRetentionDayError, erase, kept_certificate, retention
from wmpeer.journal.rights import NotYourPartError
from wmpeer.journal.workspace import CycleErasedError, Workspace, open_workspace
from wmpeer.judging.checks import check_items
from wmpeer.models.exchange import PackOut, Receipt
from wmpeer.progress import StoppedError
from wmpeer.region.actions import add_person, give_passphrase, set_dates
from wmpeer.region.queries import find_person
from wmpeer.store import erasing
from wmpeer.store.errors import RecoveryKeyOfAnotherFileError, WrongPassphraseError
from wmpeer.store.file import WorkspaceFile

sys.path.append(str(Path(__file__).parent.parent / "store"))

from store_kit import bare_bytes

PASSPHRASE, HERS, CODE = "a quiet morning", "nine loud crows in a row", "E08000027"


@dataclass
class Full:
    """A folder with a workspace full of words, and what somebody copied of it before."""

    folder: Path
    path: Path
    copy: Path
    recovery: str
    tables: list[str]
    key: Any

    def bare(self, *keys: Any) -> bytes:
        """Every page there is, under each of *keys*."""
        return b"\n".join(bare_bytes(self.path, key) for key in keys)


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Full:
    folder = tmp_path_factory.mktemp("full") / "here"
    workspace = new_cycle(folder)
    path = workspace.file.path
    add_person(workspace, "Ann Reed", "panellist")
    give_passphrase(workspace, "Ann Reed", HERS)
    tables = canary.fill(workspace, CODE)
    _sent(workspace)
    workspace.file.backup()
    recovery, key = workspace.file.recovery_key(), workspace.file._key
    workspace.close()
    aside = path.with_name(f"{path.stem} (damaged 2026-01-01 10-00-00Z){path.suffix}")
    shutil.copyfile(path, aside)
    (folder / ".abcdefgh.part").write_text(canary.WORDS[7])  # a saving that was torn away
    shutil.copyfile(path, path.with_name(path.name + ".restored"))
    copy = folder.parent / "copied"
    copy.mkdir()
    for one in folder.glob("*.keys*"):
        shutil.copyfile(one, copy / one.name)
    return Full(folder, path, copy, recovery, tables, key)


def _sent(workspace: Workspace) -> None:
    """A pack went to Ann's laptop, and one came back."""
    ann = workspace.read(find_person, "Ann Reed").id
    with workspace.write("Admit a laptop") as journal:
        journal.keep("device", {"person": ann, "name": "Ann’s laptop", "admitted_on": "2026-09-20"}, entity="d" * 32)
    when, words = "2026-09-21T10:00:00.000Z", itertools.cycle(canary.WORDS)
    out = {"sha256": "ab12", "device": "d" * 32, "person": ann, "made_at": when}
    in_ = {"pack": "cd34", "sender": "d" * 32, "person": ann, "made_at": when}
    with workspace.file.writing() as session:
        for kind, said in ((PackOut, out), (Receipt, in_)):
            session.execute(insert(kind).values(canary.row(session, kind.__table__, words) | said))


@pytest.fixture
def full(seed: Full, tmp_path: Path) -> Full:
    return copied(seed, tmp_path / "here")


def copied(seed: Full, folder: Path) -> Full:
    shutil.copytree(seed.folder, folder)
    return Full(folder, folder / seed.path.name, seed.copy, seed.recovery, seed.tables, seed.key)


def erased(full: Full) -> Any:
    """The new data key."""
    erase(open_workspace(full.path, PASSPHRASE), PASSPHRASE, words="2026-27", on=date(2026, 11, 22))
    with WorkspaceFile.open(full.path, PASSPHRASE) as file:
        return file._key


def test_that_the_search_finds_a_word_however_it_is_written() -> None:
    first, second, third, fourth, fifth = canary.WORDS[:5]
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr("a.xml", fifth * 9)
    parts = (first.encode(), second.encode("utf-16-le"), third.encode("utf-16-be"), zlib.compress(fourth.encode() * 9), whole.getvalue())
    for word, part in zip(canary.WORDS, parts, strict=False):
        assert canary.found_in(b"\0\1" * 99 + part + b"\7" * 99) == {word}


@dataclass
class Done:
    """A folder whose cycle was erased, and how it was before."""

    full: Full
    words: set[str]
    guards: list[Any]
    certificate: Certificate
    key: Any
    left: list[str]


@pytest.fixture(scope="module")
def done(seed: Full, tmp_path_factory: pytest.TempPathFactory) -> Done:
    full = copied(seed, tmp_path_factory.mktemp("erased") / "here")
    words = canary.found_in(full.bare(full.key))
    with WorkspaceFile.open(full.path, PASSPHRASE) as file, file.reading() as session:
        guards = _guards(session)
    certificate = erase(open_workspace(full.path, PASSPHRASE), PASSPHRASE, words="2026-27", on=date(2026, 11, 22))
    left = sorted(str(one.relative_to(full.folder)) for one in full.folder.rglob("*") if one.is_file())
    with WorkspaceFile.open(full.path, PASSPHRASE) as file:
        key = file._key
    return Done(full, words, guards, certificate, key, left)


def test_that_all_words_are_found_before_and_none_is_after(done: Done) -> None:
    full, name = done.full, done.full.path.name
    assert done.words == set(canary.WORDS), "the search must find what is there"
    assert {"content", "passage", "kept_part", "draft", "clipping", "local", "commentary", "column_mapping"} <= set(full.tables)
    assert done.left == [name, f"{name}.keys", f"{name}.keys2"]
    assert canary.found_in(full.bare(done.key, full.key)) == set()
    assert canary.raw_files(full.folder) == {}
    assert canary.found_in(as_json(done.certificate).encode()) == set()
    for backup in full.folder.glob("* backups/*.wmpeer"):  # of the emptied file, when it was closed
        assert canary.found_in(bare_bytes(backup, done.key)) == set()


def test_that_an_erasure_that_left_the_search_index_would_be_noticed(full: Full, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasing, "wipe_words", lambda _connection, _name: None)
    key = erased(full)
    assert canary.found_in(full.bare(key)) != set()


def test_that_an_erasure_that_left_the_backups_would_be_noticed(full: Full, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasing, "backups_of", lambda _path: ())
    erased(full)
    old = [one for one in full.folder.glob("* backups/*.wmpeer") if canary.found_in(bare_bytes(one, full.key))]
    assert old


def test_that_no_old_key_opens_what_is_left_and_the_journal_is_guarded_again(done: Done, tmp_path: Path) -> None:
    full = copied(done.full, tmp_path / "again")
    assert done.key != full.key
    with pytest.raises(WrongPassphraseError):
        WorkspaceFile.open(full.path, HERS)
    with pytest.raises(RecoveryKeyOfAnotherFileError):
        WorkspaceFile.open_with_recovery_key(full.path, full.recovery, "something else", slot="x")
    with WorkspaceFile.open(full.path, PASSPHRASE) as file, file.reading() as session:
        assert _guards(session) == done.guards
        assert file.integrity() == ()
    for one in full.copy.iterdir():  # a copy of the keys that somebody kept
        shutil.copyfile(one, full.path.with_name(one.name))
    with pytest.raises(WmpeerError):
        WorkspaceFile.open(full.path, HERS)


def _guards(session: Any) -> list[Any]:
    return list(session.execute(text("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")))


def test_that_the_certificate_says_what_was_erased_and_what_is_known_to_be_outside(done: Done, tmp_path: Path) -> None:
    certificate = done.certificate
    assert certificate.cycle == "2026-27" and certificate.early and certificate.erased_by == "Coordinator"
    assert certificate.counts["finding"] == 3 and certificate.counts["content"] == 2
    assert set(certificate.opened_by) == {"Coordinator", "Ann Reed"}
    assert [(one.person, one.pack) for one in certificate.packs_out if one.pack == "ab12"] == [("Ann Reed", "ab12")]
    assert "cd34" in [one.pack for one in certificate.packs_in]
    assert "Ann Reed" in [one.person for one in certificate.laptops]
    assert all(len(head.id) == 64 for head in certificate.heads if head.sequence < 100)
    said = as_text(certificate)
    assert "a pack for Ann Reed, made here on 21 September 2026: ab12" in said
    assert "- the laptop “Ann’s laptop” of Ann Reed, known since 20 September 2026: it holds its own file" in said
    assert "What nobody can know" in said
    assert from_json(as_json(certificate)) == certificate
    paths = save(certificate, tmp_path)
    assert [one.suffix for one in paths] == [".txt", ".json"]
    assert json.loads(paths[1].read_text(encoding="utf-8"))["cycle"] == "2026-27"
    others = save(replace(certificate, file="moderation 2026-27 Ann.wmpeer"), tmp_path)
    assert not set(others) & set(paths), "of two files of one cycle on one laptop both certificates are kept"


def test_that_an_erased_file_says_so_and_keeps_its_certificate(done: Done) -> None:
    with pytest.raises(CycleErasedError):
        open_workspace(done.full.path, PASSPHRASE)
    with WorkspaceFile.open(done.full.path, PASSPHRASE) as file:
        assert kept_certificate(file) == done.certificate


def cycle_of(folder: Path) -> Workspace:
    return new_cycle(folder)


def test_that_nothing_is_erased_before_its_day_without_the_words(tmp_path: Path) -> None:
    workspace = cycle_of(tmp_path)
    today = date(2027, 8, 31)
    refused(workspace, NoRetentionDayError, on=today)
    set_dates(workspace, {"erase-after": "2027-09-01"})
    refused(workspace, EraseTooEarlyError, on=today)
    refused(workspace, EraseTooEarlyError, on=today, words="2025-26")
    refused(workspace, WrongPassphraseError, passphrase="another", on=today, words="2026-27")
    held = workspace.read(retention, workspace.file.slot, today)
    assert (held.due, held.sentence()) == (False, "This cycle is kept; it may be erased from 1 September 2027 on.")
    assert not [one for one in workspace.read(check_items, ()) if one.code == "cycle-may-be-erased"]
    set_dates(workspace, {"erase-after": "2020-01-01"})
    (item,) = [one for one in workspace.read(check_items, ()) if one.code == "cycle-may-be-erased"]
    assert (item.strength, item.sentence) == ("information", "This cycle may be erased since 1 January 2020.")
    set_dates(workspace, {"erase-after": "2027-09-01"})
    certificate = erase(workspace, PASSPHRASE, on=date(2027, 9, 1))
    assert not certificate.early and "It was to be kept until 1 September 2027." in as_text(certificate)


def refused(workspace: Workspace, why: type[WmpeerError], passphrase: str = PASSPHRASE, **given: Any) -> None:
    before = rows_of(workspace)
    with pytest.raises(why):
        erase(workspace, passphrase, **given)
    assert rows_of(workspace) == before


def rows_of(workspace: Workspace) -> int:
    with workspace.file.reading() as session:
        return int(session.scalar(text("SELECT count(*) FROM revision")) or 0)


def test_that_only_a_coordinator_erases_the_regional_file(tmp_path: Path) -> None:
    workspace = cycle_of(tmp_path)
    add_person(workspace, "Ann Reed", "panellist")
    give_passphrase(workspace, "Ann Reed", HERS)
    path = workspace.file.path
    workspace.close()
    ann = open_workspace(path, HERS)
    refused(ann, NotYourPartError, HERS, words="2026-27")
    ann.close()


def test_that_stopping_before_it_is_kept_changes_nothing(tmp_path: Path) -> None:
    workspace = cycle_of(tmp_path)
    before = rows_of(workspace)

    def stop(_done: int, _total: int, label: str) -> None:
        if label == "Erasing":
            raise StoppedError

    with pytest.raises(StoppedError):
        erase(workspace, PASSPHRASE, words="2026-27", progress=stop)
    assert rows_of(workspace) == before
    workspace.close()
    open_workspace(workspace.file.path, PASSPHRASE).close()
    assert not list(tmp_path.glob("*.rekeying*"))


def test_that_the_log_has_no_word_of_the_record(full: Full, tmp_path: Path) -> None:
    """What goes wrong on the way is logged too, with kinds and places: never with the words of it."""
    log = tmp_path / "wmpeer.log"
    handler, root = logging.FileHandler(log, encoding="utf-8"), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        workspace = open_workspace(full.path, PASSPHRASE)
        for act in _that_fail(workspace):
            with suppress(Exception):
                act()
        from wmpeer.ui.hook import unexpected

        for act in _that_fail(workspace):
            try:
                act()
            except Exception as error:
                unexpected(error)
        erase(workspace, PASSPHRASE, words="2026-27")
    finally:
        root.setLevel(level)
        root.removeHandler(handler)
        handler.close()
    assert log.stat().st_size > 0
    assert canary.found_in(log.read_bytes()) == set()


def _that_fail(workspace: Workspace) -> tuple[Callable[[], Any], ...]:
    word = canary.WORDS[3]

    def write() -> None:
        with workspace.file.writing() as session:
            session.execute(text("INSERT INTO finding(entity, text) VALUES(:one, :two)"), {"one": word, "two": word})

    def keep() -> None:
        with workspace.write(word) as journal:
            journal.keep("finding", {word: word}, authority=CODE)

    return write, keep, lambda: workspace.read(find_person, word), lambda: add_person(workspace, word, word)
