"""A table whose columns nobody knew: guessed, read as a person said, kept under a name, and known again next quarter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wmpeer.errors import WmpeerError
from wmpeer.indicators.errors import BadRecipeError, NoAuthorityRowsError, RecipeColumnError
from wmpeer.indicators.grid import Grid
from wmpeer.indicators.guess import guess
from wmpeer.indicators.mappings import Known, MappingLine, Match, find_mapping, known_of, laid_on, signature_of
from wmpeer.indicators.periods import read_period
from wmpeer.indicators.periods_in import is_period, period_in, with_year, without_periods
from wmpeer.indicators.preview import preview
from wmpeer.indicators.recipe import Recipe
from wmpeer.indicators.recipe_text import recipe_from_toml, recipe_toml
from wmpeer.indicators.wide import read_by_recipe
from wmpeer.region.areas import england

BOOK = england()
NAMES = ("Walsall", "Dudley", "Solihull", "Sandwell")


def grid(*rows, name="Regional return Q1 2025-26.csv", sheet="") -> Grid:
    return Grid(name, sheet, False, [[str(cell) for cell in row] for row in rows], {}, sha256="a" * 64)


def areas_across(*periods, more=(), title="Benchmarking", names=NAMES) -> Grid:
    head = ("Ref", "Measure", "Quarter", *names, *more)
    rows = [(f"M{at}", f"Measure {at}", when, *range(10, 10 + len(names)), *more) for at in (1, 2) for when in periods]
    return grid((title,), (), head, *rows, ("Source: councils",))


def periods_across(*periods, name="Contacts Q1 2025-26.csv", sheet="", heading="Authority") -> Grid:
    return grid((heading, *periods), *((one, *range(len(periods))) for one in NAMES), name=name, sheet=sheet)


def made(of: Grid, recipe: Recipe | None = None) -> MappingLine:
    recipe = recipe or guess(of, BOOK)
    assert recipe is not None
    return MappingLine("m1", "Regional", "Regional", recipe, known_of(of, recipe.header_rows, BOOK), "", "2026-09-03T10:00:00Z", "me")


def found(line: MappingLine, of: Grid) -> Match | None:
    return find_mapping([line], of, BOOK)


@pytest.mark.parametrize(
    ("text", "period", "left"),
    [
        ("Quarterly benchmarking, Q2 2025/26", "Q2 2025/26", "Quarterly benchmarking"), ("return_Q2_2025-26", "Q2 2025-26", "return"),
        ("Referrals Q1 25/26", "Q1 25/26", "Referrals"), ("Data as at 30 September 2025", "30 September 2025", "Data as at"),
        ("Rate per 10,000", "", "Rate per 10,000"), ("Aged 16-17", "", "Aged 16-17"), ("2025/26 Q3", "2025/26 Q3", ""),
    ],
)  # fmt: skip
def test_that_a_period_is_found_in_other_words_and_taken_out_of_them(text, period, left):
    assert (period_in(text), without_periods(text)) == (period, left)


def test_that_a_quarter_takes_its_year_from_elsewhere_and_short_years_count_beside_it():
    assert with_year("Q1", "2025/26") == "Q1 2025/26" and with_year("Q1 2024", "2025") == "Q1 2024" and with_year("2025", "2026") == "2025"
    assert is_period("Q1 25/26") and not is_period("Q1")
    assert read_period("Q1 25/26").key[:6] == read_period("Q1 2025/26").key[:6]


@pytest.mark.parametrize(
    ("of", "orientation", "columns", "fixed"),
    [
        (areas_across("Q1 2025/26"), "areas-across", {"code": "Ref", "title": "Measure", "period": "Quarter"}, {}),
        (periods_across("Q1 2025/26", "Q2 2025/26"), "periods-across", {"area": "Authority"}, {"title": "Contacts"}),
        (grid(("Council", "Contacts", "Agency"), ("Walsall", 5, "12%"), ("Dudley", 6, "c")), "indicators-across", {"area": "Council"},
         {"period": "Q1 2025-26"}),
        (grid(("Code", "Council", "Year", "Quarter", "KPI", "Value"), ("E08000030", "Walsall", "2025/26", "Q1", "Contacts", 5),
              ("E08000027", "Dudley", "2025/26", "Q1", "Contacts", 6)), "long",
         {"ons": "Code", "area": "Council", "year": "Year", "period": "Quarter", "code": "KPI", "value": "Value"}, {}),
        (grid(("", "Referrals", "", "Agency", ""), ("Authority", "Q1 2025", "Q2 2025", "Q1 2025", "Q2 2025"), ("Walsall", 1, 2, 3, 4),
              ("Dudley", 1, 2, 3, "...")), "periods-across", {"area": "Authority"}, {}),
        (grid(("", "2025/26", ""), ("Authority", "Q1", "Q2"), ("Walsall", 1, 2), ("Dudley", 3, 4)), "periods-across",
         {"area": "Authority"}, {"title": "Regional return"}),
        (grid(("Measure", "Q1 2025", "Q2 2025"), ("Contacts", 1, 2), ("Agency", 3, 4), sheet="Walsall", name="r.xlsx"), "periods-across",
         {"code": "Measure"}, {"area": "Walsall"}),
    ],
)  # fmt: skip
def test_that_the_columns_of_an_unknown_table_are_guessed(of, orientation, columns, fixed):
    recipe = guess(of, BOOK)
    assert recipe is not None and (recipe.orientation, recipe.columns, recipe.fixed) == (orientation, columns, fixed)
    table = read_by_recipe(of, recipe, BOOK)
    assert table.values >= 2 and all(read_period(label).year for measure in table.measures for label in measure.periods)


def test_that_a_table_without_areas_or_without_figures_is_not_guessed_at():
    assert guess(grid(("a", "b"), (1, 2), (3, 4)), BOOK) is None
    assert guess(grid(("Authority", "Director"), ("Walsall", "Dr Lee"), ("Dudley", "Dr Moss")), BOOK) is None
    assert guess(grid(), BOOK) is None


@pytest.mark.parametrize(
    "of",
    [
        areas_across("Q1 2025/26", "Q2 2025/26"), areas_across("Q2 2025/26", title="Benchmarking, second quarter"),
        areas_across("Q2 2025/26", names=(*NAMES, "Coventry")), areas_across("Q2 2025/26", more=("Comment",)),
        grid(*list(areas_across("Q2 2025/26").rows)[2:]), grid(("new", "line"), *areas_across("Q3 2025/26").rows),
    ],
)  # fmt: skip
def test_that_next_quarters_file_is_known_again_whatever_grew_in_it(of):
    line = made(areas_across("Q1 2025/26"))
    match = found(line, of)
    assert match is not None and not match.doubt
    table = read_by_recipe(of, match.recipe, BOOK)
    assert table.values >= 8 and {measure.code for measure in table.measures} == {"M1", "M2"}


def test_that_periods_in_headings_do_not_count_and_a_signature_stays():
    line = made(periods_across("Q1 2025/26"))
    more = periods_across("Q1 2025/26", "Q2 2025/26", "Q3 2025/26", name="Contacts Q3 2025-26.csv")
    assert signature_of(more, (0,), BOOK) == signature_of(periods_across("Q1 2024/25"), (0,), BOOK)
    match = found(line, more)
    assert match is not None and not match.doubt and match.added == ()


def test_that_a_doubtful_match_says_why_and_a_strange_table_is_none():
    line = made(areas_across("Q1 2025/26"))
    renamed = grid(*[[{"Ref": "Code"}.get(cell, cell) for cell in row] for row in areas_across("Q2 2025/26").rows])
    match = found(line, renamed)
    assert match is not None and match.doubt == "“Ref” is now “Code”: the same?" and "Code" in match.recipe.columns.values()
    assert found(line, grid(("Authority", "Director"), ("Walsall", "x"))) is None
    nameless = made(periods_across("Q1 2025/26"))
    other = found(nameless, periods_across("Q2 2025/26", name="Assessments Q2 2025-26.csv"))
    assert other is not None and "nothing in it says what its figures are about" in other.doubt
    sheet = made(periods_across("Q1 2025/26", sheet="Contacts"))
    other = found(sheet, periods_across("Q1 2025/26", sheet="Assessments"))
    assert other is not None and "its sheet is called “Assessments”" in other.doubt
    moved = made(periods_across("Q1 2025/26", heading=""), Recipe("", (0,), "periods-across", {"area": 0}, {"title": "Contacts"}))
    assert found(moved, grid(("Lead", "", "Q1 2025/26"), ("x", "Walsall", 1))) is None or found(moved, periods_across("x")) is None


def test_that_a_sheet_of_one_authority_is_read_for_the_authority_its_name_tells():
    def of(sheet: str) -> Grid:
        return grid(("Measure", "Q1 2025", "Q2 2025"), ("Contacts", 1, 2), ("Agency", 3, 4), sheet=sheet, name="r.xlsx")

    match = found(made(of("Walsall")), of("Dudley"))
    assert match is not None and not match.doubt and match.recipe.fixed == {"area": "Dudley"}


def test_that_a_mapping_asked_for_by_name_is_laid_where_most_of_its_headings_stand():
    line = made(areas_across("Q1 2025/26"))
    assert laid_on(line, grid(("new",), *areas_across("Q3 2025/26").rows), BOOK).header_rows == (3,)
    assert laid_on(line, grid(("x", "y"), (1, 2)), BOOK).header_rows == (2,)
    assert find_mapping([MappingLine("m", "n", "n", Recipe(), Known(), "", "", "")], areas_across("2025"), BOOK) is None


def test_that_a_mapping_with_few_headings_takes_no_strange_table_without_asking():
    line = made(periods_across("Q1 2025/26", sheet="Data", name="Contacts Q1 2025-26.xlsx"))
    long = grid(("Authority", "KPI", "Unit", "Quarter", "Figure"), ("Walsall", "A", "%", "Q1 2025", 5), sheet="Data", name="Contacts.xlsx")
    match = found(line, long)
    assert match is not None and match.doubt == "most of its headings are new"
    other = found(line, periods_across("Q1 2025/26", sheet="Data", name="Agency Q1 2025-26.xlsx"))
    assert other is not None and "nothing in it says what its figures are about" in other.doubt


SAID = " |Walsall|Dudley|England|E08000030|Q1 2025|Q1|2025/26|2025|12|12.5%|c|Total|Area|Measure|Value|Period|Contacts|Note: x|335|\ufeff|"
CELLS = st.sampled_from(SAID.split("|")) | st.text(max_size=4)
ROWS = st.lists(st.lists(CELLS, max_size=6), max_size=9)


@settings(max_examples=40)
@given(ROWS, ROWS, st.sampled_from(["", "Walsall", "Data"]))
def test_that_any_grid_is_guessed_at_and_matched_without_stumbling(rows, other, sheet):
    for one in (grid(*rows, sheet=sheet), grid(*other, sheet=sheet)):
        recipe = guess(one, BOOK)
        if recipe is None:
            continue
        assert recipe_from_toml(recipe_toml(recipe)) == recipe
        try:
            preview(one, recipe, BOOK)
            read_by_recipe(one, recipe, BOOK)
        except (RecipeColumnError, NoAuthorityRowsError) as refused:
            assert refused.sentence
        line = made(one, recipe)
        if line.known.headings:
            again = found(line, one)
            assert again is not None and not again.added
        found(line, grid(*other, sheet=sheet))
        laid_on(line, grid(*rows, sheet="x"), BOOK)


def test_that_a_recipe_goes_to_toml_and_back_and_nonsense_is_refused():
    recipe = Recipe("Sheet “1”\n", (2, 3), "periods-across", {"area": 0, "title": 'A "x"'}, {"period": ""}, ("Total",), True, "Low", "%")
    assert recipe_from_toml(recipe_toml(recipe)) == recipe
    assert recipe_from_toml('orientation = "long"\n[columns]\nvalue = 1') == Recipe(columns={"value": 0})
    for text in ("x = ", "header_rows = [0]", 'orientation = "up"', "[columns]\nvalue = 0", "header_rows = 3", "[columns]\nnobody = 1"):
        with pytest.raises(BadRecipeError):
            recipe_from_toml(text)
    assert issubclass(BadRecipeError, WmpeerError)
