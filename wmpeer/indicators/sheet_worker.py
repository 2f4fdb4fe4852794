"""The process that lays out one workbook: its bytes on standard input, its sheets as lines of JSON on standard output, and its end.

A line is ``["saved", DAY]`` before all others, ``["sheet", NAME, HIDDEN, [ROW, COLUMN]]``, ``["rows", ROW...]`` of that sheet,
``["notes", MERGED, NOTES]`` behind them,
``["damaged", WHY]``, ``["large", LIMIT]``, or ``["end"]``, without which it is not all.
"""

from __future__ import annotations

import json
import os
import sys
import zipfile
import zlib
from itertools import islice
from typing import BinaryIO

from wmpeer.confined.limits import allow_cpu, limit_this_process
from wmpeer.indicators.errors import DamagedTableError, TableTooLargeError

ARGUMENT, WHOLE = "--sheet-worker", "--whole"
_AT_ONCE = 500


def main() -> None:
    """Answer, and end."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb", buffering=1 << 18)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)  # whatever a library prints from now on goes nowhere instead of between the lines
    limit_this_process()
    allow_cpu()
    _answer(questions.read(), answers, WHOLE in sys.argv)
    answers.flush()
    os._exit(0)  # what was laid out need not be put away piece by piece


def _answer(data: bytes, answers: BinaryIO, whole: bool) -> None:
    from wmpeer.indicators.sheet_reader import saved_on, sheets_in

    try:
        _say(answers, "saved", saved_on(data))
        for sheet in sheets_in(data, "", whole=whole):
            _say(answers, "sheet", sheet.name, sheet.hidden, sheet.first)
            while chunk := list(islice(sheet.rows, _AT_ONCE)):
                _say(answers, "rows", *chunk)
            _say(answers, "notes", sheet.merged, sheet.notes)
    except DamagedTableError as error:
        _say(answers, "damaged", str(error.facts["why"]))
    except TableTooLargeError as error:
        _say(answers, "large", str(error.facts["limit"]))
    except (SyntaxError, ValueError, KeyError, zipfile.BadZipFile, zlib.error):  # a part beside the sheets, of formats or of names
        _say(answers, "damaged", "its sheets cannot be read")
    else:
        _say(answers, "end")


def _say(answers: BinaryIO, *line: object) -> None:
    answers.write(json.dumps(line, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n")
