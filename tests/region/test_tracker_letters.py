"""What the tracker says of a letter that left and is written again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from wmpeer.judging.actions import agree, keep_finding, set_letter
from wmpeer.judging.records import FindingDraft, LetterDetails, NextStep
from wmpeer.letters.actions import issue_letter
from wmpeer.letters.batch import letter_lines
from wmpeer.letters.setting_up import begin_new_version
from wmpeer.papers.gather import workbook_content
from wmpeer.region.actions import add_person, start_cycle
from wmpeer.region.definition import default_region
from wmpeer.region.places import definitions
from wmpeer.region.queries import find_authority, find_person
from wmpeer.region.tracker import tracker
from wmpeer.ui.region.columns import letter
from wmpeer.ui.region.morning import Row


def test_that_the_newest_version_is_told_with_the_day_the_last_one_left(tmp_path: Path) -> None:
    region, framework = definitions(default_region())
    office, _ = start_cycle(tmp_path / "panel.wmpeer", "a quiet morning", name="2026-27", region=region, framework=framework)
    code = office.read(find_authority, "Walsall").ons_code
    add_person(office, "Wendy Home", "panellist", "Walsall")
    steps = (NextStep("Challenge day", "2026-11-18"),)
    keep_finding(office, FindingDraft(code, "leaders", "strength", "Leaders know their services."))
    agree(office, code, "leaders", "good", "Leaders know their services.")
    set_letter(office, LetterDetails(code, "M Hale, Director", "S Okonjo, lead moderator", "Thank you.", "2026-10-08", "", steps))

    def line(reader: str | None = None):
        return next(one for one in office.read(tracker, reader) if one.authority.ons_code == code)

    def cell(reader: str | None = None):
        return letter(Row(line(reader), date(2026, 11, 2), None))

    issue_letter(office, code, date(2026, 10, 12))
    assert (line().letter, line().version, line().issued_on, cell().text) == ("issued", 1, "2026-10-12", "Issued")
    begin_new_version(office, code)
    assert (line().stage, line().letter) == ("drafting", "drafting")
    assert cell().said == cell().tip == "Version 2 in draft; version 1 issued 12 October"
    assert [part.text for part in cell().parts] == ["v2"]
    set_letter(office, LetterDetails(code, stage="with-director"))
    assert cell().said == "Version 2 with the director; version 1 issued 12 October"
    [state] = [one for one in office.read(letter_lines, office.author, date(2026, 11, 2)) if one.authority == code]
    assert (state.state, state.version, state.issued_on) == ("with-director", 1, "2026-10-12")
    rows = office.read(workbook_content, date(2026, 11, 2), office.author).authorities
    assert next(one.letter for one in rows if one.ons_code == code) == "with director (version 2); version 1 issued 2026-10-12"
    aside = office.read(find_person, "Wendy Home").id
    assert (line(aside).letter, cell(aside).text) == ("issued", "Issued")  # the authority itself knows no more than what left
    issue_letter(office, code, date(2026, 11, 2))
    assert (line().letter, line().version, cell().tip) == ("issued", 2, "Version 2 issued 2 November")
    office.close()
