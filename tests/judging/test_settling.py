"""Who settles a passage in a new version, and what stays of the first one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from beginnings import new_cycle

from wmpeer.documents.actions import carry_out, take_out
from wmpeer.documents.plan import plan_load
from wmpeer.documents.queries import documents
from wmpeer.documents.sources import Source
from wmpeer.documents.worker import DocumentWorker
from wmpeer.journal.queries import revision_lines
from wmpeer.journal.rights import NotYoursError
from wmpeer.journal.undo import redo, undo
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.actions import accept_passage, choose_passage, keep_finding, keep_passage_lost
from wmpeer.judging.errors import NoSuchWordsError, NotTheNewestError, UnknownEvidenceError
from wmpeer.judging.moved import MovedEvidence
from wmpeer.judging.queries import finding_lines
from wmpeer.judging.records import FindingDraft, QuoteDraft
from wmpeer.judging.settling import document_versions, moved_evidence
from wmpeer.region.actions import add_person, declare_interest

AUTHORITY = "X08000009"
QUOTES = ("Contacts are looked at within a day.", "Visits to children are recorded late in most teams.", "Staff know the plan and say so.")
FIRST = f"""Self-evaluation of the City of Kelsborough.

{QUOTES[0]}

We look at thresholds with the police and with schools every week.

{QUOTES[1]}

{QUOTES[2]}
"""
SECOND = FIRST.replace("are recorded late", "are now recorded rather late").replace(QUOTES[2], "").replace("Self", "A foreword.\n\nSelf")


@pytest.fixture(scope="module")
def worker() -> Iterator[DocumentWorker]:
    with DocumentWorker() as made:
        yield made


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workspace]:
    opened = new_cycle(tmp_path, region="westmarch")
    yield opened
    opened.close()


def send(office: Workspace, worker: DocumentWorker, folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    path = folder / "self-evaluation.txt"
    path.write_text(text, encoding="utf-8")
    known = office.read(documents, every=True)
    carry_out(office, plan_load([Source(path.name, path=path)], known, (), worker=worker, authority=AUTHORITY))


def finds(workspace: Workspace, *quotes: str) -> str:
    return keep_finding(workspace, FindingDraft(AUTHORITY, "leaders", "question", "Asked", evidence=tuple(map(QuoteDraft, quotes)))).id


def moved(workspace: Workspace) -> list[MovedEvidence]:
    return list(workspace.read(moved_evidence, AUTHORITY, workspace.author, workspace.file.slot))


@pytest.fixture
def replaced(office: Workspace, worker: DocumentWorker, tmp_path: Path) -> Workspace:
    send(office, worker, tmp_path / "one", FIRST)
    finds(office, *QUOTES)
    send(office, worker, tmp_path / "two", SECOND)
    return office


def test_that_a_new_version_changes_no_record_and_says_what_became_of_each_passage(replaced: Workspace) -> None:
    assert [(one.fate, one.waits) for one in moved(replaced)] == [("uncertain", True), ("lost", True), ("unchanged", False)]
    assert sum(line.kind == "finding" for line in replaced.read(revision_lines)) == 1
    assert {one.quote: one.state for one in replaced.read(finding_lines)[0].quotes} == dict(
        zip(QUOTES, ("moved", "uncertain", "lost"), strict=True)
    )
    assert len(replaced.read(document_versions)) == 1


def test_that_an_answer_is_one_revision_with_a_name_and_the_first_place_stays(replaced: Workspace) -> None:
    uncertain = moved(replaced)[0]
    assert uncertain.now is not None
    kept = accept_passage(replaced, uncertain.finding, uncertain.id, uncertain.newest, uncertain.now.start, uncertain.now.end)
    again = accept_passage(replaced, uncertain.finding, uncertain.id, uncertain.newest, uncertain.now.start, uncertain.now.end)
    assert kept.changed is not None and kept.changed.verb == "Accept a passage in the new version"
    assert again.changed is None
    settled = next(one for one in moved(replaced) if one.id == uncertain.id)
    assert (settled.answer, settled.was) == ("here", uncertain.was)
    undo(replaced)
    assert next(one for one in moved(replaced) if one.id == uncertain.id) == uncertain
    redo(replaced)
    assert next(one for one in moved(replaced) if one.id == uncertain.id) == settled


def test_that_a_lost_passage_is_kept_and_may_be_chosen_after_all(replaced: Workspace) -> None:
    lost = next(one for one in moved(replaced) if one.fate == "lost")
    keep_passage_lost(replaced, lost.finding, lost.id, lost.newest)
    kept = next(one for one in moved(replaced) if one.id == lost.id)
    assert (kept.answer, kept.waits, kept.was.words) == ("lost", False, "Staff know the plan and say so.")
    choose_passage(replaced, lost.finding, lost.id, lost.newest, 0, len("A foreword."))
    chosen = next(one for one in moved(replaced) if one.id == lost.id)
    assert chosen.now is not None and (chosen.answer, chosen.now.words) == ("here", "A foreword.")


def test_that_only_its_author_settles_a_passage_and_nobody_who_stands_aside(replaced: Workspace) -> None:
    add_person(replaced, "The Office", "coordinator")
    other = add_person(replaced, "Ann Other", "panellist").entity
    hers = replaced.on_behalf_of(other)
    one = moved(replaced)[0]
    mine = replaced.read(finding_lines)[0]
    assert mine.author == replaced.author
    assert hers.read(moved_evidence, AUTHORITY, other) == ()
    with pytest.raises(NotYoursError), hers.write("Another") as journal:
        journal.keep("finding", {f"evidence/{one.id}@x": {"answer": "lost"}}, entity=one.finding)
    declare_interest(replaced, "Ann Other", AUTHORITY, "works there")
    assert hers.read(moved_evidence, AUTHORITY, other) == ()


def test_that_what_is_out_of_date_or_nowhere_is_refused(replaced: Workspace) -> None:
    one = moved(replaced)[0]
    with pytest.raises(NotTheNewestError):
        accept_passage(replaced, one.finding, one.id, one.was.sha256, 0, 4)
    with pytest.raises(NoSuchWordsError):
        choose_passage(replaced, one.finding, one.id, one.newest, 5, 100_000)
    with pytest.raises(UnknownEvidenceError):
        keep_passage_lost(replaced, one.finding, "nothing", one.newest)


def test_that_taking_the_new_version_out_shows_the_passages_as_lost_and_writes_nothing(replaced: Workspace) -> None:
    newest = moved(replaced)[0].newest
    take_out(replaced, newest)
    assert moved(replaced) == []
    assert {one.state for one in replaced.read(finding_lines)[0].quotes} == {"lost"}
    assert {one.quote for one in replaced.read(finding_lines)[0].quotes} == set(QUOTES)


def states(workspace: Workspace) -> dict[str, str]:
    return {one.quote: one.state for one in workspace.read(finding_lines)[0].quotes}


def test_that_the_first_version_sent_again_has_all_its_passages_where_they_were(
    replaced: Workspace, worker: DocumentWorker, tmp_path: Path
) -> None:
    send(replaced, worker, tmp_path / "again", FIRST)
    assert states(replaced) == dict.fromkeys(QUOTES, "anchored")
    assert moved(replaced) == []
    send(replaced, worker, tmp_path / "once more", SECOND)
    assert states(replaced) == dict(zip(QUOTES, ("moved", "uncertain", "lost"), strict=True))
    send(replaced, worker, tmp_path / "third", f"A word before.\n\n{FIRST}")
    assert states(replaced) == dict.fromkeys(QUOTES, "moved")
    assert len(replaced.read(document_versions)[0].earlier) == 2


def test_that_the_same_version_sent_twice_changes_nothing(replaced: Workspace, worker: DocumentWorker, tmp_path: Path) -> None:
    before, revisions = moved(replaced), replaced.read(revision_lines)
    send(replaced, worker, tmp_path / "twice", SECOND)
    assert (moved(replaced), replaced.read(revision_lines)) == (before, revisions)


def test_that_a_version_taken_out_and_loaded_again_is_in_use_as_it_was(replaced: Workspace, worker: DocumentWorker, tmp_path: Path) -> None:
    take_out(replaced, moved(replaced)[0].newest)
    send(replaced, worker, tmp_path / "again", FIRST)
    assert states(replaced) == dict.fromkeys(QUOTES, "anchored")


def test_that_words_of_a_version_that_was_replaced_meanwhile_are_kept_and_found_again(
    office: Workspace, worker: DocumentWorker, tmp_path: Path
) -> None:
    send(office, worker, tmp_path / "one", FIRST)
    old = office.read(documents, AUTHORITY)[0].sha256
    start = FIRST.replace("\n\n", "\n").index(QUOTES[0])
    draft = QuoteDraft(QUOTES[0], old, start, start + len(QUOTES[0]))
    send(office, worker, tmp_path / "two", SECOND)
    kept = keep_finding(office, FindingDraft(AUTHORITY, "leaders", "question", "Begun before it came", evidence=(draft,)))
    assert not kept.problems
    assert [(one.quote, one.state) for one in office.read(finding_lines)[0].quotes] == [(QUOTES[0], "moved")]
    assert office.read(finding_lines)[0].quotes[0].sha256 != old
