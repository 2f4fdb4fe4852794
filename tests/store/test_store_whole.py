"""A file is written whole or not at all, also in pieces."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from wmpeer.files import FileNotWrittenError, save_whole, whole
from wmpeer.progress import StoppedError


def test_that_pieces_become_the_file_when_the_block_ends(tmp_path: Path):
    target = tmp_path / "new" / "pack"
    with whole(target) as out:
        out.write(b"one ")
        out.write(b"two")
        out.seek(0)
        assert out.read() == b"one two" and not target.exists()
        out.seek(0)
        out.write(b"ONE")
    assert target.read_bytes() == b"ONE two" and [one.name for one in target.parent.iterdir()] == ["pack"]


@pytest.mark.parametrize("error", [StoppedError, KeyboardInterrupt, ZeroDivisionError])
def test_that_nothing_stays_of_what_was_stopped_and_what_was_there_is_as_it_was(tmp_path: Path, error: type[BaseException]):
    target = save_whole(tmp_path / "pack", b"before")
    with pytest.raises(error), whole(target) as out:
        out.write(b"after")
        raise error
    assert target.read_bytes() == b"before" and len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_that_a_disk_that_refuses_is_told_of_the_file(tmp_path: Path, fault: int):
    target = tmp_path / "pack"
    with pytest.raises(FileNotWrittenError) as told, whole(target) as out:
        out.write(b"after")
        raise OSError(fault, os.strerror(fault))
    assert "pack" in told.value.sentence and os.strerror(fault).lower() in told.value.sentence
    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_that_is_none_is_told(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileNotWrittenError), whole(tmp_path / "file" / "pack"):
        raise AssertionError("the block was entered")
