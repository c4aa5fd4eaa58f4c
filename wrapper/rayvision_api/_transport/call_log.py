"""The log of a call: a line at INFO, the bodies at DEBUG, never a secret."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any

from rayvision_api._redaction import one_line, redacted
from rayvision_api._transport.messages import HTTPReply
from rayvision_api._transport.settings import Settings
from rayvision_api.errors import RayvisionAPIError, RayvisionError

logger = logging.getLogger("rayvision_api")


class CallLog:
    """The log of one call, from its first attempt to its result.

    Attributes:
        began: When the call began, by `time.monotonic`.

    Args:
        operation: The operation's id.
        settings: Who calls, whose secrets may not be shown wherever they turn up.
        sensitive_members: Wire members whose values may not be shown.
    """

    def __init__(self, operation: str, settings: Settings, sensitive_members: frozenset[str]) -> None:
        self._operation = operation
        self._secrets_of: Settings | HTTPReply = settings
        self._sensitive_members = sensitive_members
        self.began = time.monotonic()
        self._request_id: object = None

    def sent(self, body: Mapping[str, Any]) -> None:
        """Note what an attempt sends."""
        self._request_id = None
        if logger.isEnabledFor(logging.DEBUG):
            shown = redacted(body, self._secrets_of.secrets, self._sensitive_members)
            logger.debug("%s: sending %s", self._operation, shown)

    def answered(self, envelope: Mapping[str, Any], reply: HTTPReply) -> None:
        """Note what an attempt is answered."""
        self._request_id, self._secrets_of = envelope.get("requestId"), reply
        if logger.isEnabledFor(logging.DEBUG):
            shown = redacted(envelope, reply.secrets, self._sensitive_members)
            logger.debug("%s: answered %s", self._operation, shown)

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
            request_id = one_line(self._request_id, self._secrets_of.secrets) or "none"
            logger.info("%s: %s after %.0f ms, request id %s", self._operation, outcome, duration, request_id)
