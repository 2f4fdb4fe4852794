"""A page of lines to read, of a window that is gone."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent

from wmpeer.ui.data.parts import TextPage
from wmpeer.ui.kit.theme import theme


def test_that_a_page_that_is_gone_hears_no_other_reading_size(dressed, qtbot) -> None:
    page, kept = TextPage(name="gone"), theme().reading_pixels
    page.set_lines(["# Figures", "One line."])
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme().set_reading_pixels(kept + 1)  # an exception in a slot fails the test
    theme().set_reading_pixels(kept)
