"""A workspace of the invented region with its data: made, and copied."""

from __future__ import annotations

import shutil
from pathlib import Path

from wmpeer.files import resource
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.workspace import Workspace
from wmpeer.region.actions import start_cycle

PASSPHRASE = "claims beside the data"


def westmarch(folder: Path) -> Workspace:
    """A new workspace of the invented region, with its data loaded."""
    region = resource("regions", "westmarch.toml").read_text(encoding="utf-8")
    framework = resource("frameworks", "default-2026.toml").read_text(encoding="utf-8")
    workspace = start_cycle(folder / "westmarch.wmpeer", PASSPHRASE, name="2026-27", region=region, framework=framework)[0]
    results = load(workspace, sorted(resource("demo", "data").glob("*.csv")), Wishes())
    assert {one.status for one in results} <= {"loaded", "replaced"}
    return workspace


def copied(template: Path, folder: Path) -> Path:
    """A workspace file of one's own in *folder*: a copy of the one in *template*, with its keys."""
    for each in template.glob("westmarch.wmpeer*"):
        if each.is_file():
            shutil.copy2(each, folder / each.name)
    return folder / "westmarch.wmpeer"
