"""From the characters of a page to passages and back."""

from __future__ import annotations

from pathlib import Path

from wmpeer.documents.locate import Located, PageMap
from wmpeer.documents.records import Draft, assemble
from wmpeer.documents.worker import DocumentWorker

PAGE = "OFFICIAL\r\nWhat works\r\n• Multi\ufffeagency teams are ﬁrst\r\nto know. Leaders Good\r\n"
DOCUMENT = assemble(
    "pdf",
    [
        Draft("heading", "What works", 1, 1),
        Draft("list", "Multi-agency teams are first to know.", 1, 1),
        Draft("table-row", "Leaders | Good", 1),
    ],
    pages=1,
)


def test_that_a_choice_on_the_page_leads_to_the_passage() -> None:
    found = PageMap(1, PAGE, DOCUMENT.passages)
    start, end = PAGE.index("agency"), PAGE.index("know") + 4
    (place,) = found.to_passages(start, end)
    assert DOCUMENT.passages[place.number - 1].text[place.start : place.end] == "agency teams are first to know"


def test_that_a_choice_over_two_passages_gives_both() -> None:
    found = PageMap(1, PAGE, DOCUMENT.passages)
    assert [place.number for place in found.to_passages(PAGE.index("works"), PAGE.index("teams"))] == [1, 2]
    assert found.to_passages(0, 8) == ()


def test_that_a_part_of_a_passage_leads_to_the_page() -> None:
    found = PageMap(1, PAGE, DOCUMENT.passages)
    passage = DOCUMENT.passages[1]
    ((start, end),) = found.to_page(2, passage.text.index("first"), len(passage.text))
    assert PAGE[start:end] == "ﬁrst\r\nto know"
    assert [PAGE[start:end] for start, end in found.to_page(3, 0, 100)] == ["Leaders", "Good"]
    assert found.to_page(99, 0, 5) == ()


def test_that_there_and_back_is_the_same_on_every_real_page(real_data: Path, worker: DocumentWorker) -> None:
    path = next((real_data / "documents" / "ofsted_ilacs_wm").glob("walsall*.pdf"))
    document = worker.read(path.name, path.read_bytes())
    worker.open_pages(path.read_bytes())
    checked = 0
    for page in range(1, (document.pages or 0) + 1):
        found = PageMap(page, worker.characters(page).text, document.passages)
        for passage in document.passages:
            if passage.page != page or passage.kind == "note":
                continue
            stretches = found.to_page(passage.number, 0, len(passage.text))
            assert stretches, passage
            back = found.to_passages(stretches[0][0], stretches[-1][1])
            assert Located(passage.number, back[0].start, back[-1].end) in back or passage.kind == "table-row"
            checked += 1
    assert checked > 70


def test_that_a_passage_over_the_end_of_a_page_stands_on_both() -> None:
    document = assemble("pdf", [Draft("paragraph", "Visits were looked at by the auditors in May of this year.", 1)], pages=2)
    first, second = "Visits were looked at\r\nby the", "Walsall self-evaluation\r\nauditors in May of this\r\nyear."
    ((start, end),) = PageMap(1, first, document.passages).to_page(1, 0, 100)
    assert first[start:end] == first
    ((start, end),) = PageMap(2, second, document.passages).to_page(1, 0, 100)
    assert second[start:end] == "auditors in May of this\r\nyear"
    (place,) = PageMap(2, second, document.passages).to_passages(second.index("May"), len(second))
    assert document.text[place.start : place.end] == "May of this year"
