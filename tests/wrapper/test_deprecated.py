"""What the service is going to do without is warned of where it was called, and not inside the wrapper."""

from __future__ import annotations

import warnings

import pytest
from rayvision_client import operations

from .support import Farm, Half


def test_a_deprecated_call_is_warned_of_in_the_callers_file(half: Half, monkeypatch: pytest.MonkeyPatch) -> None:
    deprecated = operations.QUERY_SUPPORTED_SOFTWARE._replace(is_deprecated=True)
    monkeypatch.setattr(operations, "QUERY_SUPPORTED_SOFTWARE", deprecated)
    api = half.client(Farm())
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        half.call(api, "query.supported_software")
    half.close(api)
    [found] = caught
    assert found.category is DeprecationWarning
    assert str(found.message) == "query.supported_software (querySupportedSoftware) is deprecated"
    # The caller is the helper that calls either half alike.
    assert found.filename.endswith("support.py")
