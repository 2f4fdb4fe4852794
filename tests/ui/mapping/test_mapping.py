"""What the columns of a table are, said on the table itself: by keys, by the mouse, in words; seen at once, kept, used in the plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt

from wmpeer.indicators.mappings import keep_mapping, mappings
from wmpeer.indicators.recipe import Recipe
from wmpeer.ui.mapping import draft
from wmpeer.ui.mapping.records import table_found
from wmpeer.ui.mapping.screen import MappingScreen
from wmpeer.ui.places import MappedPlace, MappingPlace
from wmpeer.ui.region.plan_sheet import PlanSheet
from wmpeer.ui.region.screen import RegionScreen
from wmpeer.ui.setup.screen import SetupScreen

HEAD = (
    ("Regional",), ("", "Contacts", "", "Notes"), ("Authority", "Q1 2025", "Q2 2025", ""), ("Walsall", "1", "n.k.", "x"),
    ("Total", "2", "c", ""),
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in HEAD:
        book.active.append([cell if not cell.isdigit() else int(cell) for cell in row])
    book.active.append(("Dudley", 3, 4, "y"))
    book.create_sheet("Timeliness").append(("Council", "Visits on time"))
    for at, name in enumerate(("Walsall", "Dudley")):
        book["Timeliness"].append((name, 80 + at))
    book.save(made := tmp_path / "Regional return Q2 2025.xlsx")
    return made


@pytest.fixture
def screen(stage: Callable[[Any], Any], qtbot: Any, path: Path) -> Any:
    shown = stage(MappingScreen)
    shown.window.activateWindow()
    shown.screen.go_to(MappingPlace(path))
    qtbot.waitUntil(lambda: shown.screen.stack.currentIndex() == 1)
    settle(shown, qtbot)
    return shown


def settle(shown: Any, qtbot: Any) -> None:
    """Wait until the whole table was gone through."""
    one = shown.screen
    qtbot.waitUntil(lambda: one._now().counted is not None and one._now().looked is not None and not shown.jobs.busy())


def press(shown: Any, qtbot: Any, row: int, column: int, key: str) -> None:
    shown.screen.grid.choose(row, column)
    qtbot.keyClick(shown.screen.grid, key)


def test_that_the_steps_of_a_draft_say_one_thing_each():
    recipe = Recipe("", (1, 2), "periods-across", {"area": 0})
    assert draft.with_role(recipe, HEAD, 3, "unit").columns == {"area": 0, "unit": 3}
    assert draft.with_role(recipe, HEAD, 3, "area").columns == {"area": 3} and draft.with_role(recipe, HEAD, 0, None).columns == {}
    left = draft.without_column(recipe, HEAD, 3)
    assert left.leave_out == ("Notes",) and draft.is_left_out(left, HEAD, 3) and not draft.is_left_out(left, HEAD, 1)
    assert draft.with_role(left, HEAD, 3, None).leave_out == ()
    assert draft.toggled_row(draft.toggled_row(recipe, HEAD, 4), HEAD, 4) == recipe
    assert draft.toggled_row(recipe, HEAD, 4).leave_out == ("Total",) and draft.toggled_row(recipe, HEAD, 1) == recipe
    assert draft.with_header(recipe, 0).header_rows == (0, 1, 2) and draft.with_header(recipe, 1).header_rows == (2,)
    assert draft.with_header(recipe, 4).header_rows == (4,) and draft.with_header(Recipe("", (2,)), 2).header_rows == (2,)
    assert draft.with_headers(recipe, 0, 3).header_rows == (0,)
    assert draft.with_fixed(recipe, "area", "Walsall").columns == {}
    assert draft.with_orientation(recipe, "areas-across").columns == {}
    assert draft.named(recipe, HEAD).columns == {"area": "Authority"}
    assert draft.placed(draft.named(recipe, HEAD), HEAD) == recipe
    assert draft.placed(Recipe("", (2,), columns={"area": "Council"}), HEAD).columns == {}


def test_that_the_table_shows_what_each_cell_became_and_what_it_comes_to(screen: Any):
    one = screen.screen
    assert one.total.text() == "4 figures: 2 authorities, 1 other area, 2 periods, 1 indicator, and 2 cells with a marker in place of one."
    cells = one.grid.cells
    assert cells.sentence(3, 1) == "B4: “1” is read as 1, of Walsall, Q1 2025, Contacts."
    assert cells.sentence(3, 2) == "C4: “n.k.” is neither a number nor a known marker."
    assert cells.sentence(4, 2) == "C5: “c” is no value: suppressed to protect confidentiality (Total, Q2 2025, Contacts)."
    assert cells.sentence(0, 0) == "A1: “Regional” is not read: it stands above the headings."
    assert [cells.column_word(at)[0] for at in range(4)] == ["Area", "Figures", "Figures", "Not read"]
    assert [one.problems.records.record(0).column, one.problems.records.rowCount()] == ["C4", 1]
    assert one.name.text() == "Regional return, Sheet" and one.use.isEnabled()
    assert one.missing.text() == "Timeliness: 2 figures, not said yet."


def test_that_keys_say_what_columns_and_rows_are_and_every_change_is_seen(screen: Any, qtbot: Any):
    one = screen.screen
    press(screen, qtbot, 3, 0, "X")
    settle(screen, qtbot)
    assert one.total.text() == "Say which column names the area." and not one.use.isEnabled()
    press(screen, qtbot, 3, 0, "A")
    press(screen, qtbot, 4, 1, "R")
    press(screen, qtbot, 3, 1, "X")
    settle(screen, qtbot)
    assert one.grid.cells.column_word(1) == ("Left out", "unread")
    press(screen, qtbot, 3, 1, "V")
    settle(screen, qtbot)
    assert one.total.text().startswith("3 figures: 2 authorities, 2 periods, 1 indicator")
    press(screen, qtbot, 1, 1, "H")
    settle(screen, qtbot)
    assert one.total.text() == "Say which column names the indicator, or write it once for all."
    one.panel.groups["title"].choice.set_value("once for all")
    one.panel.groups["title"].choice.activated.emit(0)
    qtbot.keyClicks(one.panel.groups["title"].once, "All contacts")
    settle(screen, qtbot)
    assert one.grid.cells.sentence(3, 1).endswith("of Walsall, Q1 2025, All contacts.")
    qtbot.mouseClick(one.again, Qt.MouseButton.LeftButton)
    settle(screen, qtbot)
    assert one.total.text().startswith("4 figures")


def test_that_the_head_of_a_column_opens_its_choices_and_a_row_number_makes_headings(screen: Any, qtbot: Any):
    grid = screen.screen.grid
    head = grid.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(3) + 20, 30)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
    menu = grid.findChild(object, "mapping-roles")
    qtbot.waitUntil(menu.isVisible)
    said = {action.text().split("\t")[0]: action for action in menu.actions()}
    assert "The figure" not in said
    said["The indicator’s unit"].trigger()
    menu.close()
    assert grid.cells.column_word(3) == ("Unit", "role")
    rows = grid.verticalHeader()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, rows.sectionViewportPosition(1) + 10))
    assert grid.cells.recipe.header_rows == (2,)


def test_that_two_sheets_are_said_kept_and_handed_back_with_the_period_of_this_file(screen: Any, qtbot: Any):
    one = screen.screen
    one.panel.sheet_chosen.emit("Timeliness")
    settle(screen, qtbot)
    assert one.panel.groups["period"].once.text() == "Q2 2025"
    assert one.use.text() == "Use the columns of 2 sheets"
    qtbot.mouseClick(one.use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(screen.went))
    page, _, place = screen.went[-1]
    assert (page, type(place), place.choices) == ("region", MappedPlace, {"period": "Q2 2025"})
    saved = {line.name: line for line in screen.workspace.read(mappings)}
    assert sorted(saved) == ["Regional return, Sheet", "Regional return, Timeliness"]
    assert saved["Regional return, Timeliness"].recipe.fixed == {"period": ""}
    assert [use.mapping for use in place.uses] == [saved[name].entity for name in sorted(saved)]


def test_that_a_name_that_is_taken_is_said_and_what_was_saved_is_changed_when_one_comes_back(screen: Any, qtbot: Any, path: Path):
    one = screen.screen
    one.panel.sheet_chosen.emit("Timeliness")
    settle(screen, qtbot)
    one.name.setText("regional return, SHEET")
    one.name.textEdited.emit(one.name.text())
    assert one.missing.text() == "Another mapping has this name already: give this one another." and not one.use.isEnabled()
    one.name.setText("Timeliness")
    one.name.textEdited.emit(one.name.text())
    one.accept()
    qtbot.waitUntil(lambda: bool(screen.went))
    one.go_to(MappingPlace(path, "Sheet"))
    qtbot.waitUntil(lambda: one._at == "Sheet" and one._now().found.line is not None)
    settle(screen, qtbot)
    assert one.use.isEnabled() and one.missing.text() == ""
    one.accept()
    qtbot.waitUntil(lambda: len(screen.went) == 2)
    assert sorted(line.name for line in screen.workspace.read(mappings)) == ["Regional return, Sheet", "Timeliness"]


def test_that_a_sheet_beside_one_that_is_known_has_a_name_of_its_own_and_a_renamed_heading_is_proposed(tmp_path: Path, workspace: Any):
    book = openpyxl.Workbook()
    for at, name in enumerate(("Workforce", "Front door")):
        sheet = book.active if not at else book.create_sheet(name)
        sheet.title = name
        for row in (("Authority", "Measure", "Q1 2025"), ("Walsall", "Vacancies", 3), ("Dudley", "Vacancies", 4)):
            sheet.append(row)
    book.save(path := tmp_path / "Regional return.xlsx")
    found = table_found(workspace, path)
    first = found.sheets[0]
    keep_mapping(workspace, first.name, draft.named(first.recipe, first.head), first.grid, found.book)
    again = table_found(workspace, path).sheets
    assert [(one.name, one.line is not None) for one in again] == [
        ("Regional return, Workforce", True), ("Regional return, Front door", False),
    ]  # fmt: skip
    for sheet in book:
        sheet["B1"] = "Indicator name"
    book.save(path)
    renamed = table_found(workspace, path).sheets
    assert renamed[0].line is not None and "“Measure” is now “Indicator name”: the same?" in renamed[0].doubt
    assert renamed[0].recipe.columns == first.recipe.columns and renamed[1].line is None


def test_that_a_text_has_no_sheets_and_is_counted_as_well(stage: Callable[[Any], Any], qtbot: Any, tmp_path: Path):
    shown = stage(MappingScreen)
    (text := tmp_path / "contacts.csv").write_text("Authority,2024,2025\nWalsall,1,2\nDudley,3,4\n", encoding="utf-8")
    shown.screen.go_to(MappingPlace(text))
    qtbot.waitUntil(lambda: shown.screen.stack.currentIndex() == 1)
    settle(shown, qtbot)
    assert shown.screen.total.text() == "4 figures: 2 authorities, 2 periods, 1 indicator." and shown.screen.use.isEnabled()
    assert not shown.screen.panel.sheet_field.isVisible() and shown.screen.panel.groups["title"].once.text() == "contacts"


def test_that_what_is_for_this_file_alone_is_not_saved_and_a_name_is_asked_for(screen: Any, qtbot: Any):
    one = screen.screen
    one.name.clear()
    one.name.textEdited.emit("")
    assert one.missing.text() == "Give it a name, by which it is found again." and not one.use.isEnabled()
    qtbot.mouseClick(one.keep, Qt.MouseButton.LeftButton)
    assert one.use.isEnabled()
    one.accept()
    qtbot.waitUntil(lambda: bool(screen.went))
    assert screen.workspace.read(mappings) == () and screen.went[-1][2].uses[0].mapping == ""


def test_that_without_a_table_the_screen_says_where_one_comes_from_and_a_list_of_children_is_refused(
    stage: Callable[[Any], Any], qtbot: Any, tmp_path: Path
):  # fmt: skip
    shown = stage(MappingScreen)
    assert shown.screen.stack.currentIndex() == 0 and not shown.screen.unwind()
    book = openpyxl.Workbook()
    book.active.append(("Child Unique ID", "Date of birth", "Gender"))
    book.save(path := tmp_path / "list.xlsx")
    shown.screen.go_to(MappingPlace(path))
    qtbot.waitUntil(lambda: "child" in shown.screen.empty.accessibleName().casefold())
    assert shown.screen.stack.currentIndex() == 0 and shown.screen.unwind()
    assert shown.went[-1] == ("region", "", MappedPlace(path))


def test_that_the_plan_leads_to_the_columns_and_goes_on_with_what_was_said(stage: Callable[[Any], Any], qtbot: Any, path: Path):
    region = stage(RegionScreen)
    region.screen.take_in([path])
    qtbot.waitUntil(lambda: bool(region.window.findChildren(PlanSheet)), timeout=20_000)
    sheet = region.window.findChildren(PlanSheet)[0]
    assert sheet.table.records.cell(0, 2).text == "Say what the columns are…" and not sheet.yes.isEnabled()
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert region.went[-1] == ("mapping", "", MappingPlace(path, "Sheet"))
    made = MappingScreen(region.workspace, region.jobs)
    qtbot.addWidget(made)
    made.go_to(region.went[-1][2])
    qtbot.waitUntil(lambda: made._at == "Sheet" and made._now().ready, timeout=10_000)
    made.asked_to_go.connect(lambda _page, _authority, place: region.screen.go_to(place))
    made.accept()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in region.window.findChildren(PlanSheet)), timeout=10_000)
    sheet = next(one for one in region.window.findChildren(PlanSheet) if one.isVisible())
    told = "Timeliness: 2 figures, not said yet; read as “Regional return, Sheet”, saved now"
    assert sheet.table.records.cell(0, 3).text == told
    assert sheet.table.records.cell(0, 2).text == "See the columns…" and sheet.yes.text() == "Take in 1 file"
    qtbot.mouseClick(sheet.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(region.messages) and not region.jobs.busy(), timeout=10_000)
    assert region.messages[-1].sentence == "One file came in."


def test_that_a_saved_mapping_is_listed_renamed_and_forgotten_in_setting_up(screen: Any, stage: Callable[[Any], Any], qtbot: Any):
    screen.screen.accept()
    qtbot.waitUntil(lambda: bool(screen.went))
    setup = stage(SetupScreen)
    setup.screen.show_section("mappings")
    section = setup.screen.section("mappings")
    qtbot.waitUntil(lambda: section.table.records.rowCount() == 1)
    (line,) = section.table.records.records()
    section.table.choose(line.entity)
    assert "kept as “Regional return, Sheet”" in section.about.text()
    qtbot.mouseClick(section.name, Qt.MouseButton.LeftButton)
    setup.find("mapping-new-name").setText("Quarterly")
    qtbot.mouseClick(setup.find("rename-mapping-verb"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [one.name for one in section.table.records.records()] == ["Quarterly"])
    section.table.choose(line.entity)
    qtbot.mouseClick(section.out, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: section.table.records.rowCount() == 0)
    assert setup.workspace.read(mappings) == () and "No mapping is saved yet" in section.about.text()
