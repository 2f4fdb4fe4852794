"""Pictures and tables on the clipboard, and off it again before the program ends where Qt would do that too late."""

from __future__ import annotations

import atexit
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage

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


def copy_picture(image: QImage, tables: Sequence[Table]) -> None:
    """A picture and its numbers to the clipboard: whoever pastes takes what they can use."""
    data = QMimeData()
    data.setImageData(image)
    data.setText(tabbed(tables))
    QGuiApplication.clipboard().setMimeData(data)


def copy_tables(tables: Sequence[Table]) -> None:
    """Numbers to the clipboard, as a table for a letter and with tabs for a sheet."""
    data = QMimeData()
    data.setHtml(as_html(tables))
    data.setText(tabbed(tables))
    QGuiApplication.clipboard().setMimeData(data)


def let_go() -> None:
    """Without a desktop Qt deletes what was copied when Python has ended, and what Python made then brings the process down.

    With one, what was copied stays for others to paste.
    """
    if QGuiApplication.instance() is not None and QGuiApplication.platformName() in WITHOUT_A_DESKTOP:
        QGuiApplication.clipboard().clear()


atexit.register(let_go)  # PySide's own farewell was registered before, so it comes after
