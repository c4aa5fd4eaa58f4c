"""Operations are complete, and what they say of their members is so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.spec.choices import choices_of
from generator.spec.document import Operation, Problem, Spec, data_of
from generator.spec.extensions import METHOD, PAGINATION, WAITER


def complete_operations(spec: Spec) -> Iterator[Problem]:
    """Every operation says its id, what it does, its group, its replies."""
    described = [tag.get("name") for tag in spec.document.get("tags", ()) if isinstance(tag, dict)]
    for operation in spec.operations():
        data = operation.data
        if operation.method != "post":
            yield Problem(operation.steps, "has to be a post, as every operation of the service is")
        for key in ("operationId", "summary", "description"):
            if not data.get(key):
                yield Problem(operation.steps, f"{key} is missing: write one")
        group = str(data.get(METHOD, "")).partition(".")[0]
        if data.get("tags") != [group]:
            yield Problem((*operation.steps, "tags"), f"{data.get('tags')} has to be [{group}], the group of {METHOD}")
        elif group not in described:
            yield Problem((*operation.steps, "tags"), f"{group} is not described: add it to the tags of the document")
        if set(data.get("responses", {})) != {"200"}:
            found = ", ".join(map(str, data.get("responses", {}))) or "nothing"
            what = f"holds {found}, and has to hold 200 alone: the envelope's code decides, not the status"
            yield Problem((*operation.steps, "responses"), what)


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


def known_outcomes(spec: Spec) -> Iterator[Problem]:
    """What ends a wait is a value that some edition has, and a success is an end."""
    for operation in spec.operations():
        waiter = operation.data.get(WAITER, {})
        if not set(waiter.get("succeeded", ())) <= set(waiter.get("finished", ())):
            yield Problem((*operation.steps, WAITER), "what succeeded has to be finished: write it in both")
        values = _waited_for(spec, operation).get("enum", [])
        for index, value in enumerate(waiter.get("finished", ())):
            if values and value not in values:
                place = (*operation.steps, WAITER, "finished", index)
                yield Problem(place, f"{value!r} is not one of {values}: write one of these")


def grounded_metadata(spec: Spec) -> Iterator[Problem]:
    """Pagination and waiter speak of members that are there."""
    for operation in spec.operations():
        request, page = _request_members(spec, operation), _reply_members(spec, operation)
        for key, member in operation.data.get(PAGINATION, {}).items():
            known = request if key in ("page", "size") else page
            if key != "first" and member not in known:
                names = ", ".join(known) or "none"
                words = f"there is no member {member!r} among {names}: write one of these, or describe it"
                yield Problem((*operation.steps, PAGINATION, key), words)
        waiter = operation.data.get(WAITER)
        if waiter and "enum" not in _waited_for(spec, operation):
            words = f"no item has an enumeration {waiter['member']!r}: name a member that is one"
            yield Problem((*operation.steps, WAITER, "member"), words)


def _waited_for(spec: Spec, operation: Operation) -> dict[str, Any]:
    """The schema of the member that says whether an item has come to rest, if there is one."""
    items = spec.resolve(_reply_members(spec, operation).get("items", {}).get("items", {}))
    member = operation.data.get(WAITER, {}).get("member")
    schema: dict[str, Any] = spec.resolve(items.get("properties", {}).get(member, {}))
    return schema


def _request_members(spec: Spec, operation: Operation) -> dict[str, Any]:
    members: dict[str, Any] = spec.resolve(operation.asked).get("properties", {})
    return members


def _reply_members(spec: Spec, operation: Operation) -> dict[str, Any]:
    found = [spec.resolve(choice).get("properties", {}) for choice in choices_of(data_of(spec, operation))]
    return next(filter(None, found), {})
