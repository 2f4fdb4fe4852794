"""What stands beside a figure, from the tables themselves: directions, gaps, the best neighbour, places, limits begun anew by a person."""

from __future__ import annotations

import json

import pytest
from table_samples import GEOGRAPHY, england, herefordshire, region, walsall

from wmpeer.errors import WmpeerError
from wmpeer.indicators.actions import retire_batch
from wmpeer.indicators.compared import Rank, Withheld
from wmpeer.indicators.queries import batches, benchmark, indicator_series, neighbours
from wmpeer.indicators.rebases import limits_of, rebase, rebases, take_back_rebase
from wmpeer.indicators.standing import rank_of
from wmpeer.journal.undo import undo
from wmpeer.judging.recording import record_items
from wmpeer.region.areas import england as book
from wmpeer.region.rules import OwnAuthorityError

HEREFORDSHIRE, WALSALL, DUDLEY = "E06000019", "E08000030", "E08000027"
HEAD = (*GEOGRAPHY, "rereferral_percent", "rereferral_count", "referral_count")
CODE, SOURCE = "rereferral_percent", "c1"


def dudley(period: object, *cells: object) -> tuple[object, ...]:
    row = list(walsall(period, *cells))
    row[7:10] = ["332", DUDLEY, "Dudley"]
    return tuple(row)


@pytest.fixture
def neighbourhood(write, load) -> None:
    load(write("sn_2025.csv", ("la_name", "rank", "sn_name"), ("Herefordshire", "1", "Walsall"), ("Herefordshire", "2", "Dudley")))


@pytest.fixture
def loaded(write, load, neighbourhood) -> None:
    rows: list[tuple[object, ...]] = []
    for year, cells in {2022: (13, 20, 15), 2023: (14, 20, 16), 2024: (16.2, 20, 16), 2025: (14.8, 19.1, 17.16)}.items():
        own, one, other = cells
        rows += [
            england(year, 22.6, 9000, 50000), region(year, 19.5, 900, 5000), herefordshire(year, own, 90, 600), walsall(year, one, 91, 500),
            dudley(year, other, 92, 400),
        ]  # fmt: skip
    load(write("c1.csv", HEAD, *rows))


def one_row(workspace, code=CODE, **more):
    (row,) = workspace.read(benchmark, HEREFORDSHIRE, code, **more)
    return row


def test_that_a_row_tells_direction_gaps_and_the_best_neighbour(workspace, loaded):
    row = one_row(workspace)
    assert (row.direction.one, row.direction.three) == ("better", "worse")
    assert [(gap.against, gap.now, gap.before, gap.moving) for gap in row.gaps] == [
        ("england", -7.8, -6.4, "widening"), ("region", -4.7, -3.3, "widening"), ("neighbours", -3.3, -1.8, "widening"),
    ]  # fmt: skip
    assert row.gaps[0].sentence == "7.8 points below England in 2025; 6.4 below in 2024: the gap is widening."
    assert (row.best_neighbour.key, row.best_neighbour.value) == (DUDLEY, 17.16)
    assert row.best_neighbour.sentence == "Of the 2 neighbours with a number for 2025, Dudley has the most favourable: 17.2."
    assert row.rank is None and not row.is_count


def test_that_json_has_them_too_and_means_without_the_tail_of_a_binary_fraction(workspace, loaded):
    told = json.loads(json.dumps(one_row(workspace, ranked=True).as_json()))
    assert one_row(workspace).neighbours == (19.1 + 17.16) / 2 != 18.13  # as the machine has it
    assert told["neighbours"] == 18.13
    assert told["direction"]["one"] == "better" and told["direction"]["sentence"].startswith("Down from 16.2 in 2024")
    assert told["gaps"][2] == {
        "against": "neighbours", "now": -3.3, "before": -1.8, "moving": "widening",
        "sentence": "3.3 points below the mean of the 2 neighbours with a figure in 2025; 1.8 below in 2024: the gap is widening.",
    }  # fmt: skip
    assert told["best_neighbour"]["ons_code"] == DUDLEY and told["best_neighbour"]["text"] == "17.2"
    assert told["rank"] == {"place": 1, "of": 3, "shared": 0, "sentence": "Place 1 of 3 in 2025; lower is better."}
    assert told["is_count"] is False


def test_that_a_count_stands_beside_nobody(workspace, loaded):
    row = one_row(workspace, "referral_count", ranked=True)
    assert row.is_count and row.gaps == () and row.best_neighbour is None and isinstance(row.rank, Withheld)
    assert row.direction.one in {"same", "higher", "lower"}


def test_that_other_neighbours_in_the_year_before_leave_the_gap_untold(workspace, write, load, neighbourhood):
    rows = [herefordshire(2024, 15, 90, 9), walsall(2024, "c", 90, 9), dudley(2024, 16, 90, 9)]
    rows += [herefordshire(2025, 14, 90, 9), walsall(2025, 17, 90, 9), dudley(2025, 16, 90, 9)]
    load(write("c1.csv", HEAD, *rows))
    (gap,) = one_row(workspace).gaps
    assert (gap.against, gap.now, gap.before, gap.moving) == ("neighbours", -2.5, -1.0, "unknown")
    assert "of other neighbours" in gap.sentence


def test_that_a_comparator_in_another_unit_has_no_gap(workspace, write, load):
    rows = [herefordshire(2025, 14, 90, 9), england(2025, 1258, 90, 9)]
    others = [area for area in book() if area.level == "authority" and not area.ended and area.ons != HEREFORDSHIRE][:12]
    for number, area in enumerate(others):
        row = list(walsall(2025, 100 + number, 90, 9))
        row[7:10] = [area.dfe, area.ons, area.name]
        rows.append(tuple(row))
    load(write("c1.csv", HEAD, *rows))
    row = one_row(workspace)
    assert "unit-error" in [flag.rule for flag in row.flags] and row.gaps == ()


def test_that_a_place_is_withheld_where_a_count_under_six_stands_behind_a_figure(workspace, write, load):
    load(write("c1.csv", HEAD, herefordshire(2025, 14, 90, 9), walsall(2025, 17, 5, 9), dudley(2025, 16, 90, 9)))
    told = one_row(workspace, ranked=True).rank
    assert told == Withheld("No place is told: a number under 6 stands behind at least one of the figures.")
    series = workspace.read(indicator_series, HEREFORDSHIRE, CODE)
    assert [rank_of(series, key) for key in (HEREFORDSHIRE, WALSALL)] == [told, told]


def test_that_a_place_is_withheld_by_any_marker_and_told_otherwise(workspace, write, load, loaded):
    series = workspace.read(indicator_series, HEREFORDSHIRE, CODE)
    assert [rank_of(series, key) for key in (HEREFORDSHIRE, DUDLEY, WALSALL)] == [
        Rank(place, 3, 0, f"Place {place} of 3 in 2025; lower is better.") for place in (1, 2, 3)
    ]
    load(write("d1.csv", HEAD, herefordshire(2025, 14, 90, 9), walsall(2025, "u", 90, 9), dudley(2025, 16, 90, 9)))
    (row,) = workspace.read(benchmark, HEREFORDSHIRE, CODE, "d1", ranked=True)
    assert row.rank == Withheld("No place is told: Walsall has no number (low reliability) for 2025.")


def test_that_headings_kept_in_memory_follow_what_is_loaded_and_taken_out(workspace, write, load, loaded):
    assert one_row(workspace).title != "Told by the dictionary"
    assert len(workspace.read(benchmark, HEREFORDSHIRE)) == 3
    load(write("d1.csv", (*GEOGRAPHY, "visits_percent"), herefordshire(2025, 14), walsall(2025, 17)))
    assert len(workspace.read(benchmark, HEREFORDSHIRE)) == 4
    (batch,) = [line for line in workspace.read(batches) if line.name == "d1.csv"]
    retire_batch(workspace, batch.sha256)
    assert len(workspace.read(benchmark, HEREFORDSHIRE)) == 3
    assert workspace.read(benchmark, HEREFORDSHIRE, "Visits_Percent") == ()


BIRMINGHAM = {
    "current": "892, 352, 380, 391, 353, 889, 373, 806, 852, 355",
    "previous": "380, 831, 308, 821, 352, 892, 333, 335, 320, 336",
}


def test_that_the_present_and_the_previous_model_are_called_by_their_years(workspace, write, load):
    head = ("urn", "la_code", "la_code_new", "stat_neighbours", "stat_neighbours_previous", "local_authority_ons_name")
    own = ("80429", "330", "E08000025", BIRMINGHAM["current"], BIRMINGHAM["previous"], "Birmingham")
    other = ("80474", "884", HEREFORDSHIRE, "335, 332", "332, 335", "Herefordshire")
    load(write("lookup.csv", head, own, other))
    told = [(line.model, line.name) for line in workspace.read(neighbours, HEREFORDSHIRE)]
    assert told == [("2025", "Walsall"), ("2025", "Dudley")]
    for asked in ("2021", "previous"):
        told = [(line.model, line.name) for line in workspace.read(neighbours, HEREFORDSHIRE, asked)]
        assert told == [("2021", "Dudley"), ("2021", "Walsall")]
    load(write("sn_2025.csv", ("la_name", "rank", "sn_name"), ("Herefordshire", "1", "Leeds"), ("Herefordshire", "2", "Dudley")))
    assert [line.name for line in workspace.read(neighbours, HEREFORDSHIRE)] == ["Leeds", "Dudley"]  # it says the year itself


def test_that_a_model_nobody_can_date_keeps_the_name_its_file_gives_it(workspace, write, load):
    head = ("urn", "la_code", "la_code_new", "stat_neighbours", "stat_neighbours_previous", "local_authority_ons_name")
    load(write("lookup.csv", head, ("80429", "330", "E08000025", "892, 352", "821, 333", "Birmingham")))
    assert {line.model for line in workspace.read(neighbours, "E08000025")} == {"current"}


@pytest.fixture
def series_of_16(workspace, write, load):
    rows = [herefordshire(2010 + place, value, 90, 9) for place, value in enumerate([10, 12] * 4 + [30, 33] * 4)]
    load(write("c1.csv", HEAD, *rows))
    with workspace.write("Set up") as journal:
        journal.keep("authority", {"ons_code": HEREFORDSHIRE, "dfe_code": "884", "name": "Herefordshire"})


def limits(workspace):
    series = workspace.read(indicator_series, HEREFORDSHIRE, CODE)
    return limits_of(series, workspace.read(rebases, HEREFORDSHIRE))


def test_that_limits_begin_anew_for_a_reason_and_that_can_be_undone(workspace, series_of_16):
    assert [one.since for one in limits(workspace).limits] == [0]
    done = rebase(workspace, "Herefordshire", CODE, SOURCE, "2018", " A new front door opened. ")
    assert done.changed.verb == "Begin control limits anew"
    assert [(one.since, one.mean) for one in limits(workspace).limits] == [(0, 11.0), (8, 31.5)]
    (line,) = workspace.read(rebases, HEREFORDSHIRE, CODE, SOURCE)
    assert (line.entity, line.sentence) == (done.entity, "Control limits begin anew in 2018: A new front door opened.")
    undo(workspace)
    assert workspace.read(rebases, HEREFORDSHIRE) == () and [one.since for one in limits(workspace).limits] == [0]


def test_that_the_same_said_again_changes_the_reason_and_taking_it_back_lets_limits_run_on(workspace, series_of_16):
    first = rebase(workspace, "Herefordshire", CODE, SOURCE, "2018", "A new front door.")
    again = rebase(workspace, "Herefordshire", CODE, SOURCE, "2018", "A new way of counting.")
    assert again.entity == first.entity and [line.reason for line in workspace.read(rebases, HEREFORDSHIRE)] == ["A new way of counting."]
    take_back_rebase(workspace, first.entity)
    take_back_rebase(workspace, first.entity)
    assert workspace.read(rebases, HEREFORDSHIRE) == ()
    rebase(workspace, "Herefordshire", CODE, SOURCE, "2018", "It was so after all.")
    assert [line.entity for line in workspace.read(rebases, HEREFORDSHIRE)] == [first.entity]


def test_that_a_script_begins_limits_anew_and_takes_it_back(workspace, series_of_16):
    made = {"do": "rebase", "authority": "Herefordshire", "indicator": CODE, "source": SOURCE, "period": "2018", "reason": "Because"}
    back = {"do": "take-back-rebase"}
    items = [{**made, "key": "a"}, {**back, "rebase": "@a"}, {**back, "rebase": "nothing"}, {**made, "reason": ""}]
    outcomes = record_items(workspace, items)
    assert [(one.do, one.status, [problem.code for problem in one.problems]) for one in outcomes] == [
        ("rebase", "kept", []), ("take-back-rebase", "kept", []), ("take-back-rebase", "refused", ["no-such-rebase"]),
        ("rebase", "refused", ["rebase-reason-missing"]),
    ]  # fmt: skip
    assert workspace.read(rebases, HEREFORDSHIRE) == ()


@pytest.mark.parametrize(
    ("code", "period", "reason", "error"),
    [
        (CODE, "2018", "  ", "rebase-reason-missing"),
        ("no_such", "2018", "Because", "no-such-series"),
        ("rereferral_count", "2018", "Because", "not-a-rate-series"),
        (CODE, "1999", "Because", "no-such-period"),
    ],
)
def test_that_limits_do_not_begin_anew_without_reason_or_where_there_are_none(workspace, series_of_16, code, period, reason, error):
    with pytest.raises(WmpeerError) as refused:
        rebase(workspace, "Herefordshire", code, SOURCE, period, reason)
    assert refused.value.code() == error
    assert workspace.read(rebases, HEREFORDSHIRE) == ()


def test_that_nobody_begins_the_limits_of_their_own_authority_anew(workspace, series_of_16):
    with workspace.write("Set up") as journal:
        journal.keep("person", {"name": "A", "role": "coordinator", "home": HEREFORDSHIRE}, entity=workspace.author)
    with pytest.raises(OwnAuthorityError):
        rebase(workspace, "Herefordshire", CODE, SOURCE, "2018", "Because")
    assert workspace.read(rebases, HEREFORDSHIRE) == ()
