"""Client of the Renderbus / Fox Renderfarm REST API: signed, typed, sync and async.

from rayvision_api import RayvisionAPI

with RayvisionAPI(platform="2") as api:
    print(api.query.get_task_list(page_size=10).items)
"""

from __future__ import annotations

import os.path
from importlib import import_module

from rayvision_api._version import __version__

# The vendor's distribution has a package of this name. This is one of its files, and none of ours.
if os.path.exists(os.path.join(os.path.dirname(__file__), "core.py")):  # noqa: PTH110, PTH118, PTH120  # pathlib costs time
    import warnings

    warnings.warn(
        "files of the vendor's rayvision-api lie among those of rayvision-sdk; run: pip uninstall rayvision-api, "
        "and then: pip install --force-reinstall --no-deps rayvision-sdk",
        stacklevel=2,
    )

# Type checkers know this name; importing it from `typing` would cost more than everything else here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from rayvision_client.models import (
        AssetIsolationModel,
        CreatedTasks,
        ErrorDetail,
        ErrorKind,
        FeeType,
        FrameInfo,
        FramePage,
        FrameStats,
        FrameStatus,
        FrameType,
        HardwareConfig,
        HardwareStatus,
        HardwareType,
        JobFileName,
        Label,
        LabelList,
        LabelOwners,
        LabelStatus,
        Language,
        LanguageFlag,
        LoginRecord,
        LoginRecordPage,
        LogPage,
        OperatingSystem,
        OperationSource,
        OsName,
        OutputFile,
        Platform,
        PlatformStatus,
        PlatformType,
        Plugin,
        PluginVersion,
        ProgressFrame,
        RaySyncTransfer,
        RaySyncUser,
        RenderEnv,
        RenderEnvName,
        RenderEnvRequest,
        RenderStage,
        RentedMachines,
        SelectAll,
        Software,
        SoftwareId,
        SoftwareVersion,
        SubaccountOutput,
        SupportedPlugins,
        SupportedSoftware,
        TaskInfo,
        TaskKeyValues,
        TaskPage,
        TaskProgress,
        TaskRecord,
        TaskRecordPage,
        TaskStatus,
        TaskUserLevel,
        TransferAccount,
        TransferConfig,
        TransferEngine,
        TransferIds,
        TransferLine,
        TransferLineType,
        TransferServer,
        UnsupportedVersion,
        UserProfile,
        UserSettings,
        Zone,
    )

    from rayvision_api._async.api import AsyncRayvisionAPI
    from rayvision_api._async.budgeting import AsyncBudgetKeeper
    from rayvision_api._calls.costs import Cost, CostEstimate, CostGroup, Costs
    from rayvision_api._calls.money import currency_of, spent_on
    from rayvision_api._calls.reconciling import Reconciliation
    from rayvision_api._calls.sub_tasks import has_ended, whole_task
    from rayvision_api._calls.submitted import was_submitted
    from rayvision_api._calls.supervising import Budget, GiveUpReason, Supervision, SupervisionEvent
    from rayvision_api._calls.task_frames import TaskFrame
    from rayvision_api._sync.api import RayvisionAPI
    from rayvision_api._sync.budgeting import BudgetKeeper
    from rayvision_api._transport.auth import RayvisionAuth
    from rayvision_api._transport.concurrency import AsyncStopEvent, StopEvent
    from rayvision_api._transport.retries import RetryPolicy
    from rayvision_api.errors import (
        OutcomeUnknownError,
        OutcomeUnknownOnceError,
        RayvisionAPIError,
        RayvisionConnectionError,
        RayvisionError,
        RayvisionLabelExistsError,
        RayvisionNetworkError,
        RayvisionNotFoundError,
        RayvisionParameterError,
        RayvisionPermissionError,
        RayvisionProtocolError,
        RayvisionRateLimitError,
        RayvisionSignatureError,
        RayvisionTaskFailedError,
        RayvisionTaskMissingError,
        RayvisionTimeoutError,
        RayvisionWaitError,
        RayvisionWaitStoppedError,
        RayvisionWaitTimeoutError,
        RayvisionZoneError,
    )

__all__ = [
    "AssetIsolationModel",
    "AsyncBudgetKeeper",
    "AsyncRayvisionAPI",
    "AsyncStopEvent",
    "Budget",
    "BudgetKeeper",
    "Cost",
    "CostEstimate",
    "CostGroup",
    "Costs",
    "CreatedTasks",
    "ErrorDetail",
    "ErrorKind",
    "FeeType",
    "FrameInfo",
    "FramePage",
    "FrameStats",
    "FrameStatus",
    "FrameType",
    "GiveUpReason",
    "HardwareConfig",
    "HardwareStatus",
    "HardwareType",
    "JobFileName",
    "Label",
    "LabelList",
    "LabelOwners",
    "LabelStatus",
    "Language",
    "LanguageFlag",
    "LogPage",
    "LoginRecord",
    "LoginRecordPage",
    "OperatingSystem",
    "OperationSource",
    "OsName",
    "OutcomeUnknownError",
    "OutcomeUnknownOnceError",
    "OutputFile",
    "Platform",
    "PlatformStatus",
    "PlatformType",
    "Plugin",
    "PluginVersion",
    "ProgressFrame",
    "RaySyncTransfer",
    "RaySyncUser",
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
    "RayvisionRateLimitError",
    "RayvisionSignatureError",
    "RayvisionTaskFailedError",
    "RayvisionTaskMissingError",
    "RayvisionTimeoutError",
    "RayvisionWaitError",
    "RayvisionWaitStoppedError",
    "RayvisionWaitTimeoutError",
    "RayvisionZoneError",
    "Reconciliation",
    "RenderEnv",
    "RenderEnvName",
    "RenderEnvRequest",
    "RenderStage",
    "RentedMachines",
    "RetryPolicy",
    "SelectAll",
    "Software",
    "SoftwareId",
    "SoftwareVersion",
    "StopEvent",
    "SubaccountOutput",
    "Supervision",
    "SupervisionEvent",
    "SupportedPlugins",
    "SupportedSoftware",
    "TaskFrame",
    "TaskInfo",
    "TaskKeyValues",
    "TaskPage",
    "TaskProgress",
    "TaskRecord",
    "TaskRecordPage",
    "TaskStatus",
    "TaskUserLevel",
    "TransferAccount",
    "TransferConfig",
    "TransferEngine",
    "TransferIds",
    "TransferLine",
    "TransferLineType",
    "TransferServer",
    "UnsupportedVersion",
    "UserProfile",
    "UserSettings",
    "Zone",
    "__version__",
    "currency_of",
    "has_ended",
    "spent_on",
    "was_submitted",
    "whole_task",
]

# Hosts such as Maya pay for every import at their start, so nothing is loaded before it is asked for.
_PLACES = {
    "AsyncBudgetKeeper": "rayvision_api._async.budgeting",
    "AsyncRayvisionAPI": "rayvision_api._async.api",
    "AsyncStopEvent": "rayvision_api._transport.concurrency",
    "Budget": "rayvision_api._calls.supervising",
    "BudgetKeeper": "rayvision_api._sync.budgeting",
    "Cost": "rayvision_api._calls.costs",
    "CostGroup": "rayvision_api._calls.costs",
    "CostEstimate": "rayvision_api._calls.costs",
    "Costs": "rayvision_api._calls.costs",
    "GiveUpReason": "rayvision_api._calls.supervising",
    "RayvisionAPI": "rayvision_api._sync.api",
    "RayvisionAuth": "rayvision_api._transport.auth",
    "Reconciliation": "rayvision_api._calls.reconciling",
    "RetryPolicy": "rayvision_api._transport.retries",
    "StopEvent": "rayvision_api._transport.concurrency",
    "Supervision": "rayvision_api._calls.supervising",
    "SupervisionEvent": "rayvision_api._calls.supervising",
    "TaskFrame": "rayvision_api._calls.task_frames",
    "currency_of": "rayvision_api._calls.money",
    "has_ended": "rayvision_api._calls.sub_tasks",
    "spent_on": "rayvision_api._calls.money",
    "was_submitted": "rayvision_api._calls.submitted",
    "whole_task": "rayvision_api._calls.sub_tasks",
}


def __getattr__(name: str) -> object:
    if name in ("environment", "errors", "profiles", "signing", "text"):
        return import_module(f"rayvision_api.{name}")
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    elsewhere = "rayvision_api.errors" if name.endswith("Error") else "rayvision_client.models"
    return getattr(import_module(_PLACES.get(name, elsewhere)), name)


def __dir__() -> list[str]:
    return sorted(__all__)
