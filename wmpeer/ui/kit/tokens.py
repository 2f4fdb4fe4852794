"""Colours, sizes and their names, light and dark: the one place where a colour is written down.

Contrast (WCAG 2): text at least 4.5 on paper and canvas, outlines and marks at least 3. `line` is for hairlines and tracks and is
never the only edge of a control. A kind's soft ground is its hue at `soft_share` over paper.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One palette. Every colour is ``#RRGGBB``; ``colour("strength")`` finds one by its name."""

    dark: bool
    canvas: str
    paper: str
    sunken: str
    rail: str
    chosen: str
    line: str
    line2: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_ink: str
    focus: str
    band: str
    page: str
    selection: str
    scrim: str
    strength: str
    practice: str
    consider: str
    question: str
    concern: str
    alert: str
    on_alert: str
    suggestion: str
    ask: str
    offer: str
    soft_share: float

    def colour(self, name: str) -> str:
        """The colour called *name*; ``soft-concern`` is the soft ground of concern, and a colour written out is itself."""
        if name.startswith("#"):
            return name
        if name.startswith("soft-"):
            return self.soft(name.removeprefix("soft-"))
        return str(getattr(self, name.replace("-", "_")))

    def soft(self, name: str) -> str:
        """The hue *name* laid thinly over paper."""
        return mixed(self.colour(name), self.paper, self.soft_share)


def mixed(over: str, under: str, share: float) -> str:
    """*over* at *share* (0 to 1) on *under*; both ``#RRGGBB``."""
    pairs = zip(_channels(over), _channels(under), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast between two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [c / 255 for c in _channels(colour)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


LIGHT = Tokens(
    dark=False,
    canvas="#F2F5F5",
    paper="#FFFFFF",
    sunken="#E8EDED",
    rail="#E8EDED",
    chosen="#DAECEE",
    line="#D5DCDD",
    line2="#76868A",
    ink="#152022",
    ink2="#425053",
    ink3="#56656A",
    accent="#075E69",
    accent_hover="#054851",
    on_accent="#FFFFFF",
    accent_ink="#064E57",
    focus="#075E69",
    band="#F8E8DF",
    page="#FFFFFF",
    selection="#B5DBE1",
    scrim="#152022",
    strength="#064F3F",
    practice="#414805",
    consider="#7A5205",
    question="#096ABB",
    concern="#9E533D",
    alert="#9D043E",
    on_alert="#FFFFFF",
    suggestion="#562AA9",
    ask="#52687A",
    offer="#6D1A65",
    soft_share=0.11,
)

DARK = Tokens(
    dark=True,
    canvas="#12181A",
    paper="#1A2224",
    sunken="#0D1213",
    rail="#0E1415",
    chosen="#10373D",
    line="#2E393C",
    line2="#748488",
    ink="#E6EDED",
    ink2="#B9C5C6",
    ink3="#9AA8AA",
    accent="#5BC6D0",
    accent_hover="#83D8E0",
    on_accent="#03262B",
    accent_ink="#8FDDE4",
    focus="#83D8E0",
    band="#3A241C",
    page="#CDC9BF",
    selection="#B5DBE1",
    scrim="#000000",
    strength="#50B489",
    practice="#ABCD79",
    consider="#FDA300",
    question="#80C0FE",
    concern="#FB7D56",
    alert="#FEB8B9",
    on_alert="#3A0A14",
    suggestion="#A292FF",
    ask="#C1DBF1",
    offer="#D093C7",
    soft_share=0.17,
)

GRID = 4
PAGE_MARGIN, PANEL_MARGIN = 20, 16
TOP_BAR, TOOL_ROW, MESSAGE_BAR = 48, 44, 44
RAIL, RAIL_NARROW, RAIL_ROW, RAIL_ICON = 156, 46, 36, 18
TABLE_ROW, SCORECARD_ROW, TWO_LINE_ROW = 32, 28, 50
CONTROL, CONTROL_DENSE, SEGMENT, CHIP, KEY_CAP, ICON, BAR = 32, 22, 28, 22, 18, 16, 6
RADIUS, RADIUS_PANEL, RADIUS_CARD = 4, 6, 8

NARROW_BELOW = 1200
SHORT_BELOW, LOW_BELOW = 860, 480
"""Logical pixels: the room is narrow below the first width, short below the second width or the height."""


def room_of(width: int, height: int) -> str:
    """The room a window of this size has: ``wide``, ``narrow`` or ``short``."""
    if width < SHORT_BELOW or height < LOW_BELOW:
        return "short"
    return "narrow" if width < NARROW_BELOW else "wide"
