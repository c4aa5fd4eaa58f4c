"""Signals that ask the program to end: heard in order, and held back while a step must finish."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

# What asks a program to end, besides Ctrl-C. Windows has no SIGHUP.
_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextmanager
def orderly_exit() -> Iterator[None]:
    """Let a block clean up when the program is asked to end; the exit code is 128 and the number of the signal."""
    # What is ignored, as under `nohup`, stays ignored.
    ending = [number for number in _ENDING if signal.getsignal(number) is signal.SIG_DFL]
    with _handled(ending, lambda number, _: sys.exit(128 + number)):
        yield


@contextmanager
def signals_held() -> Iterator[None]:
    """Let Ctrl-C, and what else ends the program, wait until a block is through, which it would leave half done."""
    waiting: list[int] = []
    with _handled([signal.SIGINT, *_ENDING], lambda number, _: waiting.append(number)):
        yield
    for number in waiting:
        signal.raise_signal(number)


@contextmanager
def _handled(numbers: Sequence[int], handler: Callable[[int, Any], object]) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        # Signals do not reach other threads.
        yield
        return
    before = {number: signal.signal(number, handler) for number in numbers}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)
