"""Everything inconsistent in what was recorded, so that somebody can mend it. Nothing here concludes anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import sqlalchemy  # noqa: F401 - whole before its parts
from sqlalchemy.orm import Session

from wmpeer.clock import day_in_words, now
from wmpeer.judging.apart import differences
from wmpeer.judging.apart_records import Difference
from wmpeer.judging.apart_words import sentence
from wmpeer.judging.laptop_checks import changed_after, copied, issued_twice, not_come, twice_here, waiting, without_coordinator
from wmpeer.judging.queries import agreed_lines, finding_lines, letter_details, letter_findings, raised_lines, view_lines
from wmpeer.judging.records import FindingLine, ViewLine
from wmpeer.judging.rules import NEEDS_EVIDENCE
from wmpeer.region.definition import ERASE_AFTER
from wmpeer.region.queries import (
    NotJoinedYetError,
    Reader,
    approvals,
    authorities,
    cycle,
    framework_of,
    interests,
    is_joined_yet,
    people,
    stood_aside,
)
from wmpeer.region.seeing import sight_of
from wmpeer.region.tracker import tracker

Strength = Literal["must", "should", "information"]


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One thing to mend. `authority` is an ONS code or empty; `place` names the screen and record that mend it."""

    strength: Strength
    code: str
    sentence: str
    authority: str = ""
    place: str = ""


def check_items(session: Session, reader: Reader) -> tuple[CheckItem, ...]:
    """What is inconsistent, gravest first, as *reader* (a person's id) may see it: nothing about an authority they stand aside for, and of
    colleagues' work only what they may see."""
    if not is_joined_yet(session):
        waits = NotJoinedYetError().problem()
        return (CheckItem("information", waits.code, f"{waits.sentence} {waits.next}"),)
    hidden = stood_aside(session, reader)
    parts = (
        _concerns(session, reader),
        _findings(session, reader),
        _views(session, reader),
        _self_evaluations(session),
        _letters(session, reader),
        _interests(session, reader),
        _differences(session, reader),
        _of_laptops(session, reader),
        _days(session, reader),
        _retention(session),
    )
    order = {"must": 0, "should": 1, "information": 2}
    found = [item for part in parts for item in part if item.authority not in hidden]
    return tuple(sorted(found, key=lambda item: (order[item.strength], item.authority, item.code)))


def _concerns(session: Session, reader: Reader) -> Iterator[CheckItem]:
    raised = {one.finding for one in raised_lines(session, reader=reader)}
    for finding in finding_lines(session, reader=reader):
        if finding.kind == "concern" and finding.id not in raised:
            yield _about(finding, "must", "concern-not-raised", f"A concern has not been raised with the authority: {_short(finding.text)}")


def _findings(session: Session, reader: Reader) -> Iterator[CheckItem]:
    for finding in letter_findings(session, reader=reader):
        if finding.in_letter and finding.kind in NEEDS_EVIDENCE and not finding.supported:
            yield _about(finding, "should", "finding-without-evidence", f"No passage or figure stands behind: {_short(finding.text)}")
        if any(quote.state == "lost" for quote in finding.quotes):
            yield _about(finding, "should", "evidence-lost", f"A quote is no longer in the document: {_short(finding.text)}")
        if any(quote.state == "uncertain" for quote in finding.quotes):
            sentence = f"A passage is to be settled in the new version of its document: {_short(finding.text)}"
            yield _about(finding, "should", "evidence-uncertain", sentence)
        if any(figure.value is None and not figure.text for figure in finding.figures):
            yield _about(finding, "should", "figure-not-loaded", f"A figure is not in the data loaded: {_short(finding.text)}")


def _views(session: Session, reader: Reader) -> Iterator[CheckItem]:
    titles = {one.code: one.title for one in framework_of(session).areas}
    for view in view_lines(session, reader=reader):
        if view.view and not view.reason:
            area = titles.get(view.area, view.area)
            yield _of(view, "should", "view-without-reason", f"{view.author_name}’s view has no reason: {area}.")
    for one in agreed_lines(session, reader=reader):
        if not one.wording:
            sentence = f"The agreed judgement has no wording: {titles.get(one.area, one.area)}."
            yield CheckItem("should", "agreed-without-wording", sentence, one.authority, "letters")


def _self_evaluations(session: Session) -> Iterator[CheckItem]:
    for line in tracker(session):
        code = line.authority.ons_code
        if not line.documents:
            yield CheckItem("should", "self-evaluation-missing", "The self-evaluation is not here yet.", code, "region")
        elif not (line.chief_executive and line.lead_member):
            yield CheckItem("should", "not-approved", "The self-evaluation is not approved by both yet.", code, "setup")


def _letters(session: Session, reader: Reader) -> Iterator[CheckItem]:
    areas = {one.code for one in framework_of(session).areas}
    agreed = defaultdict(set)
    for one in agreed_lines(session, reader=reader):
        agreed[one.authority].add(one.area)
    for authority in authorities(session):
        code, details = authority.ons_code, letter_details(session, authority.ons_code, reader=reader)
        missing = areas - agreed[code]
        if agreed[code] and missing:
            yield CheckItem(
                "should", "areas-not-agreed", f"{len(missing)} of {len(areas)} areas have no agreed judgement.", code, "letters"
            )
        if agreed[code] and not details.addressee:
            yield CheckItem("must", "letter-without-addressee", "The letter has no addressee.", code, "letters")
        if agreed[code] and not details.signatory:
            yield CheckItem("must", "letter-without-signatory", "Nobody is named to sign the letter.", code, "letters")


def _interests(session: Session, reader: Reader) -> Iterator[CheckItem]:
    aside = {(one.person, one.authority): one for one in interests(session)}
    for view in view_lines(session, reader=reader):
        known = aside.get((view.author, view.authority))
        if known:
            yield _of(view, "must", "judged-own-authority", f"{view.author_name} recorded a view but stands aside: {known.reason}.")
    for finding in finding_lines(session, reader=reader):
        known = aside.get((finding.author, finding.authority))
        if known:
            sentence = f"{finding.author_name} recorded a finding but stands aside: {known.reason}."
            yield _about(finding, "must", "judged-own-authority", sentence)
    homeless = [one.name for one in people(session) if one.role in ("panellist", "lead-moderator") and not one.home]
    if homeless:
        yield CheckItem("information", "person-without-home", f"No home authority is given for {', '.join(homeless)}.", "", "setup")


def _differences(session: Session, reader: Reader) -> Iterator[CheckItem]:
    """One item a record: which, what was said apart, and who settles it under Differences."""
    by_record: dict[str, list[Difference]] = defaultdict(list)
    for one in differences(session, reader):
        by_record[one.entity].append(one)
    for entity, found in by_record.items():
        said = f"{_apart(session, found, reader)} {_settler(found[0])} under Differences."
        yield CheckItem("must", "difference-not-settled", said, found[0].authority, f"apart/{entity}")


def _apart(session: Session, found: Sequence[Difference], reader: Reader) -> str:
    one = found[0]
    if one.kind == "choice":
        return _chosen_apart(session, found, reader)
    said = [each for each in found if not each.proposal]
    taken = [each for each in found if each.proposal]
    parts = [f"{one.title} was changed apart: {', '.join(dict.fromkeys(each.name for each in said))}."] if said else []
    return " ".join(parts + [sentence(each) for each in taken])


def _settler(one: Difference) -> str:
    who = one.settler[:1].upper() + one.settler[1:]
    return "Settle it" if one.may else f"{who} settles it"


def _chosen_apart(session: Session, found: Sequence[Difference], reader: Reader) -> str:
    """Which findings were chosen for the letter, or placed in it, otherwise on two laptops."""
    texts = {one.id: one.text for one in finding_lines(session, found[0].authority, reader=reader)}
    chosen = dict.fromkeys(one.field.partition("/")[2] for one in sorted(found, key=lambda one: one.field))
    named = [f"“{_short(texts[one])}”" for one in chosen if one in texts]
    return f"What goes into the letter was chosen apart: {', '.join(named[:3]) or 'a finding that was withdrawn'}."


def _of_laptops(session: Session, reader: Reader) -> Iterator[CheckItem]:
    places = {
        "changed-after-letter": "letters", "letter-issued-twice": "letters", "nobody-coordinates": "setup", "person-twice": "setup",
    }
    sight = sight_of(session, reader)
    mine = (found for part in (waiting, not_come, changed_after, issued_twice) for found in part(session, sight))
    everybodys = (found for part in (twice_here, without_coordinator, copied) for found in part(session))
    for strength, code, said, authority in (*mine, *everybodys):
        yield CheckItem(strength, code, said, authority, places.get(code, "exchange"))


def _days(session: Session, reader: Reader) -> Iterator[CheckItem]:
    today = now().astimezone().date().isoformat()
    for approval in approvals(session):
        if approval.on > today:
            sentence = f"An approval is dated {approval.on}, which has not come yet."
            yield CheckItem("should", "day-to-come", sentence, approval.authority, "setup")
    for raised in raised_lines(session, reader=reader):
        if raised.on > today:
            sentence = f"A concern is said to have been raised on {raised.on}, which has not come yet."
            yield CheckItem("should", "day-to-come", sentence, raised.authority, f"finding/{raised.finding}")


def _retention(session: Session) -> Iterator[CheckItem]:
    day = cycle(session).dates.get(ERASE_AFTER, "")
    if day and day <= now().astimezone().date().isoformat():
        yield CheckItem("information", "cycle-may-be-erased", f"This cycle may be erased since {day_in_words(day)}.", "", "setup")


def _about(finding: FindingLine, strength: Strength, code: str, sentence: str) -> CheckItem:
    return CheckItem(strength, code, sentence, finding.authority, f"finding/{finding.id}")


def _of(view: ViewLine, strength: Strength, code: str, sentence: str) -> CheckItem:
    return CheckItem(strength, code, sentence, view.authority, f"view/{view.area}")


def _short(text: str) -> str:
    if len(text) <= 140:
        return text
    head, _, broken = text[:139].rpartition(" ")
    return (head or broken).rstrip(" ,;:–-") + "…"
