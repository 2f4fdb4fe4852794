"""This laptop: looks, and backups with the way back."""

from __future__ import annotations

from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.fields import Choice, Field
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.readingfont import choices, in_force
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.kit.table import Table
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.screen import Screen
from wmpeer.ui.setup.keysheets import ask_passphrase
from wmpeer.ui.setup.section import Section, fit_rows
from wmpeer.ui.setup.view import SetupView, local_words

PALETTES = (("system", "As the laptop"), ("light", "Light"), ("dark", "Dark"))
SIZES = (("14", "Small"), ("16", "Usual"), ("18", "Large"), ("22", "Very large"))
TODAYS = "The one you open the workspace with today, also where you had another when the backup was taken. It stays yours."


class LaptopSection(Section):
    """What is preferred here, and how safe the work is here."""

    key, word, icon = "laptop", "This laptop", "desktop"
    office = False

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.palette_ = Segmented(PALETTES, label="Colours", value=theme().mode, name="palette")
        self.palette_.chosen.connect(self._palette_chosen)
        self.size_ = Segmented(SIZES, label="Size of what is read", name="reading-size")
        self.size_.chosen.connect(lambda pixels: theme().set_reading_pixels(int(pixels)))
        self.font_ = Choice(choices(), name="reading-font-choice")
        self.font_.chosen.connect(theme().set_reading_family)
        theme().reading_changed.connect(self._show_size)
        theme().changed.connect(self._show_palette)
        self._show_size(theme().reading_pixels)
        self.last = Label("", tone="ink2", wrap=True)
        self.now = Button("Back up now", "main", "floppy-disk", name="backup-now")
        self.now.clicked.connect(self.back_up)
        self.table = Table(
            (
                Column("Taken", lambda one: Cell(local_words(one.taken_at), weight=500), width=170, sort=lambda one: one.taken_at),
                Column("File", lambda one: Cell(one.path.name, tone="ink2", tip=str(one.path)), width=320, stretch=True),
                Column("Size", lambda one: f"{one.size / 1_000_000:.1f}", unit="MB", number=True, width=80, sort=lambda one: one.size),
            ),
            label="Backups", key=lambda one: one.path, name="backups",
        )  # fmt: skip
        self.how = Label("", tone="ink2", wrap=True, select=True)
        self.back = Button("Go back to the chosen one", "plain", "arrow-counter-clockwise", name="backup-restore")
        self.back.clicked.connect(self.ask_restore)
        self.table.chosen.connect(lambda _one: self._dress())
        self.add(
            Field("Colours", self.palette_), Field("Size of what is read", self.size_, "Ctrl and + or − does the same anywhere."),
            Field("Font of what is read", self.font_, "What authorities write is shown in it; letters keep theirs. Ctrl+Shift+F anywhere."),
            Label("Backups", "subheading"), self.last,
        )  # fmt: skip
        self.add_row(self.now)
        self.add(self.table, self.how)
        self.add_row(self.back)
        self.end()

    def fill(self, view: SetupView) -> None:
        last = view.backups[0] if view.backups else None
        self.last.setText(
            f"Last backup: {local_words(last.taken_at)}. One is taken every half hour while something changes, and when the file is closed."
            if last else "There is no backup yet. One is taken every half hour while something changes, and when the file is closed."
        )  # fmt: skip
        self.table.set_records(view.backups)
        fit_rows(self.table, 8)
        self.table.setVisible(bool(view.backups))
        self.how.setText(
            "A backup can also be opened by itself, to look at it: it is a workspace in the folder "
            f"“{view.path.stem} backups”." if view.backups else ""
        )  # fmt: skip
        self._dress()

    def _dress(self) -> None:
        self.back.setEnabled(self.table.current() is not None)

    def ask_restore(self) -> None:
        """The workspace as it was in the chosen backup; what stands there now is moved aside."""
        chosen, path = self.table.current(), self.screen_.workspace.file.path
        if chosen is None:
            return
        text = (
            "Everything done since is no longer in the workspace. The file as it stands now is moved aside, beside it, and nothing is "
            "deleted. The workspace closes for a moment and opens again."
        )
        ask_passphrase(
            self, f"Go back to {local_words(chosen.taken_at)}?", text, "Go back to it",
            lambda typed: self.leave_for(lambda start: start.after.restore(chosen.path, path, typed)), name="restore", whose=TODAYS,
        )  # fmt: skip

    def _show_palette(self) -> None:
        self.palette_.set_value(theme().mode)

    def _show_size(self, pixels: int) -> None:
        self.size_.set_value(str(pixels))
        self.font_.set_value(in_force())

    def _palette_chosen(self, mode: str) -> None:
        keep = getattr(self.window(), "set_palette", None)  # the frame keeps the choice for the next time
        keep(mode) if keep else theme().set_mode(mode)

    def back_up(self) -> None:
        """A verified copy, now."""
        file = self.screen_.workspace.file
        self.now.setEnabled(False)

        def done() -> None:
            self.now.setEnabled(True)
            self.screen_.reload()

        def failed(error: object) -> None:
            self.now.setEnabled(True)
            self.screen_.say(error.sentence, error.next, "error")

        self.do(lambda progress: file.backup(progress), "A backup is taken and checked.", done, title="Backing up", failed=failed)
