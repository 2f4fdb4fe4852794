"""The page of evidence is the one on which its words stand, also where its paragraph began on a page before."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from reportlab.pdfgen.canvas import Canvas

from wmpeer.claims.records import ClaimQuestion
from wmpeer.claims.sentences import sentences
from wmpeer.cli.main import main
from wmpeer.documents.queries import document_passages, document_text, documents, search_passages
from wmpeer.documents.records import Pages
from wmpeer.files import resource
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.actions import keep_finding
from wmpeer.judging.queries import finding_lines
from wmpeer.judging.records import FindingDraft, QuoteDraft
from wmpeer.letters.content import Evidence
from wmpeer.letters.printed import evidence_line
from wmpeer.papers.content import EvidenceLine
from wmpeer.papers.gather import capture_content
from wmpeer.papers.taking import _page
from wmpeer.papers.workbook import evidence_words
from wmpeer.region.actions import start_cycle

AUTHORITY, NAME, PASSPHRASE = "X08000009", "self-evaluation.pdf", "a quiet morning in autumn"
FIRST = [
    "Leaders know their services well and have a clear plan for the year ahead, which all",
    "partners and auditors agree with, and which families have helped to write in plain words too.",
    "Visits are recorded within two days in nearly all of the cases that were looked at by the",
]
SECOND = ["auditors in May, and the recording of supervision is the weakest part of what was seen there."]
ACROSS = "looked at by the auditors in May"
BEHIND = "recording of supervision is the weakest part"


def booklet(*, before: int = 0) -> bytes:
    """A paragraph over two pages, *before* of other words ahead of it."""
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=(595, 842), invariant=True)
    for number in range(before):
        canvas.drawString(70, 780, f"Page {number} has its own words and a full stop at the end.")
        canvas.showPage()
    for words in (FIRST, SECOND):
        for line, text in enumerate(words):
            canvas.drawString(70, 780 - 15 * line, text)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workspace]:
    words = [resource(*one).read_text(encoding="utf-8") for one in (("regions", "westmarch.toml"), ("frameworks", "default-2026.toml"))]
    opened, _ = start_cycle(tmp_path / "panel.wmpeer", PASSPHRASE, name="2026-27", region=words[0], framework=words[1])
    yield opened
    opened.close()


def send(office: Workspace, folder: Path, data: bytes) -> None:
    (folder / NAME).write_bytes(data)
    assert load(office, [folder / NAME], Wishes(authority=AUTHORITY))[0].status in ("loaded", "replaced")


def found(office: Workspace, *quotes: str) -> None:
    for quote in quotes:
        keep_finding(office, FindingDraft(AUTHORITY, "leaders", "strength", quote, evidence=(QuoteDraft(quote),)))


def told(office: Workspace) -> dict[str, str]:
    return {one.text: one.quotes[0].pages.said() for one in office.read(finding_lines, AUTHORITY)}


def test_that_a_quote_has_the_pages_on_which_its_words_stand(office: Workspace, tmp_path: Path) -> None:
    send(office, tmp_path, booklet())
    document = office.read(documents, AUTHORITY)[0]
    passage = office.read(document_passages, document.sha256)[0]
    assert passage.text[passage.turns[0][0] :].startswith("auditors in May")
    assert passage.pages == Pages(1, 2)
    found(office, "Leaders know their services well", ACROSS, BEHIND)
    assert told(office) == {"Leaders know their services well": "p 1", ACROSS: "pp 1–2", BEHIND: "p 2"}


def test_that_it_has_them_in_the_next_version_as_well(office: Workspace, tmp_path: Path) -> None:
    send(office, tmp_path, booklet())
    found(office, ACROSS, BEHIND)
    send(office, tmp_path, booklet(before=3))
    assert told(office) == {ACROSS: "pp 4–5", BEHIND: "p 5"}


def test_that_search_names_the_page_of_the_word_that_was_found(office: Workspace, tmp_path: Path) -> None:
    send(office, tmp_path, booklet())
    assert [office.read(search_passages, word)[0].page for word in ("families", "supervision", "recorded")] == [1, 2, 1]


def test_that_sentences_have_the_pages_on_which_they_stand(office: Workspace, tmp_path: Path) -> None:
    send(office, tmp_path, booklet())
    document = office.read(documents, AUTHORITY)[0]
    passage = office.read(document_passages, document.sha256)[0]
    assert [(one.page, one.last_page) for one in sentences(passage)] == [(1, 1), (1, 2)]
    assert ClaimQuestion("a.pdf", "", 1, "", "", 0, 1, "", 2).pages.said() == "pp 1–2"
    text = office.read(document_text, document.sha256)
    assert passage.page_at(text.index("Visits")) == 1
    assert passage.page_at(text.index("supervision")) == 2


def test_that_papers_and_the_command_line_name_them(office: Workspace, tmp_path: Path) -> None:
    send(office, tmp_path, booklet())
    found(office, ACROSS)
    quote = office.read(finding_lines, AUTHORITY)[0].quotes[0]
    in_letter = Evidence(quote=quote.quote, document="Report", page=quote.page, last_page=quote.last_page)
    assert evidence_line(in_letter) == f"“{ACROSS}” (Report, pages 1–2)"
    assert evidence_words(EvidenceLine(quote=ACROSS, document="Report", page=1, last_page=2)) == f"“{ACROSS}” (Report, pages 1–2)"
    on_sheet = office.read(capture_content, AUTHORITY, office.file.slot).findings[0]
    assert (on_sheet.page, on_sheet.page_text) == (None, "1–2")
    problems: list[object] = []
    assert _page("1–2", "", problems) is None  # type: ignore[arg-type]
    assert not problems
    office.close()
    run = CliRunner().invoke(main, ["findings", str(tmp_path / "panel.wmpeer"), "--json"], env={"WMPEER_PASSPHRASE": PASSPHRASE})
    listed = json.loads(run.output)
    one = (listed["findings"] if isinstance(listed, dict) else listed)[0]["evidence"][0]
    assert (one["page"], one["last_page"]) == (1, 2)
