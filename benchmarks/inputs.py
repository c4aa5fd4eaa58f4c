"""What is sent and read: the replies that the spec documents, a page of 1,000 tasks, bodies to sign, files."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path
from typing import Any

from benchmarks.environments import ROOT, Environments, output

_TASKS = 1000
_SMALL = 2000
# Seconds after which the record of uploads trusts a file's size and times.
_GRAIN = 2.5

_DOMAIN = "task.renderbus.com"
_PATH = "/api/render/query/queryTaskInfo"
_KEY = "benchmark-key-of-32-characters-x"
_HEADERS = {
    "accessId": "benchmark-id-of-32-characters-xx",
    "channel": "4",
    "platform": "2",
    "UTCTimestamp": "1535953580",
    "nonce": "123456",
    "version": "1.0.0",
}


def write(environments: Environments) -> Path:
    """Write all inputs of the peers and of the server; give their folder."""
    script = "import json, sys, yaml; json.dump(yaml.safe_load(open(sys.argv[1], encoding='utf-8')), sys.stdout)"
    spec = json.loads(output([environments["generator"].python, "-c", script, str(ROOT / "spec/openapi.yaml")]))
    folder = environments.work / "inputs"
    folder.mkdir(parents=True, exist_ok=True)
    replies = {path: _documented(spec, item["post"]) for path, item in spec["paths"].items()}
    written = {
        "replies.json": replies,
        "page.json": _page(next(reply for path, reply in replies.items() if path.endswith("/getTaskList"))),
        "schemas.json": spec["components"]["schemas"],
        "signing.json": {"empty": _to_sign({}), "1000 ids": _to_sign({"taskIds": list(range(13798105, 13799105))})},
    }
    for name, value in written.items():
        (folder / name).write_text(json.dumps(value), "utf-8")
    return folder


def write_files(folder: Path, count: int) -> None:
    """Write small files, and let them rest for so long that their looks can be trusted."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for number in range(count):
        (folder / f"texture_{number:05d}.png").write_bytes(os.urandom(_SMALL))
    time.sleep(_GRAIN)


def _documented(spec: dict[str, Any], operation: dict[str, Any]) -> Any:
    example = operation["responses"]["200"]["content"]["application/json"]["examples"]["success"]
    if "$ref" in example:
        example = spec["components"]["examples"][example["$ref"].rpartition("/")[2]]
    return example["value"]


def _page(reply: dict[str, Any]) -> dict[str, Any]:
    """Make a page of tasks without children, each as long as the documented one that has rendered."""
    child = reply["data"]["items"][0]["respRenderingTaskList"][0]
    items = [{**child, "id": child["id"] + number} for number in range(_TASKS)]
    return {**reply, "data": {**reply["data"], "size": _TASKS, "items": items}}


def _to_sign(body: dict[str, list[int]]) -> dict[str, Any]:
    """Return what is signed, and the text that results."""
    leaves = {f"{name}{index}": str(value) for name, values in body.items() for index, value in enumerate(values)}
    signed = {**_HEADERS, **leaves}
    joined = "&".join(f"{name}={signed[name]}" for name in sorted(signed))
    text = f"[POST]{_DOMAIN}:{_PATH}&{joined}"
    return {"key": _KEY, "domain": _DOMAIN, "path": _PATH, "headers": _HEADERS, "body": body, "text": text}
