"""Templates that are rendered here, and not by the code generator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2

from generator.client.annotations import safe

TEMPLATES = Path(__file__).parent / "templates"


def rendered(template: str, **values: Any) -> str:
    """Render a template of Python code."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701  # the output is Python
    )
    environment.filters |= {"repr": repr, "docstring": safe}
    return environment.get_template(template).render(values)
