"""What reading a document gives: frozen records that travel from the worker process to the screens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from wmpeer.errors import Problem

if TYPE_CHECKING:  # PDFs have pages of their own: their worker starts without it
    from wmpeer.documents.layout import Layout, Sketch, Source

Kind = Literal["heading", "paragraph", "list", "table-row", "note", "drawing"]
KINDS: tuple[Kind, ...] = ("heading", "paragraph", "list", "table-row", "note", "drawing")
HEADING_JOIN = " › "
CELL_JOIN = " | "


Turns = tuple[tuple[int, int], ...]


class Pages(NamedTuple):
    """The pages on which words begin and end, from 1; None twice where the format has no pages."""

    first: int | None
    last: int | None

    def said(self, long: bool = False) -> str:
        """“p 55”, or “pp 55–56” where the words go over the end of a page; *long* says “page” and “pages”. Empty without pages."""
        if self.first is None:
            return ""
        if self.last is None or self.last <= self.first:
            return f"{'page' if long else 'p'} {self.first}"
        return f"{'pages' if long else 'pp'} {self.first}–{self.last}"


NO_PAGES = Pages(None, None)


@dataclass(frozen=True, slots=True)
class Passage:
    """One heading, paragraph, list item, table row or note, or the labels of one drawing, in reading order.

    `number` counts from 1 in the document. `page` counts from 1 (PDF page, slide) or is None where the format has no pages. `heading` is
    the path of the headings above, joined with `` › ``; `level` is a heading's level (1 is the highest) or a list item's depth from 1,
    else 0. `start` is the offset of `text` in the document's text, which is all passages joined by a line feed. `turns` are the places in
    `text` where words that go on over the end of a page begin on a further one: offset and page, both rising.
    """

    number: int
    kind: Kind
    text: str
    page: int | None
    heading: str
    level: int
    start: int
    turns: Turns = ()

    @property
    def end(self) -> int:
        """The offset just behind the passage in the document's text."""
        return self.start + len(self.text)

    @property
    def pages(self) -> Pages:
        """The pages on which it begins and ends."""
        return Pages(self.page, self.turns[-1][1] if self.turns else self.page)

    def page_at(self, offset: int) -> int | None:
        """The page on which the character at *offset* of the document's text stands, if it is one of this passage's."""
        return next((page for at, page in reversed(self.turns) if self.start + at <= offset), self.page)


@dataclass(frozen=True, slots=True)
class Draft:
    """A passage before it has its number, its path and its place."""

    kind: Kind
    text: str
    page: int | None = None
    level: int = 0
    turns: Turns = ()


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as read: its words in order, and what was wrong with it.

    `pages` is None for formats without pages; `characters` counts the document's text, line feeds between passages included;
    `picture_pages` are pages (from 1) that show a picture and no words.
    """

    format: str
    title: str
    pages: int | None
    passages: tuple[Passage, ...]
    characters: int
    picture_pages: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    sketch: tuple[Sketch, tuple[int, ...]] | None = field(default=None, compare=False, repr=False)
    """What its reader noted beside its words, and how many passages stand before each draft; only in the process that read it."""

    @property
    def layout(self) -> Layout:
        """How it is seen beside its words."""
        from wmpeer.documents.layout import Layout

        return self.sketch[0].layout(self.sketch[1], self.characters) if self.sketch is not None else Layout()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where the layout's pictures are."""
        return tuple(self.sketch[0].sources) if self.sketch is not None else ()

    @property
    def text(self) -> str:
        """The document's text: all passages joined by a line feed."""
        return "\n".join(passage.text for passage in self.passages)


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page as it is seen, in points (1/72 inch): its crop box, turned by *rotation* (0, 90, 180 or 270 degrees clockwise)."""

    width: float
    height: float
    rotation: int = 0


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A line of a PDF's own table of contents; `page` counts from 1, or is None where it leads nowhere; `level` counts from 1."""

    title: str
    level: int
    page: int | None


@dataclass(frozen=True, slots=True)
class PageInfo:
    """An opened PDF: the size of every page, and its outline."""

    sizes: tuple[PageSize, ...]
    outline: tuple[OutlineItem, ...] = ()


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as pixels: *height* rows of *width* pixels of four bytes, red, green, blue, opaque, from the top left; no padding."""

    width: int
    height: int
    rgba: bytes


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page as it is seen: points from the top left of the crop box, after the page's rotation."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageText:
    """The characters of a page in PDFium's order, and one box for each (None for characters that take no room, such as line ends)."""

    text: str
    boxes: tuple[Box | None, ...]


def assemble(
    kind: str,
    drafts: list[Draft],
    *,
    title: str = "",
    pages: int | None = None,
    picture_pages: tuple[int, ...] = (),
    problems: tuple[Problem, ...] = (),
    path_per_page: bool = False,
    sketch: Sketch | None = None,
) -> ReadDocument:
    """Number the drafts, give each the path of the headings above it and its place in the text; blank drafts are left out.

    With *path_per_page* a heading holds for its own page only, as a slide's title does. *sketch* names drafts by their place in *drafts*.
    """
    numbers: list[int] = []
    passages: list[Passage] = []
    path: list[tuple[int, str]] = []
    start, page = 0, None
    for draft in drafts:
        numbers.append(len(passages))
        if not draft.text.strip():
            continue
        if path_per_page and draft.page != page:
            path, page = [], draft.page
        if draft.kind == "heading":
            path = [above for above in path if above[0] < draft.level]
        above = HEADING_JOIN.join(text for _, text in path)
        passages.append(Passage(len(passages) + 1, draft.kind, draft.text, draft.page, above, draft.level, start, draft.turns))
        start += len(draft.text) + 1
        if draft.kind == "heading":
            path.append((draft.level, draft.text))
    characters = max(start - 1, 0)
    noted = (sketch, (*numbers, len(passages))) if sketch is not None else None
    return ReadDocument(kind, title, pages, tuple(passages), characters, picture_pages, problems, noted)
