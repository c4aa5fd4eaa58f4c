"""What tasks have cost, and what further ones will: every figure equal to the farm's own."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from rayvision_api import AsyncRayvisionAPI, RayvisionAPI
from rayvision_sandbox.pytest_plugin import RunningFarm

from .served import submit

PRINTED = {
    one["path"].rpartition("/")[2]: one["example"]
    for one in json.loads((Path(__file__).parents[1] / "data" / "documented-interfaces.json").read_text("utf-8"))
}


@pytest.fixture
def spent(rayvision_farm: RunningFarm, rayvision_api: RayvisionAPI) -> Decimal:
    """Render for more than the coupon has, on two platforms; what it cost by the account."""
    farm, api = rayvision_farm, rayvision_api
    before = api.user.query_user_profile()
    farm.recharge(1000)
    submit(farm, api, "=seq10", name="a.ma", frames=20, hourly_price=40)
    submit(farm, api, "=seq10", name="a.ma", frames=10, hourly_price=40)
    submit(farm, api, "seq20", "=seq10", name="b.ma", frames=5, failing=[2])
    submit(farm, api.with_platform("62"), name="c.ma", frames=5)
    farm.advance(hours=100)
    after = api.user.query_user_profile()
    exact = [Decimal(str(one)) for one in (before.coupon, before.rmbbalance, after.coupon, after.rmbbalance)]
    return exact[0] + exact[1] + 1000 - exact[2] - exact[3]


def test_figures_are_those_of_the_account(
    rayvision_farm: RunningFarm,
    spent: Decimal,
    run: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    farm = rayvision_farm

    async def ask() -> Any:
        async with AsyncRayvisionAPI(farm.access_id, farm.access_key, farm.domain, "2") as api:
            by = {name: await api.costs(name, platforms=["2", 62]) for name in ("label", "day", "user", "software")}
            by |= {name: await api.costs(name, platforms=["2", 62]) for name in ("platform", "state")}
            estimates = [await api.estimate_cost(30, label="=seq10"), await api.estimate_cost(1, scene="z.ma")]
            for wrong in ({"frames": 0, "label": "x"}, {"frames": 1}):
                with pytest.raises(ValueError, match=r"^(label|frames) is "):
                    await api.estimate_cost(**wrong)
            with pytest.raises(ValueError, match="label, day"):
                await api.costs("moon")
            return by, estimates

    by, (estimate, nothing) = asyncio.run(ask())
    assert spent > 0
    for costs in by.values():
        assert (costs.total.tasks, costs.total.total, costs.currency) == (4, spent, "CNY")
        assert sum(group.total for group in costs.groups) == spent
        assert sum(group.coupon for group in costs.groups) == costs.total.coupon > 0
    assert {group.key: group.tasks for group in by["label"].groups} == {"=seq10": 2, "=seq10, seq20": 1, "": 1}
    assert {group.key for group in by["platform"].groups} == {"2", "62"}
    assert {group.key for group in by["state"].groups} == {"FINISHED", "FINISHED_HAS_FAILED"}
    assert nothing is None
    assert (estimate.tasks, estimate.low <= estimate.typical <= estimate.high, estimate.low > 0) == (2, True, True)
    monkeypatch.setenv("RAYVISION_API_ACCESS_ID", farm.access_id)
    monkeypatch.setenv("RAYVISION_API_KEY", farm.access_key)
    there = ("--domain", farm.domain, "--protocol", "http", "--platform", "2", "--lang", "en")
    told = run("costs", "--by", "platform", "--platforms", 2, 62, "--since", "2000-01-01", *there, "--json").document
    assert Decimal(told["total"]["total"]) == spent
    rows = list(csv.reader(io.StringIO(run("costs", *there, "--csv").out)))
    assert rows[0] == ["label", "tasks", "balance", "coupon", "arrears", "total", "currency"]
    assert "'=seq10" in [row[0] for row in rows]
    assert run("costs", *there, "--platforms", 2, 62).out.splitlines()[-1].endswith(f"{spent:,.2f}")
    assert str(estimate.typical) in run("costs", "estimate", 30, "--label", "=seq10", *there).out
    assert run("costs", "estimate", 30, "--label", "=seq10", *there, "--json").document["tasks"] == 2
    assert run("costs", "estimate", 30, "--scene", "z.ma", *there).code == 1
    page = tmp_path / "costs.html"
    assert run("costs", *there, "--html", page).code == 0
    html = page.read_text("utf-8")
    assert "<h2>By label</h2>" in html
    assert "<h2>By day</h2>" in html
    assert "<td>=seq10</td>" in html
    assert html.count('class="bar finished"') >= 2
    assert "<h2>By day</h2>" in run("costs", *there, "--html", "-").out
    for wrong in (("--html", tmp_path / "none" / "x.html"), ("--since", "noon"), ("--csv", "--json")):
        assert run("costs", *wrong, *there).code == 2


def costs_of(*tasks: dict[str, Any], by: Any = "label", **options: Any) -> Any:
    """Ask a service in memory what its tasks have cost."""

    def answer(request: httpx.Request) -> httpx.Response:
        reply = PRINTED[request.url.path.rpartition("/")[2]]
        if request.url.path.endswith("/getTaskList"):
            reply = reply | {"data": {"items": tasks, "total": len(tasks), "pageCount": 1, "pageNum": 1}}
        return httpx.Response(200, json=reply)

    with RayvisionAPI("AKIDcosts", "KEYcosts", transport=httpx.MockTransport(answer)) as api:
        return api.costs(by, **options), api.estimate_cost(18, label="", scene=tasks[0]["sceneName"])


def test_layered_task_costs_what_its_parts_do() -> None:
    (task,) = PRINTED["getTaskList"]["data"]["items"]
    costs, estimate = costs_of(task, by="state")
    assert [(group.key, group.tasks) for group in costs.groups] == [("FINISHED", 1)]
    assert (costs.total.coupon, costs.total.balance) == (Decimal("8.27"), 0)
    assert (estimate.tasks, estimate.typical) == (1, Decimal("8.27"))


def test_parts_are_paid_for_each_in_its_own_way() -> None:
    (task,) = PRINTED["getTaskList"]["data"]["items"]
    for parts, balance, coupon in (
        ([{"renderConsume": 0, "couponConsume": 5}, {"renderConsume": 3, "couponConsume": 0}], 3, 5),
        ([{"renderConsume": 10, "userAccountConsume": 10}, {"renderConsume": 5}], 15, 0),
    ):
        (total,) = costs_of(task | {"respRenderingTaskList": parts})[0].groups
        assert (total.balance, total.coupon) == (balance, coupon), parts


def test_keys_of_create_once_are_no_labels() -> None:
    (task,) = PRINTED["queryTaskInfo"]["data"]["items"]
    costs, _ = costs_of(*(task | {"labels": f'["night","once:{key}"]'} for key in "ab"))
    assert [(group.key, group.tasks) for group in costs.groups] == [("night", 2)]


def test_coupons_are_neither_lost_nor_negative() -> None:
    (task,) = PRINTED["queryTaskInfo"]["data"]["items"]
    whole, of_company = {"renderConsume": None}, {"qyCouponConsume": 1}
    for members, balance, coupon in (
        ({}, "0", "0.039"),
        (of_company, "0", "1.039"),
        (whole | {"userAccountConsume": 5, "couponConsume": None}, "5", "0"),
        ({"renderConsume": 7, "userAccountConsume": None, "couponConsume": 2}, "5", "2"),
        ({"renderConsume": 7, "userAccountConsume": 4, "couponConsume": None}, "4", "3"),
    ):
        (total,) = costs_of(task | members)[0].groups
        assert (total.balance, total.coupon) == (Decimal(balance), Decimal(coupon)), members


def test_platforms_are_a_list_of_numbers() -> None:
    for wrong, error in (("62", TypeError), (62, TypeError), (["moon"], ValueError), ([True], TypeError)):
        with pytest.raises(error, match="platform"):
            costs_of(by="platform", platforms=wrong)
