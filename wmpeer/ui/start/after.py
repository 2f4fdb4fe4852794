"""What can only be done to a workspace that is closed: going back to a backup, another key, erasing it. The start window does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wmpeer.errors import WmpeerError
from wmpeer.progress import Progress, StoppedError
from wmpeer.ui.kit.message import Message

if TYPE_CHECKING:
    from wmpeer.ui.start.window import StartWindow


STOP_RESTORING = "Until the backup is checked, stopping changes nothing."
STOP_CHANGING = "Until the key is changed, stopping changes nothing."
STOP_ERASING = "Until everything is deleted, stopping changes nothing. From then on it is finished, now or at the next opening."
STOP_OPENING = "Stopping leaves everything as it was."
STOPPED = "Stopped. Nothing was erased: everything is as it was."


class After:
    """Done after the frame has closed, with the passphrase that was asked for before."""

    def __init__(self, start: StartWindow) -> None:
        self._start = start

    def restore(self, backup: Path, path: Path, passphrase: str) -> None:
        """Put *backup* in the place of *path* and open it."""
        start = self._start

        def restore_(progress: Progress) -> Any:
            from wmpeer.region.recovering import go_back

            return go_back(backup, path, passphrase, progress=progress)

        def restored(answer: Any) -> None:
            workspace, aside = answer
            start.opened(workspace)
            stood = f"What stood there was moved aside as “{aside.name}”; nothing is lost." if aside else ""
            start.frame.say(Message("The workspace is as it was in the backup.", stood, "success"))

        start.work(restore_, restored, "Going back to the backup", lambda error: start.unlock.refuse(str(error)), note=STOP_RESTORING)

    def renew_key(self, path: Path, passphrase: str) -> None:
        """Give *path* another data key, and show its recovery key to be typed back."""
        start = self._start

        def renew(progress: Progress) -> Any:
            from wmpeer.journal.workspace import open_workspace
            from wmpeer.region.recovering import renew_recovery_key

            return renew_recovery_key(open_workspace(path, passphrase, progress=progress), passphrase, progress=progress)

        def renewed(answer: Any) -> None:
            start.show_recovery_key(answer.workspace, answer.recovery_key)
            if answer.still_old:
                start.bar.show_message(Message("The key is changed, but not that of the older backups.", answer.still_old, "warning"))
            elif answer.locked_out:
                names, verb = " and ".join(answer.locked_out), "needs" if len(answer.locked_out) == 1 else "need"
                start.bar.show_message(Message(f"{names} {verb} a passphrase again.", "Give it under People.", "warning"))

        start.work(renew, renewed, "Changing the key", lambda error: start.unlock.refuse(str(error)), note=STOP_CHANGING)

    def erase(self, path: Path, passphrase: str, words: str) -> None:
        """Erase the cycle in *path*, and show its certificate, which is written beside it."""

        def erase_(progress: Progress) -> Any:
            from wmpeer.exchange.certificate import save
            from wmpeer.exchange.erasing import erase
            from wmpeer.journal.workspace import open_workspace

            workspace = open_workspace(path, passphrase, progress=progress)
            try:
                certificate = erase(workspace, passphrase, words=words, progress=progress)
            finally:
                workspace.close()
            return certificate, save(certificate, path.parent)

        self._certified(erase_, "Erasing", STOP_ERASING)

    def show_certificate(self, path: Path, passphrase: str) -> None:
        """The certificate that an erased workspace keeps, written beside it once more."""

        def read(progress: Progress) -> Any:
            from wmpeer.exchange.certificate import save
            from wmpeer.exchange.erasing import certificate_in

            certificate = certificate_in(path, passphrase, progress=progress)
            return certificate, save(certificate, path.parent) if certificate else ()

        self._certified(read, "Opening", STOP_OPENING)

    def _certified(self, work: Callable[[Progress], Any], title: str, note: str) -> None:
        start = self._start

        def shown(answer: Any) -> None:
            from wmpeer.exchange.certificate import as_text
            from wmpeer.ui.start.erased import Erased

            certificate, paths = answer
            page = Erased(certificate.cycle, as_text(certificate), paths, start.make_new, start.choose)
            start.show_page(page)

        def fell(error: WmpeerError) -> None:
            start.unlock.refuse(STOPPED if note == STOP_ERASING and isinstance(error, StoppedError) else str(error))

        start.work(work, shown, title, fell, note=note)
