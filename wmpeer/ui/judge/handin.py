"""Before handing in: what is missing, each a way to where it is mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wmpeer.judging.records import ViewDraft
from wmpeer.judging.rules import NEEDS_EVIDENCE
from wmpeer.ui.judge.offers import Offer
from wmpeer.ui.judge.records import Standing
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.confirm import Sheet
from wmpeer.ui.kit.labels import Label

_UNFINISHED = {"finding": "This finding is not finished and is not handed in", "view": "This reason is not finished"}
_LACKS = {"view": "no view yet", "reason": "the view has no reason", "confidence": "no confidence is given"}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a reader of the hand-in will miss, and the area (and finding) where it is mended."""

    sentence: str
    area: str
    lacks: str = ""
    finding: str = ""
    draft: Offer | None = None


def gaps(standing: Standing, said_of: Callable[[str], ViewDraft], lying: Sequence[Offer] = ()) -> tuple[Gap, ...]:
    """What was left as a draft (*lying*), then areas without a view, views without a reason or a confidence, findings without
    evidence: in the order of the areas.

    *said_of* an area gives what is said of it, the last choices included.
    """
    found = [Gap(f"{_UNFINISHED[one.sort]}: {one.words}", one.area, "draft", draft=one) for one in lying if one.sort in _UNFINISHED]
    for area in standing.framework.areas:
        said = said_of(area.code)
        lacks = "view" if not said.view else "reason" if not said.reason else "confidence" if not said.confidence else ""
        if lacks:
            found.append(Gap(f"{area.number} {area.title}: {_LACKS[lacks]}", area.code, lacks))
        for line in standing.findings_of(area.code):
            if line.kind in NEEDS_EVIDENCE and not line.supported:
                short = line.text if len(line.text) < 48 else line.text[:47].rstrip() + "…"
                found.append(Gap(f"{area.number} {area.title}: nothing stands behind “{short}”", area.code, "evidence", line.id))
    return tuple(found)


def ask_hand_in(window: QWidget, standing: Standing, missing: tuple[Gap, ...], go: Callable[[Gap], Any], then: Callable[[], Any]) -> Sheet:
    """List what is *missing* over the window; a line leads there by *go*, the verb hands in what there is by *then*."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    judged = sum(standing.judged(area.code) for area in standing.framework.areas)
    sheet = Sheet(
        window, f"Hand in {standing.name} as it is?", body, "Hand in what there is", name="hand-in-sheet", width=560,
        text=f"{judged} of {len(standing.framework.areas)} areas are judged. You can go on afterwards and hand in again.",
    )  # fmt: skip
    for at, gap in enumerate(missing):
        button = Button(gap.sentence, "quiet", "arrow-right", name=f"gap-{at}")
        button.clicked.connect(lambda _checked=False, gap=gap: _leave(sheet, lambda: go(gap)))
        column.addWidget(button)
    column.addStretch(1)
    if not missing:
        column.addWidget(Label("Nothing is missing.", tone="ink2"))
    sheet.accepted.connect(lambda: _leave(sheet, then))
    sheet.open(sheet.yes)
    return sheet


def _leave(sheet: Sheet, then: Callable[[], Any]) -> None:
    sheet.close_layer()
    then()
