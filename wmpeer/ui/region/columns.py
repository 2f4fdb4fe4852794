"""The tracker's columns: what each cell says of an authority, in icon and word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wmpeer.ui.kit.dates import due_in_words, in_words, short
from wmpeer.ui.kit.kinds import mark
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.region.morning import Row

_NOTHING = Cell("—", tone="ink3", said="not yet")
_FAR_DAYS, _NEAR_DAYS = 21, 2
STEP_PLACES = {
    "Read": "self-evaluation", "Hand in": "self-evaluation", "Document": "self-evaluation", "Approvals": "approvals",
    "Readers": "readers", "Reading": "self-evaluation", "Panel": "judgements", "Raise concern": "concerns", "Letter": "letter",
    "Factual check": "letter", "Response": "letter",
}  # fmt: skip
"""What stands where a next step is done."""
_LETTERS = {"drafting": "drafting", "quality-check": "checks", "with-director": "with-director"}
_AGAIN = {"drafting": "in draft", "quality-check": "with its checks", "with-director": "with the director"}


def _state(name: str, text: str = "", tip: str = "") -> Cell:
    shown = mark(name)
    return Cell(
        text or shown.word, shown.icon, shown.tone if shown.loud else "ink", shown.tone, shown.weight, 500 if shown.loud else 400, tip=tip
    )


def columns() -> tuple[Column, ...]:
    """The columns, in order; the ones a small room can spare go first."""
    return (
        Column("Authority", name, width=124, stretch=True, whole=True),
        Column("Self-evaluation", self_evaluation, width=114),
        Column("Approved", approved, width=94, drop=3, sort=lambda row: bool(row.line.chief_executive) + bool(row.line.lead_member)),
        Column("Readers", readers, width=66, drop=4, sort=lambda row: row.line.handed_in, tip="Handed in, of those who read"),
        Column("Judged", judged, width=96, drop=2, sort=lambda row: None if row.aside or not row.line.to_judge else _share(row)),
        Column("Panel", panel, width=112, drop=1),
        Column("Letter", letter, width=120),
        Column("Response", response, width=96, drop=5),
        Column("Plan", plan, width=84, drop=6),
        Column("Next", next_step, width=104),
        Column("Due", due, number=True, width=118, sort=lambda row: row.due),
    )


def name(row: Row) -> Cell:
    return Cell(row.name, weight=600, tip=f"You stand aside: {row.aside}." if row.aside else "")


def self_evaluation(row: Row) -> Cell:
    line = row.line
    if not line.documents and row.aside and not row.sets_up:
        return Cell("You stand aside", tone="ink3", tip=f"You stand aside: {row.aside}. Its documents do not come to you.")
    if not line.documents:
        return _state("late") if row.late and line.next_step == "Document" else _state("expected")
    several = f"{line.documents} documents" if line.documents > 1 else ""
    return _state("signed-off" if line.chief_executive and line.lead_member else "received", tip=several)


def approved(row: Row) -> Cell:
    chief = _approval("CE", "chief executive", row.line.chief_executive)
    member = _approval("LM", "lead member", row.line.lead_member)
    signed = (("CE", row.line.chief_executive), ("LM", row.line.lead_member))
    link = not row.aside and row.sets_up
    days = [f"{who} {short(date.fromisoformat(day))}" for who, day in signed if day]
    return Cell(
        chief.text, chief.icon, chief.tone, chief.icon_tone, chief.icon_weight, 600 if row.line.chief_executive else 400, said=chief.said,
        tip=". ".join((*days, f"Click to open {row.name}’s approvals" if link else "")), parts=(member,), link=link,
    )  # fmt: skip


def _approval(word: str, whole: str, day: str) -> Cell:
    if day:
        return Cell(word, "check", "ink", "strength", "bold", 600, said=f"{whole} approved")
    return Cell(word, "circle-dashed", "ink3", "ink3", said=f"{whole} not yet")


def readers(row: Row) -> Cell:
    line = row.line
    link, tip = not row.aside and row.sets_up, f"Click to open {row.name}’s readers"
    if not line.readers:
        loud = bool(line.documents)
        tone, weight = ("consider", 600) if loud else ("ink3", 400)
        return Cell("none", tone=tone, weight=weight, said="no reader yet", link=link, tip=tip if link else "")
    text = f"{line.handed_in} of {line.readers}"
    return Cell(text, said=f"{text} handed in", link=link, tip=tip if link else "")


def judged(row: Row) -> Cell:
    line = row.line
    if row.aside or not line.to_judge:
        return Cell("—", tone="ink3", said="you stand aside" if row.aside else "not yet")
    text = f"{line.judged}/{line.to_judge}"
    said = f"{line.judged} of {line.to_judge} judged"
    return Cell(text, tone="ink" if line.judged else "ink3", bar=_share(row), bar_tone="strength", right=True, said=said)


def _share(row: Row) -> float:
    return row.line.judged / row.line.to_judge


def panel(row: Row) -> Cell:
    line = row.line
    if line.areas and line.agreed >= line.areas:
        return _state("agreed")
    if line.agreed:
        return _state("in-session", f"{line.agreed} of {line.areas}")
    if line.sitting_on and date.fromisoformat(line.sitting_on) >= row.today:
        return _state("booked", short(date.fromisoformat(line.sitting_on), weekday=True))
    return _NOTHING


def letter(row: Row) -> Cell:
    line = row.line
    left = f"version {line.version} issued {in_words(date.fromisoformat(line.issued_on), row.today)}" if line.version else ""
    if line.letter in ("issued", "response-received", "closed"):
        return _state("issued", tip=f"{left[:1].upper()}{left[1:]}" if line.version > 1 else "")
    again = f"Version {line.version + 1} {_AGAIN.get(line.letter, 'in draft')}; {left}" if line.version else ""
    if line.unraised and line.agreed:
        return _state("held", tip=again)
    if line.letter not in _LETTERS:
        return _NOTHING
    state = _state(_LETTERS[line.letter])
    return replace(state, parts=(Cell(f"v{line.version + 1}", tone="ink2"),), said=again, tip=again) if again else state


def response(row: Row) -> Cell:
    if row.line.letter == "issued":
        return _state("waiting")
    if row.line.letter not in ("response-received", "closed"):
        return _NOTHING
    day = row.line.responded_on
    return _state("received", tip=f"Received {in_words(date.fromisoformat(day), row.today)}" if day else "")


def plan(row: Row) -> Cell:
    if row.line.letter == "response-received":
        return _state("waiting")
    return _state("done") if row.line.letter == "closed" else _NOTHING


def next_step(row: Row) -> Cell:
    step = row.step
    if not step:
        return Cell("Nothing", tone="ink3")
    if not row.leads:
        return Cell(step, tone="ink2", tip="" if row.aside else "For somebody else to do")
    return Cell(step, tone="accent_ink", weight=500, link=True, tip=f"Go to {row.name}’s {STEP_PLACES.get(step, 'next step')} (Enter)")


def due(row: Row) -> Cell:
    if row.due is None:
        return Cell("", right=True, said="no day")
    if row.usual:
        return Cell(short(row.due), tone="ink2", right=True, tip="The region’s usual day: nobody has kept this cycle’s calendar yet")
    words = due_in_words(row.due, row.today, figures=True)
    if row.days <= 0:
        return Cell(words, "clock-countdown", "concern", "concern", "fill", 600, right=True, tip=short(row.due, weekday=True))
    if row.days <= _NEAR_DAYS:
        return Cell(words, tone="consider", weight=600, right=True, tip=short(row.due, weekday=True))
    return Cell(short(row.due) if row.days > _FAR_DAYS else words, tone="ink2", right=True, tip=short(row.due, weekday=True))
