"""A region's definition: read whole, or refused with the place and a sentence."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wmpeer.errors import WmpeerError
from wmpeer.region.areas import england
from wmpeer.region.definition import STEPS, Authority, Outside, default_region, known_regions, read_region
from wmpeer.region.framework import find_framework
from wmpeer.region.reading import DefinitionFaultyError, DefinitionNewerError, DefinitionUnreadableError

WEST_MIDLANDS = default_region().read_text(encoding="utf-8")
SMALL = """
schema = 1
id = "small"
name = "Small"
ons_code = "X12000009"
dfe_code = "9990"
alliance = "The Small Alliance"
framework = "default-2026"

[letter]
head = "The Small Alliance"

[calendar]
panel = "10-09"

[[authorities]]
name = "Ŵyrton"
ons_code = "X08000901"
dfe_code = "9901"
kind = "county"

[[authorities]]
name = "Other"
ons_code = "X08000902"
dfe_code = "9902"
kind = "county"
"""


def faults_of(text: str) -> list[tuple[str, str]]:
    with pytest.raises(DefinitionFaultyError) as refused:
        read_region(text)
    return [(one.where, one.sentence) for one in refused.value.problems()]


@pytest.mark.parametrize("path", known_regions(), ids=lambda path: path.stem)
def test_that_every_region_that_travels_with_the_program_reads_and_names_a_framework_that_is_there(path: Path) -> None:
    region = read_region(path)
    assert len(region.authorities) == 14
    assert set(region.calendar) == set(STEPS)
    assert find_framework(region.framework).is_file()
    assert region.text == path.read_text(encoding="utf-8")


def test_that_the_west_midlands_has_its_codes_as_published_tables_write_them() -> None:
    region = read_region(default_region())
    assert (region.ons_code, region.dfe_code, region.fictional, region.marking) == ("E12000005", "984", False, "OFFICIAL-SENSITIVE")
    for one in region.authorities:
        known = england().find(ons=one.ons_code)
        assert known is not None and known.dfe == one.dfe_code and known.region == region.ons_code
        for name in (one.name, *one.variants):
            found = england().find(name=name)
            assert found is None or found.ons == one.ons_code
    assert [one.name for one in region.authorities] == sorted(one.name for one in region.authorities)
    assert region.triads == ()


def test_that_a_trust_runs_an_authority_from_its_first_to_its_last_day() -> None:
    worcestershire = read_region(default_region()).authority("Worcestershire")
    assert worcestershire.trust_on(date(2024, 9, 30)) == "Worcestershire Children First"
    assert worcestershire.trust_on(date(2024, 10, 1)) == worcestershire.trust_now == ""
    assert read_region(default_region()).authority("330").trust_now == "Birmingham Children’s Trust"


def test_that_the_demo_region_is_plainly_invented_and_knows_its_neighbours_outside() -> None:
    region = read_region(default_region().with_name("westmarch.toml"))
    assert region.fictional and "FICTIONAL" in region.marking
    book = england().with_areas(region.areas())
    places: tuple[Authority | Outside, ...] = (*region.authorities, *region.outside)
    for one in places:
        assert one.ons_code.startswith("X") and len(one.dfe_code) == 4
        assert england().find(ons=one.ons_code, dfe=one.dfe_code, name=one.name) is None
        found = book.find(dfe=f"{one.dfe_code}.0")
        assert found is not None and found.ons == one.ons_code
    nation = book.find(dfe="970")
    assert nation is not None and (nation.ons, nation.name) == ("E92000001", "England (invented figures)")
    assert [one.name for one in book.within(region.ons_code)] == [one.name for one in region.authorities]


def test_that_a_definition_is_read_from_its_words_a_file_or_a_folder(tmp_path: Path) -> None:
    (tmp_path / "region.toml").write_bytes(b"\xef\xbb\xbf" + SMALL.encode())
    (tmp_path / "default-2026.toml").write_text("beside", encoding="utf-8")
    assert read_region(SMALL) == read_region(tmp_path) == read_region(tmp_path / "region.toml")
    assert read_region(SMALL).authority("Ŵyrton").ons_code == "X08000901"
    assert find_framework("default-2026", beside=tmp_path) == tmp_path / "default-2026.toml"


@pytest.mark.parametrize(
    ("change", "to", "where", "says"),
    [
        ('name = "Other"\n', "", "authorities 2, name", "“name” is missing"),
        ('name = "Other"', 'name = "ŵyrton"', "authorities 2, name", "“ŵyrton” already stands in authorities 1"),
        ("X08000902", "X08000901", "authorities 2, ons_code", "“X08000901” already stands in authorities 1"),
        ("X08000902", "E0800090", "authorities 2, ons_code", "“E0800090” is not a valid ons code"),
        ('"9902"', '"99"', "authorities 2, dfe_code", "“99” is not a valid dfe code"),
        ('"9902"', "9902", "authorities 2, dfe_code", "must be a text"),
        ('kind = "county"', 'kind = "shire"', "authorities 1, kind", "“shire” is not one of"),
        ('panel = "10-09"', 'panel = "9 October"', "calendar, panel", "“9 October” is not a day"),
        ('panel = "10-09"', 'panel = "02-30"', "calendar, panel", "“02-30” is not a day"),
        ('head = "The', 'hed = "The', "letter, hed", "“hed” is not a name"),
        ("X12000009", "X08000901", "ons_code", "also the code of an authority"),
        ('framework = "default-2026"', 'framework = "default-2026"\nfictional = 1', "fictional", "true or false"),
    ],
)
def test_that_a_faulty_definition_is_refused_with_the_place_and_a_sentence(change: str, to: str, where: str, says: str) -> None:
    faults = faults_of(SMALL.replace(change, to, 1))
    assert any(place == where and says in sentence for place, sentence in faults), faults


def test_that_every_fault_is_told_at_once() -> None:
    assert len(faults_of(SMALL.replace('"9902"', '"99"').replace('"9901"', '"1"').replace("schema = 1", "schema = 1\nodd = 2"))) == 3


def test_that_groups_name_authorities_of_the_region_once() -> None:
    two = '\n[[triads]]\nname = "A"\nauthorities = ["X08000901", "X08000902"]'
    two += '\n[[triads]]\nname = "B"\nauthorities = ["X08000902", "X08000999"]\n'
    assert faults_of(SMALL + two) == [
        ("triads 2, authorities", "“X08000902” is in another triad already."),
        ("triads 2, authorities", "“X08000999” is not an authority of this region."),
    ]


def test_that_a_fictional_region_may_not_carry_real_codes() -> None:
    assert faults_of(WEST_MIDLANDS.replace("fictional = false", "fictional = true"))[0][0] == "fictional"


def test_that_a_trust_ends_after_it_began() -> None:
    assert faults_of(WEST_MIDLANDS.replace("until = 2024-09-30", "until = 2018-01-01"))[0][0] == "authorities 14, trust"


def test_that_broken_toml_is_refused_with_its_line() -> None:
    with pytest.raises(DefinitionUnreadableError, match="line 3"):
        read_region('schema = 1\nid = "x"\nname = \n')


def test_that_what_is_not_a_definition_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionUnreadableError, match="is not there"):
        read_region(tmp_path / "none.toml")
    (tmp_path / "picture.toml").write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(DefinitionUnreadableError, match="UTF-8"):
        read_region(tmp_path / "picture.toml")
    (tmp_path / "huge.toml").write_bytes(b"#" * 2_000_001)
    with pytest.raises(DefinitionUnreadableError, match="too large"):
        read_region(tmp_path / "huge.toml")
    (tmp_path / "empty").mkdir()
    with pytest.raises(DefinitionFaultyError, match="holds 0 TOML files"):
        read_region(tmp_path / "empty")


def test_that_a_newer_schema_says_so() -> None:
    with pytest.raises(DefinitionNewerError, match="newer"):
        read_region(SMALL.replace("schema = 1", "schema = 2"))


@given(st.text(max_size=300))
def test_that_any_other_text_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(WmpeerError) as refused:
        read_region(text)
    assert refused.value.sentence and refused.value.next


@given(st.integers(0, len(SMALL) - 1), st.integers(1, 40))
def test_that_a_definition_cut_anywhere_is_read_or_refused_never_anything_else(start: int, length: int) -> None:
    try:
        region = read_region(SMALL[:start] + SMALL[start + length :])
    except WmpeerError as refused:
        assert re.search(r"\w", refused.sentence)
    else:
        assert region.authorities
