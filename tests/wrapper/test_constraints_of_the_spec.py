"""What the wrapper lets through, the spec of the edition allows: the checks of both are held against each other."""

from __future__ import annotations

import inspect
import json
from importlib.resources import files
from operator import attrgetter
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rayvision_api import RayvisionAPI

from .support import ACCESS_ID, ACCESS_KEY, ARGUMENTS, Farm

ODD = (
    *(-1, 0, 1, 2, 101, 9_999, 1.5, True, "", " ", "0", "x", "2020-13-01", "2020-01-02 03:04:05"),
    *([], [0], [-1], [""], ["x"], [9_999], [True], [1, 1], {}, {"x": 1}),
)
CALLS = [(edition, call) for edition, calls in ARGUMENTS.items() for call in calls]
# The environment's members go out as they are; a status that no edition lists may still be asked for.
SENT_AS_IT_IS = {"render_env", "data", "status", "status_list", "frame_status"}


@pytest.fixture(scope="module")
def documents() -> dict[str, Any]:
    """What is published of each edition."""
    published = files("rayvision_spec")
    return {edition: json.loads((published / edition / "openapi.json").read_bytes()) for edition in ARGUMENTS}


@pytest.mark.parametrize(("edition", "call"), CALLS)
def test_what_goes_out_is_what_the_spec_allows(edition: str, call: str, documents: dict[str, Any]) -> None:
    farm = Farm()
    with RayvisionAPI(ACCESS_ID, ACCESS_KEY, platform="2", api_version=edition, transport=farm.transport) as api:
        method = attrgetter(call)(api)
        for name in inspect.signature(method).parameters.keys() - SENT_AS_IT_IS:
            for value in ODD:
                try:
                    method(**ARGUMENTS[edition][call] | {name: value})
                except (TypeError, ValueError):
                    continue
    document = documents[edition]
    wrong = {}
    for request in farm.requests:
        content = document["paths"][request.url.path]["post"]["requestBody"]["content"]["application/json"]
        rules = Draft202012Validator({**content["schema"], "components": document["components"]})
        body = json.loads(request.content)
        wrong |= {f"{error.json_path}: {error.message}": body for error in rules.iter_errors(body)}
    assert not wrong
