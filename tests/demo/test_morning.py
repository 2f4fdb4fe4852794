"""Whenever the demonstration is made, its coordinator has a believable morning: most in time, one late, one held, one answered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.demo import contents, morning
from wmpeer.demo.doors import make_demo
from wmpeer.indicators.changed import changed_since
from wmpeer.indicators.mappings import mappings
from wmpeer.indicators.quarter import last_load, load_days
from wmpeer.indicators.queries import benchmark
from wmpeer.indicators.rebases import control_of_row
from wmpeer.journal.drafts import drafts
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.letters.batch import letter_lines
from wmpeer.region.queries import authorities
from wmpeer.region.tracker import tracker

DAYS = st.dates(date(2026, 1, 1), date(2040, 12, 31))
TODAY = date(2027, 6, 17)
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def days_in(value: Any) -> Iterator[str]:
    if isinstance(value, str) and DAY.fullmatch(value):
        yield value
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from days_in(one)
    elif hasattr(value, "values"):
        for one in value.values():
            yield from days_in(one)


@given(DAYS)
def test_that_whatever_the_day_what_has_happened_is_past_and_what_is_due_is_to_come(today: date) -> None:
    told = list(morning.laid_out(contents.items(), today))
    happened = [day for one in told if one["do"] in ("approve", "raise-concern") for day in days_in(one)]
    steps = [step["by"] for one in told if one["do"] == "letter" for step in one["next_steps"]]
    held = [one["held_on"] for one in told if one["do"] == "letter"]
    assert max(*happened, *held) < today.isoformat() < min(steps)
    due = morning.calendar(today)
    assert due["reading"] < min(held) and due["panel"] < today.isoformat() < due["letters-drafted"] < due["factual-check"] < due["response"]
    late = today - date.fromisoformat(due["panel"])
    assert timedelta(days=3) <= late <= timedelta(days=9)


@given(DAYS)
def test_that_every_day_keeps_its_day_of_the_week_and_the_same_day_gives_the_same(today: date) -> None:
    assert morning.offset(today).days % 7 == 0
    assert list(morning.laid_out(contents.items(), today)) == list(morning.laid_out(contents.items(), today))
    assert all(date.fromisoformat(day).weekday() < 5 for day in morning.calendar(today).values())


def test_that_what_documents_say_keeps_its_own_dates() -> None:
    before = {one["text"]: one["evidence"] for one in contents.items() if one["do"] == "finding"}
    after = {one["text"]: one["evidence"] for one in morning.laid_out(contents.items(), TODAY) if one["do"] == "finding"}
    assert before == after


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, tuple[Path, ...]]]:
    result = make_demo(tmp_path_factory.mktemp("morning") / "demo", today=TODAY)
    workspace = open_workspace(result.workspace, contents.PASSPHRASE)
    yield workspace, result.letters
    workspace.close()


def test_that_the_tracker_shows_authorities_at_many_places_and_one_of_them_late(made: tuple[Workspace, tuple[Path, ...]]) -> None:
    lines = made[0].read(tracker)
    assert len(lines) == 14 and all(line.documents and line.chief_executive and line.lead_member for line in lines)
    stages = Counter(line.stage for line in lines)
    assert {"sitting", "drafting", "quality-check", "with-director", "issued", "response-received"} == set(stages)
    late = [line.authority.name for line in lines if line.next_on and line.next_on < TODAY.isoformat()]
    assert late == [morning.UNFINISHED]
    steps = Counter(line.next_step for line in lines)
    assert steps == {"Letter": 6, "Factual check": 4, "Response": 1, "": 1, "Panel": 1, "Raise concern": 1}
    assert [line.authority.name for line in lines if line.unraised] == [morning.HELD]


def test_that_one_letter_is_held_and_all_that_may_leave_are_written(made: tuple[Workspace, tuple[Path, ...]]) -> None:
    workspace, letters = made
    states = Counter(line.state for line in workspace.read(letter_lines, workspace.author, TODAY))
    assert states["held"] == 1 and states["issued"] == 2 and states["drafting"] + states["not-begun"] == 1
    held = {path.name for path in letters if "wexcombe" in path.name or "lindmoor" in path.name}
    assert len(letters) == 24 and not held and all(path.is_file() for path in letters)


def test_that_somebodys_unfinished_words_wait_to_be_offered(made: tuple[Workspace, tuple[Path, ...]]) -> None:
    workspace, _ = made
    (draft,) = workspace.read(drafts, workspace.author)
    codes = {one.ons_code: one.name for one in workspace.read(authorities)}
    assert codes[draft.body["authority"]] == morning.HALF_WRITTEN.authority and draft.key.endswith("/workforce")


def test_that_the_data_came_in_their_time_and_were_read_by_a_saved_mapping(made: tuple[Workspace, tuple[Path, ...]]) -> None:
    workspace, _ = made
    days = workspace.read(load_days)
    assert len(days) == 3 and days[0] < TODAY and workspace.read(last_load) == days[0]
    (mapping,) = workspace.read(mappings)
    assert mapping.name == contents.QUARTERLY
    codes = [one.ons_code for one in workspace.read(authorities)]
    changes = workspace.read(changed_since, days[0], codes)
    assert Counter(one.why for one in changes) == {"new-period": 112, "restated": 4}
    assert {one.source for one in changes} == {contents.QUARTERLY}
    (quarterly,) = workspace.read(benchmark, codes[1], "WQ02")
    control = control_of_row(quarterly, ())
    assert len(quarterly.trend) == 21 and quarterly.state == "provisional" and control.limits[-1].signals
    (referrals,) = workspace.read(benchmark, codes[0], "referral_count")
    assert [one.periods for one in referrals.earlier] == [("2018", "2019", "2020")]
