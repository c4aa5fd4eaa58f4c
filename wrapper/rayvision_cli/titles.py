"""Titles: the names of a reply's members as words."""

from __future__ import annotations

_WHOLE = {
    "blender_flag": "Blender switch",
    "c4d_flag": "Cinema 4D switch",
    "cg_plugin": "plugins",
    "cg_type": "file types",
    "edit_name": "name",
    "frame_est": "seconds left",
    "frame_execute_time": "duration",
    "frame_index": "frame",
    "frame_used": "seconds so far",
    "grab_info": "blocks of the picture",
    "grab_url": "path of the picture",
    "houdini_flag": "Houdini switch",
    "is_delete": "not deleted",
    "is_main_user_id": "of main account",
    "is_over_time": "overdue",
    "just_upload_cg_flag": "upload scene files only",
    "just_upload_config_flag": "upload configuration only",
    "keyshot_flag": "KeyShot switch",
    "mandatory_analyse_all_agent": "analysis needs all proxies",
    "os_name": "system",
    "over_time_stop": "stopped after",
    "ray_sync_user_key": "Raysync key",
    "render_duration": "machine time",
    "render_info_list": "software",
    "resp_user_plugin_info_vos": "plugins",
    "share_main_capital": "lives on main account",
    "sub_delete_capital": "subaccounts delete assets",
    "sub_delete_task": "subaccounts delete tasks",
    "task_over_time_sec": "time-out",
    "use_main_balance": "subaccounts use main balance",
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


def title_of(attribute: str) -> str:
    """Write the name of a reply's member as words: `munu_task_id` is the `scheduler task id`."""
    words = (_WORDS.get(word, word) for word in attribute.split("_"))
    return _WHOLE.get(attribute) or " ".join(filter(None, words))
