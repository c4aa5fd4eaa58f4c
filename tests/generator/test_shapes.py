"""Every shape of a schema is made as it is read at run time, or refused with its place and what to write instead."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[[str, Path], tuple[int, str]]

LINE = re.compile(r"^\S*spec/openapi\.yaml:(?P<line>\d+): (?P<pointer>#\S*): .+$", re.MULTILINE)
SCHEMAS = "#/components/schemas"
BLOCK = "    Block:\n"
MEMBERS = "        blockName: {type: string, description: Name of the block.}\n"
ARGUMENTS = "        newName: {type: string, description: Its name. Any text will do.}\n"
DATA = "            data: {type: [string, 'null'], description: The word; null after a failure.}\n"
LIST_SHOTS = "      operationId: listShots\n"
FIRST_BODY = "              $ref: '#/components/schemas/ShotsRequest'\n"
BLOCK_REF, SHOT_REF = "{$ref: '#/components/schemas/Block'}", "{$ref: '#/components/schemas/Shot'}"
STATE_REF = "{$ref: '#/components/schemas/ShotState'}"
FRAME_REF = "{$ref: '#/components/schemas/Frame'}"
IMAGE_REF, CLIP_REF = "{$ref: '#/components/schemas/Image'}", "{$ref: '#/components/schemas/Clip'}"
ASSET_REF = "{$ref: '#/components/schemas/Asset'}"
DAYS_REF, SPAN_REF = "{$ref: '#/components/schemas/Days'}", "{$ref: '#/components/schemas/Span'}"

REPLIES = f"""\
        parts: {{type: array, description: X., items: {BLOCK_REF}}}
        parent: {{description: X., anyOf: [{BLOCK_REF}, {{type: 'null'}}]}}
        state: {{description: X., oneOf: [{STATE_REF}, {{type: 'null'}}]}}
        states: {{type: array, description: X., items: {STATE_REF}}}
        sizes: {{type: object, description: X., additionalProperties: {{type: integer}}}}
        byName: {{type: [object, 'null'], description: X., additionalProperties: {BLOCK_REF}}}
        rows: {{type: object, description: X., additionalProperties: {{type: array, items: {BLOCK_REF}}}}}
        stateOf: {{description: X., oneOf: [{{type: object, additionalProperties: {STATE_REF}}}, {{type: 'null'}}]}}
        anything: {{type: object, description: X.}}
        matrix: {{type: array, description: X., items: {{type: array, items: {{type: number}}}}}}
        day: {{type: string, format: date, description: X.}}
        moments: {{type: array, description: X., items: {{type: string, format: date-time}}}}
        serial: {{type: [string, 'null'], format: uuid, description: X.}}
        mixed: {{type: [string, integer], description: X.}}
        gallery: {{$ref: '#/components/schemas/Gallery', description: X.}}
        asset: {{description: X., oneOf: [{IMAGE_REF}, {CLIP_REF}]}}
        assets: {{type: array, description: X., items: {ASSET_REF}}}
        assetOf: {{type: object, description: X., additionalProperties: {{oneOf: [{IMAGE_REF}, {CLIP_REF}]}}}}
        assetOrNull: {{description: X., anyOf: [{ASSET_REF}, {{type: 'null'}}]}}
        assetsOrOne: {{description: X., oneOf: [{ASSET_REF}, {{type: array, items: {ASSET_REF}}}, {{type: string}}]}}
        oneOrSeveral: {{description: X., anyOf: [{BLOCK_REF}, {{type: array, items: {BLOCK_REF}}}]}}
        blockOrState: {{description: X., oneOf: [{STATE_REF}, {BLOCK_REF}]}}
        mapOrSize: {{description: X., oneOf: [{{type: object, additionalProperties: {BLOCK_REF}}}, {{type: integer}}]}}
        choices: {{type: array, description: X., items: {{oneOf: [{{type: string}}, {{type: integer}}]}}}}
        maps: {{type: array, description: X., items: {{type: object, additionalProperties: {STATE_REF}}}}}
        cube: {{type: array, description: X., items: {{type: array, items: {{type: array, items: {STATE_REF}}}}}}}
        print: {{type: string, description: X.}}
        self: {{type: string, description: X.}}
        Any: {{type: string, description: X.}}
        class: {{type: string, description: X.}}
        properties: {{type: string, description: X.}}
        oneOf: {{type: integer, description: X.}}
        enum: {{type: array, description: X., items: {{type: string}}}}
        const: {{type: string, description: X., default: a}}
        $ref: {{type: string, description: X.}}
"""
REQUESTS = f"""\
        frame: {{$ref: '#/components/schemas/Frame', description: X.}}
        frames: {{type: array, description: X., items: {FRAME_REF}}}
        frameOf: {{type: object, description: X., additionalProperties: {FRAME_REF}}}
        stateOf: {{type: object, description: X., additionalProperties: {STATE_REF}}}
        day: {{type: string, format: date, description: X.}}
        mixed: {{description: X., anyOf: [{STATE_REF}, {{type: string}}]}}
        nothing: {{type: 'null', description: X.}}
        when: {{description: X., oneOf: [{DAYS_REF}, {SPAN_REF}]}}
        whens: {{description: X., anyOf: [{DAYS_REF}, {{type: array, items: {{oneOf: [{DAYS_REF}, {SPAN_REF}]}}}}]}}
        stateRows: {{type: array, description: X., items: {{type: array, items: {STATE_REF}}}}}
"""
FRAME = """\
    Frame:
      description: X.
      type: object
      required: [number]
      properties:
        number: {type: integer, description: X.}
"""
# Told apart by `kind`, and not by `edition`, which is the same in both.
CHOICES = f"""\
    Gallery:
      description: X.
      type: object
      required: [first, all]
      properties:
        first: {{$ref: '#/components/schemas/Asset', description: X.}}
        all: {{type: array, items: {ASSET_REF}, description: X.}}
        items: {{type: array, items: {ASSET_REF}, description: X.}}
    Asset:
      description: X.
      oneOf: [{IMAGE_REF}, {CLIP_REF}]
      discriminator:
        propertyName: kind
        mapping: {{image: '#/components/schemas/Image', clip: '#/components/schemas/Clip'}}
    Image:
      description: X.
      type: object
      required: [edition, kind]
      properties:
        edition: {{type: integer, const: 1, description: X.}}
        kind: {{type: string, const: image, description: X.}}
        width: {{type: integer, description: X.}}
    Clip:
      description: X.
      type: object
      required: [edition, kind, shown]
      properties:
        edition: {{type: integer, const: 1, description: X.}}
        shown: {{description: X., oneOf: [{STATE_REF}, {{type: array, items: {STATE_REF}}}]}}
        kind: {{type: string, const: clip, description: X.}}
        states: {{type: array, description: X., items: {STATE_REF}}}
    Days:
      description: X.
      type: object
      required: [type, days]
      properties:
        type: {{type: integer, const: 1, description: X.}}
        days: {{type: array, description: X., items: {{type: string}}}}
    Span:
      description: X.
      type: object
      required: [type]
      properties:
        type: {{type: integer, const: 2, description: X.}}
        edition: {{type: integer, const: 1, description: X.}}
"""
SHAPES = {
    MEMBERS: MEMBERS + REPLIES,
    ARGUMENTS: ARGUMENTS + REQUESTS,
    BLOCK: FRAME + CHOICES + BLOCK,
    DATA: DATA.replace("[string, 'null']", "[object, 'null']").replace("}", f", additionalProperties: {ASSET_REF}}}"),
    "data: SUCCESS}": "data: {a: {edition: 1, kind: image}}}",
}
USE = """
from typing import Any, assert_type
from rayvision_client import models
from rayvision_client.models import Block, Clip, Days, Frame, Image, RenameRequest, ShotState, Span
from rayvision_client.operations import RENAME_SHOT
from rayvision_client.types import Reply

block = Block({
    "parts": [{"blockName": "a"}], "parent": {"blockName": "p"}, "state": 2, "states": [0, 9], "sizes": {"a": 1},
    "byName": {"a": {"blockName": "b"}, "odd": 1}, "rows": {"a": [{"blockName": "c"}]}, "stateOf": {"a": 3},
    "anything": {"a": []}, "matrix": [[1.5]], "day": "2020-01-02", "moments": ["2020-01-02T03:04:05Z"],
    "serial": "1-2", "mixed": 3, "print": "x", "self": "y", "Any": "z", "class": "w",
    "properties": "p", "oneOf": 1, "enum": ["e"], "const": "c", "$ref": "r",
})
assert_type(block.parts, list[Block] | None)
assert [part.block_name for part in block.parts or []] == ["a"]
assert_type(block.parent, Block | None)
assert isinstance(block.parent, Block) and block.parent.block_name == "p"
assert_type(block.state, ShotState | None)
assert block.state is ShotState.DONE
assert_type(block.states, list[ShotState] | None)
assert all(isinstance(state, ShotState) for state in block.states or ()) and block.states
assert_type(block.sizes, dict[str, int] | None)
assert block.sizes == {"a": 1}
assert_type(block.by_name, dict[str, Block] | None)
assert {name: one.block_name for name, one in (block.by_name or {}).items()} == {"a": "b"}
assert_type(block.rows, dict[str, list[Block]] | None)
assert [one.block_name for one in (block.rows or {})["a"]] == ["c"]
assert_type(block.state_of, dict[str, ShotState] | None)
assert (block.state_of or {})["a"] is ShotState.FAILED
assert_type(block.anything, dict[str, Any] | None)
assert_type(block.matrix, list[list[float]] | None)
assert_type(block.day, str | None)
assert_type(block.moments, list[str] | None)
assert_type(block.serial, str | None)
assert_type(block.mixed, str | int | None)
image, clip, other = {"kind": "image", "width": 4}, {"kind": "clip", "states": [2], "shown": [3]}, {"kind": ["x"]}
block_of = {
    "gallery": {"first": image},
    "asset": clip, "assets": [image, clip, other, 1], "assetOf": {"a": image, "b": clip}, "assetOrNull": image,
    "assetsOrOne": [clip], "oneOrSeveral": [{"blockName": "a"}], "blockOrState": {"blockName": "a"},
    "mapOrSize": {"a": {"blockName": "a"}}, "choices": ["a", 1], "maps": [{"a": 2}], "cube": [[[2]]],
}
several = Block(block_of)
assert_type(several.asset, Image | Clip | Reply | None)
assert isinstance(several.asset, Clip) and several.asset.states == [ShotState.DONE]
assert_type(several.asset.kind, str)
assert several.gallery
assert_type(several.gallery.first, Image | Clip | Reply)
assert isinstance(several.gallery.first, Image)
assert_type(several.gallery.all, list[Image | Clip | Reply])
assert several.gallery.all == []
table = models.Gallery({"items": [image, other, clip]})._repr_html_()
assert "<td>kind</td><td>width</td>" in table and "<td>states</td>" in table
assert_type(several.asset.shown, ShotState | list[ShotState])
assert several.asset.shown == [ShotState.FAILED]
assert_type(several.assets, list[Image | Clip | Reply] | None)
assert [type(one) for one in several.assets or ()] == [Image, Clip, Reply]
assert (several.assets or [])[2] == other
assert_type(several.asset_of, dict[str, Image | Clip | Reply] | None)
assert [type(one) for one in (several.asset_of or {}).values()] == [Image, Clip]
assert_type(several.asset_or_null, Image | Clip | Reply | None)
assert isinstance(several.asset_or_null, Image) and several.asset_or_null.width == 4
assert Block({"assetOrNull": None}).asset_or_null is None and Block({"asset": []}).asset is None
assert_type(several.assets_or_one, Image | Clip | list[Image | Clip | Reply] | str | Reply | None)
assert isinstance(several.assets_or_one, list) and isinstance(several.assets_or_one[0], Clip)
assert isinstance(Block({"assetsOrOne": image}).assets_or_one, Image)
assert Block({"assetsOrOne": "a"}).assets_or_one == "a"
assert_type(several.one_or_several, Block | list[Block] | None)
assert isinstance(several.one_or_several, list) and several.one_or_several[0].block_name == "a"
assert isinstance(Block({"oneOrSeveral": {}}).one_or_several, Block)
assert Block({"oneOrSeveral": 1}).one_or_several is None
assert_type(several.block_or_state, ShotState | Block | None)
assert isinstance(several.block_or_state, Block) and Block({"blockOrState": 2}).block_or_state is ShotState.DONE
assert_type(several.map_or_size, dict[str, Block] | int | None)
assert isinstance(several.map_or_size, dict) and several.map_or_size["a"].block_name == "a"
assert Block({"mapOrSize": 3}).map_or_size == 3
assert_type(several.choices, list[str | int] | None)
assert_type(several.maps, list[dict[str, ShotState]] | None)
assert (several.maps or [])[0]["a"] is ShotState.DONE
assert_type(several.cube, list[list[list[ShotState]]] | None)
assert (several.cube or [])[0][0][0] is ShotState.DONE
assert (block.print, block.self_, block.any, block.class_) == ("x", "y", "z", "w")
assert (block.properties, block.one_of, block.enum, block.const, block.ref) == ("p", 1, ["e"], "c", "r")
assert Block({"byName": []}).by_name is None and Block({"parts": {}}).parts is None
assert_type(RENAME_SHOT.empty(), dict[str, Image | Clip | Reply])
assert RENAME_SHOT.empty() == {}
data = models.TextEnvelope({"data": {"a": image}}).data
assert_type(data, dict[str, Image | Clip | Reply] | None)
assert isinstance((data or {})["a"], Image)
request = RenameRequest(
    shot_id=1, new_name="a", frame=Frame(number=1), frames=[Frame(number=2)], frame_of={"a": Frame(number=3)},
    state_of={"a": ShotState.DONE}, day="2020-01-02", mixed=2, when=Days(days=["2020-01-02"]), whens=[Span()],
    state_rows=[[2]],
)
assert request.to_dict() == {
    "shotId": 1, "newName": "a", "frame": {"number": 1}, "frames": [{"number": 2}], "frameOf": {"a": {"number": 3}},
    "stateOf": {"a": 2}, "day": "2020-01-02", "mixed": 2, "when": {"type": 1, "days": ["2020-01-02"]},
    "whens": [{"type": 2}], "stateRows": [[2]],
}
"""


@pytest.fixture
def unbuilt(sources: Path, tmp_path: Path) -> Path:
    """A project to change, of which nothing has been generated."""
    return Path(shutil.copytree(sources, tmp_path / "project"))


def change(project: Path, changes: dict[str, str]) -> None:
    path = project / "spec/openapi.yaml"
    text = path.read_text("utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize("checker", ["run time", "mypy"])
def test_what_is_built_is_at_run_time_what_a_type_checker_takes_it_for(
    checker: str, unbuilt: Path, generator: Run
) -> None:
    if checker == "mypy":
        pytest.importorskip("mypy", reason="runs in the environment `types`")
    change(unbuilt, SHAPES)
    code, output = generator("build", unbuilt)
    assert code == 0, output
    client = unbuilt / "generated_client"
    use = client / "use.py"
    use.write_text(USE, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(client), "PYTHONDONTWRITEBYTECODE": "1"}
    command = {
        "run time": ["-W", "error", str(use)],
        "mypy": ["-m", "mypy", "--strict", "--config-file=", "rayvision_client", "use.py"],
    }[checker]
    done = subprocess.run(
        [sys.executable, *command], cwd=client, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def member(schema: str) -> dict[str, str]:
    return {MEMBERS: f"{MEMBERS}        x: {schema}\n"}


def schema(name: str, text: str) -> dict[str, str]:
    """A schema beside the others, which a member refers to."""
    referring = f"        x: {{description: X., $ref: '#/components/schemas/{name}'}}\n"
    return {MEMBERS: MEMBERS + referring, BLOCK: f"    {name}: {text}\n{BLOCK}"}


def in_operation(text: str) -> dict[str, str]:
    return {LIST_SHOTS: f"{LIST_SHOTS}      {text}\n"}


def told(discriminator: str = "", *, kind: str = "string, const: b", required: str = "[kind]") -> dict[str, str]:
    """A choice between two objects, the first of which says that it is `a`."""
    said = f", discriminator: {{{discriminator}}}" if discriminator else ""
    odd, frame = (
        f"{{description: X., type: object, required: {words}, properties: {{kind: {{type: {of}, description: X.}}}}}}"
        for words, of in ((required, kind), ("[kind]", "string, const: a"))
    )
    return member(f"{{description: X., oneOf: [{FRAME_REF}, {{$ref: '#/components/schemas/Odd'}}]{said}}}") | {
        BLOCK: f"    Frame: {frame}\n    Odd: {odd}\n{BLOCK}"
    }


X = f"{SCHEMAS}/Block/properties/x"
LIST = "#/paths/~1api~1listShots/post"
OBJECT = "{description: X., type: object, properties: {a: {type: string, description: X.}}}"

# What is replaced, and how the pointer of the error has to begin.
REFUSED: dict[str, tuple[dict[str, str], str]] = {
    "one of two objects": (told(kind="string"), X),
    "one of two objects that say the same": (told(kind="string, const: a"), X),
    "one of two objects that need not say what they are": (told(required="[]"), X),
    "an object or a map": (
        member(f"{{description: X., anyOf: [{FRAME_REF}, {{type: object}}]}}") | {BLOCK: FRAME + BLOCK},
        X,
    ),
    "one of two lists": (
        member(
            f"{{description: X., oneOf: [{{type: array, items: {BLOCK_REF}}}, {{type: array, items: {FRAME_REF}}}]}}"
        )
        | {BLOCK: FRAME + BLOCK},
        X,
    ),
    "a discriminator that is a text": (told("propertyName: [a]"), f"{X}/discriminator/propertyName"),
    "a discriminator that tells nothing": (told("propertyName: a"), f"{X}/discriminator/propertyName"),
    "a discriminator that does not lead to the values": (
        told("propertyName: kind, mapping: {a: '#/components/schemas/Odd'}"),
        f"{X}/discriminator/mapping",
    ),
    "a discriminator that leads elsewhere": (
        told("propertyName: kind, mapping: {a: '#/components/schemas/Frame', b: '#/components/schemas/Odd', c: Odd}"),
        f"{X}/discriminator/mapping/c",
    ),
    "a discriminator of one thing": (
        member("{description: X., type: string, discriminator: {propertyName: a}}"),
        f"{X}/discriminator",
    ),
    "an enumeration or a number": (member(f"{{description: X., anyOf: [{STATE_REF}, {{type: integer}}]}}"), X),
    "a text or a list": (member("{description: X., type: [string, array], items: {type: string}}"), f"{X}/type"),
    "a list of choices between lists": (
        member("{description: X., type: array, items: {oneOf: [{type: array, items: {type: string}}, {type: array}]}}"),
        X,
    ),
    "a list of what may be null": (member("{description: X., type: array, items: {type: [string, 'null']}}"), X),
    "one of some and any of others": (
        member("{description: X., oneOf: [{type: string}, {type: integer}], anyOf: [{type: boolean}]}"),
        f"{X}/anyOf",
    ),
    "a limit beside a choice": (
        member("{description: X., oneOf: [{type: string}, {type: integer}], minimum: 1}"),
        f"{X}/minimum",
    ),
    "a length of a number": (member("{description: X., type: integer, minLength: 1}"), f"{X}/minLength"),
    "an envelope within a reply": (
        member("{description: X., $ref: '#/components/schemas/NothingEnvelope'}"),
        f"{X}/$ref",
    ),
    "a choice of nulls": (member("{description: X., oneOf: [{type: 'null'}, {const: null}]}"), X),
    "a pattern that is none": (member("{description: X., type: string, pattern: '['}"), f"{X}/pattern"),
    "a pattern of Python alone": (member("{description: X., type: string, pattern: '(?P<a>x)'}"), f"{X}/pattern"),
    "a pattern that ends as Python's": (member("{description: X., type: string, pattern: 'a\\Z'}"), f"{X}/pattern"),
    "a pattern with a flag": (member("{description: X., type: string, pattern: '(?i)a'}"), f"{X}/pattern"),
    "a pattern of ECMAScript alone": (member("{description: X., type: string, pattern: '\\p{Lu}'}"), f"{X}/pattern"),
    "limits that leave nothing": (member("{description: X., type: integer, minimum: 5, maximum: 1}"), f"{X}/minimum"),
    "an object that is asked and answered": (
        schema("Odd", OBJECT)
        | {ARGUMENTS: ARGUMENTS + "        x: {description: X., $ref: '#/components/schemas/Odd'}\n"},
        f"{SCHEMAS}/Odd",
    ),
    "a schema with an umlaut": (schema("Größe", OBJECT), f"{SCHEMAS}/Größe"),
    "an example of another type": (member("{description: X., type: integer, examples: [a]}"), f"{X}/examples/0"),
    "an example where examples belong": (member("{description: X., type: integer, examples: 5}"), f"{X}/examples"),
    "a number that JSON has not": (member("{description: X., type: number, maximum: .inf}"), f"{X}/maximum"),
    "a text that is read as the opposite": (
        member("{description: X., type: string, x-rayvision-view: {form: opposite}}"),
        f"{X}/x-rayvision-view",
    ),
    "an attribute that is a word of Python": (
        member("{description: X., type: string, x-rayvision-view: {name: class}}"),
        X,
    ),
    "bytes": (member("{description: X., type: string, format: binary}"), f"{X}/format"),
    "a date in seconds": (member("{description: X., type: integer, format: unixtime}"), f"{X}/format"),
    "no type": (member("{description: X.}"), X),
    "a constant without a type": (member("{description: X., const: 1}"), X),
    "a constant of another type": (member("{description: X., type: integer, const: a}"), f"{X}/const"),
    "a constant that is a number or nothing": (
        member("{description: X., type: [integer, 'null'], const: 1}"),
        f"{X}/const",
    ),
    "a constant in a choice": (
        member("{description: X., oneOf: [{type: string, const: a}, {type: integer}]}"),
        f"{X}/oneOf/0",
    ),
    "a constant that cannot be quoted": (member("{description: X., type: string, const: a\\b}"), f"{X}/const"),
    "a word of 3.0": (member("{description: X., type: string, nullable: true}"), f"{X}/nullable"),
    "a keyword that nothing is made of": (member("{description: X., type: object, patternProperties: {}}"), X),
    "a time that is a text and said to be a number": (
        member("{description: X., type: string, x-rayvision-time: milliseconds}"),
        f"{X}/x-rayvision-time",
    ),
    "a default of another type": (member("{description: X., type: integer, default: a}"), f"{X}/default"),
    "an enumeration of nothing": (
        schema("Odd", "{description: X., type: integer, enum: [], x-enum-varnames: [], x-enum-descriptions: []}"),
        f"{SCHEMAS}/Odd",
    ),
    "an enumeration of two types": (
        schema(
            "Odd",
            "{description: X., type: integer, enum: [1, a], x-enum-varnames: [A, B], x-enum-descriptions: [A., B.]}",
        ),
        f"{SCHEMAS}/Odd",
    ),
    "an object with members and others": (
        schema("Odd", OBJECT.replace("{d", "{additionalProperties: {type: string}, d", 1)),
        f"{SCHEMAS}/Odd",
    ),
    "a list with a name": (schema("Odd", "{description: X., type: array, items: {type: string}}"), f"{SCHEMAS}/Odd"),
    "another name": (schema("Odd", STATE_REF), f"{SCHEMAS}/Odd"),
    "a choice that contains itself": (
        schema("Odd", "{description: X., anyOf: [{$ref: '#/components/schemas/Odd'}, {type: string}]}"),
        f"{SCHEMAS}/Odd",
    ),
    "references in a circle": (
        schema("Odd", "{$ref: '#/components/schemas/Even'}\n    Even: {$ref: '#/components/schemas/Odd'}"),
        f"{SCHEMAS}/",
    ),
    "two objects in a circle": (
        schema("Odd", OBJECT.replace("type: string", "$ref: '#/components/schemas/Block'")),
        f"{SCHEMAS}/Block",
    ),
    "data of two types": ({DATA: DATA.replace("[string", "[string, integer")}, f"{SCHEMAS}/TextEnvelope/allOf/1"),
    "data that is an enumeration": (
        {DATA: f"            data: {{description: X., oneOf: [{STATE_REF}, {{type: 'null'}}]}}\n"},
        f"{SCHEMAS}/TextEnvelope/allOf/1",
    ),
    "an envelope with a second member": (
        {DATA: f"{DATA}            b: {{type: string, description: X.}}\n"},
        f"{SCHEMAS}/TextEnvelope/allOf",
    ),
    "a body that is a list": (
        {FIRST_BODY: "              type: array\n              items: {type: string}\n"},
        f"{LIST}/requestBody",
    ),
    "a body without a name": ({FIRST_BODY: f"              {{{OBJECT[1:-1]}}}\n"}, f"{LIST}/requestBody"),
    "a reply without a name": (
        {"                $ref: '#/components/schemas/ShotPageEnvelope'": f"                {OBJECT}"},
        f"{LIST}/responses/200",
    ),
    "a reply in two kinds": (
        {"            application/json:\n": "            text/plain: {}\n            application/json:\n"},
        f"{LIST}/responses/200/content/text~1plain",
    ),
    "a second reply": ({"        '200':\n": "        '404': {description: X.}\n        '200':\n"}, f"{LIST}/responses"),
    "a header of a reply": (
        {"          description: The shots.\n": "          description: The shots.\n          headers: {}\n"},
        f"{LIST}/responses/200/headers",
    ),
    "an argument in the query": (
        in_operation("parameters: [{name: a, in: query, schema: {type: string}}]"),
        f"{LIST}/parameters",
    ),
    "an argument of a path": (
        {"  /api/listShots:\n": "  /api/listShots:\n    parameters: [{name: a, in: cookie, schema: {type: string}}]\n"},
        "#/paths/~1api~1listShots/parameters",
    ),
    "servers of an operation": (in_operation("servers: [{url: 'https://other.example'}]"), f"{LIST}/servers"),
    "an operation that is not signed": (in_operation("security: []"), f"{LIST}/security"),
    "a callback": (in_operation("callbacks: {}"), f"{LIST}/callbacks"),
    "a webhook": ({"paths:\n": "webhooks: {}\npaths:\n"}, "#/webhooks"),
    "a schema that is named like what is imported": (schema("Any", OBJECT), f"{SCHEMAS}/Any"),
    "a schema that is named like a class of ours": (schema("Request", OBJECT), f"{SCHEMAS}/Request"),
    "a schema that is named like an exception": (schema("Exception", OBJECT), f"{SCHEMAS}/Exception"),
    "schemas that differ by case": (schema("SHOT", OBJECT), f"{SCHEMAS}/S"),
    "an operation that is named like their list": (
        {"/api/listBlocks:": "/api/operations:", "operationId: listBlocks": "operationId: operations"},
        "#/paths/~1api~1operations/post/operationId",
    ),
    "a member that is named like a method of requests": (
        {ARGUMENTS: ARGUMENTS + "        toDict: {type: string, description: X.}\n"},
        f"{SCHEMAS}/RenameRequest/properties/toDict",
    ),
}


@pytest.mark.parametrize("shape", REFUSED)
def test_what_cannot_be_made_is_refused_with_its_place(shape: str, unbuilt: Path, generator: Run) -> None:
    changes, pointer = REFUSED[shape]
    change(unbuilt, changes)
    code, output = generator("lint", unbuilt)
    assert code == 1
    assert any(match["pointer"].startswith(pointer) for match in LINE.finditer(output)), output


@pytest.mark.parametrize("name", ["print", "import", "self", "getV2List"])
def test_an_operation_may_have_any_other_name(name: str, unbuilt: Path, generator: Run) -> None:
    change(
        unbuilt,
        {
            "/api/listBlocks:": f"/api/{name}:",
            "operationId: listBlocks": f"operationId: {name}",
            "query.list_blocks": "query.import_",
            '- guide, "blocks"': "- client",
        },
    )
    code, output = generator("build", unbuilt)
    assert code == 0, output


@pytest.mark.parametrize("name", ["editions.yaml", "schemas/shot.yaml", "job-files/more.schema.json"])
def test_a_file_that_nothing_reads_is_refused(name: str, unbuilt: Path, generator: Run) -> None:
    file = unbuilt / "spec" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("openapi: 3.1.0\n", "utf-8")
    code, output = generator("lint", unbuilt)
    assert code == 1
    assert f"{name}: nothing reads this" in output


def test_what_an_editor_leaves_behind_does_no_harm(unbuilt: Path, generator: Run) -> None:
    for name in ("openapi.yaml~", ".openapi.yaml.swp"):
        (unbuilt / "spec" / name).write_text("openapi: 3.1.0\n", "utf-8")
    assert generator("lint", unbuilt)[0] == 0
