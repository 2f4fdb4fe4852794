"""Pictures and tables on the clipboard, and off it again before the program ends where Qt would do that too late."""

from __future__ import annotations

import atexit
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QImage, QPainter

from wmpeer.ui.kit import fonts

WITHOUT_A_DESKTOP = ("minimal", "offscreen")
"""Platforms on which Qt keeps what was copied by itself."""
Table = Sequence[Sequence[str]]
"""Rows of words, the headings first."""


def tabbed(tables: Sequence[Table]) -> str:
    """*tables* for a sheet: tabs between cells, an empty line between tables. What would break a row is a blank."""
    return "\n".join("".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in table) for table in tables)


def as_html(tables: Sequence[Table]) -> str:
    """*tables* for a letter; the first cell of each row and the first row are headings, numbers stand right."""
    return "<p></p>".join(_html(table) for table in tables if table)


def _html(table: Table) -> str:
    head, *rows = table
    heads = "".join(f'<th scope="col" align="{"right" if at else "left"}">{escape(cell)}</th>' for at, cell in enumerate(head))
    body = "".join(
        "<tr>" + "".join(_cell(cell, first=not at) for at, cell in enumerate(row)) + "</tr>" for row in rows
    )  # fmt: skip
    return f'<table border="1" cellspacing="0" cellpadding="4"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def _cell(text: str, *, first: bool) -> str:
    if first:
        return f'<th scope="row" align="left">{escape(text)}</th>'
    right = ' align="right"' if text[:1].isdigit() or text[:1] in "-−–" else ""
    return f"<td{right}>{escape(text)}</td>"


def _below(origin: Sequence[str]) -> str:
    return "".join(f"\n{' '.join(line.split())}" for line in origin) + ("\n" if origin else "")


def captioned(image: QImage, origin: Sequence[str]) -> QImage:
    """*image* with *origin* on white paper below it, wrapped to its width."""
    if not origin:
        return image
    ratio = image.devicePixelRatio()
    wide, high, text = image.width() / ratio, image.height() / ratio, "\n".join(origin)
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
    font = fonts.font("small")
    below = QFontMetricsF(font).boundingRect(QRectF(0, 0, wide - 40, 10_000), flags, text).height() + 20
    made = QImage(image.width(), round((high + below) * ratio), image.format())
    made.setDevicePixelRatio(ratio)
    made.fill(QColor("white"))
    with QPainter(made) as painter:
        painter.drawImage(QRectF(0, 0, wide, high), image)
        painter.setFont(font)
        painter.setPen(QColor("#152022"))
        painter.drawText(QRectF(20, high + 6, wide - 40, below), flags, text)
    return made


def copy_picture(image: QImage, tables: Sequence[Table], origin: Sequence[str] = ()) -> None:
    """A picture and its numbers to the clipboard: whoever pastes takes what they can use. *origin* stands below both."""
    data = QMimeData()
    data.setImageData(captioned(image, origin))
    data.setText(tabbed(tables) + _below(origin))
    QGuiApplication.clipboard().setMimeData(data)


def copy_tables(tables: Sequence[Table], origin: Sequence[str] = ()) -> None:
    """Numbers to the clipboard, as a table for a letter and with tabs for a sheet; *origin* stands below."""
    data = QMimeData()
    data.setHtml(as_html(tables) + "".join(f"<p>{escape(line)}</p>" for line in origin))
    data.setText(tabbed(tables) + _below(origin))
    QGuiApplication.clipboard().setMimeData(data)


def let_go() -> None:
    """Without a desktop Qt deletes what was copied when Python has ended, and what Python made then brings the process down.

    With one, what was copied stays for others to paste.
    """
    if QGuiApplication.instance() is not None and QGuiApplication.platformName() in WITHOUT_A_DESKTOP:
        QGuiApplication.clipboard().clear()


atexit.register(let_go)  # PySide's own farewell was registered before, so it comes after
