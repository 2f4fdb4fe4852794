"""All authorities of the tables that tell a measure, for pictures in which nobody else is named."""

from __future__ import annotations

from table_samples import GEOGRAPHY, england, herefordshire, region, walsall

from wmpeer.indicators.charts import describe_strip
from wmpeer.indicators.queries import indicator_series

HEAD = (*GEOGRAPHY, "rereferral_percent", "referral_count")
HEREFORDSHIRE, WALSALL = "E06000019", "E08000030"


def test_that_everyone_is_fetched_when_asked_for_and_only_authorities(workspace, write, load):
    rows = (england(2025, "22.6", 2), region(2025, "19.5", 2), herefordshire(2025, "14.8", 9), walsall(2025, "c", 2))
    load(write("c1.csv", HEAD, *rows))
    assert workspace.read(indicator_series, HEREFORDSHIRE, "rereferral_percent").everyone == ()
    series = workspace.read(indicator_series, HEREFORDSHIRE, "rereferral_percent", members=(HEREFORDSHIRE,), everyone=True)
    assert [(line.key, line.name, line.values, line.raws) for line in series.everyone] == [
        (HEREFORDSHIRE, "Herefordshire", (14.8,), ("14.8",)), (WALSALL, "Walsall", (None,), ("c",)),
    ]  # fmt: skip
    strip = describe_strip(series)
    assert [point.name for point in strip.points] == ["Herefordshire"] and strip.everyone == () and "Walsall" not in str(strip)


def test_that_everyone_has_the_periods_of_earlier_releases_too(workspace, write, load):
    def release(name: str, own: str, tail: str, *years: int):
        rows = [(herefordshire(year, own, 9), walsall(year, f"{year - 2000}.{tail}", 9)) for year in years]
        return write(name, HEAD, *(row for pair in rows for row in pair))

    load(release("c1_2013_to_2024.csv", "14.0", "5", 2023, 2024))
    load(release("c1_2013_to_2025.csv", "15.0", "1", 2024, 2025))
    series = workspace.read(indicator_series, HEREFORDSHIRE, "rereferral_percent", members=(HEREFORDSHIRE,), everyone=True)
    assert series.periods == ("2023", "2024", "2025")
    assert {line.name: line.values for line in series.everyone} == {"Herefordshire": (14.0, 15.0, 15.0), "Walsall": (23.5, 24.1, 25.1)}
    assert describe_strip(series).everyone == (25.1,)
