"""Which half of the client a test runs on."""

import pytest


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test the async half, which is written by hand, or both halves where it is marked `both_halves`.

    The sync half is derived from the text of the async one, and tests/wrapper/test_recorded_requests.py makes every
    call on both. Marked is what differs by more than `await`: connections, threads, pauses, tracebacks, closing.
    """
    if "half" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both_halves")
        metafunc.parametrize("half", ["sync", "async"] if both else ["async"], indirect=True, scope="session")
