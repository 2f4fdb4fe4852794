"""A week of packs: three laptops, three files, one window at a time; six words, packs out and in, and a laptop that is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from beginnings import NAME, new_cycle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from wmpeer.judging.actions import agree, hand_in, record_view
from wmpeer.judging.queries import agreed_lines, view_lines
from wmpeer.judging.records import ViewDraft
from wmpeer.region.actions import add_person, allocate
from wmpeer.region.queries import find_person
from wmpeer.settings import Settings

OFFICE, ANN, BEN = "a quiet morning", "ann reads at night", "ben reads at noon"
ASHCOMBE = "X08000001"
AREA = "leaders"


class Post:
    """What is sent between them: a stick with a folder on it, chosen wherever a folder or a file is asked for."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stick = folder
        self.stick.mkdir()
        self.chosen = Path()
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(self.stick))
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(self.chosen), ""))

    def one(self, pattern: str) -> Path:
        (found,) = self.stick.glob(pattern)
        return found


def test_that_packs_go_out_and_come_back_between_three_laptops(laptop: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    post = Post(tmp_path / "stick", monkeypatch)
    office = tmp_path / "office" / NAME
    prepare(tmp_path / "office")
    a_week_of_packs(laptop, office, tmp_path, post)
    laptop.ends()
    laptop.start = None


def a_week_of_packs(laptop: Any, office: Path, folder: Path, post: Post) -> None:
    invitations_are_written(laptop, office, post)
    words = {who: they_join(laptop, post, who, passphrase) for who, passphrase in (("Ann Reed", ANN), ("Ben Holt", BEN))}
    laptops_are_admitted_and_packs_go_out(laptop, office, post, words)
    ann_reads_and_hands_in(laptop, folder, post)
    what_came_back_is_looked_at_taken_in_and_taken_back(laptop, office, post)
    anns_laptop_is_lost(laptop, post)


def prepare(folder: Path) -> None:
    """The office has a workspace, two people and what they read; all of that is told elsewhere by clicks."""
    made = new_cycle(folder, OFFICE, "westmarch")
    for name, role in (("Ann Reed", "lead-moderator"), ("Ben Holt", "panellist")):
        add_person(made, name, role)
        allocate(made, made.read(find_person, name).id, ASHCOMBE)
    made.close()


def opens(laptop: Any, file: Path, passphrase: str) -> None:
    """One laptop is shut, the next one is opened, and its person goes to Exchange."""
    if laptop.start is not None:
        laptop.ends()
    laptop.settings = Settings()  # another laptop
    laptop.begins(file)
    laptop.types(passphrase, "start-passphrase")
    laptop.press(Qt.Key.Key_Return)
    laptop.until(lambda: laptop.frame is not None and laptop.frame.isVisible() and laptop.screen is not None)
    laptop.quiet()
    if laptop.screen.title != "Exchange":
        laptop.goes_to(5)
    laptop.until(lambda: laptop.screen.standing is not None)
    laptop.quiet()


def shown(laptop: Any) -> str:
    return "\n".join(one.text() for one in laptop.window.findChildren(QLabel) if one.isVisible())


def chooses(laptop: Any, table: str, name: str) -> None:
    """The row that begins with *name*, by arrow keys."""
    rows = laptop.find(table)
    rows.setFocus()
    laptop.until(rows.hasFocus)
    laptop.press(Qt.Key.Key_Home, rows, Qt.KeyboardModifier.ControlModifier)
    for _ in range(rows.records.rowCount()):
        if rows.records.cell(rows.currentIndex().row(), 0).text.startswith(name):
            return
        laptop.press(Qt.Key.Key_Down, rows)
    raise AssertionError(f"{name} is not in {table}")


def invitations_are_written(laptop: Any, office: Path, post: Post) -> None:
    """Monday, nine o'clock: the screen says whom to invite."""
    opens(laptop, office, OFFICE)
    assert "Invite the first laptop: Ann Reed and Ben Holt" in shown(laptop)
    for name in ("Ann Reed", "Ben Holt"):
        chooses(laptop, "laptop-table", name)
        laptop.click("invite")
        laptop.click("invitation-not-now")
        laptop.quiet()
    assert len(list(post.stick.glob("*.wminvite"))) == 2


def they_join(laptop: Any, post: Post, who: str, passphrase: str) -> list[str]:
    """Each on a laptop of their own; gives the six words in large type."""
    laptop.ends()
    laptop.settings = Settings()
    post.chosen = post.one(f"*{who}*.wminvite")
    laptop.begins()
    laptop.click("start-join")
    laptop.types(passphrase, "join-passphrase")
    laptop.types(passphrase, "join-passphrase-again")
    laptop.press(Qt.Key.Key_Return)
    key = laptop.find("recovery-key").text()
    laptop.types(key, "recovery-typed")
    laptop.click("recovery-done")
    laptop.until(lambda: laptop.frame is not None and laptop.screen is not None and laptop.screen.standing is not None)
    laptop.quiet()
    assert "When " in shown(laptop) and "rings you up, read these out" in shown(laptop)
    return str(laptop.find("six-words").text()).split()


def laptops_are_admitted_and_packs_go_out(laptop: Any, office: Path, post: Post, words: dict[str, list[str]]) -> None:
    """Both replies lie on the stick; the words are typed as they are heard, four letters of each."""
    opens(laptop, office, OFFICE)
    laptop.drops(post.stick)
    laptop.until(lambda: [one.state for one in laptop.screen.incoming.items()].count("reply") == 2)
    for at, name in enumerate(("Ann Reed", "Ben Holt")):
        laptop.until(lambda name=name: f"{name} has accepted the invitation." in shown(laptop))
        laptop.click("admit")
        if at == 0:
            laptop.types(" ".join(reversed(words[name])), "reply-words")
            laptop.click("admit-sheet-verb")
            laptop.until(lambda: "The words read out are not those of this file" in shown(laptop))
            laptop.until(lambda: laptop.find("admit-sheet-verb").isEnabled())
            laptop.find("reply-words").clear()
        laptop.types(" ".join(word[:4].upper() for word in words[name]), "reply-words")
        laptop.click("admit-sheet-verb")
        laptop.until(lambda: not laptop.sees("admit-sheet"))
        laptop.quiet()
        if at == 0:
            laptop.click("exchange-parts-take-in")
    laptop.until(lambda: laptop.sees("hand-out-all") and laptop.find("hand-out-all").text() == "Hand out to all 2")
    laptop.click("hand-out-all")
    laptop.quiet()
    laptop.until(lambda: len(list(post.stick.glob("*.wmpack"))) == 2)
    laptop.until(lambda: laptop.find("receivers").records.cell(0, 3).words() == "nothing")
    agree(laptop.start.desk.workspace, ASHCOMBE, AREA, "good", "The office heard it so.")
    laptop.quiet()


def ann_reads_and_hands_in(laptop: Any, folder: Path, post: Post) -> None:
    """Tuesday evening. She drops the whole stick: what is for others is not shown, and dropped alone it says so."""
    (file,) = (folder / "data").rglob("moderation * Ann Reed.wmpeer")
    opens(laptop, file, ANN)
    laptop.drops(post.stick)
    laptop.until(lambda: [one.state for one in laptop.screen.incoming.items()] == ["ready"])
    assert "From the coordinator" in shown(laptop) or "From Coordinator" in shown(laptop)
    laptop.drops(post.one("*Ben Holt*.wmpack"))
    laptop.until(lambda: [one.state for one in laptop.screen.incoming.items()] == ["ready", "refused"])
    laptop.click("take-in")
    laptop.until(lambda: laptop.screen.standing.joined)
    laptop.quiet()
    laptop.goes_to(1)
    laptop.until(lambda: laptop.screen.table.records.rowCount() == 14)
    workspace = laptop.start.desk.workspace
    record_view(workspace, ViewDraft(ASHCOMBE, AREA, view="good", reason="Leaders know their services.", confidence="high"))
    agree(workspace, ASHCOMBE, AREA, "requires-improvement", "The panel heard it so.")
    laptop.goes_to(5)
    laptop.click("exchange-parts-out")
    laptop.until(lambda: laptop.sees("own-work"))
    for number in (1, 2):
        laptop.click("hand-in-pack")
        laptop.until(lambda: "Not handed in yet: Ashcombe" in shown(laptop)) if number == 1 else None
        if number == 1:
            laptop.press(Qt.Key.Key_Escape, laptop.find("confirm"))
            hand_in(workspace, ASHCOMBE)
            laptop.screen.reload()
            laptop.until(lambda: laptop.find("own-work").records.cell(0, 3).words() != "not yet")
            laptop.click("hand-in-pack")
        laptop.until(lambda number=number: len(list(post.stick.glob("*.wmpack"))) == 2 + number)
        laptop.quiet()


def what_came_back_is_looked_at_taken_in_and_taken_back(laptop: Any, office: Path, post: Post) -> None:
    """Wednesday: both sides of what differs stand beside each other before anything is kept."""
    opens(laptop, office, OFFICE)
    packs = sorted(post.stick.glob("*.wmpack"), key=lambda one: one.stat().st_mtime_ns)
    post.chosen = packs[-1]
    laptop.click("exchange-parts-take-in")
    laptop.drops(packs[-2])
    laptop.until(lambda: laptop.sees("differences"))
    table = laptop.find("differences")
    said = [table.records.cell(row, at).words() for row in range(table.records.rowCount()) for at in range(5)]
    assert any("Ann Reed" in one and "Requires improvement" in one for one in said) and any("Good" in one for one in said)
    workspace = laptop.start.desk.workspace
    assert workspace.read(view_lines, ASHCOMBE) == ()
    laptop.click("take-in")
    laptop.until(lambda: laptop.sees("take-back"))
    laptop.quiet()
    assert [one.view for one in workspace.read(view_lines, ASHCOMBE)] == ["good"]
    laptop.click("take-back")
    laptop.until(lambda: workspace.read(view_lines, ASHCOMBE) == ())
    laptop.quiet()
    laptop.until(lambda: laptop.sees("take-in") and laptop.find("take-in").text() == "Take in again")
    laptop.click("take-in")
    laptop.until(lambda: len(workspace.read(view_lines, ASHCOMBE)) == 1)
    laptop.quiet()
    assert len(workspace.read(agreed_lines, ASHCOMBE)) == 1


def anns_laptop_is_lost(laptop: Any, post: Post) -> None:
    """Thursday: what it sends from now on is refused; what had come stays."""
    laptop.click("exchange-parts-laptops")
    chooses(laptop, "laptop-table", "Ann Reed")
    laptop.click("report-lost")
    laptop.click("lost-verb")
    laptop.quiet()
    laptop.until(lambda: "counts no more" in laptop.frame.bar.message().text())
    laptop.drops(post.chosen)
    laptop.until(lambda: "Code: device-revoked" in shown(laptop))
    assert not laptop.sees("take-in") and len(laptop.start.desk.workspace.read(view_lines, ASHCOMBE)) == 1

