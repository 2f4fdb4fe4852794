"""Packs come in: read, planned, asked about, done; twice, late, out of order, through others' hands (M5, P3)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from handing_kit import add_document, add_finding_with_clip, add_table
from taking_kit import dump, holds_together, previewed, refusals, sha256_of_file, takes
from trio import ANN, ASHCOMBE, BEN, KELSBOROUGH, PASSPHRASE, Trio, person, trio

from wmpeer.documents.queries import search_passages
from wmpeer.exchange.handing import hand_in, hand_out
from wmpeer.exchange.taking import plan_taking, read_packs, receipts, take_in
from wmpeer.indicators.queries import indicator_series
from wmpeer.journal.queries import state_hash
from wmpeer.journal.workspace import open_workspace
from wmpeer.judging import actions as judge
from wmpeer.judging.queries import finding_lines
from wmpeer.judging.records import FindingDraft, ViewDraft
from wmpeer.region.actions import add_person, change_person
from wmpeer.region.queries import authorities, cycle, people
from wmpeer.store.plain import rows


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Trio]:
    """Three laptops of one test alone."""
    found = trio(tmp_path)
    yield found
    found.close()


def handed_out(three: Trio, to: str = ANN, folder: str = "post") -> list[Path]:
    return [one.pack for one in hand_out(three.office, person(three.office, to), three.office.file.path.parent.parent / folder)]


def handed_in(workspace: object, folder: str = "post") -> Path:
    return hand_in(workspace, workspace.file.path.parent.parent / folder).pack  # type: ignore[attr-defined]


def finds(workspace: object, text: str, authority: str = KELSBOROUGH) -> str:
    return judge.keep_finding(workspace, FindingDraft(authority, "in-care", "strength", text)).id  # type: ignore[arg-type]


def judges(workspace: object, view: str, authority: str = KELSBOROUGH) -> str:
    return judge.record_view(workspace, ViewDraft(authority, "in-care", "", view, "high", "", "", "so it is")).id  # type: ignore[arg-type]


def test_that_a_first_pack_brings_the_cycle_its_people_its_documents_and_its_figures(three):
    document = add_document(three.office, KELSBOROUGH, "Plans are written on bilingual Welsh forms")
    table = add_table(three.office, "figures")
    (plan,) = previewed(three.ann, *handed_out(three))
    records = {(one.kind, one.entity) for one in plan.lines}
    assert (plan.new, plan.changed, plan.same, plan.waiting, plan.refused) == (len(records), 0, 0, 0, ())
    assert plan.sender == three.office.device and plan.person == three.office.file.slot and len(plan.contents) == 4
    (receipt,) = take_in(three.ann, [plan])
    assert (receipt.new, receipt.person) == (plan.new, three.office.file.slot)
    assert sum(count for _, count in receipt.kinds) == plan.new and dict(receipt.kinds)["document"] == 1
    assert three.ann.read(cycle).name == "2026-27" and len(three.ann.read(authorities)) == 14
    assert {one.name for one in three.ann.read(people)} >= {ANN, BEN}
    assert three.ann.read(rows, "SELECT sha256 FROM content") == [(document,)]
    assert three.ann.read(search_passages, "bilingual welsh") == three.office.read(search_passages, "bilingual welsh") != ()
    assert three.ann.read(rows, "SELECT sha256 FROM indicator_table") == [(table,)]
    assert three.ann.read(indicator_series, "X00000001", "A1", "lait") == three.office.read(indicator_series, "X00000001", "A1", "lait")
    assert holds_together(three.ann) == holds_together(three.office)


def test_that_a_hand_in_brings_findings_with_their_pictures_and_the_same_pack_again_changes_nothing(three):
    takes(three.ann, *handed_out(three))
    image = add_finding_with_clip(three.ann, KELSBOROUGH, "The chart says so")
    judges(three.ann, "good")
    pack = handed_in(three.ann)
    assert len(takes(three.office, pack)) == 1
    assert [one.text for one in three.office.read(finding_lines, KELSBOROUGH)] == ["The chart says so"]
    assert three.office.read(rows, "SELECT sha256 FROM clipping") == [(image,)]
    before = dump(three.office)
    copy = pack.with_name(f"{pack.stem} (1).wmpack")
    shutil.copyfile(pack, copy)
    again, other = previewed(three.office, pack, copy)
    assert [note.code for one in (again, other) for note in one.notes] == ["sent-before", "sent-before"]
    assert (again.new, again.changed, again.refused) == (0, 0, ()) and again.same >= 2
    assert take_in(three.office, [again, other]) == ()
    assert dump(three.office) == before
    assert holds_together(three.office) == holds_together(three.ann)


def test_that_two_copies_of_one_pack_given_at_once_are_one(three):
    takes(three.ann, *handed_out(three))
    finds(three.ann, "Staff know the plan")
    pack = handed_in(three.ann)
    copy = pack.with_name(f"{pack.stem} (1).wmpack")
    shutil.copyfile(pack, copy)
    first, second = previewed(three.office, pack, copy)
    assert (first.new, second.new, second.same - first.same) == (1, 0, 1)
    assert len(take_in(three.office, [first, second])) == 1 == len(three.office.read(receipts))


def test_that_a_preview_writes_not_a_byte(three):
    add_document(three.office, KELSBOROUGH, "Plans")
    packs = handed_out(three)
    path = three.ann.file.path
    three.ann.close()
    workspace = open_workspace(path, PASSPHRASE)
    beside = sorted(one.name for one in path.parent.iterdir())
    wal = path.with_name(f"{path.name}-wal")
    sizes = path.stat().st_mtime_ns, sha256_of_file(path), wal.stat().st_size if wal.exists() else 0
    (plan,) = previewed(workspace, *packs)
    assert plan.new
    assert (path.stat().st_mtime_ns, sha256_of_file(path), wal.stat().st_size if wal.exists() else 0) == sizes
    assert sorted(one.name for one in path.parent.iterdir()) == beside
    workspace.close()


def test_that_what_was_written_between_the_preview_and_the_deed_is_taken_into_account(three):
    takes(three.ann, *handed_out(three))
    takes(three.ben, *handed_out(three, BEN))
    judges(three.ann, "good")
    packs = [handed_in(three.ann), handed_in(three.ben)]
    plans = previewed(three.office, *packs)
    finds(three.office, "Written meanwhile")
    take_in(three.office, plans)
    assert holds_together(three.office)
    assert [one.text for one in three.office.read(finding_lines, KELSBOROUGH)] == ["Written meanwhile"]


def test_that_two_packs_in_either_order_end_the_same(three, tmp_path):
    packs = [handed_out(three), handed_out(three, BEN)]
    takes(three.ann, *packs[0]), takes(three.ben, *packs[1])
    for who, text in ((three.ann, "Hers"), (three.ben, "His")):
        finds(who, text)
        judges(who, "good")
    ins = [handed_in(three.ann), handed_in(three.ben)]
    three.office.close()
    shutil.copytree(tmp_path / "office", tmp_path / "other")
    one, other = (open_workspace(tmp_path / name / "panel.wmpeer", PASSPHRASE) for name in ("office", "other"))
    takes(one, *ins)
    takes(other, ins[1]), takes(other, ins[0])
    assert holds_together(one) == holds_together(other)
    assert one.read(state_hash) != three.ann.read(state_hash)  # she has not seen his
    one.close(), other.close()


def test_that_a_pack_for_another_and_a_file_that_is_none_are_refused_and_the_rest_is_taken(three, tmp_path):
    mine, his = handed_out(three)[0], handed_out(three, BEN)[0]
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 no pack")
    takings = previewed(three.ann, his, tmp_path / "letter.pdf", tmp_path / "gone.wmpack", mine)
    assert [one.refused[0].code if one.refused else "" for one in takings] == [
        "pack-for-someone-else", "not-a-pack", "pack-unreadable", "",
    ]  # fmt: skip
    assert [one.pack for one in takings][1] == "letter.pdf"
    assert len(take_in(three.ann, takings)) == 1


def test_that_nothing_is_taken_where_all_is_refused(three):
    his = handed_out(three, BEN)[0]
    before = dump(three.ann)
    assert take_in(three.ann, plan_taking(three.ann, read_packs(three.ann, [his]))) == ()
    assert (dump(three.ann), refusals(three.ann, his)) == (before, ["pack-for-someone-else"])
    assert ASHCOMBE


def test_that_a_hand_in_tells_what_its_laptop_holds_though_all_of_it_is_here(three):
    """What was lost on the way is sent again, as soon as its recipient says anything at all."""
    add_document(three.office, KELSBOROUGH, "Plans")
    lost = handed_out(three)
    lost[0].unlink()
    finds(three.office, "Written here")
    takes(three.ann, *[one.pack for one in hand_out(three.office, person(three.office, ANN), lost[0].parent, whole=True)])
    finds(three.ann, "Hers")
    takes(three.office, handed_in(three.ann))
    with three.office.file.writing() as session:
        session.connection().exec_driver_sql("DELETE FROM sent_content")
    pack = handed_in(three.ann)
    (plan,) = previewed(three.office, pack)
    assert (plan.new, plan.changed) == (0, 0)
    assert take_in(three.office, [plan]) == ()
    assert len(three.office.read(rows, "SELECT sha256 FROM sent_content WHERE device = ?", three.ann.device)) == 3
    before = dump(three.office)
    assert (refusals(three.office, pack), take_in(three.office, previewed(three.office, pack))) == ([""], ())
    assert dump(three.office) == before


def test_that_a_panellist_takes_in_what_they_may_not_write(three):
    """A pack from the coordinator brings judgements and people: whoever takes it in needs no right to them."""
    takes(three.ann, *handed_out(three))
    judges(three.ann, "good")
    judge.hand_in(three.ann, KELSBOROUGH)
    takes(three.office, handed_in(three.ann))
    judge.agree(three.office, KELSBOROUGH, "in-care", "good", "We agree", "so it is", "high")
    add_person(three.office, "Nora New")
    (plan,) = previewed(three.ann, *handed_out(three))
    assert (plan.new, plan.refused) == (2, ())
    take_in(three.ann, [plan])
    assert "Nora New" in {one.name for one in three.ann.read(people)}
    assert three.ann.read(rows, "SELECT wording FROM agreed") == [("We agree",)]
    assert holds_together(three.ann) == holds_together(three.office)


def test_that_three_laptops_in_a_ring_end_the_same(three):
    """Ben becomes a second coordinator. What each writes goes round, through the others' hands, until all have it."""
    ben = person(three.office, BEN)
    change_person(three.office, ben, name=BEN, role="coordinator", home="")
    takes(three.ann, *handed_out(three)), takes(three.ben, *handed_out(three, BEN))
    add_person(three.ben, "Said by Ben")
    judges(three.ann, "good")
    judge.hand_in(three.ann, KELSBOROUGH)
    judges(three.office, "inadequate")
    judges(three.ben, "requires-improvement")
    post = three.office.file.path.parent.parent / "post"
    takes(three.ben, handed_in(three.ann))  # to the second coordinator alone
    takes(three.office, *[one.pack for one in hand_out(three.ben, three.office.file.slot, post)])
    takes(three.ann, *handed_out(three))
    takes(three.ben, *handed_out(three, BEN))
    takes(three.office, handed_in(three.ann))
    assert holds_together(three.office) == holds_together(three.ben) == holds_together(three.ann)
    assert len(three.ann.read(rows, "SELECT view FROM view")) == 3
    assert "Said by Ben" in {one.name for one in three.ann.read(people)}
