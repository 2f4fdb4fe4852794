"""Figures whose subject, authority or period is said elsewhere: in the sentence before, the heading, a row of a table."""

from __future__ import annotations

import pytest
from labelled import Reader

from wmpeer.documents.records import Draft, assemble

CARE, LEAVERS = "Children in care", "Care leavers"


def told(reader: Reader, *parts: str, heading: str = "") -> list[tuple[str, str, str]]:
    drafts = ([Draft("heading", heading, 1, 1)] if heading else []) + [Draft("paragraph", part, 1) for part in parts]
    found = reader.document(assemble("docx", drafts, title="Self-evaluation 2026"), "Self-evaluation 2026.docx")
    assert {one.verdict for one in found} <= {"supports"}, [one.why for one in found]
    return [(one.code, one.who, one.period) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Few families come back. In 2023/24 it was 22.0%.", [("ReReferral", "own", "2024")]),
        ("Turnover is our biggest risk. It went up to 11.2%.", [("Work_Force_TO_Rate", "own", "2025")]),
        (
            "21.3% of referrals were re-referrals. England managed 21.8%.",
            [("ReReferral", "own", "2025"), ("ReReferral", "england", "2025")],
        ),
        (
            "At 31 March 2025 the rate of children in care was 73 per 10,000. In Brackenford it was 103.",
            [("LAC", "own", "2025"), ("LAC", "X08000002", "2025")],
        ),
    ],
)
def test_that_a_sentence_goes_on_with_the_matter_of_the_one_before(reader: Reader, text: str, found: list[tuple[str, str, str]]):
    assert told(reader, text) == found


def test_that_a_row_of_figures_follows_the_order_of_the_sentences_before(reader: Reader):
    found = told(
        reader, "61% EET. 93% in suitable accommodation. 38% staying put. The England figures are 53%, 88% and 32%.", heading=LEAVERS
    )
    assert [one for one in found if one[1] == "england"] == [
        ("CareLeaverEET", "england", "2025"), ("CareLeaverAcc", "england", "2025"), ("StayingPut", "england", "2025"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Health checks 82%, dentists 79%, imms 85%.", ["LACHealth%", "LACDental%", "LACVaccinations%"]),
        ("Vacancies 8.2, turnover 11.2, agency 17.2 (all %), September 2025.", [
            "Work_Force_Vac_Rate", "Work_Force_TO_Rate", "Work_Force_Agecy_Rate",
        ]),
        ("PA 18.7%.", ["TotPerAbNew"]),
    ],
)  # fmt: skip
def test_that_short_words_will_do_where_the_data_bear_them_out(reader: Reader, text: str, found: list[str]):
    assert [one[0] for one in told(reader, text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "PA 44%, SGO 61%.",
        "In our survey 61% of care leavers were in touch with a friend; 93% liked their home.",
        "Of 62 plans that auditors read, 38% were good.",
        "The North team closed 21.3% of its cases.",
        "Ring 01902 213213 or write to us.",
        "In July 2026 21.3% of families were seen within a week.",
    ],
)
def test_that_what_the_data_do_not_bear_out_has_no_mark(reader: Reader, text: str):
    assert told(reader, text, heading="Our children") == []


def test_that_a_reason_says_when_the_indicator_was_read_from_around(reader: Reader):
    found = reader.claims("Dentists 79%.")
    assert "does not name the indicator in full" in found[0].why


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Turnover, at 11.2%, and agency use, at 17.2%, are compared with 13.8% and 13.5% in Westmarch.",
            [
                ("Work_Force_TO_Rate", "own", "2025"), ("Work_Force_Agecy_Rate", "own", "2025"),
                ("Work_Force_TO_Rate", "region", "2025"), ("Work_Force_Agecy_Rate", "region", "2025"),
            ],
        ),
        (
            "The re-referral rate was 22.0%, 22.0% and 21.3% in successive years, and England is at 21.8%.",
            [("ReReferral", "own", "2025"), ("ReReferral", "england", "2025")],
        ),
        (
            "10% of children went missing, the same as in Westmarch.",
            [("Children_missing", "own", "2025"), ("Children_missing", "region", "2025")],
        ),
    ],
)  # fmt: skip
def test_that_figures_in_a_row_have_their_matter_by_their_place(reader: Reader, text: str, found: list[tuple[str, str, str]]):
    assert set(found) <= set(told(reader, text, heading=CARE))


def test_that_a_group_in_the_heading_is_meant(reader: Reader):
    """“Persistent absence” of the children the heading speaks of is not that of all pupils."""
    found = reader.claims("Persistent absence is 33.3%.", heading="Education of children we care for")
    assert all(one.verdict != "contradicts" for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "Between April and September 2025, 16.1% of referrals were repeat referrals.",
        "In the six months to September 2025 re-referrals were 16.1%.",
        "Re-referrals were 16.1% from 1 April to 31 July 2025.",
    ],
)
def test_that_some_months_are_no_published_year(reader: Reader, text: str):
    assert {one.verdict for one in reader.claims(text)} <= {"cannot-tell"}


@pytest.mark.parametrize("text", ["Ensure 95% of assessments are completed in 45 days.", "9.1 Reduce re-referrals to 12%."])
def test_that_what_is_to_be_done_is_no_claim(reader: Reader, text: str):
    assert reader.claims(text) == []
    assert reader.claims("Re-referrals at 12%.", heading="What we will do next") == []


def test_that_a_wrong_figure_beside_a_right_one_is_of_something_else(reader: Reader):
    """An authority has one figure for an indicator and a period; it is no contradiction that another stands in the sentence."""
    found = reader.claims("85.5% of ICPCs were held within 15 working days, and visits are timely, where we reached 99.2%.")
    assert [(one.code, one.verdict) for one in found] == [("CP_conf_15days", "supports")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Mae 21.3% o'n hatgyfeiriadau yn ail-atgyfeiriadau, o gymharu â 21.8% yn Lloegr.",
            [("ReReferral", "own", "2025"), ("ReReferral", "england", "2025")],
        ),
        ("Roedd cyfradd y plant sy'n derbyn gofal yn 73 fesul 10,000 ym mis Mawrth 2025.", [("LAC", "own", "2025")]),
        ("Ein targed yw 21.3% o ail-atgyfeiriadau erbyn mis Mawrth 2027.", []),
        ("Yn ôl ein harolwg, roedd 73% o blant mewn gofal yn hapus.", []),
    ],
)
def test_that_welsh_is_read_as_far_as_the_data_bear_it_out(reader: Reader, text: str, found: list[tuple[str, str, str]]):
    assert told(reader, text) == found
