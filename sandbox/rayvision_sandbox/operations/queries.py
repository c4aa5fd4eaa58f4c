"""The operations that query tasks and frames."""

import json
from decimal import Decimal
from typing import Any

from rayvision_sandbox.farm import catalogue, money
from rayvision_sandbox.farm.codes import missing, not_found, not_now
from rayvision_sandbox.farm.database import Row
from rayvision_sandbox.farm.hardware import hardware_of, on_offer
from rayvision_sandbox.farm.parts import FrameStatus, FrameType
from rayvision_sandbox.farm.pictures import token
from rayvision_sandbox.farm.scheduling import scene_of
from rayvision_sandbox.operations.call import Call, find, find_all, find_whole, root_of
from rayvision_sandbox.operations.formats import if_past, page, write_moment
from rayvision_sandbox.operations.frames import Payments, describe_frame, find_frame, state_of
from rayvision_sandbox.operations.members import numbers
from rayvision_sandbox.operations.tasks import TOLD_STATUS, Describer
from rayvision_sandbox.operations.users import check_zone

INFO_PAGE_SIZE = 100
THREE_DS_MAX = 2001


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


def get_task_list(call: Call) -> dict[str, Any]:
    """List the user's tasks on this platform, the newest first."""
    body = call.body
    deleted = "IS NOT NULL" if body.get("recycleFlag") else "IS NULL"
    conditions = ["root_id IS NULL", f"deleted {deleted}", "user_id = :user", "platform = :platform"]
    if call.farm.hides_unsubmitted:
        conditions.append("submitted IS NOT NULL")
    if body["statusList"]:
        conditions.append(f"{TOLD_STATUS} IN ({','.join(map(str, body['statusList']))})")
    if body["searchKeyword"]:
        conditions.append("(instr(lower(scene_name), lower(:word)) OR instr(:platform || 'W' || id, :word))")
    if body["startTime"] is not None:
        conditions.append("submitted >= :start")
    if body["endTime"] is not None:
        conditions.append("submitted <= :end")
    values = {
        "user": call.user["id"],
        "platform": call.platform,
        "now": call.now,
        "word": body["searchKeyword"],
        "start": body["startTime"],
        "end": body["endTime"],
    }
    # One pass over the filters; only the tasks of the page are read in full.
    matching = f"SELECT json_group_array(id) AS ids FROM tasks WHERE {' AND '.join(conditions)}"  # noqa: S608  (our own text)
    found = sorted(json.loads(call.database.named(matching, **values)[0]["ids"]), reverse=True)
    skip = (body["pageNum"] - 1) * body["pageSize"]
    tasks = call.database.all(
        "SELECT * FROM tasks WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id DESC",
        json.dumps(found[skip : skip + body["pageSize"]]),
    )
    describer = Describer(call, tasks)
    return page(body["pageNum"], body["pageSize"], len(found), [describer.describe(task) for task in tasks])


def query_task_info(call: Call) -> dict[str, Any]:
    """Describe tasks, or parts of tasks, one by one."""
    tasks = find_all(call, call.body["taskIds"])
    roots = [root_of(call, task) for task in tasks]
    describer = Describer(call, roots)
    items = [
        describer.describe(task) if task["root_id"] is None else describer.describe_part(root, task)
        for task, root in zip(tasks, roots, strict=True)
    ]
    return page(1, max(INFO_PAGE_SIZE, len(items)), len(items), items)


def query_task_frames(call: Call) -> dict[str, Any]:
    """List the frames of a task or of a part of one."""
    task = find(call, call.body["taskId"])
    root = root_of(call, task)
    number, size, word = call.body["pageNum"], call.body["pageSize"], call.body["searchKeyword"] or ""
    if if_past(root["analysed"], call.now) is None:
        return page(number, size, 0, [])
    values = {"root": root["id"], "part": None if task["root_id"] is None else task["id"], "word": word}
    matching = (
        "FROM frames WHERE task_id = :root AND (:part IS NULL OR part_id = :part)"
        " AND (:word = '' OR instr(frame_index, :word))"
    )
    total = call.database.named(f"SELECT count(*) AS total {matching}", **values)[0]["total"]
    rows = call.database.named(
        f"SELECT * {matching} ORDER BY id LIMIT :size OFFSET :skip",
        **values,
        size=size,
        skip=min((number - 1) * size, total),
    )
    payments = Payments(call)
    return page(number, size, total, [describe_frame(call, payments, root, row) for row in rows])


def query_all_frame_stats(call: Call) -> dict[str, int]:
    """Count all frames of the user's tasks on this platform."""
    # The totals of a task that was rendered to its end are stored; only frames of other tasks have to be counted.
    known = "root_id IS NULL AND deleted IS NULL AND tasks.user_id = :user AND platform = :platform"
    ended = "(ends <= :now AND final IN (25, 30, 45))"
    totals = call.database.named(
        f"""SELECT coalesce(sum(frames - failures), 0), coalesce(sum(failures), 0), 0, 0, coalesce(sum(frames), 0)
        FROM tasks WHERE {known} AND {ended}
        UNION ALL
        SELECT coalesce(sum(end <= :now AND NOT fails), 0), coalesce(sum(end <= :now AND fails), 0),
            coalesce(sum(start <= :now AND end > :now), 0),
            coalesce(sum(stopped OR (final = 35 AND ends <= :now AND cut IS NOT NULL)), 0), count(frames.id)
        FROM tasks JOIN frames ON task_id = tasks.id WHERE {known} AND analysed <= :now AND NOT {ended}""",  # noqa: S608  (both parts are our own text)
        now=call.now,
        user=call.user["id"],
        platform=call.platform,
    )
    done, failed, executing, abandoned, total = map(sum, zip(*totals, strict=True))
    return {
        "executingFramesTotal": executing,
        "doneFramesTotal": done,
        "failedFramesTotal": failed,
        "waitingFramesTotal": total - done - failed - executing - abandoned,
        "abandonFramesTotal": abandoned,
        "totalFrames": total,
    }


def loading_frame_thumbnail(call: Call) -> list[str]:
    """Return the address of a finished frame's thumbnail."""
    frame, task = find_frame(call, call.body["id"])
    if state_of(frame, call.now) != FrameStatus.DONE:
        raise not_found(f"a thumbnail of frame {frame['id']}, which is not done,")
    return [_picture_address(call, task, frame)]


def load_task_process_img(call: Call) -> dict[str, Any]:
    """Return how far the picture of a 3ds Max task is, block by block."""
    task = find_whole(call, [call.body["taskId"]])[0]
    if task["cg_id"] != THREE_DS_MAX or if_past(task["analysed"], call.now) is None:
        raise not_now(f"task {task['id']} has no progress pictures: it is not an analysed 3ds Max task")
    scene = scene_of(task)
    frames = call.database.all("SELECT * FROM frames WHERE task_id = ? ORDER BY id", task["id"])
    photon_types = {FrameType.PHOTON, FrameType.PHOTON_MERGE}
    photons = [frame for frame in frames if frame["type"] in photon_types]
    wanted = call.body["frameType"]
    if wanted is None:
        over = all(state_of(frame, call.now) == FrameStatus.DONE for frame in photons)
        wanted = FrameType.MAIN if over else FrameType.PHOTON
    chosen = photons if wanted in photon_types else [frame for frame in frames if frame["type"] not in photon_types]
    payments = Payments(call)
    completed = write_moment(if_past(task["ends"], call.now))
    return {
        "isRenderPhoton": bool(photons),
        "completedTime": completed,
        "currentTaskType": "RenderPhoton" if wanted in photon_types else "Render",
        "sceneName": f"{scene.name}-{scene.camera}",
        "grabInfo": [[_describe_block(call, payments, task, frame)] for frame in chosen],
        "width": scene.width,
        "block": scene.tiles,
        "startTime": write_moment(if_past(task["started"], call.now)),
        "endTime": completed,
        "height": scene.height,
    }


def percent_done(frame: Row, now: int) -> int:
    """Return how much of a frame is done, in percent."""
    start, end = if_past(frame["start"], now), frame["end"]
    return 0 if start is None else min(100, (now - start) * 100 // max(1, end - start))


def _describe_block(call: Call, payments: Payments, task: Row, frame: Row) -> dict[str, Any]:
    start, end = if_past(frame["start"], call.now), if_past(frame["end"], call.now)
    coupon, balance, _ = payments.paid(frame)
    return {
        "couponFee": _price(coupon),
        "frameIndex": frame["frame_index"],
        "renderInfo": "",
        "frameBlock": str(frame["block"]),
        "frameEst": str(0 if start is None else max(0, frame["end"] - call.now)),
        "grabUrl": _picture_address(call, task, frame),
        "feeAmount": _price(balance),
        "frameUsed": str(0 if start is None else min(call.now, frame["end"]) - start),
        "frameStatus": str(state_of(frame, call.now).value),
        "framePercent": str(percent_done(frame, call.now)),
        "isMaxPrice": "0",
        "startTime": write_moment(start),
        "endTime": write_moment(end),
    }


def _price(thousandths: int) -> str:
    return str((Decimal(thousandths) / money.THOUSAND).quantize(Decimal("0.01")))


def _picture_address(call: Call, task: Row, frame: Row) -> str:
    name = f"{frame['id']}_{token(call.farm.secret, frame['id'])}.png"
    return f"{call.base_url}/mnt/output/d2_0/small_pic/{task['user_id']}/{task['id']}/{name}"


def list_hardware_configs(call: Call) -> list[dict[str, Any]]:
    """List the hardware of this platform, and which of it the given tasks use."""
    used = {hardware_of(task).id for task in find_all(call, numbers("taskIds", call.body["taskIds"] or []))}
    return [hardware.describe(call.platform) | {"current": hardware.id in used} for hardware in on_offer(call.platform)]
