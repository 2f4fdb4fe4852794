"""Random edits of whole documents, in English and in Welsh: nothing that says something else is ever taken for the quote, and nothing
gets lost that is still there."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from wmpeer.documents.letters import Letters, letters_of
from wmpeer.documents.reanchor import Fate, Reanchor, Reason
from wmpeer.documents.text import clean

SENTENCES = (
    "Visits to children are recorded late in most teams.", "Staff know the plan and say so.", "The rate was 18.5 % in March 2025.",
    "Mae gweithwyr yn gwybod eu gwaith, a’r tŷ yn ddiogel.", "Roedd ŵyn yn y cae ger y tŷ ym mis Mawrth.", "Gŵn nos i bob plentyn.",
    "The office offers efficient, flexible fieldwork.", "Audits of 50 files found six in which nobody had said why.",
    "Visits to children are recorded late in some teams.", "≥ 90 % within five days ✓", "Re-referrals rose.", "No.",
)  # fmt: skip
SPOILS = {
    "a word more": lambda text, at: _put(text, at, "now "),
    "a word less": lambda text, at: _without(text, at),
    "a word otherwise": lambda text, at: _without(text, at, "otherwise "),
    "another number": lambda text, at: text.replace("18.5", "15.8").replace("50", "5").replace("90", "9"),
    "without accents": lambda text, at: "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one)),
    "the other way": lambda text, at: text.replace("≥", "≤").replace("✓", "✗"),
    "a letter otherwise": lambda text, at: _letter(text, at),
}
LOOKS = {
    "as it was": lambda text: text,
    "accents apart": lambda text: unicodedata.normalize("NFD", text),
    "ligatures": lambda text: text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ"),
    "new lines": lambda text: text.replace(" ", "\n", 3),
    "other signs": lambda text: text.replace("’", "'").replace(", ", " – ").replace("-", "\u00ad-"),
    "wide": lambda text: text.replace(" ", "   "),
}


def _put(text: str, at: int, word: str) -> str:
    starts = [place for place, sign in enumerate(text) if sign == " "]
    return text[: starts[at % len(starts)] + 1] + word + text[starts[at % len(starts)] + 1 :] if starts else word + text


def _without(text: str, at: int, word: str = "") -> str:
    words = text.split() or [""]
    words[at % len(words)] = word.strip()
    return " ".join(one for one in words if one)


def _letter(text: str, at: int) -> str:
    places = [place for place, sign in enumerate(text) if sign.isalpha()]
    if not places:
        return text
    place = places[at % len(places)]
    return text[:place] + ("q" if text[place] != "q" else "z") + text[place + 1 :]


LETTERS_ENOUGH = 6
"""A piece of a word, or a stop alone, goes with its sentence, though there are others like it everywhere."""
document = st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=16)
edit = st.tuples(st.sampled_from(("delete", "insert", "move", "retype", "spoil", "copy")), st.integers(0, 99), st.integers(0, 99),
                 st.sampled_from(sorted(SPOILS)), st.sampled_from(sorted(LOOKS)))  # fmt: skip


def edited(old: list[str], edits: list[tuple[str, int, int, str, str]]) -> list[str]:
    """The next version, as `read_document` would give it."""
    new = list(old)
    for what, at, to, spoil, look in edits:
        at %= max(1, len(new))
        if what == "insert":
            new.insert(at, SENTENCES[to % len(SENTENCES)])
        elif not new:
            continue
        elif what == "delete":
            del new[at]
        elif what == "move":
            new.insert(to % len(new), new.pop(at))
        elif what == "copy":
            new.insert(to % len(new), new[at])
        elif what == "retype":
            new[at] = LOOKS[look](new[at])
        else:
            new[at] = SPOILS[spoil](new[at], to)
    return [clean(one) for one in new if clean(one)]


@pytest.mark.parametrize(
    ("quote", "told"), [("nobody knew why. ≥ 90", "≥ 9 %"), ("nobody knew why. ≥ 9", "≥ 95 %"), ("0 % in time", "≥ 80 %")]
)
def test_that_a_piece_of_a_number_is_never_found_in_another_number(quote: str, told: str) -> None:
    old = "Audits of fifty files found six in which nobody knew why. ≥ 90 % in time. Staff know the plan and say so."
    start = old.index(quote)
    same = Reanchor(old, f"{old} Visits are late.").find(start, start + len(quote))
    assert (same.fate, same.start, same.end) == (Fate.UNCHANGED, start, start + len(quote))
    other = Reanchor(old, old.replace("≥ 90 %", told)).find(start, start + len(quote))
    assert other.fate in (Fate.UNCERTAIN, Fate.LOST)


@settings(max_examples=500, deadline=None)
@given(document, st.lists(edit, max_size=8), st.data())
def test_that_found_means_the_same_words_and_lost_means_that_they_are_gone(
    old: list[str], edits: list[tuple[str, int, int, str, str]], data: st.DataObject
) -> None:
    before, after = "\n".join(clean(one) for one in old), "\n".join(edited(old, edits))
    start = data.draw(st.integers(0, len(before) - 1), "start")
    end = data.draw(st.integers(start + 1, min(len(before), start + 160)), "end")
    quote = before[start:end]
    assume(quote.strip())  # nobody can quote a space
    one = Reanchor(before, after).find(start, end)
    found = after[one.start : one.end]
    assert 0 <= one.start <= one.end <= len(after)
    if one.fate in (Fate.UNCHANGED, Fate.MOVED):
        assert letters_of(found) == letters_of(quote)
        assert saying(found) == saying(quote)
    if one.fate is Fate.LOST:
        assert len(letters_of(quote)) < LETTERS_ENOUGH or letters_of(quote) not in letters_of(after)
    else:
        assert found.strip()


def saying(text: str) -> str:
    """What is neither space nor a sign that only sets words apart, compared by another rule than the one under test."""
    plain = unicodedata.normalize("NFC", text).replace("\u00ad", "").casefold()
    return "".join(sign for sign in plain if sign.isalnum() or unicodedata.category(sign) in ("Sm", "Sc") or sign in "✓✗%")


@settings(max_examples=200, deadline=None)
@given(document, st.sampled_from(sorted(LOOKS)), st.data())
def test_that_a_document_laid_out_otherwise_keeps_every_whole_sentence(old: list[str], look: str, data: st.DataObject) -> None:
    before, after = "\n".join(clean(one) for one in old), "\n".join(clean(LOOKS[look](one)) for one in old)
    at = data.draw(st.integers(0, len(old) - 1), "which")
    start = sum(len(clean(one)) + 1 for one in old[:at])
    quote = clean(old[at])
    one = Reanchor(before, after).find(start, start + len(quote))
    assert one.fate in (Fate.UNCHANGED, Fate.UNCERTAIN)
    assert one.fate is Fate.UNCHANGED or one.reason in (Reason.TWICE, Reason.ONE_OF_SEVERAL), one
    if one.fate is Fate.UNCHANGED:
        assert letters_of(after[one.start : one.end]) == letters_of(quote)


@settings(max_examples=200, deadline=None)
@given(document, st.sampled_from(sorted(SPOILS)), st.integers(0, 99), st.data())
@example(["Gŵn nos i bob plentyn.", "No."], "without accents", 0, None)
def test_that_one_spoilt_sentence_is_never_taken_for_what_it_was(old: list[str], spoil: str, at: int, data: st.DataObject | None) -> None:
    which = data.draw(st.integers(0, len(old) - 1), "which") if data is not None else 0
    spoilt = clean(SPOILS[spoil](old[which], at))
    assume(letters_of(spoilt) != letters_of(clean(old[which])))
    assume(old.count(old[which]) == 1)
    new = [spoilt if place == which else clean(one) for place, one in enumerate(old)]
    assume(not any(letters_of(clean(old[which])) in letters_of(one) for one in new))
    before = "\n".join(clean(one) for one in old)
    start = sum(len(clean(one)) + 1 for one in old[:which])
    one = Reanchor(before, "\n".join(new)).find(start, start + len(clean(old[which])))
    assert one.fate in (Fate.UNCERTAIN, Fate.LOST)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("≥ 90 % in time", "≤ 90 % in time"), ("aged 25+ in care", "aged 25 in care"), ("Visits in time ✓", "Visits in time ✗"),
        ("Re-referrals ↑ this year", "Re-referrals ↓ this year"), ("gŵn nos", "gwn nos"), ("½ of them", "¼ of them"),
        ("£5m more", "5m more"), ("w\u0308 here", "w here"), ("10 of 12 teams", "1012 teams"), ("18.5 %", "185 %"),
    ],
)  # fmt: skip
def test_that_signs_which_say_something_are_letters(one: str, other: str) -> None:
    assert letters_of(one) != letters_of(other)
    old = f"What stands before it all.\n{one}\nWhat comes after it all."
    start = old.index(one)
    assert Reanchor(old, old.replace(one, other)).find(start, start + len(one)).fate in (Fate.UNCERTAIN, Fate.LOST)
    assert Reanchor(old, old).find(start, start + len(one)).fate is Fate.UNCHANGED


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ŵŷâ ✓≥½+a1.%-\n’ﬁ", min_size=1, max_size=40))
def test_that_every_place_of_the_letters_leads_back_to_the_text(text: str) -> None:
    letters = Letters(text)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            low, high = letters.span(start, end)
            assert 0 <= low <= high <= len(letters.text)
            if low < high:
                assert 0 <= letters.source_start(low) <= letters.source_end(high) <= len(text)
