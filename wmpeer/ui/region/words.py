"""The three sentences above the table and the chase list below it, as words. Pure.

A link in a sentence is ``screen:code``: the screen it leads to, and the authority.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from wmpeer.ui.kit.dates import due_in_words, few, in_words, short
from wmpeer.ui.region.morning import Morning, Row

NAMED = 2
NONE_HELD = "No letter is held."

_STEPS = {  # one of it, several
    "Document": ("self-evaluation", "self-evaluations"),
    "Approvals": ("approval", "approvals"),
    "Readers": ("choice of readers", "choices of readers"),
    "Reading": ("reading", "readings"),
    "Read": ("reading", "readings"),
    "Hand in": ("hand-in", "hand-ins"),
    "Panel": ("panel", "panels"),
    "Raise concern": ("concern to raise", "concerns to raise"),
    "Letter": ("letter", "letters"),
    "Factual check": ("factual check", "factual checks"),
    "Response": ("response", "responses"),
}
_CHASED = {
    "Document": "we do not have the self-evaluation yet",
    "Approvals": "we do not yet know that the self-evaluation is approved by {who}",
    "Readers": "nobody is to read the self-evaluation yet (regional office)",
    "Reading": "{handed_in} of {readers} readers have handed in (readers)",
    "Read": "your reading is not finished",
    "Hand in": "you have judged every area and not handed in",
    "Panel": "the panel has agreed {agreed} of {areas} areas (regional office)",
    "Raise concern": "a concern is not yet raised with the director (lead moderator)",
    "Letter": "the letter is not finished (regional office)",
    "Factual check": "the factual check has not come back",
    "Response": "we do not have the response to the letter yet",
}
GOES_TO = {
    "Read": "read", "Hand in": "read", "Document": "read", "Approvals": "setup", "Readers": "setup", "Reading": "read", "Panel": "read",
    "Raise concern": "letters", "Letter": "letters", "Factual check": "letters", "Response": "letters",
}  # fmt: skip
"""The screen where a next step is done."""


def since_yesterday(morning: Morning) -> str:
    """What came in and what was decided, most telling first."""
    names = {row.code: row.name for row in morning.rows}
    by_kind: dict[str, Counter[str]] = {}
    for one in morning.happened:
        by_kind.setdefault(one.kind, Counter())[one.authority] += one.count
    told = [
        sentence
        for kind, sentence_of in (
            ("document", _documents), ("issue", _issued), ("agreed", _agreed), ("raised", _raised), ("hand_in", _handed_in),
            ("batch", _data), ("view", _views), ("finding", _findings),
        )
        if by_kind.get(kind)
        for sentence in [sentence_of(by_kind[kind], names)]
    ]  # fmt: skip
    return " ".join(told[:2]) or "Nothing was recorded."


def _documents(counts: Counter[str], names: Mapping[str, str]) -> str:
    noun = "a self-evaluation" if len(counts) == 1 and counts.total() == 1 else "self-evaluations"
    return f"{_named(counts, names, 'read')} sent {noun}."


def _issued(counts: Counter[str], names: Mapping[str, str]) -> str:
    return f"{_named(counts, names, 'letters')}: {_count(len(counts), 'letter')} issued."


def _agreed(counts: Counter[str], names: Mapping[str, str]) -> str:
    return f"{_named(counts, names, 'read')}: {_count(counts.total(), 'judgement')} agreed."


def _raised(counts: Counter[str], names: Mapping[str, str]) -> str:
    return f"{_named(counts, names, 'letters')}: {_count(counts.total(), 'concern')} raised."


def _handed_in(counts: Counter[str], names: Mapping[str, str]) -> str:
    return f"{_named(counts, names, 'read')}: {_count(counts.total(), 'reader')} handed in."


def _data(counts: Counter[str], names: Mapping[str, str]) -> str:
    return f"{_count(counts.total(), 'table').capitalize()} of figures came in."


def _views(counts: Counter[str], names: Mapping[str, str]) -> str:
    return f"{_named(counts, names, 'read')}: {_count(counts.total(), 'view')} recorded."


def _findings(counts: Counter[str], names: Mapping[str, str]) -> str:
    return f"{_named(counts, names, 'read')}: {_count(counts.total(), 'finding')} kept."


def due_this_week(morning: Morning) -> str:
    """What is due in the days to come, and who is late."""
    steps = Counter(row.step for row in morning.soon())
    parts = [_count(number, *_STEPS.get(step, (step.lower(), step.lower()))) for step, number in steps.items()]
    due = f"{_listed(parts)}." if parts else "Nothing is due in the next seven days."
    return f"{due[:1].upper()}{due[1:]} {_calendar(morning) or _lateness(morning.late())}".strip()


def _calendar(morning: Morning) -> str:
    """Days have passed that are only the region's usual ones: somebody has to look at them once."""
    if not morning.calendar_open:
        return ""
    if morning.sets_up:
        return f"{_link('Keep the calendar', 'setup', 'cycle')} and it shows who is late."
    return "This cycle’s calendar is not kept yet, so nobody counts as late."


def _lateness(late: Sequence[Row]) -> str:
    if not late:
        return ""
    if len(late) == 1:
        return f"{_link(late[0].name, GOES_TO.get(late[0].step, 'read'), late[0].code)} is {_due(late[0])}."
    longest = min(late, key=lambda row: (row.days, row.name))
    same = sum(row.days == longest.days for row in late)
    if same > 1:
        alike = "each" if same == len(late) else "the longest"
        return f"{few(len(late)).capitalize()} authorities are late, {alike} {_due(longest)}."
    link = _link(longest.name, GOES_TO.get(longest.step, "read"), longest.code)
    return f"{few(len(late)).capitalize()} authorities are late; {link} is {_due(longest)}."


def holding(morning: Morning, drafts: Mapping[str, Sequence[str]]) -> str:
    """What keeps letters from leaving: concerns not raised, differences, and what the letters' own checks (*drafts*) insist on."""
    reasons: dict[str, list[str]] = {}
    unraised = {row.code: row.line.unraised for row in morning.rows if row.line.unraised and not row.aside}
    for code, number in unraised.items():
        verb = "is" if number == 1 else "are"
        reasons[code] = [f"{_count(number, 'concern')} {verb} not yet raised with the director"]
    for item in morning.to_mend:
        if item.authority and item.code not in ("concern-not-raised",):
            reasons.setdefault(item.authority, []).append(_inside(item.sentence))
    for code, sentences in drafts.items():
        if sentences and code not in reasons:
            reasons[code] = [_inside(sentences[0])]
    known = [row for row in morning.rows if row.code in reasons and not row.aside]
    from html import escape  # a long list of names, and a first screen has no links yet

    told = [f"{_link(row.name, 'letters', row.code)}: {escape(reasons[row.code][0])}." for row in known[:NAMED]]
    if len(known) > NAMED:
        told[1:] = [f"{few(len(known) - 1).capitalize()} more {'wait' if len(known) > 2 else 'waits'}."]
    return " ".join(told) or NONE_HELD


def _inside(sentence: str) -> str:
    """A sentence as it stands behind a colon."""
    plain = sentence.rstrip(".")
    return plain[:1].lower() + plain[1:] if plain[1:2].islower() or plain[1:2] == " " else plain


def chase_list(morning: Morning, cycle: str) -> str:
    """Who is late with what, by authority, as plain text to send or print."""
    late = morning.late()
    head = f"Late on {in_words(morning.today)}, cycle {cycle}"
    if not late:
        return f"{head}\n\nNobody is late.\n"
    lines = [f"{row.name}: {_chased(row)}. Due {short(row.due)}, {_due(row)}." for row in late if row.due]
    return "\n".join((head, "", *lines)) + "\n"


def _chased(row: Row) -> str:
    line = row.line
    missing = [who for who, day in (("the chief executive", line.chief_executive), ("the lead member", line.lead_member)) if not day]
    sentence = _CHASED.get(row.step, row.step.lower())
    return sentence.format(who=" and ".join(missing), handed_in=line.handed_in, readers=line.readers, agreed=line.agreed, areas=line.areas)


def _due(row: Row) -> str:
    return due_in_words(row.due, row.today) if row.due else ""


def _named(codes: Iterable[str], names: Mapping[str, str], screen: str) -> str:
    known = sorted((code for code in codes if code in names), key=lambda code: names[code])
    if not known:
        return "The region"
    if len(known) > NAMED:
        return f"{_link(names[known[0]], screen, known[0])} and {few(len(known) - 1)} others"
    return _listed([_link(names[code], screen, code) for code in known])


def _link(name: str, screen: str, code: str) -> str:
    from html import escape

    return f'<a href="{screen}:{escape(code)}">{escape(name)}</a>'


def _count(number: int, one: str, several: str = "") -> str:
    return f"{few(number)} {one if number == 1 else several or one + 's'}"


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part) if parts else ""
