"""What of a scene is rendered: layers, nodes, images, or the scene as a whole, wherever a software's files say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import partial
from typing import Any

from rayvision_api.jobs import _software as software
from rayvision_api.jobs._frames import runs, spelt

# What the analysis of Blender writes, and so do programs that change it: Python's description of the camera.
_BLENDER_CAMERA = re.compile(r'<bpy_struct, Object\("(.*)"\).*>', re.DOTALL)


class Part:
    """A layer, a node, an image or a queue's job that renders frames of its own, or the scene as a whole.

    A view of the job's content: what is set here is set there.

    Attributes:
        name: Its name; empty for the scene as a whole.
    """

    __slots__ = ("_camera", "_members", "_switch", "_switches", "name")

    def __init__(self, name: str, members: dict[str, Any], switches: dict[str, Any], switch: str, camera: str) -> None:
        self.name = name
        self._members = members
        self._switches = switches
        self._switch = switch
        self._camera = camera

    def __repr__(self) -> str:
        return f"Part({self.name!r}, frames={self.frames!r}, renders={self.renders})"

    @property
    def frames(self) -> str | None:
        """The frames, `1-10[1]` for example. Text, a number or numbers may be set."""
        value = self._members.get("frames")
        return str(value) if isinstance(value, str | int) else None

    @frames.setter
    def frames(self, value: str | int | Iterable[int]) -> None:
        text = spelt(value)
        found = runs(text)
        self._members["frames"] = text
        # Maya's layers say it three times over, Unreal Engine's jobs twice.
        said_again = {"start": found[0][0], "end": found[-1][-1], "by_frame": found[0].step}
        said_again |= {"start_frame": found[0][0], "end_frame": found[-1][-1]}
        for name, number in said_again.items():
            if name in self._members:
                self._members[name] = str(number)

    @property
    def renders(self) -> bool:
        """Whether it is rendered."""
        return not self._switch or str(self._switches.get(self._switch, "1")) != "0"

    @renders.setter
    def renders(self, value: bool) -> None:
        if not self._switch:
            raise ValueError("the scene as a whole is always rendered; this software's files have no switch for it")
        self._switches[self._switch] = "1" if value else "0"

    @property
    def cameras(self) -> tuple[str, ...]:
        """The cameras that are rendered; empty where the scene decides."""
        value = self._members.get(self._camera) if self._camera else None
        if isinstance(value, str) and value:
            match = _BLENDER_CAMERA.fullmatch(value)
            return (match[1] if match else value,)
        return tuple(str(one) for one in value) if isinstance(value, list) else ()

    @cameras.setter
    def cameras(self, names: Iterable[str]) -> None:
        if isinstance(names, str):
            raise TypeError(f"cameras is {names!r}; it has to be a list of names")
        chosen = list(names)
        if not self._camera:
            raise ValueError("this software's job files choose no camera; choose it in the scene")
        for one in chosen:
            if self.all_cameras and one not in self.all_cameras:
                near = get_close_matches(one, self.all_cameras, n=1, cutoff=0)[0]
                raise ValueError(f"cameras has {one!r}, which the scene does not have; the nearest one is {near!r}")
        if self._camera != "camera_name":
            self._members[self._camera] = chosen
            return
        if len(chosen) != 1:
            raise ValueError(f"cameras has {len(chosen)} names; Blender renders one")
        self._members[self._camera] = f'<bpy_struct, Object("{chosen[0]}")>'

    @property
    def all_cameras(self) -> tuple[str, ...]:
        """The cameras that the scene has, if the files list them."""
        value = self._members.get("all_camera")
        return tuple(str(one) for one in value) if isinstance(value, list) else ()

    @property
    def size(self) -> tuple[int, int] | None:
        """Width and height of a picture in pixels, if the files say."""
        try:
            return int(self._members["width"]), int(self._members["height"])
        except (KeyError, TypeError, ValueError):
            return None


def parts_of(cg_id: int | None, info: dict[str, Any]) -> list[Part]:
    """Find the parts of a scene; malformed ones are left out."""
    found = _FORMS.get(cg_id or 0, _whole)(info)
    return [Part(*one) for one in found]


_Found = tuple[str, dict[str, Any], dict[str, Any], str, str]


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _named(value: Any) -> list[tuple[str, dict[str, Any]]]:
    return [(name, one) for name, one in value.items() if isinstance(one, dict)] if isinstance(value, dict) else []


def _whole(info: dict[str, Any], camera: str = "") -> Iterator[_Found]:
    common = info.get("common")
    if isinstance(common, dict):
        yield "", common, {}, "", camera


def _maya(info: dict[str, Any]) -> Iterator[_Found]:
    for name, layer in _named(info):
        if isinstance(layer.get("common"), dict):
            yield name, layer["common"], layer, "renderable", "render_camera"


def _houdini(info: dict[str, Any]) -> Iterator[_Found]:
    for kind in ("geo_node", "distributedsim_node", "rop_node"):
        for node in _objects(info.get(kind)):
            yield str(node.get("node", "")), node, node, "render", ""


def _clarisse(info: dict[str, Any]) -> Iterator[_Found]:
    for image in _objects(info.get("image_node")):
        yield str(image.get("name", "")), image, image, "renderable", ""
        for layer in _objects(image.get("layers")):
            yield str(layer.get("name", "")), layer, layer, "renderable", ""


def _katana(info: dict[str, Any]) -> Iterator[_Found]:
    for name, node in _named(info.get("rendernodes")):
        yield name, node, node, "renderable", ""


def _unreal(info: dict[str, Any]) -> Iterator[_Found]:
    for queue in _objects(info.get("all_movie_pipline_queue")):
        if str(queue.get("renderable", "1")) != "0":
            for job in _objects(queue.get("render_job")):
                yield str(job.get("job_name", "")), job, job, "is_enable", ""


_FORMS: dict[int, Callable[[dict[str, Any]], Iterator[_Found]]] = {
    software.MAYA: _maya,
    software.MAX: partial(_whole, camera="renderable_camera"),
    software.HOUDINI: _houdini,
    software.BLENDER: partial(_whole, camera="camera_name"),
    software.CLARISSE: _clarisse,
    software.KATANA: _katana,
    software.UNREAL: _unreal,
}
