"""The signature of a request: a signer over three pure steps, which flatten, write the string to sign, and digest.

`signing.md` among the published documents describes the scheme; `spec/signing-vectors.json` is its test.
"""

from __future__ import annotations

import hmac
import time
from binascii import b2a_base64
from collections.abc import Callable, Mapping
from functools import lru_cache
from random import SystemRandom
from typing import Any

from rayvision_client.models import Zone
from rayvision_client.operations import API_VERSION

from rayvision_api._secret import Secret, hides_locals
from rayvision_api.environment import zone_of

# The vendor's number for callers of the API.
_CHANNEL = "4"

_chance = SystemRandom()


def random_nonce() -> str:
    """Return nine random digits: the vendor sends six, of which a busy client would draw the same twice in a second."""
    return str(_chance.randrange(100_000_000, 1_000_000_000))


def unix_time() -> float:
    """Return the seconds since the epoch, by this machine's clock."""
    return time.time()


class Signer:
    """Signs the requests of one account for one platform.

    Args:
        access_id: The account's access id.
        access_key: The account's access key.
        platform: Number of the platform that the requests are for.
        clock: Gives the seconds since the epoch.
        nonce: Gives digits that serve one request only.
        version: Number of the API's edition that the requests are of.
    """

    @hides_locals
    def __init__(
        self,
        access_id: str,
        access_key: str,
        platform: str,
        *,
        clock: Callable[[], float] = unix_time,
        nonce: Callable[[], str] = random_nonce,
        version: str = API_VERSION,
    ) -> None:
        self._access_id = access_id
        self._access_key = Secret(access_key)
        self._platform = platform
        self._clock = clock
        self._nonce = nonce
        self._version = version

    @hides_locals
    def headers(self, domain: str, path: str, body: Mapping[str, Any]) -> dict[str, str]:
        """Return the headers that make a request a signed one.

        Raises:
            ValueError: The body holds a value, or a name, that cannot be signed.
        """
        headers = {
            "accessId": self._access_id,
            "channel": _CHANNEL,
            "platform": self._platform,
            "UTCTimestamp": str(int(self._clock())),
            "nonce": self._nonce(),
            "version": self._version,
        }
        signed = headers | {"signature": signature(self._access_key.reveal(), domain, path, headers, body)}
        # In which language the service answers. protocol 2: sent since the second edition, and not signed.
        return signed if self._version == API_VERSION else signed | {"languageFlag": language_flag(domain)}


def language_flag(domain: str) -> str:
    """The language of a domain: Chinese (0) in the zone of China, English (1) elsewhere."""
    return "0" if zone_of(domain) is Zone.CHINA else "1"


@hides_locals
def signature(access_key: str, domain: str, path: str, headers: Mapping[str, str], body: Mapping[str, Any]) -> str:
    """Sign a request.

    Args:
        access_key: The account's access key.
        domain: The domain that the request goes to, without scheme.
        path: The operation's path, with its leading slash.
        headers: The six signed headers; not `signature`, not `Content-Type`.
        body: The request's body, as the JSON object that is sent.

    Returns:
        The value of the `signature` header.

    Raises:
        ValueError: The body holds a value, or a name, for which the scheme does not define a signature.
    """
    if not body:
        # Of the headers alone the order is known: to write them out is a third less work than to sort them.
        joined = (
            f"UTCTimestamp={headers['UTCTimestamp']}&accessId={headers['accessId']}&channel={headers['channel']}"
            f"&nonce={headers['nonce']}&platform={headers['platform']}&version={headers['version']}"
        )
        return digest(access_key, _addressed(domain, path, joined))
    leaves = flatten(body)
    # client 3: taskRecord names the platform in both places, and what is the same is signed once.
    if clash := [name for name in headers.keys() & leaves.keys() if headers[name] != leaves[name]]:
        raise ValueError(f"the body has a member {min(clash)}, which is the name of a signed header with another value")
    leaves.update(headers)
    return digest(access_key, string_to_sign(domain, path, leaves))


def flatten(members: Mapping[str, Any]) -> dict[str, str]:
    """Flatten nested members to text by name: `{"a": [{"b": 1}]}` gives `{"a0.b": "1"}`.

    Raises:
        ValueError: A value is a boolean, null or fraction, or two members flatten to one name: the scheme does not
            define how they would be signed.
    """
    flat: dict[str, str] = {}
    for name, value in members.items():
        _flatten(name, value, flat)
    return flat


def string_to_sign(domain: str, path: str, leaves: Mapping[str, str]) -> str:
    """Write the text that is signed: where the request goes, and all it says, headers and flattened body, by name."""
    # Python compares text by code point, as the scheme demands: UTCTimestamp before accessId, ids10 before ids2.
    return _addressed(domain, path, "&".join([f"{name}={leaves[name]}" for name in sorted(leaves)]))


@hides_locals
def digest(access_key: str, text: str) -> str:
    """Return the Base64 of the HMAC-SHA256 of a text."""
    return b2a_base64(hmac.digest(access_key.encode(), text.encode(), "sha256"), newline=False).decode()


def _addressed(domain: str, path: str, joined: str) -> str:
    return f"[POST]{domain}:{path}&{joined}"


def _flatten(name: str, value: Any, flat: dict[str, str]) -> None:
    """Add the leaves of a value to the flattened members, each under its whole name."""
    if isinstance(value, str):
        _put({name: str(value)}, flat)
    elif isinstance(value, int) and not isinstance(value, bool):
        _put({name: str(int(value))}, flat)
    elif isinstance(value, dict):
        for key, member in value.items():
            _flatten(f"{name}.{key}", member, flat)
    elif isinstance(value, list | tuple):
        if set(map(type, value)) == {int}:
            # A thousand ids, as a request may well have, are flattened in a fifth of the time.
            _put(dict(zip(_element_names(name, len(value)), map(repr, value), strict=True)), flat)
            return
        for index, element in enumerate(value):
            _flatten(f"{name}{index}", element, flat)
    else:
        raise ValueError(
            f"{name} is {value!r}, and the signature scheme does not say how a {type(value).__name__} is signed: "
            "send a text or an integer instead"
        )


@lru_cache(maxsize=2)
def _element_names(name: str, count: int) -> tuple[str, ...]:
    """Name the elements of an array. Those who wait for tasks ask for a hundred again and again."""
    return tuple([f"{name}{index}" for index in range(count)])


def _put(leaves: dict[str, str], flat: dict[str, str]) -> None:
    if clash := leaves.keys() & flat.keys():
        raise ValueError(f"two members flatten to the one name {min(clash)}, and only one of them would be signed")
    flat.update(leaves)
