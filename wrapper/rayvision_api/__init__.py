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
    from rayvision_client.models import AssetIsolationModel as AssetIsolationModel
    from rayvision_client.models import CreatedTasks as CreatedTasks
    from rayvision_client.models import ErrorDetail as ErrorDetail
    from rayvision_client.models import ErrorKind as ErrorKind
    from rayvision_client.models import FeeType as FeeType
    from rayvision_client.models import FrameInfo as FrameInfo
    from rayvision_client.models import FramePage as FramePage
    from rayvision_client.models import FrameStats as FrameStats
    from rayvision_client.models import FrameStatus as FrameStatus
    from rayvision_client.models import FrameType as FrameType
    from rayvision_client.models import HardwareConfig as HardwareConfig
    from rayvision_client.models import HardwareStatus as HardwareStatus
    from rayvision_client.models import HardwareType as HardwareType
    from rayvision_client.models import JobFileName as JobFileName
    from rayvision_client.models import Label as Label
    from rayvision_client.models import LabelList as LabelList
    from rayvision_client.models import LabelOwners as LabelOwners
    from rayvision_client.models import LabelStatus as LabelStatus
    from rayvision_client.models import Language as Language
    from rayvision_client.models import LanguageFlag as LanguageFlag
    from rayvision_client.models import LoginRecord as LoginRecord
    from rayvision_client.models import LoginRecordPage as LoginRecordPage
    from rayvision_client.models import LogPage as LogPage
    from rayvision_client.models import OperatingSystem as OperatingSystem
    from rayvision_client.models import OperationSource as OperationSource
    from rayvision_client.models import OsName as OsName
    from rayvision_client.models import OutputFile as OutputFile
    from rayvision_client.models import Platform as Platform
    from rayvision_client.models import PlatformStatus as PlatformStatus
    from rayvision_client.models import PlatformType as PlatformType
    from rayvision_client.models import Plugin as Plugin
    from rayvision_client.models import PluginVersion as PluginVersion
    from rayvision_client.models import ProgressFrame as ProgressFrame
    from rayvision_client.models import RaySyncTransfer as RaySyncTransfer
    from rayvision_client.models import RaySyncUser as RaySyncUser
    from rayvision_client.models import RenderEnv as RenderEnv
    from rayvision_client.models import RenderEnvName as RenderEnvName
    from rayvision_client.models import RenderEnvRequest as RenderEnvRequest
    from rayvision_client.models import RenderStage as RenderStage
    from rayvision_client.models import RentedMachines as RentedMachines
    from rayvision_client.models import SelectAll as SelectAll
    from rayvision_client.models import Software as Software
    from rayvision_client.models import SoftwareId as SoftwareId
    from rayvision_client.models import SoftwareVersion as SoftwareVersion
    from rayvision_client.models import SubaccountOutput as SubaccountOutput
    from rayvision_client.models import SupportedPlugins as SupportedPlugins
    from rayvision_client.models import SupportedSoftware as SupportedSoftware
    from rayvision_client.models import TaskInfo as TaskInfo
    from rayvision_client.models import TaskKeyValues as TaskKeyValues
    from rayvision_client.models import TaskPage as TaskPage
    from rayvision_client.models import TaskProgress as TaskProgress
    from rayvision_client.models import TaskRecord as TaskRecord
    from rayvision_client.models import TaskRecordPage as TaskRecordPage
    from rayvision_client.models import TaskStatus as TaskStatus
    from rayvision_client.models import TaskUserLevel as TaskUserLevel
    from rayvision_client.models import TransferAccount as TransferAccount
    from rayvision_client.models import TransferConfig as TransferConfig
    from rayvision_client.models import TransferEngine as TransferEngine
    from rayvision_client.models import TransferIds as TransferIds
    from rayvision_client.models import TransferLine as TransferLine
    from rayvision_client.models import TransferLineType as TransferLineType
    from rayvision_client.models import TransferServer as TransferServer
    from rayvision_client.models import UnsupportedVersion as UnsupportedVersion
    from rayvision_client.models import UserProfile as UserProfile
    from rayvision_client.models import UserSettings as UserSettings
    from rayvision_client.models import Zone as Zone

    from rayvision_api._async.api import AsyncRayvisionAPI as AsyncRayvisionAPI
    from rayvision_api._async.budgeting import AsyncBudgetKeeper as AsyncBudgetKeeper
    from rayvision_api._calls.costs import Cost as Cost
    from rayvision_api._calls.costs import CostEstimate as CostEstimate
    from rayvision_api._calls.costs import CostGroup as CostGroup
    from rayvision_api._calls.costs import Costs as Costs
    from rayvision_api._calls.money import currency_of as currency_of
    from rayvision_api._calls.money import spent_on as spent_on
    from rayvision_api._calls.reconciling import Reconciliation as Reconciliation
    from rayvision_api._calls.sub_tasks import has_ended as has_ended
    from rayvision_api._calls.sub_tasks import whole_task as whole_task
    from rayvision_api._calls.submitted import was_submitted as was_submitted
    from rayvision_api._calls.supervising import Budget as Budget
    from rayvision_api._calls.supervising import GiveUpReason as GiveUpReason
    from rayvision_api._calls.supervising import Supervision as Supervision
    from rayvision_api._calls.supervising import SupervisionEvent as SupervisionEvent
    from rayvision_api._calls.task_frames import TaskFrame as TaskFrame
    from rayvision_api._calls.waiting import AsyncStopEvent as AsyncStopEvent
    from rayvision_api._calls.waiting import StopEvent as StopEvent
    from rayvision_api._sync.api import RayvisionAPI as RayvisionAPI
    from rayvision_api._sync.budgeting import BudgetKeeper as BudgetKeeper
    from rayvision_api._transport.auth import RayvisionAuth as RayvisionAuth
    from rayvision_api._transport.retries import RetryPolicy as RetryPolicy
    from rayvision_api.errors import OutcomeUnknownError as OutcomeUnknownError
    from rayvision_api.errors import OutcomeUnknownOnceError as OutcomeUnknownOnceError
    from rayvision_api.errors import RayvisionAPIError as RayvisionAPIError
    from rayvision_api.errors import RayvisionConnectionError as RayvisionConnectionError
    from rayvision_api.errors import RayvisionError as RayvisionError
    from rayvision_api.errors import RayvisionLabelExistsError as RayvisionLabelExistsError
    from rayvision_api.errors import RayvisionNetworkError as RayvisionNetworkError
    from rayvision_api.errors import RayvisionNotFoundError as RayvisionNotFoundError
    from rayvision_api.errors import RayvisionParameterError as RayvisionParameterError
    from rayvision_api.errors import RayvisionPermissionError as RayvisionPermissionError
    from rayvision_api.errors import RayvisionProtocolError as RayvisionProtocolError
    from rayvision_api.errors import RayvisionRateLimitError as RayvisionRateLimitError
    from rayvision_api.errors import RayvisionSignatureError as RayvisionSignatureError
    from rayvision_api.errors import RayvisionTaskFailedError as RayvisionTaskFailedError
    from rayvision_api.errors import RayvisionTaskMissingError as RayvisionTaskMissingError
    from rayvision_api.errors import RayvisionTimeoutError as RayvisionTimeoutError
    from rayvision_api.errors import RayvisionWaitError as RayvisionWaitError
    from rayvision_api.errors import RayvisionWaitStoppedError as RayvisionWaitStoppedError
    from rayvision_api.errors import RayvisionWaitTimeoutError as RayvisionWaitTimeoutError
    from rayvision_api.errors import RayvisionZoneError as RayvisionZoneError

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
    "AsyncStopEvent": "rayvision_api._calls.waiting",
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
    "StopEvent": "rayvision_api._calls.waiting",
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
