"""Several pictures in a long document whose next version comes: how far it is, Stop, a kill in between, and others who write meanwhile."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from wmpeer.documents.actions import carry_out
from wmpeer.documents.plan import plan_load
from wmpeer.documents.png import png_of
from wmpeer.documents.queries import documents
from wmpeer.documents.sources import Source
from wmpeer.documents.worker import DocumentWorker
from wmpeer.files import resource
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.judging.actions import keep_finding
from wmpeer.judging.clips import keep_clipping
from wmpeer.judging.compared import clips_wait, compare_clips
from wmpeer.judging.moved import MovedClip
from wmpeer.judging.queries import finding_lines
from wmpeer.judging.records import ClipDraft, FindingDraft, PercentBox
from wmpeer.judging.settling import moved_evidence
from wmpeer.progress import StoppedError
from wmpeer.region.actions import start_cycle

PASSPHRASE = "a quiet morning in autumn"
AUTHORITY = "X08000009"
NAME = "self-evaluation.pdf"
CHARTS = ("Homes", "Plans", "Staff", "Views")


def booklet(before: int) -> bytes:
    """So many pages of words, then a chart a page."""
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=(595, 842), invariant=True)
    for number in range(before):
        canvas.drawString(70, 780, f"Self-evaluation of Kelsborough, its page {number} of words alone.")
        canvas.showPage()
    for number, name in enumerate(CHARTS):
        canvas.drawString(70, 780, f"What the figures say of {name.lower()}.")
        for at in range(3):
            canvas.rect(90 + 60 * at, 540, 30, 70 - 11 * ((at + number) % 3), stroke=0, fill=1)
            canvas.drawString(85 + 60 * at, 520, f"{name} {at + 1}")
        canvas.showPage()
    canvas.save()
    return held.getvalue()


FIRST, LATER = booklet(8), booklet(11)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with a finding on each of four charts, whose document has been replaced; nobody has looked for them yet."""
    words = [resource(*one).read_text(encoding="utf-8") for one in (("regions", "westmarch.toml"), ("frameworks", "default-2026.toml"))]
    opened, _ = start_cycle(tmp_path / "panel.wmpeer", PASSPHRASE, name="2026-27", region=words[0], framework=words[1])
    file = tmp_path / NAME
    file.write_bytes(FIRST)
    load(opened, [file], Wishes(authority=AUTHORITY))
    first = opened.read(documents, AUTHORITY)[-1].sha256
    for number, name in enumerate(CHARTS):
        image = keep_clipping(opened, png_of(8, 4, (bytes((16 * number, 128, 64, 255)) * 8,) * 4))
        draft = ClipDraft(first, 9 + number, PercentBox(10, 20, 50, 20), image)
        keep_finding(opened, FindingDraft(AUTHORITY, "leaders", "question", f"What of {name}?", evidence=(draft,)))
    file.write_bytes(LATER)
    with DocumentWorker() as worker:
        known = opened.read(documents, every=True)
        carry_out(opened, plan_load([Source(NAME, path=file)], known, (), worker=worker, authority=AUTHORITY))
    yield opened
    opened.close()


def fates(office: Workspace) -> list[str]:
    found = [one for one in office.read(moved_evidence, AUTHORITY, office.author, office.file.slot) if isinstance(one, MovedClip)]
    return sorted(one.reason if one.reason == "not-compared" else one.fate for one in found)


def test_that_each_picture_says_how_far_the_work_is_and_so_does_each_page_looked_at(office: Workspace) -> None:
    steps: list[tuple[int, int, str]] = []
    assert compare_clips(office, lambda *step: steps.append(step)) == 4
    assert sorted({(done, total) for done, total, _ in steps}) == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert len(steps) > 12  # every page that is looked at is a place to stop
    assert NAME in steps[0][2]
    assert fates(office) == ["moved"] * 4


@pytest.mark.parametrize("found", [0, 1, 3])
def test_that_what_was_found_before_stop_stays_and_the_rest_is_looked_for_next_time(office: Workspace, found: int) -> None:
    before = len(office.read(documents, every=True))

    def stop(done: int, _total: int, _label: str) -> None:
        if done == found:
            raise StoppedError

    with pytest.raises(StoppedError):
        compare_clips(office, stop)
    assert fates(office) == ["moved"] * found + ["not-compared"] * (4 - found)
    assert office.read(clips_wait)
    assert len(office.read(documents, every=True)) == before
    assert compare_clips(office) == 4 - found
    assert fates(office) == ["moved"] * 4


def test_that_others_write_while_pages_are_looked_at(office: Workspace) -> None:
    kept: list[int] = []

    def meanwhile(done: int, _total: int, _label: str) -> None:
        if len(kept) < 6:
            kept.append(done)
            keep_finding(office, FindingDraft(AUTHORITY, "leaders", "strength", f"Written meanwhile, {len(kept)}"))

    assert compare_clips(office, meanwhile) == 4
    assert sum(one.text.startswith("Written meanwhile") for one in office.read(finding_lines, AUTHORITY)) == 6


def test_that_stop_while_pictures_are_looked_for_leaves_every_file_taken_in(office: Workspace, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(booklet(13))

    def stop(_done: int, _total: int, label: str) -> None:
        if "picture" in label:
            raise StoppedError

    (result,) = load(office, [tmp_path / NAME], Wishes(authority=AUTHORITY), stop)
    assert result.status == "replaced"
    assert fates(office) == ["not-compared"] * 4
    assert load(office, [tmp_path / NAME], Wishes(authority=AUTHORITY))[0].status == "unchanged"
    assert fates(office) == ["moved"] * 4


_KILLED = """
import sys
from pathlib import Path
from wmpeer.journal.workspace import open_workspace
from wmpeer.judging.compared import compare_clips

def tell(done, total, label):
    print(done, flush=True)
    if done == 2:
        sys.stdin.read()

compare_clips(open_workspace(Path(sys.argv[1]), sys.argv[2]), tell)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_that_a_kill_in_between_leaves_whole_pictures_and_the_next_start_finds_the_rest(office: Workspace) -> None:
    path = office.file.path
    office.close()
    with subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(path), PASSPHRASE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as killed:
        assert killed.stdout is not None
        assert any(line.strip() == "2" for line in killed.stdout)
        killed.send_signal(signal.SIGKILL)
    again = open_workspace(path, PASSPHRASE)
    try:
        assert fates(again) == ["moved"] * 2 + ["not-compared"] * 2
        assert compare_clips(again) == 2
        assert fates(again) == ["moved"] * 4
    finally:
        again.close()
