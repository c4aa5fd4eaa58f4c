"""The documents of each edition, as they are published: for people, and for tools and generators of all languages."""

from __future__ import annotations

import hmac
import json
import re
from base64 import b64encode
from copy import deepcopy
from dataclasses import replace
from typing import Any

import jinja2
import yaml

from generator import editions, open_enums, openapi30, reference
from generator.annotate import VIEW
from generator.client import Files
from generator.spec import JOB_FILES, Spec, walk

# What says nothing to whoever reads the document of one edition.
_OURS = {*editions.MARKS, VIEW, "x-rayvision-source"}
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
    vectors = json.loads(spec.path.with_name("signing-vectors.json").read_text("utf-8"))
    vectors["vectors"] = _vectors(spec, number, vectors["vectors"])
    guide = _guide(spec, plain, vectors["vectors"])
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

    Of that of a choice, generators make what Java, C# and Go cannot compile; and what has one and may be left out is
    obligatory in TypeScript.
    """
    document = deepcopy(spec.document)
    for _, node in walk(document):
        if isinstance(node, dict):
            for key in _OURS & node.keys():
                del node[key]
    for schema in document["components"]["schemas"].values():
        for name, member in schema.get("properties", {}).items():
            is_choice = not {"anyOf", "oneOf"}.isdisjoint(spec.resolve(member))
            if "default" in member and (is_choice or name not in schema.get("required", ())):
                default = member["x-rayvision-default"] = member.pop("default")
                member["description"] = f"{member['description']} By default {json.dumps(default)}."
    return replace(spec, document=document)


def _vectors(spec: Spec, number: str, vectors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The test vectors of an edition; where it has none, those of the one before, signed for it."""
    known = editions.numbers(spec)
    if own := [vector for vector in vectors if vector["version"] == number]:
        return own
    before = known[known.index(number) - 1]
    here, there = editions.plain(spec, number), editions.plain(spec, before)
    paths = {here.origin(operation.steps): operation.path for operation in here.operations()}
    moved = {one.path: paths.get(there.origin(one.steps), one.path) for one in there.operations()}
    return [
        _signed(vector | {"version": number, "path": moved.get(vector["path"], vector["path"])}, vector["version"])
        for vector in _vectors(spec, before, vectors)
    ]


def _signed(vector: dict[str, Any], before: str) -> dict[str, Any]:
    joined = re.sub(rf"(^|&)version={re.escape(before)}(?=&|$)", rf"\g<1>version={vector['version']}", vector["joined"])
    text = f"[POST]{vector['domain']}:{vector['path']}&{joined}"
    signature = b64encode(hmac.digest(vector["access_key"].encode(), text.encode(), "sha256")).decode()
    return vector | {"joined": joined, "string_to_sign": text, "signature": signature}


def _guide(spec: Spec, plain: Spec, vectors: list[dict[str, Any]]) -> str:
    """The guide to signing, with what an edition has in it."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(spec.path.parent),
        trim_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701  # the output is Markdown
    )
    named = {vector["name"]: vector for vector in vectors}
    schemes = plain.document["components"]["securitySchemes"].values()
    return environment.get_template("signing.md.jinja").render(
        version=plain.document["info"]["version"],
        headers=[scheme["name"] for scheme in schemes],
        vectors=named,
        example=named["create-task"],
    )


def _extensions(spec: Spec) -> dict[str, Any]:
    """What describes the extensions, without those that are not published."""
    schema: dict[str, Any] = json.loads(spec.path.with_name("extensions.schema.json").read_text("utf-8"))
    for _, node in walk(schema):
        if isinstance(node, dict):
            for key in _OURS & node.get("properties", {}).keys():
                del node["properties"][key]
            if "required" in node:
                node["required"] = [key for key in node["required"] if key not in _OURS]
    return schema


class _Dumper(yaml.SafeDumper):
    """Writes text of several lines as such, and refers to nothing."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)
_LAYOUT: dict[str, Any] = {"sort_keys": False, "allow_unicode": True, "width": 120}


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
