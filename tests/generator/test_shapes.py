"""Every shape of a schema is made as it is read at run time, or refused with its place and what to write instead."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ..generating import edit, generator  # noqa: TID252  # has no name of its own
from .lines import ARGUMENTS, BLOCK, BLOCK_REF, DATA, FRAME_REF, MEMBERS, STATE_REF

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


@pytest.mark.parametrize("checker", ["run time", "mypy"])
def test_what_is_built_is_at_run_time_what_a_type_checker_takes_it_for(checker: str, project: Path) -> None:
    if checker == "mypy":
        pytest.importorskip("mypy", reason="runs in the environment `types`")
    edit(project / "spec/openapi.yaml", SHAPES)
    code, output = generator("build", project)
    assert code == 0, output
    client = project / "generated_client"
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
