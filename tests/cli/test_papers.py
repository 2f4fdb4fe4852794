"""Papers from the data on the command line: files, receipts, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from beginnings import new_cycle
from click.testing import CliRunner

from wmpeer.cli.main import main
from wmpeer.files import resource
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes

PASSPHRASE = "a quiet morning"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of the invented region with a table of its own and its neighbours."""
    folder = tmp_path_factory.mktemp("papers")
    workspace = new_cycle(folder, PASSPHRASE, "westmarch")
    names = ("cla_number_and_rate_per_10k_children.csv", "sn_model_2025_wide.csv")
    load(workspace, [resource("demo", "data", name) for name in names], Wishes())
    workspace.close()
    return folder / "panel.wmpeer"


def ran(*arguments: object) -> tuple[int, object, str]:
    result = CliRunner(env={"WMPEER_PASSPHRASE": PASSPHRASE}).invoke(main, [*(str(one) for one in arguments), "--json"])
    return result.exit_code, json.loads(result.stdout) if result.stdout.strip() else None, result.stderr


def test_that_a_data_pack_is_written_with_its_receipt(file: Path, tmp_path: Path) -> None:
    code, told, _ = ran("data-pack", file, "--out", tmp_path, "--authority", "Kelsborough", "--format", "pdf")
    path = tmp_path / "data-pack-kelsborough-2026-27.pdf"
    assert (code, path.read_bytes()[:5]) == (0, b"%PDF-")
    assert isinstance(told, list)
    (receipt,) = told
    assert (receipt["authority"], receipt["ons_code"], receipt["paths"]) == ("Kelsborough", "X08000009", [str(path)])
    assert (receipt["measures"] > 1, receipt["commentary"]) == (True, 0)
    assert receipt.keys() == {"authority", "ons_code", "paths", "measures", "flagged", "questions", "commentary"}


def test_that_the_scorecard_and_the_report_are_written_in_both_forms(file: Path, tmp_path: Path) -> None:
    for command, name in (("scorecard", "regional-scorecard"), ("annual-report", "performance-of-the-region")):
        code, told, _ = ran(command, file, "--out", tmp_path)
        assert isinstance(told, dict)
        assert (code, told["measures"] > 1) == (0, True)
        assert [Path(path).name for path in told["paths"]] == [f"{name}-westmarch-2026-27.{one}" for one in ("pdf", "xlsx")]
        assert all(Path(path).stat().st_size > 2_000 for path in told["paths"])


def test_that_another_format_and_an_unknown_authority_are_refused(file: Path, tmp_path: Path) -> None:
    code, _, said = ran("scorecard", file, "--out", tmp_path, "--format", "docx")
    assert (code, "“docx” is not a format" in said) == (2, True)
    code, _, said = ran("data-pack", file, "--out", tmp_path, "--authority", "Atlantis")
    assert (code, "not an authority of this region" in said) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_that_without_data_there_is_a_sentence_and_exit_2(tmp_path: Path) -> None:
    new_cycle(tmp_path / "bare", PASSPHRASE, "westmarch").close()
    code, told, said = ran("scorecard", tmp_path / "bare" / "panel.wmpeer", "--out", tmp_path / "out", "--format", "pdf")
    assert (code, "No figures are loaded" in said) == (2, True)
    assert told["measures"] == 0  # type: ignore[index]
