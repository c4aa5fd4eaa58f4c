"""Which edition a client speaks, and what becomes of a version that is none."""

from __future__ import annotations

from typing import Any

import pytest
from rayvision_api import RayvisionAuth
from rayvision_client.operations import EDITIONS

from ..reliability.support import Half  # noqa: TID252  # has no name of its own


def shown(half: Half, **options: object) -> str:
    with half.client(**options) as api:
        return repr(getattr(api, "target", api))


def test_the_first_edition_is_the_default(half: Half) -> None:
    assert shown(half) == shown(half, api_version="1.0.0")
    assert "api_version" not in shown(half)
    assert "api_version='2.0.0'" in shown(half, api_version="2.0.0")


def test_the_environment_says_which_edition_is_meant_where_nothing_is_said(
    half: Half, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAYVISION_API_VERSION", "2.0.0")
    assert "api_version='2.0.0'" in shown(half)
    assert "api_version" not in shown(half, api_version="1.0.0")
    monkeypatch.setenv("RAYVISION_API_VERSION", "")
    assert "api_version" not in shown(half)


@pytest.mark.parametrize("version", ["9.9", "2", "2.0", "2_0_0", "1.0.0 ", "", "../x", "\uff12.0.0"])
def test_a_version_that_is_none_is_refused_with_those_that_are(version: str, half: Half) -> None:
    with pytest.raises(ValueError, match="api_version") as caught:
        shown(half, api_version=version)
    assert str(caught.value) == f"api_version is {version!r}; it has to be {' or '.join(map(repr, EDITIONS))}"


@pytest.mark.parametrize(("version", "kind"), [("3", ValueError), (2, TypeError)])
def test_the_low_level_client_refuses_it_too(version: Any, kind: type[Exception]) -> None:
    with pytest.raises(kind, match="api_version"):
        RayvisionAuth("id", "key", 2, api_version=version)


@pytest.mark.parametrize("version", [None, 1, 2.0, b"1.0.0", ["1.0.0"]])
def test_a_version_is_text(version: object, half: Half) -> None:
    with pytest.raises(TypeError, match="api_version"):
        shown(half, api_version=version)
