"""The sheet that the chair signs: what was agreed, what is open, and the state of the record, which can be found again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from beginnings import new_cycle
from paper_reading import pdf_words

from wmpeer.drawing.blocks import as_text
from wmpeer.journal.heads import heads_in_words, stood
from wmpeer.journal.workspace import Workspace, open_workspace
from wmpeer.judging import actions as judge
from wmpeer.judging.records import FindingDraft, ViewDraft
from wmpeer.papers.sign_off import SignOffHeldError, sign_off_content, sign_off_paper, sign_off_pdf
from wmpeer.region.actions import add_person, declare_interest
from wmpeer.region.queries import OwnAuthorityError

KELSBOROUGH, ASHCOMBE = "X08000009", "X08000001"
DAY = date(2026, 11, 20)


@pytest.fixture
def panel(tmp_path: Path) -> Iterator[Workspace]:
    """A sitting in which two areas were judged, one agreed, and a concern was raised."""
    workspace = new_cycle(tmp_path, region="westmarch")
    judge.record_view(workspace, ViewDraft(KELSBOROUGH, "leaders", "", "good", "high", "improving", "", "Known & owned."))
    concern = judge.keep_finding(workspace, FindingDraft(KELSBOROUGH, "in-care", "concern", "Visits come late <often>.", level=3)).id
    judge.hand_in(workspace, KELSBOROUGH)
    judge.agree(workspace, KELSBOROUGH, "leaders", "good", "Leaders know their services.", "")
    judge.raise_concern(workspace, concern, "2026-11-18", "the chair", "by telephone")
    yield workspace
    workspace.close()


def test_that_the_sheet_says_what_was_agreed_what_is_open_and_whose_words_there_are(panel: Workspace) -> None:
    sheet = panel.read(sign_off_content, KELSBOROUGH, panel.readers, DAY)
    assert [one.title for one in sheet.areas if one.view] == [sheet.areas[0].title] and sheet.areas[0].wording
    (concern,) = sheet.concerns
    assert concern.raised == "18 November 2026, by the chair, by telephone"
    assert sheet.digits == panel.read(heads_in_words, KELSBOROUGH)
    told = as_text(sign_off_paper(sheet))
    assert sheet.digits in told and "their own words" in told and "the panel’s words" in told and "not agreed" in told
    printed = " ".join(pdf_words(sign_off_pdf(sheet)).split())
    assert sheet.digits in printed and "Visits come late <often>." in printed and all(one.id[:8] in printed for one in sheet.ends)


def test_that_the_state_that_was_signed_is_found_again_and_none_that_never_was(panel: Workspace) -> None:
    signed = panel.read(heads_in_words, KELSBOROUGH)
    then = panel.read(stood, signed, KELSBOROUGH)
    assert then is not None and then.since == 0
    judge.agree(panel, KELSBOROUGH, "in-care", "inadequate", "Visits are late.", "")
    judge.keep_finding(panel, FindingDraft(ASHCOMBE, "in-care", "strength", "Of another authority"))
    later = panel.read(stood, signed.replace(" ", ""), KELSBOROUGH)
    assert later is not None and (later.changes, later.since) == (then.changes, 1)
    assert panel.read(heads_in_words, KELSBOROUGH) != signed
    assert panel.read(stood, "00000 00000 00000 00000", KELSBOROUGH) is None


def test_that_an_older_file_put_in_its_place_does_not_hold_what_was_signed(panel: Workspace, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copytree(panel.file.backup().parent, older)
    judge.agree(panel, KELSBOROUGH, "send", "good", "Sound.", "")
    signed = panel.read(heads_in_words, KELSBOROUGH)
    (backup, *_) = sorted(older.glob("*.wmpeer"))
    with open_workspace(backup, "a quiet morning").file.reading() as session:
        assert stood(session, signed, KELSBOROUGH) is None


def test_that_nobody_gets_the_sheet_who_may_not_see_what_stands_on_it(panel: Workspace) -> None:
    ann = add_person(panel, "Ann Reed", "panellist").entity
    with pytest.raises(SignOffHeldError):
        panel.read(sign_off_content, KELSBOROUGH, ann, DAY)
    judge.hand_in(panel.on_behalf_of(ann), KELSBOROUGH)
    assert "Ann Reed" in panel.read(sign_off_content, KELSBOROUGH, ann, DAY).took_part
    declare_interest(panel, "Ann Reed", KELSBOROUGH, "was employed there")
    with pytest.raises(OwnAuthorityError):
        panel.read(sign_off_content, KELSBOROUGH, ann, DAY)
    assert "Ann Reed" not in panel.read(sign_off_content, KELSBOROUGH, panel.readers, DAY).took_part
