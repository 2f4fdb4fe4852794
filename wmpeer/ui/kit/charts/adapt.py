"""From the description that every drawing shares to the one the screen draws: short units, and the band that matters."""

from __future__ import annotations

from wmpeer.indicators.charts import ChartDescription
from wmpeer.ui.kit.charts.description import Chart, ChartBand, ChartLine, ChartPoint
from wmpeer.ui.kit.charts.scale import number

_UNITS = {"percentage": "%", "percent": "%", "per cent": "%", "number": "", "count": "", "rate": ""}


def short_unit(unit: str) -> str:
    """ "Rate per 10,000" as "per 10,000", "Percentage" as "%", "Number" as nothing."""
    plain = " ".join(unit.split())
    if plain.casefold() in _UNITS:
        return _UNITS[plain.casefold()]
    return plain[5:] if plain.casefold().startswith("rate per ") else plain


def drawn(description: ChartDescription) -> Chart:
    """*description* for the screen. A neutral measure has no band: only where one end is worse is that end shaded."""
    places = 1 if description.decimals is None else description.decimals
    return Chart(
        description.title,
        short_unit(description.unit),
        description.periods,
        tuple(ChartLine(line.name, line.role, line.values, line.markers) for line in description.lines),
        tuple(ChartPoint(point.name, point.value, point.own, point.text) for point in description.strip),
        _band(description, places),
        description.alt,
        description.table,
        places,
    )


def _band(description: ChartDescription, places: int) -> ChartBand | None:
    if description.band is None or description.polarity not in ("High", "Low"):
        return None
    lowest, highest = description.band
    if description.polarity == "High":
        return ChartBand(lowest, f"England’s lowest fifth, up to {number(lowest, places)}", below=True)
    return ChartBand(highest, f"England’s highest fifth, from {number(highest, places)}")
