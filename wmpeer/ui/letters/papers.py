"""Papers from the data: which one, into which folder; and the commentary that a person writes into a data pack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from wmpeer.progress import Progress, StoppedError
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.confirm import Sheet
from wmpeer.ui.kit.fields import Choice, Field, TextArea
from wmpeer.ui.kit.parts import Form
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.letters.batches import choose_folder

if TYPE_CHECKING:
    from wmpeer.ui.letters.screen import LettersScreen

PACK, SIGN, PACKS, CARD, ANNUAL = "pack", "sign-off", "packs", "scorecard", "annual"
_ABOUT = "Made anew from the figures that are loaded today. Each figure is told with its file."
_ABOUT_SIGNING = "What was agreed and what is open, for the chair to sign, with the state of the record."
_FORMATS = (("pdf,xlsx", "Both"), ("pdf", "PDF"), ("xlsx", "Excel workbook"))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the forms need: authorities that packs may be written of, areas, what stands, whether the person may write it."""

    authorities: tuple[tuple[str, str], ...]
    areas: tuple[tuple[str, str], ...]
    written: dict[str, str]
    may_write: bool


class PapersForm(Form):
    """Which paper, and which files."""

    def __init__(self, name: str, *, may_write: bool) -> None:
        super().__init__()
        kinds = [(PACK, f"Data pack: {name}"), (SIGN, f"Sign-off sheet: {name}")] if name else []
        kinds += [(PACKS, "Data packs of every authority"), (CARD, "Regional scorecard"), (ANNUAL, "Performance of the Region")]
        self.kind = Choice(kinds, value=kinds[0][0], name="papers-kind")
        self.formats = Segmented(_FORMATS, label="Files", value=_FORMATS[0][0], name="papers-formats")
        self.commentary = Button(f"Commentary for {name}", "quiet", "pencil-simple", name="papers-commentary")
        self._what = Field("Which paper?", self.kind, _ABOUT)
        self.add(self._what, Field("Which files?", self.formats), self.commentary)
        self.kind.chosen.connect(self._turn)
        self.commentary.setVisible(may_write and bool(name))  # when it stands in the form: before, it would be a window of its own


    def _turn(self, kind: str) -> None:
        """The sheet that is signed is printed: there is no workbook of it."""
        signed = kind == SIGN
        if signed != (not self.formats.isEnabled()):
            self.formats.set_value("pdf" if signed else _FORMATS[0][0])
        self.formats.setEnabled(not signed)
        self._what.set_help(_ABOUT_SIGNING if kind == SIGN else _ABOUT)


class CommentaryForm(Form):
    """The texts of the areas, one shown at a time; what is typed for one stays while another is looked at."""

    def __init__(self, areas: tuple[tuple[str, str], ...], written: dict[str, str]) -> None:
        super().__init__()
        self._written, self._typed, self._shown = written, dict(written), areas[0][0]
        self.area = Choice(list(areas), value=self._shown, name="commentary-area")
        self.text = TextArea(written.get(self._shown, ""), rows=6, most=14, name="commentary-text")
        count = sum(bool(text) for text in written.values())
        self.area.chosen.connect(self._turn)
        self.add(
            Field("Area of practice", self.area, f"{count or 'No'} area{'' if count == 1 else 's'} with commentary so far."),
            Field("Commentary", self.text, "It stands in the data pack as you write it. Empty: the pack says that it is not yet written."),
        )

    def _turn(self, area: str) -> None:
        self._typed[self._shown] = self.text.text()
        self._shown = area
        self.text.setPlainText(self._typed.get(area, ""))

    def changed(self) -> list[tuple[str, str]]:
        """The areas whose text is another than the one that is kept, each with its text."""
        typed = self._typed | {self._shown: self.text.text()}
        return [(area, text) for area, text in typed.items() if text.strip() != self._written.get(area, "").strip()]


class Papers(QObject):
    """What the screen Letters does with papers from the data."""

    def __init__(self, screen: LettersScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._folder = ""
        self.ask_folder: Callable[[QWidget, str], Path | None] = choose_folder

    def offer(self) -> None:
        """Ask which paper is wanted, once it is known of whom there may be one."""
        screen, code = self._screen, self._screen.authority
        screen.fetch(lambda: screen.workspace.read(_known, code, screen.workspace), lambda known: self._ask(code, known), key="papers")

    def _ask(self, code: str, known: _Known) -> None:
        name = dict(known.authorities).get(code, "")
        form = PapersForm(name, may_write=known.may_write)
        sheet = Sheet(self._screen.window(), "Papers", form, "Choose a folder", name="papers")
        sheet.accepted.connect(lambda: self._chosen(sheet, form, code, known))
        form.commentary.clicked.connect(lambda: self._to_commentary(sheet, code, name, known))
        sheet.open(form.kind)

    def _chosen(self, sheet: Sheet, form: PapersForm, code: str, known: _Known) -> None:
        folder = self.ask_folder(self._screen, self._folder)
        if folder is None:
            return
        self._folder = str(folder)
        kind, formats = form.kind.value(), tuple(form.formats.value().split(","))
        codes = [code] if kind in (PACK, SIGN) else [one for one, _ in known.authorities] if kind == PACKS else []
        sheet.close_layer()
        workspace = self._screen.workspace
        self._screen.do(
            lambda progress: write_papers(workspace, kind, codes, folder, formats, progress),
            got=lambda made: self._written(made, folder), title="Writing papers", note="Files already written stay, and are whole.",
        )  # fmt: skip

    def _written(self, made: Made, folder: Path) -> None:
        files = f"{made.count} file{'' if made.count == 1 else 's'} written into “{folder.name}”."
        if made.stopped:
            self._screen.say(f"Stopped. {files}", "What is written is whole.", "info")
        elif made.count:
            self._screen.say(files, kind="success")

    def _to_commentary(self, sheet: Sheet, code: str, name: str, known: _Known) -> None:
        sheet.close_layer()
        screen = self._screen
        form = CommentaryForm(known.areas, known.written)
        over = Sheet(screen.window(), f"Commentary for {name}", form, "Keep commentary", name="commentary", width=620)

        def keep() -> None:
            screen.do(lambda _progress: write_all(screen.workspace, code, form.changed()), then=over.close_layer)

        over.accepted.connect(keep)
        over.closed.connect(screen.list.papers.setFocus)  # the form before it has gone, and with it where the focus was
        over.open(form.text)


class Made:
    """How many files were written; nothing of the workspace changed."""

    changed = None

    def __init__(self, count: int, stopped: bool) -> None:
        self.count, self.stopped = count, stopped


def write_all(workspace: Any, code: str, texts: list[tuple[str, str]]) -> Any:
    """Write the commentary of several areas, each a step to undo; gives what the last one changed."""
    from wmpeer.judging.commentary import write_commentary

    kept = [write_commentary(workspace, code, area, text) for area, text in texts]
    return kept[-1] if kept else None


def _known(session: Any, code: str, workspace: Any) -> _Known:
    from wmpeer.journal.rights import CHAIR
    from wmpeer.judging.commentary import commentaries
    from wmpeer.region.queries import authorities, framework_of, role_of, stood_aside

    hidden = stood_aside(session, workspace.readers)
    free = tuple((one.ons_code, one.name) for one in authorities(session) if one.ons_code not in hidden)
    written = {line.part: line.text for line in commentaries(session, code, reader=workspace.readers)} if code in dict(free) else {}
    areas = tuple((area.code, area.title) for area in framework_of(session).areas)
    return _Known(free, areas, written, role_of(session, workspace.author) in CHAIR)


def write_papers(workspace: Any, kind: str, codes: list[str], folder: Path, formats: tuple[str, ...], progress: Progress) -> Made:
    """Write a paper, or the packs of *codes* (ONS codes) one after the other; stopped, it leaves whole files only."""
    from wmpeer.papers.files import annual_files, pack_files, scorecard_files, sign_off_files

    if kind == SIGN:
        return Made(len(sign_off_files(workspace, codes[0], folder).paths), False)
    if kind in (CARD, ANNUAL):
        write = scorecard_files if kind == CARD else annual_files
        return Made(len(write(workspace, folder, formats).paths), False)
    count = 0
    for at, code in enumerate(codes):
        try:
            progress(at, len(codes), "")
        except StoppedError:
            return Made(count, True)
        count += len(pack_files(workspace, code, folder, formats).paths)
    return Made(count, False)
