"""Commands that take documents and data in, and look into them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from wmpeer.cli.answer import DONE, IN_PART, NOT_DONE, Answer, bar, problem_data, say, tell
from wmpeer.cli.options import Common, Opened, answering
from wmpeer.cli.setup import FILE
from wmpeer.errors import WmpeerError
from wmpeer.files import name_of

_WIDTH = 120
"""A sentence is told in lines of so many letters."""

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from wmpeer.indicators.flag_settings import RuleLine
    from wmpeer.indicators.rebases import RebaseLine
    from wmpeer.indicators.records import BenchmarkRow
    from wmpeer.indicators.same import Told
    from wmpeer.intake.records import Result

KINDS = ("self-evaluation", "indicators", "inspections", "neighbours", "capture-sheet")


class FilterNotUnderstoodError(WmpeerError):
    """“{text}” is not a filter.

    Write it as COLUMN=VALUE, for example --filter "characteristic=Total".
    """


class EmptyPathError(WmpeerError):
    """One of the paths is empty; nothing was loaded.

    Name each file or folder. For the folder you are in, write a full stop (.).
    """


class SeveralLoadedError(WmpeerError):
    """Several files begin with {sha256}.

    Give more of the SHA-256: {known}.
    """


class NotLoadedError(WmpeerError):
    """Nothing with the SHA-256 {sha256} is loaded.

    `wmpeer load --json` tells the SHA-256 of each file.
    """


@click.command()
@FILE
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=str), metavar="PATH...")
@click.option("--kind", type=click.Choice(KINDS), help="What the files are, where they should not be recognised by what is in them.")
@click.option("--authority", metavar="NAME", help="Whose documents these are: a name or a code.")
@click.option("--period", default="", metavar="PERIOD", help="The period of a table that does not say it.")
@click.option("--filter", "filters", multiple=True, metavar="COLUMN=VALUE", help="Which value of a filter column to take.")
@click.option("--mapping", default="", metavar="NAME", help="How the columns are read: a saved mapping, or a TOML file.")
@click.option(
    "--released-on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="When tables were given out, where you know it (such as 2025-10-30).",
)
@click.option("--replaces", default="", metavar="SHA256", help="The document that this one is a newer version of.")
@answering
def load(
    common: Common, file: Path, paths: tuple[str, ...], kind: str | None, authority: str | None, period: str, filters: tuple[str, ...],
    mapping: str, released_on: datetime | None, replaces: str,
) -> Answer:  # fmt: skip
    """Take in any mixture of self-evaluations, tables of indicators, inspection outcomes, neighbours and capture sheets.

    Folders are gone through; one table packed as .xz, .gz or .zip is read. What a file is, is recognised by what is in it, and whose
    document it is by its name, then by its words. The same file twice changes nothing; the same name again is a newer version.
    """
    from wmpeer.intake.load import load as load_files
    from wmpeer.intake.records import Wishes

    if not all(path.strip() for path in paths):  # as a path, nothing would be the folder one is in
        raise EmptyPathError
    day = released_on.date().isoformat() if released_on else ""
    wishes = Wishes(kind or "", authority or "", period, _filters(filters), mapping, replaces, day)
    with Opened(file, common) as workspace:
        results = load_files(workspace, [Path(path) for path in paths], wishes, bar())
    for result in results:
        for problem in result.problems:
            say(f"{name_of(result.path)}:")
            tell(problem)
    refused = sum(one.status == "refused" for one in results)
    code = DONE if not refused else (NOT_DONE if refused == len(results) else IN_PART)
    return Answer([_result(one) for one in results], [_line(one) for one in results], code)


def _filters(given: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for text in given:
        column, sign, value = text.partition("=")
        if not (sign and column.strip()):
            raise FilterNotUnderstoodError(text=text)
        pairs[column.strip()] = value.strip()
    return pairs


def _result(one: Result) -> dict[str, Any]:
    return {
        "path": str(one.path), "sha256": one.sha256 or None, "kind": one.kind or None, "authority": one.authority or None,
        "status": one.status, "pages": one.pages, "passages": one.passages, "characters": one.characters, "rows": one.rows,
        "values": one.values, "markers": dict(one.markers) if one.markers is not None else None,
        "problems": [problem_data(problem) for problem in one.problems], "mapping": one.mapping or None,
    }  # fmt: skip


def _line(one: Result) -> str:
    what = f"{one.passages} passages" if one.passages is not None else f"{one.values} values" if one.values is not None else ""
    return f"{one.status:<10} {name_of(one.path):<60} {one.authority:<20} {what}" + (f", {one.mapping}" if one.mapping else "")


@click.command()
@FILE
@click.argument("sha256", metavar="SHA256")
@answering
def unload(common: Common, file: Path, sha256: str) -> Answer:
    """Take a document or a batch of data out again. Evidence drawn from it is kept, and shown as lost."""
    from wmpeer.documents.queries import documents
    from wmpeer.indicators.queries import batches
    from wmpeer.intake.unload import unload as take_out

    with Opened(file, common) as workspace:
        full = _full(workspace.read(documents, None, every=True), workspace.read(batches), sha256)
        status = take_out(workspace, full)
    return Answer({"sha256": full, "status": status}, [f"{full[:12]}: {status}"])


def _full(documents: Any, batches: Any, sha256: str) -> str:
    asked = sha256.lower()
    known = sorted({one.sha256 for one in (*documents, *batches) if len(asked) >= 8 and one.sha256.startswith(asked)})
    if len(known) > 1:
        raise SeveralLoadedError(sha256=sha256, known=", ".join(known))
    if not known:
        raise NotLoadedError(sha256=sha256)
    return str(known[0])


@click.command()
@FILE
@click.option("--authority", required=True, metavar="NAME", help="An authority: its name or a code.")
@answering
def passages(common: Common, file: Path, authority: str) -> Answer:
    """What was read of an authority's documents, in order."""
    from wmpeer.documents.queries import passages as passages_of
    from wmpeer.region.queries import find_authority

    with Opened(file, common) as workspace:
        where = workspace.read(find_authority, authority)
        found = workspace.read(passages_of, where.ons_code)
    data = [
        {
            "document": one.document.name, "sha256": one.document.sha256, "page": passage.page, "heading": passage.heading,
            "kind": passage.kind, "text": passage.text,
        }
        for one in found
        for passage in one.passages
    ]  # fmt: skip
    return Answer(data, [f"{one['page'] or '':>4} {one['kind']:<10} {one['text']}" for one in data])


@click.command()
@FILE
@click.argument("query", metavar="QUERY")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1000), help="At most this many.")
@answering
def search(common: Common, file: Path, query: str, limit: int) -> Answer:
    """Find passages and findings that hold every word of QUERY, best first.

    Words in quotation marks stand together; the last word may be a beginning.
    """
    from wmpeer.documents.queries import search_passages
    from wmpeer.judging.search import search_findings
    from wmpeer.region.queries import authorities

    with Opened(file, common) as workspace:
        names = {one.ons_code: one.name for one in workspace.read(authorities)}
        hits = workspace.read(search_passages, query, limit)
        found = workspace.read(search_findings, query, workspace.readers, limit)
    best = max((hit.score for hit in hits), default=1.0) or 1.0
    data = [
        {
            "authority": names.get(hit.authority, hit.authority), "document": hit.document, "page": hit.page, "text": hit.passage.text,
            "snippet": hit.snippet, "score": round(hit.score / best, 4), "finding": None,
        }
        for hit in hits
    ]  # fmt: skip
    data += [
        {
            "authority": names.get(hit.finding.authority, ""), "document": None, "page": None, "text": hit.finding.text,
            "snippet": hit.finding.text, "score": round(hit.score, 4), "finding": hit.finding.id,
        }
        for hit in found
    ]  # fmt: skip
    data.sort(key=lambda one: -one["score"])  # type: ignore[operator]
    data = data[:limit]
    return Answer(
        data, [f"{one['authority']:<20} {one['document'] or 'finding'}, page {one['page'] or '–'}: {one['snippet']}" for one in data]
    )


@click.command()
@FILE
@click.option("--authority", required=True, metavar="NAME", help="An authority: its name or a code.")
@click.option("--indicator", metavar="CODE", help="Only this indicator.")
@click.option("--source", metavar="NAME", help="Only this source.")
@click.option("--model", metavar="NAME", help="The model of statistical neighbours; the newest where not given.")
@answering
def benchmark(common: Common, file: Path, authority: str, indicator: str | None, source: str | None, model: str | None) -> Answer:
    """An authority's figures beside England, the region and its statistical neighbours; one row for each indicator and source."""
    from wmpeer.clock import now
    from wmpeer.indicators.flag_settings import rule_lines
    from wmpeer.indicators.honest import honest
    from wmpeer.indicators.queries import benchmark as benchmark_rows
    from wmpeer.indicators.rebases import rebases
    from wmpeer.indicators.same import together
    from wmpeer.region.queries import find_authority, region_of

    with Opened(file, common) as workspace:
        where = workspace.read(find_authority, authority)
        region = workspace.read(region_of).ons_code
        rows = workspace.read(benchmark_rows, where.ons_code, indicator, source, model, region, ranked=True)
        rows = workspace.read(honest, where.ons_code, rows, now().astimezone().date())
        begun = workspace.read(rebases, where.ons_code, reader=workspace.readers)
        rules = {line.rule: line for line in workspace.read(rule_lines)}
    told = {(row.code, row.source): one for one in together(rows) for row in (one.row, *one.also)}
    pairs = [(row, told[row.code, row.source]) for row in rows]
    data = [_with_rules(_benchmarked(*pair, begun), rules) for pair in pairs]
    return Answer(data, _figures(pairs, begun, in_words=indicator is not None))


def _with_rules(told: dict[str, Any], rules: Mapping[str, RuleLine]) -> dict[str, Any]:
    """Each flag with the thresholds by which it was met, and who set them otherwise than usual, when and why."""
    from wmpeer.cli.flags import changed_by

    for flag in told["flags"]:
        line = rules[flag["rule"]]
        flag["thresholds"] = {one.name: one.value for one in line.thresholds}
        flag["changed"] = changed_by(line)
    return told


def _benchmarked(row: BenchmarkRow, told: Told, begun: Sequence[RebaseLine]) -> dict[str, Any]:
    from wmpeer.indicators.rebases import limits_of_row
    from wmpeer.indicators.restated import restated_sentence
    from wmpeer.indicators.same import differs
    from wmpeer.indicators.states import state_of

    same = [
        {"code": each.code, "source": each.source, "period": each.period, "text": each.text, "differs": differs(row, each)}
        for each in (told.row, *told.also)
        if each is not row
    ]
    honest = {
        "restated": {**asdict(row.restated), "sentence": restated_sentence(row.restated)} if row.restated else None,
        "stale": asdict(row.stale) if row.stale else None,
        "disagree": [asdict(one) for one in row.disagree],
    }
    shown = {"state": state_of(row), "control": limits_of_row(row, begun), **honest}
    return {**row.as_json(), **shown, "leads": told.row is row, "same": same}


def _figures(pairs: Sequence[tuple[BenchmarkRow, Told]], begun: Sequence[RebaseLine], *, in_words: bool) -> list[str]:
    """A line for each figure, and below it, one fact a line, what is to be known with it; asked for one indicator, all there is to say."""
    lines: list[str] = []
    for row, told in pairs:
        lines.append(_figure(row))
        for sentence in (*_beside(row, told), *(_sentences(row, begun) if in_words else ())):
            lines += wrap(sentence, _WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
    return lines


def _sentences(row: BenchmarkRow, begun: Sequence[RebaseLine]) -> list[str]:
    from wmpeer.indicators.compared import Rank
    from wmpeer.indicators.rebases import control_of_row

    control = control_of_row(row, begun)
    limits = [control.limits[-1].sentence, *(one.sentence for one in control.limits[-1].signals)] if control.limits else []
    told = [row.direction.sentence] if row.direction is not None else []
    told += [gap.sentence for gap in row.gaps]
    told += [row.best_neighbour.sentence] if row.best_neighbour is not None else []
    told += [row.rank.sentence if isinstance(row.rank, Rank) else row.rank.why] if row.rank is not None else []
    return [*told, *limits, *([control.why] if control.why else []), *(flag.sentence for flag in row.flags)]


def _figure(row: BenchmarkRow) -> str:
    from wmpeer.indicators.states import state_said

    figures = f"{row.text:>16}  England {row.england_text:<10} region {row.region_text:<10}"
    return f"{row.code:<28} {row.period:<10} {figures} {row.title} ({state_said(row)})"


def _beside(row: BenchmarkRow, told: Told) -> list[str]:
    """What must be known with a figure: that it was restated, that a newer one was due, that sources differ."""
    from wmpeer.indicators.honest import honest_sentences
    from wmpeer.indicators.same import beside

    found = list(honest_sentences(row))
    return found if told.row is row else [*found, f"The same measure as {told.row.code}: {beside(row, told.row)}"]
