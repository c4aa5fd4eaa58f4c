"""`check` changes nothing, and fails with the list of files where the tree is not what the spec gives."""

from __future__ import annotations

from pathlib import Path

from ..generating import contents, generator  # noqa: TID252  # has no name of its own

CLIENT, SYNC, PUBLISHED = "generated_client/rayvision_client", "wrapper/rayvision_api/_sync", "published/rayvision_spec"
# How each file is damaged, and thereby named.
DAMAGES = {
    f"{CLIENT}/__init__.py": "differs",
    f"{CLIENT}/models/shot.py": "missing",
    f"{CLIENT}/leftover.py": "stale",
    f"{CLIENT}/leftover.json": "stale",
    f"{CLIENT}/old/leftover.py": "stale",
    f"{SYNC}/__init__.py": "differs",
    f"{SYNC}/api.py": "missing",
    f"{SYNC}/leftover.py": "stale",
    f"{SYNC}/leftover.json": "stale",
    f"{SYNC}/old/leftover.py": "stale",
    f"{PUBLISHED}/1.0.0/openapi.json": "differs",
    f"{PUBLISHED}/1.0.0/openapi-3.0.3.json": "missing",
    f"{PUBLISHED}/1.0.0/reference.html": "differs",
    f"{PUBLISHED}/1.0.0/openapi.json~": "stale",
}


def damage(path: Path, kind: str) -> None:
    if kind == "differs":
        path.write_bytes(b"nonsense(")
    elif kind == "missing":
        path.unlink()
    else:
        path.parent.mkdir(exist_ok=True)
        path.write_text("", "utf-8")


def test_the_repository_is_what_the_spec_gives(repository: Path) -> None:
    watched = [repository / name for name in ("spec", "generator", "generated_client", "wrapper")]
    before = [contents(folder) for folder in watched]
    code, text = generator("check", repository)
    assert code == 0, text
    assert [contents(folder) for folder in watched] == before


def named(text: str) -> dict[str, str]:
    """Which files are named, and how."""
    lines = [
        line.split(maxsplit=1) for line in text.splitlines() if line.startswith(("differs:", "missing:", "stale:"))
    ]
    found = {path: how.rstrip(":") for how, path in lines}
    assert len(found) == len(lines), "each file is named once"
    return found


def test_damaged_files_are_named_and_left_as_they_are_until_they_are_built(project: Path, built: Path) -> None:
    for name, kind in DAMAGES.items():
        damage(project / name, kind)
    before = contents(project)
    code, text = generator("check", project)
    assert code == 1
    assert named(text) == DAMAGES
    assert "python -m generator build" in text
    assert contents(project) == before
    (project / CLIENT / "empty_package").mkdir()
    assert generator("build", project)[0] == 0
    assert generator("check", project)[0] == 0
    assert contents(project) == contents(built)
    assert not (project / CLIENT / "empty_package").exists()


def test_a_project_that_was_never_built_fails_with_every_file(sources: Path, built: Path) -> None:
    code, text = generator("check", sources)
    assert code == 1
    assert "models/shot.py" in text
    assert "_sync/api.py" in text
    assert not (sources / "generated_client").exists()


def test_what_is_changed_fails_until_it_is_built(project: Path) -> None:
    source = project / "wrapper/rayvision_api/_async/caller.py"
    source.write_text(source.read_text("utf-8") + "\n\nasync def more() -> None:\n    await more()\n", "utf-8")
    # One file is enough.
    code, text = generator("check", project)
    assert (code, named(text)) == (1, {f"{SYNC}/caller.py": "differs"})
    spec = project / "spec/openapi.yaml"
    spec.write_text(spec.read_text("utf-8").replace("Number of the shot.", "Number of that shot."), "utf-8")
    assert "models/shot.py" in generator("check", project)[1]
    assert generator("build", project)[0] == 0
    assert generator("check", project)[0] == 0
    assert "def more() -> None:\n    more()\n" in (project / SYNC / "caller.py").read_text("utf-8")


def test_what_python_caches_is_no_difference(project: Path) -> None:
    cache = project / CLIENT / "__pycache__"
    cache.mkdir()
    (cache / "types.cpython-311.pyc").write_bytes(b"cached")
    assert generator("check", project)[0] == 0
