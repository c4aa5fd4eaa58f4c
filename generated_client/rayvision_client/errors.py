# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""What can be wrong with a reply before its content is looked at."""

from __future__ import annotations


class NotAnEnvelopeError(Exception):
    """A reply that is not the service's envelope: HTML from a proxy, truncated JSON, an empty body.

    Attributes:
        status: HTTP status of the reply.
        content: The reply's body as it came.
    """

    def __init__(self, status: int, content: bytes) -> None:
        super().__init__(status, content)
        self.status = status
        self.content = content

    def __str__(self) -> str:
        start = self.content[:200].decode("utf-8", "replace")
        return f"the reply (HTTP status {self.status}, {len(self.content)} bytes) is not a JSON envelope; it starts with {start!r}"
