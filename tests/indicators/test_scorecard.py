"""The scorecard below the screens: the newest period of anybody, each measure once, marks by the rules of the cycle."""

from __future__ import annotations

import csv
from pathlib import Path

from beginnings import new_cycle

from wmpeer.indicators.flag_settings import set_rule
from wmpeer.indicators.scorecard import Score, score
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.workspace import Workspace
from wmpeer.region.queries import authorities, region_of

HEAD = (
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name", "new_la_code",
    "la_name", "rereferral_percent",
)  # fmt: skip


def c1(path: Path, workspace: Workspace, year: int, *, leaves_out: str = "") -> Path:
    """Two years of re-referrals, rising by name; in the newer one an authority may be left out, and one is suppressed."""
    england = ("E92000001", "England")
    rows: list[tuple[object, ...]] = []
    for when in (year - 1, year):
        rows.append((when, "Reporting year", "National", *england, "", "", "", "", 20 + when - year))
        rows.append((when, "Reporting year", "Regional", *england, "E12000005", "West Midlands", "", "", 21))
        for at, one in enumerate(workspace.read(authorities)):
            if one.name != leaves_out or when < year:
                value = "c" if one.name == "Dudley" else f"{10 + at}.5"
                rows.append(
                    (when, "Reporting year", "Local authority", *england, "E12000005", "West Midlands", one.ons_code, one.name, value)
                )
    with path.open("w", newline="") as file:
        csv.writer(file).writerows((HEAD, *rows))
    return path


def score_of(workspace: Workspace, source: str | None = None) -> Score:
    return workspace.read(lambda session: score(session, region_of(session), source))


def test_that_every_authority_stands_by_name_with_the_newest_period_of_anybody_and_marks_by_the_cycles_rules(tmp_path):
    workspace = new_cycle(tmp_path / "begun")
    assert score_of(workspace).measures == () and len(score_of(workspace).places) == 16
    table = c1(tmp_path / "c1_children_in_need_referrals_2025.csv", workspace, 2025, leaves_out="Birmingham")
    assert [one.status for one in load(workspace, [table], Wishes())] == ["loaded"]
    card = score_of(workspace)
    assert [place.name for place in card.places] == [*sorted(place.name for place in card.places[:14]), "England", "West Midlands"]
    (one,) = card.measures
    assert (one.period, one.before, one.polarity, card.share) == ("2025", "2024", "Low", "fifth")
    assert one.raws[:4] == ("", "11.5", "c", "13.5") and one.earlier[0] == "10.5" and one.raws[14:] == ("20", "21")
    assert (one.mark(13), one.mark(1), one.mark(0), one.mark(7)) == ("flag", "low", "", "")
    assert score_of(workspace, "nobody").measures == () and score_of(workspace, one.source) == card
    set_rule(workspace, "worst-part", used=True, changes={"share": 0.10}, reason="fewer")
    fewer = score_of(workspace)
    assert fewer.share == "tenth" and fewer.measures[0].mark(12) == "" and fewer.measures[0].mark(13) == "flag"
    set_rule(workspace, "worst-part", used=False, changes={}, reason="not this year")
    assert score_of(workspace).measures[0].mark(13) == "high"
    workspace.close()


def test_that_a_year_only_an_earlier_release_tells_is_what_the_newest_follows_upon(tmp_path):
    """The newer release begins with its own year, and leaves an authority out: both are told by the earlier one."""
    workspace = new_cycle(tmp_path / "begun")
    first = c1(tmp_path / "c1_children_in_need_referrals_2014_to_2024.csv", workspace, 2024)
    second = c1(tmp_path / "c1_children_in_need_referrals_2015_to_2025.csv", workspace, 2026)
    rows = list(csv.reader(second.open()))
    with second.open("w", newline="") as file:
        csv.writer(file).writerows([*rows[:1], *(row for row in rows[1:] if row[0] == "2025" and row[8] != "Birmingham")])
    assert [one.status for one in load(workspace, [first, second], Wishes())] == ["loaded", "replaced"]
    (one,) = score_of(workspace).measures
    assert (one.period, one.before) == ("2025", "2024")
    assert one.raws[:2] == ("", "11.5") and one.earlier[:3] == ("10.5", "11.5", "c") and one.earlier[14:] == ("20", "21")
    workspace.close()
