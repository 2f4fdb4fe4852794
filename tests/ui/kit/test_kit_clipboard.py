"""What was copied outlives nobody: a process without a desktop ends well with a picture on its clipboard."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtGui import QColor, QGuiApplication, QImage

from wmpeer.ui.kit.clipboard import as_html, copy_picture, copy_tables, let_go, tabbed

PROGRAM = """
from PySide6.QtGui import QGuiApplication, QImage
from wmpeer.ui.kit.clipboard import copy_picture
app = QGuiApplication([])
copy_picture(QImage(4, 4, QImage.Format.Format_RGB32), [[["Year"]]])
print(app.clipboard().text())
"""


def test_that_a_program_without_a_desktop_ends_well_after_something_was_copied() -> None:
    """Qt would delete it when Python has ended: a segmentation fault at the end of a whole run of tests."""
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=60)
    assert (run.stdout.strip(), run.returncode, run.stderr) == ("Year", 0, "")


def test_that_a_picture_and_its_numbers_are_copied_and_let_go(dressed) -> None:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    copy_picture(image, ((("Year", "Rate"),),))
    held = QGuiApplication.clipboard().mimeData()
    assert held.hasImage() and held.text() == "Year\tRate\n"
    let_go()
    assert QGuiApplication.clipboard().text() == ""


def test_that_tables_are_copied_for_a_letter_and_for_a_sheet(dressed) -> None:
    years = (("Period", "Ashcombe"), ("2024", "20.0"), ("2025", "no value, marked “c”\tin the source & elsewhere"))
    copy_tables((years, (("Authority", "2025"),)))
    held = QGuiApplication.clipboard().mimeData()
    assert held.text() == tabbed((years, (("Authority", "2025"),)))
    assert held.text().splitlines()[2] == "2025\tno value, marked “c” in the source & elsewhere"
    assert held.text().splitlines()[3:] == ["", "Authority\t2025"]
    assert (
        held.html().count("<table") == 2 and '<td align="right">20.0</td>' in as_html((years,)) and "source &amp; elsewhere" in held.html()
    )
