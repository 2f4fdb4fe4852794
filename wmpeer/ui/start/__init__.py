"""Before a workspace is open: choose one, make one, or open one again with its recovery key."""

from wmpeer.ui.start.window import StartWindow

__all__ = ["StartWindow"]
