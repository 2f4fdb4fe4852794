"""How marks look: a kind's hue in the margins, its hue and tint on a page."""

from __future__ import annotations

from PySide6.QtGui import QColor

from wmpeer.ui.kit import kinds
from wmpeer.ui.kit.kinds import Mark as KindLook
from wmpeer.ui.kit.theme import tokens
from wmpeer.ui.kit.tokens import LIGHT


def kind_look(kind: str) -> KindLook:
    """A kind's word, icon and tone; a kind nobody has drawn is told by its own name."""
    return kinds.mark(kind)


def hue(kind: str, *, on_page: bool = False) -> QColor:
    """The kind's colour; *on_page* where it stands on white pages, which keep the light hues in both palettes."""
    return QColor((LIGHT if on_page else tokens()).colour(kind_look(kind).tone))


def soft(kind: str, depth: int = 1, *, on_page: bool = False) -> QColor:
    """The kind's tint; two marks over one another are a little stronger, ten no more than three."""
    palette = LIGHT if on_page else tokens()
    ground = QColor(palette.paper)
    share = max(palette.soft_share, 0.11) * (1 + 0.45 * (min(depth, 3) - 1))
    over = QColor(palette.colour(kind_look(kind).tone))
    return QColor(*(round(a * share + b * (1 - share)) for a, b in zip(over.getRgb()[:3], ground.getRgb()[:3], strict=True)))


def selection(*, on_page: bool = False) -> QColor:
    if on_page or not tokens().dark:
        return QColor(LIGHT.selection if on_page else tokens().selection)
    return QColor("#1D5C66")
