"""A letter as a Word file, from a template a coordinator can change in Word: its styles, its header, its order, its fixed words.

The template is run in a sandbox, every value is escaped, a field it does not know is an error with its name (`resources/letters/README.md`
lists the fields). The same content gives the same bytes.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any
from xml.sax.saxutils import quoteattr

import pypdfium2 as _pypdfium2
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError
from reportlab.graphics import renderPDF

from wmpeer.drawing.chart import chart_drawing
from wmpeer.errors import WmpeerError
from wmpeer.files import resource
from wmpeer.indicators.chart_records import ChartDescription
from wmpeer.letters.content import LetterContent
from wmpeer.letters.phrases import listed
from wmpeer.letters.printed import Grid, Picture, Section, Words, chart_caption, printed
from wmpeer.outgoing import for_docx, steady_zip

_CHART_WIDTH, _CHART_HEIGHT, _CHART_SCALE = 465, 170, 3
_KEPT = 64
pdfium: Any = _pypdfium2
_one_at_a_time = Lock()  # PDFium dies in threads


class LetterTemplateError(WmpeerError):
    """The Word template “{name}” cannot be filled: {why}.

    Open it in Word and mend the field in braces, or use the template the program came with.
    """


class _Picture(InlineImage):  # type: ignore[misc]
    """A picture with its words for whoever cannot see it."""

    def __init__(self, template: DocxTemplate, data: bytes, words: str) -> None:
        super().__init__(template, BytesIO(data), width=Mm(164))
        self._words = words

    def _insert_image(self) -> str:
        drawn: str = super()._insert_image()
        return drawn.replace("<wp:docPr ", f"<wp:docPr descr={quoteattr(self._words)} ", 1)


def letter_docx(content: LetterContent, template: Path | None = None) -> bytes:
    """*content* in the Word template.

    Raises:
        LetterTemplateError: the template is no Word file, or names a field that is not there.
    """
    path = template or resource("letters", "letter.docx")
    try:
        word = DocxTemplate(str(path))
        word.render(_fields(content, word), jinja_env=_environment(), autoescape=True)
    except (TemplateError, PythonDocxError, OpcError, XMLSyntaxError, KeyError, ValueError, OSError) as error:
        raise LetterTemplateError(name=path.name, why=str(error) or type(error).__name__) from error
    _set_properties(word, content)
    out = BytesIO()
    word.save(out)
    return steady_zip(out.getvalue())


class _Environment(SandboxedEnvironment):
    """A sandbox that compiles a template once, not once a letter: compiling costs more than all the rest."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self._compiled: dict[Any, Template] = {}

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Template:  # noqa: A002  Jinja's name
        known = self._compiled.get(source)
        if known is None:
            if len(self._compiled) >= _KEPT:
                self._compiled.clear()
            known = self._compiled[source] = super().from_string(source, globals, template_class)
        return known


@cache
def _environment() -> _Environment:
    return _Environment()


def _fields(content: LetterContent, word: DocxTemplate) -> dict[str, Any]:
    letter = printed(content)
    before, _, after = letter.page_words.partition("{page}")
    fields: dict[str, Any] = {
        "letterhead": for_docx(letter.letterhead),
        "line": for_docx(letter.line),
        "marking": for_docx(letter.marking),
        "warnings": for_docx(" · ".join(letter.warnings)),
        "footer": for_docx(letter.footer),
        "page_before": for_docx(before),
        "page_after": for_docx(after),
        "address": [for_docx(one.text) for one in letter.address],
        "salutation": for_docx(letter.salutation),
        "subject": for_docx(letter.subject),
        "opening": [for_docx(one.text) for one in letter.opening],
        "closing": [for_docx(text) for text in content.closing],
        "farewell": for_docx(content.phrases.say("farewell")),
        "signatories": _pairs(content),
        "copies": for_docx(content.phrases.say("copies", names=listed(content.copies))) if content.copies else "",
        "charts": [_chart(one, word) for section in letter.annexes for one in section.blocks if isinstance(one, Picture)],
        "content": {name: for_docx(text) for name, text in content.extra.items()},
        "authority": for_docx(content.authority),
    }
    fields |= {name.replace("-", "_"): None for name in content.phrases.headings}
    first_annex = letter.annexes[0].name if letter.annexes else ""
    return fields | {one.name.replace("-", "_"): _section(one, first_annex) for one in (*letter.sections, *letter.annexes)}


def _section(section: Section, first_annex: str) -> dict[str, Any]:
    table = next((_table(block) for block in section.blocks if isinstance(block, Grid)), None)
    words = [block for block in section.blocks if isinstance(block, Words)]
    return {
        "heading": for_docx(section.heading),
        "table": table or {"heads": [], "rows": []},
        "blocks": [_words(one) for one in words],
        "new_page": section.name == first_annex,
    }


def _words(words: Words) -> dict[str, str]:
    lead = words.lead.split("\t", 1)[-1]  # Word numbers by itself
    return {"style": words.style, "lead": for_docx(lead), "text": for_docx(words.text)}


def _table(grid: Grid) -> dict[str, Any]:
    return {"heads": [for_docx(one) for one in grid.heads], "rows": [[for_docx(one) for one in row] for row in grid.rows]}


def _pairs(content: LetterContent) -> list[list[list[dict[str, str]]]]:
    """Signatories two by two, each as lines: room for a hand, the name, the rest."""
    people = [
        [{"before": "\n\n", "name": for_docx(one.name), "other": ""}]
        + [{"before": "", "name": "", "other": for_docx(part)} for part in (one.role, one.organisation) if part]
        for one in content.signatories
    ]
    return [[people[start], people[start + 1] if start + 1 < len(people) else []] for start in range(0, len(people), 2)]


def _chart(picture: Picture, word: DocxTemplate) -> dict[str, Any]:
    chart = picture.chart
    words = for_docx(chart.alt or chart.title)
    return {
        "picture": _Picture(word, chart_png(chart), words),
        "caption": for_docx(chart_caption(chart)),
        "table": _table(picture.numbers),
    }


def chart_png(chart: ChartDescription, scale: float = _CHART_SCALE) -> bytes:
    """*chart* as a PNG, drawn as in the PDF; *scale* is pixels per point."""
    drawing = chart_drawing(chart, _CHART_WIDTH, _CHART_HEIGHT)
    with _one_at_a_time:
        page = pdfium.PdfDocument(renderPDF.drawToString(drawing))
        try:
            picture = page[0].render(scale=scale).to_pil()
        finally:
            page.close()
    out = BytesIO()
    picture.convert("P", palette=1, colors=64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _set_properties(word: DocxTemplate, content: LetterContent) -> None:
    """No person is named in the file's properties; it is dated as the letter is."""
    facts = word.docx.core_properties  # get_docx() would load the bare template again
    facts.author, facts.last_modified_by = content.region[:255], ""
    facts.title, facts.subject, facts.language = for_docx(content.subject)[:255], for_docx(content.reference)[:255], "en-GB"
    facts.created = facts.modified = datetime(content.dated.year, content.dated.month, content.dated.day)  # noqa: DTZ001  python-docx wants it bare
