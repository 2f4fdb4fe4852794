"""Other people's packages are fetched by one thread at a time.

Python locks each module for itself. Packages whose modules need each other (SQLAlchemy, PySide) come to harm when two threads fetch them at
once: each holds what the other waits for, Python lets one of them go on with a half-made module, and an import that is right fails
(``cannot import name … from partially initialized module``), or the interpreter stops. The window fetches its screens on threads.
"""

from __future__ import annotations

import builtins
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any

_OURS = "wmpeer"  # no two of our modules need each other: a test of the house holds them to it
_lock = threading.RLock()


def one_thread_at_a_time() -> None:
    """From now on an import statement that has to fetch something of another package waits for those that are at it."""
    usual = builtins.__import__
    if getattr(usual, "guarded", False):
        return

    def fetch(name: str, globals_: Any = None, locals_: Any = None, fromlist: Sequence[str] | None = (), level: int = 0) -> Any:
        if level or name.partition(".")[0] in _UNGUARDED or _asker(globals_) in _STANDARD or _is_there(name, fromlist):
            return usual(name, globals_, locals_, fromlist or (), level)
        with _lock:
            return usual(name, globals_, locals_, fromlist or (), level)

    guarded: Callable[..., Any] = fetch
    guarded.guarded = True  # type: ignore[attr-defined]
    builtins.__import__ = guarded


def _asker(globals_: Any) -> str:
    """The package whose statement it is. The standard library asks for others' packages as well (``copy`` for Jython's) and is not made to
    wait: whoever is at it may need that very module."""
    return str((globals_ or {}).get("__name__", "")).partition(".")[0]


def _is_there(name: str, fromlist: Sequence[str] | None) -> bool:
    """Whether the module is whole and holds all that is asked of it: nothing has to be fetched then."""
    module = sys.modules.get(name)
    if module is None or getattr(getattr(module, "__spec__", None), "_initializing", False):
        return False
    return all(hasattr(module, part) for part in fromlist or ())


_STANDARD = frozenset(sys.stdlib_module_names) - {"__main__"}
_UNGUARDED = _STANDARD | {_OURS}
