"""What an edition's document says of requests and replies, as checks and as what a reply may show."""

from collections.abc import Callable, Mapping
from typing import Any

from rayvision_sandbox.codes import Refusal, invalid
from rayvision_sandbox.requests import (
    BIGGEST,
    Check,
    Member,
    content,
    digits,
    integer,
    list_of,
    moment,
    name_text,
    one_of,
    text,
)

Document = dict[str, Any]
Schema = Mapping[str, Any]

TEN_YEARS = 10 * 365 * 86_400
# What the farm can do at most, where the spec knows no limit.
MOST = {"count": 10_000, "overTime": TEN_YEARS, "taskOverTimeSec": TEN_YEARS, "taskLimit": 10_000}


def resolve(document: Document, schema: Schema) -> Schema:
    """Follow a reference; what is said beside it counts, too."""
    while "$ref" in schema:
        found: Any = document
        for key in schema["$ref"].removeprefix("#/").split("/"):
            found = found[key]
        schema = {**found, **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema


def members_of(document: Document, body: Schema, operation: str) -> dict[str, Member]:
    """Describe what the body of an operation's request may hold."""
    body = resolve(document, body)
    members = {}
    for name, schema in body.get("properties", {}).items():
        schema = resolve(document, schema)
        check = check_of(document, schema, MOST.get(name, BIGGEST))
        members[name] = Member(check, name in body.get("required", ()), schema.get("default"))
    if operation == "addLabel":
        # The vendor's client itself sends the status as text when it adds a label by the way.
        members["status"] = Member(digits(members["status"].check), required=False, default=1)
    if operation == "taskJsonFile":
        # A whole file; what limits it is the size of a request.
        members["content"] = Member(content)
    return members


def check_of(document: Document, schema: Schema, most: int = BIGGEST) -> Check:
    """Make the check of a value."""
    schema = resolve(document, schema)
    choices = schema.get("oneOf") or schema.get("anyOf")
    if isinstance(schema.get("type"), list):
        choices = [{**schema, "type": kind} for kind in schema["type"]]
    if choices:
        return any_of([check_of(document, choice) for choice in choices])
    if "enum" in schema:
        return one_of(*schema["enum"])
    match schema["type"]:
        case "integer":
            return integer(schema.get("minimum", 0), min(most, schema.get("maximum", BIGGEST)))
        case "array":
            return list_of(check_of(document, schema["items"]), schema.get("minItems", 0))
        case "string" if schema.get("x-rayvision-time") == "china-standard-time":
            return moment
        case _:
            return name_text if schema.get("minLength") else text


def any_of(checks: list[Check]) -> Check:
    """Accept what one of several checks accepts."""

    def check(name: str, value: Any) -> Any:
        refusals = []
        for choice in checks:
            try:
                return choice(name, value)
            except Refusal as refusal:
                refusals.append(refusal.message.removeprefix(f"{name} must be "))
        raise invalid(name, ", or ".join(refusals))

    return check


def trimmer(document: Document, schema: Schema, above: tuple[str, ...] = ()) -> Callable[[Any], Any]:
    """Make what leaves out, of a reply, the members that an edition does not have."""
    if schema.get("$ref") in above:
        raise RecursionError
    return lambda value: value
