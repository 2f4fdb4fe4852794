"""Plain text and Markdown. Pure."""

from __future__ import annotations

import html
import re

from wmpeer.documents.contents import LONGEST_ENTRY, contents_lines
from wmpeer.documents.encodings import decode
from wmpeer.documents.records import CELL_JOIN, Draft, ReadDocument, assemble
from wmpeer.documents.text import clean

_ALONE = re.compile(r"\d{1,2}((?:\.\d{1,2}){1,3})\.?\s+[‘“'\"(]?[A-Z][^.]*[^.\d;:,]")
_BLANK = re.compile(r"\n[ \t]*\n")
_ITEM = re.compile(r"^(\s*)(?:[-*+•·◦▪–]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)")
_BULLET = re.compile(r"^\s*[-*+•·◦▪–]\s+")
_ATX = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\((<[^>\n]*>|[^)\s]*)(?:\s+\"([^\"]*)\")?\)")
_STRONG = re.compile(r"(\*\*\*|\*\*|\*|___|__|~~|`+)(?=\S)(.+?)(?<=\S)\1")
_UNDERSCORE = re.compile(r"(?<!\w)_(?=\S)(.+?)(?<=\S)_(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_LEADERS = re.compile(r"(.*[^\W_].*?)\s*(?:(?:\.\s?){4,}|…{2,})\s*(\d{1,3}|[ivxl]{1,6})\s*")
_WIDE_GAP = re.compile(r" {3,}|\t+")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(
    r"</?(?:a|b|br|code|del|div|em|font|hr|i|img|ins|kbd|mark|p|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]^][^\]]*)\]:\s*<?(\S+?)>?(?:\s+[\"'(].*)?$", re.MULTILINE)
_REFERENCE = re.compile(r"\[([^\]\n]+)\]\[([^\]\n]*)\]")
_ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}]*\}\s*$")
_FRONT = re.compile(r"\A---[ \t]*\n((?:[^\n]*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FRONT_TITLE = re.compile(r"^title:\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE)
_FOOTNOTE = re.compile(r"^\[\^([^\]]+)\]:\s*(.*)")


def _lines(data: bytes) -> str:
    return decode(data).replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")


def read_plain(data: bytes) -> ReadDocument:
    """Plain text: blank lines part paragraphs, form feeds part pages, items of lists stand alone.

    Underlined lines, and lines standing alone in capitals or with a section's number (``2.1 Visits``), are headings.
    """
    pages = _lines(data).split("\f")
    paged = len([page for page in pages if page.strip()]) > 1
    drafts: list[Draft] = []
    for number, page in enumerate(pages, 1):
        for block in _BLANK.split(page):
            drafts.extend(_plain_block(block, number if paged else None))
    entries = contents_lines(drafts)
    drafts = [entries.get(place, draft) for place, draft in enumerate(drafts)]
    first = drafts[0].text if drafts and len(drafts[0].text) <= 120 else ""
    return assemble("txt", drafts, title=first, pages=len(pages) if paged else None)


def _plain_block(block: str, page: int | None) -> list[Draft]:
    found: list[Draft] = []
    waiting: list[str] = []
    item = False
    if level := _stands_as_heading(block.strip()):
        return [Draft("heading", clean(block), page, level)]
    if rows := _spaced_rows(block):
        return [Draft("table-row", CELL_JOIN.join(cells).strip(" "), page) for cells in rows]
    for line in block.split("\n"):
        if not line.strip():
            continue
        underline = _UNDERLINE.match(line)
        if underline and len(waiting) == 1 and not item and len(underline[1]) > 2:
            found.append(Draft("heading", clean(waiting.pop()), page, 1 if underline[1][0] == "=" else 2))
            continue
        if len(line) <= LONGEST_ENTRY and (entry := _LEADERS.fullmatch(line)):
            found.extend(_paragraph(waiting, item, page))
            waiting, item = [], False
            found.append(Draft("list", f"{clean(entry[1])} {entry[2]}", page, 1))
            continue
        cells = [clean(cell) for cell in line.split("\t")] if line.strip().count("\t") >= 1 else []
        starts = bool(_ITEM.match(line))
        if starts or cells:
            found.extend(_paragraph(waiting, item, page))
            waiting, item = [], False
        if cells and not starts:
            found.append(Draft("table-row", CELL_JOIN.join(cells).strip(" |"), page))
        else:
            waiting.append(_BULLET.sub("", line, count=1) if starts else line)
            item = item or starts
    return [*found, *_paragraph(waiting, item, page)]


def _spaced_rows(block: str) -> list[list[str]]:
    """The rows of a table set with spaces: as many cells, two at least, in every line; empty for anything else."""
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    if len(lines) < 2 or not all("   " in line for line in lines) or any(_ITEM.match(line) for line in lines):
        return []
    rows = [[clean(cell) for cell in _WIDE_GAP.split(line)] for line in lines]
    return rows if len({len(row) for row in rows}) == 1 else []


def _stands_as_heading(line: str) -> int:
    """The heading level of a block of one short line that says by itself that it is a heading; else 0."""
    if "\n" in line or "\t" in line or len(line) > 80:
        return 0
    if numbered := _ALONE.fullmatch(line):
        return min(numbered[1].count(".") + 1, 6)
    letters = sum(sign.isalpha() for sign in line)
    in_capitals = line.isupper() and letters >= 4 and letters * 2 > len(line) and not line.endswith((".", ",", ";", ":"))
    return 1 if in_capitals and not _ITEM.match(line) else 0


def _paragraph(lines: list[str], item: bool, page: int | None) -> list[Draft]:
    text = clean(" ".join(lines))
    return [Draft("list" if item else "paragraph", text, page, 1 if item else 0)] if text else []


def read_markdown(data: bytes) -> ReadDocument:
    """Markdown as it is seen: its marks become headings, lists and tables; the words of a link stay, and its address behind them."""
    text = _COMMENT.sub("", _lines(data)) if b"<!--" in data else _lines(data)
    front = _FRONT.match(text)
    given = _FRONT_TITLE.search(front[1]) if front else None
    text = text[front.end() :] if front else text
    reader = _Markdown({name.lower(): address for name, address in _DEFINITION.findall(text)})
    for line in text.split("\n"):
        reader.line(line)
    reader.end()
    entries = contents_lines(reader.drafts)
    drafts = [entries.get(place, draft) for place, draft in enumerate(reader.drafts)]
    first = clean(given[1]) if given else next((draft.text for draft in drafts if draft.kind == "heading"), "")
    return assemble("md", [*drafts, *reader.notes], title=first)


class _Markdown:
    def __init__(self, addresses: dict[str, str]) -> None:
        self._addresses = addresses
        self._indents: list[int] = []  # how far the items around the present one are set in
        self._in_note = False
        self.drafts: list[Draft] = []
        self.notes: list[Draft] = []
        self._waiting: list[str] = []
        self._depth = 0
        self._fence = ""

    def line(self, line: str) -> None:
        fence = _FENCE.match(line)
        if self._fence:
            if fence and fence[1].startswith(self._fence):
                self._fence = ""
            elif line.strip():
                self.drafts.append(Draft("paragraph", clean(line)))
            return
        if fence:
            self.end()
            self._fence = fence[1]
            return
        if self._in_note and line[:1] in (" ", "\t") and line.strip():
            self.notes[-1] = Draft("note", f"{self.notes[-1].text} {self._plain(line)}")
            return
        self._in_note = self._in_note and not line.strip()
        line = re.sub(r"^ {0,3}(?:> ?)+", "", line)
        if _DEFINITION.match(line):
            return
        if not line.strip():
            self.end()
        elif not self._headed(line) and not self._tabled(line):
            self._flowing(line)

    def _headed(self, line: str) -> bool:
        if found := _ATX.match(line):
            self.end()
            self._indents.clear()
            self._say("heading", _ATTRIBUTES.sub("", found[2]), len(found[1]))
            return True
        underline = _UNDERLINE.match(line)
        if underline and self._waiting and not self._depth:
            text = " ".join(self._waiting)
            self._waiting = []
            self._say("heading", text, 1 if underline[1][0] == "=" else 2)
            return True
        if _RULE.match(line):
            self.end()
            return True
        return False

    def _tabled(self, line: str) -> bool:
        if _TABLE_RULE.match(line) and "|" in line:
            self._waiting_to_row()
            return True
        if not line.strip().startswith("|") and not (line.count("|") > 0 and self._last_is_row() and not self._waiting):
            return False
        self.end()
        self._row(line)
        return True

    def _last_is_row(self) -> bool:
        return bool(self.drafts) and self.drafts[-1].kind == "table-row"

    def _waiting_to_row(self) -> None:
        if self._waiting and "|" in self._waiting[-1]:
            header = self._waiting.pop()
            self.end()
            self._row(header)

    def _row(self, line: str) -> None:
        cells = [self._plain(cell) for cell in re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))]
        if any(cells):
            self.drafts.append(Draft("table-row", CELL_JOIN.join(cells).strip(" ")))

    def _flowing(self, line: str) -> None:
        if note := _FOOTNOTE.match(line):
            self.end()
            self.notes.append(Draft("note", f"{clean(note[1])} {self._plain(note[2])}".strip()))
            self._in_note = True
            return
        if item := _ITEM.match(line):
            self.end()
            self._depth = self._depth_of(len(item[1].expandtabs(4)))
            line = _BULLET.sub("", line, count=1)
        elif not self._waiting and line[:1] not in (" ", "\t"):
            self._indents.clear()
        self._waiting.append(line.strip().removesuffix("\\"))

    def _depth_of(self, indent: int) -> int:
        while self._indents and indent < self._indents[-1]:
            self._indents.pop()
        if not self._indents or indent > self._indents[-1] + 1:
            self._indents.append(indent)
        return min(len(self._indents), 9)

    def end(self) -> None:
        """What waits becomes a paragraph or a list item."""
        waiting, depth = self._waiting, self._depth
        self._waiting, self._depth = [], 0
        if waiting:
            self._say("list" if depth else "paragraph", " ".join(waiting), depth)

    def _say(self, kind: str, text: str, level: int) -> None:
        if text := self._plain(text):
            self.drafts.append(Draft(kind, text, None, level))  # type: ignore[arg-type]

    def _plain(self, text: str) -> str:
        """The words of a line of Markdown as they are seen."""
        return clean(_unmarked(_REFERENCE.sub(self._referred, text)))

    def _referred(self, found: re.Match[str]) -> str:
        address = self._addresses.get((found[2] or found[1]).lower())
        return f"{found[1]} ({address})" if address else found[0]


def _unmarked(text: str) -> str:
    text = _LINK.sub(lambda found: f"{found[1]} ({found[2].strip('<>')})" if found[2] and not found[0].startswith("!") else found[1], text)
    for _ in range(3):
        text, count = _STRONG.subn(r"\2", text)
        text, more = _UNDERSCORE.subn(r"\1", text)
        if not count + more:
            break
    text = html.unescape(_TAG.sub("", _ADDRESS.sub(r"\1", text)))
    return _ESCAPE.sub(r"\1", re.sub(r" ?\[\^([^\]]+)\]", r" [\1]", text))
