"""Finding frames, and describing them as the service does."""

from typing import Any

from rayvision_sandbox.farm import money
from rayvision_sandbox.farm.codes import Code, Refusal, not_found
from rayvision_sandbox.farm.database import Row
from rayvision_sandbox.farm.hardware import hardware_of
from rayvision_sandbox.farm.parts import FrameStatus, FrameType
from rayvision_sandbox.operations.call import Call, find
from rayvision_sandbox.operations.formats import if_past, milliseconds

MONTH = 30 * 86_400
# A prime: neighbours get different numbers.
SPREAD = 7919


def state_of(frame: Row, now: int) -> FrameStatus:
    """Return the state of a frame at a moment, from its schedule."""
    if frame["cut"] is not None:
        return FrameStatus(frame["cut"])
    if frame["end"] is not None and frame["end"] <= now:
        return FrameStatus.FAILED if frame["fails"] else FrameStatus.DONE
    if frame["start"] is not None and frame["start"] <= now:
        return FrameStatus.RENDERING
    if frame["ready"] is not None and frame["ready"] <= now:
        return FrameStatus.WAITING
    return FrameStatus(frame["waits"])


def shown_state(call: Call, frame: Row) -> FrameStatus:
    """Return the state of a frame as the caller's edition names it."""
    state = state_of(frame, call.now)
    if state == FrameStatus.WAITS_FOR_PRIORITY and not call.is_first_edition:
        # The second edition has no such state.
        return FrameStatus.WAITING
    return state


def find_frame(call: Call, frame_id: int) -> tuple[Row, Row]:
    """Find one of the user's frames, and its task.

    Raises:
        Refusal: It does not exist, its task is not analysed yet, or it is another user's.
    """
    frame = call.database.one("SELECT * FROM frames WHERE id = ?", frame_id)
    if frame is None:
        raise not_found(f"frame {frame_id}")
    if frame["user_id"] != call.user["id"]:
        raise Refusal(Code.FORBIDDEN, f"frame {frame_id} is another user's")
    task = find(call, frame["task_id"])
    if if_past(task["analysed"], call.now) is None:
        raise not_found(f"frame {frame_id}")
    return frame, task


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
    status = shown_state(call, frame)
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


def node_of(frame: Row) -> str:
    """Name the machine on which a frame is rendered."""
    return f"node{frame['id'] * SPREAD % 2000 + 1:04d}"
