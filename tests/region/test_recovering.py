"""The recovery key: whose file it opens stays theirs, whatever goes wrong on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from beginnings import new_cycle

from wmpeer.journal.workspace import open_workspace
from wmpeer.progress import Progress, silent
from wmpeer.region.actions import add_person, give_passphrase
from wmpeer.region.recovering import recover, renew_recovery_key
from wmpeer.store import file as store_file
from wmpeer.store.backup import take_backup
from wmpeer.store.errors import BackupFailedError, EmptyPassphraseError, PassphraseNotFreeError
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT, DataKey, Keys

PASSPHRASE, HERS, NEW = "a quiet morning", "nine loud crows in a row", "three slow boats"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for act in (WorkspaceFile.add_slot, WorkspaceFile.take_over, WorkspaceFile.renew_key, WorkspaceFile.open_with_recovery_key):
        monkeypatch.setitem(getattr(act, "__func__", act).__kwdefaults__, "cost", LIGHT)  # they protect nothing
    workspace = new_cycle(tmp_path)
    add_person(workspace, "Ann Reed", "panellist")
    give_passphrase(workspace, "Ann Reed", HERS)
    (tmp_path / "key.txt").write_text(workspace.file.recovery_key())
    workspace.close()
    yield workspace.file.path


def test_that_a_passphrase_that_cannot_be_used_leaves_every_person_who_opened_the_file(path: Path) -> None:
    key = (path.parent / "key.txt").read_text()
    for refused, why in (("   ", EmptyPassphraseError), (HERS, PassphraseNotFreeError)):
        with pytest.raises(why):
            recover(path, key, refused)
    workspace = recover(path, key, NEW)
    assert workspace.actor.name == "Coordinator" and len(workspace.file.people()) == 2
    workspace.close()
    workspace = open_workspace(path, HERS)
    assert workspace.actor.name == "Ann Reed"
    workspace.close()


def test_that_a_new_recovery_key_is_told_though_the_disk_has_no_room_for_a_backup(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = 0

    def second_fails(workspace: Path, key: DataKey, keys: Keys, progress: Progress = silent) -> Path:
        nonlocal taken
        taken += 1
        if taken == 2:
            raise BackupFailedError(name=workspace.name)
        return take_backup(workspace, key, keys, progress)

    monkeypatch.setattr(store_file, "take_backup", second_fails)
    renewed = renew_recovery_key(open_workspace(path, PASSPHRASE), PASSPHRASE)
    assert renewed.workspace.file.is_recovery_key(renewed.recovery_key)
    assert renewed.locked_out == ("Ann Reed",)
    assert renewed.old_backups > 0 and "open with the old key" in renewed.still_old
    renewed.workspace.close()
