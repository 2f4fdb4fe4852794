"""Commands that write packs for other laptops: hand-out, hand-in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wmpeer.cli.answer import DONE, IN_PART, Answer, bar, tell
from wmpeer.cli.options import Common, Opened, answering
from wmpeer.cli.setup import FILE

if TYPE_CHECKING:
    from wmpeer.exchange.records import Handed

OUT = click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="The folder to write into.")


@click.command("hand-out")
@FILE
@click.option("--for", "person", metavar="NAME", help="Whose pack: somebody of the workspace whose laptop was admitted.")
@click.option("--all", "everybody", is_flag=True, help="The packs of everybody whose laptop was admitted: all of them, or none.")
@OUT
@click.option("--whole", is_flag=True, help="With all documents and data, also those that were sent already.")
@answering
def hand_out(common: Common, file: Path, person: str | None, everybody: bool, out: Path, whole: bool) -> Answer:
    """Write a panellist's pack: what they read, and what colleagues said of it once they have handed in their own view.

    It is sealed to the laptops of that person, and nobody else can open it. Documents and data that were sent already are left out. With
    --all the answer is a list, and exit 1 says that there was nothing for some.
    """
    from wmpeer.exchange.handing import hand_out as write_packs
    from wmpeer.exchange.handing import hand_out_all, nothing_for
    from wmpeer.region.queries import find_person

    if bool(person) == everybody:
        raise click.UsageError("Give either --for NAME or --all.")
    with Opened(file, common) as workspace:
        if person:
            packs = write_packs(workspace, workspace.read(find_person, person).id, out, bar(), whole=whole)
            return Answer(_data(packs[0]) if len(packs) == 1 else [_data(one) for one in packs], [str(one.pack) for one in packs])
        packs = hand_out_all(workspace, out, bar(), whole=whole)
        left_out = workspace.read(nothing_for)
    for problem in left_out:
        tell(problem)
    return Answer([_data(one) for one in packs], [str(one.pack) for one in packs], IN_PART if left_out else DONE)


@click.command("hand-in")
@FILE
@OUT
@answering
def hand_in(common: Common, file: Path, out: Path) -> Answer:
    """Write what was recorded on this laptop as a pack for the coordinators; private notes stay.

    Colleagues see what you said of an authority when you have handed in your view of it, and they theirs.
    """
    from wmpeer.exchange.handing import hand_in as write_pack

    with Opened(file, common) as workspace:
        handed = write_pack(workspace, out, bar())
    return Answer(_data(handed), [str(handed.pack)])


def _data(handed: Handed) -> dict[str, Any]:
    return {"pack": str(handed.pack), "for": handed.for_, "revisions": handed.revisions, "content_bytes": handed.content_bytes}
