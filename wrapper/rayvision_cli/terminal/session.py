"""One run of the command line: its options, the client that it calls with, and where its result goes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

from attrs import field, frozen
from cyclopts import Parameter
from rayvision_api import AsyncRayvisionAPI, RayvisionAPI, RetryPolicy

from rayvision_cli.terminal.exit_codes import CommandError, Exit
from rayvision_cli.terminal.output import STANDARD_OUTPUT, Output
from rayvision_cli.text.error_texts import error_text
from rayvision_cli.text.languages import Texts
from rayvision_cli.text.times import moment

# The client's arguments that the command line gives: what is wrong with them is the command line's fault.
_OPTIONS = ("domain", "platform", "protocol", "api_version", "timeout")

_Client = TypeVar("_Client", RayvisionAPI, AsyncRayvisionAPI)


@frozen
class Session:
    """What every command is given."""

    say: Texts
    output: Output
    profile: str | None = None
    domain: str | None = None
    platform: str | None = None
    protocol: str | None = None
    api_version: str | None = None
    timeout: float | None = None
    agreed: bool = False
    _open: list[RayvisionAPI] = field(factory=list)

    @property
    def api(self) -> RayvisionAPI:
        """The client, made when it is first asked for.

        Raises:
            CommandError: An option is malformed, or the account's keys are missing.
        """
        if not self._open:
            self._open.append(self.client(RayvisionAPI))
        return self._open[0]

    def close(self) -> None:
        """Close the client's connections."""
        while self._open:
            self._open.pop().close()

    @contextmanager
    def checking(self, names: dict[str, str]) -> Iterator[None]:
        """Turn what the wrapper says against an argument into an error of the command line.

        Args:
            names: The wrapper's names of arguments, and those of the command line.
        """
        try:
            yield
        except (TypeError, ValueError) as error:
            text = str(error)
            name = next((name for name in names if text.startswith((f"{name} ", f"{name}[", f"{name}."))), None)
            if isinstance(error, TypeError) and name is None:
                raise
            if name is not None:
                text = names[name] + text.removeprefix(name)
            raise CommandError(Exit.USAGE, error_text(text, self.say)) from None

    def check_range(self, name: str, value: float, least: float, most: float) -> None:
        """Check an option that is a number.

        Raises:
            CommandError: It is not in its range.
        """
        if not least <= value <= most:
            expected = self.say("from {least} to {most}", least=least, most=most)
            text = self.say("{name} is {value!r}; it has to be {expected}", name=name, value=value, expected=expected)
            raise CommandError(Exit.USAGE, text)

    def span(self, since: str | None, until: str | None) -> tuple[datetime | None, datetime | None]:
        """Read the times that `--since` and `--until` name, where they are given.

        Raises:
            CommandError: One is not a time, or there is nothing between them.
        """
        with self.checking({}):
            start = None if since is None else moment("--since", since, self.say.zone)
            end = None if until is None else moment("--until", until, self.say.zone)
        if start is not None and end is not None and end <= start:
            text = self.say(
                "--until is {until!r}, which is not after --since, {since!r}; exchange them, or for a whole day give "
                "the next one to --until",
                until=until,
                since=since,
            )
            raise CommandError(Exit.USAGE, text)
        return start, end

    def check_file(self, name: str, path: Path | None, excluded: dict[str, bool]) -> None:
        """Check an option that names a file to write, where a hyphen may stand for standard output.

        Args:
            name: The option.
            path: What it names, if it was given.
            excluded: Options that print something else, and whether they were given.

        Raises:
            CommandError: There is no name, or standard output would have to hold two things.
        """
        if str(path).startswith("--"):
            # The hyphen may stand there, so the library takes the next option for a file as well.
            raise CommandError(Exit.USAGE, self.say("a value is missing: {word}", word=name))
        for other, is_given in excluded.items():
            if is_given and path == STANDARD_OUTPUT:
                text = self.say("{one} and {other} exclude each other", one=f"{name} -", other=other)
                raise CommandError(Exit.USAGE, text)

    def confirm(self, question: str) -> None:
        """Ask before something that cannot be undone; where nobody can answer, `--yes` has to have said it.

        Raises:
            CommandError: The answer is no, or there is nobody to ask.
        """
        if self.agreed:
            return
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise CommandError(Exit.USAGE, self.say("this cannot be undone: add --yes to confirm it in a script"))
        sys.stderr.write(f"{question} [y/N] ")
        sys.stderr.flush()
        if sys.stdin.readline().strip().lower() not in ("y", "yes"):
            raise CommandError(Exit.USAGE, self.say("nothing was done"))

    def client(self, kind: type[_Client], **others: Any) -> _Client:
        """Make a client with the options that were given.

        Args:
            kind: The sync client, or the async one.
            others: What else it is to have, such as keys that come from neither environment nor profile.

        Raises:
            CommandError: An option is malformed, or keys are missing or malformed.
        """
        options: dict[str, Any] = {name: getattr(self, name) for name in _OPTIONS}
        options = {name: value for name, value in options.items() if value is not None}
        if self.timeout is not None:
            # The person waits for the answer, however often it is asked for. The client refuses what is not a time.
            options["retries"] = RetryPolicy(total_time=max(0.0, self.timeout))
        try:
            return kind(profile=self.profile, **options | others)
        except ValueError as error:
            # The client's errors about an argument begin with its name.
            if str(error).startswith(tuple(f"{name} " for name in _OPTIONS)):
                raise CommandError(Exit.USAGE, error_text(f"--{_spelt(str(error))}", self.say)) from None
            wrong, missing, _ = str(error).partition(" is missing")
            text = self.say("{name} is missing", name=wrong) if missing else error_text(str(error), self.say)
            advice = self.say("run 'rayvision configure', or set RAYVISION_API_ACCESS_ID and RAYVISION_API_KEY")
            raise CommandError(Exit.CREDENTIALS, self.say("{name}: {value}", name=text, value=advice)) from None


SessionArgument = Annotated[Session, Parameter(parse=False)]
"""The argument of a command that nobody types."""


def _spelt(text: str) -> str:
    """Spell the argument that a sentence begins with as options are spelt."""
    name, space, rest = text.partition(" ")
    return name.replace("_", "-") + space + rest
