"""The sentences of Exchange, by themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from exchange_stage import ANN, BEN, laptop, office

from wmpeer.exchange.records import ReceiptLine, Taking
from wmpeer.journal.revisions import BODY_KEYS, new_line
from wmpeer.ui.exchange import words
from wmpeer.ui.exchange.records import Item


def taking(**counts: object) -> Taking:
    return Taking("p", "device-1", "2026-10-08T13:02:11Z", {}, **counts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (taking(new=1), ["1 record is new."]),
        (taking(new=2, changed=1), ["2 records are new and 1 changes."]),
        (taking(changed=3, same=1), ["3 records change.", "1 record is the same as here."]),
        (taking(same=1200), ["Nothing in it is new here.", "1,200 records are the same as here."]),
        (taking(new=1, contents=("a", "b")), ["1 record is new.", "2 documents, tables and texts come with it."]),
    ],
)
def test_that_a_preview_counts_in_sentences(plan: Taking, said: list[str]) -> None:
    assert [one for _, one in words.counted(plan)] == said


def test_that_what_is_named_of_many_is_not_said_to_be_all_of_it() -> None:
    said_by = dict.fromkeys(BODY_KEYS, "") | {"knew": [], "parents": [], "fields": {}}
    lines = tuple(new_line(said_by | {"kind": kind, "entity": kind}) for kind in ("document", "person", "device"))
    ((_, said),) = words.counted(taking(new=3, lines=lines))
    assert said == "3 records are new, among them 1 document and 1 person."
    ((_, said),) = words.counted(taking(new=2, lines=lines[:2]))
    assert said == "2 records are new: 1 document and 1 person."


def test_that_a_pack_that_was_taken_back_says_that_it_is_shown_again() -> None:
    ((_, first), *_) = words.counted(taking(unhides=True))
    assert "was taken back here" in first


def test_that_the_next_step_leads_from_the_first_invitation_to_the_last_pack() -> None:
    """One sentence, whatever there is to do."""
    invited, known = replace(BEN, invited_at="2026-10-03T10:00:00Z"), replace(BEN, laptops=(laptop(2, "ben"),))
    nobody = office()
    assert words.next_step(nobody, []) == ("Add the people who take part in Set up, then invite their laptops.", "laptops")
    assert words.next_step(office(BEN), [])[0].startswith("Invite the first laptop: Ben Hall has none")
    assert words.next_step(office(invited), [])[0].startswith("Waiting for the reply of Ben Hall")
    assert words.next_step(office(known), []) == ("Ben Hall has not had a pack yet.", "out")
    assert words.next_step(office(ANN), [])[0] == "Ann Reed has not handed everything in. Their packs come here."
    free = replace(ANN, handed=(), owed=(), allocated=False)
    assert words.next_step(office(free), [])[0] == "Ann Reed has not handed everything in. Their packs come here."
    assert words.next_step(office(replace(free, handed=("Walsall",))), [])[0] == "Everybody has handed in."
    pack = Item("k", "ready", "x.wmpack", Path("x"), "Ann Reed", taking=taking(new=1))
    assert words.next_step(office(ANN), [pack]) == ("1 pack from Ann Reed can be taken in.", "take-in")
    reply = Item("r", "reply", "b.wmreply", Path("b"), "Ben Hall")
    assert words.next_step(office(ANN), [pack, reply])[0].startswith("Ben Hall’s reply is here.")


def test_that_a_refused_pack_is_not_said_to_rest_on_anything() -> None:
    came = Item("k", "ready", "x.wmpack", Path("x"), "Ann Reed", taking=taking(new=1))
    assert words.about(came) == "not based on anything from here yet" and words.about(replace(came, state="refused")) == ""


def test_that_a_hundred_and_fifty_names_stay_one_sentence() -> None:
    names = [f"Panellist {number}" for number in range(150)]
    assert words.joined(names) == "Panellist 0, Panellist 1, Panellist 2 and 147 more"
    assert words.joined(names[:4]) == "Panellist 0, Panellist 1, Panellist 2 and Panellist 3"


def test_that_a_receipt_says_what_it_brought_and_that_it_was_taken_back() -> None:
    receipt = ReceiptLine("r", "aa", "device-1", "Ann Reed", "2026-10-06T10:00:00Z", 1212, 4, 2, "2026-10-07T08:00:00Z")
    said = words.taken(Item("aa", "back", "x", receipt=receipt))
    assert "1,212 new, 4 changed. 2 changes waited for another pack." in said and "hidden, not lost" in said


def test_that_a_receipt_says_of_what_so_many_are_new() -> None:
    kinds = (("finding", 2), ("hand_in", 1), ("view", 1))
    receipt = ReceiptLine("r", "aa", "device-1", "Ann Reed", "2026-10-06T10:00:00Z", 3, 1, 0, "", kinds)
    assert words.taken(Item("aa", "taken", "x", receipt=receipt)).endswith(": 3 new, 1 changed: 1 view, 2 findings and 1 hand-in.")


def test_that_a_reply_is_no_pack() -> None:
    pack, reply, other = (Item(name, state, name) for name, state in (("a", "ready"), ("b", "reply"), ("c", "invitation")))
    assert words.how_many((pack, reply)) == "1 pack, 1 reply" and words.how_many((reply,)) == "1 reply" and words.how_many(()) == ""
    assert words.how_many((pack, pack, other)) == "2 packs, 1 invitation"


def test_that_sizes_are_said_as_people_say_them() -> None:
    assert [words.size(one) for one in (1, 800, 2100, 1_240_000, 48_000_000)] == ["1 byte", "800 bytes", "2.1 KB", "1.2 MB", "48 MB"]
