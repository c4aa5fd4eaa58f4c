"""The one place where a reply is judged: the HTTP reply, then the envelope's code, and only then its data."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import Any, TypeVar

from rayvision_client import models
from rayvision_client.client import decode
from rayvision_client.errors import NotAnEnvelopeError
from rayvision_client.operations import SENSITIVE_MEMBERS, Operation

from rayvision_api._redaction import one_line
from rayvision_api._transport.messages import HTTPReply
from rayvision_api._transport.retries import REFUSALS
from rayvision_api.errors import (
    ABOUT_KEYS,
    ERROR_BY_CODE,
    RayvisionAPIError,
    RayvisionError,
    RayvisionProtocolError,
    RayvisionRateLimitError,
)

DataT = TypeVar("DataT")

_NOT_FOUND = 404
_TOO_MANY_REQUESTS = 429

_QUOTE = r"""(?:\\?["']|&quot;|&#34;|&#39;)"""
# A text that is compiled only when a reply is not an envelope, which is rare.
_SENSITIVE_MEMBER = rf"{_QUOTE}(?:{'|'.join(sorted(SENSITIVE_MEMBERS))}){_QUOTE}"


def envelope_of(operation: Operation[Any], reply: HTTPReply) -> dict[str, Any]:
    """Return the envelope that a reply holds.

    Raises:
        RayvisionProtocolError: It holds none.
        RayvisionRateLimitError: It holds none, and its status is 429.
    """
    with suppress(NotAnEnvelopeError):
        return decode(reply.status, reply.content)
    # Raised here, for above it would carry the content in its context, and a proxy may have echoed the request.
    raise _no_envelope(operation, reply)


def opened(operation: Operation[DataT], wire: dict[str, Any], reply: HTTPReply) -> DataT:
    """Return the data of an envelope.

    Args:
        operation: The operation that was asked for.
        wire: The envelope.
        reply: The reply that held it.

    Returns:
        The data, typed. A null where an object or list is documented reads as an empty one.

    Raises:
        RayvisionAPIError: The envelope's code is not 200.
        RayvisionProtocolError: The code is 200, and the HTTP status or the data contradict it; or the envelope
            contradicts itself about what may not be repeated.
    """
    code, result = wire["code"], wire.get("result")
    if not operation.idempotent and isinstance(result, bool) and result != (code == models.ReplyCode.SUCCESS):
        reason = f"the code of its envelope is {code}, and the result {str(result).lower()}"
        raise RayvisionProtocolError(operation.id, reply.address, reply.status, reason)
    if code != models.ReplyCode.SUCCESS:
        envelope = models.Envelope(wire)
        limited = reply.status == _TOO_MANY_REQUESTS
        refusal = ERROR_BY_CODE.get(_TOO_MANY_REQUESTS if limited else code, RayvisionAPIError)
        raise refusal(
            code,
            reply.shown(_message(wire)),
            reply.address,
            operation.id,
            one_line(wire.get("requestId"), reply.secrets),
            envelope.server_time,
            reply.status,
            reply.retry_after,
            reply.other_editions if reply.status == _NOT_FOUND else (),
            reply.keys_from if issubclass(refusal, ABOUT_KEYS) else None,
        )
    if reply.status >= 300:
        reason = "its envelope speaks of success"
        editions = reply.other_editions if reply.status == _NOT_FOUND else ()
        raise RayvisionProtocolError(operation.id, reply.address, reply.status, reason, editions=editions)
    data = operation.envelope(wire).data
    if data is not None:
        return data
    nothing = operation.empty()
    if nothing is not None and wire.get("data") is not None:
        documented, kind = type(nothing).__name__, type(wire["data"]).__name__
        reason = f"its data is a {kind}, where a {documented} is documented"
        raise RayvisionProtocolError(operation.id, reply.address, reply.status, reason)
    return nothing


def _message(wire: dict[str, Any]) -> str:
    message = str(wire.get("message"))
    if wire["code"] == models.ReplyCode.NEED_REDIRECT and wire.get("data"):
        return f"{message}; the service is at {wire['data']}: set `domain` to that"
    return message


def _no_envelope(operation: Operation[Any], reply: HTTPReply) -> RayvisionError:
    if reply.status == _TOO_MANY_REQUESTS:
        return RayvisionRateLimitError(
            *(reply.status, "too many requests", reply.address, operation.id),
            status=reply.status,
            retry_after=reply.retry_after,
        )
    broken_off = reply.broken_off
    if reply.location:
        reason = (
            f"it redirects to {reply.location}, and a signed request is never sent elsewhere: "
            "set `domain` to where the service is"
        )
    elif reply.flaw:
        reason = reply.flaw
    elif not reply.content:
        reason, broken_off = "its body is empty", True
    elif reply.content.lstrip()[:1] == b"{":
        # Not quoted: it may hold personal data of the account.
        reason, broken_off = f"its {len(reply.content)} bytes of JSON are not an envelope", not _is_json(reply.content)
    else:
        # Not beyond the first member that may not be shown, whatever stands around it.
        quotable = re.split(_SENSITIVE_MEMBER, reply.content.decode("utf-8", "replace"), maxsplit=1)[0]
        start = reply.shown(quotable)[:200]
        reason = f"its body of {len(reply.content)} bytes is not a JSON envelope; it starts with {start!r}"
    return RayvisionProtocolError(
        *(operation.id, reply.address, reply.status, reply.shown(reason)),
        retry_after=reply.retry_after,
        truncated=broken_off and reply.status < 300,
        refused=reply.status in REFUSALS,
        editions=() if reply.location or reply.flaw else reply.other_editions,
    )


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True
