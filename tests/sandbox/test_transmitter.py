"""The stand-in for the transmitter: its command line, messages and ends are those that were seen of the original."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ..each import each  # noqa: TID252  # has no name of its own

ACCOUNT = Path("10001000/10001136")
LINE = {"-E": "aspera", "-H": "127.0.0.1", "-P": "10221", "-S": "10201", "-U": "10001136"}
BEGIN = ["rayvision transmitter init begin", "rayvision transmitter init end"]
END = ["rayvision transmitter exit begin", "rayvision transmitter exit end"]


class Runner:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "storage"
        self.faults = ""

    @property
    def environment(self) -> dict[str, str]:
        ours = {"RAYVISION_SANDBOX_STORAGE": str(self.root), "RAYVISION_SANDBOX_TRANSMITTER_FAULTS": self.faults}
        return {**os.environ, **ours}

    def command(self, *more: str, **options: str) -> list[str]:
        pairs = LINE | {f"-{name}": value for name, value in options.items()}
        flat = [part for pair in pairs.items() for part in pair]
        return [sys.executable, "-m", "rayvision_sandbox.transmitter", *flat, *more]

    def __call__(self, *more: str, **options: str) -> tuple[int, list[str]]:
        return self.run(self.command(*more, **options))

    def run(self, command: list[str]) -> tuple[int, list[str]]:
        done = subprocess.run(command, capture_output=True, timeout=60, check=False, env=self.environment)
        assert done.stderr == b""
        return done.returncode, done.stdout.decode().splitlines()

    def file(self, name: str, content: bytes = b"content") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def listed(self, *pairs: tuple[Path, str]) -> str:
        asset = [{"local": str(local), "server": server} for local, server in pairs]
        return str(self.file("upload.json", json.dumps({"asset": asset, "scene": 5}).encode()))

    def stored(self, storage: str = "10201") -> dict[str, bytes]:
        folder = self.root / storage / ACCOUNT
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def transmitter(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def test_an_upload_says_what_it_does_and_lands_where_it_should(transmitter: Runner) -> None:
    file = transmitter.file("a b.png")
    code, said = transmitter(T="upload_json", L=transmitter.listed((file, "/D/a b.png"), (file, "home/c.png")))
    assert code == 0
    assert transmitter.stored() == {"D/a b.png": b"content", "home/c.png": b"content"}
    assert said[:3] == [*BEGIN, "upload is begin"]
    assert f"upload file begin ({file})" in said
    assert f"upload file progress ({file}) upload speed: 1504.89KB/S, progress: 100%" in said
    assert f"upload file done ({file})" in said
    assert said[-5:] == ["upload task success: all files are success", "run state is 1", "need_retry  is:0", *END]


def test_an_empty_list_is_done_at_once(transmitter: Runner) -> None:
    assert transmitter(T="upload_json", L=transmitter.listed())[0] == 0


def test_a_path_is_uploaded_under_its_new_name_or_with_its_levels(transmitter: Runner) -> None:
    file = transmitter.file("in/deep/a.png")
    folder = file.parents[1]
    assert transmitter(T="upload_path", L=str(file), R="/4711/cfg/task.json")[0] == 0
    assert transmitter(T="upload_path", L=str(folder), R="/tree")[0] == 0
    assert transmitter(T="upload_path", L=str(folder), R="/kept", K="true")[0] == 0
    kept = f"kept/{folder.as_posix().lstrip('/').replace(':', '')}/deep/a.png"
    assert set(transmitter.stored()) == {"4711/cfg/task.json", "tree/deep/a.png", kept}


def test_a_file_without_a_name_is_called_as_the_accounts_folder(transmitter: Runner) -> None:
    transmitter(T="upload_path", L=str(transmitter.file("a")), R="/")
    assert (transmitter.root / "10201" / ACCOUNT).read_bytes() == b"content"


@pytest.mark.parametrize(
    ("keep", "name"), [("true", "41_scene/a/b.png"), ("false", "a/b.png"), ("1", "41_scene/a/b.png")]
)
def test_a_download_keeps_the_folders_name_if_told_so(keep: str, name: str, transmitter: Runner) -> None:
    place = transmitter.root / "10201" / ACCOUNT / "41_scene" / "a" / "b.png"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"picture")
    code, said = transmitter(T="download_path", L=str(transmitter.folder / "out"), R="41_scene", K=keep)
    assert code == 0
    assert (transmitter.folder / "out" / name).read_bytes() == b"picture"
    assert "download is begin" in said
    assert "download file done (41_scene/a/b.png)" in said


def test_one_missing_file_fails_it_and_the_rest_goes_on(transmitter: Runner) -> None:
    file, missing = transmitter.file("a"), transmitter.folder / "missing"
    code, said = transmitter(T="upload_json", L=transmitter.listed((missing, "/missing"), (file, "/a")))
    assert code == 255
    assert f"get path ({missing}) info failed" in said
    assert "upload task failure: at least one file is failure" in said
    assert transmitter.stored() == {"a": b"content"}


def test_nothing_is_written_outside_the_accounts_folder(transmitter: Runner) -> None:
    assert transmitter(T="upload_json", L=transmitter.listed((transmitter.file("a"), "/../../../b")))[0] == 255
    assert [path for path in transmitter.root.rglob("*") if path.name == "b"] == []


@each(
    ("kind", "content"),
    [
        *(
            ("upload_json", text)
            for text in (b"{", b"{}", b"[]", b'{"asset": 5}', b'{"asset": {}}', b'{"asset": [5]}', b'"\xff"')
        ),
        ("upload_json", b'{"asset": [{"local": "a"}]}'),
        ("upload_json", b'{"asset": [{"local": "a", "server": 5}]}'),
        *((kind, b"\xff") for kind in ("upload_list", "download_list")),
    ],
)
def test_a_list_that_cannot_be_read_is_fatal(kind: str, content: bytes, transmitter: Runner) -> None:
    assert transmitter(T=kind, L=str(transmitter.file("list", content)), R="/a")[0] == 255


@pytest.mark.parametrize(
    ("options", "more"),
    [
        ({"E": "raysyncproxy"}, ()),
        ({"T": "upload"}, ()),
        ({"P": "x"}, ()),
        ({"s": "1048577"}, ()),
        ({"p": "3"}, ()),
        ({"K": "yes"}, ()),
        ({"S": ""}, ()),
        ({}, ("-S", "10201")),
        ({}, ("-x", "1")),
        ({}, ("-R",)),
    ],
)
def test_options_that_make_no_sense_are_fatal(
    options: dict[str, str], more: tuple[str, ...], transmitter: Runner
) -> None:
    code, said = transmitter(*more, **({"T": "upload_path", "L": "/a", "R": "/a"} | options))
    assert (code, len(said)) == (255, 1)


@pytest.mark.parametrize(("option", "said"), [("-h", "-E engine"), ("-v", "current version: 1.1.5")])
def test_help_and_version_end_with_1(option: str, said: str, transmitter: Runner) -> None:
    code, lines = transmitter.run([sys.executable, "-m", "rayvision_sandbox.transmitter", option])
    assert code == 1
    assert lines[0].startswith(said)


def test_without_a_storage_it_says_so(transmitter: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    command = transmitter.command(T="upload_path", L="/a", R="/a")
    environment = {name: value for name, value in os.environ.items() if name != "RAYVISION_SANDBOX_STORAGE"}
    done = subprocess.run(command, capture_output=True, timeout=60, check=False, env=environment)
    assert done.returncode == 1
    assert b"no sandbox answers at 127.0.0.1:10221" in done.stdout
    assert b"RAYVISION_SANDBOX_STORAGE" in done.stdout


@pytest.mark.parametrize(
    ("faults", "code", "stored"),
    [
        ("kind=exit-1", 1, {}),
        ("kind=exit-255", 255, {}),
        ("kind=half,file=*.exr", 0, {"a.png": b"content", "b.exr": b"con"}),
        ("kind=break,file=*.exr,bytes=2", 1, {"a.png": b"content", "b.exr": b"co"}),
        ("kind=silent,file=*.exr", 0, {"a.png": b"content"}),
        ("kind=slow,bytes=1000;kind=gbk", 0, {"a.png": b"content", "b.exr": b"content"}),
    ],
)
def test_faults_happen_as_ordered(faults: str, code: int, stored: dict[str, bytes], transmitter: Runner) -> None:
    pairs = [(transmitter.file(name), f"/{name}") for name in ("a.png", "b.exr")]
    transmitter.faults = faults
    assert transmitter(T="upload_json", L=transmitter.listed(*pairs))[0] == code
    assert transmitter.stored() == stored


def test_a_fault_ends_after_its_times_in_whatever_process(transmitter: Runner) -> None:
    transmitter.faults = "kind=exit-1,times=2"
    listed = transmitter.listed((transmitter.file("a"), "/a"))
    assert [transmitter(T="upload_json", L=listed)[0] for _ in range(4)] == [1, 1, 0, 0]


@pytest.mark.parametrize("faults", ["kind=unknown", "half", "kind=half,bytes=x", "kind=half,colour=red"])
def test_a_fault_that_is_none_is_refused_with_what_would_be_one(faults: str, transmitter: Runner) -> None:
    transmitter.faults = faults
    code, said = transmitter(T="upload_json", L=transmitter.listed())
    assert code == 255
    assert "kind=KIND" in said[0]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("kind", "hears"), [("stall", True), ("stubborn", False)])
def test_it_stands_still_until_it_is_ended(kind: str, hears: bool, transmitter: Runner) -> None:
    transmitter.faults = f"kind={kind}"
    command = transmitter.command(T="upload_json", L=transmitter.listed((transmitter.file("a", b"x" * 10), "/a")))
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=transmitter.environment) as process:
        deadline = time.monotonic() + 20
        while transmitter.stored() != {"a": b"x" * 5} and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.3)
        process.terminate()
        if not hears:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(1)
            process.kill()
        assert process.wait(20) == -(signal.SIGTERM if hears else signal.SIGKILL)


def test_the_journal_tells_what_was_written(transmitter: Runner) -> None:
    file = transmitter.file("a")
    transmitter(T="upload_json", L=transmitter.listed((file, "/a")))
    lines = [json.loads(line) for line in (transmitter.root / "journal.jsonl").read_text("utf-8").splitlines()]
    assert [(line["what"], line["path"], line["size"]) for line in lines] == [
        ("begin", file.as_posix(), 7),
        ("done", file.as_posix(), 7),
    ]
