"""How a command answers: one JSON document on standard output, or plain lines; sentences on standard error; an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any

import click

from wmpeer.errors import Problem, WmpeerError
from wmpeer.progress import Progress

DONE, IN_PART, NOT_DONE, NEWER, STOPPED = 0, 1, 2, 3, 130


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found or did: `data` for ``--json``, `lines` for people, and the exit code."""

    data: Any
    lines: Sequence[str] = ()
    code: int = DONE


def say(sentence: str) -> None:
    """A sentence to the person, on standard error."""
    click.echo(sentence, err=True)


def give(answer: Answer, as_json: bool) -> None:
    """Write *answer* where it belongs."""
    if as_json:
        text = json.dumps(plain(answer.data), ensure_ascii=False, indent=1, allow_nan=False)
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")  # a lone surrogate is \udXXX, as JSON spells it
        sys.stdout.flush()
    else:
        for line in answer.lines:
            click.echo(line.encode("utf-8", "replace").decode("utf-8"))
        sys.stdout.flush()


def plain(data: Any) -> Any:
    """*data* as JSON knows it: records as mappings, tuples as lists."""
    if is_dataclass(data) and not isinstance(data, type):
        return plain(asdict(data))
    if isinstance(data, Mapping):
        return {str(key): plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple | set | frozenset):
        return [plain(one) for one in data]
    return data


def problem_data(problem: Problem) -> dict[str, str]:
    """A problem in the contract's shape."""
    return {"code": problem.code, "sentence": problem.sentence, "where": problem.where, "next": problem.next}


def tell(problem: Problem) -> None:
    """A problem as a person reads it."""
    where = f" ({problem.where})" if problem.where else ""
    say(f"{problem.sentence}{where} {problem.next} [{problem.code}]".replace("  ", " "))


def tell_error(error: WmpeerError) -> None:
    """What a person can put right, said on standard error."""
    tell(error.problem())


def bar() -> Progress:
    """A progress bar on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda done, total, label: None

    def advance(done: int, total: int, label: str) -> None:
        share = done / total if total else 0.0
        filled = "█" * int(share * 24)
        click.echo(f"\r{filled:░<24} {done} of {total}  {label[:44]:<44}", nl=done >= total, err=True)

    return advance


Command = Callable[..., Answer]
