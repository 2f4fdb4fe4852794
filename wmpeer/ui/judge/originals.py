"""The file as the authority sent it, written where a person says: for what this program does not draw, and for their own programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from wmpeer.documents.queries import original

if TYPE_CHECKING:
    from wmpeer.ui.judge.showing import JudgeShowing

AskFile = Callable[[QWidget, str], "Path | None"]


def choose_file(parent: QWidget, name: str) -> Path | None:
    """Ask where a copy of *name* goes."""
    start = str(Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)) / name)
    chosen, _ = QFileDialog.getSaveFileName(parent, "Save the original", start, "All files (*)")
    if not chosen:
        return None
    path, ending = Path(chosen), Path(name).suffix
    return path if path.suffix.lower() == ending.lower() else path.with_name(f"{path.name}{ending}")


def save_original(screen: JudgeShowing, ask: AskFile = choose_file) -> None:
    """Write the document that is read as it was sent; the copy is outside the workspace and not encrypted, which is said."""
    from wmpeer.files import save_whole

    sha256 = screen.reader.sha256
    line = next((one for one in screen.standing.documents if one.sha256 == sha256), None) if screen.standing else None
    path = ask(screen, PurePosixPath(line.name.replace("\\", "/")).name) if line is not None else None
    if path is None:
        return
    workspace = screen.workspace

    def write(_progress: Any) -> Path:
        return save_whole(path, workspace.read(original, sha256))

    def written(found: Path) -> None:
        screen.say(f"“{found.name}” is written.", "This copy is outside the workspace: delete it when you have seen it.", "success")

    screen.do(write, got=written)
