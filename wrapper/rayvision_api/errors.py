"""Everything that can go wrong between a call and its result.

RayvisionError
├── RayvisionAPIError                 the service answered with a code other than 200
│   ├── RayvisionSignatureError       603, 610, 611: replayed, too old or wrongly signed
│   ├── RayvisionPermissionError      403, 605: the account may not do this
│   ├── RayvisionNotFoundError        404: there is no such task, frame, label or environment
│   ├── RayvisionParameterError       600, 601: a parameter is wrong or missing
│   ├── RayvisionZoneError            608: the account belongs to the other zone
│   ├── RayvisionLabelExistsError     503: there is a label of that name
│   └── RayvisionRateLimitError       HTTP status 429: too many requests; nothing was done
├── RayvisionProtocolError            the reply is not one of the service: HTML of a proxy, truncated, redirected
├── RayvisionNetworkError             no reply came
│   ├── RayvisionConnectionError      the service could not be reached, or hung up
│   └── RayvisionTimeoutError         the service did not answer in time
├── OutcomeUnknownError               a request that may not be repeated may have been carried out; each of these is
│   │                                 also the RayvisionConnectionError, -TimeoutError, -ProtocolError or -APIError
│   │                                 behind it
│   └── OutcomeUnknownOnceError       a task was created for a key, and the service does not list it
└── RayvisionWaitError                waiting for tasks ended before they did
    ├── RayvisionWaitTimeoutError     the time for it was up
    ├── RayvisionWaitStoppedError     the stop event was set
    ├── RayvisionTaskMissingError     the service does not have one of the tasks, or no longer has it; this is also a
    │                                 RayvisionNotFoundError
    └── RayvisionTaskFailedError      they ended, and not all with success

No error holds the access key or a signature.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rayvision_client.models import ReplyCode

from rayvision_api.text import in_one_line

if TYPE_CHECKING:
    from rayvision_client.models import TaskInfo


class RayvisionError(Exception):
    """Anything that this package raises about a call; wrong arguments are `ValueError` or `TypeError` instead."""


class RayvisionAPIError(RayvisionError):
    """The service answered, and refused.

    Attributes:
        error_code: The envelope's code, for example 611.
        error: The service's own message; secrets and personal data are struck out of it, and what is beyond 2,000
            characters is left out.
        request: The address that was asked.
        operation: The operation, for example `createTask`.
        request_id: The service's name for this request, where it gave one; its support asks for it.
        server_time: When the service answered, by its own clock.
        status: HTTP status of the reply; business errors too come with 200.
        retry_after: After how many seconds the service wants to be asked again, where it said so.
        editions: Editions of the API to try instead, where the HTTP status says that there is nothing at the address.
        keys_from: Where the account's keys came from, where the error is about the account: `profile 'default'`.
    """

    def __init__(
        self,
        error_code: int,
        error: str,
        request: str,
        operation: str = "",
        request_id: str | None = None,
        server_time: datetime | None = None,
        status: int = 200,
        retry_after: float | None = None,
        editions: tuple[str, ...] = (),
        keys_from: str | None = None,
    ) -> None:
        said = operation, request_id, server_time, status, retry_after, editions, keys_from
        super().__init__(error_code, error, request, *said)
        # An enum's member would be written by its name.
        self.error_code = int(error_code)
        self.error = error
        self.request = request
        self.operation = operation
        self.request_id = request_id
        self.server_time = server_time
        self.status = status
        self.retry_after = retry_after
        self.editions = editions
        self.keys_from = keys_from

    @property
    def code_name(self) -> str:
        """The name of the code, for example `SIGNATURE_INVALID`; `UNKNOWN_799` for one that is not documented."""
        return ReplyCode(self.error_code).name

    def __str__(self) -> str:
        identity = f", request id {in_one_line(self.request_id)}" if self.request_id else ""
        what = f"{self.operation} failed with code {self.error_code} ({self.code_name})"
        keys = f"; the keys come from {in_one_line(self.keys_from)}" if self.keys_from else ""
        return f"{what}: {in_one_line(self.error)}{identity}{keys}{_other_editions(self.editions)}"


def _other_editions(editions: tuple[str, ...]) -> str:
    if not editions:
        return ""
    choice = " or ".join(f"api_version={edition!r}" for edition in editions)
    return f"; perhaps the service speaks another edition of the API: try {choice}"


class RayvisionSignatureError(RayvisionAPIError):
    """The request was replayed, too old or wrongly signed: check the key, the domain and the clock."""


class RayvisionPermissionError(RayvisionAPIError):
    """The account may not do this, or not with this task."""


class RayvisionNotFoundError(RayvisionAPIError):
    """There is no such task, frame, label or render environment."""


class RayvisionParameterError(RayvisionAPIError):
    """The service finds a parameter wrong or missing."""


class RayvisionZoneError(RayvisionAPIError):
    """The account belongs to the other zone: use the other domain."""


class RayvisionLabelExistsError(RayvisionAPIError):
    """There is a label of that name already."""


class RayvisionRateLimitError(RayvisionAPIError):
    """The service had too many requests, and did nothing: after `retry_after` seconds, where it says so, try again."""


ERROR_BY_CODE: dict[int, type[RayvisionAPIError]] = {
    ReplyCode.FORBIDDEN: RayvisionPermissionError,
    ReplyCode.RESOURCE_NOT_FOUND: RayvisionNotFoundError,
    ReplyCode.LABEL_ALREADY_EXISTS: RayvisionLabelExistsError,
    ReplyCode.PARAMETER_INVALID: RayvisionParameterError,
    ReplyCode.PARAMETER_CANT_BE_EMPTY: RayvisionParameterError,
    ReplyCode.ILLEGAL_PROTOCOL: RayvisionSignatureError,
    ReplyCode.INSUFFICIENT_PERMISSIONS: RayvisionPermissionError,
    ReplyCode.USER_AREA_ERROR: RayvisionZoneError,
    ReplyCode.SIGNATURE_EXPIRED: RayvisionSignatureError,
    ReplyCode.SIGNATURE_INVALID: RayvisionSignatureError,
    429: RayvisionRateLimitError,
}
"""Which error a code becomes; any other code is a plain `RayvisionAPIError`."""

ABOUT_KEYS = (RayvisionSignatureError, RayvisionPermissionError, RayvisionZoneError)
"""Errors that other keys may avoid, so that they say where the keys come from."""


class RayvisionProtocolError(RayvisionError):
    """What came back is not a reply of the service.

    Attributes:
        operation: The operation that was asked for.
        request: The address that was asked.
        status: HTTP status of the reply.
        reason: What is wrong with it.
        retry_after: After how many seconds the service wants to be asked again, where it said so.
        truncated: Whether the reply broke off.
        refused: Whether its status says that the request was turned away, and nothing contradicts that.
        editions: Editions of the API to try instead, where something answered that does not speak this one.
    """

    def __init__(
        self,
        operation: str,
        request: str,
        status: int,
        reason: str,
        retry_after: float | None = None,
        truncated: bool = False,
        refused: bool = False,
        editions: tuple[str, ...] = (),
    ) -> None:
        super().__init__(operation, request, status, reason, retry_after, truncated, refused, editions)
        self.operation = operation
        self.request = request
        self.status = status
        self.reason = reason
        self.retry_after = retry_after
        self.truncated = truncated
        self.refused = refused
        self.editions = editions

    def __str__(self) -> str:
        what = f"{self.operation}: {self.request} answered with HTTP status {self.status}"
        return f"{what}, but {in_one_line(self.reason)}{_other_editions(self.editions)}"


class RayvisionNetworkError(RayvisionError):
    """No reply came.

    Attributes:
        operation: The operation that was asked for.
        request: The address that was asked.
        reason: What happened, in the words of the network.
        sent: Whether the request may have reached the service.
    """

    def __init__(self, operation: str, request: str, reason: str, sent: bool = True) -> None:
        super().__init__(operation, request, reason, sent)
        self.operation = operation
        self.request = request
        self.reason = reason
        self.sent = sent

    def __str__(self) -> str:
        return f"{self.operation}: no reply from {self.request}: {in_one_line(self.reason)}"


class RayvisionConnectionError(RayvisionNetworkError):
    """The service could not be reached, or the connection broke."""


class RayvisionTimeoutError(RayvisionNetworkError):
    """The service took longer than the timeout allows; a client or a call can be given a longer one."""


class OutcomeUnknownError(RayvisionError):
    """The request may have been carried out, and may not: the reply was lost, and repeating it could do it twice.

    Attributes:
        operation: The operation that was asked for, for example `createTask`.
        call: How the guide calls it, for example `task.create_task`; the same in all editions of the API.
        body: What was sent.
        platform: For which platform.
        began: When the call began, by the service's clock.
    """

    operation: str
    call: str = ""
    body: dict[str, Any]
    platform: str
    began: datetime

    def __str__(self) -> str:
        finding_out = _FINDING_OUT.get(self.call, "look at what the service has before you call again")
        what = super().__str__().rstrip(".")
        return f"{what}. Whether {self.operation} was carried out is not known; to find out, {finding_out}"


_FINDING_OUT = {
    "task.create_task": "call api.task.reconcile(error)",
    "task.submit_task": "call api.task.reconcile(error)",
    "task.create_once": "call api.task.create_once again, with the same key",
    "task.submit_once": "call api.task.submit_once again",
    "tag.add_label": "look at api.tag.get_label_list()",
    "env.add_render_env": "look at api.env.get_render_env(...)",
    "query.restart_failed_frames": "look at api.query.task_info(...)",
    "query.restart_frame": "look at api.query.task_frames(...)",
}


class OutcomeUnknownConnectionError(OutcomeUnknownError, RayvisionConnectionError):
    """The connection broke after the request had been sent."""


class OutcomeUnknownTimeoutError(OutcomeUnknownError, RayvisionTimeoutError):
    """The service did not answer in time after the request had been sent."""


class OutcomeUnknownProtocolError(OutcomeUnknownError, RayvisionProtocolError):
    """Something answered the request that is not the service, for example a proxy."""


class OutcomeUnknownAPIError(OutcomeUnknownError, RayvisionAPIError):
    """The service failed over the request, or a gateway answered in the service's manner."""


class OutcomeUnknownOnceError(OutcomeUnknownError):
    """A task was created for a key, but the service does not list it: another task of this key may be hidden as well.

    Attributes:
        key: The key.
        task_id: Number of the task that was created; it has not been submitted.
    """

    operation = "createTask"
    call = "task.create_once"

    def __init__(self, key: str, task_id: int) -> None:
        super().__init__(key, task_id)
        self.key = key
        self.task_id = task_id

    def __str__(self) -> str:
        return (
            f"task {self.task_id} was created for the key {self.key!r}, but the service does not list it, so other "
            "tasks of this key may be there as well. It has not been submitted; submit it if nothing else creates "
            "tasks with this key"
        )


class RayvisionWaitError(RayvisionError):
    """Waiting for tasks ended before they did.

    Attributes:
        tasks: Each task as it was last seen, in the order of the ids.
        reason: Why waiting ended.
    """

    def __init__(self, reason: str, tasks: list[TaskInfo]) -> None:
        super().__init__(reason, tasks)
        self.reason = reason
        self.tasks = tasks

    def __str__(self) -> str:
        states = (f"{task.id} is {getattr(task.task_status, 'name', 'in no known state')}" for task in self.tasks)
        return ": ".join(filter(None, (self.reason, ", ".join(states))))


class RayvisionWaitTimeoutError(RayvisionWaitError):
    """The time for waiting was up."""


class RayvisionWaitStoppedError(RayvisionWaitError):
    """The stop event was set."""


class RayvisionTaskMissingError(RayvisionWaitError, RayvisionNotFoundError):
    """The service does not have one of the tasks, or no longer has it.

    Attributes:
        missing: Ids of the tasks that the service does not have.
    """

    missing: list[int]

    def __init__(self, *args: Any) -> None:
        RayvisionNotFoundError.__init__(self, *args)
        self.reason, self.tasks, self.missing = self.error, [], []


class RayvisionTaskFailedError(RayvisionWaitError):
    """All tasks ended, and not all with success."""


def demand_success(tasks: Sequence[TaskInfo]) -> None:
    """Raise an error if not all of these tasks, which have ended, had success.

    Raises:
        RayvisionTaskFailedError: Not all of them had.
    """
    failed = [task for task in tasks if not task.task_status.is_success]
    if failed:
        raise RayvisionTaskFailedError(f"{len(failed)} of {len(tasks)} tasks did not succeed", list(tasks))
