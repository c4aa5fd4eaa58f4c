# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Defaults that apply to every task of an account."""

from __future__ import annotations

from ..types import Reply


class UserSettings(Reply):
    """Defaults that apply to every task of an account."""

    __slots__ = ()

    @property
    def info_status(self) -> int | None:
        """Status of the account's personal data; the values are not documented (`infoStatus`)."""
        return self._wire.get("infoStatus")

    @property
    def account_type(self) -> int | None:
        """Kind of account; the values are not documented (`accountType`)."""
        return self._wire.get("accountType")

    @property
    def share_main_capital(self) -> int | None:
        """Whether a subaccount uses the money of the main account, 0 no, 1 yes (`shareMainCapital`)."""
        return self._wire.get("shareMainCapital")

    @property
    def sub_delete_task(self) -> int | None:
        """Whether subaccounts may delete tasks, 0 no, 1 yes (`subDeleteTask`)."""
        return self._wire.get("subDeleteTask")

    @property
    def use_main_balance(self) -> int | None:
        """Whether subaccounts may use balance and credit of the main account, 0 no, 1 yes (`useMainBalance`)."""
        return self._wire.get("useMainBalance")

    @property
    def single_node_render_frames(self) -> str | int | None:
        """How many frames one machine renders in one go, in digits (`singleNodeRenderFrames`)."""
        return self._wire.get("singleNodeRenderFrames")

    @property
    def max_ignore_map_flag(self) -> str | int | None:
        """Whether faulty maps in 3ds Max scenes are ignored, `0` no, `1` yes (`maxIgnoreMapFlag`)."""
        return self._wire.get("maxIgnoreMapFlag")

    @property
    def auto_commit(self) -> str | int | None:
        """Whether the parameters of the scene start a task automatically, `1` no, `2` yes (`autoCommit`)."""
        return self._wire.get("autoCommit")

    @property
    def separate_account_flag(self) -> int | None:
        """Whether main account and subaccounts are kept apart, 0 no, 1 yes (`separateAccountFlag`)."""
        return self._wire.get("separateAccountFlag")

    @property
    def mifile_switch_flag(self) -> int | None:
        """Switch for the risk check of mi files, 0 off, 1 on (`mifileSwitchFlag`)."""
        return self._wire.get("mifileSwitchFlag")

    @property
    def assfile_switch_flag(self) -> int | None:
        """Whether ass files are left out of the analysis, 0 no, 1 yes (`assfileSwitchFlag`)."""
        return self._wire.get("assfileSwitchFlag")

    @property
    def manually_start_analysis_flag(self) -> int | None:
        """Whether the analysis is started by hand, 0 no, 1 yes (`manuallyStartAnalysisFlag`)."""
        return self._wire.get("manuallyStartAnalysisFlag")

    @property
    def download_disable(self) -> int | None:
        """Whether downloads are forbidden, 0 no, 1 yes (`downloadDisable`)."""
        return self._wire.get("downloadDisable")

    @property
    def task_over_time(self) -> int | None:
        """Time-out of tasks, in hours (`taskOverTime`)."""
        return self._wire.get("taskOverTime")

    @property
    def task_over_time_sec(self) -> int | None:
        """Time-out of tasks, in seconds; what `updateUserSetting` sets (`taskOverTimeSec`)."""
        return self._wire.get("taskOverTimeSec")

    @property
    def ignore_map_flag(self) -> int | None:
        """Whether the local analysis ignores missing maps, 0 no, 1 yes (`ignoreMapFlag`)."""
        return self._wire.get("ignoreMapFlag")

    @property
    def is_vray_license(self) -> int | None:
        """Whether V-Ray is rendered with a paid licence, 0 no, 1 yes (`isVrayLicense`)."""
        return self._wire.get("isVrayLicense")

    @property
    def just_upload_config_flag(self) -> int | None:
        """Whether the local analysis of 3ds Max uploads configuration files only, 0 no, 1 yes
        (`justUploadConfigFlag`)."""
        return self._wire.get("justUploadConfigFlag")

    @property
    def just_upload_cg_flag(self) -> int | None:
        """Whether Maya tasks upload scene files only, 0 no, 1 yes (`justUploadCgFlag`)."""
        return self._wire.get("justUploadCgFlag")

    @property
    def mandatory_analyse_all_agent(self) -> int | None:
        """Whether the local analysis insists on all proxies, 0 no, 1 yes (`mandatoryAnalyseAllAgent`)."""
        return self._wire.get("mandatoryAnalyseAllAgent")

    @property
    def download_limit(self) -> int | None:
        """Limit of downloads; the values are not documented (`downloadLimit`).

        Since edition 2.0.0.
        """
        return self._wire.get("downloadLimit")
