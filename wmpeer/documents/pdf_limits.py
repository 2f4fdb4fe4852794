"""What a page may ask of the worker; known to the window as well, which loads nothing of PDFium."""

MOST_PAGES = 5_000
MOST_PIXELS = 24_000_000
"""Of one picture."""
MOST_SCALE = 60.0
"""Pixels a point: more than four times the width of any screen."""
