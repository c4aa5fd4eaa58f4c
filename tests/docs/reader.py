"""A reader who goes through a page from top to bottom and does what it says.

Python      is run, block after block, in one namespace; a block that defines tests is given to pytest.
Shell       is run by bash, line by line; a farm that a line starts runs on until the page is read.
Text        is what the block before it has printed; `...` stands for what differs from one time to the next.
INI         is the file of profiles.
JSON, TOML  can be parsed.
"""

from __future__ import annotations

import doctest
import io
import json
import os
import re
import shlex
import socket
import subprocess
import sys
import tomllib
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from .markdown import ROOT, Block, without_comments
from .not_run import NOT_RUN

# The port that a farm has by default, and on all pages; the test takes one that is free instead.
_PORT = "8765"
_STARTS_FARM = re.compile(r"^(python -m rayvision_sandbox|rayvision-sandbox)\b")


def commands(text: str) -> list[str]:
    """Take a shell block apart into its commands, without comments."""
    return without_comments(text.replace("\\\n", " "))


class Reader:
    """One reading of one page."""

    def __init__(self, folder: Path, environment: dict[str, str], page: Path) -> None:
        self._folder = folder
        # The command line speaks the page's language.
        self._environment = environment | {
            "RAYVISION_LANG": "zh" if "zh" in page.relative_to(ROOT).as_posix() else "en"
        }
        # Who reads a page of the repository stands in a checkout; who reads one of the site stands anywhere.
        self._place = folder if ROOT / "docs" in page.parents else ROOT
        self._names: dict[str, Any] = {"__name__": "__main__"}
        self._printed = ""
        self._programs: list[subprocess.Popen[str]] = []
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = str(free.getsockname()[1])

    def follow(self, block: Block) -> None:
        """Do what a block says."""
        if block.text in NOT_RUN or block.file in NOT_RUN:
            return
        text = block.text.replace(_PORT, self._port)
        match block.language:
            case "python" if block.defines_tests:
                self._test(text)
            case "python":
                self._run_python(text, block.place)
            case "sh" | "bash" | "shell":
                self._run_shell(text)
            case "text":
                self._compare(text, block.place)
            case "ini":
                self._store_profiles(text)
            case "json":
                json.loads(text)
            case "toml":
                tomllib.loads(text)
            case other:
                raise AssertionError(f"{block.place}: nobody has said how to run {other or 'a block of no language'!r}")

    def close(self) -> None:
        """Put away what the page has left open."""
        for value in self._names.values():
            if type(value).__name__ == "RayvisionAPI":
                value.close()
        for program in self._programs:
            program.terminate()
            program.communicate(timeout=30)

    def _run_python(self, text: str, place: str) -> None:
        # The line numbers of a traceback are those of the page.
        page, _, line = place.partition(":")
        code = compile("\n" * int(line) + text, page, "exec")
        with redirect_stdout(io.StringIO()) as printed:
            exec(code, self._names)
        self._printed = printed.getvalue()

    def _test(self, text: str) -> None:
        file = self._folder / "test_page.py"
        file.write_text(text, "utf-8")
        self._run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(file)], self._folder)

    def _run_shell(self, text: str) -> None:
        self._printed = ""
        for command in commands(text):
            if command in NOT_RUN:
                continue
            if command.startswith("export "):
                exported = dict(word.split("=", 1) for word in shlex.split(command)[1:])
                self._environment |= exported
                # The Python prompt is opened from the same shell.
                os.environ.update(exported)
                continue
            if _STARTS_FARM.match(command):
                self._start(command)
            else:
                self._printed += self._run(["bash", "-euo", "pipefail", "-c", command], self._place)

    def _run(self, command: list[str], place: Path) -> str:
        done = subprocess.run(
            command, cwd=place, env=self._shell, capture_output=True, encoding="utf-8", timeout=300, check=False
        )
        assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def _start(self, command: str) -> None:
        if "--port" not in command:
            command += f" --port {self._port}"
        # `exec`, so that what is ended at the end is the farm and not a shell.
        program = subprocess.Popen(
            ["bash", "-c", f"exec {command}"], env=self._shell, stdout=subprocess.PIPE, encoding="utf-8"
        )
        self._programs.append(program)
        # The stand-in for the transmitter asks the farm that it is sent to, unless this says otherwise.
        self._environment["RAYVISION_SANDBOX_STORAGE"] = ""
        assert program.stdout
        lines: list[str] = []
        # A farm ends what it has to say with a program of six lines, after two empty ones.
        while (line := program.stdout.readline()) and "status.name" not in line:
            lines.append(line)
        assert program.poll() is None, f"{command} ended with {program.returncode}: {''.join(lines)}"
        self._printed = "".join([*lines, line])

    @property
    def _shell(self) -> dict[str, str]:
        return {**os.environ, **self._environment, "PYTHONIOENCODING": "utf-8"}

    def _compare(self, wanted: str, place: str) -> None:
        options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        checker = doctest.OutputChecker()
        if not checker.check_output(wanted, self._printed, options):
            difference = checker.output_difference(doctest.Example("", wanted), self._printed, options)
            raise AssertionError(f"{place}: the block before prints something else.\n{difference}")

    def _store_profiles(self, text: str) -> None:
        file = Path(self._environment["RAYVISION_API_PROFILES"])
        file.write_text(text, "utf-8")
        file.chmod(0o600)
