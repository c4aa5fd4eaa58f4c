"""What went wrong, in one line: the code's name, what to do, and the service's own words."""

from __future__ import annotations

from rayvision_api.errors import (
    OutcomeUnknownError,
    OutcomeUnknownOnceError,
    RayvisionAPIError,
    RayvisionError,
    RayvisionNetworkError,
    RayvisionProtocolError,
    RayvisionRateLimitError,
    RayvisionSignatureError,
    RayvisionTaskFailedError,
    RayvisionTaskMissingError,
    RayvisionTimeoutError,
    RayvisionWaitTimeoutError,
)
from rayvision_api.transfer import TRY_AGAIN, TransferFailedError, TransferStalledError
from rayvision_client.models import ReplyCode

from rayvision_cli.terminal.exit_codes import Exit
from rayvision_cli.text.error_texts import error_text
from rayvision_cli.text.languages import Texts
from rayvision_cli.text.statuses import of_task
from rayvision_cli.text.views import listed

_LOOK_AT_KEYS = "check access id, access key and domain; 'rayvision configure' stores them"
_ASK_AGAIN = "the service failed internally; try again later, and tell its support if that persists"
_CHECK_ARGUMENTS = "check the arguments; --help says what they may be"

# Registration, login, binding, payment and sub-accounts: matters of the account, which no call here is about.
_LOOK_AT_ACCOUNT = "this is a matter of the account itself; look at it on the service's website"

ADVICE: dict[int, str] = {
    **dict.fromkeys((code for code in ReplyCode if code >= 800), _LOOK_AT_ACCOUNT),
    ReplyCode.FAIL: "the call failed for an unknown reason; the task's state may not allow it",
    ReplyCode.NEED_REDIRECT: "another address has to be used; check --domain",
    ReplyCode.API_ERROR: _CHECK_ARGUMENTS,
    ReplyCode.FORBIDDEN: "the account may not do this; ask its owner, or use another --profile",
    ReplyCode.RESOURCE_NOT_FOUND: "not found; check the id, or try another --platform",
    ReplyCode.INTERNAL_ERROR: _ASK_AGAIN,
    ReplyCode.LABEL_ALREADY_EXISTS: "a label of this name exists; choose another name",
    ReplyCode.USER_CACHE_NOT_FOUND: _ASK_AGAIN,
    ReplyCode.PARAMETER_INVALID: _CHECK_ARGUMENTS,
    ReplyCode.PARAMETER_CANT_BE_EMPTY: _CHECK_ARGUMENTS,
    ReplyCode.NEED_USER_LOGIN: "log in to the service's website once, then try again",
    ReplyCode.ILLEGAL_PROTOCOL: _LOOK_AT_KEYS,
    ReplyCode.VALIDATE_CODE_ERROR: "the verification code is wrong; use the service's website",
    ReplyCode.INSUFFICIENT_PERMISSIONS: "the account may not do this; ask its owner, or use another --profile",
    ReplyCode.VALIDATE_COMMON_CODE_ERROR: "the verification code is wrong; use the service's website",
    ReplyCode.VALIDATE_SEND_CODE_ERROR: "the verification code could not be sent; use the service's website",
    ReplyCode.USER_AREA_ERROR: (
        "the account belongs to the other zone; use --domain task.renderbus.com or --domain jop.foxrenderfarm.com "
        "(www.foxrenderfarm.com in edition 1.0.0 of the API)"
    ),
    ReplyCode.SIGNATURE_EXPIRED: "the request came too late; set this machine's clock",
    ReplyCode.SIGNATURE_INVALID: _LOOK_AT_KEYS,
    ReplyCode.DO_NOT_HAVE_ANY_MORE_RECORD: "there is nothing more to list",
    ReplyCode.ACCOUNT_LOCKED: "the account is disabled; ask the service's support",
    ReplyCode.REDIS_CACHE_FAIL: _ASK_AGAIN,
}
"""What to do about each code."""

# Calls that find out by themselves what was carried out.
_ONCE = frozenset({"task.create_once", "task.submit_once"})

UNKNOWN_CODE = "this code is not documented; ask the service's support"

FINDING_OUT: dict[str, str] = {
    "createTask": "rayvision task list",
    "submitTask": "rayvision task show ID",
    "addLabel": "rayvision tag list",
    "addRenderEnv": "rayvision env list SOFTWARE",
    "restartFailedFrames": "rayvision task show ID",
    "restartFrame": "rayvision task frames ID",
}
"""Which command shows whether an operation was carried out after all."""


def explained(error: RayvisionError, say: Texts) -> tuple[Exit, str]:
    """Write what became of a call.

    Returns:
        The exit code, and the line for a person.
    """
    code, text = _explained(error, say)
    if isinstance(error, OutcomeUnknownOnceError):
        text = say(
            "task {task_id} was created, but the service does not list it, so there may be others of this key; "
            "submit it if nothing else creates tasks with this key",
            task_id=error.task_id,
        )
        return Exit.REFUSED, text
    if isinstance(error, OutcomeUnknownError) and error.call in _ONCE:
        text += say(". It may have been carried out all the same: give the same command again")
    elif isinstance(error, OutcomeUnknownError):
        look = FINDING_OUT.get(error.operation, "rayvision task list")
        text += say(". It may have been carried out all the same: look with '{command}' before repeating", command=look)
    elif getattr(error, "__notes__", None):
        text += say(". An earlier reply was lost: the farm may have done it then, and refuse it now for that reason")
    return code, text


def _explained(error: RayvisionError, say: Texts) -> tuple[Exit, str]:
    if isinstance(error, RayvisionAPIError):
        return _refused(error, say)
    if isinstance(error, RayvisionTaskFailedError):
        return Exit.FINISHED_WITH_FAILURES, say("not all tasks succeeded: {tasks}", tasks=_states(error, say))
    if isinstance(error, RayvisionWaitTimeoutError):
        text = say("timed out waiting, the tasks keep running: {tasks}", tasks=_states(error, say) or say("none seen"))
        return Exit.TIMED_OUT, text
    if isinstance(error, RayvisionNetworkError | RayvisionProtocolError):
        return _unanswered(error, say)
    is_network = isinstance(error, TransferFailedError) and error.exit_code == TRY_AGAIN
    code = Exit.NETWORK if is_network or isinstance(error, TransferStalledError) else Exit.REFUSED
    return code, error_text(str(error), say)


def _unanswered(error: RayvisionNetworkError | RayvisionProtocolError, say: Texts) -> tuple[Exit, str]:
    call = {"operation": error.operation, "address": error.request}
    if isinstance(error, RayvisionTimeoutError):
        text = say("{operation}: the service did not answer in time; a longer --timeout may help", **call)
        return Exit.TIMED_OUT, text
    if isinstance(error, RayvisionNetworkError):
        text = say("{operation}: no connection to {address}; check network, proxy and --domain", **call)
        return Exit.NETWORK, f"{text} ({error.reason})"
    text = say("{operation}: {address} does not answer like the service; check --domain and proxy", **call)
    return Exit.NETWORK, f"{text}{_other_editions(error, say)} (HTTP {error.status}, {error.reason})"


def _other_editions(error: RayvisionAPIError | RayvisionProtocolError, say: Texts) -> str:
    options = " / ".join(f"--api-version {edition}" for edition in error.editions)
    return say(", or try another edition of the API: {options}", options=options) if options else ""


def _refused(error: RayvisionAPIError, say: Texts) -> tuple[Exit, str]:
    advice = _advice(error, say) + _other_editions(error, say)
    text = f"{error.operation}: {error.error_code} {error.code_name}: {advice}"
    # An error without an address comes from the client itself.
    if error.error and error.request:
        text += say('. The service says: "{message}"', message=error.error)
    if error.keys_from:
        text += say("; the keys come from {origin}", origin=error.keys_from)
    if error.request_id:
        text += say(", request id {request_id}", request_id=error.request_id)
    is_about_keys = isinstance(error, RayvisionSignatureError) or error.error_code == ReplyCode.NEED_USER_LOGIN
    return Exit.CREDENTIALS if is_about_keys else Exit.REFUSED, text


def _advice(error: RayvisionAPIError, say: Texts) -> str:
    if isinstance(error, RayvisionTaskMissingError):
        return say(
            "the service has no task {missing}; it may have been deleted", missing=", ".join(map(str, error.missing))
        )
    if not isinstance(error, RayvisionRateLimitError):
        return say(ADVICE.get(error.error_code, UNKNOWN_CODE))
    if error.retry_after is None:
        return say("too many requests, and nothing was done; try again later")
    return say("too many requests, and nothing was done; try again after {seconds} s", seconds=f"{error.retry_after:g}")


def _states(error: RayvisionTaskFailedError | RayvisionWaitTimeoutError, say: Texts) -> str:
    return listed((f"{task.id} {of_task(task).said(say)}" for task in error.tasks), say)
