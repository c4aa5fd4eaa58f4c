"""Templates that are rendered here, and not by the code generator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import jinja2


def rendered(
    template: Path,
    filters: Mapping[str, Callable[..., Any]] = MappingProxyType({}),
    *,
    is_html: bool = False,
    **values: Any,
) -> str:
    """Render a template; a name that it uses and is not given is an error.

    Args:
        template: The file.
        filters: What it can apply to values.
        is_html: Whether texts are escaped as HTML wants them.
        values: What it is filled with.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(template.parent),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        autoescape=is_html,  # noqa: S701  # Python and Markdown are no HTML
    )
    environment.filters.update(filters)
    return environment.get_template(template.name).render(values)
