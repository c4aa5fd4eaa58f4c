"""Several editions: a spec and a package each, one wrapper, no copies."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

Run = Callable[[str, Path], tuple[int, str]]
Contents = Callable[[Path], dict[str, bytes]]

SPEC = "spec/editions/2.0.0/openapi.yaml"
PACKAGE = "generated_client/rayvision_client_2_0_0"


def edition(
    project: Path, change: Callable[[dict[str, Any]], Any] = lambda document: None, version: str = "2.0.0"
) -> Path:
    """Write the spec of a second edition: the first one, changed."""
    document = yaml.safe_load((project / "spec/openapi.yaml").read_text("utf-8"))
    change(document)
    path = project / f"spec/editions/{version}/openapi.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), "utf-8")
    return path


def operation(document: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = [item["post"] for item in document["paths"].values() if item["post"]["operationId"] == name]
    return found


def members(document: dict[str, Any], schema: str) -> dict[str, Any]:
    found: dict[str, Any] = document["components"]["schemas"][schema]["properties"]
    return found


def moved(document: dict[str, Any]) -> None:
    """What the vendor does: paths move, members come."""
    document["paths"] = {f"{path}/v2": item for path, item in document["paths"].items()}
    members(document, "Shot")["artist"] = {"type": "string", "description": "Who made it."}


def test_an_edition_gets_a_package_of_what_is_its_own(project: Path, generator: Run, contents: Contents) -> None:
    first = contents(project / "generated_client/rayvision_client")
    edition(project, moved)
    assert generator("build", project)[0] == 0
    assert contents(project / "generated_client/rayvision_client") == first
    package = contents(project / PACKAGE)
    assert {name for name in package if name.startswith("models/")} == {
        f"models/{name}.py" for name in ("__init__", "shot", "shot_page", "shot_page_envelope")
    }
    assert {"operations.py", "py.typed", "api/query/list_shots.py"} <= set(package)
    assert not {"types.py", "client.py", "errors.py", "operation.py"} & set(package)
    for name, content in package.items():
        if name.endswith(".py"):
            assert content.decode().startswith(
                f"# Generated from {SPEC} by `python -m generator build`. Do not edit.\n"
            )
    assert "from rayvision_client.types import Reply" in package["models/shot.py"].decode()
    assert "from ..models.shot import Shot" in package["models/shot_page.py"].decode()
    assert 'path="/api/listShots/v2"' in package["operations.py"].decode()
    assert '(`listShots`)."""' in package["api/query/list_shots.py"].decode()


def test_an_edition_that_says_the_same_has_no_model_of_its_own(
    project: Path, generator: Run, contents: Contents
) -> None:
    edition(project)
    assert generator("build", project)[0] == 0
    assert {name for name in contents(project / PACKAGE) if name.startswith("models/")} == {"models/__init__.py"}


def test_check_and_lint_speak_of_every_edition(project: Path, generator: Run) -> None:
    edition(project, moved)
    code, text = generator("check", project)
    assert code == 1
    assert f"missing: {PACKAGE}/operations.py" in text
    assert generator("build", project)[0] == 0
    assert generator("check", project)[0] == 0
    (project / PACKAGE / "models/shot.py").write_text("x = 1\n", "utf-8")
    assert f"differs: {PACKAGE}/models/shot.py" in generator("check", project)[1]
    code, text = generator("lint", project)
    assert code == 0
    assert text.splitlines() == [f"{spec} keeps the rules: 4 operations." for spec in ("spec/openapi.yaml", SPEC)]


def test_the_package_of_an_edition_that_is_gone_is_stale_until_it_is_built(project: Path, generator: Run) -> None:
    path = edition(project, moved)
    assert generator("build", project)[0] == 0
    shutil.rmtree(path.parent)
    code, text = generator("check", project)
    assert code == 1
    assert f"stale:   {PACKAGE}/operations.py" in text
    assert generator("build", project)[0] == 0
    assert not (project / PACKAGE).exists()
    assert generator("check", project)[0] == 0


def test_three_editions_stand_in_the_order_of_their_versions(project: Path, generator: Run) -> None:
    edition(project, moved, "10.0")
    edition(project, moved)
    lines = generator("lint", project)[1].splitlines()
    assert [line.partition(" ")[0] for line in lines] == [
        "spec/openapi.yaml",
        SPEC,
        "spec/editions/10.0/openapi.yaml",
    ]


def test_every_edition_is_published_once(project: Path, generator: Run) -> None:
    edition(project, moved)
    code, text = generator("publish", project)
    assert code == 0, text
    names = text.splitlines()
    assert len(names) == len(set(names))
    assert {"dist/spec/openapi.json", f"dist/{SPEC}", "dist/spec/editions/2.0.0/openapi.json"} <= set(names)
    assert all((project / name).is_file() for name in names)
    assert "/v2" in (project / "dist/spec/editions/2.0.0/openapi.json").read_text("utf-8")
    assert "/v2" not in (project / "dist/spec/openapi.json").read_text("utf-8")


@pytest.mark.parametrize("name", ["newer", "v2", "2.0.0-rc1", "2..0"])
def test_a_folder_that_is_not_named_as_an_edition_is_refused(name: str, project: Path, generator: Run) -> None:
    edition(project, moved, name)
    code, text = generator("lint", project)
    assert code == 1
    assert f"spec/editions/{name}: " in text
    assert "2.0.0" in text


def test_an_edition_without_a_spec_is_refused_in_one_line(project: Path, generator: Run) -> None:
    (project / SPEC).parent.mkdir(parents=True)
    code, text = generator("build", project)
    assert code == 1
    assert SPEC in text


def test_a_rule_that_an_edition_breaks_is_named_in_its_own_spec(project: Path, generator: Run) -> None:
    edition(project, lambda document: operation(document, "listShots").pop("summary"))
    code, text = generator("build", project)
    assert code == 1
    assert f"{SPEC}:" in text
    assert "summary is missing" in text


def drop_member(document: dict[str, Any]) -> None:
    del members(document, "Shot")["sceneName"]


def drop_promise(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["Shot"]["required"].remove("shotId")


def turn_to_fraction(document: dict[str, Any]) -> None:
    members(document, "Shot")["c4dFlag"]["type"] = "number"


def turn_to_null(document: dict[str, Any]) -> None:
    members(document, "ShotPage")["total"]["type"] = ["integer", "null"]


def forget_time(document: dict[str, Any]) -> None:
    del members(document, "Shot")["submitDate"]["x-rayvision-time"]


def turn_enumeration_to_number(document: dict[str, Any]) -> None:
    members(document, "Shot")["shotState"] = {"type": "integer", "description": "Where the shot stands."}


def nest_otherwise(document: dict[str, Any]) -> None:
    members(document, "Block").pop("blockName")


def ask_for_more(document: dict[str, Any]) -> None:
    request = document["components"]["schemas"]["RenameRequest"]
    request["properties"]["reason"] = {"type": "string", "description": "Why."}
    request["required"].append("reason")
    for name in ("renameShot", "copyShot"):
        for one in operation(document, name)["requestBody"]["content"]["application/json"]["examples"].values():
            one["value"]["reason"] = "so"


def rename_member(document: dict[str, Any]) -> None:
    request = document["components"]["schemas"]["RenameRequest"]
    request["properties"]["id"] = request["properties"].pop("shotId")
    request["required"] = ["id", "newName"]
    for name in ("renameShot", "copyShot"):
        for one in operation(document, name)["requestBody"]["content"]["application/json"]["examples"].values():
            one["value"]["id"] = one["value"].pop("shotId")


def page_otherwise(document: dict[str, Any]) -> None:
    del operation(document, "listShots")["x-rayvision-pagination"]


def never_end(document: dict[str, Any]) -> None:
    del operation(document, "listShots")["x-rayvision-waiter"]


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (drop_member, "#/components/schemas/Shot", "lacks 'sceneName'"),
        (drop_promise, "#/components/schemas/Shot/required", "has to hold 'shotId'"),
        (turn_to_fraction, "#/components/schemas/Shot/properties/c4dFlag", "is number, and in edition 1.0.0 integer"),
        (turn_to_null, "#/components/schemas/ShotPage/properties/total", "is integer or null, and in edition 1.0.0"),
        (forget_time, "#/components/schemas/Shot/properties/submitDate", "integer or null (milliseconds)"),
        (turn_enumeration_to_number, "#/components/schemas/Shot/properties/shotState", "(enumeration)"),
        (nest_otherwise, "#/components/schemas/Block", "lacks 'blockName'"),
        (ask_for_more, "#/paths/~1api~1renameShot/post/requestBody", "requires 'reason', which the call task.rename"),
        (rename_member, "#/paths/~1api~1copyShot/post/requestBody", "takes no 'shotId', which the call task.copy_shot"),
        (page_otherwise, "#/paths/~1api~1listShots/post/x-rayvision-pagination", "has to be that of edition 1.0.0"),
        (never_end, "#/paths/~1api~1listShots/post/x-rayvision-waiter", "that edition 1.0.0 watches"),
    ],
)
def test_what_the_wrapper_could_not_live_with_is_refused(
    change: Callable[[dict[str, Any]], None], place: str, words: str, project: Path, generator: Run
) -> None:
    edition(project, change)
    code, text = generator("build", project)
    assert code == 1
    (line,) = [line for line in text.splitlines() if f": {place}: " in line and words in line]
    assert line.startswith(str(project / SPEC))
    assert not (project / PACKAGE).exists()


def say_former_name(document: dict[str, Any]) -> None:
    rename_member(document)
    members(document, "RenameRequest")["id"]["x-rayvision-formerly"] = "shotId"


def grow(document: dict[str, Any]) -> None:
    states = document["components"]["schemas"]["ShotState"]
    states["enum"].append(9)
    states["x-enum-varnames"].append("LOST")
    states["x-enum-descriptions"].append("Nobody knows.")
    members(document, "RenameRequest")["reason"] = {"type": "string", "description": "Why."}
    operation(document, "listShots")["x-rayvision-waiter"]["finished"].append(9)
    members(document, "Shot")["sceneName"]["type"] = "string"
    document["components"]["schemas"]["Shot"]["required"].append("sceneName")
    for one in operation(document, "listShots")["responses"]["200"]["content"]["application/json"]["examples"].values():
        for shot in (one.get("value", {}).get("data") or {}).get("items", ()):
            shot["sceneName"] = "shot_010"


@pytest.mark.parametrize("change", [moved, say_former_name, grow])
def test_what_the_wrapper_can_live_with_is_built(
    change: Callable[[dict[str, Any]], None], project: Path, generator: Run
) -> None:
    edition(project, change)
    code, text = generator("build", project)
    assert code == 0, text
    assert generator("check", project)[0] == 0
    if change is say_former_name:
        assert 'renamed={"shotId": "id"}' in (project / PACKAGE / "operations.py").read_text("utf-8")
