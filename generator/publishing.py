"""The files in which the spec is published, beside those that are written by hand: JSON, OpenAPI 3.0.3, and a page."""

from __future__ import annotations

import json
from typing import Any

from generator import openapi30, reference
from generator.client import Files, read_files
from generator.spec import Spec


def derived_files(spec: Spec) -> Files:
    """Everything that is made from the spec for readers and tools of all languages.

    Raises:
        BrokenSpecError: The spec says something that OpenAPI 3.0 cannot say.
    """
    texts = {
        "openapi.json": _json(spec.document),
        "openapi-3.0.3.json": _json(openapi30.converted(spec)),
        "reference.html": reference.page(spec),
    }
    return {name: text.encode() for name, text in texts.items()}


def published_files(spec: Spec) -> Files:
    """All that stands in the spec's folder, with what is made from the spec made afresh, but no other edition's.

    Raises:
        BrokenSpecError: The spec says something that OpenAPI 3.0 cannot say.
    """
    present = {name: content for name, content in read_files(spec.path.parent).items() if "/" not in name}
    return dict(sorted((present | derived_files(spec)).items()))


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
