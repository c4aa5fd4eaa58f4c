"""With a client, a check also tells what the farm does not have."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rayvision_api import AsyncRayvisionAPI, RayvisionAPI
from rayvision_api.jobs import Finding, Job
from rayvision_sandbox.pytest_plugin import RunningFarm

from . import examples


def _job(folder: Path, name: str = "maya", *, version: str = "2024", **plugins: str) -> Job:
    job = Job.read(examples.write(folder, name))
    job.version = version
    job.plugins.update(plugins)
    return job


def checked(job: Job, farm: RunningFarm) -> list[Finding]:
    async def ask() -> list[Finding]:
        keys = (farm.access_id, farm.access_key)
        async with AsyncRayvisionAPI(*keys, domain=farm.domain, platform="2", protocol="http") as api:
            return await api.jobs.check(job)

    return asyncio.run(ask())


def test_what_the_farm_has_is_fine(tmp_path: Path, rayvision_farm: RunningFarm) -> None:
    assert checked(_job(tmp_path, mtoa="5.3.1", vray="vray 6.20.00"), rayvision_farm) == []


@pytest.mark.parametrize(
    ("version", "plugins", "member", "nearest"),
    [
        ("2025", {}, "software_config.cg_version", "'2024'"),
        ("2024", {"mtoa": "5.3.0"}, "software_config.plugins.mtoa", "'5.3.1'"),
        ("2024", {"mtao": "5.3.1"}, "software_config.plugins.mtao", "'mtoa'"),
    ],
)
def test_what_the_farm_does_not_have_is_told_with_the_nearest(
    version: str, plugins: dict[str, str], member: str, nearest: str, tmp_path: Path, rayvision_farm: RunningFarm
) -> None:
    [finding] = checked(_job(tmp_path, version=version, **plugins), rayvision_farm)
    assert (finding.is_error, finding.file, finding.member) == (True, "task.json", member)
    assert nearest in finding.message


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
    job = _job(tmp_path, version="1999")
    job.upload["asset"].append({"local": "/nowhere", "server": "/nowhere"})
    assert {finding.code for finding in checked(job, rayvision_farm)} == {"file-missing", "version"}


def test_a_sync_client_tells_the_same(tmp_path: Path, rayvision_api: RayvisionAPI) -> None:
    assert [finding.code for finding in _job(tmp_path, version="1999").check(rayvision_api)] == ["version"]
