# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Address of a Raysync transfer server."""

from __future__ import annotations

from typing import cast

from ..types import Reply


class RaySyncTransfer(Reply):
    """Address of a Raysync transfer server."""

    __slots__ = ()

    @property
    def server_ip(self) -> str:
        """Address of the server; a local one if there is a proxy in front (`serverIp`)."""
        return cast("str", self._wire.get("serverIp"))

    @property
    def server_port(self) -> int:
        """Port of the server (`serverPort`)."""
        return cast("int", self._wire.get("serverPort"))

    @property
    def proxy_ip(self) -> str:
        """Address of the proxy (`proxyIp`)."""
        return cast("str", self._wire.get("proxyIp"))

    @property
    def proxy_port(self) -> int:
        """Port of the proxy (`proxyPort`)."""
        return cast("int", self._wire.get("proxyPort"))

    @property
    def ssl_port(self) -> int | None:
        """Port for encrypted connections, judging by the name (`sslPort`)."""
        return self._wire.get("sslPort")

    @property
    def port(self) -> int | None:
        """Port for plain connections, judging by the name (`port`)."""
        return self._wire.get("port")
