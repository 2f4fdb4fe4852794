"""What a record's row holds, column by column: for one row through the mapper, or for thousands past it."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy import JSON, Boolean, Integer

from wmpeer.journal.fold import Standing
from wmpeer.journal.revisions import JsonValue, RevisionLine
from wmpeer.models.record import Record, field_names

Fit = Callable[[JsonValue], JsonValue]
Tuple = tuple[Any, ...]
_LARGEST = 1 << 63


def _text(value: JsonValue) -> str | None:
    if not isinstance(value, str):
        return None
    return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _number(value: JsonValue) -> int | None:
    return value if type(value) is int and -_LARGEST <= value < _LARGEST else None


def _truth(value: JsonValue) -> bool | None:
    return value if isinstance(value, bool) else None


def _anything(value: JsonValue) -> JsonValue:
    return value


class Shape:
    """The table of one kind of record. A value that a column cannot hold, of a newer program or of ill will, is not shown in the row: the
    revision has it still."""

    def __init__(self, row_class: type[Record]) -> None:
        table = row_class.__table__
        self.kind = row_class.__tablename__
        self.columns = tuple(column.name for column in table.columns)
        self.fields = field_names(row_class)
        self._maps = frozenset(row_class.maps)
        self._fits: dict[str, Fit] = {column.name: _fit(column.type) for column in table.columns}
        self._json = frozenset(column.name for column in table.columns if isinstance(column.type, JSON)) & {*self.fields} - self._maps
        plain = [name for name in self.columns if name in self.fields and name not in self._maps and name not in self._json]
        self._plain = tuple((name, self._fits[name]) for name in plain if name != "withdrawn")

    def values(self, standing: Standing) -> dict[str, Any]:
        """The columns of the row that *standing* amounts to, but for its key, as the mapper takes them.

        Raises:
            ValueError: the record has no revision that can stand.
        """
        first, last = standing.first, standing.last
        if first is None or last is None:
            raise ValueError("a record without revisions has no row")
        values: dict[str, Any] = {name: self._fits[name](standing.fields.get(name)) for name in self.fields if name not in self._maps}
        values["withdrawn"] = bool(standing.fields.get("withdrawn"))
        return values | {name: _entries(name, standing.fields) for name in self._maps} | {
            "authority": first.authority,
            "author": first.author,
            "recorded_by": first.recorded_by,
            "made_at": first.wall,
            "changed_at": last.wall,
            "head": list(standing.head),
            "differences": {name: [list(pair) for pair in pairs] for name, pairs in standing.differences.items()},
        }  # fmt: skip

    def row(self, standing: Standing) -> Tuple:
        """The row that *standing* amounts to, as it is stored.

        Raises:
            ValueError: the record has no revision that can stand.
        """
        values = self.values(standing)
        assert standing.first is not None
        values["entity"] = standing.first.entity
        for name in (*self._json, *self._maps, "head", "differences"):
            values[name] = json.dumps(values[name])
        return tuple([values[name] for name in self.columns])

    def row_of_one(self, line: RevisionLine) -> Tuple:
        """The row of a record that *line* alone tells of, as it is stored."""
        said = line.fields
        values: dict[str, Any] = {
            "entity": line.entity, "authority": line.authority, "author": line.author, "recorded_by": line.recorded_by,
            "made_at": line.wall, "changed_at": line.wall, "head": f'["{line.id}"]', "differences": "{}",
            "withdrawn": bool(said.get("withdrawn")),
        }  # fmt: skip
        for name, fit in self._plain:
            if (value := said.get(name)) is not None:
                values[name] = fit(value)
        for name in self._json:
            values[name] = json.dumps(said.get(name))
        if self._maps:
            mapped = any("/" in name for name in said)
            for name in self._maps:
                values[name] = json.dumps(_entries(name, said)) if mapped else "{}"
        return tuple([values.get(name) for name in self.columns])


def _fit(kind: object) -> Fit:
    if isinstance(kind, JSON):
        return _anything
    if isinstance(kind, Boolean):
        return _truth
    return _number if isinstance(kind, Integer) else _text


def _entries(name: str, fields: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    entries = {key.partition("/")[2]: value for key, value in fields.items() if key.startswith(f"{name}/")}
    return {key: entries[key] for key in sorted(entries) if entries[key] is not None}


@functools.cache
def shape_of(row_class: type[Record]) -> Shape:
    """The shape of a kind's table."""
    return Shape(row_class)
