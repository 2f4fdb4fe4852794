"""What the measurements work on: the real files where they are beside the project, else files of the same shape made here."""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
from pathlib import Path

from wmpeer.files import resource
from wmpeer.journal.workspace import Workspace
from wmpeer.region.actions import start_cycle

PASSPHRASE = "a measured passphrase"
ROOT = Path(__file__).resolve().parent.parent.parent


def real(*parts: str) -> Path | None:
    """A real file or folder, or None where it is not on this machine."""
    path = Path(os.environ.get("WMPEER_REAL_DATA", ROOT.parent / "shared" / "data")).joinpath(*parts)
    return path if path.exists() else None


def new_workspace(folder: Path, region: str = "west-midlands") -> Workspace:
    """A fresh workspace in *folder*."""
    text = resource("regions", f"{region}.toml").read_text(encoding="utf-8")
    framework = resource("frameworks", "default-2026.toml").read_text(encoding="utf-8")
    path = folder / f"{random.randrange(10**12)}.wmpeer"
    return start_cycle(path, PASSPHRASE, name="2026-27", region=text, framework=framework)[0]


def fourteen_pdfs(folder: Path) -> list[Path]:
    """Fourteen reports of about fifteen pages."""
    there = real("documents", "ofsted_ilacs_wm")
    if there is None:  # in a process of its own, so that what makes them is not in the memory of what is measured
        command = [sys.executable, "-c", f"from benches.material import make_pdfs; make_pdfs({str(folder)!r})"]
        subprocess.run(command, cwd=ROOT / "packaging", check=True)
        there = folder
    return sorted(there.glob("*.pdf"))


def make_pdfs(folder: str) -> None:
    """Fourteen reports of invented words."""
    for number in range(14):
        _pdf(Path(folder) / f"Report {number}.pdf", number)


def _pdf(path: Path, number: int) -> Path:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    styles, chance = getSampleStyleSheet(), random.Random(number)
    words = [
        "children",
        "plans",
        "workers",
        "audits",
        "carers",
        "review",
        "months",
        "placement",
        "supervision",
        "partners",
        "school",
        "health",
    ]
    story = []
    for part in range(60):
        story.append(Paragraph(f"Part {part + 1}: what we know", styles["Heading2"]))
        story += [Paragraph(" ".join(chance.choices(words, k=90)).capitalize() + ".", styles["BodyText"]) for _ in range(4)]
    SimpleDocTemplate(str(path)).build(story)
    return path


def lait_table(folder: Path) -> Path:
    """The long table of all England, 641,070 rows, unpacked."""
    target = folder / "lait_long.csv"
    if target.exists():
        return target
    packed = real("indicators", "lait", "derived", "lait_all_england_long.csv.xz")
    if packed:
        import lzma

        target.write_bytes(lzma.decompress(packed.read_bytes()))
        return target
    return _made_table(target)


def _made_table(target: Path) -> Path:
    from wmpeer.region.areas import england

    chance = random.Random(1)
    areas = [area for area in england() if area.level == "authority"][:150]
    with target.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region"])
        for measure in range(430):
            for year in range(2015, 2025):
                for area in areas:
                    value = "-" if chance.random() < 0.15 else f"{chance.random() * 100:.1f}"
                    writer.writerow([f"M{measure}", f"Measure {measure}", year, area.name, value, f"{area.dfe}.0", area.region])
    return target
