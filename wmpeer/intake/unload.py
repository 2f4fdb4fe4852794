"""Taking a document or a batch of data out of use, whichever it is."""

from __future__ import annotations

from wmpeer.documents.actions import take_out
from wmpeer.documents.queries import documents
from wmpeer.indicators.actions import retire_batch
from wmpeer.indicators.queries import batches
from wmpeer.journal.workspace import Workspace


def unload(workspace: Workspace, sha256: str) -> str:
    """Take what has this SHA-256 out of use, every sheet of it: ``unloaded``, or ``unchanged`` where it was already.

    Raises:
        DocumentNotLoadedError: nothing here has it.
    """
    tables = [one for one in workspace.read(batches) if one.sha256 == sha256]
    if tables:
        if all(one.retired for one in tables):
            return "unchanged"
        retire_batch(workspace, sha256)
        return "unloaded"
    in_use = any(one.sha256 == sha256 and not one.retired for one in workspace.read(documents, None, every=True))
    take_out(workspace, sha256)
    return "unloaded" if in_use else "unchanged"
