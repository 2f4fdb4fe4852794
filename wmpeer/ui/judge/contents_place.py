"""Where the outline stands: beside the text where both have their room, else over its left part. A part of `Reader`."""

from __future__ import annotations

_BESIDE = 1000
"""Pixels of width from which the outline stands beside the text."""


class ContentsPlace:
    """Needs what the reader has: `contents`, `tools`, its room, and the row in which the texts stand."""

    def _lies_over(self) -> bool:
        """Whether the outline lies over the text, which would be too narrow beside it."""
        return self._room != "short" and self.width() < _BESIDE

    def _place_contents(self) -> None:
        """Beside the text where both have their room, else over its left part."""
        over = self._lies_over()
        if over == (self._row.indexOf(self.contents) >= 0):
            shown = self.tools.outline.isChecked()
            if over:
                self._row.removeWidget(self.contents)
            else:
                self._row.insertWidget(0, self.contents)
            self.contents.setVisible(shown)
        if over:
            self.contents.setGeometry(0, self._row.geometry().top(), self.contents.width(), self._row.geometry().height())
            self.contents.raise_()
