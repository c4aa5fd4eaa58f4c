"""pydantic models of the same reply, made from the schemas of the spec."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from importlib import import_module
from operator import attrgetter
from typing import Any

from benchmarks.peers.worker import Options, Work, repeated, serve

_PLAIN: dict[str, Any] = {"string": str, "integer": int, "number": float, "boolean": bool, "object": dict[str, Any]}


class Models:
    """Makes models of schemas, each once."""

    def __init__(self, schemas: dict[str, Any]) -> None:
        self._pydantic = import_module("pydantic")
        self._schemas = schemas
        self._made: dict[str, Any] = {}

    def named(self, name: str) -> Any:
        """Return the type of a schema."""
        if name not in self._made:
            # A task holds tasks: those that are being made stand under their names.
            self._made[name] = name
            self._made[name] = self._make(name, self._schemas[name])
        return self._made[name]

    def _make(self, name: str, schema: dict[str, Any]) -> Any:
        if "enum" in schema:
            texts = any(isinstance(value, str) for value in schema["enum"])
            members = {f"V{value}".replace("-", "_"): value for value in schema["enum"]}
            return StrEnum(name, members) if texts else IntEnum(name, members)
        if "properties" not in schema:
            return self._type(schema)
        required = schema.get("required", [])
        fields = {
            wire: (self._type(member), ...) if wire in required else (self._type(member) | None, None)
            for wire, member in schema["properties"].items()
        }
        return self._pydantic.create_model(name, **fields)

    def _type(self, schema: dict[str, Any]) -> Any:
        if "$ref" in schema:
            found = self.named(schema["$ref"].rpartition("/")[2])
            return Any if isinstance(found, str) else found
        for choice in ("oneOf", "anyOf", "allOf"):
            if choice in schema:
                kinds = [self._type(member) for member in schema[choice] if member.get("type") != "null"]
                return kinds[0] | None
        kinds = schema.get("type", "object")
        kinds = [kinds] if isinstance(kinds, str) else kinds
        kind = next(kind for kind in kinds if kind != "null")
        made = list[self._type(schema["items"])] if kind == "array" else _PLAIN[kind]  # type: ignore[misc]  # a type made while running
        return made | None if "null" in kinds else made


def jobs(options: Options) -> dict[str, Work]:
    """Make the peer's jobs."""
    models = Models(options.json("schemas.json"))
    task_page = models.named("TaskPage")
    envelope = import_module("pydantic").create_model("Envelope", code=(int, ...), data=(task_page, ...))
    raw = options.page()
    members = attrgetter(*models.named("TaskInfo").model_fields)

    def page() -> Any:
        return envelope.model_validate_json(raw).data.items

    def all_members() -> None:
        for task in page():
            members(task)

    return {
        "page": repeated(page),
        "page, all members": repeated(all_members),
    }


if __name__ == "__main__":
    serve(jobs)
