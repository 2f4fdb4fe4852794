"""What was recorded, as frozen records.

Where a `reader` is given (a person's id), nothing is there of an authority that person stands aside for, and of colleagues' work, or the
panel's, only what they may see (`wmpeer.region.seeing`): the rest is absent, not counted, not hinted at.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.journal.queries import revision_lines
from wmpeer.journal.revisions import RevisionLine
from wmpeer.journal.settled import settled, unsettled_judgements
from wmpeer.judging.again import Reanchored
from wmpeer.judging.evidence import figure_lines
from wmpeer.judging.records import AgreedLine, FindingLine, LetterDetails, NextStep, NoteLine, PointLine, RaisedLine, ViewLine
from wmpeer.models import records as rows
from wmpeer.region.choices import standings
from wmpeer.region.next_cycle import EARLIER_VIEW
from wmpeer.region.queries import Reader, names_of_people
from wmpeer.region.seeing import may_see, sight_of


def finding_lines(
    session: Session, authority: str | None = None, *, reader: Reader | None = None, author: str | None = None
) -> tuple[FindingLine, ...]:
    """Findings as their authors recorded them, by authority and age; of one *authority* (ONS code) or one *author* (id) where given."""
    asked = select(rows.Finding).where(~rows.Finding.withdrawn).order_by(rows.Finding.authority, rows.Finding.made_at, rows.Finding.entity)
    if authority:
        asked = asked.where(rows.Finding.authority == authority)
    if author:
        asked = asked.where(rows.Finding.author == author)
    may = may_see(session, reader)
    names = names_of_people(session)
    again = Reanchored(session)
    return tuple(_finding_line(row, names, again) for row in session.scalars(asked) if may(row))


def letter_findings(session: Session, authority: str | None = None, *, reader: Reader | None = None) -> tuple[FindingLine, ...]:
    """Findings as they count for the letter: `in_letter` as the panel chose, else as the author proposed; `rank` the place of an area to
    consider that goes in, 1 first, and None of everything else. Whatever composes, checks or lists a letter asks this, and nothing else.
    """
    stands = standings(session, authority, may_see(session, reader))
    return tuple(
        replace(one, in_letter=stands[one.id].in_letter, rank=stands[one.id].place or None, chosen=stands[one.id].chosen)
        for one in finding_lines(session, authority, reader=reader)
    )


def _finding_line(row: rows.Finding, names: dict[str, str], again: Reanchored) -> FindingLine:
    return FindingLine(
        id=row.entity,
        authority=row.authority or "",
        area=row.area or "",
        kind=row.kind or "",
        text=row.text or "",
        level=settled(row, "level"),
        tags=tuple(row.tags),
        in_letter=bool(row.in_letter),
        rank=row.rank,
        about=row.about or "",
        author=row.author,
        author_name=names.get(row.author, ""),
        recorded_by=names.get(row.recorded_by, ""),
        changed_at=row.changed_at,
        quotes=again.quotes(row.authority or "", row.evidence),
        figures=figure_lines(row.evidence),
        clips=again.clips(row.authority or "", row.evidence),
        unsettled=unsettled_judgements(row),
    )


def withdrawn_findings(session: Session, authority: str, author: str) -> frozenset[str]:
    """The ids of the findings that *author* took back."""
    asked = select(rows.Finding.entity).where(rows.Finding.authority == authority, rows.Finding.author == author, rows.Finding.withdrawn)
    return frozenset(session.scalars(asked))


def view_lines(
    session: Session, authority: str | None = None, *, reader: Reader | None = None, author: str | None = None
) -> tuple[ViewLine, ...]:
    """Everybody's views as they stand; of one *authority* (ONS code) or one *author* (id) where given."""
    asked = select(rows.View).where(~rows.View.withdrawn).order_by(rows.View.authority, rows.View.made_at, rows.View.entity)
    if authority:
        asked = asked.where(rows.View.authority == authority)
    if author:
        asked = asked.where(rows.View.author == author)
    may = may_see(session, reader)
    names = names_of_people(session)
    return tuple(
        ViewLine(
            row.entity, row.authority or "", row.area or "", row.author, names.get(row.author, ""), settled(row, "own_grade") or "",
            settled(row, "view") or "", settled(row, "confidence") or "", settled(row, "direction") or "", settled(row, "priority") or "",
            row.reason or "", row.changed_at, unsettled_judgements(row),
        )
        for row in session.scalars(asked)
        if may(row)
    )  # fmt: skip


def agreed_lines(session: Session, authority: str | None = None, *, reader: Reader | None = None) -> tuple[AgreedLine, ...]:
    """The panel's agreed judgements."""
    asked = select(rows.Agreed).where(~rows.Agreed.withdrawn).order_by(rows.Agreed.authority, rows.Agreed.made_at)
    if authority:
        asked = asked.where(rows.Agreed.authority == authority)
    may = may_see(session, reader)
    return tuple(
        AgreedLine(
            row.entity, row.authority or "", row.area or "", settled(row, "view") or "", settled(row, "confidence") or "",
            row.wording or "", row.reason or "", row.changed_at, unsettled_judgements(row),
        )
        for row in session.scalars(asked)
        if may(row)
    )  # fmt: skip


def raised_lines(session: Session, authority: str | None = None, *, reader: Reader | None = None) -> tuple[RaisedLine, ...]:
    """Which concerns were raised with their authority, when, by whom and how."""
    may = may_see(session, reader)
    asked = select(rows.Raised).where(~rows.Raised.withdrawn).order_by(rows.Raised.on)
    if authority:
        asked = asked.where(rows.Raised.authority == authority)
    return tuple(
        RaisedLine(row.entity, row.authority or "", row.finding or "", row.on or "", row.by or "", row.how or "")
        for row in session.scalars(asked)
        if may(row)
    )


def note_lines(session: Session, author: str, authority: str | None = None) -> tuple[NoteLine, ...]:
    """The private notes of *author* (id), and nobody else's."""
    asked = select(rows.Note).where(rows.Note.author == author, ~rows.Note.withdrawn).order_by(rows.Note.made_at)
    if authority:
        asked = asked.where(rows.Note.authority == authority)
    again = Reanchored(session)
    return tuple(
        NoteLine(
            row.entity, row.authority or "", row.area or "", row.text or "", row.changed_at,
            again.quotes(row.authority or "", row.evidence), figure_lines(row.evidence), again.clips(row.authority or "", row.evidence),
        )
        for row in session.scalars(asked)
    )  # fmt: skip


def point_lines(session: Session, authority: str | None = None, *, reader: Reader | None = None) -> tuple[PointLine, ...]:
    """The points of earlier cycles and what came of them; not the panel's views of the last cycle, which are kept beside them."""
    may = may_see(session, reader)
    asked = (
        select(rows.Point)
        .where(~rows.Point.withdrawn, rows.Point.kind.is_distinct_from(EARLIER_VIEW))
        .order_by(rows.Point.authority, rows.Point.made_at)
    )
    if authority:
        asked = asked.where(rows.Point.authority == authority)
    outcomes = session.scalars(select(rows.Outcome).where(~rows.Outcome.withdrawn))
    said = {one.point: (settled(one, "outcome") or "", one.comment or "") for one in outcomes if may(one)}
    return tuple(
        PointLine(
            row.entity, row.authority or "", row.area or "", row.kind or "", row.text or "", row.cycle or "",
            *said.get(row.entity, ("", "")),
        )
        for row in session.scalars(asked)
        if may(row)
    )  # fmt: skip


def letter_details(session: Session, authority: str, *, reader: Reader | None = None) -> LetterDetails:
    """What was set up for an authority's letter; empty where nothing was."""
    row = session.scalars(select(rows.Letter).where(rows.Letter.authority == authority, ~rows.Letter.withdrawn)).first()
    if row is None or not may_see(session, reader)(row):
        return LetterDetails(authority)
    entries = sorted(row.next_steps.values(), key=lambda one: one["order"])  # type: ignore[index]
    steps = tuple(NextStep(one["what"], one["by"]) for one in entries)  # type: ignore[index]
    return LetterDetails(
        authority, row.addressee or "", row.signatory or "", row.reflection or "", row.held_on or "", row.stage or "", steps
    )


JUDGED = frozenset({
    "view", "finding", "note", "agreed", "choice", "raised", "point", "outcome", "hand_in", "letter", "claim_answer", "flag_answer",
    "commentary", "issue", "rebase",
})  # fmt: skip
"""The kinds of record that say what somebody thinks of an authority."""


def history_lines(session: Session, workspace_slot: str, reader: Reader, entity: str | None = None) -> tuple[RevisionLine, ...]:
    """The revisions that *reader* may read, oldest first: nothing said of an authority they stand aside for, of colleagues' work only what
    they may see, and no private notes but those of whoever opened the file (*workspace_slot*).
    """
    sight = sight_of(session, reader)
    return tuple(
        line
        for line in revision_lines(session, entity)
        if (line.kind not in JUDGED or sight.of(line.kind, line.authority or "", line.author, line.recorded_by))
        and (not line.private or line.author == workspace_slot)
    )


def handed_in(session: Session, authority: str) -> tuple[str, ...]:
    """The ids of those who have handed in their own view of an authority."""
    return tuple(session.scalars(select(rows.HandIn.author).where(rows.HandIn.authority == authority, ~rows.HandIn.withdrawn)))
