# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Numbers of new tasks."""

from __future__ import annotations

from ..types import Reply


class CreatedTasks(Reply):
    """Numbers of new tasks."""

    __slots__ = ()

    @property
    def alias_task_id_list(self) -> list[str]:
        """Aliases of the tasks, in the order of the numbers (`aliasTaskIdList`).

        An alias is the number behind a prefix.
        """
        return self._wire.get("aliasTaskIdList") or []

    @property
    def task_id_list(self) -> list[int]:
        """Numbers of the tasks (`taskIdList`)."""
        return self._wire.get("taskIdList") or []

    @property
    def user_id(self) -> int | None:
        """Number of the account (`userId`)."""
        return self._wire.get("userId")
