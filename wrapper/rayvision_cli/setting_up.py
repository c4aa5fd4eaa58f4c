"""What is done once: storing an account's keys, and making a shell complete commands."""

from __future__ import annotations

import getpass
import os
import sys
from threading import Thread
from typing import Annotated, Literal

from attrs import evolve
from cyclopts import App, Parameter
from rayvision_api import profiles
from rayvision_api._settings import DEFAULT_DOMAIN, DEFAULT_PLATFORM, PROFILE_VARIABLE

from rayvision_cli.complaints import complaint
from rayvision_cli.exits import CommandError, Exit
from rayvision_cli.session import Session

# How many seconds a pipe may take to bring the keys.
_PATIENCE = 60.0


def configure(*, session: Annotated[Session, Parameter(parse=False)]) -> None:
    """Store an account's keys in a profile; a pipe brings access id and access key, a line each."""
    # The profile need not be there yet, and a client would look for it.
    name = session.profile or os.environ.pop(PROFILE_VARIABLE, None) or profiles.DEFAULT
    profile = _asked(session) if sys.stdin.isatty() else _piped(session)
    options = evolve(session, profile=None, domain=profile.domain, platform=profile.platform)
    options.client(access_id=profile.access_id, access_key=profile.access_key).close()
    try:
        profiles.save(profile, name)
    except (ValueError, OSError) as error:
        raise CommandError(Exit.USAGE, complaint(str(error), session.say)) from None
    if session.output.as_json:
        session.output.document({"profile": name, "file": str(profiles.path())})
    else:
        session.output.line(session.say("profile {name} is stored in {file}", name=name, file=profiles.path()))


def _asked(session: Session) -> profiles.Profile:
    def answer(question: str, otherwise: str | None) -> str | None:
        sys.stderr.write(f"{session.say(question)}{f' [{otherwise}]' if otherwise else ''}: ")
        sys.stderr.flush()
        return sys.stdin.readline().strip() or otherwise

    access_id = answer("Access id", None)
    access_key = getpass.getpass(f"{session.say('Access key (not shown)')}: ", sys.stderr).strip()
    domain = session.domain or answer("Domain", DEFAULT_DOMAIN)
    platform = session.platform or answer("Platform", DEFAULT_PLATFORM)
    return profiles.Profile(access_id or "", access_key, domain, platform, session.protocol)


def _piped(session: Session) -> profiles.Profile:
    lines: list[str] = []

    def read() -> None:
        # Unbuffered: a thread that still waits in a buffered read would hold up the end of the program.
        content = b""
        while content.count(b"\n") < 2 and (more := os.read(sys.stdin.fileno(), 4096)):
            content += more
        lines.extend(content.decode(errors="replace").splitlines())

    reader = Thread(target=read, daemon=True)
    reader.start()
    reader.join(session.timeout or _PATIENCE)
    if reader.is_alive():
        raise CommandError(Exit.TIMED_OUT, session.say("no keys came: pipe access id and access key, a line each"))
    if len(lines) < 2:
        raise CommandError(Exit.USAGE, session.say("pipe access id and access key, a line each"))
    return profiles.Profile(lines[0].strip(), lines[1].strip(), session.domain, session.platform, session.protocol)


def completion(
    shell: Annotated[Literal["bash", "zsh", "fish"], Parameter(help="The shell that is to read this when it starts.")],
    /,
    *,
    app: Annotated[App, Parameter(parse=False)],
    session: Annotated[Session, Parameter(parse=False)],
) -> None:
    """Print what makes a shell complete commands."""
    script = app.generate_completion(prog_name="rayvision", shell=shell)
    if session.output.as_json:
        session.output.document(script)
    else:
        sys.stdout.write(script)
