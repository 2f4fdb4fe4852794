"""Commands that set an authority's own numbers beside the data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wmpeer.cli.answer import Answer
from wmpeer.cli.options import Common, Opened, answering
from wmpeer.cli.setup import FILE

if TYPE_CHECKING:
    from wmpeer.claims.records import Claim, ClaimQuestion


@click.command()
@FILE
@click.option("--authority", required=True, metavar="NAME", help="An authority: its name or a code.")
@click.option("--questions", is_flag=True, help="Instead, statements about quality with nothing named that shows it.")
@answering
def claims(common: Common, file: Path, authority: str, questions: bool) -> Answer:
    """Numbers in an authority's documents that say something of an indicator, beside what is published.

    Each is marked: supports, contradicts, or cannot tell, with the reason in words. Where it is unsure it cannot tell. Nothing is
    concluded by it: a person accepts, corrects or dismisses each mark.
    """
    from wmpeer.claims.queries import claim_questions
    from wmpeer.claims.queries import claims as claims_of

    with Opened(file, common) as workspace:
        if questions:
            asked = workspace.read(claim_questions, authority)
            return Answer([_question(one) for one in asked], [f"{one.pages.said():>7} {one.question}" for one in asked])
        found = workspace.read(claims_of, authority, workspace.readers)
    return Answer([one.as_json() for one in found], [_line(one) for one in found])


def _line(one: Claim) -> str:
    from wmpeer.claims.records import VERDICT_WORDS

    return f"{one.pages.said():>7} {VERDICT_WORDS[one.verdict]:<12} {one.code:<24} {one.period:<10} {one.sentence} [{one.why}]"


def _question(one: ClaimQuestion) -> dict[str, object]:
    return {"document": one.document, "page": one.page, "last_page": one.pages.last, "sentence": one.sentence, "question": one.question}
