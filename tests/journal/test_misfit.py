"""`check` tells the first thing that does not fit: whose, when, what and where; never what stands in it."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from wmpeer.journal.heads import heads, heads_in_words
from wmpeer.journal.misfit import first_misfit, journal_faults, ordinal
from wmpeer.journal.queries import revision_lines
from wmpeer.journal.workspace import Workspace
from wmpeer.store.file import WorkspaceFile
from wmpeer.store.keys import LIGHT

SECRET = "nobody else reads this"


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    made, _ = WorkspaceFile.create(tmp_path_factory.mktemp("misfit") / "w.wmpeer", "office", slot="ann", cost=LIGHT)
    opened = Workspace(made)
    with opened.write("Set out") as journal:
        journal.keep("person", {"name": "Ann Other", "role": "coordinator"}, entity="ann")
        journal.keep("authority", {"name": "Dudley", "ons_code": "E1"}, entity="dudley", authority="E1")
        for number in range(4):
            journal.keep("finding", {"text": f"{SECRET} {number}"}, authority="E1")
        journal.keep("note", {"text": SECRET}, authority="E1")
    yield opened
    opened.close()


class Undone(Exception):
    """What a test altered falls back."""


@pytest.fixture
def altered(file):
    """A way to alter the file and to be told what does not fit; nothing of it stays."""

    def told(*statements: str, which: int = 0) -> str:
        found: list[str] = []
        with pytest.raises(Undone), file.file.writing() as session:
            for trigger in ("revision_no_update", "revision_no_delete"):
                session.execute(text(f"DROP TRIGGER {trigger}"))
            for statement in statements:
                session.execute(text(statement))
            problem = first_misfit(session)
            found += [one.sentence for one in journal_faults(session)]
            assert (problem.sentence if problem else "") == (found[0] if found else "")
            raise Undone
        assert SECRET not in "".join(found)
        return found[which] if found else ""

    return told


def test_that_what_is_whole_has_no_misfit(file, altered):
    assert file.read(first_misfit) is None and altered("SELECT 1") == ""


@pytest.mark.parametrize(
    "column", ["body", "id", "entity", "kind", "shelf", "author", "recorded_by", "device", "authority", "at", "verb", "undoes", "sequence"]
)
def test_that_a_revision_that_was_altered_is_named_by_who_when_and_where(altered, column):
    value = "9" if column == "sequence" else "'x'"
    body = "replace(body, 'area', 'arex')" if column == "body" else value
    change = (
        f"UPDATE revision SET {column} = {body if column != 'body' else chr(39) + '{}' + chr(39)} WHERE kind = 'finding' AND sequence = 2"
    )
    sentence = altered(change, which=0)
    assert "altered" in sentence or "gone" in sentence, sentence
    if column in ("at", "verb", "undoes", "device"):
        assert "Ann Other’s 2nd change of Dudley (finding)" in sentence and " at " in sentence


def test_that_a_revision_that_is_gone_is_missed(altered):
    assert "what stood before Ann Other’s 3rd change of Dudley (finding)" in altered(
        "DELETE FROM revision WHERE kind = 'finding' AND sequence = 2"
    )


def test_that_private_notes_are_told_without_their_words_or_place(altered):
    sentence = altered("UPDATE revision SET verb = 'x' WHERE kind = 'note'")
    assert "Ann Other’s 1st change in private notes" in sentence and "Dudley" not in sentence


def test_that_an_end_that_was_cut_off_is_noticed_where_a_laptop_vouched_for_it(file, altered):
    (own,) = [one for one in file.read(heads) if one.shelf == "own"]
    vouched = f"INSERT INTO stream_head VALUES('{own.stream}', 'd', {own.sequence}, '{own.id}', 's')"
    cut = "DELETE FROM revision WHERE kind = 'finding' AND sequence > 2"
    assert altered(vouched) == ""
    assert "Ann Other’s 2nd change of Dudley (finding)" in altered(vouched, cut, "DELETE FROM finding")
    assert "2 more are gone, for which the laptop had vouched" in altered(vouched, cut, "DELETE FROM finding")
    assert "another than the laptop vouched for" in altered(vouched.replace(own.id, "0" * 64))
    assert "all 4 changes" in altered(vouched, "DELETE FROM revision WHERE kind = 'finding'", "DELETE FROM finding")


def test_that_a_row_that_is_not_its_fold_is_noticed(altered):
    assert "is not what was said (finding " in altered("UPDATE finding SET text = 'other'")
    assert "that nobody said" in altered("DELETE FROM revision WHERE kind = 'note'")
    assert "is not what was said (note " in altered("DELETE FROM note")


def test_that_what_is_put_down_as_waiting_or_lost_has_to_be_so(file, altered):
    line = next(line for line in file.read(revision_lines) if line.kind == "finding")
    assert "put down wrongly what it waits for" in altered(f"INSERT INTO waiting VALUES('{line.id}', 'x')")
    assert "put down wrongly whether a lost laptop" in altered(f"INSERT INTO hidden VALUES('{line.id}', '')")


def test_that_ends_in_words_are_the_same_for_the_same_streams_and_change_with_each(file):
    said = file.read(heads_in_words)
    assert said == file.read(heads_in_words) and len(said) == 23
    of_dudley = file.read(heads_in_words, "E1")
    with file.write("Keep a finding") as journal:
        journal.keep("finding", {"text": "more"}, authority="E2")
    assert file.read(heads_in_words) != said and file.read(heads_in_words, "E1") == of_dudley
    assert {one.shelf for one in file.read(heads)} == {"office", "own"}


def test_that_numbers_are_said_in_order():
    assert [ordinal(one) for one in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th",
    ]  # fmt: skip
