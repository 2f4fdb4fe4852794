"""Word documents: everything a reader of the final version sees, once, in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from document_files import NAMESPACES, docx, docx_nested_too_deeply, p, r, tbl, tc
from hypothesis import given, settings
from hypothesis import strategies as st

from wmpeer.documents import errors
from wmpeer.documents.read import read_document
from wmpeer.documents.records import ReadDocument

Seen = Callable[[ReadDocument], list[tuple[str, str]]]
BOX = "<w:txbxContent>" + p("In the box") + "</w:txbxContent>"
NOTES = f"""<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="0">{p("---")}</w:footnote>
<w:footnote w:id="1">{p("Source: audit, May.")}{p("Two paragraphs.")}</w:footnote>
<w:footnote w:id="2">{p("Never referred to")}</w:footnote></w:footnotes>"""
ENDNOTES = f'<w:endnotes {NAMESPACES}><w:endnote w:id="1">{p("At the very end")}</w:endnote></w:endnotes>'
NUMBERING = f"""<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def read(body: str, **parts: object) -> ReadDocument:
    return read_document("a.docx", docx(body, **parts))  # type: ignore[arg-type]


def test_that_headings_are_known_by_localised_based_on_and_outline_styles() -> None:
    document = read(
        p("Our evaluation", style="Titel") + p("One", style="berschrift1") + p("a", style="Standard")
        + p("Two", style="berschrift2") + p("b")
        + p("Three", style="Outlined") + p("c") + p("Own", style="Chapter") + p("d")
        + p("Body", style="berschrift1", properties='<w:outlineLvl w:val="9"/>')
        + p("e", style="Loop")
    )  # fmt: skip
    assert [(one.text, one.level) for one in document.passages if one.kind == "heading"] == [
        ("Our evaluation", 1), ("One", 1), ("Two", 2), ("Three", 3), ("Own", 1),
    ]  # fmt: skip
    assert {one.text: one.heading for one in document.passages}["c"] == "One › Two › Three"
    assert document.title == "Our evaluation"


def test_that_insertions_are_kept_and_deletions_dropped(seen: Seen) -> None:
    body = (
        p("Visits are ", "<w:ins>" + r("now ") + "</w:ins>", "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>", r("timely."))
        + p("<w:moveFrom>" + r("moved away") + "</w:moveFrom>", "<w:moveTo>" + r("moved here") + "</w:moveTo>")
        + f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('Half and ')}</w:p>" + p("half.")
    )  # fmt: skip
    assert seen(read(body)) == [("paragraph", "Visits are now timely."), ("paragraph", "moved here"), ("paragraph", "Half and half.")]


def test_that_every_wrapping_is_opened(seen: Seen) -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = (
        control.format(p("In a control"))
        + p(r("a "), control.format(r("b ")), "<w:hyperlink>" + r("link ") + "</w:hyperlink>", "<w:smartTag>" + r("tag ") + "</w:smartTag>")
        + "<w:customXml>" + p("custom") + "</w:customXml>"
        + p("<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>")
        + p(r("one"), "<w:r><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t>"
            "<w:noBreakHyphen/><w:t>four</w:t><w:softHyphen/><w:t>teen</w:t></w:r>")
    )  # fmt: skip
    assert [text for _, text in seen(read(body))] == ["In a control", "a b link tag", "custom", "x=2", "one two three-fourteen"]


def test_that_a_text_box_is_said_once(seen: Seen) -> None:
    both = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>" + BOX + "</wps:txbx></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:textbox>" + BOX + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert seen(read(p("Before ", both, r("after.")))) == [("paragraph", "Before after."), ("paragraph", "In the box")]


def test_that_tables_come_row_by_row_merged_cells_once(seen: Seen) -> None:
    body = tbl(
        ["Area", "Grade", "Note"],
        [tc("Leaders", '<w:vMerge w:val="restart"/>'), "Good", ""],
        [tc("", "<w:vMerge/>"), tc("across", '<w:gridSpan w:val="2"/>')],
        ["two paragraphs", tc(p("one") + p("two")), tc(tbl(["in", "ner"]) + p("outer"))],
    )
    assert [text for _, text in seen(read(body))] == [
        "Area | Grade | Note", "Leaders | Good |", "| across", "two paragraphs | one two | outer", "in | ner",
    ]  # fmt: skip


def test_that_a_table_that_only_frames_the_text_is_opened(seen: Seen) -> None:
    body = tbl([tc(p("Our practice", style="berschrift1") + p("It is good.") + tbl(["a", "b"]))])
    assert seen(read(body)) == [("heading", "Our practice"), ("paragraph", "It is good."), ("table-row", "a | b")]


def test_that_deleted_rows_are_dropped(seen: Seen) -> None:
    row = "<w:tr><w:trPr><w:del/></w:trPr>" + tc("gone") + "</w:tr>"
    assert seen(read(f"<w:tbl>{row}<w:tr>{tc('kept')}</w:tr></w:tbl>")) == [("table-row", "kept")]


def test_that_notes_follow_what_refers_to_them_and_unused_ones_are_left_out(seen: Seen) -> None:
    body = p(r("Good."), '<w:r><w:footnoteReference w:id="1"/><w:endnoteReference w:id="1"/></w:r>') + p("Next.")
    assert seen(read(body, footnotes=NOTES, endnotes=ENDNOTES)) == [
        ("paragraph", "Good. [1] [i]"), ("note", "1 Source: audit, May. Two paragraphs."), ("paragraph", "Next."),
        ("note", "i At the very end"),
    ]  # fmt: skip


def test_that_lists_have_their_depth_and_comments_are_left_out() -> None:
    item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
    body = (
        p("a", properties=item.format(0, 1)) + p("b", properties=item.format(2, 1)) + p("c", properties=item.format(0, 0))
        + p("d", style="Bullet2")
        + p(r("e"), '<w:r><w:commentReference w:id="1"/></w:r>')
    )  # fmt: skip
    comments = f'<w:comments {NAMESPACES}><w:comment w:id="1">{p("Never show this")}</w:comment></w:comments>'
    document = read(body, numbering=NUMBERING, comments=comments)
    assert [(one.kind, one.text, one.level) for one in document.passages] == [
        ("list", "a", 1), ("list", "b", 3), ("paragraph", "c", 0), ("list", "d", 2), ("paragraph", "e", 0),
    ]  # fmt: skip


def test_that_field_codes_are_left_out_and_results_kept(seen: Seen) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r><w:r><w:t>code</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("Table 2") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    never_closed = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    choice = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="No"/><w:listEntry w:val="Yes"/>'
        '</w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = p("See ", field, r(".")) + p(never_closed) + p("Still here. ", choice)
    assert [text for _, text in seen(read(body))] == ["See Table 2.", "Still here. Yes"]


def test_that_words_hidden_by_the_style_of_their_paragraph_are_left_out_and_said_to_be() -> None:
    styles = '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    styles += '<w:style w:type="paragraph" w:styleId="Under"><w:name w:val="Under"/><w:rPr><w:vanish/></w:rPr></w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="Below"><w:name w:val="Below"/><w:basedOn w:val="Under"/></w:style></w:styles>'
    hidden = '<w:p><w:pPr><w:pStyle w:val="Below"/></w:pPr><w:r><w:t>Not seen</w:t></w:r>{}</w:p>'
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Seen as well</w:t></w:r>'
    document = read(p("Seen") + hidden.format("") + hidden.format(shown), styles=styles)
    assert [one.text for one in document.passages] == ["Seen", "Seen as well"]
    assert (document.problems[0].code, document.problems[0].sentence) == ("hidden-text", "16 hidden characters were left out.")


def test_that_hidden_words_are_left_out_and_said_to_be() -> None:
    document = read(p("Seen", r(" hidden", "<w:vanish/>"), r(" too", '<w:vanish w:val="0"/>')))
    assert document.text == "Seen too"
    assert document.problems[0].code == "hidden-text"


def test_that_what_runs_on_every_page_is_left_out_and_a_first_page_of_its_own_is_read(seen: Seen) -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    )
    own = '<w:sectPr><w:titlePg/><w:headerReference w:type="first" r:id="header2"/></w:sectPr>'
    header, footer = f"<w:hdr {NAMESPACES}>{p('OFFICIAL')}</w:hdr>", f"<w:ftr {NAMESPACES}>{p('Page 3 of 9')}</w:ftr>"
    letterhead = f"<w:hdr {NAMESPACES}>{p('Walsall Council')}</w:hdr>"
    document = read(p("Text") + p("More", properties=section) + section, header1=header, footer1=footer)
    assert seen(document) == [("paragraph", "Text"), ("paragraph", "More")]
    assert seen(read(p("Text") + own, header2=letterhead)) == [("paragraph", "Text"), ("note", "Walsall Council")]


def test_that_a_document_without_heading_styles_has_its_short_bold_paragraphs_as_headings() -> None:
    document = read(p(r("What we do well", "<w:b/>")) + p("We listen to children.") + p(r("A bold sentence is none.", "<w:b/>")))
    assert [one.kind for one in document.passages] == ["heading", "paragraph", "paragraph"]


def test_that_strict_documents_read_alike(seen: Seen) -> None:
    body = p("Heading", style="berschrift1") + p("Words") + tbl(["a", "b"])
    assert seen(read(body, strict=True)) == seen(read(body)) != []


def test_that_offsets_lead_back_to_the_text() -> None:
    document = read(p("A", style="berschrift1") + p("Plant a phobl ifanc ŵ") + p("") + p("C"))
    assert all(document.text[one.start : one.end] == one.text for one in document.passages)
    assert document.characters == len(document.text)
    assert [one.number for one in document.passages] == [1, 2, 3]


def test_that_a_document_nested_too_deeply_is_damaged() -> None:
    with pytest.raises(errors.DocumentDamagedError):
        read_document("deep.docx", docx_nested_too_deeply())


words = st.text(alphabet="abcdefghij ", min_size=1, max_size=12).filter(str.strip)
blocks = st.recursive(
    words.map(p) | words.map(lambda text: p("<w:ins>" + r(text) + "</w:ins>")) | words.map(lambda text: p(text, style="berschrift1")),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(lambda cells: tbl([tc(cell + p("")) for cell in cells]))
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: "<w:sdt><w:sdtContent>" + "".join(parts) + "</w:sdtContent></w:sdt>")
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(blocks, min_size=1, max_size=5))
def test_that_no_word_is_lost_or_said_twice(bodies: list[str]) -> None:
    body = "".join(bodies)
    written = Counter(" ".join(re.findall(r"<w:t [^>]*>([^<]*)</w:t>", body)).split())
    assert Counter(read(body).text.replace("|", " ").split()) == written


def test_that_python_docx_finds_no_word_more_in_real_documents(real_data: Path) -> None:
    import docx as python_docx

    for path in sorted((real_data / "documents").rglob("*.docx")):
        other = python_docx.Document(str(path))
        wanted = Counter(" ".join(one.text for one in other.paragraphs).split())
        found = Counter(read_document(path.name, path.read_bytes()).text.split())
        assert sum((wanted - found).values()) <= 0.005 * sum(wanted.values()), path.name
