"""The day on which papers from the data are made in tests, and whose data pack it is."""

from __future__ import annotations

from datetime import date

TODAY = date(2026, 11, 22)
KELSBOROUGH = "X08000009"
