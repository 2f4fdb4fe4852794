"""Inspections on the command line: one by one, and how many are good or better through time."""

from __future__ import annotations

import csv
import shutil

import pytest

HEAD = ("new_la_code", "la_name", "ilacs_start", "ilacs_published", "ilacs_type", "overall", "leaders", "in_care")


@pytest.fixture
def panel(begun, tmp_path):
    shutil.copytree(begun, tmp_path / "begun")
    return tmp_path / "begun" / "panel.wmpeer"


def test_that_inspections_and_the_profile_are_told_with_their_days_and_their_source(wmpeer, panel, tmp_path):
    outcomes = tmp_path / "outcomes.csv"
    rows = [
        ("E08000030", "Walsall", "04/10/2021", "26/11/2021", "standard", "good", "good", "good"),
        ("E08000030", "Walsall", "12/05/2025", "08/07/2025", "short", "outstanding", "outstanding", "good"),
    ]
    with outcomes.open("w", newline="") as file:
        csv.writer(file).writerows((HEAD, *rows))
    assert wmpeer("load", panel, outcomes).code == 0
    (one,) = wmpeer("inspections", panel, "--authority", "Walsall").data
    assert [(each["published"], each["type"], each["overall"], each["care_leavers"], each["source"]) for each in one["inspections"]] == [
        ("2025-07-08", "short", "outstanding", None, "outcomes"), ("2021-11-26", "standard", "good", "no-separate-judgement", "outcomes"),
    ]  # fmt: skip
    every = wmpeer("inspections", panel)
    assert len(every.data) == 14 and [one["authority"] for one in every.data] == sorted(one["authority"] for one in every.data)
    ran = wmpeer("inspections", panel, "--profile", "--on", "2026-11-22")
    assert ran.code == 0 and ran.data["target"] == 0.8 and ran.data["framework"] == "ilacs"
    assert ran.data["profile"][-1] == {"day": "2025-07-08", "good_or_better": 1, "unknown": 13, "of": 14, "share": None}
    assert [(change["day"], change["was"], change["now"], change["counts_from"]) for change in ran.data["changes"]] == [
        ("2021-11-26", None, "good", "published"), ("2025-07-08", "good", "outstanding", "published"),
    ]  # fmt: skip
    assert [one["days_since"] for one in ran.data["authorities"] if one["authority"] == "Walsall"] == [502]
    said = wmpeer("inspections", panel, "--profile", as_json=False).out
    assert "1 of 14, and 13 unknown: between 7 % and 100 %" in said and "Inspections from 1 April 2026 have none" in said


def test_that_without_any_inspection_that_is_said(wmpeer, panel):
    assert "no inspection is loaded" in wmpeer("inspections", panel, as_json=False).out
    ran = wmpeer("inspections", panel, "--profile", as_json=False)
    assert ran.code == 0 and "Now: No inspection is loaded." in ran.out
