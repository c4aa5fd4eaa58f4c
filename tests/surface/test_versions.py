"""Which version comes next."""

from __future__ import annotations

import pytest

from generator.compare.impact import Impact
from generator.compare.versions import UnknownVersionError, is_enough, next_version

BROKEN, ADDED, CHANGED, DOCUMENTED = Impact


@pytest.mark.parametrize(
    ("released", "kinds", "expected"),
    [
        ("1.2.3", [], "1.2.3"),
        ("1.2.3", [DOCUMENTED], "1.2.4"),
        ("1.2.3", [CHANGED, DOCUMENTED], "1.3.0"),
        ("1.2.3", [ADDED], "1.3.0"),
        ("1.2.3", [ADDED, BROKEN], "2.0.0"),
        ("0.1.2", [DOCUMENTED], "0.1.3"),
        ("0.1.2", [ADDED], "0.1.3"),
        ("0.1.2", [BROKEN], "0.2.0"),
        ("9.9.9", [BROKEN], "10.0.0"),
        ("1.2", [ADDED], "1.3.0"),
        ("2.0.0rc1", [DOCUMENTED], "2.0.1"),
    ],
)
def test_the_next_version_says_what_changed(released: str, kinds: list[Impact], expected: str) -> None:
    assert next_version(released, kinds) == expected


@pytest.mark.parametrize(
    ("version", "least", "enough"),
    [
        ("2.0.0", "2.0.0", True),
        ("2.0.0rc1", "2.0.0", True),
        ("1.10.0", "1.9.0", True),
        ("3.0.0", "2.0.0", True),
        ("1.9.9", "2.0.0", False),
        ("0.1.9", "0.2.0", False),
    ],
)
def test_a_version_is_compared_number_by_number(version: str, least: str, enough: bool) -> None:
    assert is_enough(version, least) is enough


def test_what_is_no_version_is_named() -> None:
    with pytest.raises(UnknownVersionError, match="'one'"):
        next_version("one", [ADDED])
