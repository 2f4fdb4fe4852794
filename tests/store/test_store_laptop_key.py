"""This laptop's own key store: a convenience that may be lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from store_kit import PASSPHRASE

from wmpeer.store import laptop_key
from wmpeer.store.errors import KeyringEmptyError, KeyringRefusedError
from wmpeer.store.file import WorkspaceFile

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
