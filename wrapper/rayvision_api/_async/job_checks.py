"""What the farm says about a job before it is submitted: what it does not have, and what complaints mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from rayvision_client import models

from rayvision_api._async.query import AsyncQuery
from rayvision_api._async.user import AsyncUser
from rayvision_api.errors import RayvisionNotFoundError
from rayvision_api.jobs._checks import tip_places
from rayvision_api.jobs._contents import JobContents
from rayvision_api.jobs._findings import Finding, Severity

_NEAREST = 3


async def farm_findings(job: JobContents, query: AsyncQuery, user: AsyncUser) -> list[Finding]:
    """List what is wrong with a job by what the farm says."""
    return [
        *await _software_findings(job, query),
        *await _hardware_findings(job, user),
        *await _tip_findings(job, query),
    ]


async def _software_findings(job: JobContents, query: AsyncQuery) -> list[Finding]:
    if job.cg_id is None:
        return []
    offered = {one.cg_id: one for one in (await query.supported_software()).render_info_list}
    if job.cg_id not in offered:
        nearest = _nearest(job.software_name, [one.cg_name for one in offered.values()])
        message = f"is {job.software_name!r} ({job.cg_id}), which the farm does not have; {nearest}"
        return [_error("software", "software_config.cg_name", message)]
    found, os_name = [], job.os_name
    if os_name == "linux" and offered[models.SoftwareId(job.cg_id)].is_support_linux == 0:
        message = f"is 0, Linux, where the farm does not render {job.software_name!r}; make it 1, Windows"
        found.append(_error("system", "task_info.os_name", message))
        os_name = "windows"
    try:
        supported = await query.supported_plugin(models.SoftwareId(job.cg_id), os_name=os_name)
    except ValueError:
        # The farm has a software that this package has no number for, Unreal Engine for example.
        message = (
            f"is {job.cg_id}, whose versions and plugins cannot be asked for with this client; look at the website"
        )
        return [*found, Finding(Severity.WARNING, "software-not-checked", "task.json", "task_info.cg_id", message)]
    # What is documented as text may come as a number, 2018 for example; here and below.
    versions = {str(one.cg_version): one.id for one in supported.cg_version}
    if job.version not in versions:
        message = f"is {job.version!r}, which the farm does not have; {_nearest(job.version, versions)}"
        found.append(_error("version", "software_config.cg_version", message))
    # Of an unknown version, plugins of any may be meant.
    ids = {versions[job.version]} if job.version in versions else set(versions.values())
    plugins = [plugin for plugin in supported.cg_plugin if plugin.cv_id in ids]
    findings = (_plugin_finding(name, str(version), plugins) for name, version in job.plugins.items())
    return [*found, *filter(None, findings)]


def _plugin_finding(name: str, version: str, plugins: list[models.Plugin]) -> Finding | None:
    """Return what is wrong with a plugin, given those on offer for the version of the software."""
    fitting: dict[str, list[str]] = {}
    for plugin in plugins:
        there = (str(one.plugin_version) for one in plugin.plugin_versions)
        fitting.setdefault(str(plugin.plugin_name), []).extend(there)
    member = f"software_config.plugins.{name}"
    spelt = {one.lower(): one for one in fitting}
    if name.lower() not in spelt:
        message = f"is a plugin that the farm does not have for this version; {_nearest(name, fitting)}"
        return _error("plugin", member, message)
    # The farm's own versions have the plugin's name in front, the job files have them without.
    plugin_name = spelt[name.lower()]
    bare = [one.removeprefix(plugin_name).strip() or one for one in fitting[plugin_name]]
    if version.removeprefix(name).strip() in bare or version in fitting[plugin_name]:
        return None
    return _error("plugin", member, f"is {version!r}, which the farm does not have; {_nearest(version, bare)}")


async def _hardware_findings(job: JobContents, user: AsyncUser) -> list[Finding]:
    if not job.hardware_ids:
        return []
    member = "task_info.hardwareConfigIds"
    try:
        offered = {str(one.id): one for one in await user.get_hardware_config()}
    except ValueError:
        message = "cannot be checked: edition 1.0.0 of the API does not tell which hardware there is"
        return [Finding(Severity.WARNING, "hardware-not-checked", "task.json", member, message)]
    usable = {number: one for number, one in offered.items() if not _why_not(job, one)}
    there = ", ".join(f"{number} ({_described(one)})" for number, one in usable.items()) or "none"
    return [
        _error("hardware", member, f"names {number!r}, {_why_not(job, offered.get(number))}; there is {there}")
        for number in job.hardware_ids
        if number not in usable
    ]


def _why_not(job: JobContents, hardware: models.HardwareConfig | None) -> str:
    """Return why hardware cannot render a job; empty if it can."""
    if hardware is None:
        return "which the platform does not offer"
    if hardware.status != models.HardwareStatus.ENABLED:
        return f"{_described(hardware)}, which cannot be used now"
    versions = {(one.cg_id, one.cg_version_name) for one in hardware.not_support_cg_versions or ()}
    patterns = hardware.not_support_plugin_list or ()
    complaints = [code for code in job.tips if code in (hardware.not_support_code or ())]
    refused = [
        *([job.software_name] if job.cg_id in (hardware.not_support_cg_id or ()) else []),
        *([f"{job.software_name} {job.version}"] if (job.cg_id, job.version) in versions else []),
        *(name for name, version in job.plugins.items() if any(_fits(one, f"{name} {version}") for one in patterns)),
        *(f"scenes with {code}, a complaint of the analysis" for code in complaints),
    ]
    return f"{_described(hardware)}, which does not render {' and '.join(refused)}" if refused else ""


def _fits(pattern: str, text: str) -> bool:
    try:
        return re.match(str(pattern), text) is not None
    except re.error:
        return False


def _described(hardware: models.HardwareConfig) -> str:
    return " ".join(str(part) for part in (hardware.model, hardware.gpu_num, hardware.ram) if part)


async def _tip_findings(job: JobContents, query: AsyncQuery) -> list[Finding]:
    found: list[Finding] = []
    for code, places in job.tips.items():
        if not code.strip():
            continue
        try:
            details = await query.error_detail(code, language="1")
        except RayvisionNotFoundError:
            continue
        if not details:
            continue
        fatal = any(detail.type == models.ErrorKind.ERROR for detail in details)
        explained = "; ".join(dict.fromkeys(text for detail in details for text in _explanation(detail)))
        severity = Severity.ERROR if fatal else Severity.WARNING
        found.append(Finding(severity, "tip", "tips.json", code, f"{tip_places(places)}: {explained}"))
    return found


def _explanation(detail: models.ErrorDetail) -> list[str]:
    texts = (detail.des_description_cn, detail.des_solution_cn, detail.solution_path)
    return [" ".join(str(text).split()) for text in texts if text]


def _nearest(name: str, names: Iterable[str]) -> str:
    """Name the nearest of what there is."""
    near = get_close_matches(name, dict.fromkeys(names), n=_NEAREST, cutoff=0)
    return f"the nearest are {', '.join(map(repr, near))}" if near else "it has none"


def _error(code: str, member: str, message: str) -> Finding:
    return Finding(Severity.ERROR, code, "task.json", member, message)
