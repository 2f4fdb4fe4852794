"""The program is killed while a new version comes, at moments nobody chose: the one version or the other is in use, and nothing is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from paper import FIRST, GONE, SAME, SECOND

from wmpeer.documents.png import png_of
from wmpeer.documents.queries import documents
from wmpeer.files import resource
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.queries import journal_faults
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.judging.actions import keep_finding, point_note
from wmpeer.judging.clips import clipping, keep_clipping
from wmpeer.judging.compared import clips_wait
from wmpeer.judging.queries import finding_lines, note_lines
from wmpeer.judging.records import ClipDraft, FindingDraft, PercentBox, QuoteDraft
from wmpeer.region.actions import start_cycle

PASSPHRASE = "three quiet words"
CALDERHOLT = "X08000003"
NAME = "Calderholt self-evaluation 2026.pdf"
TIMES = 6


def stands(workspace: Workspace) -> dict[str, str]:
    (line,) = workspace.read(finding_lines, CALDERHOLT)
    (note,) = workspace.read(note_lines, workspace.author, CALDERHOLT)
    assert workspace.read(clipping, line.clips[0].image) is not None
    return {"same": line.quotes[0].state, "gone": line.quotes[1].state, "clip": line.clips[0].state, "note": note.quotes[0].state}


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_that_a_kill_while_a_version_comes_loses_nothing(tmp_path: Path) -> None:
    file, paper = tmp_path / "panel.wmpeer", tmp_path / NAME
    words = [resource(*one).read_text(encoding="utf-8") for one in (("regions", "westmarch.toml"), ("frameworks", "default-2026.toml"))]
    workspace, _ = start_cycle(file, PASSPHRASE, name="2026-27", region=words[0], framework=words[1])
    paper.write_bytes(FIRST.pdf())
    load(workspace, [paper], Wishes(authority=CALDERHOLT))
    sha = workspace.read(documents, CALDERHOLT)[0].sha256
    image = keep_clipping(workspace, png_of(8, 4, (b"\x10\x80\x40\xff" * 8,) * 4))
    clip = ClipDraft(sha, 1, PercentBox(12, 46, 58, 20), image)
    keep_finding(workspace, FindingDraft(CALDERHOLT, "leaders", "question", "Why?", evidence=(QuoteDraft(SAME), QuoteDraft(GONE), clip)))
    point_note(workspace, CALDERHOLT, "leaders", QuoteDraft(SAME))
    workspace.close()
    paper.write_bytes(SECOND.pdf())
    shutil.copytree(tmp_path, tmp_path.parent / "whole")
    began = time.monotonic()
    assert killed(tmp_path.parent / "whole" / file.name, paper, 120) == 0
    whole = time.monotonic() - began
    chance = random.Random(20261122)
    seen = set()
    for turn in range(TIMES):
        killed(file, paper, whole * (0.35 + 0.7 * (turn + chance.random()) / TIMES))
        workspace = open_workspace(file, PASSPHRASE)
        try:
            assert workspace.read(journal_faults) == ()
            assert len(workspace.read(documents, CALDERHOLT)) == 1
            newer = workspace.read(documents, CALDERHOLT)[0].sha256 != sha
            state = stands(workspace)
            assert state == (
                {"same": "moved", "gone": "lost", "clip": "uncertain" if workspace.read(clips_wait) else "moved", "note": "moved"}
                if newer
                else dict.fromkeys(("same", "gone", "clip", "note"), "anchored")
            )
            seen.add(tuple(state.values()))
        finally:
            workspace.close()
    workspace = open_workspace(file, PASSPHRASE)
    try:
        load(workspace, [paper], Wishes(authority=CALDERHOLT))
        assert stands(workspace) == {"same": "moved", "gone": "lost", "clip": "moved", "note": "moved"}
        assert workspace.read(journal_faults) == ()
    finally:
        workspace.close()
    sys.stdout.write(f"\nstates seen after {TIMES} kills: {sorted(seen)}\n")


def killed(file: Path, paper: Path, seconds: float) -> int:
    """One load of *paper* by the command line, with SIGKILL after so many seconds; how it ended."""
    env = os.environ | {"WMPEER_PASSPHRASE": PASSPHRASE}
    command = [sys.executable, "-m", "wmpeer", "load", str(file), str(paper), "--authority", CALDERHOLT]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env, start_new_session=True) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        return process.wait()
