"""Requests that Schemathesis makes up from the spec, and the replies to them: in the tox environment `faults`."""

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, settings
from rayvision_sandbox.farm.database import Database
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.users import User
from rayvision_sandbox.http.server import running

# Not where every test runs: its plugin takes longer to import than most files of tests take to run.
schemathesis = pytest.importorskip("schemathesis")
CHECKS = schemathesis.checks.CHECKS

FIRST, SECOND = "1.0.0", "2.0.0"


@pytest.fixture(scope="module")
def fuzzed(make_caller: Callable[..., Any]) -> Iterator[Any]:
    """Call a farm in which something is going on."""
    farm = Farm(Database(), [User(balance=10**9)], speed=1000)
    with running(farm) as domain, httpx.Client(base_url=f"http://{domain}", trust_env=False) as client:
        caller = make_caller(client, domain)
        for _ in range(5):
            caller.submit()
        yield caller
    farm.database.close()


def _spec(edition: str) -> Any:
    return json.loads((files("rayvision_spec") / edition / "openapi.json").read_text("utf-8"))


first_schema = schemathesis.openapi.from_dict(_spec(FIRST))
second_schema = schemathesis.openapi.from_dict(_spec(SECOND))
# A refusal comes with HTTP status 200 and a code in the envelope, which these checks do not know.
NOT_HERE = [CHECKS.get_one(name) for name in ("negative_data_rejection", "missing_required_header", "ignored_auth")]
few = settings(max_examples=7, deadline=None, suppress_health_check=list(HealthCheck))


@first_schema.parametrize()
@few
def test_schemathesis_finds_nothing_in_the_first_edition(case: schemathesis.Case, fuzzed: Any) -> None:
    check(case, fuzzed, FIRST)


@second_schema.parametrize()
@few
def test_schemathesis_finds_nothing_in_the_second_edition(case: schemathesis.Case, fuzzed: Any) -> None:
    check(case, fuzzed, SECOND)


def check(case: schemathesis.Case, caller: Any, edition: str) -> None:
    # What Schemathesis makes up for the signed headers gives way to what is right for the body that it sends.
    sent = case.as_transport_kwargs(base_url=str(caller.http.base_url))
    body = sent.get("json", {})
    content = json.dumps(body).encode() if "json" in sent else sent.get("data") or b""
    headers = caller.signed_headers(case.path, body, version=edition)
    response = caller.http.request(sent["method"], sent["url"], content=content, headers=headers)
    case.validate_response(response, excluded_checks=NOT_HERE)
    assert response.json()["code"] != 500
