"""A coordinator records from a file what a sitting said: by name, in order, each kept whole or refused in a sentence."""

from __future__ import annotations

import pytest

SELF_EVALUATION = """# Walsall: self-evaluation 2026

## Children in care

Drift in permanence plans is tracked every month by the service manager. Children told us that they know what happens next.

## Workforce

Supervision is recorded in nine of ten files that were audited in June.
"""


@pytest.fixture
def with_document(workspace, wmpeer, tmp_path):
    path = tmp_path / "Walsall self-evaluation.md"
    path.write_text(SELF_EVALUATION, encoding="utf-8")
    assert wmpeer("load", workspace, path).data[0]["status"] == "loaded"
    return workspace


def finding(**more):
    return {"do": "finding", "authority": "Walsall", "area": "in-care", "kind": "strength", "text": "Drift is tracked"} | more


def test_that_a_finding_stands_on_its_passage(with_document, wmpeer, items):
    quote = "Drift in permanence plans is tracked every month"
    kept = wmpeer("record", with_document, items(finding(evidence=[{"quote": quote}], tags=["permanence"])))
    assert (kept.code, kept.data[0]["status"], kept.data[0]["problems"]) == (0, "kept", [])
    found = wmpeer("findings", with_document, "--authority", "Walsall").data["findings"][0]
    assert found["id"] == kept.data[0]["id"]
    assert found["tags"] == ["permanence"]
    assert [(one["quote"], one["state"]) for one in found["evidence"]] == [(quote, "anchored")]
    assert found["evidence"][0]["suffix"].startswith(" by the service manager")


def test_that_words_nobody_wrote_are_kept_and_shown_as_lost(with_document, wmpeer, items):
    kept = wmpeer("record", with_document, items(finding(evidence=[{"quote": "Every child has a pony and a boat of their own"}])))
    assert kept.data[0]["problems"][0]["code"] == "quote-not-found"
    assert wmpeer("findings", with_document).data["findings"][0]["evidence"][0]["state"] == "lost"


def test_that_a_newer_version_moves_the_evidence(with_document, wmpeer, items, tmp_path):
    quote = "Supervision is recorded in nine of ten files"
    wmpeer("record", with_document, items(finding(area="workforce", evidence=[{"quote": quote}])))
    newer = tmp_path / "Walsall self-evaluation.md"
    newer.write_text(SELF_EVALUATION.replace("## Workforce", "A new paragraph about foster homes.\n\n## Workforce"), encoding="utf-8")
    assert wmpeer("load", with_document, newer).data[0]["status"] == "replaced"
    assert wmpeer("findings", with_document).data["findings"][0]["evidence"][0]["state"] == "moved"


def test_that_an_unloaded_document_leaves_its_evidence_lost_and_kept(with_document, wmpeer, items):
    quote = "Supervision is recorded in nine of ten files"
    wmpeer("record", with_document, items(finding(area="workforce", evidence=[{"quote": quote}])))
    sha256 = wmpeer("passages", with_document, "--authority", "Walsall").data[0]["sha256"]
    assert wmpeer("unload", with_document, sha256).data["status"] == "unloaded"
    assert wmpeer("unload", with_document, sha256).data["status"] == "unchanged"
    evidence = wmpeer("findings", with_document).data["findings"][0]["evidence"][0]
    assert (evidence["quote"], evidence["state"]) == (quote, "lost")
    assert wmpeer("passages", with_document, "--authority", "Walsall").data == []


def test_that_nobody_judges_their_own_authority(workspace, wmpeer, items):
    view = {"do": "view", "authority": "Walsall", "area": "leaders", "view": "good", "reason": "seen"}
    ran = wmpeer("record", workspace, items({"do": "add-person", "name": "Ann Invented", "role": "panellist", "home": "Walsall"}, view))
    assert ran.code == 0
    refused = wmpeer("record", workspace, items(view), "--on-behalf-of", "Ann Invented")
    assert refused.code == 2
    assert refused.data[0]["problems"][0]["code"] == "own-authority"
    elsewhere = wmpeer("record", workspace, items(view | {"authority": "Dudley"}), "--on-behalf-of", "Ann Invented")
    assert elsewhere.code == 0
    views = wmpeer("findings", workspace).data["views"]
    assert {(one["author"], one["authority"]) for one in views} == {("Coordinator", "Walsall"), ("Ann Invented", "Dudley")}


def test_that_a_trust_that_runs_both_and_a_declared_interest_count_too(workspace, wmpeer, items):
    wmpeer(
        "record", workspace,
        items(
            {"do": "add-person", "name": "Bo Invented", "home": "Dudley"},
            {"do": "declare-interest", "person": "Bo Invented", "authority": "Walsall", "reason": "worked there until May"},
        ),
    )  # fmt: skip
    ran = wmpeer("record", workspace, items(finding()), "--on-behalf-of", "Bo Invented")
    assert "worked there until May" in ran.data[0]["problems"][0]["sentence"]


def test_that_colleagues_views_of_ones_own_authority_are_absent(workspace, wmpeer, items):
    view = {"do": "view", "authority": "Walsall", "area": "leaders", "view": "good"}
    wmpeer("record", workspace, items({"do": "add-person", "name": "Ann Invented", "home": "Walsall"}, view, finding()))
    seen = wmpeer("findings", workspace, "--on-behalf-of", "Ann Invented").data
    assert seen["views"] == [] and seen["findings"] == []
    assert wmpeer("search", workspace, "drift tracked", "--on-behalf-of", "Ann Invented").data == []
    assert len(wmpeer("search", workspace, "drift tracked").data) == 1


def test_that_one_refused_item_does_not_stop_the_next(workspace, wmpeer, items):
    ran = wmpeer(
        "record", workspace,
        items(
            {"do": "juggle"}, finding(area="juggling"), finding(kind="opinion"), finding(text="  "), finding(kind="concern"),
            finding(level=2), finding(),
        ),
    )  # fmt: skip
    assert ran.code == 1
    codes = [one["problems"][0]["code"] if one["problems"] else one["status"] for one in ran.data]
    assert codes == ["item-not-understood", "unknown-area", "unknown-code", "empty-finding", "level-missing", "level-not-allowed", "kept"]


@pytest.mark.parametrize("text", ["", "{", "{}", "[" * 100_000])
def test_that_a_file_that_is_no_list_of_items_is_refused_in_a_sentence(workspace, wmpeer, tmp_path, text):
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")
    ran = wmpeer("record", workspace, path)
    assert ran.code == 2 and "items-not-understood" in ran.err and ran.out == ""


def test_that_said_again_a_view_is_changed_and_said_the_same_nothing_happens(workspace, wmpeer, items):
    view = {"do": "view", "authority": "Walsall", "area": "leaders", "view": "good", "confidence": "low", "reason": "little to go by"}
    first = wmpeer("record", workspace, items(view)).data[0]["id"]
    again = wmpeer("record", workspace, items(view)).data[0]["id"]
    assert first == again
    wmpeer("record", workspace, items(view | {"confidence": "high"}))
    revisions = wmpeer("history", workspace, "--entity", first).data
    assert [one["fields"] for one in revisions[1:]] == [{"confidence": "high"}]


def test_that_a_concern_is_raised_by_its_key(workspace, wmpeer, items):
    concern = finding(kind="concern", level=3, key="c")
    ran = wmpeer(
        "record",
        workspace,
        items(concern, {"do": "raise-concern", "finding": "@c", "on": "2026-10-02", "by": "Ann Invented", "how": "call"}),
    )
    assert ran.code == 0
    assert wmpeer("findings", workspace).data["findings"][0]["raised"] == {"on": "2026-10-02", "by": "Ann Invented", "how": "call"}


def test_that_a_finding_of_fifty_thousand_characters_is_kept_whole(workspace, wmpeer, items):
    text = "Ŵyau a llaeth. " * 3_400
    wmpeer("record", workspace, items(finding(text=text)))
    assert wmpeer("findings", workspace).data["findings"][0]["text"] == text.strip()


def test_that_the_schema_names_every_code(wmpeer):
    schema = wmpeer("record", "--schema").data
    areas = schema["$defs"]["View"]["properties"]["area"]["enum"]
    assert areas == [
        "leaders", "help-and-protection", "in-care", "care-leavers", "send", "education", "workforce", "partnership", "self-evaluation"
    ]  # fmt: skip
    kinds = schema["$defs"]["Finding"]["properties"]["kind"]["enum"]
    assert {"strength", "practice", "consider", "question", "concern", "suggestion", "ask", "offer", "query"} == set(kinds)


def test_that_the_options_work_before_and_after_a_command(workspace, wmpeer, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("a quiet morning in autumn\n", encoding="utf-8")
    before = wmpeer("--json", "--passphrase-file", secret, "authorities", workspace, as_json=False, passphrase=None)
    after = wmpeer("authorities", workspace, "--passphrase-file", secret, passphrase=None)
    assert before.data == after.data and len(after.data) == 14


def test_that_a_wrong_passphrase_is_a_sentence(workspace, wmpeer):
    ran = wmpeer("authorities", workspace, passphrase="wrong")
    assert ran.code == 2 and "wrong-passphrase" in ran.err and ran.out == ""


def test_that_without_a_passphrase_and_a_terminal_it_says_so(workspace, wmpeer):
    ran = wmpeer("authorities", workspace, passphrase=None)
    assert ran.code == 2 and "passphrase-missing" in ran.err


def test_that_check_finds_file_and_journal_sound(with_document, wmpeer, items):
    wmpeer("record", with_document, items(finding(kind="concern", level=2)))
    checked = wmpeer("check", with_document).data
    assert (checked["integrity"], checked["journal"]) == ("ok", "ok")
    assert [one["code"] for one in checked["items"] if one["strength"] == "must"] == ["concern-not-raised"]


def test_that_a_backup_restored_elsewhere_is_the_same_state(with_document, wmpeer, items, tmp_path):
    wmpeer("record", with_document, items(finding()))
    copied = wmpeer("backup", with_document).data
    wmpeer("record", with_document, items(finding(text="After the backup")))
    restored = wmpeer("restore", copied["path"], "--to", tmp_path / "again.wmpeer").data
    assert restored["state_hash"] == copied["state_hash"] != wmpeer("check", with_document).data["state_hash"]
    assert len(wmpeer("findings", tmp_path / "again.wmpeer").data["findings"]) == 1


def test_that_the_next_cycle_begins_with_people_interests_and_points(with_document, wmpeer, items, tmp_path):
    wmpeer(
        "record", with_document,
        items(
            {"do": "add-person", "name": "Ann Invented", "home": "Dudley"},
            {"do": "declare-interest", "person": "Ann Invented", "authority": "Walsall", "reason": "worked there"},
            finding(kind="consider", text="Say how drift is tracked"),
            finding(text="A strength is no point to ask about"),
        ),
    )  # fmt: skip
    after = tmp_path / "next.wmpeer"
    made = wmpeer("new", after, "--cycle", "2027-28", "--from", with_document, "--recovery-key-out", tmp_path / "key2.txt")
    assert made.data == {"workspace": str(after), "cycle": "2027-28", "authorities": 14}
    kinds = [(one["kind"], one["fields"].get("text")) for one in wmpeer("history", after).data]
    assert ("point", "Say how drift is tracked") in kinds
    assert not any(text == "A strength is no point to ask about" for _, text in kinds)
    refused = wmpeer("record", after, items(finding()), "--on-behalf-of", "Ann Invented")
    assert refused.data[0]["problems"][0]["code"] == "own-authority"
