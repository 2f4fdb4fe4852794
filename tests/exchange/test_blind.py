"""What somebody may not see is not in their pack, nor does anything in it tell that it is there.

Each case hands out twice from one workspace, before and after something was recorded that is hidden from who gets the pack: the manifest,
the list of parts, every byte within and the size of the file are equal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from handing_kit import Plain, add_document, add_finding_with_clip, add_table, forget_packs, png, read
from trio import ANN, ASHCOMBE, BEN, KELSBOROUGH, Trio, carry, person, trio

from wmpeer.exchange import frame, handing
from wmpeer.exchange.facts import facts_of
from wmpeer.exchange.handing import hand_in, hand_out
from wmpeer.exchange.knowing import revoke
from wmpeer.files import sha256_of
from wmpeer.journal import cuts
from wmpeer.journal.cuts import FEWEST
from wmpeer.journal.workspace import Workspace
from wmpeer.judging.clips import keep_clipping
from wmpeer.models.documents import Content
from wmpeer.region.actions import allocate, declare_interest

MORNING = datetime(2026, 10, 8, 9, 0, tzinfo=UTC)
Hidden = Callable[[Trio], object]


def keep(workspace: Workspace, kind: str, authority: str = ASHCOMBE, /, **fields: object) -> str:
    with workspace.write("Record") as journal:
        return journal.keep(kind, fields, authority=authority or None)


def letter_issued(three: Trio) -> None:
    pdf = b"%PDF the letter as it left"
    with three.office.file.writing() as session:
        session.add(Content(sha256=sha256_of(pdf), name="letter.pdf", size=len(pdf), bytes=pdf))
    keep(three.office, "issue", version=1, on="2026-10-08", sha256=sha256_of(pdf), word_sha256=sha256_of(pdf))


def bens(three: Trio) -> Workspace:
    return three.office.on_behalf_of(person(three.office, BEN))


OPENED: dict[str, Hidden] = {
    "a colleague's view": lambda three: keep(bens(three), "view", area="send", view="good", reason="Ben says so"),
    "a colleague's finding with a picture": lambda three: add_finding_with_clip(bens(three), ASHCOMBE, "Ben saw this"),
    "a finding of the coordinator's": lambda three: keep(three.office, "finding", area="send", kind="strength", text="Seen by the office"),
    "a colleague's answer to a flag": lambda three: keep(bens(three), "flag_answer", rule="far-off", code="A1", answer="noted"),
    "a colleague's answer to a claim": lambda three: keep(bens(three), "claim_answer", claim="c1", answer="accepted"),
    "that a colleague has handed in": lambda three: keep(bens(three), "hand_in", on="2026-10-08"),
    "the wording that was agreed": lambda three: keep(three.office, "agreed", area="send", view="good", wording="Agreed on Tuesday"),
    "what was chosen for the letter": lambda three: keep(three.office, "choice", **{"chosen/f1": True}),
    "the letter": lambda three: keep(three.office, "letter", addressee="The Director", reflection="Thank you"),
    "a concern that was raised": lambda three: keep(three.office, "raised", finding="f1", on="2026-10-08", by="Olive", how="by telephone"),
    "a commentary on the data": lambda three: keep(three.office, "commentary", part="send", text="The figures rose"),
    "new limits of a series": lambda three: keep(three.office, "rebase", code="A1", source="lait", period="2024/25", reason="counted anew"),
    "what came of a point": lambda three: keep(three.office, "outcome", point="p1", outcome="done", comment="Seen"),
    "a letter that was issued": letter_issued,
}
"""Hidden while Ann has not handed in her view of Ashcombe, and hers to see when she has."""

NEVER: dict[str, Hidden] = {
    "a private note": lambda three: keep(three.office, "note", text="For nobody"),
    "a private note about her": lambda three: keep(bens(three), "note", text="For Ben alone"),
    "another authority's document": lambda three: add_document(three.office, KELSBOROUGH, "Kelsborough again", 150_000),
    "who reads another authority": lambda three: allocate(three.office, BEN, KELSBOROUGH),
    "another authority's view": lambda three: keep(bens(three), "view", KELSBOROUGH, area="send", view="good"),
    "another authority's approval": lambda three: keep(three.office, "approval", KELSBOROUGH, by="chief-executive", name="C E"),
    "a picture nobody has used": lambda three: add_picture(three),
    "a draft": lambda three: run(three, "INSERT OR REPLACE INTO draft VALUES('view', 'x', '{}', '2026-10-08T09:00:00.000Z')"),
    "packs that others got": lambda three: [hand_out(three.office, person(three.office, BEN), three.office.file.path.parent / "post")] * 3,
    "a take-back here": lambda three: keep(three.office, "take_back", "", hidden=True),
}
"""Never in her pack: others' authorities, what is private, what is of this laptop alone."""


def anns(three: Trio) -> Workspace:
    return three.office.on_behalf_of(person(three.office, ANN))


def add_picture(three: Trio) -> None:
    keep_clipping(three.office, png("unused"))


def run(three: Trio, statement: str) -> None:
    with three.office.file.writing() as session:
        session.connection().exec_driver_sql(statement)


def begun(folder: Path) -> Trio:
    """A trio whose office has documents and data, and where Ann reads Ashcombe; the clock of the office stands still."""
    three = trio(folder)
    add_document(three.office, ASHCOMBE, "Ashcombe tells of itself", 100_000)
    add_document(three.office, KELSBOROUGH, "Kelsborough tells of itself")
    add_table(three.office, "Children in need")
    allocate(three.office, ANN, ASHCOMBE)
    three.office.clock._wall = lambda: MORNING
    return three


@pytest.fixture(scope="module")
def blind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trio]:
    """Ann has not handed in."""
    three = begun(tmp_path_factory.mktemp("blind"))
    yield three
    three.close()


@pytest.fixture(scope="module")
def open_(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trio]:
    """Ann has handed in her view of Ashcombe, and of Kelsborough, which is not hers to read."""
    three = begun(tmp_path_factory.mktemp("open"))
    for authority in (ASHCOMBE, KELSBOROUGH):
        keep(anns(three), "hand_in", authority, on="2026-10-07")
    yield three
    three.close()


_LAST: dict[int, Plain] = {}


def pack(three: Trio, folder: Path) -> Plain:
    """Ann's pack, with all that she may have, as if none had gone before."""
    forget_packs(three.office)
    (handed,) = hand_out(three.office, person(three.office, ANN), folder)
    _LAST[id(three)] = read(handed.pack, three.ann, three.office)
    return _LAST[id(three)]


def as_it_stands(three: Trio, folder: Path) -> Plain:
    """Ann's pack as the test before left it."""
    return _LAST.get(id(three)) or pack(three, folder)


def ids(found: Plain) -> set[str]:
    return {line.id for line in found.lines}


@pytest.mark.parametrize("hidden", [*OPENED, *NEVER])
def test_that_what_is_hidden_leaves_no_trace_in_the_pack(blind: Trio, tmp_path: Path, hidden: str) -> None:
    before = as_it_stands(blind, tmp_path / "before")
    (OPENED | NEVER)[hidden](blind)
    assert pack(blind, tmp_path / "after") == before
    assert before.of(frame.DOCUMENT) and before.of(frame.TABLE)


@pytest.mark.parametrize("shown", OPENED)
def test_that_it_is_there_when_she_has_handed_in(open_: Trio, tmp_path: Path, shown: str) -> None:
    before = as_it_stands(open_, tmp_path / "before")
    OPENED[shown](open_)
    after = pack(open_, tmp_path / "after")
    assert len(after.lines) == len(before.lines) + 1 and ids(before) < ids(after)
    pictures = len(after.of(frame.CLIPPING)) - len(before.of(frame.CLIPPING))
    documents = len(after.of(frame.DOCUMENT)) - len(before.of(frame.DOCUMENT))
    assert (pictures, documents) == ("picture" in shown, "issued" in shown)


@pytest.mark.parametrize("hidden", NEVER)
def test_that_her_hand_in_opens_nothing_that_is_never_hers(open_: Trio, tmp_path: Path, hidden: str) -> None:
    before = as_it_stands(open_, tmp_path / "before")
    NEVER[hidden](open_)
    assert pack(open_, tmp_path / "after") == before


@pytest.fixture(scope="module")
def aside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trio]:
    """Ann had handed in her view of Ashcombe before it was said that she stands aside for it; she reads Kelsborough too."""
    three = begun(tmp_path_factory.mktemp("aside"))
    keep(anns(three), "hand_in", on="2026-10-07")
    allocate(three.office, ANN, KELSBOROUGH)
    declare_interest(three.office, ANN, ASHCOMBE, "Worked there until May")
    yield three
    three.close()


def test_that_who_stands_aside_gets_nothing_of_it_whatever_they_handed_in(aside: Trio, tmp_path: Path) -> None:
    before = pack(aside, tmp_path / "before")
    assert {line.authority for line in before.lines if line.shelf != "office"} == {None, KELSBOROUGH}
    assert len(before.of(frame.DOCUMENT)) == 1
    for hidden in OPENED.values():
        hidden(aside)
    add_document(aside.office, ASHCOMBE, "Ashcombe once more")
    keep(aside.office, "approval", by="chief-executive", name="C E")
    assert pack(aside, tmp_path / "after") == before


def test_that_these_tests_notice_an_interest_that_is_ignored(aside: Trio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing, "facts_of", lambda session: replace(facts_of(session), aside=frozenset()))
    assert ASHCOMBE in {line.authority for line in pack(aside, tmp_path).lines if line.shelf != "office"}


def test_that_these_tests_notice_a_hand_in_that_is_not_asked_for(blind: Trio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    everybody = frozenset((who, where) for who in blind.office.read(facts_of).roles for where in (ASHCOMBE, KELSBOROUGH))
    monkeypatch.setattr(handing, "facts_of", lambda session: replace(facts_of(session), handed_in=everybody))
    before = pack(blind, tmp_path / "before")
    keep(bens(blind), "view", area="in-care", view="good", reason="Ben says so")
    assert pack(blind, tmp_path / "after") != before


def test_that_a_hand_in_tells_nothing_of_private_notes_or_their_pictures(blind: Trio, tmp_path: Path) -> None:
    carry(blind.office, blind.ann, ("office", "setup"))
    blind.ann.clock._wall = lambda: MORNING
    add_finding_with_clip(blind.ann, ASHCOMBE, "Ann saw this")

    def handed_in(folder: Path) -> Plain:
        forget_packs(blind.ann)
        return read(hand_in(blind.ann, folder).pack, blind.office, blind.ann)

    before = handed_in(tmp_path / "before")
    image = keep_clipping(blind.ann, png("for a note"))
    keep(blind.ann, "note", text="For nobody", **{"evidence/1": {"image": image, "page": 1, "fragment": {}}})
    keep(blind.ann, "take_back", "", hidden=True)
    assert handed_in(tmp_path / "after") == before
    assert len(before.of(frame.CLIPPING)) == 1


def reported(folder: Path, writes: Callable[[Workspace], object]) -> Plain:
    """Ann's pack after Ben's laptop was reported lost, on which he had written what she may not see."""
    three = trio(folder)
    allocate(three.office, ANN, ASHCOMBE)
    for source, target in ((three.office, three.ben), (three.ben, three.office)):
        carry(source, target)
        if target is three.ben:
            writes(three.ben)
    three.office.clock._wall = lambda: MORNING
    revoke(three.office, BEN, "2026-10-08")
    found = pack(three, folder / "post")
    three.close()
    return found


def a_lot(ben: Workspace) -> None:
    for authority in (ASHCOMBE, ASHCOMBE, KELSBOROUGH):
        keep(ben, "finding", authority, area="send", kind="strength", text="Ben says so")
    keep(ben, "hand_in", on="2026-10-07")


def shape(found: Plain) -> list[object]:
    """What is left of a pack when ids, marks, stamps and how well they were packed are taken away."""
    drawn = re.compile(r"[0-9a-f]{16,}|[0-9a-f]{12}-[0-9a-f]{4}|[.][0-9a-f]{4}\"|[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}")
    lines = sorted(drawn.sub(lambda hit: "x" * len(hit[0]), line.body) for line in found.lines)
    return [lines, [(kind, name, len(data)) for kind, name, data in found.parts], len(found.manifest.heads)]


def test_that_the_report_of_a_lost_laptop_tells_nothing_of_what_was_written_on_it(tmp_path: Path) -> None:
    nothing, much = (reported(tmp_path / name, writes) for name, writes in (("nothing", lambda ben: None), ("much", a_lot)))
    assert shape(nothing) == shape(much) and abs(nothing.size - much.size) < 200
    for found in (nothing, much):
        assert sum(name.startswith("cut/") for line in found.lines for name in line.fields) == FEWEST


def test_that_this_test_notices_a_report_that_names_what_there_is_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cuts, "FEWEST", 1)
    nothing, much = (reported(tmp_path / name, writes) for name, writes in (("nothing", lambda ben: None), ("much", a_lot)))
    assert shape(nothing) != shape(much)
