"""What was said apart: seen with both sides, settled by a person who may, brought back by undo, and taken to the sitting."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from panels import ASHCOMBE, PASSPHRASE, Apart, Panel, set_out

from wmpeer.cli.main import main
from wmpeer.journal.queries import journal_faults, revision_lines, state_hash
from wmpeer.journal.rights import NotYourPartError, NotYoursError
from wmpeer.journal.undo import ChangedSinceError, NothingToUndoError
from wmpeer.journal.workspace import open_workspace
from wmpeer.judging.actions import agree, change_finding, hand_in, record_view, withdraw_finding
from wmpeer.judging.agenda import agenda
from wmpeer.judging.apart import difference_history, differences
from wmpeer.judging.apart_records import Difference
from wmpeer.judging.apart_words import both, compared
from wmpeer.judging.checks import check_items
from wmpeer.judging.errors import UnknownCodeError
from wmpeer.judging.queries import agreed_lines, finding_lines, view_lines
from wmpeer.judging.records import FindingDraft, ViewDraft
from wmpeer.judging.settle_apart import (
    NoSuchDifferenceError,
    NoSuchSideError,
    NotOneOfThemError,
    NotTextsError,
    settle,
    settle_with_both,
)
from wmpeer.judging.undoing import redo, undo
from wmpeer.letters.gather import letter_draft
from wmpeer.papers.gather import workbook_content
from wmpeer.region.actions import declare_interest
from wmpeer.region.next_cycle import EARLIER_VIEW, legacy
from wmpeer.region.rules import OwnAuthorityError
from wmpeer.region.tracker import tracker

AREA = "in-care"


def seen(at: Panel, name: str = "Olive Office") -> tuple[Difference, ...]:
    return at.workspace.read(differences, at.ids[name])


def must(at: Panel, name: str) -> list[str]:
    return [one.sentence for one in at.workspace.read(check_items, at.ids[name]) if one.code == "difference-not-settled"]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apart]:
    """Two laptops that go on from one example to the next."""
    two = Apart.of(set_out(tmp_path_factory.mktemp("one") / "panel.wmpeer"), tmp_path_factory.mktemp("other"))
    yield two
    for at in (two.here, two.there):
        at.workspace.close()


def said(at: Panel) -> list[tuple[str, str, list[str]]]:
    return [(one.kind, one.field, sorted(side.words for side in one.sides)) for one in seen(at)]


def views_apart(both_: Apart, name: str = "Ann Reed") -> None:
    """One person judges on two laptops."""
    record_view(both_.here(name), ViewDraft(ASHCOMBE, AREA, view="good", reason="Plans say what changed."))
    record_view(both_.there(name), ViewDraft(ASHCOMBE, AREA, view="inadequate", reason="Plans say what changed, seldom why."))
    both_.together()


def test_that_both_sides_are_told_and_settled_and_undo_brings_them_back(panel: Panel, apart: Callable[[], Apart]) -> None:
    two = apart()
    views_apart(two)
    view, reason = seen(two.here)
    assert (view.title, view.name, view.base, view.judgement) == ("Ann Reed’s view of Children in care and permanence", "View", None, True)
    assert [(side.words, side.author_name, side.laptop) for side in view.sides] == [
        ("Good", "Ann Reed", "this laptop"), ("Inadequate", "Ann Reed", "another laptop"),
    ]  # fmt: skip
    assert all(side.at.endswith("Z") and side.recorded_by == "" for side in view.sides)
    assert (reason.free, view.free, view.settler, view.may) == (True, False, "Ann Reed", False)
    assert both(reason) == "Plans say what changed.\n\nPlans say what changed, seldom why."
    marked = [[(piece.kind, piece.text) for piece in one.pieces] for one in compared(reason)]
    assert marked == [
        [("same", "Plans say what"), ("added", " changed.")],
        [("same", "Plans say what"), ("added", " changed, seldom why.")],
    ]
    steps = two.here.workspace.read(difference_history, two.here.ids["Ann Reed"], two.here.ids["Ann Reed"], view.entity, view.kind)
    assert [step.who for step in steps] == ["Ann Reed", "Ann Reed"]
    apart_as_it_was = said(two.here)
    view, reason = seen(two.here, "Ann Reed")
    assert view.may
    settle(two.here("Ann Reed"), view.entity, "view", revision=view.sides[1].revision)
    settle_with_both(two.here("Ann Reed"), reason.entity, "reason")
    two.together()
    assert said(two.here) == said(two.there) == []
    (kept,) = two.there.workspace.read(view_lines, ASHCOMBE)
    assert (kept.view, kept.reason) == ("inadequate", "Plans say what changed.\n\nPlans say what changed, seldom why.")
    with pytest.raises(NoSuchDifferenceError):
        settle(two.there("Ann Reed"), view.entity, "view", revision=view.sides[0].revision)
    undo(two.here("Ann Reed"))
    undo(two.here("Ann Reed"))
    assert said(two.here) == apart_as_it_was
    two.together()
    assert said(two.there) == apart_as_it_was
    redo(two.here("Ann Reed"))
    assert [one.field for one in seen(two.here)] == ["reason"]
    two.together()
    assert two.here.workspace.read(state_hash) == two.there.workspace.read(state_hash)
    assert two.there.workspace.read(journal_faults) == two.here.workspace.read(journal_faults) == ()


def test_that_two_who_settle_apart_make_a_new_difference(panel: Panel, apart: Callable[[], Apart]) -> None:
    two = apart()
    views_apart(two)
    view, _ = seen(two.here, "Ann Reed")
    settle(two.here("Ann Reed"), view.entity, "view", revision=view.sides[0].revision)
    settle(two.there("Ann Reed"), view.entity, "view", value="requires-improvement")
    two.together()
    (new,) = (one for one in seen(two.there, "Ann Reed") if one.field == "view")
    assert sorted(side.words for side in new.sides) == ["Good", "Requires improvement"] and new.base is None
    assert said(two.here) == said(two.there)


def test_that_a_proposal_to_take_back_is_answered_and_the_answer_can_be_undone(panel: Panel, apart: Callable[[], Apart]) -> None:
    finding = panel.finds("Ann Reed", "Plans say what changed")
    two = apart()
    withdraw_finding(two.here("Ann Reed"), finding)
    change_finding(two.there("Ann Reed"), finding, FindingDraft("", AREA, "consider", "Plans clearly say what changed"))
    two.together()
    (one,) = seen(two.here, "Ann Reed")
    assert one.proposal and [(side.value, side.words) for side in one.sides] == [
        (False, "Keep it\nWhat it says: Plans clearly say what changed"), (True, "Take it back"),
    ]  # fmt: skip
    settle(two.here("Ann Reed"), finding, "withdrawn", revision=one.sides[0].revision)
    two.together()
    assert [line.text for line in two.there.workspace.read(finding_lines, ASHCOMBE)] == ["Plans clearly say what changed"]
    assert said(two.there) == []
    undo(two.here("Ann Reed"))
    two.together()
    assert [each.field for each in seen(two.there)] == ["withdrawn"] and len(two.there.workspace.read(finding_lines, ASHCOMBE)) == 1
    (again,) = seen(two.there, "Ann Reed")
    settle(two.there("Ann Reed"), finding, "withdrawn", revision=again.sides[1].revision)
    two.together()
    assert two.here.workspace.read(finding_lines, ASHCOMBE) == () and said(two.here) == []


def test_that_only_who_may_settles_and_both_names_are_kept(panel: Panel, apart: Callable[[], Apart]) -> None:
    two = apart()
    for at, view in ((two.here, "good"), (two.there, "inadequate")):
        agree(at("Cara Lead"), ASHCOMBE, AREA, view, "Words.")
    views_apart(two)
    (panels,) = (one for one in seen(two.here) if one.kind == "agreed")
    (own,) = (one for one in seen(two.here) if one.field == "view" and one.kind == "view")
    with pytest.raises(NotYoursError):
        settle(two.here.office, own.entity, "view", revision=own.sides[0].revision)
    with pytest.raises(NotYourPartError):
        hand_in(two.here("Ben Hall"), ASHCOMBE)
        settle(two.here("Ben Hall"), panels.entity, "view", revision=panels.sides[0].revision)
    assert panels.may and panels.settler == "a coordinator, lead moderator or facilitator"
    wrongs = (({"revision": "0" * 64}, NoSuchSideError), ({"value": "splendid"}, UnknownCodeError), ({"value": None}, NotOneOfThemError))
    for wrong, error in wrongs:
        with pytest.raises(error):
            settle(two.here.office, panels.entity, "view", **wrong)
    with pytest.raises(NotTextsError):
        settle_with_both(two.here.office, panels.entity, "view")
    kept = settle(two.here.office.on_behalf_of(two.here.ids["Ann Reed"]), own.entity, "view", revision=own.sides[0].revision)
    assert kept.id == own.entity
    settle(two.here.office, panels.entity, "view", value="requires-improvement")
    last = two.here.workspace.read(revision_lines, own.entity)[-1]
    assert (last.author, last.recorded_by, last.verb) == (two.here.ids["Ann Reed"], two.here.ids["Olive Office"], "Settle a difference")
    assert two.here.workspace.read(agreed_lines, ASHCOMBE)[0].view == "requires-improvement"


def test_that_nothing_of_it_is_there_for_who_stands_aside_or_may_not_see_it_yet(panel: Panel, apart: Callable[[], Apart]) -> None:
    two = apart()
    views_apart(two)
    assert len(seen(two.here)) == len(seen(two.here, "Ann Reed")) == 2
    assert seen(two.here, "Ben Hall") == () and two.here.workspace.read(agenda, ASHCOMBE, two.here.ids["Ben Hall"]) == ()
    assert must(two.here, "Ben Hall") == [] and len(must(two.here, "Olive Office")) == 1
    record_view(two.here("Ben Hall"), ViewDraft(ASHCOMBE, AREA, view="outstanding", reason="Own."))
    hand_in(two.here("Ben Hall"), ASHCOMBE)
    assert len(seen(two.here, "Ben Hall")) == 2 and not any(one.may for one in seen(two.here, "Ben Hall"))
    declare_interest(two.here.office, two.here.ids["Ben Hall"], ASHCOMBE, "was employed there")
    assert seen(two.here, "Ben Hall") == () and two.here.workspace.read(agenda, ASHCOMBE, two.here.ids["Ben Hall"]) == ()
    declare_interest(two.here.office, two.here.ids["Olive Office"], ASHCOMBE, "was employed there")
    view = two.here.workspace.read(differences, None, ASHCOMBE)[0]
    assert seen(two.here) == () and must(two.here, "Olive Office") == []
    with pytest.raises(OwnAuthorityError):
        settle(two.here.office, view.entity, "view", revision=view.sides[0].revision)


def test_that_the_agenda_has_the_widest_first_and_what_is_agreed_or_settled_goes(panel: Panel, apart: Callable[[], Apart]) -> None:
    for name, area, view in (
        ("Ann Reed", "leaders", "good"), ("Ben Hall", "leaders", "requires-improvement"), ("Cara Lead", "leaders", "good"),
        ("Ann Reed", "send", "outstanding"), ("Ben Hall", "send", "inadequate"),
        ("Ann Reed", "education", "good"), ("Ben Hall", "education", "good"),
        ("Ann Reed", "workforce", "good"), ("Ben Hall", "workforce", "not-enough-evidence"),
    ):  # fmt: skip
        record_view(panel(name), ViewDraft(ASHCOMBE, area, view=view, reason="Because."))
    finding = panel.finds("Ann Reed", "Plans say what changed")
    two = apart()
    views_apart(two)
    withdraw_finding(two.here("Ann Reed"), finding)
    change_finding(two.there("Ann Reed"), finding, FindingDraft("", AREA, "consider", "Plans clearly say what changed"))
    two.together()
    items = two.here.workspace.read(agenda, ASHCOMBE)
    assert [(one.sort, one.area, one.distance, one.people) for one in items] == [
        ("views", "send", 3, 2), ("difference", AREA, 2, 1), ("views", "leaders", 1, 3), ("views", "workforce", 0, 2),
        ("difference", AREA, 0, 1), ("difference", AREA, 0, 1),
    ]  # fmt: skip
    assert items[2].sentence == "Good: Ann Reed and Cara Lead. Requires improvement: Ben Hall."
    proposal = next(one for one in items if one.difference and one.difference.proposal)
    taken_back = "was taken back on one laptop and gone on with on another."
    assert proposal.sentence == f"Ann Reed’s finding “Plans clearly say what changed” {taken_back}"
    agree(two.here("Cara Lead"), ASHCOMBE, "send", "good", "Words.")
    view = next(one.difference for one in items if one.difference and one.difference.field == "view")
    settle(two.here("Ann Reed"), view.entity, "view", value="good")
    left = two.here.workspace.read(agenda, ASHCOMBE)
    assert [(one.sort, one.area) for one in left] == [
        ("views", "leaders"), ("views", "workforce"), ("difference", AREA), ("difference", AREA),
    ]  # fmt: skip
    declare_interest(two.here.office, two.here.ids["Ben Hall"], ASHCOMBE, "was employed there")
    assert [one.sort for one in two.here.workspace.read(agenda, ASHCOMBE)] == ["difference"] * 2, "views of who stands aside do not count"


def test_that_an_unsettled_judgement_is_printed_by_nothing_that_leaves(panel: Panel, apart: Callable[[], Apart], tmp_path: Path) -> None:
    agree(panel("Cara Lead"), ASHCOMBE, AREA, "good", "Plans are sound.")
    record_view(panel("Ann Reed"), ViewDraft(ASHCOMBE, AREA, own_grade="good", view="good", reason="Plans."))
    two = apart()
    for at, view in ((two.here, "outstanding"), (two.there, "requires-improvement")):
        agree(at("Cara Lead"), ASHCOMBE, AREA, view, "Plans are sound.")
        record_view(at("Ann Reed"), ViewDraft(ASHCOMBE, AREA, own_grade=view, view=view, reason="Plans."))
    two.together()
    read = two.here.workspace.read
    assert read(agreed_lines, ASHCOMBE)[0].unsettled == ("view",) and read(agreed_lines, ASHCOMBE)[0].view == ""
    assert (read(view_lines, ASHCOMBE)[0].own_grade, read(view_lines, ASHCOMBE)[0].view) == ("", "")
    draft = read(letter_draft, ASHCOMBE, date(2026, 11, 22))
    assert draft.content.areas == () and not draft.ready
    assert sum(check.code == "difference-not-settled" for check in draft.checks) == 3
    words = {"Outstanding", "Requires improvement", "Good"}
    sheet = read(workbook_content, date(2026, 11, 22), two.here.ids["Olive Office"])
    assert not words & {value for line in sheet.views for value in (line.own_grade, line.view)}
    assert not any(kind == EARLIER_VIEW for _, _, kind, _, _ in read(legacy).points)
    line = next(one for one in read(tracker) if one.authority.ons_code == ASHCOMBE)
    assert (line.judged, line.agreed) == (0, 0)


def ran(*arguments: object) -> object:
    result = CliRunner(env={"WMPEER_PASSPHRASE": PASSPHRASE}).invoke(main, [*map(str, arguments), "--json"])
    assert result.exit_code in (0, 1, 2), result.exception
    return json.loads(result.stdout) if result.stdout else result.stderr


def test_that_the_command_line_lists_settles_and_gives_the_agenda(panel: Panel, apart: Callable[[], Apart], tmp_path: Path) -> None:
    two = apart()
    for at, view, words in ((two.here, "good", "Plans are sound."), (two.there, "inadequate", "Visits are late.")):
        agree(at.office, ASHCOMBE, AREA, view, words, "Heard.")
    two.together()
    file = two.here.workspace.file.path
    two.here.workspace.close()
    found = ran("differences", file, "--authority", "Ashcombe", "--history")
    assert [(one["kind"], one["authority"], one["field"], one["judgement"], one["text"], one["may_settle"]) for one in found] == [
        ("agreed", "Ashcombe", "view", True, False, True), ("agreed", "Ashcombe", "wording", False, True, True),
    ]  # fmt: skip
    assert [(one["value"], one["author"], one["laptop"]) for one in found[0]["sides"]] == [
        ("good", "Olive Office", "this laptop"), ("inadequate", "Olive Office", "another laptop"),
    ]  # fmt: skip
    assert len(found[0]["history"]) == 2
    assert [one["distance"] for one in ran("agenda", file, "--authority", "Ashcombe")] == [2, 0]
    entity = found[0]["entity"]
    assert "nothing-chosen" in ran("settle", file, entity, "view")
    assert "no-such-side" in ran("settle", file, entity, "view", "--side", "zz")
    assert ran("settle", file, entity, "view", "--side", found[0]["sides"][1]["revision"][:16])["status"] == "kept"
    items = [{"do": "settle", "entity": entity, "field": field, "both": True} for field in ("wording", "view")]
    (tmp_path / "items.json").write_text(json.dumps(items), encoding="utf-8")
    kept, refused = ran("record", file, tmp_path / "items.json")
    assert (kept["status"], refused["problems"][0]["code"]) == ("kept", "no-such-difference")
    assert ran("differences", file) == [] and ran("agenda", file, "--authority", "Ashcombe") == []
    (agreed,) = ran("findings", file)["agreed"]
    assert (agreed["view"], agreed["wording"]) == ("inadequate", "Plans are sound.\n\nVisits are late.")
    two.here.workspace = open_workspace(file, PASSPHRASE)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.tuples(st.booleans(), st.integers(0, 9), st.integers(0, 2), st.booleans()), min_size=3, max_size=6))
def test_that_settled_in_any_order_on_two_laptops_it_ends_the_same(deeds: list[tuple[bool, int, int, bool]], shared: Apart) -> None:
    """Each settles what it sees as it likes, undoes now and then, and hears of the other now and then."""
    two = shared
    views_apart(two)
    for on_here, which, how, meet in deeds:
        at = two.here if on_here else two.there
        found = seen(at, "Ann Reed")
        if how == 2 or not found:
            with suppress(NothingToUndoError, ChangedSinceError):
                undo(at("Ann Reed"))
        else:
            one = found[which % len(found)]
            settle(at("Ann Reed"), one.entity, one.field, revision=one.sides[how % len(one.sides)].revision)
        if meet:
            two.together()
    two.together()
    assert said(two.here) == said(two.there) and two.here.workspace.read(view_lines) == two.there.workspace.read(view_lines)
    assert two.here.workspace.read(state_hash) == two.there.workspace.read(state_hash)
    for one in seen(two.here, "Ann Reed"):
        settle(two.here("Ann Reed"), one.entity, one.field, revision=one.sides[-1].revision)
    two.together()
    assert said(two.here) == said(two.there) == []
