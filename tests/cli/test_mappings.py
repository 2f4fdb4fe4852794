"""Mappings on the command line: proposed, corrected, saved, listed, used, forgotten."""

from __future__ import annotations

import csv
from pathlib import Path


def table(folder: Path, *quarters: str) -> Path:
    path = folder / f"Contacts {quarters[-1].replace('/', '-')}.csv"
    with path.open("w", newline="") as file:
        rows = [(name, *range(len(quarters))) for name in ("Walsall", "Dudley")]
        csv.writer(file).writerows([("Authority", *quarters), *rows])
    return path


def test_that_an_unknown_table_goes_from_a_proposal_to_a_saved_mapping_and_is_known_again(wmpeer, workspace, tmp_path):
    first = table(tmp_path, "Q1 2025/26")
    refused = wmpeer("load", workspace, first)
    assert refused.code == 2 and [one["code"] for one in refused.data[0]["problems"]] == ["columns-unnamed"]
    guessed = wmpeer("mapping", workspace, "--guess", first)
    assert guessed.code == 0 and guessed.data["recipe"]["orientation"] == "periods-across"
    (recipe := tmp_path / "m.toml").write_text(guessed.data["toml"].replace('title = "Contacts"', 'title = "All contacts"'), "utf-8")
    loaded = wmpeer("load", workspace, first, "--mapping", recipe)
    assert (loaded.code, loaded.data[0]["values"], loaded.data[0]["mapping"]) == (0, 2, None)
    kept = wmpeer("mapping", workspace, "--keep", "Contacts by quarter", "--recipe", recipe, "--table", first)
    assert kept.code == 0 and kept.data["name"] == "Contacts by quarter"
    second = wmpeer("load", workspace, table(tmp_path, "Q1 2025/26", "Q2 2025/26"))
    assert second.code == 0 and second.data[0]["mapping"].startswith("read as “Contacts by quarter”, saved ")
    rows = wmpeer("benchmark", workspace, "--authority", "Walsall", "--source", "Contacts by quarter").data
    assert [(row["code"], row["period"]) for row in rows] == [("All contacts", "Q2 2025/26")]
    listed = wmpeer("mappings", workspace)
    assert [(one["name"], one["files"], one["used_for"]) for one in listed.data] == [("Contacts by quarter", 1, "Contacts Q2 2025-26.csv")]
    shown = wmpeer("mapping", workspace, "--show", "contacts BY quarter")
    assert shown.data["toml"].count("All contacts") == 1 and shown.data["recipe"]["header_rows"] == [0]
    assert wmpeer("load", workspace, first, "--mapping", "Contacts by quarter").code == 0
    assert wmpeer("mapping", workspace, "--forget", "Contacts by quarter").code == 0
    assert wmpeer("mappings", workspace).data == []


def test_that_what_cannot_be_done_is_said_and_nothing_is_kept(wmpeer, workspace, tmp_path):
    (words := tmp_path / "words.csv").write_text("a,b\nx,y\n", encoding="utf-8")
    (bad := tmp_path / "bad.toml").write_text('orientation = "up"', encoding="utf-8")
    first = table(tmp_path, "Q1 2025/26")
    for arguments, said in (
        (("--show", "nothing"), "There is no mapping of that name"), (("--guess", words), "no areas with figures"),
        (("--guess", first, "--sheet", "Data"), "has no sheet “Data”"), ((), "Say one of"), (("--keep", "x"), "--table"),
        (("--keep", "x", "--table", first, "--recipe", bad), "cannot be understood"), (("--keep", " ", "--table", first), "needs a name"),
    ):  # fmt: skip
        ran = wmpeer("mapping", workspace, *arguments)
        assert ran.code == 2 and said in ran.err, arguments
    assert wmpeer("load", workspace, first, "--mapping", "nothing.toml").data[0]["problems"][0]["code"] == "unknown-mapping"
    assert wmpeer("load", workspace, first, "--mapping", bad).data[0]["problems"][0]["code"] == "bad-recipe"
    assert wmpeer("mappings", workspace).data == []
