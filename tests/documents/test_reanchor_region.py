"""A part of a page in the next version of a PDF: real pages, rendered by the worker."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pytest
from document_files import pdf
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from wmpeer.documents.opened_pages import OpenedPages
from wmpeer.documents.png import MOST_BYTES, clip_png
from wmpeer.documents.reanchor import Fate, Reason
from wmpeer.documents.reanchor_region import RegionFound, RegionReanchor, Spot
from wmpeer.documents.worker import DocumentWorker

WIDE, HIGH = 595.0, 842.0
BOX = (10.0, 20.0, 50.0, 20.0)
"""Where `chart` stands: 59.5 points from the left, 168 to 337 from the top."""


@pytest.fixture(scope="module")
def two() -> Iterator[tuple[DocumentWorker, DocumentWorker]]:
    with DocumentWorker() as one, DocumentWorker() as other:
        yield one, other


@pytest.fixture
def found(two: tuple[DocumentWorker, DocumentWorker]) -> Callable[..., RegionFound]:
    def find(old: bytes, new: bytes, page: int = 1, box: tuple[float, float, float, float] = BOX) -> RegionFound:
        return RegionReanchor(OpenedPages(two[0], old), OpenedPages(two[1], new)).find(page, box)

    return find


def chart(canvas: Canvas, bars: tuple[float, ...] = (40, 70, 55), *, down: float = 0, words: bool = True) -> None:
    """Bars with their labels, within `BOX` when *down* is 0."""
    for at, height in enumerate(bars):
        canvas.setFillGray(0.2 + 0.2 * at)
        canvas.rect(90 + 60 * at, 540 - down, 30, height, stroke=0, fill=1)
        canvas.setFillGray(0)
        if words:
            canvas.drawString(85 + 60 * at, 520 - down, f"Quarter {at + 1}")


def text(canvas: Canvas, page: int) -> None:
    canvas.drawString(70, 780, f"What page {page} says of itself, in a line of its own.")
    canvas.drawString(70, 300, f"Below it stands number {page * 7}.")


def booklet(*pages: Callable[[Canvas], None]) -> bytes:
    def draw(canvas: Canvas) -> None:
        for page in pages:
            page(canvas)
            canvas.showPage()

    return pdf(draw)


def plain(number: int) -> Callable[[Canvas], None]:
    return lambda canvas: text(canvas, number)


def charted(number: int, **how: object) -> Callable[[Canvas], None]:
    def page(canvas: Canvas) -> None:
        text(canvas, number)
        chart(canvas, **how)  # type: ignore[arg-type]

    return page


@pytest.mark.parametrize("words", [True, False], ids=["with labels", "bars alone"])
def test_that_the_same_picture_at_the_same_place_is_unchanged_though_the_page_says_something_else(
    found: Callable[..., RegionFound], words: bool
) -> None:
    one = found(booklet(charted(1, words=words)), booklet(charted(2, words=words)))
    assert one == RegionFound(Fate.UNCHANGED, Reason.SAME, Spot(1, BOX))


@pytest.mark.parametrize("words", [True, False], ids=["with labels", "bars alone"])
def test_that_a_page_put_before_it_moves_it_to_the_next(found: Callable[..., RegionFound], words: bool) -> None:
    one = found(booklet(charted(1, words=words), plain(2)), booklet(plain(9), charted(1, words=words), plain(2)))
    assert (one.fate, one.spot) == (Fate.MOVED, Spot(2, BOX))


def test_that_it_is_found_further_down_the_page(found: Callable[..., RegionFound]) -> None:
    one = found(booklet(charted(1)), booklet(charted(1, down=103.3)))
    assert (one.fate, one.spot.page if one.spot else 0) == (Fate.MOVED, 1)
    assert one.spot is not None
    assert one.spot.box == pytest.approx((10, 20 + 103.3 / HIGH * 100, 50, 20), abs=0.3)


@pytest.mark.parametrize("bars", [(40, 74, 55), (40, 70), (70, 40, 55)])
@pytest.mark.parametrize("down", [0, 50.5])
def test_that_another_bar_is_uncertain_with_its_place(found: Callable[..., RegionFound], bars: tuple[float, ...], down: float) -> None:
    one = found(booklet(charted(1)), booklet(charted(1, bars=bars, down=down)))
    assert (one.fate, one.reason) == (Fate.UNCERTAIN, Reason.CHANGED)
    assert one.spot is not None
    assert one.spot.box == pytest.approx((10, 20 + down / HIGH * 100, 50, 20), abs=0.5)


def test_that_another_number_in_a_table_is_uncertain(found: Callable[..., RegionFound]) -> None:
    def table(value: str) -> Callable[[Canvas], None]:
        def page(canvas: Canvas) -> None:
            for at, words in enumerate(("Year   Rate   England", f"2024   {value}   21.3", "2025   18.5   20.9")):
                canvas.drawString(90, 600 - 20 * at, words)

        return page

    assert found(booklet(table("19.4")), booklet(table("19.4"))).fate is Fate.UNCHANGED
    one = found(booklet(table("19.4")), booklet(plain(1), table("14.9")))
    assert (one.fate, one.reason, one.spot.page if one.spot else 0) == (Fate.UNCERTAIN, Reason.CHANGED, 2)


def test_that_what_stands_twice_is_for_a_person(found: Callable[..., RegionFound]) -> None:
    one = found(booklet(charted(1)), booklet(plain(1), charted(1), charted(1)))
    assert (one.fate, one.reason, len(one.others)) == (Fate.UNCERTAIN, Reason.TWICE, 1)
    left = found(booklet(charted(1), charted(2)), booklet(plain(5), plain(6), charted(2)))
    assert (left.fate, left.reason) == (Fate.UNCERTAIN, Reason.ONE_OF_SEVERAL)


def test_that_what_is_gone_is_lost_and_a_bare_picture_is_laid_side_by_side(found: Callable[..., RegionFound]) -> None:
    assert found(booklet(charted(1)), booklet(plain(1))).fate is Fate.LOST
    bare = found(booklet(charted(1, words=False)), booklet(plain(1)))
    assert (bare.fate, bare.spot) == (Fate.UNCERTAIN, Spot(1, BOX))
    assert found(booklet(plain(1), charted(2, words=False)), booklet(plain(1)), 2).fate is Fate.LOST
    assert found(booklet(plain(1)), booklet(plain(1)), 7).fate is Fate.LOST
    white = found(booklet(plain(1)), booklet(plain(2)), 1, (30, 70, 5, 5))
    assert white.fate in (Fate.UNCHANGED, Fate.UNCERTAIN)


def test_that_another_paper_size_is_never_the_same_place(found: Callable[..., RegionFound]) -> None:
    def wide(canvas: Canvas) -> None:
        canvas.setPageSize((HIGH, WIDE))
        canvas.drawString(70, 400, "Landscape")

    assert found(booklet(charted(1, words=False)), booklet(wide)).fate is Fate.LOST


@settings(max_examples=12, deadline=None)
@given(st.floats(0, 160), st.integers(0, 2), st.sampled_from([(40, 70, 55), (40, 70, 60), (35, 70, 55)]))
def test_that_found_is_only_what_looks_the_same_wherever_it_went(
    two: tuple[DocumentWorker, DocumentWorker], down: float, before: int, bars: tuple[float, ...]
) -> None:
    new = booklet(*(plain(at) for at in range(before)), charted(4, bars=bars, down=down))
    one = RegionReanchor(OpenedPages(two[0], booklet(charted(1))), OpenedPages(two[1], new)).find(1, BOX)
    if bars == (40, 70, 55):
        assert one.fate in (Fate.UNCHANGED, Fate.MOVED)
        assert one.spot is not None and one.spot.page == before + 1
    else:
        assert one.fate is Fate.UNCERTAIN


def test_that_the_picture_of_a_place_is_a_png_of_bounded_size(two: tuple[DocumentWorker, DocumentWorker]) -> None:
    opened = OpenedPages(two[0], booklet(charted(1)))
    png = clip_png(lambda scale, tile: opened.render(1, scale, tile), opened.sizes[0], BOX)
    assert len(png) < MOST_BYTES
    image = Image.open(io.BytesIO(png)).convert("L")
    assert image.size == (893, 505)
    assert image.getextrema() != (255, 255)
