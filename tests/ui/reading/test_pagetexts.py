"""Between the pages' characters and the document's text, both ways."""

from __future__ import annotations

from wmpeer.documents.anchors import Anchor, anchor_of
from wmpeer.documents.records import Draft, assemble
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


def test_that_a_running_head_left_out_of_the_passages_can_still_be_marked() -> None:
    made = texts()
    chosen = made.selection(Place(1, 0), Place(1, len("Kelsborough self-evaluation")))
    assert (chosen.exact, chosen.passage, chosen.page) == ("Kelsborough self-evaluation", None, 2)
    assert made.spans_of(chosen.anchor, chosen.page) == [Span(1, 0, 27)]


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
