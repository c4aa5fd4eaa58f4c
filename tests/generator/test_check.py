"""`check` changes nothing, and fails with the list of files where the tree is not what the spec gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[[str, Path], tuple[int, str]]
Contents = Callable[[Path], dict[str, bytes]]

FOLDERS = ("generated_client/rayvision_client", "wrapper/rayvision_api/_sync")
DAMAGES = {
    "changed": "__init__.py",
    "missing": "__init__.py",
    "stale": "leftover.py",
    "stale data": "leftover.json",
    "stale in a new folder": "old/leftover.py",
}


def damage(path: Path, kind: str) -> None:
    if kind == "changed":
        path.write_bytes(path.read_bytes() + b"\n")
    elif kind == "missing":
        path.unlink()
    else:
        path.parent.mkdir(exist_ok=True)
        path.write_text("", "utf-8")


def test_the_repository_is_what_the_spec_gives(repository: Path, generator: Run, contents: Contents) -> None:
    watched = [repository / name for name in ("spec", "generator", "generated_client", "wrapper")]
    before = [contents(folder) for folder in watched]
    code, text = generator("check", repository)
    assert code == 0, text
    assert [contents(folder) for folder in watched] == before


def test_a_fresh_build_passes(project: Path, generator: Run) -> None:
    assert generator("check", project)[0] == 0


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_file_is_named_and_left_as_it_is(
    kind: str, folder: str, project: Path, generator: Run, contents: Contents
) -> None:
    name = f"{folder}/{DAMAGES[kind]}"
    damage(project / name, kind)
    before = contents(project)
    code, text = generator("check", project)
    assert code == 1
    named = [line for line in text.splitlines() if line.endswith((".py", ".json"))]
    assert len(named) == 1
    assert named[0].endswith(name)
    assert "python -m generator build" in text
    assert contents(project) == before


@pytest.mark.parametrize("kind", ["changed", "missing", "stale data"])
@pytest.mark.parametrize("name", ["1.0.0/openapi.json", "1.0.0/openapi-3.0.3.json", "1.0.0/reference.html"])
def test_a_damaged_published_file_is_named(name: str, kind: str, project: Path, generator: Run) -> None:
    path = project / "published/rayvision_spec" / (f"{name}~" if kind == "stale data" else name)
    damage(path, kind)
    code, text = generator("check", project)
    assert code == 1
    assert text.startswith({"changed": "differs:", "missing": "missing:", "stale data": "stale:"}[kind])
    assert text.splitlines()[0].endswith(str(path.relative_to(project)))
    assert generator("build", project)[0] == 0
    assert generator("check", project)[0] == 0


def test_all_damaged_files_are_named_at_once(project: Path, generator: Run) -> None:
    names = []
    for folder in FOLDERS:
        for kind, name in {"changed": "__init__.py", "stale": "leftover.py"}.items():
            damage(project / folder / name, kind)
            names.append(f"{folder}/{name}")
    damage(project / FOLDERS[0] / "models/shot.py", "missing")
    code, text = generator("check", project)
    assert code == 1
    for name in [*names, f"{FOLDERS[0]}/models/shot.py"]:
        assert text.count(name) == 1


def test_a_project_that_was_never_built_fails_with_every_file(sources: Path, generator: Run, built: Path) -> None:
    code, text = generator("check", sources)
    assert code == 1
    assert "models/shot.py" in text
    assert "_sync/api.py" in text
    assert not (sources / "generated_client").exists()


def test_a_changed_spec_fails_until_it_is_built(project: Path, generator: Run) -> None:
    spec = project / "spec/openapi.yaml"
    spec.write_text(spec.read_text("utf-8").replace("Number of the shot.", "Number of that shot."), "utf-8")
    code, text = generator("check", project)
    assert code == 1
    assert "models/shot.py" in text
    assert generator("build", project)[0] == 0
    assert generator("check", project)[0] == 0


def test_a_changed_async_half_fails_until_it_is_built(project: Path, generator: Run) -> None:
    source = project / "wrapper/rayvision_api/_async/connection.py"
    source.write_text(source.read_text("utf-8") + "\n\nasync def more() -> None:\n    await more()\n", "utf-8")
    code, text = generator("check", project)
    assert code == 1
    assert "_sync/connection.py" in text
    assert generator("build", project)[0] == 0
    assert "def more() -> None:\n    more()\n" in (project / "wrapper/rayvision_api/_sync/connection.py").read_text(
        "utf-8"
    )


def test_what_python_caches_is_no_difference(project: Path, generator: Run) -> None:
    cache = project / FOLDERS[0] / "__pycache__"
    cache.mkdir()
    (cache / "types.cpython-311.pyc").write_bytes(b"cached")
    assert generator("check", project)[0] == 0
