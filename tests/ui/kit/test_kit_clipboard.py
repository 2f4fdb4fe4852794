"""What was copied outlives nobody: a process without a desktop ends well with a picture on its clipboard."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtGui import QColor, QGuiApplication, QImage

from wmpeer.ui.kit.clipboard import copy_picture, let_go

PROGRAM = """
from PySide6.QtGui import QGuiApplication, QImage
from wmpeer.ui.kit.clipboard import copy_picture
app = QGuiApplication([])
copy_picture(QImage(4, 4, QImage.Format.Format_RGB32), "Year")
print(app.clipboard().text())
"""


def test_that_a_program_without_a_desktop_ends_well_after_something_was_copied() -> None:
    """Qt would delete it when Python has ended: a segmentation fault at the end of a whole run of tests."""
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=60)
    assert (run.stdout.strip(), run.returncode, run.stderr) == ("Year", 0, "")


def test_that_a_picture_and_its_numbers_are_copied_and_let_go(dressed) -> None:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    copy_picture(image, "Year\tRate")
    held = QGuiApplication.clipboard().mimeData()
    assert held.hasImage() and held.text() == "Year\tRate"
    let_go()
    assert QGuiApplication.clipboard().text() == ""
