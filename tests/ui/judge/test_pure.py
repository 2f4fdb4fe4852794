"""What needs no window: stripes from headings, versions, titles, what is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wmpeer.documents.queries import DocumentLine
from wmpeer.documents.records import Passage
from wmpeer.files import resource
from wmpeer.indicators.records import BenchmarkRow
from wmpeer.region.framework import read_framework
from wmpeer.ui.judge.indicators import _Columns, in_order, said
from wmpeer.ui.judge.records import main_document
from wmpeer.ui.judge.stripes import area_named, stripes
from wmpeer.ui.judge.tools import short_title
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.paint import width_of

AREAS = read_framework(resource("frameworks", "default-2026.toml")).areas


def line(name: str, title: str = "", characters: int = 100) -> DocumentLine:
    return DocumentLine("id-" + name, "X1", name, name, "pdf", title, 3, 9, characters, (), "", "2026-09-28T08:00:00.000Z", False)


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("3. Children in care and permanence", "in-care"),
        ("Leadership and its impact", "leaders"),
        ("Care leavers: staying close", "care-leavers"),
        ("Introduction", ""),
        ("Our staff and buildings", ""),
    ],
)
def test_that_a_heading_names_its_area(heading: str, code: str) -> None:
    assert area_named(heading, AREAS) == code


def test_that_a_stretch_ends_with_the_next_heading_as_high() -> None:
    words = [
        ("heading", "Self-evaluation", 1), ("heading", "Care leavers", 2), ("paragraph", "They keep in touch.", 0),
        ("heading", "What we will do", 3), ("paragraph", "More homes.", 0), ("heading", "Thanks", 2), ("paragraph", "To all.", 0),
    ]  # fmt: skip
    passages, start = [], 0
    for number, (kind, text, level) in enumerate(words, 1):
        passages.append(Passage(number, kind, text, None, "", level, start))  # type: ignore[arg-type]
        start += len(text) + 1
    (found,) = stripes(passages, AREAS)
    assert (found.area, found.start, found.end) == ("care-leavers", passages[1].start, passages[4].end)


def test_that_the_self_evaluation_is_opened_before_its_annexes() -> None:
    annex, own = line("Annex self-evaluation figures.pdf", characters=9000), line("Ashcombe SEF.pdf")
    assert main_document((annex, own)) == own
    assert main_document(()) is None


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Ashcombe County Council: self-evaluation 2026", "Self-evaluation 2026"),
        ("Ashcombe self-evaluation 2026", "Self-evaluation 2026"),
        ("Annex A: what our audits told us, September 2025", "Annex A: what our audits told us, September 2025"),
        ("LINDMOOR COUNCIL ====", "LINDMOOR COUNCIL"),
    ],
)
def test_that_a_title_does_not_say_the_authority_twice(title: str, shown: str) -> None:
    assert short_title(line("a.pdf", title), "Ashcombe") == shown


def test_that_a_whole_sum_of_england_has_its_room_in_the_data_strip(qapp) -> None:
    at = _Columns(790)
    assert at.england + 58 - at.value - 74 >= width_of("817159484", fonts.font()) + 2
    assert at.flag + 52 < 790


def test_that_the_strip_names_a_measure_once_with_its_source_and_says_where_another_one_disagrees() -> None:
    lait = BenchmarkRow(
        "ReReferral", "LAIT", "Re-referrals", "%", "Low", "2025", 19.7, "19.7", "19.7", None, None, None, None, None, (), 0, (),
        decimals=1, areas=("leaders",),
    )  # fmt: skip
    rows = (lait, replace(lait, code="rereferral_percent", source="c1_rereferrals", value=19.5, raw="19.5", text="19.5"))
    (one,) = in_order(rows, "leaders")
    assert one.row.source == "c1_rereferrals" and in_order(rows, "send") == []
    told = said(one, "Walsall")
    assert "Source: DfE, re-referrals." in told and "Local Authority Interactive Tool disagrees: 19.7 for 2025, not 19.5." in told
