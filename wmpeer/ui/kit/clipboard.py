"""A picture and its numbers on the clipboard, and off it again before the program ends where Qt would do that too late."""

from __future__ import annotations

import atexit

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage

WITHOUT_A_DESKTOP = ("minimal", "offscreen")
"""Platforms on which Qt keeps what was copied by itself."""


def copy_picture(image: QImage, numbers: str) -> None:
    """Picture and numbers to the clipboard: whoever pastes takes what they can use."""
    data = QMimeData()
    data.setImageData(image)
    data.setText(numbers)
    QGuiApplication.clipboard().setMimeData(data)


def let_go() -> None:
    """Without a desktop Qt deletes what was copied when Python has ended, and what Python made then brings the process down.

    With one, what was copied stays for others to paste.
    """
    if QGuiApplication.instance() is not None and QGuiApplication.platformName() in WITHOUT_A_DESKTOP:
        QGuiApplication.clipboard().clear()


atexit.register(let_go)  # PySide's own farewell was registered before, so it comes after
