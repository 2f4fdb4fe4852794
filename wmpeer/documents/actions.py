"""Loading documents, and taking them out again."""

from __future__ import annotations

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from wmpeer.clock import iso, now
from wmpeer.documents.errors import (
    DocumentChangedError,
    DocumentNotLoadedError,
    DocumentThereAlreadyError,
    DocumentUndecidedError,
)
from wmpeer.documents.plan import LoadPlan, PlannedDocument
from wmpeer.documents.queries import documents
from wmpeer.documents.records import ReadDocument
from wmpeer.files import sha256_of
from wmpeer.journal.workspace import Changed, Workspace
from wmpeer.journal.writing import Journal
from wmpeer.models import documents as content
from wmpeer.progress import Progress, silent


def carry_out(workspace: Workspace, plan: LoadPlan, progress: Progress = silent) -> tuple[Changed, ...]:
    """Keep every document of *plan* that is new or a newer version: all of them, or none. A plan with nothing to load writes nothing.

    Raises:
        DocumentUndecidedError: a file's authority has not been chosen.
        DocumentChangedError: a file is no longer what was looked at.
        StoppedError: from *progress*.
    """
    for item in plan.questions():
        raise DocumentUndecidedError(name=item.name)
    items = plan.to_load()
    if not items:
        return ()
    changes: list[Changed] = []
    with workspace.write("Load document" if len(items) == 1 else "Load documents") as journal:
        lines = documents(journal.session, every=True)
        known = {(line.authority, line.sha256): line.id for line in lines}  # the newest of each
        versions = {line.id: line.version for line in lines}
        for done, item in enumerate(items):
            progress(done, len(items), item.name)
            changes.append(_keep(journal, item, known, versions))
        progress(len(items), len(items), "")
    return tuple(changes)


def _keep(journal: Journal, item: PlannedDocument, known: dict[tuple[str, str], str], versions: dict[str, int]) -> Changed:
    data = item.source.read()
    document = item.document
    if document is None or sha256_of(data) != item.sha256:
        raise DocumentChangedError(name=item.name)
    keep_content(journal.session, item.sha256, item.name, data, document)
    again = known.get((item.authority, item.sha256))
    replaces = item.replaces if item.replaces != again else ""
    version = versions.get(replaces, 0) + 1 if replaces else versions.get(again or "", 1)
    fields = _fields(item, document, version)
    entity = known[item.authority, item.sha256] = journal.keep("document", fields, entity=again, authority=item.authority)
    versions[entity] = version
    changed = journal.changed
    if item.replaces and item.replaces != entity:
        journal.keep("document", {"retired": True, "replaced_by": entity}, entity=item.replaces)
    return changed


def _fields(item: PlannedDocument, document: ReadDocument, version: int) -> dict[str, object]:
    return {
        "sha256": item.sha256,
        "name": item.name,
        "format": document.format,
        "title": document.title,
        "pages": document.pages,
        "passages": len(document.passages),
        "characters": document.characters,
        "picture_pages": list(document.picture_pages),
        "replaces": item.replaces or None,
        "replaced_by": None,
        "version": version,
        "loaded_at": iso(now()),
        "retired": False,
    }


def keep_content(session: Session, sha256: str, name: str, data: bytes, document: ReadDocument) -> None:
    """Keep the bytes and the passages beside the journal, unless they are here already."""
    connection = session.connection()
    if connection.scalar(select(content.Content.id).where(content.Content.sha256 == sha256)) is not None:
        return
    kept = connection.execute(insert(content.Content), {"sha256": sha256, "name": name, "size": len(data), "bytes": data})
    number = kept.lastrowid
    connection.execute(
        insert(content.Passage),
        [
            {
                "content": number, "number": one.number, "page": one.page, "kind": one.kind, "level": one.level, "start": one.start,
                "heading": one.heading, "text": one.text, "turns": [list(turn) for turn in one.turns] or None,
            }
            for one in document.passages
        ],
    )  # fmt: skip


def move_document(workspace: Workspace, document: str, authority: str) -> tuple[Changed, ...]:
    """Give the document of that id, which came in under the wrong authority, to *authority* (an ONS code), whole or not at all.

    The authority that had it keeps it as taken out, readable where findings quote it; what it stood in the place of there is in use again.

    Raises:
        DocumentNotLoadedError: no such document is in use.
        DocumentThereAlreadyError: *authority* has it.
    """
    every = workspace.read(documents, every=True)
    line = next((one for one in every if one.id == document and not one.retired), None)
    if line is None:
        raise DocumentNotLoadedError(name=document[:8])
    there = {one.sha256: one for one in every if one.authority == authority}
    standing = there.get(line.sha256)
    if standing is not None and not standing.retired:
        raise DocumentThereAlreadyError(name=line.name)
    older = next((one for one in every if one.id == line.replaces and one.retired), None)
    changes: list[Changed] = []
    with workspace.write("Move document") as journal:
        journal.keep("document", {"retired": True, "replaces": None}, entity=line.id)
        changes.append(journal.changed)
        if older is not None:
            journal.keep("document", {"retired": False, "replaced_by": None}, entity=older.id)
        fields = {
            "sha256": line.sha256, "name": line.name, "format": line.format, "title": line.title, "pages": line.pages,
            "passages": line.passages, "characters": line.characters, "picture_pages": list(line.picture_pages), "replaces": None,
            "replaced_by": None, "version": standing.version if standing else 1, "loaded_at": iso(now()), "retired": False,
        }  # fmt: skip
        journal.keep("document", fields, entity=standing.id if standing else None, authority=authority)
        changes.append(journal.changed)
    return tuple(changes)


def take_out(workspace: Workspace, sha256: str, authority: str | None = None) -> tuple[Changed, ...]:
    """Take a document out of use, for *authority* or for all that have it. It stays readable where findings quote it.

    Taken out already, nothing is written.

    Raises:
        DocumentNotLoadedError: no such document is here.
    """
    known = [line for line in workspace.read(documents, authority, every=True) if line.sha256 == sha256]
    if not known:
        raise DocumentNotLoadedError(name=sha256[:8])
    waiting = [line for line in known if not line.retired]
    if not waiting:
        return ()
    changes: list[Changed] = []
    with workspace.write("Take out document") as journal:
        for line in waiting:
            journal.keep("document", {"retired": True}, entity=line.id)
            changes.append(journal.changed)
    return tuple(changes)
