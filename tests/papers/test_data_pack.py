"""The data pack of an authority: figures beside others', questions, room for commentary, pictures; as PDF and as a workbook."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pytest
from openpyxl import load_workbook
from paper_reading import as_text as book_text
from paper_reading import pdf_words
from region_paper_samples import KELSBOROUGH, PACK, TODAY

from wmpeer.drawing.blocks import Grid, Pictures, Room, as_text
from wmpeer.indicators.honest import honest
from wmpeer.indicators.queries import benchmark
from wmpeer.journal.rights import NotYourPartError
from wmpeer.journal.undo import redo, undo
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.commentary import commentaries, write_commentary
from wmpeer.judging.errors import UnknownAreaError
from wmpeer.judging.flags import authority_flags
from wmpeer.judging.recording import record_items
from wmpeer.papers.data_pack import data_pack_content
from wmpeer.papers.figures import home_of
from wmpeer.papers.pack_pdf import data_pack_paper, data_pack_pdf
from wmpeer.papers.pack_xlsx import data_pack_xlsx
from wmpeer.papers.records import DataPack
from wmpeer.region.actions import add_person, declare_interest
from wmpeer.region.queries import OwnAuthorityError

LEVELLED = "The rate has levelled.\nAsk how the board sees it."


@pytest.fixture(scope="module")
def drawn(pack: DataPack) -> bytes:
    return data_pack_pdf(pack)


@pytest.fixture(scope="module")
def book(pack: DataPack) -> bytes:
    return data_pack_xlsx(pack)


@pytest.fixture(scope="module")
def sheets(book: bytes) -> Any:
    return load_workbook(BytesIO(book))


def test_that_the_data_pack_stands_as_it_was_looked_at(expected: Callable[[str, str], None]) -> None:
    expected("papers/data-pack.txt", as_text(data_pack_paper(PACK)))
    expected("papers/data-pack-workbook.txt", book_text(data_pack_xlsx(PACK)))


def test_that_every_figure_is_the_benchmarks_with_what_is_said_of_it(region: Workspace, pack: DataPack) -> None:
    told = region.read(lambda session: honest(session, KELSBOROUGH, benchmark(session, KELSBOROUGH), TODAY))
    rows = {(row.code, row.period): row for row in told}
    figures = [one for area in pack.areas for one in area.figures]
    assert len(figures) > 20
    for one in figures:
        row = rows[one.code, next(period for code, period in rows if code == one.code)]
        assert (one.value, one.raw, one.sha256) == (row.value, row.raw, row.sha256)
        assert row.stale is None or row.stale.sentence in one.notes
        assert one.source <= len(pack.sources)
        assert pack.sources[one.source - 1].sha256 == one.sha256


def test_that_every_flag_that_is_on_no_figure_is_asked_about_once(region: Workspace, pack: DataPack) -> None:
    """One on an inspection's overall judgement belongs to no area, and is asked about all the same."""
    flags = [flag for flag in region.read(authority_flags, KELSBOROUGH, TODAY) if not flag.of_figure]
    asked = [because for one in (*pack.enquiries, *(one for area in pack.areas for one in area.enquiries)) for because in one.because]
    assert "overall" in {flag.code for flag in flags}
    assert [asked.count(flag.sentence) for flag in flags] == [1] * len(flags)
    assert any(one.about == "Overall effectiveness" for one in pack.enquiries)


def test_that_a_measure_has_its_home_in_an_area_that_the_framework_has() -> None:
    assert home_of(("leaders", "workforce"), {"leaders": "", "workforce": ""}) == "workforce"
    assert home_of(("leaders", "workforce"), {"leaders"}) == "leaders" and home_of(("workforce",), {"leaders"}) == ""


def test_that_a_count_stands_beside_nobody(pack: DataPack) -> None:
    counts = [one for area in pack.areas for one in area.figures if one.is_count]
    assert counts
    assert all((one.england, one.region, one.neighbours) == (None, None, None) for one in counts)


def test_that_the_pdf_is_tagged_outlined_and_the_same_each_time(pack: DataPack, drawn: bytes) -> None:
    assert data_pack_pdf(pack) == drawn
    document: Any = pypdfium2.PdfDocument(drawn)
    assert document.is_tagged()
    pictures = sum(len(block.pictures) for block in data_pack_paper(pack).blocks if isinstance(block, Pictures))
    assert pictures > 10
    assert (drawn.count(b"/S /Figure"), len(re.findall(rb"/S /Figure[^\n]* /Alt \(", drawn))) == (pictures, pictures)
    for part in (
        b"/S /H1",
        b"/S /H2",
        b"/S /H3",
        b"/S /LI",
        b"/S /Table",
        b"/S /TD",
        b"/Scope /Column",
        b"/Scope /Row",
        b"/StructTreeRoot",
    ):
        assert part in drawn
    titles = [bookmark.get_title() for bookmark in document.get_toc()]
    assert [f"{place}. {area.title}" for place, area in enumerate(pack.areas, start=1)] == [one for one in titles if one[0].isdigit()]
    assert set(re.findall(rb"/BaseFont /(?:[A-Z]{6}\+)?(\w+)", drawn)) <= {b"LiberationSans", b"DejaVuSans"}


def test_that_commentary_not_written_is_left_visibly_for_a_person(pack: DataPack) -> None:
    rooms = [block for block in data_pack_paper(pack).blocks if isinstance(block, Room)]
    assert len(rooms) == len(pack.areas)
    assert all(room.text == "" and "not yet written" in room.empty for room in rooms)


def test_that_commentary_is_written_by_whoever_leads_undone_and_taken_back(own_region: Workspace) -> None:
    kept = write_commentary(own_region, "Kelsborough", "in-care", f"  {LEVELLED} ")
    assert write_commentary(own_region, KELSBOROUGH, "in-care", LEVELLED).changed is None
    made = own_region.read(data_pack_content, KELSBOROUGH, own_region.readers, TODAY)
    area = next(one for one in made.areas if one.code == "in-care")
    assert (area.commentary, area.commentary_by) == (LEVELLED, "Coordinator")
    assert "The rate has levelled. Ask how the board sees it." in pdf_words(data_pack_pdf(made))
    assert own_region.read(commentaries, KELSBOROUGH, reader=own_region.readers)[0].entity == kept.id
    assert own_region.read(commentaries, KELSBOROUGH, reader="somebody who has not handed in") == ()
    undo(own_region)
    assert own_region.read(commentaries, KELSBOROUGH, reader=own_region.readers) == ()
    redo(own_region)
    write_commentary(own_region, KELSBOROUGH, "in-care", " ")
    assert own_region.read(commentaries, KELSBOROUGH, reader=own_region.readers) == ()


def test_that_nobody_with_an_interest_writes_or_is_given_a_pack_and_no_panellist_writes(own_region: Workspace) -> None:
    lead, reader = (add_person(own_region, name, role).entity for name, role in (("Ann Reed", "lead-moderator"), ("Ben Ode", "panellist")))
    declare_interest(own_region, lead, KELSBOROUGH, "worked there")
    with pytest.raises(OwnAuthorityError):
        write_commentary(own_region.on_behalf_of(lead), KELSBOROUGH, "in-care", LEVELLED)
    with pytest.raises(OwnAuthorityError):
        own_region.read(data_pack_content, KELSBOROUGH, lead, TODAY)
    write_commentary(own_region, KELSBOROUGH, "in-care", LEVELLED)
    assert own_region.read(commentaries, KELSBOROUGH, reader=lead) == ()
    as_panellist = own_region.on_behalf_of(reader)
    as_panellist.file.slot = reader
    with pytest.raises(NotYourPartError):
        write_commentary(as_panellist, KELSBOROUGH, "in-care", "Mine")
    with pytest.raises(UnknownAreaError):
        write_commentary(own_region, KELSBOROUGH, "weather", LEVELLED)


def test_that_words_with_markup_and_what_begins_like_a_formula_are_words(pack: DataPack) -> None:
    area = replace(pack.areas[0], commentary="=1+1 <b>bold</b> & “ŵ” \N{GRINNING FACE}", commentary_by="<i>A. Reed</i>")
    odd = replace(pack, areas=(replace(area, pictures=()),))
    assert "=1+1 <b>bold</b> & “ŵ”" in pdf_words(data_pack_pdf(odd))
    made = data_pack_xlsx(odd)
    assert load_workbook(BytesIO(made))["Commentary"]["B3"].value.startswith("=1+1 <b>")
    assert b"<f>" not in b"".join(_parts(made, "xl/worksheets/"))


def _parts(book: bytes, folder: str) -> list[bytes]:
    with ZipFile(BytesIO(book)) as packed:
        return [packed.read(name) for name in packed.namelist() if name.startswith(folder) and name.endswith(".xml")]


def test_that_every_chart_of_the_workbook_has_its_words_and_draws_cells_alone(pack: DataPack, book: bytes) -> None:
    drawings = _parts(book, "xl/drawings/")
    charts = sum(1 + (one.below is not None) for area in pack.areas for one in area.pictures)
    assert sum(len(re.findall(rb'name="Chart \d+"', one)) for one in drawings) == charts
    assert sum(len(re.findall(rb'name="Chart \d+" descr="[^"]{20,}"', one)) for one in drawings) == charts
    assert len(_parts(book, "xl/charts/")) == charts


def test_that_markers_are_no_number_in_a_chart(sheets: Any, pack: DataPack) -> None:
    figures = sheets["Figures"]
    heads = [cell.value for cell in figures[2]]
    at = heads.index("Kelsborough")
    values = [row[at].value for row in figures.iter_rows(min_row=3)]
    assert [isinstance(value, int | float) for value in values] == [one.value is not None for area in pack.areas for one in area.figures]
    for sheet in sheets.worksheets:
        if sheet.title[0].isdigit():
            body = [cell for row in sheet.iter_rows(min_row=3, min_col=2) for cell in row if cell.value is not None]
            words = [cell for cell in body if isinstance(cell.value, str) and cell.fill.fgColor.rgb != "00E8EDED"]
            assert not words, sheet.title


def test_that_sheets_freeze_their_heads_and_print(sheets: Any) -> None:
    assert sheets.sheetnames[:4] == ["Summary", "Figures", "Lines of enquiry", "Commentary"]
    assert sheets.sheetnames[-1] == "Sources"
    for sheet in sheets.worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheets["Figures"].freeze_panes == "C3"
    assert sheets["Lines of enquiry"].freeze_panes == "A3"


def test_that_a_pack_without_figures_says_so(pack: DataPack) -> None:
    bare = replace(
        pack, areas=tuple(replace(one, figures=(), enquiries=(), pictures=()) for one in pack.areas), others=(), sources=(), inspections=()
    )
    said = as_text(data_pack_paper(bare))
    assert said.count("No published measure belongs to this area, or none is loaded.") == len(pack.areas)
    assert not [block for block in data_pack_paper(bare).blocks if isinstance(block, Grid)]
    assert data_pack_pdf(bare).startswith(b"%PDF")
    assert "Sources" in load_workbook(BytesIO(data_pack_xlsx(bare))).sheetnames


def test_that_commentary_is_recorded_by_name_too(own_region: Workspace) -> None:
    items = [{"do": "write-commentary", "authority": "Kelsborough", "area": "in-care", "text": LEVELLED}]
    (done,) = record_items(own_region, items)
    assert done.status == "kept"
    assert own_region.read(commentaries, KELSBOROUGH, reader=own_region.readers)[0].text == LEVELLED


def test_that_a_long_name_is_whole_at_the_head_of_its_column() -> None:
    named = replace(PACK, authority="Llanfairpwllgwyngyllshire")
    assert "Measure Period Llanfairpwllgwyngyllshire England" in pdf_words(data_pack_pdf(named))
