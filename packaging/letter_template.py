"""Makes `resources/letters/letter.docx`, the Word template of the letter: real styles, fields in braces, nothing hidden.

Run ``python packaging/letter_template.py`` after a change here. A region may instead change the file itself, in Word.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

TARGET = Path(__file__).resolve().parent.parent / "resources" / "letters" / "letter.docx"
ACCENT, INK, INK2, INK3, WARNING = (RGBColor.from_string(one) for one in ("054851", "152022", "425053", "56656A", "9D043E"))
GRID = "D5DCDD"
LINE = 164  # mm between the margins


def make(target: Path = TARGET) -> Path:
    """The template, saved to *target*."""
    document = docx.Document()
    _page(document)
    _styles(document)
    _furniture(document)
    _body(document)
    _properties(document)
    document.save(str(target))
    return target


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(23)
    section.top_margin, section.bottom_margin = Mm(23), Mm(21)
    section.header_distance, section.footer_distance = Mm(11), Mm(9)


def _styles(document: Any) -> None:
    normal = document.styles["Normal"]
    _dress(normal, 10, 13.8, 0, 5, INK)
    _language(normal)
    _dress(document.styles["Title"], 15, 19, 0, 2, ACCENT, bold=True)
    _no_border(document.styles["Title"])
    _dress(document.styles["Subtitle"], 8.5, 12, 0, 14, INK3, italic=False)
    _dress(document.styles["Heading 1"], 11, 15, 0, 6, INK, bold=True)
    _dress(document.styles["Heading 2"], 11.5, 15, 10, 4, ACCENT, bold=True)
    _dress(document.styles["List Bullet"], 10, 13.8, 0, 3, INK)
    _dress(document.styles["List Number"], 10, 13.8, 4, 2, INK, bold=True)
    document.styles["List Number"].paragraph_format.keep_with_next = True
    for name, size, leading, before, after, colour, indent in (
        ("Letter Address", 10, 14, 0, 0, INK, 0),
        ("Letter Salutation", 10, 14, 14, 7, INK, 0),
        ("Letter Evidence", 9, 12, 0, 2.5, INK2, 6.35),
        ("Letter Why", 10, 13.8, 0, 3, INK, 6.35),
        ("Letter Farewell", 10, 14, 6, 0, INK, 0),
        ("Letter Copies", 9, 12, 14, 0, INK2, 0),
        ("Letter Cell", 9, 11.5, 0, 0, INK, 0),
        ("Letter Head", 8.5, 11, 0, 0, INK2, 0),
        ("Letter Foot", 8, 11, 0, 0, INK3, 0),
        ("Letter Warning", 8.5, 11, 0, 0, WARNING, 0),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.quick_style = True
        _dress(style, size, leading, before, after, colour, bold=name in ("Letter Head", "Letter Warning"))
        style.paragraph_format.left_indent = Mm(indent)
    document.styles["Letter Farewell"].paragraph_format.keep_with_next = True
    _table_style(document)


def _dress(
    style: Any, size: float, leading: float, before: float, after: float, colour: RGBColor, bold: bool = False, italic: bool = False
) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = "Arial", Pt(size), bold, italic
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):  # a theme font would win over the name
            del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), "Arial")
    for spacing in style.element.rPr.findall(qn("w:spacing")) + style.element.rPr.findall(qn("w:kern")):
        style.element.rPr.remove(spacing)
    form = style.paragraph_format
    form.line_spacing, form.space_before, form.space_after, form.widow_control = Pt(leading), Pt(before), Pt(after), True
    context = style.element.pPr.find(qn("w:contextualSpacing"))
    if context is not None:
        style.element.pPr.remove(context)


def _language(style: Any) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    style.element.rPr.append(language)


def _no_border(style: Any) -> None:
    border = style.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        style.element.pPr.remove(border)


def _table_style(document: Any) -> None:
    style = document.styles.add_style("Letter Table", WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    style.quick_style = True
    element = style.element
    element.append(_xml("w:tblPr", _borders("w:tblBorders", bottom=GRID, insideH=GRID), _margins()))
    head = _xml("w:tblStylePr", _xml("w:tcPr", _borders("w:tcBorders", bottom="054851", size=8)))
    head.set(qn("w:type"), "firstRow")
    element.append(head)


def _xml(name: str, *kids: Any, **values: str) -> Any:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    for kid in kids:
        element.append(kid)
    return element


def _borders(name: str, size: int = 4, **colours: str) -> Any:
    return _xml(name, *(_xml(f"w:{side}", val="single", sz=str(size), space="0", color=colour) for side, colour in colours.items()))


def _margins() -> Any:
    sides = (("top", "60"), ("left", "0"), ("bottom", "80"), ("right", "120"))
    return _xml("w:tblCellMar", *(_xml(f"w:{side}", w=width, type="dxa") for side, width in sides))


def _furniture(document: Any) -> None:
    section = document.sections[0]
    header = section.header.paragraphs[0]
    header.style = document.styles["Letter Head"]
    _tab(header)
    header.add_run("{{ marking }}\t")
    warning = header.add_run("{{ warnings }}")
    warning.font.color.rgb = WARNING
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Letter Foot"]
    _tab(footer)
    footer.add_run("{{ footer }}\t{{ page_before }}")
    _field(footer, "PAGE")
    footer.add_run("{{ page_after }}")
    _field(footer, "NUMPAGES")


def _tab(paragraph: Any) -> None:
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(LINE), WD_TAB_ALIGNMENT.RIGHT)


def _field(paragraph: Any, name: str) -> Any:
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("text", "1"), ("end", "")):
        if kind in ("begin", "separate", "end"):
            run._r.append(_xml("w:fldChar", fldCharType=kind))
        else:
            words = _xml("w:instrText" if not kind else "w:t")
            words.text = f" {text} " if not kind else text
            run._r.append(words)
    return run


def _body(document: Any) -> None:
    say = _Writer(document)
    say.line("{{ letterhead }}", "Title")
    say.line("{{ line }}", "Subtitle")
    say.each("one in address", lambda: say.line("{{ one }}", "Letter Address"))
    say.line("{{ salutation }}", "Letter Salutation")
    say.line("{{ subject }}", "Heading 1")
    say.each("one in opening", lambda: say.line("{{ one }}", "Normal"))
    for name in ("considered", "reflection", "strengths", "practice"):
        say.section(name)
    say.section("areas", table=((49, 35, 61, 19), ()))
    for name in ("consider", "questions", "discussed", "asks"):
        say.section(name)
    say.section("next_steps", table=((124, 40), ()))
    say.closing()
    say.section("indicators", table=((48, 14, 20, 15, 15, 22, 30), (2, 3, 4, 5)), annex=True, charts=True)
    say.section("checklist", table=((82, 82), ()), annex=True)


class _Writer:
    """Writes paragraphs and the template's own lines into the document."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def line(self, text: str, style: str = "Normal") -> Any:
        return self._document.add_paragraph(text, style=style)

    def each(self, loop: str, inside: Any) -> None:
        self.line(f"{{%p for {loop} %}}")
        inside()
        self.line("{%p endfor %}")

    def section(
        self, name: str, table: tuple[tuple[int, ...], tuple[int, ...]] | None = None, annex: bool = False, charts: bool = False
    ) -> None:
        self.line(f"{{%p if {name} %}}")
        heading = self.line(f"{{{{ {name}.heading }}}}", "Heading 2")
        if annex:
            heading.insert_paragraph_before(f"{{%p if {name}.new_page %}}")
            self._page_break(heading)
            heading.insert_paragraph_before("{%p endif %}")
        if table is not None:
            self._table(name, *table)
            self.line("", "Letter Cell")
        self.each(f"block in {name}.blocks", self._block)
        if charts:
            self.each("chart in charts", self._chart)
        self.line("{%p endif %}")

    def _page_break(self, before: Any) -> None:
        form = before.insert_paragraph_before("", style="Letter Cell").paragraph_format
        form.page_break_before, form.line_spacing = True, Pt(1)

    def _block(self) -> None:
        for place, (name, style) in enumerate(_BLOCKS):
            self.line(f"{{%p {'elif' if place else 'if'} block.style == '{name}' %}}")
            paragraph = self.line("", style)
            lead = paragraph.add_run("{{ block.lead }}")
            if name == "area":
                lead.font.bold = True
            words = paragraph.add_run("{{ block.text }}")
            if name == "bold":
                lead.font.bold = words.font.bold = True
                paragraph.paragraph_format.keep_with_next = True
                paragraph.paragraph_format.space_before = Pt(8)
        self.line("{%p else %}")
        self.line("{{ block.lead }}{{ block.text }}", "Normal")
        self.line("{%p endif %}")

    def _table(self, name: str, widths: tuple[int, ...], right: tuple[int, ...]) -> None:
        table = self._document.add_table(rows=4, cols=len(widths), style="Letter Table")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        head, loop, row, end = table.rows
        loop.cells[0].text, end.cells[0].text = f"{{%tr for row in {name}.table.rows %}}", "{%tr endfor %}"
        for place, width in enumerate(widths):
            head.cells[place].text = f"{{{{ {name}.table.heads[{place}] }}}}"
            row.cells[place].text = f"{{{{ row[{place}] }}}}"
            table.columns[place].width = Mm(width)
            for one in table.rows:
                one.cells[place].width = Mm(width)
            for cell, style in ((head.cells[place], "Letter Head"), (row.cells[place], "Letter Cell")):
                cell.paragraphs[0].style = self._document.styles[style]
                if place in right:
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
                cell.paragraphs[0].paragraph_format.keep_with_next = name != "indicators"  # short tables stay whole
        _repeat(head)
        _whole(row)

    def _chart(self) -> None:
        picture = self.line("{{ chart.picture }}")
        picture.paragraph_format.line_spacing = 1.0
        picture.paragraph_format.space_before = Pt(8)
        picture.paragraph_format.keep_with_next = True
        caption = self.line("{{ chart.caption }}", "Letter Evidence").paragraph_format
        caption.left_indent, caption.keep_with_next = Mm(0), True
        table = self._document.add_table(rows=4, cols=4, style="Letter Table")
        head, loop, row, end = table.rows
        loop.cells[0].text, end.cells[0].text = "{%tr for row in chart.table.rows %}", "{%tr endfor %}"
        for one, words in ((head, "chart.table.heads"), (row, "row")):
            texts = (f"{{{{ {words}[0] }}}}", f"{{%tc for value in {words}[1:] %}}", "{{ value }}", "{%tc endfor %}")
            for cell, text in zip(one.cells, texts, strict=True):
                cell.paragraphs[0].style = self._document.styles["Letter Head" if one is head else "Letter Cell"]
                cell.paragraphs[0].add_run(text)
                cell.paragraphs[0].paragraph_format.keep_with_next = True  # the figures stay with their chart
            one.cells[2].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _repeat(head)
        _whole(row)
        self.line("", "Letter Cell")

    def closing(self) -> None:
        self.each("one in closing", lambda: self.line("{{ one }}", "Normal"))
        self.line("{{ farewell }}", "Letter Farewell")
        table = self._document.add_table(rows=3, cols=2)
        table.autofit = False
        loop, row, end = table.rows
        loop.cells[0].text, end.cells[0].text = "{%tr for pair in signatories %}", "{%tr endfor %}"
        for place in (0, 1):
            cell = row.cells[place]
            cell.width = Mm(LINE / 2)
            cell.paragraphs[0].text = f"{{%p for line in pair[{place}] %}}"
            name = cell.add_paragraph("", style="Letter Address")
            name.add_run("{{ line.before }}{{ line.name }}").font.bold = True
            name.add_run("{{ line.other }}")
            cell.add_paragraph("{%p endfor %}")
        _whole(row)
        self.line("{%p if copies %}")
        self.line("{{ copies }}", "Letter Copies")
        self.line("{%p endif %}")


_BLOCKS = (
    ("item", "List Bullet"),
    ("number", "List Number"),
    ("why", "Letter Why"),
    ("evidence", "Letter Evidence"),
    ("area", "Normal"),
    ("bold", "Normal"),
)


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(_xml("w:tblHeader"))
    _whole(row)


def _whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(_xml("w:cantSplit"))


def _properties(document: Any) -> None:
    facts = document.core_properties
    facts.author = facts.last_modified_by = facts.comments = facts.keywords = facts.category = ""
    facts.title, facts.subject, facts.language = "Letter", "", "en-GB"
    facts.created = facts.modified = datetime(2026, 1, 1)  # noqa: DTZ001  python-docx wants it without a zone
    facts.revision = 1


if __name__ == "__main__":
    print(make())
