# ruff: noqa: T201  (it talks to the person who runs it)
"""The peers' virtual environments, made from PyPI where they are not there yet, and what is built for them."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent

# pip's own timeouts are longer than this only where a network is not there at all.
_LONGEST_INSTALLATION = 600

# What both of the vendor's releases run with: their own pins where those can still be imported, else the nearest that
# can. setuptools is the last that has pkg_resources.
_VENDOR = (
    "setuptools<81",
    "requests==2.23.0; python_version < '3.12'",
    "requests==2.31.0; python_version >= '3.12'",
    "urllib3==1.25.11; python_version < '3.12'",
    "urllib3==1.26.20; python_version >= '3.12'",
    "tenacity==7.0.0",
    "future",
    "six",
    "rayvision-log==1.2.4",
)

PEERS = {
    "server": ("uvloop",),
    "httpx": ("httpx",),
    "aiohttp": ("aiohttp",),
    "pydantic": ("pydantic>=2",),
    "orjson": ("orjson",),
    "generated": ("httpx", "attrs", "python-dateutil"),
    "vendor 3.0.4.3": (*_VENDOR, "attrs==19.3.0", "Cerberus==1.3.8"),
    "vendor 1.1.5": (*_VENDOR, "attrs==21.4.0", "cattrs==1.10.0"),
}
"""What is installed for each peer that is not ours."""

# Their pins contradict what they can be imported with.
_WITHOUT_DEPENDENCIES = {
    "vendor 3.0.4.3": ("rayvision-api==3.0.4.3",),
    "vendor 1.1.5": ("rayvision-api==1.1.5",),
}

OURS = {"ours": (), "ours with orjson": ("orjson",), "ours with aiohttp": ("httpx-aiohttp",)}
"""What is installed beside our wheel."""


class UnavailableError(Exception):
    """A peer cannot be had on this machine."""


@dataclass(frozen=True)
class Environment:
    """A virtual environment.

    Attributes:
        name: Its name.
        folder: Where it is.
    """

    name: str
    folder: Path

    @property
    def python(self) -> str:
        """Its interpreter."""
        scripts = self.folder / ("Scripts" if os.name == "nt" else "bin")
        return str(scripts / ("python.exe" if os.name == "nt" else "python"))

    @property
    def packages(self) -> Path:
        """Where its packages are."""
        return Path(output([self.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).strip())

    def versions(self) -> dict[str, str]:
        """Return what is installed in it."""
        listed = json.loads(
            output([self.python, "-m", "pip", "list", "--format", "json", "--disable-pip-version-check"])
        )
        return {package["name"]: package["version"] for package in listed}


_QUIET = ("--disable-pip-version-check", "--no-input", "--quiet")


class Environments:
    """All environments of a run, each made when it is first asked for.

    Args:
        work: The folder for everything that the suite makes; environments in it are used again.
    """

    def __init__(self, work: Path) -> None:
        self.work = work
        self._made: dict[str, Environment | UnavailableError] = {}
        self._wheels: dict[Path, Path] = {}

    def __getitem__(self, name: str) -> Environment:
        """Return an environment by its name.

        Raises:
            UnavailableError: It cannot be made.
        """
        if name not in self._made:
            try:
                self._made[name] = self._make(name)
            except UnavailableError as error:
                self._made[name] = error
        made = self._made[name]
        if isinstance(made, UnavailableError):
            raise made
        return made

    def versions(self) -> dict[str, dict[str, str]]:
        """Return what is installed in the environments that were asked for."""
        return {name: made.versions() for name, made in self._made.items() if isinstance(made, Environment)}

    @property
    def wheel(self) -> Path:
        """The project's wheel."""
        return self._built(ROOT)

    @property
    def wheel_for_hosts(self) -> Path:
        """The wheel of client and wrapper alone."""
        return self._built(ROOT / "wrapper/host")

    def _built(self, project: Path) -> Path:
        """Build a wheel, once in a run."""
        if project not in self._wheels:
            folder = self.work / "wheels" / project.name
            shutil.rmtree(folder, ignore_errors=True)
            build = [sys.executable, "-m", "pip", "wheel", "--no-deps", *_QUIET]
            output([*build, "--wheel-dir", str(folder), str(project)])
            (self._wheels[project],) = folder.glob("*.whl")
        return self._wheels[project]

    def modules(self) -> list[str]:
        """Name the modules of the wheel that make up the client."""
        with ZipFile(self.wheel) as archive:
            names = [name for name in archive.namelist() if name.endswith(".py")]
        modules = [name.removesuffix(".py").replace("/", ".").removesuffix(".__init__") for name in names]
        parts = {name: name.split(".") for name in modules}
        ours = {name: steps for name, steps in parts.items() if steps[0] in ("rayvision_api", "rayvision_client")}
        # PyInstaller's hooks are named after what they are for, and imported by nobody else.
        return sorted(name for name, steps in ours.items() if all(step.isidentifier() for step in steps))

    def _make(self, name: str) -> Environment:
        with_dependencies, without = self._requirements(name)
        environment = Environment(name, self.work / "environments" / name.replace(" ", "-"))
        ready = environment.folder / "ready"
        wanted = "\n".join([sys.version, *with_dependencies, *without, self._digest(name)])
        if ready.is_file() and ready.read_text("utf-8") == wanted:
            return environment
        print(f"making the environment of {name}", file=sys.stderr, flush=True)
        output([sys.executable, "-m", "venv", "--clear", str(environment.folder)])
        install = [environment.python, "-m", "pip", "install", *_QUIET, "--prefer-binary"]
        output([*install, *with_dependencies])
        if without:
            output([*install, "--no-deps", *without])
        if name == "generated":
            self._generate(environment)
        ready.write_text(wanted, "utf-8")
        return environment

    def _requirements(self, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if name == "generator":
            project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
            return tuple(project["dependency-groups"]["generator"]), ()
        if name in OURS:
            return (str(self.wheel), *OURS[name]), ()
        return PEERS[name], _WITHOUT_DEPENDENCIES.get(name, ())

    def _digest(self, name: str) -> str:
        """Tell one state of the project from another, where an environment depends on it."""
        if name in OURS:
            with ZipFile(self.wheel) as archive:
                return " ".join(f"{member.CRC:x}" for member in archive.infolist())
        if name == "generated":
            return hashlib.sha256((ROOT / "spec/openapi.yaml").read_bytes()).hexdigest()
        return ""

    def _generate(self, environment: Environment) -> None:
        """Put the stock generator's output where the environment can import it."""
        package = environment.packages / "generated_default"
        output([*self.stock_generator(), "--output-path", str(package)], path=self["generator"])

    def stock_generator(self) -> list[str]:
        """Return the command that generates a client without any of our templates, formatted by its own hooks."""
        command = [self["generator"].python, "-m", "openapi_python_client", "generate", "--meta", "none"]
        return [*command, "--path", str(ROOT / "spec/openapi.yaml")]


def output(command: list[str], path: Environment | None = None) -> str:
    """Run a command to its end.

    Args:
        command: The command and its arguments.
        path: An environment whose programs the command can find.

    Raises:
        UnavailableError: It failed.
    """
    try:
        done = subprocess.run(  # noqa: S603  # our own command lines
            command,
            capture_output=True,
            text=True,
            check=False,
            timeout=_LONGEST_INSTALLATION,
            env=search_path(path),
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as error:
        raise UnavailableError(f"{Path(command[0]).name} took too long") from error
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()] or ["no reason given"]
        reasons = [line for line in lines if line.lower().startswith("error")] or lines
        raise UnavailableError(reasons[-1].strip())
    return done.stdout


def search_path(environment: Environment | None) -> dict[str, str]:
    """Return this process's environment variables, for a command that looks for programs of a virtual environment."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "RAYVISION_"))}
    if environment:
        scripts = str(Path(environment.python).parent)
        variables["PATH"] = os.pathsep.join([scripts, variables.get("PATH", "")])
    return variables
