"""The keys of the text are listed as they are."""

from __future__ import annotations

from wmpeer.ui.reading import keys
from wmpeer.ui.reading.records import KIND_KEYS


def test_that_every_letter_of_the_text_is_listed_and_no_other() -> None:
    letters = {
        key.lower() for group in (keys.marking_keys(), keys.key_group()) for line in group.lines for key in line.keys if len(key) == 1
    }
    assert letters == set(keys._LETTERS) and set(KIND_KEYS) < letters
