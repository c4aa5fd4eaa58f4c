"""Many values of one kind in one test."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any

import pytest


def each(names: str | tuple[str, ...], values: Iterable[Any], *, named: Callable[[Any], object] = repr) -> Any:
    """Run a test's body for each value, and name all values that fail.

    This is `pytest.mark.parametrize` as one test: setting up, running and reporting a test by itself takes longer than
    most of these checks. Fixtures are made once for all values.

    Args:
        names: Argument, or arguments, that the values are for.
        values: Values, or tuples of them.
        named: Makes of a value what a failure is named by.
    """
    cases = list(values)
    assert cases, "a test of no values would pass whatever the code does"

    def decorate(body: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(body)
        def test(**fixtures: Any) -> None:
            failures: list[tuple[str, BaseException]] = []
            for case in cases:
                members = {names: case} if isinstance(names, str) else dict(zip(names, case, strict=True))
                try:
                    body(**fixtures, **members)
                # A group comes from another `each` on the same test.
                except (Exception, pytest.fail.Exception, BaseExceptionGroup) as failure:  # noqa: BLE001  # raised below
                    failure.add_note(f"for {names} = {named(case)}")
                    failures.append((str(named(case)), failure))
            if failures:
                words = f"{len(failures)} of {len(cases)} fail: {', '.join(name for name, _ in failures)}"
                raise BaseExceptionGroup(words, [failure for _, failure in failures])

        signature = inspect.signature(body)
        taken = {names} if isinstance(names, str) else set(names)
        rest = [one for name, one in signature.parameters.items() if name not in taken]
        test.__signature__ = signature.replace(parameters=rest)  # type: ignore[attr-defined]  # read by pytest
        return test

    return decorate
