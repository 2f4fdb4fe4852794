"""People found by their names, however those are typed."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from beginnings import new_cycle

from wmpeer.region.actions import add_person
from wmpeer.region.queries import UnknownPersonError, find_person


def test_that_a_name_is_found_composed_decomposed_and_without_accents_while_it_means_one(tmp_path: Path) -> None:
    workspace = new_cycle(tmp_path)
    add_person(workspace, "Siân Ŵyn", "panellist")
    for typed in ("Siân Ŵyn", unicodedata.normalize("NFD", "Siân Ŵyn"), "sian wyn", "SIAN ŴYN"):
        assert workspace.read(find_person, typed).name == "Siân Ŵyn"
    add_person(workspace, "Sian Wyn", "panellist")
    assert workspace.read(find_person, "sian wyn").name == "Sian Wyn"
    with pytest.raises(UnknownPersonError):
        workspace.read(find_person, "Sián Wyn")
    workspace.close()
