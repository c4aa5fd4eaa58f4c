"""What the sandbox does not answer, or not as the spec says: asked of a farm that runs for it.

Every example of every operation is called in every edition, and the replies are held against their schemas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.documents.files import files
from generator.missing.farm import Farm, FarmError
from generator.missing.findings import Findings
from generator.output import Output
from generator.rules.examples import mismatches
from generator.spec import editions
from generator.spec.choices import choices_of
from generator.spec.document import Operation, Spec, data_of, is_null, name_of, reached

PACKAGE = "sandbox/rayvision_sandbox"
TABLE = f"{PACKAGE}/operations/table.py"

# What each task renders, and how many seconds after it was submitted it is called upon: some of its frames are done by
# then, some have failed, some are under way, and there are pictures of its analysis, which only 3ds Max makes.
_SCENE = {
    "cgId": 2001,
    "photonFrames": 1,
    "frames": 6,
    "nodes": 3,
    "failing": [1],
    "frameSeconds": 60,
    "analysisSeconds": 0,
    "queueSeconds": 0,
}
_SECONDS = 150
_DONE = 4

# What the service answers where a parameter is invalid, or is missing.
_WRONG_PARAMETER = (600, 601)

# The software of the render environment that an example adds.
_SOFTWARE = {"cgId": 2000}


def asked(spec: Spec, root: Path) -> Findings:
    """Start the sandbox of a tree with the documents of a spec, and call every operation."""
    found = Findings()
    if not (root / PACKAGE).is_dir():
        found.unchecked.append(f"the sandbox, for there is no {PACKAGE}")
    elif lacking := [name for name in ("orjson", "PIL", "starlette", "uvicorn") if find_spec(name) is None]:
        names = ", ".join(lacking)
        found.unchecked.append(f"the sandbox, which needs {names}: python -m pip install --editable '.[sandbox]'")
    else:
        with TemporaryDirectory(prefix="rayvision-") as folder:
            Output(Path(folder) / "rayvision_spec", files(spec)).write()
            try:
                with Farm([Path(folder), root / "sandbox"]) as farm:
                    asked = [_Edition(farm, editions.plain(spec, number), number) for number in editions.numbers(spec)]
                    found.missing.extend(_with_editions({one.number: list(one.problems()) for one in asked}))
                    found.unchecked.extend(_with_editions({one.number: list(one.unanswered()) for one in asked}))
            except FarmError as error:
                found.missing.append(f"the sandbox does not answer: {error}: see {PACKAGE}")
    return found


def _with_editions(lines: dict[str, list[str]]) -> Iterator[str]:
    """Each line once, with the editions of which it holds."""
    for line in dict.fromkeys(line for some in lines.values() for line in some):
        yield f"{line} (edition {', '.join(number for number, some in lines.items() if line in some)})"


def _examples(spec: Spec, operation: Operation) -> list[dict[str, Any]]:
    media = operation.data["requestBody"]["content"]["application/json"]
    return [spec.resolve(example)["value"] for example in media["examples"].values()]


class _Edition:
    """Calls the operations of one edition."""

    def __init__(self, farm: Farm, document: Spec, number: str) -> None:
        self.number = number
        self._farm, self._document = farm, document
        self._operations = {operation.data["operationId"]: operation for operation in document.operations()}
        self._seen: set[str] = set()
        self._refused: dict[str, str] = {}

    def problems(self) -> Iterator[str]:
        """Call every operation, and say what is wrong with the answers."""
        self._farm.steer("scene", {"scene": _SCENE})
        # What one example adds is there for others, until it is deleted.
        for operation in sorted(self._operations.values(), key=lambda one: "delete" in one.path.lower()):
            yield from self._called(operation)

    def unanswered(self) -> Iterator[str]:
        """Name what no answer was seen of."""
        yield from self._refused.values()
        for name in sorted(reached(self._document, "responses") - self._seen):
            if self._document.schemas()[name].get("properties"):
                yield f"{name}, for no answer of the sandbox has one"

    def _called(self, operation: Operation) -> Iterator[str]:
        name, schema = operation.data["operationId"], operation.answered
        refusals = []
        for example in _examples(self._document, operation):
            status, reply = self._farm.call(operation.path, self.number, self._filled(example))
            if status == HTTPStatus.NOT_FOUND:
                yield f"the sandbox does not answer {name} ({operation.path}): give it a function in ANSWERS of {TABLE}"
                return
            if status != HTTPStatus.OK:
                why = self._farm.last_line() if status == HTTPStatus.INTERNAL_SERVER_ERROR else reply
                names = f", and FIRST_NAMES of {TABLE} if an edition has renamed it" * str(why).startswith("KeyError")
                yield f"the sandbox fails to answer {name}: status {status}, {why}: see {PACKAGE}{names}"
                return
            self._seen |= set(_objects(self._document, schema, reply))
            if reply.get("code") in _WRONG_PARAMETER:
                yield f"the sandbox does not take an example of {name}: {reply.get('message')}: see {PACKAGE}"
            refusals += [] if reply.get("result") else [reply.get("message")]
            for place, words in mismatches(self._document, schema, reply):
                anywhere = re.sub(r"\[[0-9]+]", "[]", place)
                yield f"the sandbox answers {name} otherwise than the spec says: {anywhere}: {words}: see {PACKAGE}"
        is_refused = len(refusals) == len(_examples(self._document, operation))
        if is_refused and not all(map(is_null, choices_of(data_of(self._document, operation)))):
            self._refused[name] = f"what {name} answers, for the sandbox refuses its examples: {refusals[0]}"

    def _filled(self, example: dict[str, Any]) -> dict[str, Any]:
        """An example of a request, with what there is in this farm."""
        there: dict[str, Any] = dict(_SOFTWARE) | self._task(example)
        return {key: _like(value, there[key]) if key in there else value for key, value in example.items()}

    def _task(self, example: dict[str, Any]) -> dict[str, int]:
        """A task that is under way and one of its frames, by the names that requests have for them."""
        if example.keys().isdisjoint(("taskId", "taskIds", "cloneOriginalId", "id", "ids")):
            return {}
        try:
            [task_id] = self._data("createTask", count=1)["taskIdList"]
            self._data("submitTask", taskId=task_id)
            self._farm.steer("clock", {"advance": _SECONDS})
            frames = self._data("queryTaskFrames", taskId=task_id, pageNum=1, pageSize=10)["items"]
            done = next(frame["id"] for frame in frames if frame["frameStatus"] == _DONE)
        except (KeyError, TypeError, ValueError, StopIteration):
            return {}  # what is wrong is said of these operations themselves
        return {"taskId": task_id, "taskIds": task_id, "cloneOriginalId": task_id, "id": done, "ids": done}

    def _data(self, name: str, **body: Any) -> Any:
        return self._farm.call(self._operations[name].path, self.number, body)[1]["data"]


def _like(example: Any, number: int) -> Any:
    """A number in the form of an example: as it is, as text, or in a list."""
    if isinstance(example, list):
        return [_like(one, number) for one in example[:1]]
    return str(number) if isinstance(example, str) else number


def _objects(spec: Spec, schema: Any, value: Any) -> Iterator[str]:
    """The names of the schemas of all objects in a value."""
    name, schema = name_of(schema), spec.resolve(schema)
    if isinstance(value, dict) and _is_another(schema, value):
        return
    if isinstance(value, dict) and name:
        yield name
    for part in [part for key in ("allOf", "oneOf", "anyOf") for part in schema.get(key, ())]:
        yield from _objects(spec, part, value)
    if isinstance(value, dict):
        for wire, member in schema.get("properties", {}).items():
            yield from _objects(spec, member, value.get(wire))
        if isinstance(schema.get("additionalProperties"), dict):
            for element in value.values():
                yield from _objects(spec, schema["additionalProperties"], element)
    elif isinstance(value, list):
        for element in value:
            yield from _objects(spec, schema.get("items", {}), element)


def _is_another(schema: dict[str, Any], value: dict[str, Any]) -> bool:
    """Whether an object says of itself that it is another one of those that it might be."""
    constants = {wire: one["const"] for wire, one in schema.get("properties", {}).items() if "const" in one}
    return any(value.get(wire, constant) != constant for wire, constant in constants.items())
