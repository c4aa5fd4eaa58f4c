"""Faults on demand: what goes wrong, for which operation, how often."""

import random
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Any

from rayvision_sandbox.farm.codes import Code

KINDS = ("delay", "drop-before", "drop-after", "truncate", "html-502", "http-429", "business", "clock")
HELP = (
    "kind=KIND[,operation=getTaskList][,probability=0.5][,times=3][,seconds=2][,code=500][,message=TEXT]"
    f" with KIND one of {', '.join(KINDS)}"
)


# How far a farm's clock may be off, in seconds: ten years.
MAX_OFFSET = 10 * 365 * 86_400


class FaultError(ValueError):
    """A fault that cannot be read; the text says why."""


@dataclass
class Fault:
    """One thing that goes wrong.

    `seconds` is the length of a delay, the Retry-After of an HTTP 429, or how far the clock is off; `code` and
    `message` are those of a business error; `times` is how often it still occurs (None: always).
    """

    kind: str
    operation: str = "*"
    probability: float = 1.0
    times: int | None = None
    seconds: float = 1.0
    code: int = int(Code.INTERNAL_ERROR)
    message: str = "a fault is in force"


def parse(text: str, operations: Collection[str]) -> Fault:
    """Read a fault from the command line, for one of some operations, or for all (`*`).

    Raises:
        FaultError: It cannot be read.
    """
    try:
        members = dict(member.split("=", 1) for member in text.split(","))
    except ValueError as error:
        raise FaultError(f"cannot read fault {text!r}: write {HELP}") from error
    return describe(members, operations)


def describe(members: Mapping[str, Any], operations: Collection[str]) -> Fault:
    """Make a fault for one of some operations, or for all (`*`), from members that may be strings.

    Raises:
        FaultError: A member is unknown or has an impossible value.
    """
    kinds = {"probability": float, "seconds": float, "times": int, "code": int}
    try:
        fault = Fault(**{name: kinds.get(name, str)(value) for name, value in members.items()})
    except (TypeError, ValueError) as error:
        raise FaultError(f"cannot read fault {dict(members)}: write {HELP}") from error
    if fault.kind not in KINDS or not 0 <= fault.probability <= 1 or (fault.times is not None and fault.times < 1):
        raise FaultError(f"cannot read fault {dict(members)}: write {HELP}")
    if fault.kind != "clock" and not 0 <= fault.seconds <= 3600:
        raise FaultError("seconds of a fault must be from 0 to 3600")
    if not abs(fault.seconds) <= MAX_OFFSET:
        raise FaultError("seconds of a clock fault must be at most ten years")
    _check_operation(fault.operation, operations)
    return fault


def _check_operation(name: str, names: Collection[str]) -> None:
    if name not in ("*", *names):
        nearest = get_close_matches(name, names, n=1, cutoff=0)[0]
        raise FaultError(f"there is no operation {name}: write {nearest}, for example, or * for all of them")


class Faults:
    """The faults in force."""

    def __init__(self, faults: Iterable[Fault] = (), operations: Collection[str] = (), seed: int = 0) -> None:
        """Start with some faults of some operations; the seed decides which requests a probability selects."""
        self._faults = list(faults)
        self.operations = operations
        self._rng = random.Random(f"faults {seed}")  # noqa: S311  # a repeatable history, no secret

    def add(self, members: Mapping[str, Any]) -> None:
        """Add a fault, described by its members.

        Raises:
            FaultError: A member is unknown or has an impossible value.
        """
        self._faults.append(describe(members, self.operations))

    def clear(self) -> None:
        """Remove all faults."""
        self._faults.clear()

    def to_json(self) -> list[dict[str, Any]]:
        """List the faults in force."""
        return [asdict(fault) for fault in self._faults]

    def trigger(self, operation: str) -> list[Fault]:
        """Return the faults that hit one request for an operation."""
        triggered = []
        for fault in list(self._faults):
            if fault.operation not in ("*", operation) or self._rng.random() >= fault.probability:
                continue
            triggered.append(fault)
            if fault.times is not None:
                fault.times -= 1
                if not fault.times:
                    self._faults.remove(fault)
        return triggered
