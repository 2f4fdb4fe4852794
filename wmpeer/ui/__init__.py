"""Screens, table models, jobs. Nothing below here knows Qt."""
