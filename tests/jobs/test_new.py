"""Jobs that no analyser wrote."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rayvision_api.jobs import Job

from . import examples


@pytest.mark.parametrize("software", ["blender", "Arnold", "V-Ray", 2007, "VR Standalone"])
def test_a_new_job_is_right_from_the_start(software: str | int, tmp_path: Path) -> None:
    (tmp_path / "textures" / "deep").mkdir(parents=True)
    needed = [tmp_path / "textures" / "deep" / "a.png", tmp_path / "textures" / "b.png", tmp_path / "scene.x"]
    for path in needed:
        path.write_bytes(b"x")
    job = Job.new(software, needed[2], frames="1-10", version="3.6", files=[tmp_path / "textures", needed[2]])
    folder = job.write(tmp_path / "jobs" / "one")
    job = Job.read(folder)
    assert job.check() == []
    assert sorted(path.name for path in folder.iterdir()) == ["task.json", "upload.json"]
    assert job.frames == "1-10[1]"
    assert [Path(local) for local, _ in job.files] == [needed[1], needed[0], needed[2]]
    if software == "V-Ray":
        without = Job.new(software, needed[2], version="6.20")
        assert (without.task["scene_info_render"], without.check()) == ({}, [])


@pytest.mark.parametrize("name", sorted(examples.SCENES))
def test_any_software_will_do_with_its_settings(name: str, tmp_path: Path) -> None:
    (tmp_path / "scene").write_bytes(b"x")
    cg_id, _, info = examples.SCENES[name]
    job = Job.new(cg_id, tmp_path / "scene", settings=info, version="1", plugins={"a": "2"})
    assert job.task["scene_info_render"] == info
    assert job.plugins == {"a": "2"}
    assert [finding for finding in job.check() if finding.is_error] == []


def test_settings_are_not_shared_with_the_job(tmp_path: Path) -> None:
    settings = {"common": {"frames": "1"}}
    Job.new("blender", tmp_path / "a", settings=settings, frames="1-5")
    assert settings == {"common": {"frames": "1"}}


@pytest.mark.parametrize(
    ("software", "arguments", "message"),
    [
        ("maya", {"frames": "1"}, "settings is missing"),
        ("blender", {}, "frames is missing"),
        ("blendr", {"frames": "1"}, "nearest one is 'Blender'"),
        (1, {"frames": "1"}, "the numbers are"),
        ("blender", {"frames": "x"}, "frames is 'x'"),
    ],
)
def test_what_is_missing_is_said(software: Any, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Job.new(software, "/a/b.x", **arguments)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has few of these characters in names")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.sets(
        st.text(st.characters(exclude_characters="/\0\\", exclude_categories=["Cs"]), min_size=1, max_size=60)
    )
)
def test_files_of_any_name_are_found_again(names: set[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("job")
    names = {name for name in names if name not in {".", ".."} and len(name.encode()) <= 255}
    for name in names:
        (folder / name).write_bytes(b"x")
    job = Job.new("blender", folder / "scene\n$(x).blend", frames=1, version="1", files=[folder])
    job.folder = folder
    again = Job.read(job.write(folder.with_name("out")))
    assert {Path(local).name for local, _ in again.files[:-1]} == names
    assert {local for local, server in again.files} == {"/" + server for _, server in again.files}


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are Unicode there")
def test_a_name_that_is_no_utf_8_is_kept_and_complained_of(tmp_path: Path) -> None:
    path = os.fsdecode(bytes(tmp_path) + b"/\xff.png")
    Path(path).write_bytes(b"x")
    (tmp_path / "a.blend").write_bytes(b"x")
    job = Job.new("blender", tmp_path / "a.blend", frames=1, version="1", files=[path])
    again = Job.read(job.write(tmp_path / "job"))
    assert again.files[0][0] == path
    assert [finding.code for finding in again.check()] == ["name-not-utf8"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_folder_that_links_to_itself_is_walked_once(tmp_path: Path) -> None:
    (tmp_path / "textures").mkdir()
    (tmp_path / "textures" / "a.png").write_bytes(b"x")
    (tmp_path / "textures" / "loop").symlink_to(tmp_path / "textures")
    job = Job.new("blender", tmp_path / "a.blend", frames=1, files=[tmp_path / "textures"])
    assert len(job.files) == 2


def test_a_file_is_listed_once_however_often_it_is_added(tmp_path: Path) -> None:
    job = Job.new("blender", tmp_path / "a.blend", frames=1)
    job.add_files([tmp_path / "a.blend", tmp_path / "x" / ".." / "a.blend"])
    assert len(job.files) == 1
    with pytest.raises(TypeError, match="list of paths"):
        job.add_files("a.blend")
    job.upload["asset"] = {}
    with pytest.raises(TypeError, match=r"asset in upload\.json is \{\}"):
        job.add_files(["a.blend"])


def test_a_new_job_has_to_be_told_where_to_go(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="folder is missing"):
        Job.new("blender", tmp_path / "a.blend", frames=1).write()
    assert json.dumps(Job.new("blender", tmp_path / "a.blend", frames=1).task)
