"""Commands that record, and that show what was recorded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wmpeer.cli.answer import DONE, IN_PART, NOT_DONE, Answer, bar, problem_data, tell
from wmpeer.cli.options import Common, Opened, answering
from wmpeer.cli.setup import FILE

if TYPE_CHECKING:
    from wmpeer.judging.records import ClipLine, FigureLine, FindingLine, QuoteLine, RaisedLine


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE", required=False)
@click.argument("items", type=click.Path(path_type=Path), metavar="ITEMS.json", required=False)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the items, with every code, and stop.")
@answering
def record(common: Common, file: Path | None, items: Path | None, schema: bool) -> Answer:
    """Perform recording actions by name, in order, one transaction each.

    An item that is refused does not stop the next. With --schema alone the default framework's codes are printed; with FILE, those of its
    own framework.
    """
    if schema:
        return _schema(common, file)
    if file is None or items is None:
        raise click.UsageError("Give the workspace and the items: wmpeer record FILE ITEMS.json")
    from wmpeer.judging.recording import record_items

    wanted = _read_items(items)
    with Opened(file, common) as workspace:
        outcomes = record_items(workspace, wanted, bar())
    for problem in (one for outcome in outcomes for one in outcome.problems):
        tell(problem)
    data = [
        {"do": one.do, "id": one.id or None, "status": one.status, "problems": [problem_data(problem) for problem in one.problems]}
        for one in outcomes
    ]
    refused = sum(one.status == "refused" for one in outcomes)
    code = DONE if not refused else (NOT_DONE if refused == len(outcomes) else IN_PART)
    return Answer(data, [f"{len(outcomes) - refused} kept, {refused} refused."], code)


def _schema(common: Common, file: Path | None) -> Answer:
    from wmpeer.files import resource
    from wmpeer.judging.items import items_schema
    from wmpeer.region.framework import read_framework
    from wmpeer.region.queries import framework_of

    if file is None:
        framework = read_framework(resource("frameworks", "default-2026.toml"))
    else:
        with Opened(file, common) as workspace:
            framework = workspace.read(framework_of)
    schema = items_schema(framework)
    return Answer(schema, [json.dumps(schema, ensure_ascii=False, indent=1)])


def _read_items(path: Path) -> list[Any]:
    from wmpeer.judging.recording import ItemsNotUnderstoodError

    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except (OSError, ValueError, RecursionError) as error:
        raise ItemsNotUnderstoodError(name=path.name, why=_why_not(error)) from error
    if not isinstance(found, list):
        raise ItemsNotUnderstoodError(name=path.name, why="it is not a list")
    return found


class _NotJson(ValueError):
    """What JSON allows a writer to say and no reader can trust."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(name for name, _ in pairs if sum(name == other for other, _ in pairs) > 1)
        raise _NotJson(f"the key “{twice[:60]}” stands there twice")
    return found


def _no_number(word: str) -> Any:
    raise _NotJson(f"{word} is no number")


def _why_not(error: Exception) -> str:
    match error:
        case OSError():
            return (error.strerror or "it cannot be read").lower()
        case _NotJson():
            return str(error)
        case json.JSONDecodeError():
            return f"it is not JSON (line {error.lineno}, column {error.colno})"
        case UnicodeDecodeError():
            return "it is not UTF-8 text"
    return "it is not JSON that can be read"


@click.command()
@FILE
@click.option("--authority", metavar="NAME", help="Only this authority: its name or a code.")
@answering
def findings(common: Common, file: Path, authority: str | None) -> Answer:
    """Views, findings with their evidence, and agreed judgements."""
    from wmpeer.judging.queries import agreed_lines, finding_lines, letter_findings, raised_lines, view_lines
    from wmpeer.region.queries import authorities, find_authority

    with Opened(file, common) as workspace:
        code = workspace.read(find_authority, authority).ons_code if authority else None
        reader = workspace.readers
        views = workspace.read(view_lines, code, reader=reader)
        found = workspace.read(finding_lines, code, reader=reader)
        letter = {one.id: one for one in workspace.read(letter_findings, code, reader=reader)}
        agreed = workspace.read(agreed_lines, code, reader=reader)
        raised = {one.finding: one for one in workspace.read(raised_lines, code, reader=reader)}
        names = {one.ons_code: one.name for one in workspace.read(authorities)}
    data = {
        "views": [
            {
                "id": one.id, "authority": names.get(one.authority, one.authority), "area": one.area, "author": one.author_name,
                "own_grade": one.own_grade or None,
                "view": one.view or None, "confidence": one.confidence or None, "direction": one.direction or None,
                "priority": one.priority or None, "reason": one.reason or None, "at": one.changed_at,
            }
            for one in views
        ],
        "findings": [
            _finding(one, names) | _in_letter(letter.get(one.id, one)) | _raised(raised.get(one.id)) for one in found
        ],
        "agreed": [
            {
                "id": one.id, "authority": names.get(one.authority, one.authority), "area": one.area, "view": one.view,
                "confidence": one.confidence or None, "wording": one.wording, "reason": one.reason or None,
            }
            for one in agreed
        ],
    }  # fmt: skip
    return Answer(data, [f"{names.get(one.authority, one.authority):<20} {one.area:<20} {one.kind:<10} {one.text[:90]}" for one in found])


def _finding(one: FindingLine, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": one.id, "authority": names.get(one.authority, one.authority), "area": one.area, "kind": one.kind, "text": one.text,
        "level": one.level, "tags": list(one.tags),
        "in_letter": one.in_letter, "rank": one.rank, "about": one.about or None, "author": one.author_name,
        "recorded_by": one.recorded_by, "evidence": [*map(_quote, one.quotes), *map(_figure, one.figures), *map(_clip, one.clips)],
    }  # fmt: skip


def _in_letter(one: FindingLine) -> dict[str, Any]:
    """How the finding counts for the letter; `in_letter` and `rank` beside it are what its author proposes."""
    return {"letter": {"in_letter": one.in_letter, "rank": one.rank, "chosen": one.chosen}}


def _raised(one: RaisedLine | None) -> dict[str, Any]:
    return {"raised": {"on": one.on, "by": one.by, "how": one.how}} if one else {}


def _quote(one: QuoteLine) -> dict[str, Any]:
    return {
        "quote": one.quote, "document": one.document, "sha256": one.sha256, "page": one.page, "last_page": one.pages.last,
        "state": one.state, "start": one.start, "end": one.end, "prefix": one.prefix, "suffix": one.suffix,
    }  # fmt: skip


def _clip(one: ClipLine) -> dict[str, Any]:
    place = {"page": one.page, "percent": list(one.box)}
    return {"picture": one.image, "document": one.document, "sha256": one.sha256, "state": one.state} | place


def _figure(one: FigureLine) -> dict[str, Any]:
    flag = {"flag": one.flag, "sentence": one.sentence} if one.flag else {}
    return {"indicator": one.indicator, "period": one.period, "value": one.value, "text": one.text, "source": one.source} | flag
