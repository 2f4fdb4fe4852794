"""Pictures of a part of a page in the next version: carried over where they look the same, shown side by side where they do not."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from beginnings import new_cycle
from reportlab.pdfgen.canvas import Canvas

from wmpeer.documents.actions import carry_out, take_out
from wmpeer.documents.plan import plan_load
from wmpeer.documents.queries import documents
from wmpeer.documents.sources import Source
from wmpeer.documents.worker import DocumentWorker
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.queries import revision_lines
from wmpeer.journal.undo import redo, undo
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.actions import accept_passage, accept_picture, keep_finding, keep_passage_lost, point_note
from wmpeer.judging.clips import ClipPlaceError, clipping, keep_clipping, png_size
from wmpeer.judging.clips_again import NOT_COMPARED
from wmpeer.judging.compared import clips_wait, compare_clips
from wmpeer.judging.errors import NotTheNewestError, UnknownEvidenceError
from wmpeer.judging.moved import ClipSpot, MovedClip
from wmpeer.judging.queries import finding_lines, note_lines
from wmpeer.judging.records import ClipDraft, FindingDraft, PercentBox, QuoteDraft
from wmpeer.judging.settling import moved_evidence

AUTHORITY = "X08000009"
NAME = "self-evaluation.pdf"
BOX = PercentBox(10, 20, 50, 20)
SAID = "Bars show what each quarter of the year saw."


def booklet(*pages: tuple[float, ...] | None) -> bytes:
    """One page for each: bars of these heights with their labels in `BOX`, or words alone."""
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=(595, 842), invariant=True)
    for number, bars in enumerate(pages):
        canvas.drawString(70, 780, f"Self-evaluation of Kelsborough, its page {number}, {len(bars or ())} bars.")
        canvas.drawString(70, 300, SAID if bars else "Only words stand on this page of the text.")
        for at, height in enumerate(bars or ()):
            canvas.rect(90 + 60 * at, 540, 30, height, stroke=0, fill=1)
            canvas.drawString(85 + 60 * at, 520, f"Quarter {at + 1}")
        canvas.showPage()
    canvas.save()
    return held.getvalue()


FIRST = booklet(None, (40, 70, 55))
SAME_LATER = booklet(None, None, None, (40, 70, 55))
OTHER_BARS = booklet(None, (40, 70, 25))
WITHOUT = booklet(None, None)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workspace]:
    opened = new_cycle(tmp_path, region="westmarch")
    yield opened
    opened.close()


@pytest.fixture
def send(office: Workspace, tmp_path: Path) -> Callable[[bytes], None]:
    def sent(data: bytes) -> None:
        (tmp_path / NAME).write_bytes(data)
        assert load(office, [tmp_path / NAME], Wishes(authority=AUTHORITY))[0].status in ("loaded", "replaced")

    return sent


def clipped(office: Workspace, page: int = 2) -> ClipDraft:
    from wmpeer.documents.png import png_of

    image = keep_clipping(office, png_of(8, 4, (b"\x10\x80\x40\xff" * 8,) * 4))
    return ClipDraft(office.read(documents, AUTHORITY)[-1].sha256, page, BOX, image)


@pytest.fixture
def recorded(office: Workspace, send: Callable[[bytes], None]) -> ClipDraft:
    send(FIRST)
    draft = clipped(office)
    keep_finding(office, FindingDraft(AUTHORITY, "leaders", "question", "What do the bars say?", evidence=(draft, QuoteDraft(SAID))))
    return draft


def clip(office: Workspace) -> MovedClip:
    (one,) = [one for one in office.read(moved_evidence, AUTHORITY, office.author, office.file.slot) if isinstance(one, MovedClip)]
    return one


def test_that_the_same_picture_on_a_later_page_is_carried_over_and_no_record_is_touched(
    office: Workspace, recorded: ClipDraft, send: Callable[[bytes], None]
) -> None:
    before = sum(one.kind == "finding" for one in office.read(revision_lines))
    send(SAME_LATER)
    (line,) = office.read(finding_lines, AUTHORITY)[0].clips
    assert (line.page, line.state, line.box) == (4, "moved", BOX)
    assert (clip(office).fate, clip(office).waits, clip(office).was.image) == ("moved", False, recorded.image)
    assert sum(one.kind == "finding" for one in office.read(revision_lines)) == before
    assert not office.read(clips_wait)
    assert compare_clips(office) == 0


def test_that_another_picture_waits_with_both_side_by_side_and_is_settled_and_undone(
    office: Workspace, recorded: ClipDraft, send: Callable[[bytes], None]
) -> None:
    send(OTHER_BARS)
    one = clip(office)
    assert (one.fate, one.reason, one.waits, one.was.image) == ("uncertain", "changed", True, recorded.image)
    assert one.now is not None and (one.now.page, one.now.box) == (2, BOX)
    picture = office.read(clipping, one.now.image)
    assert picture is not None and png_size(picture)[0] > 400
    assert office.read(finding_lines, AUTHORITY)[0].clips[0].state == "uncertain"
    kept = accept_picture(office, one.finding, one.id, one.now)
    assert kept.changed is not None and kept.changed.verb == "Accept a picture in the new version"
    assert accept_picture(office, one.finding, one.id, one.now).changed is None
    (line,) = office.read(finding_lines, AUTHORITY)[0].clips
    assert (line.state, line.image) == ("moved", one.now.image)
    assert (clip(office).answer, clip(office).was) == ("here", one.was)
    undo(office)
    assert clip(office) == one
    redo(office)
    send(FIRST)
    (back,) = office.read(finding_lines, AUTHORITY)[0].clips
    assert (back.state, back.image) == ("anchored", recorded.image)


def test_that_what_was_settled_is_where_the_next_version_begins(
    office: Workspace, recorded: ClipDraft, send: Callable[[bytes], None]
) -> None:
    send(OTHER_BARS)
    one = clip(office)
    assert one.now is not None
    accept_picture(office, one.finding, one.id, one.now)
    send(booklet(None, None, (40, 70, 25)))
    now = clip(office)
    assert (now.fate, now.answer, now.now.page if now.now else 0) == ("moved", "", 3)


def test_that_a_picture_that_is_gone_is_kept_and_shown_as_lost(
    office: Workspace, recorded: ClipDraft, send: Callable[[bytes], None]
) -> None:
    send(WITHOUT)
    one = clip(office)
    assert (one.fate, one.now, one.waits) == ("lost", None, True)
    keep_passage_lost(office, one.finding, one.id, one.newest)
    assert (clip(office).answer, clip(office).waits) == ("lost", False)
    (line,) = office.read(finding_lines, AUTHORITY)[0].clips
    assert (line.state, line.image, line.page) == ("lost", recorded.image, 2)
    assert office.read(clipping, recorded.image) is not None


def test_that_a_version_that_is_no_pdf_has_no_pages_to_look_on(office: Workspace, recorded: ClipDraft, tmp_path: Path) -> None:
    later = tmp_path / "self-evaluation.txt"
    later.write_text(f"Self-evaluation of Kelsborough.\n\n{SAID}\n", encoding="utf-8")
    load(office, [later], Wishes(authority=AUTHORITY, replaces=recorded.document))
    assert (clip(office).fate, clip(office).reason) == ("lost", "gone")


def test_that_pages_not_laid_side_by_side_yet_are_uncertain_and_taken_out_ones_lost(
    office: Workspace, recorded: ClipDraft, tmp_path: Path
) -> None:
    (tmp_path / NAME).write_bytes(SAME_LATER)
    with DocumentWorker() as worker:  # as it stands when the program was ended between the two steps
        known = office.read(documents, every=True)
        carry_out(office, plan_load([Source(NAME, path=tmp_path / NAME)], known, (), worker=worker, authority=AUTHORITY))
    assert (clip(office).fate, clip(office).reason, clip(office).waits) == ("uncertain", NOT_COMPARED, True)
    assert office.read(clips_wait)
    assert compare_clips(office) == 1
    assert clip(office).fate == "moved"
    take_out(office, clip(office).newest)
    assert office.read(finding_lines, AUTHORITY)[0].clips[0].state == "lost"


def test_that_a_note_points_at_a_picture_as_a_finding_does(office: Workspace, recorded: ClipDraft, send: Callable[[bytes], None]) -> None:
    point_note(office, AUTHORITY, "in-care", recorded)
    send(OTHER_BARS)
    note = next(one for one in office.read(moved_evidence, AUTHORITY, office.author, office.file.slot) if one.kind == "note")
    assert isinstance(note, MovedClip) and note.now is not None
    accept_picture(office, note.finding, note.id, note.now)
    (line,) = office.read(note_lines, office.author, AUTHORITY)
    assert line.clips[0].state == "moved"
    assert [one.private for one in office.read(revision_lines, line.id)] == [True, True]


def test_that_a_place_that_is_no_longer_the_newest_or_no_picture_is_refused(
    office: Workspace, recorded: ClipDraft, send: Callable[[bytes], None]
) -> None:
    send(OTHER_BARS)
    one = clip(office)
    assert one.now is not None
    with pytest.raises(NotTheNewestError):
        accept_picture(office, one.finding, one.id, one.was)
    with pytest.raises(ClipPlaceError):
        accept_picture(office, one.finding, one.id, ClipSpot(NAME, one.newest, 9, BOX, one.now.image))
    with pytest.raises(UnknownEvidenceError):
        accept_passage(office, one.finding, one.id, one.newest, 0, 4)
    words = next(
        each for each in office.read(moved_evidence, AUTHORITY, office.author, office.file.slot) if not isinstance(each, MovedClip)
    )
    with pytest.raises(UnknownEvidenceError):
        accept_picture(office, words.finding, words.id, one.now)
