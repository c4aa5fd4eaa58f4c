"""The least that a typed view can be: a slot, and properties that read one member each. It shows where the floor is."""

from __future__ import annotations

import json
from operator import attrgetter
from typing import Any

from benchmarks.peers.worker import Options, Work, repeated, serve


class _View:
    __slots__ = ("_wire",)

    def __init__(self, wire: dict[str, Any]) -> None:
        self._wire = wire


def _view_of(members: list[str]) -> type[_View]:
    # Written out and compiled, as a person would have written it: a property each, with the name in its code.
    lines = ["class View(_View):", "    __slots__ = ()"]
    for member in members:
        lines += ["    @property", f"    def {member}(self):", f"        return self._wire.get({member!r})"]
    names: dict[str, Any] = {"_View": _View}
    exec("\n".join(lines), names)  # noqa: S102  # our own code, about our own page
    view: type[_View] = names["View"]
    return view


def jobs(options: Options) -> dict[str, Work]:
    """Make the peer's jobs."""
    raw = options.page()
    members = list(json.loads(raw)["data"]["items"][0])
    view, all_of = _view_of(members), attrgetter(*members)

    def page() -> list[_View]:
        return [view(item) for item in json.loads(raw)["data"]["items"]]

    def all_members() -> None:
        for task in page():
            all_of(task)

    return {"page": repeated(page), "page, all members": repeated(all_members)}


if __name__ == "__main__":
    serve(jobs)
