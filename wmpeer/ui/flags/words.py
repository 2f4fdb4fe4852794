"""What the screens say about flags and answers. Pure."""

from __future__ import annotations

from datetime import datetime

from wmpeer.indicators.periods import read_period
from wmpeer.indicators.short import short_name
from wmpeer.indicators.values import apart
from wmpeer.judging.flag_records import FlagAnswerLine, FlagLine

NOTED, QUESTION, FINDING = "noted", "question", "finding"
WORDS = {NOTED: "Noted", QUESTION: "Question", FINDING: "Finding"}
ICONS = {NOTED: "check", QUESTION: "question", FINDING: "note-pencil"}
KEYS = {NOTED: "N", QUESTION: "Q", FINDING: "F"}
POINT = "point"
"""The source of flags on points of earlier cycles."""
OUTCOMES = (("done", "Done"), ("under-way", "Under way"), ("not-mentioned", "Not mentioned"))
"""What may have become of a point of an earlier cycle."""
KINDS = ("consider", "strength", "practice", "suggestion")
"""The kinds a finding about a flag may have here; a concern, which needs a level, is recorded in Read & judge."""


def count_words(lines: int, unanswered: int) -> str:
    """ "12 flags, 3 not answered"."""
    if not lines:
        return "no flags"
    flags = f"{lines} flag{'' if lines == 1 else 's'}"
    return f"{flags}, {unanswered} not answered" if unanswered else f"{flags}, all answered"


def answer_words(line: FlagAnswerLine, *, own: bool) -> str:
    """ "You noted it on 8 Oct: “Known since the audit.” Answered when the figure was 14.8."."""
    who = "You" if own else line.author_name or "Somebody"
    did = {NOTED: "noted it", QUESTION: "asked a question", FINDING: "recorded a finding"}[line.answer]
    text = f": “{line.text}”" if line.text else ""
    on = f" on {_day(line.changed_at)}" if line.changed_at else ""
    return f"{who} {did}{on}{text}{'' if text.endswith(('.”', '?”')) else '.'}{f' {line.then}' if line.then else ''}"


def earlier_words(line: FlagAnswerLine, *, own: bool) -> str:
    """What was answered to the same rule in another period."""
    when = read_period(line.period).words
    value = f" ({apart(line.value)})" if line.value else ""
    return f"For {when}{value}: {answer_words(line, own=own)}"


def right_word(line: FlagLine, me: str) -> str:
    """What stands at the end of its row."""
    mine = line.answered_by(me)
    return WORDS[mine.answer].lower() if mine is not None else ""


def short_title(line: FlagLine) -> str:
    """What it is about as the page of one indicator calls it."""
    return short_name(line.code, line.title) if line.of_figure else line.title


def subject(line: FlagLine) -> str:
    """What the flag is about, with its figure where there is one."""
    if not line.of_figure:
        return line.title
    return f"{line.title}: {apart(line.text)} ({read_period(line.period).words})"


def first_words(line: FlagLine, answer: str) -> str:
    """What a question begins with, as the data pack asks it, for the panellist to go on; a finding begins empty."""
    if answer != QUESTION:
        return ""
    from wmpeer.papers.enquiry import enquiry  # only where somebody asks

    return enquiry(line)


def said_after(answer: str) -> str:
    """What the bar says when a question or a finding was kept."""
    return (
        "Your question is on the card, and the flag is answered."
        if answer == QUESTION
        else "Your finding is on the card, and the flag is answered."
    )


def _day(stamp: str) -> str:
    at = datetime.fromisoformat(stamp.replace("Z", "+00:00")).astimezone()
    return f"{at.day} {at:%b}"
