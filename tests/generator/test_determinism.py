"""The same spec gives the same bytes, wherever and however often the generator runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ..generating import contents, generator  # noqa: TID252  # has no name of its own


def run(command: str, root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    repository = Path(__file__).parents[2]
    return subprocess.run(
        [sys.executable, "-m", "generator", command, "--root", str(root)],
        env={**os.environ, "PYTHONPATH": str(repository), **environment},
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )


def test_two_runs_in_two_places_with_two_hash_seeds_give_identical_bytes(sources: Path, tmp_path: Path) -> None:
    first = Path(shutil.copytree(sources, tmp_path / "one"))
    second = Path(shutil.copytree(sources, tmp_path / "elsewhere" / "another-name"))
    one = run("build", first, PYTHONHASHSEED="1", TZ="Asia/Shanghai", LC_ALL="C")
    two = run("build", second, PYTHONHASHSEED="4711", TZ="UTC", LC_ALL="C.UTF-8")
    assert [(done.returncode, done.stderr) for done in (one, two)] == [(0, ""), (0, "")]
    assert len(contents(first)) > 30
    assert contents(first) == contents(second)


def test_a_second_build_changes_nothing_and_says_so(project: Path) -> None:
    times = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    code, text = generator("build", project)
    assert code == 0
    assert "none changed" in text
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == times


def test_a_build_leaves_nothing_but_the_three_folders(sources: Path, built: Path) -> None:
    new = {name for name in contents(built) if name not in contents(sources)}
    folders = ("generated_client/rayvision_client/", "published/rayvision_spec/", "wrapper/rayvision_api/_sync/")
    assert all(name.startswith(folders) for name in new)
    assert {path.name for path in (built / "published").iterdir()} == {"rayvision_spec"}
    assert {path.name for path in (built / "generated_client").iterdir()} == {"rayvision_client"}
    assert {path.name for path in (built / "wrapper/rayvision_api").iterdir()} == {"_async", "_sync"}


def test_an_unknown_command_is_refused_with_the_known_ones(project: Path) -> None:
    done = run("destroy", project)
    assert done.returncode == 2
    assert "build" in done.stderr
    assert "check" in done.stderr
