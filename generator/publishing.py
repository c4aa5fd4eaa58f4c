"""The files in which the spec is published, beside those that are written by hand: JSON, OpenAPI 3.0.3, and a page."""

from __future__ import annotations

import json
from typing import Any

import yaml

from generator import openapi30, reference
from generator.client import Files, read_files
from generator.spec import Spec


def derived_files(spec: Spec) -> Files:
    """Everything that is made from the spec for readers and tools of all languages.

    Raises:
        BrokenSpecError: The spec says something that OpenAPI 3.0 cannot say.
    """
    texts = {
        "openapi.json": json.dumps(spec.document, ensure_ascii=False, separators=(",", ":")) + "\n",
        "openapi-3.0.3.yaml": _yaml(openapi30.converted(spec)),
        "reference.html": reference.page(spec),
    }
    return {name: text.encode() for name, text in texts.items()}


def published_files(spec: Spec) -> Files:
    """All that stands in the spec's folder, with what is made from the spec made afresh.

    Raises:
        BrokenSpecError: The spec says something that OpenAPI 3.0 cannot say.
    """
    return dict(sorted((read_files(spec.path.parent) | derived_files(spec)).items()))


class _Dumper(yaml.SafeDumper):
    """Writes text of several lines as it would be written by hand, and nothing by reference.

    It is the dumper in Python: the one in C breaks lines elsewhere, and not every machine has it.
    """

    def ignore_aliases(self, _data: Any) -> bool:
        return True

    def represent_text(self, text: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _Dumper.represent_text)


def _yaml(document: dict[str, Any]) -> str:
    mark = "# Generated from openapi.yaml by `python -m generator build`. Do not edit.\n"
    return mark + yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
