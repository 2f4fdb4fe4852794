"""Claims in published documents that are not the project's own: few alarms where there is nothing to find."""

from __future__ import annotations

import pytest

from wmpeer.claims.find import claims_of, tie_document
from wmpeer.claims.lexicon import lexicon
from wmpeer.claims.published import open_board
from wmpeer.claims.whom import Gazetteer
from wmpeer.documents.queries import DocumentLine, DocumentPassages
from wmpeer.documents.worker import DocumentWorker
from wmpeer.files import resource
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.region.actions import start_cycle
from wmpeer.region.areas import england

WALSALL, WEST_MIDLANDS = "E08000030", "E12000005"


@pytest.fixture(scope="module")
def board(real_data, tmp_path_factory):
    """What is published for Walsall."""
    region = resource("regions", "west-midlands.toml").read_text(encoding="utf-8")
    framework = resource("frameworks", "default-2026.toml").read_text(encoding="utf-8")
    file = tmp_path_factory.mktemp("real") / "real.wmpeer"
    workspace = start_cycle(file, "claims beside the data", name="2026-27", region=region, framework=framework)[0]
    table = real_data / "indicators" / "lait" / "derived" / "lait_west_midlands_long.csv"
    assert [one.status for one in load(workspace, [table], Wishes(kind="indicators"))] == ["loaded"]
    yield workspace.read(open_board, WALSALL, WEST_MIDLANDS, ())
    workspace.close()


@pytest.fixture(scope="module")
def worker():
    with DocumentWorker() as one:
        yield one


def read(worker, path, own, name):
    """The document, and what its numbers are tied to."""
    document = worker.read(path.name, path.read_bytes())
    line = DocumentLine("", own, "0" * 64, path.name, document.format, document.title, document.pages, 0, 0, (), "", "", False)
    passages = DocumentPassages(line, document.passages)
    return document.pages or 0, passages, tie_document(passages, lexicon(), Gazetteer(england, own, (name,), WEST_MIDLANDS))


def test_that_inspection_reports_without_figures_stay_quiet(real_data, worker, board):
    """Fourteen reports, about 160 pages, in which no figure of an indicator is told, all read as if they were Walsall's."""
    pages, alarms = 0, []
    for path in sorted((real_data / "documents" / "ofsted_ilacs_wm").glob("*.pdf")):
        counted, passages, found = read(worker, path, WALSALL, "Walsall")
        pages += counted
        alarms += [claim.sentence for claim in claims_of(passages, found, board, str)]
    assert pages > 100
    assert len(alarms) <= 2 * pages / 100, alarms


def test_that_a_survey_of_pupils_is_no_claim(real_data, worker, board):
    path = real_data / "documents" / "west_sussex_jsna" / "West_Sussex_SEND_report_2025.pdf"
    _, passages, found = read(worker, path, WALSALL, "Walsall")
    assert claims_of(passages, found, board, str) == []


def test_that_a_needs_assessment_of_2008_is_tied_to_its_own_years(real_data, worker):
    path = real_data / "documents" / "west_sussex_jsna" / "needs_assessment_of_vulnerable_and_looked_after_children___full_report.pdf"
    _, _, found = read(worker, path, "E10000032", "West Sussex")
    told = {(one.subject.name, one.figure.value, one.time.label if one.time else "") for _, one in found}
    assert ("children-in-care", 769.0, "31 March 2008") in told
    assert ("placed-in-foster-care", 72.0, "2007/08") in told
    assert not any(value == 403.0 for _, value, _ in told)  # on care orders: not all children in care
