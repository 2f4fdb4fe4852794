"""Pictures of flowing text on their way: the layout is taken when it comes, pixels are asked for where one reads. A part of `FlowPane`."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter

from wmpeer.ui.reading import pictures
from wmpeer.ui.reading.pictures import PictureCache
from wmpeer.ui.reading.shapes import Shapes
from wmpeer.ui.reading.text_source import Brought, TextFeed, TextSource, Wanted

_ASK_MS = 40


class Hanging:
    """Needs what the pane of flowing text has: `_passages`, `_blocks`, `_rebuilt`, `column`, `visible_units`, `devicePixelRatioF`."""

    def begin_hanging(self) -> None:
        self.shapes = Shapes()
        self.images = PictureCache()
        self._feed: TextFeed | None = None
        self._asking = QTimer(self)  # type: ignore[call-overload]
        self._asking.setSingleShot(True)
        self._asking.setInterval(_ASK_MS)
        self._asking.timeout.connect(self._ask)

    def feed(self) -> TextFeed | None:
        """What brings layout and pictures, to wait for its end when the program ends."""
        return self._feed

    def follow(self, source: TextSource | None) -> None:
        """Layout and pictures come from *source* from now on; from nowhere where there is none."""
        if self._feed is not None:
            self._feed.stop()
            self._feed = None
        self.shapes, self.images = Shapes(self._passages), PictureCache()
        if source is not None:
            self._feed = TextFeed(source, self._passages)
            self._feed.brought.connect(self._came, Qt.ConnectionType.QueuedConnection)
            self.destroyed.connect(self._feed.stop)
            self._feed.start()

    def _came(self, brought: Brought) -> None:
        if brought.feed is not self._feed:
            return
        if brought.shapes is not None:
            self.take_shapes(brought.shapes)
        elif brought.wanted is not None and brought.image is not None:
            on_view = {number for unit in self.visible_units() for number, _ in self.shapes.numbers(unit)}
            self.images.put(brought.wanted.number, brought.wanted.scale, brought.image, keep=on_view)
            self.viewport().update()
        elif brought.wanted is not None:
            unit = self.shapes.fail(brought.wanted.number, brought.why)
            self._forget(unit)
            self.viewport().update()

    def take_shapes(self, shapes: Shapes) -> None:
        """Lay out anew with merged cells and room for pictures; what is read stays where it is."""
        if shapes.layout.rows or shapes.layout.pictures:
            self.shapes = shapes
            self._rebuilt()
        self.laid_out.emit()

    def _forget(self, unit: int) -> None:
        for one in self.shapes.together(unit):
            self._blocks.pop(one, None)

    # -- what to bring

    def look_for_pictures(self) -> None:
        """Something else is on view: ask for its pictures in a moment."""
        if self._feed is not None and self.shapes.layout.pictures and not self._asking.isActive():
            self._asking.start()

    def _ask(self) -> None:
        if self._feed is None:
            return
        visible = self.visible_units()
        near = [unit for unit in self.visible_units(self.viewport().height()) if unit not in visible]
        wanted = [one for unit in (*visible, *near) for one in self._lacking(unit)]
        self._feed.want(list(dict.fromkeys(wanted)))

    def _lacking(self, unit: int) -> list[Wanted]:
        block = self._blocks.get(unit)
        ratio = self.devicePixelRatioF()
        found = []
        for placed in block.pictures if block is not None else ():
            scale = placed.rect.width() * ratio / placed.picture.width
            if not placed.picture.why and not self.images.has(placed.number, scale):
                found.append(Wanted(placed.number, scale))
        return found

    def paint_pictures(self, painter: QPainter, unit: int, rect: QRectF) -> None:
        for placed in self._block(unit).pictures:
            pictures.paint(painter, placed, rect.topLeft(), self.images.get(placed.number))
