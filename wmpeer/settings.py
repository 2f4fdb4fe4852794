"""What a person prefers on this laptop: looks and the last workspace. Nothing from the record is kept here."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from wmpeer.files import save_whole

PALETTES = ("system", "light", "dark")
LOCK_MINUTES = (5, 10, 20)


@dataclass(frozen=True, slots=True)
class Settings:
    """`palette` is one of `PALETTES`; `reading_pixels` is the size of what is read, 13 to 28; `last_workspace` a path, or empty."""

    palette: str = "system"
    reading_pixels: int = 16
    last_workspace: str = ""
    window: str = ""
    """The window's size and place as Qt wrote it, in base64; empty until it was once closed."""
    data_height: int = 0
    """How high the data below the text stand, in pixels, as they were dragged; 0 as they come. `claims_height`: the claims."""
    claims_height: int = 0
    lock_minutes: int = 10
    """After so many minutes without a key or a click the window locks: one of `LOCK_MINUTES`."""
    reading_font: str = ""
    """The font family of what is read; empty for the one that comes with the program."""

    def with_(self, **changes: Any) -> Settings:
        """The same with *changes*."""
        return _sound(replace(self, **changes))


def settings_path() -> Path:
    """Where the preferences of this laptop live."""
    return user_config_path("wmpeer", appauthor=False) / "settings.json"


def load(path: Path | None = None) -> Settings:
    """The preferences kept; what is missing, damaged or unknown is as it was at first: a look is never worth an error."""
    try:
        kept = json.loads((path or settings_path()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(kept, dict):
        return Settings()
    plain = Settings()
    known = {f.name: kept[f.name] for f in fields(Settings) if isinstance(kept.get(f.name), type(getattr(plain, f.name)))}
    return _sound(Settings(**known))


def save(settings: Settings, path: Path | None = None) -> Path:
    """Keep *settings*, whole or not at all.

    Raises:
        FileNotWrittenError: the folder refuses or the disk is full.
    """
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=2) + "\n"
    return save_whole(path or settings_path(), text.encode())


def _sound(settings: Settings) -> Settings:
    palette = settings.palette if settings.palette in PALETTES else "system"
    minutes = settings.lock_minutes if settings.lock_minutes in LOCK_MINUTES else 10
    return replace(settings, palette=palette, reading_pixels=min(max(settings.reading_pixels, 13), 28), lock_minutes=minutes)
