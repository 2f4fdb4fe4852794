"""The words of a note in the margin, broken into lines: at most six, the last one cut with an ellipsis."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QTextLayout, QTextOption

from wmpeer.ui.kit import fonts

CHIP = 22
LINE = 16
MOST_LINES = 6


@lru_cache(maxsize=1024)
def note_lines(text: str, width: int) -> tuple[str, ...]:
    """*text* as lines of at most *width* pixels in the interface's type."""
    plain = " ".join(text[:600].split())
    if not plain:
        return ()
    layout = QTextLayout(plain, fonts.font())
    layout.setTextOption(QTextOption())
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(40, width))
        if len(lines) == MOST_LINES - 1:
            rest = _utf16(plain, line.textStart())
            lines.append(QFontMetricsF(fonts.font()).elidedText(rest, Qt.TextElideMode.ElideRight, max(40, width)))
            break
        lines.append(_utf16(plain, line.textStart(), line.textLength()).rstrip())
    layout.endLayout()
    return tuple(lines)


def _utf16(text: str, start: int, length: int | None = None) -> str:
    """A part of *text* counted as Qt counts it."""
    data = text.encode("utf-16-le", "surrogatepass")
    end = None if length is None else 2 * (start + length)
    return data[2 * start : end].decode("utf-16-le", "replace")
