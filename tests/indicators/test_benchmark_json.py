"""Twenty figures as the raw files have them, through ``benchmark --json``: read off the published files with the csv module alone, and the
same on the files of the invented region."""

from __future__ import annotations

import csv
import io
import json
import lzma
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from wmpeer.cli.main import main
from wmpeer.demo.contents import region_file, tables
from wmpeer.indicators.values import number_in

LONG = ("lait", "derived", "lait_west_midlands_long.csv")
REFERRALS, WORKFORCE = "c1_children_in_need_referrals_and_rereferrals", "csww_indicators"
TABLES = {
    REFERRALS: ("dfe_ees_2025", "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"),
    WORKFORCE: ("dfe_ees_2025", "csww_indicators_2017_to_2025.csv"),
}
FIGURES = [
    ("Birmingham", "LAIT", "LAC", "79"), ("Birmingham", "LAIT", "Section_47", "210.4"), ("Birmingham", WORKFORCE, "caseload_fte", "15.2"),
    ("Birmingham", REFERRALS, "rereferral_percent", "20.7"), ("Herefordshire", "LAIT", "ReReferral", "14.8"),
    ("Herefordshire", "LAIT", "CPP_rate", "40.4"), ("Herefordshire", REFERRALS, "rereferral_percent", "14.8"),
    ("Herefordshire", REFERRALS, "referral_count", "1806"), ("Sandwell", "LAIT", "CP_conf_15days", "82.4"),
    ("Sandwell", "LAIT", "CareLeaverEET", "42"), ("Sandwell", "LAIT", "CIN", "313.2"), ("Sandwell", WORKFORCE, "caseload_fte", "15.2"),
    ("Stoke-on-Trent", "LAIT", "TotPermEx", "0.21540999999999999"), ("Stoke-on-Trent", "LAIT", "FirstYJS", "281"),
    ("Stoke-on-Trent", "LAIT", "Work_Force_Vac_Rate", "21.7"), ("Stoke-on-Trent", WORKFORCE, "vacancy_rate_fte", "21.7"),
    ("Walsall", "LAIT", "Section_47", "159.6"), ("Walsall", "LAIT", "TotAbs", "7.44"), ("Walsall", WORKFORCE, "agency_rate_fte", "7.7"),
    ("Walsall", REFERRALS, "no_further_action_percent", "7.4"),
]  # fmt: skip
"""Authority, source, code and the cell of the newest period, as a person reads them in the raw file."""
INVENTED = [("Kelsborough", "LACDistance"), ("Kelsborough", "CPP_Total_Rateper10,000"), ("Ashcombe", "LACDistance")]

Told = dict[tuple[str, str, str], dict[str, str]]
"""By source, code and area (its number in the table): the raw cell of each period."""
NUMBERS = {"Birmingham": "330", "Sandwell": "333", "Walsall": "335", "Stoke-on-Trent": "861", "Herefordshire": "884"}
COUNTRY, REGION = "970", "984"


def run(*words: str) -> list[dict]:
    told = CliRunner().invoke(main, [*words, "--json"], env={"WMPEER_PASSPHRASE": "a long passphrase"})
    assert told.exit_code == 0, (words, told.output[-800:])
    return json.loads(told.stdout)


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    yield from csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))


def long_cells(path: Path) -> Told:
    told: Told = {}
    for row in rows_of(path):
        told.setdefault(("LAIT", row["Short Desc"], row["LA Number"].removesuffix(".0")), {})[row["Years"]] = row["Values"]
    return told


def published_cells(source: str, path: Path) -> Told:
    told: Told = {}
    levels = {"National": COUNTRY, "Regional": REGION}
    for row in rows_of(path):
        if row["geographic_level"] != "Regional" or row["region_code"] == "E12000005":
            key = levels.get(row["geographic_level"], row["old_la_code"])
            for code in {code for _, named, code, _ in FIGURES if named == source}:
                told.setdefault((source, code, key), {})[row["time_period"]] = row[code]
    return told


def compared(told: dict, cells: Told, number: str, region: str = REGION) -> None:
    """A row of the answer against the cells of the raw files: figure, comparators, years, direction, distance."""
    own = cells[told["source"], told["code"], number]
    period = told["period"]
    assert period == max(own) and told["raw"] == own[period] and told["value"] == number_in(own[period])
    assert dict(told["trend"]) == {label: number_in(raw) for label, raw in own.items()}
    for side, key in (("england", COUNTRY), ("region", region)):
        assert told[side] == number_in(cells[told["source"], told["code"], key][period])
    before = number_in(own.get(str(int(period) - 1), "-")) if period.isdigit() else None
    if before is not None:
        up = told["value"] > before
        ways = {"High": ("worse", "better"), "Low": ("better", "worse")}.get(told["polarity"], ("lower", "higher"))
        assert told["direction"]["one"] in (ways[up], "same")
    gaps = {gap["against"]: gap for gap in told["gaps"]}
    if "england" in gaps:
        assert gaps["england"]["now"] == pytest.approx(told["value"] - told["england"], abs=0.1)
    assert all(gap["sentence"].endswith(".") for gap in told["gaps"])


def test_that_twenty_figures_of_the_published_files_are_told(real_data, tmp_path):
    folder = real_data / "indicators"
    cells = long_cells(folder.joinpath(*LONG))
    for source, parts in TABLES.items():
        cells |= published_cells(source, folder.joinpath(*parts))
    file = str(tmp_path / "region.wmpeer")
    run("new", file, "--cycle", "2026-27", "--recovery-key-out", str(tmp_path / "key.txt"))
    run("load", file, *(str(folder.joinpath(*parts)) for parts in (LONG, *TABLES.values())), str(real_data / "wm_stat_neighbours_2025.csv"))
    assert len(FIGURES) == 20
    answers: dict[str, Sequence[dict]] = {}
    for name, source, code, raw in FIGURES:
        if name not in answers:
            answers[name] = run("benchmark", file, "--authority", name)
        (told,) = [row for row in answers[name] if (row["source"], row["code"]) == (source, code)]
        assert told["raw"] == raw
        compared(told, cells, NUMBERS[name])
    counted = next(row for row in answers["Herefordshire"] if row["code"] == "referral_count")
    assert counted["is_count"] and counted["gaps"] == [] and "withheld" in counted["rank"]
    unit = next(row for row in answers["Stoke-on-Trent"] if row["code"] == "FirstYJS")
    assert {gap["against"] for gap in unit["gaps"]} <= {"neighbours"}


def test_that_the_figures_of_the_invented_region_are_told(tmp_path):
    (path,) = [one.path for one in tables() if one.path.name == "lait_westmarch_long.csv"]
    near = [one.path for one in tables() if one.kind == "neighbours"]
    cells, file = long_cells(path), str(tmp_path / "region.wmpeer")
    region = next(row["LA Number"].removesuffix(".0") for row in rows_of(path) if row["LA and Regions"] == "Westmarch")
    run("new", file, "--cycle", "2026-27", "--region", str(region_file()), "--recovery-key-out", str(tmp_path / "key.txt"))
    run("load", file, str(path), *map(str, near))
    numbers = {row["LA and Regions"]: row["LA Number"].removesuffix(".0") for row in rows_of(path)}
    rows = {name: run("benchmark", file, "--authority", name) for name in {name for name, _ in INVENTED}}
    for name, code in INVENTED:
        (told,) = [row for row in rows[name] if row["code"] == code]
        compared(told, cells, numbers[name], region)
        assert [gap["against"] for gap in told["gaps"]] == ["england", "region", "neighbours"]
        assert told["direction"]["three"] != "unknown" and set(told["rank"]) & {"place", "withheld"}
    words = ["benchmark", file, "--authority", "Kelsborough", "--indicator", "LACDistance"]
    plain = CliRunner().invoke(main, words, env={"WMPEER_PASSPHRASE": "a long passphrase"})
    (told,) = [row for row in rows["Kelsborough"] if row["code"] == "LACDistance"]
    for sentence in (told["direction"]["sentence"], told["gaps"][0]["sentence"], told["best_neighbour"]["sentence"]):
        assert sentence in plain.stdout


def test_that_neutral_measures_are_never_better_and_have_no_place(real_data, tmp_path):
    file = str(tmp_path / "region.wmpeer")
    run("new", file, "--cycle", "2026-27", "--recovery-key-out", str(tmp_path / "key.txt"))
    run("load", file, str((real_data / "indicators").joinpath(*LONG)), str(real_data / "wm_stat_neighbours_2025.csv"))
    rows = run("benchmark", file, "--authority", "Herefordshire")
    neutral = [row for row in rows if row["polarity"] not in ("High", "Low")]
    assert len(neutral) > 90
    for row in neutral:
        assert row["direction"]["one"] in ("higher", "lower", "same", "unknown") and row["best_neighbour"] is None
        assert "better" not in row["direction"]["sentence"] and "worse" not in row["direction"]["sentence"]
        assert row["rank"]["withheld"].endswith(".")
    control = [row["control"] for row in rows if not row["control"]["why"]]
    assert control and all(one["lower"] <= one["mean"] <= one["upper"] and one["count"] >= 8 for one in control)
    assert all(len(repr(row["neighbours"])) < 16 for row in rows)
