# Generated from wrapper/rayvision_api/_async/user.py by `python -m generator build`. Do not edit.
"""The account: profile, settings, transfer ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from rayvision_api._arguments import china_time, digits_or_text, integer, optional_items
from rayvision_api._calls.paging import RecordWalk
from rayvision_api._calls.spelling import in_either_spelling
from rayvision_api._sync.caller import Caller
from rayvision_api._sync.iteration import iterate
from rayvision_client import models, operations


class User:
    """Operations on the account.

    Each method checks its arguments before it sends anything: a `ValueError` or `TypeError` says what is wrong, and
    what would be right. Unless said otherwise, numbers and ids are at least 1, and lists and texts not empty. Each may
    raise `RayvisionError`: the service refused, or could not be asked.
    """

    def __init__(self, caller: Caller) -> None:
        self._call = caller.call
        self._platform = caller.settings.platform
        self._is_first_edition = caller.settings.is_first_edition

    def query_user_profile(self) -> models.UserProfile:
        """Get the account's profile: name, contact, balance, prices (operation `queryUserProfile`)."""
        return self._call(operations.QUERY_USER_PROFILE)

    def query_user_setting(self) -> models.UserSettings:
        """Get the account's render settings (operation `queryUserSetting`)."""
        return self._call(operations.QUERY_USER_SETTING)

    def update_user_settings(self, task_over_time: int) -> None:
        """Set after how long a task counts as running too long (operation `updateUserSetting`).

        Args:
            task_over_time: The time in seconds, at least 1; since edition 2.0.0 of the API it may be 0.
        """
        least = 1 if self._is_first_edition else 0
        body = models.UserSettingsRequest(task_over_time_sec=integer("task_over_time", task_over_time, least=least))
        return self._call(operations.UPDATE_USER_SETTING, body)

    def get_transfer_bid(self) -> models.TransferIds:
        """Get the ids under which files are transferred (operation `getTransferBid`)."""
        return self._call(operations.GET_TRANSFER_BID)

    @in_either_spelling
    def get_hardware_config(self, task_ids: Iterable[int | str] | None = None) -> list[models.HardwareConfig]:
        """List the hardware on offer (operation `listHardwareConfigs`).

        Since edition 2.0.0 of the API.

        Args:
            task_ids: Ids of tasks whose hardware is marked in the list.
        """
        # guide 2: ids as text.
        ids: list[str | int] | None = optional_items("task_ids", task_ids, digits_or_text)
        # client 3: never asks for a clone.
        body = models.HardwareConfigListRequest(clone_task="false", task_ids=ids)
        return self._call(operations.LIST_HARDWARE_CONFIGS, body)

    @in_either_spelling
    def task_record(
        self, page_num: int = 1, page_size: int = 10, start_date: datetime | str = "", end_date: datetime | str = ""
    ) -> models.TaskRecordPage:
        """List what was done to tasks and by whom, page by page (operation `taskRecord`).

        Since edition 2.0.0 of the API.

        Args:
            page_num: Number of the page, from 1.
            page_size: How many entries make a page, at least 1.
            start_date: Only entries of this time or later. A time that does not say its zone is in China Standard Time.
            end_date: Only entries of this time or earlier.
        """
        body = models.TaskRecordRequest(
            platform=int(self._platform),
            page_num=integer("page_num", page_num),
            page_size=integer("page_size", page_size),
            # client 3: always sent, empty for no limit.
            start_date=china_time("start_date", start_date) or "",
            end_date=china_time("end_date", end_date) or "",
        )
        return self._call(operations.TASK_RECORD, body)

    def iter_task_records(
        self, *, page_size: int = 100, start_date: datetime | str = "", end_date: datetime | str = ""
    ) -> Iterator[models.TaskRecord]:
        """Go through all that was done to tasks and by whom, page by page (operation `taskRecord`).

        Since edition 2.0.0 of the API. Pages are requested as they are needed; no entry appears twice when new ones
        arrive meanwhile.

        Args:
            page_size: How many entries to ask for at a time.
            start_date: As for `task_record`, like `end_date`.
            end_date: Only entries of this time or earlier.
        """

        def ask(page_num: int) -> models.TaskRecordPage:
            return self.task_record(page_num, page_size, start_date, end_date)

        return iterate(RecordWalk(operations.TASK_RECORD), ask)

    @in_either_spelling
    def login_record(
        self, page_num: int = 1, page_size: int = 10, start_date: datetime | str = "", end_date: datetime | str = ""
    ) -> models.LoginRecordPage:
        """List who has logged in, page by page (operation `loginRecord`).

        Since edition 2.0.0 of the API.

        Args:
            page_num: Number of the page, from 1.
            page_size: How many entries make a page, at least 1.
            start_date: Only entries of this time or later. A time that does not say its zone is in China Standard Time.
            end_date: Only entries of this time or earlier.
        """
        body = models.LoginRecordRequest(
            page_num=integer("page_num", page_num),
            page_size=integer("page_size", page_size),
            # client 3: always sent, empty for no limit.
            start_date=china_time("start_date", start_date) or "",
            end_date=china_time("end_date", end_date) or "",
        )
        return self._call(operations.LOGIN_RECORD, body)

    def iter_login_records(
        self, *, page_size: int = 100, start_date: datetime | str = "", end_date: datetime | str = ""
    ) -> Iterator[models.LoginRecord]:
        """Go through all logins, page by page (operation `loginRecord`).

        Since edition 2.0.0 of the API. Pages are requested as they are needed; no entry appears twice when new ones
        arrive meanwhile.

        Args:
            page_size: How many entries to ask for at a time.
            start_date: As for `login_record`, like `end_date`.
            end_date: Only entries of this time or earlier.
        """

        def ask(page_num: int) -> models.LoginRecordPage:
            return self.login_record(page_num, page_size, start_date, end_date)

        return iterate(RecordWalk(operations.LOGIN_RECORD), ask)
