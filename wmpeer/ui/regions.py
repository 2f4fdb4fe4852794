"""Where the focus may go: round the regions of a window, and into a screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def stops_of(region: QWidget) -> list[QWidget]:
    """What Tab reaches inside *region*."""
    inside = region.findChildren(QWidget)
    return [one for one in inside if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled()]


def go_round(regions: Sequence[QWidget], step: int) -> None:
    """F6: the first stop of the next (or previous) region that is shown."""
    shown = [region for region in regions if region.isVisible() and stops_of(region)]
    focused = QApplication.focusWidget()
    here = next((at for at, region in enumerate(shown) if focused is not None and region.isAncestorOf(focused)), -1)
    if shown:
        stops_of(shown[(here + step) % len(shown)])[0].setFocus(Qt.FocusReason.TabFocusReason)


def focus_into(screen: QWidget) -> None:
    """Put the focus on the first thing of *screen*, unless it is inside already."""
    focused = QApplication.focusWidget()
    if focused is not None and focused.isVisible() and screen.isAncestorOf(focused):
        return
    begins = getattr(screen, "begins_at", lambda: None)()
    (begins or screen).setFocus(Qt.FocusReason.OtherFocusReason)
    focused = QApplication.focusWidget()
    if focused is None or focused is screen or not screen.isAncestorOf(focused):
        stops = stops_of(screen)
        if stops:
            stops[0].setFocus(Qt.FocusReason.OtherFocusReason)


def release_focus(stack: QWidget, screen: QWidget) -> None:
    """Take the focus from what is about to be hidden: a stack would give it to the first thing of *screen*, not to where one begins."""
    focused = QApplication.focusWidget()
    if focused is not None and stack.isAncestorOf(focused) and not screen.isAncestorOf(focused):
        focused.clearFocus()
