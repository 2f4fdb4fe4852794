"""Every indicator of an authority beside England, its region and its neighbours, from the encrypted workspace."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from pathlib import Path

import sqlcipher3
from bench import Pair, measurement
from benches.material import lait_table, new_workspace
from sqlalchemy.orm import Session

from wmpeer.indicators.compare import Beside, by_measure, open_desk
from wmpeer.indicators.queries import benchmark
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.workspace import Workspace
from wmpeer.region.areas import AreaBook, england

OWN = "E06000019"
NEAR = 10


@measurement("all indicators of one authority with all comparators, beside SQL by area", limit=2.0, rounds=15)
def comparators(folder: Path) -> Pair:
    workspace, bare = _loaded(folder)
    assert len(workspace.read(_beside)) == len({row[1] for row in bare()}) > 400
    return Pair(ours=lambda: workspace.read(_beside), bare=bare)


@measurement("the same with flags, trend, direction, gaps and best neighbour", limit=4.0, rounds=15)
def everything(folder: Path) -> Pair:
    workspace, bare = _loaded(folder)
    return Pair(ours=lambda: workspace.read(benchmark, OWN), bare=bare)


@measurement("the benchmarks of all authorities of England, beside those of 14 in a table of 14", limit=13.0, rounds=2)
def growth(folder: Path) -> Pair:
    """In proportion it would be 10.9 times: 153 authorities for 14, each with an eleventh of the table to read."""
    whole, part = _workspace(folder, lait_table(folder)), _workspace(folder, _of_region(folder))
    everyone = [area.ons for area in england() if area.level == "authority" and not area.ended]
    region = [area.ons for area in england() if area.level == "authority" and area.region == "E12000005" and not area.ended]
    every, few = ([key for key in keys if where.read(benchmark, key)] for keys, where in ((everyone, whole), (region, part)))
    assert len(every) > 140 and len(few) > 12, (len(every), len(few))  # a made table has not all of them
    return Pair(ours=lambda: [whole.read(benchmark, key) for key in every], bare=lambda: [part.read(benchmark, key) for key in few])


def _beside(session: Session) -> list[Beside]:
    desk = open_desk(session, OWN, None, None, None, None)
    return [desk.beside(choice) for choice in by_measure(desk)]


def _loaded(folder: Path) -> tuple[Workspace, Callable[[], list[tuple[object, ...]]]]:
    table = lait_table(folder)
    workspace = _workspace(folder, table)
    book = england()
    numbers = [area.dfe for area in book if area.level == "authority" and area.ons != OWN and not area.ended]
    near = random.Random(1).sample(sorted(number for number in numbers if number), NEAR)
    neighbours = folder / "sn_2025.csv"
    with neighbours.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["old_la_code", *(f"SN_{rank}" for rank in range(1, NEAR + 1))])
        writer.writerow([_number(book, OWN), *near])
    (result,) = load(workspace, [neighbours], Wishes(kind="neighbours"))
    assert result.status == "loaded", result.problems
    return workspace, flat_newest(folder, table, (_number(book, OWN), "970", "984", *near))


def _number(book: AreaBook, ons: str) -> str:
    area = book.find(ons=ons)
    assert area is not None
    return area.dfe


def _workspace(folder: Path, table: Path) -> Workspace:
    workspace = new_workspace(folder)
    (result,) = load(workspace, [table], Wishes(kind="indicators"))
    assert result.status == "loaded", result.problems
    return workspace


def _of_region(folder: Path) -> Path:
    """The table of all England without the other regions' authorities."""
    target = folder / "region" / "lait_long.csv"
    target.parent.mkdir()
    with lait_table(folder).open(encoding="utf-8", newline="") as whole, target.open("w", encoding="utf-8", newline="") as part:
        rows, writer = csv.reader(whole), csv.writer(part)
        writer.writerow(next(rows))
        keep = {area.dfe for area in england() if area.region == "E12000005"} | {"970", "984"}
        writer.writerows(row for row in rows if row[5].removesuffix(".0") in keep)
    return target


def flat_newest(folder: Path, table: Path, areas: tuple[str, ...]) -> Callable[[], list[tuple[object, ...]]]:
    """A flat table in the same cipher, keyed by area, in which the newest period of each indicator is marked when it is loaded; read in
    one query. It gives what is in the cells, sets nothing beside anything, and knows of one source and one release."""
    link = sqlcipher3.connect(folder / "flat.db")
    link.execute(f"""PRAGMA key = "x'{"5a" * 32}'" """)
    link.execute("PRAGMA cache_size = -65536")
    link.execute(
        "CREATE TABLE flat (area TEXT, newest INTEGER, code TEXT, period TEXT, value TEXT, number REAL, "
        "PRIMARY KEY (area, newest, code, period)) WITHOUT ROWID"
    )
    own: dict[str, str] = {}
    with table.open(encoding="utf-8", newline="") as file:
        lines = [(row[5].removesuffix(".0"), row[0], row[2], row[4]) for row in csv.reader(file)][1:]
    for area, code, period, _ in lines:
        if area == areas[0]:
            own[code] = max(own.get(code, ""), period)
    rows = [
        (area, int(own.get(code) == period), code, period, raw, float(raw) if raw != "-" else None) for area, code, period, raw in lines
    ]
    link.executemany("INSERT OR IGNORE INTO flat VALUES (?,?,?,?,?,?)", rows)
    link.commit()
    query = f"SELECT area, code, period, value, number FROM flat WHERE newest AND area IN ({','.join('?' * len(areas))})"

    def read() -> list[tuple[object, ...]]:
        return link.execute(query, areas).fetchall()

    return read
