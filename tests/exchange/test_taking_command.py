"""`wmpeer take-in`, `take-back` and `receipts`: what they print, and by which code they end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from forging import FREE, OTHER, PASSPHRASE, World, office_of
from malicious import findings
from taking_kit import dump
from trio import shut

from wmpeer.cli.main import main
from wmpeer.journal.workspace import open_workspace


@pytest.fixture
def file(world: World, tmp_path: Path) -> Iterator[Path]:
    workspace = office_of(world, tmp_path)
    path = workspace.file.path
    shut(workspace)
    yield path


def asked(*words: object) -> tuple[int, Any, str]:
    """The exit code, what stands on standard output as JSON, and what was said."""
    found = CliRunner().invoke(main, [*map(str, words), "--json"], env={"WMPEER_PASSPHRASE": PASSPHRASE}, obj=None)
    return found.exit_code, json.loads(found.stdout) if found.stdout else None, found.stderr


def test_that_packs_are_previewed_taken_in_listed_and_taken_back(world, file, tmp_path):
    own = world.copy("dora")
    hers = own.say(
        "view",
        {"view": "inadequate"},
        entity=next(line.entity for line in world.held if line.kind == "view" and line.author == "dora"),
        authority=FREE,
    )
    pack = world.sends("dora", [*(line for line in world.held if line.stream == hers.stream), hers]).as_file(tmp_path / "hers.wmpack")
    code, (preview,), _ = asked("take-in", file, pack, "--preview")
    assert code == 0 and preview["receipt"] is None
    assert {key: preview[key] for key in ("pack", "from", "new", "changed", "same", "waiting", "differences", "refused")} == {
        "pack": str(pack), "from": "Dora", "new": 0, "changed": 1, "same": 1, "waiting": 0, "differences": [], "refused": [],
    }  # fmt: skip
    code, (taken,), _ = asked("take-in", file, pack)
    assert code == 0 and {**taken, "receipt": None} == preview
    code, (again,), said = asked("take-in", file, pack)
    assert (code, again["receipt"], again["changed"], again["same"]) == (0, None, 0, 2) and "[sent-before]" in said
    code, (line,), _ = asked("receipts", file)
    assert (line["receipt"], line["from"], line["taken_back_at"], line["kinds"]) == (taken["receipt"], "Dora", None, {"view": 1})
    in_words = CliRunner(env={"WMPEER_PASSPHRASE": PASSPHRASE}).invoke(main, ["receipts", str(file)]).output
    assert "Dora: 0 new, 1 changed: 1 view" in in_words
    code, back, _ = asked("take-back", file, taken["receipt"][:8])
    assert code == 0 and back["receipt"] == taken["receipt"] and back["taken_back_at"]
    code, _, said = asked("take-back", file, taken["receipt"])
    assert code == 2 and "[already-taken-back]" in said
    code, (shown,), _ = asked("take-in", file, pack)
    assert (code, shown["receipt"], shown["shown_again"]) == (0, taken["receipt"], True)


def test_that_the_exit_code_tells_what_was_refused(world, file, tmp_path):
    good = world.sends("ann", findings(world.copy("ann"), 1)).as_file(tmp_path / "good.wmpack")
    ill = world.sends("ann", findings(world.copy("ann"), 1), cycle="ab" * 16).as_file(tmp_path / "ill.wmpack")
    newer = tmp_path / "newer.wmpack"
    newer.write_bytes(good.read_bytes()[:8] + b"\0\2" + good.read_bytes()[10:])
    assert asked("take-in", file, ill)[0] == 2
    assert asked("take-in", file, newer)[0] == 3
    code, (first, second), said = asked("take-in", file, good, ill)
    assert code == 1 and first["receipt"] and second["receipt"] is None
    assert second["refused"][0]["code"] == "pack-of-another-cycle" and second["refused"][0]["next"]
    assert "[pack-of-another-cycle]" in said


def test_that_a_difference_is_told_with_its_base_and_both_sides(world, file, tmp_path):
    workspace = open_workspace(file, PASSPHRASE)
    with workspace.write("Agree a judgement") as journal:
        entity = journal.keep("agreed", {"area": "send", "view": "good", "wording": "ours"}, authority=OTHER)
    shut(workspace)
    hers = world.copy("dora").say("agreed", {"area": "send", "view": "inadequate", "wording": "ours"}, authority=OTHER)
    assert hers.entity == entity
    code, (told,), _ = asked("take-in", file, world.sends("dora", [hers]).as_file(tmp_path / "hers.wmpack"), "--preview")
    (one,) = told["differences"]
    assert (code, one["kind"], one["field"], one["authority"], one["base"]) == (0, "agreed", "view", OTHER, None)
    assert {(side["author"], side["value"]) for side in one["sides"]} == {("Cora", "good"), ("Dora", "inadequate")}
    found = CliRunner().invoke(
        main, ["take-in", str(file), str(tmp_path / "hers.wmpack"), "--preview"], env={"WMPEER_PASSPHRASE": PASSPHRASE}
    )
    assert "from Dora" in found.stdout and "Dora said “inadequate”" in found.stdout
    after = open_workspace(file, PASSPHRASE)
    assert dump(after)["receipt"] == []
    shut(after)
