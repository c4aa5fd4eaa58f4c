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
from generator.editions import FIRST, Edition
from generator.sharing import Modules, without_copies
from generator.spec import Operation, Spec

MARK = "# Generated from {spec} by `python -m generator build`. Do not edit.\n"
TEMPLATES = Path(__file__).parent / "templates"
FORMAT = Path(__file__).parent / "format.toml"

Files = dict[str, bytes]
"""The files of a folder: their content by their path below it, with forward slashes."""


class GenerationError(Exception):
    """The code generator could not make a client of a spec that keeps all rules."""


def packages(specs: dict[Edition, Spec]) -> dict[Edition, Files]:
    """Generate the package of each edition."""
    modules = {edition: _modules(edition, spec) for edition, spec in specs.items()}
    for edition in specs:
        if edition != FIRST:
            modules[edition] = _formatted(without_copies(modules[edition], modules[FIRST]))
    return {
        edition: {
            name: f"{MARK.format(spec=edition.spec) if name.endswith('.py') else ''}{text}".encode()
            for name, text in texts.items()
        }
        for edition, texts in modules.items()
    }


def _modules(edition: Edition, spec: Spec) -> Modules:
    """Generate the modules of a package that stands on its own."""
    with TemporaryDirectory(prefix="rayvision-") as folder:
        package = Path(folder) / edition.package
        _run_generator(annotated(spec), package)
        (package / "operation.py").write_text(_rendered("operation.py.jinja"), "utf-8")
        (package / "operations.py").write_text(operation_table(edition, spec), "utf-8")
        (package / "py.typed").touch()
        format_code(package)
        return {name: content.decode() for name, content in read_files(package).items()}


def _formatted(modules: Modules) -> Modules:
    with TemporaryDirectory(prefix="rayvision-") as folder:
        for name, text in modules.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        format_code(Path(folder))
        return {name: content.decode() for name, content in read_files(Path(folder)).items()}


def operation_table(edition: Edition, spec: Spec) -> str:
    """Write the module that lists all operations: operation-level extensions never reach the generator's templates."""
    return _rendered(
        "operations.py.jinja",
        api_version=edition.version,
        operations=[_table_entry(spec, operation) for operation in spec.operations()],
        sensitive=sorted(
            {
                wire
                for schema in spec.schemas().values()
                for wire, member in schema.get("properties", {}).items()
                if "x-rayvision-sensitive" in member
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
        **_members(spec, operation),
        "envelope": envelope,
        "pagination": data.get("x-rayvision-pagination"),
        "waiter": data.get("x-rayvision-waiter"),
        **_data_type(member),
    }


def _members(spec: Spec, operation: Operation) -> dict[str, Any]:
    """The members of an operation's request, and those of them that had another name in the first edition."""
    body = operation.data["requestBody"]["content"]["application/json"]["schema"]
    members = spec.resolve(body).get("properties", {})
    formerly = {wire: member.get("x-rayvision-formerly") for wire, member in members.items()}
    return {"members": sorted(members), "renamed": {old: new for new, old in formerly.items() if old}}


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
