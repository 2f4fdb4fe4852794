"""The demonstration's files: complete, invented, and true to one another."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from wmpeer.demo import contents
from wmpeer.documents.read import read_document
from wmpeer.documents.records import ReadDocument
from wmpeer.files import resource
from wmpeer.region.framework import read_framework

FRAMEWORK = read_framework(contents.framework_file())
NAMES = [one.name for one in contents.region().authorities]


@cache
def read(name: str) -> ReadDocument:
    return read_document(name, resource("demo", "documents", name).read_bytes())


def items(do: str) -> list[Mapping[str, Any]]:
    return [one for one in contents.items() if one["do"] == do]


def test_that_each_authority_has_a_self_evaluation_and_every_format_is_among_them() -> None:
    assert {one.authority for one in contents.documents()} == set(NAMES)
    endings = [one.path.suffix for one in contents.documents()]
    assert set(endings) == {".pdf", ".docx", ".odt", ".pptx", ".rtf", ".txt", ".md"}
    assert len(contents.documents()) == 17


@pytest.mark.parametrize("name", [one.path.name for one in contents.documents()])
def test_that_every_document_can_be_read_and_says_that_it_is_fictional(name: str) -> None:
    document = read(name)
    assert "Fictional: for demonstration" in document.text
    assert len(document.passages) >= 10


def test_that_one_document_has_a_scanned_page_among_its_text_and_one_has_welsh_names() -> None:
    assert read("Eastholt Self-Evaluation v3.pdf").picture_pages == (2,)
    fenholme = read("Fenholme County Council - Self Evaluation - Sept 2026.docx").text
    assert "Llanfŵr" in fenholme and "Tŷ Gwyn" in fenholme
    northmoor = read("Northmoor performance-led self-evaluation.docx")
    assert sum(one.kind == "table-row" for one in northmoor.passages) > 50


def test_that_every_quote_stands_word_for_word_in_a_passage_of_the_authoritys_own_documents() -> None:
    missing = []
    for item in items("finding"):
        own = [read(one.path.name) for one in contents.documents() if one.authority == item["authority"]]
        for evidence in item["evidence"]:
            quote = evidence.get("quote")
            if quote and not any(quote in passage.text for document in own for passage in document.passages):
                missing.append((item["authority"], quote))
    assert missing == []


def test_that_every_figure_behind_a_finding_is_in_the_data_with_a_value() -> None:
    known = {(row["Short Desc"], row["LA and Regions"], row["Years"]): row["Values"] for row in lait()}
    wanted = [
        (evidence["indicator"], item["authority"], evidence["period"])
        for item in items("finding")
        for evidence in item["evidence"]
        if "indicator" in evidence
    ]
    assert len(wanted) > 25
    assert [one for one in wanted if known.get(one, "-") == "-"] == []


def lait() -> list[dict[str, str]]:
    text = resource("demo", "data", "lait_westmarch_long.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_that_some_claims_in_the_text_agree_with_the_data_and_some_do_not() -> None:
    known = {(row["Short Desc"], row["LA and Regions"], row["Years"]): float(row["Values"]) for row in lait() if row["Values"] != "-"}
    ashcombe = read("Ashcombe self-evaluation 2026.pdf").text
    assert "18.4% in 2025" in ashcombe and known["ReReferral", "Ashcombe", "2025"] == 18.4
    assert "nine in ten have seen a dentist" in ashcombe and known["LACDental%", "Ashcombe", "2025"] == 69
    assert "Immunisations are up to date for all" in read("Ravensby self-evaluation.odt").text
    assert known["LACVaccinations%", "Ravensby", "2025"] == 76


def cells_of(path: Path) -> Iterator[list[str]]:
    if path.suffix == ".csv":
        yield from csv.reader(path.read_text(encoding="utf-8-sig").splitlines())
        return
    for row in load_workbook(path, read_only=True)["Indicators"].iter_rows(values_only=True):
        yield ["" if cell is None else str(cell) for cell in row]


def test_that_the_tables_carry_every_marker_and_no_real_place() -> None:
    cells: set[str] = set()
    for file in contents.tables():
        for row in cells_of(file.path):
            cells.update(row)
            assert not any(re.fullmatch(r"E0[6-9]\d{6}|E1[02]\d{6}", cell) for cell in row)
    assert {"c", "x", "z", "u", "k", "low", "-"} <= cells
    assert "England (invented figures)" in cells and "England" not in cells
    assert len({row["Short Desc"] for row in lait()}) == 51
    assert sum(file.path.stat().st_size for file in contents.tables()) < 2_000_000


def test_that_tables_come_in_the_order_in_which_they_are_loaded() -> None:
    kinds = [one.kind for one in contents.tables()]
    assert kinds == [*["indicators"] * 9, *["inspections"] * 2, "neighbours"]
    assert contents.tables()[0].path.name == "lait_westmarch_dictionary.csv"


def test_that_every_quarter_is_there_long_enough_for_control_limits_and_the_older_workbook_was_corrected() -> None:
    older, newer = (
        {(row[0], row[4], row[5]): row[7] for row in cells_of(file.path) if len(row) > 7 and row[0].startswith("WQ")}
        for file in contents.tables()
        if file.path.suffix == ".xlsx"
    )
    assert len({quarter for _, quarter, _ in newer}) == 21 and len({quarter for _, quarter, _ in older}) == 20
    assert {value.endswith("(p)") for (_, quarter, _), value in newer.items() if quarter == "Q1 2026/27" and value != "c"} == {True}
    now = {key: value.removesuffix(" (p)") for key, value in older.items()}
    known = {key: value for key, value in now.items() if key[2] != "Westmarch" and "c" not in (value, newer[key])}
    corrected = {key[2] for key, value in known.items() if float(value) != float(newer[key].removesuffix(" (p)"))}
    assert corrected == {"Ashcombe", "Greyminster", "Ravensby", "Thornbeck"}


def test_that_the_round_of_inspections_before_judged_no_care_leavers() -> None:
    (path,) = (file.path for file in contents.tables() if "round_before" in file.path.name)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert [row["la_name"] for row in rows] == sorted(one.name for one in contents.region().authorities)
    assert {row["care_leavers"] for row in rows} == {"inspection_pre_dates_judgement"}
    assert sum(row["overall"] in ("good", "outstanding") for row in rows) == 5


def test_that_the_recording_uses_only_codes_of_the_framework() -> None:
    for item in items("finding"):
        FRAMEWORK.area(item["area"])
        kind = FRAMEWORK.kind(item["kind"])
        assert kind.needs_level == ("level" in item)
        assert [FRAMEWORK.tag(tag).code for tag in item["tags"]] == item["tags"]
    for item in items("view"):
        grades = {one.code for one in FRAMEWORK.grades_of(item["area"])}
        assert item["own_grade"] in grades and FRAMEWORK.view(item["view"])
        assert FRAMEWORK.word("confidences", item["confidence"]) and FRAMEWORK.word("directions", item["direction"])
        assert FRAMEWORK.word("priorities", item["priority"])


def test_that_each_authority_has_everything_its_letter_needs() -> None:
    for name in NAMES:
        mine = [one for one in contents.items() if one.get("authority") == name]
        assert {one["by"] for one in mine if one["do"] == "approve"} == {"chief-executive", "lead-member"}
        assert sorted(one["area"] for one in mine if one["do"] == "agree") == sorted(one.code for one in FRAMEWORK.areas)
        assert len({one.get("on_behalf_of", "") for one in mine if one["do"] == "hand-in"}) == 2
        kinds = [one["kind"] for one in mine if one["do"] == "finding"]
        assert len(kinds) >= 9 and {"strength", "consider", "question", "suggestion"} <= set(kinds) and kinds.count("consider") <= 5
        (letter,) = [one for one in mine if one["do"] == "letter"]
        assert letter["addressee"] and letter["signatory"] and letter["reflection"] and len(letter["next_steps"]) >= 3
        assert 3 <= len(re.findall(r"[.?](?= |$)", letter["reflection"])) <= 5
    assert {one["kind"] for one in items("finding")} == {one.code for one in FRAMEWORK.kinds}


def test_that_every_concern_was_raised_and_alerts_went_to_the_board() -> None:
    concerns = {one["key"]: one for one in items("finding") if one["kind"] == "concern"}
    raised = {one["finding"].removeprefix("@"): one for one in items("raise-concern")}
    assert concerns.keys() == raised.keys() and len(concerns) == 10
    for ref, concern in concerns.items():
        assert FRAMEWORK.concern_level(concern["level"]).board == ("Board" in raised[ref]["how"])


def test_that_nobody_reads_an_authority_they_stand_aside_for() -> None:
    aside = {(one["name"], one["home"]) for one in items("add-person")}
    aside |= {(one["person"], one["authority"]) for one in items("declare-interest")}
    people = {one["name"] for one in items("add-person")}
    acting = {(one.get("on_behalf_of", ""), one["authority"]) for one in contents.items() if one.get("on_behalf_of")}
    signing = {(one["signatory"].split(",")[0], one["authority"]) for one in items("letter")}
    assert not (acting | signing) & aside
    assert {person for person, _ in acting | signing} <= people


def test_that_the_panels_words_are_kind_and_carry_no_verdict() -> None:
    texts = [str(one[name]) for one in contents.items() for name in ("text", "wording", "reflection") if one.get(name)]
    assert len(texts) > 250
    verdicts = re.compile(r"\b(outstanding|inadequate|requires improvement|fail\w*|poor|worst|best in)\b", re.I)
    assert [text for text in texts if verdicts.search(text)] == []


def test_that_no_letter_names_another_authority() -> None:
    for one in contents.items():
        others = [name for name in NAMES if name != one.get("authority")]
        words = " ".join(str(one.get(part, "")) for part in ("text", "wording", "reflection", "next_steps"))
        assert not [name for name in others if name in words], words


def test_that_a_suggestion_answers_a_point_or_has_evidence_of_its_own() -> None:
    by_key = {one["key"]: one for one in items("finding") if "key" in one}
    for one in items("finding"):
        if one["kind"] == "suggestion":
            answers = by_key.get(one.get("about", "").removeprefix("@"))
            assert one["evidence"] or (answers is not None and answers["kind"] == "consider"), one["text"]


def test_that_views_differ_so_that_the_panel_has_something_to_discuss() -> None:
    by_area: dict[tuple[str, str], set[str]] = {}
    for one in items("view"):
        by_area.setdefault((one["authority"], one["area"]), set()).add(one["view"])
    assert len(by_area) == 126 and 20 < sum(len(views) > 1 for views in by_area.values()) < 70
    reasons = [one["reason"] for one in items("view") if one["reason"]]
    assert len(reasons) == 252 and len(set(reasons)) == 252
