"""What goes into a letter: whoever leads the sitting chooses and orders, whoever recorded the findings."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from panels import ASHCOMBE, empty, set_out, take_in

from wmpeer.journal.queries import journal_faults, revision_lines, state_hash
from wmpeer.journal.rights import NotYourPartError
from wmpeer.journal.rows import rebuild
from wmpeer.journal.steps import steps
from wmpeer.journal.undo import ChangedSinceError, redo, undo
from wmpeer.judging.actions import (
    agree,
    change_finding,
    choose_for_letter,
    leave_out_of_letter,
    move_consider,
    order_considers,
    set_letter,
    withdraw_finding,
)
from wmpeer.judging.checks import check_items
from wmpeer.judging.errors import (
    LetterIssuedError,
    NotAConsiderationError,
    NotInLetterError,
    NotTheWholeOrderError,
    UnknownFindingError,
)
from wmpeer.judging.queries import finding_lines, history_lines, letter_findings
from wmpeer.judging.records import FindingDraft, LetterDetails, NextStep
from wmpeer.letters.actions import issue_letter
from wmpeer.letters.gather import letter_draft
from wmpeer.letters.setting_up import begin_new_version
from wmpeer.papers.gather import workbook_content
from wmpeer.region.actions import declare_interest
from wmpeer.region.choices import choice_id
from wmpeer.region.next_cycle import legacy
from wmpeer.region.rules import OwnAuthorityError

PLANS, VISITS, HOMES = "Plans say what changed", "Visits are seen to", "Homes nearer by"


def test_that_authors_propose_and_the_older_comes_first_of_two_alike(panel, three):
    three()
    assert panel.order() == [PLANS, HOMES, VISITS]


def test_that_a_coordinator_orders_what_others_found(panel, three):
    _, visits, _ = three()
    move_consider(panel.office, visits, -1)
    assert panel.order() == [PLANS, VISITS, HOMES]
    assert {one.text: one.rank for one in panel.workspace.read(finding_lines, ASHCOMBE)} == {PLANS: 1, VISITS: 2, HOMES: 1}


def test_that_an_author_who_proposes_anew_does_not_undo_the_panels_order(panel, three):
    plans, visits, _ = three()
    move_consider(panel.office, visits, -2)
    change_finding(panel("Ann Reed"), plans, FindingDraft(ASHCOMBE, "in-care", "consider", PLANS, rank=1))
    panel.finds("Ben Hall", "Found later", rank=1)
    assert panel.order() == [VISITS, PLANS, HOMES, "Found later"]


def test_that_one_verb_is_one_step_and_has_its_name(panel, three):
    _, visits, homes = three()
    before = len(panel.workspace.read(revision_lines))
    for act, verb in (
        (lambda: move_consider(panel.office, visits, -1), "Move an area to consider up"),
        (lambda: move_consider(panel.office, visits, 1), "Move an area to consider down"),
        (lambda: leave_out_of_letter(panel.office, homes), "Leave a finding out of the letter"),
        (lambda: choose_for_letter(panel.office, homes), "Put a finding into the letter"),
        (lambda: order_considers(panel.office, ASHCOMBE, three_ids(panel)[::-1]), "Order the areas to consider"),
    ):
        kept = act()
        before += 1
        assert kept.changed is not None and (kept.changed.verb, kept.changed.authority) == (verb, ASHCOMBE)
        assert len(panel.workspace.read(revision_lines)) == before


def three_ids(panel) -> list[str]:
    found = [one for one in panel.workspace.read(letter_findings, ASHCOMBE) if one.rank]
    return [one.id for one in sorted(found, key=lambda one: one.rank or 0)]


def test_that_each_step_is_undone_and_done_again_in_turn(panel, three):
    _, visits, homes = three()
    seen = [panel.order()]
    for act in (
        lambda: move_consider(panel.office, visits, -1),
        lambda: leave_out_of_letter(panel.office, homes),
        lambda: choose_for_letter(panel.office, homes, 1),
        lambda: order_considers(panel.office, ASHCOMBE, three_ids(panel)[::-1]),
    ):
        act()
        seen.append(panel.order())
    for before in seen[-2::-1]:
        assert undo(panel.office).kind == "choice"
        assert panel.order() == before
    for after in seen[1:]:
        redo(panel.office)
        assert panel.order() == after
    assert panel.workspace.read(journal_faults) == ()


def test_that_undoing_the_first_choice_takes_nothing_from_a_colleague(panel, three):
    plans, _, homes = three()
    leave_out_of_letter(panel.office, plans)
    leave_out_of_letter(panel("Cara Lead"), homes)
    undo(panel.office)
    assert panel.order() == [PLANS, VISITS]
    undo(panel("Cara Lead"))
    assert panel.order() == [PLANS, HOMES, VISITS]


def test_that_undo_does_not_take_away_what_was_ordered_since(panel, three):
    _, visits, homes = three()
    move_consider(panel.office, visits, -1)
    move_consider(panel("Cara Lead"), homes, -1)
    with pytest.raises(ChangedSinceError):
        undo(panel.office)


def test_that_nothing_is_written_where_nothing_changes(panel, three):
    plans, _, homes = three()
    leave_out_of_letter(panel.office, homes)
    before = panel.workspace.read(state_hash)
    assert leave_out_of_letter(panel.office, homes).changed is None
    assert move_consider(panel.office, plans, -1).changed is None
    assert panel.workspace.read(state_hash) == before


def test_that_a_suggestion_goes_and_comes_with_what_it_answers(panel, three):
    plans, *_ = three()
    answer = panel.finds("Ben Hall", "Read ten plans", "suggestion", about=plans)
    panel.finds("Ben Hall", "Ask families", "suggestion")
    leave_out_of_letter(panel.office, plans)
    assert panel.in_letter() == {VISITS, HOMES, "Ask families"}
    choose_for_letter(panel.office, plans)
    assert panel.in_letter() == {PLANS, VISITS, HOMES, "Read ten plans", "Ask families"}
    assert panel.order()[-1] == PLANS
    leave_out_of_letter(panel.office, answer)
    assert "Read ten plans" not in panel.in_letter() and PLANS in panel.in_letter()


def test_that_what_its_author_kept_out_is_put_in_at_a_place(panel, three):
    three()
    kept_out = panel.finds("Ben Hall", "Kept out", in_letter=False, rank=1)
    assert "Kept out" not in panel.order()
    choose_for_letter(panel.office, kept_out, 2)
    assert panel.order() == [PLANS, "Kept out", HOMES, VISITS]
    line = next(one for one in panel.workspace.read(letter_findings, ASHCOMBE) if one.id == kept_out)
    assert (line.in_letter, line.rank, line.chosen) == (True, 2, True)


def test_that_only_areas_to_consider_have_places(panel, three):
    three()
    strength = panel.finds("Ann Reed", "Carers answer at night", "strength", rank=1)
    assert choose_for_letter(panel.office, strength).changed
    assert next(one.rank for one in panel.workspace.read(letter_findings, ASHCOMBE) if one.id == strength) is None
    for act in (lambda: move_consider(panel.office, strength, 1), lambda: choose_for_letter(panel.office, strength, 1)):
        with pytest.raises(NotAConsiderationError):
            act()


def test_that_what_is_not_in_the_letter_does_not_move(panel, three):
    plans, *_ = three()
    leave_out_of_letter(panel.office, plans)
    with pytest.raises(NotInLetterError):
        move_consider(panel.office, plans, 1)


def test_that_an_order_is_of_all_areas_each_once(panel, three):
    plans, visits, homes = three()
    for order in ([plans, visits], [plans, visits, homes, homes], [plans, visits, "elsewhere"], []):
        with pytest.raises(NotTheWholeOrderError):
            order_considers(panel.office, ASHCOMBE, order)


@pytest.mark.parametrize("name", ["Ann Reed", "Dan Note"])
def test_that_who_does_not_lead_does_not_choose(panel, three, name):
    plans, *_ = three()
    with pytest.raises(NotYourPartError):
        leave_out_of_letter(panel(name), plans)
    assert PLANS in panel.order()


def test_that_nobody_chooses_for_an_authority_they_stand_aside_for(panel, three):
    plans, visits, homes = three()
    declare_interest(panel.office, "Cara Lead", ASHCOMBE, "worked there last year")
    chair = panel("Cara Lead")
    for act in (
        lambda: choose_for_letter(chair, plans),
        lambda: leave_out_of_letter(chair, plans),
        lambda: move_consider(chair, plans, 1),
        lambda: order_considers(chair, ASHCOMBE, [homes, visits, plans]),
    ):
        with pytest.raises(OwnAuthorityError):
            act()
    panel.workspace.file.slot = panel.ids["Olive Office"]
    with pytest.raises(OwnAuthorityError):  # nor is it done in their name
        leave_out_of_letter(panel.workspace.on_behalf_of(panel.ids["Cara Lead"]), plans)


def test_that_the_history_of_choices_is_hidden_from_who_stands_aside(panel, three):
    plans, *_ = three()
    leave_out_of_letter(panel.office, plans)
    declare_interest(panel.office, "Cara Lead", ASHCOMBE, "worked there last year")
    kinds = {one.kind for one in panel.workspace.read(history_lines, "x", panel.ids["Cara Lead"])}
    assert "choice" not in kinds
    assert "choice" in {one.kind for one in panel.workspace.read(history_lines, "x", panel.ids["Olive Office"])}


def test_that_a_withdrawn_finding_leaves_and_comes_back_to_its_place(panel, three):
    plans, visits, _ = three()
    move_consider(panel.office, visits, -2)
    withdraw_finding(panel("Ann Reed"), visits)
    assert panel.order() == [PLANS, HOMES]
    for act in (choose_for_letter, leave_out_of_letter):
        with pytest.raises(UnknownFindingError):
            act(panel.office, visits)
    move_consider(panel.office, plans, 1)
    undo(panel("Ann Reed"))
    assert panel.order() == [VISITS, HOMES, PLANS]


def test_that_only_the_first_five_are_printed_and_the_rest_is_told(panel):
    found = [panel.finds("Ann Reed", f"Point {number}") for number in range(7)]
    choose_for_letter(panel.office, found[6], 1)
    draft = panel.workspace.read(letter_draft, ASHCOMBE, date(2026, 10, 12))
    assert [one.what for one in draft.content.consider] == ["Point 6", "Point 0", "Point 1", "Point 2", "Point 3"]
    assert "many-considers" in {one.code for one in draft.checks}


def test_that_letter_workbook_checks_and_the_next_cycle_ask_the_same(panel, three):
    plans, visits, homes = three()
    order_considers(panel.office, ASHCOMBE, [homes, visits, plans])
    leave_out_of_letter(panel.office, visits)
    draft = panel.workspace.read(letter_draft, ASHCOMBE, date(2026, 10, 12))
    assert [one.what for one in draft.content.consider] == [HOMES, PLANS]
    rows = panel.workspace.read(workbook_content, date(2026, 10, 12), panel.ids["Olive Office"]).findings
    assert {one.text: one.in_letter for one in rows} == {PLANS: True, VISITS: False, HOMES: True}
    bare = [one for one in panel.workspace.read(check_items, panel.ids["Olive Office"]) if one.code == "finding-without-evidence"]
    assert {one.place for one in bare} == {f"finding/{plans}", f"finding/{homes}"}
    assert [point[3] for point in panel.workspace.read(legacy).points] == [HOMES, PLANS]


def test_that_an_issued_letter_is_locked_until_a_new_version_is_begun(panel):
    strength = panel.finds("Ann Reed", "Carers answer at night", "strength")
    office = panel.office
    agree(office, ASHCOMBE, "leaders", "good", "Leaders know their services.")
    steps_ = (NextStep("Challenge day", "2026-11-18"),)
    set_letter(office, LetterDetails(ASHCOMBE, "M Hale, Director", "S Okonjo, lead moderator", "Thank you.", "2026-10-08", "", steps_))
    issue_letter(office, ASHCOMBE, date(2026, 10, 12))
    for act in (
        lambda: choose_for_letter(office, strength),
        lambda: leave_out_of_letter(office, strength),
        lambda: order_considers(office, ASHCOMBE, []),
        lambda: set_letter(office, LetterDetails(ASHCOMBE, "Somebody else")),
    ):
        with pytest.raises(LetterIssuedError):
            act()
    begin_new_version(office, ASHCOMBE)
    set_letter(office, LetterDetails(ASHCOMBE, stage="quality-check"))  # a version that goes on is not locked again
    assert leave_out_of_letter(office, strength).changed


# ---- two laptops


def test_that_choices_made_apart_are_one_record_and_both_are_kept(panel, three, apart):
    plans, _, homes = three()
    two = apart()
    leave_out_of_letter(two.here.office, plans)
    leave_out_of_letter(two.there("Cara Lead"), homes)
    two.together()
    for one in (two.here, two.there):
        assert one.order() == [VISITS]
        assert one.workspace.read(journal_faults) == ()
    assert two.here.workspace.read(state_hash) == two.there.workspace.read(state_hash)
    assert {line.entity for line in two.here.workspace.read(revision_lines) if line.kind == "choice"} == {choice_id(ASHCOMBE)}
    undo(two.here.office)
    assert two.here.order() == [PLANS, VISITS]


def test_that_the_same_choice_made_otherwise_apart_is_a_difference_that_a_person_settles(panel, three, apart):
    plans, *_ = three()
    two = apart()
    leave_out_of_letter(two.here.office, plans)
    choose_for_letter(two.there("Cara Lead"), plans)
    two.together()
    assert two.here.order() == two.there.order()
    reader = panel.ids["Olive Office"]
    [told] = [one for one in two.here.workspace.read(check_items, reader) if one.code == "difference-not-settled"]
    assert told.sentence == f"What goes into the letter was chosen apart: “{PLANS}”. Settle it under Differences."
    assert told.place.startswith("apart/")
    standing = PLANS in two.here.order()
    (choose_for_letter if standing else leave_out_of_letter)(two.here.office, plans)  # what stands is said to be meant
    assert not [one for one in two.here.workspace.read(check_items, reader) if one.code == "difference-not-settled"]
    two.together()
    assert (PLANS in two.there.order()) == standing


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(
    steps_=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["up", "down", "in", "out", "undo", "redo"]), st.booleans()), max_size=10),
    order=st.permutations(range(10)),
)
def test_that_any_order_of_arrival_gives_the_same_letter(tmp_path_factory, steps_, order):
    panel = set_out(tmp_path_factory.mktemp("choices") / "panel.wmpeer")
    found = [panel.finds("Ann Reed", PLANS, rank=1), panel.finds("Ann Reed", VISITS, rank=2), panel.finds("Ben Hall", HOMES)]
    clean = len(panel.workspace.read(revision_lines))
    for which, what, chair in steps_:
        who = panel("Cara Lead" if chair else "Olive Office")
        try:
            match what:
                case "up" | "down":
                    move_consider(who, found[which], -1 if what == "up" else 1)
                case "in":
                    choose_for_letter(who, found[which])
                case "out":
                    leave_out_of_letter(who, found[which])
                case _ if (stack := who.read(steps, who.file.slot, who.device)) and getattr(stack, what)[-1:]:
                    if getattr(stack, what)[-1].kind == "choice":
                        (undo if what == "undo" else redo)(who)
        except (NotInLetterError, ChangedSinceError):
            pass
    before = panel.order(), panel.in_letter()
    assert panel.workspace.read(journal_faults) == ()
    lines = list(panel.workspace.read(revision_lines))
    with panel.workspace.file.writing() as session:
        rebuild(session)
    assert (panel.order(), panel.in_letter()) == before
    other = empty(tmp_path_factory.mktemp("other") / "panel.wmpeer")
    late = [lines[clean + at] for at in order if clean + at < len(lines)]
    take_in(other.workspace, [*lines[:clean], *late, *lines[clean + len(order) :]])
    assert (other.order(), other.in_letter()) == before
    for one in (panel, other):
        one.workspace.close()


def test_that_every_order_can_be_reached_by_moving_up(panel, three):
    ids = three()
    texts = dict(zip(ids, (PLANS, VISITS, HOMES), strict=True))
    for wanted in permutations(ids):
        for at, one in enumerate(wanted):
            move_consider(panel.office, one, at - three_ids(panel).index(one))
        assert panel.order() == [texts[one] for one in wanted]
