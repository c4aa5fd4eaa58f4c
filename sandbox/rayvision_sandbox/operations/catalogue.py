"""The operations that tell what the farm offers."""

from typing import Any

from rayvision_sandbox.farm import catalogue
from rayvision_sandbox.farm.codes import missing
from rayvision_sandbox.operations.call import Call, check_zone, find_all
from rayvision_sandbox.operations.schemas import numbers


def query_platforms(call: Call) -> list[dict[str, Any]]:
    """List the platforms of a zone."""
    check_zone(call)
    return [
        {
            "platform": number,
            "name": f"query_platform_w{number}",
            "type": 0 if number in catalogue.GPU_PLATFORMS else 1,
            "status": 1,
            "taskPrefix": "W",
            "isShow": 1,
        }
        for number in catalogue.PLATFORMS[call.body["zone"]]
    ]


def get_user_pack_node_info(_call: Call) -> list[dict[str, Any]]:
    """List the machines that the user has rented: everybody has the same two."""
    return [{"packNodeId": number, "packName": f"包机计划{number - 808}"} for number in (809, 810)]


def query_error_detail(call: Call) -> list[dict[str, Any]]:
    """Explain analysis errors, in Chinese (`language` 0) or English (1); unknown ones are left out."""
    asked = [] if call.body["code"] is None else [call.body["code"]]
    asked += call.body.get("codes") or []
    if not asked:
        raise missing("code or codes")
    codes = [int(code) if code.isascii() and code.isdigit() else 0 for code in dict.fromkeys(asked)]
    known = {code: catalogue.EXPLANATIONS[code] for code in codes if code in catalogue.EXPLANATIONS}
    language = int(call.body["language"])
    return [
        {
            "id": code,
            "code": str(code),
            "type": int(explanation.serious),
            "languageFlag": language,
            "desDescriptionCn": what,
            "desSolutionCn": remedy,
            "solutionPath": "",
            "isRepair": 0,
            "isDelete": 1,
            "isOpen": 1,
            "lastModifyAdmin": "",
            "updateTime": catalogue.UPDATED,
        }
        for code, explanation in known.items()
        for what, remedy in [explanation.english if language else explanation.chinese]
    ]


def query_supported_software(_call: Call) -> dict[str, Any]:
    """List the software."""
    described = [
        {
            "cgId": cg_id,
            "cgName": software.name,
            "cgType": software.suffixes,
            "iconPath": f"/img/softimage/{software.icon}.png",
            "isNeedProjectPath": software.project_path,
            "isNeedAnalyse": software.analysed,
            "isSupportLinux": int(software.on_linux),
        }
        for cg_id, software in catalogue.SOFTWARE.items()
    ]
    return {"isAutoCommit": 2, "renderInfoList": described, "defaultCgId": catalogue.DEFAULT_SOFTWARE}


def query_supported_plugin(call: Call) -> dict[str, Any]:
    """List a software's versions, and the plugins that go with each."""
    cg_id = call.body["cgId"]
    software = catalogue.SOFTWARE.get(cg_id)
    if software is None or (call.body["osName"] == "linux" and not software.on_linux):
        return {"cgPlugin": [], "cgVersion": []}
    versions = {number: version for number, (owner, version) in catalogue.VERSIONS.items() if owner == cg_id}
    plugins = {
        name: [
            catalogue.plugin(number)
            for number, (owner, own_name, _) in catalogue.PLUGINS.items()
            if (owner, own_name) == (cg_id, name)
        ]
        for name, _ in software.plugins
    }
    return {
        "cgPlugin": [
            {"cvId": version_id, "pluginName": name, "pluginVersions": found}
            for version_id in versions
            for name, found in plugins.items()
        ],
        "cgVersion": [
            {"id": number, "cgId": cg_id, "cgName": software.name, "cgVersion": version}
            for number, version in versions.items()
        ],
    }


def list_hardware_configs(call: Call) -> list[dict[str, Any]]:
    """List the hardware of this platform, and which of it the given tasks use."""
    used = {catalogue.hardware_of(task).id for task in find_all(call, numbers("taskIds", call.body["taskIds"] or []))}
    return [
        hardware.describe(call.platform) | {"current": hardware.id in used}
        for hardware in catalogue.on_offer(call.platform)
    ]
