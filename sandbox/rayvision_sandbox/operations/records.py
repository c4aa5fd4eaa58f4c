"""Records of what users did: their commands on tasks, and their logins."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rayvision_sandbox.farm.codes import Code, Refusal
from rayvision_sandbox.farm.database import Database, Row
from rayvision_sandbox.operations.call import Call
from rayvision_sandbox.operations.formats import alias, milliseconds, page, write_moment
from rayvision_sandbox.operations.schemas import day_or_moment

# The operations that are recorded: the button of the vendor's web pages that does the same, and what it says.
BUTTONS = {
    "createTask": ("btn_create", "创建作业"),
    "submitTask": ("btn_submit", "提交作业"),
    "stopTask": ("btn_stop", "停止作业"),
    "startTask": ("btn_start", "开始作业"),
    "abortTask": ("btn_abandon", "放弃作业"),
    "deleteTask": ("btn_delete", "删除作业"),
    "fullSpeed": ("btn_full_speed", "全速渲染"),
    "setOverTimeStop": ("btn_over_time_stop", "设置超时停止"),
    "restartFailedFrames": ("btn_restart", "重提错误(失败)作业"),
    "restartFrame": ("btn_restart_frame", "重提帧"),
    "stopTaskFrames": ("btn_stop_frame", "停止帧"),
    "updateTaskUserLevel": ("btn_level", "修改优先级"),
    "updateTaskLimit": ("btn_limit", "修改节点数"),
    "editTaskHardwareConfig": ("btn_hardware", "修改硬件配置"),
    "addTaskLabel": ("btn_add_label", "添加标签"),
    "deleteTaskLabel": ("btn_delete_label", "删除标签"),
}
# The vendor's clients begin with the user's profile; the API has no other login.
LOGIN = "queryUserProfile"
LOGIN_TYPE, LOGIN_MODULE = "SDK登录", "登录"
MAIN_ACCOUNT = 1


@dataclass(frozen=True)
class Sender:
    """Where a request came from, according to its headers."""

    path: str
    ip: str
    agent: str
    channel: str
    access_id: str


def record(call: Call, name: str, sender: Sender, body: Mapping[str, Any], data: Any) -> None:
    """Record that an operation was carried out, if it is one of those that are recorded."""
    if name == LOGIN:
        _record_login(call.database, call.user["id"], call.now, sender, Code.SUCCESS, "登录成功")
    elif name in BUTTONS:
        numbers = data["taskIdList"] if name == "createTask" else call.body.get("taskIds", call.body.get("taskId"))
        tasks = [alias(call.platform, int(number)) for number in (numbers if isinstance(numbers, list) else [numbers])]
        call.database.run(
            "INSERT INTO task_records (user_id, platform, at, button, details, tasks, channel, ip, path, body)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(call.user["id"], call.platform, call.now, *BUTTONS[name], json.dumps(tasks)),
            *(sender.channel, sender.ip, sender.path, json.dumps([body], ensure_ascii=False)),
        )


def record_refusal(database: Database, now: int, sender: Sender, refusal: Refusal) -> None:
    """Record that a login with the access id of a user was refused."""
    user = database.one("SELECT id FROM users WHERE access_id = ?", sender.access_id)
    if user is not None:
        _record_login(database, user["id"], now, sender, refusal.code, refusal.message)


def _record_login(database: Database, user_id: int, now: int, sender: Sender, code: int, message: str) -> None:
    login = {"code": code, "message": message, "ip": sender.ip, "agent": sender.agent}
    database.insert("login_records", user_id=user_id, at=now, **login)


def task_record(call: Call) -> dict[str, Any]:
    """List what the user did with tasks on a platform, the newest first."""
    return _page(call, "task_records", {"platform": call.body["platform"]}, _describe_command)


def login_record(call: Call) -> dict[str, Any]:
    """List the user's logins, the newest first."""
    return _page(call, "login_records", {}, _describe_login)


def _page(
    call: Call, table: str, further: Mapping[str, Any], describe: Callable[[Call, Row], dict[str, Any]]
) -> dict[str, Any]:
    number, size = call.body["pageNum"], call.body["pageSize"]
    wanted = {"user_id": call.user["id"], **further}
    matching = (
        f"FROM {table} WHERE {' AND '.join(f'{name} = :{name}' for name in wanted)}"
        " AND at >= coalesce(:since, at) AND at <= coalesce(:until, at) ORDER BY id DESC"
    )
    since, until = (day_or_moment(name, call.body[name], end=name == "endDate") for name in ("startDate", "endDate"))
    total, rows = call.database.page(matching, number, size, **wanted, since=since, until=until)
    return page(number, size, total, [describe(call, row) for row in rows])


def _describe_command(call: Call, record: Row) -> dict[str, Any]:
    return {
        "userName": call.user["name"],
        "taskType": "render",
        "buttonName": record["button"],
        "taskIds": record["tasks"],
        "channel": record["channel"],
        "createTime": write_moment(record["at"]),
        "details": record["details"],
        "operateSource": MAIN_ACCOUNT,
        "userId": str(record["user_id"]),
        "requestIp": record["ip"],
        "requestURI": record["path"],
        "requestParam": record["body"],
    }


def _describe_login(call: Call, record: Row) -> dict[str, Any]:
    return {
        "id": record["id"],
        "userId": record["user_id"],
        "userName": call.user["name"],
        "userUa": record["agent"],
        "traceId": f"sandbox-{record['id']}",
        "loginType": LOGIN_TYPE,
        "loginStatus": str(record["code"]),
        "loginStaDesc": record["message"],
        "moduleType": LOGIN_MODULE,
        "ip": record["ip"],
        "loginTime": milliseconds(record["at"]),
    }
