# Generated from wrapper/rayvision_api/_async/env.py by `python -m generator build`. Do not edit.
"""Render environments: a software, its version and its plugins under a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rayvision_api._arguments import members, text
from rayvision_api._names import software
from rayvision_api._sync.connection import Connection
from rayvision_client import models, operations


class Env:
    """Operations on render environments."""

    def __init__(self, connection: Connection) -> None:
        self._call = connection.call

    def add_render_env(self, render_env: Mapping[str, Any] | models.RenderEnvRequest) -> models.RenderEnvName:
        """Add a render environment (operation `addRenderEnv`).

        Args:
            render_env: The environment's members under their wire names, sent as they are: `cgId`, `cgName`,
                `cgVersion`, `renderLayerType`, `editName` (its name), `renderSystem` (`"0"` Linux, `"1"` Windows),
                `pluginIds`. `RenderEnvRequest` holds the same, typed.

        Returns:
            The name of the new environment.

        Raises:
            ValueError: There are no members, or one holds a value that cannot be signed.
            TypeError: It is no dict.
            RayvisionError: The service refused or could not be asked.
        """
        return self._call(operations.ADD_RENDER_ENV, members("render_env", render_env))

    def update_render_env(self, render_env: Mapping[str, Any] | models.RenderEnvRequest) -> None:
        """Change the render environment of the name that is given (operation `updateRenderEnv`).

        Args:
            render_env: The members as for `add_render_env`; `editName` names an environment that there is.

        Raises:
            ValueError: There are no members, or one holds a value that cannot be signed.
            TypeError: It is no dict.
            RayvisionError: The service refused or could not be asked.
        """
        return self._call(operations.UPDATE_RENDER_ENV, members("render_env", render_env))

    def delete_render_env(self, edit_name: str) -> None:
        """Delete a render environment (operation `deleteRenderEnv`).

        Args:
            edit_name: Name of the environment.

        Raises:
            ValueError: The name is empty.
            TypeError: The name is no text.
            RayvisionError: The service refused or could not be asked.
        """
        body = models.RenderEnvNameRequest(edit_name=text("edit_name", edit_name))
        return self._call(operations.DELETE_RENDER_ENV, body)

    def set_default_render_env(self, edit_name: str) -> None:
        """Make a render environment the default of its software (operation `setDefaultRenderEnv`).

        Args:
            edit_name: Name of the environment.

        Raises:
            ValueError: The name is empty.
            TypeError: The name is no text.
            RayvisionError: The service refused or could not be asked.
        """
        body = models.RenderEnvNameRequest(edit_name=text("edit_name", edit_name))
        return self._call(operations.SET_DEFAULT_RENDER_ENV, body)

    def get_render_env(self, name: str | models.SoftwareId) -> list[models.RenderEnv]:
        """Get the account's render environments for a software (operation `getRenderEnv`).

        Args:
            name: The software, `houdini` say.

        Raises:
            ValueError: The software is unknown; the message names the nearest one.
            TypeError: The name is no text.
            RayvisionError: The service refused or could not be asked.
        """
        return self._call(operations.GET_RENDER_ENV, models.RenderEnvListRequest(cg_id=software("name", name)))
