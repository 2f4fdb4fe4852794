"""Sentences that leave their subject to the heading above them, read only where nothing else can be meant."""

from __future__ import annotations

import pytest
from labelled import Reader

EHC = "EHC plans within 20 weeks"


@pytest.mark.parametrize(
    ("heading", "sentence", "found"),
    [
        (EHC, "Timeliness is 74.6%.", [("SEN_EHC_Excpt_20wks", "own", "2025", "supports")]),
        ("Re-referrals", "The rate was 21.3% in 2024/25.", [("ReReferral", "own", "2025", "supports")]),
        (
            "Re-referrals", "Our rate has fallen to 21.3%, against 21.8% nationally.",
            [("ReReferral", "own", "2025", "supports"), ("ReReferral", "england", "2025", "supports")],
        ),
        ("Assessments within 45 working days", "Performance was 82.5% in 2024/25.", [("Continue_Assess_Comp", "own", "2025", "supports")]),
        ("Children looked after", "The rate is 73 per 10,000.", [("LAC", "own", "2025", "supports")]),
        ("Re-referrals and assessments", "The rate was 21.3% in 2024/25.", [("ReReferral", "own", "2025", "supports")]),
    ],
)  # fmt: skip
def test_that_a_sentence_may_leave_its_subject_to_the_heading(reader: Reader, heading: str, sentence: str, found: list[tuple[str, ...]]):
    assert [(one.code, one.who, one.period, one.verdict) for one in reader.claims(sentence, heading=heading)] == found


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("", "Timeliness is 74.6%."),
        ("Staff survey", "The rate was 61%."),
        ("Re-referrals and assessments", "The rate was 33.3% in 2024/25."),
        ("Re-referrals", "The rate of audits graded good is 60%."),
        ("Re-referrals", "The rate is 30% for children in need."),
        ("Re-referrals", "Performance is good in 60% of cases."),
        ("Re-referrals", "Performance is good: 60% of audits were graded good."),
        ("Re-referrals", "Audits look at cases every month. The rate was 60%."),
        ("Children looked after", "Compliance is 91% for visits."),
        (EHC, "Performance has improved since 12 leaders came."),
    ],
)
def test_that_a_heading_is_not_read_into_another_matter(reader: Reader, heading: str, sentence: str):
    assert reader.claims(sentence, heading=heading) == []
