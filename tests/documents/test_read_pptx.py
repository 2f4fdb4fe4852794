"""Presentations as they are seen: order on the slide, numbers, columns, titles without a placeholder, hidden slides, shares."""

from __future__ import annotations

import io
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from wmpeer.documents.pptx_order import Place, in_reading_order, runs_of
from wmpeer.documents.read import read_document
from wmpeer.documents.records import ReadDocument

Seen = Callable[[ReadDocument], list[tuple[str, str]]]
BLANK, TITLE_ONLY, COMPARISON, CONTENT = 6, 5, 4, 1


def deck() -> object:
    return Presentation()


def read(presentation: object) -> ReadDocument:
    out = io.BytesIO()
    presentation.save(out)  # type: ignore[attr-defined]
    return read_document("a.pptx", out.getvalue())


def slide(presentation: object, layout: int, title: str = "") -> object:
    added = presentation.slides.add_slide(presentation.slide_layouts[layout])  # type: ignore[attr-defined]
    if title:
        added.shapes.title.text = title
    return added


def box(on: object, left: float, top: float, width: float, height: float, *words: str) -> object:
    frame = on.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height)).text_frame  # type: ignore[attr-defined]
    frame.text = "\n".join(words)
    return frame


def test_that_boxes_are_read_as_they_are_seen_and_not_as_they_were_drawn(seen: Seen) -> None:
    presentation = deck()
    columns = slide(presentation, TITLE_ONLY, "Three columns")
    for left, name in ((6.5, "Outcome"), (3.5, "Do"), (0.5, "Plan")):
        box(columns, left, 2.6, 2.8, 2, f"{name}: what we did about it")
        box(columns, left, 2, 2.8, 0.5, name)
    rows = slide(presentation, TITLE_ONLY, "Two rows")
    for left, top, name in ((5.2, 5.2, "fourth"), (0.5, 5.2, "third"), (5.2, 2, "second"), (0.5, 2, "first")):
        box(rows, left, top, 4, 0.6, name)
    assert [text for kind, text in seen(read(presentation)) if kind == "paragraph"] == [
        "Plan", "Plan: what we did about it", "Do", "Do: what we did about it", "Outcome", "Outcome: what we did about it",
        "first", "second", "third", "fourth",
    ]  # fmt: skip


def test_that_what_stands_below_a_placeholder_comes_behind_it_though_the_layout_says_where_that_is(seen: Seen) -> None:
    presentation = deck()
    one = slide(presentation, CONTENT, "Visits")
    box(one, 0.5, 6.8, 4, 0.4, "Source: our audit")
    one.placeholders[1].text = "Timely"  # type: ignore[attr-defined]
    assert [text for _, text in seen(read(presentation))] == ["Visits", "Timely", "Source: our audit"]


def test_that_shapes_in_a_group_are_in_their_order_too(seen: Seen) -> None:
    presentation = deck()
    one = slide(presentation, BLANK)
    group = one.shapes.add_group_shape()  # type: ignore[attr-defined]
    for top, name in ((4, "last"), (3, "middle"), (2, "first")):
        shape = group.shapes.add_shape(1, Inches(1), Inches(top), Inches(3), Inches(0.7))
        shape.text_frame.text = name
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor(0, 0, 0)
    assert [text for _, text in seen(read(presentation))] == ["first", "middle", "last"]


def numbered(paragraph: object, kind: str, start: int = 0, level: int = 0) -> None:
    properties = paragraph._p.get_or_add_pPr()  # type: ignore[attr-defined]
    mark = etree.SubElement(properties, qn("a:buAutoNum"), type=kind)
    if start:
        mark.set("startAt", str(start))
    if level:
        properties.set("lvl", str(level))


def test_that_numbers_before_points_are_counted_as_they_are_shown(seen: Seen) -> None:
    presentation = deck()
    frame = box(
        slide(presentation, BLANK), 1, 1, 6, 4, "One", "Two", "deeper", "deeper still", "Three", "Aside", "Again", "Third letter", "Roman"
    )
    kinds = {0: ("arabicPeriod", 0, 0), 1: ("arabicPeriod", 0, 0), 2: ("alphaLcParenBoth", 0, 1), 3: ("alphaLcParenBoth", 0, 1)}
    kinds |= {4: ("arabicPeriod", 0, 0), 6: ("arabicPeriod", 0, 0), 7: ("alphaUcParenR", 3, 0), 8: ("romanUcPeriod", 4, 0)}
    for place, (kind, start, level) in kinds.items():
        numbered(frame.paragraphs[place], kind, start, level)  # type: ignore[attr-defined]
    assert seen(read(presentation)) == [
        ("list", "1. One"), ("list", "2. Two"), ("list", "(a) deeper"), ("list", "(b) deeper still"), ("list", "3. Three"),
        ("paragraph", "Aside"), ("list", "1. Again"), ("list", "C) Third letter"), ("list", "IV. Roman"),
    ]  # fmt: skip


def test_that_the_bold_lines_above_both_sides_of_a_comparison_are_headings(seen: Seen) -> None:
    presentation = deck()
    one = slide(presentation, COMPARISON, "Where we are")
    for number, words in ((1, "Strengths"), (2, "Stable teams"), (3, "To develop"), (4, "Timeliness")):
        next(shape for shape in one.placeholders if shape.placeholder_format.idx == number).text = words  # type: ignore[attr-defined]
    document = read(presentation)
    assert seen(document) == [
        ("heading", "Where we are"), ("heading", "Strengths"), ("list", "Stable teams"), ("heading", "To develop"), ("list", "Timeliness"),
    ]  # fmt: skip
    assert document.passages[-1].heading == "Where we are › To develop"


def test_that_large_words_above_all_others_are_the_title_of_a_slide_without_one(seen: Seen) -> None:
    presentation = deck()
    one = slide(presentation, BLANK)
    box(one, 0.5, 3, 6, 1, "Caseloads fell in every team.")
    head = box(one, 0.5, 0.4, 9, 1, "What has changed")
    head.paragraphs[0].runs[0].font.size = Pt(32)  # type: ignore[attr-defined]
    two = slide(presentation, BLANK)
    box(two, 0.5, 0.4, 9, 1, "Plain words above")
    box(two, 0.5, 3, 6, 1, "plain words below")
    assert seen(read(presentation)) == [
        ("heading", "What has changed"), ("paragraph", "Caseloads fell in every team."),
        ("paragraph", "Plain words above"), ("paragraph", "plain words below"),
    ]  # fmt: skip


def test_that_hidden_slides_are_read_and_told() -> None:
    presentation = deck()
    for title in ("One", "Two", "Three", "Four"):
        one = slide(presentation, TITLE_ONLY, f"Slide {title}")
        if title != "Two":
            one._element.set("show", "0")  # type: ignore[attr-defined]
    document = read(presentation)
    assert [passage.page for passage in document.passages] == [1, 2, 3, 4]
    assert [(one.code, one.where) for one in document.problems] == [("document-has-hidden-slides", "slides 1, 3-4")]


def test_that_shares_in_a_chart_are_rounded_as_the_chart_rounds_them(seen: Seen) -> None:
    presentation = deck()
    data = CategoryChartData(number_format="0%")
    data.categories = ["2024-25", "2025-26"]
    data.add_series("Timely", (0.845, 0.205))
    data.add_series("Repeat", (0.8449, None))
    slide(presentation, BLANK).shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(4), Inches(3), data)  # type: ignore[attr-defined]
    assert seen(read(presentation)) == [
        ("table-row", "| Timely | Repeat"), ("table-row", "2024-25 | 85% | 84%"), ("table-row", "2025-26 | 21% |"),
    ]  # fmt: skip


def test_that_a_slides_number_in_a_plain_box_is_left_out(seen: Seen) -> None:
    presentation = deck()
    one = slide(presentation, TITLE_ONLY, "Visits")
    frame = box(one, 8, 7, 1, 0.4, "Page ")
    field = etree.SubElement(frame.paragraphs[0]._p, qn("a:fld"), type="slidenum", id="{0}")  # type: ignore[attr-defined]
    etree.SubElement(field, qn("a:t")).text = "1"
    assert [text for _, text in seen(read(presentation))] == ["Visits", "Page"]


def test_that_a_program_s_own_name_for_a_deck_is_no_title() -> None:
    presentation = deck()
    presentation.core_properties.title = "PowerPoint Presentation"  # type: ignore[attr-defined]
    box(slide(presentation, BLANK), 1, 1, 4, 1, "plain words.")
    assert read(presentation).title == ""


sides = st.integers(-50, 400)
places = st.one_of(st.none(), st.builds(lambda x, y, w, h: Place(x, y, x + abs(w), y + abs(h)), sides, sides, sides, sides))


@given(st.lists(places, max_size=40))
def test_that_no_shape_is_lost_or_read_twice(shapes: list[Place | None]) -> None:
    assert sorted(in_reading_order(list(enumerate(shapes)))) == list(range(len(shapes)))


@given(st.integers(1, 8), st.integers(1, 5), st.randoms())
def test_that_a_single_column_is_read_from_the_top(count: int, height: int, any_order: object) -> None:
    column = [(number, Place(0, number * 10, 100, number * 10 + height)) for number in range(count)]
    any_order.shuffle(column)  # type: ignore[attr-defined]
    assert in_reading_order(column) == list(range(count))


def test_that_thousands_of_shapes_are_put_by_height() -> None:
    column = [(number, Place(0, number, 10, number + 1)) for number in range(3_000)]
    assert in_reading_order(column[::-1]) == list(range(3_000))


def test_that_slides_in_a_row_are_named_as_a_run() -> None:
    assert runs_of([2, 4, 5, 6]) == "2, 4-6"
