"""The spec in four other languages and each edition: generate a client, compile, sign vectors, run a task on a farm.

    python examples/languages.py [--work FOLDER] [typescript] [go] [java] [csharp]

The packages of the dependency group `languages` bring Node, Go and the client generator. What else a language needs is
installed with apt-get where it is missing; where that cannot be, the language is skipped, and the reason is printed.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import openapi_generator_cli

HERE = Path(__file__).parent
SPECS = HERE.parent / "published/rayvision_spec"
EDITIONS = sorted(folder.name for folder in SPECS.iterdir() if (folder / "openapi.yaml").exists())
# Beside the clients it makes, the generator's jar carries Jackson and the annotations that its Java clients need.
JAR = Path(str(files(openapi_generator_cli) / "openapi-generator.jar"))

# Some of the languages use the newer form of the spec and some the older one, so that both are seen to work.
OLDER = "openapi-3.0.3.json"

# What the client generator warns of without losing anything.
HARMLESS = {
    "OpenAPI 3.1 support is still in beta": "which is why everything is compiled and run here",
    "Failed to get the schema name: null": "a choice between plain types, such as LayerParentId, has no names in it",
    "Ignoring complex example on request body": "an example is shown in its documentation only",
}


class Failed(Exception):  # noqa: N818  # it reads as what happened
    """A step of a language did not work out."""


class Skipped(Exception):  # noqa: N818  # as above
    """This machine cannot run a language."""


@dataclass(frozen=True)
class Job:
    """One language at work.

    Attributes:
        folder: A copy of the language's example, to generate and compile in.
        farm: Where the sandbox listens, with scheme.
        edition: The edition of the API to speak.
    """

    folder: Path
    farm: str
    edition: str

    @property
    def spec(self) -> Path:
        """The folder of the edition's documents."""
        return SPECS / self.edition

    def run(self, *command: str | Path, **environment: str) -> str:
        """Run a command in the folder, and return what it printed.

        Raises:
            Failed: Its exit status is not 0.
        """
        done = subprocess.run(  # noqa: S603  # our own command lines
            [str(shutil.which(str(command[0])) or command[0]), *map(str, command[1:])],
            cwd=self.folder,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Failed(f"{' '.join(map(str, command))[:200]}\n{done.stdout[-4000:]}")
        return done.stdout

    def generate(self, generator: str, spec: str, output: str, *options: str, **properties: str) -> None:
        """Generate a client from a form of the published spec, and see that no warning means a loss.

        Raises:
            Failed: The generator failed, or warned of something that nobody has looked at yet.
        """
        log = self.run(
            *("openapi-generator-cli", "generate", "-g", generator, *options),
            *("-i", self.spec / spec, "-o", self.folder / output),
            *("--global-property", "apiTests=false,modelTests=false,apiDocs=false,modelDocs=false"),
            *("--additional-properties", ",".join(f"{name}={value}" for name, value in properties.items())),
        )
        warnings = [line for line in log.splitlines() if " WARN " in line or " ERROR " in line]
        if new := [line for line in warnings if not any(known in line for known in HARMLESS)]:
            raise Failed("\n".join(["the generator warns:", *new]))


def typescript(job: Job) -> Iterator[str]:
    """Generate types; the client over them is openapi-fetch."""
    job.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    job.run("npm", "run", "generate", "--", job.spec / "openapi.yaml")
    job.run("npm", "run", "build")
    yield job.run("node", "out/vectors.js", job.spec / "signing-vectors.json")
    yield job.run("node", "out/mainJob.js", job.farm, job.edition)


def go(job: Job) -> Iterator[str]:
    """Generate a package that needs nothing but the standard library."""
    job.generate("go", "openapi.yaml", "rayvision", packageName="rayvision", enumClassPrefix="true", withGoMod="false")
    # Nothing comes from the network: neither modules nor another version of Go.
    offline = {"GOFLAGS": "-mod=mod", "GOPROXY": "off", "GOTOOLCHAIN": "local"}
    tested = job.run("go", "test", "-v", "./signing", SIGNING_VECTORS=str(job.spec / "signing-vectors.json"), **offline)
    yield next(line.partition(": ")[2] for line in tested.splitlines() if "vectors pass" in line)
    job.run("go", "build", "-o", "main_job", ".", **offline)
    yield job.run(job.folder / "main_job", job.farm, job.edition)


def java(job: Job) -> Iterator[str]:
    """Generate a client over the JDK's own HTTP client and Jackson."""
    needs("javac", "openjdk-17-jdk-headless")
    job.generate(
        *("java", OLDER, "generated", "--library", "native", "--template-dir", str(job.folder / "templates")),
        invokerPackage="rayvision",
        apiPackage="rayvision.api",
        modelPackage="rayvision.model",
        openApiNullable="false",
    )
    sources = [path.relative_to(job.folder) for path in job.folder.rglob("*.java") if "test" not in path.parts]
    job.run("javac", "-nowarn", "-d", "out", "-cp", JAR, *sources)
    path = os.pathsep.join(["out", str(JAR)])
    yield job.run("java", "-cp", path, "example.Vectors", job.spec / "signing-vectors.json")
    yield job.run("java", "-cp", path, "example.MainJob", job.farm, job.edition)


def csharp(job: Job) -> Iterator[str]:
    """Generate a client over HttpClient and Json.NET, for the .NET Framework: Mono is what Debian has."""
    # `OperatingSystem` is a class of .NET itself.
    job.generate(
        *("csharp", OLDER, "generated", "--library", "httpclient"),
        *("--model-name-mappings", "OperatingSystem=SavedOperatingSystem"),
        packageName="Rayvision",
        targetFramework="net48",
        netCoreProjectFile="false",
        supportsRetry="false",
    )
    needs(
        "mcs",
        *("mono-mcs", "libmono-system-componentmodel-dataannotations4.0-cil", "libmono-system-net-http4.0-cil"),
        *("libmono-system-runtime-serialization4.0-cil", "libmono-system-web4.0-cil"),
    )
    job.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    library = "node_modules/jillejr.newtonsoft.json-for-unity/Plugins/Newtonsoft.Json Editor/Newtonsoft.Json.dll"
    shutil.copy(job.folder / library, job.folder)
    system = ("System.ComponentModel.DataAnnotations", "System.Net.Http", "System.Runtime.Serialization", "System.Web")
    for target, entry, vectors in (("Vectors.exe", "Example.Vectors", True), ("MainJob.exe", "Example.MainJob", False)):
        references = [f"-r:{name}" for name in (*system, "Newtonsoft.Json.dll")]
        sources = ["-recurse:generated/src/Rayvision/*.cs", *(path.name for path in job.folder.glob("*.cs"))]
        job.run("mcs", "-langversion:7.2", "-nowarn:219", f"-main:{entry}", f"-out:{target}", *references, *sources)
        yield job.run("mono", target, *([job.spec / "signing-vectors.json"] if vectors else [job.farm, job.edition]))


LANGUAGES: dict[str, Callable[[Job], Iterator[str]]] = {
    "typescript": typescript,
    "go": go,
    "java": java,
    "csharp": csharp,
}


def needs(command: str, *packages: str) -> None:
    """See that a command is there, and install it from Debian if not.

    Raises:
        Skipped: It is not there, and cannot be installed.
    """
    if shutil.which(command):
        return
    apt = shutil.which("apt-get")
    if apt is None:
        raise Skipped(f"there is no {command}, and no apt-get to install it with")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        line = [apt, *arguments]
        done = subprocess.run(line, env=quiet, capture_output=True, text=True, check=False)  # noqa: S603  # our own
        if done.returncode:
            last = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
            raise Skipped(f"there is no {command}, and apt-get {arguments[0]} failed: {last[0]}")


@contextmanager
def farm() -> Iterator[str]:
    """Start the sandbox on a free port, and yield its address."""
    os.environ |= {"RAYVISION_API_ACCESS_ID": "sandbox-id", "RAYVISION_API_KEY": "sandbox-key"}
    command = [sys.executable, "-m", "rayvision_sandbox", "--port", "0", "--speed", "1200"]
    command += ["--access-id", "sandbox-id", "--access-key", "sandbox-key"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # our own command line
        try:
            line = process.stdout.readline() if process.stdout else ""
            yield "http://" + line.strip().rpartition("http://")[2]
        finally:
            process.terminate()


def main() -> None:
    """Run the languages that were asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", metavar="language", help=f"{', '.join(LANGUAGES)} (default: all)")
    parser.add_argument(
        "--work", type=Path, default=HERE.parent / "build/languages", help="where to generate and compile"
    )
    arguments = parser.parse_args()
    if unknown := set(arguments.languages) - LANGUAGES.keys():
        parser.error(f"no such language: {', '.join(sorted(unknown))}")
    failed = 0
    with farm() as address:
        for name, edition in itertools.product(arguments.languages or LANGUAGES, EDITIONS):
            folder = arguments.work.resolve() / name / edition
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(HERE / name, folder, ignore=shutil.ignore_patterns("node_modules"))
            try:
                said = [text.strip().splitlines()[-1] for text in LANGUAGES[name](Job(folder, address, edition))]
                print(f"{name} {edition}: {'; '.join(said)}", flush=True)
            except Skipped as reason:
                print(f"{name} {edition}: skipped, {reason}", flush=True)
            except Failed as error:
                failed += 1
                print(f"{name} {edition}: FAILED: {error}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
