"""Unfinished drafts, offered again on return. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from wmpeer.region.framework import FrameworkArea
from wmpeer.ui.judge.behind import short
from wmpeer.ui.judge.editor import Unfinished, drafts_said
from wmpeer.ui.judge.records import Standing


@dataclass(frozen=True, slots=True)
class Offer:
    """A draft to go on with. `what` is a finding; else `text` belongs to the *reason* ("view") or the private *note* of `area`.

    `words` are its first words, `where` its area and the passage it stands on.
    """

    key: str
    sort: str
    area: str
    words: str
    where: str
    text: str = ""
    what: Unfinished | None = None


def offers(found: Standing, busy: frozenset[str]) -> tuple[Offer, ...]:
    """What may be gone on with, newest first; nothing that is being typed now (*busy*, keys) and nothing that says what is kept."""
    made: list[Offer] = []
    areas = {one.code: one for one in found.framework.areas}
    for draft in found.drafts:
        sort, _, rest = draft.key.partition("/")
        place = rest.partition("/")[2].partition("/")[0]
        if draft.key in busy:
            continue
        if sort == "finding":
            what = Unfinished.of_draft(draft)
            if what.area in areas and (what.text.strip() or what.quotes) and (not what.id or found.finding(what.id)):
                said = drafts_said(what.kind, what.text, what.quotes)
                made.append(Offer(draft.key, sort, what.area, said, _where(areas[what.area], what), what=what))
        elif sort in ("view", "note") and place in areas:
            text = str(draft.body.get("text", ""))
            view = found.views.get(place)
            kept = (view.reason if view else "") if sort == "view" else found.notes.get(place, "")
            if text.strip() and text.strip() != kept.strip():
                words = f"{'Reason' if sort == 'view' else 'Private note'}: “{short(text)}”"
                made.append(Offer(draft.key, sort, place, words, f"{areas[place].number} {areas[place].short}", text))
    return tuple(made)


def _where(area: FrameworkArea, what: Unfinished) -> str:
    """The area, and the page and the words a finding stands on."""
    quote = next((one.quote for one in what.quotes), "") or next(iter((*what.said, *what.figures)), "")
    parts = (f"{area.number} {area.short}", f"page {what.page}" if what.page else "", f"“{short(quote)}”" if quote else "no passage")
    return ", ".join(part for part in parts if part)
