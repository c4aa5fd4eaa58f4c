"""One spec, two editions: what its marks come to, and which of them are refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from ..each import each  # noqa: TID252  # has no name of its own
from ..generating import generator, run_python, without_remedy  # noqa: TID252  # has no name of its own

Document = dict[str, Any]

SINCE, UNTIL, EDITIONS = "x-rayvision-since", "x-rayvision-until", "x-rayvision-editions"
MARKS = (SINCE, UNTIL, EDITIONS, "x-rayvision-values")


def operation(document: Document, name: str) -> Document:
    (found,) = [item["post"] for item in document["paths"].values() if item["post"]["operationId"] == name]
    return found


def members(document: Document, schema: str) -> Document:
    found: Document = document["components"]["schemas"][schema]["properties"]
    return found


def example(document: Document, name: str) -> Document:
    found: Document = operation(document, name)["requestBody"]["content"]["application/json"]["examples"]
    return found


def marked(document: Document) -> None:
    """Two editions: what the vendor did between them, once each."""
    document[EDITIONS] = {"1.0.0": {"summary": "The guide's."}, "2.0.0": {"summary": "Today's."}}
    document["components"]["securitySchemes"]["languageFlag"] = {
        "type": "apiKey",
        "in": "header",
        "name": "languageFlag",
        "description": "Not signed.",
        SINCE: "2.0.0",
    }
    document["security"] = [{"accessId": [], "languageFlag": []}]
    document["info"] |= {"description": "The guide's.", EDITIONS: {"2.0.0": {"description": "Today's."}}}
    # Moved, and a member that is called otherwise; another with a default for each edition.
    operation(document, "listShots")[EDITIONS] = {"2.0.0": {"path": "/api/handle/listShots/v2"}}
    asked = members(document, "ShotsRequest")
    asked["pageNum"][EDITIONS] = {"2.0.0": {"name": "page"}}
    asked["pageSize"] |= {"default": 2, EDITIONS: {"2.0.0": {"default": 100}}}
    asked["artist"] = {"type": "string", "description": "Only theirs.", SINCE: "2.0.0"}
    asked["since"] |= {UNTIL: "1.0.0"}
    asked["states"][EDITIONS] = {"2.0.0": {"before": "pageSize"}}
    plain = example(document, "listShots")
    plain["guide"][UNTIL] = "1.0.0"
    plain["today"] = {SINCE: "2.0.0", "value": {"page": 1, "pageSize": 100, "artist": "Mei"}}
    # Replies: another name, another type, another value, required from an edition on.
    told = members(document, "Shot")
    told["c4dFlag"][EDITIONS] = {"2.0.0": {"type": "string", "required": True}}
    told["userKey"][EDITIONS] = {"2.0.0": {"name": "user"}}
    document["components"]["schemas"]["ShotState"]["x-rayvision-values"] = {"3": {SINCE: "2.0.0"}}
    answer = operation(document, "listShots")["responses"]["200"]["content"]["application/json"]["examples"]
    newer = json.loads(json.dumps(answer["success"]))
    shot = newer["value"]["data"]["items"][0]
    shot |= {"c4dFlag": "0", "user": shot.pop("userKey"), "shotState": 3}
    answer["success"][UNTIL] = "1.0.0"
    answer["success-newer"] = newer | {SINCE: "2.0.0"}
    # Gone, and new.
    operation(document, "copyShot")[UNTIL] = "1.0.0"
    operation(document, "listBlocks")[SINCE] = "2.0.0"


@pytest.fixture
def edit(project: Path) -> Callable[..., Document]:
    """Mark the spec of the project, and change it further."""

    def change(*changes: Callable[[Document], Any]) -> Document:
        path = project / "spec/openapi.yaml"
        document: Document = yaml.safe_load(path.read_text("utf-8"))
        for one in changes:
            one(document)
        path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), "utf-8")
        return document

    return change


def test_lint_counts_the_operations_of_each_edition(edit: Callable[..., Document], project: Path) -> None:
    edit(marked)
    assert generator("lint", project) == (
        0,
        "Edition 1.0.0 keeps the rules: 3 operations.\nEdition 2.0.0 keeps the rules: 3 operations.\n",
    )


def test_each_edition_is_published_as_if_there_were_no_other(edit: Callable[..., Document], project: Path) -> None:
    first = json.loads((project / "published/rayvision_spec/1.0.0/openapi.json").read_text("utf-8"))
    edit(marked)
    assert generator("build", project)[0] == 0
    folder = project / "published/rayvision_spec"
    assert {path.name for path in folder.iterdir()} == {"1.0.0", "2.0.0"}
    for path in folder.glob("*/*"):
        text = path.read_text("utf-8")
        # Vectors are of this project's own operations, not of the fixture's.
        text = text if path.name != "signing-vectors.json" else ""
        assert not any(mark in text for mark in (*MARKS, "x-rayvision-source")), path
        assert {"1.0.0": "2.0.0", "2.0.0": "1.0.0"}[path.parent.name] not in text, path
        if path.parent.name == "1.0.0":
            assert not any(word in text for word in ("languageFlag", "listBlocks", "artist", "Today")), path
        else:
            assert not any(word in text for word in ("copyShot", "pageNum", '"since"', "userKey", "The guide's")), path
    # What was there before the second edition is the first one's still, but for what is of the second alone.
    old = json.loads((folder / "1.0.0/openapi.json").read_text("utf-8"))
    assert first["paths"].keys() - old["paths"].keys() == {"/api/listBlocks"}
    assert old["components"]["schemas"]["ShotsRequest"]["properties"].keys() == {
        *("pageNum", "pageSize", "states", "since"),
    }
    assert old["components"]["schemas"]["ShotState"]["enum"] == [0, 2]
    assert operation(old, "listShots")["x-rayvision-waiter"]["finished"] == [2]
    new = json.loads((folder / "2.0.0/openapi.json").read_text("utf-8"))
    assert list(new["paths"]) == ["/api/handle/listShots/v2", "/api/listBlocks", "/api/renameShot"]
    assert new["info"]["version"] == "2.0.0"
    asked = new["components"]["schemas"]["ShotsRequest"]
    assert asked["required"] == ["page", "pageSize"]
    assert list(asked["properties"]) == ["page", "states", "pageSize", "artist"]
    assert asked["properties"]["pageSize"]["default"] == 100
    shot = new["components"]["schemas"]["Shot"]
    assert shot["properties"]["c4dFlag"] == {"type": "string", "description": "Whether it is a Cinema 4D scene."}
    assert "c4dFlag" in shot["required"]
    assert operation(new, "listShots")["x-rayvision-pagination"]["page"] == "page"
    assert example(new, "listShots").keys() == {"today"}
    assert new["security"] == [{"accessId": [], "languageFlag": []}]


def test_of_two_names_of_a_member_the_metadata_has_the_same_one_in_every_build(
    edit: Callable[..., Document], project: Path
) -> None:
    from generator.spec.editions import plain
    from generator.spec.reader import load

    def nested(document: Document) -> None:
        for number in range(20):
            member = {"type": "string", EDITIONS: {"2.0.0": {"name": f"page{number}"}}}
            document["components"]["schemas"][f"Their{number}"] = {"type": "object", "properties": {"pageNum": member}}
            members(document, "ShotsRequest")[f"their{number}"] = {"$ref": f"#/components/schemas/Their{number}"}

    edit(marked, nested)
    told = plain(load(project / "spec/openapi.yaml"), "2.0.0").document
    assert operation(told, "listShots")["x-rayvision-pagination"]["page"] == "page"


USE = """
import inspect, json
from rayvision_client.models import Shot, ShotsRequest, ShotState
from rayvision_client.operations import API_VERSION, COPY_SHOT, EDITIONS, LIST_BLOCKS, LIST_SHOTS, SENSITIVE_MEMBERS

assert EDITIONS == ("1.0.0", "2.0.0") and API_VERSION == "1.0.0"
assert [LIST_SHOTS.endpoint(edition).path for edition in EDITIONS] == ["/api/listShots", "/api/handle/listShots/v2"]
request = ShotsRequest(page_num=3)
assert list(LIST_SHOTS.body("1.0.0", request).items()) == [("pageNum", 3), ("pageSize", 2)]
assert list(LIST_SHOTS.body("2.0.0", request).items()) == [("page", 3), ("pageSize", 100)]
asked = LIST_SHOTS.body("2.0.0", ShotsRequest(page_num=3, page_size=1, states=[0], artist="Mei"))
assert list(asked.items()) == [("page", 3), ("states", [0]), ("pageSize", 1), ("artist", "Mei")]
assert LIST_SHOTS.body("2.0.0", {"pageNum": 1, "further": 2}) == {"page": 1, "further": 2}

def refused(call, *words):
    try:
        call()
    except ValueError as error:
        assert all(word in str(error) for word in words), error
    else:
        raise AssertionError(words)

refused(lambda: LIST_SHOTS.body("1.0.0", ShotsRequest(page_num=1, artist="Mei")), "artist", "edition 2.0.0")
refused(lambda: LIST_SHOTS.body("2.0.0", {"since": "2020"}), "since", "edition 1.0.0")
refused(lambda: COPY_SHOT.endpoint("2.0.0"), "task.copy_shot", "edition 1.0.0")
refused(lambda: LIST_BLOCKS.body("1.0.0", None), "query.list_blocks", "edition 2.0.0")

assert Shot({"userKey": "a"}).user_key == Shot({"user": "a"}).user_key == "a"
assert "***" in repr(Shot({"user": "a"})) and {"user", "userKey"} <= SENSITIVE_MEMBERS
assert Shot({"c4dFlag": "0"}).c4d_flag == "0" and Shot({"c4dFlag": 0}).c4d_flag == 0 and Shot({}).c4d_flag is None
assert inspect.get_annotations(Shot.c4d_flag.fget, eval_str=True)["return"] == int | str | None
assert ShotState.FAILED == 3 and ShotState.FAILED.is_final
assert "Since edition 2.0.0." in inspect.getsource(ShotState) and "edition 2.0.0" in Shot.user_key.__doc__
"""


def test_one_client_speaks_both_editions(edit: Callable[..., Document], project: Path) -> None:
    edit(marked)
    assert generator("build", project)[0] == 0
    assert {path.name for path in (project / "generated_client").iterdir()} == {"rayvision_client"}
    run_python(USE, project / "generated_client")


def third(document: Document) -> None:
    """An edition after the second says only what it changes: the rest holds still."""
    document[EDITIONS]["3.0.0"] = {"summary": "Tomorrow's."}
    operation(document, "renameShot")[EDITIONS] = {"3.0.0": {"path": "/api/v3/renameShot"}}
    members(document, "RenameRequest")["shotId"][EDITIONS] = {"3.0.0": {"name": "id"}}
    examples = example(document, "renameShot")
    examples["guide"][UNTIL] = "2.0.0"
    examples["tomorrow"] = {SINCE: "3.0.0", "value": {"id": 7, "newName": "again"}}


def test_what_an_edition_changes_holds_for_later_ones(edit: Callable[..., Document], project: Path) -> None:
    edit(marked, third)
    assert generator("build", project)[0] == 0
    document = json.loads((project / "published/rayvision_spec/3.0.0/openapi.json").read_text("utf-8"))
    assert list(document["paths"]) == ["/api/handle/listShots/v2", "/api/listBlocks", "/api/v3/renameShot"]
    assert members(document, "ShotsRequest").keys() == {"page", "pageSize", "states", "artist"}
    assert members(document, "RenameRequest").keys() == {"id", "newName"}


SHOTS = "#/paths/~1api~1listShots/post"
SCHEMAS = "#/components/schemas"
BROKEN: dict[str, tuple[Callable[[Document], Any], str, str]] = {
    "an unknown edition": (
        lambda document: operation(document, "renameShot").update({SINCE: "2.1.0"}),
        "#/paths/~1api~1renameShot/post",
        "names 2.1.0, but the editions are 1.0.0, 2.0.0",
    ),
    "an unknown edition of a change": (
        lambda document: operation(document, "listShots")[EDITIONS].update({"7": {"path": "/x"}}),
        f"{SHOTS}/{EDITIONS}",
        "names 7, but the editions are 1.0.0, 2.0.0",
    ),
    "an operation of no edition": (
        lambda document: operation(document, "renameShot").update({SINCE: "2.0.0", UNTIL: "1.0.0"}),
        "#/paths/~1api~1renameShot/post",
        "is of no edition in which an operation has it",
    ),
    "a path used twice in an edition": (
        lambda document: operation(document, "listShots")[EDITIONS]["2.0.0"].update(path="/api/renameShot"),
        "#/paths/~1api~1renameShot/post",
        "has the path /api/renameShot in edition 2.0.0, and so has /api/listShots",
    ),
    "a name used twice in an edition": (
        lambda document: members(document, "ShotsRequest")["pageNum"][EDITIONS]["2.0.0"].update(name="artist"),
        f"{SCHEMAS}/ShotsRequest/properties/artist",
        "has the name artist in edition 2.0.0, and so has pageNum",
    ),
    "a member that is sent before none of its edition": (
        lambda document: members(document, "ShotsRequest")["states"][EDITIONS]["2.0.0"].update(before="since"),
        f"{SCHEMAS}/ShotsRequest/properties/states",
        "stands before since in edition 2.0.0, which has no such member",
    ),
    "a member of an edition that its operation is not in": (
        lambda document: (
            members(document, "Block")["blockName"].update({UNTIL: "1.0.0"}) or members(document, "Shot").pop("grid")
        ),
        f"{SCHEMAS}/Block/properties/blockName",
        "is of no edition in which an operation has it",
    ),
    "a change in an edition that its operation is not in": (
        lambda document: operation(document, "copyShot").update({EDITIONS: {"2.0.0": {"path": "/api/copy"}}}),
        f"#/paths/~1api~1copyShot/post/{EDITIONS}/2.0.0",
        "changes nothing, for this is there in 1.0.0 alone",
    ),
    "an example with another edition's member": (
        lambda document: example(document, "listShots")["guide"]["value"].update(artist="Mei"),
        f"{SHOTS}/requestBody/content/application~1json/examples/guide",
        "['pageNum', 'pageSize', 'states', 'since']: mend the example, or its schema (edition 1.0.0)",
    ),
    "an example with a member under another edition's name": (
        lambda document: example(document, "listShots")["today"]["value"].update(pageNum=1),
        f"{SHOTS}/requestBody/content/application~1json/examples/today",
        "['page', 'states', 'pageSize', 'artist']: mend the example, or its schema (edition 2.0.0)",
    ),
    "an example of a missing success in one edition": (
        lambda document: operation(document, "listShots")["responses"]["200"]["content"]["application/json"][
            "examples"
        ].pop("success-newer"),
        f"{SHOTS}/responses/200/content/application~1json",
        "has no example named 'success'",
    ),
    "a value that is none": (
        lambda document: document["components"]["schemas"]["ShotState"]["x-rayvision-values"].update(
            {"9": {SINCE: "2.0.0"}}
        ),
        f"{SCHEMAS}/ShotState/x-rayvision-values/9",
        "is not one of ['0', '2', '3']",
    ),
    "fewer names than values": (
        lambda document: document["components"]["schemas"]["ShotState"]["x-enum-varnames"].pop(),
        f"{SCHEMAS}/ShotState",
        "x-enum-varnames has 2 entries for 3 values",
    ),
    "more names than values": (
        lambda document: document["components"]["schemas"]["ShotState"]["x-enum-varnames"].append("GONE"),
        f"{SCHEMAS}/ShotState",
        "x-enum-varnames has 4 entries for 3 values",
    ),
    "a mark where none may be": (
        lambda document: document["components"]["schemas"]["Block"].update({SINCE: "2.0.0"}),
        f"{SCHEMAS}/Block",
        SINCE,
    ),
    "a change of what cannot change": (
        lambda document: operation(document, "listShots")[EDITIONS]["2.0.0"].update(operationId="other"),
        f"{SHOTS}/{EDITIONS}/2.0.0",
        "operationId",
    ),
    "another name for a member inside a member of a request": (
        lambda document: (
            document["components"]["schemas"].update(
                Filter={
                    "type": "object",
                    "description": "Which.",
                    "properties": {
                        "key": {"type": "string", "description": "Key.", EDITIONS: {"2.0.0": {"name": "word"}}}
                    },
                }
            ),
            members(document, "ShotsRequest").update(
                filter={"$ref": f"{SCHEMAS}/Filter", "description": "Which."},
            ),
        ),
        f"{SCHEMAS}/Filter/properties/key/{EDITIONS}/2.0.0/name",
        "renames a member inside a member",
    ),
}


@each("mark", BROKEN)
def test_a_mark_that_is_wrong_is_named_with_its_place(
    mark: str, edit: Callable[..., Document], project: Path, fixture_spec: str
) -> None:
    change, place, words = BROKEN[mark]
    (project / "spec/openapi.yaml").write_text(fixture_spec, "utf-8")
    edit(marked, change)
    code, text = generator("lint", project)
    assert code == 1
    assert without_remedy(text) == []
    assert any(f": {place}: " in line and words in line for line in text.splitlines()), text
    file, line, _ = text.splitlines()[0].split(":", 2)
    assert file.endswith("spec/openapi.yaml")
    assert int(line) > 1
