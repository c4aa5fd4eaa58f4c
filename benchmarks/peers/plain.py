"""The standard library alone: JSON to dicts, HMAC and Base64; and orjson, where the variant says so."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64encode
from functools import partial
from importlib import import_module
from operator import itemgetter
from pathlib import Path
from typing import Any

from benchmarks.peers.worker import Options, Work, repeated, serve


def jobs(options: Options) -> dict[str, Work]:
    """Make the peer's jobs."""
    loads = import_module("orjson").loads if options.variant == "orjson" else json.loads
    raw = options.page()
    members = itemgetter(*loads(raw)["data"]["items"][0])

    def page() -> Any:
        return loads(raw)["data"]["items"]

    def all_members() -> None:
        for task in page():
            members(task)

    made = {
        "page": repeated(page),
        "page, all members": repeated(all_members),
    }

    def digest(key: bytes, text: bytes) -> bytes:
        return b64encode(hmac.digest(key, text, "sha256"))

    for name, case in options.json("signing.json").items():
        made[f"sign {name}"] = repeated(partial(digest, case["key"].encode(), case["text"].encode()))
    files = options.files()

    def hash_files() -> list[bytes]:
        return [hashlib.sha256(Path(file).read_bytes()).digest() for file in files]

    return made | {"files, for the first time": repeated(hash_files), "files, again": repeated(hash_files)}


if __name__ == "__main__":
    serve(jobs)
