"""What the screen of differences shows, read in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wmpeer.judging.apart import differences
from wmpeer.judging.apart_records import Compared, Difference
from wmpeer.judging.apart_words import compared
from wmpeer.region.framework import Framework
from wmpeer.region.queries import Reader, authorities, framework_of

Key = tuple[str, str]
"""A difference: the record's id and the field."""


@dataclass(frozen=True, slots=True)
class ApartFound:
    """The differences for one reader, and with each its words compared; `scales` has the points that a judgement may be settled by."""

    lines: tuple[Difference, ...]
    names: Mapping[str, str]
    compared: Mapping[Key, Mapping[str, Compared]] = field(default_factory=dict)
    scales: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    grades: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def scale(self, one: Difference) -> tuple[tuple[str, str], ...]:
        """Code and word of every point *one* may be settled by, where it is a judgement."""
        if not one.judgement:
            return ()
        return self.grades.get(one.area, ()) if one.field == "own_grade" else self.scales.get(one.field, ())


def key_of(one: Difference) -> Key:
    return one.entity, one.field


def apart_found(session: Any, readers: Reader) -> ApartFound:
    """What was said apart, as *readers* may see it."""
    framework = framework_of(session)
    lines = differences(session, readers)
    names = {one.ons_code: one.name for one in authorities(session)}
    beside = {key_of(one): {each.revision: each for each in compared(one)} for one in lines}
    return ApartFound(lines, names, beside, _scales(framework), _grades(framework))


def _scales(framework: Framework) -> dict[str, tuple[tuple[str, str], ...]]:
    words = {
        "view": framework.views, "confidence": framework.confidences, "direction": framework.directions, "priority": framework.priorities,
    }  # fmt: skip
    made = {name: tuple((one.code, one.word) for one in among) for name, among in words.items()}
    return made | {"level": tuple((str(one.level), f"{one.level} {one.word}") for one in framework.concern_levels)}


def _grades(framework: Framework) -> dict[str, tuple[tuple[str, str], ...]]:
    return {area.code: tuple((one.code, one.word) for one in framework.grades_of(area.code)) for area in framework.areas}
