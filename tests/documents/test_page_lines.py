"""Pages as the worker gives them: tiles of their picture that fit the whole, and lines in the order they are read."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

import pytest
from document_files import lines, pdf, turned
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.documents import errors, wire_pages
from wmpeer.documents.locate import PageMap
from wmpeer.documents.page_lines import Line, PageLines
from wmpeer.documents.page_order import lines_as_read, near
from wmpeer.documents.page_tiles import SIDE, pixels_of, tiles_over
from wmpeer.documents.records import PageImage, PageSize
from wmpeer.documents.wire import BrokenFrameError
from wmpeer.documents.worker import DocumentWorker


@pytest.fixture(scope="module")
def worker() -> Iterator[DocumentWorker]:
    with DocumentWorker() as made:
        yield made


def rows_of(image: PageImage) -> list[bytes]:
    wide = image.width * 4
    return [image.rgba[row * wide : (row + 1) * wide] for row in range(image.height)]


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_that_tiles_side_by_side_are_the_whole_page(degrees: int, worker: DocumentWorker) -> None:
    data = turned(pdf(lambda canvas: lines(canvas, ["Placement stability"] * 20)), degrees, None)
    size, scale = worker.open_pages(data).sizes[0], 2.5
    whole = worker.render(1, scale)
    assert (whole.width, whole.height) == pixels_of(size, scale)
    rows = [bytearray() for _ in range(whole.height)]
    for tile in tiles_over((whole.width, whole.height), 0, 0, whole.width, whole.height):
        part = worker.render(1, scale, tile)
        assert (part.width, part.height) == tile[2:]
        for row, pixels in enumerate(rows_of(part)):
            rows[tile[1] + row] += pixels
    assert b"".join(rows) == whole.rgba


def test_that_a_tile_is_cut_to_its_page_and_one_beside_it_is_refused(worker: DocumentWorker) -> None:
    worker.open_pages(pdf(lambda canvas: lines(canvas, ["One"])))
    wide, high = pixels_of(PageSize(595.28, 841.89), 1.0)
    assert worker.render(1, 1.0, (wide - 10, high - 20, 500, 500)).width == 10
    for tile in ((wide + 1, 0, 10, 10), (0, 0, 0, 10), (0, 0, -5, -5)):
        with pytest.raises(errors.PageNotThereError):
            worker.render(1, 1.0, tile)


def test_that_a_tile_may_be_sharper_than_the_whole_page_could(worker: DocumentWorker) -> None:
    worker.open_pages(pdf(lambda canvas: lines(canvas, ["One"])))
    assert worker.render(1, 40.0, (2_000, 2_000, SIDE, SIDE)).height == SIDE


@given(st.integers(1, 9_000), st.integers(1, 9_000), st.tuples(*[st.floats(-3_000, 12_000)] * 4))
def test_that_tiles_cover_what_they_are_asked_for_and_nothing_twice(wide: int, high: int, seen: tuple[float, ...]) -> None:
    left, top, right, bottom = seen
    found = tiles_over((wide, high), left, top, right, bottom)
    inside = max(0.0, left) < min(wide, right) and max(0.0, top) < min(high, bottom)
    assert bool(found) == inside
    assert len(set(found)) == len(found)
    if inside:
        assert min(tile[0] for tile in found) <= max(0.0, left) and min(tile[1] for tile in found) <= max(0.0, top)
        assert max(tile[0] + tile[2] for tile in found) >= min(wide, right)
        assert max(tile[1] + tile[3] for tile in found) >= min(high, bottom)


def test_that_the_worker_gives_the_lines_that_its_characters_stand_in(worker: DocumentWorker) -> None:
    data = pdf(lambda canvas: lines(canvas, ["Visits are recorded late", "in two of five teams."]))
    read = worker.read("paper.pdf", data)
    worker.open_pages(data)
    found, characters = worker.words(1, near(1, read.passages)), worker.characters(1)
    boxes = [(box.left, box.top, box.right, box.bottom) if box else (0.0, 0.0, 0.0, 0.0) for box in characters.boxes]
    expected = lines_as_read(characters.text, boxes, 1, read.passages)
    assert found.text == expected.text
    assert [(line.start, line.end) for line in found.lines] == [(line.start, line.end) for line in expected.lines]
    for ours, theirs in zip(found.lines, expected.lines, strict=True):
        assert list(ours.edges) == pytest.approx(list(theirs.edges), abs=0.01)


def test_that_what_is_near_a_page_is_all_its_map_needs(worker: DocumentWorker) -> None:
    def draw(canvas: object) -> None:
        for words in (["Children wait for a"], ["place that meets their needs.", "A second sentence stands here."]):
            lines(canvas, words)  # type: ignore[arg-type]
            canvas.showPage()  # type: ignore[attr-defined]

    data = pdf(draw)
    read = worker.read("paper.pdf", data)
    worker.open_pages(data)
    text = worker.words(2, near(2, read.passages)).text
    few, every = PageMap(2, text, near(2, read.passages)), PageMap(2, text, read.passages)
    assert few.to_passages(0, len(text)) == every.to_passages(0, len(text))
    assert few.gaps(0, len(text)) == every.gaps(0, len(text))


LINES = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=12), max_size=6)


@given(LINES, st.floats(-1e6, 1e6))
def test_that_lines_come_through_the_pipe_as_they_were(rows: list[str], at: float) -> None:
    made, start = [], 0
    for row in rows:
        made.append(Line(start, start + len(row), at, at + 9.5, array("d", [at + place for place in range(len(row) + 1)])))
        start += len(row) + 1
    page = PageLines("\n".join(rows), tuple(made))
    head, body = wire_pages.pack_lines(page)
    assert wire_pages.unpack_lines(head, body) == page


@given(
    st.dictionaries(
        st.sampled_from(["text", "lines"]), st.none() | st.text(max_size=4) | st.lists(st.lists(st.integers(-2, 9), max_size=3))
    ),
    st.binary(max_size=64),
)
def test_that_no_lines_break_this_side(head: dict[str, object], body: bytes) -> None:
    try:
        found = wire_pages.unpack_lines(head, body)
    except BrokenFrameError:
        return
    assert all(0 <= line.start < line.end <= len(found.text) for line in found.lines)
