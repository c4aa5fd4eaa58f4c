"""Client of the Renderbus / Fox Renderfarm REST API: signed, typed, sync and async.

from rayvision_api import RayvisionAPI

with RayvisionAPI(platform="2") as api:
    print(api.query.get_task_list(page_size=10).items)
"""

from __future__ import annotations

from importlib import import_module

from rayvision_api._version import __version__

# Type checkers know this name; importing it from `typing` would cost more than everything else here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from rayvision_client.models import FrameStatus as FrameStatus
    from rayvision_client.models import SoftwareId as SoftwareId
    from rayvision_client.models import TaskStatus as TaskStatus

    from rayvision_api._async.api import AsyncRayvisionAPI as AsyncRayvisionAPI
    from rayvision_api._http import RayvisionAuth as RayvisionAuth
    from rayvision_api._reconciling import Reconciliation as Reconciliation
    from rayvision_api._retrying import RetryPolicy as RetryPolicy
    from rayvision_api._sync.api import RayvisionAPI as RayvisionAPI
    from rayvision_api.errors import OutcomeUnknownError as OutcomeUnknownError
    from rayvision_api.errors import RayvisionAPIError as RayvisionAPIError
    from rayvision_api.errors import RayvisionConnectionError as RayvisionConnectionError
    from rayvision_api.errors import RayvisionError as RayvisionError
    from rayvision_api.errors import RayvisionLabelExistsError as RayvisionLabelExistsError
    from rayvision_api.errors import RayvisionNetworkError as RayvisionNetworkError
    from rayvision_api.errors import RayvisionNotFoundError as RayvisionNotFoundError
    from rayvision_api.errors import RayvisionParameterError as RayvisionParameterError
    from rayvision_api.errors import RayvisionPermissionError as RayvisionPermissionError
    from rayvision_api.errors import RayvisionProtocolError as RayvisionProtocolError
    from rayvision_api.errors import RayvisionSignatureError as RayvisionSignatureError
    from rayvision_api.errors import RayvisionTaskFailedError as RayvisionTaskFailedError
    from rayvision_api.errors import RayvisionTimeoutError as RayvisionTimeoutError
    from rayvision_api.errors import RayvisionWaitError as RayvisionWaitError
    from rayvision_api.errors import RayvisionWaitStoppedError as RayvisionWaitStoppedError
    from rayvision_api.errors import RayvisionWaitTimeoutError as RayvisionWaitTimeoutError
    from rayvision_api.errors import RayvisionZoneError as RayvisionZoneError

__all__ = [
    "AsyncRayvisionAPI",
    "FrameStatus",
    "OutcomeUnknownError",
    "RayvisionAPI",
    "RayvisionAPIError",
    "RayvisionAuth",
    "RayvisionConnectionError",
    "RayvisionError",
    "RayvisionLabelExistsError",
    "RayvisionNetworkError",
    "RayvisionNotFoundError",
    "RayvisionParameterError",
    "RayvisionPermissionError",
    "RayvisionProtocolError",
    "RayvisionSignatureError",
    "RayvisionTaskFailedError",
    "RayvisionTimeoutError",
    "RayvisionWaitError",
    "RayvisionWaitStoppedError",
    "RayvisionWaitTimeoutError",
    "RayvisionZoneError",
    "Reconciliation",
    "RetryPolicy",
    "SoftwareId",
    "TaskStatus",
    "__version__",
]

# Hosts such as Maya pay for every import at their start, so nothing is loaded before it is asked for.
_PLACES = {
    "AsyncRayvisionAPI": "rayvision_api._async.api",
    "RayvisionAPI": "rayvision_api._sync.api",
    "RayvisionAuth": "rayvision_api._http",
    "Reconciliation": "rayvision_api._reconciling",
    "RetryPolicy": "rayvision_api._retrying",
    "FrameStatus": "rayvision_client.models",
    "SoftwareId": "rayvision_client.models",
    "TaskStatus": "rayvision_client.models",
}


def __getattr__(name: str) -> object:
    if name in ("errors", "profiles", "signing"):
        return import_module(f"rayvision_api.{name}")
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PLACES.get(name, "rayvision_api.errors")), name)


def __dir__() -> list[str]:
    return sorted(__all__)
