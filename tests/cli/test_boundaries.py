"""Who stands aside sees nothing and gives nothing away; who has no part in something is told so; nothing written is lost."""

from __future__ import annotations

import json

import pytest

from wmpeer.journal.workspace import open_workspace
from wmpeer.region.actions import LastCoordinatorError, give_passphrase, withdraw
from wmpeer.region.queries import find_person

COORDINATOR, ANNS = "a quiet morning in autumn", "ann has words of her own"
SECRET = "Thresholds are applied unevenly across the three hubs"


@pytest.fixture
def panel(workspace, wmpeer, items, tmp_path):
    """Ann of Dudley, Bea of Walsall; Bea has judged Dudley and Coventry; Ann handed in Coventry, and opens the file herself."""
    document = tmp_path / "Dudley self-evaluation.md"
    document.write_text("# Dudley\n\nDudley knows its thresholds and says so at length.\n", encoding="utf-8")
    assert wmpeer("load", workspace, document, "--authority", "Dudley").code == 0
    ran = wmpeer(
        "record", workspace,
        items(
            {"do": "add-person", "name": "Ann Invented", "home": "Dudley"},
            {"do": "add-person", "name": "Bea Invented", "home": "Walsall"},
            {"do": "allocate", "person": "Bea Invented", "authority": "Dudley"},
            {"do": "finding", "authority": "Dudley", "area": "leaders", "kind": "concern", "level": 3, "text": SECRET, "key": "c",
             "on_behalf_of": "Bea Invented"},
            {"do": "raise-concern", "finding": "@c", "on": "2026-10-02", "by": "Bea Invented", "how": "call about thresholds in hubs"},
            {"do": "view", "authority": "Dudley", "area": "leaders", "view": "inadequate", "reason": SECRET,
             "on_behalf_of": "Bea Invented"},
            {"do": "hand-in", "authority": "Dudley", "on_behalf_of": "Bea Invented"},
            {"do": "agree", "authority": "Dudley", "area": "leaders", "view": "inadequate", "wording": SECRET},
            {"do": "letter", "authority": "Dudley", "addressee": "D. Irector", "signatory": "S. Ignatory", "held_on": "2026-10-06"},
            {"do": "finding", "authority": "Coventry", "area": "leaders", "kind": "strength", "text": "Coventry knows itself",
             "on_behalf_of": "Bea Invented"},
            {"do": "hand-in", "authority": "Coventry", "on_behalf_of": "Ann Invented"},
        ),
    )  # fmt: skip
    assert ran.code == 0, ran.err
    opened = open_workspace(workspace, COORDINATOR)
    give_passphrase(opened, "Ann Invented", ANNS)
    opened.close()
    return workspace


def test_that_nothing_about_ones_own_authority_comes_out_of_any_command(panel, wmpeer, tmp_path):
    outs = [tmp_path / "w.xlsx", tmp_path / "letters"]
    commands = [
        ("findings", panel), ("findings", panel, "--authority", "Dudley"), ("search", panel, "thresholds hubs"), ("history", panel),
        ("check", panel), ("authorities", panel), ("workbook", panel, "--out", outs[0]),
        ("letters", panel, "--out", outs[1], "--draft", "--format", "docx"), ("letters", panel, "--out", outs[1], "--authority", "Dudley"),
        ("issue", panel, "--authority", "Dudley"),
    ]  # fmt: skip
    for as_whom in ({"passphrase": ANNS}, {"extra": ("--on-behalf-of", "Ann Invented")}):
        for command in commands:
            ran = wmpeer(*command, *as_whom.get("extra", ()), passphrase=as_whom.get("passphrase", COORDINATOR))
            assert "unevenly" not in ran.out + ran.err and "hubs" not in ran.out + ran.err, command
            assert "concern" not in ran.err.lower(), (command, ran.err)
        assert not [path for path in outs[1].glob("*") if "dudley" in path.name]
        assert "Coventry knows itself" in wmpeer("findings", panel, passphrase=ANNS).out


def test_that_the_tracker_counts_nothing_of_an_authority_one_stands_aside_for(panel, wmpeer):
    mine = {one["name"]: one for one in wmpeer("authorities", panel).data}
    anns = {one["name"]: one for one in wmpeer("authorities", panel, passphrase=ANNS).data}
    assert (mine["Dudley"]["findings"], mine["Dudley"]["stage"], mine["Dudley"]["letter"]) == (1, "drafting", "drafting")
    assert (anns["Dudley"]["findings"], anns["Dudley"]["stage"], anns["Dudley"]["letter"]) == (0, "allocated", None)
    assert anns["Dudley"]["self_evaluation"] == mine["Dudley"]["self_evaluation"]
    assert anns["Coventry"] == mine["Coventry"]


def test_that_a_panellist_records_their_own_words_and_nobody_elses_part(panel, wmpeer, items):
    own = {"do": "view", "authority": "Coventry", "area": "leaders", "view": "good", "reason": "seen"}
    ran = wmpeer(
        "record", panel,
        items(
            own, {"do": "hand-in", "authority": "Coventry"},
            {"do": "declare-interest", "person": "Ann Invented", "authority": "Solihull", "reason": "sister works there"},
            {"do": "add-person", "name": "Cat Invented"},
            {"do": "approve", "authority": "Coventry", "by": "lead-member", "on": "2026-09-01"},
            {"do": "declare-interest", "person": "Bea Invented", "authority": "Coventry", "reason": "out of the way"},
            {"do": "agree", "authority": "Coventry", "area": "leaders", "view": "good"}, own | {"on_behalf_of": "Bea Invented"},
        ),
        passphrase=ANNS,
    )  # fmt: skip
    codes = [one["problems"][0]["code"] if one["problems"] else one["status"] for one in ran.data]
    assert codes == ["kept", "kept", "kept", "not-your-part", "not-your-part", "not-yours", "not-your-part", "only-coordinators"]
    assert ran.code == 1
    assert wmpeer("load", panel, items(own), passphrase=ANNS).code == 2


def test_that_a_panellist_takes_out_no_document_and_makes_no_sheet_of_a_colleague(panel, wmpeer, tmp_path):
    loaded = next(one for one in wmpeer("history", panel).data if one["kind"] == "document")["fields"]["sha256"]
    ran = wmpeer("unload", panel, loaded, passphrase=ANNS)
    assert ran.code == 2 and "not-your-part" in ran.err and ran.out == ""
    for authority, person, code in (("Coventry", "Bea Invented", 2), ("Dudley", "Ann Invented", 2), ("Coventry", "Ann Invented", 0)):
        ran = wmpeer("form", panel, "--authority", authority, "--for", person, "--out", tmp_path / "f.xlsx", passphrase=ANNS)
        assert ran.code == code, ran.err


def test_that_a_panellist_neither_starts_the_next_cycle_nor_gives_out_keys(panel, wmpeer, tmp_path):
    assert wmpeer("new", tmp_path / "n.wmpeer", "--cycle", "2027-28", "--from", panel, passphrase=ANNS).code == 2
    opened = open_workspace(panel, ANNS)
    with pytest.raises(Exception, match="for a coordinator"):
        give_passphrase(opened, "Coordinator", "mine now")
    opened.close()


def test_that_the_last_coordinator_stays(workspace):
    opened = open_workspace(workspace, COORDINATOR)
    with pytest.raises(LastCoordinatorError):
        withdraw(opened, "person", opened.file.slot, "Take a person out")
    opened.close()


def test_that_what_is_left_out_of_a_view_stays_and_null_takes_it_back(workspace, wmpeer, items):
    view = {"do": "view", "authority": "Walsall", "area": "leaders"}
    wmpeer("record", workspace, items(view | {"view": "good", "reason": "much to go by"}, view | {"confidence": "low"}))
    said = wmpeer("findings", workspace).data["views"][0]
    assert (said["view"], said["confidence"], said["reason"]) == ("good", "low", "much to go by")
    wmpeer("record", workspace, items(view | {"reason": None}))
    assert wmpeer("findings", workspace).data["views"][0]["reason"] is None
    wmpeer("record", workspace, items(view | {"view": "", "confidence": ""}))
    assert wmpeer("findings", workspace).data["views"] == []


def test_that_the_same_items_again_write_nothing_but_new_findings(workspace, wmpeer, items):
    said = items(
        {"do": "approve", "authority": "Walsall", "by": "lead-member", "name": "L. Member", "on": "2026-09-01"},
        {"do": "declare-interest", "person": "Coordinator", "authority": "Solihull", "reason": " lives there "},
        {"do": "agree", "authority": "Walsall", "area": "leaders", "view": "good", "wording": "Sound"},
        {"do": "letter", "authority": "Walsall", "addressee": "A",
         "next_steps": [{"what": "Answer", "by": "2026-11-01"}, {"what": "Talk"}]},
        {"do": "hand-in", "authority": "Walsall"},
    )  # fmt: skip
    first = wmpeer("record", workspace, said).data
    before = len(wmpeer("history", workspace).data)
    again = wmpeer("record", workspace, said)
    assert again.code == 0 and [one["id"] for one in again.data] == [one["id"] for one in first]
    assert len(wmpeer("history", workspace).data) == before


BAD = [
    ({"do": "approve", "authority": "Walsall", "by": "lead-member", "on": "2026-02-30"}, "not-a-day"),
    ({"do": "letter", "authority": "Walsall", "held_on": "soon"}, "not-a-day"),
    ({"do": "letter", "authority": "Walsall"}, "empty-letter"),
    ({"do": "letter", "authority": "Walsall", "next_steps": [{"what": " "}]}, "empty-step"),
    ({"do": "add-person", "name": "  "}, "no-name"),
    ({"do": "add-person", "name": "…"}, "no-name"),
    ({"do": "finding", "authority": "Walsall", "area": "leaders", "kind": "concern", "text": "x", "level": "3"}, "item-not-understood"),
    ({"do": "finding", "authority": "Walsall", "area": "leaders", "kind": "consider", "text": "x", "rank": 10**30}, "item-not-understood"),
    ({"do": "finding", "authority": "Walsall", "area": "leaders", "kind": "suggestion", "text": "x", "about": "@no"}, "unknown-finding"),
    ({"do": "finding", "authority": "\ud800", "area": "leaders", "kind": "strength", "text": "x"}, "unknown-authority"),
    ({"do": "raise-concern", "finding": "x", "on": "2026-10-01", "by": " "}, "nobody-named"),
    ({"do": "view", "authority": "Walsall", "area": "leaders"}, "nothing-said"),
    ({"do": ["view"]}, "item-not-understood"), ({}, "item-not-understood"), (None, "item-not-understood"), ("view", "item-not-understood"),
]  # fmt: skip


def test_that_whatever_cannot_be_kept_is_refused_by_name(workspace, wmpeer, items):
    ran = wmpeer("record", workspace, items(*(item for item, _ in BAD)))
    assert ran.code == 2
    assert [one["problems"][0]["code"] for one in ran.data] == [code for _, code in BAD]
    assert all(set(one["problems"][0]) == {"code", "sentence", "where", "next"} for one in ran.data)


@pytest.mark.parametrize("text", [
    '[{"do": "finding", "do": "view"}]', '[{"level": NaN}]', '[{"level": 1e400}]', "[" + "9" * 5000 + "]", "[1, 2", "\ud800",
    '[{"do": ' + '[' * 900 + ']' * 900 + "}]",
])  # fmt: skip
def test_that_json_nobody_can_trust_is_refused_whole(workspace, wmpeer, tmp_path, text):
    path = tmp_path / "items.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    before = wmpeer("history", workspace).data
    ran = wmpeer("record", workspace, path)
    assert ran.code == 2 and "understood" in ran.err, ran
    assert wmpeer("history", workspace).data == before


def test_that_text_of_any_kind_comes_back(workspace, wmpeer, tmp_path):
    words = "Plentyn â’r tŷ: ŵ, 👩\u200d👧, \"quoted\", =1+1\r\nline\ttab\x00\x07" + "ff" * 25_000 + "\ud83d"
    path = tmp_path / "items.json"
    text = json.dumps([{"do": "finding", "authority": "Walsall", "area": "leaders", "kind": "strength", "text": words}])
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    ran = wmpeer("record", workspace, path)
    assert ran.code == 0, ran.err
    kept = wmpeer("findings", workspace).data["findings"][0]["text"]
    assert kept == words.replace("\x00", "").replace("\x07", "").replace("\ud83d", "\ufffd")
    assert wmpeer("check", workspace).data["journal"] == "ok"


def test_that_a_withdrawn_person_keeps_their_name_on_what_they_wrote(panel, wmpeer):
    opened = open_workspace(panel, COORDINATOR)
    withdraw(opened, "person", opened.read(find_person, "Bea Invented").id, "Take a person out")
    opened.close()
    assert {one["author"] for one in wmpeer("findings", panel).data["findings"]} == {"Bea Invented"}


@pytest.mark.parametrize("empty", ["", "  "])
def test_that_an_empty_path_is_not_the_folder_one_is_in(wmpeer, workspace, tmp_path, monkeypatch, empty):
    inside = tmp_path / "here"
    inside.mkdir()
    (inside / "Walsall self-evaluation.txt").write_text("Walsall self-evaluation\n\nStaff know the plan.\n", encoding="utf-8")
    monkeypatch.chdir(inside)
    ran = wmpeer("load", workspace, empty)
    assert ran.code == 2 and "One of the paths is empty" in ran.err
    assert wmpeer("load", workspace, ".").data[0]["status"] == "loaded"
