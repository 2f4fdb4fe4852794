"""A table that somebody else made may not take the laptop with it: rows, columns, cells, time and Stop hold while it is read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from table_samples import GEOGRAPHY, england, walsall

import wmpeer.indicators.ees_filters
import wmpeer.indicators.gather
import wmpeer.indicators.incoming
from wmpeer.indicators.errors import (
    DamagedTableError,
    FilterChoiceNeededError,
    NotATableError,
    TableTooLargeError,
    TableTooSlowError,
    TooManyMeasuresError,
)
from wmpeer.indicators.incoming import open_incoming
from wmpeer.indicators.read import read_table
from wmpeer.progress import StoppedError

LONG = ("code", "year", "la name", "value")


def test_that_as_many_columns_as_no_publication_has_are_refused_in_a_sentence(write):
    headings = (*GEOGRAPHY, *[f"c{number}_percent" for number in range(3_100)])
    with pytest.raises(TooManyMeasuresError, match="3,100 measures"):
        read_table(write("wide.csv", headings, (*walsall(2025), *range(3_100))))


@pytest.mark.parametrize("kind", ["long", "ees"])
def test_that_areas_and_periods_that_share_no_cell_do_not_fill_the_memory(write, monkeypatch, kind):
    monkeypatch.setattr(wmpeer.indicators.gather, "MOST_CELLS", 10_000)
    if kind == "long":
        path = write("sparse.csv", LONG, *[(f"c{number}", "2024", f"Place {number}", number) for number in range(200)])
    else:
        place = ("Local authority", "E92000001", "England", "E12000005", "West Midlands")
        rows = [(f"2024{week:02}", f"Week {week}", *place, week, f"E08{week:06}", f"P{week}", week) for week in range(200)]
        path = write("sparse.csv", (*GEOGRAPHY, "cases"), *rows)
    with pytest.raises(TableTooLargeError, match="10,000 cells"):
        read_table(path)


def test_that_filters_with_endless_combinations_ask_for_a_choice_early(write, monkeypatch):
    monkeypatch.setattr(wmpeer.indicators.ees_filters, "MOST_COMBINATIONS", 50)
    headings = (*GEOGRAPHY, "sex", "group", "cases")
    rows = [(*walsall(2025), f"s{number % 9}", f"g{number % 11}", number) for number in range(99)]
    with pytest.raises(FilterChoiceNeededError):
        read_table(write("many.csv", headings, *rows))


def test_that_a_table_that_takes_too_long_is_given_up(write, monkeypatch):
    moments: Iterator[float] = iter(range(0, 10_000_000, 60))
    monkeypatch.setattr(wmpeer.indicators.incoming, "monotonic", lambda: float(next(moments)))
    path = write("slow.csv", LONG, *[("cin", "2024", "Walsall", "1")] * 20_000)
    with pytest.raises(TableTooSlowError, match="longer than 120 seconds"):
        read_table(path)


def test_that_reading_can_be_stopped_in_the_middle(write):
    told: list[str] = []

    def stop(done: int, total: int, label: str) -> None:
        told.append(label)
        if len(told) > 2:
            raise StoppedError

    path = write("long.csv", LONG, *[("cin", str(1900 + number % 100), "Walsall", "1") for number in range(30_000)])
    with pytest.raises(StoppedError):
        read_table(path, progress=stop)
    assert told == ["long.csv"] * 3


def test_that_a_table_that_changes_while_it_is_read_is_refused(write):
    path = write("cin.csv", (*GEOGRAPHY, "cases"), england(2025, 4), *[walsall(1900 + number % 100, 1) for number in range(9_000)])
    incoming = open_incoming(path)
    rows = incoming.rows()
    next(rows)
    with path.open("ab") as file:
        file.write(b"2026,Reporting year\n")
    with pytest.raises(DamagedTableError, match="changed while it was read"):
        list(rows)


def test_that_a_table_that_was_changed_between_two_readings_is_refused(write):
    path = write("cin.csv", (*GEOGRAPHY, "cases"), england(2025, 4))
    incoming = open_incoming(path)
    list(incoming.rows())
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"4", b"5"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    with pytest.raises(DamagedTableError, match="changed while it was read"):
        list(incoming.rows())


def test_that_a_quote_that_never_closes_costs_a_sentence(tmp_path: Path):
    path = tmp_path / "quote.csv"
    path.write_bytes(",".join(LONG).encode() + b'\ncin,2024,Walsall,"' + b"abc,def\n" * 200_000)
    with pytest.raises(DamagedTableError, match="a cell is not closed"):
        read_table(path)


def test_that_a_line_without_end_costs_a_sentence(tmp_path: Path):
    path = tmp_path / "line.csv"
    path.write_bytes(",".join(LONG).encode() + b"\ncin,2024,Walsall," + b"1" * (5 << 20))
    with pytest.raises(TableTooLargeError, match="in one line"):
        read_table(path)


@pytest.mark.parametrize("rows", [1, 400])
def test_that_zero_bytes_behind_a_tables_last_row_are_no_data(tmp_path: Path, rows: int):
    path = tmp_path / "nuls.csv"
    path.write_bytes(",".join(LONG).encode() + b"\r\n" + b"cin,2024,Walsall,1\r\n" * rows + b"\0" * 5_000)
    if rows == 1:
        with pytest.raises(NotATableError, match="is not text"):
            read_table(path)
    else:
        assert [problem.code for problem in read_table(path).problems] == ["row-repeated", "table-cut-short"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_that_utf_16_without_its_mark_is_told_by_its_zero_bytes(tmp_path: Path, encoding: str):
    path = tmp_path / "wide.csv"
    path.write_bytes((",".join(LONG) + "\r\ncin,2024,Walsall,301.5\r\n").encode(encoding))
    assert read_table(path).values == 1
