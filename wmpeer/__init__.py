"""wmpeer: peers read, judge and write to each other, offline."""

__version__ = "0.1.0"
