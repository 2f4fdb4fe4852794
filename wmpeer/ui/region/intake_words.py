"""Taking in as words: what each file would do, what came of it, and what to ask of a sender. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from wmpeer.ui.kit.dates import few
from wmpeer.ui.kit.message import Message
from wmpeer.ui.kit.records import Cell

if TYPE_CHECKING:
    from pathlib import Path

    from wmpeer.indicators.compared import Restated
    from wmpeer.intake.plan import IntakePlan, PlannedFile
    from wmpeer.intake.records import Result

_LOOKS = {  # icon, tone, weight
    "new": ("file-plus", "strength", "regular"),
    "replaces": ("arrows-clockwise", "strength", "regular"),
    "unchanged": ("equals", "ink3", "regular"),
    "unclear": ("question", "question", "bold"),
    "asks": ("question", "question", "bold"),
    "maps": ("table", "question", "regular"),
    "sheet": ("clipboard-text", "strength", "regular"),
    "beside": ("equals", "ink3", "regular"),
    "refused": ("x-circle", "alert", "regular"),
}
_KINDS = {
    "self-evaluation": "document", "indicators": "figures", "dictionary": "dictionary", "inspections": "inspections",
    "neighbours": "neighbours",
}  # fmt: skip


def what(one: PlannedFile) -> str:
    """What a file is, with how much of it there is."""
    if one.kind == "self-evaluation":
        return f"{one.pages} pages" if one.pages else f"{one.passages:,} passages" if one.passages else "document"
    if one.rows is not None:
        return f"{_KINDS.get(one.kind, one.kind)}, {one.rows:,} rows"
    return {"capture-sheet": "capture sheet"}.get(one.kind, _KINDS.get(one.kind, one.kind))


_BY = {
    "file name": "its file’s name says so", "title": "its title says so", "first page": "its first page speaks of it most",
    "text": "its words speak of it most", "earlier version": "it says much the same as the one of this name",
}  # fmt: skip
"""Why a document is thought to be an authority's."""


def happens(one: PlannedFile, names: Mapping[str, str], *, left: bool = False) -> Cell:
    """What would be done with a file; *left* where a person left it out."""
    if left and one.status == "unclear":
        return Cell("left out", "minus-circle", "ink2", "ink3")
    icon, tone, weight = _LOOKS[one.status]
    tip = "\n".join(f"{problem.sentence} {problem.next}".strip() for problem in one.problems)
    loud = one.status == "refused"
    if one.unsaid and one.status in _THEN:
        icon, tone, weight = "warning-circle", "question", "regular"
    return Cell(_happens(one, names), icon, "alert" if loud else "ink2" if tone == "ink3" else "ink", tone, weight, tip=tip)


def _happens(one: PlannedFile, names: Mapping[str, str]) -> str:
    if one.status == "maps":
        return f"{one.doubt[:1].upper()}{one.doubt[1:]}" if one.doubt else "its columns are not known: say what they are"
    read = _read_by(one)
    said = read + _THEN[one.status] if read and one.status in _THEN else _kept_as(one, names)
    if one.restated and one.status in _THEN:
        said = f"{_restated(one.restated, names)}; {said}"
    if not one.unsaid or one.status not in _THEN:
        return said
    from wmpeer.indicators.mapped import unsaid_words

    return f"{unsaid_words(one.unsaid)}; {said}"


def _restated(found: Sequence[Restated], names: Mapping[str, str]) -> str:
    """What a file restates: "1 figure restated: Walsall, Referrals, Q1 2025-26, was 521, now 530"; an authority of the region first."""
    first = next((one for one in found if one.area in names), found[0])
    count = f"{len(found):,} figure{'' if len(found) == 1 else 's'} restated"
    told = f"{names.get(first.area, first.area)}, {first.code}, {first.period}, was {first.was.strip()}, now {first.now.strip()}"
    return f"{count}: {told}" if len(found) == 1 else f"{count}, such as {told}"


_THEN = {"new": "", "replaces": ", in the place of an earlier file", "asks": "; asks one question"}


def _read_by(one: PlannedFile) -> str:
    """By which mapping a table is read, or that a person said it for this file alone."""
    if not one.uses:
        return ""
    from wmpeer.indicators.mapped import said_of

    return said_of(one.uses) or "read as you said, this time only"


def _kept_as(one: PlannedFile, names: Mapping[str, str]) -> str:
    whose = names.get(one.authority, "")
    why = f": {_BY[one.matched_by]}" if one.matched_by in _BY else ""
    match one.status:
        case "new":
            more = f", {few(len(one.questions))} to choose, below its row when that is chosen" if one.questions else ""
            return f"new for {whose}{why}" if whose else f"new source: {one.source}{more}" if one.source else "new"
        case "replaces":
            return f"a newer version for {whose}{why}" if whose else f"in the place of an earlier {one.source}"
        case "unchanged":
            return f"here already for {whose}, nothing changes" if whose else "here already, nothing changes"
        case "unclear":
            return why_asked(one, names)
        case "asks":
            return f"asks {few(len(one.open_questions))} question{'s' if len(one.open_questions) > 1 else ''}"
        case "sheet":
            return "a colleague’s views are recorded for them"
        case "beside":
            return "goes with the table of that name"
    if not one.problems:
        return "cannot be taken in"
    problem = one.problems[0]
    said = problem.sentence.removeprefix(f"“{one.path.name}” ")  # the name stands in the row already
    return f"{said} {problem.next}".strip()


def why_asked(one: PlannedFile, names: Mapping[str, str]) -> str:
    """Why nobody but a person can say whose a document is."""
    if earlier := [names[code] for code in one.earlier if code in names]:
        return f"{_listed(earlier, 'and')} {'has' if len(earlier) == 1 else 'have'} a document of this name that says other things"
    likely = [names[code] for code in one.candidates if code in names]
    if not likely:
        from wmpeer.intake.plan import NAMES_NONE

        return NAMES_NONE
    return f"it names {likely[0]}, but not clearly" if len(likely) == 1 else f"it could be {_listed(likely[:3], 'or')}"


def _listed(names: Sequence[str], word: str) -> str:
    return f"{', '.join(names[:-1])} {word} {names[-1]}" if len(names) > 1 else names[0]


def verb(plan: IntakePlan) -> str:
    """What the button says: "Take in 23 files"."""
    number = len(plan.to_take_in())
    return f"Take in {number} file{'' if number == 1 else 's'}" if number else "Nothing to take in"


def summary(plan: IntakePlan, left: int = 0) -> str:
    """The plan in one sentence: "18 new, 2 newer, 3 here already, 1 asks, 1 refused"; *left* is how many a person left out."""
    counts = Counter(one.status for one in plan.items)
    ask = counts["unclear"] + counts["asks"] + counts["maps"] - left
    parts = [
        (counts["new"] + counts["sheet"], "new"), (counts["replaces"], "newer than what is here"), (counts["unchanged"], "here already"),
        (ask, "to be answered"), (left, "left out"), (counts["refused"], "cannot be taken in"),
    ]  # fmt: skip
    said = f"{', '.join(f'{number} {word}' for number, word in parts if number)}. Nothing is kept yet."
    return f"{said} What is not answered is left out." if ask and plan.to_take_in() else said


def outcome(results: Sequence[Result], left: Collection[Path] = ()) -> Message:
    """What came of it, without actions; *left* are the files that a person left out."""
    came = [one for one in results if one.status in ("loaded", "replaced")]
    refused = cannot(results, left)
    unchanged = sum(one.status == "unchanged" for one in results)
    apart = f"{_files(len(left))} {'was' if len(left) == 1 else 'were'} left out, as you chose." if left else ""
    if not refused:
        rest = f"{_files(unchanged)} {'was' if unchanged == 1 else 'were'} here already." if unchanged else ""
        said = f"{_files(len(came))} came in." if came else "Nothing was new."
        return Message(said, f"{rest} {apart}".strip(), "success" if came else "info")
    problem = refused[0].problems[0] if refused[0].problems else None
    others = f"the other {len(came)} {'is' if len(came) == 1 else 'are'} in." if came else "nothing else came in."
    if len(refused) == 1 and problem:
        said = f"“{refused[0].path.name}” was not taken in."
        why = problem.sentence.removeprefix(f"“{refused[0].path.name}” ")
        why = f"{why[:1].upper()}{why[1:]}"
        return Message(said, f"{why} {problem.next.rstrip('.') + '; ' if problem.next else ''}{others} {apart}".strip(), "error")
    more = f" and {few(len(refused) - 2)} more" if len(refused) > 2 else ""
    named = (", " if more else " and ").join(f"“{one.path.name}”" for one in refused[:2])
    said = f"{_files(len(refused))} could not be taken in: {named}{more}."
    return Message(said, f"{others[:1].upper()}{others[1:]} {apart}".strip(), "error")


def cannot(results: Sequence[Result], left: Collection[Path]) -> list[Result]:
    """What could not be taken in, without what a person left out."""
    return [one for one in results if one.status == "refused" and one.path not in left]


def request(refused: Sequence[Result]) -> str:
    """A polite text to send to whoever sent what could not be taken in."""
    many = len(refused) > 1
    lines = [f"- {one.path.name}: {one.problems[0].sentence if one.problems else 'it could not be read.'}" for one in refused]
    return "\n".join((
        "Hello,",
        "",
        f"thank you for what you sent. {'These files' if many else 'This file'} could not be read here:",
        "",
        *lines,
        "",
        f"Could you send {'them' if many else 'it'} again? A self-evaluation is best as a Word document (.docx) or as a PDF with its text, "
        "without a password; figures are best as CSV or Excel (.xlsx).",
        "",
        "With thanks and kind regards",
        "",
    ))  # fmt: skip


def _files(number: int) -> str:
    return f"{few(number).capitalize() if number else 'No'} file{'' if number == 1 else 's'}"
