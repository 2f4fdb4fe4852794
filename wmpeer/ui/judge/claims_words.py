"""What the claims of a text say on the screen: their rows, their order, their counts, the finding that one key makes. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from wmpeer.claims.actions import claim_evidence
from wmpeer.claims.carried import CHANGED, GONE, OTHERWISE, OUT, EarlierClaim
from wmpeer.claims.records import Claim, ClaimQuestion
from wmpeer.documents.records import Pages
from wmpeer.indicators.values import apart
from wmpeer.judging.records import FindingDraft, FindingLine, QuoteDraft
from wmpeer.ui.kit.kinds import CLAIMS, Mark

OPEN, SEEN, ALL = "open", "seen", "all"
SHOWN: tuple[tuple[str, str], ...] = ((OPEN, "To look at"), (SEEN, "Looked at"), (ALL, "All"))
MARKS: tuple[tuple[str, str], ...] = (
    ("", "Every mark"), ("contradicts", "Data contradicts"), ("supports", "Data supports"), ("cannot-tell", "Cannot tell"),
)  # fmt: skip
ANSWERED = {"accepted": "accepted", "corrected": "corrected", "dismissed": "dismissed"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a heading (`head`), a claim, or a question; `asked` says that the question is among one's findings.

    `earlier` is why an answered claim is of an earlier version only (`wmpeer.claims.carried`), or empty.
    """

    head: str = ""
    claim: Claim | None = None
    question: ClaimQuestion | None = None
    asked: bool = False
    earlier: str = ""

    @property
    def key(self) -> str:
        if self.claim is not None:
            return self.claim.id
        return f"{self.question.sha256}/{self.question.start}" if self.question is not None else ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims wait that data contradict or cannot tell of, how many of those are of the present area, how many were looked at, and
    how many wait that are as published: a table of figures has hundreds of these, and nobody need look at each."""

    to_look_at: int = 0
    looked_at: int = 0
    here: int = 0
    earlier: int = 0
    as_published: int = 0

    def words(self) -> str:
        before = f" · {self.earlier} of an earlier version" if self.earlier else ""
        if not self.to_look_at + self.looked_at + self.as_published:
            return f"none found{before}"
        here = f" ({self.here} in this area)" if self.here else ""
        agreeing = f" · {self.as_published} as published" if self.as_published else ""
        return f"{self.to_look_at} to look at{here}, {self.looked_at} looked at{agreeing}{before}"


def counts(claims: Sequence[Claim], area: str, earlier: int = 0) -> Counts:
    open_ = [one for one in claims if one.answer is None]
    waiting = [one for one in open_ if not _agrees(one)]
    return Counts(len(waiting), len(claims) - len(open_), sum(area in one.areas for one in waiting), earlier, len(open_) - len(waiting))


def _agrees(claim: Claim) -> bool:
    return claim.verdict == "supports"


def rows(
    claims: Sequence[Claim], questions: Sequence[ClaimQuestion], area: str, shown: str, mark: str, asked: Collection[str],
    earlier: Sequence[EarlierClaim] = (),
) -> tuple[Row, ...]:  # fmt: skip
    """Those of *area* first, then the others: what data contradict, then what they cannot tell of, each in the order of the text. Then what
    is as published, by area too; then what was said of an earlier version and could not be carried over; questions last, where no one mark
    is asked for.

    *shown* is one of `SHOWN`, *mark* a verdict or empty, *asked* the keys of questions that are among one's findings.
    """
    kept = [one for one in claims if _is_shown(one, shown) and mark in ("", one.verdict)]
    here, others = _by_area([one for one in kept if not _agrees(one)], area)
    agreeing, agreeing_elsewhere = _by_area([one for one in kept if _agrees(one)], area)
    asks = [replace(one, asked=one.key in asked) for one in (Row(question=question) for question in questions)]
    asks = [one for one in asks if not mark and (shown == ALL or one.asked == (shown == SEEN))]
    before = [Row(claim=one.claim, earlier=one.why) for one in earlier if mark in ("", one.claim.verdict)]
    parts = (
        ("In this area", here), ("Elsewhere in the text" if here or agreeing else "", others),
        ("As published, in this area", agreeing), ("As published, elsewhere", agreeing_elsewhere),
        ("Said of an earlier version", before), ("Questions to ask", asks),
    )  # fmt: skip
    found: list[Row] = []
    for head, part in parts:
        if part:
            found += [*([Row(head=f"{head}, {len(part)}")] if head else []), *part]
    return tuple(found)


def _by_area(claims: Sequence[Claim], area: str) -> tuple[list[Row], list[Row]]:
    """Those of *area* and the others; what data contradict stands before what they cannot tell of."""
    told = sorted(claims, key=lambda one: one.verdict != "contradicts")
    return [Row(claim=one) for one in told if area in one.areas], [Row(claim=one) for one in told if area not in one.areas]


def _is_shown(claim: Claim, shown: str) -> bool:
    return shown == ALL or (claim.answer is not None) == (shown == SEEN)


def asked_keys(questions: Sequence[ClaimQuestion], findings: Sequence[FindingLine]) -> frozenset[str]:
    """The keys of the questions whose sentence already stands behind a question of one's own."""
    quoted = {(quote.sha256, quote.start) for line in findings if line.kind == "question" for quote in line.quotes}
    return frozenset(Row(question=one).key for one in questions if (one.sha256, one.start) in quoted)


def has_finding(draft: FindingDraft, findings: Sequence[FindingLine]) -> bool:
    """Whether a finding of the same kind already says the same words."""
    return any(one.kind == draft.kind and one.text == draft.text for one in findings)


# -- words


def look_of(claim: Claim) -> Mark:
    return CLAIMS[claim.verdict]


def published(claim: Claim) -> str:
    """What is published, in a word: "69 in 2025"; empty where nothing can be compared with."""
    return f"{apart(claim.published_text)} in {claim.period}" if claim.published is not None and claim.published_text else ""


def place_words(pages: Pages, document: str) -> str:
    return pages.said() or document.rpartition(".")[0] or document


def answer_words(claim: Claim) -> str:
    """What was said of the mark: "You accepted this mark." """
    said = claim.answer
    if said is None:
        return ""
    before = " in an earlier version" if said.carried else ""
    if said.answer == "corrected" and said.verdict:
        note = f" {said.note.rstrip('.')}." if said.note else ""
        return f"You corrected this mark{before} to: {CLAIMS[said.verdict].word.lower()}.{note}"
    return f"You {ANSWERED[said.answer]} this mark{before}."


EARLIER = {
    CHANGED: "The sentence was changed in the new version.",
    GONE: "The sentence is not in the new version.",
    OTHERWISE: "The sentence is in the new version, with another mark.",
    OUT: "The document was taken out.",
}
"""Why what was said of a claim could not be carried over."""


def about(claim: Claim) -> str:
    """The indicator, and whose number it is where it is not the authority's own."""
    return claim.title if claim.who == "own" else f"{claim.title} – {claim.who_name}"


def spoken(row: Row) -> str:
    """A row as a sentence for a screen reader."""
    if row.claim is not None:
        one = row.claim
        said = answer_words(one)
        where = f"{one.pages.said(long=True).capitalize()}." if one.page else ""
        why = f"{EARLIER[row.earlier]} {one.why}" if row.earlier else one.why
        return " ".join(part for part in (f"{look_of(one).word}: “{plain(one.sentence)}”.", about(one) + ".", why, where, said) if part)
    if row.question is not None:
        return f"Question to ask: {row.question.question} “{plain(row.question.sentence)}”{' Asked.' if row.asked else ''}"
    return row.head


def plain(sentence: str) -> str:
    """A sentence on one line, letter for letter as long as it was."""
    return "".join(" " if letter.isspace() else letter for letter in sentence)


def around(sentence: str, start: int, end: int, room: int) -> tuple[str, str, str]:
    """What stands before the number, the number, and what follows, begun so that the number is seen within *room* letters."""
    whole = plain(sentence)
    start, end = max(0, min(start, len(whole))), max(0, min(end, len(whole)))
    first = 0
    if end > room:
        first = max(0, start - room // 2)
        space = whole.find(" ", first, start)
        first = space + 1 if space >= 0 else first
    return ("…" if first else "") + whole[first:start], whole[start:end], whole[end:]


# -- findings


def claim_finding(authority: str, area: str, kind: str, claim: Claim) -> FindingDraft:
    """The finding that one key makes of a claim, with the sentence and, where one is published, the figure as evidence."""
    number = plain(claim.sentence[claim.number_start - claim.start : claim.number_end - claim.start]).strip() or "the number"
    texts: dict[str, Callable[[], str]] = {
        "question": lambda: f"{claim.title}: what stands behind “{number}”? {claim.why}",
        "consider": lambda: f"{claim.title}: say which figure and period “{number}” is. {claim.why}",
    }
    text = texts.get(kind, lambda: f"{claim.title}: the text says “{number}”. {claim.why}")()
    return FindingDraft(authority, area, kind, text, evidence=claim_evidence(claim))


def question_finding(authority: str, area: str, question: ClaimQuestion) -> FindingDraft:
    """A question about a statement that names nothing which shows it."""
    quote = QuoteDraft(question.sentence, question.sha256, question.start, question.end)
    return FindingDraft(authority, area, "question", question.question, evidence=(quote,))


def area_for(claim: Claim, present: str, known: Collection[str]) -> str:
    """The area a finding about *claim* belongs to: the present one if it speaks of it or of none, else its own first."""
    own = [one for one in claim.areas if one in known]
    return present if not own or present in own else own[0]


# -- empty places


def nothing_words(name: str, documents: int, batches: int, found: int, shown: str, mark: str) -> str:
    """Why the list is empty; *found* is how many claims there are in all."""
    if not documents:
        return f"There is no text of {name} yet. Claims are looked for in its documents as soon as they are here."
    if not found and not batches:
        return "No figures of this text could be tied to the region’s data: no data is loaded yet."
    if not found:
        return (
            "No figures of this text could be tied to the region’s data: no sentence gives a number for an indicator that is loaded, "
            "or it does not say clearly which."
        )
    if mark:
        return "No claim here has this mark. Choose another above."
    return "Every claim of this text is looked at." if shown == OPEN else "No claim of this text is looked at yet."
