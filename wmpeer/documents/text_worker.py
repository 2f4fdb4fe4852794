"""The window's way to a document without pages of its own: how it is laid out, and its pictures, from a worker process."""

from __future__ import annotations

from typing import Any

from wmpeer.documents import wire, wire_text
from wmpeer.documents.guard import check_outside
from wmpeer.documents.layout import Layout
from wmpeer.documents.records import PageImage
from wmpeer.documents.worker import DocumentWorker

LAID_OUT = ("docx", "odt", "pptx", "rtf")
"""Formats that may have pictures and merged cells."""


class TextWorker(DocumentWorker):
    """A worker process that keeps one such document open. A picture it dies of costs that picture alone."""

    def open_text(self, name: str, data: bytes) -> Layout:
        """Keep a document open in the worker.

        Raises:
            DocumentError: it cannot be read.
            WorkerNotStartedError: the worker could not be started.
        """
        check_outside(name, data)
        self._document = (name, data)
        return self._unpacked(name, lambda: wire_text.unpack_layout(self._lay_out()))

    def _lay_out(self) -> dict[str, Any]:
        name, data = self._document
        head, _ = self._ask({"ask": "lay out", "name": name}, data)
        return head

    def picture(self, number: int, scale: float) -> PageImage:
        """Picture *number* of the layout (from 1), at *scale* pixels a point.

        Raises:
            DocumentError: it cannot be shown.
        """
        name, _ = self._document
        with self._lock:
            if not self._alive():  # it died over another picture: open the document again
                self._lay_out()
            head, body = self._ask({"ask": "picture", "name": name, "picture": number, "scale": scale})
        return self._unpacked(name, lambda: wire.unpack_image(head, body))
