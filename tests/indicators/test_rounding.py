"""A figure reads the same wherever it stands: a table's cell, a sentence and a picture round alike."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.indicators.rounding import rounded, written
from wmpeer.indicators.values import apart, text_of


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(14.25, 1, "14.3"), (7.45, 1, "7.5"), (0.15, 1, "0.2"), (-0.04, 1, "0.0"), (-14.25, 1, "-14.3"), (18.130000000000003, 2, "18.13"),
     (1234567.5, 0, "1,234,568"), (1250, -2, "1,300"), (0.5, None, "0.5")],
)  # fmt: skip
def test_that_halves_go_up_as_a_reader_expects(value, decimals, text):
    assert written(value, decimals) == text


@given(st.decimals(-(10**7), 10**7, places=4), st.integers(0, 4))
def test_that_a_sentence_rounds_as_the_cell_does(cell, decimals):
    value = float(cell)
    assert written(value, decimals) == apart(text_of(str(cell), decimals))
    assert Decimal(repr(rounded(value, decimals))) == cell.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
