"""Render environments: a software, its version and its plugins under a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rayvision_client import models, operations

from rayvision_api._arguments import NOT_GIVEN, choice, members, number, text
from rayvision_api._async.caller import AsyncCaller
from rayvision_api._calls.enumerations import software, software_numbers

# guide 2: 0 by render layers, 1 by render setup.
_ALLOWED = {
    "cgId": [int(one) for one in models.SoftwareId],
    "renderLayerType": [0, 1],
    "renderSystem": [int(one) for one in models.OperatingSystem],
}


class AsyncEnv:
    """Operations on render environments.

    Each method checks its arguments before it sends anything: a `ValueError` or `TypeError` says what is wrong, and
    what would be right. Unless said otherwise, numbers and ids are at least 1, and lists and texts not empty. Each may
    raise `RayvisionError`: the service refused, or could not be asked.
    """

    def __init__(self, caller: AsyncCaller) -> None:
        self._call = caller.call
        self._is_first_edition = caller.settings.is_first_edition

    async def add_render_env(
        self,
        render_env: Mapping[str, Any] | models.RenderEnvRequest | None = None,
        *,
        data: Mapping[str, Any] | models.RenderEnvRequest | None = None,
    ) -> models.RenderEnvName:
        """Add a render environment (operation `addRenderEnv`).

        Args:
            render_env: The environment's members under their wire names, sent as they are: `cgId`, `cgName`,
                `cgVersion`, `renderLayerType`, `editName` (its name), `renderSystem` (0 Linux, 1 Windows; as
                a number or as text), `pluginIds`, and since edition 2.0.0 `projectPath`. `RenderEnvRequest` holds
                the same, typed.
            data: The vendor's name for `render_env`.

        Returns:
            The name of the new environment.

        Raises:
            ValueError: A member cannot be signed, or is not one of the known numbers of software, systems (0 or 1), or
                kinds of render layers (0 or 1).
        """
        return await self._call(operations.ADD_RENDER_ENV, self._environment(render_env, data))

    async def update_render_env(
        self,
        render_env: Mapping[str, Any] | models.RenderEnvRequest | None = None,
        *,
        data: Mapping[str, Any] | models.RenderEnvRequest | None = None,
    ) -> None:
        """Change a render environment (operation `updateRenderEnv`).

        Args:
            render_env: The members, checked as for `add_render_env`; `editName` names an existing environment.
            data: The vendor's name for `render_env`.
        """
        return await self._call(operations.UPDATE_RENDER_ENV, self._environment(render_env, data))

    def _environment(self, render_env: Any, data: Any) -> dict[str, Any]:
        """Check an environment that is given as either argument, and return what to send."""
        if render_env is not None and data is not None:
            raise TypeError("render_env is given twice, also as data; give one of them")
        environment = members("render_env", data if render_env is None else render_env)
        for key, allowed in _ALLOWED.items():
            if key in environment and number(environment[key]) not in allowed:
                words = " or ".join(map(str, allowed))
                raise ValueError(f"{key} is {environment[key]!r}; it has to be {words}, as a number or as text")
        if not self._is_first_edition:
            # client 3: numbers, where the guide's examples have text.
            environment |= {key: number(environment[key]) for key in _ALLOWED if key in environment}
        return environment

    async def delete_render_env(self, edit_name: str) -> None:
        """Delete a render environment (operation `deleteRenderEnv`).

        Args:
            edit_name: Name of the environment.
        """
        body = models.RenderEnvNameRequest(edit_name=text("edit_name", edit_name))
        return await self._call(operations.DELETE_RENDER_ENV, body)

    async def set_default_render_env(self, edit_name: str) -> None:
        """Make a render environment the default of its software (operation `setDefaultRenderEnv`).

        Args:
            edit_name: Name of the environment.
        """
        body = models.RenderEnvNameRequest(edit_name=text("edit_name", edit_name))
        return await self._call(operations.SET_DEFAULT_RENDER_ENV, body)

    async def get_render_env(
        self,
        name: str | models.SoftwareId | None = None,
        cg_names: Iterable[str | models.SoftwareId] | None = None,
        os_name: models.OperatingSystem | int | None = NOT_GIVEN,
    ) -> list[models.RenderEnv]:
        """Get the account's render environments for a software (operation `getRenderEnv`).

        Args:
            name: The software, `houdini` for example. Since edition 2.0.0 of the API it may be left out.
            cg_names: Several pieces of software. Since edition 2.0.0 of the API.
            os_name: Environments for 0 Linux or 1 Windows, which is the default; `None` for either. Since
                edition 2.0.0 of the API.

        Raises:
            ValueError: A software is unknown; the message names the nearest one.
        """
        if os_name is NOT_GIVEN:
            os_name = None if self._is_first_edition else models.OperatingSystem.WINDOWS
        is_named = name is not None or (self._is_first_edition and cg_names is None)
        body = models.RenderEnvListRequest(
            cg_id=software("name", name) if is_named else None,
            cg_ids=software_numbers("cg_names", cg_names),
            os_name=None if os_name is None else choice("os_name", os_name, models.OperatingSystem),
        )
        return await self._call(operations.GET_RENDER_ENV, body)
