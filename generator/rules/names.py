"""What has a name in Python has one that can be a name there, and no two things have the same."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from typing import Any

from openapi_python_client.strings import ClassName, snake_case

from generator.spec.document import Problem, Spec, Steps, own_members
from generator.spec.extensions import METHOD, VIEW
from generator.spec.names import attribute_name, constant_name, python_name

_IMPORTED = {"Any", "ClassVar", "OpenIntEnum", "OpenStrEnum", "Reply", "Request", "Unset"}
"""What the modules of models import from elsewhere."""

_OTHER_NAME = f"give it another name in Python, by {VIEW}: {{name: ...}}"

_CAMEL_CASE = re.compile("[a-z][0-9A-Za-z]*"), "stopTask"

_CLASS = re.compile("[A-Z][0-9A-Za-z]*"), "TaskInfo"

_CONSTANT = re.compile("[A-Z][0-9A-Z]*(_[0-9A-Z]+)*"), "RENDERING_2D"


def names_in_python(spec: Spec) -> Iterator[Problem]:
    """What becomes a class, a method, a constant or a member in Python has a name that can be one there."""
    for operation in spec.operations():
        for part in str(operation.data.get(METHOD, "")).split("."):
            if keyword.iskeyword(part):
                yield Problem((*operation.steps, METHOD), f"{part!r} is a word of Python itself: write {part}_")
        yield from _named(_CAMEL_CASE, operation.data.get("operationId"), (*operation.steps, "operationId"))
    yield from _own_constants(spec)
    yield from _own_classes(spec)
    for name, schema in spec.schemas().items():
        place = ("components", "schemas", name)
        yield from _named(_CLASS, name, place)
        for index, value in enumerate(schema.get("x-enum-varnames", ())):
            yield from _named(_CONSTANT, value, (*place, "x-enum-varnames", index))
        for index, value in enumerate(schema.get("enum", ())):
            yield from _quotable(value, (*place, "enum", index))
        for steps, member in own_members(schema, place):
            yield from _quotable(member.get("const"), (*steps, "const"))
            if not re.search("[0-9A-Za-z]", str(steps[-1])):
                what = "has no Latin letter and no digit to be named by: leave it out; callers read it from to_dict()"
                yield Problem(steps, what)


def _quotable(value: Any, steps: Steps) -> Iterator[Problem]:
    """A value becomes the text of a constant, in whichever language."""
    if isinstance(value, str) and (not value.isprintable() or set(value) & set('\\"')):
        yield Problem(steps, f"{value!r} holds a quotation mark, a backslash or a control character: leave that out")


def _own_constants(spec: Spec) -> Iterator[Problem]:
    """No operation has the constant of another, or of what stands beside them."""
    seen = dict.fromkeys(("API_VERSION", "EDITIONS", "OPERATIONS", "SENSITIVE_MEMBERS"), "what lists the operations")
    for operation in spec.operations():
        name = str(operation.data.get("operationId", ""))
        if (other := seen.setdefault(constant_name(name), name)) != name:
            words = f"is operations.{constant_name(name)}, and so is {other}: give it another name"
            yield Problem((*operation.steps, "operationId"), words)


def _own_classes(spec: Spec) -> Iterator[Problem]:
    """No class or module of a schema takes the name of another, or of what the generated modules import."""
    seen: dict[str, str] = {}
    for name in spec.schemas():
        place = ("components", "schemas", name)
        made, module = str(ClassName(name, "")), snake_case(name)
        if made != name or name in _IMPORTED:
            words = "is taken in Python already" if name in _IMPORTED else f"would be {made} in Python"
            yield Problem(place, f"{words}: give it another name, for example Farm{made.rstrip('_')}")
        # A file system may take upper and lower case for the same.
        for key in (name.lower(), f"{module}.py"):
            if (other := seen.setdefault(key, name)) != name:
                yield Problem(place, f"is the same as {other} but for upper and lower case: give it another name")
                break


def _named(kind: tuple[re.Pattern[str], str], name: Any, steps: Steps) -> Iterator[Problem]:
    pattern, example = kind
    if name and not pattern.fullmatch(str(name)):
        yield Problem(steps, f"{name!r} cannot be a name in Python and elsewhere: write it like {example}")


def free_names(spec: Spec) -> Iterator[Problem]:
    """No member takes a name that every view needs for itself."""
    taken = {"to_dict", "keys", "values", "get", "read", "read_list"}
    for name, schema in spec.schemas().items():
        seen: dict[str, str] = {}
        for steps, content in own_members(schema, ("components", "schemas", name)):
            member = str(steps[-1])
            attribute = attribute_name(member, content)
            if attribute != python_name(attribute):
                words = f"would be {attribute} in Python, which cannot be: give it the name {python_name(attribute)}"
                yield Problem(steps, f"{words}, by {VIEW}")
            if attribute in taken:
                yield Problem(steps, f"would be {attribute} in Python, a method of every class: {_OTHER_NAME}")
            if seen.setdefault(attribute, member) != member:
                yield Problem(steps, f"is {attribute} in Python, and so is {seen[attribute]}: {_OTHER_NAME}")
