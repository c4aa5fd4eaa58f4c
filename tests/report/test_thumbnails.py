"""Pictures from servers of all manners: kept when they are pictures and come soon, left out otherwise."""

from __future__ import annotations

import base64
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from rayvision_cli.report import build_report, thumbnails
from rayvision_sandbox.farm.pictures import draw

from ..each import each  # noqa: TID252  # has no name of its own
from ..reliability.loopback import HangUpError, Reply, Sent, http_reply, serving  # noqa: TID252  # has no name of its own
from .support import TASK_ID, Farm, Page, frame, task

PICTURE = draw(1, 100)


def sending(content: bytes, status: int = 200, **headers: str) -> Reply:
    reply = http_reply(content, f"{status} -", *(f"{name}: {value}" for name, value in headers.items()))
    return lambda *_: reply


def dripping(_: Sent, connection: socket.socket) -> bytes:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(60):
        connection.sendall(b"\x89")
        time.sleep(0.1)
    raise HangUpError


def silent(_: Sent, connection: socket.socket) -> bytes:
    connection.recv(1)  # until the client has hung up
    raise HangUpError


def hanging_up(*_: Any) -> bytes:
    raise HangUpError


@pytest.fixture
def serve() -> Iterator[Callable[[Reply], tuple[str, list[Sent]]]]:
    """Serve pictures in some manner; gives the address and what was asked."""
    with ExitStack() as stack:

        def start(manner: Reply) -> tuple[str, list[Sent]]:
            server = stack.enter_context(serving(manner))
            return f"http://{server.domain}", server.requests

        yield start


def pictures_of(address: Any, frames: list[dict[str, Any]] | None = None, **members: Any) -> list[str]:
    farm = Farm(
        task(**members), frames or [frame(1)], loadingFrameThumbnail=lambda body: [address] if address else address
    )
    page = Page(build_report(farm.api(), TASK_ID))
    assert not page.faults
    return page.values_of("img", "src")


def test_picture_is_kept_in_the_page_and_nothing_of_the_account_sent_along(
    serve: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password SECRET\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    address, asked = serve(sending(PICTURE))
    (source,) = pictures_of(f"{address}/mnt/a b.png")
    assert base64.b64decode(source.removeprefix("data:image/png;base64,")) == PICTURE
    (sent,) = asked
    assert not {"accessid", "signature", "authorization", "cookie", "nonce"} & {name.lower() for name in sent.headers}
    assert "EXAMPLE" not in str(sent.headers)


@each(
    ("manner", "kind"),
    [
        (sending(b"\xff\xd8\xff\xe0rest", **{"Content-Type": "text/html"}), "jpeg"),
        (sending(b"GIF89a rest"), "gif"),
        (sending(b"RIFF\x10\0\0\0WEBPVP8 rest"), "webp"),
        (sending(b"\x89PNG\r\n\x1a\nrest"), "png"),
        (sending(b""), None),
        (sending(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), None),
        (sending(b"<html>not here</html>"), None),
        (sending(PICTURE, 404), None),
        (sending(PICTURE + bytes(300_000)), None),
        (hanging_up, None),
    ],
)
def test_small_pictures_are_kept_and_all_else_is_left_out(serve: Any, manner: Reply, kind: str | None) -> None:
    address, asked = serve(manner)
    kinds = [source.partition(";base64,")[0] for source in pictures_of(f"{address}/a.png")]
    assert kinds == ([f"data:image/{kind}"] if kind else [])
    assert asked


def test_redirects_are_not_followed(serve: Any) -> None:
    target, reached = serve(sending(PICTURE))
    address, asked = serve(sending(b"", 302, Location=f"{target}/a.png"))
    assert pictures_of(f"{address}/a.png") == []
    assert asked
    assert not reached


@pytest.mark.parametrize("manner", [dripping, silent])
def test_slow_servers_hold_nobody_up(serve: Any, manner: Reply, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thumbnails, "SECONDS_FOR_ONE", 0.5)
    address, asked = serve(manner)
    begin = time.monotonic()
    assert pictures_of(f"{address}/a.png") == []
    assert time.monotonic() - begin < 5
    assert asked


def test_many_slow_servers_hold_nobody_up_either(serve: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thumbnails, "SECONDS_FOR_ONE", 0.5)
    monkeypatch.setattr(thumbnails, "SECONDS_IN_ALL", 0.7)
    address, asked = serve(dripping)
    begin = time.monotonic()
    assert pictures_of(f"{address}/a.png", [frame(number) for number in range(50)]) == []
    assert time.monotonic() - begin < 10
    assert 0 < len(asked) < thumbnails.MOST_PICTURES


@each(
    "address",
    [
        "/mnt/output/d2_0/small_pic/1/2/a[-]jpg.jpg",
        "file:///etc/hostname",
        "ftp://127.0.0.1/a.png",
        "data:image/png;base64,AAAA",
        "http://",
        "http://[::1",
        "http://\ud800.example/",
        "http://127.0.0.1:99999999/",
        "http://127.0.0.1:1/refused.png",
        "javascript:alert(1)",
        7,
        None,
        [],
        {"a": 1},
    ],
)
def test_addresses_that_lead_nowhere(address: Any) -> None:
    assert pictures_of(address) == []


def test_address_with_a_password_is_not_asked(serve: Any) -> None:
    address, asked = serve(sending(PICTURE))
    assert pictures_of(f"http://me:SECRET@{address.removeprefix('http://')}/a.png") == []
    assert not asked


def test_only_so_many_pictures_spread_over_the_task(serve: Any) -> None:
    address, asked = serve(sending(PICTURE))
    farm = Farm(task(), [frame(number) for number in range(100)], loadingFrameThumbnail=lambda _: [f"{address}/a.png"])
    page = Page(build_report(farm.api(), TASK_ID))
    assert len(asked) == len(page.values_of("img", "src")) == thumbnails.MOST_PICTURES
    captions = [int(text.removeprefix("Picture of frame ")) for text in page.values_of("img", "alt")]
    assert captions == sorted(captions)
    assert captions[0] < 5
    assert captions[-1] > 90
    assert f"{thumbnails.MOST_PICTURES} of 100 finished frames, spread over the task." in page.everything


def test_only_so_many_bytes_of_pictures(serve: Any) -> None:
    address, _ = serve(sending(PICTURE + bytes(150_000)))
    frames = [frame(number) for number in range(24)]
    sources = pictures_of(f"{address}/a.png", frames)
    assert 0 < len(sources) < 8


def test_farm_that_refuses_to_tell_of_pictures() -> None:
    farm = Farm(task(), [frame(1)])
    assert "Pictures" not in Page(build_report(farm.api(), TASK_ID)).said_in("h2")
    assert farm.calls["loadingFrameThumbnail"] == 1


def test_picture_of_a_3ds_max_that_is_still_at_work(serve: Any) -> None:
    address, _ = serve(sending(PICTURE))
    progress = {"grabInfo": [[{"frameIndex": "0-1", "grabUrl": f"{address}/a.png"}, {"grabUrl": None}]]}
    frames = [frame(1, frameStatus=2, endTime=None, frameIndex="0-1")]
    farm = Farm(task(cgId=2001, taskStatus=5), frames, loadTaskProcessImg=lambda _: progress)
    page = Page(build_report(farm.api(), TASK_ID))
    assert page.values_of("img", "alt") == ["Picture of frame 0-1"]


def test_pictures_that_have_come_are_shown_and_others_by_the_farms(serve: Any, tmp_path: Path) -> None:
    address, asked = serve(sending(PICTURE))
    come = {number: draw(number, 50) for number in (1, 2)}
    folder = tmp_path / f"{TASK_ID}_shot/layer"
    folder.mkdir(parents=True)
    (folder / "a.0001.exr").write_bytes(b"no browser shows it")
    (folder / "a.0001.png").write_bytes(come[1])
    (folder / "b.0002.png").write_bytes(come[2])
    (folder / "b.0003.png").write_bytes(PICTURE + bytes(thumbnails.MOST_BYTES))
    frames = [frame(number) for number in (1, 2, 3)]
    farm = Farm(task(), frames, loadingFrameThumbnail=lambda _: [f"{address}/a.png"])
    sources = Page(build_report(farm.api(), TASK_ID, pictures=tmp_path)).values_of("img", "src")
    shown = [base64.b64decode(source.removeprefix("data:image/png;base64,")) for source in sources]
    assert shown == [come[1], come[2], PICTURE]
    assert len(asked) == 1
