"""Every operation of the service is a command, in every form of output."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rayvision_api import RayvisionAPI, __version__
from rayvision_cli import app
from rayvision_cli.commands import operations
from rayvision_cli.text.languages import Texts
from rayvision_client.operations import OPERATIONS

from .conftest import ID, KEY

# A command for each operation: what it is given, with what the farm has in braces.
COMMANDS: dict[str, str] = {
    "queryUserProfile": "user profile",
    "queryUserSetting": "user settings",
    "updateUserSetting": "user update-settings 43200",
    "getTransferBid": "user transfer-ids",
    "createTask": "task create --count 2 --label shot --task-user-level 60",
    "submitTask": "task submit {new}",
    "stopTask": "task stop {running}",
    "startTask": "task start {stopped}",
    "abortTask": "task abort {running} --yes",
    "deleteTask": "task delete {stopped} --yes",
    "setOverTimeStop": "task overtime {task} {running} --seconds 3600",
    "fullSpeed": "task full-speed {running}",
    "queryPlatforms": "query platforms",
    "queryErrorDetail": "query error 50001",
    "getTaskList": "query tasks --page-size 5",
    "queryTaskFrames": "query frames {task} --page-size 3",
    "queryAllFrameStats": "query stats",
    "restartFailedFrames": "task restart-failed {failed}",
    "restartFrame": "task restart {failed} 3",
    "queryTaskInfo": "query info {task} {running}",
    "querySupportedSoftware": "query software",
    "querySupportedPlugin": "query plugins maya --os-name windows",
    "loadTaskProcessImg": "query progress {max}",
    "loadingFrameThumbnail": "query thumbnail {frame}",
    "getTransferServerMsg": "query transfer-server",
    "getRaySyncUserKey": "query transfer-key",
    "addLabel": "tag add {label}",
    "deleteLabel": "tag delete {kept}",
    "getLabelList": "tag list",
    "addRenderEnv": "env add {env} --cg-id 2000 --cg-name Maya --cg-version 2022 --render-system linux",
    "updateRenderEnv": "env update {own} --cg-id maya --cg-name Maya --cg-version 2022 --render-system 1",
    "deleteRenderEnv": "env delete {own}",
    "setDefaultRenderEnv": "env default {own}",
    "getRenderEnv": "env list maya",
}
"""Commands of the first edition, and below those that came with the second."""

SECOND: dict[str, str] = {
    "listHardwareConfigs": "user hardware",
    "taskRecord": "user task-record",
    "loginRecord": "user login-record",
    "updateTaskUserLevel": "task set-priority {running} 60",
    "updateTaskLimit": "task limit {running} 3",
    "editTaskHardwareConfig": "task move {running} --hardware-id {hardware} --model {model} --ram {ram}",
    "stopTaskFrames": "task stop-frames {stopped} --all",
    "showLog": "query log {frame}",
    "getUserPackNodeInfo": "query rented-machines",
    "listProjects": "tag projects --flag own",
    "addTaskLabel": "tag attach {label} {task} {running}",
    "deleteTaskLabel": "tag detach {task} --label shot",
    "taskJsonFile": "transmit put {new} {file}",
    "getConfig": "transmit config",
    "getOutputUserDirFile": "transmit files",
}
COMMANDS |= {operation: f"{words} --api-version 2.0.0" for operation, words in SECOND.items()}


@pytest.fixture
def things(api: RayvisionAPI, submitted: Callable[..., int], farm: Any, tmp_path: Path) -> dict[str, object]:
    """What the commands speak of: tasks in several states, a frame, labels and render environments."""
    farm.scene(failing=[3])
    failed = submitted()
    farm.scene(cgId=2001, name="living_room.max")
    animated = submitted()
    farm.scene()
    task = submitted("shot")
    farm.advance(hours=3)
    farm.speed(0)
    running, stopped = submitted(), submitted()
    api.task.stop_task([stopped])
    (new,) = api.task.create_task().task_id_list
    frame = api.query.task_frames(task).items[0].id
    api.tag.add_label(kept := f"kept-{new}")
    own = f"own-{new}"
    members = {"cgId": 2000, "cgName": "Maya", "cgVersion": "2022", "renderSystem": "0", "pluginIds": []}
    api.env.add_render_env({"editName": own, **members})
    tasks: dict[str, object] = {
        "task": task,
        "running": running,
        "stopped": stopped,
        "new": new,
        "failed": failed,
        "max": animated,
    }
    (file := tmp_path / "tips.json").write_text("{}", encoding="utf-8")
    with RayvisionAPI(ID, KEY, domain=farm.domain, protocol="http", api_version="2.0.0") as newer:
        hardware = newer.user.get_hardware_config()[0]
    tasks |= {"file": file, "hardware": hardware.id, "model": hardware.model, "ram": hardware.ram}
    return {**tasks, "frame": frame, "label": f"label-{new}", "kept": kept, "env": f"env-{new}", "own": own}


def test_there_is_a_command_for_each_operation() -> None:
    assert COMMANDS.keys() == OPERATIONS.keys()


def test_tables_of_calls_speak_of_calls_that_there_are() -> None:
    tables = (
        *(
            operations.ITERATORS,
            operations.ABOUT_ONE,
            operations.ONCE,
            operations.UNSHOWN,
            operations.FINAL,
            operations.DONE,
        ),
    )
    assert set().union(*tables) <= {operation.call for operation in OPERATIONS.values()}


def test_each_operation_with_pages_can_be_followed() -> None:
    paged = {one.call for one in OPERATIONS.values() if one.pagination is not None}
    followed = paged | {"transmit.get_output_files"}
    assert followed == operations.ITERATORS.keys()


@pytest.mark.parametrize("operation", COMMANDS)
def test_each_command_prints_one_json_document_with_wire_names(
    rayvision: Callable[..., Any], things: dict[str, object], operation: str
) -> None:
    done = rayvision(*COMMANDS[operation].format(**things).split(), "--json")
    assert (done.code, done.err) == (0, "")
    document = json.loads(done.out)
    answer = OPERATIONS[operation].empty()
    assert type(document) is {type(None): type(None), str: str, list: list}.get(type(answer), dict)


@pytest.mark.parametrize("operation", COMMANDS)
def test_each_command_says_something_to_a_person(
    rayvision: Callable[..., Any], things: dict[str, object], operation: str
) -> None:
    done = rayvision(*COMMANDS[operation].format(**things).split())
    assert (done.code, done.err) == (0, "")
    # Nobody logs in to a sandbox, and an empty list has no lines.
    assert done.out.strip() or operation == "loginRecord"
    assert "Info(" not in done.out
    assert "object at 0x" not in done.out


def test_passwords_of_the_transfer_configuration_are_not_shown(rayvision: Callable[..., Any], farm: Any) -> None:
    with RayvisionAPI(ID, KEY, domain=farm.domain, protocol="http", api_version="2.0.0") as api:
        configuration = api.transmit.get_transfer_config()
    accounts = [account for engine in configuration.resq_engines for account in engine.resq_engine_accounts or ()]
    words = ("transmit", "config", "--api-version", "2.0.0")
    document = rayvision(*words, "--json")
    shown = rayvision(*words).out + document.out
    assert accounts
    assert not [account for account in accounts if account.password in shown]
    engines = document.document["resqEngines"]
    hidden = [account["password"] for engine in engines for account in engine["resqEngineAccounts"] or ()]
    assert hidden == ["***"] * len(accounts)


def test_all_output_files_are_those_of_the_directories_below_too(
    rayvision: Callable[..., Any], things: dict[str, object], farm: Any
) -> None:
    with RayvisionAPI(ID, KEY, domain=farm.domain, protocol="http", api_version="2.0.0") as api:
        files = [file.file_path for file in api.transmit.iter_output_files()]
    words = ("transmit", "files", "--all", "--api-version", "2.0.0")
    assert files
    assert [file["filePath"] for file in rayvision(*words, "--json").document] == files
    shown = rayvision(*words).out
    assert all(file in shown for file in files)


@pytest.mark.parametrize("words", ["user task-record", "user login-record", "query tasks --recycle-flag 1"])
def test_all_of_the_second_edition_is_followed(
    rayvision: Callable[..., Any], things: dict[str, object], words: str
) -> None:
    options = ["--all", "--page-size", 2, "--api-version", "2.0.0", "--json"]
    document = rayvision(*words.split(), *options).document
    assert document["total"] == len(document["items"])


def test_the_document_is_what_the_service_sent(
    rayvision: Callable[..., Any], things: dict[str, object], api: RayvisionAPI
) -> None:
    task_ids = [int(str(things[name])) for name in ("task", "failed")]
    document = rayvision("query", "info", *task_ids, "--json").document
    for shown, sent in zip(document["items"], api.query.task_info(task_ids).items, strict=True):
        assert {**shown, "labels": sent["labels"]}.items() >= sent.to_dict().items()
    assert document["items"][0]["labels"] == ["shot"]
    (environment, *_) = api.env.get_render_env("maya")
    assert rayvision("env", "list", "maya", "--json").document[0].items() >= environment.to_dict().items()


def test_a_document_names_what_numbers_stand_for(rayvision: Callable[..., Any], things: dict[str, object]) -> None:
    (task,) = rayvision("task", "show", things["task"], "--json", "--utc").document["items"]
    assert (task["taskStatus"], task["taskStatusName"], task["cgIdName"]) == (25, "FINISHED", "MAYA")
    submitted = datetime.fromisoformat(task["submitDateIso"])
    assert submitted == datetime.fromtimestamp(task["submitDate"] / 1000, UTC)
    assert task["submitDateIso"].endswith("+00:00")
    frames = rayvision("task", "frames", things["task"], "--json").document["items"]
    assert {frame["frameStatusName"] for frame in frames} == {"FINISHED"}
    (elsewhere,) = rayvision("task", "show", things["task"], "--json", "--timezone", "Asia/Kathmandu").document["items"]
    assert elsewhere["submitDateIso"].endswith("+05:45")


def test_lists_are_filtered_by_what_the_service_does_not_know(
    rayvision: Callable[..., Any], things: dict[str, object]
) -> None:
    failed = rayvision("query", "frames", things["failed"], "--status", "failed", "--json").document["items"]
    assert [frame["frameIndex"] for frame in failed] == ["3"]
    labelled = [task["id"] for task in rayvision("task", "list", "--label", "shot", "--json").document["items"]]
    assert things["task"] in labelled
    assert things["failed"] not in labelled


def test_the_log_of_a_frame_says_how_it_stands_and_why(
    rayvision: Callable[..., Any], things: dict[str, object]
) -> None:
    words = ("task", "log", things["failed"], "3", "--api-version", "2.0.0")
    facts, log = rayvision(*words).out.split("\n\n", 1)
    assert "status\tfailed" in facts
    assert len(log.splitlines()) > 1
    (document,) = rayvision(*words, "--json").document
    assert document["log"] == log.splitlines()
    for verb in ("log", "restart"):
        missing = rayvision("task", verb, things["failed"], "99", "--api-version", "2.0.0")
        assert (missing.code, missing.out) == (1, "")
        assert f"rayvision task frames {things['failed']}" in missing.err
    refused = rayvision("task", "log", things["failed"], "99", "--api-version", "1.0.0")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.endswith("; use --api-version 2.0.0\n")


@pytest.mark.parametrize("by", ["frameIndex", "id"])
def test_frames_are_restarted_by_name_or_id(
    rayvision: Callable[..., Any], things: dict[str, object], api: RayvisionAPI, by: str
) -> None:
    frames = api.query.task_frames(int(str(things["failed"]))).items
    assert rayvision("task", "restart", things["failed"], *(frame[by] for frame in frames[1:3])).code == 0
    now = api.query.task_frames(int(str(things["failed"]))).items
    assert [frame.id for frame in now if frame["recommitFlag"]] == [frame.id for frame in frames[1:3]]


def test_many_tasks_are_submitted_and_each_is_named(rayvision: Callable[..., Any], api: RayvisionAPI) -> None:
    ids = api.task.create_task(count=3).task_id_list
    assert rayvision("task", "submit", *ids).out.splitlines() == [f"Task {one} submitted." for one in ids]
    created, submitted = rayvision("task", "submit", "--create", "--label", "night").out.splitlines()
    number = created.split()[1]
    assert submitted == f"Task {number} submitted."
    assert api.query.task_info([int(number)]).items[0].labels == ["night"]
    (made,) = rayvision("task", "submit", "--create", "--json").document["taskIdList"]
    assert api.query.task_info([made]).items[0].submit_date is not None


def test_of_an_option_given_twice_the_last_counts(rayvision: Callable[..., Any]) -> None:
    assert len(rayvision("query", "tasks", "--page-size", 5, "--page-size", 1, "--json").document["items"]) <= 1
    created = rayvision("task", "create", "--label", "a", "--label", "b", "--json").document["taskIdList"]
    (task,) = rayvision("task", "show", *created, "--json").document["items"]
    assert sorted(task["labels"]) == ["a", "b"]


def test_any_number_of_ids_is_asked_for(rayvision: Callable[..., Any], api: RayvisionAPI) -> None:
    ids = [*api.task.create_task(count=70).task_id_list, *api.task.create_task(count=70).task_id_list]
    document = rayvision("query", "info", *ids, "--json").document
    assert [task["id"] for task in document["items"]] == ids
    assert document["total"] == len(ids)
    lines = rayvision("query", "info", *ids).out.splitlines()
    assert [line.split("\t")[0] for line in lines[1:]] == list(map(str, ids))


def test_an_added_operation_is_a_command_by_itself(
    monkeypatch: pytest.MonkeyPatch, run: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    added = OPERATIONS["stopTask"]._replace(id="toBeWritten", summary="Pause tasks", commands=("task stop-task",))
    # The table itself stays as it is: put back, an entry would be the last one.
    others = {name: operation for name, operation in OPERATIONS.items() if name != "stopTask"}
    monkeypatch.setattr(app, "OPERATIONS", {**others, added.id: added})
    assert "stop-task" in app.make_app(Texts("en"))["task"]
    done = run("task", "stop-task", "--help")
    assert "Pause tasks" in done.out
    assert "TASK_IDS" in done.out


@pytest.mark.parametrize("call", ["task.to_be_written", "asset.list_assets"])
def test_an_operation_whose_method_is_not_written_yet_keeps_no_other_command_away(
    monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    command = call.replace(".", " ").replace("_", "-")
    added = OPERATIONS["stopTask"]._replace(id="toBeWritten", summary="To be written", call=call, commands=(command,))
    monkeypatch.setattr(app, "OPERATIONS", {**OPERATIONS, added.id: added})
    made = app.make_app(Texts("en"))
    assert "to-be-written" not in made["task"]
    assert "stop" in made["task"]


@pytest.mark.parametrize("words", ["", "--help", "task", "task --help", "query tasks --help", "completion --help"])
def test_help_is_a_document_too(run: Callable[..., Any], words: str) -> None:
    assert run(*words.split(), "--json").document == {"help": run(*words.split()).out}


@pytest.mark.parametrize("words", ["--version", "--version --help", "query tasks --version"])
def test_the_version_is_a_document_too(run: Callable[..., Any], words: str) -> None:
    assert run(*words.split(), "--json").document == {"version": __version__}
    assert run(*words.split(), "--lang", "zh").out == f"rayvision {__version__}\n"


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "(deprecated)"), ("zh", "\N{FULLWIDTH LEFT PARENTHESIS}已弃用\N{FULLWIDTH RIGHT PARENTHESIS}")],
)
def test_help_says_what_is_deprecated(
    language: str, word: str, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = OPERATIONS["addLabel"]._replace(is_deprecated=True)
    monkeypatch.setattr(app, "OPERATIONS", {**OPERATIONS, old.id: old})
    for words in (["tag"], ["tag", "add"]):
        text = run(*words, "--help", "--lang", language).out
        assert Texts(language)(old.summary) in text
        assert text.count(word) == 1
