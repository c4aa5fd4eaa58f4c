"""Bridges what the docstrings are written in and what Sphinx expects.

Docstrings are to read well in `help()`: an example is an indented block, and a sentence may hold a colon. Names in them
and in annotations are short, or those of the module that a class happens to lie in.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from rayvision_api.environment import DEFAULT_DOMAIN, DEFAULT_PLATFORM
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

_SECTION = re.compile(r"(Args|Attributes|Returns|Raises|Yields):$")

# Where a class or exception is documented, whichever module it lies in.
_HOMES = ("rayvision_api", "rayvision_api.errors", "rayvision_client.models", "rayvision_client.types")

# What a signature says where the source has a name that tells a reader nothing; `...` stands for "not given".
_SAID = {
    "DEFAULT_DOMAIN": repr(DEFAULT_DOMAIN),
    "DEFAULT_PLATFORM": repr(DEFAULT_PLATFORM),
    "NOT_GIVEN": "...",
    "JobClient": "RayvisionAPI",
}


def _prepare(_app: Sphinx, kind: str, _name: str, _object: object, _options: object, lines: list[str]) -> None:
    start = next((number for number, line in enumerate(lines) if _SECTION.match(line)), len(lines))
    prose, sections = lines[:start], lines[start:]
    if kind in ("attribute", "property", "data") and prose:
        prose[0] = _without_type(prose[0])
    for number, line in enumerate(sections):
        if line == "Returns:":
            sections[number + 1] = "    " + _without_type(sections[number + 1].strip())
    lines[:] = _with_code_blocks(prose) + sections


def _without_type(line: str) -> str:
    """Keep napoleon from taking what stands before a colon for a type: an empty one is there already."""
    return f": {line}"


def _with_code_blocks(prose: list[str]) -> list[str]:
    marked: list[str] = []
    in_example = False
    for line in prose:
        indented = line.startswith("    ")
        if indented and not in_example and marked and not marked[-1]:
            marked += [".. code-block:: python", ""]
        in_example = indented or (in_example and not line)
        marked.append(line)
    return marked


def _find(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement) -> nodes.Node | None:
    """Resolve a name that Sphinx does not find where it looks."""
    if node.get("refdomain") != "py" or app.builder is None:
        return None
    domain = env.domains["py"]
    short = node["reftarget"].rpartition(".")[2]
    for home in _HOMES:
        full = f"{home}.{short}"
        found = domain.resolve_xref(env, node["refdoc"], app.builder, node["reftype"], full, node, content)
        if found is not None:
            return found
    return None


def _say_names(
    _app: Sphinx, _kind: str, _name: str, _object: object, _options: object, signature: str | None, returns: str | None
) -> tuple[str | None, str | None]:
    """Return what a name stands for."""
    for name, value in _SAID.items():
        signature = signature and re.sub(rf"\b{name}\b", value, signature)
    return signature, returns


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx, before napoleon takes the sections apart."""
    app.connect("autodoc-process-docstring", _prepare, priority=100)
    app.connect("autodoc-process-signature", _say_names)
    app.connect("missing-reference", _find)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
