"""Command lines are those that rayvision_sync 3.1.8 was recorded with, but for what is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rayvision_api.transfer import Kind, Line, Storage, command_line

RECORDED: dict[str, list[list[str]]] = json.loads(
    (Path(__file__).parents[1] / "data/recorded-transfers.json").read_text("utf-8")
)
LINE = Line("198.51.100.1", 10221)
CUSTOM = Line("203.0.113.9", 10999)
CONFIG, INPUT, OUTPUT = (Storage(number, 10001136) for number in (30201, 10201, 20201))
SHARED_INPUT, OTHERS_OUTPUT = Storage(77201, 7700), Storage(20299, 7701)


def _config(name: str, **options: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
    return (Kind.UPLOAD_PATH, LINE, CONFIG, f"JOBS/17/{name}", f"/4711/cfg/{name}"), options


def _assets(line: Line = LINE, storage: Storage = INPUT, **options: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
    return (Kind.UPLOAD_JSON, line, storage, "JOBS/17/upload.json", "/"), options


def _download(
    remote: str, local: str = "CWD/out", storage: Storage = OUTPUT, line: Line = LINE, **options: Any
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    return (Kind.DOWNLOAD_PATH, line, storage, local, remote), {"keep_path": True, **options}


LEAVES = [("41_sc ene", OUTPUT), ("43_layer1", OTHERS_OUTPUT)]
OURS: dict[str, list[tuple[tuple[Any, ...], dict[str, Any]]]] = {
    "upload_config": [_config("task.json"), _config("upload.json")],
    "upload_asset": [_assets()],
    "upload_asset is_db=False": [_assets()],
    "upload_asset as a sub-account that shares the main account's balance": [_assets(storage=SHARED_INPUT)],
    "upload (all)": [
        *(_config(f"{name}.json") for name in ("task", "tips", "asset", "upload")),
        _assets(),
    ],
    "upload_list type": [_assets()],
    "automatic_line=False (transports.json)": [_assets(Line("45.251.92.29", 10221))],
    "internet_provider=CUCC": [_assets(Line("198.51.100.2", 10222))],
    "custom server, port, speed, network_mode=1": [_assets(CUSTOM)],
    "download by task id": [_download(name, "HOME/renderfarm_sdk", storage) for name, storage in LEAVES],
    "download with local path, no task folder": [
        _download(name, "CWD/out dir", storage, keep_path=False) for name, storage in LEAVES
    ],
    "download server_path str": [_download("18164087_test/l_layer")],
    "download server_path list, custom server and speed": [_download(f"1_a/{name}", line=CUSTOM) for name in "xy"],
    "download asset=True (input storage), sub-account": [_download("/data/x/tex.jpg", storage=SHARED_INPUT)],
    "auto_download": [_download(name, storage=storage) for name, storage in LEAVES],
    "auto_download_after_task_completed": [_download(name, storage=storage) for name, storage in LEAVES],
    "quoting: a file name with quotes and $()": [_config("q/a b $(echo PWNED) 'c'.json")],
    "download, transmitter exits 1": [_download("41_sc ene")],
    "upload_config, transmitter exits 1": [_config("task.json")],
    "upload_asset, transmitter exits 1": [_assets()],
    "upload_asset, transmitter exits 11": [_assets()],
}
DATABASE = "its database believes in files that the farm has long removed; ours knows when, and what"
DIFFERENCES: dict[tuple[str, str, str], str] = {
    ("-C", "HOME/renderfarm_sdk/db_ini/17.ini", "None"): DATABASE,
    ("-s", "2048", "1048576"): "speed is not limited",
    ("-s", "512", "1048576"): "speed is not limited",
    ("-p", "1", "0"): "only engine raysync asks for it",
    ("-T", "upload_list", "upload_json"): "a list that names places, too",
    ("-L", "JOBS/17/list.txt", "JOBS/17/upload.json"): "a list that names places, too",
    ("-L", "JOBS/17/q/a b PWNED 'c'.json", "JOBS/17/q/a b $(echo PWNED) 'c'.json"): "a shell ran the file's name",
    ("-R", "/4711/cfg/a b PWNED 'c'.json", "/4711/cfg/q/a b $(echo PWNED) 'c'.json"): "a shell ran the file's name",
}
"""What is another on purpose, and why: the option, what was recorded, what ours is."""


def test_ours_is_what_was_recorded_but_for_the_listed_differences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert set(OURS) == set(RECORDED)
    found = set()
    for case, calls in OURS.items():
        for (arguments, options), theirs in zip(calls, RECORDED[case], strict=True):
            mine = [part.removeprefix(f"{tmp_path}/") for part in command_line(*arguments, **options)]
            assert mine[::2] == theirs[::2], case
            pairs = zip(mine[::2], theirs[1::2], mine[1::2], strict=True)
            found |= {(name, value, own) for name, value, own in pairs if value != own}
    assert found == set(DIFFERENCES)


def test_a_name_that_starts_with_a_dash_is_no_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = command_line(Kind.UPLOAD_JSON, LINE, INPUT, "-v")
    assert arguments[arguments.index("-L") + 1] == str(tmp_path / "-v")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"remote": "/"}, "whole name of the file"),
        ({"remote": "a\0b"}, "NUL"),
        ({"local": "a\0b"}, "NUL"),
    ],
)
def test_what_would_go_wrong_is_refused(change: dict[str, Any], message: str) -> None:
    arguments = {"kind": Kind.UPLOAD_PATH, "line": LINE, "storage": INPUT, "local": "/a/b", "remote": "/c"} | change
    with pytest.raises(ValueError, match=message):
        command_line(**arguments)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("", 1), "host"),
        (("h", 0), "port"),
        (("h", 65_536), "port is 65536; it may be at most 65535"),
    ],
)
def test_a_line_that_is_none_is_refused(arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Line(*arguments)
