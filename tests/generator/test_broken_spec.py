"""A broken spec gives an error with file, line and JSON pointer, no traceback, and leaves what was generated alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

Run = Callable[[str, Path], tuple[int, str]]
Contents = Callable[[Path], dict[str, bytes]]

LINE = re.compile(r"^(?P<file>\S*spec/openapi\.yaml):(?P<line>\d+): (?P<pointer>#\S*): (?P<message>.+)$", re.MULTILINE)

SHOTS = "#/paths/~1api~1listShots/post"
SCHEMAS = "#/components/schemas"
BLOCK = "    Block:\n      description: Part of a picture.\n"
BLOCK_NAME = "        blockName: {type: string, description: Name of the block.}\n"
SHOTS_BODY = "              $ref: '#/components/schemas/ShotsRequest'\n"


@dataclass(frozen=True)
class Broken:
    """One mistake: what it replaces in the fixture's spec, and the place that the error has to name.

    `at` is how the line begins, in the broken spec, whose number the error has to have; or how one of them does.
    """

    old: str
    new: str
    pointer: str
    at: str | tuple[str, ...]


MISTAKES = {
    "a key that stands twice": Broken(
        "  title: Fixture\n", "  title: Fixture\n  title: A\n", "#/info/title", "  title: A"
    ),
    "a reference that leads nowhere": Broken(
        "schemas/ShotsRequest'", "schemas/ShotRequest'", SHOTS, "              $ref: '#/components/schemas/ShotRequest"
    ),
    "a reference out of the file": Broken(
        "#/components/schemas/ShotsRequest'", "a.yaml#/Shots'", SHOTS, "              $ref: 'a.yaml"
    ),
    "a reference into a component": Broken(
        "#/components/schemas/ShotsRequest'",
        "#/components/schemas/ShotsRequest/properties/pageNum'",
        SHOTS,
        "              $ref: '#/components/schemas/ShotsRequest/",
    ),
    "a schema that is a truth": Broken(BLOCK, f"    Odd: true\n{BLOCK}", f"{SCHEMAS}/Odd", "    Odd:"),
    "no operationId": Broken("      operationId: listShots\n", "", SHOTS, "    post:"),
    "an id that is not the path's last part": Broken(
        "operationId: listShots", "operationId: allShots", f"{SHOTS}/operationId", "      operationId: allShots"
    ),
    "no summary": Broken("      summary: List the shots\n", "", SHOTS, "    post:"),
    "no idempotent": Broken("      x-rayvision-idempotent: true\n", "", SHOTS, "    post:"),
    "no method": Broken("      x-rayvision-method: query.list_shots\n", "", SHOTS, "    post:"),
    "a method of another group than the tag": Broken(
        "tags: [query]", "tags: [task]", f"{SHOTS}/tags", "      tags: [task"
    ),
    "a path with a quotation mark": Broken(
        "  /api/listShots:", "  '/api/\"+x+\"/listShots':", '#/paths/~1api~1"+x+"~1listShots', "  '/api/"
    ),
    "a value of an enumeration with a quotation mark": Broken(
        "enum: ['0', '1']", "enum: ['0\"', '1']", f"{SCHEMAS}/Origin/enum/0", "      enum: ['0"
    ),
    "a description that ends as a docstring does": Broken(
        "description: Part of a picture.",
        "description: 'A \"part\"'",
        f"{SCHEMAS}/Block/description",
        "      description: 'A",
    ),
    "a path with a parameter": Broken(
        "  /api/listShots:",
        "  /api/{scene}/listShots:",
        "#/paths/~1api~1{scene}~1listShots",
        "  /api/{scene}/listShots:",
    ),
    "a method that is a word of Python": Broken(
        "method: query.list_shots",
        "method: query.import",
        f"{SHOTS}/x-rayvision-method",
        "      x-rayvision-method: query.import",
    ),
    "a value whose name begins with a digit": Broken(
        "x-enum-varnames: [WAITING,",
        "x-enum-varnames: [2D,",
        f"{SCHEMAS}/ShotState/x-enum-varnames/0",
        "      x-enum-varnames: [2D,",
    ),
    "a schema that cannot be a class": Broken(
        BLOCK, f"    block-of: {{type: object, description: A.}}\n{BLOCK}", f"{SCHEMAS}/block-of", "    block-of:"
    ),
    "a member without a Latin letter": Broken(
        "        blockName:", "        '块':", f"{SCHEMAS}/Block/properties/块", "        '块':"
    ),
    "a tag that is not described": Broken(
        "  - name: query\n    description: Questions.\n", "", f"{SHOTS}/tags", "      tags: [query"
    ),
    "a typo in an operation's extension": Broken("vision-pagination:", "vision-paginatoin:", SHOTS, "    post:"),
    "a typo in a member's extension": Broken(
        "x-rayvision-sensitive", "x-rayvision-sensitiv", f"{SCHEMAS}/Shot/properties/userKey", "        userKey:"
    ),
    "a typo in the prefix of an operation's extension": Broken(
        "x-rayvision-waiter:", "x-rayvison-waiter:", SHOTS, ("    post:", "      x-rayvison-waiter:")
    ),
    "a typo in the prefix of a member's extension": Broken(
        "x-rayvision-sensitive",
        "x-rayvison-sensitive",
        f"{SCHEMAS}/Shot/properties/userKey",
        ("        userKey:", "          x-rayvison-sensitive"),
    ),
    "an unknown way to write a time": Broken(
        "time: china-standard-time",
        "time: cst",
        f"{SCHEMAS}/ShotsRequest/properties/since",
        "          x-rayvision-time: cst",
    ),
    "an attribute of an unknown form": Broken(
        "form: opposite",
        "form: reverse",
        f"{SCHEMAS}/Shot/properties/isDelete",
        "          x-rayvision-view: {name: is_deleted, form: reverse}",
    ),
    "an attribute that another member has": Broken(
        "name: is_deleted", "name: scene_name", f"{SCHEMAS}/Shot/properties/isDelete", "        isDelete:"
    ),
    "an example of a request that does not keep to its schema": Broken(
        "pageNum: 1\n", "pageNum: one\n", f"{SHOTS}/requestBody", "              guide:"
    ),
    "an example of a reply that does not keep to its schema": Broken(
        "                      total: 1\n",
        "                      total: many\n",
        f"{SHOTS}/responses/200",
        "                success:",
    ),
    "an operation without an example of a request": Broken(
        "            examples:\n              guide:\n                value: {}\n",
        "",
        "#/paths/~1api~1listBlocks/post/requestBody",
        "      requestBody:",
    ),
    "an operation without an example of a failure": Broken(
        "                failure:\n                  $ref: '#/components/examples/Failure'\n",
        "",
        f"{SHOTS}/responses/200",
        "            application/json:",
    ),
    "a schema that nothing uses": Broken(
        BLOCK, f"    Unused:\n      description: X.\n      type: object\n{BLOCK}", f"{SCHEMAS}/Unused", "    Unused:"
    ),
    "two schemas that only use each other": Broken(
        BLOCK,
        "    Ping:\n      description: X.\n      type: object\n"
        "      properties: {pong: {description: X., oneOf: [{$ref: '#/components/schemas/Pong'}]}}\n"
        "    Pong:\n      description: X.\n      type: object\n"
        f"      properties: {{ping: {{description: X., oneOf: [{{$ref: '#/components/schemas/Ping'}}]}}}}\n{BLOCK}",
        f"{SCHEMAS}/P",
        "    P",
    ),
    "an example that nothing uses": Broken(
        "    Failure:\n", "    Unused:\n      value: 1\n    Failure:\n", "#/components/examples/Unused", "    Unused:"
    ),
    "a schema both asked and answered": Broken(
        "        newName: {type: string, description: Its name. Any text will do.}\n",
        "        newName: {type: string, description: Its name. Any text will do.}\n"
        "        block: {$ref: '#/components/schemas/Block', description: Its block.}\n",
        f"{SCHEMAS}/Block",
        "    Block:",
    ),
    "an example of another request": Broken(
        "$ref: '#/components/schemas/RenameRequest'",
        "$ref: '#/components/schemas/Block'",
        "#/paths/~1api~1renameShot/post/requestBody/content/application~1json/examples/guide",
        "              guide:",
    ),
    "an OpenAPI document of another version": Broken("openapi: 3.1.0", "openapi: 3.0.3", "#/openapi", "openapi:"),
    "an operation whose replies are a text": Broken(
        "      responses:\n", "      responses: none\n      x:\n", SHOTS, "      responses: none"
    ),
    "a type that does not exist": Broken(
        "{type: integer, description: How many shots there",
        "{type: intger, description: How many shots there",
        f"{SCHEMAS}/ShotPage",
        "        total:",
    ),
    "an enumeration without a name": Broken(
        "{type: integer, description: How many shots there",
        "{type: integer, enum: [1], description: How many shots there",
        f"{SCHEMAS}/ShotPage/properties/total",
        "        total:",
    ),
    "an object without a name": Broken(
        BLOCK_NAME,
        f"{BLOCK_NAME}        size: {{type: object, description: X., properties: {{a: {{type: string}}}}}}\n",
        f"{SCHEMAS}/Block/properties/size",
        "        size:",
    ),
    "an enumeration with too few names": Broken(
        "[WAITING, DONE, FAILED]", "[WAITING, DONE]", f"{SCHEMAS}/ShotState", "    ShotState:"
    ),
    "an enumeration without explanations": Broken(
        "      x-enum-descriptions: [It waits., It is done., It failed.]\n",
        "",
        f"{SCHEMAS}/ShotState",
        "    ShotState:",
    ),
    "pagination by a member that is not asked": Broken(
        "page: pageNum", "page: pageNo", f"{SHOTS}/x-rayvision-pagination/page", "        page: pageNo"
    ),
    "pagination by a member that is not told": Broken(
        "pages: pageCount", "pages: pageCuont", f"{SHOTS}/x-rayvision-pagination/pages", "        pages: pageCuont"
    ),
    "waiting for an enumeration that no item has": Broken(
        "member: shotState", "member: state", f"{SHOTS}/x-rayvision-waiter/member", "        member: state"
    ),
    "waiting for a success that is no end": Broken(
        "succeeded: [2]", "succeeded: [5]", f"{SHOTS}/x-rayvision-waiter", "      x-rayvision-waiter:"
    ),
    "waiting for a value that there is not": Broken(
        "finished: [2, 3]", "finished: [2, 7]", f"{SHOTS}/x-rayvision-waiter/finished/1", "        finished: [2, 7]"
    ),
    "two operations of one name": Broken(
        "operationId: listBlocks",
        "operationId: listShots",
        "#/paths/~1api~1listBlocks/post",
        ("    post:", "      operationId: listShots"),
    ),
    "a member that is named like a method": Broken(
        BLOCK_NAME,
        f"{BLOCK_NAME}        toDict: {{type: string, description: X.}}\n",
        f"{SCHEMAS}/Block/properties/toDict",
        "        toDict:",
    ),
}


def broken(project: Path, old: str, new: str) -> str:
    path = project / "spec/openapi.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path.read_text("utf-8")


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_located_and_nothing_is_written(
    mistake: str, project: Path, generator: Run, contents: Contents
) -> None:
    case = MISTAKES[mistake]
    text = broken(project, case.old, case.new)
    before = contents(project)
    code, output = generator("build", project)
    assert code == 1
    assert contents(project) == before
    found = [match for match in LINE.finditer(output) if match["pointer"].startswith(case.pointer)]
    assert found, output
    lines = {int(match["line"]) for match in found}
    numbers = {number for number, line in enumerate(text.splitlines(), 1) if line.startswith(case.at)}
    assert lines & numbers, f"{output}\nexpected one of the lines {sorted(numbers)}"


@pytest.mark.parametrize("command", ["build", "check", "lint"])
def test_no_command_goes_on_with_a_broken_spec(command: str, project: Path, generator: Run, contents: Contents) -> None:
    broken(project, "      operationId: listShots\n", "")
    before = contents(project)
    code, output = generator(command, project)
    assert code == 1
    assert LINE.search(output)
    assert contents(project) == before


def test_several_mistakes_are_all_said_at_once(project: Path, generator: Run) -> None:
    broken(project, "      operationId: listShots\n", "")
    broken(project, "pages: pageCount", "pages: pageCuont")
    broken(project, "pageNum: 1\n", "pageNum: one\n")
    # Of a reply that may be null, too.
    broken(project, "                      pageCount: 1\n                      total: 1\n", "")
    output = generator("build", project)[1]
    for words in ("operationId", "pageCuont", "'one'", "value['data']: 'pageCount' is", "value['data']: 'total' is"):
        assert words in output


def test_a_good_spec_passes_lint_without_being_built(sources: Path, generator: Run, contents: Contents) -> None:
    before = contents(sources)
    code, text = generator("lint", sources)
    assert code == 0, text
    assert "4" in text
    assert contents(sources) == before
