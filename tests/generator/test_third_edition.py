"""One more edition of the real API: what is new has to be written by hand, and nothing else."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from ..generating import copied, generator, loaded, run_python  # noqa: TID252  # has no name of its own

Document = dict[str, Any]

SINCE, UNTIL, EDITIONS = "x-rayvision-since", "x-rayvision-until", "x-rayvision-editions"


def add_edition(document: Document) -> None:
    """Move ten operations, add two, and rename a member, in an edition after the last."""
    last = list(document[EDITIONS])[-1]
    new = f"{int(last.partition('.')[0]) + 1}.0.0"
    document[EDITIONS][new] = {"summary": "Tomorrow's."}
    operations = [item["post"] for item in document["paths"].values()]
    for path, operation in zip(document["paths"], operations[:10], strict=False):
        operation.setdefault(EDITIONS, {})[new] = {"path": f"{path}/moved"}
    (stop,) = (one for one in operations if one["operationId"] == "stopTask")
    for name, method in (("holdTask", "task.hold_task"), ("holdFrames", "query.hold_frames")):
        made = copy.deepcopy(stop)
        del made[EDITIONS], made["x-rayvision-commands"]
        made |= {"operationId": name, "tags": [method.partition(".")[0]], "x-rayvision-method": method, SINCE: new}
        document["paths"][f"/api/render/handle/{name}"] = {"post": made}
    (add,) = (one for one in operations if one["operationId"] == "addLabel")
    document["components"]["schemas"]["AddLabelRequest"]["properties"]["newName"][EDITIONS] = {
        new: {"name": "projectName"}
    }
    examples = add["requestBody"]["content"]["application/json"]["examples"]
    for name, example in list(examples.items()):
        if UNTIL not in example:
            newer = {wire.replace("newName", "projectName"): value for wire, value in example["value"].items()}
            examples[f"{name}-newer"] = {**example, SINCE: new, "value": newer}
            example[UNTIL] = last


MISSING = """\
api.query.hold_frames is missing: write it in wrapper/rayvision_api/_async/query.py, for operations.HOLD_FRAMES
api.task.hold_task is missing: write it in wrapper/rayvision_api/_async/task.py, for operations.HOLD_TASK
the sandbox does not answer holdFrames (/api/render/handle/holdFrames): give it a function in ANSWERS of \
sandbox/rayvision_sandbox/operations/table.py
the sandbox does not answer holdTask (/api/render/handle/holdTask): give it a function in ANSWERS of \
sandbox/rayvision_sandbox/operations/table.py
"""

USE = """
import json, httpx
from rayvision_api import RayvisionAPI, RayvisionAuth
from rayvision_client import models
from rayvision_client.api.task import hold_task
from rayvision_client.operations import EDITIONS, OPERATIONS

asked = []
def answer(request):
    asked.append((request.url.path, request.headers["version"], json.loads(request.content)))
    return httpx.Response(200, json={"version": EDITIONS[-1], "result": True, "message": "", "code": 200, "data": None})

keys = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"
transport = httpx.MockTransport(answer)
for edition in EDITIONS:
    with RayvisionAPI(*keys, platform=2, api_version=edition, transport=transport) as api:
        api.tag.add_label("shots", 0)
auth = RayvisionAuth(*keys, 2, api_version=EDITIONS[-1])
with httpx.Client(base_url="https://farm.example", auth=auth, transport=transport) as http:
    hold_task.sync(http, models.TaskIdsRequest(task_ids=[7]), edition=EDITIONS[-1])
name = dict.fromkeys(EDITIONS, "newName") | {EDITIONS[-1]: "projectName"}
path = {edition: OPERATIONS["addLabel"].endpoint(edition).path for edition in EDITIONS}
assert asked == [(path[one], one, {name[one]: "shots", "status": 0}) for one in EDITIONS] + [
    ("/api/render/handle/holdTask", EDITIONS[-1], {"taskIds": [7]})
], asked
"""


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """What is written by hand in the project, with one more edition in its spec."""
    path = copied(tmp_path, "sandbox", "spec", "wrapper") / "spec/openapi.yaml"
    document = loaded(path)
    add_edition(document)
    path.write_text(yaml.dump(document, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), sort_keys=False), "utf-8")
    return tmp_path


def test_of_one_more_edition_only_what_is_new_is_written_by_hand(newer: Path) -> None:
    code, output = generator("build", newer)
    assert code == 0, output
    named = [line for line in generator("missing", newer)[1].splitlines() if not line.startswith("Not looked at: ")]
    assert sorted(named) == sorted(MISSING.splitlines())
    *_, before, after = (
        json.loads((newer / f"published/rayvision_spec/{number}/openapi.json").read_text("utf-8"))["paths"]
        for number in sorted(path.name for path in (newer / "published/rayvision_spec").glob("*.*.*"))
    )
    assert len(after) == len(before) + 2
    assert sum(path.endswith("/moved") for path in after) == 10
    run_python(USE, newer / "generated_client", newer / "wrapper")
