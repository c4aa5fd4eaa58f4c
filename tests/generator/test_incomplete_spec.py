"""A spec that lacks what the generator builds on, or says what it cannot build, is refused like every other mistake.

All of these are YAML, most of them valid OpenAPI, and none of them gives a client that is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[[str, Path], tuple[int, str]]
Contents = Callable[[Path], dict[str, bytes]]

LINE = re.compile(r"spec/openapi\.yaml:(?P<line>\d+): (?P<pointer>#\S*): .+")
NAMES = "x-enum-varnames: [WAITING, DONE, FAILED]"
EMPTY_REQUEST = """\
      requestBody:
        required: true
        content:
          application/json:
            schema:
              $ref: '#/components/schemas/EmptyRequest'
            examples:
              guide:
                value: {}
"""
BLOCK_NAME = "        blockName: {type: string, description: Name of the block.}\n"

# What is replaced in the fixture's spec, by what, and where the error has to point to, if only roughly.
LACKING = {
    "an operation without a request": (
        EMPTY_REQUEST,
        "",
        "#/paths/~1api~1listBlocks/post",
    ),
    "a request without a schema": (
        "            schema:\n              $ref: '#/components/schemas/ShotsRequest'\n",
        "",
        "#/paths/~1api~1listShots/post/requestBody",
    ),
    "a reply under another status": ("        '200':\n", "        '201':\n", "#/paths/~1api~1listShots/post/responses"),
    "an example without a value": (
        "              guide:\n                value: {}",
        "              guide:\n                summary: X.",
        "#/paths/~1api~1listBlocks/post/requestBody",
    ),
    "a member without a description": (
        BLOCK_NAME,
        "        blockName: {type: string}\n",
        "#/components/schemas/Block/properties/blockName",
    ),
    "a schema without a description": ("      description: Part of a picture.\n", "", "#/components/schemas/Block"),
    "an enumeration without a description": (
        "      description: Where a shot stands.\n",
        "",
        "#/components/schemas/ShotState",
    ),
    "an operation that is not a POST": (
        "/api/listBlocks:\n    post:",
        "/api/listBlocks:\n    get:",
        "#/paths/~1api~1listBlocks",
    ),
    "no paths": ("paths:\n", "x-paths:\n", "#"),
    "paths that are null": ("paths:\n", "paths:\nx-paths:\n", "#"),
    "components that are null": ("components:\n", "components:\nx-components:\n", "#/components"),
    "a group that is described twice": (
        "tags:\n",
        "tags:\n  - {name: query, description: X.}\n",
        "#/tags/2",
    ),
    "a path that is null": ("paths:\n", "paths:\n  /api/none:\n", "#/paths"),
    "an operation that is null": ("paths:\n", "paths:\n  /api/none:\n    post:\n", "#/paths/~1api~1none"),
    "an operation that is a text": ("paths:\n", "paths:\n  /api/none:\n    post: none\n", "#/paths/~1api~1none"),
    "a schema that is null": (BLOCK_NAME, f"{BLOCK_NAME}    Nothing:\n", "#/components/schemas/Nothing"),
    "a list without a type of its elements": (
        "              items:\n                $ref: '#/components/schemas/Block'\n    TextEnvelope",
        "    TextEnvelope",
        "#/components/schemas/BlocksEnvelope",
    ),
    "two members of one Python name": (
        BLOCK_NAME,
        f"{BLOCK_NAME}        block_name: {{type: integer, description: Another.}}\n",
        "#/components/schemas/Block/properties/block",
    ),
    "two operations of one Python name": (
        "query.list_blocks",
        "query.list_shots",
        "#/paths/~1api~1listBlocks/post/x-rayvision-method",
    ),
    "two enumeration values of one name": (NAMES, NAMES.replace("FAILED", "DONE"), "#/components/schemas/ShotState"),
    "an enumeration value that stands twice": ("enum: [0, 2, 3]", "enum: [0, 2, 2]", "#/components/schemas/ShotState"),
    "a required member that is not there": (
        "required: [shotId, shotState]",
        "required: [shotId, shotStaet]",
        "#/components/schemas/Shot",
    ),
}


def refused(project: Path, generator: Run, contents: Contents) -> list[re.Match[str]]:
    before = contents(project)
    code, output = generator("build", project)
    assert code == 1, output
    assert contents(project) == before
    found = list(LINE.finditer(output))
    assert found, output
    return found


@pytest.mark.parametrize("mistake", LACKING)
def test_what_cannot_be_built_is_located_and_nothing_is_written(
    mistake: str, project: Path, generator: Run, contents: Contents
) -> None:
    old, new, pointer = LACKING[mistake]
    path = project / "spec/openapi.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert any(match["pointer"].startswith(pointer) for match in refused(project, generator, contents))


def test_a_path_may_say_something_beside_its_operation(project: Path, generator: Run, contents: Contents) -> None:
    path = project / "spec/openapi.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("/api/listBlocks:\n", "/api/listBlocks:\n    summary: Blocks.\n", 1), "utf-8")
    before = contents(project / "generated_client")
    code, output = generator("build", project)
    assert code == 0, output
    assert contents(project / "generated_client") == before


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/listBlocks/v2", "listBlocks"),
        ("/api/v2/listBlocks", "listBlocks"),
        # Two paths that end alike: one of them needs a name of its own.
        ("/api/more/listShots", "listBlocks"),
    ],
)
def test_an_operation_may_be_named_before_the_version_or_apart_from_its_like(
    path: str, name: str, project: Path, generator: Run
) -> None:
    file = project / "spec/openapi.yaml"
    text = file.read_text("utf-8").replace("/api/listBlocks:\n", f"{path}:\n", 1)
    file.write_text(text.replace("operationId: listBlocks", f"operationId: {name}"), "utf-8")
    code, output = generator("lint", project)
    assert code == 0, output
