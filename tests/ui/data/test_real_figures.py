"""Published figures of a real authority, where the files are on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from wmpeer.files import resource
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.region.actions import start_cycle
from wmpeer.region.definition import default_region
from wmpeer.ui.kit.charts.spark import runs
from wmpeer.ui.places import IndicatorPlace

PASSPHRASE = "a quiet morning in autumn"


@pytest.fixture(scope="session")
def published(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("published") / "panel.wmpeer"
    framework = resource("frameworks", "default-2026.toml").read_text(encoding="utf-8")
    region = default_region().read_text(encoding="utf-8")
    workspace = start_cycle(file, PASSPHRASE, name="2026-27", region=region, framework=framework)[0]
    load(workspace, [real_data / "indicators" / "lait", real_data / "indicators" / "dfe_ees_2025"], Wishes())
    workspace.close()
    return file


@pytest.mark.slow
def test_that_herefordshires_re_referrals_read_as_published(open_window, published):
    """14.8 % in 2025 beside England's 22.6 and the region's 19.5; nothing was published for 2023 and 2024."""
    window = open_window(published, "E06000019", size=(1366, 768))
    window.screen.go_to(IndicatorPlace("ReReferral", "LAIT"))
    window.settle()
    one = window.screen.page("one").one
    assert (window.text("indicator-value"), one.row.england_text, one.row.region_text) == ("14.8", "22.6", "19.5")
    assert window.text("indicator-sentence").startswith("14.8 % is 7.8 points below England, 4.7 below the region and ")
    own = window.screen.page("one").trend.description.lines[0]
    periods = window.screen.page("one").trend.description.periods
    gaps = {period: marker for period, value, marker in zip(periods, own.values, own.markers, strict=True) if value is None}
    assert gaps == {"2023": "marked “-” in the source", "2024": "marked “-” in the source"}
    assert [len(run) for run in runs(own.values)] == [7, 1]
    assert "no value in 2023 and 2024" in window.text("years")
    (told,) = [line for line in one.origin.lines if line.startswith("For 2024, ")]
    assert "(“-”, no value)" in told and "(“u”, low reliability)" in told and told.endswith("They differ for 2023 too.")
    assert "Period: 2025, financial year." in one.origin.lines
