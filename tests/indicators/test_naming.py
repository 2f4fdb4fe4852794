"""A table is named by its subject, not by its number in a publication."""

from __future__ import annotations

import pytest

from wmpeer.indicators.naming import source_words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("ks2_la", "DfE, key stage 2 by authority"),
        ("ks4_la", "DfE, key stage 4 by authority"),
        ("la_care_leavers_activity", "DfE, care leavers activity"),
        ("c1_children_in_need_referrals_and_rereferrals", "DfE, children in need referrals and re-referrals"),
        ("d5_cpps_at31march_by_duration", "DfE, child protection plans at 31 March by duration"),
        ("absence_la", "DfE, absence by authority"),
        ("LAIT", "DfE, Local Authority Interactive Tool"),
        ("Regional quarterly", "Regional quarterly"),
    ],
)
def test_that_a_source_is_named_by_its_subject(source, words):
    assert source_words(source) == words
