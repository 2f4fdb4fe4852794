"""The authorities that previous and next go through, in the list's own order. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Worklist:
    """Pairs of code and name; *mine* says it is the person's own list and not the whole region."""

    authorities: tuple[tuple[str, str], ...] = ()
    mine: bool = True

    @classmethod
    def of(cls, authorities: Sequence[tuple[str, str]], *, mine: bool) -> Worklist:
        return cls(tuple((code, name) for code, name in authorities), mine)

    def codes(self) -> list[str]:
        return [code for code, _ in self.authorities]

    def name(self, code: str) -> str:
        return dict(self.authorities).get(code, "")

    def at(self, code: str) -> int:
        """Where *code* stands, from 0; -1 where it is not in the list."""
        codes = self.codes()
        return codes.index(code) if code in codes else -1

    def beside(self, code: str, step: int) -> str:
        """The code *step* further; "" past the ends. From outside the list one comes to its first."""
        at = self.at(code)
        to = at + step if at >= 0 else 0
        return self.authorities[to][0] if 0 <= to < len(self.authorities) else ""

    def count(self, code: str, *, whole: bool) -> str:
        """ "4 of 14 in my list", or "4 of 14" where there is no room for the *whole*."""
        at = self.at(code)
        if at < 0:
            return ""
        return f"{at + 1} of {len(self.authorities)}{' in my list' if whole and self.mine else ''}"
