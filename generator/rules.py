"""What the spec has to keep beyond being OpenAPI, so that everything can be derived from it."""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Callable, Iterator
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from openapi_python_client.strings import ClassName, snake_case
from openapi_spec_validator import OpenAPIV31SpecValidator

from generator import editions, marks, shapes
from generator.annotate import attribute_name, constant_name, python_name
from generator.spec import Operation, Problem, Spec, Steps, json_schema, unused, walk

EXTENSION = "x-rayvision-"
FOREIGN_EXTENSIONS = {"x-enum-varnames", "x-enum-descriptions"}

# Documents that were found to be OpenAPI: a command meets the same ones several times, and the validator takes seconds.
_sound: set[str] = set()


def problems(spec: Spec) -> list[Problem]:
    """Everything that is wrong with the spec; the later rules are only asked where the earlier ones are content."""
    if found := openapi_problems(spec) or list(known_extensions(spec)) or list(marks.known_numbers(spec)):
        return found
    if found := list(shapes.supported(spec)) or [*editions.clashes(spec), *marks.effective(spec)]:
        return found
    together = editions.combined(spec)
    if found := [Problem(together.origin(one.steps), one.message) for one in shapes.supported(together)]:
        return found
    found = [problem for rule in RULES for problem in rule(spec)]
    numbers = editions.numbers(spec)
    in_edition = {number: _problems_in_edition(spec, number) for number in numbers}
    for number, some in in_edition.items():
        for problem in some:
            everywhere = all(problem in others for others in in_edition.values())
            words = problem.message if everywhere else f"{problem.message} (edition {number})"
            found.append(Problem(problem.steps, words))
    return list(dict.fromkeys(found))


def problems_of_form(spec: Spec) -> list[Problem]:
    """What keeps the spec from being read edition by edition, whatever else the project asks of it."""
    return openapi_problems(spec) or list(marks.known_numbers(spec))


def _problems_in_edition(spec: Spec, number: str) -> list[Problem]:
    """What is wrong with the document of one edition, said of the places that it comes from."""
    document = editions.plain(spec, number)
    found = openapi_problems(document) or [problem for rule in RULES_OF_EDITION for problem in rule(document)]
    return [Problem(document.origin(problem.steps), problem.message) for problem in found]


def openapi_problems(spec: Spec) -> list[Problem]:
    """What keeps the spec from being OpenAPI that can be read from end to end, whatever else the project asks of it."""
    content = json.dumps(spec.document, default=str)
    if content in _sound:
        return []
    for stage in (
        (well_referenced,),
        (valid_schemas, distinct_operations, plain_paths),
        (fitting_defaults,),
        (valid_openapi,),
    ):
        found = [problem for rule in stage for problem in rule(spec)]
        if found:
            return found
    _sound.add(content)
    return []


def well_referenced(spec: Spec) -> Iterator[Problem]:
    """Every reference stays within the document and leads somewhere, in the end to what is no reference."""
    for steps, node in walk(spec.document):
        reference = node.get("$ref") if isinstance(node, dict) else None
        if isinstance(reference, str):
            try:
                seen = [reference]
                while isinstance(target := spec.target(seen[-1]), dict) and "$ref" in target:
                    if target["$ref"] in seen:
                        yield Problem((*steps, "$ref"), f"{reference!r} leads back to itself")
                        break
                    seen.append(target["$ref"])
            except (KeyError, TypeError, AttributeError):
                yield Problem((*steps, "$ref"), f"{reference!r} leads nowhere in this file")
            else:
                if not _COMPONENT.fullmatch(reference):
                    yield Problem((*steps, "$ref"), f"{reference!r} leads into a component; give that part a name")


def valid_schemas(spec: Spec) -> Iterator[Problem]:
    """Every named schema is a JSON schema; the OpenAPI validator says so too, but not where."""
    checker = Draft202012Validator.FORMAT_CHECKER  # a pattern is one
    validator = Draft202012Validator(Draft202012Validator.META_SCHEMA, format_checker=checker)
    schemas: dict[str, Any] = dict(spec.schemas())
    for name, schema in schemas.items():
        if isinstance(schema, bool):
            yield Problem(("components", "schemas", name), "has to be a schema that says a type")
        for error in validator.iter_errors(schema):
            yield Problem(("components", "schemas", name, *error.absolute_path), error.message[:300])


def fitting_defaults(spec: Spec) -> Iterator[Problem]:
    """Every default and example keeps to its schema; the OpenAPI validator says so of defaults, but not where."""
    for steps, node in walk(spec.schemas(), ("components", "schemas")):
        if not isinstance(node, dict):
            continue
        values = [((*steps, key), node[key]) for key in ("default", "example") if key in node]
        values += [((*steps, "examples", index), value) for index, value in enumerate(node.get("examples", ()))]
        if values:
            validator = Draft202012Validator({**node, "components": spec.document["components"]})
            for place, value in values:
                for error in validator.iter_errors(value):
                    yield Problem(place, error.message[:300])


def distinct_operations(spec: Spec) -> Iterator[Problem]:
    """No two operations have the same id or the same name in Python."""
    for key in ("operationId", f"{EXTENSION}method"):
        seen: dict[str, str] = {}
        for operation in spec.operations():
            name = operation.data.get(key)
            if isinstance(name, str) and seen.setdefault(name, operation.path) != operation.path:
                yield Problem((*operation.steps, key), f"{name!r} is also that of {seen[name]}")


def plain_paths(spec: Spec) -> Iterator[Problem]:
    """No path has parameters; the OpenAPI validator complains of theirs without a place."""
    for path in spec.document.get("paths") or {}:
        if "{" in str(path):
            yield Problem(("paths", path), "has to be a path without parameters, as all of the service's are")
        elif not _PATH.fullmatch(str(path)):
            what = "holds more than slashes, ASCII letters, digits and . _ ~ -, which is all that a path needs"
            yield Problem(("paths", path), what)


def valid_openapi(spec: Spec) -> Iterator[Problem]:
    """The document is OpenAPI 3.1."""
    version = str(spec.document.get("openapi"))
    if not version.startswith("3.1."):
        yield Problem(("openapi",), f"has to be 3.1.x, is {version!r}")
        return
    found = False
    try:
        for error in OpenAPIV31SpecValidator(spec.document).iter_errors():
            found = True
            yield Problem(tuple(error.absolute_path), error.message.split("\n", maxsplit=1)[0][:300])
    except Exception:  # of any class: the validator stumbles over what it has already complained of
        if not found:
            raise


def complete_operations(spec: Spec) -> Iterator[Problem]:
    """Every operation says its id, what it does, its group, its replies."""
    described = [tag.get("name") for tag in spec.document.get("tags", ()) if isinstance(tag, dict)]
    for operation in spec.operations():
        data = operation.data
        if operation.method != "post":
            yield Problem(operation.steps, "has to be a post, as every operation of the service is")
        for key in ("operationId", "summary", "description"):
            if not data.get(key):
                yield Problem(operation.steps, f"{key} is missing")
        group = str(data.get(f"{EXTENSION}method", "")).partition(".")[0]
        if data.get("tags") != [group]:
            yield Problem((*operation.steps, "tags"), f"has to be [{group}], the group of {EXTENSION}method")
        elif group not in described:
            yield Problem((*operation.steps, "tags"), f"{group} is not described among the tags of the document")
        if set(data.get("responses", {})) != {"200"}:
            yield Problem(
                (*operation.steps, "responses"), "has to hold 200 alone: the envelope's code decides, not the status"
            )


def names_in_python(spec: Spec) -> Iterator[Problem]:
    """What becomes a class, a method, a constant or a member in Python has a name that can be one there."""
    for operation in spec.operations():
        key = f"{EXTENSION}method"
        for part in str(operation.data.get(key, "")).split("."):
            if keyword.iskeyword(part):
                yield Problem((*operation.steps, key), f"{part!r} is a word of Python itself: write {part}_")
        yield from _named(_CAMEL_CASE, operation.data.get("operationId"), (*operation.steps, "operationId"))
    yield from _own_constants(spec)
    yield from _own_classes(spec)
    for name, schema in spec.schemas().items():
        place = ("components", "schemas", name)
        yield from _named(_CLASS, name, place)
        for index, value in enumerate(schema.get("x-enum-varnames", ())):
            yield from _named(_CONSTANT, value, (*place, "x-enum-varnames", index))
        for index, value in enumerate(schema.get("enum", ())):
            # It becomes the text of a constant, in whichever language.
            if isinstance(value, str) and (not value.isprintable() or set(value) & set('\\"')):
                yield Problem((*place, "enum", index), "holds a quotation mark, a backslash or a control character")
        for steps, _ in _members(schema, place):
            if not re.search("[0-9A-Za-z]", str(steps[-1])):
                yield Problem(steps, "has no Latin letter and no digit to be named by in Python and elsewhere")


def _own_constants(spec: Spec) -> Iterator[Problem]:
    """No operation has the constant of another, or of what stands beside them."""
    seen = dict.fromkeys(("API_VERSION", "EDITIONS", "OPERATIONS", "SENSITIVE_MEMBERS"), "what lists the operations")
    for operation in spec.operations():
        name = str(operation.data.get("operationId", ""))
        if (other := seen.setdefault(constant_name(name), name)) != name:
            yield Problem((*operation.steps, "operationId"), f"is operations.{constant_name(name)}, and so is {other}")


def _own_classes(spec: Spec) -> Iterator[Problem]:
    """No class or module of a schema takes the name of another, or of what the generated modules import."""
    seen: dict[str, str] = {}
    for name in spec.schemas():
        place = ("components", "schemas", name)
        made, module = str(ClassName(name, "")), snake_case(name)
        if made != name or name in _IMPORTED:
            words = "is taken in Python already" if name in _IMPORTED else f"would be {made} in Python"
            yield Problem(place, f"{words}: give it another name, for example Farm{name}")
        # A file system may take upper and lower case for the same.
        for key in (name.lower(), f"{module}.py"):
            if (other := seen.setdefault(key, name)) != name:
                yield Problem(place, f"is the same as {other} but for upper and lower case: give it another name")
                break


_IMPORTED = {"Any", "ClassVar", "OpenIntEnum", "OpenStrEnum", "Reply", "Request", "Unset"}
"""What the modules of models import from elsewhere."""

_PATH = re.compile(r"(/[0-9A-Za-z._~-]+)+")
_COMPONENT = re.compile(r"#/components/[^/]+/[^/]+")
_CAMEL_CASE = re.compile("[a-z][0-9A-Za-z]*"), "stopTask"
_CLASS = re.compile("[A-Z][0-9A-Za-z]*"), "TaskInfo"
_CONSTANT = re.compile("[A-Z][0-9A-Z]*(_[0-9A-Z]+)*"), "RENDERING_2D"


def _named(kind: tuple[re.Pattern[str], str], name: Any, steps: Steps) -> Iterator[Problem]:
    pattern, example = kind
    if name and not pattern.fullmatch(str(name)):
        yield Problem(steps, f"{name!r} cannot be a name in Python and elsewhere: write it like {example}")


def vendor_names(spec: Spec) -> Iterator[Problem]:
    """An operation has the vendor's name, with which its path ends; where paths end alike, ids have to differ."""
    names = [_action(operation.path) for operation in spec.operations()]
    for operation in spec.operations():
        name, own = _action(operation.path), operation.data.get("operationId")
        # A word alone, such as `list`, says too little.
        if own and own != name and names.count(name) == 1 and not name.islower():
            yield Problem(
                (*operation.steps, "operationId"), f"has to be {name!r}, with which the path ends, is {own!r}"
            )


def _action(path: str) -> str:
    """The vendor's name of what a path does: its last part that is not a version such as `v2`."""
    return next((part for part in reversed(path.split("/")) if not re.fullmatch(r"v\d+", part)), path)


def known_extensions(spec: Spec) -> Iterator[Problem]:
    """Every extension is one that `extensions.schema.json` describes, with a value that it allows."""
    definitions = json.loads(spec.path.with_name("extensions.schema.json").read_text("utf-8"))["$defs"]
    operations = {operation.steps for operation in spec.operations()}
    for steps, node in walk(spec.document):
        if not isinstance(node, dict):
            continue
        for key in node:
            if str(key).startswith("x-") and not str(key).startswith(EXTENSION) and key not in FOREIGN_EXTENSIONS:
                yield Problem((*steps, key), f"is no extension of this file; they start with {EXTENSION}")
        place = "operation" if steps in operations else _place(steps)
        extensions = {key: value for key, value in node.items() if str(key).startswith(EXTENSION)}
        if extensions or place == "operation":
            validator = Draft202012Validator({"$ref": f"#/$defs/{place}", "$defs": definitions})
            for error in validator.iter_errors(extensions):
                yield Problem((*steps, *error.absolute_path), error.message)


def _place(steps: Steps) -> str:
    """Which definition of `extensions.schema.json` holds for the extensions at a place."""
    match steps:
        case ():
            return "document"
        case ("info",) | ("servers" | "tags", _) | ("components", "securitySchemes", _):
            return "part"
        case ("components", "schemas", _):
            return "schema"
        case (*_, "properties", _):
            return "property"
        case (*_, "examples" | editions.VALUES, _):
            return "example"
    return "value"


def valid_examples(spec: Spec) -> Iterator[Problem]:
    """Requests have an example, replies have one of success and one of failure, and all keep to their schemas."""
    for operation in spec.operations():
        body = operation.data.get("requestBody", {})
        yield from _media_examples(spec, (*operation.steps, "requestBody"), body, ())
        reply = operation.data["responses"].get("200", {})
        yield from _media_examples(spec, (*operation.steps, "responses", "200"), reply, ("success", "failure"))


def _media_examples(spec: Spec, steps: Steps, holder: dict[str, Any], wanted: tuple[str, ...]) -> Iterator[Problem]:
    media = holder.get("content", {}).get("application/json")
    if media is None:
        yield Problem(steps, "has no application/json content")
        return
    if "schema" not in media:
        yield Problem((*steps, "content", "application/json"), "has no schema")
        return
    examples = media.get("examples") or {}
    if not examples:
        yield Problem(steps, "has no examples")
    for name in wanted:
        if not any(one.startswith(name) for one in examples):
            yield Problem((*steps, "content", "application/json"), f"has no example named {name!r}")
    validator = Draft202012Validator({**media["schema"], "components": _closed(spec)})
    for name, example in examples.items():
        if "value" not in spec.resolve(example):
            yield Problem((*steps, "content", "application/json", "examples", name), "has no value")
            continue
        for error in validator.iter_errors(spec.resolve(example)["value"]):
            # Of a choice, what is wrong with the branch that nearly fits: the choice would quote the whole reply.
            deepest = best_match([error]) or error
            where = "".join(f"[{step!r}]" for step in deepest.absolute_path)
            text = f"value{where}: {deepest.message[:300]}"
            yield Problem((*steps, "content", "application/json", "examples", name), text)


def _closed(spec: Spec) -> dict[str, Any]:
    """The components, whose objects have no members but those that are described."""
    schemas = spec.schemas()
    bases = {part.get("$ref") for schema in schemas.values() for part in schema.get("allOf", ())}
    closed: dict[str, Any] = {}
    for name, schema in schemas.items():
        members = [wire for part in schema.get("allOf", [schema]) for wire in spec.resolve(part).get("properties", ())]
        is_open = not members or "additionalProperties" in schema or f"#/components/schemas/{name}" in bases
        closed[name] = schema if is_open else {**schema, "propertyNames": {"enum": members}}
    return {**spec.document["components"], "schemas": closed}


def used_components(spec: Spec) -> Iterator[Problem]:
    """Every component is used, at the end of the chain by an operation."""
    for steps in unused(spec):
        yield Problem(steps, "is used nowhere")


def named_things(spec: Spec) -> Iterator[Problem]:
    """Objects and enums are components: a class needs a name, and a thing needs one place."""
    for name, schema in spec.schemas().items():
        for steps, node in walk(schema, ("components", "schemas", name)):
            is_schema = isinstance(node, dict) and (
                steps[-1] in ("items", "data") or steps[-2] in ("properties", "oneOf")
            )
            if is_schema and ("enum" in node or "properties" in node):
                yield Problem(steps, "give this a name of its own below components/schemas")
        if "enum" in schema:
            for key in ("x-enum-varnames", "x-enum-descriptions"):
                if len(schema.get(key, ())) != len(schema["enum"]):
                    yield Problem(("components", "schemas", name), f"{key} has to say one thing for each value")
            names = [str(value).upper() for value in schema.get("x-enum-varnames", ())]
            for key, values in (("enum", [repr(value) for value in schema["enum"]]), ("x-enum-varnames", names)):
                if len(set(values)) != len(values):
                    yield Problem(("components", "schemas", name, key), "says a thing twice")


def quotable_texts(spec: Spec) -> Iterator[Problem]:
    """No text that becomes a docstring ends as one does."""
    for steps, node in walk(spec.document):
        is_text = steps and (steps[-1] in ("summary", "description") or "x-enum-descriptions" in steps[-2:])
        if is_text and isinstance(node, str) and any(part.rstrip().endswith('"') for part in node.split("\n\n")):
            yield Problem(steps, "ends with a quotation mark, where a docstring ends: end it with a full stop")


def complete_schemas(spec: Spec) -> Iterator[Problem]:
    """Every schema and member is explained, every array says what it holds, what is required is there."""
    for name, schema in spec.schemas().items():
        place = ("components", "schemas", name)
        if not schema.get("description"):
            yield Problem(place, "description is missing")
        for steps, member in _members(schema, place):
            if not member.get("description"):
                yield Problem(steps, "description is missing")
        for steps, node in walk(schema, place):
            kind = node.get("type") if isinstance(node, dict) else None
            if (kind == "array" or (isinstance(kind, list) and "array" in kind)) and "items" not in node:
                yield Problem(steps, "items are missing")
            required = node.get("required") if isinstance(node, dict) else None
            if isinstance(required, list):
                for missing in sorted(set(required) - set(node.get("properties", {}))):
                    yield Problem((*steps, "required"), f"there is no member {missing!r}")


def _members(schema: dict[str, Any], place: Steps) -> Iterator[tuple[Steps, dict[str, Any]]]:
    """The members that a schema declares itself, and not by reference, with the way to each."""
    for member, content in schema.get("properties", {}).items():
        yield (*place, "properties", member), content
    for index, part in enumerate(schema.get("allOf", ())):
        yield from _members(part, (*place, "allOf", index))


def free_names(spec: Spec) -> Iterator[Problem]:
    """No member takes a name that every view needs for itself."""
    taken = {"to_dict", "keys", "values", "get", "read", "read_list"}
    for name, schema in spec.schemas().items():
        seen: dict[str, str] = {}
        for steps, content in _members(schema, ("components", "schemas", name)):
            member = str(steps[-1])
            attribute = attribute_name(member, content)
            if attribute != python_name(attribute):
                yield Problem(steps, f"would be {attribute} in Python, which cannot be: {python_name(attribute)} can")
            if attribute in taken:
                yield Problem(steps, "is the name of a method that every reply or request has")
            if seen.setdefault(attribute, member) != member:
                yield Problem(steps, f"is {attribute} in Python, and so is {seen[attribute]}")


def known_outcomes(spec: Spec) -> Iterator[Problem]:
    """What ends a wait is a value that some edition has, and a success is an end."""
    for operation in spec.operations():
        waiter = operation.data.get(f"{EXTENSION}waiter", {})
        if not set(waiter.get("succeeded", ())) <= set(waiter.get("finished", ())):
            yield Problem((*operation.steps, f"{EXTENSION}waiter"), "what succeeded has to be finished")
        values = _waited_for(spec, operation).get("enum", [])
        for index, value in enumerate(waiter.get("finished", ())):
            if values and value not in values:
                place = (*operation.steps, f"{EXTENSION}waiter", "finished", index)
                yield Problem(place, f"{value!r} is not one of {values}")


def grounded_metadata(spec: Spec) -> Iterator[Problem]:
    """Pagination and waiter speak of members that are there."""
    for operation in spec.operations():
        request, page = _members_asked(spec, operation), _members_told(spec, operation)
        for key, member in operation.data.get(f"{EXTENSION}pagination", {}).items():
            if key != "first" and member not in (request if key in ("page", "size") else page):
                yield Problem((*operation.steps, f"{EXTENSION}pagination", key), f"there is no member {member!r}")
        waiter = operation.data.get(f"{EXTENSION}waiter")
        if waiter and "enum" not in _waited_for(spec, operation):
            yield Problem(
                (*operation.steps, f"{EXTENSION}waiter", "member"), f"no item has an enumeration {waiter['member']!r}"
            )


def _waited_for(spec: Spec, operation: Operation) -> dict[str, Any]:
    """The schema of the member that says whether an item has come to rest, if there is one."""
    items = spec.resolve(_members_told(spec, operation).get("items", {}).get("items", {}))
    member = operation.data.get(f"{EXTENSION}waiter", {}).get("member")
    schema: dict[str, Any] = spec.resolve(items.get("properties", {}).get(member, {}))
    return schema


def _members_asked(spec: Spec, operation: Operation) -> dict[str, Any]:
    schema = spec.resolve(json_schema(operation.data.get("requestBody", {})))
    members: dict[str, Any] = schema.get("properties", {})
    return members


def _members_told(spec: Spec, operation: Operation) -> dict[str, Any]:
    schema = spec.resolve(json_schema(operation.data["responses"].get("200", {})))
    for part in schema.get("allOf", [schema]):
        data = spec.resolve(part).get("properties", {}).get("data", {})
        for choice in data.get("oneOf", [data]):
            members: dict[str, Any] = spec.resolve(choice).get("properties", {})
            if members:
                return members
    return {}


RULES: tuple[Callable[[Spec], Iterator[Problem]], ...] = (
    complete_operations,
    names_in_python,
    vendor_names,
    used_components,
    named_things,
    quotable_texts,
    known_outcomes,
    complete_schemas,
    marks.plain_requests,
)
"""What holds for the spec as it is written."""

RULES_OF_EDITION: tuple[Callable[[Spec], Iterator[Problem]], ...] = (
    valid_examples,
    free_names,
    grounded_metadata,
)
"""What holds for the document of each edition."""
