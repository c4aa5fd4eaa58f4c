"""The command: what it says, how it stops, and what it answers to nonsense."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from rayvision_sandbox.__main__ import main


def refusal(*arguments: str) -> str:
    """The one line with which the command, run in a process of its own, refuses to start."""
    line = [sys.executable, "-m", "rayvision_sandbox", "--port", "0", *arguments]
    done = subprocess.run(line, capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    return done.stderr


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """The one line with which the command, run in this process, refuses its arguments."""

    def serve(*_: object) -> None:
        pytest.fail("the farm has started")

    monkeypatch.setattr("uvicorn.Server.run", serve)

    def refused(*arguments: str) -> str:
        with pytest.raises(SystemExit) as leaving:
            sys.exit(main(arguments))
        assert leaving.value.code == 2
        (line,) = capsys.readouterr().err.splitlines()
        return line

    return refused


def test_says_where_it_listens_and_how_to_use_it(start_command: Callable[..., Any]) -> None:
    command = start_command("--access-id", "my id", "--access-key", "my key")
    caller = command.caller()
    caller.access_id, caller.access_key = "my id", "my key"
    assert caller.data("queryUserProfile")["userName"] == "rayvision"
    said, complaints = command.stop()
    assert "my id" in said
    assert "my key" in said
    assert f'domain="{command.domain}"' in said
    compile(said[said.index("from rayvision_api") :], "snippet", "exec")
    assert (command.process.returncode, complaints) == (0, "")


def test_a_farm_for_other_machines_names_an_address_to_connect_to_and_warns(start_command: Callable[..., Any]) -> None:
    command = start_command("--host", "0.0.0.0", "--allow-remote")
    assert command.domain.startswith("127.0.0.1:")
    assert httpx.get(f"http://{command.domain}/sandbox", trust_env=False).status_code == 200
    said, complaints = command.stop()
    assert f'domain="{command.domain}"' in said
    assert "other machines can reach this farm" in complaints


def test_stops_while_clients_are_connected(start_command: Callable[..., Any]) -> None:
    command = start_command()
    command.caller().data("queryUserProfile")
    command.stop()
    assert command.process.returncode == 0


def test_a_farm_that_is_stopped_while_it_says_where_it_listens_stops_cleanly(tmp_path: Path) -> None:
    program = (
        "import builtins, os, signal, sys; say = print\n"
        "builtins.print = lambda *words, **more: [say(*words, **more), os.kill(os.getpid(), signal.SIGTERM)]\n"
        "from rayvision_sandbox.__main__ import main; sys.exit(main(['--port', '0']))"
    )
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    line = [sys.executable, "-c", program]
    done = subprocess.run(line, capture_output=True, timeout=30, check=False, env=environment)
    assert (done.returncode, done.stderr, list(tmp_path.iterdir())) == (0, b"", [])


def test_what_was_acknowledged_survives_a_kill(start_command: Callable[..., Any], tmp_path: Path) -> None:
    database = str(tmp_path / "farm.sqlite")
    command = start_command("--db", database, "--seed", "3")
    acknowledged: list[int] = []
    killer = threading.Timer(1.0, command.kill)
    killer.start()
    caller = command.caller()
    with suppress(httpx.TransportError):
        while killer.is_alive():
            (task_id,) = caller.create()
            caller.data("submitTask", taskId=task_id)
            acknowledged.append(task_id)
    killer.join()
    assert acknowledged

    caller = start_command("--db", database).caller()
    found = {task["id"]: task for task in caller.data("getTaskList", pageNum=1, pageSize=10_000)["items"]}
    assert set(acknowledged) <= set(found)
    assert all(found[task_id]["submitDate"] for task_id in acknowledged)
    assert caller.http.get("/sandbox").json()["seed"] == 3


def test_time_never_goes_back(start_command: Callable[..., Any], tmp_path: Path) -> None:
    database = str(tmp_path / "farm.sqlite")
    command = start_command("--db", database, "--speed", "100000")
    before = command.caller().http.get("/sandbox").json()
    command.kill()
    after = start_command("--db", database, "--speed", "0").caller().http.get("/sandbox").json()
    assert after["now"] >= before["now"]
    assert after["speed"] == 0


def test_a_nonce_is_remembered_over_a_restart(start_command: Callable[..., Any], tmp_path: Path) -> None:
    database, port = str(tmp_path / "farm.sqlite"), str(free_port())
    command = start_command("--db", database, "--port", port)
    caller = command.caller()
    path = "/api/render/user/queryUserProfile"
    headers = caller.signed_headers(path, {})
    assert caller.http.post(path, content="{}", headers=headers).json()["code"] == 200
    command.kill()
    caller = start_command("--db", database, "--port", port).caller()
    assert caller.http.post(path, content="{}", headers=headers).json()["code"] == 603


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def test_fifty_clients_at_once(start_command: Callable[..., Any]) -> None:
    command = start_command()

    def work(_number: int) -> list[int]:
        caller = command.caller()
        numbers = []
        for _ in range(4):
            (task_id,) = caller.create()
            caller.data("submitTask", taskId=task_id)
            numbers.append(task_id)
        caller.data("getTaskList", pageNum=1, pageSize=10)
        return numbers

    with ThreadPoolExecutor(50) as pool:
        numbers = [number for own in pool.map(work, range(50)) for number in own]
    assert len(set(numbers)) == 200
    assert command.caller().data("getTaskList", pageNum=1, pageSize=1)["total"] == 200


def test_a_taken_port_gets_one_line_and_exit_code_2() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        assert "--port" in refusal("--port", str(listener.getsockname()[1]))


@pytest.mark.parametrize("content", [b"this is no database at all" * 100, b""])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    if not content:
        database = sqlite3.connect(path)
        database.execute("CREATE TABLE poems (line)")
        database.close()
        content = path.read_bytes()
    assert "--db" in refusal("--db", str(path))
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("arguments", "hints"),
    [
        (("--fault", "nonsense"), ["kind="]),
        (("--fault", "kind=earthquake"), ["drop-before"]),
        (("--fault", "kind=delay,probability=2"), ["probability"]),
        (("--host", "0.0.0.0"), ["--allow-remote"]),
        (("--host", "192.0.2.1", "--allow-remote"), ["--host"]),
        (("--users", "/nowhere/users.json"), ["cannot read"]),
        (("--db", "/nowhere/farm.sqlite"), ["--db"]),
        (("--users", "x", "--access-id", "y"), ["either"]),
        (("--port", "99999"), ["--port", "99999", "65535"]),
        (("--port", "-1"), ["--port", "-1", "65535"]),
        (("--port", "http"), ["--port", "http", "65535"]),
        (("--speed", "-1"), ["--speed", "-1", "from 0"]),
        (("--speed", "nan"), ["--speed", "nan", "from 0"]),
        (("--seed", "chance"), ["--seed", "chance", "whole number"]),
        (("--zone", "3"), ["--zone", "3", "any"]),
        (("--domain", "http://render.example"), ["--domain", "http://render.example", "render.example:8765"]),
        (("--frobnicate",), ["--frobnicate", "--help"]),
    ],
)
def test_an_impossible_option_gets_one_line_and_exit_code_2(
    refused: Callable[..., str], arguments: tuple[str, ...], hints: list[str]
) -> None:
    line = refused("--port", "0", *arguments)
    assert [hint for hint in hints if hint not in line] == []


@pytest.mark.parametrize("module", ["PIL", "orjson", "starlette", "uvicorn"])
def test_a_missing_extra_gets_one_line_and_exit_code_2(module: str) -> None:
    program = (
        f"import runpy, sys; sys.modules['{module}'] = None; runpy.run_module('rayvision_sandbox', None, '__main__')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert module in done.stderr
    assert "pip install 'rayvision-sdk[sandbox]'" in done.stderr


USER = {"accessId": "a", "accessKey": "k"}


def test_users_come_from_a_file(start_command: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "users.json"
    entries = [USER | {"userName": "ann", "coupon": "1.50"}, {"accessId": "b", "accessKey": "l", "balance": 2}]
    path.write_text(json.dumps(entries))
    command = start_command("--users", str(path))
    profiles = []
    for access_id, access_key in (("a", "k"), ("b", "l")):
        caller = command.caller()
        caller.access_id, caller.access_key = access_id, access_key
        profiles.append(caller.data("queryUserProfile"))
    names = ("userName", "coupon", "rmbbalance")
    assert [[profile[name] for name in names] for profile in profiles] == [["ann", 1.5, 0], ["user1", 0, 2]]


def test_a_user_cannot_take_over_the_keys_of_another(tmp_path: Path, start_command: Callable[..., Any]) -> None:
    path, database = tmp_path / "users.json", str(tmp_path / "farm.sqlite")
    path.write_text(json.dumps([USER | {"userId": 1}]))
    start_command("--users", str(path), "--db", database).stop()
    path.write_text(json.dumps([USER | {"userId": 2}]))
    assert "give user 2 another one" in refusal("--users", str(path), "--db", database)


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE"])
def test_a_locked_database_gets_one_line_and_exit_code_2(
    tmp_path: Path, start_command: Callable[..., Any], lock: str
) -> None:
    path = tmp_path / "farm.sqlite"
    start_command("--db", str(path)).stop()
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript(lock)
    with closing(database):
        assert "--db" in refusal("--db", str(path))


def test_a_second_farm_on_a_database_is_refused_while_the_first_one_lives(
    tmp_path: Path, start_command: Callable[..., Any]
) -> None:
    path = str(tmp_path / "farm.sqlite")
    first = start_command("--db", path)
    (task_id,) = first.caller().create()
    assert f"another sandbox, uses the database {path}" in refusal("--db", path)
    assert first.caller().create() == [task_id + 1]
    first.kill()
    assert start_command("--db", path).caller().create() == [task_id + 2]


@pytest.mark.parametrize(
    "entries",
    [
        {},
        [],
        ["ann"],
        [{"accessId": "a"}],
        [USER | {"zone": 3}],
        [USER | {"coupon": "much"}],
        [USER | {"balance": -1}],
        [USER | {"accessKey": 5}],
        [USER | {"locked": "no"}],
        [USER | {"profile": 3}],
        [USER | {"userId": 1}, USER | {"userId": 2}],
        [USER | {"userId": 1}, {"accessId": "b", "accessKey": "k", "userId": 1}],
    ],
)
def test_a_users_file_that_makes_no_sense_is_explained(
    refused: Callable[..., str], tmp_path: Path, entries: Any
) -> None:
    path = tmp_path / "users.json"
    path.write_text(json.dumps(entries))
    assert "users file" in refused("--port", "0", "--users", str(path))
