"""How flowing documents are seen beside their words: merged cells and pictures of Word, OpenDocument, PowerPoint and RTF."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from document_files import odt, p, tbl, tc
from picture_files import docx_with, drawing, merged, picture, table_with_merged_cells
from pptx import Presentation
from pptx.util import Pt

from wmpeer.documents.guard import Guarded, check
from wmpeer.documents.layout import Given, Layout, Sketch
from wmpeer.documents.read import parsed
from wmpeer.documents.records import ReadDocument
from wmpeer.documents.rtf_pictures import group_end

SAMPLES = Path(__file__).parent / "samples"
Seen = list[list[tuple[str, int, int, int, bool]]]
MERGED: Seen = [
    [("r0c0", 0, 1, 1, False), ("two columns ŵ", 1, 2, 1, False), ("r0c3", 3, 1, 1, False)],
    [("three rows ŷ", 0, 1, 3, False), ("r1c1", 1, 1, 1, False), ("r1c2", 2, 1, 1, False), ("r1c3", 3, 1, 1, False)],
    [("", 0, 1, 1, True), ("r2c1", 1, 1, 1, False), ("a block {braces} \\ back", 2, 2, 2, False)],
    [("", 0, 1, 1, True), ("r3c1", 1, 1, 1, False), ("", 2, 2, 1, True)],
]


def read(name: str, data: bytes) -> ReadDocument:
    return parsed(name, check(name, data))


def cells(document: ReadDocument) -> Seen:
    return [
        [(document.passages[row.passage - 1].text[one.start : one.end], one.column, one.across, one.down, one.above) for one in row.cells]
        for row in document.layout.rows
    ]


def words(document: ReadDocument) -> list[tuple[str, int, str]]:
    return [(one.kind, one.level, one.text) for one in document.passages]


def sample(ending: str) -> ReadDocument:
    return read(f"gofal.{ending}", (SAMPLES / f"gofal.{ending}").read_bytes())


def test_that_word_and_its_rtf_say_the_same_down_to_the_welsh_letters() -> None:
    """The RTF was written by LibreOffice from the Word document: an independent writer."""
    assert words(sample("rtf")) == words(sample("docx"))
    assert "🙂" in sample("rtf").text and "Ŵ Ŷ" in sample("rtf").text


@pytest.mark.parametrize("ending", ["docx", "odt", "rtf"])
def test_that_merged_cells_are_the_same_in_every_format(ending: str) -> None:
    assert cells(sample(ending)) == MERGED


@pytest.mark.parametrize("ending", ["docx", "odt", "rtf"])
def test_that_a_picture_has_its_place_its_size_and_its_words_in_every_format(ending: str) -> None:
    document = sample(ending)
    (found,) = document.layout.pictures
    assert document.passages[found.passage - 1].text == "Before the picture."
    assert (round(found.width), round(found.height)) == (216, 108)
    assert found.words == "A yellow disc: dros Gymru"


def test_that_a_layout_never_changes_the_words() -> None:
    with_all = read(
        "a.docx", docx_with(p("One.") + f"<w:p>{drawing()}</w:p>" + p("Two.") + table_with_merged_cells(), {"image1.png": picture()})
    )
    assert [one.text for one in with_all.passages] == [
        "One.", "Two.", "Priority | What we did", "Early help | Visits | 81%", "| Plans | 77%", "| Reviews | 90%",
        "Placements | Near home | 64%",
    ]  # fmt: skip
    assert [one.start for one in with_all.passages] == [0, 5, 10, 33, 59, 73, 89]


def test_that_a_table_without_merged_cells_is_left_to_its_words() -> None:
    assert read("a.docx", docx_with(p("One.") + tbl(["a", "b"], ["c", "d"]), {})).layout == Layout((), (), 16)


def test_that_a_row_without_words_does_not_part_a_merged_cell() -> None:
    table = tbl([merged("Tall", down="restart"), "a"], [merged("", down="continue"), ""], [merged("", down="continue"), "b"])
    assert cells(read("a.docx", docx_with(table, {}))) == [
        [("Tall", 0, 1, 2, False), ("a", 1, 1, 1, False)], [("", 0, 1, 1, True), ("b", 1, 1, 1, False)],
    ]  # fmt: skip


def test_that_what_hangs_between_two_rows_parts_a_merged_cell() -> None:
    inner = tc(p("a") + tbl(["inside"]))
    document = read("a.docx", docx_with(tbl([merged("Tall", down="restart"), inner], [merged("", down="continue"), "b"]), {}))
    assert [one.text for one in document.passages] == ["Tall | a", "inside", "| b"]
    assert [one[0][3:] for one in cells(document)] == [(1, False), (1, False)]


def test_that_bars_inside_a_cell_are_letters_of_it() -> None:
    table = tbl(["yes | no", merged("over two", across=2)])
    assert [one[0] for one in cells(read("a.docx", docx_with(table, {})))[0]] == ["yes | no", "over two"]


def test_that_a_cell_over_thousands_of_columns_is_one_cell() -> None:
    rows = cells(read("a.docx", docx_with(tbl([merged("wide", across=999), "b"], ["c", "d"]), {})))
    assert rows[0] == [("wide", 0, 64, 1, False)]


def test_that_a_picture_in_a_cell_keeps_its_column_and_one_without_words_hangs_below() -> None:
    logo = f"<w:p>{drawing()}</w:p>"
    with_words = read("a.docx", docx_with(tbl(["Council", tc(logo)]) + p("After."), {"image1.png": picture()}))
    assert [(one.passage, one.column) for one in with_words.layout.pictures] == [(1, 1)]
    alone = read("a.docx", docx_with(p("Before.") + tbl([tc(logo), tc(logo)]) + p("After."), {"image1.png": picture()}))
    assert [(one.passage, one.column) for one in alone.layout.pictures] == [(1, -1), (1, -1)]


def test_that_deleted_hidden_and_tiny_pictures_are_none() -> None:
    unseen = drawing().replace('id="1" name', 'id="1" hidden="1" name')
    body = (
        p("One.")
        + f'<w:p><w:del w:id="1" w:author="a">{drawing()}</w:del></w:p>'
        + f"<w:p>{unseen}</w:p>"
        + f"<w:p>{drawing(width=3, height=3)}</w:p>"
    )
    assert read("a.docx", docx_with(body, {"image1.png": picture()})).layout.pictures == ()


def test_that_a_linked_picture_is_named_and_never_fetched() -> None:
    data = docx_with(p("One.") + f"<w:p>{drawing('far', words='Our logo')}</w:p>", {}, {"far": "https://example.org/logo.png"})
    (found,) = read("a.docx", data).layout.pictures
    assert (found.words, found.why) == ("Our logo", "it is kept outside the file")


def test_that_the_name_of_a_file_is_no_alternative_text() -> None:
    (found,) = read(
        "a.docx", docx_with(p("One.") + f"<w:p>{drawing(words='IMG_0042.jpeg')}</w:p>", {"image1.png": picture()})
    ).layout.pictures
    assert found.words == ""


def test_that_more_than_a_thousand_pictures_are_cut_off() -> None:
    data = docx_with(p("One.") + f"<w:p>{drawing()}</w:p>" * 1_100, {"image1.png": picture()})
    assert len(read("a.docx", data).layout.pictures) == 1_000


def test_that_an_odt_tells_rows_columns_and_pictures() -> None:
    frame = (
        '<draw:frame svg:width="2in" svg:height="72pt"><draw:image xlink:href="Pictures/a.svg"/><draw:image xlink:href="Pictures/a.png"/>'
        "<svg:desc>Map of the county</svg:desc></draw:frame>"
    )
    wide = '<table:table-cell table:number-columns-spanned="2"><text:p>Wide</text:p></table:table-cell><table:covered-table-cell/>'
    tall = '<table:table-cell table:number-rows-spanned="2"><text:p>Tall</text:p></table:table-cell>'
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = [wide + cell.format("c"), tall + cell.format("d") + cell.format("e"), "<table:covered-table-cell/>" + cell.format("f") * 2]
    body = "<table:table>" + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows) + "</table:table>"
    document = read("a.odt", odt(f"<text:p>Before.{frame}</text:p>{body}"))
    (found,) = document.layout.pictures
    assert (found.passage, found.width, found.height, found.words, found.why) == (1, 144, 72, "Map of the county", "")
    assert document.sources[0].part == "Pictures/a.png"
    assert cells(document) == [
        [("Wide", 0, 2, 1, False), ("c", 2, 1, 1, False)],
        [("Tall", 0, 1, 2, False), ("d", 1, 1, 1, False), ("e", 2, 1, 1, False)],
        [("", 0, 1, 1, True), ("f", 1, 1, 1, False), ("f", 2, 1, 1, False)],
    ]


def test_that_a_slide_tells_its_merged_cells_and_pictures() -> None:
    made, out = Presentation(), io.BytesIO()
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = "Placements"
    table = slide.shapes.add_table(3, 3, 0, Pt(100), Pt(400), Pt(200)).table
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 2).merge(table.cell(2, 2))
    table.cell(0, 1).text = table.cell(2, 2).text = ""
    shape = slide.shapes.add_picture(io.BytesIO(picture()), Pt(10), Pt(320), Pt(80), Pt(40))
    shape._element.nvPicPr.cNvPr.set("descr", "Children by age")
    made.save(out)
    document = read("a.pptx", out.getvalue())
    (found,) = document.layout.pictures
    assert (found.page, round(found.width), round(found.height), found.words) == (1, 80, 40, "Children by age")
    shape_of_rows = [[(one[1:]) for one in row] for row in cells(document)]
    assert shape_of_rows == [
        [(0, 2, 1, False), (2, 1, 1, False)], [(0, 1, 1, False), (1, 1, 1, False), (2, 1, 2, False)],
        [(0, 1, 1, False), (1, 1, 1, False), (2, 1, 1, True)],
    ]  # fmt: skip


def test_that_an_rtf_row_is_told_by_where_its_cells_end() -> None:
    head = r"{\rtf1\ansi One.\par "
    wide = r"\trowd\trleft0\cellx2000\cellx6000\intbl Priority\cell What we did\cell\row "
    rows = r"\trowd\trleft0\clvmgf\cellx2000\cellx4010\cellx6000\intbl Tall\cell a\cell b\cell\row "
    below = r"\trowd\trleft0\clvmrg\cellx2000\cellx4000\cellx6000\intbl \cell c\cell d\cell\row "
    document = read("a.rtf", (head + wide + rows + below + r"\pard After.\par}").encode())
    assert [one.text for one in document.passages] == ["One.", "Priority | What we did", "Tall | a | b", "| c | d", "After."]
    assert cells(document) == [
        [("Priority", 0, 1, 1, False), ("What we did", 1, 2, 1, False)],
        [("Tall", 0, 1, 2, False), ("a", 1, 1, 1, False), ("b", 2, 1, 1, False)],
        [("", 0, 1, 1, True), ("c", 1, 1, 1, False), ("d", 2, 1, 1, False)],
    ]


def test_that_cells_merged_with_the_one_before_are_no_cells_of_an_rtf_row() -> None:
    row = r"\trowd\clmgf\cellx2000\clmrg\cellx4000\cellx6000\intbl Both\cell \cell c\cell\row "
    document = read(
        "a.rtf", (r"{\rtf1\ansi " + row + row.replace(r"\clmgf", "").replace(r"\clmrg", "").replace(r"l \cell", r"l x\cell") + "}").encode()
    )
    assert [one.text for one in document.passages] == ["Both | c", "Both | x | c"]
    assert cells(document)[0] == [("Both", 0, 2, 1, False), ("c", 2, 1, 1, False)]


def test_that_an_rtf_picture_is_told_once_with_its_size_and_words_and_its_bytes_are_none_of_the_text() -> None:
    """Word's own pictures come twice, once for old programs; those of shapes hide among properties; some are raw bytes."""
    words = r"{\*\picprop{\sp{\sn wzDescription}{\sv T\'e2n \u375\'3f}}}"
    shown = r"{\*\shppict{\pict" + words + r"\picscalex50\picscaley50\picwgoal2880\pichgoal1440\pngblip 89ab}}"
    old = r"{\nonshppict{\pict\picwgoal2880\pichgoal1440\wmetafile8 0100}}"
    shape = r"{\shp{\*\shpinst{\sp{\sn fillColor}{\sv 7}}{\sp{\sn pib}{\sv {\pict\picwgoal400\pichgoal400\jpegblip ffd8}}}}}"
    raw = r"{\pict\picwgoal600\pichgoal600\piccropl150\pngblip\bin4 }{}\}"
    document = read("a.rtf", (r"{\rtf1\ansi One." + shown + old + r"\par Two." + shape + raw + r"\par Three.\par}").encode())
    assert [one.text for one in document.passages] == ["One.", "Two.", "Three."]
    assert [(one.passage, one.width, one.height, one.words) for one in document.layout.pictures] == [
        (1, 72, 36, "Tân ŷ"), (2, 20, 20, ""), (2, 22.5, 30, ""),
    ]  # fmt: skip
    assert document.sources[2].crop == (0.25, 0, 0, 0)


@pytest.mark.parametrize(
    ("group", "rest"),
    [("aa}b", "}b"), ("{x}{y}00}b", "}b"), (r"\bin4 }}}}00}b", "}b"), (r"\'41 \} \{ 0}b", "}b"), ("00", ""), ("{{00", "")],
)
def test_that_the_end_of_a_group_is_found(group: str, rest: str) -> None:
    assert group[group_end(group, 0) :] == rest


@pytest.mark.parametrize(
    "fault", [r"{\rtf1 One. {\pict\pngblip 89", r"{\rtf1 One. {\pict", r"{\rtf1 One. {\pict\pngblip\bin99999999 x}} Two.", r"\pict}}}{"]
)
def test_that_a_torn_rtf_picture_costs_nobody_the_words(fault: str) -> None:
    document = parsed("a.rtf", Guarded("rtf", fault.encode()))
    assert all(one.text.startswith(("One", "Two")) for one in document.passages)


def test_that_two_halves_of_one_sign_may_have_a_word_between_them() -> None:
    assert read("a.rtf", rb"{\rtf1\ansi Da \uc0 \u55357\uc1 \u56898\'3f iawn.\par}").text == "Da 🙂 iawn."


def test_that_a_sketch_of_any_rows_lies_in_its_words() -> None:
    sketch = Sketch()
    table = sketch.table()
    sketch.row(table, 0, "a | b", [Given("a"), Given("b", 2)])
    sketch.row(table, 1, "c", [Given("", 1, True), Given("c", 2, True)])
    layout = sketch.layout([0, 1, 2], 7)
    assert [[(one.start, one.end) for one in row.cells] for row in layout.rows] == [[(0, 1), (4, 5)], [(0, 0), (0, 1)]]


def test_that_published_documents_and_their_pictures_are_laid_out(real_data: Path) -> None:
    folder = real_data / "documents" / "west_sussex_jsna"
    if not folder.exists():
        pytest.skip("the briefings are not among the real files")
    data = (folder / "jsna_eye_health_sight_loss_briefing.docx").read_bytes()
    document = read("a.docx", data)
    assert (len(document.layout.pictures), len(document.layout.rows)) == (23, 18)
    assert ("Partial sight impairment", 0, 1, 3, False) in [one for row in cells(document) for one in row]
