"""What records name of contents, as `wmpeer.exchange.contents_in.named_by` has it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wmpeer.journal.revisions import RevisionLine

Name = tuple[str, ...]
WORDS = {"document": "a document", "table": "a table", "clipping": "a picture", "pinned": "a definition"}
NAMING = frozenset({"cycle", "document", "batch", "issue", "finding"})
"""The kinds of record that name contents."""
_IMAGE = re.compile(r'"image":"([0-9a-f]{64})"')


def names_in(lines: Iterable[RevisionLine]) -> Iterator[Name]:
    """The contents that *lines* name."""
    for line in lines:
        if line.kind not in NAMING:
            continue
        said = line.fields
        match line.kind:
            case "document":
                yield "document", str(said.get("sha256"))
            case "issue":
                yield from (("document", str(said.get(part))) for part in ("sha256", "word_sha256"))
            case "batch":
                yield "table", str(said.get("sha256")), str(said.get("sheet") or "")
            case "cycle":
                yield from (("pinned", str(said.get(part))) for part in ("region", "framework"))
            case "finding":
                yield from (("clipping", image) for image in _IMAGE.findall(line.body))
