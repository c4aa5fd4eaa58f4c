# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Everything that a request takes or a reply gives. Models load when they are first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .add_label_request import AddLabelRequest as AddLabelRequest
    from .add_task_label_request import AddTaskLabelRequest as AddTaskLabelRequest
    from .asset_isolation_model import AssetIsolationModel as AssetIsolationModel
    from .create_task_request import CreateTaskRequest as CreateTaskRequest
    from .created_tasks import CreatedTasks as CreatedTasks
    from .created_tasks_envelope import CreatedTasksEnvelope as CreatedTasksEnvelope
    from .delete_label_request import DeleteLabelRequest as DeleteLabelRequest
    from .delete_task_label_request import DeleteTaskLabelRequest as DeleteTaskLabelRequest
    from .empty_request import EmptyRequest as EmptyRequest
    from .envelope import Envelope as Envelope
    from .error_detail import ErrorDetail as ErrorDetail
    from .error_detail_request import ErrorDetailRequest as ErrorDetailRequest
    from .error_details_envelope import ErrorDetailsEnvelope as ErrorDetailsEnvelope
    from .error_kind import ErrorKind as ErrorKind
    from .fee_type import FeeType as FeeType
    from .frame_info import FrameInfo as FrameInfo
    from .frame_page import FramePage as FramePage
    from .frame_page_envelope import FramePageEnvelope as FramePageEnvelope
    from .frame_stats import FrameStats as FrameStats
    from .frame_stats_envelope import FrameStatsEnvelope as FrameStatsEnvelope
    from .frame_status import FrameStatus as FrameStatus
    from .frame_thumbnail_request import FrameThumbnailRequest as FrameThumbnailRequest
    from .frame_type import FrameType as FrameType
    from .hardware_config import HardwareConfig as HardwareConfig
    from .hardware_config_list_request import HardwareConfigListRequest as HardwareConfigListRequest
    from .hardware_configs_envelope import HardwareConfigsEnvelope as HardwareConfigsEnvelope
    from .hardware_status import HardwareStatus as HardwareStatus
    from .hardware_type import HardwareType as HardwareType
    from .job_file_name import JobFileName as JobFileName
    from .job_file_request import JobFileRequest as JobFileRequest
    from .label import Label as Label
    from .label_list import LabelList as LabelList
    from .label_list_envelope import LabelListEnvelope as LabelListEnvelope
    from .label_list_request import LabelListRequest as LabelListRequest
    from .label_owners import LabelOwners as LabelOwners
    from .label_status import LabelStatus as LabelStatus
    from .language import Language as Language
    from .language_flag import LanguageFlag as LanguageFlag
    from .log_page import LogPage as LogPage
    from .log_page_envelope import LogPageEnvelope as LogPageEnvelope
    from .log_request import LogRequest as LogRequest
    from .login_record import LoginRecord as LoginRecord
    from .login_record_page import LoginRecordPage as LoginRecordPage
    from .login_record_page_envelope import LoginRecordPageEnvelope as LoginRecordPageEnvelope
    from .login_record_request import LoginRecordRequest as LoginRecordRequest
    from .nothing_envelope import NothingEnvelope as NothingEnvelope
    from .operating_system import OperatingSystem as OperatingSystem
    from .operation_source import OperationSource as OperationSource
    from .os_name import OsName as OsName
    from .output_file import OutputFile as OutputFile
    from .output_files_envelope import OutputFilesEnvelope as OutputFilesEnvelope
    from .output_files_request import OutputFilesRequest as OutputFilesRequest
    from .over_time_stop_request import OverTimeStopRequest as OverTimeStopRequest
    from .platform import Platform as Platform
    from .platform_status import PlatformStatus as PlatformStatus
    from .platform_type import PlatformType as PlatformType
    from .platforms_envelope import PlatformsEnvelope as PlatformsEnvelope
    from .plugin import Plugin as Plugin
    from .plugin_version import PluginVersion as PluginVersion
    from .progress_frame import ProgressFrame as ProgressFrame
    from .ray_sync_transfer import RaySyncTransfer as RaySyncTransfer
    from .ray_sync_user import RaySyncUser as RaySyncUser
    from .ray_sync_user_envelope import RaySyncUserEnvelope as RaySyncUserEnvelope
    from .render_env import RenderEnv as RenderEnv
    from .render_env_list_request import RenderEnvListRequest as RenderEnvListRequest
    from .render_env_name import RenderEnvName as RenderEnvName
    from .render_env_name_envelope import RenderEnvNameEnvelope as RenderEnvNameEnvelope
    from .render_env_name_request import RenderEnvNameRequest as RenderEnvNameRequest
    from .render_env_request import RenderEnvRequest as RenderEnvRequest
    from .render_envs_envelope import RenderEnvsEnvelope as RenderEnvsEnvelope
    from .render_stage import RenderStage as RenderStage
    from .render_system import RenderSystem as RenderSystem
    from .rented_machines import RentedMachines as RentedMachines
    from .rented_machines_envelope import RentedMachinesEnvelope as RentedMachinesEnvelope
    from .reply_code import ReplyCode as ReplyCode
    from .restart_failed_frames_request import RestartFailedFramesRequest as RestartFailedFramesRequest
    from .restart_frame_request import RestartFrameRequest as RestartFrameRequest
    from .select_all import SelectAll as SelectAll
    from .software import Software as Software
    from .software_id import SoftwareId as SoftwareId
    from .software_version import SoftwareVersion as SoftwareVersion
    from .stop_frames_request import StopFramesRequest as StopFramesRequest
    from .subaccount_output import SubaccountOutput as SubaccountOutput
    from .submit_task_request import SubmitTaskRequest as SubmitTaskRequest
    from .supported_plugin_request import SupportedPluginRequest as SupportedPluginRequest
    from .supported_plugins import SupportedPlugins as SupportedPlugins
    from .supported_plugins_envelope import SupportedPluginsEnvelope as SupportedPluginsEnvelope
    from .supported_software import SupportedSoftware as SupportedSoftware
    from .supported_software_envelope import SupportedSoftwareEnvelope as SupportedSoftwareEnvelope
    from .task_frames_request import TaskFramesRequest as TaskFramesRequest
    from .task_hardware_request import TaskHardwareRequest as TaskHardwareRequest
    from .task_ids_request import TaskIdsRequest as TaskIdsRequest
    from .task_info import TaskInfo as TaskInfo
    from .task_key_values import TaskKeyValues as TaskKeyValues
    from .task_limit_request import TaskLimitRequest as TaskLimitRequest
    from .task_list_request import TaskListRequest as TaskListRequest
    from .task_page import TaskPage as TaskPage
    from .task_page_envelope import TaskPageEnvelope as TaskPageEnvelope
    from .task_priority_request import TaskPriorityRequest as TaskPriorityRequest
    from .task_progress import TaskProgress as TaskProgress
    from .task_progress_envelope import TaskProgressEnvelope as TaskProgressEnvelope
    from .task_progress_request import TaskProgressRequest as TaskProgressRequest
    from .task_record import TaskRecord as TaskRecord
    from .task_record_page import TaskRecordPage as TaskRecordPage
    from .task_record_page_envelope import TaskRecordPageEnvelope as TaskRecordPageEnvelope
    from .task_record_request import TaskRecordRequest as TaskRecordRequest
    from .task_status import TaskStatus as TaskStatus
    from .task_user_level import TaskUserLevel as TaskUserLevel
    from .text_envelope import TextEnvelope as TextEnvelope
    from .thumbnail_paths_envelope import ThumbnailPathsEnvelope as ThumbnailPathsEnvelope
    from .transfer_account import TransferAccount as TransferAccount
    from .transfer_config import TransferConfig as TransferConfig
    from .transfer_config_envelope import TransferConfigEnvelope as TransferConfigEnvelope
    from .transfer_engine import TransferEngine as TransferEngine
    from .transfer_ids import TransferIds as TransferIds
    from .transfer_ids_envelope import TransferIdsEnvelope as TransferIdsEnvelope
    from .transfer_line import TransferLine as TransferLine
    from .transfer_line_type import TransferLineType as TransferLineType
    from .transfer_server import TransferServer as TransferServer
    from .transfer_server_envelope import TransferServerEnvelope as TransferServerEnvelope
    from .transfer_server_request import TransferServerRequest as TransferServerRequest
    from .unsupported_version import UnsupportedVersion as UnsupportedVersion
    from .user_profile import UserProfile as UserProfile
    from .user_profile_envelope import UserProfileEnvelope as UserProfileEnvelope
    from .user_settings import UserSettings as UserSettings
    from .user_settings_envelope import UserSettingsEnvelope as UserSettingsEnvelope
    from .user_settings_request import UserSettingsRequest as UserSettingsRequest
    from .zone import Zone as Zone
    from .zone_request import ZoneRequest as ZoneRequest

_MODULES = {
    "AddLabelRequest": ".add_label_request",
    "AddTaskLabelRequest": ".add_task_label_request",
    "AssetIsolationModel": ".asset_isolation_model",
    "CreateTaskRequest": ".create_task_request",
    "CreatedTasks": ".created_tasks",
    "CreatedTasksEnvelope": ".created_tasks_envelope",
    "DeleteLabelRequest": ".delete_label_request",
    "DeleteTaskLabelRequest": ".delete_task_label_request",
    "EmptyRequest": ".empty_request",
    "Envelope": ".envelope",
    "ErrorDetail": ".error_detail",
    "ErrorDetailRequest": ".error_detail_request",
    "ErrorDetailsEnvelope": ".error_details_envelope",
    "ErrorKind": ".error_kind",
    "FeeType": ".fee_type",
    "FrameInfo": ".frame_info",
    "FramePage": ".frame_page",
    "FramePageEnvelope": ".frame_page_envelope",
    "FrameStats": ".frame_stats",
    "FrameStatsEnvelope": ".frame_stats_envelope",
    "FrameStatus": ".frame_status",
    "FrameThumbnailRequest": ".frame_thumbnail_request",
    "FrameType": ".frame_type",
    "HardwareConfig": ".hardware_config",
    "HardwareConfigListRequest": ".hardware_config_list_request",
    "HardwareConfigsEnvelope": ".hardware_configs_envelope",
    "HardwareStatus": ".hardware_status",
    "HardwareType": ".hardware_type",
    "JobFileName": ".job_file_name",
    "JobFileRequest": ".job_file_request",
    "Label": ".label",
    "LabelList": ".label_list",
    "LabelListEnvelope": ".label_list_envelope",
    "LabelListRequest": ".label_list_request",
    "LabelOwners": ".label_owners",
    "LabelStatus": ".label_status",
    "Language": ".language",
    "LanguageFlag": ".language_flag",
    "LogPage": ".log_page",
    "LogPageEnvelope": ".log_page_envelope",
    "LogRequest": ".log_request",
    "LoginRecord": ".login_record",
    "LoginRecordPage": ".login_record_page",
    "LoginRecordPageEnvelope": ".login_record_page_envelope",
    "LoginRecordRequest": ".login_record_request",
    "NothingEnvelope": ".nothing_envelope",
    "OperatingSystem": ".operating_system",
    "OperationSource": ".operation_source",
    "OsName": ".os_name",
    "OutputFile": ".output_file",
    "OutputFilesEnvelope": ".output_files_envelope",
    "OutputFilesRequest": ".output_files_request",
    "OverTimeStopRequest": ".over_time_stop_request",
    "Platform": ".platform",
    "PlatformStatus": ".platform_status",
    "PlatformType": ".platform_type",
    "PlatformsEnvelope": ".platforms_envelope",
    "Plugin": ".plugin",
    "PluginVersion": ".plugin_version",
    "ProgressFrame": ".progress_frame",
    "RaySyncTransfer": ".ray_sync_transfer",
    "RaySyncUser": ".ray_sync_user",
    "RaySyncUserEnvelope": ".ray_sync_user_envelope",
    "RenderEnv": ".render_env",
    "RenderEnvListRequest": ".render_env_list_request",
    "RenderEnvName": ".render_env_name",
    "RenderEnvNameEnvelope": ".render_env_name_envelope",
    "RenderEnvNameRequest": ".render_env_name_request",
    "RenderEnvRequest": ".render_env_request",
    "RenderEnvsEnvelope": ".render_envs_envelope",
    "RenderStage": ".render_stage",
    "RenderSystem": ".render_system",
    "RentedMachines": ".rented_machines",
    "RentedMachinesEnvelope": ".rented_machines_envelope",
    "ReplyCode": ".reply_code",
    "RestartFailedFramesRequest": ".restart_failed_frames_request",
    "RestartFrameRequest": ".restart_frame_request",
    "SelectAll": ".select_all",
    "Software": ".software",
    "SoftwareId": ".software_id",
    "SoftwareVersion": ".software_version",
    "StopFramesRequest": ".stop_frames_request",
    "SubaccountOutput": ".subaccount_output",
    "SubmitTaskRequest": ".submit_task_request",
    "SupportedPluginRequest": ".supported_plugin_request",
    "SupportedPlugins": ".supported_plugins",
    "SupportedPluginsEnvelope": ".supported_plugins_envelope",
    "SupportedSoftware": ".supported_software",
    "SupportedSoftwareEnvelope": ".supported_software_envelope",
    "TaskFramesRequest": ".task_frames_request",
    "TaskHardwareRequest": ".task_hardware_request",
    "TaskIdsRequest": ".task_ids_request",
    "TaskInfo": ".task_info",
    "TaskKeyValues": ".task_key_values",
    "TaskLimitRequest": ".task_limit_request",
    "TaskListRequest": ".task_list_request",
    "TaskPage": ".task_page",
    "TaskPageEnvelope": ".task_page_envelope",
    "TaskPriorityRequest": ".task_priority_request",
    "TaskProgress": ".task_progress",
    "TaskProgressEnvelope": ".task_progress_envelope",
    "TaskProgressRequest": ".task_progress_request",
    "TaskRecord": ".task_record",
    "TaskRecordPage": ".task_record_page",
    "TaskRecordPageEnvelope": ".task_record_page_envelope",
    "TaskRecordRequest": ".task_record_request",
    "TaskStatus": ".task_status",
    "TaskUserLevel": ".task_user_level",
    "TextEnvelope": ".text_envelope",
    "ThumbnailPathsEnvelope": ".thumbnail_paths_envelope",
    "TransferAccount": ".transfer_account",
    "TransferConfig": ".transfer_config",
    "TransferConfigEnvelope": ".transfer_config_envelope",
    "TransferEngine": ".transfer_engine",
    "TransferIds": ".transfer_ids",
    "TransferIdsEnvelope": ".transfer_ids_envelope",
    "TransferLine": ".transfer_line",
    "TransferLineType": ".transfer_line_type",
    "TransferServer": ".transfer_server",
    "TransferServerEnvelope": ".transfer_server_envelope",
    "TransferServerRequest": ".transfer_server_request",
    "UnsupportedVersion": ".unsupported_version",
    "UserProfile": ".user_profile",
    "UserProfileEnvelope": ".user_profile_envelope",
    "UserSettings": ".user_settings",
    "UserSettingsEnvelope": ".user_settings_envelope",
    "UserSettingsRequest": ".user_settings_request",
    "Zone": ".zone",
    "ZoneRequest": ".zone_request",
}

__all__ = (
    "AddLabelRequest",
    "AddTaskLabelRequest",
    "AssetIsolationModel",
    "CreatedTasks",
    "CreatedTasksEnvelope",
    "CreateTaskRequest",
    "DeleteLabelRequest",
    "DeleteTaskLabelRequest",
    "EmptyRequest",
    "Envelope",
    "ErrorDetail",
    "ErrorDetailRequest",
    "ErrorDetailsEnvelope",
    "ErrorKind",
    "FeeType",
    "FrameInfo",
    "FramePage",
    "FramePageEnvelope",
    "FrameStats",
    "FrameStatsEnvelope",
    "FrameStatus",
    "FrameThumbnailRequest",
    "FrameType",
    "HardwareConfig",
    "HardwareConfigListRequest",
    "HardwareConfigsEnvelope",
    "HardwareStatus",
    "HardwareType",
    "JobFileName",
    "JobFileRequest",
    "Label",
    "LabelList",
    "LabelListEnvelope",
    "LabelListRequest",
    "LabelOwners",
    "LabelStatus",
    "Language",
    "LanguageFlag",
    "LoginRecord",
    "LoginRecordPage",
    "LoginRecordPageEnvelope",
    "LoginRecordRequest",
    "LogPage",
    "LogPageEnvelope",
    "LogRequest",
    "NothingEnvelope",
    "OperatingSystem",
    "OperationSource",
    "OsName",
    "OutputFile",
    "OutputFilesEnvelope",
    "OutputFilesRequest",
    "OverTimeStopRequest",
    "Platform",
    "PlatformsEnvelope",
    "PlatformStatus",
    "PlatformType",
    "Plugin",
    "PluginVersion",
    "ProgressFrame",
    "RaySyncTransfer",
    "RaySyncUser",
    "RaySyncUserEnvelope",
    "RenderEnv",
    "RenderEnvListRequest",
    "RenderEnvName",
    "RenderEnvNameEnvelope",
    "RenderEnvNameRequest",
    "RenderEnvRequest",
    "RenderEnvsEnvelope",
    "RenderStage",
    "RenderSystem",
    "RentedMachines",
    "RentedMachinesEnvelope",
    "ReplyCode",
    "RestartFailedFramesRequest",
    "RestartFrameRequest",
    "SelectAll",
    "Software",
    "SoftwareId",
    "SoftwareVersion",
    "StopFramesRequest",
    "SubaccountOutput",
    "SubmitTaskRequest",
    "SupportedPluginRequest",
    "SupportedPlugins",
    "SupportedPluginsEnvelope",
    "SupportedSoftware",
    "SupportedSoftwareEnvelope",
    "TaskFramesRequest",
    "TaskHardwareRequest",
    "TaskIdsRequest",
    "TaskInfo",
    "TaskKeyValues",
    "TaskLimitRequest",
    "TaskListRequest",
    "TaskPage",
    "TaskPageEnvelope",
    "TaskPriorityRequest",
    "TaskProgress",
    "TaskProgressEnvelope",
    "TaskProgressRequest",
    "TaskRecord",
    "TaskRecordPage",
    "TaskRecordPageEnvelope",
    "TaskRecordRequest",
    "TaskStatus",
    "TaskUserLevel",
    "TextEnvelope",
    "ThumbnailPathsEnvelope",
    "TransferAccount",
    "TransferConfig",
    "TransferConfigEnvelope",
    "TransferEngine",
    "TransferIds",
    "TransferIdsEnvelope",
    "TransferLine",
    "TransferLineType",
    "TransferServer",
    "TransferServerEnvelope",
    "TransferServerRequest",
    "UnsupportedVersion",
    "UserProfile",
    "UserProfileEnvelope",
    "UserSettings",
    "UserSettingsEnvelope",
    "UserSettingsRequest",
    "Zone",
    "ZoneRequest",
)


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    model = globals()[name] = getattr(import_module(_MODULES[name], __name__), name)
    return model


def __dir__() -> list[str]:
    return sorted(__all__)
