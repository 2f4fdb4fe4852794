"""The coordinator's screens stand on one stage."""

from __future__ import annotations

from office_stage import stage, workspace

__all__ = ["stage", "workspace"]
