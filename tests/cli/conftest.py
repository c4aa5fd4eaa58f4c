"""A farm, and the command line that talks to it: in this process, in one of its own, and at a terminal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from rayvision_api import RayvisionAPI
from rayvision_cli.__main__ import main

from .terminal import Terminal

ID, KEY = "AKIDcommandline", "KEYcommandline01"


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The JSON document that is all of its output."""
        assert self.code in (0, 6), self.err
        return json.loads(self.out)


class Farm:
    """A sandbox farm in a process of its own."""

    def __init__(self, domain: str) -> None:
        self.domain = domain
        self._http = httpx.Client(base_url=f"http://{domain}", trust_env=False, verify=False)

    def _steer(self, what: str, members: dict[str, Any]) -> None:
        self._http.post(f"/sandbox/{what}", json=members).raise_for_status()

    def fault(self, kind: str, **members: Any) -> None:
        """Let something go wrong."""
        self._steer("faults", {"kind": kind, **members})

    def heal(self) -> None:
        """Let all be well again, at the usual speed."""
        self._http.delete("/sandbox/faults").raise_for_status()
        self.speed(600)
        self.scene()

    def scene(self, **members: Any) -> None:
        """Choose what every further task renders."""
        self._steer("scene", {"scene": {"name": "shot_010.ma", "frames": 8, **members}})

    def advance(self, hours: float) -> None:
        """Let simulated time jump ahead."""
        self._steer("clock", {"advance": hours * 3600})

    def speed(self, speed: float) -> None:
        """Let simulated time run faster or slower."""
        self._steer("clock", {"speed": speed})

    def close(self) -> None:
        """Close the connection that steers the farm."""
        self._http.close()


@pytest.fixture(scope="session", autouse=True)
def _interruptible() -> None:
    """Let Ctrl-C and hanging up reach the commands.

    What a script puts into the background ignores the one, what nohup starts the other, and so do their children.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(scope="session")
def _farm() -> Iterator[Farm]:
    command = [sys.executable, "-m", "rayvision_sandbox", "--port", "0", "--access-id", ID, "--access-key", KEY]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        try:
            farm = Farm(process.stdout.readline().partition("http://")[2].strip())
            yield farm
            farm.close()
        finally:
            process.terminate()


@pytest.fixture
def farm(_farm: Farm) -> Farm:
    """A farm in which all is well."""
    _farm.heal()
    return _farm


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Hide this machine's language, terminal and keyring; return the file of profiles."""
    names = {"LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "PYTHONIOENCODING", "TERM"}
    for name in names & os.environ.keys():
        monkeypatch.delenv(name)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    profiles = tmp_path / "profiles.ini"
    monkeypatch.setenv("RAYVISION_API_PROFILES", str(profiles))
    # A keyring of this machine must neither be asked nor filled.
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return profiles


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the environment hold the keys of the farm's user."""
    monkeypatch.setenv("RAYVISION_API_ACCESS_ID", ID)
    monkeypatch.setenv("RAYVISION_API_KEY", KEY)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run a command in this process."""

    def run(*words: object) -> Done:
        code = main([str(word) for word in words])
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return run


@pytest.fixture
def rayvision(run: Callable[..., Done], farm: Farm, keys: None) -> Callable[..., Done]:
    """Run a command in this process, against the farm."""
    return lambda *words: run(*words, "--domain", farm.domain, "--protocol", "http")


COMMAND = (sys.executable, "-m", "rayvision_cli")


def start(*words: object, **options: Any) -> subprocess.Popen[bytes]:
    """Start a command in a process of its own, with pipes."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*COMMAND, *map(str, words)], **pipes | options)


@pytest.fixture
def piped(farm: Farm, keys: None) -> Callable[..., subprocess.Popen[bytes]]:
    """Start a command in a process of its own, with pipes, against the farm."""
    return lambda *words, **options: start(*words, "--domain", farm.domain, "--protocol", "http", **options)


@pytest.fixture
def terminal(farm: Farm, keys: None) -> Iterator[Callable[..., Terminal]]:
    """Run a command at a separate terminal, against the farm."""
    opened: list[Terminal] = []

    def open_terminal(*words: object, **options: Any) -> Terminal:
        command = [*COMMAND, *map(str, words), "--domain", farm.domain]
        opened.append(Terminal([*command, "--protocol", "http"], **options))
        return opened[-1]

    yield open_terminal
    for one in opened:
        one.close()


@pytest.fixture
def api(farm: Farm) -> Iterator[RayvisionAPI]:
    """A client of the farm, to prepare what commands are tried on."""
    with RayvisionAPI(ID, KEY, domain=farm.domain, protocol="http") as client:
        yield client


@pytest.fixture
def submitted(api: RayvisionAPI) -> Callable[..., int]:
    """Create and submit a task."""

    def submit(*labels: str) -> int:
        (task_id,) = api.task.create_task(labels=labels).task_id_list
        api.task.submit_task(task_id)
        return task_id

    return submit
