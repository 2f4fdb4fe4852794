"""Rows of published tables as they look, made up for tests."""

from __future__ import annotations

GEOGRAPHY = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
)
LAIT = ("Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region")


def england(period: object, *cells: object, identifier: str = "Reporting year") -> tuple[object, ...]:
    return (period, identifier, "National", "E92000001", "England", "", "", "", "", "", *cells)


def region(period: object, *cells: object, identifier: str = "Reporting year") -> tuple[object, ...]:
    return (period, identifier, "Regional", "E92000001", "England", "E12000005", "West Midlands", "", "", "", *cells)


def herefordshire(period: object, *cells: object, identifier: str = "Reporting year") -> tuple[object, ...]:
    where = ("E12000005", "West Midlands", "884", "E06000019", "Herefordshire, County of")
    return (period, identifier, "Local authority", "E92000001", "England", *where, *cells)


def walsall(period: object, *cells: object, identifier: str = "Reporting year") -> tuple[object, ...]:
    return (
        period,
        identifier,
        "Local authority",
        "E92000001",
        "England",
        "E12000005",
        "West Midlands",
        "335",
        "E08000030",
        "Walsall",
        *cells,
    )
