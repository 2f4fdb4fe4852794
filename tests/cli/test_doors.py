"""How the command line begins and ends: what it imports, where a passphrase comes from, how it stops."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from wmpeer.cli import main as door
from wmpeer.cli.main import COMMANDS, main


def imported(statement: str) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys; {statement}; print(*sys.modules)"], capture_output=True, text=True, check=True, timeout=120
    )
    return {name.partition(".")[0] for name in ran.stdout.split()}


def test_that_every_command_of_the_list_is_there():
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None and command.name == name and command.help


def test_that_help_needs_no_database():
    assert not imported("import wmpeer.cli.main") & {"sqlalchemy", "pydantic", "openpyxl", "reportlab", "cryptography"}


def test_that_loading_documents_needs_no_library_that_writes():
    assert not imported("import wmpeer.intake.load") & {"openpyxl", "reportlab", "docx", "docxtpl"}


def test_that_the_passphrase_of_the_file_comes_before_the_environment(workspace, wmpeer, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"\xef\xbb\xbfa quiet morning in autumn\r\nnot this\r\n")  # as Notepad saves it
    assert wmpeer("authorities", workspace, "--passphrase-file", secret, passphrase="wrong").code == 0
    secret.write_text("\n", encoding="utf-8")
    ran = wmpeer("authorities", workspace, "--passphrase-file", secret)
    assert ran.code == 2 and "passphrase-file" in ran.err and ran.out == ""
    assert "passphrase-missing" in wmpeer("authorities", workspace, passphrase="").err


def test_that_a_recovery_key_that_cannot_be_written_is_shown(wmpeer, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    ran = wmpeer("new", tmp_path / "n.wmpeer", "--cycle", "2026-27", "--recovery-key-out", tmp_path / "file" / "key.txt")
    assert ran.code == 1 and "Recovery key, shown only now" in ran.err and ran.data["authorities"] == 14


@pytest.mark.parametrize("stop", [KeyboardInterrupt, click.Abort])
def test_that_stopping_ends_with_130(workspace, wmpeer, monkeypatch, stop):
    def stopped(*_: object) -> None:
        raise stop

    monkeypatch.setattr("wmpeer.cli.options.open_file", stopped)
    ran = wmpeer("authorities", workspace)
    assert (ran.code, ran.out) == (130, "")
    assert door.STOPPED == 130


def test_that_a_short_sha256_that_several_files_share_is_refused(workspace):
    from types import SimpleNamespace

    from wmpeer.cli.content import SeveralLoadedError, _full

    files = [SimpleNamespace(sha256="abcdef12" + end * 56) for end in "01"]
    with pytest.raises(SeveralLoadedError):
        _full(files, (), "abcdef12")
    assert _full(files, (), "ABCDEF120") == files[0].sha256
