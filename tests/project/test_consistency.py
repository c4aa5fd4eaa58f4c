"""What is said in two places is the same in both: hooks, workflows, metadata, versions."""

from __future__ import annotations

import re
import tomllib
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def _tox() -> ConfigParser:
    parser = ConfigParser(interpolation=None)
    parser.read(ROOT / "tox.ini", "utf-8")
    return parser


def _yaml(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return loaded


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def _steps(workflow: Path) -> list[dict[str, Any]]:
    return [step for job in _yaml(workflow)["jobs"].values() for step in job.get("steps", ())]


def _pythons() -> list[str]:
    versions = re.search(r"py\{(.+?)\}", _tox()["tox"]["env_list"])
    assert versions
    return [f"3.{version.strip()[1:]}" for version in versions[1].split(",")]


def test_every_hook_runs_what_tox_runs() -> None:
    commands = {line.strip() for section in _tox().values() for line in section.get("commands", "").splitlines()}
    hooks = _yaml(ROOT / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    assert {hook["entry"] for hook in hooks} <= commands


def test_ruff_is_one_version_everywhere() -> None:
    groups = _project()["dependency-groups"]
    pins = {pin for group in groups.values() for pin in group if isinstance(pin, str) and pin.startswith("ruff")}
    assert len(pins) == 1


def test_the_tested_pythons_are_those_that_are_promised() -> None:
    prefix = "Programming Language :: Python :: "
    promised = [classifier.removeprefix(prefix) for classifier in _project()["project"]["classifiers"]]
    elsewhere = _yaml(ROOT / ".github/workflows/ci.yml")["jobs"]["elsewhere"]["strategy"]["matrix"]["python"]
    assert [version for version in promised if re.fullmatch(r"3\.\d+", version)] == _pythons() == elsewhere


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_to_a_commit_and_says_its_version(workflow: Path) -> None:
    uses = re.findall(r"uses: (?!\./)(.+)", workflow.read_text("utf-8"))
    assert [use for use in uses if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_tox_environment_of_a_workflow_exists(workflow: Path) -> None:
    runs = " ".join(step.get("run", "") for step in _steps(workflow))
    named = re.findall(r"tox run -e (\w[\w-]*)", runs)
    assert {f"testenv:{name}" for name in named} <= set(_tox().sections())


def test_continuous_integration_runs_what_tox_runs() -> None:
    environments = re.sub(r"py\{(.+?)\}", lambda found: re.sub(r"\b3", "py3", found[1]), _tox()["tox"]["env_list"])
    matrix = _yaml(ROOT / ".github/workflows/ci.yml")["jobs"]["tox"]["strategy"]["matrix"]["environments"]
    assert sorted(",".join(matrix).split(",")) == sorted(re.findall(r"[\w-]+", environments))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_no_workflow_may_write_but_to_publish(workflow: Path) -> None:
    content = _yaml(workflow)
    assert content["permissions"] == {"contents": "read"}
    writing = {name: job["permissions"] for name, job in content["jobs"].items() if "permissions" in job}
    assert set(writing) <= {"publish"}


def test_contributors_are_told_of_every_tox_environment() -> None:
    told = set(re.findall(r"`([\w-]+)`", (ROOT / "CONTRIBUTING.md").read_text("utf-8")))
    named = {name.removeprefix("testenv:") for name in _tox().sections() if name.startswith("testenv:")}
    assert named - told == set()


def test_the_changelog_tells_of_what_is_not_released_yet() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert [
        heading for heading in headings[1:] if not re.fullmatch(r"\d+\.\d+\.\d+ - \d{4}-\d{2}-\d{2}", heading)
    ] == []


def test_an_address_that_stands_in_for_the_real_one_stands_in_one_place() -> None:
    placeholder = "rayvision-sdk" + ".example"
    suffixes = {".py", ".md", ".toml", ".yml", ".yaml", ".ini", ".cfg"}
    folders = [ROOT / name for name in ("docs", "generator", "sandbox", "spec", "wrapper", "tests", ".github")]
    files = [file for folder in folders for file in folder.rglob("*") if file.suffix in suffixes]
    files += [file for file in ROOT.iterdir() if file.suffix in suffixes]
    assert [file.name for file in files if placeholder in file.read_text("utf-8")] == ["pyproject.toml"]


def test_every_folder_of_tests_is_run_by_some_environment() -> None:
    commands = " ".join(value for section in _tox().values() for value in section.values())
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}
    assert folders
    assert folders <= set(re.findall(r"tests/(\w+)", commands))
