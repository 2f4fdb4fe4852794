"""The worker process: a bad file costs a sentence, a dead or hanging worker is replaced, and pages are shown as they are seen."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from document_files import docx, lines, p, pdf, pdf_of, turned
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.documents import errors, wire
from wmpeer.documents import worker as worker_room
from wmpeer.documents.records import Box
from wmpeer.documents.worker import DocumentWorker, worker_command

MISBEHAVING = {
    "hangs": "import sys, time; sys.stdin.buffer.read(1); time.sleep(60)",
    "dies": "import os, sys; sys.stdin.buffer.read(1); os._exit(3)",
    "lies": "import sys; sys.stdin.buffer.read(1); sys.stdout.buffer.write(b'\\xff' * 64); sys.stdout.flush()",
    "says_nothing_of_use": "import sys; sys.stdin.buffer.read(1); "
    "sys.stdout.buffer.write(bytes([0, 0, 0, 2, 0, 0, 0, 0]) + b'{}'); sys.stdout.flush()",
}


def test_that_it_reads_what_this_process_would_read(worker: DocumentWorker) -> None:
    document = worker.read("a.docx", docx(p("Heading", style="berschrift1") + p("Plant a phobl ŵ")))
    assert [(one.kind, one.text, one.heading) for one in document.passages] == [
        ("heading", "Heading", ""), ("paragraph", "Plant a phobl ŵ", "Heading"),
    ]  # fmt: skip


def test_that_errors_arrive_as_themselves(worker: DocumentWorker) -> None:
    with pytest.raises(errors.DocumentDamagedError) as caught:
        worker.read("broken.pdf", b"%PDF-1.7 broken")
    assert "broken.pdf" in caught.value.sentence
    assert worker.read("good.pdf", pdf_of(1)).pages == 1


@pytest.mark.parametrize("how", MISBEHAVING)
def test_that_a_worker_that_misbehaves_costs_one_file(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with DocumentWorker(wall_seconds=3) as worker:
        worker.close()
        with monkeypatch.context() as patched:
            patched.setattr(worker_room, "worker_command", lambda: [sys.executable, "-c", MISBEHAVING[how]])
            expected = errors.DocumentTooSlowError if how == "hangs" else errors.DocumentCrashedError
            with pytest.raises(expected) as caught:
                worker.read("bad.pdf", pdf_of(1))
            assert "bad.pdf" in caught.value.sentence
        assert worker.read("good.pdf", pdf_of(2)).pages == 2


def test_that_a_killed_worker_is_replaced_and_its_pages_opened_again() -> None:
    with DocumentWorker() as worker:
        worker.open_pages(pdf_of(3))
        assert worker._process is not None
        worker._process.kill()
        worker._process.wait()
        assert "page 2" in worker.characters(2).text


@pytest.mark.skipif(sys.platform == "win32", reason="a job object does it there")
def test_that_limits_hold_in_the_worker(tmp_path: Path) -> None:
    target = tmp_path / "no-file"
    code = (
        "from wmpeer.confined.limits import *; limit_this_process(); allow_cpu(1)\n"
        "try:\n    bytearray(1 << 31)\nexcept MemoryError:\n    print('no memory', flush=True)\n"
        f"try:\n    open({str(target)!r}, 'wb').write(b'x' * 9)\nexcept OSError:\n    print('no file', flush=True)\n"
        "while True:\n    pass\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False, env=environment
    )  # fmt: skip
    assert done.stdout.split("\n")[0] == "no memory"
    assert done.returncode in (-24, -25)  # too much time, or a file where none may be
    assert not target.exists() or target.stat().st_size == 0


def test_that_it_ends_with_its_owner() -> None:
    worker = DocumentWorker()
    process = worker._process
    assert process is not None
    worker.close()
    assert process.poll() is not None
    assert worker.read("again.pdf", pdf_of(1)).pages == 1
    worker.close()


def test_that_threads_may_share_it(worker: DocumentWorker) -> None:
    found: list[int | None] = []
    threads = [
        threading.Thread(target=lambda count=count: found.append(worker.read("a.pdf", pdf_of(count)).pages)) for count in range(1, 7)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found, key=str) == [1, 2, 3, 4, 5, 6]


def test_that_the_packaged_program_is_its_own_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command() == [sys.executable, "--document-worker"]


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (50, 100, 500, 800)])
def test_that_boxes_lie_on_the_ink_however_the_page_is_turned_and_cropped(
    degrees: int, crop: tuple[float, float, float, float] | None, worker: DocumentWorker
) -> None:
    data = turned(pdf(lambda canvas: lines(canvas, ["HHHH"], x=150, top=600, size=40)), degrees, crop)
    size = worker.open_pages(data).sizes[0]
    text, image = worker.characters(1), worker.render(1, 1.0)
    assert (round(size.width), round(size.height)) == (image.width, image.height)
    for box in text.boxes[:4]:
        assert isinstance(box, Box)
        assert darkness(image.rgba, image.width, box) > 0.2
    assert sum(255 - value for value in image.rgba[::4]) > 0
    first, last = text.boxes[0], text.boxes[3]
    assert first is not None
    assert last is not None
    across, down = last.left - first.left, last.top - first.top
    assert {0: across > 50, 90: down > 50, 180: across < -50, 270: down < -50}[degrees]


def darkness(rgba: bytes, width: int, box: Box) -> float:
    """The share of dark pixels inside a box of a picture made at one pixel a point."""
    pixels = [rgba[(y * width + x) * 4] for y in range(round(box.top), round(box.bottom)) for x in range(round(box.left), round(box.right))]
    return sum(value < 128 for value in pixels) / max(len(pixels), 1)


def test_that_page_99_of_3_is_a_sentence(worker: DocumentWorker) -> None:
    worker.open_pages(pdf_of(3))
    with pytest.raises(errors.PageNotThereError, match="no page 99"):
        worker.render(99)


def test_that_a_page_is_never_more_pixels_than_anybody_sees(worker: DocumentWorker) -> None:
    worker.open_pages(pdf_of(1))
    image = worker.render(1, 1_000.0)
    assert image.width * image.height < 25_000_000
    assert len(image.rgba) == image.width * image.height * 4


def test_that_an_outline_has_its_pages(worker: DocumentWorker) -> None:
    def draw(canvas: object) -> None:
        for page, title in enumerate(["Leaders", "Practice"], 1):
            lines(canvas, [title])  # type: ignore[arg-type]
            canvas.bookmarkPage(title)  # type: ignore[attr-defined]
            canvas.addOutlineEntry(title, title, level=page - 1)  # type: ignore[attr-defined]
            canvas.showPage()  # type: ignore[attr-defined]

    assert [(one.title, one.level, one.page) for one in worker.open_pages(pdf(draw)).outline] == [("Leaders", 1, 1), ("Practice", 2, 2)]


json = st.recursive(
    st.none() | st.integers() | st.text(max_size=5) | st.floats(allow_nan=False), lambda inner: st.lists(inner, max_size=4), max_leaves=8
)


@given(
    st.dictionaries(
        st.sampled_from(["format", "title", "pages", "pictures", "problems", "passages", "sizes", "outline", "text", "boxes", "width"]),
        json,
    )
)
def test_that_no_answer_breaks_this_side(head: dict[str, object]) -> None:
    for unpack in (wire.unpack_document, wire.unpack_info, wire.unpack_text, lambda one: wire.unpack_image(one, b"")):
        try:
            unpack(head)
        except wire.BrokenFrameError:
            continue
    assert wire.unpack_error(head, "a.pdf").sentence
