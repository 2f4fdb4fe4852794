"""The coordinator's morning: where each authority stands, what comes next, who is late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from wmpeer.region.queries import Reader, approvals, authorities, calendar_firm_from, cycle, number_of_areas
from wmpeer.region.records import AuthorityLine, TrackerLine
from wmpeer.region.rules import LEFT, Progress, stage_of
from wmpeer.region.seeing import parameters, sight_of, theirs_alone
from wmpeer.store.plain import Reads, rows


@dataclass(frozen=True, slots=True)
class _Counts:
    documents: Counter[str]
    readers: Counter[str]
    handed_in: Counter[str]
    views: Counter[str]
    viewers: Counter[str]
    judged: Counter[str]
    agreed: Counter[str]
    findings: Counter[str]
    unraised: Counter[str]


_SETTLED = "json_extract(differences, '$.view') IS NULL"
"""Said differently on two laptops, it is judged by nobody yet."""
_JUDGED = f"view IS NOT NULL AND {_SETTLED}"
_COUNTED = (  # name, table, what is counted, which of them
    ("documents", "document", "*", "retired IS NOT 1"),
    ("readers", "allocation", "*", ""),
    ("handed_in", "hand_in", "*", ""),
    ("views", "view", "*", ""),
    ("viewers", "view", "DISTINCT author", ""),
    ("judged", "view", "*", _JUDGED),
    ("agreed", "agreed", "*", _SETTLED),
    ("findings", "finding", "*", ""),
    (
        "unraised",
        "finding",
        "*",
        "kind = 'concern' AND entity NOT IN (SELECT finding FROM raised WHERE NOT withdrawn AND finding NOTNULL{})",
    ),
)
_FOR_EVERYBODY = ("document", "allocation")
_JUDGED_BY = f"SELECT authority, count(*) FROM view WHERE author = ? AND NOT withdrawn AND {_JUDGED} GROUP BY authority"


def _counting(narrowed: Callable[[str], str]) -> str:
    """What counts all there is; *narrowed* gives, for a table, what is asked besides, begun with AND."""
    return " UNION ALL ".join(
        f"SELECT '{name}', authority, count({what}) FROM {table} WHERE NOT withdrawn"
        f" AND {which.format(narrowed('raised')) or 'TRUE'}{narrowed(table)} GROUP BY authority"
        for name, table, what, which in _COUNTED
    )


def _theirs(table: str) -> str:
    return "" if table in _FOR_EVERYBODY else f" AND {theirs_alone(table)}"


def _nothing(table: str) -> str:
    return ""


_LETTERS = "SELECT authority, stage, held_on, responded_on FROM letter WHERE NOT withdrawn{}"
_ISSUES = 'SELECT authority, version, "on" FROM issue WHERE NOT withdrawn{} ORDER BY version'


class _Letter(NamedTuple):
    stage: str
    held_on: str
    responded_on: str


def tracker(reads: Reads, reader: Reader | None = None) -> tuple[TrackerLine, ...]:
    """One line an authority, by name. Of what was judged of an authority that *reader* stands aside for nothing is counted: its line says
    what the authority itself knows, its documents, approvals and an issued letter. Of colleagues' work nothing is counted that *reader* may
    not see yet.
    """
    sight = sight_of(reads, reader) if reader else None
    hidden = sight.aside if sight else frozenset()
    narrowed, values = (_nothing, ()) if sight is None or sight.everything else (_theirs, parameters(sight))
    counts, areas, dates = _counts(reads, _counting(narrowed), values), number_of_areas(reads), cycle(reads).dates
    firm_from, mine = calendar_firm_from(reads), _own_steps(reads, reader, areas)
    signed = {(one.authority, one.by): one.on for one in approvals(reads)}
    begun = rows(reads, _LETTERS.format(narrowed("letter")), *values)
    letters = {authority: _Letter(*(one or "" for one in said)) for authority, *said in begun}
    left = rows(reads, _ISSUES.format(narrowed("issue")), *values)
    issued = {authority: (version or 1, on or "") for authority, version, on in left}
    lines = (
        _line(one, counts, areas, dict(dates), signed, letters.get(one.ons_code), issued.get(one.ons_code, (0, "")))
        for one in authorities(reads)
    )
    shown = (_from_outside(line) if line.authority.ons_code in hidden else _for_reader(line, mine, dict(dates)) for line in lines)
    return tuple(replace(line, firm_from=firm_from) for line in shown)


def _own_steps(reads: Reads, reader: Reader | None, areas: int) -> dict[str, str]:
    """What *reader* was asked to read and has not handed in: all there is to do, or, where every area is judged, the handing in."""
    who = reader if isinstance(reader, str) else reader[-1] if reader else ""
    asked = {of for (of,) in rows(reads, "SELECT authority FROM allocation WHERE person = ? AND NOT withdrawn", who)}
    done = {of for (of,) in rows(reads, "SELECT authority FROM hand_in WHERE author = ? AND NOT withdrawn", who)}
    judged: dict[str, int] = dict(rows(reads, _JUDGED_BY, who))
    return {code: "Hand in" if areas and judged.get(code, 0) >= areas else "Read" for code in asked - done}


def _for_reader(line: TrackerLine, mine: dict[str, str], dates: dict[str, str]) -> TrackerLine:
    step = mine.get(line.authority.ons_code, "") if line.documents and line.letter not in LEFT else ""
    return replace(line, to_do=step, to_do_on=dates.get("reading", "")) if step else line


def _from_outside(line: TrackerLine) -> TrackerLine:
    letter = line.letter if line.letter in LEFT else "issued" if line.version else ""
    stage = letter or ("allocated" if line.allocated else "not-started")
    return replace(
        line, readers=line.allocated, handed_in=0, judged=0, to_judge=0, agreed=0, findings=0, unraised=0, stage=stage,
        letter=letter, sitting_on="", next_step="", next_on="",
    )  # fmt: skip


def _line(
    authority: AuthorityLine, counts: _Counts, areas: int, dates: dict[str, str], signed: dict[tuple[str, str], str],
    letter: _Letter | None, issued: tuple[int, str],
) -> TrackerLine:  # fmt: skip
    code = authority.ons_code
    letter_stage = ((letter.stage if letter else "") or "issued") if issued[0] else (letter.stage or "drafting") if letter else ""
    readers = max(counts.readers[code], counts.viewers[code])
    progress = Progress(
        allocated=bool(counts.readers[code]), started=bool(counts.views[code] or counts.findings[code]),
        sitting_planned=False, agreed=counts.agreed[code], areas=areas, letter_stage=letter_stage,
    )  # fmt: skip
    line = TrackerLine(
        authority=authority, documents=counts.documents[code], chief_executive=signed.get((code, "chief-executive"), ""),
        lead_member=signed.get((code, "lead-member"), ""), readers=readers, handed_in=counts.handed_in[code], judged=counts.judged[code],
        to_judge=readers * areas, agreed=counts.agreed[code], areas=areas, findings=counts.findings[code], unraised=counts.unraised[code],
        stage=stage_of(progress), letter=letter_stage, sitting_on=letter.held_on if letter else "", next_step="", next_on="",
        allocated=counts.readers[code], version=issued[0], issued_on=issued[1],
        responded_on=(letter.responded_on or "") if letter and letter_stage in LEFT[1:] else "",
    )  # fmt: skip
    step, day = _next(line, dates)
    return replace(line, next_step=step, next_on=day)


def _next(line: TrackerLine, dates: dict[str, str]) -> tuple[str, str]:
    """The first thing that has not happened, and the day the calendar has for it."""
    steps = (
        (not line.documents, "Document", "self-evaluation"),
        (not (line.chief_executive and line.lead_member), "Approvals", "self-evaluation"),
        (not line.readers, "Readers", "reading"),
        (line.agreed < line.areas and line.judged < line.to_judge, "Reading", "reading"),
        (line.agreed < line.areas, "Panel", "panel"),
        (bool(line.unraised), "Raise concern", "letters-drafted"),
        (line.letter in ("", "drafting"), "Letter", "letters-drafted"),
        (line.letter in ("quality-check", "with-director"), "Factual check", "factual-check"),
        (line.letter == "issued", "Response", "response"),
    )
    return next(((step, dates.get(key, "")) for due, step, key in steps if due), ("", ""))


def _counts(reads: Reads, asked: str, values: tuple[str, ...]) -> _Counts:
    counted: dict[str, Counter[str]] = {name: Counter() for name, *_ in _COUNTED}
    for name, authority, count in rows(reads, asked, *values):
        if authority:
            counted[name][authority] = count
    return _Counts(**counted)
