"""A spec that breaks a rule is refused with file, line and JSON pointer, and nothing is written.

All of these are YAML, most of them valid OpenAPI, and none of them gives a client that is right.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ..each import each  # noqa: TID252  # has no name of its own
from ..generating import PROBLEM, contents, edit, generator, without_remedy  # noqa: TID252  # has no name of its own
from .lines import ARGUMENTS, BLOCK, BLOCK_REF, DATA, FIRST_BODY, FRAME_REF, LIST_SHOTS, MEMBERS, SCHEMAS, STATE_REF

NAMES = "x-enum-varnames: [WAITING, DONE, FAILED]"
FRAME = """\
    Frame:
      description: X.
      type: object
      required: [number]
      properties:
        number: {type: integer, description: X.}
"""
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
    "a key that stands twice": ({"  title: Fixture\n": "  title: Fixture\n  title: A\n"}, "#/info/title"),
    "a reference that leads nowhere": ({"schemas/ShotsRequest'": "schemas/ShotRequest'"}, LIST),
    "a reference out of the file": ({"#/components/schemas/ShotsRequest'": "a.yaml#/Shots'"}, LIST),
    "a reference into a component": (
        {"#/components/schemas/ShotsRequest'": "#/components/schemas/ShotsRequest/properties/pageNum'"},
        LIST,
    ),
    "a schema that is a truth": ({BLOCK: f"    Odd: true\n{BLOCK}"}, f"{SCHEMAS}/Odd"),
    "no operationId": ({"      operationId: listShots\n": ""}, LIST),
    "an id that is not the path's last part": (
        {"operationId: listShots": "operationId: allShots"},
        f"{LIST}/operationId",
    ),
    "no summary": ({"      summary: List the shots\n": ""}, LIST),
    "no idempotent": ({"      x-rayvision-idempotent: true\n": ""}, LIST),
    "no method": ({"      x-rayvision-method: query.list_shots\n": ""}, LIST),
    "a method of another group than the tag": ({"tags: [query]": "tags: [task]"}, f"{LIST}/tags"),
    "a path with a quotation mark": (
        {"  /api/listShots:": "  '/api/\"+x+\"/listShots':"},
        '#/paths/~1api~1"+x+"~1listShots',
    ),
    "a value of an enumeration with a quotation mark": (
        {"enum: ['0', '1']": "enum: ['0\"', '1']"},
        f"{SCHEMAS}/Origin/enum/0",
    ),
    "a description that ends as a docstring does": (
        {"description: Part of a picture.": "description: 'A \"part\"'"},
        f"{SCHEMAS}/Block/description",
    ),
    "a description with what no line of Python holds": (
        {"description: Part of a picture.": 'description: "A part\\u2028of it."'},
        f"{SCHEMAS}/Block/description",
    ),
    "a path with a parameter": (
        {"  /api/listShots:": "  /api/{scene}/listShots:"},
        "#/paths/~1api~1{scene}~1listShots",
    ),
    "a method that is a word of Python": (
        {"method: query.list_shots": "method: query.import"},
        f"{LIST}/x-rayvision-method",
    ),
    "a value whose name begins with a digit": (
        {"x-enum-varnames: [WAITING,": "x-enum-varnames: [2D,"},
        f"{SCHEMAS}/ShotState/x-enum-varnames/0",
    ),
    "a schema that cannot be a class": (
        {BLOCK: f"    block-of: {{type: object, description: A.}}\n{BLOCK}"},
        f"{SCHEMAS}/block-of",
    ),
    "a member without a Latin letter": ({"        blockName:": "        '块':"}, f"{SCHEMAS}/Block/properties/块"),
    "a tag that is not described": ({"  - name: query\n    description: Questions.\n": ""}, f"{LIST}/tags"),
    "a typo in an operation's extension": ({"vision-pagination:": "vision-paginatoin:"}, LIST),
    "a typo in a member's extension": (
        {"x-rayvision-sensitive": "x-rayvision-sensitiv"},
        f"{SCHEMAS}/Shot/properties/userKey",
    ),
    "a typo in the prefix of an operation's extension": ({"x-rayvision-waiter:": "x-rayvison-waiter:"}, LIST),
    "a typo in the prefix of a member's extension": (
        {"x-rayvision-sensitive": "x-rayvison-sensitive"},
        f"{SCHEMAS}/Shot/properties/userKey",
    ),
    "an unknown way to write a time": (
        {"time: china-standard-time": "time: cst"},
        f"{SCHEMAS}/ShotsRequest/properties/since",
    ),
    "an attribute of an unknown form": ({"form: opposite": "form: reverse"}, f"{SCHEMAS}/Shot/properties/isDelete"),
    "an attribute that another member has": (
        {"name: is_deleted": "name: scene_name"},
        f"{SCHEMAS}/Shot/properties/isDelete",
    ),
    "an example of a request that does not keep to its schema": (
        {"pageNum: 1\n": "pageNum: one\n"},
        f"{LIST}/requestBody",
    ),
    "an example of a reply that does not keep to its schema": (
        {"                      total: 1\n": "                      total: many\n"},
        f"{LIST}/responses/200",
    ),
    "an operation without an example of a request": (
        {"            examples:\n              guide:\n                value: {}\n": ""},
        "#/paths/~1api~1listBlocks/post/requestBody",
    ),
    "an operation without an example of a failure": (
        {"                failure:\n                  $ref: '#/components/examples/Failure'\n": ""},
        f"{LIST}/responses/200",
    ),
    "a schema that nothing uses": (
        {BLOCK: f"    Unused:\n      description: X.\n      type: object\n{BLOCK}"},
        f"{SCHEMAS}/Unused",
    ),
    "two schemas that only use each other": (
        {
            BLOCK: "    Ping:\n      description: X.\n      type: object\n"
            "      properties: {pong: {description: X., oneOf: [{$ref: '#/components/schemas/Pong'}]}}\n"
            "    Pong:\n      description: X.\n      type: object\n"
            f"      properties: {{ping: {{description: X., oneOf: [{{$ref: '#/components/schemas/Ping'}}]}}}}\n{BLOCK}"
        },
        f"{SCHEMAS}/P",
    ),
    "an example that nothing uses": (
        {"    Failure:\n": "    Unused:\n      value: 1\n    Failure:\n"},
        "#/components/examples/Unused",
    ),
    "a schema both asked and answered": (
        {ARGUMENTS: f"{ARGUMENTS}        block: {{$ref: '#/components/schemas/Block', description: Its block.}}\n"},
        f"{SCHEMAS}/Block",
    ),
    "an example of another request": (
        {"$ref: '#/components/schemas/RenameRequest'": "$ref: '#/components/schemas/Block'"},
        "#/paths/~1api~1renameShot/post/requestBody/content/application~1json/examples/guide",
    ),
    "an OpenAPI document of another version": ({"openapi: 3.1.0": "openapi: 3.0.3"}, "#/openapi"),
    "an operation whose replies are a text": ({"      responses:\n": "      responses: none\n      x:\n"}, LIST),
    "a type that does not exist": (
        {"{type: integer, description: How many shots there": "{type: intger, description: How many shots there"},
        f"{SCHEMAS}/ShotPage",
    ),
    "an enumeration without a name": (
        {"integer, description: How many shots there": "integer, enum: [1], description: How many shots there"},
        f"{SCHEMAS}/ShotPage/properties/total",
    ),
    "an object without a name": (
        {MEMBERS: f"{MEMBERS}        size: {{type: object, description: X., properties: {{a: {{type: string}}}}}}\n"},
        f"{SCHEMAS}/Block/properties/size",
    ),
    "an enumeration with too few names": ({"[WAITING, DONE, FAILED]": "[WAITING, DONE]"}, f"{SCHEMAS}/ShotState"),
    "an enumeration without explanations": (
        {"      x-enum-descriptions: [It waits., It is done., It failed.]\n": ""},
        f"{SCHEMAS}/ShotState",
    ),
    "an enumeration whose names are null": (
        {NAMES: "x-enum-varnames:"},
        f"{SCHEMAS}/ShotState/x-enum-varnames",
    ),
    "pagination by a member that is not asked": (
        {"page: pageNum": "page: pageNo"},
        f"{LIST}/x-rayvision-pagination/page",
    ),
    "pagination by a member that is not told": (
        {"pages: pageCount": "pages: pageCuont"},
        f"{LIST}/x-rayvision-pagination/pages",
    ),
    "waiting for an enumeration that no item has": (
        {"member: shotState": "member: state"},
        f"{LIST}/x-rayvision-waiter/member",
    ),
    "waiting for a success that is no end": ({"succeeded: [2]": "succeeded: [5]"}, f"{LIST}/x-rayvision-waiter"),
    "waiting for a value that there is not": (
        {"finished: [2, 3]": "finished: [2, 7]"},
        f"{LIST}/x-rayvision-waiter/finished/1",
    ),
    "two operations of one name": (
        {"operationId: listBlocks": "operationId: listShots"},
        "#/paths/~1api~1listBlocks/post",
    ),
    "a member that is named like a method": (
        {MEMBERS: f"{MEMBERS}        toDict: {{type: string, description: X.}}\n"},
        f"{SCHEMAS}/Block/properties/toDict",
    ),
    "an operation without a request": ({EMPTY_REQUEST: ""}, "#/paths/~1api~1listBlocks/post"),
    "a request without a schema": (
        {"            schema:\n              $ref: '#/components/schemas/ShotsRequest'\n": ""},
        "#/paths/~1api~1listShots/post/requestBody",
    ),
    "a reply under another status": (
        {"        '200':\n": "        '201':\n"},
        "#/paths/~1api~1listShots/post/responses",
    ),
    "an example without a value": (
        {"              guide:\n                value: {}": "              guide:\n                summary: X."},
        "#/paths/~1api~1listBlocks/post/requestBody",
    ),
    "a member without a description": (
        {MEMBERS: "        blockName: {type: string}\n"},
        "#/components/schemas/Block/properties/blockName",
    ),
    "a schema without a description": ({"      description: Part of a picture.\n": ""}, "#/components/schemas/Block"),
    "an enumeration without a description": (
        {"      description: Where a shot stands.\n": ""},
        "#/components/schemas/ShotState",
    ),
    "an operation that is not a POST": (
        {"/api/listBlocks:\n    post:": "/api/listBlocks:\n    get:"},
        "#/paths/~1api~1listBlocks",
    ),
    "no paths": ({"paths:\n": "x-paths:\n"}, "#"),
    "paths that are null": ({"paths:\n": "paths:\nx-paths:\n"}, "#"),
    "components that are null": ({"components:\n": "components:\nx-components:\n"}, "#/components"),
    "a group that is described twice": ({"tags:\n": "tags:\n  - {name: query, description: X.}\n"}, "#/tags/2"),
    "a path that is null": ({"paths:\n": "paths:\n  /api/none:\n"}, "#/paths"),
    "an operation that is null": ({"paths:\n": "paths:\n  /api/none:\n    post:\n"}, "#/paths/~1api~1none"),
    "an operation that is a text": ({"paths:\n": "paths:\n  /api/none:\n    post: none\n"}, "#/paths/~1api~1none"),
    "a schema that is null": ({MEMBERS: f"{MEMBERS}    Nothing:\n"}, "#/components/schemas/Nothing"),
    "a list without a type of its elements": (
        {f"              items:\n                {BLOCK_REF[1:-1]}\n    TextEnvelope": "    TextEnvelope"},
        "#/components/schemas/BlocksEnvelope",
    ),
    "two members of one Python name": (
        {MEMBERS: f"{MEMBERS}        block_name: {{type: integer, description: Another.}}\n"},
        "#/components/schemas/Block/properties/block",
    ),
    "two operations of one Python name": (
        {"query.list_blocks": "query.list_shots"},
        "#/paths/~1api~1listBlocks/post/x-rayvision-method",
    ),
    "two enumeration values of one name": ({NAMES: NAMES.replace("FAILED", "DONE")}, "#/components/schemas/ShotState"),
    "an enumeration value that stands twice": (
        {"enum: [0, 2, 3]": "enum: [0, 2, 2]"},
        "#/components/schemas/ShotState",
    ),
    "a required member that is not there": (
        {"required: [shotId, shotState]": "required: [shotId, shotStaet]"},
        "#/components/schemas/Shot",
    ),
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
    "data that may not be null": (
        {DATA: DATA.replace("[string, 'null']", "string")},
        f"{SCHEMAS}/TextEnvelope/allOf/1",
    ),
    "a member that is named like a method of replies": (
        {MEMBERS: f"{MEMBERS}        values: {{type: string, description: X.}}\n"},
        f"{SCHEMAS}/Block/properties/values",
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


@each("mistake", REFUSED)
def test_what_breaks_a_rule_is_refused_with_its_place_and_how_to_mend_it(
    mistake: str, project: Path, fixture_spec: str
) -> None:
    changes, pointer = REFUSED[mistake]
    spec = project / "spec/openapi.yaml"
    spec.write_text(fixture_spec, "utf-8")
    edit(spec, changes)
    before = contents(project)
    code, output = generator("build", project)
    assert code == 1
    assert any(match["pointer"].startswith(pointer) for match in PROBLEM.finditer(output)), output
    assert without_remedy(output) == []
    assert contents(project) == before


@pytest.mark.parametrize("command", ["build", "check", "lint"])
def test_no_command_goes_on_with_a_broken_spec(command: str, project: Path) -> None:
    edit(project / "spec/openapi.yaml", {"      operationId: listShots\n": ""})
    before = contents(project)
    code, output = generator(command, project)
    assert code == 1
    assert PROBLEM.search(output)
    assert contents(project) == before


def test_several_mistakes_are_all_said_at_once(project: Path) -> None:
    edit(project / "spec/openapi.yaml", {"      operationId: listShots\n": ""})
    edit(project / "spec/openapi.yaml", {"pages: pageCount": "pages: pageCuont"})
    edit(project / "spec/openapi.yaml", {"pageNum: 1\n": "pageNum: one\n"})
    # Of a reply that may be null, too.
    edit(project / "spec/openapi.yaml", {"                      pageCount: 1\n                      total: 1\n": ""})
    output = generator("build", project)[1]
    for words in ("operationId", "pageCuont", "'one'", "value['data']: 'pageCount' is", "value['data']: 'total' is"):
        assert words in output


def test_a_good_spec_passes_lint_without_being_built(sources: Path) -> None:
    before = contents(sources)
    code, text = generator("lint", sources)
    assert code == 0, text
    assert "4" in text
    assert contents(sources) == before


@pytest.mark.parametrize("name", ["editions.yaml", "schemas/shot.yaml", "job-files/more.schema.json"])
def test_a_file_that_nothing_reads_is_refused(name: str, project: Path) -> None:
    file = project / "spec" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("openapi: 3.1.0\n", "utf-8")
    code, output = generator("lint", project)
    assert code == 1
    assert f"{name}: nothing reads this" in output


def test_a_first_edition_without_a_signed_example_is_refused(project: Path) -> None:
    file = project / "spec/signing-vectors.json"
    file.write_text(file.read_text("utf-8").replace('"version": "1.0.0"', '"version": "1.0.1"'), "utf-8")
    before = contents(project)
    code, output = generator("build", project)
    assert (code, contents(project)) == (1, before)
    assert "signing-vectors.json: edition 1.0.0, the first one, has no vector" in output


# What is put in place of a file beside the spec, and what has to be said of it.
BESIDE: dict[str, tuple[str, str | None, str]] = {
    "no extensions": ("spec/extensions.schema.json", None, "extensions.schema.json: cannot be read"),
    "extensions that are not JSON": ("spec/extensions.schema.json", "{", "extensions.schema.json:1: #: not JSON"),
    "extensions of nothing": ("spec/extensions.schema.json", "{}", "extensions.schema.json:1: #: has no $defs"),
    "no vectors": ("spec/signing-vectors.json", None, "signing-vectors.json: cannot be read"),
    "vectors that are not JSON": ("spec/signing-vectors.json", '{"a":\n}', "signing-vectors.json:2: #: not JSON"),
    "half a vector": ("spec/signing-vectors.json", '{"vectors": [{}]}', "#/vectors/0: has no name: write it"),
    "vectors that are null": ("spec/signing-vectors.json", '{"vectors": null}', "has no vectors: write an object"),
    "no guide": ("spec/signing.md.jinja", None, "signing.md.jinja: cannot be read"),
    "a guide that is not closed": ("spec/signing.md.jinja", "A\n{% if %}", "signing.md.jinja:2: "),
    "a guide of what there is not": ("spec/signing.md.jinja", "A\n{{ key }}", "signing.md.jinja:2: 'key' is undefined"),
    "an async half that is not Python": (
        "wrapper/rayvision_api/_async/task.py",
        "\ndef (:",
        "_async/task.py:2: not Python: ",
    ),
}


@each("mistake", BESIDE)
def test_a_file_beside_the_spec_that_cannot_be_read_is_named_with_its_line(mistake: str, project: Path) -> None:
    name, text, words = BESIDE[mistake]
    file = project / name
    kept = file.read_text("utf-8")
    file.unlink() if text is None else file.write_text(text, "utf-8")
    code, output = generator("build", project)
    file.write_text(kept, "utf-8")
    assert code == 1
    assert words in output


def test_what_an_editor_leaves_behind_does_no_harm(project: Path) -> None:
    for name in ("openapi.yaml~", ".openapi.yaml.swp"):
        (project / "spec" / name).write_text("openapi: 3.1.0\n", "utf-8")
    assert generator("lint", project)[0] == 0


def test_a_path_may_say_something_beside_its_operation(project: Path) -> None:
    edit(project / "spec/openapi.yaml", {"/api/listBlocks:\n": "/api/listBlocks:\n    summary: Blocks.\n"})
    before = contents(project / "generated_client")
    code, output = generator("build", project)
    assert code == 0, output
    assert contents(project / "generated_client") == before


# Two paths that end alike: one of them needs a name of its own.
@each("path", ["/api/listBlocks/v2", "/api/v2/listBlocks", "/api/more/listShots"])
def test_an_operation_may_be_named_before_the_version_or_apart_from_its_like(
    path: str, project: Path, fixture_spec: str
) -> None:
    (project / "spec/openapi.yaml").write_text(fixture_spec.replace("/api/listBlocks:", f"{path}:"), "utf-8")
    code, output = generator("lint", project)
    assert code == 0, output


@each("name", ["print", "import", "self", "getV2List"])
def test_an_operation_may_have_any_other_name(name: str, project: Path, fixture_spec: str) -> None:
    spec = project / "spec/openapi.yaml"
    spec.write_text(fixture_spec, "utf-8")
    edit(
        spec,
        {
            "/api/listBlocks:": f"/api/{name}:",
            "operationId: listBlocks": f"operationId: {name}",
            "query.list_blocks": "query.import_",
            '- guide, "blocks"': "- client",
        },
    )
    code, output = generator("build", project)
    assert code == 0, output
