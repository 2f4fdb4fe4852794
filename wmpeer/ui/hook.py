"""The one hook for what is ours to mend: an error nobody in the program expected.

It is logged with its kind and its place in our code, never with its words, which may carry names or text from the record. What a
person may copy and send is the same.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import wmpeer
from wmpeer.clock import iso, now

log = logging.getLogger("wmpeer")
_ROOT = Path(wmpeer.__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Report:
    """What may be copied and sent: kinds of error and places in our code, no content."""

    at: str
    kind: str
    places: tuple[str, ...]

    def text(self) -> str:
        import platform  # asked only when something went wrong

        version = getattr(wmpeer, "__version__", "?")
        head = f"wmpeer {version}, Python {platform.python_version()}, {platform.system()} {platform.release()}, {self.at}"
        return "\n".join((head, self.kind, *(f"  {place}" for place in self.places)))


def report_of(error: BaseException) -> Report:
    """*error* and its causes, by kind and place."""
    kinds: list[str] = []
    places: list[str] = []
    link: BaseException | None = error
    while link is not None and len(kinds) < 5:
        kinds.append(type(link).__qualname__)
        places += [_place(frame) for frame in traceback.extract_tb(link.__traceback__)]
        link = link.__cause__ or link.__context__
    return Report(iso(now()), " from ".join(kinds), tuple(places))


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    short = path.relative_to(_ROOT.parent).as_posix() if path.is_relative_to(_ROOT) else path.name
    return f"{short}:{frame.lineno} in {frame.name}"


_listeners: list[Callable[[Report], None]] = []


def listen(listener: Callable[[Report], None]) -> None:
    """*listener* is told of every unexpected error, on whatever thread it happened."""
    _listeners.append(listener)


def unlisten(listener: Callable[[Report], None]) -> None:
    if listener in _listeners:
        _listeners.remove(listener)


def unexpected(error: BaseException) -> Report:
    """Log *error* without its content and tell the listeners."""
    report = report_of(error)
    log.error("%s", report.text())
    for listener in tuple(_listeners):
        listener(report)
    return report


def install() -> None:
    """Send what nobody caught, on any thread, to `unexpected`."""

    def caught(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(_kind, error, _trace)
        else:
            unexpected(error)

    def caught_in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            unexpected(args.exc_value)

    sys.excepthook = caught
    threading.excepthook = caught_in_thread
