"""What the artist sees: a panel among the output properties, and its buttons."""

import sys
from pathlib import Path
from typing import Any

import bpy

from .scene import latest_job, write_job
from .work import Work

_OLDEST_PYTHON = (3, 11)
_SECONDS_BETWEEN_DRAWINGS = 0.5

_work: Work | None = None


class RayvisionPreferences(bpy.types.AddonPreferences):
    """Whose account, and which platform of it. Keys are in the profile, and never in a file of Blender's."""

    bl_idname = __package__

    profile: bpy.props.StringProperty(
        name="Profile", description="Name of the profile; empty for the default one, or for the environment"
    )
    platform: bpy.props.StringProperty(
        name="Platform", description="Number of the platform; empty for that of the profile"
    )

    def draw(self, _context: bpy.types.Context) -> None:
        """Draw the two."""
        self.layout.prop(self, "profile")
        self.layout.prop(self, "platform")


class RayvisionSettings(bpy.types.PropertyGroup):
    """What belongs to a scene, and is saved with it."""

    folder: bpy.props.StringProperty(
        name="Folder", description="Where jobs and their pictures are kept", default="//farm", subtype="DIR_PATH"
    )
    version: bpy.props.StringProperty(
        name="Version", description="Version of Blender on the farm, as it spells it; empty for this one"
    )


class _Starter:
    """A button that starts work in the background."""

    wait: bpy.props.BoolProperty(
        name="Wait",
        description="Return when the pictures are here, for scripts",
        default=False,
        options={"SKIP_SAVE"},
    )

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        """Return whether it may be pressed."""
        return _work is None or not _work.is_alive()

    def execute(self, context: bpy.types.Context) -> set[str]:
        """Start, and return at once."""
        global _work  # noqa: PLW0603  # there is one window, and one job on its way
        try:
            _demand_client()
            folder = self.job(context.scene)
        except (OSError, RuntimeError, ValueError) as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        _work = Work(folder, _account(context))
        _work.start()
        if not self.wait:
            bpy.app.timers.register(draw, persistent=True)
            return {"FINISHED"}
        _work.join()
        if _work.problem:
            self.report({"ERROR"}, _work.problem)
            return {"CANCELLED"}
        self.report({"INFO"}, _work.text)
        return {"FINISHED"}


class RAYVISION_OT_submit(_Starter, bpy.types.Operator):  # noqa: N801  # Blender demands it
    """Render the open file on the farm as it is now, and download its pictures"""  # noqa: D415  # a tooltip

    bl_idname = "rayvision.submit"
    bl_label = "Render on the farm"

    def job(self, scene: bpy.types.Scene) -> Path:
        """Write a new job."""
        return write_job(scene, _folder(scene), scene.rayvision.version)


class RAYVISION_OT_go_on(_Starter, bpy.types.Operator):  # noqa: N801  # as above
    """Continue the last job of this file where it stopped"""  # noqa: D415  # a tooltip

    bl_idname = "rayvision.go_on"
    bl_label = "Continue"

    def job(self, scene: bpy.types.Scene) -> Path:
        """Find the last job."""
        found = latest_job(_folder(scene))
        if found is None:
            raise ValueError(f"There is no job of this file in {_folder(scene)}")
        return found


class RAYVISION_OT_stop(bpy.types.Operator):  # noqa: N801  # as above
    """Stop uploads and downloads; the task on the farm keeps running"""  # noqa: D415  # a tooltip

    bl_idname = "rayvision.stop"
    bl_label = "Stop"

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        """Return whether it may be pressed."""
        return _work is not None and _work.is_alive()

    def execute(self, _context: bpy.types.Context) -> set[str]:
        """Ask for it; the line above the buttons says when it has stopped."""
        if _work is not None:
            _work.stop()
        return {"FINISHED"}


class RAYVISION_PT_farm(bpy.types.Panel):  # noqa: N801  # as above
    """How far the job has got, and what can be done."""

    bl_label = "Render farm"
    bl_space_type = "PROPERTIES"
    bl_region_type = "WINDOW"
    bl_context = "output"

    def draw(self, context: bpy.types.Context) -> None:
        """Draw it."""
        layout = self.layout
        layout.prop(context.scene.rayvision, "folder")
        layout.prop(context.scene.rayvision, "version")
        if _work is not None:
            layout.label(text=_work.text, icon="ERROR" if _work.problem else "RENDER_ANIMATION")
            if hasattr(layout, "progress") and _work.is_alive():  # since Blender 4.0
                layout.progress(factor=_work.share)
            if _work.count:
                layout.operator("wm.path_open", text="Show the pictures").filepath = str(_work.pictures)
        row = layout.row()
        for button in (RAYVISION_OT_submit, RAYVISION_OT_go_on, RAYVISION_OT_stop):
            row.operator(button.bl_idname)


def draw() -> float | None:
    """Draw the panel anew, and say after how many seconds again; Blender's timer calls it."""
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            if area.type == "PROPERTIES":
                area.tag_redraw()
    return _SECONDS_BETWEEN_DRAWINGS if _work is not None and _work.is_alive() else None


_CLASSES = (
    RayvisionPreferences,
    RayvisionSettings,
    RAYVISION_OT_submit,
    RAYVISION_OT_go_on,
    RAYVISION_OT_stop,
    RAYVISION_PT_farm,
)


def register() -> None:
    """Register everything with Blender."""
    for one in _CLASSES:
        bpy.utils.register_class(one)
    bpy.types.Scene.rayvision = bpy.props.PointerProperty(type=RayvisionSettings)


def unregister() -> None:
    """Unregister everything, and stop what is under way."""
    if _work is not None:
        _work.stop()
    if bpy.app.timers.is_registered(draw):
        bpy.app.timers.unregister(draw)
    del bpy.types.Scene.rayvision
    for one in reversed(_CLASSES):
        bpy.utils.unregister_class(one)


def _folder(scene: bpy.types.Scene) -> Path:
    return Path(bpy.path.abspath(scene.rayvision.folder))


def _account(context: bpy.types.Context) -> dict[str, Any]:
    turned_on = context.preferences.addons.get(__package__)
    # Turned on for one run, by `--addons`, it has none.
    if turned_on is None:
        return {}
    return {name: value for name in ("profile", "platform") if (value := getattr(turned_on.preferences, name))}


def _demand_client() -> None:
    if sys.version_info < _OLDEST_PYTHON:
        raise RuntimeError("This Blender has Python 3.10 or older; the client needs 3.11, as Blender 4.1 has")
    try:
        import rayvision_api.jobs  # noqa: F401  # whether it is there
    except ImportError as error:
        where = Path(__file__).with_name("vendored")
        raise RuntimeError(
            f"The client is missing ({error}); install it into {where}, by pip install --target"
        ) from None
