"""The quarterly rhythm on the command line: expected, loaded, changed."""

from __future__ import annotations

import csv
import shutil

import pytest

HEAD = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "new_la_code",
    "la_name",
    "rereferral_percent",
)


@pytest.fixture
def panel(begun, tmp_path):
    shutil.copytree(begun, tmp_path / "begun")
    return tmp_path / "begun" / "panel.wmpeer"


def release(folder, year: int, figure: str):
    path = folder / f"c1_children_in_need_referrals_and_rereferrals_2013_to_{year}.csv"
    rows = [(when, "Reporting year", "Local authority", "E92000001", "England", "E08000030", "Walsall", figure) for when in (2024, year)]
    with path.open("w", newline="") as file:
        csv.writer(file).writerows((HEAD, *rows))
    return path


def test_that_expected_tells_what_is_loaded_what_is_late_and_what_changed(wmpeer, panel, tmp_path):
    assert wmpeer("load", panel, release(tmp_path, 2025, "19.7")).code == 0
    assert wmpeer("load", panel, release(tmp_path, 2026, "20.1")).code == 0
    ran = wmpeer("expected", panel, "--on", "2026-11-22", "--since", "2020-01-01")
    assert ran.code == 0 and set(ran.data) == {"on", "expected", "since", "changed"}
    mine = [one for one in ran.data["expected"] if one["source"]]
    assert [(one["period"], one["due_on"], one["state"]) for one in mine] == [
        ("2026", "2026-10-31", "loaded"), ("2027", "2027-10-31", "coming"),
    ]  # fmt: skip
    assert mine[0]["batch"] and mine[1]["batch"] is None and "LAIT’s data dictionary" in mine[0]["said_by"]
    assert [one["why"] for one in ran.data["changed"]] == ["new-source", "restated"]
    other = [one for one in ran.data["expected"] if one["source"] is None]
    assert other and all(one["batch"] is None and one["state"] in ("late", "due", "coming") for one in other)


def test_that_a_person_reads_sentences(wmpeer, panel):
    ran = wmpeer("expected", panel, "--on", "2026-11-22", as_json=False)
    assert ran.code == 0 and "figures for 2026 were expected by 31 October 2026; none are loaded." in ran.out
    assert "Changed since 2026-08-22: 0" in ran.out


def test_that_a_day_that_is_none_is_refused(wmpeer, panel):
    assert wmpeer("expected", panel, "--on", "31 November").code == 2
