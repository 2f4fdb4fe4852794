"""A file of several tables: each is a batch of its own, kept together or not at all, and what is told of periods comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from table_samples import LAIT

from wmpeer.indicators.actions import load_table, load_tables, retire_batch
from wmpeer.indicators.errors import NotABatchError
from wmpeer.indicators.plan import plan_load
from wmpeer.indicators.queries import batches, benchmark, indicator_series, inspections, known_batches
from wmpeer.indicators.read import read_table
from wmpeer.indicators.shape import UNIT
from wmpeer.indicators.tables import AreaRow, InspectionRow, InspectionTable, Measure, ValueTable
from wmpeer.intake.unload import unload
from wmpeer.models.indicators import IndicatorMeasure, IndicatorTable
from wmpeer.progress import StoppedError

HERE, FILE, LATER = "E06000019", "a" * 64, "b" * 64


def sheet(name: str, code: str, *figures: str, sha256: str = FILE, **told: object) -> ValueTable:
    """A sheet of the region's workbook: one measure, 2024 and on."""
    periods = tuple(str(2024 + place) for place in range(len(figures)))
    measure = Measure(code, code.title(), periods=periods, **told)  # type: ignore[arg-type]
    rows = (
        AreaRow(HERE, "Herefordshire", "authority", "E12000005", figures),
        AreaRow("Total", "Total", "other", "", ("999",) * len(figures)),
    )
    return ValueTable("indicators", "quarterly.xlsx", sha256, "quarterly", measures=(measure,), areas=rows, sheet=name)


def load(workspace, *tables):
    known = workspace.read(known_batches)
    return load_tables(workspace, [plan_load(table, known) for table in tables])


def figures(workspace) -> dict[str, tuple[str, float | None]]:
    return {row.code: (row.sheet, row.value) for row in workspace.read(benchmark, HERE)}


def test_that_every_sheet_is_a_batch_of_its_own_and_of_one_source(workspace):
    done = load(workspace, sheet("Front door", "contacts", "10"), sheet("In care", "children", "20"))
    assert [(one.status, one.sheet) for one in done] == [("loaded", "Front door"), ("loaded", "In care")]
    assert len({one.entity for one in done}) == 2
    assert figures(workspace) == {"contacts": ("Front door", 10.0), "children": ("In care", 20.0)}
    assert {row.source for row in workspace.read(benchmark, HERE)} == {"quarterly"}
    assert sorted(line.sheet for line in workspace.read(batches)) == ["Front door", "In care"]


def test_that_the_same_file_again_changes_nothing_and_a_new_sheet_is_added(workspace):
    first, second = sheet("Front door", "contacts", "10"), sheet("In care", "children", "20")
    load(workspace, first)
    assert [one.status for one in load(workspace, first, second)] == ["unchanged", "loaded"]
    assert [one.status for one in load(workspace, first, second)] == ["unchanged", "unchanged"]
    assert len(workspace.read(batches)) == 2


def test_that_next_quarters_workbook_takes_the_place_sheet_by_sheet(workspace):
    load(workspace, sheet("Front door", "contacts", "10"), sheet("In care", "children", "20"))
    later = [sheet("Front door", "contacts", "11", "12", sha256=LATER), sheet("In care", "children", "21", "22", sha256=LATER)]
    plans = [plan_load(table, workspace.read(known_batches)) for table in later]
    assert [(plan.status, plan.takes_place_of) for plan in plans] == [("replaced", (FILE,))] * 2
    load_tables(workspace, plans)
    assert figures(workspace) == {"contacts": ("Front door", 12.0), "children": ("In care", 22.0)}


def test_that_one_sheet_or_the_whole_file_is_taken_out(workspace):
    load(workspace, sheet("Front door", "contacts", "10"), sheet("In care", "children", "20"))
    retire_batch(workspace, FILE, "In care")
    assert set(figures(workspace)) == {"contacts"}
    with pytest.raises(NotABatchError):
        retire_batch(workspace, FILE, "In care")
    assert load(workspace, sheet("In care", "children", "20"))[0].status == "loaded"
    retire_batch(workspace, FILE)
    assert figures(workspace) == {}


def test_that_a_file_of_which_one_sheet_is_out_is_unloaded_whole(workspace):
    load(workspace, sheet("Front door", "contacts", "10"), sheet("In care", "children", "20"))
    retire_batch(workspace, FILE, "In care")
    assert [unload(workspace, FILE), unload(workspace, FILE)] == ["unloaded", "unchanged"]
    assert figures(workspace) == {}


def test_that_sheets_are_kept_all_or_none(workspace):
    told: list[str] = []

    def stop(done: int, total: int, label: str) -> None:
        told.append(label)
        if len(told) > 2:
            raise StoppedError

    plans = [plan_load(sheet(name, name, "1"), ()) for name in ("one", "two", "three")]
    with pytest.raises(StoppedError):
        load_tables(workspace, plans, stop)
    assert workspace.read(batches) == ()
    assert workspace.read(lambda session: session.scalars(select(IndicatorTable.id)).all()) == []


def test_that_a_sheet_read_again_takes_the_place_of_its_own_reading_alone(workspace):
    load(workspace, sheet("Front door", "contacts", "10"), sheet("In care", "children", "20"))
    again = replace(sheet("In care", "children", "21"), choices={"group": "all"})
    assert load(workspace, again)[0].status == "replaced"
    assert figures(workspace) == {"contacts": ("Front door", 10.0), "children": ("In care", 21.0)}


def test_that_inspections_say_which_sheet_told_them(workspace):
    row = InspectionRow(HERE, "Herefordshire", "ilacs", start="2022-07-18", leaders="inadequate")
    table = InspectionTable("inspections", "outcomes.ods", FILE, "Ofsted", inspections=(row,), sheet="ILACS")
    load(workspace, table)
    retire_batch(workspace, FILE, "ILACS")
    assert workspace.read(inspections, HERE) == ()
    load(workspace, table)
    assert [(line.inspection, line.sheet) for line in workspace.read(inspections, HERE)] == [(row, "ILACS")]


def test_that_totals_and_footnotes_are_no_authorities(workspace):
    load(workspace, sheet("Front door", "contacts", "10"))
    (row,) = workspace.read(benchmark, HERE)
    assert (row.fifth, row.fifth_of) == (None, 1)
    (areas,) = workspace.read(lambda session: session.scalars(select(IndicatorTable.areas)).all())
    assert areas == 1
    series = workspace.read(indicator_series, HERE, "contacts")
    assert [spread.highest if spread else None for spread in series.spreads] == [10.0]
    assert [line.key for line in series.members] == [HERE]


def test_that_an_unknown_area_counts_only_where_it_bears_a_code(write):
    rows = [
        ("ReReferral", "", "2025", "Herefordshire", "14.8", "884", "West Midlands"),
        ("ReReferral", "", "2025", "Newtown", "15.8", "999", "West Midlands"),
        ("ReReferral", "", "2025", "Total", "3000", "", "West Midlands"),
        ("ReReferral", "", "2025", "* provisional figures", "1", "", "West Midlands"),
    ]
    table = read_table(write("lait.csv", LAIT, *rows))
    assert {area.name: area.level for area in table.areas} == {
        "Herefordshire": "authority", "Newtown": "authority", "Total": "other", "* provisional figures": "other",
    }  # fmt: skip


def test_that_a_batch_tells_who_gave_it_out_and_by_which_mapping_it_was_read(workspace):
    table = replace(sheet("Data", "contacts", "10"), publisher="regional", released_on="2026-07-01", mapping="m1")
    load_table(workspace, plan_load(table, ()))
    (line,) = workspace.read(batches)
    assert (line.publisher, line.released_on, line.mapping, line.restated) == ("regional", "2026-07-01", "m1", 0)


STATES = st.sampled_from(["", "provisional", "revised", "final", "estimated"])
PERIOD_KINDS = st.sampled_from(["", "calendar", "financial", "academic", "quarter", "term", "month", "snapshot", "other"])
NUMBERS = st.integers(1, 6).flatmap(
    lambda count: st.tuples(
        st.lists(st.integers(0, 999).map(str), min_size=count, max_size=count),
        st.just([]) | st.lists(STATES, min_size=count, max_size=count).filter(any),  # said of none, it is empty
        st.just([]) | st.lists(PERIOD_KINDS, min_size=count, max_size=count).filter(any),
    )
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NUMBERS, st.text(st.characters(codec="utf-8", min_codepoint=32), max_size=40))
def test_that_what_is_told_of_each_period_comes_back(workspace, told, about):
    cells, states, kinds = told
    measure = sheet("Data", "contacts", *cells, states=tuple(states), kinds=tuple(kinds), about=about, next_update="Nov 2026")
    with workspace.write("Clear") as journal:
        for line in workspace.read(batches):
            journal.keep("batch", {"retired": True}, entity=line.entity)
    load(workspace, replace(measure, choices={"turn": "".join(cells) + "".join(states)}))
    (row,) = workspace.read(benchmark, HERE)
    assert (row.state, row.period_kind) == (states[-1] if states else "", kinds[-1] if kinds else "")
    series = workspace.read(indicator_series, HERE, "contacts")
    assert (list(series.states), list(series.kinds)) == (states, kinds)
    asked = select(IndicatorMeasure.about, IndicatorMeasure.next_update, IndicatorMeasure.periods)
    (kept,) = workspace.read(lambda session: [tuple(one) for one in session.execute(asked)])
    assert kept == (about, "Nov 2026", UNIT.join(series.periods))
