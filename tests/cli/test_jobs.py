"""A job on the command line: checked, submitted, looked at; and the program that transfers its files."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rayvision_api import RayvisionAPI, RayvisionWaitStoppedError
from rayvision_api.jobs import Job

from .conftest import Done, Farm
from .terminal import CTRL_C

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs of these tests are scripts")
STAND_IN = (
    f"#!{sys.executable}\nimport sys\nfrom rayvision_sandbox.transmitter.__main__ import main\nsys.exit(main())\n"
)


@pytest.fixture(autouse=True)
def _program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: Path) -> None:
    program = tmp_path / "transmitter"
    program.write_text(STAND_IN)
    program.chmod(0o700)
    for name, value in {
        "RAYVISION_TRANSMITTER": program,
        "RAYVISION_LOG": tmp_path / "logs",
        "XDG_STATE_HOME": tmp_path / "state",
        "XDG_DATA_HOME": tmp_path / "data",
        "RAYVISION_API_VERSION": "2.0.0",
    }.items():
        monkeypatch.setenv(name, str(value))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sh020.blend").write_bytes(b"BLENDER" * 100)
    return Job.new("blender", tmp_path / "sh020.blend", frames="1-4", version="3.6").write(tmp_path / "sh020")


def test_a_job_is_submitted_once(rayvision: Callable[..., Done], folder: Path) -> None:
    first = rayvision("job", "submit", folder, "--key", "sh020 v1", "--json").document
    again = rayvision("job", "submit", folder, "--key", "sh020 v1", "--json").document
    assert (first["taskId"], first["key"], first["pictures"]) == (again["taskId"], "sh020 v1", [])
    assert rayvision("job", "status", folder, "--json").document["id"] == first["taskId"]


def test_status_begins_with_what_people_look_for(rayvision: Callable[..., Done], folder: Path, farm: Farm) -> None:
    farm.speed(0)
    rayvision("job", "submit", folder)
    short, full = (rayvision("job", "status", folder, *words).out.splitlines() for words in ([], ["--all"]))
    assert len(short) < len(full)
    assert set(short) <= set(full)


def test_what_there_is_by_then_is_a_document(
    rayvision: Callable[..., Done], folder: Path, farm: Farm, monkeypatch: pytest.MonkeyPatch
) -> None:
    farm.speed(0)
    words = ("job", "submit", folder, "--wait", "--timeout", "0.5", "--json")
    monkeypatch.setenv("RAYVISION_SANDBOX_TRANSMITTER_FAULTS", "kind=exit-255")
    failed = rayvision(*words, "--key", "stopped v1")
    monkeypatch.delenv("RAYVISION_SANDBOX_TRANSMITTER_FAULTS")
    late = rayvision(*words)
    assert (failed.code, late.code) == (1, 5)
    task = rayvision("job", "status", folder, "--json").document["id"]
    for done in (failed, late):
        assert json.loads(done.out) == {"taskId": task, "key": "stopped v1", "task": None, "pictures": None}
    # What there is of another key is not what was asked for.
    monkeypatch.setenv("RAYVISION_TRANSMITTER", "nothing")
    assert rayvision(*words, "--key", "stopped v2").out == ""


def test_the_way_is_told_in_lines(rayvision: Callable[..., Done], folder: Path) -> None:
    done = rayvision("job", "submit", folder)
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    assert [line.split(",")[0] for line in lines[:3]] == ["checking", "uploading", "submitted"]
    assert "rayvision task wait" in lines[-1]


def test_what_is_wrong_is_told_line_by_line(rayvision: Callable[..., Done], folder: Path) -> None:
    job = Job.read(folder)
    job.version = "1.0"
    job.write()
    for command in ("check", "submit"):
        done = rayvision("job", command, folder)
        assert done.code == 1
        assert "software_config.cg_version is '1.0'" in done.out
        document = json.loads(rayvision("job", command, folder, "--json").out)
        assert [finding["code"] for finding in document["findings"]] == ["version"]


def test_what_is_wrong_is_told_in_the_language(rayvision: Callable[..., Done], folder: Path) -> None:
    job = Job.read(folder)
    job.version = "1.0"
    job.hardware_ids = [7]
    job.task["task_info"] |= {"tiles": [], "channel": "x", "stop_after_test": "3", "tiels": "1"}
    job.upload["asset"].append({"local": "/nowhere is here; a or b", "server": "/"})
    job.tips["15006"] = ["/a"]
    job.write()
    (folder / "asset.json").write_text("[]")
    for command in ("check", "submit"):
        done = rayvision("job", command, folder, "--lang", "zh")
        assert "错误\N{FULLWIDTH COLON}task.json: software_config.cg_version 的值 '1.0' 有误" in done.out
        # Names, values and what the farm says stay as they are.
        lines = [re.sub("'[^']*'", "", line) for line in done.out.splitlines() if "tips.json" not in line]
        assert [line for line in [*lines, done.err] if re.search("[a-z] [a-z]|[a-z]$", line)] == []


@pytest.mark.parametrize(
    ("variable", "value", "code", "text"),
    [
        ("RAYVISION_SANDBOX_TRANSMITTER_FAULTS", "kind=exit-255", 1, "传输程序以退出码 255 结束"),
        ("RAYVISION_TRANSMITTER", "./failing", 1, "失败\N{FULLWIDTH COLON}传输程序未说明原因"),
        ("RAYVISION_TRANSMITTER", "nothing", 1, "RAYVISION_TRANSMITTER 所指定的传输程序"),
        ("RAYVISION_TRANSFER_LINE", "host:70000", 2, "不能超过 65535"),
        ("RAYVISION_TRANSFER_LINE", "host", 2, "应为 HOST:PORT"),
    ],
)
def test_what_goes_wrong_with_a_transfer_is_told_in_the_language(
    variable: str, value: str, code: int, text: str, rayvision: Callable[..., Done], folder: Path, monkeypatch: Any
) -> None:
    failing = folder.parent / "failing"
    failing.write_text(f"#!{sys.executable}\nprint('upload file fail (/a.png)')\nraise SystemExit(255)\n")
    failing.chmod(0o700)
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv(variable, value)
    done = rayvision("job", "submit", folder, "--lang", "zh")
    assert done.code == code
    assert text in done.err
    assert not re.search("[a-z] [a-z]", re.sub("'[^']*'", "", done.err))


def test_what_became_of_the_task_of_a_job_is_told_in_the_language(
    rayvision: Callable[..., Done], folder: Path, api: RayvisionAPI
) -> None:
    assert "尚未提交" in rayvision("job", "status", folder, "--lang", "zh").err
    task = rayvision("job", "submit", folder, "--key", "v1", "--json").document["taskId"]
    assert "请使用 --platform" in rayvision("job", "status", folder, "--lang", "zh", "--platform", "3").err
    job = Job.read(folder)
    job.frames = "1-5"
    job.write()
    assert f"在提交为任务 {task} 之后有改动" in rayvision("job", "submit", folder, "--lang", "zh").err
    api.task.delete_task([task])
    assert f"任务 {task} 已在农场上删除" in rayvision("job", "status", folder, "--lang", "zh").err
    (folder / "submission.json").write_text("{")
    assert "请用 --key 指定" in rayvision("job", "submit", folder, "--lang", "zh").err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_under_the_output_is_named(piped: Callable[..., subprocess.Popen[bytes]], folder: Path) -> None:
    with Path("/dev/full").open("w") as full:
        process = piped("job", "submit", folder, stdout=full)
        _, err = process.communicate(timeout=60)
    said = f"rayvision: standard output cannot be written: {os.strerror(errno.ENOSPC)}\n"
    assert (process.returncode, err.decode()) == (7, said)


def test_a_full_disk_under_what_is_written_for_the_transmitter_is_named(
    rayvision: Callable[..., Done], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_text", full)
    done = rayvision("job", "submit", folder)
    assert done.code == 7
    assert re.search(rf"upload\.json: {os.strerror(errno.ENOSPC)}$", done.err)


def test_pictures_that_will_find_no_room_keep_a_job_at_home(
    rayvision: Callable[..., Done], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil.disk_usage(tmp_path)._replace(free=1)
    monkeypatch.setattr("shutil.disk_usage", lambda _: full)
    done = rayvision("job", "submit", folder, "--download", tmp_path / "frames")
    assert done.code == 1
    assert "has room for" in done.out
    assert rayvision("job", "status", folder).code != 0


def test_pictures_come_and_the_exit_code_says_what_became_of_the_task(
    rayvision: Callable[..., Done], folder: Path, farm: Farm, tmp_path: Path
) -> None:
    farm.scene(failing=[2])
    farm.speed(100_000)
    done = rayvision("job", "submit", folder, "--download", tmp_path / "frames", "--json")
    document = done.document
    assert done.code == 6
    assert [(picture["frame"], picture["new"]) for picture in document["pictures"]] == [(1, True), (3, True), (4, True)]
    assert document["task"]["failedFrames"] == 1
    fresh = rayvision("job", "download", document["taskId"], tmp_path / "fresh").out.splitlines()
    assert [line.split(",")[:2] for line in fresh[:2]] == [["fetching", " 0 of 3 files"], ["fetching", " 3 of 3 files"]]
    again = rayvision("job", "download", document["taskId"], tmp_path / "frames", "--follow")
    assert again.code == 6
    assert "3 pictures in" in again.out
    assert rayvision("job", "submit", folder, "--wait").code == 6
    assert rayvision("job", "download", document["taskId"], tmp_path / "frames").code == 0


def test_a_job_goes_on_when_its_reader_is_gone(
    piped: Callable[..., subprocess.Popen[bytes]], rayvision: Callable[..., Done], folder: Path, farm: Farm
) -> None:
    farm.scene(failing=[2])
    farm.speed(100_000)
    process = piped("job", "submit", folder, "--wait")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()
    assert (process.wait(60), "Broken pipe" in said) == (6, False)
    assert rayvision("job", "status", folder, "--json").document["doneFrames"] == 3


def test_of_an_edition_that_lists_no_pictures_no_totals_are_told(
    rayvision: Callable[..., Done], folder: Path, farm: Farm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    farm.speed(100_000)
    task = rayvision("job", "submit", folder, "--wait", "--json").document["taskId"]
    monkeypatch.setenv("RAYVISION_TRANSFER_LINE", farm.domain)
    done = rayvision("job", "download", task, tmp_path / "frames", "--api-version", "1.0.0")
    assert done.code == 0, done.err
    assert "4 pictures in" in done.out
    assert re.search(r"^fetching, [0-4] files$", done.out, re.MULTILINE)


def test_budget_stops_the_task_and_says_so(
    rayvision: Callable[..., Done], folder: Path, farm: Farm, tmp_path: Path
) -> None:
    Job.new("blender", tmp_path / "sh020.blend", frames="1-400", version="3.6").write(folder)
    farm.scene(nodes=2)
    for wrong in (0, "nan", "inf"):
        assert rayvision("job", "submit", folder, "--budget", wrong).code == 2
    done = rayvision("job", "submit", folder, "--budget", 3, "--download", tmp_path / "frames")
    assert done.code == 6, done.err
    assert done.out.count("most of the budget is spent") == 1
    task = rayvision("job", "status", folder, "--json").document
    assert done.out.count(f"stopped: {task['id']}") == 1
    assert task["doneFrames"] < 400


def test_what_a_quick_task_costs_beyond_its_budget_is_told(
    rayvision: Callable[..., Done], folder: Path, farm: Farm, api: RayvisionAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    supervise = type(api.task).supervise

    def late(self: Any, task_ids: list[int], **options: Any) -> Any:
        # Which of the two sees the end first, the wait or the look at the budget, is chance.
        if "stop" in options:
            raise RayvisionWaitStoppedError("waiting was stopped", [])
        return supervise(self, task_ids, **options)

    monkeypatch.setattr(type(api.task), "supervise", late)
    farm.speed(100_000)
    done = rayvision("job", "submit", folder, "--budget", 0.01)
    assert done.out.count("the budget is spent") == 1, done.err


@pytest.mark.parametrize("words", [["--wait"], ["--download", "frames"]])
def test_following_ends_when_the_time_is_up(
    rayvision: Callable[..., Done], folder: Path, farm: Farm, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    farm.speed(0)
    monkeypatch.chdir(folder)
    assert rayvision("job", "submit", folder, *words, "--timeout", "0.5").code == 5


def test_the_screen_shows_the_way_and_no_name_breaks_it(
    terminal: Callable[..., Any], farm: Farm, tmp_path: Path
) -> None:
    scene = tmp_path / "sh\x1b[2J\x07\u202e[red]\u955c.blend"
    scene.write_bytes(b"BLENDER")
    folder = Job.new("blender", scene, frames="1-4", version="3.6").write(tmp_path / "job[bold]")
    farm.speed(0)
    person = terminal("job", "submit", folder, "--download", tmp_path / "frames", "--platform", "2", columns=60)
    person.until("submitted")
    farm.advance(hours=0.03)
    person.until("rendering", 60)
    assert not person.shows_cursor
    farm.advance(hours=24)
    assert person.end(60) == 0, person.text
    assert "4 pictures in" in person.text.replace("\n", " ")
    assert person.shows_cursor
    assert b"\x1b[2J" not in person.written
    assert b"\x07" not in person.written


def test_ctrl_c_leaves_the_screen_clean_and_says_how_to_go_on(
    terminal: Callable[..., Any], folder: Path, farm: Farm, tmp_path: Path
) -> None:
    farm.speed(0)
    person = terminal("job", "submit", folder, "--download", tmp_path / "frames")
    person.until("submitted")
    person.press(CTRL_C)
    assert person.end() == 130
    assert person.shows_cursor
    assert person.is_as_before
    assert "run the same command again to continue" in person.text


def test_a_terminal_that_vanishes_ends_a_job_as_its_signal_says(
    terminal: Callable[..., Any], folder: Path, farm: Farm, tmp_path: Path
) -> None:
    farm.speed(0)
    person = terminal("job", "submit", folder, "--download", tmp_path / "frames")
    person.until("submitted")
    assert person.vanish() == 128 + signal.SIGHUP


@pytest.mark.parametrize(
    ("words", "code", "text"),
    [
        (["job", "submit", "nowhere", "--json"], 2, "'nowhere' is not a folder"),
        (["--lang", "zh", "job", "submit", "nowhere"], 2, "'nowhere' 不是文件夹"),
        (["task", "report", "1", "--pictures", "nowhere"], 2, "nowhere: "),
        (["task", "report", "1", "--pictures", sys.executable], 2, f": {os.strerror(errno.ENOTDIR)}"),
        (["job", "download", "1", ""], 2, "41 42 frames"),
        (["job", "submit", ""], 2, "FOLDER is ''"),
        (["job", "submit", ".", "--wait", "--timeout", "-1"], 2, "--timeout is -1.0"),
        (["job", "download", "1", "frames", "--timeout", "nan"], 2, "--timeout is nan"),
        (["job", "status", "nowhere"], 2, "'nowhere' is not a folder"),
        (["job", "download", "frames"], 2, "41 42 frames"),
        (["job", "download", "x", "frames"], 2, "41 42 frames"),
        (["job", "submit", ".", "--key", " "], 2, "--key is ' '"),
        (["transmit", "put", "5", "nowhere.json"], 2, "nowhere.json"),
        (["task", "create", "--once", " a"], 2, "--once is ' a'"),
        (["transmitter", "install", "3", "--sha256", "x"], 2, "--sha256 is 'x'"),
    ],
)
def test_what_makes_no_sense_is_told(words: list[str], code: int, text: str, rayvision: Callable[..., Done]) -> None:
    done = rayvision(*words)
    assert (done.code, done.out) == (code, "")
    assert text in done.err


def test_a_file_in_place_of_the_folder_for_pictures_is_told(
    rayvision: Callable[..., Done], submitted: Callable[..., int], farm: Farm, tmp_path: Path
) -> None:
    task_id = submitted()
    farm.advance(hours=24)
    done = rayvision("job", "download", task_id, tmp_path / "transmitter")
    assert (done.code, done.err) == (2, f"rayvision: {tmp_path / 'transmitter'}: {os.strerror(errno.ENOTDIR)}\n")


def test_the_transmitter_is_looked_at(
    run: Callable[..., Done], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    document = run("transmitter", "status", "--json").document
    assert (document["found"], document["version"]) == ("environment", "1.1.5")
    monkeypatch.setenv("RAYVISION_TRANSMITTER", str(tmp_path / "nothing"))
    assert "is not a file" in run("transmitter", "status").err


def test_the_transmitter_is_unpacked_alone_and_for_its_owner(
    run: Callable[..., Done], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wheel = tmp_path / "index/rayvision_sync-9.8-py3-none-any.whl"
    _make_wheel(wheel, {"linux/rayvision_transmitter": STAND_IN, "linux/aspera/ascp": "x", "windows/other.exe": "x"})
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheel.parent))
    monkeypatch.delenv("RAYVISION_TRANSMITTER")
    assert "DO NOT MATCH THE HASHES" in run("transmitter", "install", "9.8", "--sha256", "0" * 64).err
    for _ in range(2):
        done = run("transmitter", "install", "9.8", "--sha256", hashlib.sha256(wheel.read_bytes()).hexdigest())
        assert "It belongs to the vendor" in done.out, done.err
    assert run("transmitter", "status", "--json").document["found"] == "installed"
    data = tmp_path / "data/rayvision"
    assert {
        path.relative_to(data).as_posix(): path.stat().st_mode & 0o777 for path in data.rglob("*")
    } == dict.fromkeys(
        ("transmitter", "transmitter/rayvision_transmitter", "transmitter/aspera", "transmitter/aspera/ascp"), 0o700
    )


def test_a_package_whose_files_lead_elsewhere_is_refused(
    run: Callable[..., Done], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wheel = tmp_path / "index/rayvision_sync-9.8-py3-none-any.whl"
    _make_wheel(wheel, {"linux/rayvision_transmitter": "x", "linux/../../../evil": "x"})
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheel.parent))
    done = run("transmitter", "install", "9.8", "--sha256", hashlib.sha256(wheel.read_bytes()).hexdigest())
    assert "leads out of its folder" in done.err
    assert list((tmp_path / "data/rayvision").iterdir()) == []


def test_an_environment_without_pip_is_named(run: Callable[..., Done], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rayvision_api.transfer._installing.find_spec", lambda _: None)
    done = run("transmitter", "install")
    assert (done.code, "python -m ensurepip" in done.err) == (1, True), done.err


def _make_wheel(path: Path, files: dict[str, str]) -> None:
    path.parent.mkdir()
    about = "rayvision_sync-9.8.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"rayvision_sync/transmission/{name}", content)
        archive.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: rayvision-sync\nVersion: 9.8\n")
        archive.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{about}/RECORD", "")
