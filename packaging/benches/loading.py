"""Documents and tables into the encrypted workspace."""

from __future__ import annotations

import csv
import sqlite3
from ctypes import c_float
from pathlib import Path

from bench import Pair, measurement
from benches.material import fourteen_pdfs, lait_table, new_workspace

from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.workspace import Workspace


@measurement("fourteen PDFs into the workspace, beside text and text objects", limit=1.6, rounds=9, cap_megabytes=120, cpu_limit=2.0)
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


def _bare_reading(pdfs: list[Path]) -> list[tuple[str, list[float]]]:
    """The words of every page, and the font size of every text object: with pypdfium2's own classes and nothing else, in one process
    that has it imported already. It makes no headings of them and keeps nothing."""
    import pypdfium2
    from pypdfium2 import raw

    pages: list[tuple[str, list[float]]] = []
    for path in pdfs:
        document = pypdfium2.PdfDocument(path.read_bytes())
        for page in document:
            text = page.get_textpage()
            words, size, sizes = text.get_text_range(), c_float(), []
            for one in page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), max_depth=1):
                raw.FPDFTextObj_GetFontSize(one.raw, size)
                sizes.append(size.value)
            pages.append((words, sizes))
            text.close()
            page.close()
        document.close()
    return pages


@measurement("641,070 rows of LAIT, beside csv and executemany", limit=0.5, rounds=3, cap_megabytes=120)
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
