"""Plain text in the encodings it comes in, tables set with spaces, and Markdown as it is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.documents.encodings import decode
from wmpeer.documents.read import read_document
from wmpeer.documents.records import ReadDocument

Seen = Callable[[ReadDocument], list[tuple[str, str]]]
ENGLISH = "We don’t wait – “early help” costs £5 in a café…\nNext: 81% of children’s plans.\n"
WELSH = "Mae'r tîm yn adnabod plant.\nTŷ agored, ŵyr a gŵr.\n"


WIDE = ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", *WIDE, "cp1252", "mac_roman"])
def test_that_english_is_read_in_every_encoding_it_comes_in(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)).removeprefix("\ufeff") == ENGLISH


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", WIDE)
def test_that_a_wide_file_is_taken_in_whole_with_its_mark_and_without(encoding: str, mark: str) -> None:
    """From the door on: a file of UTF-32 was once taken for no text at all."""
    document = read_document("a.txt", (mark + ENGLISH + "\n" + WELSH).encode(encoding))
    assert "81% of children’s plans" in document.text and "Tŷ agored, ŵyr a gŵr." in document.text


@pytest.mark.parametrize("encoding", ["utf-8", *WIDE[1:3], *WIDE[4:], "iso8859-14"])
def test_that_welsh_is_read_in_every_encoding_it_comes_in(encoding: str) -> None:
    assert decode(WELSH.encode(encoding)) == WELSH


def test_that_a_text_from_dos_keeps_its_pounds() -> None:
    assert decode("Café £5, cost £20 million".encode("cp850")) == "Café £5, cost £20 million"


def test_that_windows_letters_pasted_into_utf_8_are_read() -> None:
    assert decode("We don’t wait. ".encode() + "café – yes".encode("cp1252")) == "We don’t wait. café – yes"


def test_that_an_old_macs_line_ends_part_paragraphs(seen: Seen) -> None:
    assert seen(read_document("a.txt", "Leaders\r\rThey don’t wait.\r".encode("mac_roman"))) == [
        ("paragraph", "Leaders"), ("paragraph", "They don’t wait."),
    ]  # fmt: skip


@given(st.binary(max_size=400))
def test_that_any_bytes_become_text(data: bytes) -> None:
    assert isinstance(decode(data), str)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufeff\x00"), max_size=80))
def test_that_utf_8_is_never_taken_for_anything_else(text: str) -> None:
    assert decode(text.encode()) == text


def test_that_columns_set_with_spaces_are_rows_of_a_table(seen: Seen) -> None:
    text = b"Area          Grade    Year\nLeaders       Good     2024\nCare leavers  Poor     2025\n"
    rows = [("table-row", "Area | Grade | Year"), ("table-row", "Leaders | Good | 2024")]
    assert seen(read_document("a.txt", text.replace(b"leavers  ", b"leavers    "))) == [*rows, ("table-row", "Care leavers | Poor | 2025")]
    assert [kind for kind, _ in seen(read_document("a.txt", b"One line   with a gap\nand one without any.\n"))] == ["paragraph"]


def test_that_contents_with_leaders_are_list_items(seen: Seen) -> None:
    text = b"Contents\n\nLeaders ........ 3\nCare leavers . . . . . 5\n\nLeaders\n=======\nThey know.\n"
    assert seen(read_document("a.txt", text)) == [
        ("paragraph", "Contents"), ("list", "Leaders 3"), ("list", "Care leavers 5"), ("heading", "Leaders"), ("paragraph", "They know."),
    ]  # fmt: skip


MARKDOWN = """---
title: "Our evaluation"
author: nobody
---
# Leaders {#lead}

They know[^a] it; see <https://example.org> and the [plan][p].
<!-- a comment
over two lines --> <b>Bold</b> &amp; &pound;5<br>

1. first
    - deep in four
        - deeper in four
2. second
  - deep in two

[^a]: Audit of May
    and of June.

[p]: https://example.org/plan "Plan"
"""


def test_that_markdown_is_read_as_it_is_shown(seen: Seen) -> None:
    document = read_document("a.md", MARKDOWN.encode())
    assert seen(document) == [
        ("heading", "Leaders"),
        ("paragraph", "They know [a] it; see https://example.org and the plan (https://example.org/plan). Bold & £5"),
        ("list", "1. first"), ("list", "deep in four"), ("list", "deeper in four"), ("list", "2. second"), ("list", "deep in two"),
        ("note", "a Audit of May and of June."),
    ]  # fmt: skip
    assert [one.level for one in document.passages if one.kind == "list"] == [1, 2, 3, 1, 2]
    assert document.title == "Our evaluation"


def test_that_a_rule_at_the_beginning_is_no_front_matter(seen: Seen) -> None:
    assert seen(read_document("a.md", b"---\n\nWords.\n")) == [("paragraph", "Words.")]
