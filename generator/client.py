"""The low-level client: openapi-python-client with our templates, and the operation table that it cannot make."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jinja2

from generator.annotate import annotated, is_null, python_name
from generator.spec import Operation, Spec

PACKAGE = "rayvision_client"
MARK = "# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.\n"
TEMPLATES = Path(__file__).parent / "templates"
FORMAT = Path(__file__).parent / "format.toml"

Files = dict[str, bytes]
"""The files of a folder: their content by their path below it, with forward slashes."""


class GenerationError(Exception):
    """The code generator could not make a client of a spec that keeps all rules."""


def client_files(spec: Spec) -> Files:
    """Generate the package `rayvision_client`."""
    with TemporaryDirectory(prefix="rayvision-") as folder:
        package = Path(folder) / PACKAGE
        _run_generator(annotated(spec), package)
        (package / "operations.py").write_text(operation_table(spec), "utf-8")
        (package / "py.typed").touch()
        for path in package.rglob("*.py"):
            path.write_text(MARK + path.read_text("utf-8"), "utf-8")
        format_code(package)
        return read_files(package)


def operation_table(spec: Spec) -> str:
    """Write the module that lists all operations: operation-level extensions never reach the generator's templates."""
    operations = [_table_entry(spec, operation) for operation in spec.operations()]
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701  # the output is Python
    )
    environment.filters["snakecase"] = python_name
    return environment.get_template("operations.py.jinja").render(
        operations=operations,
        sensitive=sorted(
            {
                wire
                for schema in spec.schemas().values()
                for wire, member in schema.get("properties", {}).items()
                if "x-rayvision-sensitive" in member
            }
        ),
    )


def format_code(folder: Path) -> None:
    """Drop the imports that a module does not need, sort the rest, and format."""
    for arguments in (["check", "--fix", "--quiet"], ["format", "--quiet"]):
        _run([sys.executable, "-m", "ruff", *arguments, "--no-cache", "--config", str(FORMAT), str(folder)])


def read_files(folder: Path) -> Files:
    """Read all files of a folder but what Python caches there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def _run_generator(document: dict[str, Any], package: Path) -> None:
    source = package.with_name("openapi.json")
    source.write_text(json.dumps(document), "utf-8")
    config = package.with_name("config.json")
    config.write_text(json.dumps({"package_name_override": PACKAGE, "post_hooks": []}), "utf-8")
    _run(
        [
            *(sys.executable, "-m", "openapi_python_client", "generate"),
            *("--path", str(source), "--config", str(config), "--custom-template-path", str(TEMPLATES)),
            *("--meta", "none", "--output-path", str(package), "--fail-on-warning"),
        ]
    )


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own command lines
    if done.returncode:
        raise GenerationError(f"{' '.join(command[2:5])} failed:\n{done.stdout}{done.stderr}")


def _table_entry(spec: Spec, operation: Operation) -> dict[str, Any]:
    data = operation.data
    envelope = data["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    member = spec.schemas()[envelope]["allOf"][1]["properties"]["data"]
    return {
        "constant": python_name(data["operationId"]).upper(),
        "id": data["operationId"],
        "path": operation.path,
        "summary": data["summary"].rstrip("."),
        "call": data["x-rayvision-method"],
        "idempotent": data["x-rayvision-idempotent"],
        "envelope": envelope,
        "pagination": data.get("x-rayvision-pagination"),
        "waiter": data.get("x-rayvision-waiter"),
        **_data_type(member),
    }


_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}


def _data_type(member: dict[str, Any]) -> dict[str, Any]:
    """What an operation gives its caller: the type, and what stands for null."""
    choices = [choice for choice in member.get("oneOf", [member]) if not is_null(choice)]
    if not choices:
        return {"data_type": "None", "empty": "type(None)"}
    schema = choices[0]
    if "$ref" in schema:
        model = schema["$ref"].rpartition("/")[2]
        return {"data_type": f"models.{model}", "empty": f'"{model}"'}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    kind = next(kind for kind in kinds if kind != "null")
    if kind == "array":
        return {"data_type": f"list[{_data_type(schema['items'])['data_type']}]", "empty": "list"}
    return {"data_type": _SCALARS[kind], "empty": _SCALARS[kind]}
