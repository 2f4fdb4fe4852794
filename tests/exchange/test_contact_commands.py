"""The first contact by command: what a coordinator and a panellist type, what they are told to do next, and what they are refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from trio import ANN, NAME, Trio, trio

from wmpeer.cli import knowing
from wmpeer.cli.main import main

PASSPHRASE = "a quiet morning"
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A coordinator's folder, and Ann's beside it: her first laptop is known."""
    whole = tmp_path_factory.mktemp("commands")
    three: Trio = trio(whole)
    three.close()
    return whole


@pytest.fixture
def run() -> Run:
    def command(*words: object, typed: str | None = None, as_json: bool = False) -> Result:
        given = [str(word) for word in words] + (["--json"] if as_json else [])
        result = CliRunner(env={"WMPEER_PASSPHRASE": PASSPHRASE}).invoke(main, given, input=typed)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return command


def test_that_a_laptop_becomes_known_by_command_and_each_end_is_told_what_to_do_next(
    folder: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    office, new, post = folder / "office" / NAME, tmp_path / "hers" / NAME, tmp_path / "post"
    sent = json.loads(run("invite", office, "--person", ANN, "--out", post, as_json=True).stdout)
    assert set(sent) >= {"path", "fingerprint"} and len(sent["fingerprint"].split()) == 6
    joined = run("join", sent["path"], "--workspace", new, "--out", post, "--recovery-key-out", tmp_path / "k.txt", as_json=True)
    said = json.loads(joined.stdout)
    assert joined.exit_code == 0 and said["invitation_fingerprint"] == sent["fingerprint"] and Path(said["path"]).exists()
    assert (tmp_path / "k.txt").exists() and "Ann Reed is invited by the coordinator to the cycle 2026-27" in joined.stderr
    again = run("join", sent["path"], "--workspace", new, "--out", post)
    assert again.exit_code == 0 and "its reply was written once more" in again.stdout and said["fingerprint"] in again.stdout
    assert "Ring the coordinator up, on a number you know" in again.stdout and "Recovery key" not in again.stderr

    waits = run("laptops", new)
    assert said["fingerprint"] in waits.stdout and said["path"] in waits.stdout
    assert f"Invited, and no reply yet: {ANN}" in run("laptops", office).stdout
    silent = run("admit", office, said["path"])
    assert silent.exit_code == 2 and "[fingerprint-not-read]" in silent.stderr
    wrong = run("admit", office, said["path"], "--fingerprint", sent["fingerprint"])
    assert (
        wrong.exit_code == 2
        and "[fingerprint-differs]" in wrong.stderr
        and "[not-an-invitation]" in run("admit", office, sent["path"]).stderr
    )

    words = said["fingerprint"].split()
    misheard = " ".join([*words[:3], "zzzz", *words[4:]])
    monkeypatch.setattr(knowing, "_somebody_is_there", lambda: True)
    admitted = run("admit", office, said["path"], typed=f"{misheard}\n{said['fingerprint'].upper()}\n")
    assert "a reply from Ann Reed" in admitted.stderr and "Not the same: the fourth word." in admitted.stderr
    assert admitted.exit_code == 0 and "Ann Reed’s second laptop is admitted." in admitted.stdout and "wmpeer hand-out" in admitted.stdout
    known = json.loads(run("laptops", office, as_json=True).stdout)
    assert [one["name"] for one in known["laptops"] if one["person"] == ANN] == ["Ann Reed’s laptop", "Ann Reed’s second laptop"]
    assert known["invitations"] == []


def test_that_whoever_says_no_joins_nothing(folder: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(knowing, "_somebody_is_there", lambda: True)
    sent = json.loads(run("invite", folder / "office" / NAME, "--person", ANN, "--out", tmp_path, as_json=True).stdout)
    assert run("join", sent["path"], "--workspace", tmp_path / "new" / NAME, "--out", tmp_path, typed="n\n").exit_code == 130
    assert not (tmp_path / "new").exists() and len(list(tmp_path.iterdir())) == 1


def test_that_a_file_before_its_first_pack_answers_every_command_in_plain_words(folder: Path, run: Run, tmp_path: Path):
    shutil.copytree(folder / "ann", tmp_path / "ann")
    file = tmp_path / "ann" / NAME
    checked = run("check", file, as_json=True)
    assert checked.exit_code == 0 and [one["code"] for one in json.loads(checked.stdout)["items"]] == ["not-joined-yet"]
    items = tmp_path / "items.json"
    view = {"do": "view", "authority": "Kelsborough", "area": "in-care", "view": "good"}
    items.write_text(json.dumps([view, {"do": "add-person", "name": "Eve", "role": "coordinator"}]))
    for words in (["authorities"], ["record", items], ["workbook", "--out", tmp_path / "w.xlsx"], ["claims", "--authority", "Walsall"]):
        ran = run(words[0], file, *words[1:])
        assert ran.exit_code == 2 and "[not-joined-yet]" in ran.stderr and "waits for its first pack" in ran.stderr, words
    for words in (["history"], ["findings"], ["laptops"], ["search", "visits"]):
        assert run(words[0], file, *words[1:]).exit_code == 0, words


def test_that_a_lost_laptop_is_reported_by_name_by_id_or_by_person(folder: Path, run: Run):
    office = folder / "office" / NAME
    assert "[device-is-last]" in run("revoke", office, "Coordinator").stderr
    assert (
        "[no-such-device]" in run("revoke", office, "Eve").stderr
        and "[not-a-day]" in run("revoke", office, "Ben Holt", "--on", "today").stderr
    )
    lost = run("revoke", office, "ben holt", "--on", "2026-11-20", as_json=True)
    assert json.loads(lost.stdout)["revoked_on"] == "2026-11-20" and lost.exit_code == 0
    assert "Ben Holt’s laptop, reported lost on 20 November 2026" in run("laptops", office).stdout


def test_that_help_says_who_does_what(run: Run):
    for name in ("invite", "join", "admit", "laptops", "revoke"):
        text = run(name, "--help").output
        assert len(text.splitlines()) > 8 and isinstance(main.get_command(click.Context(main), name), click.Command)
    assert "on a number you know" in " ".join(run("admit", "--help").output.split())
