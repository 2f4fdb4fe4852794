"""Unfinished drafts, offered again on return. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from wmpeer.ui.judge.editor import Unfinished, drafts_said
from wmpeer.ui.judge.records import Standing


@dataclass(frozen=True, slots=True)
class Offer:
    """A draft to go on with. `what` is a finding; else `text` belongs to the *reason* ("view") or the private *note* of `area`."""

    key: str
    sort: str
    area: str
    words: str
    text: str = ""
    what: Unfinished | None = None


def offers(found: Standing, busy: frozenset[str]) -> tuple[Offer, ...]:
    """What may be gone on with, newest first; nothing that is being typed now (*busy*, keys) and nothing that says what is kept."""
    made: list[Offer] = []
    areas = {one.code: one for one in found.framework.areas}
    for draft in found.drafts:
        sort, _, rest = draft.key.partition("/")
        place = rest.partition("/")[2]
        if draft.key in busy:
            continue
        if sort == "finding":
            what = Unfinished.of_body(draft.body)
            if what.area in areas and (what.text.strip() or what.quotes) and (not what.id or found.finding(what.id)):
                made.append(Offer(draft.key, sort, what.area, drafts_said(what.kind, what.text, what.quotes), what=what))
        elif sort in ("view", "note") and place in areas:
            text = str(draft.body.get("text", ""))
            view = found.views.get(place)
            kept = (view.reason if view else "") if sort == "view" else found.notes.get(place, "")
            if text.strip() and text.strip() != kept.strip():
                name = "the reason for" if sort == "view" else "a private note on"
                made.append(Offer(draft.key, sort, place, f"{name} {areas[place].short}", text))
    return tuple(made)
