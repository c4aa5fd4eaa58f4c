"""Extensions are those that `extensions.schema.json` describes."""

from __future__ import annotations

from collections.abc import Iterator

from jsonschema import Draft202012Validator

from generator.rules.refusals import refused
from generator.spec import extensions
from generator.spec.document import Problem, Spec, Steps, objects
from generator.spec.reader import load_json

_OWN = "x-rayvision-"

_FOREIGN = {"x-enum-varnames", "x-enum-descriptions"}


def known_extensions(spec: Spec) -> Iterator[Problem]:
    """Every extension is one that `extensions.schema.json` describes, with a value that it allows."""
    definitions = load_json(spec.path.with_name("extensions.schema.json"), "$defs")["$defs"]
    operations = {operation.steps for operation in spec.operations()}
    for steps, node in objects(spec.document):
        for key in node:
            if str(key).startswith("x-") and not str(key).startswith(_OWN) and key not in _FOREIGN:
                words = f"is not an extension of this file, which start with {_OWN}: mend its name, or leave it out"
                yield Problem((*steps, key), words)
        place = "operation" if steps in operations else _place(steps)
        own = {key: value for key, value in node.items() if str(key).startswith(_OWN)}
        if own or place == "operation":
            validator = Draft202012Validator({"$ref": f"#/$defs/{place}", "$defs": definitions})
            for error in validator.iter_errors(own):
                yield Problem((*steps, *error.absolute_path), refused(error))


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
        case (*_, "examples" | extensions.VALUES, _):
            return "example"
    return "value"
