"""No error, however it is looked at, gives away the access key, the access id or a signature."""

from __future__ import annotations

import copy
import gc
import pickle
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from .loopback import closed_port, raw_server, read_request
from .support import ACCESS_ID, ACCESS_KEY, Farm, Half, envelope

pytestmark = pytest.mark.both_halves


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Walk over an error and all that hang on it."""
    waiting, seen = [error], set()
    while waiting:
        one = waiting.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [one.__cause__, one.__context__, *getattr(one, "exceptions", ())]


def _texts(error: BaseException) -> Iterator[str]:
    """Return everything that a log, a debugger or another process may see of an error."""
    yield from traceback.format_exception(error)
    yield from traceback.format_exception(error, chain=False)
    for one in _chain(error):
        yield str(one)
        yield repr(one)
        yield repr(one.args)
        yield repr(dict(vars(one)))
        yield repr(getattr(one, "__notes__", ()))
        yield from (repr(getattr(one, name)) for name in dir(one) if not name.startswith("_"))
        # httpx's errors hold the request: its headers would be a step away.
        held = getattr(one, "_request", None)
        yield repr(list(held.headers.raw)) if held is not None else ""
    yield pickle.dumps(error).decode("latin-1")
    yield repr(copy.deepcopy(error))


def _has_no_secret(error: BaseException, signatures: list[str], *, also: tuple[str, ...] = ()) -> None:
    secrets = {ACCESS_KEY, *signatures, *also}
    for text in _texts(error):
        for secret in secrets:
            assert secret not in text


def _raise(kind: type[Exception]) -> Callable[[httpx.Request], httpx.Response]:
    def answer(request: httpx.Request) -> httpx.Response:
        raise kind(f"failed to send {request!r}", request=request)

    return answer


PLAIN: dict[str, Callable[[httpx.Request], httpx.Response]] = {
    "refusal": lambda _: httpx.Response(200, json=envelope(None, 611, "signature invalid", requestId="r")),
    "unknown code": lambda _: httpx.Response(200, json=envelope(None, 799, "new")),
    "html": lambda _: httpx.Response(502, content=b"<html>bad gateway</html>"),
    "empty": lambda _: httpx.Response(200),
    "truncated": lambda _: httpx.Response(200, content=b'{"code": 20'),
    "redirect": lambda _: httpx.Response(302, headers={"Location": "https://elsewhere.example.org/"}),
    "wrong kind": lambda _: httpx.Response(200, json=envelope("x")),
    "deep": lambda _: httpx.Response(200, content=b"[" * 100_000),
    "odd redirect": lambda _: httpx.Response(302, headers={"Location": "mailto:x"}),
    "bad compression": lambda _: httpx.Response(
        200, stream=httpx.ByteStream(b"x"), headers={"Content-Encoding": "gzip"}
    ),
    "refused": _raise(httpx.ConnectError),
    "dropped": _raise(httpx.RemoteProtocolError),
    "slow": _raise(httpx.ReadTimeout),
    "pool": _raise(httpx.PoolTimeout),
    "local": _raise(httpx.LocalProtocolError),
}


def _fails(half: Half, farm: Farm, method: str = "query.platforms", *args: Any) -> BaseException:
    api = half.client(farm)
    try:
        half.call(api, method, *args)
    except Exception as error:  # noqa: BLE001  # whatever it is, it may hold a secret
        return error
    pytest.fail("the call did not fail")


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("method", ["query.platforms", "task.create_task"])
def test_failed_call_gives_nothing_away(half: Half, method: str, name: str) -> None:
    farm = Farm(PLAIN[name])
    error = _fails(half, farm, method)
    signatures = [request.headers["signature"] for request in farm.requests]
    assert signatures
    _has_no_secret(error, signatures, also=(ACCESS_ID,))


@pytest.mark.parametrize("name", PLAIN)
def test_failed_call_within_an_except_block_gives_nothing_away(half: Half, name: str) -> None:
    farm = Farm(PLAIN[name])
    try:
        raise KeyError("of the application")  # noqa: TRY301  # an error of the application, around ours
    except KeyError:
        error = _fails(half, farm)
    signatures = [request.headers["signature"] for request in farm.requests]
    _has_no_secret(error, signatures, also=(ACCESS_ID,))


@pytest.mark.parametrize("name", PLAIN)
def test_nothing_that_hangs_on_a_failure_holds_the_request(half: Half, name: str) -> None:
    error = _fails(half, Farm(PLAIN[name]))
    for one in _chain(error):
        held = [thing for thing in gc.get_referents(one) if isinstance(thing, httpx.Request | httpx.Response)]
        assert held == []
        assert not isinstance(one, httpx.HTTPError)


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("env.add_render_env", ({"editName": "x", "cgId": 1.5},)),
        ("env.add_render_env", ({"editName": "x", "cgId": float("nan")},)),
        ("env.add_render_env", ({"editName": "x", "accessId": "1"},)),
        ("env.add_render_env", ({"a.b": 1, "a": {"b": 1}},)),
        ("tag.add_label", ("\ud800",)),
        ("task.create_task", (0,)),
    ],
    ids=repr,
)
def test_refused_argument_gives_nothing_away(half: Half, method: str, arguments: tuple[Any, ...]) -> None:
    farm = Farm()
    error = _fails(half, farm, method, *arguments)
    assert farm.requests == []
    _has_no_secret(error, [], also=(ACCESS_ID,))


@pytest.mark.parametrize("is_reachable", [True, False])
def test_failure_of_a_real_connection_gives_nothing_away(half: Half, *, is_reachable: bool) -> None:
    received: list[bytes] = []
    with raw_server(lambda connection: received.append(read_request(connection))) as listening:
        domain = listening if is_reachable else closed_port()
        with pytest.raises(Exception) as caught:  # noqa: PT011  # whatever it is, as above
            half.over_the_network("query.platforms", domain=domain, protocol="http", timeout=10)
    lines = [line for head in received for line in head.splitlines() if line.lower().startswith(b"signature:")]
    signatures = [line.split(b":", 1)[1].strip().decode() for line in lines]
    assert bool(signatures) is is_reachable
    _has_no_secret(caught.value, signatures, also=(ACCESS_ID,))


def _echo(status: int, **kinds: Any) -> Callable[[httpx.Request], httpx.Response]:
    """Answer with the request's signature in some place."""

    def answer(request: httpx.Request) -> httpx.Response:
        sent = request.headers["signature"]
        if "json" in kinds:
            return httpx.Response(status, json=envelope(None, 611, kinds["json"].format(sent)))
        if "location" in kinds:
            return httpx.Response(status, headers={"Location": kinds["location"].format(sent)})
        return httpx.Response(status, content=kinds["content"].format(sent).encode())

    return answer


@pytest.mark.parametrize(
    "answer",
    [
        _echo(502, content="<html>your request had signature: {0} and {0}</html>"),
        _echo(200, content="{0}"),
        _echo(200, json="signature {0} is wrong"),
        _echo(400, json="{0}"),
        _echo(302, location="https://elsewhere.example.org/?signature={0}"),
    ],
    ids=["html", "bare", "message", "only message", "redirect"],
)
def test_signature_that_comes_back_is_not_passed_on(half: Half, answer: Any) -> None:
    farm = Farm(answer)
    error = _fails(half, farm)
    _has_no_secret(error, [request.headers["signature"] for request in farm.requests])


@pytest.mark.parametrize("before", range(150, 210, 4))
def test_signature_at_the_end_of_an_excerpt_is_not_passed_on_in_part(half: Half, before: int) -> None:
    farm = Farm(lambda request: httpx.Response(502, content=b"." * before + request.headers["signature"].encode()))
    error = _fails(half, farm)
    [signature] = [request.headers["signature"] for request in farm.requests]
    _has_no_secret(error, [signature[:12]])


def test_key_in_the_environment_is_not_repeated_by_a_wrong_one(half: Half, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAYVISION_API_ACCESS_ID", ACCESS_ID)
    monkeypatch.setenv("RAYVISION_API_KEY", f"{ACCESS_KEY}\n")
    with pytest.raises(ValueError, match="access_key") as caught:
        half.cls()
    _has_no_secret(caught.value, [], also=(ACCESS_ID,))


def test_representations_give_nothing_away(half: Half, farm: Farm) -> None:
    api = half.client(farm, headers={"Proxy-Authorization": "Basic SECRET"})
    half.call(api, "query.platforms")
    signature = farm.requests[0].headers["signature"]
    waiting: list[tuple[Any, int]] = [(api, 0)]
    while waiting:
        thing, depth = waiting.pop()
        shown = f"{thing!r} {thing!s}"
        for secret in (ACCESS_KEY, ACCESS_ID, signature, "SECRET"):
            # Plain texts and dicts inside are the secrets themselves; what holds them must not show them.
            assert secret not in shown or isinstance(thing, str | dict | httpx.Headers)
        if depth < 5 and type(thing).__module__.startswith("rayvision"):
            slots = [name for cls in type(thing).__mro__ for name in getattr(cls, "__slots__", ())]
            held = [getattr(thing, name, None) for name in [*getattr(thing, "__dict__", ()), *slots]]
            waiting += [(one, depth + 1) for one in held]
