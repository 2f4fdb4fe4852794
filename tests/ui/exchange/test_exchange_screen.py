"""Exchange as it is seen and used, with records made by hand: what packs do is told in `tests/exchange` and `tests/day`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exchange_stage import ANN, BEN, Shown, laptop, office
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from wmpeer.errors import Problem
from wmpeer.exchange.act_errors import BuiltUponError
from wmpeer.exchange.lines import DifferenceLine, Fellow, OwnWork, SideLine
from wmpeer.exchange.records import FieldApart, ReceiptLine, Sent, Taking
from wmpeer.ui.exchange import asking
from wmpeer.ui.exchange.records import Item, Looked, Standing
from wmpeer.ui.places import DeedPlace

AT = "2026-10-08T13:02:11Z"
PLAN = Taking(
    "p", "device-1", AT, {}, 20, 3, 40, (FieldApart("view", "v", "E1", "view", None, (), True),), 2, (),
    (Problem("clock-far-off", "The clock was nine hours off.", "", "Ask Ann Reed to set it."),),
)  # fmt: skip
APART = DifferenceLine(
    "Walsall: View, 1. Leaders", "View", "Requires improvement",
    (SideLine("Good", "Ann Reed", "2026-10-06T12:00:00Z"), SideLine("<b>Inadequate</b>", "Coordinator", "2026-10-07T09:00:00Z")), True,
)  # fmt: skip
RECEIPT = ReceiptLine("r1", "aa" * 32, "device-1", "Ann Reed", "2026-10-06T16:20:00Z", 212, 4, 0, "")


def pack(**more: Any) -> Item:
    made = Item("k1", "ready", "2026-27 Ann Reed 3.wmpack", Path("a.wmpack"), "Ann Reed", AT, 1_240_000, 0, "", PLAN, (APART,))
    return replace(made, **more)


def test_that_a_pack_shows_counts_both_sides_what_waits_and_what_is_to_be_known(shown: Shown) -> None:
    shown.stands(office(ANN), pack())
    words = shown.text()
    assert "From Ann Reed" in words and "20 records are new and 3 change." in words and "40 records are the same as here." in words
    assert "2 changes wait for a pack that has not come yet. Ask Ann Reed" in words and "The clock was nine hours off." in words
    table = shown.find("differences")
    row = [table.records.cell(0, at).words() for at in range(5)]
    assert row[2] == "Requires improvement" and row[3].startswith("Ann Reed,") and row[3].endswith(": Good")
    assert "<b>Inadequate</b>" in row[4], "what others wrote is shown as it is"
    assert table.height() >= table.height_of_all(), "no row is hidden"
    assert shown.find("take-in").isEnabled() and not shown.sees("take-back")


def test_that_a_refused_pack_says_why_its_code_and_what_to_do_and_offers_no_taking_in(shown: Shown) -> None:
    why = Problem("own-authority-judged", "Cara Moss judged an authority they stand aside for: Dudley.", "", "Ask them to take it back.")
    shown.stands(office(ANN), pack(state="refused", taking=None, differences=(), problem=why))
    assert all(one in shown.text() for one in (why.sentence, why.next, "Code: own-authority-judged"))
    assert not shown.sees("take-in") and shown.sees("look-again")


def test_that_a_file_still_being_copied_waits_and_says_how_much_is_there(shown: Shown) -> None:
    shown.stands(office(ANN), pack(state="arriving", person="", taking=None, differences=(), size=48_000_000, have=12_000_000))
    assert "12 MB of 48 MB are here." in shown.text() and not shown.sees("take-in")


def test_that_what_was_taken_in_can_be_taken_back_and_stays_in_the_list(shown: Shown) -> None:
    shown.stands(office(ANN, receipts=(RECEIPT, replace(RECEIPT, id="r2", pack="bb" * 32, taken_back_at=AT))))
    shown.screen.show_part_named("take-in")
    first, second = shown.screen.incoming.items()
    assert {first.state, second.state} == {"taken", "back"}
    shown.screen.inbox.choose(next(one for one in (first, second) if one.state == "taken"))
    assert shown.sees("take-back") and "212 new, 4 changed" in shown.text()


def test_that_what_was_built_upon_is_named_and_asked_about_before_it_is_hidden(
    shown: Shown, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def take_back(_workspace: Any, receipt: str, *, even_so: bool = False) -> asking.Exchanged:
        asked.append(even_so)
        if not even_so:
            raise BuiltUponError(what="a finding about Dudley")
        return asking.Exchanged()

    monkeypatch.setattr(asking, "take_back", take_back)
    shown.stands(office(ANN, receipts=(RECEIPT,)))
    QTest.mouseClick(shown.find("take-back"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.sees("confirm"))
    qtbot.waitUntil(lambda: "what this pack brought: a finding about Dudley." in shown.text())
    QTest.mouseClick(shown.find("confirm-verb"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: asked == [False, True])


def test_that_several_packs_are_taken_in_by_one_button_and_one_by_its_own(shown: Shown) -> None:
    items = [pack(key=f"k{at}", path=Path(f"{at}.wmpack"), person=f"Panellist {at}") for at in range(14)]
    shown.stands(office(ANN), *items)
    assert shown.find("take-in-all").text() == "Take in all 14" and len(shown.screen.inbox.ready()) == 14
    shown.stands(office(ANN), items[0])
    assert not shown.sees("take-in-all") and shown.sees("take-in")


def test_that_enter_on_a_pack_leads_to_its_button_and_arrows_through_the_list(shown: Shown, qtbot: Any) -> None:
    shown.window.activateWindow()
    shown.stands(office(ANN), pack(), pack(key="k2", path=Path("b.wmpack"), person="Ben Hall", differences=()))
    packs = shown.screen.inbox.list
    packs.setFocus()
    qtbot.waitUntil(packs.hasFocus)
    QTest.keyClick(packs, Qt.Key.Key_Down)
    assert "From Ben Hall" in shown.text()
    QTest.keyClick(packs, Qt.Key.Key_Return)
    assert shown.find("take-in").hasFocus()


def test_that_a_folder_and_the_names_in_it_are_read_when_they_are_dropped(shown: Shown, qtbot: Any, tmp_path: Path, look: Any) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    for name in ("a.wmpack", "b.wmreply", "letter.pdf"):
        (folder / name).write_bytes(b"WMPEER\0P" + bytes(40) if name == "a.wmpack" else b"{}")
    look["a.wmpack"] = Looked(folder, "pack", 48, "aa" * 32, "Ann Reed", AT, "", PLAN, (APART,))
    look["b.wmreply"] = Looked(folder, "reply", person="Ben Hall")
    shown.screen.take([folder])
    qtbot.waitUntil(lambda: [one.state for one in shown.screen.incoming.items()] == ["reply", "ready"])
    assert shown.screen.inbox.list.records.rowCount() == 2 and shown.sees("admit")
    qtbot.waitUntil(lambda: "Ben Hall has accepted the invitation." in shown.text())


def test_that_something_else_dropped_is_named_kindly(shown: Shown, qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF")
    shown.screen.take([tmp_path / "letter.pdf"])
    qtbot.waitUntil(lambda: bool(shown.messages))
    assert shown.messages[-1].sentence == "No pack was found in “letter.pdf”."


def test_that_packs_are_written_for_all_or_for_those_ticked(shown: Shown, tmp_path: Path) -> None:
    ben = replace(BEN, laptops=(laptop(2, "ben"),))
    shown.stands(office(ANN, ben, folder=str(tmp_path)))
    shown.screen.show_part_named("out")
    assert shown.find("hand-out-all").text() == "Hand out to all 2"
    asked: list[Any] = []
    shown.screen.hand_out.asked.disconnect()
    shown.screen.hand_out.asked.connect(lambda *what: asked.append(what))
    table = shown.find("receivers")
    assert "not handed everything in" not in shown.find("hand-out").without.text(), "said once, above"
    assert "1 of 2, not Solihull" in table.records.cell(0, 4).words() and "none yet" in table.records.cell(1, 2).words()
    table.choose("ben")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert shown.find("hand-out-all").text() == "Hand out to Ben Hall"
    QTest.mouseClick(shown.find("hand-out-all"), Qt.MouseButton.LeftButton)
    assert asked == [((ben,), tmp_path, False)]
    QTest.mouseClick(shown.find("out-again"), Qt.MouseButton.LeftButton)
    assert "also those sent before" in shown.find("hand-out").note.text()
    QTest.mouseClick(shown.find("hand-out-all"), Qt.MouseButton.LeftButton)
    assert asked[1:] == [((ben,), tmp_path, True)]
    shown.find("hand-out").written()
    assert not shown.find("out-again").isChecked(), "the next ones go as usual"


def test_that_without_a_known_laptop_the_way_to_invite_is_offered(shown: Shown) -> None:
    shown.stands(office(BEN))
    shown.screen.show_part_named("out")
    QTest.mouseClick(shown.find("no-receivers-action-1"), Qt.MouseButton.LeftButton)
    assert shown.sees("laptop-table") and shown.find("invite").text() == "Invite"


@pytest.mark.parametrize(
    ("fellow", "offered", "absent"),
    [
        (BEN, {"invite"}, {"choose-reply", "report-lost"}),
        (replace(BEN, invited_at=AT), {"invite", "choose-reply"}, {"report-lost"}),
        (ANN, {"invite", "report-lost"}, {"choose-reply"}),
        (replace(ANN, laptops=(laptop(1, "ann", lost="2026-10-07"),)), {"invite"}, {"choose-reply", "report-lost"}),
    ],
)
def test_that_each_laptop_has_its_own_next_step(shown: Shown, fellow: Fellow, offered: set[str], absent: set[str]) -> None:
    shown.stands(office(fellow))
    shown.screen.show_part_named("laptops")
    shown.screen.laptops.choose(fellow.id)
    assert all(shown.sees(name) for name in offered) and not any(shown.sees(name) for name in absent)


def test_that_a_lost_laptop_of_somebody_invited_again_is_told_beside_the_new_one(shown: Shown) -> None:
    shown.stands(office(replace(ANN, laptops=(laptop(1, "ann", lost="2026-10-07"),), invited_at=AT)))
    states = [row.state for row in shown.screen.laptops.table.records.records() if row.fellow.id == "ann"]
    assert sorted(states) == ["invited", "lost"]


def reader(*work: OwnWork, **more: Any) -> Standing:
    return replace(office(), sets_up=False, me="ann", fellows=(ANN,), work=work, coordinators=("Margaret Hale",), **more)


def test_that_a_panellist_sees_what_is_not_handed_in_before_the_pack_is_made(shown: Shown, tmp_path: Path) -> None:
    work = (OwnWork("E1", "Dudley", 7, 11, ""), OwnWork("E2", "Sandwell", 9, 14, "2026-10-07"))
    shown.stands(reader(*work, folder=str(tmp_path)))
    assert shown.screen.tabs.segment("out").text() == "Hand in"
    shown.screen.show_part_named("out")
    assert "to Margaret Hale" in shown.text()
    QTest.mouseClick(shown.find("hand-in-pack"), Qt.MouseButton.LeftButton)
    assert "Not handed in yet: Dudley." in shown.text()
    QTest.keyClick(shown.find("confirm"), Qt.Key.Key_Escape)
    table = shown.find("own-work")
    table.choose("E1")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert shown.went[-1][:2] == ("read", "E1")
    assert not shown.sees("people"), "what others set up is not offered"


def test_that_a_joined_laptop_says_what_to_do_and_shows_its_six_words(shown: Shown) -> None:
    words = "apple bridge candle dolphin elephant furnace"
    shown.stands(Standing(False, False, "ann", reply=Sent(Path("/home/ann/Ann Reed.wmreply"), words, "Margaret Hale")))
    assert shown.find("six-words").text() == words and "When Margaret Hale rings you up, read these out" in shown.text()
    assert "4 dolphin" in shown.find("six-words").accessibleDescription()
    assert not shown.sees("exchange-parts"), "nothing else is offered before the first pack"
    shown.stands(Standing(False, False, "ann"), pack(differences=()))
    assert shown.sees("take-in") and "From Ann Reed" in shown.text()


@pytest.mark.parametrize("words", ["seahorse path envoy meadow wizard bracket", "strawberry furnace wilderness meadow blanket bracket"])
def test_that_all_six_words_are_seen_whatever_they_are(shown: Shown, words: str) -> None:
    """The room was counted for a wider page than the cards ever are: two of six words were below the edge."""
    shown.stands(Standing(False, False, "ann", reply=Sent(Path("/home/ann/Ann Reed.wmreply"), words, "Margaret Hale")))
    for width in (1210, 800, 1438):
        shown.window.resize(width, 700)
        QApplication.processEvents()
        cards = shown.find("six-words")
        assert cards.height() >= cards.heightForWidth(cards.width()), f"at {width}"


def test_that_nobody_with_nothing_allocated_has_handed_everything_in(shown: Shown) -> None:
    free = replace(ANN, handed=(), owed=(), allocated=False)
    shown.stands(office(free))
    shown.screen.show_part_named("out")
    assert "Everybody has handed in." not in shown.text() and "Ann Reed has not handed everything in." in shown.text()


def test_that_a_taken_pack_says_that_it_brought_differences_after_the_message_has_gone(shown: Shown) -> None:
    receipt = ReceiptLine("r1", "p", "x", "Ann Reed", "2026-10-08T13:02:11Z", 0, 2, 0, "")
    shown.stands(office(ANN), pack(state="taken", receipt=receipt))
    QTest.mouseClick(shown.find("see-differences"), Qt.MouseButton.LeftButton)
    assert shown.sees("brought-apart") and shown.went[-1][0] == "apart"


def test_that_a_pack_that_was_cut_short_can_be_asked_for_again_and_taken_off_the_list(shown: Shown) -> None:
    shown.stands(office(ANN), pack(state="arriving", person="", taking=None, differences=(), size=48_000_000, have=12_000_000))
    assert "ask for it again" in shown.text() and shown.sees("off-the-list")


def test_that_a_reply_that_was_admitted_is_not_to_be_admitted_again(shown: Shown, tmp_path: Path) -> None:
    done = Item("r", "admitted", "b.wmreply", tmp_path / "b.wmreply", "Ben Hall")
    shown.stands(office(ANN), done)
    assert "There is nothing more to do with it." in shown.text() and not shown.sees("admit")
    assert "reply is here" not in shown.text() and shown.sees("off-the-list")


def test_that_the_search_leads_to_what_it_names(shown: Shown) -> None:
    shown.screen.go_to(DeedPlace("hand-out-all", press=False))
    assert shown.find("hand-out-all").isVisible()
    shown.screen.go_to("laptops")
    assert shown.sees("laptop-table") and shown.screen.place() == "laptops"


def test_that_what_is_asked_of_the_screen_before_it_knows_anything_is_shown_once_it_does(shown: Shown) -> None:
    shown.screen.standing, shown.screen._began = None, False
    shown.screen.go_to(DeedPlace("hand-out-all", press=False))
    shown.screen.show_standing(office(ANN))
    assert shown.find("hand-out-all").isVisible() and shown.find("hand-out-all").hasFocus()


def test_that_the_keys_go_on_where_the_next_step_led(shown: Shown) -> None:
    shown.stands(office(ANN))
    shown.screen.next.setFocus()
    shown.screen.next.linkActivated.emit("out")
    assert shown.find("receivers").hasFocus(), "the words that led here are no link here"


def test_that_in_a_short_room_one_of_list_and_preview_is_shown(shown: Shown) -> None:
    shown.stands(office(ANN), pack())
    shown.screen.set_room("short")
    assert shown.sees("packs") and not shown.sees("preview")
    shown.screen.inbox.list.opened.emit(shown.screen.incoming.items()[0])
    assert shown.sees("preview") and not shown.sees("packs")
    assert shown.screen.unwind() and shown.sees("packs")


def test_that_in_a_short_room_a_pack_that_comes_alone_is_shown_at_once_with_what_can_be_done(shown: Shown) -> None:
    shown.stands(office(ANN))
    shown.screen.set_room("short")
    shown.screen.show_part_named("take-in")
    shown.stands(office(ANN), pack())
    assert shown.sees("preview") and shown.sees("take-in") and not shown.sees("packs")
    shown.screen.begin_here()
    assert shown.find("to-packs").hasFocus(), "the keys go on in what is shown, on nothing that changes anything"


def test_that_a_hundred_and_fifty_people_fit(shown: Shown) -> None:
    name = "Panellist Llanfairpwllgwyngyll-Featherstonehaugh"
    everybody = tuple(Fellow(f"p{at}", f"{name} {at}", "panellist", "Telford and Wrekin", (laptop(at, f"p{at}"),)) for at in range(150))
    shown.stands(office(*everybody))
    for part in ("out", "laptops"):
        shown.screen.show_part_named(part)
        table = shown.find("receivers" if part == "out" else "laptop-table")
        assert table.records.rowCount() >= 150 and table.horizontalScrollBar().maximum() == 0
    assert shown.window.width() == 1210
