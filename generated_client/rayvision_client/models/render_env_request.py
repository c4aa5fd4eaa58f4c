# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""A render environment as it is saved."""

from __future__ import annotations

from typing import ClassVar

from attrs import define

from ..models.operating_system import OperatingSystem
from ..models.render_system import RenderSystem
from ..models.software_id import SoftwareId
from ..types import Request


@define(kw_only=True, eq=False, repr=False)
class RenderEnvRequest(Request):
    """A render environment as it is saved."""

    cg_id: SoftwareId | int
    """Number of the software, `cgId` in `querySupportedPlugin` (`cgId`)."""
    cg_name: str
    """Name of the software, `cgName` in `querySupportedPlugin` (`cgName`)."""
    cg_version: str
    """Version of the software, `cgVersion` in `querySupportedPlugin` (`cgVersion`)."""
    render_layer_type: int | None = None
    """How Maya treats render layers; the guide does not name the values (`renderLayerType`).

    0 in its examples.
    """
    edit_name: str
    """Name of the environment; that of an existing one to change it (`editName`)."""
    render_system: RenderSystem | str | int | OperatingSystem
    """System to render on (`renderSystem`)."""
    plugin_ids: list[int]
    """Plugins to load, as numbers of plugin versions; may be empty (`pluginIds`)."""
    project_path: str | None = None
    """Project directory; may be empty (`projectPath`).

    Since edition 2.0.0.
    """

    _wire_names: ClassVar[dict[str, str]] = {
        "cg_id": "cgId",
        "cg_name": "cgName",
        "cg_version": "cgVersion",
        "render_layer_type": "renderLayerType",
        "edit_name": "editName",
        "render_system": "renderSystem",
        "plugin_ids": "pluginIds",
        "project_path": "projectPath",
    }
