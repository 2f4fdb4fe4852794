"""The flags of authorities are those that one works out by hand from the raw files."""

from __future__ import annotations

import io
import lzma
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import flags_by_hand as hand
import pytest
from beginnings import new_cycle

from wmpeer.files import resource
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.flags import authority_flags

TODAY = date(2026, 11, 22)
RULES = {"worst-part", "either-tail", "worsening", "neighbour-gap", "no-value", "unit-error"}
INSPECTED = {"inspection-inadequate", "send-outcome-3", "send-outcome-2-due"}
LAIT, NEAREST = "lait/derived/lait_all_england_long.csv.xz", "dfe_ees_2025/sn_model_2025_wide.csv"


def cards() -> set[str]:
    told = tomllib.loads(resource("indicators", "areas.toml").read_text(encoding="utf-8"))
    return {code for area in told["areas"].values() for code in area["lait"]}


def by_program(workspace: Workspace, authority: str, source: str) -> tuple[set[hand.Met], set[hand.Met]]:
    found = workspace.read(authority_flags, authority, TODAY)
    other = {line.rule for line in found if line.rule not in RULES | INSPECTED}
    assert other <= {"grade-above-inspection"}, "a rule that nobody worked out by hand"
    figures = {(line.rule, line.code, line.period) for line in found if line.rule in RULES and line.source == source}
    return figures, {(line.rule, line.code, line.period) for line in found if line.rule in INSPECTED}


@pytest.fixture(scope="module")
def westmarch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = new_cycle(tmp_path_factory.mktemp("westmarch"), region="westmarch")
    names = ("lait_westmarch_dictionary.csv", "lait_westmarch_long.csv", "sn_model_2025_wide.csv", "westmarch_inspections.csv")
    results = load(workspace, [Path(str(resource("demo", "data", name))) for name in names], Wishes())
    assert {one.status for one in results} == {"loaded"}
    yield workspace
    workspace.close()


def words(name: str) -> Iterator[str]:
    return iter(resource("demo", "data", name).read_text(encoding="utf-8-sig").splitlines(keepends=True))


@pytest.mark.parametrize(("authority", "code"), [("9809", "X08000009"), ("9812", "X08000012"), ("9814", "X08000014")])
def test_that_the_flags_of_an_invented_authority_are_those_worked_out_by_hand(westmarch, authority, code):
    table, said = hand.long_table(words("lait_westmarch_long.csv")), hand.dictionary(words("lait_westmarch_dictionary.csv"))
    near = hand.neighbours(words("sn_model_2025_wide.csv"), authority)
    expected = set(hand.flags(table, said, near, authority, "9800", cards()))
    figures, inspected = by_program(westmarch, code, "LAIT")
    assert figures == expected and len(expected) >= 8
    assert inspected == hand.inspected(words("westmarch_inspections.csv"), authority, TODAY)


@pytest.fixture(scope="module")
def england(real_data: Path) -> dict[str, hand.Measure]:
    with lzma.open(real_data / "indicators" / LAIT, "rt", encoding="utf-8") as lines:
        return hand.long_table(lines)


@pytest.fixture(scope="module")
def midlands(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = new_cycle(tmp_path_factory.mktemp("midlands"))
    figures = real_data / "indicators"
    paths = [figures / "lait" / "lait_data_dictionary.csv", figures / LAIT, figures / NEAREST, real_data / "wm_inspections.csv"]
    results = load(workspace, paths, Wishes())
    assert {one.status for one in results} == {"loaded"}
    yield workspace
    workspace.close()


THREE = {"Stoke-on-Trent": ("861", "E06000021"), "Coventry": ("331", "E08000026"), "Herefordshire": ("884", "E06000019")}


@pytest.mark.parametrize(("authority", "code"), THREE.values(), ids=list(THREE))
def test_that_the_flags_of_an_authority_are_those_worked_out_by_hand_from_the_published_files(
    midlands, england, real_data, authority, code
):  # fmt: skip
    read = (real_data / "indicators" / "lait" / "lait_data_dictionary.csv").read_text(encoding="utf-8-sig")
    near = (real_data / "indicators" / NEAREST).read_text(encoding="utf-8-sig")
    said = hand.dictionary(io.StringIO(read, newline=""))
    expected = set(hand.flags(england, said, hand.neighbours(io.StringIO(near), authority), authority, "984", cards()))
    figures, inspected = by_program(midlands, code, "LAIT")
    assert figures == expected and len(expected) > 100
    inspections = (real_data / "wm_inspections.csv").read_text(encoding="utf-8-sig")
    assert inspected == hand.inspected(io.StringIO(inspections), authority, TODAY)
