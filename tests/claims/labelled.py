"""The labelled sentences, read and scored: what is to be read out of each, and what was."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from wmpeer.claims.find import claims_of, tie_document
from wmpeer.claims.lexicon import lexicon
from wmpeer.claims.published import Board, open_board
from wmpeer.claims.records import Claim
from wmpeer.claims.whom import Gazetteer
from wmpeer.documents.queries import DocumentLine, DocumentPassages
from wmpeer.documents.records import Draft, ReadDocument, assemble
from wmpeer.indicators.queries import known_areas
from wmpeer.journal.workspace import Workspace

CALDERHOLT, WESTMARCH = "X08000003", "X12000001"
SIGNS = {"supports": "+", "contradicts": "x", "cannot-tell": "?"}


@dataclass(frozen=True)
class Expected:
    """A claim that is to be found; `*` is any period or mark, `-` a period that none is published for."""

    code: str
    who: str
    period: str
    mark: str

    def is_met_by(self, claim: Claim) -> bool:
        same = claim.code == self.code and claim.who == self.who
        return same and (self.period in ("*", claim.period) or (self.period == "-" and claim.published is None))


@dataclass(frozen=True)
class Labelled:
    """A sentence and the claims in it."""

    sentence: str
    expected: tuple[Expected, ...]


@dataclass
class Score:
    """How many claims were right, wrong and missed; `quiet` are sentences without a claim, `alarms` claims found in them."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    marked_otherwise: list[str] = field(default_factory=list)
    contradicted: int = 0
    contradicted_wrongly: list[str] = field(default_factory=list)
    quiet: int = 0
    alarms: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(self.right + len(self.wrong), 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + len(self.missed), 1)


def labelled(path: Path) -> dict[str, list[Labelled]]:
    """The sentences of the file, by part."""
    parts: dict[str, list[Labelled]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("=="):
            current = parts.setdefault(line.strip("= "), [])
        elif "=>" in line and not line.startswith("#"):
            sentence, _, said = line.partition("=>")
            wanted = () if said.strip() == "-" else tuple(Expected(*one.strip().rsplit(None, 3)) for one in said.split(" | "))
            current.append(Labelled(sentence.strip(), wanted))
    return parts


class Reader:
    """Reads claims out of single sentences, as of Calderholt in the demonstration's data."""

    def __init__(self, workspace: Workspace) -> None:
        book = workspace.read(known_areas, WESTMARCH)
        others = {area.ons for area in book if area.region == WESTMARCH}
        self._board: Board = workspace.read(open_board, CALDERHOLT, WESTMARCH, others)
        self._gazetteer = Gazetteer(lambda: book, CALDERHOLT, ("Calderholt",), WESTMARCH)

    def claims(self, text: str, *, heading: str = "", title: str = "Self-evaluation 2026") -> list[Claim]:
        """The claims in a document of one paragraph."""
        drafts = ([Draft("heading", heading, 1, 1)] if heading else []) + [Draft("paragraph", text, 1)]
        return self.document(assemble("text", drafts, title=title), f"{title}.md")

    def table(self, rows: list[list[str]], *, caption: str) -> list[Claim]:
        """The claims in a table of a document, under a heading."""
        drafts = [Draft("heading", caption, 1, 1), *(Draft("table-row", " | ".join(row).strip(), 1) for row in rows)]
        return self.document(assemble("docx", drafts, title="Self-evaluation 2026"), "Self-evaluation 2026.docx")

    def document(self, read: ReadDocument, name: str) -> list[Claim]:
        """The claims in a document as it was read."""
        count = len(read.passages)
        line = DocumentLine("", CALDERHOLT, "0" * 64, name, read.format, read.title, 1, count, read.characters, (), "", "", False)
        passages = DocumentPassages(line, read.passages)
        return claims_of(passages, tie_document(passages, lexicon(), self._gazetteer), self._board, lambda who: who)

    def score(self, rows: list[Labelled]) -> Score:
        score = Score()
        for row in rows:
            self._count(score, row)
        return score

    def _count(self, score: Score, row: Labelled) -> None:
        left = list(row.expected)
        score.quiet += not row.expected
        for claim in self.claims(row.sentence):
            said = f"{row.sentence} -> {claim.code} {claim.who} {claim.period} {claim.verdict}: {claim.why}"
            met = next((one for one in left if one.is_met_by(claim)), None)
            score.contradicted += claim.verdict == "contradicts"
            if met is None:
                (score.wrong if row.expected else score.alarms).append(said)
            else:
                left.remove(met)
                score.right += 1
            if claim.verdict == "contradicts" and (met is None or met.mark not in "*x"):
                score.contradicted_wrongly.append(said)
            if met is not None and met.mark not in ("*", SIGNS[claim.verdict]):
                score.marked_otherwise.append(said)
        score.missed += [f"{row.sentence} -> {one}" for one in left]
