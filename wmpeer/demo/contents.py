"""What the demonstration is made of: Westmarch, its documents, its tables, and the recording of two sittings. All of it is invented."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from wmpeer.files import resource
from wmpeer.region.definition import Region, read_region
from wmpeer.region.framework import find_framework

CYCLE = "2026-27"
PASSPHRASE = "demo"
WORKSPACE_NAME = "westmarch.wmpeer"
WORKBOOK_NAME = "workbook.xlsx"
LETTERS_FOLDER = "letters"
QUARTERLY = "Westmarch quarterly indicators"
"""What the mapping of the region's own workbook is called, and its figures are kept under."""
_TABLE_KINDS = (("sn_model", "neighbours"), ("inspections", "inspections"))


@dataclass(frozen=True, slots=True)
class DemoFile:
    """A file of the demonstration. `kind` is what ``load --kind`` calls it; `authority` is a name for documents, else empty."""

    path: Path
    kind: str
    authority: str = ""


def region_file() -> Path:
    """Westmarch's definition."""
    return resource("regions", "westmarch.toml")


@cache
def region() -> Region:
    """Westmarch."""
    return read_region(region_file())


def framework_file() -> Path:
    """The framework that Westmarch works with."""
    return find_framework(region().framework, beside=region_file().parent)


@cache
def documents() -> tuple[DemoFile, ...]:
    """The self-evaluations and their annexes, by authority and name; the authority's name stands in each file's name."""
    found = []
    for path in sorted(resource("demo", "documents").iterdir(), key=lambda one: one.name.casefold()):
        if path.name.startswith("."):
            continue
        whose = [one.name for one in region().authorities if one.name.casefold() in path.name.casefold()]
        found.append(DemoFile(path, "self-evaluation", whose[0]))
    return tuple(sorted(found, key=lambda one: one.authority))


@cache
def tables() -> tuple[DemoFile, ...]:
    """The tables: figures first with the dictionary before its figures, then inspection outcomes and neighbours."""
    paths = [path for path in resource("demo", "data").iterdir() if path.suffix in (".csv", ".xlsx")]
    found = [DemoFile(path, _kind_of(path.name)) for path in paths]
    order = ("indicators", "inspections", "neighbours")
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), "dictionary" not in one.path.name, one.path.name)))


def _kind_of(name: str) -> str:
    return next((kind for mark, kind in _TABLE_KINDS if mark in name), "indicators")


@cache
def items() -> tuple[Mapping[str, Any], ...]:
    """The recording of two sittings, in order, each as ``wmpeer record`` takes it."""
    found: list[dict[str, Any]] = json.loads(resource("demo", "items.json").read_text(encoding="utf-8"))
    return tuple(MappingProxyType(one) for one in found)
