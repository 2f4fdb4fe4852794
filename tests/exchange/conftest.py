"""Three laptops, shared by the tests of a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from trio import Trio, light, trio


@pytest.fixture(scope="module")
def laptops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trio]:
    """A coordinator and two panellists whose laptops are known, for one module: what a test does to them the next one finds."""
    three = trio(tmp_path_factory.mktemp("laptops"))
    yield three
    three.close()


@pytest.fixture(autouse=True, scope="module")
def light_passphrases() -> Iterator[None]:
    """What these tests make protects nothing."""
    with light():
        yield
