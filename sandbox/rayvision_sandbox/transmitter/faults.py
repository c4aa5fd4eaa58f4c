"""Faults on demand: what goes wrong, with which file, how often."""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from rayvision_sandbox.farm.storage import Storage

VARIABLE = "RAYVISION_SANDBOX_TRANSMITTER_FAULTS"
KINDS = {
    "break": "a file breaks off after so many bytes, by default half of it; exit 1",
    "exit-1": "nothing is transferred; exit 1, as if no server listened",
    "exit-255": "nothing is transferred; exit 255",
    "gbk": "messages are in GBK, as on machines in China",
    "grandchild": "a child process stays behind, and keeps the output open",
    "half": "half of a file is transferred and reported as done; exit 0",
    "silent": "a file is left out without a message; exit 0",
    "slow": "so many bytes of a file in a second, by default 65536",
    "stall": "stops in the middle of a file, forever",
    "stubborn": "as stall, and ignores SIGTERM",
}
HELP = f"kind=KIND[,file=*.exr][,bytes=100][,times=1] with KIND one of {', '.join(KINDS)}"


class FaultError(ValueError):
    """A fault that cannot be read; the text says why."""


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong, with files of some names, so many times in all runs together (0: without end)."""

    kind: str
    file: str = "*"
    bytes: int = -1
    times: int = 0


class Faults:
    """The faults in force, read from the environment: `kind=break,file=*.exr,times=1;kind=slow`."""

    def __init__(self, environment: Mapping[str, str], storage: Storage) -> None:
        self._faults = [_parse(text) for text in environment.get(VARIABLE, "").split(";") if text.strip()]
        self._storage = storage

    def trigger(self, path: str, *kinds: str) -> Fault | None:
        """Return the fault of these kinds that occurs now, for a file or, with `""`, for the whole transfer."""
        for index, fault in enumerate(self._faults):
            fits = not path or fnmatchcase(path, fault.file) or fnmatchcase(path.rpartition("/")[2], fault.file)
            if fault.kind in kinds and fits and not (fault.times and self._times_triggered(index) >= fault.times):
                self._storage.note("fault", fault=index, kind=fault.kind, path=path)
                return fault
        return None

    def _times_triggered(self, index: int) -> int:
        """Count in the journal, for each run is a separate process."""
        return sum(line["what"] == "fault" and line["fault"] == index for line in self._storage.journal())


def _parse(text: str) -> Fault:
    try:
        members = dict(member.strip().split("=", 1) for member in text.split(","))
        kind, file = members.pop("kind"), members.pop("file", "*")
        size, times = int(members.pop("bytes", "-1")), int(members.pop("times", "0"))
    except (KeyError, ValueError):
        raise FaultError(f"cannot read fault {text!r}: write {HELP}") from None
    if members or kind not in KINDS:
        raise FaultError(f"cannot read fault {text!r}: write {HELP}")
    return Fault(kind, file, size, times)
