"""The low-level client: openapi-python-client with our templates, and the operation table that it cannot make."""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openapi_python_client import generate
from openapi_python_client.config import Config, ConfigFile, MetaType

from generator.client.annotations import annotated
from generator.client.operation_table import TEMPLATES, operation_table
from generator.client.tools import GenerationError, format_code, run
from generator.output import Files, read_files
from generator.spec import editions
from generator.spec.document import Spec
from generator.templating import rendered

_HEADER = "# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.\n"


def package(spec: Spec) -> Files:
    """Generate the one client of all editions."""
    with TemporaryDirectory(prefix="rayvision-") as folder:
        package = Path(folder) / "rayvision_client"
        generate_package(annotated(editions.combined(spec)), package)
        (package / "operation.py").write_text(rendered(TEMPLATES / "operation.py.jinja"), "utf-8")
        (package / "operations.py").write_text(operation_table(spec), "utf-8")
        (package / "py.typed").touch()
        format_code(package)
        return {
            name: _HEADER.encode() + content if name.endswith(".py") else content
            for name, content in read_files(package).items()
        }


def generate_package(document: dict[str, Any], package: Path) -> None:
    """Let openapi-python-client write a package.

    Raises:
        GenerationError: It could not, or left something out.
    """
    source = package.with_name("openapi.json")
    source.write_text(json.dumps(document), "utf-8")
    config = Config.from_sources(
        ConfigFile(package_name_override=package.name, post_hooks=[]),
        MetaType.NONE,
        document_source=source,
        file_encoding="utf-8",
        overwrite=False,
        output_path=package,
    )
    with redirect_stdout(None):
        errors = generate(config=config, custom_template_path=TEMPLATES)
    if errors:
        raise GenerationError("\n".join(f"{error.header} {error.detail}" for error in errors))


_IMPORT_ALL = """
import importlib, pkgutil, rayvision_client as package
for module in pkgutil.walk_packages(package.__path__, "rayvision_client."):
    importlib.import_module(module.name)
models = importlib.import_module("rayvision_client.models")
for name in models.__all__:
    getattr(models, name)
"""


def import_all(package: Path) -> None:
    """Import every module once, so that what cannot be imported never takes the place of what can.

    Raises:
        GenerationError: One cannot be imported.
    """
    run([sys.executable, "-B", "-c", f"import sys; sys.path.insert(0, {str(package.parent)!r})" + _IMPORT_ALL])
