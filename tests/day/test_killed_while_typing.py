"""The program is killed while somebody types, ten times at moments nobody chose: what was typed comes back, and is offered, not forced."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from wmpeer.files import resource
from wmpeer.journal.drafts import drafts
from wmpeer.journal.queries import journal_faults
from wmpeer.journal.workspace import open_workspace
from wmpeer.region.actions import start_cycle

PASSPHRASE = "three quiet words"
TIMES = 10
PATIENCE = 60
KEPT_WITHIN_NS = 400_000_000


@dataclass
class Told:
    """What one run of the program told before it was killed: the text after each key with its moment."""

    process: int = 0
    back: str | None = None
    offered: str = ""
    forced: bool = False
    typed: list[tuple[int, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    killed_at: int = 0

    def hear(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        if word == "begun":
            self.process = int(rest)
        elif word == "back":
            self.back = json.loads(rest)
        elif word == "offered":
            self.offered = rest
        elif word == "forced":
            self.forced = True
        elif word == "typed":
            at, _, text = rest.partition(" ")
            self.typed.append((int(at), json.loads(text)))

        elif word == "left":
            self.left.append(json.loads(rest.partition(" ")[2]))

    def due(self) -> str:
        """The text as it stood 400 ms before the end: all of it must be there."""
        return max((text for at, text in self.typed if self.killed_at - at > KEPT_WITHIN_NS), key=len, default=self.back or "")


@pytest.fixture(scope="module")
def typist(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[str]]:
    """The real program, fetched once: each run is a fork of it, with a window, threads and an opened file of its own."""
    home = str(tmp_path_factory.mktemp("home"))
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
    command = [sys.executable, str(Path(__file__).with_name("typist.py"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, text=True) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def typed_until_killed(typist: subprocess.Popen[str], file: Path, seed: int, seconds: float, *, several: bool = False) -> Told:
    """One run: the real program, keys to its window, and SIGKILL *seconds* after the first of them."""
    told = Told()
    assert typist.stdin is not None and typist.stdout is not None
    print(json.dumps([str(file), PASSPHRASE, seed, several]), file=typist.stdin, flush=True)
    end = 0.0
    patience = threading.Timer(PATIENCE, lambda: os.kill(told.process, signal.SIGKILL) if told.process else typist.kill())
    patience.start()
    for line in typist.stdout:
        if line == "ended\n":
            break
        told.hear(line.rstrip("\n"))
        if told.typed and not end:
            end = time.monotonic() + seconds
        if end and not told.killed_at and time.monotonic() >= end:
            told.killed_at = time.time_ns()
            os.kill(told.process, signal.SIGKILL)
    patience.cancel()
    assert told.killed_at, "the program ended by itself, or nobody could type in it"
    return told


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_that_what_is_typed_outlives_ten_kills(typist: subprocess.Popen[str], tmp_path: Path) -> None:
    file = tmp_path / "panel.wmpeer"
    words = [resource(*one).read_text(encoding="utf-8") for one in (("regions", "westmarch.toml"), ("frameworks", "default-2026.toml"))]
    opened, _ = start_cycle(file, PASSPHRASE, name="2026-27", region=words[0], framework=words[1])
    opened.close()
    chance = random.Random(20261122)
    before: Told | None = None
    report = []
    for turn in range(TIMES + 1):
        told = typed_until_killed(typist, file, turn, chance.uniform(0.6, 2.4))
        assert not told.forced, "a draft is offered, never opened by itself"
        if before is not None:
            typed = before.typed[-1][1]
            back = told.back or ""
            assert told.offered.startswith("You were writing"), f"turn {turn}: nothing was offered"
            assert back.startswith(before.due()), f"turn {turn}: {before.due()!r} was typed over 400 ms before the end, {back!r} came back"
            assert typed.startswith(back), f"turn {turn}: {back!r} was never typed"
            lost = [at for at, text in before.typed if len(text) > len(back)]
            oldest = max(((before.killed_at - at) / 1e6 for at in lost), default=0.0)
            report.append(f"kill {turn}: {len(typed)} characters typed, {len(back)} came back, the oldest lost was {oldest:.0f} ms old")
        before = told
    (tmp_path / "report.txt").write_text("\n".join(report), encoding="utf-8")
    sys.stdout.write("\n" + "\n".join(report) + "\n")
    again = open_workspace(file, PASSPHRASE)
    try:
        assert again.read(journal_faults) == ()
        assert len(again.read(drafts, again.actor.id)) == 1
    finally:
        again.close()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_that_every_finding_left_as_a_draft_outlives_a_kill_beside_the_others(typist: subprocess.Popen[str], tmp_path: Path) -> None:
    file = tmp_path / "panel.wmpeer"
    words = [resource(*one).read_text(encoding="utf-8") for one in (("regions", "westmarch.toml"), ("frameworks", "default-2026.toml"))]
    opened, _ = start_cycle(file, PASSPHRASE, name="2026-27", region=words[0], framework=words[1])
    opened.close()
    left: list[str] = []
    for turn, seconds in enumerate((5.0, 6.3)):
        told = typed_until_killed(typist, file, turn, seconds, several=True)
        last = max(told.typed)[1]
        left += [*told.left]
        again = open_workspace(file, PASSPHRASE)
        try:
            lying = [str(one.body["text"]) for one in again.read(drafts, again.actor.id)]
            assert again.read(journal_faults) == ()
        finally:
            again.close()
        begun = [text for text in lying if text not in left]
        assert set(left[:-1]) <= set(lying), "a finding that was left is gone"
        assert all(last.startswith(text) or left[-1].startswith(text) for text in begun), "what came back was never typed"
        left = [text for text in left if text in lying] + begun
    assert len(left) > 2
