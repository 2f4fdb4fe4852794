"""Why a key does nothing here: chosen words that cannot be quoted, no page, no mark; and what to do in its place."""

from __future__ import annotations

from wmpeer.errors import Problem

RUNNING = "words-running"
APART = "words-apart"
BETWEEN = "words-between"
NOT_READ = "words-not-read"
NO_WORDS = "page-without-words"
NO_PAGES = "text-without-pages"
NO_MARKS = "no-marks-here"
_SENTENCES = {
    RUNNING: (
        "Words along the head or foot of a page are no part of the text, so they cannot be quoted.",
        "Choose words of the text itself, or clip the part of the page as a picture (R).",
    ),
    APART: (
        "Some of the chosen words were not read with the text, so they cannot be quoted exactly.",
        "Choose fewer words, or clip this part of the page as a picture (R).",
    ),
    BETWEEN: (
        "The chosen words do not stand together in the text: other words are read between them.",
        "Choose one column or one row at a time, or clip this part of the page as a picture (R).",
    ),
    NOT_READ: ("The words of this page are still being read.", "Press the letter again in a moment."),
    NO_PAGES: ("This document has no pages of its own to clip a picture from.", "Choose words, and press a letter."),
    NO_MARKS: ("No words are marked on view.", "Choose words and press a letter, or press M for the next mark."),
    NO_WORDS: ("This page is a picture: there are no words on it to choose.", "Clip the part you mean as a picture (R)."),
}


def problem(code: str) -> Problem:
    """The sentence for *code*. It names no page: who reads it has just chosen there."""
    sentence, next_ = _SENTENCES[code]
    return Problem(code, sentence, "", next_)
