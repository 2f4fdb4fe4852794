"""What the data says otherwise than a quarter ago: new periods, restated figures, new sources."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from table_samples import GEOGRAPHY, england, herefordshire, walsall

from wmpeer.indicators import actions
from wmpeer.indicators.changed import changed_since

HEAD = (*GEOGRAPHY, "rereferral_percent")
HEREFORDSHIRE, WALSALL = "E06000019", "E08000030"
AUTUMN, WINTER = date(2026, 9, 1), date(2026, 12, 1)


@pytest.fixture
def on(monkeypatch, load):
    """Loads a file on a day."""

    def loaded(day: date, path):
        monkeypatch.setattr(actions, "now", lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
        return load(path)

    return loaded


def c1(write, name: str, *years: tuple[int, object, object]):
    rows = [(england(year, "22.6"), herefordshire(year, hereford), walsall(year, wal)) for year, hereford, wal in years]
    return write(name, HEAD, *(row for of_year in rows for row in of_year))


def test_that_a_new_release_tells_new_periods_and_what_it_restates(workspace, write, on):
    on(AUTUMN, c1(write, "c1_2013_to_2024.csv", (2023, "u", "20.0"), (2024, "u", "19.4")))
    on(WINTER, c1(write, "c1_2013_to_2025.csv", (2023, "u", "20.0"), (2024, "14.2", "19.4"), (2025, "14.8", "19.7")))
    found = workspace.read(changed_since, date(2026, 11, 1), [HEREFORDSHIRE, WALSALL])
    assert [(one.area, one.why, one.was_period, one.was, one.period, one.now) for one in found] == [
        (HEREFORDSHIRE, "new-period", "2024", "u", "2025", "14.8"),
        (HEREFORDSHIRE, "restated", "2024", "u", "2024", "14.2"),
        (WALSALL, "new-period", "2024", "19.4", "2025", "19.7"),
    ]
    title = "Re-referrals within 12 months of the previous referral"
    assert [one.sentence for one in found[:2]] == [
        f"{title}: 14.8 for 2025, after low reliability for 2024.",
        f"{title}: restated for 2024, was low reliability, now 14.2.",
    ]
    assert workspace.read(changed_since, WINTER + timedelta(days=1)) == ()


def test_that_a_source_is_new_once(workspace, write, on):
    on(AUTUMN, c1(write, "c1_2013_to_2024.csv", (2024, "u", "19.4")))
    (one,) = workspace.read(changed_since, AUTUMN)
    assert (one.why, one.source, one.area, one.sentence) == ("new-source", "c1", "", "c1 was loaded for the first time.")


def test_that_a_figure_restated_on_the_day_its_source_came_is_told(workspace, write, on):
    on(AUTUMN, c1(write, "c1_2013_to_2024.csv", (2024, "u", "19.4")))
    on(AUTUMN, c1(write, "c1_2013_to_2025.csv", (2024, "u", "19.9"), (2025, "14.8", "19.7")))
    source, restated = workspace.read(changed_since, AUTUMN, [HEREFORDSHIRE, WALSALL])
    assert source.sentence == "c1 was loaded for the first time, and newer files of it after that."
    assert (restated.area, restated.why, restated.period, restated.was, restated.now) == (WALSALL, "restated", "2024", "19.4", "19.9")


def test_that_an_older_release_loaded_late_changes_nothing(workspace, write, on):
    on(AUTUMN, c1(write, "c1_2013_to_2025.csv", (2024, "14.2", "19.4"), (2025, "14.8", "19.7")))
    on(WINTER, c1(write, "c1_2013_to_2024.csv", (2024, "u", "19.0")))
    assert workspace.read(changed_since, WINTER) == ()


def test_that_nothing_has_changed_in_an_empty_workspace(workspace):
    assert workspace.read(changed_since, AUTUMN) == ()
