"""What the program does: it reads its options, copies files, and prints the messages of the original."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from rayvision_sandbox.farm.storage import OutsideError, Storage, files_below
from rayvision_sandbox.hosts import is_loopback
from rayvision_sandbox.transmitter.faults import Fault, FaultError, Faults
from rayvision_sandbox.transmitter.options import HELP, VERSION, Options, OptionsError, parse

STORAGE = "RAYVISION_SANDBOX_STORAGE"
SUCCESS, TRY_AGAIN, FATAL = 0, 1, 255
_CHUNK = 65_536
_STEP = 0.1
_TIMEOUT = 30
_Item = TypeVar("_Item")


class _Ended(Exception):  # noqa: N818  # no error, but the end
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class _UnreachableError(Exception):
    """The farm does not say where its storages are."""


class _Move(NamedTuple):
    """A file that is to be moved: where it is, where it goes, and what it is called in messages."""

    source: Path
    target: Path
    name: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Transfer files as the arguments say.

    Returns:
        The exit code: 0 for success, 1 if a retry may help, 255 if not.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    if list(arguments) in (["-h"], ["-v"]):
        _say(HELP if arguments[0] == "-h" else f"current version: {VERSION}")
        return TRY_AGAIN
    try:
        options = parse(arguments)
        storage = Storage(_root(options))
        faults = Faults(os.environ, storage)
    except (OptionsError, FaultError) as error:
        _say(f"argument error: {error}")
        return FATAL
    except _UnreachableError as error:
        _say(f"connect error: {error}")
        return TRY_AGAIN
    try:
        return _Transfer(options, storage, faults).run()
    except _Ended as end:
        return end.code
    except (OSError, UnicodeError, OutsideError) as error:
        _say(str(error))
        return FATAL


def _root(options: Options) -> Path:
    """Find the folder of the storages: the named one, or that of the farm that stands at the server's address."""
    if root := os.environ.get(STORAGE):
        return Path(root)
    host = f"[{options.host}]" if ":" in options.host else options.host
    if options.host != "localhost" and not is_loopback(options.host):
        raise OptionsError(f"{host} is another machine: {STORAGE} has to name the folder of the farm's storages")
    members: dict[str, int | str] = {"userId": options.user}
    if not options.is_upload:
        # Pictures of random scenes are written when they are needed. A list may name many folders.
        members["path"] = options.remote if options.type == "download_path" else "/"
    request = urllib.request.Request(
        f"http://{host}:{options.port}/sandbox/transfer",
        json.dumps(members).encode(),
        {"Content-Type": "application/json"},
    )
    try:
        # Proxies of the environment are not meant for this machine.
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=_TIMEOUT) as response:
            return Path(json.load(response)["storage"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _UnreachableError(
            f"no sandbox answers at {host}:{options.port} ({error}), and {STORAGE} names no folder"
        ) from error


class _Transfer:
    def __init__(self, options: Options, storage: Storage, faults: Faults) -> None:
        self._options = options
        self._storage = storage
        self._faults = faults
        self._way = "upload" if options.is_upload else "download"
        self._encoding = "gbk" if faults.trigger("", "gbk") else "utf-8"

    def run(self) -> int:
        self._say("rayvision transmitter init begin")
        self._say("rayvision transmitter init end")
        self._say(f"{self._way} is begin")
        self._say("send connect request to transmit server")
        if fault := self._faults.trigger("", "exit-1", "exit-255"):
            return self._finish(TRY_AGAIN if fault.kind == "exit-1" else FATAL)
        self._say("recv connect response from transmit server")
        if self._faults.trigger("", "grandchild"):
            # It inherits the output, and survives unless the whole process group is ended.
            subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        missing = False
        for move in self._moves():
            if move.source.is_file():
                self._move(move)
            else:
                self._say(f"get path ({move.name}) info failed")
                missing = True
        return self._finish(FATAL if missing else SUCCESS)

    def _moves(self) -> Iterator[_Move]:
        options = self._options
        moves: dict[str, Callable[[], Iterator[_Move]]] = {
            "upload_path": self._upload_path,
            "upload_json": self._upload_json,
            "upload_list": self._upload_list,
            "download_path": lambda: self._download(options.remote),
            "download_list": lambda: (move for line in self._list() for move in self._download(line)),
        }
        return moves[options.type]()

    def _upload_path(self) -> Iterator[_Move]:
        local, remote = Path(self._options.local), self._options.remote
        if self._options.keep:
            remote = f"{remote}/{local.as_posix().replace(':', '')}"
        if not local.is_dir():
            # Without a name for the file, it would be called as the account's folder.
            yield self._upload(local, remote)
            return
        for path, name in files_below(local):
            yield self._upload(path, f"{remote}/{name}")

    def _upload_json(self) -> Iterator[_Move]:
        try:
            content = json.loads(Path(self._options.local).read_bytes())
        except (OSError, ValueError):
            self._say(f"get path ({self._options.local}) info failed")
            raise _Ended(FATAL) from None
        assets = content.get("asset") if isinstance(content, dict) else None
        if not isinstance(assets, list) or not all(map(_is_asset, assets)):
            self._say("failed while into element <asset>")
            raise _Ended(FATAL)
        for asset in self._part(assets):
            yield self._upload(Path(asset["local"]), asset["server"])

    def _upload_list(self) -> Iterator[_Move]:
        for line in self._list():
            yield self._upload(Path(line), f"{self._options.remote}/{line.replace(':', '')}")

    def _list(self) -> list[str]:
        text = Path(self._options.local).read_text("utf-8")
        return self._part([line for line in text.splitlines() if line])

    def _part(self, items: list[_Item]) -> list[_Item]:
        return items if self._options.part is None else items[slice(*self._options.part)]

    def _upload(self, local: Path, remote: str) -> _Move:
        target = self._storage.place(self._options.storage, self._options.user, remote)
        return _Move(local, target, str(local))

    def _download(self, remote: str) -> Iterator[_Move]:
        source = self._storage.place(self._options.storage, self._options.user, remote)
        into = Path(self._options.local)
        if not source.is_dir():
            yield _Move(source, into / source.name, remote)
            return
        if self._options.keep:
            into /= source.name
        for path, name in files_below(source):
            yield _Move(path, into / name, f"{remote.rstrip('/')}/{name}")

    def _move(self, move: _Move) -> None:
        name = move.name.replace("\\", "/")
        if self._faults.trigger(name, "silent"):
            return
        size = move.source.stat().st_size
        fault = self._faults.trigger(name, "break", "half", "slow", "stall", "stubborn")
        self._say(f"{self._way} file begin ({move.name})")
        self._storage.note("begin", way=self._way, path=name, size=size)
        move.target.parent.mkdir(parents=True, exist_ok=True)
        with move.source.open("rb") as source, move.target.open("wb") as target:
            written = 0
            for chunk in self._chunks(source.read, size, fault):
                target.write(chunk)
                target.flush()
                written += len(chunk)
                percent = 100 * written / size if size else 100.0
                self._say(
                    f"{self._way} file progress ({move.name}) {self._way} speed: 1504.89KB/S, progress: {percent:g}%"
                )
        if fault and fault.kind == "break":
            self._say(f"{self._way} file interrupt ({move.name}), error-104")
            raise _Ended(self._finish(TRY_AGAIN))
        if fault and fault.kind in {"stall", "stubborn"}:
            self._stand_still(fault.kind)
        self._storage.note("done", way=self._way, path=name, size=written)
        self._say(f"{self._way} file done ({move.name})")

    @staticmethod
    def _chunks(read: Callable[[int], bytes], size: int, fault: Fault | None) -> Iterator[bytes]:
        kind = fault.kind if fault else ""
        end = size
        if fault and kind in {"break", "half", "stall", "stubborn"}:
            end = size // 2 if fault.bytes < 0 else min(fault.bytes, size)
        step = _CHUNK
        if fault and kind == "slow":
            step = max(1, int((_CHUNK if fault.bytes < 0 else fault.bytes) * _STEP))
        while end > 0 and (chunk := read(min(step, end))):
            end -= len(chunk)
            yield chunk
            if kind == "slow":
                time.sleep(_STEP)

    @staticmethod
    def _stand_still(kind: str) -> None:
        if kind == "stubborn":
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while True:
            time.sleep(60)

    def _finish(self, code: int) -> int:
        if code == SUCCESS:
            self._say(f"{self._way} task success: all files are success")
        elif code == TRY_AGAIN:
            self._say(f"{self._way} task failure: has recoverable error, need retry")
        else:
            self._say(f"{self._way} task failure: at least one file is failure")
        self._say(f"run state is {int(code == SUCCESS)}")
        self._say(f"need_retry  is:{int(code == TRY_AGAIN)}")
        self._say("rayvision transmitter exit begin")
        self._say("rayvision transmitter exit end")
        return code

    def _say(self, line: str) -> None:
        _say(line, self._encoding)


def _is_asset(one: Any) -> bool:
    return isinstance(one, dict) and all(isinstance(one.get(name), str) for name in ("local", "server"))


def _say(line: str, encoding: str = "utf-8") -> None:
    sys.stdout.buffer.write(line.encode(encoding, "surrogateescape" if encoding == "utf-8" else "replace") + b"\n")
    sys.stdout.buffer.flush()
