"""Whatever happens to a call: no key, signature, phone number or e-mail address is shown by what comes of it."""

from __future__ import annotations

import json
import logging
import pickle
import traceback
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from rayvision_api import RayvisionError
from rayvision_client.operations import Operation

from ..each import each  # noqa: TID252  # has no name of its own
from .loopback import HangUpError, Sent, http_reply, serving
from .support import ACCESS_ID, ACCESS_KEY, ALL, EXAMPLES, Farm, Half, envelope, name_of, perform

PHONE, MAIL, USER_KEY = "13912345678", "artist.name+shots@studio-b.example.cn", "ray5yncK3y0fTheUser"
PERSONAL = [PHONE, MAIL, USER_KEY]
ACCOUNT = {
    **dict.fromkeys(("phone", "communicationNumber"), PHONE),
    "email": MAIL,
    "userKey": USER_KEY,
    "raySyncUserKey": USER_KEY,
}
TALK = f"call {PHONE}, +86{PHONE}, 86 {PHONE} or write to <{MAIL}>"


def _echo(request: httpx.Request) -> dict[str, Any]:
    return {"headers": dict(request.headers), "body": json.loads(request.content), "key": ACCESS_KEY}


def _success(request: httpx.Request) -> httpx.Response:
    example = EXAMPLES[request.url.path]
    data = example["data"]
    if isinstance(data, dict):
        data = {**data, **ACCOUNT, "remark": TALK, "more": [{"contact": TALK}]}
    return httpx.Response(200, json={**example, "data": data, "message": TALK})


def _refusal(request: httpx.Request) -> httpx.Response:
    headers = request.headers
    message = f"signature {headers['signature']} of {headers['accessId']} is wrong, key {ACCESS_KEY}; {TALK}"
    data = {**_echo(request), **ACCOUNT, "said": message, headers["signature"]: 1}
    return httpx.Response(200, json=envelope(data, 611, message))


def _echoing_page(request: httpx.Request) -> httpx.Response:
    lines = "".join(f"<p>{name}: {value}</p>" for name, value in request.headers.items())
    return httpx.Response(403, html=f"<html>{ACCESS_KEY} {TALK} {lines}</html>")


def _echoing_json(request: httpx.Request) -> httpx.Response:
    return httpx.Response(400, json=_echo(request) | {"contact": TALK})


def _truncated(request: httpx.Request) -> httpx.Response:
    text = json.dumps({"code": 200, "data": {**ACCOUNT, **_echo(request)}})
    return httpx.Response(200, content=text[:-3])


def _redirect(request: httpx.Request) -> httpx.Response:
    query = httpx.QueryParams({"signature": request.headers["signature"], "accessId": ACCESS_ID})
    return httpx.Response(302, headers={"Location": f"https://login.example/?{query}&key={ACCESS_KEY}"})


def _connection_error(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadError(f"lost {dict(request.headers)} {ACCESS_KEY}", request=request)


def _timeout(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("slow", request=request)


def _odd_data(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json=envelope(f"{ACCESS_ID} {TALK}", requestId=request.headers["signature"]))


FATES = [
    *(_success, _refusal, _echoing_page, _echoing_json, _truncated),
    *(_redirect, _connection_error, _timeout, _odd_data),
]


def _errors(error: BaseException | None, seen: set[int]) -> Iterator[BaseException]:
    """Return an error, and all that it came from."""
    if error is None or id(error) in seen:
        return
    seen.add(id(error))
    yield error
    yield from _errors(error.__cause__, seen)
    yield from _errors(error.__context__, seen)


def _shown(error: RayvisionError) -> Iterator[str]:
    """Return all that an error shows to anyone who looks at it."""
    for one in _errors(error, set()):
        yield f"{one!s} {one!r} {one.args!r} {vars(one)!r} {getattr(one, '__notes__', '')!r}"
    yield "".join(traceback.format_exception(error))
    yield "".join(traceback.TracebackException.from_exception(error, capture_locals=False).format())
    yield pickle.dumps(error).decode("latin-1")
    yield str(pickle.loads(pickle.dumps(error)))


def _walk(
    half: Half, operation: Operation[Any], fate: Callable[[httpx.Request], httpx.Response]
) -> tuple[Farm, list[str]]:
    farm = Farm(fate)
    shown: list[str] = []
    with half.client(farm) as api:
        try:
            result = perform(api, operation)
        except RayvisionError as error:
            shown += _shown(error)
            # What an application does with an error of ours.
            logging.getLogger("application").exception("the call failed")
        else:
            if hasattr(result, "to_dict"):
                shown.append(repr({type(result).__name__: list(result)}))
        target = getattr(api, "target", api)
        views = [target, target.with_platform("6"), target.with_options(timeout=3)]
        for view in views:
            shown += [repr(view), repr(view.task), repr(view._caller), repr(view._caller.settings)]
    return farm, shown


@each("fate", FATES, named=lambda fate: fate.__name__.strip("_"))
@each("operation", ALL, named=name_of)
def test_nothing_is_given_away(
    half: Half,
    operation: Operation[Any],
    fate: Callable[[httpx.Request], httpx.Response],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.clear()
    caplog.set_level(logging.DEBUG)
    farm, shown = _walk(half, operation, fate)
    assert farm.sent
    signatures = [request.headers["signature"] for request in farm.requests]
    secrets = [ACCESS_KEY, ACCESS_ID, *signatures, *PERSONAL]
    records = [record for record in caplog.records if record.name.partition(".")[0] in ("rayvision_api", "application")]
    assert any(record.levelno == logging.DEBUG for record in records)
    logged = [caplog.text, *(json.dumps(vars(record), default=repr, ensure_ascii=False) for record in records)]
    for text in [*shown, *logged]:
        for secret in secrets:
            assert secret not in text


def _odd_header(sent: Sent, connection: Any) -> bytes:
    lines = "\r\n".join([sent.headers["signature"], sent.headers["accessId"]])
    connection.sendall(f"HTTP/1.1 200 OK\r\n{lines}\r\n\r\n".encode())
    raise HangUpError


def _odd_status(sent: Sent, connection: Any) -> bytes:
    connection.sendall(f"{sent.headers['signature']} {sent.headers['accessId']} HTTP/1.1\r\n\r\n".encode())
    raise HangUpError


def _whole_echo(sent: Sent, connection: Any) -> bytes:
    head = "\r\n".join([sent.line, *(f"{name}: {value}" for name, value in sent.headers.items())])
    connection.sendall(head.encode() + b"\r\n\r\n" + sent.content)
    raise HangUpError


def _error_page(sent: Sent, connection: Any) -> bytes:
    return http_reply("\r\n".join(sent.headers.values()).encode(), "400 Bad Request")


@pytest.mark.parametrize(
    "echo", [_odd_header, _odd_status, _whole_echo, _error_page], ids=lambda echo: echo.__name__.strip("_")
)
def test_server_that_echoes_what_it_was_sent_gets_nothing_into_an_error(
    half: Half, echo: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="rayvision_api")
    with serving(echo) as server, half.client(domain=server.domain, protocol="http", retries=None) as api:
        for call in (api.query.platforms, api.task.create_task):
            with pytest.raises(RayvisionError) as caught:
                call()
            for text in [*_shown(caught.value), caplog.text]:
                for sent in server.requests:
                    assert sent.headers["signature"] not in text
                assert ACCESS_ID not in text
                assert ACCESS_KEY not in text


def test_what_is_logged_of_a_connection_holds_no_secret(half: Half, caplog: pytest.LogCaptureFixture) -> None:
    """By httpcore, too, and by whatever else is below us."""
    caplog.set_level(logging.DEBUG)
    for name in ("rayvision_api", "httpx", "httpcore", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name)

    def answer(sent: Sent, connection: Any) -> bytes:
        refusal = envelope(None, 611, f"signature {sent.headers['signature']} invalid")
        return http_reply(refusal if len(server.requests) % 2 else EXAMPLES[sent.path])

    with serving(answer) as server, half.client(domain=server.domain, protocol="http", retries=None) as api:
        for operation in ALL:
            with pytest.raises(RayvisionError):
                perform(api, operation)
            perform(api, operation)
    assert any(record.name.startswith(("httpcore", "asyncio")) for record in caplog.records)
    printed = EXAMPLES["/api/render/user/getRaySyncUserKey"]["data"]
    personal = [printed[name] for name in ("signature", "userKey", "phone", "email", "raySyncUserKey")]
    signatures = [sent.headers["signature"] for sent in server.requests]
    for secret in (ACCESS_KEY, ACCESS_ID, *personal, *signatures):
        assert secret not in caplog.text


@pytest.mark.parametrize("status", [200, 400, 503])
def test_echo_in_another_spelling_is_struck_out_too(half: Half, status: int) -> None:
    def spellings(signature: str) -> list[str]:
        slashed = signature.replace("/", "\\/")
        entities = "".join(f"&#{ord(letter)};" if letter in "+/=" else letter for letter in signature)
        return [signature, quote(signature, safe=""), slashed, entities]

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(status, html=" ".join(reversed(spellings(request.headers["signature"]))))

    for _ in range(5):
        farm = Farm(answer)
        with half.client(farm, retries=None) as api, pytest.raises(RayvisionError) as caught:
            api.query.platforms()
        for text in _shown(caught.value):
            for spelling in spellings(farm.requests[0].headers["signature"]):
                assert spelling not in text


def test_what_a_request_says_of_people_is_not_logged(half: Half, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with half.client(Farm(envelope({"taskIdList": [7]}))) as api:
        api.task.create_task(labels=[TALK, f"of {ACCESS_KEY}"])
    (sent,) = [line for line in caplog.messages if "sending" in line]
    assert "labels" in sent
    assert not [given for given in (PHONE, MAIL, ACCESS_KEY) if given in sent]
