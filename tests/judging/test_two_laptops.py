"""What two laptops recorded apart of one thing is one thing when they come together, with a difference where they say otherwise."""

from __future__ import annotations

from collections.abc import Callable

from panels import ASHCOMBE, Apart, Panel

from wmpeer.journal.queries import journal_faults, state_hash
from wmpeer.judging.actions import agree, hand_in, record_view, set_letter, withdraw_finding
from wmpeer.judging.checks import check_items
from wmpeer.judging.queries import agreed_lines, finding_lines, handed_in, letter_details, view_lines
from wmpeer.judging.records import LetterDetails, ViewDraft
from wmpeer.models import records as rows
from wmpeer.region.actions import allocate
from wmpeer.region.readers import allocations

AREA = "in-care"


def count(panel: Panel, row: type[rows.Record]) -> int:
    return panel.workspace.read(lambda session: session.query(row).count())


def must(panel: Panel) -> list[str]:
    found = panel.workspace.read(check_items, panel.ids["Olive Office"])
    return sorted(one.sentence for one in found if one.code == "difference-not-settled")


def test_that_one_persons_view_letter_and_hand_in_are_one_wherever_they_were_recorded(panel: Panel, apart: Callable[[], Apart]) -> None:
    both = apart()
    ann = panel.ids["Ann Reed"]
    for at, view, reason in ((both.here, "good", "Plans."), (both.there, "requires-improvement", "Visits.")):
        own = at("Ann Reed") if at is both.here else at.office.on_behalf_of(ann)
        record_view(own, ViewDraft(ASHCOMBE, AREA, view=view, reason=reason))
        hand_in(own, ASHCOMBE)
        set_letter(at.office, LetterDetails(ASHCOMBE, addressee=f"Director, {view}"))
        agree(at("Cara Lead"), ASHCOMBE, AREA, view, "Words.")
        allocate(at.office, ann, ASHCOMBE)
    both.together()
    for at in (both.here, both.there):
        assert [count(at, row) for row in (rows.View, rows.HandIn, rows.Letter, rows.Agreed, rows.Allocation)] == [1] * 5
        (view,), (agreed,) = at.workspace.read(view_lines, ASHCOMBE), at.workspace.read(agreed_lines, ASHCOMBE)
        assert (view.view, agreed.view) == ("", ""), "no clock settles a judgement; both began with nothing"
        assert view.reason and at.workspace.read(letter_details, ASHCOMBE).addressee
        assert at.workspace.read(handed_in, ASHCOMBE) == (ann,) and len(at.workspace.read(allocations)) == 1
        assert must(at) == [
            "Ann Reed’s view of Children in care and permanence was changed apart: View, Reason. Ann Reed settles it under Differences.",
            "The letter was changed apart: To. Settle it under Differences.",
            "The panel’s judgement of Children in care and permanence was changed apart: The panel’s view. Settle it under Differences.",
        ]  # fmt: skip
        assert at.workspace.read(journal_faults) == ()
    record_view(both.here("Ann Reed"), ViewDraft(ASHCOMBE, AREA, view="good", reason="Plans and visits."))
    both.together()
    assert [one.view for one in both.there.workspace.read(view_lines, ASHCOMBE)] == ["good"]
    assert len({at.workspace.read(state_hash) for at in (both.here, both.there)}) == 1


def test_that_what_one_withdrew_and_another_laptop_went_on_with_still_stands(panel: Panel, apart: Callable[[], Apart]) -> None:
    finding = panel.finds("Ann Reed", "Plans say what changed")
    both = apart()
    withdraw_finding(both.here("Ann Reed"), finding)
    with both.there("Ann Reed").write("Change a finding") as journal:
        journal.keep("finding", {"text": "Plans clearly say what changed"}, entity=finding)
    both.together()
    for at in (both.here, both.there):
        assert [one.text for one in at.workspace.read(finding_lines, ASHCOMBE)] == ["Plans clearly say what changed"]
        assert must(at) == [
            "Ann Reed’s finding “Plans clearly say what changed” was taken back on one laptop and gone on with on another."
            " Ann Reed settles it under Differences.",
        ]
    withdraw_finding(both.there("Ann Reed"), finding)
    both.together()
    assert both.here.workspace.read(finding_lines, ASHCOMBE) == () and must(both.here) == []
