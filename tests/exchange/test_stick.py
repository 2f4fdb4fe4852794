"""A stick that is full, that fails, that is pulled out: no half pack stays on it, and nothing is remembered of what is not there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from handing_kit import add_document, add_finding_with_clip, forget_packs, plain_files, read
from stick_child import LEFT, left
from trio import ANN, ASHCOMBE, KELSBOROUGH, NAME, Trio, carry, person, trio

from wmpeer.exchange.handing import hand_in, hand_out, hand_out_all
from wmpeer.exchange.records import Handed
from wmpeer.files import FileNotWrittenError
from wmpeer.progress import StoppedError
from wmpeer.store.plain import rows

HERE = Path(__file__).resolve().parent
LINUX = sys.platform.startswith("linux")


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trio]:
    """A coordinator with two megabytes to hand out, and two panellists who have something to hand in."""
    found = trio(tmp_path_factory.mktemp("three"))
    add_document(found.office, ASHCOMBE, "Ashcombe tells of itself", 1_500_000)
    add_document(found.office, KELSBOROUGH, "Kelsborough tells of itself", 500_000)
    carry(found.office, found.ann, ("office", "setup"))
    add_finding_with_clip(found.ann, ASHCOMBE, "Ann saw this")
    yield found
    found.close()


@pytest.fixture(autouse=True)
def forgotten(three: Trio) -> None:
    forget_packs(three.office, three.ann)


Act = Callable[[Trio, Path], object]
ACTS: dict[str, Act] = {
    "hand out": lambda three, folder: hand_out(three.office, person(three.office, ANN), folder),
    "hand out to all": lambda three, folder: hand_out_all(three.office, folder),
    "hand in": lambda three, folder: hand_in(three.ann, folder),
}


def remembered(three: Trio) -> list[str]:
    return [name for one in (three.office, three.ann) for name in LEFT if one.read(rows, f"SELECT 1 FROM {name}")]


@pytest.mark.parametrize("act", ACTS)
def test_that_stopping_at_any_moment_leaves_nothing(three: Trio, tmp_path: Path, act: str) -> None:
    moments: list[str] = []

    def stop_at(nth: int) -> Callable[[int, int, str], None]:
        moments.clear()

        def progress(done: int, total: int, label: str) -> None:
            assert 0 <= done <= total
            moments.append(label)
            if len(moments) == nth:
                raise StoppedError

        return progress

    for nth in range(1, 100):
        before = plain_files(tmp_path)
        try:
            packs = call(act, three, tmp_path, stop_at(nth))
        except StoppedError:
            assert (plain_files(tmp_path), remembered(three)) == (before, [])
            continue
        assert packs and all(one.pack.is_file() for one in packs)
        break
    assert len(moments) >= 4


def call(act: str, three: Trio, folder: Path, progress: Callable[[int, int, str], None]) -> tuple[Handed, ...]:
    if act == "hand out":
        return hand_out(three.office, person(three.office, ANN), folder, progress)
    return hand_out_all(three.office, folder, progress) if act == "hand out to all" else (hand_in(three.ann, folder, progress),)


@pytest.mark.parametrize("act", ACTS)
def test_that_a_folder_that_is_none_is_said(three: Trio, tmp_path: Path, act: str) -> None:
    (tmp_path / "a file").write_text("here")
    with pytest.raises(FileNotWrittenError):
        ACTS[act](three, tmp_path / "a file")
    assert remembered(three) == [] and (tmp_path / "a file").read_text() == "here"


@pytest.mark.skipif(not LINUX, reason="a folder that is open cannot be taken away elsewhere")
@pytest.mark.parametrize("act", ACTS)
def test_that_a_stick_pulled_out_in_the_middle_leaves_nothing_remembered(three: Trio, tmp_path: Path, act: str) -> None:
    stick = tmp_path / "stick"

    def pulled(done: int, total: int, label: str) -> None:
        if any(one.suffix == ".part" for one in stick.glob(".*")):
            shutil.rmtree(stick)

    with pytest.raises(FileNotWrittenError) as told:
        call(act, three, stick, pulled)
    assert ".wmpack" in told.value.sentence
    assert remembered(three) == [] and plain_files(tmp_path) == []
    assert call(act, three, stick, lambda done, total, label: None)[0].pack.is_file()


@pytest.fixture
def small_stick(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1.5 MB."""
    stick = tmp_path / "stick"
    stick.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(stick)]
    if not LINUX or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small file system")
    yield stick
    subprocess.run(["umount", str(stick)], check=True)


def test_that_a_stick_without_room_is_said_and_left_as_it_was(three: Trio, small_stick: Path) -> None:
    (small_stick / "holiday.jpg").write_bytes(b"p" * 1000)
    with pytest.raises(FileNotWrittenError) as told:
        hand_out_all(three.office, small_stick)
    assert "no space left" in told.value.sentence
    assert plain_files(small_stick) == ["holiday.jpg"] and remembered(three) == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can become somebody who may not write")
def test_that_a_folder_that_may_not_be_written_to_is_said(three: Trio, tmp_path: Path) -> None:
    folder = tmp_path / "read only"
    folder.mkdir(mode=0o555)
    os.seteuid(65534)
    try:
        with pytest.raises(FileNotWrittenError):
            hand_in(three.ann, folder)
    finally:
        os.seteuid(0)
    assert remembered(three) == [] and plain_files(folder) == []


@pytest.fixture(scope="session")
def bad_disk(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A library that makes the calls of the process it is loaded into fail, for files with ".wmpeer" in their path."""
    compiler = shutil.which("cc")
    if compiler is None or not LINUX:
        pytest.skip("needs a C compiler on Linux")
    library = tmp_path_factory.mktemp("disk") / "faults.so"
    source = HERE.parent / "store" / "faults.c"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    return str(library)


def swept(library: str, *jobs: tuple[str, str, dict[str, int]]) -> list[dict[str, Any]]:
    """What `stick_child.sweep` found for a workspace, a folder, and how many calls of which name are to fail."""
    places = [str(one) for one in (HERE.parents[1], HERE.parent, HERE)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(places), "LD_PRELOAD": library}
    words = [sys.executable, str(HERE / "stick_child.py"), library, *map(json.dumps, jobs)]
    done = subprocess.run(words, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def copy(three: Trio, folder: Path, name: str) -> str:
    """The office's file as a backup has it, under another name."""
    made = three.office.file.backup()
    folder.mkdir()
    for one in made.parent.glob(f"{made.name}*"):
        shutil.copy(one, folder / one.name.replace(made.name, name))
    return str(folder / name)


def test_that_a_disk_that_fails_at_any_write_keeps_no_half_pack(three: Trio, tmp_path: Path, bad_disk: str) -> None:
    """First the stick fails, for its folder has the name that the faults go by; then the workspace, while it remembers what left."""
    stick, own = swept(
        bad_disk,
        (copy(three, tmp_path / "one", "panel.file"), str(tmp_path / "stick.wmpeer"), {"write": 4, "sync": 4}),
        (copy(three, tmp_path / "other", NAME), str(tmp_path / "stick"), {"write": 2, "sync": 2}),
    )
    hit = [one for one in stick["found"] if one["hit"]]
    assert len(hit) >= 12 and {(one["told"], tuple(one["left"])) for one in hit} == {("file-not-written", ())}
    assert stick["after"] == "" and len(stick["packs"]) == 2
    hit = [one for one in own["found"] if one["hit"]]
    assert len(hit) >= 4 and own["after"] == ""
    for one in hit:
        packs = [name for name in one["left"] if name.endswith(".wmpack")]
        remembered = sorted(set(one["left"]) - set(packs))
        assert (len(packs), remembered) == ((0, []) if one["told"] else (2, sorted(LEFT)))


# where packs may go, and what they are called


@pytest.mark.parametrize("name", ["Siân Llŷr-Ŵyn", 'Å/<>:"|?*\\ name. ', "x" * 300, "名前", "\u202ereversed", "..", "CON"])
def test_that_a_pack_has_a_name_that_any_stick_can_hold(three: Trio, tmp_path: Path, name: str) -> None:
    ann = person(three.office, ANN)
    with three.office.write("Rename") as journal:
        journal.keep("person", {"name": name}, entity=ann)
    try:
        (handed,) = hand_out(three.office, ann, tmp_path)
    finally:
        with three.office.write("Rename") as journal:
            journal.keep("person", {"name": ANN}, entity=ann)
    called = handed.pack.name
    assert handed.pack.is_file() and called.endswith(f" {handed.sha256[:12]}.wmpack") and called.startswith("2026-27 ")
    assert len(called.encode()) <= 240 and not set(called) & set('<>:"/\\|?*') and called.isprintable() and handed.for_ == name


def test_that_a_pack_may_stand_beside_its_workspace(three: Trio) -> None:
    folder = three.office.file.path.parent
    before = plain_files(folder)
    (handed,) = hand_out(three.office, person(three.office, ANN), folder)
    assert set(plain_files(folder)) == {*before, handed.pack.name}
    assert read(handed.pack, three.ann, three.office).lines
    handed.pack.unlink()


def test_that_a_long_way_to_the_folder_is_no_matter(three: Trio, tmp_path: Path) -> None:
    folder = tmp_path / ("panel " * 12).strip() / ("für Siân " * 12).strip() / "packs"
    (handed,) = hand_out(three.office, person(three.office, ANN), folder)
    assert len(str(handed.pack)) > 200 and read(handed.pack, three.ann, three.office).lines


def test_that_two_who_hand_out_at_once_each_write_whole_packs(three: Trio, tmp_path: Path) -> None:
    packs: list[Handed] = []
    threads = [Thread(target=lambda: packs.extend(hand_out_all(three.office, tmp_path))) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(packs) == 4 and {one.pack.name for one in packs} == set(plain_files(tmp_path))
    anns = [one for one in packs if one.for_ == ANN]
    assert all(read(one.pack, three.ann, three.office).lines for one in anns)
    assert len(three.office.read(rows, "SELECT 1 FROM pack_out")) == 4
    assert left(three.office, tmp_path)
