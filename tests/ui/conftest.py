"""What tests of the window share: the look, workers that run by hand, and a watchdog."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from wmpeer.ui import hook
from wmpeer.ui.jobs import Jobs
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.watchdog import Stall, Watchdog


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application in its light palette."""
    theme().install(qapp, "light")
    theme().set_reading_pixels(16)
    return qapp


@pytest.fixture
def by_hand(dressed: QApplication) -> Iterator[Jobs]:
    """Workers that run when told: ``by_hand.run()``."""
    jobs = Jobs(by_hand=True)
    yield jobs
    jobs.close()


@pytest.fixture
def workers(dressed: QApplication) -> Iterator[Jobs]:
    """The real workers, ended with the test."""
    jobs = Jobs()
    yield jobs
    jobs.stop_all()
    jobs.close()


@pytest.fixture
def watchdog(qapp: QApplication) -> Iterator[list[Stall]]:
    """Every moment the window was blocked for more than 100 ms during the test."""
    stalls: list[Stall] = []
    dog = Watchdog(stalls.append)
    dog.start()
    yield stalls
    dog.stop()


@pytest.fixture
def reports() -> Iterator[list[hook.Report]]:
    """What the one hook for unexpected errors was told during the test."""
    told: list[hook.Report] = []
    hook.listen(told.append)
    yield told
    hook.unlisten(told.append)
