"""A private note and what it points at never leave the file: every way out is tried, with words in it that stand nowhere else."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from reportlab.pdfgen.canvas import Canvas

from wmpeer.cli.main import main
from wmpeer.documents.png import png_of
from wmpeer.documents.queries import documents
from wmpeer.documents.worker import DocumentWorker
from wmpeer.files import resource
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.queries import journal_faults, revision_lines, state_hash
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.judging.actions import hand_in, keep_finding, keep_note, point_note, record_view
from wmpeer.judging.clips import keep_clipping
from wmpeer.judging.queries import finding_lines, note_lines
from wmpeer.judging.records import ClipDraft, FigureDraft, FindingDraft, PercentBox, QuoteDraft, ViewDraft
from wmpeer.region.actions import add_person, start_cycle
from wmpeer.ui.judge.records import standing

PASSPHRASE = "a quiet morning in autumn"
KELSBOROUGH = "X08000009"
MINE, HERS = "Zinnoberkanarie", "Indigokanarie"
POINTED = "Bernsteinkanarie is what the self-evaluation says of visits"
LEFT = {"passages", "search", "claims"}
"""They print what a document says, and the words a note points at are its document's."""
NOTHING_OUT = {
    "demo", "new", "load", "unload", "record", "issue", "restore", "recover", "codes", "mapping", "settle",
    "passphrase", "remember", "openers", "recovery-key", "erase",
    "invite", "join", "admit", "laptops", "revoke",
    "hand-out", "hand-in",
    "take-in", "take-back", "receipts",
}  # fmt: skip
"""They take in, or write what the person at the keyboard gave them; `backup` copies the whole file, encrypted as it is. What
goes into packs is opened and looked at in tests/exchange/test_blind.py."""
OWN = {"history"}
"""It shows their own notes to whoever opened the file; to nobody else."""


def booklet() -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, invariant=True)
    canvas.drawString(70, 780, "Self-evaluation of Kelsborough. Plans are clear, and staff say so in every team.")
    canvas.drawString(70, 740, f"{POINTED}.")
    canvas.showPage()
    canvas.save()
    return held.getvalue()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which two people wrote private notes that point at words, a figure and a picture, and things everybody may see."""
    folder = tmp_path_factory.mktemp("notes")
    words = [resource(*one).read_text(encoding="utf-8") for one in (("regions", "westmarch.toml"), ("frameworks", "default-2026.toml"))]
    workspace, _ = start_cycle(folder / "panel.wmpeer", PASSPHRASE, name="2026-27", region=words[0], framework=words[1])
    (folder / "self-evaluation.pdf").write_bytes(booklet())
    table = folder / "cla.csv"
    table.write_bytes(resource("demo", "data", "cla_number_and_rate_per_10k_children.csv").read_bytes())
    load(workspace, [folder / "self-evaluation.pdf", table], Wishes(authority=KELSBOROUGH))
    add_person(workspace, "Olive Office", "coordinator")
    ann = workspace.on_behalf_of(add_person(workspace, "Ann Reed", "panellist").entity)
    own = workspace.file.slot
    for who, canary in ((workspace, MINE), (ann, HERS)):
        who.file.slot = who.author  # as her own passphrase would open it
        note(who, canary)
    workspace.file.slot = own
    keep_finding(workspace, FindingDraft(KELSBOROUGH, "in-care", "strength", "Plans are clear", evidence=(QuoteDraft("Plans are clear"),)))
    record_view(workspace, ViewDraft(KELSBOROUGH, "in-care", "", "good", "high", "", "", "Plans say so"))
    hand_in(workspace, KELSBOROUGH)
    workspace.close()
    return folder / "panel.wmpeer"


def note(workspace: Workspace, canary: str) -> None:
    keep_note(workspace, KELSBOROUGH, "in-care", f"{canary}: ask about the rota")
    sha = workspace.read(documents, KELSBOROUGH)[0].sha256
    point_note(workspace, KELSBOROUGH, "in-care", QuoteDraft(POINTED))
    point_note(workspace, KELSBOROUGH, "in-care", FigureDraft(canary, "2025"))
    image = keep_clipping(workspace, png_of(9, 4, (canary[0].encode() * 36,) * 4))
    kept = point_note(workspace, KELSBOROUGH, "in-care", ClipDraft(sha, 1, PercentBox(10, 5, 50, 10), image))
    assert not kept.problems


def ran(*arguments: object) -> bytes:
    result = CliRunner(env={"WMPEER_PASSPHRASE": PASSPHRASE}).invoke(main, [str(one) for one in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return (result.stdout + result.stderr).encode()


def every_word(path: Path) -> Iterable[bytes]:
    """A file's bytes, and what is packed in it: parts of Office files, streams and text of PDFs."""
    data = path.read_bytes()
    yield data
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    for part in data.split(b"stream\n")[1:] if data.startswith(b"%PDF") else ():
        try:
            yield zlib.decompress(part)
        except zlib.error:
            yield part
    if data.startswith(b"%PDF"):
        with DocumentWorker() as worker:
            yield "\n".join(one.text for one in worker.read(path.name, data).passages).encode()


CANARIES = tuple(word.encode() for word in (MINE, HERS))


def test_that_no_command_prints_or_writes_a_private_note(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    commands = {
        "authorities": ["authorities", file], "passages": ["passages", file, "--authority", KELSBOROUGH],
        "search": ["search", file, MINE], "benchmark": ["benchmark", file, "--authority", KELSBOROUGH],
        "claims": ["claims", file, "--authority", KELSBOROUGH], "findings": ["findings", file], "check": ["check", file],
        "form": ["form", file, "--authority", KELSBOROUGH, "--for", "Ann Reed", "--out", out / "sheet.xlsx"],
        "letters": ["letters", file, "--out", out / "letters", "--draft"], "workbook": ["workbook", file, "--out", out / "workbook.xlsx"],
        "history": ["history", file], "backup": ["backup", file], "expected": ["expected", file, "--since", "2020-01-01"],
        "flags": ["flags", file], "differences": ["differences", file, "--history"],
        "agenda": ["agenda", file, "--authority", KELSBOROUGH],
        "inspections": ["inspections", file, "--profile"],
        "mappings": ["mappings", file],
        "data-pack": ["data-pack", file, "--authority", KELSBOROUGH, "--out", out / "packs"],
        "scorecard": ["scorecard", file, "--out", out / "card"], "annual-report": ["annual-report", file, "--out", out / "report"],
        "sign-off": ["sign-off", file, "--authority", KELSBOROUGH, "--out", out / "sheets"],
    }  # fmt: skip
    known = set(main.list_commands(click.Context(main)))
    assert known == commands.keys() | NOTHING_OUT, "a new command: say here whether anything of a private note can leave by it"
    for name, words in commands.items():
        for asked in (words, [*words, "--json"]):
            if name in ("form", "workbook", "letters", "data-pack", "scorecard", "annual-report", "sign-off"):
                asked = [
                    one if not str(one).startswith(str(out)) else Path(str(one).replace("out/", f"out/{len(asked)}-", 1)) for one in asked
                ]
            said = ran(*asked)
            assert HERS.encode() not in said, name
            if name not in OWN:
                assert MINE.encode() not in said or name == "search", name
            if name not in LEFT | OWN:
                assert POINTED[:16].encode() not in said, name
    written = [path for path in out.rglob("*") if path.is_file()]
    assert {path.suffix for path in written} == {".xlsx", ".pdf", ".docx"}
    told = b""
    for path in written:
        whole = b"\n".join(every_word(path))
        told += whole
        for canary in (*CANARIES, POINTED[:16].encode()):
            assert canary not in whole, path
    assert b"Plans are clear" in told  # what everybody may see did go out


def test_that_searching_for_a_note_finds_it_for_its_author_alone(file: Path) -> None:
    assert json.loads(ran("search", file, MINE, "--json")) == []
    assert json.loads(ran("search", file, HERS, "--json")) == []


def test_that_what_is_merged_and_what_others_read_leaves_notes_out(file: Path) -> None:
    workspace = open_workspace(file, PASSPHRASE)
    try:
        (mine,) = workspace.read(note_lines, workspace.author, KELSBOROUGH)
        assert mine.text.startswith(MINE)
        assert (len(mine.quotes), len(mine.figures), len(mine.clips)) == (1, 1, 1)
        notes = [one for one in workspace.read(revision_lines) if one.kind == "note"]
        assert (len(notes), {one.private for one in notes}) == (8, {True})
        assert all(POINTED not in quote.quote for line in workspace.read(finding_lines) for quote in line.quotes)
        hers = next(one.author for one in notes if one.author != workspace.author)
        assert workspace.read(standing, hers, workspace.file.slot, KELSBOROUGH).pointing == {}
        assert workspace.read(standing, hers, workspace.file.slot, KELSBOROUGH).notes == {}
        before = workspace.read(state_hash)
        point_note(workspace, KELSBOROUGH, "leaders", QuoteDraft(POINTED))
        assert workspace.read(state_hash) == before
        assert workspace.read(journal_faults) == ()
    finally:
        workspace.close()
