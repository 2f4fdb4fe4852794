"""What comes in a pack is enough to work with: without a network, a panellist's laptop answers as the coordinator's does.

And the walk of three laptops: each records, hands in, the coordinator takes in and hands out again, and all end with the same record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from handing_kit import add_finding_with_clip, png
from trio import ANN, ASHCOMBE, BEN, KELSBOROUGH, Trio, person, trio

from wmpeer.documents.queries import documents, original, passages, search_passages
from wmpeer.exchange.handing import hand_in, hand_out, hand_out_all
from wmpeer.exchange.outlook import outlook
from wmpeer.exchange.taking import plan_taking, read_packs, take_in
from wmpeer.files import resource, sha256_of
from wmpeer.indicators.queries import batches, benchmark, inspections, measures
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.queries import state_hash
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.actions import hand_in as hand_in_view
from wmpeer.judging.actions import record_view
from wmpeer.judging.clips import clipping
from wmpeer.judging.queries import finding_lines, point_lines
from wmpeer.judging.records import ViewDraft
from wmpeer.region.actions import allocate
from wmpeer.region.queries import framework_of, region_of

TABLES = ("lait_westmarch_long.csv", "lait_westmarch_dictionary.csv", "westmarch_inspections.csv", "sn_model_2025_wide.csv")


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trio]:
    """A coordinator who has read a document, figures, a dictionary, inspections and neighbours, and has points of the last cycle."""
    found = trio(tmp_path_factory.mktemp("three"))
    texts = tmp_path_factory.mktemp("texts")
    words = "# Self-evaluation of Ashcombe\n\nPlans are clear, and staff say so in every team.\n\nVisits are recorded late.\n"
    (texts / "Ashcombe self-evaluation.md").write_text(words)
    load(found.office, [texts / "Ashcombe self-evaluation.md"], Wishes(authority=ASHCOMBE))
    load(found.office, [resource("demo", "data", name) for name in TABLES], Wishes())
    with found.office.write("Last cycle") as journal:
        fields = {"area": "leaders", "kind": "consideration", "text": "Look at caseloads", "cycle": "2025-26"}
        journal.keep("point", fields, authority=ASHCOMBE)
    yield found
    found.close()


def takes_in(workspace: Workspace, *packs: Path) -> None:
    takings = plan_taking(workspace, read_packs(workspace, packs))
    assert [one.refused for one in takings] == [()] * len(packs)
    take_in(workspace, takings)


ANSWERS: dict[str, Callable[[Workspace], object]] = {
    "documents": lambda one: one.read(documents, ASHCOMBE),
    "passages": lambda one: [(found.document.sha256, found.passages) for found in one.read(passages, ASHCOMBE)],
    "their bytes": lambda one: [sha256_of(one.read(original, found.sha256)) for found in one.read(documents, ASHCOMBE)],
    "searching": lambda one: [(hit.document, hit.snippet) for hit in one.read(search_passages, "recorded late")],
    "figures": lambda one: one.read(benchmark, ASHCOMBE, ranked=True),
    "measures": lambda one: one.read(measures),
    "loaded data": lambda one: one.read(batches),
    "inspections": lambda one: one.read(inspections, ASHCOMBE),
    "region": lambda one: one.read(region_of),
    "framework": lambda one: one.read(framework_of),
    "points": lambda one: one.read(point_lines, ASHCOMBE),
}


def test_that_a_panellists_laptop_answers_as_the_coordinators_does(three: Trio, tmp_path: Path) -> None:
    (handed,) = hand_out(three.office, person(three.office, ANN), tmp_path)
    takes_in(three.ann, handed.pack)
    for what, ask in ANSWERS.items():
        assert ask(three.ann) == ask(three.office), what
        assert ask(three.ann), what


def views(workspace: Workspace, *authorities: str) -> None:
    for authority in authorities:
        record_view(workspace, ViewDraft(authority, "leaders", "", "good", "high", "", "", f"Seen by {workspace.actor.name}"))
        hand_in_view(workspace, authority)


def test_that_three_laptops_that_may_see_all_of_it_end_with_one_record(three: Trio, tmp_path: Path) -> None:
    for one in hand_out_all(three.office, tmp_path):
        takes_in(three.ann if one.for_ == ANN else three.ben, one.pack)
    image = add_finding_with_clip(three.ann, ASHCOMBE, "Ann saw this")
    for one in three.all:
        views(one, ASHCOMBE, KELSBOROUGH)
    takes_in(three.office, *(hand_in(one, tmp_path).pack for one in (three.ann, three.ben)))
    assert three.office.read(clipping, image) == png("Ann saw this")
    for one in hand_out_all(three.office, tmp_path):
        assert one.content_bytes < 50_000  # the picture, and the definitions; nothing of what was sent before
        takes_in(three.ann if one.for_ == ANN else three.ben, one.pack)
    assert len({one.read(state_hash) for one in three.all}) == 1
    assert three.ben.read(clipping, image) == png("Ann saw this")
    assert [found.text for found in three.ben.read(finding_lines, ASHCOMBE)] == ["Ann saw this"]
    assert {(one.revisions, one.content_bytes) for one in three.office.read(outlook)} == {(0, 0)}


def test_that_a_pack_that_got_lost_is_noticed_when_its_laptop_hands_in(three: Trio, tmp_path: Path) -> None:
    allocate(three.office, BEN, ASHCOMBE)
    load_another(three.office, tmp_path)
    (lost,) = hand_out(three.office, person(three.office, BEN), tmp_path)
    (without,) = hand_out(three.office, person(three.office, BEN), tmp_path)
    assert lost.content_bytes > without.content_bytes + 100
    record_view(three.ben, ViewDraft(ASHCOMBE, "send", "", "good", "high", "", "", "Read on the train"))
    takes_in(three.office, hand_in(three.ben, tmp_path).pack)
    (again,) = hand_out(three.office, person(three.office, BEN), tmp_path)
    assert again.content_bytes == lost.content_bytes
    takes_in(three.ben, again.pack)
    assert three.ben.read(documents, ASHCOMBE) == three.office.read(documents, ASHCOMBE)


def load_another(workspace: Workspace, folder: Path) -> None:
    (folder / "Ashcombe action plan.md").write_text("# Action plan\n\n" + "Supervision happens every month. " * 20)
    load(workspace, [folder / "Ashcombe action plan.md"], Wishes(authority=ASHCOMBE))
