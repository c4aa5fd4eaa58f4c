"""Writing a report about a task."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def task_id(submitted: Callable[..., int], farm: Any) -> int:
    farm.scene(name="镜头_010.ma", frames=4)
    task_id = submitted()
    farm.advance(hours=5)
    return task_id


def test_report_is_written_where_it_is_wanted(rayvision: Callable[..., Any], task_id: int, tmp_path: Path) -> None:
    target = tmp_path / "报告.html"
    done = rayvision("task", "report", task_id, "-o", target)
    assert done.code == 0
    assert str(target) in done.out
    page = target.read_text("utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "镜头_010.ma" in page
    assert str(task_id) in page


def test_report_lies_in_this_folder_by_default(
    rayvision: Callable[..., Any], task_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = rayvision("task", "report", task_id, "--json")
    assert done.document == {"taskId": task_id, "file": f"task-{task_id}.html"}
    assert (tmp_path / f"task-{task_id}.html").stat().st_size > 1000


def test_report_speaks_chinese_and_has_the_zone_that_was_asked_for(
    rayvision: Callable[..., Any], task_id: int, tmp_path: Path
) -> None:
    target = tmp_path / "report.html"
    assert rayvision("task", "report", task_id, "-o", target, "--lang", "zh", "--timezone", "Asia/Kathmandu").code == 0
    assert 'lang="zh' in target.read_text("utf-8")
    assert "UTC+05:45" in target.read_text("utf-8")


def test_unknown_task_is_refused_and_nothing_written(rayvision: Callable[..., Any], tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    done = rayvision("task", "report", 99999999, "-o", target)
    assert (done.code, done.out) == (1, "")
    assert len(done.err.splitlines()) == 1
    assert not target.exists()


def test_file_that_cannot_be_written_is_named(rayvision: Callable[..., Any], task_id: int, tmp_path: Path) -> None:
    no_file, full = (tmp_path, tmp_path / "nowhere" / "report.html"), Path("/dev/full")
    # Not every system has a device that is always full.
    for target, code in [*((target, 2) for target in no_file), *([(full, 7)] if full.exists() else ())]:
        done = rayvision("task", "report", task_id, "-o", target)
        assert (done.code, done.out) == (code, "")
        assert f"{target} cannot be written" in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of a file's size")
def test_a_disk_that_is_full_leaves_the_last_page(
    piped: Callable[..., subprocess.Popen[bytes]], task_id: int, tmp_path: Path
) -> None:
    import resource

    page, link = tmp_path / "report.html", tmp_path / "link.html"
    page.write_text("the last page")
    page.chmod(0o640)
    link.symlink_to(page)
    # Older Pythons keep bytecode that was cut off, and cannot read it: https://github.com/python/cpython/issues/126606.
    env = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    for words in (("task", "report", task_id, "-o"), ("costs", "--html")):
        for limit, code in ((4096, 7), (resource.RLIM_INFINITY, 0)):
            limits = resource.RLIMIT_FSIZE, (limit, limit)
            process = piped(*words, link, env=env, preexec_fn=lambda limits=limits: resource.setrlimit(*limits))
            process.communicate(timeout=60)
            assert (process.returncode, page.read_text() == "the last page") == (code, code == 7)
        assert page.stat().st_mode & 0o777 == 0o640
        page.write_text("the last page")
    assert sorted(tmp_path.glob("*.html*")) == [link, page]
    assert link.is_symlink()
    # A pipe cannot be replaced by a file.
    out, _ = piped("costs", "--html", "/dev/stdout").communicate(timeout=60)
    assert out.lower().startswith(b"<!doctype html>")


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_report_goes_to_standard_output_and_nothing_else_does(
    piped: Callable[..., subprocess.Popen[bytes]], task_id: int, tmp_path: Path, encoding: str
) -> None:
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    # The command runs in a folder of its own, where it is not to leave a file of that name.
    path = os.pathsep.join(str(Path(place).absolute()) for place in sys.path if place)
    process = piped("task", "report", task_id, "-o", "-", env={**env, "PYTHONPATH": path}, cwd=tmp_path)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    page = out.decode("utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")
    assert "镜头_010.ma" in page
    assert not (tmp_path / "-").exists()


def test_page_is_no_document(rayvision: Callable[..., Any], task_id: int) -> None:
    done = rayvision("task", "report", task_id, "-o", "-", "--json")
    assert (done.code, done.out) == (2, "")
    assert "--json" in done.err


def test_option_is_no_file(rayvision: Callable[..., Any], task_id: int) -> None:
    done = rayvision("task", "report", task_id, "-o", "--json")
    assert (done.code, done.out) == (2, "")
    assert "--output" in done.err
