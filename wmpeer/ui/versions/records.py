"""What the screen of versions shows, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wmpeer.documents.changes import Comparison, compare
from wmpeer.documents.queries import DocumentLine, document_passages
from wmpeer.documents.records import Passage
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.moved import MovedClip, MovedEvidence
from wmpeer.judging.settling import Versions, document_versions, moved_evidence
from wmpeer.region.queries import find_authority, stood_aside

Moved = MovedEvidence | MovedClip


@dataclass(frozen=True, slots=True)
class VersionsPlace:
    """Where one is: ``settle`` or ``changes``, the earlier version (its SHA-256), and the row (a finding's evidence or a passage)."""

    part: str = ""
    old: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Two versions of one document side by side."""

    versions: Versions
    old: DocumentLine
    comparison: Comparison
    before: tuple[Passage, ...]
    after: tuple[Passage, ...]

    @property
    def new(self) -> DocumentLine:
        return self.versions.newest


@dataclass(frozen=True, slots=True)
class VersionsFound:
    """An authority's documents that have versions, the two chosen side by side (None where there are none), and the passages concerned."""

    authority: str
    name: str
    aside: str
    every: tuple[Versions, ...]
    beside: Beside | None
    moved: tuple[Moved, ...]


def versions_found(workspace: Workspace, authority: str, old: str = "", known: Beside | None = None) -> VersionsFound:
    """The version *old* (a SHA-256; the last but one of the first document where it is empty) beside the newest. *known* is not laid out
    again where it is still these two.
    """
    name, aside, every, moved = workspace.read(_standing, workspace.author, workspace.file.slot, authority)
    pairs = [(one, earlier) for one in every for earlier in one.earlier]
    chosen = next((pair for pair in pairs if pair[1].sha256 == old), pairs[0] if pairs else None)
    if chosen is None:
        return VersionsFound(authority, name, aside, every, None, moved)
    versions, earlier = chosen
    if known is not None and (known.old, known.new) == (earlier, versions.newest):
        return VersionsFound(authority, name, aside, every, known, moved)
    before = workspace.read(document_passages, earlier.sha256)
    after = workspace.read(document_passages, versions.newest.sha256)
    return VersionsFound(authority, name, aside, every, Beside(versions, earlier, compare(before, after), before, after), moved)


def _standing(session: Any, author: str, person: str, authority: str) -> tuple[str, str, tuple[Versions, ...], tuple[Moved, ...]]:
    aside = stood_aside(session, author).get(authority, "")
    moved = moved_evidence(session, authority, author, person)
    return find_authority(session, authority).name, aside, document_versions(session, authority), moved
