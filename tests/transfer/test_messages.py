"""What the transmitter prints is understood however it comes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rayvision_api.transfer._messages import LONGEST_LINE, Lines, Message, message
from rayvision_api.transfer._progress import Progress, Tracker, TransferFile

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "2020-01-02 INFO upload file progress (/a/b (1).png) upload speed: 1504.89KB/S, progress: 99.0475%",
            Message("progress", "/a/b (1).png", 99.0475),
        ),
        ("download file progress (x) download speed: 1KB/S, progress: 120%", Message("progress", "x", 100.0)),
        ("upload file begin (/a)", Message("begin", "/a")),
        ("upload file done (/a)", Message("done", "/a")),
        ("upload file interrupt (/a), error-104", Message("failed", "/a", reason="error-104")),
        ("upload file fail (/a)", Message("failed", "/a", reason="the transmitter gives no reason")),
        ("get path (/a) info failed", Message("failed", "/a", reason="it is not there, or cannot be read")),
        ("upload file progress (/a) upload speed: 1KB/S, progress: 1.2.3%", None),
        ("rayvision transmitter init begin", None),
        ("", None),
    ],
)
def test_lines(line: str, found: Message | None) -> None:
    assert message(line) == found


@given(NAMES)
def test_any_name_is_read_whole(name: str) -> None:
    found = message(f"upload file progress ({name}) upload speed: 1.5KB/S, progress: 12.5%")
    assert found
    if ") " not in name:
        assert (found.path, found.percent) == (name, 12.5)
    for what in ("begin", "done"):
        assert message(f"upload file {what} ({name})") == Message(what, name)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), min_size=1)), st.data())
def test_lines_are_the_same_however_they_are_cut(lines: list[str], data: st.DataObject) -> None:
    ends = [data.draw(st.sampled_from(["\n", "\r\n", "\r"])) for _ in lines]
    text = "".join(line + end for line, end in zip(lines, ends, strict=True)).encode()
    reader, got, rest = Lines(), [], text
    while rest:
        size = data.draw(st.integers(1, len(rest)))
        got += reader.feed(rest[:size])
        rest = rest[size:]
    assert [*got, *reader.end()] == lines


def test_a_line_without_end_takes_no_more_room_than_it_may() -> None:
    reader = Lines()
    for _ in range(100):
        assert list(reader.feed(b"x" * LONGEST_LINE)) == []
    assert [len(line) for line in reader.end()] == [LONGEST_LINE]


def test_other_encodings_are_read_as_the_machine_writes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locale.getpreferredencoding", lambda do_setlocale: "gbk")
    assert list(Lines().feed("upload file done (贴图)\n".encode("gbk"))) == ["upload file done (贴图)"]
    monkeypatch.setattr("locale.getpreferredencoding", lambda do_setlocale: "utf-8")
    assert list(Lines().feed(b"\xff\n")) == ["\ufffd"]


def test_a_file_is_known_by_its_local_and_by_its_server_name() -> None:
    files = [TransferFile("/home/a", "home/a", 10), TransferFile("D:\\b", "/D/b", 10)]
    tracker = Tracker(files)
    tracker.take(Message("done", "/home/a"))
    tracker.take(Message("done", "D:\\b"))
    assert tracker.missing == []
    tracker = Tracker(files)
    tracker.take(Message("done", "home/a"))
    tracker.take(Message("done", "/D/b"))
    assert tracker.missing == []


def test_speed_is_that_of_the_last_seconds_and_reports_are_few() -> None:
    now = 0.0
    seen: list[Progress] = []
    tracker = Tracker([TransferFile("/a", "/a", 10_000)], seen.append, lambda: now)
    for step in range(2000):
        now = step / 100
        tracker.take(Message("progress", "/a", step / 40 if step < 1000 else 25 + (step - 1000) / 20))
    tracker.report(at_once=True)
    assert len(seen) <= 201 + 1
    assert seen[-1].bytes_per_second == pytest.approx(500, rel=0.1)
    assert seen[-1].seconds_left == pytest.approx(5, rel=0.1)


def test_what_is_sent_again_is_not_counted_twice() -> None:
    seen: list[Progress] = []
    tracker = Tracker([TransferFile("/a", "/a", 100), TransferFile("/b", "/b", 100)], seen.append)
    tracker.take(Message("done", "/a"))
    tracker.take(Message("progress", "/b", 50))
    tracker.take(Message("failed", "/b", reason="error-1"))
    tracker.start_again()
    for name in "ab":
        tracker.take(Message("begin", f"/{name}"))
        tracker.take(Message("progress", f"/{name}", 50))
        tracker.take(Message("done", f"/{name}"))
    tracker.report(at_once=True)
    assert (seen[-1].files_done, seen[-1].bytes_done, seen[-1].failed) == (2, 200, {})
