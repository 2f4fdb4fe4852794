"""How a window stands on the screen: as large as it was, maximised if it was, and never larger than the screen has room for."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QWidget


def stance(window: QWidget) -> str:
    """Where *window* stands, how large, and whether it is maximised; for `stand`, and to be kept."""
    return bytes(window.saveGeometry().toBase64()).decode()


def stand(window: QWidget, kept: str, usual: QSize) -> None:
    """Let *window* stand as *kept* says (`stance`) or, where nothing is kept, as large as *usual*: both as far as the screen has room."""
    stood = bool(kept) and window.restoreGeometry(QByteArray.fromBase64(kept.encode()))
    if not stood:
        window.resize(usual)
    if window.isMaximized() or window.isFullScreen():
        return
    room = window.screen().availableGeometry()
    window.resize(window.size().boundedTo(room.size()))
    if stood and not room.contains(window.geometry()):
        left, top = (max(low, min(at, high - size)) for at, size, low, high in (
            (window.x(), window.width(), room.left(), room.right() + 1), (window.y(), window.height(), room.top(), room.bottom() + 1),
        ))  # fmt: skip
        window.move(left, top)
