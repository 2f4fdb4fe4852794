"""Loading a mixture of files without asking anybody: what is clear is kept, what is not is refused by name. The rest goes on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from wmpeer.intake.plan import carry_out, plan_intake
from wmpeer.intake.records import Result, Wishes
from wmpeer.journal.workspace import Workspace
from wmpeer.progress import Progress, silent


def load(workspace: Workspace, paths: Iterable[Path], wishes: Wishes, progress: Progress = silent) -> tuple[Result, ...]:
    """Load *paths*, documents as one batch and each table by itself; one result a file, in the order found.

    Raises:
        UnknownAuthorityError: *wishes* name an authority that is not of the region.
        StoppedError: *progress* was told to stop; what was kept before stays.
    """
    return carry_out(workspace, plan_intake(workspace, paths, progress, wishes), progress)
