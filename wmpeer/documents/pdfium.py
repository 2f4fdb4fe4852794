"""PDFium's own calls behind a few typed names. Only ever imported in the worker process, and only ever called from one thread."""

from __future__ import annotations

import ctypes
import importlib
import math
from collections.abc import Callable, Iterator
from ctypes import byref, c_double, c_int, create_string_buffer
from functools import partial
from typing import Any

from wmpeer.documents.errors import DocumentDamagedError, DocumentEncryptedError, DocumentUnsafeError
from wmpeer.documents.records import PageSize

raw: Any = importlib.import_module("pypdfium2_raw")
"""PDFium's functions, which ctypes makes as the library is loaded: no type checker sees them."""

_BOLD_WORDS = (b"bold", b"black", b"heavy", b"cmbx", b"sfbx", b"-bd", b",bd")
_WIDGET_LIKE = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP)
_WORDY_FIELDS = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
_started: list[bool] = []


def start() -> None:
    """Start the library, once for the process."""
    if not _started:
        raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=None, m_pIsolate=None, m_v8EmbedderSlot=0))
        _started.append(True)


class Pdf:
    """An open PDF. Pages count from 0 here, and from 1 everywhere else."""

    def __init__(self, name: str, data: bytes) -> None:
        start()
        self._form: Any = None
        self._form_info: Any = None
        self._fields: dict[int, tuple[str, ...]] = {}
        self._data = data  # PDFium reads from it as long as the document is open
        self._handle = raw.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._handle:
            raise _why_not(name)
        self.pages: int = raw.FPDF_GetPageCount(self._handle)
        if self.pages < 1:
            self.close()
            raise DocumentDamagedError(name=name)

    @property
    def handle(self) -> Any:
        return self._handle

    def close(self) -> None:
        if self._form:
            raw.FPDFDOC_ExitFormFillEnvironment(self._form)
            self._form = None
        if self._handle:
            raw.FPDF_CloseDocument(self._handle)
            self._handle = None

    def page(self, index: int) -> Page | None:
        """The page, with filled-in form fields as part of it; None where it is damaged."""
        handle = raw.FPDF_LoadPage(self._handle, index)
        if not handle:
            return None
        fields = self._fields.get(index, ())
        if index not in self._fields and (annotations := _on_top(handle)):
            fields = self._fields[index] = tuple(self._values(handle, annotations))
            if raw.FPDFPage_Flatten(handle, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
                raw.FPDF_ClosePage(handle)
                handle = raw.FPDF_LoadPage(self._handle, index)
                if not handle:
                    return None
        return Page(handle, fields)

    def _values(self, page: Any, annotations: list[int]) -> Iterator[str]:
        """What was typed into fields and notes on the page: their appearance, which a viewer draws, may be missing."""
        if self._form is None:
            self._form_info = raw.FPDF_FORMFILLINFO(version=2)
            self._form = raw.FPDFDOC_InitFormFillEnvironment(self._handle, byref(self._form_info))
        for place in annotations:
            annotation = raw.FPDFPage_GetAnnot(page, place)
            if raw.FPDFAnnot_GetFlags(annotation) & raw.FPDF_ANNOT_FLAG_HIDDEN == 0:
                if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_FREETEXT:
                    yield _text_of(partial(raw.FPDFAnnot_GetStringValue, annotation, b"Contents"))
                elif self._form and raw.FPDFAnnot_GetFormFieldType(self._form, annotation) in _WORDY_FIELDS:
                    yield _text_of(partial(raw.FPDFAnnot_GetFormFieldValue, self._form, annotation))
            raw.FPDFPage_CloseAnnot(annotation)

    def meta(self, key: str) -> str:
        length = raw.FPDF_GetMetaText(self._handle, key.encode(), None, 0)
        buffer = create_string_buffer(min(length, 4096) + 2)
        raw.FPDF_GetMetaText(self._handle, key.encode(), buffer, length if length <= 4096 else 0)
        return buffer.raw[: max(length - 2, 0)].decode("utf-16-le", "replace") if length <= 4096 else ""


def _why_not(name: str) -> Exception:
    error = raw.FPDF_GetLastError()
    if error == raw.FPDF_ERR_PASSWORD:
        return DocumentEncryptedError(name=name)
    if error == raw.FPDF_ERR_SECURITY:
        return DocumentUnsafeError(name=name, why="it is protected in a way that cannot be opened")
    return DocumentDamagedError(name=name)


def _on_top(page: Any) -> list[int]:
    """The annotations that are form fields, typed-on text or stamps."""
    found: list[int] = []
    for place in range(min(raw.FPDFPage_GetAnnotCount(page), 2_000)):
        annotation = raw.FPDFPage_GetAnnot(page, place)
        if raw.FPDFAnnot_GetSubtype(annotation) in _WIDGET_LIKE:
            found.append(place)
        raw.FPDFPage_CloseAnnot(annotation)
    return found


def _text_of(ask: Callable[[Any, int], int]) -> str:
    """A string of PDFium's that is first asked for its length (in bytes, UTF-16)."""
    length = ask(None, 0)
    if not 2 < length <= 200_000:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    ask(buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")


class Page:
    """An open page with its text. Coordinates are points from the bottom left, before rotation, until `seen` turns them."""

    def __init__(self, handle: Any, fields: tuple[str, ...] = ()) -> None:
        self.handle = handle
        self.fields = fields
        self._even = False
        self.rotation: int = max(raw.FPDFPage_GetRotation(handle), 0) * 90
        self.text_page = raw.FPDFText_LoadPage(handle)
        self.reading_rotation = self._reading_rotation()
        if self.reading_rotation != self.rotation:
            self._load_text_upright()
        self.left, self.bottom, self.right, self.top = _crop(handle)

    def _reading_rotation(self) -> int:
        """How far (degrees clockwise) the page would be turned for most of its text to stand upright."""
        count = raw.FPDFText_CountChars(self.text_page) if self.text_page else 0
        if count < 1:
            return self.rotation
        angles = [raw.FPDFText_GetCharAngle(self.text_page, count * part // 8) for part in range(8)]
        turns = [round(-math.degrees(angle) / 90) % 4 * 90 for angle in angles if angle >= 0]
        return max(sorted(set(turns)), key=turns.count) if turns else self.rotation

    def _load_text_upright(self) -> None:
        """Take the text again from the page turned upright, for PDFium orders lines as they are seen."""
        raw.FPDFText_ClosePage(self.text_page)
        raw.FPDFPage_SetRotation(self.handle, self.reading_rotation // 90)
        self.text_page = raw.FPDFText_LoadPage(self.handle)
        raw.FPDFPage_SetRotation(self.handle, self.rotation // 90)

    def close(self) -> None:
        if self.text_page:
            raw.FPDFText_ClosePage(self.text_page)
        raw.FPDF_ClosePage(self.handle)

    def size(self) -> PageSize:
        return self._turned_size(self.rotation)

    def reading_size(self) -> PageSize:
        """The size of the page turned so that its text stands upright."""
        return self._turned_size(self.reading_rotation)

    def _turned_size(self, rotation: int) -> PageSize:
        wide, high = self.right - self.left, self.top - self.bottom
        return PageSize(high, wide, rotation) if rotation in (90, 270) else PageSize(wide, high, rotation)

    def text(self) -> str:
        """All text; CRLF between lines, U+FFFE for a hyphen at a line's end. One element for each of PDFium's text places."""
        count = raw.FPDFText_CountChars(self.text_page) if self.text_page else 0
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count * 2 + 2))()
        written = raw.FPDFText_GetText(self.text_page, 0, count, buffer)
        text = bytes(memoryview(buffer)[: max(written - 1, 0)]).decode("utf-16-le", "replace")
        self._even = bool(text) and raw.FPDFText_GetCharIndexFromTextIndex(self.text_page, len(text) - 1) == len(text) - 1
        return text

    def char_at(self, place: int) -> int:
        """The number of the character at a place of `text`; the two differ where PDFium has characters without text."""
        if self._even:
            return place
        return max(int(raw.FPDFText_GetCharIndexFromTextIndex(self.text_page, place)), 0)

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """A point as it is seen: from the top left of the crop box, after rotation."""
        return self._turned(x, y, self.rotation)

    def reading(self, x: float, y: float) -> tuple[float, float]:
        """A point from the top left of the page turned so that its text stands upright."""
        if not self.reading_rotation:
            return x - self.left, self.top - y
        return self._turned(x, y, self.reading_rotation)

    def _turned(self, x: float, y: float, rotation: int) -> tuple[float, float]:
        if rotation == 90:
            return y - self.bottom, x - self.left
        if rotation == 180:
            return self.right - x, y - self.bottom
        if rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


def _crop(page: Any) -> tuple[float, float, float, float]:
    """The box that is shown: the crop box within the media box, US Letter where neither is said (as PDFium does)."""
    rectangle = raw.FS_RECTF()
    if raw.FPDF_GetPageBoundingBox(page, byref(rectangle)) and rectangle.right > rectangle.left and rectangle.top > rectangle.bottom:
        return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
    return 0.0, 0.0, float(raw.FPDF_GetPageWidthF(page)), float(raw.FPDF_GetPageHeightF(page))


def is_bold_name(name: bytes) -> bool:
    """Whether a font says by its name that it is a bold one, as ``URWGothic-Demi`` and ``Arial,Bold`` do."""
    lower = name.lower()
    if any(word in lower for word in _BOLD_WORDS):
        return True
    return b"demi" in lower and b"demilight" not in lower and b"academi" not in lower


class Probe:
    """Asks PDFium about single characters, reusing its out-parameters."""

    def __init__(self) -> None:
        self._left, self._right, self._bottom, self._top = c_double(), c_double(), c_double(), c_double()
        self._box = (byref(self._left), byref(self._right), byref(self._bottom), byref(self._top))
        self._x, self._y = c_double(), c_double()
        self._origin = (byref(self._x), byref(self._y))
        self._matrix = raw.FS_MATRIX()
        self._matrix_ref = byref(self._matrix)
        self._font = create_string_buffer(128)
        self._flags = c_int()
        self._flags_ref = byref(self._flags)
        self._bold: dict[bytes, bool] = {}

    def origin(self, text_page: Any, char: int) -> tuple[float, float]:
        raw.FPDFText_GetCharOrigin(text_page, char, *self._origin)
        return self._x.value, self._y.value

    def box(self, text_page: Any, char: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of the glyph."""
        raw.FPDFText_GetCharBox(text_page, char, *self._box)
        return self._left.value, self._bottom.value, self._right.value, self._top.value

    def size(self, text_page: Any, char: int) -> float:
        """The height of the font in points, its matrix included (some producers write size 1 and scale by matrix)."""
        size = float(raw.FPDFText_GetFontSize(text_page, char))
        if raw.FPDFText_GetMatrix(text_page, char, self._matrix_ref):
            size *= (self._matrix.c**2 + self._matrix.d**2) ** 0.5
        return size

    def is_bold(self, text_page: Any, char: int) -> bool:
        raw.FPDFText_GetFontInfo(text_page, char, self._font, 128, self._flags_ref)
        name = self._font.value
        if name not in self._bold or not name:
            self._bold[name] = is_bold_name(name) or raw.FPDFText_GetFontWeight(text_page, char) >= 600
        if self._bold[name]:
            return True
        drawn = raw.FPDFText_GetTextObject(text_page, char)  # fonts without a bold are made bold by drawing round their letters
        return bool(drawn) and raw.FPDFTextObj_GetTextRenderMode(drawn) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
