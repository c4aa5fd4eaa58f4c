"""The operations that tell what the farm offers."""

from typing import Any

from rayvision_sandbox.farm import catalogue
from rayvision_sandbox.farm.codes import missing
from rayvision_sandbox.operations.call import Call, check_zone, find_all
from rayvision_sandbox.operations.schemas import numbers


def query_platforms(call: Call) -> list[dict[str, Any]]:
    """List the platforms of a zone."""
    check_zone(call)
    return catalogue.platforms(call.body["zone"])


def get_user_pack_node_info(_call: Call) -> list[dict[str, Any]]:
    """List the machines that the user has rented."""
    return catalogue.pack_nodes()


def query_error_detail(call: Call) -> list[dict[str, Any]]:
    """Explain analysis errors."""
    asked = [] if call.body["code"] is None else [call.body["code"]]
    asked += call.body.get("codes") or []
    if not asked:
        raise missing("code or codes")
    codes = [int(code) if code.isascii() and code.isdigit() else 0 for code in dict.fromkeys(asked)]
    return [detail for code in codes for detail in catalogue.explain(code, int(call.body["language"]))]


def query_supported_software(_call: Call) -> dict[str, Any]:
    """List the software."""
    return {
        "isAutoCommit": 2,
        "renderInfoList": catalogue.software_list(),
        "defaultCgId": catalogue.DEFAULT_SOFTWARE,
    }


def query_supported_plugin(call: Call) -> dict[str, Any]:
    """List a software's versions and plugins."""
    software = catalogue.SOFTWARE.get(call.body["cgId"])
    if software is None or (call.body["osName"] == "linux" and not software.on_linux):
        return {"cgPlugin": [], "cgVersion": []}
    return catalogue.supported(call.body["cgId"])


def list_hardware_configs(call: Call) -> list[dict[str, Any]]:
    """List the hardware of this platform, and which of it the given tasks use."""
    used = {catalogue.hardware_of(task).id for task in find_all(call, numbers("taskIds", call.body["taskIds"] or []))}
    return [
        hardware.describe(call.platform) | {"current": hardware.id in used}
        for hardware in catalogue.on_offer(call.platform)
    ]
