"""Tables that somebody else's program, a bad line or an ill will could have made: each named for its fault, made when asked for."""

from __future__ import annotations

import gzip
import io
import lzma
from collections.abc import Callable, Iterator

import document_files as ordinary
from hostile_papers import forty_two, lying_zip
from openpyxl import Workbook
from repeated import Repeated
from table_samples import GEOGRAPHY, england, herefordshire, walsall

Make = Callable[[], bytes]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def rows() -> list[tuple[object, ...]]:
    head = (*GEOGRAPHY, "cin_number", "cin_rate")
    return [head, england(2025, 400_000, 330.1), walsall(2025, 1204, 301.5), herefordshire(2025, 611, "c"),
            england(2024, 390_000, 320.1), walsall(2024, 1104, 291.5), herefordshire(2024, 601, "z")]  # fmt: skip


def csv_of(lines: list[tuple[object, ...]], comma: str = ",") -> bytes:
    return "".join(comma.join(f'"{cell}"' if comma in str(cell) else str(cell) for cell in line) + "\r\n" for line in lines).encode()


def xlsx(
    sheet: str, *, place: str = "worksheets/sheet1.xml", shared: str | bytes | Repeated = "", name: str = "Data", **parts: str | bytes
) -> bytes:
    """A workbook of one sheet, its XML given."""
    return ordinary.zipped({
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations(f'<Relationship Id="a" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="{place}"/>'
            f'<Relationship Id="rId2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        ),
        f"xl/{place}": sheet,
        **({"xl/sharedStrings.xml": shared} if shared else {}),
        **parts,
    })  # fmt: skip


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def sheet(*rows_xml: str, dimension: str = "A1:B2") -> str:
    return f'<worksheet xmlns="{MAIN}"><dimension ref="{dimension}"/><sheetData>{"".join(rows_xml)}</sheetData></worksheet>'


def cell(reference: str, value: object = 1, attributes: str = "") -> str:
    return f'<c r="{reference}" {attributes}><v>{value}</v></c>'


FAR = '<row r="1"><c r="A1"><v>1</v></c></row>'


def far_cell() -> bytes:
    return xlsx(sheet(FAR, f'<row r="1048576">{cell("XFD1048576")}</row>'))


def far_cell_small_letters() -> bytes:
    return xlsx(sheet(FAR, f'<row r="1048576">{cell("xfd1048576")}</row>'))


def far_cell_elsewhere() -> bytes:
    return xlsx(sheet(FAR, f'<row r="1048576">{cell("XFD1048576")}</row>'), place="other/sheet1.xml")


def far_cell_behind_a_bracket() -> bytes:
    return xlsx(sheet(FAR, '<row r="1048576"><c s=">" r="XFD1048576"><v>1</v></c></row>'))


def far_cell_by_its_row() -> bytes:
    return xlsx(sheet(FAR, '<row r="1048576"><c><v>1</v></c></row>', f'<row r="1">{cell("XFD1")}</row>'))


def far_cell_spaced() -> bytes:
    return xlsx(sheet(FAR, '<row r="1048576"><c r = "XFD1048576"><v>1</v></c></row>'))


def far_cell_long_way() -> bytes:
    return xlsx(sheet(FAR, f'<row r="1048576"><c s="{"0" * 4000}" r="XFD1048576" x="{"0" * 3_000_000}"><v>1</v></c></row>'))


def far_cell_empty() -> bytes:
    return xlsx(sheet(FAR, '<row r="1048576"><c r="XFD1048576"/></row>'))


def far_cell_written_out() -> bytes:
    return xlsx(sheet(FAR, '<row r="1048576"><c r="&#88;FD1048576"><v>1</v></c></row>'))


def claimed_dimension() -> bytes:
    return xlsx(sheet(FAR, dimension="A1:XFD1048576"))


def many_cells(count: int) -> bytes:
    return xlsx(sheet("".join(f"<row>{'<c><v>1</v></c>' * 200}</row>" for _ in range(count // 200))))


def shared_bomb(megabytes: int) -> bytes:
    unit = b"<si><t>" + b"a" * 1000 + b"</t></si>"
    return xlsx(sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), shared=Repeated(unit, megabytes << 10, b"<sst>", b"</sst>"))


def shared_again() -> bytes:
    """A million cells that all show one long word: small in the file, endless when laid out."""
    line = "".join('<c t="s"><v>0</v></c>' for _ in range(100))
    return xlsx(sheet(f"<row>{line}</row>" * 10_000), shared="<sst><si><t>" + "a" * 32_000 + "</t></si></sst>")


def xlsx_entity() -> bytes:
    return xlsx('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + sheet('<row><c t="inlineStr"><is><t>&x;</t></is></c></row>'))


def xlsx_laughs() -> bytes:
    laughs = (
        '<!DOCTYPE a [<!ENTITY a "ha">'
        + "".join(f'<!ENTITY a{n} "{"&a" + (str(n - 1) if n else "") + ";"}{"&a;" * 9}">' for n in range(20))
        + "]>"
    )
    return xlsx(laughs + sheet('<row><c t="inlineStr"><is><t>&a19;</t></is></c></row>'))


def xlsx_deep() -> bytes:
    return xlsx(sheet("<row>" + "<c>" * 500_000 + "</c>" * 500_000 + "</row>"))


def workbook(fill: Callable[[Workbook], None]) -> bytes:
    book = Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def of_rows(lines: list[tuple[object, ...]], name: str = "Data") -> Callable[[Workbook], None]:
    def fill(book: Workbook) -> None:
        book.active.title = name
        for line in lines:
            book.active.append(list(line))

    return fill


def hidden_list(book: Workbook) -> None:
    of_rows(rows())(book)
    hidden = book.create_sheet("List 1")
    hidden.sheet_state = "veryHidden"
    hidden.append(["Child unique ID", "Date of Birth"])


def merged(book: Workbook) -> None:
    of_rows([("Children in need", None, None), (None, None, None), *rows()])(book)
    book.active.merge_cells("A1:L1")
    book.active.merge_cells("A4:A6")


def formulas(book: Workbook) -> None:
    of_rows([rows()[0], *((*row[:-1], "=1+1") for row in rows()[1:])])(book)


def errors(book: Workbook) -> None:
    of_rows([rows()[0], *((*row[:-1], "#REF!") for row in rows()[1:])])(book)
    book.active["L3"].data_type = "e"


def ods(body: str) -> bytes:
    """A spreadsheet of the open format, the rows of its one table given."""
    names = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text"))
    inside = f'<office:body><office:spreadsheet><table:table table:name="Data">{body}</table:table></office:spreadsheet></office:body>'
    return ordinary.zipped({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"<office:document-content {names}>{inside}</office:document-content>",
        "META-INF/manifest.xml": "<manifest/>",
    })  # fmt: skip


def ods_rows(times: int, value: str = 'office:value-type="float" office:value="1"', across: int = 1) -> bytes:
    cell_ = f'<table:table-cell table:number-columns-repeated="{across}" {value}><text:p>1</text:p></table:table-cell>'
    return ods(f'<table:table-row table:number-rows-repeated="{times}">{cell_}</table:table-row>')


def ods_spaced() -> bytes:
    cell_ = (
        '<table:table-cell a=">" table:number-columns-repeated = "16384" office:value-type="float" office:value="1">'
        "<text:p>1</text:p></table:table-cell>"
    )
    return ods(f'<table:table-row table:number-rows-repeated = "1048576">{cell_}</table:table-row>')


def xlsb_far() -> bytes:
    """A binary workbook with one cell in the first row and one in the last column of the last row."""

    def record(kind: int, body: bytes = b"") -> bytes:
        number = bytes([kind]) if kind < 128 else bytes([(kind & 0x7F) | 0x80, kind >> 7])
        return number + bytes([len(body)]) + body

    def row(number: int) -> bytes:
        return record(0, number.to_bytes(4, "little") + bytes(21))

    def number_cell(column: int) -> bytes:
        return record(2, column.to_bytes(4, "little") + bytes(4) + b"\x06\x00\x00\x00")

    data = (
        record(129)
        + record(148, bytes(16))
        + record(145)
        + row(0)
        + number_cell(0)
        + row(1_048_575)
        + number_cell(16_383)
        + record(146)
        + record(130)
    )
    name = "Data"
    relation = "rId1"
    wide = lambda text: len(text).to_bytes(4, "little") + text.encode("utf-16-le")  # noqa: E731
    book = (
        record(131)
        + record(143)
        + record(156, bytes(4) + (1).to_bytes(4, "little") + wide(relation) + wide(name))
        + record(144)
        + record(132)
    )
    return ordinary.zipped({
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": _relations(f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/>'),
        "xl/worksheets/sheet1.bin": data,
    })  # fmt: skip


def tables() -> Iterator[tuple[str, Make]]:
    """File name and maker of every hostile table."""
    good, head = rows(), rows()[0]
    plain = csv_of(good)
    yield "two headers.csv", lambda: csv_of([tuple(f"Group {n // 4}" for n in range(len(head))), *good])
    yield "blank headers.csv", lambda: csv_of([tuple("" if n in (3, 10) else cell for n, cell in enumerate(head)), *good[1:]])
    yield "doubled headers.csv", lambda: csv_of([(*head[:-1], head[-2]), *good[1:]])
    yield (
        "unknown codes.csv",
        lambda: csv_of([*good, *(tuple("E99999999" if cell == "E08000030" else cell for cell in row) for row in good[2:3])]),
    )
    yield "duplicates.csv", lambda: csv_of([*good, *good[1:]])
    yield "duplicates that differ.csv", lambda: csv_of([*good, (*good[2][:-1], 999)])
    yield "cut.csv", lambda: plain[:-20]
    yield "cut in a quote.csv", lambda: plain + b'2025,"Reporting'
    yield "500 columns.csv", lambda: csv_of([(*head, *(f"measure_{n}" for n in range(500))), *((*row, *range(500)) for row in good[1:])])
    yield (
        "20000 columns.csv",
        lambda: csv_of([(*head, *(f"measure_{n}" for n in range(20000))), *((*row, *range(20000)) for row in good[1:])]),
    )
    yield "one endless line.csv", lambda: b"a," * (20 << 20)
    yield "one endless cell.csv", lambda: b"a" * (20 << 20)
    yield "nuls.csv", lambda: plain.replace(b"Walsall", b"Wal\0sall")
    yield "nuls later.csv", lambda: plain * 200 + b"\0\0\0\0,\0"
    yield "wide.csv", lambda: plain.decode().encode("utf-16-le")
    yield "wide cut.csv", lambda: plain.decode().encode("utf-16")[:-1]
    yield "wide big.csv", lambda: plain.decode().encode("utf-16-be")
    yield "lone quotes.csv", lambda: plain.replace(b"Walsall", b'Wal"sall').replace(b"Reporting", b'"Reporting')
    yield "formulas.csv", lambda: plain.replace(b"Walsall", b"=cmd|'/c calc'!A1").replace(b"cin_number", b"=1+1")
    yield (
        "huge numbers.csv",
        lambda: plain.replace(b"1204", b"1e999").replace(b"301.5", b"nan").replace(b"1104", b"9" * 5000).replace(b"291.5", b"-inf"),
    )
    yield "odd years.csv", lambda: plain.replace(b"2025,", b"99999999999999999999,").replace(b"2024,", "２０２４,".encode())
    yield "markers.csv", lambda: plain.replace(b"1204", b"[c]").replace(b"301.5", b"DROP TABLE").replace(b"1104", "👍".encode())
    yield "upn.csv", lambda: csv_of([("UPN", "Score"), ("A123456789012", 4)])
    yield "nhs.csv", lambda: csv_of([("Name", "NHS Number"), ("x", "943 476 5919")])
    yield "child and birth.csv", lambda: csv_of([("Child ID", "Date of Birth", "Ethnicity"), ("1", "01/02/2010", "W")])
    yield "page.csv", lambda: b"\xef\xbb\xbf\n\n<!DOCTYPE html><html><body>404</body></html>"
    yield "page.xlsx", lambda: b"<html>404</html>"
    yield "svg.csv", lambda: b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'
    yield "empty.csv", lambda: b""
    yield "one byte.csv", lambda: b"x"
    yield "one newline.csv", lambda: b"\n"
    yield "empty.xlsx", lambda: b""
    yield "json.json", lambda: b"[" * 1_000_000
    yield "parquet.parquet", lambda: b"PAR1" + bytes(100)
    yield "xlsx as csv.csv", lambda: workbook(of_rows(good))
    yield "csv as xlsx.xlsx", lambda: plain
    yield "csv as ods.ods", lambda: plain
    yield "docx as xlsx.xlsx", lambda: ordinary.docx(ordinary.p("Walsall"))
    yield "pdf as csv.csv", lambda: b"%PDF-1.7\n"
    yield "list 1.xlsx", lambda: workbook(of_rows(good, "List 1"))
    yield "List_3.xlsx", lambda: workbook(of_rows(good, "List_3"))
    yield "hidden list.xlsx", lambda: workbook(hidden_list)
    yield "upn deep.xlsx", lambda: workbook(of_rows([("",)] * 3 + [("Former UPN", "a")]))
    yield "merged.xlsx", lambda: workbook(merged)
    yield "formulas.xlsx", lambda: workbook(formulas)
    yield "errors.xlsx", lambda: workbook(errors)
    yield "macros.xlsm", lambda: workbook(of_rows(good))
    yield "macros inside.xlsx", lambda: xlsx(sheet(FAR), **{"xl/vbaProject.bin": b"Sub"})
    yield "far.xlsx", far_cell
    yield "far small letters.xlsx", far_cell_small_letters
    yield "far elsewhere.xlsx", far_cell_elsewhere
    yield "far behind bracket.xlsx", far_cell_behind_a_bracket
    yield "far by row.xlsx", far_cell_by_its_row
    yield "far spaced.xlsx", far_cell_spaced
    yield "far long way.xlsx", far_cell_long_way
    yield "far empty.xlsx", far_cell_empty
    yield "far written out.xlsx", far_cell_written_out
    yield "claimed dimension.xlsx", claimed_dimension
    yield "three million cells.xlsx", lambda: many_cells(3_000_000)
    yield "shared 250 MB.xlsx", lambda: shared_bomb(250)
    yield "shared 2 GB lying.xlsx", lambda: lying_zip(shared_bomb(2000), "xl/sharedStrings.xml", 1000)
    yield "shared again.xlsx", shared_again
    yield "entity.xlsx", xlsx_entity
    yield "laughs.xlsx", xlsx_laughs
    yield "deep.xlsx", xlsx_deep
    yield "42.xlsx", forty_two
    yield "cut.xlsx", lambda: workbook(of_rows(good))[:-400]
    yield "ods rows.ods", lambda: ods_rows(1_048_576)
    yield "ods rectangle.ods", lambda: ods_rows(1_048_576, across=16_384)
    yield "ods spaced.ods", ods_spaced
    yield "ods empty rows.ods", lambda: ods_rows(1_048_576, "", 16_384)
    yield "xlsb far.xlsx", xlsb_far
    yield "old.xls", lambda: ordinary.ole("Workbook")
    yield "old noise.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40
    yield "locked.xlsx", lambda: ordinary.ole("EncryptedPackage")
    yield "bomb.csv.gz", lambda: Repeated(b"\0", 1 << 30).gzip()
    yield "bomb text.csv.gz", lambda: gzip.compress(plain + b"2025,x\n" * (60 << 20), 1)
    yield "bomb.csv.xz", lambda: lzma.compress(bytes(1 << 29), preset=0)
    yield "cut.csv.gz", lambda: gzip.compress(plain * 50)[:-30]
    yield "cut.csv.xz", lambda: lzma.compress(plain * 50)[:-30]
    yield "two.zip", lambda: ordinary.zipped({"a.csv": plain, "b.csv": plain})
    yield "up.zip", lambda: ordinary.zipped({"../../a.csv": plain})
    yield "42.zip", forty_two
    yield "restated.csv", lambda: plain.replace(b"1204", b"1209")
