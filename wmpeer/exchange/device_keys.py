"""This laptop's own keys, for whoever signs, seals and opens."""

from __future__ import annotations

from wmpeer.journal.device_keys import DeviceKeys, device_made_of, kept_keys, new_keys
from wmpeer.journal.workspace import Workspace

__all__ = ["DeviceKeys", "device_made_of", "own_keys"]


def own_keys(workspace: Workspace) -> DeviceKeys:
    """The keys of this file's laptop: made with the file, the same in each of its copies and backups."""
    keys = workspace.glance(kept_keys)
    if keys is not None:
        return keys
    with workspace.file.writing() as session:  # a file from before there were keys
        if (keys := kept_keys(session)) is None:
            keys = new_keys(workspace.device)
            for row in keys.kept().items():
                session.connection().exec_driver_sql("INSERT OR REPLACE INTO local(key, value) VALUES(?, ?)", row)
    return keys
