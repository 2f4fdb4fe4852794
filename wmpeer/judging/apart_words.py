"""What was said apart, in words: which record it is, what each side says, and where their words differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.journal.revisions import JsonValue, RevisionLine
from wmpeer.judging.apart_records import Compared, Difference
from wmpeer.judging.differences import Piece, differences
from wmpeer.judging.fieldwords import FieldWords
from wmpeer.models import records as rows
from wmpeer.models.record import Record
from wmpeer.region.framework import Framework

FREE: Mapping[str, frozenset[str]] = {
    "view": frozenset({"reason"}),
    "finding": frozenset({"text"}),
    "agreed": frozenset({"wording", "reason"}),
    "letter": frozenset({"reflection"}),
    "raised": frozenset({"how"}),
    "outcome": frozenset({"comment"}),
    "claim_answer": frozenset({"note"}),
    "flag_answer": frozenset({"text"}),
    "flag_rule": frozenset({"reason"}),
    "rebase": frozenset({"reason"}),
    "commentary": frozenset({"text"}),
    "interest": frozenset({"reason"}),
}
"""The fields of each kind that are running text, so that two of them can stand one after the other."""
_LEAST = 5
"""One part in so many of a text has to stand in both."""
_BY = {"chief-executive": "chief executive", "lead-member": "lead member"}


class RecordWords:
    """Names for the records of one workspace, as they stand in a sentence."""

    def __init__(self, session: Session, framework: Framework, names: Mapping[str, str]) -> None:
        self._session, self._names = session, names
        self._areas = {one.code: one.title for one in framework.areas}

    def title(self, row: Any) -> str:
        """Which record it is, with a capital: “Ann Reed’s view of Care leavers”."""
        kind = row.__tablename__
        if kind in _FIXED:
            return _FIXED[kind]
        told: str = getattr(self, f"_{kind}", self._other)(row)
        return told

    def area(self, row: Any) -> str:
        """The code of the area that a record is about, or empty."""
        return getattr(row, "area", None) or (row.part if isinstance(row, rows.Commentary) else "") or ""

    def _whose(self, row: Record) -> str:
        return f"{self._names.get(row.author) or 'Somebody'}’s"

    def _of_area(self, row: Any) -> str:
        code = self.area(row)
        return self._areas.get(code, code or "an area")

    def _view(self, row: rows.View) -> str:
        return f"{self._whose(row)} view of {self._of_area(row)}"

    def _finding(self, row: rows.Finding) -> str:
        return f"{self._whose(row)} finding “{short(row.text or '')}”"

    def _agreed(self, row: rows.Agreed) -> str:
        return f"The panel’s judgement of {self._of_area(row)}"

    def _commentary(self, row: rows.Commentary) -> str:
        return f"The commentary on {self._of_area(row)}"

    def _raised(self, row: rows.Raised) -> str:
        told = self._session.get(rows.Finding, row.finding or "")
        return f"The talk with the authority about “{short(told.text or '')}”" if told else "The talk with the authority about a concern"

    def _outcome(self, row: rows.Outcome) -> str:
        point = self._session.get(rows.Point, row.point or "")
        return f"What came of the point “{short(point.text or '')}”" if point else "What came of a point of the last cycle"

    def _hand_in(self, row: rows.HandIn) -> str:
        return f"{self._whose(row)} hand-in"

    def _claim_answer(self, row: rows.ClaimAnswer) -> str:
        return f"{self._whose(row)} answer to a claim in the self-evaluation"

    def _flag_answer(self, row: rows.FlagAnswer) -> str:
        return f"{self._whose(row)} answer to a flag"

    def _person(self, row: rows.Person) -> str:
        return f"The entry of {row.name or 'a person'}"

    def _authority(self, row: rows.Authority) -> str:
        return f"The entry of {row.name or 'an authority'}"

    def _interest(self, row: rows.Interest) -> str:
        return f"{self._names.get(row.person or '') or 'Somebody'}’s interest"

    def _allocation(self, row: rows.Allocation) -> str:
        return f"{self._names.get(row.person or '') or 'Somebody'} as a reader"

    def _approval(self, row: rows.Approval) -> str:
        return f"The approval by the {_BY.get(row.by or '', 'authority')}"

    def _document(self, row: rows.Document) -> str:
        return f"The document “{row.title or row.name or ''}”"

    def _batch(self, row: rows.Batch) -> str:
        return f"The table “{row.name or ''}”"

    def _column_mapping(self, row: rows.ColumnMapping) -> str:
        return f"The saved mapping “{row.name or ''}”"

    def _flag_rule(self, row: rows.FlagRule) -> str:
        return f"The rule of flags “{(row.rule or '').replace('-', ' ')}”"

    def _point(self, row: rows.Point) -> str:
        return f"The point of the last cycle “{short(row.text or '')}”"

    def _device(self, row: rows.Device) -> str:
        return f"The laptop “{row.name or ''}”"

    def _other(self, row: Record) -> str:
        return f"A record of the kind {row.__tablename__.replace('_', ' ')}"


_FIXED = {
    "letter": "The letter", "choice": "The choice of what goes into the letter", "issue": "The letter as it was issued",
    "rebase": "New limits of a chart", "cycle": "The cycle",
}  # fmt: skip


def on_behalf(author: str, recorder: str) -> str:
    """Whose words they are, of two names: “Ann Reed”, or “Olive Office, on behalf of Ann Reed”."""
    return author if recorder == author else f"{recorder}, on behalf of {author}"


def field_name(words: FieldWords, kind: str, field: str) -> str:
    """The field's name, for every field: one without a name of its own is called as it is spelt."""
    return "Whether it stands" if field == "withdrawn" else words.name(kind, field) or plain_name(field)


def plain_name(field: str) -> str:
    told = field.partition("/")[0].replace("_", " ")
    return told[:1].upper() + told[1:]


def side_words(words: FieldWords, line: RevisionLine, field: str, value: JsonValue) -> str:
    """What one side says, in words; of a proposal to take the record back, what those who went on with it changed."""
    at = line.authority or ""
    if field != "withdrawn":
        return words.value(line.kind, field, value, at)
    if value:
        return "Take it back"
    said = (
        f"{field_name(words, line.kind, name)}: {told}"
        for name in sorted(line.fields, key=lambda one: words.place(line.kind, one))
        if name != "withdrawn" and (told := words.value(line.kind, name, line.fields[name], at))
    )
    return "\n".join(("Keep it", *said))


def is_free(kind: str, field: str, values: list[JsonValue]) -> bool:
    """Whether *values* are running texts that can stand one after the other."""
    texts = [value for value in values if value not in (None, "")]
    return field in FREE.get(kind, ()) and len(texts) > 1 and all(isinstance(value, str) for value in texts)


def compared(one: Difference) -> tuple[Compared, ...]:
    """Each side's words with what is its own marked: against what all began with, else against the other side; nothing for other values."""
    if not one.free:
        return ()
    first = one.base_words
    return tuple(
        Compared(side.revision, _pieces(first or _other(one, at), side.words, whole=bool(first))) for at, side in enumerate(one.sides)
    )


def _other(one: Difference, at: int) -> str:
    return next((side.words for place, side in enumerate(one.sides) if place != at and side.words != one.sides[at].words), "")


def _pieces(old: str, new: str, *, whole: bool) -> tuple[Piece, ...]:
    """Without a common beginning nothing was taken out: the other side only has words of its own. Two such texts that have hardly a word
    in common are not compared: to mark nearly all of both tells nothing."""
    pieces = tuple(piece for piece in differences(old, new) if whole or piece.kind != "removed")
    shared = sum(len(piece.text) for piece in pieces if piece.kind == "same")
    return pieces if whole or shared * _LEAST >= len(new) else (Piece("same", new),)


def both(one: Difference) -> str:
    """All texts of a difference one after the other, as they came, so that no word is lost; what is whole in another is not said twice."""
    texts = list(dict.fromkeys(side.words.strip() for side in one.sides if side.words.strip()))
    return "\n\n".join(text for text in texts if not any(text != other and text in other for other in texts))


def short(text: str, most: int = 70) -> str:
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    head, _, broken = flat[: most - 1].rpartition(" ")
    return (head or broken).rstrip(" ,;:–-") + "…"


def sentence(one: Difference) -> str:
    """The difference as one sentence without who said what: for a line of a list."""
    if one.proposal:
        return f"{one.title} was taken back on one laptop and gone on with on another."
    if one.free or any("\n" in side.words or len(side.words) > 60 for side in one.sides):
        return f"{one.title}: “{one.name}” was written differently on two laptops."
    said = list(dict.fromkeys(side.words or "nothing" for side in one.sides))
    return f"{one.title}: “{one.name}” is {', '.join(said[:-1])} on one laptop and {said[-1]} on another."
