"""Templates that are rendered here, and not by the code generator."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import jinja2

from generator.errors import GeneratorError


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

    Raises:
        GeneratorError: It cannot be read, or cannot be rendered.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(template.parent),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        autoescape=is_html,  # noqa: S701  # Python and Markdown are not HTML
    )
    environment.filters.update(filters)
    try:
        return environment.get_template(template.name).render(values)
    except jinja2.TemplateNotFound as error:
        raise GeneratorError(f"{template}: cannot be read: put the template there") from error
    except jinja2.TemplateError as error:
        frames = traceback.extract_tb(error.__traceback__)
        line = next((frame.lineno for frame in reversed(frames) if frame.filename == str(template)), 1)
        raise GeneratorError(f"{template}:{line}: {error}: mend the template") from error
