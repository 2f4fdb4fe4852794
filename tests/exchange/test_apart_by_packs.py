"""What was said apart comes by packs: the author is told, settles, hands in again, and both laptops say the same."""

from __future__ import annotations

from pathlib import Path

from taking_kit import holds_together, takes
from trio import ANN, ASHCOMBE, BEN, Trio, person, trio

from wmpeer.exchange.handing import hand_in, hand_out
from wmpeer.exchange.taking import take_back
from wmpeer.journal.workspace import Workspace
from wmpeer.judging import actions as judge
from wmpeer.judging.agenda import agenda
from wmpeer.judging.apart import differences
from wmpeer.judging.apart_records import Difference
from wmpeer.judging.queries import view_lines
from wmpeer.judging.records import ViewDraft


def apart(at: Workspace) -> tuple[Difference, ...]:
    return at.read(differences, at.readers)


def says(at: Workspace, view: str, reason: str) -> None:
    judge.record_view(at, ViewDraft(ASHCOMBE, "in-care", view=view, reason=reason))


def test_that_a_view_recorded_in_the_office_and_on_its_authors_laptop_is_settled_by_its_author(tmp_path: Path) -> None:
    three: Trio = trio(tmp_path)
    office, ann, post = three.office, three.ann, tmp_path / "post"
    who = {name: person(office, name) for name in (ANN, BEN)}
    takes(ann, *(one.pack for one in hand_out(office, who[ANN], post)))
    says(office.on_behalf_of(who[ANN]), "inadequate", "She said so by telephone.")
    says(ann, "good", "Plans say what changed.")
    judge.hand_in(ann, ASHCOMBE)
    (receipt,) = takes(office, hand_in(ann, post).pack)
    view, reason = apart(office)
    assert {(side.words, side.recorded_by == "", side.laptop == "this laptop") for side in view.sides} == {
        ("Good", True, False), ("Inadequate", False, True),
    }  # fmt: skip
    assert (view.base, reason.free, view.title) == (None, True, "Ann Reed’s view of Children in care and permanence")
    assert [(one.difference.field, one.distance) for one in office.read(agenda, ASHCOMBE, office.readers) if one.difference] == [
        ("view", 2), ("reason", 0),
    ]  # fmt: skip
    take_back(office, receipt.id)
    assert apart(office) == () and [one.view for one in office.read(view_lines, ASHCOMBE)] == ["inadequate"]
    takes(office, hand_in(ann, post).pack)
    assert len(apart(office)) == 2
    takes(three.ben, *(one.pack for one in hand_out(office, who[BEN], post)))
    assert apart(three.ben) == () and three.ben.read(agenda, ASHCOMBE, three.ben.readers) == (), "he has not handed in"
    takes(ann, *(one.pack for one in hand_out(office, who[ANN], post)))
    assert [(one.field, one.may) for one in apart(ann)] == [("view", True), ("reason", True)]
    good = next(side.revision for side in apart(ann)[0].sides if side.value == "good")
    judge.settle(ann, view.entity, "view", revision=good)
    judge.settle_with_both(ann, view.entity, "reason")
    takes(office, hand_in(ann, post).pack)
    assert apart(office) == apart(ann) == ()
    (line,) = office.read(view_lines, ASHCOMBE)
    assert line.view == "good" and "telephone" in line.reason and "Plans" in line.reason
    assert holds_together(office) == holds_together(ann)
    three.close()
