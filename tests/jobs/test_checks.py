"""A check tells everything that is wrong, at once, and with what to do about it."""

from __future__ import annotations

import builtins
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rayvision_api.jobs import Finding, Job

from ..each import each  # noqa: TID252  # has no name of its own
from . import examples


def _found(folder: Path, **arguments: Any) -> list[tuple[str, str, str]]:
    return [(one.code, one.file, one.member) for one in Job.read(folder).check(**arguments)]


def _set(place: str, value: Any) -> Callable[[dict[str, Any], dict[str, Any]], None]:
    def change(task: dict[str, Any], upload: dict[str, Any]) -> None:
        *above, last = place.split(".")
        holder: Any = {"task": task, "upload": upload}
        for name in above:
            holder = holder[int(name) if name.isdigit() else name]
        holder[int(last) if last.isdigit() else last] = value

    return change


@pytest.mark.parametrize("name", sorted(examples.SCENES))
def test_a_job_that_is_right_has_no_findings(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "job"
    assert _found(examples.write(folder, name)) == []


@pytest.mark.parametrize(
    ("place", "value", "code", "member"),
    [
        ("task.task_info.cg_id", None, "malformed", "task_info.cg_id"),
        ("task.task_info.pre_frames", "2", "malformed", "task_info.pre_frames"),
        ("task.task_info.pre_frames", "100:last", "malformed", "task_info.pre_frames"),
        ("task.task_info.pre_frames", "100 : 1, 3-4[1]", None, ""),
        ("task.task_info.stop_after_test", "3", "malformed", "task_info.stop_after_test"),
        ("task.task_info.jobstoptime", "3", "unknown", "task_info.jobstoptime"),
        ("task.task_info.time_out", "12", "time-out", "task_info.time_out"),
        ("task.software_config", [], "malformed", "software_config"),
        ("task.software_config.plugins", {"a": 1}, "malformed", "software_config.plugins.a"),
        (
            "task.scene_info_render.defaultRenderLayer.common.frames",
            "1..10",
            "malformed",
            "scene_info_render.defaultRenderLayer.common.frames",
        ),
        (
            "task.scene_info_render.defaultRenderLayer.common.frames",
            "10-1[1]",
            "frames",
            "scene_info_render, defaultRenderLayer: frames",
        ),
        (
            "task.scene_info_render.defaultRenderLayer.common.frames",
            "1-99999999999999999999",
            "frames",
            "scene_info_render, defaultRenderLayer: frames",
        ),
        ("task.scene_info_render.defaultRenderLayer.renderable", "0", "nothing-to-render", "scene_info_render"),
        (
            "task.scene_info_render.defaultRenderLayer.common.render_camera",
            ["cam"],
            "camera",
            "scene_info_render, defaultRenderLayer: cameras",
        ),
        ("upload.asset.0.local", "textures/a.png", "relative-path", "asset[0].local"),
        ("upload.asset.0.local", "/nowhere/a.png", "file-missing", "asset[0].local"),
        ("upload.asset.0.local", "/dev/null", "no-file", "asset[0].local"),
        ("upload.asset.0.local", "/dev", "folder", "asset[0].local"),
        ("upload.asset.0.local", 5, "malformed", "asset[0].local"),
        ("upload.asset.0.server", "/a/../../b", "server-path", "asset[0].server"),
        ("upload.asset.0.server", "/", "server-path", "asset[0].server"),
        ("upload.asset.0.server", "/a\0b", "server-path", "asset[0].server"),
        ("upload.asset.0.server", "/\ud800", "server-path", "asset[0].server"),
        ("upload.asset.0.hash", "x", None, ""),
        ("upload.asset.0.note", "x", "unknown", "asset[0].note"),
        ("upload.asset.1.server", "/elsewhere.ma", "scene-not-uploaded", "asset"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="paths of Linux")
def test_each_fault_is_named_where_it_is(place: str, value: Any, code: str | None, member: str, tmp_path: Path) -> None:
    found = _found(examples.write(tmp_path, change=_set(place, value)))
    file = "task.json" if place.startswith("task") else "upload.json"
    assert found == ([(code, file, member)] if code else [])


def test_all_faults_are_told_at_once_errors_first(tmp_path: Path) -> None:
    def change(task: dict[str, Any], upload: dict[str, Any]) -> None:
        task["task_info"] |= {"time_out": "12", "pre_frames": "9", "tiels": "1"}
        del task["software_config"]["cg_version"]
        upload["asset"] += [{"local": f"/nowhere/{number}", "server": f"/{number}"} for number in range(3)]
        upload["asset"].append({"local": "/nowhere/x"})

    folder = examples.write(tmp_path, change=change)
    (folder / "tips.json").write_text('{"15024": ["a.ma"], "15013": "2018"}', "utf-8")
    findings = Job.read(folder).check()
    severities = [finding.is_error for finding in findings]
    assert severities == sorted(severities, reverse=True)
    codes = sorted(finding.code for finding in findings)
    expected = [*["file-missing"] * 3, *["malformed"] * 3, "time-out", "tip", "tip", "unknown"]
    assert codes == expected
    assert all(finding.message and str(finding).startswith(finding.severity) for finding in findings)


def test_files_that_are_not_there_or_cannot_be_read(tmp_path: Path) -> None:
    assert _found(tmp_path) == [
        ("job-file-missing", "task.json", ""),
        ("job-file-missing", "upload.json", ""),
    ]
    folder = examples.write(tmp_path / "job")
    (folder / "task.json").write_bytes(b'{"a": }')
    (folder / "upload.json").write_bytes(b'\xff{"a": 1}')
    (folder / "asset.json").write_bytes(b"[" * 100_000)
    (folder / "tips.json").write_bytes(b'{"999": [NaN]}')
    unreadable = [finding for finding in Job.read(folder).check() if finding.code == "unreadable"]
    assert [finding.file for finding in unreadable] == ["task.json", "upload.json", "asset.json", "tips.json"]


def test_a_mark_and_a_member_that_is_there_twice_are_told(tmp_path: Path) -> None:
    folder = examples.write(tmp_path)
    text = (folder / "upload.json").read_bytes()
    (folder / "upload.json").write_bytes(b"\xef\xbb\xbf" + text)
    (folder / "tips.json").write_bytes(b'{"15013": ["a"], "15013": ["b"]}')
    assert _found(folder) == [
        ("malformed", "tips.json", "15013"),
        ("byte-order-mark", "upload.json", ""),
        ("tip", "tips.json", "15013"),
    ]


class _Case(NamedTuple):
    os_name: str
    first: str
    second: str
    collides: bool


@pytest.mark.skipif(sys.platform == "win32", reason="paths of Linux")
@pytest.mark.parametrize(
    "case",
    [
        _Case("0", "/a/t.png", "/a/t.png", True),
        _Case("0", "/a/t.png", "a/t.png", True),
        _Case("0", "/a/t.png", "//a/./t.png", True),
        _Case("0", "/a/t.png", "/a/T.png", False),
        _Case("1", "/a/t.png", "/a/T.png", True),
        _Case("1", "/a/t.png", "/a. /t.png.", True),
        _Case("0", "/a/t.png", "/a/t.png.", False),
        _Case("0", "/a/t.png", "/a/t.png/x", True),
        _Case("0", "/a/strasse", "/a/straße", False),
        _Case("1", "/a/strasse", "/a/straße", False),
        _Case("0", "/a/caf\u00e9", "/a/cafe\u0301", False),
    ],
)
def test_files_that_would_land_on_each_other(case: _Case, tmp_path: Path) -> None:
    def change(task: dict[str, Any], upload: dict[str, Any]) -> None:
        task["task_info"]["os_name"] = case.os_name
        for number, server in enumerate([case.first, case.second]):
            (tmp_path / str(number)).write_bytes(b"x")
            upload["asset"].append({"local": str(tmp_path / str(number)), "server": server})

    found = _found(examples.write(tmp_path, change=change))
    assert [code for code, _, _ in found] == (["collision"] if case.collides else [])


def test_a_file_that_is_listed_twice_is_no_error(tmp_path: Path) -> None:
    def change(task: dict[str, Any], upload: dict[str, Any]) -> None:
        upload["asset"].append(upload["asset"][0])

    assert _found(examples.write(tmp_path, change=change)) == [("twice", "upload.json", "asset[2].server")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_names_that_cannot_arrive_as_they_are_are_told(tmp_path: Path) -> None:
    for name in ("a\nb", "a\\b"):
        (tmp_path / name).write_bytes(b"x")

    def change(task: dict[str, Any], upload: dict[str, Any]) -> None:
        upload["asset"] += [{"local": str(tmp_path / "a\nb"), "server": "/c"}, {"local": "/etc/hosts", "server": "/\r"}]
        upload["asset"].append({"local": str(tmp_path / "a\\b"), "server": "/a/b"})

    assert _found(examples.write(tmp_path, change=change)) == [
        ("line-break", "upload.json", "asset[2].local"),
        ("server-path", "upload.json", "asset[3].server"),
        ("backslash", "upload.json", "asset[4].local"),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="paths of Windows are at home there")
def test_a_job_of_another_system_is_told_apart(tmp_path: Path) -> None:
    def change(task: dict[str, Any], upload: dict[str, Any]) -> None:
        task["task_info"]["input_cg_file"] = "D:/a/b.ma"
        upload["asset"] = [{"local": r"D:\a\b.ma", "server": "/D/a/b.ma"}, {"local": r"\\h\s\c", "server": "/h/s/c"}]

    findings = Job.read(examples.write(tmp_path, change=change)).check()
    assert [finding.code for finding in findings] == ["file-missing"] * 2
    assert "a path of Windows" in findings[0].message


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = examples.write(tmp_path)
    opened = builtins.open

    def kept_away(file: Any, *arguments: Any, **options: Any) -> Any:
        # Rights keep nothing from root.
        if str(file).endswith("texture.png"):
            raise PermissionError(13, "Permission denied", file)
        return opened(file, *arguments, **options)

    job = Job.read(folder)
    monkeypatch.setattr(builtins, "open", kept_away)
    [finding] = job.check()
    monkeypatch.undo()
    assert (finding.code, finding.member) == ("file-unreadable", "asset[0].local")
    assert "Permission denied" in finding.message


@each(("scene", "file"), [("a.####.ass", "a.0001.ass"), ("shot #1.ass", "shot #1.ass")])
def test_a_scene_is_found_by_its_name_and_a_sequence_of_scenes_by_its_pattern(
    scene: str, file: str, tmp_path: Path
) -> None:
    def change(task: dict[str, Any], upload: dict[str, Any]) -> None:
        place = f"{tmp_path.as_posix()}/{file}"
        task["task_info"]["input_cg_file"] = f"{tmp_path.as_posix()}/{scene}"
        Path(place).write_bytes(b"x")
        upload["asset"] = [{"local": place, "server": place}]

    assert {code for code, _, _ in _found(examples.write(tmp_path, "arnold", change))} <= {"arnold"}


def test_what_is_documented_of_arnold_alone(tmp_path: Path) -> None:
    def change(task: dict[str, Any], upload: dict[str, Any]) -> None:
        for number in range(23):
            path = tmp_path / f"a b{number}"
            path.write_bytes(b"x")
            upload["asset"].append({"local": path.as_posix(), "server": f"/root{number}/a"})

    found = _found(examples.write(tmp_path, "arnold", change))
    assert found[0] == ("arnold", "upload.json", "asset")
    assert len(found) == 24


def test_pictures_that_will_find_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = examples.write(tmp_path / "job")
    usage = shutil.disk_usage(tmp_path)
    # Ten frames of 960 by 540, eight bytes for each point.
    for free, codes in [(10 * 960 * 540 * 8, []), (10 * 960 * 540 * 8 - 1, ["disk-space"])]:
        monkeypatch.setattr("shutil.disk_usage", lambda _, free=free: usage._replace(free=free))
        assert [code for code, _, _ in _found(folder, pictures=tmp_path / "not" / "there")] == codes


def test_pictures_that_cannot_lie_where_they_are_wanted(tmp_path: Path) -> None:
    folder = examples.write(tmp_path / "job")
    (tmp_path / "frames").touch()
    for pictures in (tmp_path / "frames", tmp_path / "frames" / "sh010", tmp_path / ("long" * 100)):
        assert _found(folder, pictures=pictures) == [("pictures-folder", "task.json", "scene_info_render")]


def test_a_job_of_10_000_files_is_checked_whole(tmp_path: Path) -> None:
    def change(task: dict[str, Any], upload: dict[str, Any]) -> None:
        upload["asset"] += [{"local": f"/nowhere/{number}", "server": f"/{number}"} for number in range(10_000)]

    findings = Job.read(examples.write(tmp_path, change=change)).check()
    assert len(findings) == 10_000


def test_a_check_changes_nothing(tmp_path: Path) -> None:
    folder = examples.write(tmp_path)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    job = Job.read(folder)
    job.check()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert json.loads(before["task.json"]) == job.task


def test_a_finding_reads_as_one_line(tmp_path: Path) -> None:
    folder = examples.write(tmp_path, change=_set("task.task_info.stop_after_test", "3"))
    [finding] = Job.read(folder).check()
    assert isinstance(finding, Finding)
    assert str(finding) == "error: task.json: task_info.stop_after_test is '3'; it has to be '1' or '2'"
