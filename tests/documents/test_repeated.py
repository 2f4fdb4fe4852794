"""What is packed by repetition unpacks to what it says."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

import pytest
from document_files import zipped
from repeated import Repeated


@pytest.mark.parametrize("times", [1, 7, (8 << 20) + 3])
def test_that_a_repeated_body_unpacks_to_what_it_says_in_every_frame(times: int) -> None:
    body = Repeated(b"ab\n", times, b"<head>", b"</head>")
    plain = b"<head>" + b"ab\n" * times + b"</head>"
    assert len(body) == len(plain)
    assert zlib.decompress(body.zlib()) == gzip.decompress(body.gzip()) == plain
    with zipfile.ZipFile(io.BytesIO(zipped({"a.txt": "before", "b.xml": body, "c.txt": b"after"}))) as archive:
        assert archive.testzip() is None and archive.namelist() == ["a.txt", "b.xml", "c.txt"]
        assert archive.read("b.xml") == plain and archive.read("c.txt") == b"after"
