"""With a client, a check also tells what the farm does not have."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from rayvision_api import AsyncRayvisionAPI, RayvisionAPI
from rayvision_api.jobs import Finding, Job
from rayvision_sandbox.pytest_plugin import RunningFarm

from ..each import each  # noqa: TID252  # has no name of its own
from . import examples


def _job(folder: Path, name: str = "maya", *, version: str = "2024", **plugins: Any) -> Job:
    job = Job.read(examples.write(folder, name))
    job.version = version
    job.plugins.update(plugins)
    return job


def checked(job: Job, farm: RunningFarm, **options: Any) -> list[Finding]:
    async def ask() -> list[Finding]:
        keys = (farm.access_id, farm.access_key)
        usual = {"domain": farm.domain, "platform": "2", "protocol": "http"}
        async with AsyncRayvisionAPI(*keys, **usual | options) as api:
            return await api.jobs.check(job)

    return asyncio.run(ask())


def test_what_the_farm_has_is_fine(tmp_path: Path, rayvision_farm: RunningFarm) -> None:
    assert checked(_job(tmp_path, mtoa="5.3.1", vray="vray 6.20.00"), rayvision_farm) == []


@pytest.mark.parametrize(
    ("version", "plugins", "member", "nearest"),
    [
        ("2025", {}, "software_config.cg_version", "'2024'"),
        ("2024", {"mtoa": "5.3.0"}, "software_config.plugins.mtoa", "'5.3.1'"),
        ("2024", {"mtoa": 5}, "software_config.plugins.mtoa", "'5.3.1'"),
        ("2024", {"mtao": "5.3.1"}, "software_config.plugins.mtao", "'mtoa'"),
    ],
)
def test_what_the_farm_does_not_have_is_told_with_the_nearest(
    version: str, plugins: dict[str, Any], member: str, nearest: str, tmp_path: Path, rayvision_farm: RunningFarm
) -> None:
    found = checked(_job(tmp_path, version=version, **plugins), rayvision_farm)
    [finding] = [finding for finding in found if finding.code != "malformed"]
    assert (finding.is_error, finding.file, finding.member) == (True, "task.json", member)
    assert nearest in finding.message


class _Choosy(httpx.AsyncHTTPTransport):
    """Has the farm's hardware refuse what the vendor's own check looks at."""

    def __init__(self, refusal: dict[str, Any]) -> None:
        super().__init__()
        self._refusal = refusal

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        reply = await super().handle_async_request(request)
        content = json.loads(await reply.aread())
        if "hardwareConfig" in request.url.path:
            content["data"][0] |= self._refusal
        return httpx.Response(reply.status_code, json=content)


@each(
    ("refusal", "told"),
    [
        ({"notSupportCgId": [2000]}, "which does not render Maya;"),
        ({"notSupportCgVersions": [{"cgId": 2000, "cgVersionName": "2024"}]}, "which does not render Maya 2024;"),
        ({"notSupportPluginList": ["(", "mtoa 5"]}, "which does not render mtoa;"),
        ({"notSupportCode": ["15013"]}, "which does not render scenes with 15013, a complaint of the analysis;"),
        ({"notSupportCgVersions": [{"cgId": 2000, "cgVersionName": "2023"}], "notSupportPluginList": ["vray"]}, ""),
    ],
)
def test_hardware_that_does_not_render_a_job(
    refusal: dict[str, Any], told: str, tmp_path: Path, rayvision_farm: RunningFarm
) -> None:
    job = _job(tmp_path, mtoa="5.3.1")
    job.hardware_ids = ["301"]
    job.tips["15013"] = ["2018"]
    found = checked(job, rayvision_farm, api_version="2.0.0", transport=_Choosy(refusal))
    messages = [finding.message for finding in found if finding.code == "hardware"]
    assert len(messages) == bool(told)
    assert told in "".join(messages)


def test_a_software_that_the_farm_does_not_have(tmp_path: Path, rayvision_farm: RunningFarm) -> None:
    [finding] = checked(_job(tmp_path, "arnold"), rayvision_farm)
    assert (finding.is_error, finding.code, finding.member) == (True, "software", "software_config.cg_name")
    assert "'Maya'" in finding.message or "VR Standalone" in finding.message


def test_a_system_on_which_the_software_does_not_render(tmp_path: Path, rayvision_farm: RunningFarm) -> None:
    [finding] = checked(_job(tmp_path, "max"), rayvision_farm)
    assert (finding.code, finding.member) == ("system", "task_info.os_name")


def test_complaints_are_explained_by_the_farm(tmp_path: Path, rayvision_farm: RunningFarm) -> None:
    job = _job(tmp_path)
    job.tips.update({"50001": ["/obj/a"], "15013": ["2018"]})
    local = {finding.member: finding for finding in job.check()}
    asked = {finding.member: finding for finding in checked(job, rayvision_farm)}
    assert set(local) == set(asked) == {"50001", "15013"}
    assert "/obj/a" in asked["50001"].message
    assert asked["50001"].message != local["50001"].message


def test_faults_of_this_machine_and_of_the_farm_are_told_together(tmp_path: Path, rayvision_farm: RunningFarm) -> None:
    job = _job(tmp_path, "max", version="1999", vary="6.20.00")
    job.upload["asset"].append({"local": "/nowhere", "server": "/nowhere"})
    assert {finding.code for finding in checked(job, rayvision_farm)} == {"file-missing", "system", "version", "plugin"}


def test_a_sync_client_tells_the_same(tmp_path: Path, rayvision_api: RayvisionAPI) -> None:
    assert [finding.code for finding in _job(tmp_path, version="1999").check(rayvision_api)] == ["version"]


class _Numbers(httpx.AsyncHTTPTransport):
    """Has the farm write what looks like a number as one."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        reply = await super().handle_async_request(request)
        content = re.sub(r'"([0-9]+)"(?!:)', r"\1", (await reply.aread()).decode())
        return httpx.Response(reply.status_code, text=content)


def test_texts_that_come_as_numbers_are_compared_alike(tmp_path: Path, rayvision_farm: RunningFarm) -> None:
    for version in ("2024", "1999"):
        job = _job(tmp_path, version=version, mtoa="5.3.0")
        job.hardware_ids = ["301", "999"]
        usual, numbers = (
            checked(job, rayvision_farm, api_version="2.0.0", transport=transport) for transport in (None, _Numbers())
        )
        assert [finding.code for finding in usual] == [finding.code for finding in numbers]
