"""The worker process: reads requests from its standard input, answers on its standard output, and ends when the input does.

Started by `wmpeer.documents.worker.worker_command`: by this Python, or by a packaged program called with `ARGUMENT` as its first
argument, which calls `main` before anything else is imported.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

from wmpeer.confined.limits import allow_cpu, limit_this_process
from wmpeer.documents import wire
from wmpeer.documents.errors import DocumentCrashedError, DocumentUnsafeError, PageNotThereError
from wmpeer.errors import WmpeerError

if TYPE_CHECKING:
    from wmpeer.documents.open_text import OpenText
    from wmpeer.documents.pdf_pages import OpenPages

ARGUMENT = "--document-worker"


def main() -> NoReturn:
    """Serve until the input ends; then the process ends."""
    requests, answers = _own_pipes()
    limit_this_process()
    gc.set_threshold(50_000, 20, 50)  # a document makes many small records, and none in circles
    gc.enable()  # it was off while modules were fetched
    sys.setrecursionlimit(4_000)
    server = _Server()
    while True:
        try:
            head, body = wire.receive(requests)
        except wire.BrokenFrameError:
            os._exit(0)  # nothing is open that must be closed, and somebody waits for the end
        allow_cpu()
        wire.send(answers, *server.answer(head, body))


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes; whatever a library prints from now on goes nowhere instead of between the frames."""
    requests, answers = os.fdopen(os.dup(0), "rb", buffering=1 << 16), os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    return requests, answers


class _Server:
    def __init__(self) -> None:
        self._pages: OpenPages | None = None
        self._text: OpenText | None = None

    def answer(self, head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        try:
            return self._answer(head, body)
        except WmpeerError as error:
            return wire.pack_error(error), b""
        except MemoryError:
            return wire.pack_error(DocumentUnsafeError(why="it needs more memory than a document may")), b""
        except Exception as error:
            return {**wire.pack_error(DocumentCrashedError()), "detail": _place_of(error)}, b""

    def _answer(self, head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        asked, name = head.get("ask"), str(head.get("name", ""))
        if asked == "read":
            from wmpeer.documents.read import read_document

            return wire.pack_document(read_document(name, body)), b""
        if asked == "open":
            return wire.pack_info(self._open(name, body).info()), b""
        if asked in ("lay out", "picture"):
            return self._flowing(name, head, body)
        if self._pages is None:
            raise PageNotThereError(page=head.get("page"), pages=0)
        number = int(head.get("page", 0))
        if asked == "render":
            image = self._pages.render(number, float(head.get("scale", 1)), _tile(head.get("tile")))
            return {"width": image.width, "height": image.height}, image.rgba
        if asked == "words":
            from wmpeer.documents import wire_pages

            return wire_pages.pack_lines(self._pages.words(number, wire_pages.unpack_near(head.get("near", []))))
        return wire.pack_text(self._pages.characters(number)), b""

    def _flowing(self, name: str, head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        """What is asked of a document without pages: its layout, and its pictures."""
        from wmpeer.documents import wire_text
        from wmpeer.documents.open_text import OpenText

        if head["ask"] == "lay out":
            if self._text is not None:
                self._text.close()
            self._text = None
            self._text = OpenText(name, body)
            return wire_text.pack_layout(self._text.layout), b""
        if self._text is None:
            raise DocumentCrashedError
        image = self._text.render(int(head.get("picture", 0)), float(head.get("scale", 1)))
        return {"width": image.width, "height": image.height}, image.rgba

    def _open(self, name: str, body: bytes) -> OpenPages:
        from wmpeer.documents.guard import check
        from wmpeer.documents.pdf_pages import OpenPages

        if self._pages is not None:
            self._pages.close()
            self._pages = None
        self._pages = OpenPages(name, check(name, body).data)
        return self._pages


def _tile(given: Any) -> tuple[int, int, int, int] | None:
    if given is None:
        return None
    left, top, width, height = (int(part) for part in given)
    return left, top, width, height


def _place_of(error: Exception) -> str:
    """The kind of error and the line of ours that it climbed from: never its words, which may hold the document's."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        code = trace.tb_frame.f_code
        if "wmpeer" in code.co_filename:
            place = f"{os.path.basename(code.co_filename)}:{trace.tb_lineno}"  # noqa: PTH119  a name out of a traceback, no path of ours
        trace = trace.tb_next
    return f"{type(error).__name__} at {place}"


if __name__ == "__main__":
    main()
