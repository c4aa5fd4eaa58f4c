"""The one place where a reply's envelope is judged: its code first, and only then its data."""

from __future__ import annotations

from typing import Any, TypeVar

from rayvision_client.models import Envelope, ReplyCode
from rayvision_client.operations import Operation

from rayvision_api.errors import ERROR_BY_CODE, RayvisionAPIError, RayvisionProtocolError

DataT = TypeVar("DataT")


def opened(operation: Operation[DataT], wire: dict[str, Any], address: str, status: int) -> DataT:
    """Give the data of an envelope.

    Args:
        operation: The operation that was asked for.
        wire: The envelope, a JSON object with a numeric code.
        address: The address that was asked.
        status: HTTP status of the reply.

    Returns:
        The data, typed. A null where an object or list is documented reads as an empty one.

    Raises:
        RayvisionAPIError: The envelope's code is not 200.
        RayvisionProtocolError: The code is 200, and the HTTP status or the data contradict it.
    """
    envelope = Envelope(wire)
    if wire["code"] != ReplyCode.SUCCESS:
        raise ERROR_BY_CODE.get(wire["code"], RayvisionAPIError)(
            wire["code"],
            str(envelope.message),
            address,
            operation.id,
            envelope.request_id,
            envelope.server_time,
        )
    if status >= 300:
        raise RayvisionProtocolError(operation.id, address, status, "its envelope speaks of success")
    data = operation.envelope(wire).data
    if data is not None:
        return data
    nothing = operation.empty()
    if nothing is not None and wire.get("data") is not None:
        kind = type(wire["data"]).__name__
        raise RayvisionProtocolError(
            operation.id, address, status, f"its data is a {kind}, where a {type(nothing).__name__} is documented"
        )
    return nothing
