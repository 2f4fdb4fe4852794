"""What somebody may not see is in nothing that their own laptop says, though it came there when they might.

Ann hands in, takes in what colleagues said of Ashcombe, and takes her own hand-in back: what her laptop lists, counts, finds, checks and
writes is then, thing by thing, what it was before any of that had come.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session
from trio import ANN, ASHCOMBE, BEN, PASSPHRASE, Trio, carry, person, shut, trio

from wmpeer.cli.main import main
from wmpeer.exchange.devices import devices
from wmpeer.exchange.lines import fellows
from wmpeer.indicators.rebases import rebases
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.judging.agenda import agenda
from wmpeer.judging.apart import differences
from wmpeer.judging.checks import check_items
from wmpeer.judging.commentary import commentaries
from wmpeer.judging.flags import authority_flags
from wmpeer.judging.queries import (
    agreed_lines,
    finding_lines,
    letter_details,
    letter_findings,
    point_lines,
    raised_lines,
    view_lines,
)
from wmpeer.judging.search import search_findings
from wmpeer.letters.actions import issued_letter
from wmpeer.letters.batch import letter_lines, letter_sheet
from wmpeer.papers.gather import workbook_content
from wmpeer.region.actions import allocate
from wmpeer.region.readers import allocations, happened_since
from wmpeer.region.tracker import tracker
from wmpeer.ui.check.lines import standing

TODAY = date(2026, 10, 9)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
WORD = "kingfisher"
"""Stands in everything that colleagues wrote, and in nothing else."""


def keep(workspace: Workspace, kind: str, entity: str | None = None, authority: str = ASHCOMBE, /, **fields: object) -> str:
    with workspace.write("Record") as journal:
        return journal.keep(kind, fields, entity=entity, authority=authority)


def colleagues_write(three: Trio) -> None:
    """One of every kind that is hidden: Ben's own, and what the office and the panel said together."""
    bens = three.office.on_behalf_of(person(three.office, BEN))
    for area, view in (("send", "good"), ("in-care", "inadequate"), ("leaders", "good")):
        keep(bens, "view", area=area, view=view, own_grade="good", reason=f"A {WORD}" if area != "leaders" else None)
    keep(bens, "finding", "c" * 32, area="send", kind="concern", text=f"A concern, {WORD}", in_letter=True, level=3)
    keep(bens, "finding", "d" * 32, area="send", kind="consider", text=f"Consider the {WORD}", in_letter=True, rank=1)
    keep(bens, "flag_answer", rule="no-response", code="p1", source="point", period="2025-26", answer="noted", text=WORD)
    keep(bens, "hand_in", on="2026-10-08")
    with three.ben.write("Record") as journal:
        journal.keep("finding", {"area": "in-care", "kind": "strength", "text": f"Said apart, {WORD}"}, entity="9" * 32, authority=ASHCOMBE)
    keep(bens, "finding", "9" * 32, area="in-care", kind="consider", text=f"Otherwise, {WORD}")
    office = three.office
    keep(office, "finding", "e" * 32, area="send", kind="strength", text=f"The office saw a {WORD}")
    keep(office, "agreed", area="send", view="good", wording=f"Agreed {WORD}")
    keep(office, "agreed", area="leaders", view="good")
    keep(office, "choice", **{f"chosen/{'d' * 32}": True, f"chosen/{'a' * 32}": False, f"ranks/{'d' * 32}": 1})
    keep(office, "letter", addressee=f"The Director, {WORD}", reflection=WORD, stage="with-director", held_on="2026-10-08")
    keep(office, "raised", finding="b" * 32, on="2099-10-08", by=WORD, how="by telephone")
    keep(office, "commentary", part="send", text=f"The figures, {WORD}")
    keep(office, "rebase", code="A1", source="lait", period="2024/25", reason=WORD)
    keep(office, "outcome", point="p1", outcome="done", comment=WORD)
    keep(office, "issue", version=1, on="2026-10-08", sha256="f" * 64, word_sha256="e" * 64)


SAID: dict[str, Callable[[Session, Workspace], object]] = {
    "Check": lambda session, ann: check_items(session, ann.readers),
    "Check's screen": lambda session, ann: standing(session, ann.readers),
    "the tracker": lambda session, ann: tracker(session, ann.readers),
    "who reads whom": lambda session, ann: allocations(session, ann.readers),
    "who handed in": lambda session, ann: fellows(session, devices(session), ann.author),
    "what happened": lambda session, ann: happened_since(session, LONG_AGO, ann.readers),
    "search": lambda session, ann: search_findings(session, WORD[:4], ann.readers),
    "findings": lambda session, ann: finding_lines(session, reader=ann.readers),
    "findings of the letter": lambda session, ann: letter_findings(session, reader=ann.readers),
    "views": lambda session, ann: view_lines(session, reader=ann.readers),
    "agreed judgements": lambda session, ann: agreed_lines(session, reader=ann.readers),
    "concerns raised": lambda session, ann: raised_lines(session, reader=ann.readers),
    "earlier points": lambda session, ann: point_lines(session, reader=ann.readers),
    "the workbook": lambda session, ann: workbook_content(session, TODAY, ann.readers),
    "the letters": lambda session, ann: letter_lines(session, ann.readers, TODAY),
    "the letter": lambda session, ann: letter_sheet(session, ASHCOMBE, ann.readers, TODAY),
    "the letter's details": lambda session, ann: letter_details(session, ASHCOMBE, reader=ann.readers),
    "the letter that left": lambda session, ann: issued_letter(session, ASHCOMBE, reader=ann.readers),
    "flags": lambda session, ann: authority_flags(session, ASHCOMBE, TODAY, ann.readers),
    "commentaries": lambda session, ann: commentaries(session, ASHCOMBE, reader=ann.readers),
    "limits begun anew": lambda session, ann: rebases(session, ASHCOMBE, reader=ann.readers),
    "differences": lambda session, ann: differences(session, ann.readers),
    "the agenda": lambda session, ann: agenda(session, ASHCOMBE, ann.readers),
}
"""Every reading that shows to the person at the laptop."""



def everything(ann: Workspace) -> dict[str, object]:
    return {name: ann.read(said, ann) for name, said in SAID.items()}


@dataclass
class Laptop:
    three: Trio
    before: dict[str, object]
    after: dict[str, object] = field(default_factory=dict)
    seen: dict[str, object] = field(default_factory=dict)


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    three = trio(tmp_path_factory.mktemp("unseen"))
    allocate(three.office, ANN, ASHCOMBE)
    allocate(three.office, BEN, ASHCOMBE)
    ann = three.ann
    keep(three.office, "point", "p1", area="send", kind="consider", text="An earlier point", cycle="2025-26")
    for other in (ann, three.ben):
        carry(three.office, other, ("office", "setup"))
    keep(ann, "view", area="in-care", view="good", reason="Hers")
    keep(ann, "view", area="send", view="requires-improvement", reason="Hers")
    keep(ann, "finding", "a" * 32, area="send", kind="consider", text="Hers to consider", in_letter=True, rank=1)
    keep(ann, "finding", "b" * 32, area="send", kind="concern", text="Her concern")
    handed = keep(ann, "hand_in", on="2026-10-07")
    keep(ann, "hand_in", handed, withdrawn=True)
    found = Laptop(three, everything(ann))
    keep(ann, "hand_in", handed, withdrawn=False)
    colleagues_write(three)
    for other in (three.ben, three.office):
        carry(other, ann, ("own", "panel"))
    found.seen = everything(ann)
    keep(ann, "hand_in", handed, withdrawn=True)
    found.after = everything(ann)
    yield found
    three.close()


@pytest.mark.parametrize("what", SAID)
def test_that_nothing_of_it_is_left_when_her_hand_in_is_taken_back(laptop: Laptop, what: str) -> None:
    assert laptop.after[what] == laptop.before[what]


COMMANDS: tuple[tuple[str, ...], ...] = (
    ("check",), ("authorities",), ("findings",), ("search", WORD), ("history",), ("differences",), ("agenda", "--authority", ASHCOMBE),
    ("flags", "--authority", ASHCOMBE), ("benchmark", "--authority", ASHCOMBE), ("workbook", "--out", "w.xlsx"),
    ("letters", "--out", "l", "--draft", "--format", "docx", "--authority", ASHCOMBE),
)  # fmt: skip


@pytest.fixture
def file(laptop: Laptop) -> Iterator[Path]:
    """Her workspace, closed while commands open it."""
    path = laptop.three.ann.file.path
    shut(laptop.three.ann)
    yield path
    laptop.three = replace(laptop.three, ann=open_workspace(path, PASSPHRASE))


def test_that_no_command_says_a_word_of_it(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, *rest in COMMANDS:
        ran = CliRunner(env={"WMPEER_PASSPHRASE": PASSPHRASE}).invoke(main, [name, str(file), *rest, "--json"])
        assert ran.exit_code in (0, 1), (name, ran.output)
        assert WORD not in ran.output, name
    written = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert {one.suffix for one in written} >= {".xlsx", ".docx"}
    for one in written:
        with zipfile.ZipFile(one) as parts:
            assert not any(WORD.encode() in parts.read(part) for part in parts.namelist()), one.name


@pytest.mark.parametrize("what", SAID)
def test_that_it_was_there_while_her_hand_in_stood(laptop: Laptop, what: str) -> None:
    """Else nothing is tried above."""
    assert laptop.seen[what] != laptop.before[what]
