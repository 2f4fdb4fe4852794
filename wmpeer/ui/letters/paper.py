"""The real pages of a letter: the bytes of its PDF, one page under another, at any size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from wmpeer.letters.paragraphs import Paragraph, Spot
from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.kinds import Mark
from wmpeer.ui.kit.paint import CENTRE, colour, hairline, smooth, words
from wmpeer.ui.kit.theme import theme, tokens
from wmpeer.ui.kit.tokens import LIGHT

ZOOMS = (50, 60, 75, 90, 100, 125, 150, 175, 200, 250, 300)
GAP, SIDE, SIDE_NARROW = 14, 38, 26
KEPT_PAGES = 12
MOST_PIXELS = 12_000_000
"""The largest picture made of one page; beyond it a page is drawn larger than it was rendered."""
_POINTS_PER_PIXEL = 72 / 96


class LetterPaper(QAbstractScrollArea):
    """Pages to read; what can be pointed at on them is `LetterPages`.

    `chosen(number)` when a person chooses a paragraph, `opened(number)` when they ask for its source; `page_changed(page, of)`;
    `zoom_changed(per cent, or 0 where a page fills the width)`.
    """

    chosen = Signal(int)
    opened = Signal(int)
    page_changed = Signal(int, int)
    zoom_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("letter-pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("#letter-pages { background: transparent; }")  # or a white strip stands behind the scroll bar
        self.setProperty("ring", "inside")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._bytes = QByteArray()
        self._name = ""
        self._sizes: list[tuple[float, float]] = []
        self._tops: list[float] = []
        self._images: dict[tuple[int, int], QImage] = {}
        self._paragraphs: tuple[Paragraph, ...] = ()
        self._marks: Mapping[int, tuple[Mark | None, Mark | None]] = {}
        self._current = 0
        self._over = 0
        self._zoom = 0
        self._narrow = False
        self._page = (0, 0)
        self._laid = 1.0
        self._rendering = QTimer(self)
        self._rendering.setSingleShot(True)
        self._rendering.setInterval(0)
        self._rendering.timeout.connect(self._render_next)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())
        theme().changed.connect(self.viewport().update)

    # ---- what is shown

    def set_letter(
        self,
        name: str,
        pdf: bytes,
        paragraphs: Sequence[Paragraph] = (),
        marks: Mapping[int, tuple[Mark | None, Mark | None]] | None = None,
        *,
        said: str = "",
    ) -> None:
        """Show *pdf*. The same *name* again keeps place and zoom. *marks* stand left and right of a paragraph, by its number."""
        same = name == self._name
        value = self.verticalScrollBar().value()
        if bytes(self._bytes.data()) != pdf:
            self._open(pdf)
        self._name, self._paragraphs, self._marks = name, tuple(paragraphs), marks or {}
        if not same or self._current > len(self._paragraphs):
            self._current = 0
        self._over = 0
        self.setAccessibleName(said or name)
        self._lay_out()
        self.verticalScrollBar().setValue(value if same else 0)
        self._scrolled()

    def clear(self) -> None:
        self.set_letter("", b"")

    def _open(self, pdf: bytes) -> None:
        self._document.close()
        self._buffer.close()
        self._images.clear()
        self._sizes = []
        self._bytes = QByteArray(pdf)
        if not pdf:
            return
        self._buffer.setData(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        sizes = (self._document.pagePointSize(page) for page in range(self._document.pageCount()))
        self._sizes = [(size.width(), size.height()) for size in sizes]

    def pages(self) -> int:
        return len(self._sizes)

    def current(self) -> int:
        """The number of the chosen paragraph, 0 where none is."""
        return self._current

    def choose(self, number: int, *, show: bool = True) -> None:
        """Choose a paragraph without sending `chosen`."""
        self._current = number
        if show and number:
            self._reveal(self._paragraphs[number - 1].spots)
        self.viewport().update()

    # ---- size and place

    def set_narrow(self, narrow: bool) -> None:
        """With little room the white at the sides gives way to the marks."""
        self._narrow = narrow
        self._lay_out()

    def scale(self) -> float:
        """Logical pixels to the point."""
        if self._zoom:
            return self._zoom / 100 / _POINTS_PER_PIXEL
        widest = max((width for width, _ in self._sizes), default=595.0)
        return max(0.2, (self.viewport().width() - 2 * self._side()) / (widest - 2 * self._crop()))

    def _side(self) -> int:
        return SIDE_NARROW if self._narrow else SIDE

    def _crop(self) -> float:
        """Points of white left out at each side."""
        return 36.0 if self._narrow and not self._zoom else 0.0

    def zoom(self) -> int:
        return self._zoom

    def set_zoom(self, percent: int) -> None:
        """Per cent of paper; 0 fills the width. What stands in the middle stays there."""
        middle = self._middle()
        self._zoom = percent
        self._lay_out()
        self.verticalScrollBar().setValue(round(middle * self.scale()) - self.viewport().height() // 2)
        self.zoom_changed.emit(percent)

    def step_zoom(self, step: int) -> None:
        here = round(self.scale() * _POINTS_PER_PIXEL * 100)
        wider = [zoom for zoom in ZOOMS if zoom > here]
        smaller = [zoom for zoom in ZOOMS if zoom < here]
        if step > 0 and wider:
            self.set_zoom(wider[0])
        elif step < 0 and smaller:
            self.set_zoom(smaller[-1])

    def _middle(self) -> float:
        return (self.verticalScrollBar().value() + self.viewport().height() / 2) / self.scale()

    def _lay_out(self) -> None:
        scale = self._laid = self.scale()
        heights = [round(height * scale) + GAP for _, height in self._sizes]
        self._tops = [GAP + top for top in accumulate(heights, initial=0)]
        view = self.viewport()
        self.verticalScrollBar().setRange(0, max(0, round(self._tops[-1]) - view.height()))
        self.verticalScrollBar().setPageStep(max(1, view.height() - 40))
        self.verticalScrollBar().setSingleStep(40)
        widest = max((self._page_width(page) for page in range(self.pages())), default=0.0)
        across = max(0, round(widest + 2 * self._side() - view.width()))
        self.horizontalScrollBar().setRange(0, across)
        self.horizontalScrollBar().setPageStep(view.width())
        self._rendering.start()
        view.update()

    def _page_width(self, page: int) -> float:
        return (self._sizes[page][0] - 2 * self._crop()) * self.scale()

    def _page_rect(self, page: int) -> QRectF:
        """Where a page stands in the view."""
        width = self._page_width(page)
        room = max(self.viewport().width(), width + 2 * self._side())
        left = round((room - width) / 2) - self.horizontalScrollBar().value()
        return QRectF(left, self._tops[page] - self.verticalScrollBar().value(), round(width), round(self._sizes[page][1] * self.scale()))

    def _spot_rect(self, spot: Spot) -> QRectF:
        page, scale = self._page_rect(spot.page - 1), self.scale()
        left = page.left() + (spot.left - self._crop()) * scale
        inner = QRectF(left, page.top() + spot.top * scale, (spot.right - spot.left) * scale, (spot.bottom - spot.top) * scale)
        return inner.adjusted(-7, -3, 7, 4)

    def spot_rects(self, number: int) -> list[QRectF]:
        """Where a paragraph stands in the view now."""
        spots = self._paragraphs[number - 1].spots
        return [self._spot_rect(spot) for spot in spots if spot.page <= self.pages()]

    def _reveal(self, spots: Sequence[Spot]) -> None:
        rect = self._spot_rect(spots[0])
        if rect.top() < 40 or rect.bottom() > self.viewport().height() - 40:
            self.verticalScrollBar().setValue(round(self.verticalScrollBar().value() + rect.top() - self.viewport().height() / 3))

    def visible_pages(self) -> list[int]:
        height = self.viewport().height()
        rects = ((page, self._page_rect(page)) for page in range(self.pages()))
        return [page for page, rect in rects if rect.bottom() > 0 and rect.top() < height]

    def page(self) -> int:
        """The page that is read now, from 1; 0 without a letter."""
        third = self.viewport().height() / 3
        above = [page for page in range(self.pages()) if self._page_rect(page).top() <= third]
        return above[-1] + 1 if above else min(1, self.pages())

    def go_to_page(self, page: int) -> None:
        if 1 <= page <= self.pages():
            self.verticalScrollBar().setValue(round(self._tops[page - 1]) - GAP)

    def _scrolled(self) -> None:
        here = (self.page(), self.pages())
        if here != self._page:
            self._page = here
            self.page_changed.emit(*here)
        self._rendering.start()
        self.viewport().update()

    # ---- pictures of pages

    def _pixels(self, page: int) -> QSize:
        width, height = self._sizes[page]
        scale = self.scale() * self.devicePixelRatioF()
        scale = min(scale, (MOST_PIXELS / (width * height)) ** 0.5)
        return QSize(round(width * scale), round(height * scale))

    def _render_next(self) -> None:
        """One page a turn, those in view first, then the next one: the window stays answerable between two."""
        seen = self.visible_pages()
        wanted = [*seen, *(page for page in (seen[-1] + 1,) if page < self.pages())] if seen else []
        for page in wanted:
            size = self._pixels(page)
            if (page, size.width()) not in self._images:
                self._keep(page, size)
                self._rendering.start()
                return

    def _keep(self, page: int, size: QSize) -> None:
        found = self._document.render(page, size)
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)  # the page is transparent where it is white
        with QPainter(image) as painter:
            painter.drawImage(0, 0, found)
        for key in [key for key in self._images if key[0] == page]:
            del self._images[key]
        self._images[page, size.width()] = image
        while len(self._images) > KEPT_PAGES:
            del self._images[next(iter(self._images))]
        self.viewport().update()

    def is_sharp(self) -> bool:
        """Whether every page in view is rendered for this size."""
        return all((page, self._pixels(page).width()) in self._images for page in self.visible_pages())

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.fillRect(self.viewport().rect(), colour("sunken"))
            for page in self.visible_pages():
                self._paint_page(painter, page)
            smooth(painter)
            self._paint_marks(painter)

    def _paint_page(self, painter: QPainter, page: int) -> None:
        rect = self._page_rect(page)
        painter.fillRect(rect, QColor("#FFFFFF"))
        image = next((image for (at, _), image in self._images.items() if at == page), None)
        if image is not None:
            cut = self._crop() / self._sizes[page][0] * image.width()
            source = QRectF(cut, 0, image.width() - 2 * cut, image.height())
            painter.setRenderHint(
                QPainter.RenderHint.SmoothPixmapTransform, abs(source.width() - rect.width() * self.devicePixelRatioF()) > 1
            )
            painter.drawImage(rect, image, source)
        else:
            words(painter, rect, str(page + 1), fonts.font("heading"), LIGHT.ink3, CENTRE)
        painter.save()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for number in {self._current, self._over} - {0}:
            for spot in self._paragraphs[number - 1].spots:
                if spot.page == page + 1 and number == self._current:
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(QColor(LIGHT.chosen))
                    painter.drawRoundedRect(self._spot_rect(spot), 4, 4)
        if tokens().dark:
            painter.fillRect(rect, QColor(tokens().page))
        painter.restore()
        hairline(painter, rect.left(), rect.bottom() + 0.5, rect.right(), rect.bottom() + 0.5)
        for x in (rect.left() - 0.5, rect.right() + 0.5):
            hairline(painter, x, rect.top(), x, rect.bottom())
        hairline(painter, rect.left(), rect.top() - 0.5, rect.right(), rect.top() - 0.5)

    def _paint_marks(self, painter: QPainter) -> None:
        """What stands over the pages."""
