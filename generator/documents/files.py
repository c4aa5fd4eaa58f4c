"""The documents of each edition, as they are published: for people, and for tools and generators of all languages."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from typing import Any

import yaml

from generator.documents import open_enums, openapi30, reference, signing
from generator.output import Files
from generator.spec import editions
from generator.spec.document import Spec, objects
from generator.spec.extensions import DEFAULT, MARKS, SOURCE, VIEW
from generator.spec.reader import JOB_FILES, load_json

# What means nothing to readers of the document of one edition.
_OURS = {*MARKS, VIEW, SOURCE}

_NOTE = "# Edition {number} of the API, derived from the description of all editions. Changes here would be lost.\n"


def files(spec: Spec) -> Files:
    """All files of all editions, each in a folder of its edition, and the schemas of the job files, which have none.

    Raises:
        BrokenSpecError: The spec says something that OpenAPI 3.0 cannot say.
    """
    schemas = [path for name in JOB_FILES if (path := spec.path.parent / name).is_file()]
    return {
        f"{number}/{name}": text.encode()
        for number in editions.numbers(spec)
        for name, text in _files_of(spec, number).items()
    } | {f"{path.parent.name}/{path.name}": path.read_bytes() for path in schemas}


def _files_of(spec: Spec, number: str) -> dict[str, str]:
    plain = _for_all_languages(editions.plain(spec, number))
    vectors = signing.load_vectors(spec)
    vectors["vectors"] = signing.vectors_of(spec, number, vectors["vectors"])
    guide = signing.guide(spec, plain, vectors["vectors"])
    opened = open_enums.opened(plain)
    return {
        "extensions.schema.json": _json(_extensions(spec)),
        "openapi-3.0.3.json": _json(openapi30.converted(opened)),
        "openapi.json": _json(opened.document),
        "openapi.yaml": _NOTE.format(number=number) + yaml.dump(opened.document, Dumper=_Dumper, **_LAYOUT),
        "reference.html": reference.page(plain, guide),
        "signing-vectors.json": _json(vectors),
        "signing.md": guide,
    }


def _for_all_languages(spec: Spec) -> Spec:
    """Leave out what speaks to our own client, and say defaults in words where the keyword is misread.

    A default on a choice makes generators write Java, C# and Go that do not compile; an optional member with a default
    becomes required in TypeScript.
    """
    document = deepcopy(spec.document)
    for _, node in objects(document):
        for key in _OURS & node.keys():
            del node[key]
    for schema in document["components"]["schemas"].values():
        for name, member in schema.get("properties", {}).items():
            is_choice = not {"anyOf", "oneOf"}.isdisjoint(spec.resolve(member))
            if "default" in member and (is_choice or name not in schema.get("required", ())):
                default = member[DEFAULT] = member.pop("default")
                member["description"] = f"{member['description']} By default {json.dumps(default)}."
    return replace(spec, document=document)


def _extensions(spec: Spec) -> dict[str, Any]:
    """What describes the extensions, without those that are not published."""
    schema: dict[str, Any] = load_json(spec.path.with_name("extensions.schema.json"), "$defs")
    for _, node in objects(schema):
        for key in _OURS & node.get("properties", {}).keys():
            del node["properties"][key]
        if "required" in node:
            node["required"] = [key for key in node["required"] if key not in _OURS]
    return schema


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # libyaml where it is there
    """Writes text of several lines as such, and refers to nothing."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)
_LAYOUT: dict[str, Any] = {"sort_keys": False, "allow_unicode": True, "width": 120}


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
