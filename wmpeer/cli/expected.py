"""The command that tells the quarterly rhythm of the data."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wmpeer.cli.answer import Answer
from wmpeer.cli.options import Common, Opened, answering
from wmpeer.cli.setup import FILE

if TYPE_CHECKING:
    from wmpeer.indicators.changed import Change
    from wmpeer.indicators.rhythm import Expected

QUARTER = timedelta(days=92)
DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@FILE
@click.option("--on", "on", type=DAY, metavar="DAY", help="As it is seen on this day (such as 2026-11-22); today where not given.")
@click.option("--since", type=DAY, metavar="DAY", help="What changed since this day; 92 days before where not given.")
@answering
def expected(common: Common, file: Path, on: datetime | None, since: datetime | None) -> Answer:
    """Which data is expected when, what of it is loaded, and what the data says of the region's authorities that it did not say before.

    Each source stands with its last figures that were expected and with its next ones: loaded, late, due (within a month) or coming. How
    each day is known is said with it.
    """
    from wmpeer.clock import now
    from wmpeer.indicators.changed import changed_since
    from wmpeer.indicators.rhythm import expected as expected_of
    from wmpeer.region.queries import authorities

    day = on.date() if on else now().astimezone().date()
    start = since.date() if since else day - QUARTER
    with Opened(file, common) as workspace:
        names = {one.ons_code: one.name for one in workspace.read(authorities) if one.ons_code}
        lines = workspace.read(expected_of, day)
        changes = workspace.read(changed_since, start, set(names) or None)
    data = {
        "on": day.isoformat(), "expected": [_expected(one) for one in lines], "since": start.isoformat(),
        "changed": [_change(one, names) for one in changes],
    }  # fmt: skip
    said = [f"{one.due_on}  {one.state:<7} {one.sentence}" for one in lines]
    said += ["", *dict.fromkeys(one.said_by for one in lines), "", f"Changed since {start.isoformat()}: {len(changes)}"]
    said += [f"{names.get(one.area, one.area):<20} {one.why:<11} {one.sentence}" for one in changes]
    return Answer(data, said)


def _expected(one: Expected) -> dict[str, Any]:
    return {**asdict(one), "source": one.source or None, "batch": one.batch or None, "sentence": one.sentence}


def _change(one: Change, names: dict[str, str]) -> dict[str, Any]:
    told = asdict(one)
    return {"authority": names.get(told.pop("area")), **{key: value or None for key, value in told.items()}}
