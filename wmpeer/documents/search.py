"""What people type into a search box, as a full-text query that never fails. Pure."""

from __future__ import annotations

import re
import unicodedata

_PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\0": " "})
_MOST_TERMS = 32
_MOST_CHARACTERS = 400


def match_expression(query: str) -> str:
    """The MATCH expression for *query*, or empty where it has no word in it.

    All words must be there; words in quotation marks stand together; the last word may be a beginning. Signs and words such as AND, OR,
    NOT and NEAR mean nothing but themselves.
    """
    pieces = [(found[1] is not None, found[1] if found[1] is not None else found[2]) for found in _PIECE.finditer(_tidy(query))]
    terms = [(phrase, text) for phrase, text in pieces if _has_word(text)][:_MOST_TERMS]
    written = [f'"{text}"' for _, text in terms]
    if terms and not terms[-1][0] and _open_ended(terms[-1][1]):
        written[-1] += " *"
    return " AND ".join(written)


def _tidy(query: str) -> str:
    return query[:_MOST_CHARACTERS].translate(_QUOTES).encode("utf-8", "ignore").decode()


def _has_word(text: str) -> bool:
    """Whether the tokenizer finds a word in *text*: it takes letters, numbers and private signs."""
    return any(unicodedata.category(sign)[0] in "LN" or unicodedata.category(sign) == "Co" for sign in text)


def _open_ended(text: str) -> bool:
    """A last word ending in a sign has been finished by whoever typed it; a single letter would begin half the dictionary."""
    letters = sum(unicodedata.category(sign)[0] in "LN" for sign in text)
    return letters > 1 and unicodedata.category(text[-1])[0] in "LNM"
