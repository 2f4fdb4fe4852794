"""The command line as a script uses it: arguments in, exit code, JSON and sentences out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from wmpeer.cli.main import main

PASSPHRASE = "a quiet morning in autumn"


@dataclass(frozen=True)
class Ran:
    """How a command ended. `data` is its JSON, or None where it printed none."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


Wmpeer = Callable[..., Ran]


@pytest.fixture
def wmpeer() -> Wmpeer:
    """Runs ``wmpeer ARGUMENTS --json`` with the passphrase in the environment."""

    def run(*arguments: object, as_json: bool = True, passphrase: str | None = PASSPHRASE) -> Ran:
        runner = CliRunner(env={"WMPEER_PASSPHRASE": passphrase})
        words = [str(one) for one in arguments] + (["--json"] if as_json else [])
        result = runner.invoke(main, words)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a new workspace and its recovery key, made by the command; tests work on copies."""
    folder = tmp_path_factory.mktemp("begun")
    new = ["new", str(folder / "panel.wmpeer"), "--cycle", "2026-27", "--recovery-key-out", str(folder / "key.txt")]
    ran = CliRunner(env={"WMPEER_PASSPHRASE": PASSPHRASE}).invoke(main, new)
    assert ran.exit_code == 0, ran.output
    return folder


@pytest.fixture
def workspace(tmp_path: Path, begun: Path) -> Path:
    """A new workspace for the West Midlands."""
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    return tmp_path / "panel.wmpeer"


@pytest.fixture
def items(tmp_path: Path) -> Callable[..., Path]:
    """Writes recording items to a file."""

    def write(*what: dict[str, Any]) -> Path:
        path = tmp_path / "items.json"
        path.write_text(json.dumps(what), encoding="utf-8")
        return path

    return write
