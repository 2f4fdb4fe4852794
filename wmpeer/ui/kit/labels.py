"""Words on a page: labels by role and tone, cut short when they must, and hairlines between them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from wmpeer.ui.kit import fonts
from wmpeer.ui.kit.paint import LEFT, repolish, width_of, words
from wmpeer.ui.kit.theme import theme


class Label(QLabel):
    """Text in a *role* of `fonts.SIZES` and a *tone* of the tokens. Plain text, unless *links*: then ``<a href>`` may stand in it."""

    def __init__(
        self,
        text: str = "",
        role: str = "interface",
        tone: str = "ink",
        *,
        weight: int | None = None,
        wrap: bool = False,
        italic: bool = False,
        links: bool = False,
        select: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.role = role
        self.setProperty("tone", tone.replace("-", "_"))  # before the font, which has it polished
        self.setTextFormat(Qt.TextFormat.RichText if links else Qt.TextFormat.PlainText)
        self.setFont(fonts.font(role, weight, italic=italic))
        self.setWordWrap(wrap)
        if links:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard)
        elif select:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        if wrap:
            policy = self.sizePolicy()
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._links = links
        self.setText(text)

    def setText(self, text: str) -> None:
        """Words without a link are no stop for Tab."""
        super().setText(text)
        if self._links:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if "<a " in text else Qt.FocusPolicy.NoFocus)

    def set_tone(self, tone: str) -> None:
        tone = tone.replace("-", "_")
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)


class Quote(Label):
    """An authority's own words, in the reading font at the reading size."""

    def __init__(self, text: str = "", tone: str = "ink", parent: QWidget | None = None, *, pixels: int | None = None) -> None:
        super().__init__(text, "reading", tone, wrap=True, select=True, parent=parent)
        self._pixels = pixels
        self._dress(theme().reading_pixels)
        theme().reading_changed.connect(self._dress)

    def _dress(self, pixels: int) -> None:
        self.setFont(fonts.reading(self._pixels or pixels))


class Elided(QWidget):
    """One line that gives way: cut with an ellipsis where there is no room, whole in its tooltip and to a screen reader. A path is cut in
    its *middle*: what it ends with is what it is called."""

    def __init__(
        self, text: str = "", role: str = "interface", tone: str = "ink", *, weight: int | None = None, middle: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._role, self._weight, self._tone, self._middle = role, weight, tone, middle
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)
        theme().changed.connect(self.update)

    def text(self) -> str:
        return self._text

    def setText(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: str) -> None:
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(width_of(self._text, fonts.font(self._role, self._weight)) + 1, fonts.line_height(self._role))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(24, self.sizeHint().width()), fonts.line_height(self._role))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            drawn = words(painter, self.rect(), self._text, fonts.font(self._role, self._weight), self._tone, LEFT, middle=self._middle)
        self.setToolTip(self._text if drawn + 1 < self.sizeHint().width() - 1 else "")


class Rule(QFrame):
    """A hairline, lying or standing."""

    def __init__(self, *, standing: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "line")
        if standing:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Ground(QFrame):
    """A plain part of a page: *ground* is canvas, paper, sunken, rail, chosen, card (a box) or drop (a dashed box)."""

    def __init__(self, ground: str = "paper", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", ground)

    def set_ground(self, ground: str) -> None:
        self.setProperty("ground", ground)
        repolish(self)
