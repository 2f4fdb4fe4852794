"""The demonstration is made from its sources: the same again each time."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from wmpeer.documents.read import read_document
from wmpeer.files import resource

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def make_demo() -> ModuleType:
    place = ROOT / "packaging" / "make_demo.py"
    if not place.is_file():
        pytest.skip("the sources of the demonstration do not travel with an installed program")
    spec = importlib.util.spec_from_file_location("make_demo", place)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    path = list(sys.path)
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path[:] = path
    return module


@pytest.fixture(scope="module")
def made(make_demo: ModuleType) -> dict[str, bytes]:
    files: dict[str, bytes] = make_demo.made()
    return files


def test_that_making_it_again_gives_the_same_words_and_figures(made: dict[str, bytes]) -> None:
    kept = {f"{part}/{one.name}" for part in ("documents", "data") for one in resource("demo", part).iterdir()} | {"items.json"}
    assert set(made) == kept
    for name, data in made.items():
        before = resource("demo", *name.split("/")).read_bytes()
        if data != before:  # another version of a library may pack the same words otherwise
            assert name.startswith("documents/") and read_document(name, data).text == read_document(name, before).text, name


def test_that_making_it_twice_gives_the_same_bytes(make_demo: ModuleType, made: dict[str, bytes]) -> None:
    assert make_demo.made() == made


def test_that_figures_written_into_the_texts_on_purpose_are_in_the_table(make_demo: ModuleType) -> None:
    values: dict[tuple[str, str, int], float] = sys.modules["demo_figures"].values()
    sources = sys.modules["demo_source"].sources()
    pinned = [(code, one.authority, year, number) for one in sources for (code, year), number in one.pins.items()]
    assert len(pinned) > 200
    assert [pin for pin in pinned if values.get(pin[:3]) != float(pin[3])] == []
