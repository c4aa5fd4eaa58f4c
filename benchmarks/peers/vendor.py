"""The vendor's client, 3.0.4.3 or 1.1.5, as shipped or with logging silenced."""

from __future__ import annotations

import logging
from functools import partial
from importlib import import_module
from typing import Any

from benchmarks.peers.worker import Options, Work, repeated, serve


def jobs(options: Options) -> dict[str, Work]:
    """Make the peer's jobs. Making the client sends three calls."""
    if options.variant == "silenced":
        logging.disable(logging.CRITICAL)
    package = import_module("rayvision_api")
    api = package.RayvisionAPI("benchmark-id", "benchmark-key", options.domain, "2", "http")
    return {
        "profile": repeated(api.user.query_user_profile),
        "task list": repeated(lambda: api.query.get_task_list(page_num=1, page_size=2)),
        **_signing(options),
    }


def _signing(options: Options) -> dict[str, Work]:
    try:
        functions = import_module("rayvision_api.signature")
    except ImportError:
        functions = import_module("rayvision_api.utils")

    def sign(case: dict[str, Any]) -> str:
        text = functions.generate_headers_body_str(case["domain"], case["path"], case["headers"], case["body"])
        return str(functions.generate_signature(case["key"], text).decode())

    return {f"sign {name}": repeated(partial(sign, case)) for name, case in options.json("signing.json").items()}


if __name__ == "__main__":
    serve(jobs)
