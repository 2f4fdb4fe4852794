"""The demonstration's self-evaluations as they are written: a few lines of facts, then plain Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
FICTIONAL = "Fictional: for demonstration"


@dataclass(frozen=True)
class Block:
    """A piece of a document: h1, h2, h3, para, bullets, numbers, table, note or scan."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Source:
    """A document before it is rendered. `pins` are figures that the data must carry: (code, year) to value."""

    authority: str
    file: str
    title: str
    page_each: bool
    pins: dict[tuple[str, int], str]
    body: str


def sources() -> list[Source]:
    """Every document of the demonstration, by file name of its source."""
    return [_source(path) for path in sorted(HERE.glob("*.md"))]


def _source(path: Path) -> Source:
    head, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
    facts: dict[str, str] = {}
    pins: dict[tuple[str, int], str] = {}
    for line in head.splitlines():
        name, value = line.split(": ", 1)
        if name == "pin":
            code, *years = _pin_parts(value)
            pins |= {(code, int(year)): number for year, number in (one.split("=") for one in years)}
        else:
            facts[name] = value
    return Source(facts["authority"], facts["file"], facts["title"], facts.get("pages") == "each", pins, body)


def _pin_parts(value: str) -> list[str]:
    first = re.search(r" \d{4}=", value)
    assert first, value
    return [value[: first.start()], *value[first.start() :].split()]


def blocks(source: Source, figures: object) -> list[Block]:
    """The blocks of *source*, its figure tables filled in by *figures* (a function of authority and directive)."""
    found: list[Block] = []
    for chunk in re.split(r"\n\s*\n", source.body.strip()):
        for kind, lines in _runs(chunk.splitlines()):
            found.append(_block(kind, lines, source.authority, figures))
    return found


def _runs(lines: list[str]) -> list[tuple[str, list[str]]]:
    runs: list[tuple[str, list[str]]] = []
    for line in lines:
        kind = _kind(line)
        if runs and runs[-1][0] == kind and kind not in ("h1", "h2", "h3"):
            runs[-1][1].append(line)
        else:
            runs.append((kind, [line]))
    return runs


def _kind(line: str) -> str:
    for mark, kind in (("### ", "h3"), ("## ", "h2"), ("# ", "h1"), ("- ", "bullets"), ("|", "table"), ("> ", "note")):
        if line.startswith(mark):
            return kind
    if re.match(r"\d+\. ", line):
        return "numbers"
    return "directive" if line.startswith("{") else "para"


def _block(kind: str, lines: list[str], authority: str, figures: object) -> Block:
    if kind in ("h1", "h2", "h3"):
        return Block(kind, lines[0].lstrip("# "))
    if kind == "bullets":
        return Block(kind, items=tuple(line[2:] for line in lines))
    if kind == "numbers":
        return Block(kind, items=tuple(line.split(". ", 1)[1] for line in lines))
    if kind == "table":
        rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
        return Block(kind, rows=tuple(row for row in rows if not set("".join(row)) <= set("-: ")))
    if kind == "directive":
        return Block("scan") if lines[0] == "{scan}" else Block("table", rows=figures(authority, lines[0].strip("{}")))  # type: ignore[operator]
    return Block(kind, " ".join(line.removeprefix("> ") for line in lines))


def runs_of(text: str) -> list[tuple[str, str]]:
    """*text* as pairs of style ("", "b", "i") and words."""
    found = []
    for part in re.split(r"(\*\*[^*]+\*\*|\*[^*]+\*)", text):
        if part.startswith("**"):
            found.append(("b", part[2:-2]))
        elif part.startswith("*") and part.endswith("*") and len(part) > 2:
            found.append(("i", part[1:-1]))
        elif part:
            found.append(("", part))
    return found


def plain(text: str) -> str:
    """*text* without its marks."""
    return "".join(words for _, words in runs_of(text))
