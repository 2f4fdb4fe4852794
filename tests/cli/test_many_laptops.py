"""One cycle on three laptops, by commands alone: a coordinator and two panellists in three folders, who share nothing but a stick."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paper import Paper

WALSALL = "Walsall"
ANN, BEN = "Ann Reed", "Ben Holt"
Run = Callable[..., Any]


@dataclass
class Laptop:
    """A folder, the file in it, and commands run with the passphrase of whose it is."""

    run: Run
    file: Path

    @property
    def passphrase(self) -> str:
        return f"the long passphrase of {self.file.parent.name}"

    def does(self, command: str, *arguments: object, code: int = 0) -> Any:
        ran = self.run(command, self.file, *arguments, passphrase=self.passphrase)
        assert ran.code == code, (command, ran.out, ran.err)
        return ran.data

    def records(self, *items: Mapping[str, object]) -> None:
        path = self.file.with_name("items.json")
        path.write_text(json.dumps(items), encoding="utf-8")
        assert [one["status"] for one in self.does("record", path)] == ["kept"] * len(items)

    def state(self) -> str:
        checked = self.does("check")
        assert (checked["integrity"], checked["journal"]) == ("ok", "ok")
        return str(checked["state_hash"])

    def said(self) -> tuple[list[str], list[str]]:
        """The views and the findings on Walsall, each with whose it is."""
        found = self.does("findings", "--authority", WALSALL)
        return sorted(f"{one['author']}: {one['view']}" for one in found["views"]), sorted(one["text"] for one in found["findings"])


def begun(run: Run, folder: Path) -> Laptop:
    """The coordinator's laptop, with two panellists of other authorities and a self-evaluation."""
    office = Laptop(run, folder / "office" / "panel.wmpeer")
    office.file.parent.mkdir()
    office.does("new", "--cycle", "2026-27", "--recovery-key-out", office.file.with_name("key.txt"))
    people = ((ANN, "Coventry"), (BEN, "Solihull"))
    office.records(*({"do": "add-person", "name": name, "role": "panellist", "home": home} for name, home in people))
    paper = folder / "walsall self-evaluation 2026.pdf"
    paper.write_bytes(Paper().pdf())
    assert [one["status"] for one in office.does("load", paper, "--authority", WALSALL)] == ["loaded"]
    return office


def meets(office: Laptop, name: str, stick: Path) -> Laptop:
    """Somebody's laptop becomes known: an invitation, six words by telephone each way, a first pack."""
    laptop = Laptop(office.run, office.file.parents[1] / name.split()[0] / "mine.wmpeer")
    laptop.file.parent.mkdir()
    invitation = office.does("invite", "--person", name, "--out", stick)
    key = laptop.file.with_name("key.txt")
    joining = ("join", invitation["path"], "--workspace", laptop.file, "--out", stick, "--fingerprint", invitation["fingerprint"])
    joined = laptop.run(*joining, "--recovery-key-out", key, passphrase=laptop.passphrase)
    assert joined.code == 0, joined.err
    office.does("admit", joined.data["path"], "--fingerprint", joined.data["fingerprint"])
    gets(laptop, office, name, stick)
    return laptop


def gets(laptop: Laptop, office: Laptop, name: str, stick: Path) -> Any:
    pack = office.does("hand-out", "--for", name, "--out", stick)["pack"]
    return laptop.does("take-in", pack)


def judged(view: str, reason: str, *findings: str) -> list[dict[str, str]]:
    place = {"authority": WALSALL, "area": "leaders"}
    own = {"do": "view", **place, "view": view, "confidence": "high", "direction": "improving", "reason": reason}
    return [own, *({"do": "finding", **place, "kind": "strength", "text": text} for text in findings)]


HANDED_IN = {"do": "hand-in", "authority": WALSALL}


def test_that_three_laptops_end_the_same_in_whatever_order_their_packs_came(wmpeer: Run, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    office = begun(wmpeer, tmp_path)
    ann, ben = meets(office, ANN, stick), meets(office, BEN, stick)

    ann.records(*judged("good", "Plans are followed.", "Ann saw steady leaders."), HANDED_IN)
    ben.records(*judged("requires-improvement", "Visits are late.", "Ben saw plans.", "Cynghorwyr yn gwrando."), HANDED_IN)
    office.records({"do": "approve", "authority": WALSALL, "by": "chief-executive", "name": "Cai Elis", "on": "2026-10-09"})
    packs = [one.does("hand-in", "--out", stick)["pack"] for one in (ann, ben)]

    copy = Laptop(wmpeer, tmp_path / "office" / "copy.wmpeer")
    backup = office.does("backup")["path"]
    assert wmpeer("restore", backup, "--to", copy.file, passphrase=office.passphrase).code == 0
    for pack in packs:
        office.does("take-in", pack)
    told = copy.does("take-in", *reversed(packs), "--preview")
    assert [(one["from"], one["differences"], one["waiting"], one["refused"]) for one in told] == [(BEN, [], 0, []), (ANN, [], 0, [])]
    assert copy.said() == ([], []), "a preview writes nothing"
    copy.does("take-in", *reversed(packs))
    assert office.state() == copy.state()
    assert office.said() == copy.said() == (
        [f"{ANN}: good", f"{BEN}: requires-improvement"], ["Ann saw steady leaders.", "Ben saw plans.", "Cynghorwyr yn gwrando."]
    )  # fmt: skip
    (again,) = office.does("take-in", packs[0])
    assert (again["new"], again["changed"]) == (0, 0) and office.state() == copy.state(), "the same pack twice changes nothing"

    gets(ann, office, ANN, stick)
    gets(ben, copy, BEN, stick)
    assert {one.state() for one in (ann, ben)} == {office.state()}, "who handed in may see what the others said"
    assert ann.said() == ben.said() == office.said()


def test_that_what_was_said_apart_is_settled_by_a_person_and_a_pack_can_be_taken_back(wmpeer: Run, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    office = begun(wmpeer, tmp_path)
    ann = meets(office, ANN, stick)
    before = office.state()
    ann.records(*judged("good", "Plans are followed.", "Ann saw steady leaders."))
    office.file.with_name("items.json").write_text(json.dumps(judged("inadequate", "Said by telephone.")), encoding="utf-8")
    office.does("record", office.file.with_name("items.json"), "--on-behalf-of", ANN)
    pack = ann.does("hand-in", "--out", stick)["pack"]

    (taken,) = office.does("take-in", pack)
    apart = {one["field"]: {side["value"] for side in one["sides"]} for one in taken["differences"]}
    assert apart == {"view": {"good", "inadequate"}, "reason": {"Plans are followed.", "Said by telephone."}}
    (views,) = (one["sides"] for one in taken["differences"] if one["field"] == "view")
    said = {(side["value"], side["author"], side["recorded_by"]) for side in views}
    assert said == {("good", ANN, ANN), ("inadequate", ANN, "Coordinator")}
    assert office.said()[0] == [f"{ANN}: None"], "nobody's clock decides a judgement"
    told = [one["sentence"] for one in office.does("check")["items"] if one["code"] == "difference-not-settled"]
    assert told, "and check says so"

    assert office.does("take-back", taken["receipt"])["taken_back_at"]
    assert office.said() == ([f"{ANN}: inadequate"], [])
    (again,) = office.does("take-in", pack)
    assert again["shown_again"]
    assert office.said()[1] == ["Ann saw steady leaders."]
    assert office.state() != before
