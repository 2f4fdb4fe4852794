"""Claims of fourteen documents, beside reading their text once."""

from __future__ import annotations

from pathlib import Path

from bench import Pair, measurement
from benches.material import fourteen_pdfs, new_workspace, real

from wmpeer.claims import queries
from wmpeer.files import resource
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.region.queries import authorities


@measurement("claims of fourteen documents, beside reading their text once", limit=3.0, rounds=5)
def claims_of_fourteen(folder: Path) -> Pair:
    pdfs = fourteen_pdfs(folder)
    own = real("documents", "ofsted_ilacs_wm") is not None
    workspace = new_workspace(folder)
    wishes = Wishes() if own else Wishes(authority="Walsall")
    assert all(one.status == "loaded" for one in load(workspace, pdfs, wishes))
    table = real("indicators", "lait", "derived", "lait_west_midlands_long.csv")
    load(workspace, [table or resource("demo", "data", "lait_westmarch_long.csv")], Wishes(kind="indicators"))
    names = [one.ons_code for one in workspace.read(authorities)]
    data = [one.read_bytes() for one in pdfs]

    def ours() -> int:
        queries.forget_claims()
        return sum(len(workspace.read(queries.claims, name)) for name in names)

    return Pair(ours=ours, bare=lambda: [_text(one) for one in data])


def _text(data: bytes) -> list[str]:
    """The words of every page with pypdfium2 and nothing else."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    words = []
    for page in document:
        text = page.get_textpage()
        words.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return words
