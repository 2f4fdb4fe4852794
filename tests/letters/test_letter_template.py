"""The Word template that travels is the one its script makes."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import letter_template

from wmpeer.files import resource


def test_that_the_template_is_as_its_script_makes_it(tmp_path: Path) -> None:
    made, kept = letter_template.make(tmp_path / "letter.docx"), resource("letters", "letter.docx")
    for part in ("word/document.xml", "word/styles.xml", "word/header1.xml", "word/footer1.xml"):
        assert ZipFile(made).read(part) == ZipFile(kept).read(part)


def test_that_the_template_names_nobody() -> None:
    core = ZipFile(resource("letters", "letter.docx")).read("docProps/core.xml").decode()
    assert "<dc:creator></dc:creator>" in core or "<dc:creator/>" in core
    assert "python" not in core
