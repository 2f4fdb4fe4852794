"""Pictures that leave the screen as a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QStandardPaths
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget


def png(image: QImage) -> bytes:
    """*image* as the bytes of a PNG."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    buffer.close()
    return bytes(data.data())


def file_name(*parts: str) -> str:
    """A name for a picture of *parts*, fit for any laptop."""
    plain = " - ".join(part for part in parts if part)
    return "".join(letter if letter.isalnum() or letter in " -’" else "-" for letter in plain) + ".png"


def ask_where(parent: QWidget, name: str) -> Path | None:
    """Where a person wants to save a picture, or None."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation) or str(Path.home())
    chosen, _ = QFileDialog.getSaveFileName(parent, "Save picture", str(Path(folder) / name), "Pictures (*.png)")
    return Path(chosen).with_suffix(".png") if chosen else None
