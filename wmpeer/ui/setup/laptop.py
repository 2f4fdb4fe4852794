"""This laptop: looks, backups, and the recovery key shown again."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wmpeer.region.recovering import shown_recovery_key
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.confirm import Sheet
from wmpeer.ui.kit.fields import Choice, Field, TextField
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.readingfont import choices, in_force
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.recoverykey import NO_LOOK_ALIKES, KeyGroups
from wmpeer.ui.kit.segmented import Segmented
from wmpeer.ui.kit.table import Table
from wmpeer.ui.kit.theme import theme
from wmpeer.ui.screen import Screen
from wmpeer.ui.setup.section import Section, fit_rows
from wmpeer.ui.setup.view import SetupView, local_words

PALETTES = (("system", "As the laptop"), ("light", "Light"), ("dark", "Dark"))
SIZES = (("14", "Small"), ("16", "Usual"), ("18", "Large"), ("22", "Very large"))


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
        self.recovery = Button("Show the recovery key", "plain", "lifebuoy", name="recovery-show")
        self.recovery.clicked.connect(self.ask_recovery_key)
        self.add(
            Field("Colours", self.palette_), Field("Size of what is read", self.size_, "Ctrl and + or − does the same anywhere."),
            Field("Font of what is read", self.font_, "What authorities write is shown in it; letters keep theirs. Ctrl+Shift+F anywhere."),
            Label("Backups", "subheading"), self.last,
        )  # fmt: skip
        self.add_row(self.now)
        self.add(self.table, self.how)
        self.add(
            Label("Recovery key", "subheading"),
            Label("It opens the workspace when every passphrase is lost. Keep it on paper, locked away.", tone="ink2", wrap=True),
        )
        self.add_row(self.recovery)
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
            f"To go back to one: close this workspace, and open the backup itself from “{view.path.stem} backups” to look at it; "
            f'or put it in the place of {view.path.name} with: wmpeer restore BACKUP "{view.path}". '
            "What stood there is moved aside, not lost."
        )

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

    def ask_recovery_key(self) -> None:
        """First the passphrase of the person at work, then the key."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(12)
        typed = TextField(secret=True, name="recovery-passphrase")
        field = Field("Your passphrase", typed)
        key = KeyGroups()
        about = Label(NO_LOOK_ALIKES, "small", "ink2", wrap=True)
        column.addWidget(field)
        column.addWidget(key)
        column.addWidget(about)
        about.hide()
        text = "Whoever has this key can open the workspace. Nobody else should see the screen now."
        sheet = Sheet(self, "The recovery key", body, "Show the key", text=text, width=560, name="recovery")

        def shown(answer: str) -> None:
            key.set_key(answer)
            about.show()
            field.hide()
            sheet.yes.hide()
            sheet.no.set_words("Close")
            sheet._centre()

        def agreed() -> None:
            passphrase, workspace = typed.text(), self.screen_.workspace
            self.screen_.do(
                lambda _progress: shown_recovery_key(workspace, passphrase), got=shown, failed=lambda error: field.set_error(str(error))
            )

        sheet.accepted.connect(agreed)
        sheet.open(typed)
