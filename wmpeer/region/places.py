"""What a new workspace can begin with on this laptop: the definitions that travel with the program, and where to keep it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from wmpeer.region import definition
from wmpeer.region.definition import read_region
from wmpeer.region.framework import find_framework
from wmpeer.store.places import default_folder


def known_regions() -> tuple[tuple[Path, str], ...]:
    """The regions whose definition travels with the program: path and name, the default one first."""
    first = definition.default_region()
    paths = [first, *(path for path in definition.known_regions() if path != first)]
    regions = [(path, read_region(path)) for path in paths]
    return tuple((path, f"{one.name} (fictional)" if one.fictional else one.name) for path, one in regions)


def definitions(region: Path) -> tuple[str, str]:
    """The words of a region's definition and of the framework that it asks for: beside it, or among those the program has.

    Raises:
        WmpeerError: a definition is missing or faulty.
    """
    defined = read_region(region)
    beside = region if region.is_dir() else region.parent
    return defined.text, find_framework(defined.framework, beside=beside).read_text(encoding="utf-8")


def place_for_workspaces() -> Path:
    """The folder where workspaces are kept on this laptop unless told otherwise."""
    return default_folder()


def this_cycle(moment: datetime) -> str:
    """The cycle that *moment* lies in: ``2026-27`` from July 2026 to June 2027."""
    first = moment.year if moment.month >= 7 else moment.year - 1
    return f"{first}-{(first + 1) % 100:02d}"
