"""Between the pages' characters and the document's text, both ways."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wmpeer.documents.anchors import Anchor, anchor_of
from wmpeer.documents.locate import PageMap
from wmpeer.documents.page_order import in_reading_order
from wmpeer.documents.records import Draft, assemble
from wmpeer.documents.text import skeleton
from wmpeer.ui.reading.pagetexts import PageTexts
from wmpeer.ui.reading.records import Place, Span

READ = assemble(
    "pdf",
    [
        Draft("heading", "Placements", 1, 1),
        Draft("paragraph", "The office reviews every placement each month, and managers read what was decided and why.", 1),
        Draft(
            "paragraph",
            "Children who move are told beforehand, and their own words about the move are written down at once by the worker.",
            1,
        ),
        Draft("paragraph", "Nothing else changed this year.", 2),
    ],
)
PAGES = (
    "Placements\r\nThe o\ufb03ce reviews every place\ufffe\r\nment each month, and managers\r\nread what was decided and why.\r\n"
    "Children who move are told beforehand, and\r\n1",
    "Kelsborough self-evaluation\r\ntheir own words about the move are written\r\n"
    "down at once by the worker.\r\nNothing else changed this year.\r\n2",
)


def texts() -> PageTexts:
    made = PageTexts("ab", 2, READ.passages)
    for unit, text in enumerate(PAGES):
        made.put(unit, text)
    return made


def test_that_words_parted_by_a_hyphen_and_a_ligature_are_the_documents_words() -> None:
    start = PAGES[0].index("The o")
    chosen = texts().selection(Place(0, start), Place(0, PAGES[0].index(" each month") + 11))
    assert chosen.exact == "The office reviews every placement each month"
    assert READ.text[chosen.start : chosen.end] == chosen.exact
    assert chosen.passage == 2


def test_that_a_sentence_over_the_edge_of_a_page_is_one_quote() -> None:
    chosen = texts().selection(Place(0, PAGES[0].index("told before")), Place(1, PAGES[1].index("down at once") + 12))
    assert chosen.exact == "told beforehand, and their own words about the move are written down at once"


def test_that_a_mark_over_the_edge_of_a_page_stands_on_both() -> None:
    start = READ.text.index("told beforehand")
    spans = texts().spans_of(anchor_of(READ.text, start, READ.text.index(" by the worker")), 1)
    assert [span.unit for span in spans] == [0, 1]
    assert PAGES[0][slice(*spans[0][1:])].startswith("told beforehand")
    assert PAGES[1][slice(*spans[1][1:])].endswith("down at once")


def test_that_a_mark_waits_for_its_page_and_only_for_it() -> None:
    made = PageTexts("ab", 2, READ.passages)
    start = READ.text.index("Nothing else")
    anchor = anchor_of(READ.text, start, start + 12)
    assert made.spans_of(anchor, None) is None
    made.put(1, PAGES[1])
    (span,) = made.spans_of(anchor, None)
    assert PAGES[1][span.start : span.end] == "Nothing else"


def test_that_words_of_a_running_head_are_refused_with_a_sentence() -> None:
    made, head = texts(), (Place(1, 0), Place(1, len("Kelsborough self-evaluation")))
    assert made.selection(*head) is None
    assert made.refusal(*head).sentence.startswith("Words along the head or foot of a page are no part")
    assert made.between(*head) == "Kelsborough self-evaluation"


def test_that_a_choice_begun_in_the_running_head_is_refused_and_a_page_number_alone_is_left_out() -> None:
    made, end = texts(), PAGES[1].index(" by the worker")
    assert made.refusal(Place(1, 3), Place(1, end)).code == "words-running"
    chosen = made.selection(Place(1, PAGES[1].index("Nothing")), Place(1, len(PAGES[1])))
    assert chosen.exact == "Nothing else changed this year."


def test_that_signs_at_the_ends_are_quoted_only_where_they_were_chosen() -> None:
    made, at = texts(), PAGES[0].index("read what")
    end = PAGES[0].index("why.") + 3
    assert made.selection(Place(0, at), Place(0, end)).exact == "read what was decided and why"
    assert made.selection(Place(0, at), Place(0, end + 1)).exact == "read what was decided and why."


TABLE = assemble(
    "pdf",
    [
        Draft("paragraph", "The table shows both years side by side for every team.", 1),
        Draft("table-row", "Assessment team north | forty-one children | fifty-two children", 1),
        Draft("table-row", "Assessment team south | sixteen children | seventeen children", 1),
    ],
)
COLUMNS = (
    "The table shows both years side by side for every team.\r\nAssessment team north\r\nAssessment team south\r\n"
    "forty-one children\r\nsixteen children\r\nfifty-two children\r\nseventeen children"
)


def table_page() -> tuple[PageTexts, str]:
    """A table whose cells were drawn column by column, put in the order of its rows."""
    boxes = [(float(place), 0.0, place + 1.0, 1.0) for place in range(len(COLUMNS))]
    text, moved = in_reading_order(COLUMNS, boxes, PageMap(1, COLUMNS, TABLE.passages))
    assert sorted(text.replace("\n", "")) == sorted(COLUMNS.replace("\n", ""))
    assert all(COLUMNS[int(box[0])] == sign for sign, box in zip(text, moved, strict=True) if box[2] > box[0])
    made = PageTexts("ab", 1, TABLE.passages)
    made.put(0, text)
    return made, text


def test_that_a_row_of_a_table_drawn_by_columns_is_one_quote() -> None:
    made, text = table_page()
    start, end = text.index("Assessment team south"), text.index("seventeen children") + len("seventeen children")
    chosen = made.selection(Place(0, start), Place(0, end))
    assert chosen.exact == TABLE.passages[2].text
    assert [text[first:last].split() for _, first, last in made.spans_of(chosen.anchor, 1)] == [
        cell.split() for cell in TABLE.passages[2].text.split(" | ")
    ]


def test_that_words_with_others_between_them_in_the_text_are_refused() -> None:
    made = PageTexts("ab", 1, TABLE.passages)
    made.put(0, COLUMNS)
    start, end = COLUMNS.index("Assessment team north"), COLUMNS.index("Assessment team south") + 21
    assert made.selection(Place(0, start), Place(0, end)) is None
    assert made.refusal(Place(0, start), Place(0, end)).sentence.startswith("The chosen words do not stand together")


def test_that_words_that_were_not_read_with_the_text_are_refused() -> None:
    page = "The table shows both years side\r\nprinted across in grey\r\nby side for every team."
    made = PageTexts("ab", 1, TABLE.passages)
    made.put(0, page)
    assert made.selection(Place(0, 0), Place(0, len(page))) is None
    assert made.refusal(Place(0, 0), Place(0, len(page))) is not None


@given(st.data())
def test_that_whatever_is_chosen_is_quoted_letter_by_letter_or_refused(data: st.DataObject) -> None:
    first = data.draw(st.integers(0, 1))
    last = data.draw(st.integers(first, 1))
    start = data.draw(st.integers(0, len(PAGES[first])))
    end = data.draw(st.integers(start if last == first else 0, len(PAGES[last])))
    made = texts()
    chosen = made.selection(Place(first, start), Place(last, end))
    if chosen is None:
        return
    head = len("Kelsborough self-evaluation") if last else 0
    parts = [PAGES[0][start:], PAGES[1][head:end]] if first < last else [PAGES[first][max(start, head) : end]]
    quoted, said = skeleton(chosen.exact)[0], skeleton("".join(parts))[0].replace("1", "").replace("2", "")
    assert READ.text[chosen.start : chosen.end] == chosen.exact
    assert quoted == said


def test_that_without_passages_the_pages_are_the_text() -> None:
    made = PageTexts("ab", 2, ())
    for unit, text in enumerate(PAGES):
        made.put(unit, text)
    whole = "\n".join(PAGES)
    chosen = made.selection(Place(1, PAGES[1].index("Nothing")), Place(1, PAGES[1].index(" changed")))
    assert whole[chosen.start : chosen.end] == chosen.exact == "Nothing else"
    assert made.spans_of(chosen.anchor, 2) == [Span(1, PAGES[1].index("Nothing"), PAGES[1].index(" changed"))]
    assert made.place_of(chosen.start) == Place(1, PAGES[1].index("Nothing"))


def test_that_white_space_alone_is_no_choice() -> None:
    end = PAGES[0].index("The")
    assert texts().selection(Place(0, end - 2), Place(0, end)) is None


def test_that_words_nobody_wrote_are_nowhere() -> None:
    assert texts().spans_of(Anchor("A sentence that is in no paper of anybody at all"), 1) == []


def test_that_a_place_in_the_text_is_a_place_on_a_page() -> None:
    made = texts()
    assert made.place_of(READ.text.index("Nothing")) == Place(1, PAGES[1].index("Nothing"))
    assert made.place_of(READ.text.index("Children who")) == Place(0, PAGES[0].index("Children who"))
