"""OpenDocument, PowerPoint, RTF, plain text and Markdown."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from document_files import odt
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from wmpeer.documents import errors
from wmpeer.documents.read import read_document
from wmpeer.documents.records import ReadDocument

COLUMNS = ' table:number-columns-repeated="{}"'
Seen = Callable[[ReadDocument], list[tuple[str, str]]]


def test_that_an_odt_is_read_in_order_without_deletions_and_comments(seen: Seen) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="1">Leaders</text:h><text:p>They<text:s text:c="3"/>know<text:tab/>it<text:line-break/>well.'
        "<office:annotation><text:p>a comment</text:p></office:annotation><text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Audit of May</text:p></text:note-body></text:note> <text:span>Truly.</text:span></text:p>"
        "<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>deeper</text:p></text:list-item></text:list></text:list-item></text:list>"
        "<text:section><text:p>in a section</text:p></text:section>"
        "<text:p>Box:<draw:frame><draw:text-box><text:p>inside</text:p></draw:text-box>"
        "<svg:title>not seen</svg:title></draw:frame></text:p>"
        '<text:p><text:hidden-text text:is-hidden="true">hidden</text:hidden-text></text:p>'
    )
    document = read_document("a.odt", odt(body))
    assert seen(document) == [
        ("heading", "Leaders"), ("paragraph", "They know it well. [1] Truly."),
        ("note", "1 Audit of May"), ("list", "one"), ("list", "deeper"),
        ("paragraph", "in a section"), ("paragraph", "Box:"), ("paragraph", "inside"),
    ]  # fmt: skip
    assert [one.level for one in document.passages if one.kind == "list"] == [1, 2]
    assert document.passages[1].heading == "Leaders"


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        ('<text:p>Seen<text:span text:style-name="T"> hidden</text:span> words</text:p>', ("T", "text", "none", "")),
        ('<text:p>Seen words</text:p><text:p text:style-name="B">A hidden line</text:p>', ("A", "paragraph", "none", "B")),
        ('<text:p>Seen words</text:p><text:section text:display="none"><text:p>A hidden line</text:p></text:section>', None),
        ('<text:p>Seen words</text:p><text:p>A hidden line<text:hidden-paragraph text:is-hidden="true"/></text:p>', None),
        ('<text:p>Seen <text:hidden-text text:is-hidden="true">hidden</text:hidden-text>words</text:p>', None),
    ],
)
def test_that_what_an_odt_hides_is_left_out_and_said_to_be(body: str, styles: tuple[str, str, str, str] | None) -> None:
    written = ""
    if styles is not None:
        name, family, display, child = styles
        written = (
            f'<style:style style:name="{name}" style:family="{family}"><style:text-properties text:display="{display}"/></style:style>'
        )
        written += f'<style:style style:name="{child}" style:family="{family}" style:parent-style-name="{name}"/>' if child else ""
    document = read_document("a.odt", odt(body, written))
    assert document.text == "Seen words"
    assert document.problems[0].code == "hidden-text"
    assert "hidden character" in document.problems[0].sentence


def test_that_hidden_words_within_hidden_words_are_counted_once() -> None:
    styles = '<style:style style:name="T" style:family="text"><style:text-properties text:display="none"/></style:style>'
    inner = '<text:span text:style-name="T">four<text:span text:style-name="T">five5</text:span></text:span>'
    body = f'<text:p>Seen</text:p><text:section text:display="none"><text:p>{inner}</text:p></text:section>'
    (problem,) = read_document("a.odt", odt(body, styles)).problems
    assert problem.sentence == "9 hidden characters were left out."


def test_that_words_an_odt_shows_again_within_what_it_hides_elsewhere_stay() -> None:
    styles = '<style:style style:name="A" style:family="paragraph"><style:text-properties text:display="none"/></style:style>'
    styles += (
        '<style:style style:name="B" style:family="paragraph" style:parent-style-name="A"><style:text-properties text:display="true"/>'
    )
    document = read_document("a.odt", odt('<text:p text:style-name="B">Seen again</text:p>', styles + "</style:style>"))
    assert (document.text, document.problems) == ("Seen again", ())


def test_that_repeated_cells_of_an_odt_are_capped(seen: Seen) -> None:
    cell = "<table:table-cell{}>{}</table:table-cell>"
    row = "<table:table-row{}>{}</table:table-row>"
    body = "<table:table>" + "".join(
        [
            "<table:table-header-rows>" + row.format("", cell.format("", "<text:p>Year</text:p>") * 2) + "</table:table-header-rows>",
            row.format("", cell.format(' table:number-columns-spanned="2"', "<text:p>across</text:p>") + "<table:covered-table-cell/>"),
            row.format("", cell.format(COLUMNS.format(3), "<text:p>x</text:p>") + cell.format(COLUMNS.format(16384), "")),
            row.format(' table:number-rows-repeated="1048576"', cell.format(COLUMNS.format(1024), "")),
            row.format(' table:number-rows-repeated="1000000"', cell.format("", "<text:p>again</text:p>")),
        ]
    ) + "</table:table>"  # fmt: skip
    texts = [text for _, text in seen(read_document("a.odt", odt(body)))]
    assert texts[:3] == ["Year | Year", "across", "x | x | x"]
    assert texts[3:] == ["again"] * 200


def test_that_odt_headers_and_footers_are_left_out(seen: Seen) -> None:
    styles = (
        "<office:master-styles><style:master-page><style:header><text:p>OFFICIAL</text:p></style:header>"
        "<style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer>"
        "</style:master-page></office:master-styles>"
    )
    assert seen(read_document("a.odt", odt("<text:p>Text</text:p>", styles=styles))) == [("paragraph", "Text")]


def slides() -> bytes:
    deck = Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    box = first.shapes.add_textbox(0, 0, Inches(2), Inches(1))
    box.text_frame.text = "Beside"
    first.shapes.title.text = "How we do"
    first.placeholders[1].text_frame.text = "First point"
    deeper = first.placeholders[1].text_frame.add_paragraph()
    deeper.text, deeper.level = "Deeper", 1
    first.notes_slide.notes_text_frame.text = "Say thank you"
    second = deck.slides.add_slide(deck.slide_layouts[6])
    group = second.shapes.add_group_shape()
    inner = group.shapes.add_group_shape().shapes.add_textbox(0, 0, Inches(1), Inches(1))
    inner.text_frame.text = "Grouped twice"
    table = second.shapes.add_table(2, 2, 0, 0, Inches(4), Inches(1)).table
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(0, 0).text, table.cell(1, 0).text, table.cell(1, 1).text = "Across", "a", "b"
    data = CategoryChartData()
    data.categories = ["2024", "2025"]
    data.add_series("Re-referrals", (21.5, 19))
    chart = second.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(4), Inches(3), data).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "Fewer come back"
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def test_that_slides_have_titles_points_groups_tables_charts_and_notes(seen: Seen) -> None:
    document = read_document("a.pptx", slides())
    assert seen(document) == [
        ("heading", "How we do"), ("paragraph", "Beside"), ("list", "First point"), ("list", "Deeper"), ("note", "Say thank you"),
        ("paragraph", "Grouped twice"), ("table-row", "Across |"), ("table-row", "a | b"), ("paragraph", "Fewer come back"),
        ("table-row", "| Re-referrals"), ("table-row", "2024 | 21.5"), ("table-row", "2025 | 19"),
    ]  # fmt: skip
    assert [one.page for one in document.passages][::6] == [1, 2]
    assert document.passages[1].heading == "How we do"
    assert document.passages[6].heading == "", "a title holds for its own slide"
    assert document.pages == 2
    assert document.title == "How we do"


RTF = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}}
{\stylesheet{\s1\outlinelevel0 heading 1;}{\s2 Normal;}}{\info{\title Our evaluation}{\author nobody}}
{\header OFFICIAL\par}
\pard\s1 Leaders\par
\pard\plain They know \b it\b0  well\rquote s \u373?\u8364\'80 caf\'e9 \f1\'b3\f0 \~and{\v hidden}{\deleted gone} on
\line next.{\super 1}{\footnote\pard Audit of May\par}\par
{\pard\ls1\ilvl0{\listtext\'b7\tab}First item\par}
\trowd\intbl Area\cell Grade\cell\row
\trowd\intbl Two\par paragraphs\cell\'93Good\'94\cell\row
\pard {\field{\*\fldinst HYPERLINK "http://a"}{\fldrslt the link}}{\*\unknown never}{\pict 89504e470d}\par
{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 202}}{\shptxt\pard In the box\par}}{\shprslt In the box}}
\pard emoji \u-10179?\u-8704? end \{brace\} back\\slash\par}"""


def test_that_rtf_is_read_with_headings_rows_notes_and_every_spelling_of_a_letter(seen: Seen) -> None:
    document = read_document("a.rtf", RTF)
    assert seen(document) == [
        ("heading", "Leaders"),
        ("paragraph", "They know it well’s ŵ€ café ł and on next. [1]"),
        ("note", "Audit of May"),
        ("list", "First item"),
        ("table-row", "Area | Grade"),
        ("table-row", "Two paragraphs | “Good”"),
        ("paragraph", "the link"),
        ("paragraph", "In the box"),
        ("paragraph", "emoji 😀 end {brace} back\\slash"),
    ]
    assert document.title == "Leaders"


@pytest.mark.parametrize(
    "data", [b"{\\rtf1" + b"{" * 3000, b"{\\rtf1 cut short {\\b never", b"{\\rtf1 a}}}} b", b"{\\rtf1 \\bin5 12345 words}"]
)
def test_that_bent_rtf_never_breaks_the_reader(data: bytes) -> None:
    try:
        assert read_document("a.rtf", data).text
    except errors.DocumentDamagedError:
        assert data.count(b"{") > 2000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_that_text_is_read_in_every_encoding_it_comes_in(encoding: str, seen: Seen) -> None:
    text = "Café notes – “quoted”\r\n\r\nA paragraph on\r\ntwo lines.\r\n\r\n- one\r\n- two\r\n"
    assert seen(read_document("a.txt", text.encode(encoding))) == [
        ("paragraph", "Café notes – “quoted”"), ("paragraph", "A paragraph on two lines."), ("list", "one"), ("list", "two"),
    ]  # fmt: skip


def test_that_form_feeds_part_pages_and_tabs_part_cells() -> None:
    document = read_document("a.txt", b"one\n\x0ctwo\nName\tGrade\n")
    assert [(one.page, one.kind, one.text) for one in document.passages] == [
        (1, "paragraph", "one"), (2, "paragraph", "two"), (2, "table-row", "Name | Grade"),
    ]  # fmt: skip


MARKDOWN = """# Our evaluation #

Leaders
-------
They **know** it *well* and [say so](https://example.org), snake_case too.[^1]
On a second line.

* one
  goes on
    * deeper
1. first

| Area | Grade |
|------|:-----:|
| Leaders | **Good** |
| Care \\| leavers | Good |

```
code stays
```
***
> quoted

[^1]: Audit of May
"""


def test_that_markdown_is_read_as_it_is_seen(seen: Seen) -> None:
    document = read_document("a.md", MARKDOWN.encode())
    assert seen(document) == [
        ("heading", "Our evaluation"), ("heading", "Leaders"),
        ("paragraph", "They know it well and say so (https://example.org), snake_case too. [1] On a second line."),
        ("list", "one goes on"), ("list", "deeper"), ("list", "1. first"),
        ("table-row", "Area | Grade"), ("table-row", "Leaders | Good"), ("table-row", "Care | leavers | Good"),
        ("paragraph", "code stays"), ("paragraph", "quoted"), ("note", "1 Audit of May"),
    ]  # fmt: skip
    assert [one.level for one in document.passages if one.kind in ("heading", "list")] == [1, 2, 1, 2, 1]


def test_that_a_list_of_children_is_refused() -> None:
    rows = "\n".join(f"A82040000{number}01B\t{number}/3/2015\tgood" for number in range(1, 6))
    with pytest.raises(errors.DocumentNamesChildrenError, match="UPN"):
        read_document("a.txt", f"UPN\tDate of birth\tView\n{rows}".encode())


def test_that_a_table_that_only_speaks_of_such_numbers_is_none() -> None:
    rows = "Field\tMeaning\nUPN\tUnique pupil number\nNHS number\tten digits\nChild ID\ta number\n"
    assert read_document("a.txt", rows.encode()).passages


def test_that_plain_text_has_the_headings_that_are_sure() -> None:
    text = (
        b"Self-evaluation\n===============\n\nLEADERS AND PARTNERS\n\nThey know the plan.\n\n"
        b"2.1 Visits to children\n\n1. An item\n\nActions\n-------\nVisit."
    )
    passages = read_document("a.txt", text).passages
    assert [(one.kind, one.text, one.level) for one in passages] == [
        ("heading", "Self-evaluation", 1), ("heading", "LEADERS AND PARTNERS", 1), ("paragraph", "They know the plan.", 0),
        ("heading", "2.1 Visits to children", 2), ("list", "1. An item", 1), ("heading", "Actions", 2), ("paragraph", "Visit.", 0),
    ]  # fmt: skip
