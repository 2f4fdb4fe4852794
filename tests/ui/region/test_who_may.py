"""What a person may not do is not offered; what they can do next stands in their row. Usual days are nobody's lateness."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from wmpeer.documents.actions import carry_out
from wmpeer.documents.plan import plan_load
from wmpeer.documents.queries import documents
from wmpeer.documents.sources import Source
from wmpeer.documents.worker import DocumentWorker
from wmpeer.journal.workspace import Workspace
from wmpeer.region.actions import keep_calendar, start_cycle
from wmpeer.region.definition import default_region
from wmpeer.region.places import definitions
from wmpeer.region.queries import calendar_firm_from, find_authority, find_person
from wmpeer.ui.region.screen import RegionScreen
from wmpeer.ui.region.words import due_this_week
from wmpeer.ui.setup.screen import SetupScreen


@pytest.fixture
def reader(workspace: Workspace) -> Workspace:
    """Ann Reed's own sight of the workspace: she reads Walsall, whose self-evaluation is here."""
    code = workspace.read(find_authority, "Walsall").ons_code
    with DocumentWorker() as worker:
        source = Source("Walsall.txt", data=b"Self-evaluation\n\nStaff know the plan.\n")
        carry_out(workspace, plan_load([source], workspace.read(documents), [(code, ["Walsall"])], worker=worker))
    workspace.file.slot = workspace.read(find_person, "Ann Reed").id
    workspace.author = workspace.file.slot
    return workspace


def cell(region: Any, name: str, title: str) -> Any:
    table = region.screen.table
    row = next(at for at in range(table.records.rowCount()) if table.records.record(at).name == name)
    return table.records.cell(row, [one.title for one in table.records.columns].index(title))


def test_that_a_panellist_is_offered_what_she_can_do(reader: Workspace, stage: Callable[[Any], Any], qtbot: Any, tmp_path: Path) -> None:
    region = stage(RegionScreen)
    assert not region.screen.intake.isVisible() and not region.screen.strip.isVisible()
    assert (cell(region, "Walsall", "Next").text, cell(region, "Walsall", "Next").link) == ("Read", True)
    assert (cell(region, "Solihull", "Next").text, cell(region, "Solihull", "Next").link) == ("Document", False)
    theirs = cell(region, "Dudley", "Self-evaluation")
    assert theirs.text == "You stand aside" and "do not come to you" in theirs.tip, "she waits for nothing of her own authority"
    assert cell(region, "Solihull", "Self-evaluation").text in ("Expected", "Late")
    assert not cell(region, "Walsall", "Approved").link and not cell(region, "Walsall", "Readers").link
    code = region.workspace.read(find_authority, "Walsall").ons_code
    region.screen.table.choose(code)
    region.screen.table.setFocus()
    qtbot.keyClick(region.screen.table, Qt.Key.Key_Return)
    assert region.went[-1] == ("read", code, None)
    region.screen.take_in([tmp_path])
    assert region.messages[-1].sentence == "Taking in documents is for a coordinator."


def test_that_set_up_shows_a_panellist_what_stands_and_no_form(reader: Workspace, stage: Callable[[Any], Any]) -> None:
    setup = stage(SetupScreen)
    for key in ("people", "approvals", "readers", "documents"):
        setup.screen.show_section(key)
        section = setup.screen.section(key)
        shown = [one.objectName() for one in section.findChildren(QPushButton) if one.isVisible()]
        assert section.whose.isVisible() and "changes what stands here" in section.whose.text()
        assert shown == [], f"{key} offers {shown}"
    setup.screen.show_section("laptop")
    assert setup.screen.section("laptop").now.isVisible()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Workspace]:
    region, framework = definitions(default_region())
    made, _ = start_cycle(tmp_path / "new.wmpeer", "a quiet morning", name="2020-21", region=region, framework=framework)
    yield made
    made.close()


def test_that_nobody_is_late_by_days_that_nobody_has_kept(fresh: Workspace) -> None:
    from datetime import UTC, datetime

    from wmpeer.ui.region.morning import morning

    today = datetime.now(UTC).astimezone().date()
    before = fresh.glance(morning, fresh.author, today)
    assert fresh.glance(calendar_firm_from) == today.isoformat()
    assert not before.late() and before.calendar_open and "Keep the calendar" in due_this_week(before)
    keep_calendar(fresh)
    after = fresh.glance(morning, fresh.author, today)
    assert len(after.late()) == 14 and not after.calendar_open
