"""What is said of a figure on the command line: one fact a line, and the day on which a table was given out."""

from __future__ import annotations

import csv
from pathlib import Path


def release(folder: Path, name: str, *figures: tuple[str, object]) -> Path:
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = [("Contacts", area, year, value) for year, value in figures for area in ("Walsall", "Dudley")]
        csv.writer(file).writerows([("Indicator", "Authority", "Period", "Value"), *rows])
    return path


def test_that_what_is_to_be_known_with_a_figure_stands_below_it_one_fact_a_line(wmpeer, workspace, tmp_path):
    first = release(tmp_path, "Contacts 2024.csv", ("2022", 5), ("2023", 6), ("2024", 7))
    second = release(tmp_path, "Contacts rev 2024.csv", ("2024", 8))
    assert wmpeer("load", workspace, first, "--released-on", "2025-10-30").code == 0
    assert wmpeer("load", workspace, second, "--released-on", "2025-12-04").code == 0
    told = wmpeer("benchmark", workspace, "--authority", "Walsall", "--indicator", "Contacts")
    assert [(row["value"], row["earlier"][0]["periods"], row["restated"]["was"]) for row in told.data] == [(8, ["2022", "2023"], "7")]
    plain = wmpeer("benchmark", workspace, "--authority", "Walsall", as_json=False)
    line, *facts = plain.out.rstrip("\n").splitlines()
    assert line.startswith("Contacts ") and "Restated" not in line
    assert facts[0] == "  Restated for 2024: was 7, now 8." and all(fact.startswith("  ") and len(fact) <= 120 for fact in facts)
    assert any("2022 to 2023 are told by Contacts 2024.csv; the newest release leaves them out." in fact for fact in facts)
    assert wmpeer("load", workspace, second, "--released-on", "soon").code == 2
