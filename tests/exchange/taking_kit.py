"""Taking in, as tests do it: from paths to receipts; and a file as it stands, table by table, to compare."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from wmpeer.exchange.records import ReceiptLine, Taking
from wmpeer.exchange.taking import plan_taking, read_packs, take_in
from wmpeer.journal.queries import journal_faults, state_hash
from wmpeer.journal.rows import rebuild
from wmpeer.journal.workspace import Workspace
from wmpeer.store.plain import rows


def previewed(workspace: Workspace, *packs: Path) -> tuple[Taking, ...]:
    """What taking *packs* in would do."""
    return plan_taking(workspace, read_packs(workspace, packs))


def takes(workspace: Workspace, *packs: Path) -> tuple[ReceiptLine, ...]:
    """Take *packs* in, none of which may be refused."""
    takings = previewed(workspace, *packs)
    assert [one.refused for one in takings] == [()] * len(takings)
    return take_in(workspace, takings)


def refusals(workspace: Workspace, *packs: Path) -> list[str]:
    """The code by which each of *packs* is refused; empty where it is not."""
    return [one.refused[0].code if one.refused else "" for one in previewed(workspace, *packs)]


def dump(workspace: Workspace, leaving: Iterable[str] = ()) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""

    def every(session: object) -> dict[str, list[tuple[object, ...]]]:
        names = [name for (name,) in rows(session, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]  # type: ignore[arg-type]
        return {name: sorted(rows(session, f'SELECT * FROM "{name}"'), key=repr) for name in names if name not in set(leaving)}  # type: ignore[arg-type]

    return workspace.read(every)


def holds_together(workspace: Workspace) -> str:
    """The state hash, once nothing is wrong and the rows are what a rebuild makes of the revisions."""
    assert workspace.read(journal_faults) == ()
    before = dump(workspace)
    with workspace.file.writing() as session:
        rebuild(session)
    assert dump(workspace) == before
    return workspace.read(state_hash)


def sha256_of_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
