"""What every command takes, before it or after it, and how a workspace is opened."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wmpeer.cli.answer import DONE, NEWER, NOT_DONE, STOPPED, Answer, bar, give, tell_error
from wmpeer.errors import WmpeerError
from wmpeer.progress import StoppedError
from wmpeer.store.errors import KeyringEmptyError, NewerWorkspaceError

if TYPE_CHECKING:
    from wmpeer.journal.workspace import Workspace

ENVIRONMENT = "WMPEER_PASSPHRASE"
PROGRAM = "wmpeer command"


class PassphraseMissingError(WmpeerError):
    """There is no passphrase for “{name}”, and no terminal to ask for it.

    Give --passphrase-file, or set the environment variable WMPEER_PASSPHRASE.
    """


class PassphraseFileError(WmpeerError):
    """“{name}” could not be read: {why}.

    Check the path, and that the file holds the passphrase or key in its first line.
    """


@dataclass(slots=True)
class Common:
    """The options that stand before or after a command."""

    as_json: bool = False
    passphrase_file: Path | None = None
    on_behalf_of: str = ""
    open_window: Callable[[Path | None], int] | None = None


_OPTIONS = (
    click.option("--json", "as_json", is_flag=True, help="Print one JSON document on standard output, and nothing else there."),
    click.option(
        "--passphrase-file", type=click.Path(path_type=Path), help="Take the passphrase from the first line of this file.", metavar="PATH"
    ),
    click.option("--on-behalf-of", metavar="NAME", help="Record for another person of the workspace; both names are kept."),
)


def common_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the common options to a command or to the group."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def answering(command: Callable[..., Answer]) -> Callable[..., None]:
    """A command that returns an `Answer`; what a person can put right becomes a sentence and an exit code, never a traceback."""

    @common_options
    @click.pass_context
    @wraps(command)
    def run(context: click.Context, /, as_json: bool, passphrase_file: Path | None, on_behalf_of: str | None, **given: Any) -> None:
        above = context.find_object(Common) or Common()
        common = Common(as_json or above.as_json, passphrase_file or above.passphrase_file, on_behalf_of or above.on_behalf_of)
        context.exit(_answered(lambda: command(common, **given), common.as_json))

    return run


def _answered(run: Callable[[], Answer], as_json: bool) -> int:
    try:
        answer = run()
        give(answer, as_json)
    except NewerWorkspaceError as error:
        tell_error(error)
        return NEWER
    except StoppedError as error:
        tell_error(error)
        return STOPPED
    except WmpeerError as error:
        tell_error(error)
        return NOT_DONE
    except (KeyboardInterrupt, click.Abort):
        return STOPPED
    except BrokenPipeError:
        the_reader_left()
        return DONE
    return answer.code


def the_reader_left() -> None:
    """Whoever read our output has closed it; what is still in the buffers goes nowhere, and Python does not complain at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def passphrase_for(file: Path, common: Common, *, confirm: bool = False) -> str:
    """The passphrase: from the file given, from the environment, or typed.

    Raises:
        PassphraseMissingError: there is none and nobody to ask.
        PassphraseFileError: the file cannot be read, or its first line is empty.
    """
    given = _given(common)
    if given:
        return given
    if sys.stdin is None or not sys.stdin.isatty():
        raise PassphraseMissingError(name=file.name)
    return str(click.prompt(f"Passphrase for {file.name}", hide_input=True, confirmation_prompt=confirm, err=True))


def _given(common: Common) -> str:
    if common.passphrase_file:
        return first_line(common.passphrase_file)
    return os.environ.get(ENVIRONMENT, "")


def first_line(path: Path) -> str:
    """The first line of a file that holds a secret.

    Raises:
        PassphraseFileError: it cannot be read, or is empty.
    """
    try:
        line = path.read_text(encoding="utf-8-sig").split("\n")[0].rstrip("\r")
    except (OSError, ValueError) as error:
        raise PassphraseFileError(name=path.name, why=(getattr(error, "strerror", None) or "it is not text").lower()) from error
    if not line.strip():
        raise PassphraseFileError(name=path.name, why="its first line is empty")
    return line


def open_file(file: Path, common: Common) -> Workspace:
    """The workspace at *file*: with the passphrase given, else with what this laptop's keyring remembers, else with one typed.

    Raises:
        WmpeerError: no such file, no or a wrong passphrase, open elsewhere, damaged, saved by a newer program.
    """
    from wmpeer.journal.workspace import Workspace, open_workspace
    from wmpeer.store.file import WorkspaceFile

    given = _given(common)
    if not given:
        try:
            return Workspace(WorkspaceFile.open_here(file, progress=bar(), program=PROGRAM))
        except KeyringEmptyError:  # losing the keyring never loses data: the passphrase is asked for instead
            given = passphrase_for(file, common)
    return open_workspace(file, given, progress=bar(), program=PROGRAM)


class Opened:
    """A workspace open for one command: ``with Opened(file, common) as workspace``."""

    def __init__(self, file: Path, common: Common) -> None:
        self._file, self._common = file, common
        self._workspace: Workspace | None = None

    def __enter__(self) -> Workspace:
        self._workspace = open_file(self._file, self._common)
        try:
            return self._as_whom(self._workspace, self._common.on_behalf_of)
        except BaseException:
            self._workspace.close()
            raise

    @staticmethod
    def _as_whom(workspace: Workspace, name: str) -> Workspace:
        if not name:
            return workspace
        from wmpeer.judging.recording import on_behalf_of

        return on_behalf_of(workspace, name)

    def __exit__(self, *about: object) -> None:
        if self._workspace is None:
            return
        from wmpeer.store.errors import BackupFailedError

        try:
            self._workspace.close()
        except BackupFailedError as error:  # what the command did is kept, and its answer stands
            tell_error(error)
