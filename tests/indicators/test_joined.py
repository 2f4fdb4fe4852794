"""A period that a newer release leaves out stays as the older one has it; one that both tell is told by the newer."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from table_samples import GEOGRAPHY, england, herefordshire, walsall

from wmpeer.indicators.actions import retire_batch
from wmpeer.indicators.headings import Heading, TableFacts
from wmpeer.indicators.honest import honest, honest_sentences
from wmpeer.indicators.joined import joined_measure
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.queries import benchmark, indicator_series
from wmpeer.indicators.shape import ABSENT
from wmpeer.indicators.tables import Measure

HEAD = (*GEOGRAPHY, "rereferral_percent", "referral_count")
WALSALL, HEREFORDSHIRE = "E08000030", "E06000019"
YEARS = st.dictionaries(st.integers(2010, 2025), st.sampled_from(["c", "1.5", "2.5", "z", ABSENT]), min_size=1, max_size=8)


@st.composite
def releases(draw):
    """Releases of one source, by name: each ends in a year of its own, or was given out on a day of its own."""
    found = draw(st.lists(YEARS, min_size=2, max_size=4, unique_by=lambda told: max(told)))
    if draw(st.booleans()):
        return {f"r{place}": (told, f"2026-0{place + 1}-01") for place, told in enumerate([*found, draw(st.sampled_from(found))])}
    return {f"r{place}": (told, "") for place, told in enumerate(found)}


def laid_out(names, told):
    """The joined series as it is when the releases are loaded in the order of *names*: period, cell, and the release it is from."""
    chain, rows = [], {}
    for order, name in enumerate(names):
        years, given_out = told[name]
        labels = tuple(str(year) for year in sorted(years))
        facts = TableFacts(order + 1, "source", name, name, 14, order, released_on=given_out)
        chain.append((facts, heading(order + 1, *labels, first=1)))
        rows[order + 1] = ["another measure", *(years[int(label)] for label in labels)]
    joined = joined_measure(-1, chain, rows.get)
    if joined is None:
        return None
    tellers = [names[table - 1] for table in joined.told_by(rows.get)]
    return list(zip(joined.heading.measure.periods, joined.cells(rows.get), tellers, strict=True))


@settings(max_examples=60, deadline=None)
@given(releases(), st.data())
def test_that_any_order_of_loading_the_same_releases_gives_the_same_series(told, data):
    names = sorted(told)
    found = laid_out(names, told)
    assert found == laid_out(data.draw(st.permutations(names)), told)
    # by hand: the releases by their newest year and the day they were given out, each laid over those before it
    by_hand, labels = {}, set()
    for name in sorted(names, key=lambda name: (max(told[name][0]), told[name][1])):
        labels |= set(told[name][0])
        by_hand |= {year: (cell, name) for year, cell in told[name][0].items() if cell != ABSENT}
    assert [label for label, _, _ in found] == [str(year) for year in sorted(labels)]
    assert {int(label): (cell, name) for label, cell, name in found if cell != ABSENT} == by_hand


def release(write, name, *years):
    rows = [(england(year, "22.6", 1000), herefordshire(year, "14.0", 900), walsall(year, *figures)) for year, *figures in years]
    return write(name, HEAD, *(row for of_year in rows for row in of_year))


def both(write):
    old = release(write, "c1_2013_to_2024.csv", (2022, "17.0", 80), (2023, "18.0", 86), (2024, "19.0", 90))
    return old, release(write, "c1_2013_to_2025.csv", (2024, "19.4", 92), (2025, "21.0", 91))


def test_that_older_years_stay_in_trend_series_and_direction(workspace, write, load):
    old, new = both(write)
    first, second = load(old), load(new)
    (row,) = workspace.read(benchmark, WALSALL, "rereferral_percent")
    assert row.trend == (("2022", 17.0), ("2023", 18.0), ("2024", 19.4), ("2025", 21.0))
    assert (row.period, row.sha256, row.as_json()["sha256"]) == ("2025", second.sha256, second.sha256)
    assert row.direction is not None and "17.0" in row.direction.sentence
    (earlier,) = row.earlier
    assert (earlier.periods, earlier.name, earlier.sha256) == (("2022", "2023"), "c1_2013_to_2024.csv", first.sha256)
    assert row.as_json()["earlier"] == [{"periods": ["2022", "2023"], "file": "c1_2013_to_2024.csv", "sha256": first.sha256}]
    series = workspace.read(indicator_series, WALSALL, "rereferral_percent", members=(WALSALL, HEREFORDSHIRE))
    assert series.own.values == (17.0, 18.0, 19.4, 21.0) and series.earlier == row.earlier
    assert series.england.values == (22.6,) * 4 and [line.values for line in series.members] == [(14.0,) * 4, series.own.values]
    assert [spread.count for spread in series.spreads] == [2] * 4


def test_that_the_same_is_said_whichever_was_loaded_first(workspace, write, load):
    old, new = both(write)
    load(new)
    assert load(old).status == "loaded"
    (row,) = workspace.read(benchmark, WALSALL, "referral_count")
    assert row.trend == (("2022", 80.0), ("2023", 86.0), ("2024", 92.0), ("2025", 91.0))


def test_that_the_old_value_of_a_restated_year_is_kept_and_told(workspace, write, load):
    old, _ = both(write)
    load(old), load(release(write, "c1_2013_to_2024_rev.csv", (2023, "18.0", 86), (2024, "19.6", 90)))
    (row,) = workspace.read(lambda session: honest(session, WALSALL, benchmark(session, WALSALL, "rereferral_percent"), date(2025, 1, 1)))
    assert (row.text, row.restated.was, row.restated.now) == ("19.6", "19.0", "19.6")
    assert "2022 is told by c1_2013_to_2024.csv; the newest release leaves it out." in honest_sentences(row)


def test_that_a_release_taken_out_tells_nothing_more(workspace, write, load):
    old, new = both(write)
    first = load(old)
    load(new)
    retire_batch(workspace, first.sha256)
    (row,) = workspace.read(benchmark, WALSALL, "rereferral_percent")
    assert row.trend == (("2024", 19.4), ("2025", 21.0)) and row.earlier == ()


def test_that_a_cell_the_newest_release_does_not_have_is_told_by_the_one_before(workspace, write, load):
    """Walsall is missing from the newest release: its own newest figure is that of the release before, and says so."""
    old = load(both(write)[0])
    load(write("c1_2013_to_2025.csv", HEAD, england(2025, "22.0", 1100), herefordshire(2025, "15.0", 910)))
    (row,) = workspace.read(benchmark, WALSALL, "referral_count")
    assert (row.period, row.value, row.sha256) == ("2024", 90.0, old.sha256)


def heading(number, *labels, first=0):
    measure = Measure("code", "Title", periods=labels, first=first)
    return Heading(number, measure, b"", tuple(read_period(label).key for label in labels), (), False)


def test_that_two_ways_of_writing_a_year_are_one_year():
    told = {1: ("2021/22", "2022/23"), 2: ("2022-23", "2023-24")}
    chain = [(TableFacts(number, "s", "n", str(number), 14, number), heading(number, *labels)) for number, labels in told.items()]
    rows = {1: ["1", "2"], 2: ["3", "4"]}
    joined = joined_measure(-1, chain, rows.get)
    assert joined is not None and joined.heading.measure.periods == ("2021/22", "2022-23", "2023-24")
    assert joined.cells(rows.get) == ["1", "3", "4"]


def test_that_another_choice_of_rows_is_another_measure():
    phases = {1: (("phase", "Primary"),), 2: (("phase", "Total"),)}
    chain = [
        (TableFacts(number, "s", "n", str(number), 14, number, choices=told), heading(number, "2024")) for number, told in phases.items()
    ]
    assert joined_measure(-1, chain, lambda _: ["1"]) is None
