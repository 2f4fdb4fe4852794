"""Pictures inside other people's documents, decoded to pixels. Only ever imported in the worker process: a decoder may die of its picture.

What may be decoded is named here, and how large it may be; everything else is told by its name and stays undecoded.
"""

from __future__ import annotations

import importlib
import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image

from wmpeer.documents.errors import PictureNotShownError
from wmpeer.documents.layout import NOT_DRAWN, Edges, Source
from wmpeer.documents.records import PageImage

MOST_BYTES = 32 * 1024 * 1024
MOST_PIXELS = 40_000_000
"""Pixels of a picture that is decoded: 160 MB of them."""
MOST_SHOWN = 6_000_000
LONGEST_SIDE = 8_000
_FORMATS = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"RIFF": "WEBP",
}
"""By their first bytes; no other decoder is ever loaded."""
_USUAL_DPI = 96.0
_DRAWINGS = {
    ".emf": "EMF",
    ".wmf": "WMF",
    ".svg": "SVG",
    ".wdp": "JPEG XR",
    ".jxr": "JPEG XR",
    ".svm": "SVM",
    ".pict": "PICT",
    ".eps": "EPS",
}
_WHITE = (255, 255, 255)
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    IndexError,
    KeyError,
    EOFError,
    OverflowError,
    struct.error,
    Image.DecompressionBombError,
)


def kind_of(name: str, head: bytes) -> str:
    """What stands in the way of showing a picture whose first bytes are *head*: a few words, or empty where nothing does."""
    if _format(head):
        return ""
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if head[:4] == b"\x01\x00\x00\x00" and head[40:44] == b" EMF":
        ending = ".emf"
    elif head.startswith((b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00")):
        ending = ".wmf"
    elif b"<svg" in head:
        ending = ".svg"
    elif head.startswith((b"\x1f\x8b", b"%!PS")):
        ending = ".emf" if ending == ".emz" else ".wmf" if ending == ".wmz" else ".eps"
    return f"{NOT_DRAWN} ({_DRAWINGS[ending]})" if ending in _DRAWINGS else "a kind of picture that is not known here"


def _format(head: bytes) -> str:
    """The decoder for a picture with such first bytes, or empty."""
    return next((name for start, name in _FORMATS.items() if head.startswith(start) and (name != "WEBP" or head[8:12] == b"WEBP")), "")


@contextmanager
def _open(data: bytes) -> Iterator[Image.Image]:
    """The picture, its header read.

    Raises:
        PictureNotShownError: it is none that is shown here.
    """
    name = _format(data[:16])
    if name in ("TIFF", "WEBP"):  # the others are there from the start
        importlib.import_module(f"PIL.{'TiffImagePlugin' if name == 'TIFF' else 'WebPImagePlugin'}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=(name,))
    except Image.DecompressionBombError as error:
        raise PictureNotShownError(why="it is too large") from error
    except _BROKEN as error:
        raise PictureNotShownError(why="it is damaged") from error
    with image:
        yield image


def natural_size(data: bytes) -> tuple[float, float]:
    """Width and height in points as the picture itself says, by its dots per inch.

    Raises:
        PictureNotShownError: it is none that is shown here.
    """
    with _open(data) as image:
        across, down = _dpi(image)
        return image.width * 72 / across, image.height * 72 / down


def _dpi(image: Image.Image) -> tuple[float, float]:
    said = image.info.get("dpi")
    try:
        across, down = (float(one) for one in said) if said else (_USUAL_DPI, _USUAL_DPI)
    except (TypeError, ValueError, ZeroDivisionError):
        return _USUAL_DPI, _USUAL_DPI
    return (across, down) if 20 <= across <= 5_000 and 20 <= down <= 5_000 else (_USUAL_DPI, _USUAL_DPI)


def pixels_of(data: bytes, source: Source, width: int, height: int) -> PageImage:
    """The picture as its author cut and turned it, about *width* by *height* pixels, on white; never more than it has itself.

    Raises:
        PictureNotShownError: it is damaged, or larger than is decoded here.
    """
    if len(data) > MOST_BYTES:
        raise PictureNotShownError(why="it is too large")
    with _open(data) as image:
        try:
            return _shown(image, source, width, height)
        except PictureNotShownError:
            raise
        except _BROKEN as error:
            raise PictureNotShownError(why="it is damaged") from error


def _shown(image: Image.Image, source: Source, width: int, height: int) -> PageImage:
    left, top, right, bottom = shares(source, image)
    if source.turns % 2:
        width, height = height, width
    kept_across, kept_down = max(0.01, 1 - left - right), max(0.01, 1 - top - bottom)
    if image.format == "JPEG":  # decoded at a half, a quarter or an eighth where that is enough
        image.draft(None, (max(1, round(width / kept_across)), max(1, round(height / kept_down))))
    if image.width * image.height > MOST_PIXELS or image.width < 1 or image.height < 1:
        raise PictureNotShownError(why="it is too large")
    box = (image.width * left, image.height * top, image.width * (left + kept_across), image.height * (top + kept_down))
    size = _fitting(width, height, box[2] - box[0], box[3] - box[1])
    plain = _plain(image)
    small = plain.resize(size, Image.Resampling.BICUBIC, box=box, reducing_gap=2.0)
    if source.turns:
        small = small.transpose((Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)[source.turns % 4 - 1])
    return PageImage(small.width, small.height, _on_white(small))


def shares(source: Source, image: Image.Image) -> Edges:
    """What is cut off, in shares; nothing where that would leave nothing."""
    left, top, right, bottom = source.crop
    if source.in_points:
        across, down = _dpi(image)
        wide, high = image.width * 72 / across, image.height * 72 / down
        left, right, top, bottom = left / wide, right / wide, top / high, bottom / high
    return (left, top, right, bottom) if left + right < 0.99 and top + bottom < 0.99 else (0.0, 0.0, 0.0, 0.0)


def _fitting(width: int, height: int, across: float, down: float) -> tuple[int, int]:
    """The size to make: as asked, but no larger than the picture has pixels, and none that nobody sees."""
    width, height = max(1, min(width, round(across), LONGEST_SIDE)), max(1, min(height, round(down), LONGEST_SIDE))
    over = (width * height / MOST_SHOWN) ** 0.5
    return (max(1, int(width / over)), max(1, int(height / over))) if over > 1 else (width, height)


def _plain(image: Image.Image) -> Image.Image:
    """The picture in colours that can be resized."""
    image.load()
    if image.mode in ("RGB", "RGBA", "L", "LA"):
        return image
    if image.mode.startswith("I"):  # sixteen bits of grey
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "F":
        raise PictureNotShownError(why="a kind of picture that is not known here")
    return image.convert("RGBA" if "transparency" in image.info or image.mode in ("PA", "La", "RGBa") else "RGB")


def _on_white(image: Image.Image) -> bytes:
    if image.mode not in ("RGBA", "LA"):
        return image.convert("RGB").convert("RGBA").tobytes()
    clear = image.convert("RGBA")
    ground = Image.new("RGBA", clear.size, (*_WHITE, 255))
    ground.alpha_composite(clear)
    return ground.tobytes()
