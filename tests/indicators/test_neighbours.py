"""Statistical neighbours in every shape they are sent in."""

from __future__ import annotations

import pytest

from wmpeer.indicators.errors import NoAuthorityRowsError
from wmpeer.indicators.nearest import newest_model
from wmpeer.indicators.read import read_table
from wmpeer.indicators.tables import NeighbourTable


def told(path, **choices: str) -> list[tuple[str, str, int, str, str]]:
    table = read_table(path, choices=choices)
    assert isinstance(table, NeighbourTable)
    return [(row.model, row.area, row.rank, row.neighbour, row.closeness) for row in table.neighbours]


def test_that_numbered_columns_are_read_with_their_closeness(write):
    path = write(
        "sn_model_2025_wide.csv",
        ("old_la_code", "la_name", "SN_1", "SN_1P", "SN_2", "SN_2P", "SN_3", "SN_3P"),
        ("330", "Birmingham", "892", "Very close", "352", "Close ", "", ""),
    )
    assert told(path) == [("2025", "E08000025", 1, "E06000018", "Very close"), ("2025", "E08000025", 2, "E08000003", "Close")]


@pytest.mark.parametrize("numbered", ["SN{}", "Neighbour {}", "Stat neighbour {}"])
def test_that_neighbours_by_name_are_found_under_any_number(write, numbered):
    path = write("sn 2021.csv", ("LA", *(numbered.format(at) for at in (1, 2, 3))), ("Birmingham", "Luton", "Sandwell", "Wolverhampton"))
    assert [row[2:4] for row in told(path)] == [(1, "E06000032"), (2, "E08000028"), (3, "E08000031")]


def test_that_rows_above_the_headings_are_passed_over(write):
    path = write(
        "sn_may_2025.csv",
        ("A", "B", "C"),
        ("1", "2", "3"),
        ("LA num", "LA Name", "GOReg", "SN1", "SNP", "SN2", "SNP", "SN3", "SNP"),
        ("330.0", "Birmingham", "West Midlands", "892.0", "Close", "352.0", "Close", "380", "Close"),
    )
    assert [row[:4] for row in told(path)] == [
        ("2025", "E08000025", rank, code) for rank, code in ((1, "E06000018"), (2, "E08000003"), (3, "E08000032"))
    ]


def test_that_the_present_and_the_previous_model_are_kept_apart(write):
    path = write(
        "lookup.csv",
        ("urn", "la_code", "la_code_new", "stat_neighbours", "stat_neighbours_previous", "local_authority_ons_name"),
        ("80429", "330", "E08000025", "892, 352", "821, 333", "Birmingham"),
    )
    assert [(row[0], row[2], row[3]) for row in told(path)] == [
        ("current", 1, "E06000018"),
        ("current", 2, "E08000003"),
        ("previous", 1, "E06000032"),
        ("previous", 2, "E08000028"),
    ]


def test_that_one_row_for_each_neighbour_is_read(write):
    path = write(
        "neighbours_2021.csv",
        ("old_la_code", "la_name", "rank", "sn_old_la_code", "sn_name", "closeness"),
        ("330", "Birmingham", "1", "821", "Luton", "Close"),
    )
    assert told(path) == [("2021", "E08000025", 1, "E06000032", "Close")]


def test_that_a_file_that_does_not_say_its_model_asks(write):
    path = write("neighbours.csv", ("la_name", "rank", "sn_name"), ("Birmingham", "1", "Luton"))
    table = read_table(path)
    assert [question.column for question in table.questions] == ["model"]
    assert told(path, model="2021") == [("2021", "E08000025", 1, "E06000032", "")]


def test_that_an_unknown_neighbour_is_said_and_an_empty_list_refused(write):
    head = ("la_name", "rank", "sn_name")
    table = read_table(write("n_2025.csv", head, ("Birmingham", "1", "Atlantis"), ("Birmingham", "2", "Luton")))
    assert [problem.code for problem in table.problems] == ["strange-areas"]
    with pytest.raises(NoAuthorityRowsError):
        read_table(write("m_2025.csv", head, ("Atlantis", "1", "Luton")))


@pytest.mark.parametrize(
    ("models", "newest"),
    [
        (["2021", "2025"], "2025"),
        (["previous", "current"], "current"),
        (["current", "2025"], "2025"),
        (["previous"], "previous"),
        ([], None),
        (["2025", "current", "previous", "2021"], "2025"),
    ],
)
def test_that_the_newest_model_is_used_unless_another_is_asked_for(models, newest):
    assert newest_model(models) == newest
