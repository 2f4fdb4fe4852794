"""An area is found by any of its codes and by any spelling of its name."""

from __future__ import annotations

import pytest

from wmpeer.region.areas import Area, england

SPELLINGS = [
    ("Herefordshire, County of", "E06000019"),
    ("HEREFORDSHIRE", "E06000019"),
    ("telford & wrekin", "E06000020"),
    ("Telford and Wrekin Council", "E06000020"),
    ("Kingston Upon Hull, City of", "E06000010"),
    ("Hull", "E06000010"),
    ("St. Helens", "E08000013"),
    ("St Helens", "E08000013"),
    ("Saint Helens", "E08000013"),
    ("Stoke-on-Trent", "E06000021"),
    ("stoke on trent", "E06000021"),
    ("Bristol, City of", "E06000023"),
    ("Bristol", "E06000023"),
    ("Durham", "E06000047"),
    ("County Durham", "E06000047"),
    ("Bedford Borough", "E06000055"),
    ("Sandwell MBC", "E08000028"),
    ("Birmingham Children’s Trust", "E08000025"),
    ("Yorkshire and the Humber", "E12000003"),
    ("west midlands", "E12000005"),
    ("England", "E92000001"),
    ("London (Inner)", "E13000001"),
    ("City of London", "E09000001"),
    ("London", "E12000007"),
    ("Dorset", "E06000059"),
    ("Dorset (Pre LG)", "E10000009"),
    ("Cumbria", "E10000006"),
    ("Southend on Sea", "E06000033"),
    ("Windsor & Maidenhead", "E06000040"),
    ("Nottingham", "E06000018"),
    ("Nottinghamshire", "E10000024"),
    ("Bournemouth, Christchurch & Poole", "E06000058"),
]


@pytest.mark.parametrize(("name", "code"), SPELLINGS)
def test_that_a_name_is_found_in_any_spelling(name: str, code: str) -> None:
    area = england().find(name=name)
    assert area is not None and area.ons == code


@pytest.mark.parametrize("name", ["", "Wales", "Powys", "Atlantis", "of", "council", "-"])
def test_that_a_stranger_is_not_taken_for_somebody_else(name: str) -> None:
    assert england().find(name=name) is None


def test_that_a_code_goes_before_a_name() -> None:
    area = england().find(ons="E08000025", name="Walsall")
    assert area is not None and area.name == "Birmingham"


@pytest.mark.parametrize(
    ("dfe", "code"), [("970", "E92000001"), ("984", "E12000005"), ("984.0", "E12000005"), ("330", "E08000025"), ("835", "E10000009")]
)
def test_that_the_departments_number_is_known(dfe: str, code: str) -> None:
    area = england().find(dfe=dfe)
    assert area is not None and area.ons == code


def test_that_an_authority_keeps_its_place_when_its_code_changes() -> None:
    old, new = england().find(ons="E08000020"), england().find(ons="E08000037")
    assert old is new is not None


def test_that_the_west_midlands_has_fourteen_authorities() -> None:
    inside = england().within("E12000005")
    assert [area.name for area in inside][:3] == ["Birmingham", "Coventry", "Dudley"]
    assert len(inside) == 14


def test_that_every_code_and_name_of_the_book_finds_its_own_area() -> None:
    book = england()
    for area in book:
        assert book.find(ons=area.ons) is area and book.find(dfe=area.dfe) is area
        if not area.ended:
            assert book.find(name=area.name) is area


def test_that_an_invented_region_is_known_beside_england() -> None:
    book = england().with_areas([Area("X99000001", "9001", "Kelsborough", region="X12000001", other_names=("Kelsborough UA",))])
    found = book.find(name="kelsborough ua")
    assert found is not None and found.ons == "X99000001"
    assert book.find(dfe="9001") is found
    assert len(england()) == len(book) - 1
