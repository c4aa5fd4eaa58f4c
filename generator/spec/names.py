"""What the spec's parts are called in Python."""

from __future__ import annotations

import keyword
import re
from typing import Any

from generator.spec.extensions import COMMANDS, METHOD, VIEW

# Names that the generated annotations themselves use; a property of that name would hide them in its class.
_ANNOTATION_NAMES = {"int", "float", "str", "bool", "list", "dict", "object", "property", "frozenset", "datetime"}

# What a member may not be called in a class that has methods: its own constructor takes it by name.
_TAKEN_NAMES = _ANNOTATION_NAMES | {"self"}


def python_name(wire: str) -> str:
    """The Python name of a wire member: `taskIdList` is `task_id_list`, `c4dFlag` is `c4d_flag`."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^0-9A-Za-z_]+", "_", wire).lower().strip("_")
    if not name or name[0].isdigit():
        name = f"member_{name}"
    return f"{name}_" if keyword.iskeyword(name) or name in _TAKEN_NAMES else name


def attribute_name(wire: str, member: dict[str, Any]) -> str:
    """The name of a member in Python: what its mark says, else that of the wire as Python writes it."""
    return str(member.get(VIEW, {}).get("name") or python_name(wire))


def commands(operation: dict[str, Any]) -> list[str]:
    """What the command line calls an operation: what its mark says, else its group and method."""
    call = str(operation.get(METHOD))
    return [str(name) for name in operation.get(COMMANDS, [call.replace(".", " ").replace("_", "-")])]


def constant_name(operation_id: str) -> str:
    """What an operation is called in the table of operations: `stopTask` is `STOP_TASK`."""
    return python_name(operation_id).rstrip("_").upper()
