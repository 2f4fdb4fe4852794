"""Lines of a table of contents are list items; the names of tables are no headings."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from document_files import docx, odt, p, r

from wmpeer.documents.contents import contents_lines
from wmpeer.documents.looks import Look, could_head, headings_by_look
from wmpeer.documents.read import read_document
from wmpeer.documents.records import Draft, ReadDocument

Seen = Callable[[ReadDocument], list[tuple[str, str]]]
LINES = ["1 Leaders 3", "1.1 Visits 3", "2 Placements, kinship etc. 5"]


def drafts(*texts: str, heading: str = "Contents") -> list[Draft]:
    return [Draft("paragraph", heading), *(Draft("paragraph", text) for text in texts)]


def test_that_lines_below_contents_are_list_items_as_deep_as_their_numbers() -> None:
    found = contents_lines(drafts(*LINES, "Children are seen on time."))
    assert {place: (one.kind, one.text, one.level) for place, one in found.items()} == {
        1: ("list", "1 Leaders 3", 1), 2: ("list", "1.1 Visits 3", 2), 3: ("list", "2 Placements, kinship etc. 5", 1),
    }  # fmt: skip


@pytest.mark.parametrize("line", ["Leaders ........ 3", "Leaders | 3", "Leaders 3", "Leaders…… 3", "Leaders . . . . . 3"])
def test_that_leaders_before_the_page_are_left_out(line: str) -> None:
    assert [one.text for one in contents_lines(drafts(line, line, line, heading="Cynnwys:")).values()] == ["Leaders 3"] * 3


def test_that_a_long_entry_over_two_lines_does_not_end_the_contents() -> None:
    found = contents_lines(drafts("Leaders 3", "The experiences and progress of children", "who need help 4", "Care 6", "Leavers 8"))
    assert sorted(found) == [1, 3, 4, 5]


@pytest.mark.parametrize(
    "texts",
    [
        ("Visits 12", "Plans 4", "Teams 9"),  # no order of pages
        ("Visits 3", "Plans 4"),  # too few
        ("Visits | 12 | 14", "Plans | 13 | 15", "Teams | 14 | 16"),  # figures
        ("We see children early.", "We say why.", "Leaders 3", "Care 4", "Leavers 5"),  # not right below
    ],
)
def test_that_other_lines_ending_in_numbers_stay_what_they_are(texts: tuple[str, ...]) -> None:
    assert contents_lines(drafts(*texts)) == {}


def test_that_lines_of_contents_are_no_headings_though_they_are_bold(seen: Seen) -> None:
    bold = "<w:b/>"
    body = (
        p(r("Contents", bold)) + "".join(p(r(line, bold)) for line in LINES) + p(r("Leaders", bold)) + p(r("They know the plan well. " * 9))
    )
    assert seen(read_document("a.docx", docx(body)))[:5] == [
        ("heading", "Contents"),
        *(("list", line) for line in LINES),
        ("heading", "Leaders"),
    ]


def test_that_an_index_of_an_odt_is_a_list(seen: Seen) -> None:
    lines = "".join(f"<text:p>{line.rpartition(' ')[0]}<text:tab/>{line.rpartition(' ')[2]}</text:p>" for line in LINES)
    title = "<text:index-title><text:p>Contents</text:p></text:index-title>"
    body = f"<text:table-of-content><text:index-body>{title}{lines}</text:index-body></text:table-of-content><text:p>Text.</text:p>"
    assert [kind for kind, _ in seen(read_document("a.odt", odt(body)))][1:] == ["list", "list", "list", "paragraph"]


@pytest.mark.parametrize(
    "text", ["Table LA1: Key Stage 1", "Tables 4, 5 and 6: Other outcomes", "Figures 2 and 3", "Table 12. Visits", "Chart B: Plans"]
)
def test_that_names_of_tables_and_figures_are_no_headings(text: str) -> None:
    assert not could_head(text)


@pytest.mark.parametrize("text", ["Tables and chairs", "Figures for the year", "Table of decisions", "Charting the way"])
def test_that_headings_that_begin_like_names_of_tables_stay(text: str) -> None:
    assert could_head(text)


@pytest.mark.parametrize(("look", "kind"), [(Look(12), "list"), (Look(14), "heading"), (Look(10, True), "heading")])
def test_that_a_numbered_item_is_a_heading_only_where_it_is_bold_or_much_larger(look: Look, kind: str) -> None:
    found = [
        Draft("paragraph", "Children are seen. " * 20),
        Draft("list", "1. Visits are timely", None, 1),
        Draft("paragraph", "Yes. " * 30),
    ]
    assert headings_by_look(found, {0: Look(10), 1: look, 2: Look(10)})[1].kind == kind
