"""The plan of what is taken in, held while a person says elsewhere what the columns of one of its tables are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from wmpeer.progress import Progress
from wmpeer.ui.places import MappedPlace, MappingPlace
from wmpeer.ui.screen import Screen

if TYPE_CHECKING:
    from pathlib import Path

    from wmpeer.intake.plan import IntakePlan, PlannedFile
    from wmpeer.intake.records import Result
    from wmpeer.ui.region.plan_sheet import PlanSheet


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of taking in files: a change that concerns every screen and that undo does not reach."""

    results: tuple[Result, ...]
    verb: str = ""
    authority: str | None = None


class HeldPlan:
    """Keeps a plan between `leave` and `come_back`; *show* opens it again, and *take_in* makes a new one."""

    def __init__(self, screen: Screen, show: Callable[[IntakePlan], Any], take_in: Callable[[list[Path]], Any]) -> None:
        self._screen = screen
        self._show = show
        self._take_in = take_in
        self._plan: IntakePlan | None = None

    def leave(self, sheet: PlanSheet, item: PlannedFile) -> None:
        """Go and say what the columns of a table are."""
        self._plan = sheet.plan
        sheet.close_layer()
        first = item.to_map[0] if item.to_map else item.uses[0].sheet if item.uses else ""
        self._screen.go("mapping", "", MappingPlace(item.path, first))

    def come_back(self, place: MappedPlace) -> None:
        """Open the plan again, with what was said of the table."""
        plan, self._plan = self._plan, None
        if plan is None or place.path not in {one.path for one in plan.items}:
            if place.uses:  # come back to by Alt+Left, when its plan had been carried out
                QTimer.singleShot(0, self._screen, lambda: self._take_in([place.path]))
            return
        if not place.uses:
            QTimer.singleShot(0, self._screen, lambda: self._show(plan))  # when the frame has shown the screen
            return
        found: list[IntakePlan] = []

        def look(progress: Progress) -> None:
            from wmpeer.intake.plan import with_columns

            found.append(with_columns(self._screen.workspace, plan, place.path, place.uses, progress, place.choices))

        self._screen.do(look, then=lambda: self._show(found[0]), title=f"Looking at {place.path.name}")
