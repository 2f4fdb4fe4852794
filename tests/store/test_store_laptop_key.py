"""This laptop's own key store: a convenience that may be lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from store_kit import PASSPHRASE

from wmpeer.store import laptop_key
from wmpeer.store.errors import KeyringEmptyError, KeyringRefusedError
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT

keyring = pytest.importorskip("keyring", reason="keyring is an optional extra")
backend = pytest.importorskip("keyring.backend")


class Drawer(backend.KeyringBackend):  # type: ignore[misc,name-defined]
    """A key store that lasts as long as the test."""

    priority = 5

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    before, drawer = keyring.get_keyring(), Drawer()
    keyring.set_keyring(drawer)
    yield drawer
    keyring.set_keyring(before)


def test_that_a_remembered_workspace_opens_by_itself_and_says_whose_it_is(file: WorkspaceFile, path: Path, drawer: Drawer) -> None:
    assert laptop_key.available()
    assert not file.opens_here()
    file.remember_here()
    assert file.opens_here() and file.remembered() == ("person-1",)
    file.close()
    with WorkspaceFile.open_here(path) as again:
        assert again.slot == "person-1" and again.opens_here()


def test_that_losing_the_key_store_loses_nothing(file: WorkspaceFile, path: Path, drawer: Drawer) -> None:
    file.remember_here()
    file.close()
    drawer.kept.clear()
    with pytest.raises(KeyringEmptyError):
        WorkspaceFile.open_here(path)
    WorkspaceFile.open(path, PASSPHRASE).close()


def test_that_forgetting_takes_the_slot_and_the_secret(file: WorkspaceFile, path: Path, drawer: Drawer) -> None:
    file.remember_here()
    file.forget_here()
    assert not drawer.kept
    assert [slot.kind for slot in file._keys.slots] == ["passphrase"]


def test_that_without_a_key_store_it_is_said(file: WorkspaceFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laptop_key, "_store", lambda: None)
    assert not laptop_key.available()
    with pytest.raises(KeyringRefusedError):
        file.remember_here()
    file.forget_here()


def test_that_a_laptop_that_remembers_two_people_asks_who_is_at_work(file: WorkspaceFile, path: Path, drawer: Drawer) -> None:
    file.add_slot("person-2", "another herd of cows", cost=LIGHT)
    file.remember_here()
    file.close()
    with WorkspaceFile.open(path, "another herd of cows") as hers:
        assert not hers.opens_here()
        hers.remember_here()
        assert hers.opens_here()
    with pytest.raises(KeyringEmptyError):
        WorkspaceFile.open_here(path)
    with WorkspaceFile.open(path, "another herd of cows") as hers:
        hers.forget_here()
    with WorkspaceFile.open_here(path) as again:
        assert again.slot == "person-1"


class Broken(Drawer):
    """A key store whose backend lets an error of its own through."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("org.freedesktop.DBus.Error.NoReply")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise OSError("no session")


def test_that_a_key_store_that_breaks_refuses_and_nothing_is_lost(file: WorkspaceFile, path: Path, drawer: Drawer) -> None:
    file.remember_here()
    keyring.set_keyring(Broken())
    assert not file.opens_here()
    with pytest.raises(KeyringRefusedError):
        file.remember_here()
    file.close()
    with pytest.raises(KeyringEmptyError):
        WorkspaceFile.open_here(path)
    WorkspaceFile.open(path, PASSPHRASE).close()


def test_that_an_erasure_takes_the_secret_out_of_the_key_store(file: WorkspaceFile, drawer: Drawer) -> None:
    file.remember_here()
    assert drawer.kept
    file.erase(PASSPHRASE, {"erased": "x"}, cost=LIGHT)
    assert not drawer.kept
