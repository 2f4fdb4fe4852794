"""Flags on the command line: listed with their sentences, answered by an item, their rules set for the cycle."""

from __future__ import annotations

from pathlib import Path

import pytest

from wmpeer.files import resource


@pytest.fixture
def flagged(workspace: Path, wmpeer, tmp_path) -> Path:
    """Herefordshire's re-referrals went up twice."""
    head = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,"
    where = 'Local authority,E92000001,England,E12000005,West Midlands,884,E06000019,"Herefordshire, County of"'
    rows = [f"{2023 + at},Reporting year,{where},{value}" for at, value in enumerate((10, 12, 14))]
    table = tmp_path / "c1_referrals.csv"
    table.write_text("\n".join((head + "rereferral_percent", *rows)) + "\n", encoding="utf-8")
    assert wmpeer("load", workspace, table).code == 0
    return workspace


def test_that_flags_are_listed_answered_and_listed_with_their_answers(flagged, wmpeer, items):
    ran = wmpeer("flags", flagged, "--authority", "Herefordshire", "--on", "2026-11-22")
    ((told,),) = ran.code == 0 and [ran.data]
    assert (told["authority"], told["ons_code"], told["answers_left"]) == ("Herefordshire", "E06000019", [])
    (flag,) = told["flags"]
    assert flag["rule"] == "worsening" and flag["area"] == "leaders" and flag["answers"] == [] and flag["note"] is None
    assert flag["sentence"].startswith("Less favourable two periods running")
    named = {"authority": "Herefordshire", "rule": "worsening", "code": "rereferral_percent"}
    done = wmpeer("record", flagged, items(
        {"do": "answer-flag", **named, "answer": "question", "text": "What explains the rise?"},
        {"do": "answer-flag", **named, "rule": "worst-part", "answer": "noted"},
        {"do": "answer-flag", **named, "answer": "dismissed"},
    ))  # fmt: skip
    assert [one["status"] for one in done.data] == ["kept", "refused", "refused"] and done.code == 1
    assert [problem["code"] for one in done.data[1:] for problem in one["problems"]] == ["flag-not-met", "item-not-understood"]
    ((told,),) = [wmpeer("flags", flagged, "--authority", "Herefordshire").data]
    (answer,) = told["flags"][0]["answers"]
    assert (answer["answer"], answer["text"], answer["then"]) == ("question", "What explains the rise?", None)
    (finding,) = wmpeer("findings", flagged).data["findings"]
    assert answer["finding"] == finding["id"] and finding["kind"] == "question"
    assert wmpeer("flags", flagged, "--authority", "Herefordshire", "--unanswered").data[0]["flags"] == []
    plain = wmpeer("flags", flagged, "--authority", "Herefordshire", as_json=False).out
    assert "Herefordshire: 1 flag" in plain and "[question by Coordinator – What explains the rise?]" in plain


def test_that_a_rule_is_set_for_the_cycle_told_by_benchmark_and_taken_into_the_next_one(flagged, wmpeer, items, tmp_path):
    refused = wmpeer("flags", flagged, "--set", "worsening", "--threshold", "share=0.3")
    assert refused.code == 2 and "only for a reason" in refused.err
    assert wmpeer("flags", flagged, "--set", "worsening", "--threshold", "share=much", "--reason", "x").code == 2
    assert wmpeer("flags", flagged, "--threshold", "share=0.3").code == 2
    told = wmpeer("flags", flagged, "--set", "worsening", "--threshold", "share=0.3", "--reason", "Small numbers swing").data
    assert told["thresholds"] == {"steps": 2, "share": 0.3} and told["changed"]["reason"] == "Small numbers swing"
    rules = {one["rule"]: one for one in wmpeer("flags", flagged, "--rules").data}
    assert rules["worsening"] == told and rules["worst-part"]["changed"] is None and not rules["stale"]["used"]
    (row,) = wmpeer("benchmark", flagged, "--authority", "Herefordshire").data
    (flag,) = row["flags"]
    assert flag["thresholds"] == {"steps": 2, "share": 0.3} and flag["changed"]["by"] == "Coordinator"
    here = {"authority": "Herefordshire", "area": "in-care"}
    wmpeer("record", flagged, items({"do": "agree", **here, "view": "requires-improvement", "wording": "Not yet"}))
    after = tmp_path / "next.wmpeer"
    wmpeer("new", after, "--cycle", "2027-28", "--from", flagged, "--recovery-key-out", tmp_path / "key2.txt")
    carried = {one["rule"]: one for one in wmpeer("flags", after, "--rules").data}
    assert carried["worsening"]["thresholds"]["share"] == 0.3 and carried["worsening"]["changed"]["reason"] == "Small numbers swing"
    wmpeer("record", after, items({"do": "view", **here, "own_grade": "good"}))
    (told,) = wmpeer("flags", after, "--authority", "Herefordshire").data
    assert [(one["rule"], one["sentence"]) for one in told["flags"]] == [
        ("grade-above-last-view", "The self-evaluation says: Good. In 2026-27 the panel agreed: Requires improvement.")
    ]
    assert wmpeer("flags", flagged, "--set", "worsening").data["changed"] is None
    text = resource("indicators", "flags.toml").read_text(encoding="utf-8")
    assert "share = 0.10" in text, "the file is never written"
