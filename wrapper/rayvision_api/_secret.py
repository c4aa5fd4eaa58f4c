"""Keeping secrets out of sight: of attributes, of copies, and of the frames of an error's traceback.

What tracks errors records the local variables of all frames, and what these hold, some steps deep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import wraps
from inspect import iscoroutinefunction
from types import FrameType
from typing import Any, Generic, NoReturn, ParamSpec, Self, TypeVar
from weakref import WeakKeyDictionary

P = ParamSpec("P")
T = TypeVar("T")

_OURS = ("rayvision_api", "rayvision_cli", "rayvision_client")


class Secret(Generic[T]):
    """A value that is kept elsewhere, so that looking at whatever holds this does not show it."""

    __slots__ = ("__weakref__",)

    def __init__(self, value: T) -> None:
        _values[self] = value

    def reveal(self) -> T:
        """Return the value."""
        value: T = _values[self]
        return value

    def __copy__(self) -> Self:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("an access key cannot be pickled or copied; make a client where it is needed")


_values: WeakKeyDictionary[Secret[Any], Any] = WeakKeyDictionary()


def hides_locals(function: Callable[P, T]) -> Callable[P, T]:
    """Let no error that leaves a function, async or not, carry local variables: its own, or of what it called."""
    within: Any
    if iscoroutinefunction(function):

        @wraps(function)
        async def within(*args: P.args, **kwargs: P.kwargs) -> Any:
            try:
                return await function(*args, **kwargs)
            except BaseException as error:
                del args, kwargs
                _empty_frames(error)
                raise
    else:

        @wraps(function)
        def within(*args: P.args, **kwargs: P.kwargs) -> Any:
            try:
                return function(*args, **kwargs)
            except BaseException as error:
                del args, kwargs
                _empty_frames(error)
                raise

    wrapped: Callable[P, T] = within
    return wrapped


def _empty_frames(error: BaseException) -> None:
    """Drop the local variables of all frames that led to an error, from the first one of ours on."""
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        for frame in _frames_from_ours_on(one):
            # A frame that still runs is the caller's.
            with suppress(RuntimeError):
                frame.clear()
        waiting += [one.__cause__, one.__context__]


def _frames_from_ours_on(error: BaseException) -> Iterator[FrameType]:
    step, is_ours = error.__traceback__, False
    while step is not None:
        is_ours = is_ours or str(step.tb_frame.f_globals.get("__name__")).partition(".")[0] in _OURS
        if is_ours:
            yield step.tb_frame
        step = step.tb_next
