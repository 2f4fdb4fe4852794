"""Labelled sentences, invented, against the demonstration's data: how much is read out of them, and how rightly."""

from __future__ import annotations

from pathlib import Path

import pytest
from labelled import Labelled, Reader, labelled

PARTS = labelled(Path(__file__).with_name("sentences.txt"))


def test_that_there_are_enough_sentences_of_both_kinds():
    rows: list[Labelled] = [row for part in PARTS.values() for row in part]
    assert len(rows) >= 150
    assert sum(not row.expected for row in rows) >= 30


@pytest.mark.parametrize("part", PARTS)
def test_that_indicator_whom_and_period_are_right(reader: Reader, part: str):
    score = reader.score(PARTS[part])
    assert score.precision >= 0.95, score.wrong
    assert score.recall >= 0.80, score.missed


@pytest.mark.parametrize("part", PARTS)
def test_that_nothing_is_contradicted_that_the_data_do_not_contradict(reader: Reader, part: str):
    score = reader.score(PARTS[part])
    assert score.contradicted
    assert len(score.contradicted_wrongly) <= 0.03 * score.contradicted, score.contradicted_wrongly


@pytest.mark.parametrize("part", PARTS)
def test_that_sentences_without_a_claim_stay_quiet(reader: Reader, part: str):
    score = reader.score(PARTS[part])
    assert score.alarms == []
    assert len(score.marked_otherwise) <= 2, score.marked_otherwise
