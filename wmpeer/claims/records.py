"""Claims as screens and the command line have them: frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wmpeer.documents.records import Pages

Verdict = Literal["supports", "contradicts", "cannot-tell"]
VERDICTS: tuple[Verdict, ...] = ("supports", "contradicts", "cannot-tell")
VERDICT_WORDS: dict[str, str] = {"supports": "Supports", "contradicts": "Contradicts", "cannot-tell": "Cannot tell"}
AnswerCode = Literal["accepted", "corrected", "dismissed"]
ANSWERS: tuple[AnswerCode, ...] = ("accepted", "corrected", "dismissed")


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that a document says of an indicator, beside what is published.

    `id` is made of the document, the place and the indicator, and is the same on every laptop. `start` and `end` are the sentence's place
    in the document's text; `number_start` and `number_end` the number's, in the same count. `numbers` are as written, a change's first
    level first. `who` is ``own``, ``england``, ``region``, ``neighbours`` or an area's ONS code, `who_name` its name. `published` is None
    where there is no number to compare with; `published_text` is as the source shows it. `period` is as the source labels it, or as the
    document says it where no published period is meant. `evidence` is the code and period that a finding may point to, where there is one.
    """

    id: str
    document: str
    sha256: str
    page: int | None
    heading: str
    sentence: str
    start: int
    end: int
    number_start: int
    number_end: int
    numbers: tuple[float, ...]
    unit: str
    code: str
    title: str
    source: str
    who: str
    who_name: str
    period: str
    published: float | None
    published_text: str
    verdict: Verdict
    why: str
    areas: tuple[str, ...] = ()
    answer: ClaimAnswerLine | None = None
    last_page: int | None = None
    """The page on which the sentence ends, where it goes over the end of one."""

    @property
    def pages(self) -> Pages:
        """The pages on which its sentence stands."""
        return Pages(self.page, self.last_page or self.page)

    @property
    def evidence(self) -> tuple[str, str] | None:
        return (self.code, self.period) if self.published is not None and self.who == "own" else None

    def as_json(self) -> dict[str, object]:
        """The claim as the command line prints it."""
        return {
            "document": self.document, "page": self.page, "sentence": self.sentence,
            "numbers": [_plain(one) for one in self.numbers],
            "code": self.code, "period": self.period or None, "published": None if self.published is None else _plain(self.published),
            "verdict": self.verdict, "why": self.why, "id": self.id, "authority": self.who_name, "unit": self.unit,
            "source": self.source or None, "last_page": self.pages.last, "answer": self.answer.answer if self.answer else None,
        }  # fmt: skip


def _plain(value: float) -> float | int:
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else round(value, 6)


@dataclass(frozen=True, slots=True)
class ClaimAnswerLine:
    """What one person said of a claim's mark. A correction has the verdict they would give; `note` is their reason, or empty.

    One that is `carried` was given to an earlier version of the document, where the same sentence had the same mark.
    """

    id: str
    claim: str
    author: str
    author_name: str
    answer: AnswerCode
    verdict: Verdict | None
    note: str
    at: str
    carried: bool = False


@dataclass(frozen=True, slots=True)
class ClaimQuestion:
    """A statement about quality with nothing named that shows it, and the question worth asking."""

    document: str
    sha256: str
    page: int | None
    heading: str
    sentence: str
    start: int
    end: int
    question: str
    last_page: int | None = None

    @property
    def pages(self) -> Pages:
        """The pages on which its sentence stands."""
        return Pages(self.page, self.last_page or self.page)


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """What a person says of a claim. `verdict` goes with ``corrected`` only."""

    claim: Claim
    answer: AnswerCode
    verdict: Verdict | None = None
    note: str = ""
