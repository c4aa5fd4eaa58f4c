"""What tracks errors records each frame's variables: in none of ours is a key, a proxy's password or a signature."""

from __future__ import annotations

import asyncio
import base64
import functools
import hmac
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType, FunctionType, MethodType, ModuleType
from typing import Any

import httpx
import pytest
from rayvision_api import RayvisionAuth, errors, profiles, signing
from rayvision_client.api.query import query_platforms
from rayvision_client.models import Zone, ZoneRequest

from .loopback import closed_port
from .support import ACCESS_ID, ACCESS_KEY, Farm, Half, envelope

pytestmark = pytest.mark.both_halves

PASSWORD = "hunter2-of-the-proxy"
PROXY = f"http://joe:{PASSWORD}@127.0.0.1:9"
OURS = ("rayvision_api", "rayvision_cli", "rayvision_client")
# How many steps away from a variable somebody looks.
DEPTH = 6


class UnprintableError(Exception):
    """Whatever goes wrong where nobody expects it."""


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [one.__cause__, one.__context__, *getattr(one, "exceptions", ())]


def _frames(error: BaseException) -> Iterator[FrameType]:
    """Return every frame of ours, and those of what we called."""
    for one in _chain(error):
        step, is_ours = one.__traceback__, False
        while step is not None:
            is_ours = is_ours or step.tb_frame.f_globals["__name__"].partition(".")[0] in OURS
            if is_ours:
                yield step.tb_frame
            step = step.tb_next


def _within(value: object) -> Iterator[object]:
    """Return what an object holds."""
    match value:
        case Mapping():
            yield from value.keys()
            yield from value.values()
        case list() | tuple() | set() | frozenset():
            yield from value
        case MethodType():
            yield value.__self__
        case functools.partial():
            yield from (value.args, value.keywords, value.func)
        case FunctionType():
            yield inspect.getclosurevars(value).nonlocals
        case httpx.Headers():
            yield from value.raw
        case BaseException():
            yield value.args
    yield getattr(value, "__dict__", None)
    for cls in type(value).__mro__:
        slots = vars(cls).get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            yield getattr(value, name, None)


def _texts(variables: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Return all texts within reach of a frame's variables, and the way to each."""
    waiting = [(name, value, 0) for name, value in variables.items()]
    seen: set[int] = set()
    while waiting:
        way, value, depth = waiting.pop()
        if isinstance(value, str):
            yield way, value
        elif isinstance(value, bytes | bytearray):
            yield way, value.decode("latin-1")
        elif isinstance(value, type | ModuleType | int | float | None) or id(value) in seen:
            continue
        else:
            seen.add(id(value))
            yield way, repr(value)
            if depth < DEPTH:
                waiting += [(f"{way}/{type(one).__name__}", one, depth + 1) for one in _within(value)]


def _assert_discreet(error: BaseException, *signatures: str) -> None:
    basic = base64.b64encode(f"joe:{PASSWORD}".encode()).decode()
    secrets = [ACCESS_KEY, PASSWORD, basic, *signatures]
    frames = list(_frames(error))
    for frame in frames:
        where = f"{frame.f_code.co_filename}:{frame.f_lineno} {frame.f_code.co_name}"
        for way, text in _texts(frame.f_locals):
            found = [secret for secret in secrets if secret in text]
            assert not found, f"{where}: {way}"
    for one in _chain(error):
        for way, text in _texts({"error": one}):
            assert not [secret for secret in secrets if secret in text], way


def _caught(step: Callable[[], object]) -> BaseException:
    try:
        step()
    except BaseException as error:  # noqa: BLE001  # an interruption too
        return error
    pytest.fail("nothing went wrong")


def _client(half: Half, **options: Any) -> Any:
    return half.cls(**{"access_id": ACCESS_ID, "access_key": ACCESS_KEY, "proxy": PROXY, **options})


class Unreadable(str):
    """A text that breaks anyone who looks into it."""

    __slots__ = ()

    def __str__(self) -> str:
        raise UnprintableError

    def isdecimal(self) -> bool:
        raise UnprintableError


MISTAKES: dict[str, dict[str, Any]] = {
    "domain with a scheme": {"domain": "https://farm.example"},
    "domain with an impossible port": {"domain": "farm.example:99999"},
    "domain of another type": {"domain": 7},
    "domain that breaks": {"domain": Unreadable("farm.example")},
    "platform in the domain's place": {"domain": "2"},
    "odd punycode": {"domain": "xn--a"},
    "platform": {"platform": "two"},
    "platform of another type": {"platform": 2.5},
    "protocol": {"protocol": "ftp"},
    "timeout": {"timeout": -1},
    "timeout of another type": {"timeout": "soon"},
    "retries": {"retries": 3},
    "reply size": {"max_reply_size": 0},
    "edition": {"api_version": "7.0.0"},
    "edition of another type": {"api_version": 7},
    "header of the client's": {"headers": {"signature": "x"}},
    "header that cannot be": {"headers": {"X-Studio": "a\nb"}},
    "header with a key": {"headers": {"X-Studio": f"{ACCESS_KEY}\n"}},
    "header in bytes": {"headers": {"X-Studio": ACCESS_KEY.encode()}},
    "headers of another type": {"headers": 7},
    "key with a break": {"access_key": f"{ACCESS_KEY}\n"},
    "key in bytes": {"access_key": ACCESS_KEY.encode()},
    "empty key": {"access_key": ""},
    "no id": {"access_id": None},
    "profile": {"profile": "nobody"},
    "proxy with a sharp": {"proxy": f"http://joe:{PASSWORD}#x@p:1"},
    "proxy with an impossible port": {"proxy": f"http://joe:{PASSWORD}@p:99999"},
    "proxy with no port": {"proxy": f"http://joe:{PASSWORD}@p:x"},
    "proxy of another scheme": {"proxy": f"gopher://joe:{PASSWORD}@p:1"},
    "proxy without a scheme": {"proxy": f"joe:{PASSWORD}@p:1"},
    "proxy with odd punycode": {"proxy": f"http://joe:{PASSWORD}@xn--a:1"},
    "proxy in bytes": {"proxy": PROXY.encode()},
    "transport of another type": {"transport": PROXY},
    "transport beside a proxy": {"transport": Farm().transport},
    "unknown argument": {"plattform": 2},
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_in_setting_up(half: Half, name: str) -> None:
    error = _caught(lambda: _client(half, **MISTAKES[name]))
    assert isinstance(error, ValueError | TypeError | UnprintableError)
    _assert_discreet(error)


def test_mistake_beside_keys_of_the_environment(half: Half, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAYVISION_API_ACCESS_ID", ACCESS_ID)
    monkeypatch.setenv("RAYVISION_API_KEY", ACCESS_KEY)
    _assert_discreet(_caught(lambda: half.cls(platform="x")))


def test_client_within_a_failing_block(half: Half) -> None:
    def step() -> None:
        try:
            _client(half, platform="x")
        except ValueError:
            _client(half, domain="https://x")

    _assert_discreet(_caught(step))


FILES = {
    "beside a mistake": "[default]\naccess_id = {id}\naccess_key = {key}\nplatform = two\n",
    "protocol": "[default]\naccess_id = {id}\naccess_key = {key}\nprotocol = ftp\n",
    "key as a member": "[default]\naccess_id = {id}\n{key}: x\n",
    "no section": "access_key = {key}\n",
    "double": "[default]\naccess_key = {key}\naccess_key = {key}\n",
    "no value": "[default]\n{key}\n",
    "key with a space": "[default]\naccess_id = {id}\naccess_key = {key} {key}\n",
    "other name": "[other]\naccess_id = {id}\naccess_key = {key}\n",
}


@pytest.mark.parametrize("kind", FILES)
def test_mistake_in_a_profile(half: Half, kind: str) -> None:
    profiles.path().write_text(FILES[kind].format(id=ACCESS_ID, key=ACCESS_KEY))
    profiles.path().chmod(0o600)
    _assert_discreet(_caught(lambda: half.cls(profile="default")))
    if kind in ("no section", "double", "no value"):
        for step in (profiles.names, profiles.load, lambda: profiles.save(profiles.Profile(access_key="x"))):
            _assert_discreet(_caught(step))


def test_profile_that_is_no_text(half: Half) -> None:
    profiles.path().write_bytes(ACCESS_KEY.encode() + b"\xff")
    profiles.path().chmod(0o600)
    for step in (half.cls, profiles.load, lambda: profiles.save(profiles.Profile(access_key=ACCESS_KEY))):
        _assert_discreet(_caught(step))


@pytest.mark.parametrize("step", ["os.fsync", "os.open", "pathlib.Path.replace", "re.split"])
def test_saving_that_is_interrupted(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    profile = profiles.Profile(ACCESS_ID, ACCESS_KEY)
    profiles.save(profile)
    with monkeypatch.context() as patch:
        patch.setattr(step, interrupt)
        error = _caught(lambda: profiles.save(profile))
    assert isinstance(error, KeyboardInterrupt)
    _assert_discreet(error)


def test_saving_what_cannot_be_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _assert_discreet(_caught(lambda: profiles.save(profiles.Profile(ACCESS_ID, f"{ACCESS_KEY}\n"))))
    _assert_discreet(_caught(lambda: profiles.save(profiles.Profile(ACCESS_ID, ACCESS_KEY), "a]b")))
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("RAYVISION_API_PROFILES", str(tmp_path / "file" / "profiles.ini"))
    _assert_discreet(_caught(lambda: profiles.save(profiles.Profile(ACCESS_ID, ACCESS_KEY))))


@pytest.mark.parametrize("body", [{"a": 1.5}, {"a": None}, {"a.b": 1, "a": {"b": 1}}, {"nonce": "2"}], ids=repr)
def test_what_cannot_be_signed(half: Half, body: dict[str, Any]) -> None:
    signer = signing.Signer(ACCESS_ID, ACCESS_KEY, "2")
    _assert_discreet(_caught(lambda: signer.headers("farm.example", "/", body)))
    headers = dict.fromkeys(("accessId", "channel", "platform", "UTCTimestamp", "nonce", "version"), "1")
    _assert_discreet(_caught(lambda: signing.signature(ACCESS_KEY, "farm.example", "/", headers, body)))
    farm = Farm()
    with half.client(farm) as api:
        _assert_discreet(_caught(lambda: api.env.add_render_env({"editName": "x", **body})))
    assert farm.sent == 0


def test_signers_that_are_given_nonsense() -> None:
    nonsense: Any = Unreadable("2")
    _assert_discreet(_caught(lambda: RayvisionAuth(ACCESS_ID, ACCESS_KEY, nonsense)))
    nothing: Any = None
    _assert_discreet(_caught(lambda: RayvisionAuth(ACCESS_ID, ACCESS_KEY, "2", plattform=nothing)))  # type: ignore[call-arg]  # the mistake
    _assert_discreet(_caught(lambda: signing.digest(ACCESS_KEY, nothing)))
    _assert_discreet(_caught(lambda: signing.Signer(ACCESS_ID, nothing, "2").headers("farm.example", "/", {})))


def _raising(error: BaseException) -> Callable[[httpx.Request], httpx.Response]:
    def answer(request: httpx.Request) -> httpx.Response:
        raise error

    return answer


def _echo(status: int, **kinds: Any) -> Callable[[httpx.Request], httpx.Response]:
    def answer(request: httpx.Request) -> httpx.Response:
        text = f"{dict(request.headers)} {ACCESS_KEY}"
        return httpx.Response(status, headers={"Location": f"https://x.example/?{text!r}"}, text=text)

    return answer


def _reset(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadError("reset", request=request)


FATES: dict[str, Callable[[httpx.Request], httpx.Response]] = {
    "refusal": lambda _: httpx.Response(200, json=envelope(None, 611)),
    "refusal that echoes": lambda request: httpx.Response(
        200, json=envelope(None, 799, f"{request.headers['signature']} {ACCESS_KEY}")
    ),
    "old timestamp": lambda _: httpx.Response(200, json=envelope(None, 610)),
    "page": _echo(200),
    "page of a gateway": _echo(502),
    "redirect": _echo(302),
    "odd data": lambda _: httpx.Response(200, json=envelope("x")),
    "broken code": lambda _: httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=httpx.ByteStream(b"x")),
    "reset": _reset,
    "timeout": _raising(httpx.ReadTimeout("slow")),
    "refused": _raising(httpx.ConnectError("refused")),
    "no pool": _raising(httpx.PoolTimeout("full")),
    "closed": _raising(OSError("closed")),
    "transport's own fault": _raising(UnprintableError()),
    "interruption": _raising(KeyboardInterrupt()),
    "end": _raising(SystemExit(3)),
    "cancellation": _raising(asyncio.CancelledError()),
    "no memory": _raising(MemoryError()),
}
CALLS: dict[str, Callable[[Any], object]] = {
    "platforms": lambda api: api.query.platforms(),
    "create_task": lambda api: api.task.create_task(labels=["shot_010"]),
    "add_render_env": lambda api: api.env.add_render_env({"editName": "x"}),
    "wait": lambda api: api.task.wait([1], timeout=5),
}


@pytest.mark.parametrize("fate", FATES)
@pytest.mark.parametrize("call", CALLS)
def test_call_that_fails(half: Half, call: str, fate: str) -> None:
    farm = Farm(FATES[fate])
    with half.client(farm) as api:
        error = _caught(lambda: CALLS[call](api))
    _assert_discreet(error, *(request.headers["signature"] for request in farm.requests))


@pytest.mark.parametrize("step", ["re.sub", "hmac.digest", "json.dumps", "json.loads", "time.time"])
@pytest.mark.parametrize("fate", ["refusal that echoes", "page", "reset"])
def test_call_that_is_interrupted(half: Half, fate: str, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever Ctrl-C comes: within redaction, within the signature, while a body is written or read."""
    original: Any = {"re.sub": re.sub, "hmac.digest": hmac.digest}.get(step)
    interrupted: list[str] = []

    def interrupt(*arguments: Any, **options: Any) -> Any:
        frame = inspect.currentframe()
        callers = []
        while frame is not None:
            callers.append(frame.f_globals["__name__"].partition(".")[0])
            frame = frame.f_back
        if "rayvision_api" in callers:
            interrupted.append(step)
            raise KeyboardInterrupt
        return original(*arguments, **options) if original else 0

    farm = Farm(FATES[fate])
    with half.client(farm) as api:
        with monkeypatch.context() as patch:
            patch.setattr(step, interrupt)
            try:
                api.query.platforms()
            except BaseException as caught:  # noqa: BLE001  # the interruption
                error = caught
        if not interrupted:
            pytest.skip(f"this fate does not come to {step}")
        assert isinstance(error, KeyboardInterrupt)
        _assert_discreet(error, *(request.headers["signature"] for request in farm.requests))


def test_call_that_is_cancelled(half: Half) -> None:
    if not half.is_async:
        pytest.skip("what does not wait in an event loop cannot be cancelled")
    sent: list[httpx.Request] = []

    async def silent(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        await asyncio.sleep(60)
        return httpx.Response(200)

    async def talk() -> None:
        async with _client(half, proxy=None, transport=httpx.MockTransport(silent)) as api, asyncio.timeout(0.05):
            await api.query.platforms()

    _assert_discreet(_caught(lambda: asyncio.run(talk())), sent[0].headers["signature"])


@pytest.mark.parametrize("options", [{}, {"verify": "/nowhere/at/all.pem"}], ids=["proxy", "certificates"])
def test_proxy_that_cannot_be_reached(half: Half, options: dict[str, Any]) -> None:
    proxy = f"http://joe:{PASSWORD}@{closed_port()}"
    with half.client(proxy=proxy, retries=None, timeout=5, **options) as api:
        for call in ("platforms", "create_task"):
            error = _caught(lambda call=call: CALLS[call](api))  # type: ignore[misc]  # mypy knows no such lambda
            assert isinstance(error, errors.RayvisionError)
            _assert_discreet(error)


@pytest.mark.parametrize(
    "proxy",
    [
        f"http://joe:{PASSWORD}#x@p:1",
        f"http://joe:{PASSWORD}@p:99999",
        f"joe:{PASSWORD}@p:x",
        f"ftp://joe:{PASSWORD}@p",
    ],
)
def test_malformed_proxy_of_the_environment(half: Half, proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with half.client() as api:
        error = _caught(api.query.platforms)
    assert isinstance(error, errors.RayvisionError)
    assert "HTTPS_PROXY" in str(error)
    assert "hunter2" not in str(error)
    _assert_discreet(error)


_SIGNATURES: list[str] = []


def _echo_and_remember(request: httpx.Request) -> httpx.Response:
    # In a global variable, for what the transport holds would be found in the frames.
    _SIGNATURES.append(request.headers["signature"])
    return httpx.Response(502, text="bad gateway")


def test_client_of_ones_own_with_our_signer() -> None:
    signer = RayvisionAuth(ACCESS_ID, ACCESS_KEY, "2")
    transport = httpx.MockTransport(_echo_and_remember)
    with httpx.Client(base_url="https://farm.example", auth=signer, transport=transport) as http:
        error = _caught(lambda: query_platforms.sync(http, ZoneRequest(zone=Zone.CHINA)))
    _assert_discreet(error, _SIGNATURES.pop())


def test_mistake_on_a_client_that_has_called_through_its_proxy(half: Half) -> None:
    with half.client(proxy=f"http://joe:{PASSWORD}@{closed_port()}", retries=None) as api:
        _caught(api.query.platforms)
        for step in (
            lambda: api.with_platform("x"),
            lambda: api.with_options(timeout=-1),
            lambda: api.tag.add_label(""),
            lambda: api.env.add_render_env({"a": 1.5}),
        ):
            _assert_discreet(_caught(step))
