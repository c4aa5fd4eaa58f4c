"""The whole API of a render farm account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from functools import cached_property
from pathlib import Path
from ssl import SSLContext
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn, Self

from rayvision_client.operations import API_VERSION

from rayvision_api._arguments import NOT_GIVEN
from rayvision_api._async.caller import AsyncCaller
from rayvision_api._async.pools import AsyncPools
from rayvision_api._calls.created_tasks import CreatedTasks
from rayvision_api._calls.user_info import AsyncUserInfo
from rayvision_api._lazy import lazy
from rayvision_api._secret import Secret, hides_locals
from rayvision_api._transport.http import httpx
from rayvision_api._transport.network import Network
from rayvision_api._transport.retries import RetryPolicy
from rayvision_api._transport.settings import (
    ConnectionFacts,
    check_network,
    checked_platform,
    checked_proxy,
    checked_retries,
    checked_settings,
    checked_timeout,
)
from rayvision_api.environment import DEFAULT_API_VERSION, DEFAULT_DOMAIN, DEFAULT_PLATFORM, DEFAULT_PROTOCOL

if TYPE_CHECKING:
    from rayvision_api._async.env import AsyncEnv
    from rayvision_api._async.jobs import AsyncJobs
    from rayvision_api._async.query import AsyncQuery
    from rayvision_api._async.tag import AsyncTag
    from rayvision_api._async.task import AsyncTask
    from rayvision_api._async.transfer import AsyncTransfer
    from rayvision_api._async.transmit import AsyncTransmit
    from rayvision_api._async.user import AsyncUser
    from rayvision_api._calls.costs import CostEstimate, CostGroup, Costs


class AsyncRayvisionAPI:
    """A client of the Renderbus / Fox Renderfarm service.

    Making one sends nothing and opens nothing. Its operations are in groups, as in the vendor's guide. Many
    threads and coroutines may share one; a forked process opens its own connections, unless it has a `transport`.
    A program that runs one event loop after another makes a client in each. Each call may raise `RayvisionError`: the
    service refused, or could not be asked.

        async with AsyncRayvisionAPI(platform="2") as api:
            created = await api.task.create_task(labels=["shot_010"])
            await api.task.submit_task(created.task_id_list[0])

    Args:
        access_id: The account's access id; by default what `RAYVISION_API_ACCESS_ID` holds.
        access_key: The account's access key; by default what `RAYVISION_API_KEY` holds.
        domain: The service's domain: `task.renderbus.com` (China), or for the international zone
            `jop.foxrenderfarm.com` or its substitute `task.foxrenderfarm.com`, in edition 1.0.0 of the API
            `www.foxrenderfarm.com`. By default what `RAYVISION_API_DOMAIN` holds, else the profile, else the first.
        platform: Number of the platform to render on, as `api.query.platforms()` lists them: a separate farm, with
            its own machines, software and tasks. By default what `RAYVISION_API_PLATFORM` holds, else the profile.
        protocol: `https` or `http`; by default what `RAYVISION_API_PROTOCOL` holds, else the profile, else `https`, or
            `http` for a farm on your own machine.
        profile: Where keys, domain, platform, protocol and edition come from that are given neither here nor in the
            environment; by default what `RAYVISION_API_PROFILE` says, else `default`. See `rayvision_api.profiles`.
        timeout: How many seconds one attempt may take in all; `None` for any number. The parts of an `httpx.Timeout`
            bound one step each: connecting, a read, a write, the wait for a free connection.
        retries: When calls are repeated; `None` for never.
        transport: An httpx transport to send with instead of the network: for tests, or for special connections.
        limits: How many connections to open and to keep.
        proxy: Address of a proxy; by default what `HTTPS_PROXY` and its like say.
        verify: Whose certificates to trust: by default those of certifi or of `SSL_CERT_FILE`; else those of a file or
            folder, or of an SSL context.
        headers: Further headers to send with every request.
        max_reply_size: The most bytes that a reply may have, its compression undone.
        api_version: Number of the edition of the API to speak: `1.0.0`, that of the vendor's guide of 2020, or `2.0.0`,
            that of today; by default what `RAYVISION_API_VERSION` says, else the profile, else `1.0.0`.

    Raises:
        ValueError: An argument is missing or malformed; the message says which one, and what would be right.
        TypeError: An argument is of the wrong type.
    """

    _caller: AsyncCaller
    _owns_pools: bool

    @hides_locals
    def __init__(
        self,
        access_id: str | None = None,
        access_key: str | None = None,
        domain: str = DEFAULT_DOMAIN,
        platform: str | int = DEFAULT_PLATFORM,
        protocol: str = DEFAULT_PROTOCOL,
        *,
        profile: str | None = None,
        timeout: float | httpx.Timeout | None = 60,
        retries: RetryPolicy | None = RetryPolicy(),  # noqa: B008  # it cannot be changed
        transport: httpx.AsyncBaseTransport | None = None,
        limits: httpx.Limits | None = None,
        proxy: str | httpx.Proxy | None = None,
        verify: bool | str | Path | SSLContext = True,
        headers: Mapping[str, str] | None = None,
        max_reply_size: int = 64 * 2**20,
        api_version: str = DEFAULT_API_VERSION,
    ) -> None:
        if transport is not None and not isinstance(transport, httpx.AsyncBaseTransport):
            raise TypeError(
                f"transport is of type {type(transport).__name__}; "
                f"{type(self).__name__} needs an httpx.{httpx.AsyncBaseTransport.__name__}"
            )
        if transport is not None and (limits is not None or proxy is not None or verify is not True):
            raise ValueError("transport comes with limits, proxy or verify; give them to the transport instead")
        settings = checked_settings(
            access_id=access_id,
            access_key=access_key,
            domain=domain,
            platform=platform,
            protocol=protocol,
            profile=profile,
            headers=headers,
            timeout=timeout,
            retries=retries,
            max_reply_size=max_reply_size,
            api_version=api_version,
        )
        check_network(limits, verify)
        pools = AsyncPools(Network(settings.address, transport, limits, Secret(checked_proxy(proxy)), verify))
        self._connect(AsyncCaller(settings, pools, CreatedTasks()))
        self._owns_pools = True

    # A program pays only for the groups that it uses: their imports are a third of a client's.

    @lazy
    def user(self) -> AsyncUser:
        """The account: profile, settings, transfer ids."""
        from rayvision_api._async.user import AsyncUser

        return AsyncUser(self._caller)

    @lazy
    def task(self) -> AsyncTask:
        """Tasks: create, submit, stop, start, abandon, delete."""
        from rayvision_api._async.task import AsyncTask

        return AsyncTask(self._caller)

    @lazy
    def query(self) -> AsyncQuery:
        """Queries: tasks, frames, software, platforms, errors."""
        from rayvision_api._async.query import AsyncQuery

        return AsyncQuery(self._caller)

    @lazy
    def tag(self) -> AsyncTag:
        """Labels."""
        from rayvision_api._async.tag import AsyncTag

        return AsyncTag(self._caller)

    @lazy
    def env(self) -> AsyncEnv:
        """Render environments: a software, its version and its plugins under a name."""
        from rayvision_api._async.env import AsyncEnv

        return AsyncEnv(self._caller)

    @lazy
    def transmit(self) -> AsyncTransmit:
        """Job files, transfer configuration, output files."""
        from rayvision_api._async.transmit import AsyncTransmit

        return AsyncTransmit(self._caller)

    @lazy
    def transfer(self) -> AsyncTransfer:
        """Transfers: scenes up, pictures down, by the vendor's transmitter."""
        from rayvision_api._async.transfer import AsyncTransfer

        return AsyncTransfer(self._caller)

    @lazy
    def jobs(self) -> AsyncJobs:
        """Jobs: a folder is checked, uploaded and submitted, and its pictures are downloaded."""
        from rayvision_api._async.jobs import AsyncJobs

        return AsyncJobs(self._caller)

    @property
    def connect(self) -> ConnectionFacts:
        """Whose keys are used, where they come from, and where requests go.

        The vendor's `rayvision_sync` reads `connect.timeout`.
        """
        return self._caller.settings.facts

    async def costs(
        self,
        by: CostGroup = "label",
        *,
        platforms: Iterable[str | int] | None = None,
        label: str | None = None,
        start_time: datetime | str | None = None,
        end_time: datetime | str | None = None,
        zone: tzinfo | None = None,
    ) -> Costs:
        """Add up what tasks have cost, by groups (operations `getTaskList` and `queryUserProfile`).

        Each task belongs to one group, so the groups add up to the total: one with several labels belongs to the group
        of all of them together. Deleted tasks are not counted.

            for cost in (await api.costs("day", start_time="2026-11-01")).groups:
                print(cost.key, cost.balance, cost.coupon)

        Args:
            by: `label`, `day` (of submission), `user`, `software`, `platform` or `state`.
            platforms: Numbers of the platforms whose tasks to look at; by default that of the client.
            label: Only tasks that have this label.
            start_time: Only tasks submitted at this time or later.
            end_time: Only tasks submitted at this time or earlier.
            zone: The time zone of days; by default that of this machine.
        """
        from rayvision_api._async.costing import costs_of

        return await costs_of(self._caller, by, platforms, label, (start_time, end_time), zone)

    async def estimate_cost(
        self, frames: int, *, label: str | None = None, scene: str | None = None
    ) -> CostEstimate | None:
        """Estimate what frames will cost, by finished tasks of a label or scene.

        Each task contributes its cost per frame. Operations `getTaskList` and `queryUserProfile`.

        Args:
            frames: How many frames will be rendered.
            label: A label that the tasks have.
            scene: The name of their scene file; with a label, both have to fit.

        Returns:
            The estimate; `None` where there is no finished task to base it on.
        """
        from rayvision_api._async.costing import estimate_of

        return await estimate_of(self._caller, frames, label, scene)

    async def check_and_add_project_name(self, project_name: str) -> str:
        """Find a label among those of all accounts of the main account, or add it.

        Operations `listProjects` and `addLabel`; in edition 1.0.0 of the API `getLabelList`, which only lists the
        account's own labels.

        Args:
            project_name: Name of the label.

        Returns:
            Its id as text, which job files name; empty if it does not show up after it was added.
        """
        from rayvision_api._async.tag import id_of_label

        return await id_of_label(self._caller, project_name)

    async def get_user_id(self) -> int:
        """Get the account's number, which job files name (operation `queryUserProfile`)."""
        return (await self.user.query_user_profile()).user_id

    def with_platform(self, platform: str | int) -> Self:
        """Return a view of the same account on another platform, over the same connections.

        Closing the view leaves the connections open; they belong to the client that it was made from.

        Args:
            platform: Number of the platform.
        """
        return self._view(self._caller.on_platform(checked_platform(platform)))

    def with_options(
        self, *, timeout: float | httpx.Timeout | None = NOT_GIVEN, retries: RetryPolicy | None = NOT_GIVEN
    ) -> Self:
        """Return a view of the same account with another timeout or retry policy, over the same connections.

            tasks = await api.with_options(timeout=5, retries=None).query.get_task_list()

        Args:
            timeout: As for the client; what is not given stays.
            retries: As for the client; what is not given stays.
        """
        changes: dict[str, Any] = {}
        if timeout is not NOT_GIVEN:
            changes["timeout"] = checked_timeout(timeout)
        if retries is not NOT_GIVEN:
            changes["retries"] = checked_retries(retries)
        return self._view(self._caller.with_settings(self._caller.settings._replace(**changes)))

    @lazy
    def user_info(self) -> AsyncUserInfo:
        """Profile, settings and transfer ids of the account under snake_case names.

        `domain`, `platform` and `local_os` are there too. Fetched when first read, and kept.
        """
        return AsyncUserInfo(self._ask_user_info)

    async def _ask_user_info(self) -> dict[str, Any]:
        from rayvision_api._calls.enumerations import this_system
        from rayvision_api._calls.spelling import snake_case

        settings = self._caller.settings
        info: dict[str, Any] = {"local_os": this_system().value, "domain": settings.domain}
        for reply in (
            await self.user.query_user_profile(),
            await self.user.query_user_setting(),
            await self.user.get_transfer_bid(),
        ):
            info |= {snake_case(name): value for name, value in reply.to_dict().items()}
        return info | {"platform": settings.platform}

    async def aclose(self) -> None:
        """Close the connections. The client cannot be used any more.

        Let running calls finish first: those of other threads may otherwise wait until they time out.
        """
        if self._owns_pools:
            await self._caller.pools.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        settings = self._caller.settings
        edition = "" if settings.edition == API_VERSION else f", api_version={settings.edition!r}"
        where = f"domain={settings.domain!r}, platform={settings.platform!r}{edition}"
        return f"{type(self).__name__}({where}, keys_from={settings.keys_from!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            f"{type(self).__name__} cannot be pickled or copied, because it holds a key and connections; make one "
            "in each process, and share it among threads"
        )

    def _view(self, caller: AsyncCaller) -> Self:
        # Whatever a subclass keeps beside belongs to the view as well.
        view = object.__new__(type(self))
        vars(view).update(vars(self))
        view._connect(caller)  # a view is of the same class
        view._owns_pools = False  # as above
        return view

    def _connect(self, caller: AsyncCaller) -> None:
        self._caller = caller
        # Groups that the client has made already use the caller that it had.
        for name, member in vars(AsyncRayvisionAPI).items():
            if isinstance(member, cached_property):
                vars(self).pop(name, None)
