"""What the log says of a call: a line at INFO, what was sent and answered at DEBUG, never a secret."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any

from rayvision_api._redaction import one_line, redacted
from rayvision_api._secret import Secret
from rayvision_api.errors import RayvisionAPIError, RayvisionError

logger = logging.getLogger("rayvision_api")


class CallLog:
    """The log of one call, from its first attempt to its result.

    Attributes:
        began: When the call began, by `time.monotonic`.

    Args:
        operation: The operation's id.
        secrets: What may not be shown, wherever it turns up.
        sensitive_members: Wire members whose values may not be shown.
    """

    def __init__(self, operation: str, secrets: tuple[Secret[str], ...], sensitive_members: frozenset[str]) -> None:
        self._operation = operation
        self._secrets = secrets
        self._sensitive_members = sensitive_members
        self.began = time.monotonic()
        self._request_id: object = None

    def sent(self, body: Mapping[str, Any]) -> None:
        """Note what an attempt sends."""
        self._request_id = None
        if logger.isEnabledFor(logging.DEBUG):
            logger.debug("%s: sending %s", self._operation, redacted(body, self._secrets, self._sensitive_members))

    def answered(self, envelope: Mapping[str, Any], secrets: tuple[Secret[str], ...]) -> None:
        """Note what an attempt is answered."""
        self._request_id, self._secrets = envelope.get("requestId"), secrets
        if logger.isEnabledFor(logging.DEBUG):
            logger.debug("%s: answered %s", self._operation, redacted(envelope, secrets, self._sensitive_members))

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
            duration = 1000 * (time.monotonic() - self.began)
            request_id = one_line(self._request_id, self._secrets) or "none"
            logger.info("%s: %s after %.0f ms, request id %s", self._operation, outcome, duration, request_id)
