"""What was loaded on another laptop is news to a letter by either laptop's clock, or as it came here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from beginnings import new_cycle
from test_written import record, table, take_in  # noqa: F401 - `table` is a fixture
from trio import PASSPHRASE, carry, shut

import wmpeer.clock
from wmpeer.indicators import actions
from wmpeer.journal.workspace import Workspace
from wmpeer.letters.gather import letter_draft
from wmpeer.letters.newer import Worked

WALSALL = "E08000030"
LETTER = {
    "do": "letter", "authority": "Walsall", "addressee": "Ann Other, Director", "signatory": "Sam Example, Director",
    "reflection": "Thank you.", "next_steps": [{"what": "Reply", "by": "2026-11-20"}],
}  # fmt: skip


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[tuple[Workspace, Workspace, Workspace]]:
    """Three files of one workspace: two that write, and one to which both bring what they have."""
    three = tuple(new_cycle(tmp_path / name, PASSPHRASE) for name in ("here", "there", "third"))
    yield three
    for one in three:
        shut(one)


def news(workspace: Workspace) -> bool:
    found = workspace.read(letter_draft, WALSALL, date(2026, 10, 16)).checks
    return any(one.code == "newer-data" for one in found)


@pytest.fixture
def a_year_behind(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on this process is a laptop whose clock is a year behind."""
    right = wmpeer.clock.now

    def wrong() -> None:
        monkeypatch.setattr(actions, "now", lambda: right() - timedelta(days=365))

    return wrong


def test_that_figures_from_a_laptop_a_year_behind_are_news_when_they_come_after_the_letter(laptops, table, a_year_behind):  # noqa: F811
    here, there, _ = laptops
    record(here, LETTER)
    a_year_behind()
    take_in(there, table("c1_rereferrals", y2024="19.0"))
    carry(there, here)
    assert news(here), "whatever the clock there said, nobody here had seen them"


def test_that_figures_loaded_after_the_letter_are_news_also_where_both_come_at_once(laptops, table):  # noqa: F811
    here, _, third = laptops
    record(here, LETTER)
    take_in(here, table("c1_rereferrals", y2024="19.0"))
    carry(here, third)
    assert news(third)


def test_that_figures_loaded_before_the_letter_are_none_where_both_come_at_once(laptops, table):  # noqa: F811
    here, _, third = laptops
    take_in(here, table("c1_rereferrals", y2024="19.0"))
    record(here, LETTER)
    carry(here, third)
    assert not news(third) and not news(here)


def test_that_a_letter_worked_on_since_knows_what_had_come(laptops, table, a_year_behind):  # noqa: F811
    here, there, _ = laptops
    record(here, LETTER)
    a_year_behind()
    take_in(there, table("c1_rereferrals", y2024="19.0"))
    carry(there, here)
    record(here, LETTER | {"reflection": "Thank you. We have seen the figures."})
    assert not news(here)


@pytest.mark.parametrize(
    ("first", "second", "later"),
    [
        (Worked("2026-10-01", 5, "a"), Worked("2026-10-02", 4, "a"), True),
        (Worked("2026-10-02", 5, "a"), Worked("2026-10-01", 6, "b"), True),
        (Worked("2026-10-02", 5, "a"), Worked("2026-10-01", 6, "a"), False),
        (Worked("2026-10-02", 5, "b"), Worked("2026-10-02", 4, "a"), False),
    ],
)
def test_that_clock_or_arrival_says_what_is_later_but_not_the_order_within_one_pack(first: Worked, second: Worked, later: bool):
    assert first.before(second) is later
