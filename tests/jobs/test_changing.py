"""Jobs are read, changed and written; what nobody touched stays as it came."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rayvision_api.jobs import Job, TestFrames

from ..each import each  # noqa: TID252  # has no name of its own
from . import examples

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(), one, max_size=3),
    max_leaves=10,
)


def _written(job: Job, name: str = "task.json") -> Any:
    assert job.folder
    return json.loads((job.write() / name).read_bytes())


@pytest.mark.parametrize("name", sorted(examples.SCENES))
def test_what_nobody_changed_is_written_byte_for_byte(name: str, tmp_path: Path) -> None:
    folder = examples.write(tmp_path / "job", name)
    odd = b'{ "b":1.50,\r\n\t"a" : [1E2, "\\u00e9"] ,"task_info":{}}'
    (folder / "tips.json").write_bytes(odd)
    before = {path.name: path.read_bytes() for path in folder.glob("*.json")}
    target = Job.read(folder).write(tmp_path / "elsewhere" / "copy")
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before


@given(members=st.dictionaries(st.text(), JSON, max_size=4))
def test_what_has_no_name_here_stays_when_something_else_is_changed(
    members: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    def change(task: dict[str, Any], upload: dict[str, Any]) -> None:
        task["task_info"] = {**members, **task["task_info"], "z": members, "a": members}

    folder = examples.write(tmp_path_factory.mktemp("job"), change=change)
    expected = json.loads((folder / "task.json").read_bytes())
    job = Job.read(folder)
    job.ram = 128
    told = _written(job)
    expected["task_info"]["ram"] = "128"
    assert told == expected
    assert json.dumps(told) == json.dumps(expected), "the order is another"


def test_numbers_are_written_as_they_were(tmp_path: Path) -> None:
    folder = examples.write(tmp_path)
    (folder / "task.json").write_text(
        '{"task_info": {"a": 1.50, "b": 1E2, "c": 12345678901234567890.123456789}}', "utf-8"
    )
    job = Job.read(folder)
    job.ram = 64
    job.write()
    text = (folder / "task.json").read_text("utf-8")
    assert '"a": 1.50' in text
    assert '"b": 1E2' in text
    assert "12345678901234567890.123456789" in text


def test_a_file_that_is_no_json_is_left_alone(tmp_path: Path) -> None:
    folder = examples.write(tmp_path)
    (folder / "tips.json").write_bytes(b"{broken")
    job = Job.read(folder)
    job.frames = 5
    job.write()
    assert (folder / "tips.json").read_bytes() == b"{broken"


@pytest.mark.parametrize("name", sorted(set(examples.SCENES) - {"vray"}))
def test_frames_change_wherever_the_software_says_them(name: str, tmp_path: Path) -> None:
    job = Job.read(examples.write(tmp_path, name))
    job.frames = range(2, 21, 2)
    assert Job.read(job.write()).frames == "2-20[2]"
    assert {part.frames for part in job.parts if part.renders} == {"2-20[2]"}
    off = [part.frames for part in job.parts if not part.renders]
    assert "2-20[2]" not in off


def test_a_maya_layer_says_its_frames_alike_in_all_places(tmp_path: Path) -> None:
    job = Job.read(examples.write(tmp_path))
    job.frames = "11-20[3]"
    common = _written(job)["scene_info_render"]["defaultRenderLayer"]["common"]
    assert [common[name] for name in ("frames", "start", "end", "by_frame")] == ["11-20[3]", "11", "20", "3"]


@pytest.mark.parametrize(
    ("frames", "text"),
    [
        ("1-10", "1-10[1]"),
        (" 1 - 10 [2] ", "1-9[2]"),
        (5, "5"),
        ("-5--1", "-5--1[1]"),
        ("1,3-4", "1,3-4[1]"),
        ([1, 2, 3, 7, 9, 11, 20], "1-3[1],7-11[2],20"),
        (range(1, 101), "1-100[1]"),
    ],
)
def test_frames_can_be_given_in_many_ways(frames: Any, text: str, tmp_path: Path) -> None:
    job = Job.read(examples.write(tmp_path))
    job.frames = frames
    assert job.frames == text


@pytest.mark.parametrize("frames", ["", "a", "1-", "10-1", "1-10[0]", "1-10[000]", "1;2", [], [1.5], True, None])
def test_what_are_no_frames_is_refused(frames: Any, tmp_path: Path) -> None:
    job = Job.read(examples.write(tmp_path))
    with pytest.raises((ValueError, TypeError), match="frames"):
        job.frames = frames
    assert job.frames == "1-10[1]"


@each("frames", ["1-99999999999999999999", "9" * 5000, "1-2[99999999999]", "1,-9999999999", 10**12, [1, 10**12]])
def test_numbers_that_no_frame_has_are_refused(frames: Any) -> None:
    with pytest.raises(ValueError, match="a number may be at most 999999999"):
        Job.new("blender", "/shot.blend", frames=frames, version="3.6")


def test_layers_can_be_turned_on_and_off(tmp_path: Path) -> None:
    job = Job.read(examples.write(tmp_path))
    main, fog = job.parts
    assert (main.name, main.renders, fog.name, fog.renders) == ("defaultRenderLayer", True, "fog", False)
    fog.renders, fog.frames = True, 7
    assert job.frames is None
    assert [part.frames for part in Job.read(job.write()).parts] == ["1-10[1]", "7"]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("maya", ("cameraShape1",), ["cameraShape2", "perspShape"]),
        ("max", (), ["Camera001"]),
        ("blender", ("Camera",), ["Top"]),
    ],
)
def test_cameras(name: str, before: tuple[str, ...], after: list[str], tmp_path: Path) -> None:
    job = Job.read(examples.write(tmp_path, name))
    assert job.cameras == before
    job.cameras = after
    assert Job.read(job.write()).cameras == tuple(after)


def test_a_camera_that_the_scene_does_not_have_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"'camera2'.*'cameraShape2'"):
        Job.read(examples.write(tmp_path)).cameras = ["camera2"]
    with pytest.raises(ValueError, match="choose it in the scene"):
        Job.read(examples.write(tmp_path, "houdini")).cameras = ["a"]


def test_everything_that_people_change_is_found_again(tmp_path: Path) -> None:
    job = Job.read(examples.write(tmp_path))
    job.test_frames = TestFrames(first=True, last=True, also="3,5-6")
    job.stop_after_test = True
    job.ram, job.graphics_cards, job.hardware_ids = 128, 1, ("5", "7")
    job.project = "sq010"
    job.labels = ["sq010", "night"]
    job.frame_time_limit, job.task_time_limit, job.warn_after = 3600, 0, 7200
    job.version, job.frames_per_machine, job.os_name = "2025", 4, "windows"
    job.plugins["mtoa"] = "5.3.1"
    told = _written(job)
    info = told["task_info"]
    assert info["pre_frames"] == "101:3,5-6[1]"
    assert info["stop_after_test"] == "1"
    assert (info["ram"], info["graphics_cards_num"], info["hardwareConfigIds"]) == ("128", "1", ["5", "7"])
    assert (info["project_name"], info["project_id"]) == ("sq010", "")
    assert (info["job_stop_time"], info["task_stop_time"], info["time_out"]) == ("3600", "0", "7200")
    assert (info["frames_per_task"], info["os_name"]) == ("4", "1")
    assert told["software_config"] == {"cg_version": "2025", "cg_name": "Maya", "plugins": {"mtoa": "5.3.1"}}
    again = Job.read(job.write())
    for name in ("test_frames", "stop_after_test", "hardware_ids", "labels", "warn_after", "plugins", "os_name"):
        assert getattr(again, name) == getattr(job, name)


@pytest.mark.parametrize("name", ["ram", "graphics_cards", "frame_time_limit", "warn_after", "frames_per_machine"])
@pytest.mark.parametrize("value", [0, -1, "64", 1.5, True, None])
def test_numbers_that_are_none_are_refused(name: str, value: Any, tmp_path: Path) -> None:
    job = Job.read(examples.write(tmp_path))
    with pytest.raises((ValueError, TypeError), match=f"^{name} is "):
        setattr(job, name, value)


def test_a_name_that_a_job_does_not_have_cannot_be_set(tmp_path: Path) -> None:
    with pytest.raises(AttributeError):
        Job.read(examples.write(tmp_path)).frame = "1"  # type: ignore[attr-defined]  # the point of it


def test_what_the_farm_alone_knows_is_filled_in(tmp_path: Path) -> None:
    def change(task: dict[str, Any], upload: dict[str, Any]) -> None:
        task["scene_info"] = task.pop("scene_info_render")

    job = Job.read(examples.write(tmp_path, change=change))
    assert job.frames == "1-10[1]"
    job.fill(task_id=19097, user_id=10001136, project_id=5, platform="62")
    told = _written(job)
    info = told["task_info"]
    assert (info["task_id"], info["user_id"], info["project_id"], info["platform"]) == ("19097", "10001136", "5", "62")
    assert told["scene_info_render"] == told["scene_info"]


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError, match=r"task\.json"):
        Job.read(tmp_path / "nowhere")


def test_a_disk_that_is_full_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job.read(examples.write(tmp_path))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    job.frames = 5

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        job.write()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
