"""The one stylesheet: edges, paddings and the few colours Qt's palette has no role for.

It names no font family (that would drop the tabular figures) and colours only named classes, for ``QWidget { color }`` beats every
label's palette. Buttons, segments, fields with a list and table cells paint themselves and are not here.
"""

from __future__ import annotations

from wmpeer.ui.kit.tokens import Tokens

_TONES = (
    "ink", "ink2", "ink3", "accent", "accent_ink", "strength", "practice", "consider", "question", "concern", "alert", "suggestion",
    "ask", "offer", "on_accent",
)  # fmt: skip

_GROUNDS = ("canvas", "paper", "sunken", "rail", "chosen")

_RULES = """
QLineEdit, QPlainTextEdit, QTextEdit {{ background: {paper}; color: {ink}; border: 1px solid {line2}; border-radius: 4px;
  selection-background-color: {select}; selection-color: {ink}; }}
QLineEdit {{ padding: 0 11px; min-height: 30px; }}
QPlainTextEdit, QTextEdit {{ padding: 5px 9px; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {ink3}; border-color: {line}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 2px solid {alert}; padding: 0 10px; min-height: 28px; }}
QPlainTextEdit[wrong="true"] {{ padding: 4px 8px; }}
QLineEdit[quiet="true"] {{ background: {canvas}; }}
QLineEdit[small="true"] {{ padding: 0 5px; min-height: 24px; }}
QLineEdit[bare="true"], QTextEdit[bare="true"] {{ border: none; background: transparent; padding: 0; }}

QAbstractItemView {{ background: {paper}; color: {ink}; border: 1px solid {line}; border-radius: 4px; outline: 0;
  selection-background-color: {chosen}; selection-color: {ink}; }}
QAbstractItemView[bare="true"] {{ border: none; border-radius: 0; background: transparent; }}
QHeaderView {{ background: {paper}; border: none; }}
QTableCornerButton::section {{ background: {paper}; border: none; }}
QAbstractScrollArea {{ background: {paper}; }}
QScrollArea {{ background: transparent; border: none; }}

QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {line2}; border-radius: 3px; margin: 3px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: {ink3}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QMenu {{ background: {paper}; color: {ink}; border: 1px solid {line2}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {chosen}; color: {ink}; }}
QMenu::item:disabled {{ color: {ink3}; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QToolTip {{ background: {paper}; color: {ink}; border: 1px solid {line2}; padding: 4px 8px; }}
QMainWindow {{ background: {canvas}; }}
"""


def stylesheet(t: Tokens) -> str:
    """The stylesheet for one palette."""
    colours = {name: t.colour(name) for name in ("canvas", "paper", "ink", "ink2", "ink3", "line", "line2", "chosen", "alert")}
    rules = _RULES.format(**colours, select=t.selection if not t.dark else "#1D5C66")
    tones = "\n".join(f'QLabel[tone="{name}"] {{ color: {t.colour(name)}; }}' for name in _TONES)
    grounds = "\n".join(f'QFrame[ground="{name}"] {{ background: {t.colour(name)}; border: none; }}' for name in _GROUNDS)
    cards = (
        f'QFrame[ground="card"] {{ background: {t.paper}; border: 1px solid {t.line}; border-radius: 6px; }}\n'
        f'QFrame[ground="drop"] {{ background: {t.paper}; border: 2px dashed {t.line2}; border-radius: 6px; }}\n'
        f'QFrame[ground="line"] {{ background: {t.line}; border: none; }}'
    )
    return "\n".join((rules, "QLabel:disabled { color: " + t.ink3 + "; }", tones, grounds, cards))
