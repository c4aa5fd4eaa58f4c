"""The attributes of replies, and their names as words."""

from __future__ import annotations

from rayvision_client.types import Reply

_WHOLE = {
    "blender_flag": "Blender switch",
    "c4d_flag": "Cinema 4D switch",
    "cg_plugin": "plugins",
    "cg_type": "file types",
    "check_enable": "check enabled",
    "check_exclud_type": "file types not checked",
    "edit_name": "name",
    "engine_name": "engine",
    "file_size": "bytes",
    "frame_est": "seconds left",
    "frame_execute_time": "duration",
    "frame_index": "frame",
    "frame_used": "seconds so far",
    "gpu_num": "graphics cards",
    "grab_info": "blocks of the picture",
    "grab_url": "path of the picture",
    "houdini_flag": "Houdini switch",
    "is_arrears": "money owed",
    "is_main_user_id": "of main account",
    "is_over_time": "overdue",
    "is_show": "shown",
    "just_upload_cg_flag": "upload scene files only",
    "just_upload_config_flag": "upload configuration only",
    "keyshot_flag": "KeyShot switch",
    "last_modify": "last change",
    "login_sta_desc": "outcome in words",
    "mandatory_analyse_all_agent": "analysis needs all proxies",
    "not_support_cg_id": "software not rendered",
    "not_support_cg_versions": "versions not rendered",
    "not_support_code": "errors not accepted",
    "not_support_plugin_list": "plugins not rendered",
    "open_render_ram": "opened memory",
    "operate_source": "done by",
    "os_name": "system",
    "over_one_month": "older than a month",
    "over_time_stop": "stopped after",
    "ray_sync_user_key": "Raysync key",
    "render_duration": "machine time",
    "render_info_list": "software",
    "request_param": "arguments of the request",
    "request_uri": "path of the request",
    "resp_task_engine_lines": "lines",
    "resp_user_plugin_info_vos": "plugins",
    "resq_engine_accounts": "accounts",
    "resq_engines": "engines",
    "share_main_capital": "lives on main account",
    "sub_delete_capital": "subaccounts delete assets",
    "sub_delete_task": "subaccounts delete tasks",
    "sub_user_output_bids": "transfer ids of subaccounts",
    "task_over_time_sec": "time-out",
    "use_main_balance": "subaccounts use main balance",
    "user_ua": "browser",
}
"""Members whose names, word for word, say something else or nothing."""

_WORDS = {
    **dict.fromkeys(("cn", "des", "flag", "is", "list", "resp", "vo", "vos"), ""),
    "abort": "abandoned",
    "abandon": "abandoned",
    "analyse": "analysis",
    "assfile": "ASS file",
    "bid": "transfer id",
    "cg": "software",
    "consume": "cost",
    "cpu": "CPU",
    "cv": "version",
    "gop": "simulation",
    "gpu": "GPU",
    "ip": "IP",
    "lever": "level",
    "linux": "Linux",
    "mifile": "MI file",
    "munu": "scheduler",
    "qy": "company",
    "ram": "memory",
    "recommit": "restarts",
    "rmb": "RMB",
    "rmbbalance": "RMB balance",
    "soft": "software",
    "ssl": "SSL",
    "usd": "USD",
    "usdbalance": "USD balance",
    "vray": "V-Ray",
}
"""Words of the wire, and what they are for a person."""


def attributes_of(kind: type[Reply]) -> list[str]:
    """List the attributes of a reply, those of its base first."""
    return [
        name for cls in reversed(kind.__mro__) for name, member in vars(cls).items() if isinstance(member, property)
    ]


def title_of(attribute: str) -> str:
    """Write the name of a reply's member as words: `munu_task_id` is the `scheduler task id`."""
    words = (_WORDS.get(word, word) for word in attribute.split("_"))
    return _WHOLE.get(attribute) or " ".join(filter(None, words))
