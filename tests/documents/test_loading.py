"""Loading documents: read, planned, asked, carried out; searched, shown and taken out."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from document_files import docx, docx_with_macros, p, pdf_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from wmpeer.documents import errors
from wmpeer.documents.actions import carry_out, move_document, take_out
from wmpeer.documents.plan import LoadPlan, plan_load
from wmpeer.documents.queries import (
    authority_of_document,
    document_passages,
    document_text,
    documents,
    original,
    pages_at,
    passages,
    search_passages,
)
from wmpeer.documents.search import match_expression
from wmpeer.documents.sources import Source, sources_in
from wmpeer.documents.worker import DocumentWorker
from wmpeer.files import sha256_of
from wmpeer.journal.queries import revision_lines
from wmpeer.journal.workspace import Workspace
from wmpeer.progress import StoppedError

REGION = [("E08000030", ["Walsall"]), ("E08000027", ["Dudley"]), ("E08000029", ["Solihull"])]


def sef(words: str = "Children’s plans are clear and pathway plans are timely.") -> bytes:
    return docx(
        p("Self-evaluation", style="berschrift1")
        + p("Help and protection", style="berschrift2")
        + p(words)
        + p("Plant a phobl ifanc: cŵn.")
    )


def planned(workspace: Workspace, worker: DocumentWorker, files: Sequence[tuple[str, bytes]], **options: object) -> LoadPlan:
    sources = [Source(name, data=data) for name, data in files]
    return plan_load(sources, workspace.read(documents, every=True), REGION, worker=worker, **options)  # type: ignore[arg-type]


def load(workspace: Workspace, worker: DocumentWorker, *files: tuple[str, bytes], **options: object) -> LoadPlan:
    plan = planned(workspace, worker, files, **options)
    carry_out(workspace, plan)
    return plan


def rows(workspace: Workspace) -> int:
    return workspace.read(
        lambda session: sum(session.scalar(text(f"SELECT count(*) FROM {table}")) or 0 for table in ("content", "passage", "revision"))
    )


def test_that_a_document_is_kept_with_its_passages_and_its_bytes(workspace: Workspace, worker: DocumentWorker) -> None:
    load(workspace, worker, ("Walsall SEF.docx", sef()))
    (line,) = workspace.read(documents, "E08000030")
    assert (line.name, line.format, line.title, line.passages, line.retired) == ("Walsall SEF.docx", "docx", "Self-evaluation", 4, False)
    assert workspace.read(original, line.sha256) == sef()
    ((document, found),) = [(one.document, one.passages) for one in workspace.read(passages, "E08000030")]
    assert document == line
    assert found == workspace.read(document_passages, line.sha256)
    assert [(one.number, one.kind, one.heading) for one in found][2] == (3, "paragraph", "Self-evaluation › Help and protection")
    whole = workspace.read(document_text, line.sha256)
    assert all(whole[one.start : one.end] == one.text for one in found)
    assert len(whole) == line.characters
    assert workspace.read(authority_of_document, line.sha256[:10]) == "E08000030"
    assert [one.kind for one in workspace.read(revision_lines)] == ["document"]


def test_that_the_same_file_twice_changes_nothing(workspace: Workspace, worker: DocumentWorker) -> None:
    load(workspace, worker, ("Walsall SEF.docx", sef()))
    before = rows(workspace)
    plan = load(workspace, worker, ("Walsall SEF copy.docx", sef()), ("Walsall SEF.docx", sef()))
    assert [item.status for item in plan.items] == ["unchanged", "unchanged"]
    assert rows(workspace) == before
    twice = planned(workspace, worker, [("Dudley.docx", sef("a")), ("Dudley 2.docx", sef("a"))])
    assert [item.status for item in twice.items] == ["new", "unchanged"]


def test_that_the_same_name_is_a_new_version_and_the_old_one_stays_readable(workspace: Workspace, worker: DocumentWorker) -> None:
    load(workspace, worker, ("Walsall SEF.docx", sef("The first version speaks of otters.")))
    plan = load(workspace, worker, ("walsall sef.docx", sef("The second version speaks of badgers.")))
    assert plan.items[0].status == "replaces"
    old, new = workspace.read(documents, "E08000030", every=True)
    assert (old.retired, new.retired, new.replaces) == (True, False, old.id)
    assert "otters" in workspace.read(document_text, old.sha256)
    assert workspace.read(search_passages, "otters") == ()
    assert len(workspace.read(search_passages, "badgers")) == 1


def test_that_another_file_may_replace_one_by_its_sha256(workspace: Workspace, worker: DocumentWorker) -> None:
    load(workspace, worker, ("Walsall draft.docx", sef("draft")))
    plan = load(workspace, worker, ("Walsall final.docx", sef("final")), replaces={"Walsall final.docx": sha256_of(sef("draft"))})
    assert plan.items[0].status == "replaces"
    assert [line.name for line in workspace.read(documents, "E08000030")] == ["Walsall final.docx"]


def test_that_what_is_unclear_is_asked_and_nothing_is_kept_before(workspace: Workspace, worker: DocumentWorker) -> None:
    plan = planned(workspace, worker, [("sef.docx", sef()), ("Dudley.docx", sef("b"))])
    assert [item.status for item in plan.items] == ["unclear", "new"]
    with pytest.raises(errors.DocumentUndecidedError, match="sef"):
        carry_out(workspace, plan)
    assert rows(workspace) == 0
    answered = plan.answered(0, "E08000029")
    assert answered.questions() == ()
    carry_out(workspace, answered)
    assert [line.name for line in workspace.read(documents, "E08000029")] == ["sef.docx"]
    assert len(plan.without(0).to_load()) == 1


def test_that_a_bad_file_costs_one_sentence_and_the_rest_goes_on(workspace: Workspace, worker: DocumentWorker) -> None:
    plan = load(workspace, worker, ("bad.pdf", b"%PDF-1.7 x"), ("macros.docx", docx_with_macros()), ("Walsall.pdf", pdf_of(2)))
    assert [item.status for item in plan.items] == ["refused", "refused", "new"]
    assert [problem.code for problem in plan.problems()] == ["document-damaged", "document-has-macros"]
    assert plan.problems()[0].where == "bad.pdf"
    assert len(workspace.read(documents)) == 1


def test_that_stopping_keeps_nothing(workspace: Workspace, worker: DocumentWorker) -> None:
    plan = planned(workspace, worker, [("Walsall.docx", sef()), ("Dudley.docx", sef("b"))])

    def stop(done: int, total: int, label: str) -> None:
        if done:
            raise StoppedError

    with pytest.raises(StoppedError):
        carry_out(workspace, plan, stop)
    assert rows(workspace) == 0


def test_that_many_files_are_shared_out_and_keep_their_order(workspace: Workspace, worker: DocumentWorker) -> None:
    files = [(f"Walsall {number}.pdf", pdf_of(1 + number)) for number in range(9)]
    files.insert(4, ("bad.pdf", b"%PDF-1.7 x"))
    seen: list[tuple[int, int, str]] = []
    plan = planned(workspace, worker, files, progress=lambda done, total, label: seen.append((done, total, label)))
    assert [item.name for item in plan.items] == [name for name, _ in files]
    assert [item.document.pages for item in plan.items if item.document] == list(range(1, 10))
    assert seen == [(place, 10, name) for place, (name, _) in enumerate(files)] + [(10, 10, "")]

    def stop(done: int, total: int, label: str) -> None:
        if done == 3:
            raise StoppedError

    with pytest.raises(StoppedError):
        planned(workspace, worker, files, progress=stop)
    assert worker.read("again.pdf", pdf_of(1)).pages == 1


def test_that_a_file_changed_since_it_was_looked_at_is_not_kept(workspace: Workspace, worker: DocumentWorker, tmp_path: Path) -> None:
    path = tmp_path / "Walsall.docx"
    path.write_bytes(sef())
    plan = plan_load([Source("Walsall.docx", path)], (), REGION, worker=worker)
    path.write_bytes(sef("other"))
    with pytest.raises(errors.DocumentChangedError):
        carry_out(workspace, plan)
    assert rows(workspace) == 0


def test_that_a_document_taken_out_can_be_loaded_again(workspace: Workspace, worker: DocumentWorker) -> None:
    load(workspace, worker, ("Walsall.docx", sef()))
    sha256 = sha256_of(sef())
    assert len(take_out(workspace, sha256)) == 1
    assert take_out(workspace, sha256) == ()
    assert workspace.read(documents) == ()
    assert workspace.read(search_passages, "pathway") == ()
    assert workspace.read(document_text, sha256)
    assert load(workspace, worker, ("Walsall.docx", sef())).items[0].status == "new"
    assert len(workspace.read(documents, every=True)) == 1
    assert len(workspace.read(search_passages, "pathway")) == 1
    with pytest.raises(errors.DocumentNotLoadedError):
        take_out(workspace, "f" * 64)
    with pytest.raises(errors.DocumentNotLoadedError):
        workspace.read(original, "f" * 64)


def test_that_search_hears_of_every_change_at_once(workspace: Workspace, worker: DocumentWorker) -> None:
    load(workspace, worker, ("Walsall.docx", sef("One paragraph about otters.")))
    assert [hit.document for hit in workspace.read(search_passages, "otters")] == ["Walsall.docx"]
    load(workspace, worker, ("Dudley.docx", sef("Another about otters.")))
    for _ in range(2):  # the second time from what the connection keeps
        assert len(workspace.read(search_passages, "otters")) == 2
        assert [hit.document for hit in workspace.read(search_passages, "otters", authority="E08000027")] == ["Dudley.docx"]
    take_out(workspace, sha256_of(sef("Another about otters.")))
    assert [hit.document for hit in workspace.read(search_passages, "otters")] == ["Walsall.docx"]
    assert workspace.read(search_passages, "otters", authority="E08000027") == ()
    with pytest.raises(RuntimeError), workspace.write("Take out document") as journal:
        (line,) = documents(journal.session)
        journal.keep("document", {"retired": True}, entity=line.id)
        assert search_passages(journal.session, "otters") == ()
        raise RuntimeError
    assert len(workspace.read(search_passages, "otters")) == 1


def test_that_search_finds_words_phrases_beginnings_and_welsh(workspace: Workspace, worker: DocumentWorker) -> None:
    load(workspace, worker, ("Walsall.docx", sef()), ("Dudley.pdf", pdf_of(3, "Plans for page {page} are clear.")))
    (hit,) = workspace.read(search_passages, "pathway pl")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["plans", "pathway", "plans"]
    assert (hit.authority, hit.document, hit.passage.number) == ("E08000030", "Walsall.docx", 3)
    assert len(workspace.read(search_passages, "“plans are clear”")) == 1
    assert len(workspace.read(search_passages, "cwn")) == 1
    assert len(workspace.read(search_passages, "children's")) == 1
    assert [one.page for one in workspace.read(search_passages, "clear", authority="E08000027")] == [1, 2, 3]
    assert workspace.read(search_passages, "clear plans", 2)[0].score >= workspace.read(search_passages, "clear plans", 2)[1].score
    assert len(workspace.read(search_passages, "clear", 2)) == 2
    dudley = workspace.read(documents, "E08000027")[0]
    at = workspace.read(document_passages, dudley.sha256)[2].start + 3
    assert workspace.read(pages_at, dudley.sha256, at, at + 5) == (3, 3)


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        '"',
        '""',
        "AND",
        "a AND",
        "NOT",
        "NEAR(a b)",
        "(",
        "*",
        "a*b",
        "text:a",
        "^a",
        "-",
        "a -b",
        "'",
        "{}",
        "\0",
        "ŵ",
        "“",
        "\ud800",
    ],
)
def test_that_whatever_is_typed_can_be_searched(query: str, workspace: Workspace, worker: DocumentWorker) -> None:
    load(workspace, worker, ("Walsall.docx", sef()))
    assert isinstance(workspace.read(search_passages, query), tuple)


def test_that_expressions_say_what_was_meant() -> None:
    assert match_expression('care leavers "pathway plan" AND hom') == '"care" AND "leavers" AND "pathway plan" AND "AND" AND "hom" *'
    assert match_expression("done. ") == '"done."'


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40) | st.text(alphabet="ab\"*()^:-+{} ANDORNEAR'", max_size=25))
def test_that_no_query_fails(workspace: Workspace, query: str) -> None:
    expression = match_expression(query)
    if expression:
        workspace.read(
            lambda session: session.execute(text("SELECT rowid FROM passage_words WHERE passage_words MATCH :q"), {"q": expression}).all()
        )


def test_that_erased_passages_leave_no_words_behind(workspace: Workspace, worker: DocumentWorker) -> None:
    load(workspace, worker, ("Walsall.docx", sef("The canary sings here.")))
    with workspace.file.writing() as session:
        session.execute(text("DELETE FROM content"))
    assert rows(workspace) == 1  # the revision
    count = workspace.read(lambda session: session.scalar(text("SELECT count(*) FROM passage_words WHERE passage_words MATCH 'canary'")))
    assert count == 0
    with workspace.file.writing() as session:
        session.execute(text("INSERT INTO passage_words(passage_words) VALUES ('integrity-check')"))
    raw = workspace.read(lambda session: [bytes(row[0]) for row in session.execute(text("SELECT block FROM passage_words_data"))])
    assert not any(b"canary" in block for block in raw)


def test_that_passages_are_never_changed(workspace: Workspace, worker: DocumentWorker) -> None:
    load(workspace, worker, ("Walsall.docx", sef()))
    with pytest.raises(Exception, match="never changed"), workspace.file.writing() as session:
        session.execute(text("UPDATE passage SET text = 'x'"))


def test_that_folders_are_gone_through_and_what_refuses_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "papers" / "2026"
    inner.mkdir(parents=True)
    for name in ("b.docx", "a.pdf", "~$b.docx", ".hidden.pdf", "table.xlsx"):
        (inner / name).write_bytes(b"x")
    sources, problems = sources_in([tmp_path / "papers", tmp_path / "papers" / "2026" / "table.xlsx", tmp_path / "gone.pdf"])
    assert [one.name for one in sources] == ["a.pdf", "b.docx", "table.xlsx", "gone.pdf"]
    assert problems == ()
    with pytest.raises(errors.DocumentNotOpenedError, match="gone"):
        sources[-1].read()

    def refuse(path: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    assert [problem.code for problem in sources_in([tmp_path / "papers"])[1]] == ["folder-not-opened"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_that_a_file_without_permission_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(errors.DocumentNotOpenedError, match="permission denied"):
        Source("locked.pdf", path).read()


def test_that_the_fourteen_real_reports_load_and_match(workspace: Workspace, worker: DocumentWorker, real_data: Path) -> None:
    names = [(key, [key.replace("_", " ")]) for key in ("walsall", "dudley", "telford_&_wrekin", "stoke-on-trent")]
    sources, _ = sources_in([real_data / "documents" / "ofsted_ilacs_wm"])
    plan = plan_load(sources, (), names, worker=worker)
    assert len(plan.items) == 14
    assert sum(item.status == "new" for item in plan.items) == 4
    carry_out(workspace, LoadPlan(plan.to_load()))
    assert len(workspace.read(search_passages, '"help and protection"', 50)) > 4


def test_that_versions_are_counted_as_they_come_also_where_one_is_sent_again(workspace: Workspace, worker: DocumentWorker) -> None:
    def sent(words: str) -> tuple[int, list[int]]:
        """The version in use after the self-evaluation came with these words, and those of all that are kept."""
        load(workspace, worker, ("Walsall self-evaluation.docx", sef(words)))
        (now,) = workspace.read(documents)
        return now.version, sorted(one.version for one in workspace.read(documents, every=True))

    assert sent("first") == (1, [1])
    assert sent("second") == (2, [1, 2])
    assert sent("second") == (2, [1, 2]), "nothing new came"
    assert sent("first") == (3, [2, 3])
    assert sent("second") == (4, [3, 4])
    assert sent("third") == (5, [3, 4, 5])


def test_that_a_document_in_the_wrong_authority_moves_and_what_it_replaced_comes_back(workspace: Workspace, worker: DocumentWorker) -> None:
    load(workspace, worker, ("Walsall SEF.docx", sef("The first version speaks of otters.")))
    load(workspace, worker, ("walsall sef.docx", sef("Dudley’s own words, sent under Walsall’s name.")))
    (wrong,) = workspace.read(documents, "E08000030")
    move_document(workspace, wrong.id, "E08000027")
    assert [line.name for line in workspace.read(documents, "E08000030")] == ["Walsall SEF.docx"]
    assert [line.sha256 for line in workspace.read(documents, "E08000027")] == [wrong.sha256]
    (moved,) = workspace.read(documents, "E08000027")
    move_document(workspace, moved.id, "E08000030")
    assert {line.name for line in workspace.read(documents, "E08000030")} == {"Walsall SEF.docx", "walsall sef.docx"}
    assert workspace.read(documents, "E08000027") == ()


def test_that_a_document_is_not_moved_where_it_is_already(workspace: Workspace, worker: DocumentWorker) -> None:
    load(workspace, worker, ("Walsall SEF.docx", sef()), ("Dudley SEF.docx", sef()))
    (line,) = workspace.read(documents, "E08000030")
    with pytest.raises(errors.DocumentThereAlreadyError, match="word for word"):
        move_document(workspace, line.id, "E08000027")
    assert len(workspace.read(documents)) == 2
