"""Where a series' control limits begin anew: decided by a person who knows of a change, and says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from wmpeer.errors import WmpeerError
from wmpeer.indicators.queries import indicator_series
from wmpeer.indicators.records import BenchmarkRow, IndicatorSeries
from wmpeer.indicators.spc import LEAST, Control, control, control_of, controllable
from wmpeer.indicators.steps import said
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.models.records import Rebase
from wmpeer.region.queries import Reader, find_authority, refuse_own_authority
from wmpeer.region.seeing import may_see


class RebaseReasonMissingError(WmpeerError):
    """Control limits begin anew only for a reason.

    Write down what changed in this period: a new way of working, of recording or of counting.
    """


class NoSuchSeriesError(WmpeerError):
    """The authority has no figures of {code} in {source}.

    Choose one of the indicators that are loaded.
    """


class NotARateSeriesError(WmpeerError):
    """Control limits are drawn for rates and percentages only, and {code} is neither.

    Choose a rate or a percentage.
    """


class NoSuchRebaseError(WmpeerError):
    """No control limits begin anew under this id.

    Look it up where the limits are listed.
    """


class NoSuchPeriodError(WmpeerError):
    """{code} has no number for {period}, so limits cannot begin anew there.

    Choose one of its periods that has a number: {periods}.
    """


@dataclass(frozen=True, slots=True)
class RebaseLine:
    """From `period` on a series has limits of its own. `entity` is the record; `person` the id of who decided it."""

    entity: str
    authority: str
    code: str
    source: str
    period: str
    reason: str
    person: str
    made_at: str

    @property
    def sentence(self) -> str:
        """What was decided, and why."""
        return f"Control limits begin anew in {said(self.period)}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Rebased:
    """What became of it: the record's id, and what was changed."""

    entity: str
    changed: Changed


def rebase(workspace: Workspace, authority: str, code: str, source: str, period: str, reason: str) -> Rebased:
    """Begin the control limits of an authority's series anew at *period* (a label of its source); said again, the reason is changed.

    Raises:
        RebaseReasonMissingError, NoSuchSeriesError, NotARateSeriesError, NoSuchPeriodError, UnknownAuthorityError, OwnAuthorityError,
        NotYourPartError.
    """
    reason = reason.strip()
    if not reason:
        raise RebaseReasonMissingError
    with workspace.write("Begin control limits anew") as journal:
        where = find_authority(journal.session, authority).ons_code
        for person in dict.fromkeys((journal.author, journal.recorder)):
            refuse_own_authority(journal.session, person, where)
        series = indicator_series(journal.session, where, code, source)
        if series is None:
            raise NoSuchSeriesError(code=code, source=source)
        _refuse_other_than_numbers(series, period)
        same = (Rebase.authority == where, Rebase.code == series.code, Rebase.source == series.source, Rebase.period == period)
        standing = journal.session.scalars(select(Rebase).where(*same).order_by(Rebase.made_at, Rebase.entity)).first()
        fields = {"code": series.code, "source": series.source, "period": period, "reason": reason}
        entity = journal.settle("rebase", standing, fields, authority=where)
    return Rebased(entity, journal.changed)


def take_back_rebase(workspace: Workspace, entity: str) -> Changed:
    """Let a series' limits run on again; nothing happens where that is so already.

    Raises:
        NoSuchRebaseError, OwnAuthorityError, NotYourPartError.
    """
    with workspace.write("Let control limits run on") as journal:
        standing = journal.session.get(Rebase, entity)
        if standing is None:
            raise NoSuchRebaseError
        if not standing.withdrawn:
            for person in dict.fromkeys((journal.author, journal.recorder)):
                refuse_own_authority(journal.session, person, standing.authority or "")
            journal.keep("rebase", {"withdrawn": True}, entity=entity)
    return journal.changed


def rebases(
    session: Session, authority: str, code: str | None = None, source: str | None = None, *, reader: Reader | None = None
) -> tuple[RebaseLine, ...]:
    """Where the limits of an authority's series (ONS code) begin anew, the oldest decision first, as *reader* may see it."""
    may = may_see(session, reader)
    asked = select(Rebase).where(Rebase.authority == authority, Rebase.withdrawn.is_(False)).order_by(Rebase.made_at, Rebase.entity)
    found = (
        RebaseLine(
            row.entity, row.authority or "", row.code or "", row.source or "", row.period or "", row.reason or "", row.author, row.made_at
        )
        for row in filter(may, session.scalars(asked))
    )
    return tuple(line for line in found if code in (None, line.code) and source in (None, line.source))


def limits_of(series: IndicatorSeries, told: Sequence[RebaseLine]) -> Control:
    """The control limits of a series, begun anew where *told* of its code and source say so."""
    return control(series, tuple(line.period for line in told if (line.code, line.source) == (series.code, series.source)))


def control_of_row(row: BenchmarkRow, told: Sequence[RebaseLine]) -> Control:
    """The control limits of a row's figures (`trend`), begun anew where *told* of its code and source say so."""
    begun = [line.period for line in told if (line.code, line.source) == (row.code, row.source)]
    labels, values = tuple(label for label, _ in row.trend), [value for _, value in row.trend]
    return control_of(labels, values, row.unit, row.decimals, begun, is_count=row.is_count)


def limits_of_row(row: BenchmarkRow, told: Sequence[RebaseLine]) -> dict[str, object]:
    """The newest control limits of a row's figures, or why there are none, as the command line prints them."""
    return control_of_row(row, told).as_json(tuple(label for label, _ in row.trend))


def _refuse_other_than_numbers(series: IndicatorSeries, period: str) -> None:
    if not controllable(series.unit, is_count=series.is_count):
        raise NotARateSeriesError(code=series.code)
    known = [label for label, value in zip(series.periods, series.own.values, strict=True) if value is not None]
    if period not in known:
        raise NoSuchPeriodError(code=series.code, period=period, periods=", ".join(known[-LEAST:]) or "there is none")
