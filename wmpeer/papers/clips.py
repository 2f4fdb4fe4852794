"""The pictures that stand behind findings, one below another on a sheet of the workbook, each beside the finding it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils.units import pixels_to_EMU

from wmpeer.papers.cells import HEAD_ROW, Column, Marking, table_sheet
from wmpeer.papers.content import FindingLine, WorkbookContent

WIDEST, HIGHEST = 420, 280
"""Pixels of a picture on the sheet; a smaller one keeps its size."""
_POINTS_PER_PIXEL = 0.75
NOT_HERE = "This picture is not on the laptop that wrote this workbook."


@dataclass(frozen=True, slots=True)
class ClipRow:
    """A picture and the finding it stands behind."""

    finding: FindingLine
    document: str
    page: int | None
    png: bytes


CLIPS: tuple[Column[ClipRow], ...] = (
    Column("Authority", 16, lambda one: one.finding.authority),
    Column("Area", 18, lambda one: one.finding.area),
    Column("Kind", 12, lambda one: one.finding.kind),
    Column("Finding", 40, lambda one: one.finding.text),
    Column("Document", 24, lambda one: one.document),
    Column("Page", 7, lambda one: one.page, "number"),
    Column("Picture", 62, lambda one: "" if one.png else NOT_HERE),
    Column("Id", 12, lambda one: one.finding.id, wrap=False),
)
_PICTURES = next(place for place, column in enumerate(CLIPS) if column.head == "Picture")


def clips_of(content: WorkbookContent) -> tuple[ClipRow, ...]:
    """Every part of a page behind a finding, in the order of the findings."""
    return tuple(ClipRow(one, each.document, each.page, each.picture) for one in content.findings for each in one.evidence if each.part)


def clips_sheet(book: Workbook, clips: tuple[ClipRow, ...], marking: Marking) -> None:
    """A sheet of pictures. A finding that goes on in further rows has its picture in the first of them."""
    sheet = table_sheet(book, "Pictures", CLIPS, clips, marking)
    ids = [sheet.cell(row, len(CLIPS)).value for row in range(1, sheet.max_row + 1)]
    row = HEAD_ROW
    for clip in clips:
        row = ids.index(clip.finding.id, row) + 1
        if not clip.png:
            continue
        picture = Image(BytesIO(clip.png))
        share = min(1.0, WIDEST / picture.width, HIGHEST / picture.height)
        wide, high = max(1, round(picture.width * share)), max(1, round(picture.height * share))
        size = XDRPositiveSize2D(pixels_to_EMU(wide), pixels_to_EMU(high))
        start = AnchorMarker(col=_PICTURES, row=row - 1, colOff=pixels_to_EMU(6), rowOff=pixels_to_EMU(4))
        picture.anchor = OneCellAnchor(_from=start, ext=size)
        sheet.add_image(picture)
        dimension = sheet.row_dimensions[row]
        dimension.height = max(dimension.height or 0, min(409.0, (high + 8) * _POINTS_PER_PIXEL))
