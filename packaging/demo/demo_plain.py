"""Renders a document as Markdown, plain text and RTF."""

from __future__ import annotations

from demo_source import FICTIONAL, Block, Source, plain

_SIZES = {"h1": 36, "h2": 28, "h3": 24}


def markdown(source: Source, blocks: list[Block]) -> bytes:
    """The source as it is written, with the mark under its title and at its end."""
    title, rest = source.body.strip().split("\n", 1)
    return f"{title}\n\n*{FICTIONAL}.*\n{rest}\n\n---\n\n*{FICTIONAL}.*\n".encode()


def text(source: Source, blocks: list[Block]) -> bytes:
    """Plain text with underlined headings, wrapped at 78 characters, Windows line ends."""
    lines: list[str] = []
    for block in blocks:
        if block.kind in ("h1", "h2", "h3"):
            words = plain(block.text).upper() if block.kind == "h1" else plain(block.text)
            lines += ["", words, ("=" if block.kind == "h1" else "-") * len(words), ""]
            lines += [f"({FICTIONAL}.)", ""] if block.kind == "h1" else []
        elif block.kind in ("bullets", "numbers"):
            lines += [*(f"- {plain(item)}" for item in block.items), ""]
        elif block.kind == "table":
            lines += ["\t".join(plain(cell) for cell in row) for row in block.rows] + [""]
        else:
            lines += [*_wrapped(plain(block.text)), ""]
    return ("\r\n".join([*lines, f"({FICTIONAL}.)"]).lstrip() + "\r\n").encode()


def _wrapped(words: str) -> list[str]:
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + len(word) > 77:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def rtf(source: Source, blocks: list[Block]) -> bytes:
    """RTF with outline levels on headings, real bullets and tables."""
    parts = [
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}"
        r"{\s2\outlinelevel1 heading 2;}{\s3\outlinelevel2 heading 3;}}",
        rf"{{\info{{\title {_rtf(source.title)}}}{{\author {_rtf(source.authority)} (fictional)}}}}",
        rf"{{\header\pard\plain\f0\fs16 {_rtf(source.authority)}. {FICTIONAL}\par}}",
    ]
    for block in blocks:
        parts.append(_rtf_block(block))
    return ("\n".join([*parts, "}"])).encode("ascii")


def _rtf_block(block: Block) -> str:
    if block.kind in _SIZES:
        level = int(block.kind[1])
        heading = rf"\pard\plain\s{level}\outlinelevel{level - 1}\sb240\sa120\f0\b\fs{_SIZES[block.kind]} {_rtf(plain(block.text))}\par"
        return heading + (rf"\pard\plain\f0\i\fs20 {FICTIONAL}.\par" if level == 1 else "")
    if block.kind in ("bullets", "numbers"):
        return "\n".join(rf"\pard\plain\f0\fs22\fi-280\li400 \bullet\tab {_rtf(plain(item))}\par" for item in block.items)
    if block.kind == "table":
        return "\n".join(_rtf_row(row) for row in block.rows) + r"\pard\plain\par"
    return rf"\pard\plain\sa120\f0\fs22 {_rtf(plain(block.text))}\par"


def _rtf_row(row: tuple[str, ...]) -> str:
    edges = "".join(rf"\cellx{9000 * (n + 1) // len(row)}" for n in range(len(row)))
    return rf"\trowd\trgaph70{edges}\pard\plain\intbl\f0\fs20 " + "".join(rf"{_rtf(plain(cell))}\cell " for cell in row) + r"\row"


def _rtf(words: str) -> str:
    out = []
    for sign in words:
        if sign in "\\{}":
            out.append("\\" + sign)
        elif ord(sign) < 128:
            out.append(sign)
        else:
            out.append(rf"\u{ord(sign) if ord(sign) < 32768 else ord(sign) - 65536}?")
    return "".join(out)
