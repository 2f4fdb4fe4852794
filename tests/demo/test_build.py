"""Building the demonstration: in order, whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from wmpeer.demo import contents
from wmpeer.demo.build import DemoRefusedError, DemoThereError, Doors, build_demo
from wmpeer.demo.contents import DemoFile
from wmpeer.demo.morning import laid_out
from wmpeer.progress import Progress, StoppedError

TODAY = date(2031, 3, 5)


class Book:
    """A workspace on paper: it writes down what it is asked to do, so that the order can be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: list[str] = []
        self.closed = False


def doors(books: list[Book], refuse: str = "") -> Doors[Book]:
    def start(path: Path, passphrase: str, cycle: str, region: str, framework: str) -> Book:
        assert (passphrase, cycle) == ("demo", "2026-27") and "Westmarch" in region and "four-point" in framework
        path.write_text("workspace", encoding="utf-8")
        path.with_suffix(".wmpeer.keys").write_text("keys", encoding="utf-8")
        books.append(Book(path))
        return books[-1]

    def load(book: Book, files: Sequence[DemoFile], progress: Progress) -> Iterable[tuple[str, str]]:
        book.lines += [f"load {one.kind}" for one in files]
        progress(len(files), len(files), "Taking in")
        return []

    def record(book: Book, items: Sequence[Mapping[str, Any]], progress: Progress) -> Iterable[tuple[str, str]]:
        for done, item in enumerate(items):
            progress(done, len(items), "Recording")
            book.lines.append(str(item["do"]))
        return [(refuse, "it was refused")] if refuse else []

    def morning(book: Book, today: date) -> None:
        book.lines.append(f"morning of {today}")

    def letters(book: Book, folder: Path, formats: tuple[str, ...], today: date) -> Iterable[Path]:
        folder.mkdir(parents=True)
        for ending in formats:
            (folder / f"Ashcombe.{ending}").write_text("letter", encoding="utf-8")
            yield folder / f"Ashcombe.{ending}"

    def workbook(book: Book, path: Path, today: date) -> Path:
        path.write_text("workbook", encoding="utf-8")
        return path

    def close(book: Book) -> None:
        book.closed = True

    return Doors(start, load, record, morning, letters, workbook, close)


def test_that_it_is_built_in_order_and_put_in_place(tmp_path: Path) -> None:
    books: list[Book] = []
    told: list[tuple[int, int]] = []
    result = build_demo(tmp_path / "demo", doors(books), lambda done, total, label: told.append((done, total)), TODAY)
    (book,) = books
    assert book.closed and result.workspace.is_file() and result.workbook.is_file()
    assert [one.name for one in result.letters] == ["Ashcombe.pdf", "Ashcombe.docx"] and all(one.is_file() for one in result.letters)
    assert sorted(one.name for one in (tmp_path / "demo").iterdir()) == [
        "letters", "westmarch.wmpeer", "westmarch.wmpeer.keys", "workbook.xlsx",
    ]  # fmt: skip
    files = len(contents.documents()) + len(contents.tables())
    assert all(line.startswith("load") for line in book.lines[:files]) and book.lines[files] == "add-person"
    assert len(book.lines) == files + len(list(laid_out(contents.items(), TODAY))) + 1 and book.lines[-1] == "morning of 2031-03-05"
    assert told == sorted(told) and told[-1][0] == told[-1][1]


def test_that_a_demonstration_that_is_there_is_left_alone(tmp_path: Path) -> None:
    build_demo(tmp_path, doors([]))
    with pytest.raises(DemoThereError):
        build_demo(tmp_path, doors([]))


def test_that_a_stopped_or_refused_one_leaves_nothing_behind_and_can_be_built_again(tmp_path: Path) -> None:
    books: list[Book] = []

    def stop(done: int, total: int, label: str) -> None:
        if done > 50:
            raise StoppedError

    with pytest.raises(StoppedError):
        build_demo(tmp_path, doors(books), stop)
    with pytest.raises(DemoRefusedError, match="letter: it was refused"):
        build_demo(tmp_path, doors(books, refuse="letter"))
    assert all(book.closed for book in books) and list(tmp_path.iterdir()) == []
    assert build_demo(tmp_path, doors(books)).workspace.is_file()
