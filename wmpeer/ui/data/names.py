"""Names of measures and sources as the screen has them; short names and words are those of the papers too."""

from __future__ import annotations

from wmpeer.indicators.short import count_words, polarity_words, short_name, well_known

_SOURCES = {"LAIT": "Local Authority Interactive Tool (LAIT), Department for Education"}


def source_name(source: str) -> str:
    """A source as a person reads it: ``c1_children_in_need`` is "c1 children in need"."""
    return _SOURCES.get(source) or " ".join(source.replace("_", " ").split())


__all__ = ["count_words", "polarity_words", "short_name", "source_name", "well_known"]
