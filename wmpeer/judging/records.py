"""What is recorded about an authority, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from wmpeer.documents.records import Pages
from wmpeer.errors import Problem
from wmpeer.journal.workspace import Changed

AnchorState = Literal["anchored", "moved", "uncertain", "lost"]
"""Where it was recorded; found again in a later version; for a person to settle there; not there any more."""


@dataclass(frozen=True, slots=True)
class QuoteDraft:
    """Words of a document, as a person chose them.

    `document` is a SHA-256 (or the start of one) or a file name; empty looks in all of the authority's documents. `start` and `end` are
    offsets in the document's text (W3C TextPositionSelector), or None when only the words are known; `prefix` and `suffix` are what
    stands before and after (TextQuoteSelector).
    """

    quote: str
    document: str = ""
    start: int | None = None
    end: int | None = None
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """A figure as evidence: the code of an indicator and the period as its source labels it. An empty `source` takes any.

    With `flag`, the code of a rule, it is the flag on that figure that is the evidence, with the rule's sentence as it reads today.
    """

    indicator: str
    period: str
    source: str = ""
    flag: str = ""
    said: str = field(default="", compare=False)
    """The figure or the flag in words, for whoever writes about it."""

    @property
    def quote(self) -> str:
        """What stands for it where quotes are listed."""
        return self.said or f"{'Flag on ' if self.flag else ''}{self.indicator} {self.period}"


class PercentBox(NamedTuple):
    """A rectangle in per cent of a page as it is seen, from its top left."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ClipDraft:
    """A part of page *page* (from 1) of a document (its SHA-256) as evidence. `image` names its picture (`judging.clips.keep_clipping`)."""

    document: str
    page: int
    box: PercentBox
    image: str

    @property
    def quote(self) -> str:
        """What stands for it where quotes are listed."""
        return f"Picture of a part of page {self.page}"


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """A finding before it is kept.

    `level` is 1 to 4 and belongs to a concern alone; `in_letter` None takes the kind's own rule; `rank` orders areas to consider, 1 first;
    `about` is the id of the finding that a suggestion answers.
    """

    authority: str
    area: str
    kind: str
    text: str
    level: int | None = None
    tags: tuple[str, ...] = ()
    in_letter: bool | None = None
    rank: int | None = None
    about: str = ""
    evidence: tuple[QuoteDraft | FigureDraft | ClipDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class ViewDraft:
    """What one person says of an area; an empty string says nothing, and nothing said is not judged."""

    authority: str
    area: str
    own_grade: str = ""
    view: str = ""
    confidence: str = ""
    direction: str = ""
    priority: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A passage as evidence. `document` is the file's name, `page` None where the format has no pages.

    Found again in a later version, it says that version's words, document and place; uncertain or lost, those of the version in which it
    was recorded, without `start` and `end`.
    """

    id: str
    quote: str
    document: str
    sha256: str
    page: int | None
    start: int | None
    end: int | None
    prefix: str
    suffix: str
    state: AnchorState
    last_page: int | None = None
    """The page on which the words end, where they go over the end of one."""

    @property
    def pages(self) -> Pages:
        """The pages on which its words stand."""
        return Pages(self.page, self.last_page or self.page)


@dataclass(frozen=True, slots=True)
class PassageLine:
    """Words as they stand in one version of a document: offsets in its text, and what stands before and behind them."""

    document: str
    sha256: str
    page: int | None
    start: int
    end: int
    words: str
    prefix: str = ""
    suffix: str = ""
    last_page: int | None = None
    """The page on which the words end, where they go over the end of one."""

    @property
    def pages(self) -> Pages:
        """The pages on which the words stand."""
        return Pages(self.page, self.last_page or self.page)


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure as evidence, as it read on the day it was recorded. `value` None where the source has a marker.

    Where a flag on it is the evidence, `flag` is the code of its rule and `sentence` what the flag said that day.
    """

    id: str
    indicator: str
    period: str
    source: str
    title: str
    value: float | None
    text: str
    england: str = ""
    flag: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class ClipLine:
    """A part of a page as evidence; `image` is the SHA-256 of its picture.

    Found again in a later version, it says that version's document, page and rectangle; uncertain or lost, those of the version in which
    it was recorded.
    """

    id: str
    document: str
    sha256: str
    page: int
    box: PercentBox
    image: str
    state: AnchorState


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding as it stands.

    `in_letter` and `rank` are its author's proposal where `finding_lines` gave it; from `letter_findings` they are what counts for the
    letter, and `chosen` says whether the panel decided that. A level that was said apart is None until it is settled; `unsettled` names it.
    """

    id: str
    authority: str
    area: str
    kind: str
    text: str
    level: int | None
    tags: tuple[str, ...]
    in_letter: bool
    rank: int | None
    about: str
    author: str
    author_name: str
    recorded_by: str
    changed_at: str
    quotes: tuple[QuoteLine, ...] = ()
    figures: tuple[FigureLine, ...] = ()
    chosen: bool = False
    clips: tuple[ClipLine, ...] = ()
    unsettled: tuple[str, ...] = ()

    @property
    def supported(self) -> bool:
        """Whether a passage, a figure or a picture stands behind it."""
        return bool(self.quotes or self.figures or self.clips)


@dataclass(frozen=True, slots=True)
class ViewLine:
    """One person's view of one area, as it stands; empty strings where nothing was said, and where it was said apart and is `unsettled`."""

    id: str
    authority: str
    area: str
    author: str
    author_name: str
    own_grade: str
    view: str
    confidence: str
    direction: str
    priority: str
    reason: str
    changed_at: str
    unsettled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """The panel's agreed judgement of an area; a code that was said apart is empty until it is settled, and `unsettled` names it."""

    id: str
    authority: str
    area: str
    view: str
    confidence: str
    wording: str
    reason: str
    changed_at: str
    unsettled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RaisedLine:
    """When, by whom and how a concern was raised with the authority."""

    id: str
    authority: str
    finding: str
    on: str
    by: str
    how: str


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A private note and what it points at; only its author ever sees it."""

    id: str
    authority: str
    area: str
    text: str
    changed_at: str
    quotes: tuple[QuoteLine, ...] = ()
    figures: tuple[FigureLine, ...] = ()
    clips: tuple[ClipLine, ...] = ()

    @property
    def points(self) -> bool:
        """Whether it points at something."""
        return bool(self.quotes or self.figures or self.clips)


@dataclass(frozen=True, slots=True)
class PointLine:
    """A point of an earlier cycle and what came of it (``done``, ``under-way``, ``not-mentioned`` or empty)."""

    id: str
    authority: str
    area: str
    kind: str
    text: str
    cycle: str
    outcome: str
    comment: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """What happens next and by which day (ISO)."""

    what: str
    by: str


@dataclass(frozen=True, slots=True)
class LetterDetails:
    """What a letter says beside findings and judgements."""

    authority: str
    addressee: str = ""
    signatory: str = ""
    reflection: str = ""
    held_on: str = ""
    stage: str = ""
    next_steps: tuple[NextStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that was kept, what is worth knowing about it, and what it changed (None where nothing was written)."""

    id: str
    problems: tuple[Problem, ...] = field(default=())
    changed: Changed | None = None
