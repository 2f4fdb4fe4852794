"""Documents and data: what was taken in, when, and taking it out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from wmpeer.documents.actions import move_document, take_out
from wmpeer.documents.queries import DocumentLine
from wmpeer.errors import WmpeerError
from wmpeer.indicators.actions import retire_batch, set_released
from wmpeer.indicators.ending import RELEASED
from wmpeer.indicators.records import BatchLine
from wmpeer.indicators.released import released_words
from wmpeer.ui.kit.buttons import Button
from wmpeer.ui.kit.confirm import Sheet, confirm
from wmpeer.ui.kit.fields import Choice, DateField, Field
from wmpeer.ui.kit.labels import Label
from wmpeer.ui.kit.records import Cell, Column
from wmpeer.ui.kit.table import Table
from wmpeer.ui.screen import Screen
from wmpeer.ui.setup.section import Section, fit_rows
from wmpeer.ui.setup.view import SetupView, moment_words

ALL = "all"
_RESTATED_TOLD = 6
KINDS = {"indicators": "Figures", "inspections": "Inspections", "neighbours": "Neighbours", "dictionary": "Dictionary"}


def _standing(retired: bool, word: str) -> Cell:
    if retired:
        return Cell(word, "minus-circle", "ink2", "ink3")
    return Cell("in use", "check-circle", icon_tone="strength", icon_weight="fill")


class DocumentsSection(Section):
    """The documents of all authorities, or of one."""

    key, word, icon = "documents", "Documents", "file-text"
    help = "Taken in through Region. One that was replaced or taken out stays readable where findings quote it."

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.authority = Choice((), value=ALL, name="documents-authority")
        self.authority.chosen.connect(lambda _code: self._show())
        self.table = Table(
            (
                Column("Authority", lambda one: self.view.names().get(one.authority, "") if self.view else "", width=130),
                Column("Document", lambda one: Cell(one.name, weight=500, tip=one.title or one.name), width=230, stretch=True, wrap=True),
                Column("Version", self._version, width=132),
                Column("Pages", lambda one: f"{one.pages}" if one.pages else "—", number=True, width=70, drop=2),
                Column("Taken in", lambda one: moment_words(one.loaded_at), width=150, drop=1, sort=lambda one: one.loaded_at),
            ),
            label="Documents", key=lambda one: one.id, name="documents",
        )  # fmt: skip
        self.table.chosen.connect(lambda _one: self._dress())
        self.out = Button("Take out", "plain", "x-circle", name="document-take-out")
        self.out.clicked.connect(self.ask_take_out)
        self.move_ = Button("Move to another authority", "plain", "arrow-right", name="document-move")
        self.move_.clicked.connect(self.ask_move)
        self.add(Field("Show", self.authority), self.table)
        self.add_row(self.move_, self.out)
        self.end()

    def fill(self, view: SetupView) -> None:
        self.authority.set_options(((ALL, "All authorities"), *view.names().items()), self.authority.value() or ALL)
        self._show()

    def go_to(self, authority: str) -> None:
        self.authority.set_value(authority)
        self._show()

    def _show(self) -> None:
        code = self.authority.value()
        names = self.view.names() if self.view else {}
        lines = [one for one in self.view.documents if code in (ALL, one.authority)] if self.view else []
        self.table.set_records(sorted(lines, key=lambda one: (names.get(one.authority, ""), one.retired, one.name)))
        fit_rows(self.table, 14)
        self._dress()

    def _version(self, one: DocumentLine) -> Cell:
        replaced = any(other.replaces == one.id for other in self.view.documents) if self.view else False
        return _standing(one.retired, "replaced" if replaced else "taken out")

    def _dress(self) -> None:
        one = self.table.current()
        for button in (self.out, self.move_):
            button.setEnabled(one is not None and not one.retired)

    def ask_move(self) -> None:
        """A document that came in under the wrong authority: whose is it?"""
        one = self.table.current()
        if one is None or one.retired or self.view is None:
            return
        names, workspace = self.view.names(), self.screen_.workspace
        whose = Choice([(code, name) for code, name in names.items() if code != one.authority], hint="Whose is it?", name="move-authority")
        field = Field("Whose is it?", whose)
        text = (
            f"It goes from {names.get(one.authority, '')} to the authority you choose. What is already said on it stays where it was said, "
            "with its words; an earlier version that it took the place of is in use again."
        )
        sheet = Sheet(self, f"Move “{one.name}”", field, "Move it", text=text, width=560, name="move")

        def agreed() -> None:
            code = whose.value()
            field.set_error("" if code else "Choose the authority.")
            if code:
                said = f"“{one.name}” is {names[code]}’s now."
                self.do(lambda _progress: move_document(workspace, one.id, code), said, sheet.close_layer, failed=told)

        def told(error: WmpeerError) -> None:
            field.set_error(str(error))

        sheet.accepted.connect(agreed)
        sheet.open(whose)

    def ask_take_out(self) -> None:
        """Undo does not reach documents: ask."""
        one = self.table.current()
        if one is None or one.retired:
            return
        workspace = self.screen_.workspace
        confirm(
            self, f"Take out “{one.name}”?",
            "Nobody reads it in this cycle any more. Findings that quote it keep their words; it comes back by being taken in again.",
            "Take out",
            lambda: self.do(lambda _progress: take_out(workspace, one.sha256, one.authority), f"“{one.name}” is taken out."),
        )  # fmt: skip


def restated_words(one: BatchLine, names: Mapping[str, str]) -> str:
    """How many figures of earlier releases a batch restated, and the first of them, the region's own before others'."""
    told = sorted(one.examples, key=lambda each: each[0] not in names)[:_RESTATED_TOLD]
    listed = "; ".join(f"{names.get(area, area)}, {code}, {period}: was {was}, now {now}" for area, code, period, was, now in told)
    more = one.restated - len(told)
    count = f"{one.restated:,} figure{'' if one.restated == 1 else 's'} of earlier releases restated"
    return f"{count}: {listed}{f'; and {more:,} more' if more else ''}."


def source_said(one: BatchLine, batches: Sequence[BatchLine]) -> str:
    """A batch's source and sheet, the sheet once; with its file where another file has told the same before or after it."""
    source = one.source or one.name
    said = f"{source}, {one.sheet}" if one.sheet and not source.endswith(one.sheet) else source
    again = any(other.source == one.source and other.sheet == one.sheet and other.entity != one.entity for other in batches)
    return f"{said} ({one.name})" if again and one.name != source else said


class DataSection(Section):
    """The batches of figures, inspections and neighbours."""

    key, word, icon = "data", "Data", "database"
    help = (
        "Each file of figures that was taken in. A newer release of a source goes before the earlier one, which then tells only what the "
        "newer leaves out."
    )

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.table = Table(
            (
                Column("Source", self._source, width=190, stretch=True, wrap=True),
                Column("Kind", lambda one: KINDS.get(one.kind, one.kind), width=100, drop=1),
                Column("Release", lambda one: one.release or "—", width=90, drop=5),
                Column("Rows", lambda one: f"{one.rows:,}", number=True, width=84, drop=3, sort=lambda one: one.rows),
                Column("Values", lambda one: f"{one.values:,}", number=True, width=84, sort=lambda one: one.values),
                Column("Markers", self._markers, number=True, width=78, drop=4, sort=lambda one: sum(count for _, count in one.markers)),
                Column("Restated", self._restated, number=True, width=84, sort=lambda one: one.restated),
                Column("Taken in", lambda one: moment_words(one.loaded_at), width=146, drop=2, sort=lambda one: one.loaded_at),
                Column("Standing", lambda one: _standing(one.retired, "not in use"), width=106),
            ),
            label="Data", key=lambda one: one.entity, name="batches",
        )  # fmt: skip
        self.table.chosen.connect(lambda _one: self._dress())
        self.about = Label("", tone="ink2", wrap=True)
        self.about.setObjectName("batch-about")
        self.day = DateField(name="batch-released")
        self.released = Field("Released on", self.day, "Where you know it and the file does not say it, or says it wrongly.")
        self.day.day_changed.connect(self._keep_day)
        self.out = Button("Take out", "plain", "x-circle", name="batch-take-out")
        self.out.clicked.connect(self.ask_take_out)
        self.add(self.table, self.about)
        self.form(self.released)
        self.add_row(self.out)
        self.end()

    def fill(self, view: SetupView) -> None:
        self.table.set_records(view.batches)
        fit_rows(self.table)
        self._dress()

    def _source(self, one: BatchLine) -> Cell:
        return Cell(source_said(one, self.view.batches if self.view else ()), weight=600, tip=f"{one.name}\n{one.source}")

    @staticmethod
    def _markers(one: BatchLine) -> Cell:
        total = sum(count for _, count in one.markers)
        tip = "\n".join(f"“{marker}”: {count:,}" for marker, count in one.markers)
        return Cell(f"{total:,}", tone="ink" if total else "ink3", tip=tip, said=f"{total:,} cells without a value")

    def _names(self) -> dict[str, str]:
        """The region's authorities, and the region itself."""
        if self.view is None:
            return {}
        return {**self.view.names(), self.view.region.ons_code: self.view.region.name}

    @staticmethod
    def _restated(one: BatchLine) -> Cell:
        said = f"{one.restated:,} figures of an earlier release restated"
        return Cell(f"{one.restated:,}" if one.restated else "—", tone="ink" if one.restated else "ink3", said=said)

    def _keep_day(self, day: date | None) -> None:
        one, workspace = self.table.current(), self.screen_.workspace
        if one is not None and day is not None and day.isoformat() != one.released_on:
            self.do(lambda _progress: set_released(workspace, one.entity, day), f"“{one.source or one.name}”: the day is kept.")

    def _dress(self) -> None:
        one = self.table.current()
        self.out.setEnabled(one is not None and not one.retired)
        self.released.setEnabled(one is not None)
        if not self.day.hasFocus():
            self.day.set_day(date.fromisoformat(one.released_on) if one is not None and one.released_on else None)
        if one is None:
            self.about.setText(
                "Choose a row to see its file, its markers and what was chosen when it came in."
                if self.view and self.view.batches
                else "No data is here yet. Take in tables on the Region page."
            )
            return
        parts = [f"File: {one.name}, sheet “{one.sheet}”." if one.sheet else f"File: {one.name}."]
        parts.append(released_words(one.name, one.released_on, dict(one.choices)))
        if one.markers:
            parts.append("No value, marked " + ", ".join(f"“{marker}” {count:,} times" for marker, count in one.markers) + ".")
        name = next((line.name for line in self.view.mappings if line.entity == one.mapping), "") if self.view and one.mapping else ""
        if name:
            parts.append(f"Read as “{name}”.")
        if chosen := [(column, value) for column, value in one.choices if column not in ("mapping", RELEASED)]:
            parts.append("Chosen: " + ", ".join(f"{column.replace('_', ' ')} = {value}" for column, value in chosen) + ".")
        if one.restated:
            parts.append(restated_words(one, self._names()))
        self.about.setText(" ".join(parts))
        self.about.setMinimumHeight(self.about.heightForWidth(self.about.width()))  # as high as it is now: the page goes by the least

    def ask_take_out(self) -> None:
        """Undo does not reach data: ask."""
        one = self.table.current()
        if one is None or one.retired:
            return
        workspace = self.screen_.workspace
        confirm(
            self, f"Take out “{one.source or one.name}”?",
            "Its figures go from Data and from new letters; findings keep what they say. It comes back by being taken in again.",
            "Take out",
            lambda: self.do(lambda _progress: retire_batch(workspace, one.sha256, one.sheet), f"“{one.source or one.name}” is taken out."),
        )  # fmt: skip
