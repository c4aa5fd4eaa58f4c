"""A call's two messages: the request, signed, and the reply as it came; and what can go wrong between them."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC
from functools import lru_cache
from math import inf
from typing import Any

from rayvision_client.client import HEADERS, encode
from rayvision_client.operations import EDITIONS

from rayvision_api._redaction import redacted_text
from rayvision_api._secret import Secret
from rayvision_api._transport.http import httpx
from rayvision_api._transport.settings import Settings
from rayvision_api.errors import (
    RayvisionConnectionError,
    RayvisionError,
    RayvisionProtocolError,
    RayvisionTimeoutError,
)
from rayvision_api.signing import Signer, unix_time


class _Body(httpx.ByteStream):
    """A request's body, without an async generator: trio warns where a cancelled call leaves one unfinished."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        return _Parts(iter(self))


class _Parts(AsyncIterator[bytes]):
    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts

    async def __anext__(self) -> bytes:
        for part in self._parts:
            return part
        raise StopAsyncIteration


# There are as many addresses as operations, and reading one takes as long as signing a request.
_url = lru_cache(maxsize=256)(httpx.URL)


def signed_request(
    signer: Signer, settings: Settings, path: str, body: Mapping[str, Any], limit: float
) -> httpx.Request:
    """Make a signed request, ready to be sent once, no step of which may take longer than so many seconds.

    Raises:
        ValueError: The body holds a value that cannot be signed.
    """
    content = encode(body)
    # A body that comes as a stream with its length is taken as it is, in half the time.
    request = httpx.Request(
        "POST",
        _url(f"{settings.address}{path}"),
        headers={
            "Host": settings.domain,
            **settings.headers,
            **HEADERS,
            "Content-Length": str(len(content)),
            **signer.headers(settings.domain, path, body),
        },
        stream=_Body(content),
        extensions={"timeout": _steps(settings.timeout, limit)},
    )
    request.read()
    return request


def _steps(timeout: httpx.Timeout, limit: float) -> dict[str, float | None]:
    """Write the time for each step as transports read it; what is endless is `None` to them."""
    steps = {name: limit if seconds is None else min(seconds, limit) for name, seconds in timeout.as_dict().items()}
    return {name: None if seconds == inf else seconds for name, seconds in steps.items()}


class HTTPReply:
    """What came back, before anyone has looked into it.

    Attributes:
        status: HTTP status.
        content: The body, its compression undone.
        flaw: Why the body is of no use, where it is not.
        broken_off: Whether the body ends before it should, as far as its compression shows.
        location: Where a redirect would have led.
        retry_after: After how many seconds the service wants to be asked again.

    Args:
        settings: Who has asked.
        request: What was sent.
        response: What came back, but for the body.
        body: The body as it came; one that a transport has read has been decompressed, too.
    """

    def __init__(self, settings: Settings, request: httpx.Request, response: httpx.Response, body: bytes) -> None:
        # Looking a header up in httpx's own mapping takes as long as going through all of them once.
        headers = {name.lower(): value.decode("latin-1") for name, value in response.headers.raw}
        encoding = "" if response.is_stream_consumed else headers.get(b"content-encoding", "")
        self._settings = settings
        self._request = request
        self.status = response.status_code
        self.content, self.flaw, self.broken_off = _unpacked(encoding, body, settings.max_reply_size)
        self.location = headers.get(b"location") if 300 <= response.status_code < 400 else None
        self.retry_after = _seconds(headers.get(b"retry-after"))

    @property
    def address(self) -> str:
        """The address that was asked."""
        return str(self._request.url)

    @property
    def keys_from(self) -> str:
        """Where the caller's keys come from."""
        return self._settings.keys_from

    @property
    def other_editions(self) -> tuple[str, ...]:
        """The editions of the API that were not asked."""
        return tuple(edition for edition in EDITIONS if edition != self._settings.edition)

    @property
    def secrets(self) -> tuple[Secret[str], ...]:
        """What no error and no log may show."""
        return (*self._settings.secrets, Secret(self._request.headers["signature"]))

    def shown(self, text: str) -> str:
        """Strike out of a text what may not be shown."""
        return redacted_text(text, self.secrets)


def failure(
    operation: str, settings: Settings, request: httpx.Request, error: Exception, *, sent: bool
) -> RayvisionError:
    """Return our error for what went wrong between a request, which may have been sent, and its reply.

    The original error is not kept as the cause: it holds the request, and with it the signature. Its text may quote
    what the service sent, so it is not passed on as it is either.
    """
    reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    reason = redacted_text(reason, (*settings.secrets, Secret(request.headers["signature"])))
    address = str(request.url)
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return RayvisionTimeoutError(operation, address, reason, sent)
    if isinstance(error, httpx.DecodingError | httpx.TooManyRedirects | httpx.StreamError):
        return RayvisionProtocolError(operation, address, 200, f"it cannot be read ({reason})")
    return RayvisionConnectionError(operation, address, reason, sent)


def _unpacked(encoding: str, raw: bytes, limit: int) -> tuple[bytes, str | None, bool]:
    """Undo a reply's compression; say what is wrong with the result, and whether it breaks off."""
    encoding = encoding.strip().lower()
    broken_off = False
    if encoding in ("gzip", "x-gzip", "deflate") and raw:
        # 47 makes zlib recognize both gzip and zlib by their headers; some servers send `deflate` without any.
        headless = encoding == "deflate" and raw[:1] != b"\x78"
        decompressor = zlib.decompressobj(-zlib.MAX_WBITS if headless else 47)
        try:
            raw = decompressor.decompress(raw, limit + 1)
        except zlib.error as error:
            return b"", f"its compression is broken ({error})", False
        broken_off = not decompressor.eof and len(raw) <= limit
    if len(raw) > limit:
        flaw = f"it is larger than {limit} bytes: allow more with `max_reply_size`, or ask for smaller pages"
        return b"", flaw, False
    return raw, "its compression breaks off" if broken_off else None, broken_off


def _seconds(retry_after: str | None) -> float | None:
    """Read a Retry-After header, which holds seconds or a date."""
    if retry_after is None:
        return None
    from email.utils import parsedate_to_datetime

    try:
        if retry_after.strip().isdecimal():
            return float(retry_after)
        date = parsedate_to_datetime(retry_after)
        # HTTP knows no other zone: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
        return max(0.0, (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - unix_time())
    except (ValueError, OverflowError):
        return None
