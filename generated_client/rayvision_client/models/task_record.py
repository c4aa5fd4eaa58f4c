# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Something that was done to tasks."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from ..models.operation_source import OperationSource
from ..types import Reply, read_china_standard_time


class TaskRecord(Reply):
    """Something that was done to tasks."""

    __slots__ = ()
    _hidden: ClassVar[frozenset[str]] = frozenset({"user_name", "request_ip"})

    @property
    def user_name(self) -> str | None:
        """Name of the account that did it (`userName`)."""
        return self._wire.get("userName")

    @property
    def task_type(self) -> str | None:
        """Part of the service, `render` for example (`taskType`)."""
        return self._wire.get("taskType")

    @property
    def button_name(self) -> str | None:
        """Key of what was done, `btn_restart` for example (`buttonName`)."""
        return self._wire.get("buttonName")

    @property
    def task_ids(self) -> str | None:
        """Aliases of the tasks, as JSON in text (`taskIds`)."""
        return self._wire.get("taskIds")

    @property
    def channel(self) -> str | None:
        """How it was done, in digits; the values are not documented (`channel`)."""
        return self._wire.get("channel")

    @property
    def create_time(self) -> datetime | None:
        """When it was done, `yyyy-MM-dd HH:mm:ss` in China Standard Time (`createTime`)."""
        return read_china_standard_time(self._wire.get("createTime"))

    @property
    def details(self) -> str | None:
        """What was done, in words (`details`)."""
        return self._wire.get("details")

    @property
    def operate_source(self) -> OperationSource | None:
        """Who did it (`operateSource`)."""
        return OperationSource.read(self._wire.get("operateSource"))

    @property
    def user_id(self) -> str | None:
        """Number of the account, in digits (`userId`)."""
        return self._wire.get("userId")

    @property
    def request_ip(self) -> str | None:
        """Address that the request came from (`requestIp`)."""
        return self._wire.get("requestIp")

    @property
    def request_uri(self) -> str | None:
        """Path of the request, as the service names it inside (`requestURI`)."""
        return self._wire.get("requestURI")

    @property
    def request_param(self) -> str | None:
        """Arguments of the request, as JSON in text (`requestParam`)."""
        return self._wire.get("requestParam")
