"""``wmpeer claims``: an authority's own numbers beside the data, as a script reads them."""

from __future__ import annotations

import json

import pytest
from claims_workspace import PASSPHRASE, copied
from click.testing import CliRunner

from wmpeer.cli.main import main

KEYS = ["document", "page", "sentence", "numbers", "code", "period", "published", "verdict", "why"]
TEXT = """# Calderholt: self-evaluation 2026

Our re-referral rate fell from 22.0% in 2023/24 to 21.3% in 2024/25. We have 14 audits on page 3.

Our target is 15% for re-referrals by March 2027.
"""


@pytest.fixture(scope="module")
def run(template, tmp_path_factory):
    """The command on a workspace of this module's own, which its tests only read."""
    folder = tmp_path_factory.mktemp("command")
    workspace = copied(template, folder)

    def command(*arguments: str):
        words = [str(one) for one in arguments]
        return CliRunner(env={"WMPEER_PASSPHRASE": PASSPHRASE}).invoke(main, [words[0], str(workspace), *words[1:]])

    path = folder / "Calderholt.md"
    path.write_text(TEXT, encoding="utf-8")
    assert command("load", path, "--authority", "Calderholt").exit_code == 0
    return command


def test_that_claims_are_told_with_the_keys_that_scripts_rely_on(run):
    told = run("claims", "--authority", "Calderholt", "--json")
    assert told.exit_code == 0
    (claim,) = json.loads(told.stdout)
    assert list(claim)[: len(KEYS)] == KEYS
    assert claim | {"why": ""} == claim | {
        "document": "Calderholt.md", "page": None, "numbers": [22, 21.3], "code": "ReReferral", "period": "2025", "published": 21.3,
        "verdict": "supports", "why": "",
    }  # fmt: skip
    assert claim["sentence"] == "Our re-referral rate fell from 22.0% in 2023/24 to 21.3% in 2024/25."
    assert claim["why"].startswith("21.3 published for 2025")


def test_that_people_read_them_as_lines(run):
    told = run("claims", "--authority", "Calderholt")
    assert told.exit_code == 0
    assert "Supports" in told.stdout
    assert "ReReferral" in told.stdout


def test_that_an_authority_without_documents_has_none(run):
    assert json.loads(run("claims", "--authority", "Ashcombe", "--json").stdout) == []


def test_that_an_unknown_authority_is_refused_in_a_sentence(run):
    told = run("claims", "--authority", "Atlantis")
    assert told.exit_code == 2
    assert "Atlantis" in told.stderr


def test_that_questions_are_asked_for_by_themselves(run):
    assert json.loads(run("claims", "--authority", "Calderholt", "--questions", "--json").stdout) == []
