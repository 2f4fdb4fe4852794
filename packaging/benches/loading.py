"""Documents and tables into the encrypted workspace."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path

from bench import Pair, measurement
from benches.material import fourteen_pdfs, lait_table, new_workspace

from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.workspace import Workspace


@measurement("fourteen PDFs into the workspace, beside reading text and objects", limit=1.6, rounds=5, cap_megabytes=120)
def documents(folder: Path) -> Pair:
    pdfs = fourteen_pdfs(folder)
    fresh: list[Workspace] = []

    def before() -> None:
        while fresh:
            fresh.pop().close()
        fresh.append(new_workspace(folder))

    def ours() -> None:
        names = [one.name for one in pdfs]
        wishes = Wishes() if "birmingham__2023-04-18.pdf" in names else Wishes(authority="Walsall")
        results = load(fresh[0], pdfs, wishes)
        assert all(one.status == "loaded" for one in results), [one.problems for one in results]

    return Pair(ours=ours, bare=lambda: _bare_reading(pdfs), before=before)


def _bare_reading(pdfs: list[Path]) -> None:
    import pypdfium2
    from pypdfium2 import raw

    for path in pdfs:
        document = pypdfium2.PdfDocument(path.read_bytes())
        for page in document:
            text = page.get_textpage()
            text.get_text_range()
            for one in page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,)):
                assert one.type == raw.FPDF_PAGEOBJ_TEXT
            text.close()
            page.close()
        document.close()


@measurement("641,070 rows of LAIT, beside csv and executemany", limit=1.0, rounds=3, cap_megabytes=200)
def indicators(folder: Path) -> Pair:
    table = lait_table(folder)
    fresh: list[Workspace] = []

    def before() -> None:
        while fresh:
            fresh.pop().close()
        fresh.append(new_workspace(folder))
        (folder / "flat.db").unlink(missing_ok=True)

    def ours() -> None:
        (result,) = load(fresh[0], [table], Wishes(kind="indicators"))
        assert result.status == "loaded", result.problems

    return Pair(ours=ours, bare=lambda: _flat(table, folder / "flat.db"), before=before)


def _flat(table: Path, target: Path) -> None:
    connection = sqlite3.connect(target)
    connection.execute("CREATE TABLE flat (code TEXT, title TEXT, period TEXT, area TEXT, value TEXT, number TEXT, region TEXT)")
    connection.execute("CREATE INDEX by_code ON flat(code, period)")
    connection.execute("CREATE INDEX by_area ON flat(area, code)")
    with table.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        with connection:
            connection.executemany("INSERT INTO flat VALUES (?,?,?,?,?,?,?)", rows)
    connection.close()
