"""Claims in published documents that are not the project's own: few alarms where there is nothing to find."""

from __future__ import annotations

import pytest

from wmpeer.claims.find import tie_document
from wmpeer.claims.lexicon import lexicon
from wmpeer.claims.whom import Gazetteer
from wmpeer.documents.queries import DocumentLine, DocumentPassages
from wmpeer.documents.worker import DocumentWorker
from wmpeer.region.areas import england


@pytest.fixture(scope="module")
def worker():
    with DocumentWorker() as one:
        yield one


def tied(worker, path, own, name):
    document = worker.read(path.name, path.read_bytes())
    line = DocumentLine("", own, "0" * 64, path.name, document.format, document.title, document.pages, 0, 0, (), "", "", False)
    found = tie_document(DocumentPassages(line, document.passages), lexicon(), Gazetteer(england, own, (name,), "E12000005"))
    return document.pages or 0, found


def test_that_inspection_reports_without_figures_stay_quiet(real_data, worker):
    """Fourteen reports, about 160 pages, in which no figure of an indicator is told."""
    pages, alarms = 0, []
    for path in sorted((real_data / "documents" / "ofsted_ilacs_wm").glob("*.pdf")):
        counted, found = tied(worker, path, "E08000030", "Walsall")
        pages += counted
        alarms += [sentence.text for sentence, _ in found]
    assert pages > 100
    assert len(alarms) <= 2 * pages / 100, alarms


def test_that_a_survey_of_pupils_is_no_claim(real_data, worker):
    path = real_data / "documents" / "west_sussex_jsna" / "West_Sussex_SEND_report_2025.pdf"
    assert tied(worker, path, "E10000032", "West Sussex")[1] == []


def test_that_a_needs_assessment_of_2008_is_tied_to_its_own_years(real_data, worker):
    path = real_data / "documents" / "west_sussex_jsna" / "needs_assessment_of_vulnerable_and_looked_after_children___full_report.pdf"
    _, found = tied(worker, path, "E10000032", "West Sussex")
    told = {(one.subject.name, one.figure.value, one.time.label if one.time else "") for _, one in found}
    assert ("children-in-care", 769.0, "31 March 2008") in told
    assert ("placed-in-foster-care", 72.0, "2007/08") in told
    assert not any(value == 403.0 for _, value, _ in told)  # on care orders: not all children in care
