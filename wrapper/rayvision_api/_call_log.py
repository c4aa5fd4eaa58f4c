"""What the log says of a call: a line at INFO, what was sent and answered at DEBUG, never a secret."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Mapping
from typing import Any

from rayvision_client.operations import SENSITIVE_MEMBERS

from rayvision_api.errors import RayvisionAPIError, RayvisionError

logger = logging.getLogger("rayvision_api")

_HIDDEN = "***"
# An e-mail address, and a mobile number of China, where they stand within other text.
_PERSONAL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*|(?<!\d)1[3-9]\d{9}(?!\d)")


class CallLog:
    """The log of one call, from its first attempt to its result."""

    def __init__(self, operation: str) -> None:
        self._operation = operation
        self._began = time.perf_counter()
        self._request_id: str | None = None

    def sent(self, body: Mapping[str, Any]) -> None:
        """Note what an attempt sends."""
        if logger.isEnabledFor(logging.DEBUG):
            logger.debug("%s: sending %s", self._operation, redacted(body))

    def answered(self, envelope: Mapping[str, Any]) -> None:
        """Note what an attempt is answered."""
        self._request_id = envelope.get("requestId")
        if logger.isEnabledFor(logging.DEBUG):
            logger.debug("%s: answered %s", self._operation, redacted(envelope))

    def succeeded(self) -> None:
        """Note that the call has its result."""
        self._finish("code 200")

    def failed(self, error: RayvisionError) -> None:
        """Note that the call has failed for good."""
        if isinstance(error, RayvisionAPIError):
            self._finish(f"code {error.error_code} ({error.code_name})")
        else:
            self._finish(type(error).__name__)

    def _finish(self, outcome: str) -> None:
        if logger.isEnabledFor(logging.INFO):
            duration = 1000 * (time.perf_counter() - self._began)
            request_id = self._request_id or "none"
            logger.info("%s: %s after %.0f ms, request id %s", self._operation, outcome, duration, request_id)


def redacted(value: Any) -> Any:
    """Give a copy of a JSON value with credentials, signatures, phone numbers and e-mail addresses struck out."""
    if isinstance(value, Mapping):
        return {
            key: _HIDDEN if key in SENSITIVE_MEMBERS and item not in (None, "") else redacted(item)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [redacted(item) for item in value]
    return _PERSONAL.sub(_HIDDEN, value) if isinstance(value, str) else value
