"""Tables with unknown columns on their way in: asked about, read as a person said, known again next quarter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from beginnings import new_cycle

from wmpeer.indicators.grid import grids
from wmpeer.indicators.guess import guess
from wmpeer.indicators.incoming import open_incoming
from wmpeer.indicators.mapped import Use
from wmpeer.indicators.mappings import (
    MappingNameMissingError,
    MappingNameTakenError,
    NoSuchMappingError,
    forget_mapping,
    keep_mapping,
    mapping_named,
    mappings,
    rename_mapping,
)
from wmpeer.indicators.queries import batches, benchmark
from wmpeer.indicators.recipe_text import recipe_toml
from wmpeer.intake.mapping import book_of
from wmpeer.intake.plan import IntakePlan, carry_out, plan_intake, with_columns
from wmpeer.intake.records import Result, Wishes
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.undoing import undo
from wmpeer.region.next_cycle import start_next_cycle
from wmpeer.region.queries import find_authority
from wmpeer.ui.region.intake_words import happens

NAMES = ("Walsall", "Dudley", "Solihull", "Sandwell")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = new_cycle(tmp_path / "w")
    yield made
    made.close()


def quarterly(folder: Path, *quarters: str, hidden: bool = False) -> Path:
    """The regional workbook of a quarter: lines above, merged headings, totals, notes, a second sheet, perhaps a hidden one."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = f"Data {quarters[-1].replace('/', '-')}"
    sheet.append((f"Regional benchmarking, {quarters[-1]}",))
    sheet.append(("", "Contacts", *[""] * (len(quarters) - 1), "Agency"))
    sheet.append(("Authority", *quarters, *quarters))
    for at, name in enumerate(NAMES):
        sheet.append((name, *(100 + at + step for step in range(len(quarters))), *("12.5%" for _ in quarters)))
    sheet.append(("Total", *([1] * 2 * len(quarters))))
    sheet.append(("Note: provisional",))
    sheet.merge_cells(start_row=2, start_column=2, end_row=2, end_column=1 + len(quarters))
    other = book.create_sheet("Timeliness")
    other.append(("Council", "Visits on time", "Plans on time"))
    for name in NAMES:
        other.append((name, 90, 80))
    if hidden:
        book.create_sheet("Lists").sheet_state = "hidden"
        book["Lists"].append(("Walsall",))
    book.save(path := folder / f"Regional return {quarters[-1].replace('/', '-')}.xlsx")
    return path


def keep_both(workspace: Workspace, path: Path) -> None:
    book = book_of(workspace)
    for grid, name in zip(grids(open_incoming(path)), ("Regional quarterly", "Timeliness"), strict=False):
        keep_mapping(workspace, name, guess(grid, book), grid, book)


def one(plan: IntakePlan):
    (item,) = plan.items
    return item


def load(workspace: Workspace, path: Path, **wishes: object) -> Result:
    return carry_out(workspace, plan_intake(workspace, [path], wishes=Wishes(**wishes)))[0]


def test_that_an_unknown_table_is_asked_about_and_left_out_unanswered(workspace: Workspace, tmp_path: Path):
    plan = plan_intake(workspace, [quarterly(tmp_path, "Q1 2025/26", hidden=True)])
    assert (one(plan).status, one(plan).to_map) == ("maps", ("Data Q1 2025-26", "Timeliness"))
    assert plan.questions() == plan.items and not plan.to_take_in()
    (result,) = carry_out(workspace, plan)
    assert (result.status, [each.code for each in result.problems]) == ("refused", ["columns-unnamed"])


def test_that_what_is_said_of_one_file_alone_is_read_and_nothing_is_saved(workspace: Workspace, tmp_path: Path):
    path = quarterly(tmp_path, "Q1 2025/26")
    plan = plan_intake(workspace, [path])
    grid = next(iter(grids(open_incoming(path))))
    recipe = guess(grid, book_of(workspace))
    plan = with_columns(workspace, plan, path, [Use(grid.sheet, recipe)])
    assert (one(plan).status, one(plan).values, one(plan).to_map) == ("new", 10, ("Timeliness",))
    assert one(plan).unsaid == (("Timeliness", 8),)
    assert happens(one(plan), {}).text == "Timeliness: 8 figures, not said yet; read as you said, this time only"
    (result,) = carry_out(workspace, plan)
    assert (result.status, result.values) == ("loaded", 10) and workspace.read(mappings) == ()
    walsall = workspace.read(find_authority, "Walsall").ons_code
    assert [(row.code, row.period, row.raw) for row in workspace.read(benchmark, walsall)] == [
        ("Contacts", "Q1 2025/26", "100"), ("Agency", "Q1 2025/26", "12.5%"),
    ]  # fmt: skip


def test_that_a_workbook_is_known_again_next_quarter_each_sheet_by_its_own_mapping(workspace: Workspace, tmp_path: Path):
    first = quarterly(tmp_path, "Q1 2025/26", hidden=True)
    keep_both(workspace, first)
    item = one(plan_intake(workspace, [first]))
    assert item.status == "asks" and [question.column for question in item.questions] == ["period"]
    assert [use.name for use in item.uses] == ["Regional quarterly", "Timeliness"]
    result = load(workspace, first, period="Q1 2025/26")
    assert (result.status, result.values) == ("loaded", 18)
    assert result.mapping.startswith("read as “Regional quarterly” and “Timeliness”, saved ")
    assert load(workspace, first).status == "unchanged"
    second = quarterly(tmp_path, "Q1 2025/26", "Q2 2025/26")
    refused = load(workspace, second)
    assert [each.code for each in refused.problems] == ["period-needed"]
    assert load(workspace, second, period="Q2 2025/26").status == "replaced"
    lines = {line.name: (line.used_for, line.files) for line in workspace.read(mappings)}
    assert lines == {"Regional quarterly": (second.name, 2), "Timeliness": (second.name, 2)}
    assert sorted({(line.source, bool(line.mapping)) for line in workspace.read(batches)}) == [
        ("Regional quarterly", True), ("Timeliness", True),
    ]  # fmt: skip
    walsall = workspace.read(find_authority, "Walsall").ons_code
    rows = {row.code: row for row in workspace.read(benchmark, walsall)}
    assert rows["Contacts"].trend == (("Q1 2025/26", 100.0), ("Q2 2025/26", 101.0)) and rows["Visits on time"].period == "Q2 2025/26"


def test_that_the_plan_names_what_a_file_restates_with_the_old_and_the_new(workspace: Workspace, tmp_path: Path):
    keep_both(workspace, first := quarterly(tmp_path, "Q1 2025/26"))
    load(workspace, first, period="Q1 2025/26")
    book = openpyxl.load_workbook(quarterly(tmp_path, "Q1 2025/26", "Q2 2025/26"))
    book.active["B4"] = 130
    book.save(second := tmp_path / "Regional return Q2 again.xlsx")
    item = one(plan_intake(workspace, [second], wishes=Wishes(period="Q2 2025/26")))
    walsall = workspace.read(find_authority, "Walsall").ons_code
    assert [(each.area, each.was, each.now) for each in item.restated] == [(walsall, "100", "130")]
    said = happens(item, {walsall: "Walsall"}).text
    assert said.startswith("1 figure restated: Walsall, Contacts, Q1 2025/26, was 100, now 130; read as ")
    load(workspace, second, period="Q2 2025/26")
    assert sum(each.restated for each in workspace.read(batches)) == 1


def test_that_a_doubtful_match_is_asked_about_with_its_reason(workspace: Workspace, tmp_path: Path):
    first = quarterly(tmp_path, "Q1 2025/26")
    keep_both(workspace, first)
    book = openpyxl.load_workbook(first)
    del book["Timeliness"]
    book.active["D2"] = "Agency staff"
    book.active["C2"] = "Agency staff"
    book.save(changed := tmp_path / "changed.xlsx")
    item = one(plan_intake(workspace, [changed]))
    assert item.status == "maps"
    assert item.doubt == "it looks like “Regional quarterly”, but “agency” is no longer among the headings"
    assert [each.code for each in item.problems] == ["columns-doubtful"]


def test_that_a_sheet_that_is_empty_this_quarter_holds_the_others_up_for_nothing(workspace: Workspace, tmp_path: Path):
    keep_both(workspace, path := quarterly(tmp_path, "Q1 2025/26"))
    book = openpyxl.load_workbook(path)
    book["Timeliness"].delete_rows(2, 9)
    book.save(path)
    result = load(workspace, path)
    assert (result.status, result.values) == ("loaded", 10)
    assert [each.sentence for each in result.problems if each.code == "sheets-left-out"] != []


def test_that_a_mapping_is_renamed_forgotten_brought_back_and_changed(workspace: Workspace, tmp_path: Path):
    path = quarterly(tmp_path, "Q1 2025/26")
    keep_both(workspace, path)
    line = workspace.read(mapping_named, "regional QUARTERLY")
    with pytest.raises(MappingNameTakenError):
        rename_mapping(workspace, line.entity, " timeliness ")
    with pytest.raises(MappingNameMissingError):
        rename_mapping(workspace, line.entity, " ")
    rename_mapping(workspace, line.entity, "Quarterly return")
    renamed = workspace.read(mapping_named, line.entity)
    assert (renamed.name, renamed.source) == ("Quarterly return", "Regional quarterly")
    forget_mapping(workspace, line.entity)
    with pytest.raises(NoSuchMappingError):
        workspace.read(mapping_named, "Quarterly return")
    with pytest.raises(NoSuchMappingError):
        forget_mapping(workspace, line.entity)
    undo(workspace)
    assert workspace.read(mapping_named, "Quarterly return").recipe == line.recipe
    grid, book = next(iter(grids(open_incoming(path)))), book_of(workspace)
    kept = keep_mapping(workspace, "Quarterly return", line.recipe, grid, book, line.entity)
    assert kept.entity == line.entity and kept.changed.revision == ""


def test_that_a_cut_text_read_by_a_mapping_is_asked_about(workspace: Workspace, tmp_path: Path):
    text = "Authority,Contacts in Q1 2025,Contacts in Q2 2025\nWalsall,1,2\nDudley,3,4\n"
    (whole := tmp_path / "a.csv").write_text(text, encoding="utf-8")
    (cut := tmp_path / "b.csv").write_text(f"{text}Solihull,", encoding="utf-8")
    (toml := tmp_path / "m.toml").write_text(recipe_toml(guess(next(iter(grids(open_incoming(whole)))), book_of(workspace))), "utf-8")
    assert load(workspace, whole, mapping=str(toml), period="Q2 2025").values == 4
    refused = load(workspace, cut, mapping=str(toml), period="Q2 2025")
    assert [each.code for each in refused.problems] == ["table-cut-short"]
    taken = load(workspace, cut, mapping=str(toml), period="Q2 2025", choices={"end of the file": "take what is there"})
    assert (taken.status, taken.values) == ("loaded", 4) and "taken-in-part" in [each.code for each in taken.problems]


def test_that_children_are_refused_before_any_mapping_is_looked_at(workspace: Workspace, tmp_path: Path):
    keep_both(workspace, path := quarterly(tmp_path, "Q1 2025/26"))
    book = openpyxl.load_workbook(path)
    book.create_sheet("List 1").append(("Child Unique ID", "Date of birth", "Gender"))
    book.save(path)
    item = one(plan_intake(workspace, [path]))
    assert item.status == "refused" and [each.code for each in item.problems] == ["child-level"]


def test_that_the_next_cycle_knows_the_mappings_of_this_one(workspace: Workspace, tmp_path: Path):
    keep_both(workspace, quarterly(tmp_path, "Q1 2025/26"))
    before = [(line.entity, line.name, line.recipe, line.known) for line in workspace.read(mappings)]
    following, _ = start_next_cycle(workspace, tmp_path / "next.wmpeer", "a quiet morning", name="2027-28")
    after = [(line.entity, line.name, line.recipe, line.known) for line in following.read(mappings)]
    assert after == before
    assert one(plan_intake(following, [quarterly(tmp_path, "Q1 2025/26", "Q2 2025/26")])).status == "asks"
    following.close()


def test_that_the_real_extract_is_read_by_what_is_guessed_of_it(workspace: Workspace, real_data: Path):
    path = real_data / "wm_lait_latest.csv"
    plan = plan_intake(workspace, [path])
    assert one(plan).status == "maps"
    grid = next(iter(grids(open_incoming(path))))
    plan = with_columns(workspace, plan, path, [Use("", guess(grid, book_of(workspace)), "", "Extract")])
    assert (one(plan).status, one(plan).values, one(plan).rows) == ("new", 982, 67)
    (result,) = carry_out(workspace, plan)
    assert [each.sentence for each in result.problems if each.code == "columns-not-read"] == [
        "Columns that were not read, as their headings do not say what they hold: “first”, “WM”."
    ]  # fmt: skip
