"""Pictures of documents as pixels out of the worker, cut and turned as their authors did; hostile ones cost themselves alone."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from document_files import p
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_files import BLUE, GREEN, RED, docx_with, drawing, emf, paper_with_pictures, picture, png_that_says_it_is, thirds

from wmpeer.documents.errors import DocumentError, PictureNotShownError
from wmpeer.documents.layout import NOT_DRAWN, Cell, Layout, Picture, Row, Source
from wmpeer.documents.pictures import MOST_PIXELS, kind_of, natural_size, pixels_of
from wmpeer.documents.records import PageImage
from wmpeer.documents.text_worker import TextWorker
from wmpeer.documents.wire import BrokenFrameError
from wmpeer.documents.wire_text import pack_layout, unpack_layout

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="module")
def text_worker() -> Iterator[TextWorker]:
    with TextWorker() as made:
        yield made


def at(image: PageImage, x: float, y: float) -> tuple[int, int, int]:
    """The colour at a share of an image's width and height."""
    place = (int(image.height * y) * image.width + int(image.width * x)) * 4
    return image.rgba[place], image.rgba[place + 1], image.rgba[place + 2]


def near(one: tuple[int, int, int], other: tuple[int, int, int], by: int = 40) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def shown(worker: TextWorker, *runs: str, **pictures: bytes) -> Layout:
    body = p("One.") + "".join(f"<w:p>{run}</w:p>" for run in runs)
    return worker.open_text("a.docx", docx_with(body, {f"{name}.png": data for name, data in pictures.items()}))


# --- what is shown ----------------------------------------------------------------------------------------------------------------------


def test_that_a_picture_comes_with_the_pixels_it_was_asked_for(text_worker: TextWorker) -> None:
    layout = text_worker.open_text("a.docx", paper_with_pictures())
    assert (layout.pictures[0].width, layout.pictures[0].height) == (120, 60)
    image = text_worker.picture(1, 1.5)
    assert (image.width, image.height) == (180, 90)
    assert near(at(image, 0.5, 0.5), RED)


def test_that_a_picture_is_never_larger_than_it_is_itself(text_worker: TextWorker) -> None:
    shown(text_worker, drawing(), image1=picture((40, 20)))
    assert (text_worker.picture(1, 10.0).width, text_worker.picture(1, 10.0).height) == (40, 20)


@pytest.mark.parametrize("ending", ["docx", "odt", "rtf"])
def test_that_the_same_picture_comes_out_of_every_format(text_worker: TextWorker, ending: str) -> None:
    text_worker.open_text(f"a.{ending}", (SAMPLES / f"gofal.{ending}").read_bytes())
    image = text_worker.picture(1, 1.0)
    assert (image.width, image.height) == (40, 20)
    assert near(at(image, 0.5, 0.5), (0xEE, 0xCC, 0x66)) and near(at(image, 0.02, 0.04), (0x44, 0x77, 0xAA))


def test_that_what_an_author_cut_off_stays_cut_off(text_worker: TextWorker) -> None:
    """A cropped photograph still holds what was cut away; nobody meant to send that."""
    cut = '<a:srcRect l="33400" r="33400"/>'
    shown(text_worker, drawing(inside=cut), image1=thirds())
    image = text_worker.picture(1, 1.0)
    assert {near(at(image, x / 10, 0.5), GREEN, 90) for x in range(10)} == {True}


def test_that_a_picture_lies_as_its_author_turned_it(text_worker: TextWorker) -> None:
    layout = shown(text_worker, drawing(frame='rot="5400000"', width=30, height=10), image1=thirds())
    assert (layout.pictures[0].width, layout.pictures[0].height) == (10, 30)
    image = text_worker.picture(1, 1.0)
    assert (image.width, image.height) == (10, 30)
    assert near(at(image, 0.5, 0.1), RED) and near(at(image, 0.5, 0.9), BLUE)


def test_that_what_is_clear_is_white(text_worker: TextWorker) -> None:
    shown(text_worker, drawing(), image1=picture(mode="RGBA", colour=(200, 30, 30, 0)))
    assert at(text_worker.picture(1, 1.0), 0.5, 0.5) == (255, 255, 255)


@pytest.mark.parametrize(
    ("kind", "mode", "colour"),
    [("PNG", "P", 0), ("PNG", "1", 0), ("PNG", "I;16", 0), ("PNG", "LA", (0, 255)), ("JPEG", "CMYK", (0, 0, 0, 255)), ("JPEG", "L", 0),
     ("GIF", "P", 0), ("BMP", "RGB", (0, 0, 0)), ("TIFF", "RGB", (0, 0, 0)), ("WEBP", "RGB", (0, 0, 0))],
)  # fmt: skip
def test_that_every_kind_of_picture_that_offices_use_is_decoded(kind: str, mode: str, colour: object) -> None:
    data = picture(kind=kind, mode=mode, colour=colour)
    assert kind_of("image1", data[:64]) == ""
    assert near(at(pixels_of(data, Source(), 20, 10), 0.5, 0.5), (0, 0, 0), 10)


def test_that_a_large_photograph_is_decoded_at_a_fraction() -> None:
    data = picture((9_000, 6_000), "JPEG")
    assert MOST_PIXELS < 9_000 * 6_000
    image = pixels_of(data, Source(), 600, 400)
    assert (image.width, image.height) == (600, 400) and near(at(image, 0.5, 0.5), RED)


def test_that_a_picture_without_a_size_has_its_own(text_worker: TextWorker) -> None:
    layout = shown(text_worker, drawing(width=0, height=0), image1=picture((200, 100), dpi=(144, 144)))
    assert (round(layout.pictures[0].width), round(layout.pictures[0].height)) == (100, 50)
    assert natural_size(picture((96, 48))) == (72, 36)


# --- what is not ------------------------------------------------------------------------------------------------------------------------

HOSTILE = {
    "thirty thousand square": (png_that_says_it_is(30_000, 30_000), "it is too large"),
    "two thousand million wide": (png_that_says_it_is(2_000_000_000, 1), "it is too large"),
    "cut short": (picture((400, 400), "JPEG")[:700], "it is damaged"),
    "only a head": (b"\x89PNG\r\n\x1a\n", "it is damaged"),
    "noise behind a head": (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20, "it is damaged"),
    "no width": (png_that_says_it_is(0, 10), "it is damaged"),
    "emf": (emf(), f"{NOT_DRAWN} (EMF)"),
    "wmf": (b"\xd7\xcd\xc6\x9a" + bytes(80), f"{NOT_DRAWN} (WMF)"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>', f"{NOT_DRAWN} (SVG)"),
    "eps": (b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) run", f"{NOT_DRAWN} (EPS)"),
    "words": (b"This is no picture at all.", "a kind of picture that is not known here"),
    "nothing": (b"", "a kind of picture that is not known here"),
}


@pytest.mark.parametrize("fault", HOSTILE)
def test_that_a_picture_that_cannot_be_shown_says_why_and_the_others_are_shown(text_worker: TextWorker, fault: str) -> None:
    data, why = HOSTILE[fault]
    layout = shown(text_worker, drawing("image1", words="A trend"), drawing("image2"), image1=data, image2=picture())
    assert [one.words for one in layout.pictures] == ["A trend", ""]
    with pytest.raises(PictureNotShownError) as refused:
        text_worker.picture(1, 1.0)
    assert refused.value.facts["why"] == why
    assert layout.pictures[0].why in ("", why)  # what its first bytes tell is told at once
    assert near(at(text_worker.picture(2, 1.0), 0.5, 0.5), RED)


def test_that_pictures_missing_from_the_file_are_told(text_worker: TextWorker) -> None:
    layout = shown(text_worker, drawing("image7"))
    assert layout.pictures[0].why == "it is kept outside the file"


def test_that_hundreds_of_large_pictures_are_each_decoded_within_the_limits(text_worker: TextWorker) -> None:
    """The worker's memory is limited; it holds one decoded picture at a time."""
    shown(text_worker, *[drawing()] * 40, image1=picture((6_000, 6_000)))
    for number in (1, 2, 3, 40):
        assert near(at(text_worker.picture(number, 1.0), 0.5, 0.5), RED)


@pytest.mark.skipif(os.name == "nt", reason="signals are for systems that have them")
def test_that_a_picture_the_worker_dies_of_costs_that_picture_alone() -> None:
    with TextWorker() as worker:
        shown(worker, drawing("image1"), image1=picture())
        os.kill(worker._process.pid, signal.SIGKILL)
        worker._process.wait()
        assert worker.picture(1, 1.0).width == 40


def test_that_there_is_no_picture_beyond_the_last(text_worker: TextWorker) -> None:
    shown(text_worker, drawing(), image1=picture())
    for number in (0, 2, -1):
        with pytest.raises(DocumentError):
            text_worker.picture(number, 1.0)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"]), st.integers(0, 400))
def test_that_a_picture_with_any_bytes_in_it_is_shown_or_refused(noise: bytes, kind: str, place: int) -> None:
    data = picture(kind=kind)
    data = data[: place % len(data)] + noise + data[place % len(data) + len(noise) :]
    try:
        image = pixels_of(data, Source(), 20, 10)
    except PictureNotShownError:
        return
    assert len(image.rgba) == image.width * image.height * 4


# --- the pipe ---------------------------------------------------------------------------------------------------------------------------

LAYOUT = Layout(
    (Row(2, 1, (Cell(0, 3, 0, 2, 3), Cell(6, 9, 2, above=False))),),
    (Picture(1, -1, 12.5, 7.25, "ŵ", "", 3), Picture(0, 2, 10, 10, "", "it is damaged")),
    40,
)


def test_that_a_layout_comes_through_the_pipe_as_it_was() -> None:
    assert unpack_layout(pack_layout(LAYOUT)) == LAYOUT


@pytest.mark.parametrize(
    "change",
    [
        *({"rows": [[1, 1, cells]]} for cells in ([], [[0, 3, 0, 0, 1, 0]], [[5, 3, 0, 1, 1, 0]], [[0, 3, 0, 65, 1, 0]])),
        {"rows": [[1, 1, [[0, 3, 0, 2, 1, 0], [3, 4, 1, 1, 1, 0]]]]}, {"rows": [[0, 1, [[0, 1, 0, 1, 1, 0]]]]},
        *({"pictures": [[1, -1, *rest]]} for rest in ([float("nan"), 1, "", "", None], [0, 1, "", "", None], [1, 1, 5, "", None])),
        {"pictures": [[1, -2, 1, 1, "", "", None]]}, {"pictures": [[1, -1, 1, 1, "", ""]]}, {"pictures": 3},
        {"characters": -1}, {"characters": True},
    ],
)  # fmt: skip
def test_that_a_worker_gone_wrong_cannot_hand_over_a_false_layout(change: dict[str, object]) -> None:
    with pytest.raises(BrokenFrameError):
        unpack_layout({**pack_layout(LAYOUT), **change})


def test_that_the_words_in_a_drawing_that_is_not_shown_are_told(text_worker: TextWorker) -> None:
    body = f"<w:p>{drawing('image1')}</w:p><w:p>{drawing('image2')}</w:p>"
    layout = text_worker.open_text(
        "chart.docx", docx_with(body, {"image1.emf": emf("Re-referrals, per cent", "2025"), "image2.emf": emf()})
    )
    assert [one.inside for one in layout.pictures] == ["Re-referrals, per cent · 2025", ""]
    assert [(one.width, one.height) for one in layout.pictures] == [(120, 60)] * 2


def test_that_a_drawing_in_svg_is_shown_by_the_pixels_beside_it_and_said_where_there_are_none(text_worker: TextWorker) -> None:
    name = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
    svg = f'<a:extLst><a:ext><asvg:svgBlip xmlns:asvg="{name}" r:embed="image2"/></a:ext></a:extLst>'
    both = drawing("image1").replace('<a:blip r:embed="image1"/>', f'<a:blip r:embed="image1">{svg}</a:blip>')
    alone = drawing("image1").replace('<a:blip r:embed="image1"/>', f"<a:blip>{svg}</a:blip>")
    data = docx_with(f"<w:p>{both}</w:p><w:p>{alone}</w:p>", {"image1.png": picture(), "image2.svg": b"<svg/>"})
    layout = text_worker.open_text("svg.docx", data)
    assert [one.why for one in layout.pictures] == ["", f"{NOT_DRAWN} (SVG)"]
    assert text_worker.picture(1, 1.0).width > 1
