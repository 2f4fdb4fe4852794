"""Handing out and handing in, with real laptops: what the packs hold, and what is left where one could not be written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from handing_kit import add_document, add_finding_with_clip, add_table, read, whole_prefixes
from trio import ANN, ASHCOMBE, KELSBOROUGH, Trio, carry, person, trio

from wmpeer.exchange import frame
from wmpeer.exchange.device_keys import own_keys
from wmpeer.exchange.handing import hand_in, hand_out
from wmpeer.exchange.heads import head_fits
from wmpeer.region.queries import cycle


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trio]:
    """A coordinator with documents, data and a clip, and two panellists who have what the office knows."""
    found = trio(tmp_path_factory.mktemp("three"))
    add_document(found.office, ASHCOMBE, "Ashcombe tells of itself", 3_000_000)
    add_document(found.office, KELSBOROUGH, "Kelsborough tells of itself")
    add_table(found.office, "Children in need", "Sheet 1")
    add_finding_with_clip(found.office, ASHCOMBE, "Seen on page 1")
    for one in (found.ann, found.ben):
        carry(found.office, one, ("office", "setup"))
    yield found
    found.close()


@pytest.fixture(autouse=True)
def forgotten(three: Trio) -> None:
    """What was handed out by the test before."""
    for one in three.all:
        with one.file.writing() as session:
            for table in ("pack_out", "sent_content", "stream_head"):
                session.connection().exec_driver_sql(f"DELETE FROM {table}")


def test_that_a_pack_holds_whole_streams_that_their_laptop_vouches_for(three: Trio, tmp_path: Path) -> None:
    (handed,) = hand_out(three.office, person(three.office, ANN), tmp_path)
    pack = read(handed.pack, three.ann, three.office)
    assert whole_prefixes(pack) and handed.revisions == len(pack.lines)
    key, about = own_keys(three.office).signing_public, three.office.read(cycle)
    assert pack.manifest.heads and all(head_fits(head, about.id, key) for head in pack.manifest.heads)
    assert {line.shelf for line in pack.lines} == {"office", "setup"}


def test_that_a_document_and_a_table_travel_as_content_and_make_one_revision_each(three: Trio, tmp_path: Path) -> None:
    (handed,) = hand_out(three.office, person(three.office, ANN), tmp_path)
    pack = read(handed.pack, three.ann, three.office)
    kinds = [line.kind for line in pack.lines]
    assert (kinds.count("document"), kinds.count("batch")) == (2, 1)
    assert len(pack.of(frame.DOCUMENT)) == len(pack.of(frame.PASSAGES)) == 2
    assert len(pack.of(frame.TABLE)) == 1 and set(pack.of(frame.PINNED)) == {"region", "framework"}
    assert handed.content_bytes == sum(len(data) for kind, _, data in pack.parts if kind not in (frame.SEGMENT, frame.PASSAGES))


def test_that_a_hand_in_goes_to_the_coordinator_with_all_that_was_written(three: Trio, tmp_path: Path) -> None:
    image = add_finding_with_clip(three.ann, ASHCOMBE, "Ann saw this")
    with three.ann.write("Keep a note") as journal:
        journal.keep("note", {"text": "for nobody"}, authority=ASHCOMBE)
    handed = hand_in(three.ann, tmp_path)
    pack = read(handed.pack, three.office, three.ann)
    assert whole_prefixes(pack) and [line.kind for line in pack.lines] == ["finding"]
    assert set(pack.of(frame.CLIPPING)) == {image}
    assert pack.manifest.recipients == (own_keys(three.office).device,)
    assert "nobody" not in str(pack.parts)
