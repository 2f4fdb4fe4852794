"""The screen Exchange stands on a stage of its own."""

from __future__ import annotations

from exchange_stage import look, shown, stage

__all__ = ["look", "shown", "stage"]
