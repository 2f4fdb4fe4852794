"""Malicious packs among honest ones: each is refused by its own code whatever comes with it, and the honest ones come in (P3)."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from pathlib import Path
from random import Random

import ill_contents  # noqa: F401 - its cases
import ill_forms  # noqa: F401 - its cases
from forging import PEOPLE, Forged, World, new_world, office_of
from malicious import CASES, Case, honest
from running import campaign
from taking_kit import dump, previewed

from wmpeer.exchange.here import Here
from wmpeer.exchange.reading import ReadPack
from wmpeer.exchange.sifting import sift
from wmpeer.journal.workspace import Workspace

SEEN = tuple(one for one in CASES if not one.as_file)
"""The cases that are seen in the revisions and their heads; the others lie in the file, and are tried there."""


@functools.cache
def begun() -> tuple[World, Here]:
    world = new_world()
    return world, world.here()


def comes_in_parts(world: World, who: str, chance: Random) -> list[Forged]:
    """What *who* honestly sends: whole streams, each time some more of them, and once only what is new."""
    own = world.copy(who)
    lines = honest(own, chance)
    packs = [world.sends(who, list(lines))] if lines else []
    for _ in range(chance.randint(0, 2)):
        more = honest(own, chance)
        lines += more
        if more:
            packs.append(world.sends(who, more if chance.random() < 0.3 else list(lines)))
    return packs


def refused_as(case: Case, chance: Random) -> str:
    """The code by which the pack of *case* is refused, among honest ones that all come in."""
    world, here = begun()
    kind = [
        pack.as_read() for who in chance.sample(sorted(set(PEOPLE) - {"cora", "lena"}), 2) for pack in comes_in_parts(world, who, chance)
    ]
    ill: ReadPack = case.make(world, chance).as_read()
    packs = [*kind, ill]
    chance.shuffle(packs)
    sifted = sift(here, packs)
    at = packs.index(ill)
    assert set(sifted.accepted) == set(range(len(packs))) - {at}, [error.code() for error in sifted.refused.values()]
    return ill.refused.code if ill.refused else sifted.refused[at].code()


@campaign("malice")
def malice(chance: Random, trial: int) -> None:
    case = SEEN[trial % len(SEEN)]
    found = refused_as(case, chance)
    assert found == case.code, (case.name, case.code, found)


@functools.cache
def in_a_file() -> tuple[Path, Workspace, dict[str, list[tuple[object, ...]]]]:
    """The coordinator's file, a folder for packs, and all that stands in the file."""
    folder = Path(tempfile.mkdtemp(prefix="wmpeer-malice-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    workspace = office_of(begun()[0], folder)
    return folder, workspace, dump(workspace)


@campaign("malice-in-files")
def malice_in_files(chance: Random, trial: int) -> None:
    """Sealed, opened by the coordinator's laptop, refused; and every table is as it was."""
    case = CASES[trial % len(CASES)]
    folder, workspace, before = in_a_file()
    (plan,) = previewed(workspace, case.make(begun()[0], chance).as_file(folder / "ill.wmpack"))
    assert plan.refused and plan.refused[0].code == case.code, (case.name, case.code, plan.refused)
    assert dump(workspace) == before, case.name
