"""Authentication: who sends a request, when, for which zone, and whether its signature is right."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rayvision_sandbox.farm.clock import Clock
from rayvision_sandbox.farm.codes import Code, Refusal, invalid, missing, other_zone
from rayvision_sandbox.farm.database import Database, Row

SIGNED_HEADERS = ("accessId", "channel", "platform", "UTCTimestamp", "nonce", "version")
# How far a request's timestamp may be from the farm's clock, in seconds of real time.
TOLERANCE = 15 * 60
MAX_PLATFORM = 999
ZONES_BY_DOMAIN = {"renderbus": 1, "foxrenderfarm": 2}


@dataclass(frozen=True)
class Request:
    """A request as it arrived: nothing in it is trusted yet."""

    path: str
    host: str
    headers: Mapping[str, str]
    content: bytes


def flatten(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Name every leaf of a body as the signature does: members joined with a dot, elements with their index."""
    match value:
        case dict():
            for key, member in value.items():
                yield from flatten(member, f"{name}.{key}" if name else key)
        case list():
            for index, element in enumerate(value):
                yield from flatten(element, f"{name}{index}")
        case bool() | float() | None:
            raise invalid(name, "a string, an integer, a list or an object: nothing else can be signed")
        case _:
            yield name, str(value)


def string_to_sign(host: str, path: str, headers: Mapping[str, str], body: Mapping[str, Any]) -> str:
    """Write the line whose digest is the signature of a request.

    Raises:
        Refusal: Two members of the body share a name in the line, or one contradicts a header.
    """
    headers = {name: headers[name] for name in SIGNED_HEADERS}
    members: dict[str, str] = {}
    for name, value in flatten(body):
        if name in members or headers.get(name, value) != value:
            raise invalid(name, "no second value of this name, beside a header's or another member's")
        members[name] = value
    joined = "&".join(f"{name}={value}" for name, value in sorted((members | headers).items()))
    return f"[POST]{host}:{path}&{joined}"


def signature(access_key: str, text: str) -> str:
    """Digest a string to sign."""
    return base64.b64encode(hmac.digest(access_key.encode(), text.encode(), hashlib.sha256)).decode()


def read_body(content: bytes) -> dict[str, Any]:
    """Read a request's JSON object.

    Raises:
        Refusal: It is not a JSON object, or holds a value that cannot be signed.
    """
    try:
        body = json.loads(content.decode())
        if not isinstance(body, dict):
            raise invalid("body", "a JSON object")
        # Half a surrogate pair is a string to JSON, but has no UTF-8.
        "".join(name + value for name, value in flatten(body)).encode()
    except (ValueError, RecursionError) as error:
        raise Refusal(Code.API_ERROR, "the body is not valid JSON in UTF-8") from error
    return body


def is_json(headers: Mapping[str, str]) -> bool:
    """Return whether a request says that its body is JSON."""
    return headers.get("Content-Type", "").partition(";")[0].strip().lower() == "application/json"


@dataclass(frozen=True)
class Authenticator:
    """Accepts requests with a valid signature, once each, for one zone or (None) for both."""

    database: Database
    clock: Clock
    zone: int | None

    def authenticate(self, request: Request) -> tuple[Row, int, dict[str, Any]]:
        """Check a request.

        Returns:
            The user, the platform and the body.

        Raises:
            Refusal: It is not accepted.
        """
        headers = request.headers
        for name in (*SIGNED_HEADERS, "signature"):
            if not headers.get(name):
                raise missing(f"header {name}")
        stamp = self._check_timestamp(headers["UTCTimestamp"])
        platform = _platform(headers["platform"])
        if not is_json(headers):
            raise Refusal(Code.API_ERROR, "Content-Type must be application/json")
        body = read_body(request.content)
        user = self._user(request, body)
        self._check_nonce(headers["accessId"], stamp, headers["nonce"])
        if user["locked"]:
            raise Refusal(Code.ACCOUNT_LOCKED, "this account is disabled")
        self._check_zone(user, request.host)
        return user, platform, body

    def _check_timestamp(self, text: str) -> int:
        if not (text.isascii() and text.isdigit()) or len(text) > len(str(2**62)):
            raise invalid("header UTCTimestamp", "a Unix time in seconds")
        stamp = int(text)
        if abs(self.clock.real() - stamp) > TOLERANCE:
            raise Refusal(Code.SIGNATURE_EXPIRED, "the timestamp is too far from the server's time")
        return stamp

    def _user(self, request: Request, body: dict[str, Any]) -> Row:
        user = self.database.one("SELECT * FROM users WHERE access_id = ?", request.headers["accessId"])
        text = string_to_sign(request.host, request.path, request.headers, body)
        # An unknown access id gets the same answer as a wrong key, so that nobody learns which ids exist.
        if user is None or not hmac.compare_digest(
            signature(user["access_key"], text).encode(), request.headers["signature"].encode()
        ):
            raise Refusal(Code.SIGNATURE_INVALID, "the signature does not match the request")
        return user

    def _check_nonce(self, access_id: str, stamp: int, nonce: str) -> None:
        # The vendor's client has 900,000 nonces: a nonce is unique only together with its timestamp.
        fresh = self.database.run("INSERT OR IGNORE INTO nonces VALUES (?, ?, ?)", access_id, stamp, nonce).rowcount
        if not fresh:
            raise Refusal(Code.ILLEGAL_PROTOCOL, "this nonce has been used before")
        self.database.run("DELETE FROM nonces WHERE stamp < ?", int(self.clock.real()) - 2 * TOLERANCE)

    def _check_zone(self, user: Row, host: str) -> None:
        own = {zone for zone in (self.zone, user["zone"]) if zone is not None}
        # A domain of this machine belongs to no zone: there is only one farm here.
        asked = {zone for name, zone in ZONES_BY_DOMAIN.items() if name in host.lower()}
        if own and len(own | asked) > 1:
            raise other_zone(own)


def _platform(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MAX_PLATFORM)) and int(text)):
        raise invalid("header platform", f"a platform number from 1 to {MAX_PLATFORM}")
    return int(text)
