"""Tables with areas, periods or indicators across their columns, read by a recipe that a person makes once."""

from __future__ import annotations

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.indicators.errors import BadRecipeError, ChildLevelError, NoAuthorityRowsError, RecipeColumnError
from wmpeer.indicators.grid import Grid, grids
from wmpeer.indicators.incoming import open_incoming
from wmpeer.indicators.preview import preview
from wmpeer.indicators.recipe import Recipe, recipe_of
from wmpeer.indicators.wide import read_by_recipe
from wmpeer.region.areas import england

BOOK = england()


def grid(*rows, name="t.csv", sheet="", notes=()) -> Grid:
    return Grid(name, sheet, False, [[str(cell) for cell in row] for row in rows], dict(notes), sha256="a" * 64)


def told(table) -> dict[tuple[str, str, str], str]:
    return {
        (row.name, measure.code, label): row.cells[measure.first + at]
        for row in table.areas for measure in table.measures for at, label in enumerate(measure.periods)
        if row.cells[measure.first + at] is not None
    }  # fmt: skip


def problems(table) -> dict[str, str]:
    return {problem.code: problem.where for problem in table.problems}


def test_that_areas_across_are_read_with_what_was_left_out_named():
    table = read_by_recipe(
        grid(
            ("Quarterly benchmarking",), (), ("Ref", "Measure", "Period", "Walsall", "Dudley", "England", "first", "Best"),
            ("M1", "Contacts", "Q1 2025/26", "10.5", "c", "12", "2016", "9"), ("M1", "Contacts", "Q2 2025/26", "11", "?", "", "2016", "9"),
            (), ("Source: councils",),
        ),
        Recipe("", (2,), "areas-across", {"code": "Ref", "title": "Measure", "period": "Period"}, leave_out=("Best",), unit="Rate",
               polarity="Low"),
        BOOK, source="Regional quarterly", mapping="m1",
    )  # fmt: skip
    assert told(table) == {
        ("Walsall", "M1", "Q1 2025/26"): "10.5", ("Walsall", "M1", "Q2 2025/26"): "11", ("Dudley", "M1", "Q1 2025/26"): "c",
        ("Dudley", "M1", "Q2 2025/26"): "?", ("England", "M1", "Q1 2025/26"): "12",
    }  # fmt: skip
    (measure,) = table.measures
    assert (measure.title, measure.unit, measure.polarity) == ("Contacts", "Rate", "Low")
    assert (table.source, table.mapping, table.rows) == ("Regional quarterly", "m1", 2)
    assert problems(table) == {"unknown-marker": "E5", "columns-not-read": "", "notes-left-out": "row 7"}


TWO = (
    ("Regional return",), ("", "Referrals", "", "Agency", ""), ("Authority", "Q1 2025/26", "Q2 2025/26", "Q1 2025/26", "Q2 2025/26"),
    ("Walsall", 1200, "1,300", "12.5%", "–3"), ("Total", 20000, 20000, 1, 1), ("Note: provisional",),
)  # fmt: skip
TWO_RECIPE = Recipe("", (1, 2), "periods-across", {"area": "Authority"})


def test_that_two_rows_of_headings_are_filled_to_the_right():
    table = read_by_recipe(grid(*TWO), TWO_RECIPE, BOOK)
    assert {key: raw for key, raw in told(table).items() if key[0] == "Walsall"} == {
        ("Walsall", "Referrals", "Q1 2025/26"): "1200", ("Walsall", "Referrals", "Q2 2025/26"): "1,300",
        ("Walsall", "Agency", "Q1 2025/26"): "12.5%", ("Walsall", "Agency", "Q2 2025/26"): "–3",
    }  # fmt: skip
    assert {row.name: row.level for row in table.areas} == {"Walsall": "authority", "Total": "other"}
    assert table.values == 8 and problems(table) == {"notes-left-out": "row 6", "totals-kept": ""}


def test_that_merged_headings_of_a_workbook_are_filled(tmp_path):
    book = openpyxl.Workbook()
    for row in TWO:
        book.active.append(row)
    book.active.merge_cells("B2:C2")
    book.active.merge_cells("D2:E2")
    book.active["B4"] = 0.5
    book.active["B4"].number_format = "0%"
    book.save(path := tmp_path / "q.xlsx")
    (found,) = grids(open_incoming(path))
    assert [list(row) for row in found.head(2)][1] == ["", "Referrals", "Referrals", "Agency", "Agency"] and found.notes[1, 2] == "merged"
    assert told(read_by_recipe(found, TWO_RECIPE, BOOK))["Walsall", "Referrals", "Q1 2025/26"] == "50%"


def test_that_indicators_across_take_their_period_from_a_column_or_for_all():
    rows = (("Authority", "Quarter", "Contacts", "Agency"), ("Walsall", "Q1 2025", 5, 0.125))
    table = read_by_recipe(
        grid(*rows), Recipe("", (0,), "indicators-across", {"area": "Authority", "period": "Quarter"}, percent=False), BOOK
    )
    assert told(table) == {("Walsall", "Contacts", "Q1 2025"): "5", ("Walsall", "Agency", "Q1 2025"): "0.125"}
    recipe = Recipe("", (0,), "indicators-across", {"area": 0}, {"period": "2025"}, ("Quarter", "Contacts"), percent=True)
    table = read_by_recipe(grid(*rows), recipe, BOOK)
    assert told(table) == {("Walsall", "Agency", "2025"): "12.5%"} and table.measures[0].unit == "%"


def test_that_a_long_table_is_read_and_its_odd_rows_are_named():
    rows = (("Ref", "Council", "When", "Result"), ("A", "Walsall", "2025", "4"), ("A", "", "2025", "5"), ("", "Dudley", "2025", "6"),
            ("A", "Dudley", "", "7"), ("A", "Dudley", "2025", ""))  # fmt: skip
    table = read_by_recipe(grid(*rows), Recipe(columns={"code": "Ref", "area": "Council", "period": "When", "value": "Result"}), BOOK)
    assert told(table) == {("Walsall", "A", "2025"): "4"} and problems(table) == {"area-missing": "row 3", "row-unnamed": "rows 4, 5"}


def test_that_a_year_in_a_heading_of_words_makes_no_period_of_it():
    table = read_by_recipe(grid(("Authority", "Plans 2025", "2024-25 Q1"), ("Walsall", 1, 2)), Recipe(
        "", (0,), "indicators-across", {"area": 0}, {"period": "2026"}), BOOK)  # fmt: skip
    assert told(table) == {("Walsall", "Plans 2025", "2026"): "1"} and "columns-not-read" in problems(table)


def test_that_five_hundred_columns_are_read():
    rows = [("Authority", *(f"Measure {at}" for at in range(500)))] + [(name, *range(500)) for name in ("Walsall", "Dudley")]
    table = read_by_recipe(grid(*rows), Recipe("", (0,), "indicators-across", {"area": "Authority"}, {"period": "2025"}), BOOK)
    assert len(table.measures) == 500 and table.values == 1000


def test_that_a_column_that_is_gone_and_a_table_without_areas_cost_a_sentence():
    with pytest.raises(RecipeColumnError, match="Council"):
        read_by_recipe(grid(*TWO), Recipe("", (1, 2), "periods-across", {"area": "Council"}), BOOK)
    with pytest.raises(RecipeColumnError):
        read_by_recipe(grid(("Authority", "x"), ("Walsall", 1)), Recipe("", (0,), "areas-across", {"area": 0}), BOOK)
    with pytest.raises(RecipeColumnError):
        read_by_recipe(grid(()), Recipe("", (7,), "long", {"value": 90}), BOOK)
    with pytest.raises(NoAuthorityRowsError):
        read_by_recipe(grid(("Authority", "2025"), ("", 1)), Recipe("", (0,), "periods-across", {"area": 0}, {"code": "A"}), BOOK)


def test_that_a_sheet_of_children_gives_no_grid(tmp_path):
    (path := tmp_path / "c.csv").write_text("UPN,School\n1,2\n", encoding="utf-8")
    with pytest.raises(ChildLevelError):
        list(grids(open_incoming(path)))


def test_that_the_preview_says_what_each_cell_became():
    rows = (
        ("Returns",),
        ("Authority", "Q1 2025", "Q2 2025", "Remark"),
        ("Walsall", "5", "c", "x"),
        ("Atlantis", "#DIV/0!", "many", ""),
        ("", "7", "", ""),
    )
    shown = preview(grid(*rows, notes=[((3, 1), "error")]), Recipe("", (1,), "periods-across", {"area": "Authority"}, {"code": "A"}), BOOK)
    became = {(cell.row, cell.column): (cell.became, cell.words) for cell in shown.cells}
    assert became[0, 0][0] == "left-out" and became[1, 0][0] == "heading" and became[1, 1][0] == "period" and became[1, 3][0] == "left-out"
    assert became[2, 0] == ("area", "Walsall") and became[2, 1] == ("value", "5")
    assert became[2, 2] == ("marker", "suppressed to protect confidentiality") and became[2, 3][0] == "left-out"
    assert became[3, 0][0] == "problem" and became[3, 1][0] == "problem" and became[3, 2][0] == "problem" and became[4, 1][0] == "problem"
    assert {(problem.row, problem.column) for problem in shown.problems} == {(4, "A4"), (4, "B4"), (4, "C4"), (5, "B5")}
    assert shown.counts["value"] == 1 and shown.counts["problem"] == 4


def test_that_fifty_problems_are_named_and_all_are_counted():
    rows = [("Authority", "2025"), *[(f"Nowhere {at}", "1") for at in range(80)]]
    shown = preview(grid(*rows), Recipe("", (0,), "periods-across", {"area": 0}, {"code": "A"}), BOOK)
    assert len(shown.problems) == 50 and shown.counts["problem"] == 80


TEXT = st.text(max_size=12)
RECIPES = st.builds(
    Recipe, sheet=TEXT, header_rows=st.lists(st.integers(0, 40), min_size=1, max_size=3).map(tuple),
    orientation=st.sampled_from(["long", "areas-across", "periods-across", "indicators-across"]),
    columns=st.dictionaries(st.sampled_from(["code", "area", "period", "value"]), TEXT | st.integers(0, 500), max_size=3),
    fixed=st.dictionaries(st.sampled_from(["code", "period"]), TEXT, max_size=2), leave_out=st.lists(TEXT, max_size=2).map(tuple),
    percent=st.booleans(),
    polarity=TEXT, unit=TEXT,
)  # fmt: skip


@given(RECIPES)
def test_that_a_recipe_comes_back_as_it_was_written(recipe: Recipe):
    assert recipe_of(recipe.to_json()) == recipe and recipe_of(recipe.to_json()).digest == recipe.digest


@given(RECIPES, st.lists(st.lists(TEXT, max_size=6), max_size=8))
def test_that_any_recipe_on_any_grid_brings_a_table_or_a_sentence(recipe: Recipe, rows):
    for use in (lambda: read_by_recipe(grid(*rows), recipe, BOOK), lambda: preview(grid(*rows), recipe, BOOK)):
        try:
            use()
        except (RecipeColumnError, NoAuthorityRowsError) as refused:
            assert refused.sentence


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"header_rows":[]}', '{"header_rows":[-1]}', '{"orientation":"up"}', '{"columns":{"no":1}}', '{"unit":3}']
)
def test_that_what_is_no_recipe_costs_a_sentence(text: str):
    with pytest.raises(BadRecipeError):
        recipe_of(text)
