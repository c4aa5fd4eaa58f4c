"""The account: profile, settings, transfer ids."""

from __future__ import annotations

from rayvision_client import models, operations

from rayvision_api._arguments import integer
from rayvision_api._async.connection import AsyncConnection


class AsyncUser:
    """Operations on the account."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._call = connection.call
        self._is_first_edition = connection.settings.edition == operations.EDITIONS[0]

    async def query_user_profile(self) -> models.UserProfile:
        """Get the account's profile: name, contact, balance, prices (operation `queryUserProfile`).

        Raises:
            RayvisionError: The service refused or could not be asked.
        """
        return await self._call(operations.QUERY_USER_PROFILE)

    async def query_user_setting(self) -> models.UserSettings:
        """Get the account's render settings (operation `queryUserSetting`).

        Raises:
            RayvisionError: The service refused or could not be asked.
        """
        return await self._call(operations.QUERY_USER_SETTING)

    async def update_user_settings(self, task_over_time: int) -> None:
        """Set after how long a task counts as running too long (operation `updateUserSetting`).

        Args:
            task_over_time: The time in seconds, at least 1; since edition 2.0.0 of the API it may be 0.

        Raises:
            ValueError: The time is below that.
            TypeError: The time is no whole number.
            RayvisionError: The service refused or could not be asked.
        """
        least = 1 if self._is_first_edition else 0
        body = models.UserSettingsRequest(task_over_time_sec=integer("task_over_time", task_over_time, least=least))
        return await self._call(operations.UPDATE_USER_SETTING, body)

    async def get_transfer_bid(self) -> models.TransferIds:
        """Get the ids under which files are transferred (operation `getTransferBid`).

        Raises:
            RayvisionError: The service refused or could not be asked.
        """
        return await self._call(operations.GET_TRANSFER_BID)
