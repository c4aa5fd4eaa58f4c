"""The vendor's transmitter on the command line: installed, and looked at."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter
from rayvision_api.transfer import KNOWN_VERSION, find_transmitter, install_transmitter, transmitter_version

from rayvision_cli.terminal.session import SessionArgument

_VERSION_HELP = "Version of the vendor's package rayvision-sync."
_SHA256_HELP = "SHA-256 of its wheel, for any other version than 3.1.8; another file is refused."


def install(
    version: Annotated[str, Parameter(help=_VERSION_HELP)] = KNOWN_VERSION,
    /,
    *,
    sha256: Annotated[str | None, Parameter(help=_SHA256_HELP)] = None,
    session: SessionArgument,
) -> None:
    """Install the program that transfers files; it is the vendor's, under the vendor's terms."""
    say, output = session.say, session.output
    with session.checking({"version": "VERSION", "sha256": "--sha256"}):
        transmitter = install_transmitter(version, sha256)
    if output.as_json:
        output.document({"path": str(transmitter.path)})
        return
    output.line(say("the transmitter is in {file}", file=transmitter.path))
    output.line(
        say("It belongs to the vendor, under the terms of the package rayvision-sync, and is not part of this SDK.")
    )


def status(*, session: SessionArgument) -> None:
    """Show which program transfers files, its version, and whether it starts."""
    transmitter = find_transmitter()
    version = transmitter_version(transmitter)
    if session.output.as_json:
        session.output.document({"path": str(transmitter.path), "found": transmitter.found, "version": version})
        return
    session.output.line(
        session.say(
            "{file}, version {version}, found by: {found}",
            file=transmitter.path,
            version=version,
            found=transmitter.found,
        )
    )
