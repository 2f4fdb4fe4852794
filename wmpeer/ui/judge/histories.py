"""The ways to a record's history: Ctrl+H and the menus of the findings, of the texts, of the letters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from wmpeer.ui.judge.history import HISTORY_KEY, show_history
from wmpeer.ui.kit.keywords import bind
from wmpeer.ui.kit.kinds import mark
from wmpeer.ui.kit.lists import RecordList

if TYPE_CHECKING:
    from wmpeer.ui.judge.screen import JudgeScreen
    from wmpeer.ui.letters.screen import LettersScreen
    from wmpeer.ui.screen import Screen


def offer_judging_history(screen: JudgeScreen) -> None:
    """Read & judge: of the finding, the private note or else the view of the area that one is at."""
    card, words = screen.card, "History: who said what, and when"
    bind(screen, (HISTORY_KEY,), words, lambda: _where_one_is(screen), inside=True)
    _menu(
        card.findings,
        lambda line: [("Change the finding", lambda: card.findings.opened.emit(line)), ("History", lambda: _finding(screen, line))],
    )
    card.reason.area.offers = (("History of my view", lambda: _area(screen, "view")),)
    card.note.area.offers = (("History of my note", lambda: _area(screen, "note")),)


def offer_letter_history(screen: LettersScreen) -> None:
    """Letters: of the judgement or finding that one is at, else of the letter on view, with what was agreed and chosen for it."""

    def show() -> None:
        line, source = screen.list.list.current(), _source_one_is_at(screen)
        if source is not None:
            show_source(source)
        elif screen.authority and (line is None or line.authority == screen.authority):
            _letter(screen, screen.authority)

    def show_source(source: Any) -> None:
        (_finding if hasattr(source, "kind") else _agreed)(screen, source)

    bind(screen, (HISTORY_KEY,), "History of the judgement or finding one is at, or of the letter", show, inside=True)
    _menu(screen.list.list, lambda line: [("History", lambda: _letter(screen, line.authority))])
    screen.side.source.history_opened.connect(show_source)
    screen.side.details.history_opened.connect(show_source)


def _source_one_is_at(screen: LettersScreen) -> Any:
    """The agreed judgement or the finding that the focus, or else the chosen paragraph, belongs to; None at anything else."""
    shown, focus = screen.shown(), QApplication.focusWidget()
    if shown is None or focus is None or screen.list.isAncestorOf(focus):
        return None
    if focus.objectName().startswith("agree-"):
        return next((one for one in shown.sheet.agreed if one.area == focus.objectName().removeprefix("agree-")), None)
    number = screen.centre.pages.current()
    if not 0 < number <= len(shown.paragraphs) or screen.side.details.isAncestorOf(focus):
        return None
    source = shown.paragraphs[number - 1].source
    return shown.agreed(source) or shown.finding(source)


def _menu(view: RecordList, ways: Callable[[Any], list[tuple[str, Callable[[], Any]]]]) -> None:
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def ask(where: QPoint) -> None:
        index = view.indexAt(where)
        if index.isValid():
            view.setCurrentIndex(index)
        if view.current() is None:
            return
        menu = QMenu(view)
        menu.setObjectName("record-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in ways(view.current()):
            action = menu.addAction(f"{words}\t{HISTORY_KEY}" if words == "History" else words)
            action.triggered.connect(lambda _checked=False, act=act: act())
        menu.popup(view.viewport().mapToGlobal(where))

    view.customContextMenuRequested.connect(ask)


def _where_one_is(screen: JudgeScreen) -> None:
    if screen.standing is None or screen.standing.aside:
        return
    focus, card, writing = QApplication.focusWidget(), screen.card, screen.editor.writing()
    line = card.findings.current() if focus is card.findings else None
    if line is None and writing is not None and writing.id and screen.editor.isAncestorOf(focus):
        line = screen.standing.finding(writing.id)
    if line is not None:
        _finding(screen, line)
    else:
        _area(screen, "note" if focus is card.note.area else "view")


def _finding(screen: Screen, line: Any) -> None:
    from wmpeer.judging.history import HistoryOf

    show_history(screen, f"History of this finding: {mark(line.kind).word.lower()}", HistoryOf("finding", line.authority, entity=line.id))


def _area(screen: JudgeScreen, sort: str) -> None:
    from wmpeer.judging.history import HistoryOf

    if screen.standing is None:
        return
    area = screen.standing.framework.area(screen.area())
    title = f"History of my {'view' if sort == 'view' else 'private note'}: {area.number}. {area.title}"
    show_history(screen, title, HistoryOf(sort, screen.authority, area.code, screen.workspace.author))


def _agreed(screen: LettersScreen, line: Any) -> None:
    from wmpeer.judging.history import HistoryOf

    shown = screen.shown()
    if shown is not None:
        area = shown.sheet.framework.area(line.area)
        show_history(screen, f"History of what was agreed: {area.number}. {area.title}", HistoryOf("agreed", line.authority, line.area))


def _letter(screen: LettersScreen, authority: str) -> None:
    from wmpeer.judging.history import HistoryOf

    show_history(screen, "History of this letter and of what was agreed for it", HistoryOf("letter", authority))
