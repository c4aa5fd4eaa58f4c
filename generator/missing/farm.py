"""A sandbox that runs as a program of its own, for the generator may import nothing of it."""

from __future__ import annotations

import http.client
import itertools
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, Self

from generator.documents.signing import signature

_ACCESS_ID, _ACCESS_KEY = "generator", "generator-key"
_SECONDS = 30


class FarmError(Exception):
    """The sandbox does not run."""


class Farm:
    """Starts the sandbox in a context, and sends it signed calls.

    Args:
        packages: The folders from which the sandbox and the documents are imported.
    """

    def __init__(self, packages: list[Path]) -> None:
        self._environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, packages))}
        self._nonces = itertools.count(10**12)

    def __enter__(self) -> Self:
        options = ("--port", "0", "--speed", "0", "--access-id", _ACCESS_ID, "--access-key", _ACCESS_KEY)
        self._log = TemporaryFile("a+b")
        self._process = subprocess.Popen(  # noqa: S603  # our own command line
            [sys.executable, "-u", "-m", "rayvision_sandbox", *options],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        patience = threading.Timer(_SECONDS, self._process.kill)
        patience.start()
        listening = re.search(r"http://([\w.]+):(\d+)", self._process.stdout.readline() if self._process.stdout else "")
        patience.cancel()
        if listening is None:
            error = self._error("it does not start")
            self._stop()
            raise error
        self._domain = f"{listening[1]}:{listening[2]}"
        self._connection = http.client.HTTPConnection(self._domain, timeout=_SECONDS)
        return self

    def __exit__(
        self, _class: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._connection.close()
        self._stop()

    def _stop(self) -> None:
        self._process.terminate()
        self._process.communicate()
        self._log.close()

    def steer(self, what: str, members: dict[str, Any]) -> None:
        """Lay a scene, or advance the clock."""
        self._post(f"/sandbox/{what}", {}, members)

    def call(self, path: str, edition: str, body: dict[str, Any]) -> tuple[int, Any]:
        """Call an operation: the status, and the reply, or its text where it is not JSON."""
        headers = {
            "accessId": _ACCESS_ID,
            "channel": "4",
            "platform": "2",
            "UTCTimestamp": str(int(time.time())),
            "nonce": str(next(self._nonces)),
            "version": edition,
        }
        # A member that is called as a header has its value.
        headers |= {name: str(body[name]) for name in headers.keys() & body.keys()}
        joined = "&".join(f"{name}={value}" for name, value in sorted((headers | dict(_leaves(body))).items()))
        text = f"[POST]{self._domain}:{path}&{joined}"
        return self._post(path, headers | {"signature": signature(_ACCESS_KEY, text)}, body)

    def _post(self, path: str, headers: dict[str, str], body: dict[str, Any]) -> tuple[int, Any]:
        try:
            self._connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json", **headers})
            response = self._connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException) as error:
            raise self._error(f"{path} failed, {error!r}") from error
        try:
            return response.status, json.loads(content)
        except ValueError:
            return response.status, content.decode(errors="replace")

    def last_line(self) -> str:
        """Read the last line of its log, which names an exception."""
        self._log.seek(0)
        return self._log.read().decode(errors="replace").strip().rpartition("\n")[2]

    def _error(self, words: str) -> FarmError:
        return FarmError(f"{words}: {self.last_line()}")


def _leaves(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """The values of a body by the names under which they are signed."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield from _leaves(member, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from _leaves(element, f"{name}{index}")
    else:
        yield name, str(value)
