"""How much a pack may hold. Each bound stands before the work it bounds, for whoever makes a pack and for whoever opens one."""

from __future__ import annotations

from wmpeer.journal import revisions

MB = 1024 * 1024

CHUNK = MB
"""Bytes that are sealed at a time; also the most that a piece, a segment and what is unpacked at once may have."""
MOST_RECIPIENTS = 16
LARGEST_PACK = 600 * MB
LARGEST_MANIFEST = 4 * MB
MOST_PARTS = 4096

LARGEST_REVISION = revisions.LARGEST
"""Bytes of one body: with its line end it fits into a segment."""
LARGEST_SEGMENT = CHUNK
LARGEST_SEGMENTS = 128 * MB
MOST_REVISIONS = 200_000
MOST_OF_A_RECORD = 20_000
DEEPEST = revisions.DEEPEST
LONGEST_WHOLE = 15
"""Digits of a whole number."""

LARGEST_CONTENT = 50 * MB
"""Bytes of one document, table or picture."""
LARGEST_CONTENTS = 500 * MB
