"""The guide to signing and its test vectors, for one edition."""

from __future__ import annotations

import hmac
import re
from base64 import b64encode
from typing import Any

from generator.spec import editions
from generator.spec.document import BrokenSpecError, Spec
from generator.spec.reader import load_json
from generator.templating import rendered

_FILE = "signing-vectors.json"
_EXAMPLE = "create-task"
_MEMBERS = ("name", "version", "domain", "path", "joined", "access_key")


def load_vectors(spec: Spec) -> dict[str, Any]:
    """Read the file of the test vectors.

    Raises:
        BrokenSpecError: It cannot be read, or a vector lacks what the others are made from.
    """
    file = spec.path.with_name(_FILE)
    document = load_json(file, "vectors")
    lacking = [
        f"{file}: #/vectors/{index}: has no {member}: write it"
        for index, vector in enumerate(document["vectors"])
        for member in _MEMBERS
        if member not in vector
    ]
    if not lacking and _EXAMPLE not in [vector["name"] for vector in document["vectors"]]:
        lacking = [f"{file}: #/vectors: has no {_EXAMPLE}, which the guide shows: write it"]
    if lacking:
        raise BrokenSpecError(lacking)
    return document


def vectors_of(spec: Spec, number: str, vectors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The test vectors of an edition; where it has none, those of the one before, signed for it.

    Raises:
        BrokenSpecError: There is none before.
    """
    known = editions.numbers(spec)
    if own := [vector for vector in vectors if vector["version"] == number]:
        return own
    if number == known[0]:
        file = spec.path.with_name(_FILE)
        raise BrokenSpecError([f"{file}: edition {number}, the first one, has no vector: write one at least"])
    before = known[known.index(number) - 1]
    here, there = editions.plain(spec, number), editions.plain(spec, before)
    paths = {here.origin(operation.steps): operation.path for operation in here.operations()}
    moved = {one.path: paths.get(there.origin(one.steps), one.path) for one in there.operations()}
    return [
        _signed(vector | {"version": number, "path": moved.get(vector["path"], vector["path"])}, vector["version"])
        for vector in vectors_of(spec, before, vectors)
    ]


def _signed(vector: dict[str, Any], before: str) -> dict[str, Any]:
    joined = re.sub(rf"(^|&)version={re.escape(before)}(?=&|$)", rf"\g<1>version={vector['version']}", vector["joined"])
    text = f"[POST]{vector['domain']}:{vector['path']}&{joined}"
    return vector | {"joined": joined, "string_to_sign": text, "signature": signature(vector["access_key"], text)}


def signature(access_key: str, text: str) -> str:
    """The signature of a text."""
    return b64encode(hmac.digest(access_key.encode(), text.encode(), "sha256")).decode()


def guide(spec: Spec, plain: Spec, vectors: list[dict[str, Any]]) -> str:
    """The guide to signing, with what an edition has in it."""
    named = {vector["name"]: vector for vector in vectors}
    schemes = plain.document["components"]["securitySchemes"].values()
    return rendered(
        spec.path.with_name("signing.md.jinja"),
        version=plain.document["info"]["version"],
        headers=[scheme["name"] for scheme in schemes],
        vectors=named,
        example=named[_EXAMPLE],
    )
