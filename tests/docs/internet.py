"""An internet for the pages: anyone who asks for a domain of the service is put through to a farm on this machine.

So a page can show what a reader would write, `RayvisionAPI(platform="2")`, and be run as it stands. Nothing is patched:
the environment names a proxy and a certificate authority, as it does in a studio behind a firewall.
"""

from __future__ import annotations

import socket
import socketserver
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import trustme
import uvicorn
from rayvision_sandbox.farm.database import Database
from rayvision_sandbox.farm.farm import Farm
from rayvision_sandbox.farm.storage import Storage
from rayvision_sandbox.farm.users import User
from rayvision_sandbox.http.application import App
from rayvision_sandbox.http.server import domain_of, listen

DOMAINS = ("task.renderbus.com", "jop.foxrenderfarm.com")

# Half an hour in a second: no page waits long, and none is overtaken between two of its calls.
SPEED = 1800


@contextmanager
def internet(folder: Path) -> Iterator[dict[str, str]]:
    """Run a farm behind a proxy while a block runs.

    Yields:
        The environment variables of a program that is to use them.
    """
    authority = trustme.CA()
    bundle, pair = folder / "authority.pem", folder / "farm.pem"
    authority.cert_pem.write_to_path(str(bundle))
    authority.issue_cert(*DOMAINS).private_key_and_cert_chain_pem.write_to_path(str(pair))
    user, database = User(), Database()
    storage = Storage(folder / "storage")
    with _farm(Farm(database, [user], speed=SPEED, storage=storage), pair) as farm, _proxy(farm) as proxy:
        yield {
            "RAYVISION_API_ACCESS_ID": user.access_id,
            "RAYVISION_API_KEY": user.access_key,
            "RAYVISION_API_PROFILES": str(folder / "profiles.ini"),
            "HTTPS_PROXY": f"http://{proxy}",
            "NO_PROXY": "127.0.0.1",
            "SSL_CERT_FILE": str(bundle),
            # And the vendor's program has a stand-in.
            "RAYVISION_TRANSMITTER": str(Path(sys.executable).with_name("rayvision-sandbox-transmitter")),
            "RAYVISION_SANDBOX_STORAGE": str(storage.root),
        }
    database.close()


@contextmanager
def _farm(farm: Farm, pair: Path) -> Iterator[str]:
    app = App(farm, DOMAINS)
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", ssl_certfile=pair)
    config.timeout_graceful_shutdown = 1
    server, listener = uvicorn.Server(config), listen("127.0.0.1", 0)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="farm of the pages")
    thread.start()
    try:
        yield domain_of(listener)
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


class _Tunnel(socketserver.StreamRequestHandler):
    """Answers CONNECT, and carries bytes to and fro."""

    def handle(self) -> None:
        method, target, _ = self.rfile.readline().decode("latin-1").split()
        while self.rfile.readline().strip():
            pass
        if method != "CONNECT" or target not in [f"{domain}:443" for domain in DOMAINS]:
            self.wfile.write(b"HTTP/1.1 403 Not a domain of the service\r\n\r\n")
            return
        host, _, port = self.server.farm.partition(":")
        with socket.create_connection((host, int(port))) as farm:
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=_carry, args=(farm, self.connection))
            back.start()
            _carry(self.connection, farm)
            back.join()


def _carry(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def _proxy(farm: str) -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Tunnel) as server:
        server.daemon_threads = True
        server.farm = farm
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="proxy")
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join(10)
