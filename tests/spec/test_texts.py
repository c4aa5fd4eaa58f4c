"""The texts of an edition's document speak of that edition alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest


def texts(node: Any) -> Iterator[str]:
    """Every summary and description."""
    if isinstance(node, dict):
        yield from (node[key] for key in ("summary", "description") if isinstance(node.get(key), str))
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from texts(child)


def names(node: Any) -> Iterator[str]:
    """Everything that a text can name: members, schemas, operations, values."""
    if isinstance(node, dict):
        yield from map(str, node)
        yield from (str(node[key]) for key in ("operationId", "name") if isinstance(node.get(key), str))
        yield from (str(value) for key in ("enum", "x-enum-varnames") for value in node.get(key, ()) if key in node)
        # Of what replies may hold, the description lists what is known.
        yield from re.findall(r"^- (\w+): ", str(node.get("description")), re.MULTILINE)
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from names(child)


def test_a_text_names_nothing_that_only_another_edition_has(document: dict[str, Any], written: dict[str, Any]) -> None:
    own = set(names(document))
    foreign = set(names(written)) - own - set(written["x-rayvision-editions"])
    quoted = {name for text in texts(document) for name in re.findall(r"`([^`]+)`", text)}
    assert len(quoted & own) > 20
    assert quoted & foreign == set()


@pytest.mark.parametrize(("edition", "version"), [("1.0.0", "1.0.0"), ("2.0.0", "2.0.0")])
def test_the_version_of_the_document_is_that_which_is_signed(
    edition: str, version: str, document: dict[str, Any]
) -> None:
    assert document["info"]["version"] == edition
    scheme = document["components"]["securitySchemes"]["version"]
    assert f"`{version}`" in scheme["description"]
