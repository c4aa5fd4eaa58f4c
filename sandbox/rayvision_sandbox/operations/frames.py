"""The operations that tell of frames: lists, counts, pictures."""

from decimal import Decimal
from typing import Any

from rayvision_sandbox.farm import money
from rayvision_sandbox.farm.catalogue import SPREAD, hardware_of, node_of
from rayvision_sandbox.farm.codes import not_found, not_now
from rayvision_sandbox.farm.database import Row
from rayvision_sandbox.farm.pictures import token
from rayvision_sandbox.farm.scheduling import scene_of
from rayvision_sandbox.farm.status import FrameStatus, FrameType, state_of
from rayvision_sandbox.operations.call import Call, find, find_frame, find_whole, root_of
from rayvision_sandbox.operations.formats import if_past, milliseconds, page, write_moment

MONTH = 30 * 86_400
THREE_DS_MAX = 2001


class Payments:
    """What was paid for single frames of one user."""

    def __init__(self, call: Call) -> None:
        """Look up where the coupon ran out, and what is in arrears."""
        self._call = call
        self._arrears = money.arrears(call.database, call.user, call.now)

    def paid(self, frame: Row) -> tuple[int, int, int]:
        """Return what coupon and balance have paid for all renderings of a frame, and what is in arrears."""
        cost, coupon = frame["spent"], frame["spent_coupon"]
        if frame["end"] is not None and frame["end"] <= self._call.now:
            cost += frame["cost"]
            coupon += money.coupon_share(self._call.user, frame["id"], frame["end"], frame["cost"])
        arrears = self._arrears if frame["id"] == self._call.user["arrears_frame"] else 0
        return coupon, cost - coupon - arrears, arrears


def describe_frame(call: Call, payments: Payments, task: Row, frame: Row) -> dict[str, Any]:
    """Describe a frame."""
    status = call.state_of(frame)
    coupon, balance, arrears = payments.paid(frame)
    start, end = if_past(frame["start"], call.now), if_past(frame["end"], call.now)
    described = {
        "id": frame["id"],
        "userId": None,
        "framePrice": None,
        "feeType": 0,
        "platform": task["platform"],
        "frameIndex": frame["frame_index"],
        "frameStatus": status,
        "feeAmount": money.amount(balance),
        "startTime": milliseconds(start),
        "endTime": milliseconds(end),
        "frameExecuteTime": 0 if start is None else (end or call.now) - start,
        "frameStatusText": f"task_frame_status_{status}",
        "arrearsFee": money.amount(arrears),
        "munuJobId": str(frame["stage"]),
        "taskId": frame["part_id"],
        "munuTaskId": str(frame["part_id"]),
        "frameType": frame["type"],
        "couponFee": money.amount(coupon),
        "recommitFlag": frame["attempt"],
        "isCopy": None,
        "frameBlock": str(frame["block"]),
        "taskOverTime": task["overtime"],
        "gopName": frame["frame_index"] if frame["type"] == FrameType.SETTLEMENT else None,
        "frameRam": None,
    }
    return described | _describe_node(call, task, frame, start)


def _describe_node(call: Call, task: Row, frame: Row, start: int | None) -> dict[str, Any]:
    """Describe the work of the render node."""
    ram = hardware_of(task).ram
    described = {
        "currentRenderTime": 0,
        "averageCpu": 0,
        "averageMemory": 0,
        "isOverTime": 0,
        "overOneMonth": 0,
        "renderRam": ram,
        "nodeId": "",
        "openRenderRam": 0,
    }
    if start is None:
        return described
    over = min(frame["end"], call.now)
    # Derived from the frame's number, which is faster than random numbers for a page of a thousand frames.
    chance = frame["id"] * SPREAD
    return described | {
        "currentRenderTime": over - start,
        "averageCpu": 60 + chance % 40,
        "averageMemory": ram * 2**30 * (20 + chance % 70) // 100,
        "overOneMonth": int(call.now - over > MONTH),
        "nodeId": node_of(frame),
    }


def query_task_frames(call: Call) -> dict[str, Any]:
    """List the frames of a task or of a part of one."""
    task = find(call, call.body["taskId"])
    root = root_of(call, task)
    number, size, word = call.body["pageNum"], call.body["pageSize"], call.body["searchKeyword"] or ""
    if if_past(root["analysed"], call.now) is None:
        return page(number, size, 0, [])
    total, rows = call.database.page(
        "FROM frames WHERE task_id = :root AND (:part IS NULL OR part_id = :part)"
        " AND (:word = '' OR instr(frame_index, :word)) ORDER BY id",
        *(number, size),
        root=root["id"],
        part=None if task["root_id"] is None else task["id"],
        word=word,
    )
    payments = Payments(call)
    return page(number, size, total, [describe_frame(call, payments, root, row) for row in rows])


def query_all_frame_stats(call: Call) -> dict[str, int]:
    """Count all frames of the user's tasks on this platform."""
    # The totals of a task that was rendered to its end are stored; only frames of other tasks have to be counted.
    known = "root_id IS NULL AND deleted IS NULL AND tasks.user_id = :user AND platform = :platform"
    ended = "(ends <= :now AND final IN (25, 30, 45))"
    totals = call.database.all(
        f"""SELECT coalesce(sum(frames - failures), 0), coalesce(sum(failures), 0), 0, 0, coalesce(sum(frames), 0)
        FROM tasks WHERE {known} AND {ended}
        UNION ALL
        SELECT coalesce(sum(end <= :now AND NOT fails), 0), coalesce(sum(end <= :now AND fails), 0),
            coalesce(sum(start <= :now AND end > :now), 0),
            coalesce(sum(stopped OR (final = 35 AND ends <= :now AND cut IS NOT NULL)), 0), count(frames.id)
        FROM tasks JOIN frames ON task_id = tasks.id WHERE {known} AND analysed <= :now AND NOT {ended}""",  # noqa: S608  # both parts are our own text
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
