"""The screen Data as a director uses it: the real window, a real file, the demonstration's tables."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from slowness import slowness

from wmpeer.files import resource
from wmpeer.intake.load import load
from wmpeer.intake.records import Wishes
from wmpeer.journal.drafts import drafts
from wmpeer.judging.queries import finding_lines
from wmpeer.ui.finding import find_everything
from wmpeer.ui.kit.charts.trend import SmallTrend
from wmpeer.ui.places import FindingPlace, IndicatorPlace

KELSBOROUGH, LINDMOOR = "X08000009", "X08000010"
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
REREFERRALS = IndicatorPlace("ReReferral", "LAIT")


def test_that_an_indicator_is_told_in_a_figure_a_sentence_and_two_pictures(window):
    window.in_area("help-and-protection")
    window.choose("Re-referrals within 12 months")
    assert window.text("indicator-value") == "26.2" and "12 months" in window.text("indicator-title")
    said = window.text("indicator-sentence")
    assert said.startswith("26.2 % is 4.4 points above England, 6.0 above the region and 4.5 above its neighbours’ mean.")
    single = window.screen.page("one")
    assert [line.name for line in single.trend.description.lines] == [
        "Kelsborough", "England (invented figures)", "Westmarch", "Neighbours’ mean", "Best neighbour, Fenholme",
    ]  # fmt: skip
    points = single.strip.description.points
    assert [point.name for point in points] == sorted(point.name for point in points) and len(points) == 14
    assert [point.name for point in points if point.own] == ["Kelsborough"]
    assert single.strip.description.band.label.startswith("England’s highest fifth, from ")
    assert window.text("why-head") == "Why it is flagged"


def test_that_up_and_down_choose_and_left_and_right_walk_through_the_points(window):
    window.in_area("help-and-protection")
    window.screen.listing.view.setFocus()
    first = window.text("indicator-title")
    window.press(Qt.Key.Key_Down)
    assert window.text("indicator-title") != first
    told: list[str] = []
    trend = window.screen.page("one").trend
    trend.point_told.connect(told.append)
    trend.grab()
    trend.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left):
        window.press(key)
    assert told[0].startswith("2025, Kelsborough: ") and told[1].startswith("2024, Kelsborough: ")


def test_that_a_neutral_measure_has_no_band_and_says_so(window):
    window.screen.go_to(IndicatorPlace("CPP_rate", "LAIT"))
    window.settle()
    assert window.screen.page("one").strip.description.band is None
    assert "neither good nor bad in itself" in window.screen.page("one").one.about


def test_that_t_shows_the_numbers_w_the_words_and_escape_the_pictures_again(window):
    window.screen.go_to(REREFERRALS)
    window.settle()
    window.screen.listing.view.setFocus()
    window.press(Qt.Key.Key_T)
    single = window.screen.page("one")
    table = single.trend_table
    assert table.isVisible() and not single.trend.isVisible() and QApplication.focusWidget() is table
    assert table.as_text().splitlines()[-1].split("\t")[:2] == ["2025", "26.2"]
    window.press(Qt.Key.Key_W)
    assert single.text.isVisible() and "Ashcombe: " in single.text.toPlainText()
    window.press(Qt.Key.Key_Escape)
    assert single.trend.isVisible() and not single.text.isVisible()


def test_that_letters_typed_into_the_filter_are_letters(window):
    window.in_area("")
    search = window.screen.listing.search
    search.setFocus()
    window.qtbot.keyClicks(search, "twenty")
    assert search.text() == "twenty" and window.screen.page("one").trend.isVisible()
    assert window.screen.listing.measures() == [] and "twenty" in window.screen.listing.nothing.text()
    search.clear()
    window.qtbot.keyClicks(search, "vacan")
    assert window.screen.listing.measures()[0].name == "Social worker vacancies"


def test_that_flagged_measures_come_first_when_ticked(window):
    window.in_area("help-and-protection")
    window.click("flagged-first")
    flags = [bool(one.row.flags) for one in window.screen.listing.measures()]
    assert flags == sorted(flags, reverse=True) and any(flags)


def test_that_the_next_authority_keeps_the_measure_and_the_way_back_reads_nothing(window):
    window.screen.go_to(REREFERRALS)
    window.settle()
    window.press(Qt.Key.Key_Down, CTRL | ALT)
    assert window.frame.authority() == LINDMOOR
    assert (
        window.screen.page("one").one.row.code == "ReReferral" and window.screen.page("one").trend.description.lines[0].name == "Lindmoor"
    )
    window.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up, CTRL | ALT)
    assert not window.jobs.busy() and window.text("indicator-value") == "26.2"


def test_that_all_authorities_stand_by_name_on_one_scale(window):
    window.screen.go_to(REREFERRALS)
    window.settle()
    window.click("mode-all")
    page = window.screen.page("all")
    names = [cell.name for cell in page.multiples.cells]
    assert names == sorted(names) and len(names) == 14
    assert [cell.name for cell in page.multiples.cells if cell.own] == ["Kelsborough"]
    assert page.grid.how.isVisible() and "alphabet" in page.grid.how.accessibleName()
    assert not window.screen.listing.isVisible() and not window.screen.why.isVisible()
    cards = page.findChildren(SmallTrend)
    cards[8].setFocus()
    window.press(Qt.Key.Key_Right)
    assert cards[9].hasFocus()
    window.press(Qt.Key.Key_Return)
    assert window.frame.authority() == LINDMOOR and window.screen.page("one").one.row.code == "ReReferral"
    assert window.screen.page("one").isVisible()


def test_that_the_arrows_of_all_authorities_go_to_the_measure_beside(window):
    window.in_area("help-and-protection")
    window.click("mode-all")
    assert window.text("multiples-title") == "Re-referrals within 12 months"
    window.click("measure-before")
    before = window.text("multiples-title")
    assert not window.screen.page("all").previous.isEnabled()
    window.click("measure-next")
    assert window.text("multiples-title") != before and window.screen.page("all").count.text().startswith("2 of ")
    window.press(Qt.Key.Key_T, on=window.screen.page("all").next)
    assert window.screen.page("all").table.records.rowCount() == 15
    window.press(Qt.Key.Key_W)
    assert window.screen.page("all").text.lines()[1].startswith("Ashcombe, ")


def test_that_a_question_takes_the_figure_along_as_evidence(window):
    window.in_area("help-and-protection")
    window.choose("Re-referrals within 12 months")
    window.click("ask")
    form = window.screen.why.form
    assert form.isVisible() and form.text.hasFocus() and form.text.text().startswith("Re-referrals within 12 months")
    window.qtbot.keyClicks(form.text, " Is it the front door?")
    assert not window.screen.may_leave()
    window.press(Qt.Key.Key_Escape)
    assert form.isVisible() and "not kept yet" in window.said()
    window.press(Qt.Key.Key_Return, CTRL)
    assert not form.isVisible() and window.screen.may_leave()
    kept = window.workspace.read(finding_lines, KELSBOROUGH)
    assert [(one.kind, one.area) for one in kept] == [("question", "help-and-protection")]
    assert kept[0].text.endswith("Is it the front door?")
    assert [(one.indicator, one.period, one.text) for one in kept[0].figures] == [("rereferral_percent", "2025", "26.2")]
    message = window.frame.bar.message()
    message.actions[0][1]()
    assert window.frame.screen_named("read").went_to == [FindingPlace(kept[0].id, "help-and-protection")]


def test_that_a_question_not_kept_is_there_again_when_one_asks_about_the_figure(window):
    window.screen.go_to(REREFERRALS)
    window.settle()
    window.click("ask")
    form = window.screen.why.form
    window.qtbot.keyClicks(form.text, " And since when?")
    window.click("ask-leave")  # before the pause after which it would be kept by itself
    assert form.isHidden()
    window.qtbot.waitUntil(lambda: bool(window.workspace.read(drafts, window.workspace.author)))
    window.click("ask")
    window.qtbot.waitUntil(lambda: form.text.text().endswith(" And since when?"))
    window.click("ask-keep")
    window.qtbot.waitUntil(form.isHidden)
    assert window.workspace.read(drafts, window.workspace.author) == ()
    assert window.workspace.read(finding_lines, KELSBOROUGH)[0].text.endswith(" And since when?")


def test_that_a_question_without_words_is_not_kept(window):
    window.screen.go_to(REREFERRALS)
    window.settle()
    window.click("ask")
    window.screen.why.form.text.setPlainText("  ")
    window.click("ask-keep")
    assert "Write the question" in window.screen.why.form.field.error()
    window.click("ask-leave")
    assert window.screen.why.ask.isVisible() and window.workspace.read(finding_lines, KELSBOROUGH) == ()


def test_that_another_source_of_the_same_is_named_and_can_be_shown(window):
    window.screen.go_to(IndicatorPlace("rereferral_percent"))
    window.settle()
    one = window.screen.page("one").one
    assert one.row.source.startswith("c1_") and one.origin.other[0][0] == ("ReReferral", "LAIT")
    window.click("source-ReReferral")
    assert window.screen.page("one").one.row.source == "LAIT" and window.screen.place() == REREFERRALS
    assert any(line.startswith("Loaded ") for line in one.origin.lines) and "SHA-256" in one.origin.lines[2]


def test_that_an_indicator_that_is_not_loaded_is_said_to_be_missing(window):
    window.screen.go_to(IndicatorPlace("nowhere", "LAIT"))
    window.settle()
    assert "no figure for this authority" in window.said() and window.screen.page("one").one is not None


def test_that_where_two_models_are_loaded_one_is_chosen(window, tmp_path):
    with (resource("demo", "data") / "sn_model_2025_wide.csv").open(encoding="utf-8") as table:
        rows = list(csv.reader(table))
    other = tmp_path / "sn_model_2019_wide.csv"
    with other.open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([row[:14] for row in rows])
    window.screen.go_to(REREFERRALS)
    window.settle()
    assert not window.screen.why.model.isVisible() and "Model of 2025" in window.text("neighbours")
    window.jobs.write(lambda progress: load(window.workspace, [other], Wishes(), progress))
    window.settle()
    window.settle()
    model = window.screen.why.model
    assert [model.itemData(at) for at in range(model.count())] == ["2025", "2019"] and model.value() == "2025"
    mean = window.screen.page("one").one.row.neighbours
    model.setCurrentIndex(1)
    model.activated.emit(1)
    window.settle()
    assert window.screen.page("one").one.row.neighbours != mean and window.screen.page("one").one.row.model == "2019"


def test_that_an_empty_place_says_what_belongs_there_and_leads_on(open_window, bare):
    window = open_window(bare)
    empty = window.screen.empty
    assert empty.isVisible() and empty.accessibleName().startswith("No figures are here yet")
    assert QApplication.focusWidget() is empty.buttons[0]
    window.press(Qt.Key.Key_Space)
    assert window.frame.current() is window.frame.screen_named("region")
    window.jobs.write(lambda progress: load(window.workspace, [*(resource("demo", "data").glob("lait*.csv"))], Wishes(), progress))
    window.settle()
    window.frame.go("data")
    window.settle()
    assert not empty.isVisible() and window.screen.page("one").one is not None


def test_that_an_authority_no_table_has_is_named(open_window, bare, tmp_path):
    window = open_window(bare)
    table = tmp_path / "c1_2025.csv"
    heads = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name"
    table.write_text(
        f"{heads},rereferral_percent\n2025,Calendar year,Local authority,X92000001,England (invented figures),X12000001,Westmarch,"
        f"9001,X08000001,Ashcombe,20.1\n",
        encoding="utf-8",
    )
    window.jobs.write(lambda progress: load(window.workspace, [table], Wishes(), progress))
    window.settle()
    window.settle()
    assert window.screen.empty.accessibleName().startswith("No figures of Kelsborough are here")


def test_that_inspections_without_figures_are_seen_on_their_page(open_window, bare):
    window = open_window(bare)
    inspected = resource("demo", "data") / "westmarch_inspections.csv"
    assert not window.screen.tools.isVisible()
    window.jobs.write(lambda progress: load(window.workspace, [inspected], Wishes(), progress))
    window.settle()
    assert window.screen.empty.isVisible() and window.screen.empty.accessibleName().startswith("No figures are here yet")
    window.click("mode-inspections")
    page = window.screen.page()
    assert not window.screen.empty.isVisible() and page.chart.isVisible() and page.table.current().name == "Kelsborough"
    window.click("mode-flags")
    window.settle()
    assert window.screen.page().isVisible() and window.screen.page().head.text().startswith("Kelsborough")
    window.click("mode-all")
    assert window.screen.empty.isVisible() and not window.screen.tools.numbers.isVisible()


def test_that_only_what_can_be_done_on_a_page_is_offered_above_it(window):
    tools = window.screen.tools
    offered = {
        "one": {"numbers-view", "words-view", "picture"}, "scorecard": {"words-view", "picture"}, "quarter": {"words-view", "picture"},
        "flags": {"table-alone"}, "inspections": {"numbers-view", "words-view", "picture"},
    }  # fmt: skip
    for mode, names in offered.items():
        window.click(f"mode-{mode}")
        buttons = (tools.numbers, tools.words, tools.picture, tools.table)
        assert {button.objectName() for button in buttons if button.isVisible()} == names, mode
        assert not any(button.isChecked() for button in buttons)
    window.click("mode-flags")
    window.press(Qt.Key.Key_W, on=window.screen)
    assert window.screen.page().isVisible() and not tools.words.isVisible()
    window.screen.copies.ask_where_to_save()
    assert window.said() == "There is no picture here."


def test_that_pages_are_turned_by_keys_and_a_shortened_name_is_whole_in_its_tooltip(window):
    tools = window.screen.tools
    assert tools.mode.segment("one").text() == "One" and tools.mode.segment("one").toolTip() == "One indicator"
    window.screen.listing.view.setFocus()
    window.press(Qt.Key.Key_PageUp, CTRL)
    assert tools.mode.value() == "one", "the row stops at its ends"
    turned = []
    for _ in range(7):
        window.press(Qt.Key.Key_PageDown, CTRL)
        turned.append(tools.mode.value())
        assert window.screen.isAncestorOf(QApplication.focusWidget())
    assert turned == ["area", "all", "scorecard", "inspections", "flags", "quarter", "quarter"]
    window.press(Qt.Key.Key_PageUp, CTRL)
    assert tools.mode.value() == "flags"


def test_that_the_two_pictures_of_a_measure_have_names_of_their_own(window):
    window.screen.go_to(REREFERRALS)
    window.settle()
    single = window.screen.page("one")
    assert single.trend.accessibleName().endswith(", over time")
    assert single.strip.accessibleName().endswith(", place of each authority in 2025")
    assert single.trend.accessibleName() != single.strip.accessibleName()


def test_that_a_picture_is_saved_and_copied_on_white_paper_with_its_numbers(window, tmp_path):
    window.screen.go_to(REREFERRALS)
    window.settle()
    for mode in ("one", "all", "scorecard"):
        window.click(f"mode-{mode}")
        target = tmp_path / f"{mode}.png"
        window.screen.copies.save_picture(target)
        window.settle()
        picture = QImage(str(target))
        assert picture.width() > 1200 and picture.pixelColor(QPoint(2, 2)).name() == "#ffffff"
        window.screen.copies.copy_picture()
        held = QGuiApplication.clipboard().mimeData()
        assert held.hasImage() and "Ashcombe" in held.text() and "Copied " in held.text()
        assert mode == "scorecard" or ("Source: DfE" in held.text() and held.imageData().height() > window.screen.page().image().height())
    assert "copied" in window.said()


def test_that_alt_left_leads_back_to_the_measure(window):
    window.screen.go_to(REREFERRALS)
    window.settle()
    window.frame.go("region")
    window.press(Qt.Key.Key_Left, ALT)
    assert window.frame.current() is window.screen and window.screen.place() == REREFERRALS


def test_that_in_a_short_room_one_part_is_shown_at_a_time(open_window, begun):
    window = open_window(begun, size=(683, 384))
    screen = window.screen
    parts = (screen.listing, screen.middle, screen.why)
    seen = []
    for _ in range(3):
        seen.append([part.isVisible() for part in parts])
        window.press(Qt.Key.Key_F6)
    assert seen == [[True, False, False], [False, True, False], [False, False, True]]
    assert window.frame.minimumSizeHint().width() <= 683


def test_that_no_step_keeps_the_windows_thread_busy(window):
    """Measured as work of this thread, so that a busy machine does not matter: what is painted and laid out, less what readers do."""
    spent: dict[str, float] = {}

    def step(name: str, act: Callable[[], None]) -> None:
        begun = time.thread_time()
        act()
        spent[name] = time.thread_time() - begun

    window.in_area("help-and-protection")
    window.screen.listing.view.setFocus()
    for at in range(5):
        step(f"measure {at}", lambda: window.press(Qt.Key.Key_Down))
    for at in range(3):
        step(f"authority {at}", lambda: window.press(Qt.Key.Key_Down, CTRL | ALT))
    for mode in ("all", "scorecard", "one"):
        step(mode, lambda mode=mode: window.click(f"mode-{mode}"))
    step("all areas", lambda: window.in_area(""))
    step("everything", lambda: window.click("more-measures"))
    most = 0.35 * slowness()
    assert {name: round(seconds, 3) for name, seconds in spent.items() if seconds > most} == {}  # several events each, painting with them


def test_that_what_a_measure_is_called_here_finds_it_before_all_else(same_window):
    name = "Re-referrals within 12 months"
    found = find_everything(same_window.workspace, name.upper(), same_window.frame)
    assert (found[0].title, found[0].group) == (name, "Indicator") and "rereferral" in found[0].second.casefold().replace("-", "")
    assert len({(one.title, one.second) for one in found}) == len(found), "each is found once"
    for words in ("kind:indicator twelve", "in:indicators 12 months"):
        sorts = {one.group for one in find_everything(same_window.workspace, words, same_window.frame)}
        assert sorts <= {"Indicator", "Search"}
