"""What tests of every room share."""

from __future__ import annotations

import atexit
import functools
import gc
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from wmpeer.journal import seats
from wmpeer.store import keys
from wmpeer.store.file import WorkspaceFile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

gc.disable()  # Python would look for circles on any thread, and end there what is a window's; `pytest_runtest_logfinish` looks

keys._stretch = functools.lru_cache(maxsize=512)(keys._stretch)
"""A passphrase is stretched once for each salt, at its full cost: copies of one workspace are opened over and over."""

_NOTES = Path(tempfile.mkdtemp(prefix="wmpeer-seats-"))
atexit.register(shutil.rmtree, _NOTES, ignore_errors=True)
seats.notes = lambda: _NOTES  # nobody's own settings folder

ROOT = Path(__file__).resolve().parent.parent
DEAREST = (
    "hostile/test_hostile_files.py", "house/test_setup.py", "day/test_killed_while_typing.py", "day/test_killed_while_a_version_comes.py",
    "ui/setup/test_setup.py", "store/test_store_kill.py", "store/test_store_power.py", "store/test_store_erasing.py",
    "ui/data/test_real_figures.py", "letters/test_letter_pdf.py", "ui/setup/test_keys.py", "judging/test_apart.py",
    "day/test_packs_by_clicks.py", "journal/test_everybody.py", "campaigns/test_campaigns.py", "cli/test_many_laptops.py",
)  # fmt: skip
"""The files that take longest, the longest first, as measured on two cores."""
YOUNG = 50_000
"""So many new objects are worth a look between two tests."""


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real files (published documents and tables): they are never part of the project."""
    folder = Path(os.environ.get("WMPEER_REAL_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the real files are not on this machine")
    return folder


def pytest_configure() -> None:
    """What tests make protects nothing: its passphrases cost next to nothing, not a third of a second at each opening."""
    WorkspaceFile.create.__func__.__kwdefaults__["cost"] = keys.LIGHT  # type: ignore[attr-defined]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-expected", action="store_true", help="rewrite tests/expected for review instead of comparing with it")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The dearest files first, then others with slow tests: begun last, one of them would leave the other cores with nothing to do."""
    rank = {ROOT / "tests" / name: place for place, name in enumerate(DEAREST)}
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: rank.get(item.path, len(rank) + (item.path not in slow)))


def pytest_collection_finish() -> None:
    """What was fetched to collect the tests stays to the end: nobody need look through it again."""
    gc.freeze()


def pytest_runtest_logfinish() -> None:
    """Between two tests nothing is painted, and no other thread looks."""
    newest, looked, looked_further = gc.get_count()
    if newest >= YOUNG:
        gc.collect(2 if looked_further >= 10 else 1 if looked >= 10 else 0)


@pytest.fixture
def expected(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """``expected("letters/kelsborough.txt", text)`` compares *text* with the kept file, or rewrites it with ``--update-expected``."""

    def compare(name: str, text: str) -> None:
        kept = ROOT / "tests" / "expected" / name
        if request.config.getoption("--update-expected"):
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(text, encoding="utf-8", newline="\n")
        assert kept.is_file(), f"{name} is not there: run pytest with --update-expected and look at it"
        assert text == kept.read_text(encoding="utf-8")

    return compare
