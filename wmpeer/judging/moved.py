"""What a new version of a document means for evidence, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wmpeer.documents.records import Pages
from wmpeer.judging.records import PassageLine, PercentBox

Fate = Literal["unchanged", "moved", "uncertain", "lost"]
Answer = Literal["", "here", "lost"]


@dataclass(frozen=True, slots=True)
class MovedEvidence:
    """A passage behind a finding or a private note (`kind` ``note``, `finding` its id), and what the newest version of its document means.

    `was` is the passage as it was recorded, for good; `now` where it stands, or what is suggested, or None. `reason` is one of
    `wmpeer.documents.reanchor.Reason`, `confidence` from 0 to 1; `others` are further places that may be meant. `answer` is what a person
    settled for this version: it stands at `now`, or it is kept as lost.
    """

    finding: str
    area: str
    kind: str
    text: str
    author_name: str
    id: str
    was: PassageLine
    newest: str
    fate: Fate
    reason: str
    confidence: float
    now: PassageLine | None = None
    others: tuple[PassageLine, ...] = ()
    answer: Answer = ""

    @property
    def waits(self) -> bool:
        """Whether a person is to settle it."""
        return self.fate in ("uncertain", "lost") and not self.answer


@dataclass(frozen=True, slots=True)
class ClipSpot:
    """A part of a page of one version of a document; `image` is the SHA-256 of its picture, or empty where none is kept."""

    document: str
    sha256: str
    page: int
    box: PercentBox
    image: str

    @property
    def words(self) -> str:
        """What stands for it where quotes are listed."""
        return f"Picture of a part of page {self.page}"

    @property
    def pages(self) -> Pages:
        """The page it is a part of, first and last."""
        return Pages(self.page, self.page)

    @property
    def start(self) -> int:
        """What puts it in order among passages of its document."""
        return 0


@dataclass(frozen=True, slots=True)
class MovedClip:
    """A picture behind a finding or a private note, and what the newest version of its document means for it: as `MovedEvidence`.

    `reason` is also ``not-compared`` where the two versions' pages were not laid side by side yet.
    """

    finding: str
    area: str
    kind: str
    text: str
    author_name: str
    id: str
    was: ClipSpot
    newest: str
    fate: Fate
    reason: str
    confidence: float = 0.0
    now: ClipSpot | None = None
    others: tuple[ClipSpot, ...] = ()
    answer: Answer = ""

    @property
    def waits(self) -> bool:
        """Whether a person is to settle it."""
        return self.fate in ("uncertain", "lost") and not self.answer
