"""Versions in any order, with any edits, and back again: a passage is never shown on words that say something else, and never lost where it
still stands; what was recorded stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wmpeer.documents.actions import carry_out
from wmpeer.documents.letters import letters_of
from wmpeer.documents.plan import plan_load
from wmpeer.documents.queries import document_text, documents
from wmpeer.documents.sources import Source
from wmpeer.documents.worker import DocumentWorker
from wmpeer.files import resource
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.actions import accept_passage, keep_finding, keep_passage_lost
from wmpeer.judging.queries import finding_lines
from wmpeer.judging.records import FindingDraft, QuoteDraft
from wmpeer.judging.settling import moved_evidence
from wmpeer.region.actions import start_cycle

AUTHORITY = "X08000009"
SENTENCES = (
    "Contacts are looked at within a day.", "Visits to children are recorded late in most teams.", "Staff know the plan and say so.",
    "Mae gweithwyr yn gwybod eu gwaith, a’r tŷ yn ddiogel.", "The rate of re-referrals was 18.5 % in March 2025.",
    "Audits of 50 files found six in which nobody said why.", "Families say that they were heard, and what changed then.",
)  # fmt: skip
EDITS = {"": "", "late": "very late", "know": "knew", "tŷ": "ty", "18.5": "15.8", "six": "sixteen", "heard": "not heard"}

version = st.tuples(st.permutations(range(len(SENTENCES))), st.integers(2, len(SENTENCES)), st.sampled_from(sorted(EDITS)))
number = count()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    words = [resource(*one).read_text(encoding="utf-8") for one in (("regions", "westmarch.toml"), ("frameworks", "default-2026.toml"))]
    folder = tmp_path_factory.mktemp("random")
    opened, _ = start_cycle(folder / "panel.wmpeer", "a quiet morning in autumn", name="2026-27", region=words[0], framework=words[1])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def worker() -> Iterator[DocumentWorker]:
    with DocumentWorker() as made:
        yield made


def text_of(name: str, order: list[int], kept: int, edit: str) -> str:
    sentences = [SENTENCES[at] for at in order[:kept]]
    body = "\n\n".join(one.replace(edit, EDITS[edit]) if edit else one for one in sentences)
    return f"Self-evaluation of the City of Kelsborough, sent by its director as {name}.\n\n{body}\n"


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(version, min_size=1, max_size=4), st.lists(st.integers(0, 4), max_size=3), st.booleans())
def test_that_whatever_comes_every_passage_is_right_or_waits(
    office: Workspace, worker: DocumentWorker, tmp_path: Path, versions: list[tuple[list[int], int, str]], again: list[int], settles: bool
) -> None:
    name = f"self-evaluation-{next(number)}.txt"
    first = text_of(name, list(range(len(SENTENCES))), len(SENTENCES), "")
    texts = [first, *(text_of(name, *one) for one in versions)]
    send(office, worker, tmp_path / name, texts[0])
    sha = newest(office, name)
    draft = FindingDraft(AUTHORITY, "leaders", "question", name, evidence=tuple(QuoteDraft(one, sha) for one in SENTENCES))
    assert not keep_finding(office, draft).problems
    for text in (*texts[1:], *(texts[at % len(texts)] for at in again)):
        send(office, worker, tmp_path / name, text)
        now = office.read(document_text, newest(office, name))
        check(office, name, now, first_again=newest(office, name) == sha, settled=settles)
        if settles:
            settle(office, name)


def check(office: Workspace, name: str, text: str, *, first_again: bool, settled: bool) -> None:
    (line,) = [one for one in office.read(finding_lines, AUTHORITY) if one.text == name]
    assert len(line.quotes) == len(SENTENCES)
    for quote, said in zip(line.quotes, SENTENCES, strict=True):
        if first_again:
            assert (quote.state, quote.quote) == ("anchored", said)
        elif quote.state in ("anchored", "moved"):
            assert text[quote.start : quote.end] == quote.quote
            assert letters_of(quote.quote) == letters_of(said) or settled
        else:
            assert quote.quote == said
            assert quote.state != "lost" or settled or letters_of(said) not in letters_of(text)


def settle(office: Workspace, name: str) -> None:
    """A person accepts what is suggested, and keeps the rest as lost."""
    for one in office.read(moved_evidence, AUTHORITY, office.author, office.file.slot):
        if one.text == name and one.waits:
            if one.now is not None:
                accept_passage(office, one.finding, one.id, one.newest, one.now.start, one.now.end)  # type: ignore[union-attr]
            else:
                keep_passage_lost(office, one.finding, one.id, one.newest)
    assert not any(one.waits for one in office.read(moved_evidence, AUTHORITY, office.author, office.file.slot) if one.text == name)


def send(office: Workspace, worker: DocumentWorker, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    known = office.read(documents, every=True)
    carry_out(office, plan_load([Source(path.name, path=path)], known, (), worker=worker, authority=AUTHORITY))


def newest(office: Workspace, name: str) -> str:
    return next(one.sha256 for one in office.read(documents, AUTHORITY) if one.name == name)
