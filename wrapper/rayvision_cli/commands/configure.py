"""What is done once: storing an account's keys, and making a shell complete commands."""

from __future__ import annotations

import getpass
import os
import sys
from threading import Thread
from typing import Annotated, Any, Literal

from attrs import evolve
from cyclopts import App, Parameter
from rayvision_api import RayvisionAPI, RayvisionAPIError, RayvisionError, profiles
from rayvision_api.environment import DEFAULT_DOMAIN, DEFAULT_PLATFORM, PROFILE_VARIABLE, zone_of
from rayvision_client.operations import EDITIONS

from rayvision_cli.terminal.exit_codes import CommandError, Exit
from rayvision_cli.terminal.session import Session, SessionArgument
from rayvision_cli.text.error_texts import error_text

# How many seconds a pipe may take to bring the keys.
_PATIENCE = 60.0

_ZSH_REGISTERS = """
(( ${+functions[compdef]} )) || { autoload -Uz compinit && compinit }
compdef _cyclopts_rayvision rayvision
"""


def configure(*, session: SessionArgument) -> None:
    """Store an account's keys in a profile; access id and access key can be piped in, one per line."""
    # The profile need not be there yet, and a client would look for it.
    name = session.profile or os.environ.pop(PROFILE_VARIABLE, None) or profiles.DEFAULT
    profile = _asked(session) if sys.stdin.isatty() else _piped(session)
    found = _found(session, profile)
    try:
        profiles.save(evolve(profile, api_version=found["api_version"]), name)
    except (ValueError, OSError) as error:
        raise CommandError(Exit.USAGE, error_text(str(error), session.say)) from None
    if session.output.as_json:
        session.output.document({"profile": name, "file": str(profiles.path()), **found})
        return
    names = ", ".join(f"{one['platform']} ({one['name']})" for one in found["platforms"])
    spoken = session.say(
        "the service speaks edition {edition}; zone {zone}, platforms {names}",
        edition=found["api_version"],
        zone=found["zone"],
        names=names,
    )
    session.output.line(spoken)
    session.output.line(session.say("profile {name} is stored in {file}", name=name, file=profiles.path()))


def _client(session: Session, profile: profiles.Profile, **options: Any) -> RayvisionAPI:
    """Make a client of an account that is not stored yet."""
    chosen = evolve(
        session, profile=None, domain=profile.domain, platform=profile.platform, api_version=profile.api_version
    )
    return chosen.client(RayvisionAPI, access_id=profile.access_id, access_key=profile.access_key, **options)


def _found(session: Session, profile: profiles.Profile) -> dict[str, Any]:
    """Try the keys: ask the profile's edition for the account's platforms, or else each, and take the latest.

    Raises:
        RayvisionError: None of them answers.
    """
    answers: list[dict[str, Any]] = []
    failures: list[RayvisionError] = []
    for edition in [profile.api_version] if profile.api_version else reversed(EDITIONS):
        with _client(session, evolve(profile, api_version=edition), retries=None) as api:
            try:
                platforms = [one.to_dict() for one in api.query.platforms()]
            except RayvisionError as error:
                failures.append(error)
            else:
                zone = int(zone_of(profile.domain or DEFAULT_DOMAIN))
                answers.append({"api_version": edition, "zone": zone, "platforms": platforms})
    if not answers:
        # What the service says is worth more than that nothing could be understood.
        raise next((error for error in failures if isinstance(error, RayvisionAPIError)), failures[0])
    return answers[0]


def _asked(session: Session) -> profiles.Profile:
    def answer(question: str, otherwise: str | None) -> str | None:
        sys.stderr.write(f"{session.say(question)}{f' [{otherwise}]' if otherwise else ''}: ")
        sys.stderr.flush()
        return sys.stdin.readline().strip() or otherwise

    access_id = answer("Access id", None)
    access_key = getpass.getpass(f"{session.say('Access key (not shown)')}: ", sys.stderr).strip()
    domain = session.domain or answer("Domain", DEFAULT_DOMAIN)
    platform = session.platform or answer("Platform", DEFAULT_PLATFORM)
    return profiles.Profile(access_id or "", access_key, domain, platform, session.protocol, session.api_version)


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
        raise CommandError(
            Exit.TIMED_OUT, session.say("no keys received: pipe in access id and access key, one per line")
        )
    if len(lines) < 2:
        raise CommandError(Exit.USAGE, session.say("pipe in access id and access key, one per line"))
    return profiles.Profile(
        *(lines[0].strip(), lines[1].strip()),
        *(session.domain, session.platform, session.protocol, session.api_version),
    )


def completion(
    shell: Annotated[Literal["bash", "zsh", "fish"], Parameter(help="The shell to print it for.")],
    /,
    *,
    app: Annotated[App, Parameter(parse=False)],
    session: SessionArgument,
) -> None:
    """Print a completion script for a shell."""
    script = app.generate_completion(prog_name="rayvision", shell=shell)
    if shell == "zsh":
        # The library writes a function that zsh loads from a folder; read at the start, it has to be registered.
        script += _ZSH_REGISTERS
    if session.output.as_json:
        session.output.document(script)
    else:
        sys.stdout.write(script)
