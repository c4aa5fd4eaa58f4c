"""The low-level client: openapi-python-client with our templates, and the operation table that it cannot make."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jinja2

from generator import editions
from generator.annotate import annotated, constant_name, is_null, safe
from generator.spec import Operation, Spec, json_schema, walk

MARK = "# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.\n"
TEMPLATES = Path(__file__).parent / "templates"
FORMAT = Path(__file__).parent / "format.toml"

Files = dict[str, bytes]
"""The files of a folder: their content by their path below it, with forward slashes."""


class GenerationError(Exception):
    """The code generator could not make a client of a spec that keeps all rules."""


def package(spec: Spec) -> Files:
    """Generate the one client of all editions."""
    with TemporaryDirectory(prefix="rayvision-") as folder:
        package = Path(folder) / "rayvision_client"
        _run_generator(annotated(editions.combined(spec)), package)
        (package / "operation.py").write_text(_rendered("operation.py.jinja"), "utf-8")
        (package / "operations.py").write_text(operation_table(spec), "utf-8")
        (package / "py.typed").touch()
        format_code(package)
        _import_all(package)
        return {
            name: MARK.encode() + content if name.endswith(".py") else content
            for name, content in read_files(package).items()
        }


def operation_table(spec: Spec) -> str:
    """Write the module that lists all operations: operation-level extensions never reach the generator's templates."""
    together = editions.combined(spec)
    plain = {number: editions.plain(spec, number) for number in editions.numbers(spec)}
    return _rendered(
        "operations.py.jinja",
        editions=list(plain),
        operations=[
            _table_entry(together, operation) | {"places": _places(plain, operation)}
            for operation in together.operations()
        ],
        sensitive=sorted(
            {
                wire
                for document in plain.values()
                for _, node in walk(document.schemas())
                if isinstance(node, dict)
                for wire, member in node.get("properties", {}).items()
                if isinstance(member, dict) and "x-rayvision-sensitive" in member
            }
        ),
    )


def _rendered(template: str, **values: Any) -> str:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701  # the output is Python
    )
    environment.filters |= {"repr": repr, "docstring": safe}
    return environment.get_template(template).render(values)


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
    config.write_text(json.dumps({"package_name_override": package.name, "post_hooks": []}), "utf-8")
    _run(
        [
            *(sys.executable, "-m", "openapi_python_client", "generate"),
            *("--path", str(source), "--config", str(config), "--custom-template-path", str(TEMPLATES)),
            *("--meta", "none", "--output-path", str(package), "--fail-on-warning"),
        ]
    )


_IMPORT_ALL = """
import importlib, pkgutil, rayvision_client as package
for module in pkgutil.walk_packages(package.__path__, "rayvision_client."):
    importlib.import_module(module.name)
models = importlib.import_module("rayvision_client.models")
for name in models.__all__:
    getattr(models, name)
"""


def _import_all(package: Path) -> None:
    """Import every module once, so that what cannot be imported never takes the place of what can."""
    _run([sys.executable, "-B", "-c", f"import sys; sys.path.insert(0, {str(package.parent)!r})" + _IMPORT_ALL])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own command lines
    if done.returncode:
        raise GenerationError(f"{' '.join(command[2:5])} failed:\n{done.stdout}{done.stderr}")


def _table_entry(spec: Spec, operation: Operation) -> dict[str, Any]:
    data = operation.data
    envelope = data["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    member = spec.schemas()[envelope]["allOf"][1]["properties"]["data"]
    return {
        "constant": constant_name(data["operationId"]),
        "id": data["operationId"],
        "summary": data["summary"].rstrip("."),
        "call": data["x-rayvision-method"],
        "idempotent": data["x-rayvision-idempotent"],
        "envelope": envelope,
        "pagination": data.get("x-rayvision-pagination"),
        "is_deprecated": data.get("deprecated", False),
        "deprecated_members": [
            wire
            for wire, asked in spec.resolve(json_schema(data["requestBody"])).get("properties", {}).items()
            if asked.get("deprecated")
        ],
        **_data_type(member),
    }


def _places(plain: dict[str, Spec], operation: Operation) -> dict[str, dict[str, Any]]:
    """Where an operation is in each edition that has it, and what it takes there."""
    return {
        number: {"path": there.path} | _request(document, json_schema(there.data["requestBody"]))
        for number, document in plain.items()
        for there in document.operations()
        if there.data["operationId"] == operation.data["operationId"]
    }


def _request(document: Spec, schema: dict[str, Any]) -> dict[str, Any]:
    """What the members of a request are called in an edition, by their first names, and what they are by default."""
    body = document.resolve(schema)
    names = editions.names_of(document, schema["$ref"].rpartition("/")[2])
    required = {wire: body["properties"][name] for wire, name in names.items() if name in body.get("required", ())}
    return {
        "names": names,
        "defaults": {wire: member["default"] for wire, member in required.items() if "default" in member},
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
    if kind == "object":
        values = schema.get("additionalProperties")
        held = _data_type(values)["data_type"] if isinstance(values, dict) and values else "Any"
        return {"data_type": f"dict[str, {held}]", "empty": "dict"}
    if kind == "array":
        return {"data_type": f"list[{_data_type(schema['items'])['data_type']}]", "empty": "list"}
    return {"data_type": _SCALARS[kind], "empty": _SCALARS[kind]}
