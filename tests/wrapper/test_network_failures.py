"""What can happen on the way to the service and back is always one of our errors."""

from __future__ import annotations

import httpx
import pytest
from rayvision_api import RayvisionConnectionError, RayvisionError, RayvisionTimeoutError

from ..each import each  # noqa: TID252  # has no name of its own
from .support import Farm, Half

pytestmark = pytest.mark.both_halves


@each(
    ("kind", "ours"),
    [
        (httpx.ConnectError, RayvisionConnectionError),
        (httpx.ReadError, RayvisionConnectionError),
        (httpx.WriteError, RayvisionConnectionError),
        (httpx.CloseError, RayvisionConnectionError),
        (httpx.ProxyError, RayvisionConnectionError),
        (httpx.RemoteProtocolError, RayvisionConnectionError),
        (httpx.ConnectTimeout, RayvisionTimeoutError),
        (httpx.ReadTimeout, RayvisionTimeoutError),
        (httpx.WriteTimeout, RayvisionTimeoutError),
        (httpx.PoolTimeout, RayvisionTimeoutError),
        (httpx.UnsupportedProtocol, RayvisionConnectionError),
        (httpx.LocalProtocolError, RayvisionConnectionError),
    ],
)
@pytest.mark.parametrize("words", ["what happened", ""])
def test_every_failure_of_the_transport_becomes_one_of_ours(
    half: Half, kind: type[httpx.RequestError], ours: type[RayvisionError], words: str
) -> None:
    with pytest.raises(RayvisionError) as caught:
        half.call(half.client(Farm(kind(words))), "query.platforms")
    error = caught.value
    assert type(error) is ours
    assert words in str(error)
    assert kind.__name__ in str(error) or words
    assert (error.operation, error.request) == (
        "queryPlatforms",
        "https://task.renderbus.com/api/render/common/queryPlatforms",
    )
    assert error.operation in str(error)
    assert error.request in str(error)
