"""What is done once: keys into a profile, completion into a shell; and what costs nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from rayvision_api import __version__, profiles
from rayvision_cli.commands.operations import GROUPS
from rayvision_client.operations import EDITIONS

from .. import debian  # noqa: TID252  # has no name of its own
from ..each import each  # noqa: TID252  # has no name of its own
from ..reliability.loopback import Sent, http_reply, serving  # noqa: TID252  # has no name of its own
from .conftest import ID, KEY, Done, start
from .terminal import Terminal


@pytest.fixture
def configure(run: Callable[..., Done], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Done]:
    """Run `rayvision configure` in this process, with keys from a file."""

    def configure(*words: object, given: bytes) -> Done:
        file = tmp_path / "given"
        file.write_bytes(given)
        with file.open() as keys:
            monkeypatch.setattr("sys.stdin", keys)
            return run("configure", *words)

    return configure


def test_a_pipe_brings_keys(farm: Any, run: Callable[..., Any], environment: Path) -> None:
    options = ("--profile", "studio", "--domain", farm.domain, "--platform", 2, "--protocol", "http")
    process = start("configure", *options, stdin=subprocess.PIPE)
    out, err = process.communicate(f"{ID}\n{KEY}\n".encode(), timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert str(environment) in out.decode()
    assert KEY not in out.decode()
    assert profiles.load("studio") == profiles.Profile(ID, KEY, farm.domain, "2", "http", EDITIONS[-1])
    assert run("query", "stats", "--profile", "studio").code == 0


@dataclass
class Service:
    """A service that speaks some editions only, and keeps what it was asked."""

    options: tuple[str, str]
    asked: list[tuple[str, str]]


@pytest.fixture
def service() -> Iterator[Callable[..., Service]]:
    with ExitStack() as stack:

        def start_service(*editions: str) -> Service:
            def reply(sent: Sent, _: Any) -> bytes:
                asked.append((sent.path, sent.headers["version"]))
                known = sent.headers["version"] in editions
                data = [{"platform": 6, "name": "w6"}] if known else None
                answer = {"version": "", "result": known, "message": "", "code": 200 if known else 603, "data": data}
                return http_reply({**answer, "serverTime": 1535949047370})

            asked: list[tuple[str, str]] = []
            return Service(("--domain", stack.enter_context(serving(reply)).domain), asked)

        yield start_service


@pytest.mark.parametrize(
    ("spoken", "words", "stored", "tried"),
    [
        (["1.0.0"], [], "1.0.0", EDITIONS),
        (["2.0.0"], [], "2.0.0", EDITIONS),
        (["1.0.0", "2.0.0"], [], "2.0.0", EDITIONS),
        (["1.0.0", "2.0.0"], ["--api-version", "1.0.0"], "1.0.0", ["1.0.0"]),
    ],
)
def test_each_edition_or_the_given_one_is_asked_once_and_the_latest_that_answers_is_stored(
    service: Callable[..., Service],
    configure: Callable[..., Done],
    spoken: list[str],
    words: list[str],
    stored: str,
    tried: list[str],
) -> None:
    asked = service(*spoken)
    done = configure("--json", *words, *asked.options, given=b"ID\nKEY\n")
    assert (done.code, done.err) == (0, "")
    found = done.document
    assert (found["api_version"], found["zone"], found["platforms"]) == (stored, 2, [{"platform": 6, "name": "w6"}])
    assert profiles.load().api_version == stored
    assert sorted(asked.asked) == [("/api/render/common/queryPlatforms", one) for one in tried]


def test_where_no_edition_answers_nothing_is_stored(
    service: Callable[..., Service], configure: Callable[..., Done], environment: Path
) -> None:
    done = configure(*service().options, given=b"ID\nKEY\n")
    assert (done.code, done.out) == (3, "")
    assert "603" in done.err
    assert not environment.exists()


@pytest.mark.parametrize("variable", [None, "night shift"])
def test_the_profile_is_named_by_the_environment_or_the_default(
    monkeypatch: pytest.MonkeyPatch,
    variable: str | None,
    environment: Path,
    service: Callable[..., Service],
    configure: Callable[..., Done],
) -> None:
    if variable is not None:
        monkeypatch.setenv("RAYVISION_API_PROFILE", variable)
    done = configure("--json", *service("2.0.0").options, given=b"ID\r\nKEY\r\n")
    assert done.code == 0
    assert done.document.items() >= {"profile": variable or "default", "file": str(environment)}.items()
    assert profiles.load(variable).access_key == "KEY"


@pytest.mark.parametrize(
    ("given", "words", "code", "hint"),
    [
        (b"", [], 2, "access key"),
        (b"ID\n", [], 2, "access key"),
        (b"I D\nKEY\n", [], 3, "access_id"),
        (b"ID\n\xff\n", [], 3, "access_key"),
        (b"ID\nKEY\n", ["--platform", "x"], 2, "--platform"),
        (b"ID\nKEY\n", ["--domain", "http://x"], 2, "--domain"),
        (b"ID\nKEY\n", ["--profile", "[x]"], 2, "[x]"),
        (b"ID\nKEY\n", ["--api-version", "3"], 2, "--api-version"),
    ],
)
def test_keys_that_are_none_are_not_stored(
    given: bytes,
    words: list[str],
    code: int,
    hint: str,
    environment: Path,
    service: Callable[..., Service],
    configure: Callable[..., Done],
) -> None:
    done = configure(*service("2.0.0").options, *words, given=given)
    assert (done.code, done.out) == (code, "")
    assert hint in done.err
    assert len(done.err.splitlines()) == 1
    assert not environment.exists()


def test_whoami_says_whose_keys_are_used_and_from_where(
    rayvision: Callable[..., Any], run: Callable[..., Any], farm: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = rayvision("whoami", "--json").document
    assert told.items() >= {"domain": farm.domain, "apiVersion": "1.0.0", "zone": 1, "currency": "CNY"}.items()
    assert told["keysFrom"] == "RAYVISION_API_ACCESS_ID + RAYVISION_API_KEY"
    for variable in ("ACCESS_ID", "KEY"):
        monkeypatch.delenv(f"RAYVISION_API_{variable}")
    profiles.save(profiles.Profile(ID, KEY, farm.domain, platform="3"), "studio")
    monkeypatch.setenv("RAYVISION_API_PLATFORM", "5")
    text = run("whoami", "--profile", "studio").out
    assert "profile studio" in text
    assert "5 (RAYVISION_API_PLATFORM)" in text
    assert f"…{ID[-4:]}" in text
    assert ID not in text
    assert KEY not in text


def test_configure_list_shows_profiles_and_which_keys_are_used(run: Callable[..., Any]) -> None:
    assert "none" not in run("configure", "list").out
    assert run("configure", "list", "--json").document["profiles"] == []
    profiles.save(profiles.Profile(ID, KEY, "www.foxrenderfarm.com", platform="3"), "studio")
    told = run("configure", "list", "--json", "--profile", "studio").document
    assert told["used"] == "profile 'studio'"
    assert told["profiles"][0].items() >= {"profile": "studio", "accessId": f"…{ID[-4:]}", "hasKey": True}.items()
    shown = run("configure", "list").out.splitlines()
    assert shown[1].split("\t") == ["studio", f"…{ID[-4:]}", "www.foxrenderfarm.com", "3", ""]


def test_a_pipe_that_brings_nothing_is_not_waited_for_for_ever() -> None:
    process = start("configure", "--timeout", "0.3", stdin=subprocess.PIPE)
    assert process.wait(60) == 5
    _, err = process.communicate()
    assert len(err.splitlines()) == 1


def test_a_person_is_asked_and_the_key_is_not_shown(terminal: Callable[..., Any], farm: Any) -> None:
    person = terminal("configure", "--profile", "mine")
    person.until("Access id:")
    person.press(f"{ID}\n")
    person.until("Access key")
    person.press(f"{KEY}\n")
    person.until("Platform [4]:")
    person.press("2\n")
    assert person.end() == 0
    assert KEY.encode() not in person.written
    assert person.is_as_before
    assert profiles.load("mine") == profiles.Profile(ID, KEY, farm.domain, "2", "http", EDITIONS[-1])


def test_a_person_may_think_better_of_it(terminal: Callable[..., Any], environment: Path) -> None:
    person = terminal("configure")
    person.until("Access id:")
    person.press(f"{ID}\n")
    person.until("Access key")
    person.press("\x03")
    assert person.end() == 130
    assert person.is_as_before
    assert not environment.exists()


COMPLETING = """
source "$1"
COMP_WORDS=(rayvision "${@:2}"); COMP_CWORD=$(($# - 1)); _rayvision; printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def script(run: Callable[..., Done], tmp_path: Path) -> Path:
    """The completion script for bash."""
    path = tmp_path / "completion.bash"
    path.write_text(run("completion", "bash").out, encoding="utf-8")
    return path


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash on this machine")
@each(
    ("words", "completed"),
    [
        ([""], {*GROUPS, "job", "transmitter", "costs", "top", "web", "configure", "whoami", "completion"}),
        (["task", "st"], {"stop", "start", "stop-frames"}),
        (["query", "tasks", "--stat"], {"--status"}),
        (
            ["query", "tasks", "--status", "fini"],
            {"finished", "finished-has-failed", "finished-test", "finished-has-stopped"},
        ),
        (["task", "stop", "--js"], {"--json"}),
    ],
)
def test_bash_completes(script: Path, words: list[str], completed: set[str]) -> None:
    command = ["bash", "-c", COMPLETING, "bash", str(script), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    assert set(done.stdout.split()) == completed


SHELLS = {
    "bash": ["--norc", "--noprofile", "-i"],
    "zsh": ["-d", "-i"],
    "fish": ["--no-config", "--interactive"],
}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_real_shell_completes_at_a_terminal(run: Callable[..., Any], tmp_path: Path, shell: str) -> None:
    done = run("completion", shell)
    assert (done.code, "rayvision" in done.out) == (0, True)
    try:
        program = debian.find(shell)
    except debian.MissingError as missing:
        pytest.skip(str(missing))
    script = tmp_path / "completion"
    script.write_text(done.out, encoding="utf-8")
    # Each shell keeps files of its own at home; zsh greets anyone who has none.
    (tmp_path / ".zshrc").touch()
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "PS1": "> "}
    person = Terminal([program, *SHELLS[shell]], env=home)
    try:
        person.press(f"source {script}; echo rea''dy\n")
        person.until("ready")
        person.press("rayvision configure li\t")
        person.until("rayvision configure list")
        person.press("\x15rayvision task wait --unt\t")
        person.until("--until")
    finally:
        person.close()


def test_a_script_can_be_had_as_json(run: Callable[..., Any]) -> None:
    assert run("completion", "bash", "--json").document == run("completion", "bash").out


def test_version_imports_neither_httpx_nor_what_draws() -> None:
    code = "import sys; from rayvision_cli.__main__ import main; main(['--version']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    version, modules = done.stdout.splitlines()
    assert version == f"rayvision {__version__}"
    for name in ("httpx", "rich", "cyclopts", "attrs", "attr", "click", "rayvision_client"):
        assert f"'{name}'" not in modules


def test_help_and_completion_ask_nobody(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr("socket.socket.connect", refuse)
    for words in (["--help"], ["query", "tasks", "--help"], ["completion", "bash"], ["--version"]):
        assert run(*words).code == 0


def test_nothing_needs_click() -> None:
    code = "import sys; sys.modules['click'] = None; import rayvision_cli.app; print('done')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout == "done\n"
