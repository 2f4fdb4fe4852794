"""Whose document it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from wmpeer.documents.matching import Matcher
from wmpeer.documents.records import Draft, ReadDocument, assemble
from wmpeer.documents.worker import DocumentWorker

REGION = [
    ("birmingham", ["Birmingham", "Birmingham Children’s Trust"]), ("coventry", ["Coventry"]), ("dudley", ["Dudley"]),
    ("herefordshire", ["Herefordshire", "Herefordshire, County of"]), ("sandwell", ["Sandwell", "Sandwell Children’s Trust"]),
    ("shropshire", ["Shropshire"]), ("solihull", ["Solihull"]), ("staffordshire", ["Staffordshire"]),
    ("stoke", ["Stoke-on-Trent", "Stoke"]), ("telford", ["Telford and Wrekin", "Telford & Wrekin"]), ("walsall", ["Walsall"]),
    ("warwickshire", ["Warwickshire"]), ("wolverhampton", ["Wolverhampton", "City of Wolverhampton"]),
    ("worcestershire", ["Worcestershire", "Worcestershire Children First"]),
]  # fmt: skip
MATCHER = Matcher(REGION)


def document(*texts: str, title: str = "") -> ReadDocument:
    return assemble("pdf", [Draft("paragraph", text, 1 + place) for place, text in enumerate(texts)], title=title, pages=len(texts) or None)


@pytest.mark.parametrize(
    ("name", "authority"),
    [
        ("telford_&_wrekin__2024-07-12.pdf", "telford"), ("TelfordAndWrekinSEF.docx", "telford"), ("stoke-on-trent SEF v2.docx", "stoke"),
        ("WalsallSEF2026final.pdf", "walsall"), ("walsallsef.pdf", "walsall"), ("SEF - County of Herefordshire.odt", "herefordshire"),
        ("Sandwell Childrens Trust self evaluation.pdf", "sandwell"), ("STOKE_evidence.pdf", "stoke"), ("self-evaluation.pdf", ""),
        ("walkerall.pdf", ""), ("Walsall and Dudley.pdf", ""),
    ],
)  # fmt: skip
def test_that_a_file_name_tells(name: str, authority: str) -> None:
    assert MATCHER.match(name, document("nothing here")).authority == authority


def test_that_a_title_that_says_otherwise_is_asked_about() -> None:
    match = MATCHER.match("walsall.pdf", document("x", title="Dudley self-evaluation"))
    assert match.authority == ""
    assert set(match.candidates[:2]) == {"walsall", "dudley"}


def test_that_neighbours_often_mentioned_do_not_confuse() -> None:
    pages = ["Walsall children’s services. Our self-evaluation: Walsall in 2026.",
             *["Like Wolverhampton, Dudley and Sandwell we do well."] * 9,
             *[f"Wolverhampton has {number} more." for number in range(8)], "Walsall is proud."]  # fmt: skip
    match = MATCHER.match("sef.pdf", document(*pages))
    assert (match.authority, match.by) == ("walsall", "first page")


def test_that_a_pair_of_names_speaks_for_neither() -> None:
    pages = [
        "The Coventry and Warwickshire Partnership Trust works with us. Warwickshire plans.",
        "Warwickshire children",
        "In Warwickshire",
    ]
    assert MATCHER.match("sef.pdf", document(*pages)).authority in ("warwickshire", "")
    only_pairs = document(*["Herefordshire and Worcestershire Health and Care NHS Trust"] * 9)
    assert MATCHER.match("sef.pdf", only_pairs).authority == ""


def test_that_a_regional_paper_is_asked_about() -> None:
    pages = [f"{names[0]} did well this year." for _, names in REGION]
    match = MATCHER.match("report.pdf", document(*pages))
    assert match.authority == ""
    assert len(match.candidates) == 14


def test_that_the_fourteen_reports_match_by_name_and_by_text_alone(real_data: Path, worker: DocumentWorker) -> None:
    for path in sorted((real_data / "documents" / "ofsted_ilacs_wm").glob("*.pdf")):
        read = worker.read(path.name, path.read_bytes())
        key = path.name.split("__")[0].split("_")[0].split("-")[0]
        assert MATCHER.match(path.name, read).authority == key
        untitled = ReadDocument(read.format, "", read.pages, read.passages, read.characters)
        assert MATCHER.match("report.pdf", untitled).authority == key, path.name
        assert MATCHER.match("report.pdf", read).authority == key
