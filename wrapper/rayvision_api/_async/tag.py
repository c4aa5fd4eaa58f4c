"""Labels."""

from __future__ import annotations

from rayvision_client import models, operations

from rayvision_api._arguments import choice, number, text
from rayvision_api._async.connection import AsyncConnection


class AsyncTag:
    """Operations on labels."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._call = connection.call

    async def add_label(self, new_name: str, status: models.LabelStatus | int = 1) -> None:
        """Add a label (operation `addLabel`).

        Args:
            new_name: Name of the label; no other label of the account may have it.
            status: 0 for an open label, 1 for a closed one.

        Raises:
            ValueError: The name is empty, or the status neither 0 nor 1.
            TypeError: An argument is of the wrong type.
            RayvisionLabelExistsError: There is a label of that name.
            RayvisionError: The service refused or could not be asked.
        """
        body = models.AddLabelRequest(
            new_name=text("new_name", new_name), status=choice("status", number(status), models.LabelStatus)
        )
        return await self._call(operations.ADD_LABEL, body)

    async def delete_label(self, del_name: str) -> None:
        """Delete a label (operation `deleteLabel`).

        Args:
            del_name: Name of the label.

        Raises:
            ValueError: The name is empty.
            TypeError: The name is no text.
            RayvisionError: The service refused or could not be asked.
        """
        return await self._call(operations.DELETE_LABEL, models.DeleteLabelRequest(del_name=text("del_name", del_name)))

    async def get_label_list(self) -> models.LabelList:
        """Get the account's labels (operation `getLabelList`).

        Raises:
            RayvisionError: The service refused or could not be asked.
        """
        return await self._call(operations.GET_LABEL_LIST)
