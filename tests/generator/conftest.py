"""A small project to generate in, and the generator's command line."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FIXTURE = Path(__file__).parent / "fixture"

# The generator is not part of the distribution: it is run from the repository.
sys.path.insert(0, str(ROOT))


@pytest.fixture(scope="session")
def repository() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def fixture_spec() -> str:
    return (FIXTURE / "spec/openapi.yaml").read_text("utf-8")


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of which nothing has been generated: the fixture's spec, and the async half of the real wrapper.

    The async half is the real one because the table of its translation has to have a use for every rule.
    """
    root = tmp_path_factory.mktemp("sources") / "project"
    shutil.copytree(FIXTURE, root)
    for name in ("extensions.schema.json", "signing.md.jinja", "signing-vectors.json"):
        shutil.copy(ROOT / "spec" / name, root / "spec")
    half = Path("wrapper/rayvision_api/_async")
    shutil.copytree(ROOT / half, root / half, ignore=shutil.ignore_patterns("__pycache__"))
    return root


@pytest.fixture(scope="session")
def built(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same project with everything generated."""
    root = tmp_path_factory.mktemp("built") / "project"
    shutil.copytree(sources, root)
    code, text = call_main("build", root)
    assert code == 0, text
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A generated project to change."""
    return Path(shutil.copytree(built, tmp_path / "project"))


@pytest.fixture
def generator(capsys: pytest.CaptureFixture[str]) -> Callable[[str, Path], tuple[int, str]]:
    """Run `python -m generator COMMAND --root DIR` in this process: its exit status, and all that it printed.

    An exception, which would be a traceback on the command line, is an exception here.
    """

    def run(command: str, root: Path) -> tuple[int, str]:
        code, text = call_main(command, root)
        return code, capsys.readouterr().out + text

    return run


@pytest.fixture
def contents() -> Callable[[Path], dict[str, bytes]]:
    """All files below a folder but what Python caches: their bytes by their path."""
    return lambda folder: {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def call_main(command: str, root: Path) -> tuple[int, str]:
    from generator.__main__ import main  # the path is set above

    before = sys.argv
    sys.argv = ["python -m generator", command, "--root", str(root)]
    try:
        main()
    except SystemExit as leave:
        return (leave.code, "") if isinstance(leave.code, int) else (int(leave.code is not None), str(leave.code or ""))
    finally:
        sys.argv = before
    return 0, ""
