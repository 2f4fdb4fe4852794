"""What a person can put right, said as a sentence, a code and what to do next.

The docstring of a `WmpeerError` is what people read: its first paragraph is the sentence, its second what to do next. Both may name
facts in braces, given when the error is raised: ``raise PdfEncryptedError(name="Walsall.pdf", where="page 3")``.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that was wrong with something that came in, or that stands in the way.

    `code` is stable and listed by ``wmpeer codes``; `where` is a place a person can find ("page 3, table 2"), or empty.
    """

    code: str
    sentence: str
    where: str = ""
    next: str = ""


class WmpeerError(Exception):
    """Something could not be done.

    Try again; if it happens again, tell the regional office.
    """

    def __init__(self, *, where: str = "", **facts: object) -> None:
        self.where = where
        self.facts = facts
        super().__init__(self.sentence)

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if not cls.__dict__.get("__doc__"):
            raise TypeError(f"{cls.__name__} has no sentence")

    def __reduce__(self) -> tuple[object, ...]:
        return (_again, (type(self), self.where, self.facts))

    @classmethod
    def code(cls) -> str:
        """The error's stable name: ``PdfEncryptedError`` is ``pdf-encrypted``."""
        name = cls.__name__.removesuffix("Error")
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", name).lower()

    @classmethod
    def template(cls) -> tuple[str, str]:
        """The sentence and what to do next, with their facts still in braces."""
        paragraphs = inspect.cleandoc(cls.__doc__ or "").split("\n\n")
        first, second = (*paragraphs, "")[:2]
        return " ".join(first.split()), " ".join(second.split())

    @property
    def sentence(self) -> str:
        return self.template()[0].format_map(_Facts(self.facts))

    @property
    def next(self) -> str:
        return self.template()[1].format_map(_Facts(self.facts))

    def problem(self) -> Problem:
        """The same as a record, for a list of problems beside what went well."""
        return Problem(self.code(), self.sentence, self.where, self.next)

    def __str__(self) -> str:
        return f"{self.sentence} {self.next}".strip()


class _Facts(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "it"


def _again(kind: type[WmpeerError], where: str, facts: dict[str, object]) -> WmpeerError:
    return kind(where=where, **facts)


def known_errors(kind: type[WmpeerError] = WmpeerError) -> Iterator[type[WmpeerError]]:
    """Every error a person may be told of, among the modules imported so far, in order of code."""
    found = {kind}
    waiting = [kind]
    while waiting:
        for below in waiting.pop().__subclasses__():
            if below not in found:
                found.add(below)
                waiting.append(below)
    return iter(sorted(found, key=lambda one: one.code()))
