"""The scorecard of a whole source for a region: read from the encrypted workspace, and put into the window."""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import Pair, measurement
from benches.comparing import flat_newest
from benches.material import lait_table, new_workspace

from wmpeer.indicators.scorecard import Score, score
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.workspace import Workspace
from wmpeer.region.areas import england
from wmpeer.region.queries import authorities, region_of

SIZE = (1170, 560)


@measurement("the scorecard of the region, every measure of LAIT, beside SQL by area", limit=4.0, rounds=15)
def fetched(folder: Path) -> Pair:
    workspace, bare = _loaded(folder)
    assert len(bare()) > 400
    return Pair(ours=lambda: _score(workspace), bare=bare)


@measurement("the scorecard opened and scrolled through, beside a plain table", limit=8.0, rounds=5, turn_limit=100.0)
def painted(folder: Path) -> Pair:
    """Both give back the longest turn of the window's thread in milliseconds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    workspace, _ = _loaded(folder)
    card = _score(workspace)
    workspace.close()
    assert len(card.places) > 12 and len(card.measures) > 400
    return Pair(ours=lambda: _ours(card), bare=lambda: _plain(card))


def _score(workspace: Workspace) -> Score:
    return workspace.read(lambda session: score(session, region_of(session), "LAIT"))


def _loaded(folder: Path) -> tuple[Workspace, Callable[[], list[tuple[object, ...]]]]:
    table, workspace = lait_table(folder), new_workspace(folder)
    (result,) = load(workspace, [table], Wishes(kind="indicators"))
    assert result.status == "loaded", result.problems
    book = england()
    numbers = [area.dfe for one in workspace.read(authorities) if (area := book.find(ons=one.ons_code)) is not None]
    with table.open(encoding="utf-8", newline="") as file:
        known = {row[5].removesuffix(".0") for row in csv.reader(file)}
    return workspace, flat_newest(folder, table, (*(number for number in numbers if number in known), "970", "984"))


def _ours(card: Score) -> float:
    from wmpeer.ui.data.scorecard import Scorecard, ScorecardPage
    from wmpeer.ui.kit.theme import theme

    app = _application()
    theme().install(app)
    page = ScorecardPage()

    def fill() -> None:
        page.key_only.setChecked(False)
        page.show_card(Scorecard(card, "LAIT", ("LAIT",)), card.places[0].key, None)

    return _through(app, page, page.table, fill)


def _plain(card: Score) -> float:
    from PySide6.QtCore import QAbstractTableModel, Qt
    from PySide6.QtWidgets import QTableView

    class Cells(QAbstractTableModel):
        def rowCount(self, parent: Any = None) -> int:  # noqa: N802 - Qt's name
            return len(card.places)

        def columnCount(self, parent: Any = None) -> int:  # noqa: N802 - Qt's name
            return len(card.measures)

        def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
            return card.measures[index.column()].raws[index.row()] if role == Qt.ItemDataRole.DisplayRole else None

    app, view = _application(), QTableView()
    model = Cells(view)
    return _through(app, view, view, lambda: view.setModel(model))


def _application() -> Any:
    from PySide6.QtWidgets import QApplication

    return QApplication.instance() or QApplication(["bench"])


def _through(app: Any, window: Any, view: Any, fill: Callable[[], None]) -> float:
    """Open *window*, fill it, go through *view* from end to end; the longest turn in milliseconds."""
    longest = 0.0

    def turn(act: Callable[[], object]) -> None:
        nonlocal longest
        begun = time.perf_counter()
        act()
        app.processEvents()
        longest = max(longest, (time.perf_counter() - begun) * 1000)

    window.resize(*SIZE)
    window.show()
    app.processEvents()
    turn(fill)
    bar = view.horizontalScrollBar()
    for step in range(40):
        turn(lambda step=step: bar.setValue(bar.maximum() * step // 39))
    window.close()
    window.deleteLater()
    app.processEvents()
    return longest
