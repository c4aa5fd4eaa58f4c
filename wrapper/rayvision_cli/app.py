"""The command line as a whole: what commands there are, and how one is run."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from io import StringIO
from typing import Annotated, Literal

from cyclopts import App, CycloptsError, Group, Parameter
from rayvision_api import RayvisionError, __version__
from rayvision_api.text import in_one_line
from rayvision_client.operations import OPERATIONS

from rayvision_cli.commands import jobs, transmitter
from rayvision_cli.commands.account import list_profiles, whoami
from rayvision_cli.commands.configure import completion, configure
from rayvision_cli.commands.costs import costs, estimate
from rayvision_cli.commands.frame_log import log
from rayvision_cli.commands.operations import GROUPS, command_of, method_of
from rayvision_cli.commands.report import report
from rayvision_cli.commands.top import top
from rayvision_cli.commands.wait import wait
from rayvision_cli.commands.web import web
from rayvision_cli.terminal.exit_codes import MEANINGS, CommandError, Exit
from rayvision_cli.terminal.failures import explained
from rayvision_cli.terminal.help_pages import COMMON, HelpPages
from rayvision_cli.terminal.output import Output, console_of, discard_output, replace_unencodable
from rayvision_cli.terminal.prose import Prose
from rayvision_cli.terminal.session import Session
from rayvision_cli.terminal.usage import usage_error
from rayvision_cli.text.error_texts import error_text
from rayvision_cli.text.languages import Texts, chosen_language
from rayvision_cli.text.numbers import asked_currency
from rayvision_cli.text.times import zone_of_name

_ABOUT = "\n".join(
    (
        "The Renderbus / Fox Renderfarm service on the command line.",
        "",
        "Keys come from RAYVISION_API_ACCESS_ID and RAYVISION_API_KEY, or from the profile of 'rayvision configure'.",
        "",
        "Lists are tables at a terminal, and lines with tabs between the cells in a pipe or file.",
        "",
        "Exit codes:",
        *(f"{int(code):4}  {meaning}" for code, meaning in MEANINGS.items()),
    )
)
_OTHER_GROUPS = {
    "job": (
        "Jobs: upload a folder of job files, and download its pictures.",
        (
            jobs.submit,
            jobs.check,
            jobs.status,
            jobs.download,
        ),
    ),
    "transmitter": ("The vendor's program that transfers files.", (transmitter.install, transmitter.status)),
}
"""Groups of commands that are not operations."""
_JSON_HELP = (
    "Print exactly one JSON document, with the service's own names; after an error, nothing or what was done so far."
)
_TIMEOUT_HELP = "Seconds to wait for a reply (60); for 'task wait', until the tasks have ended (for ever)."
_UTC_HELP = "Show and read times in UTC."
_TIMEZONE_HELP = "Show and read times in this zone, for example Europe/Berlin; by default in yours."
_EVERYWHERE = Group(COMMON, sort_key=3)


def run(words: Sequence[str]) -> int:
    """Run the command that the words of a command line give.

    Returns:
        The exit code.
    """
    say = Texts(chosen_language(words))
    try:
        # This writes what is still to be written, which may fail as any writing.
        replace_unencodable()
        code = _run(make_app(say, words), words, say)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough.
        discard_output(sys.stdout)
        code = Exit.DONE
    except SystemExit:
        # Asked to end, maybe because the terminal is gone: Python, which writes at its end what is left, would fail.
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                discard_output(stream)
        raise
    except OSError as error:
        discard_output(sys.stdout)
        place = error.filename or say("standard output")
        text = say("{file} cannot be written: {reason}", file=place, reason=error.strerror or error)
        code = _fail(Exit.NOT_WRITTEN, text)
    return int(code)


def _run(app: App, words: Sequence[str], say: Texts) -> Exit:
    try:
        app.meta(list(words))
    except CycloptsError as error:
        return _fail(Exit.USAGE, usage_error(error, app, say))
    except CommandError as error:
        return _fail(error.code, error.text)
    except RayvisionError as error:
        return _fail(*explained(error, say))
    except KeyboardInterrupt:
        return _fail(Exit.INTERRUPTED, say("interrupted"))
    return Exit.DONE


def _fail(code: Exit, text: str) -> Exit:
    sys.stdout.flush()
    line = f"rayvision: {in_one_line(text)}"
    try:
        if sys.stderr.isatty():
            # A terminal would break it within a word.
            console_of(sys.stderr).print(Prose(line))
        else:
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()
    except BrokenPipeError:
        # Nobody reads it; the exit code says that it failed, all the same.
        discard_output(sys.stderr)
    return code


def make_app(say: Texts, words: Sequence[str] | None = None) -> App:
    """Make the command line; its help is in the language of `say`.

    Args:
        say: The language.
        words: What was typed, by default anything. To make all commands takes longer than most of them run: a group of
            operations that no word names stays empty, except for completion, which has to know them all.
    """
    named = None if words is None or "completion" in words else set(words)
    app = _app(say, "rayvision", _ABOUT)
    groups = {name: _app(say, name, about) for name, about in GROUPS.items()}
    for operation in OPERATIONS.values():
        places = [command.split() for command in operation.commands]
        for name, _ in places:
            if name not in groups:
                groups[name] = _app(say, name, name)
        asked = [place for place in places if named is None or place[0] in named]
        method = method_of(operation) if asked else None
        if method is None:
            continue
        command = command_of(operation, method)
        text = operation.summary
        if operation.is_deprecated:
            text = say("{summary} (deprecated)", summary=say(text))
        for name, command_name in asked:
            groups[name].command(command, name=command_name, help=text)
    for group in groups.values():
        app.command(group)
    # What is made of several operations, or of none.
    groups["task"].command(wait)
    groups["task"].command(log)
    groups["task"].command(report)
    for name, (about, commands) in _OTHER_GROUPS.items():
        group = _app(say, name, about)
        for command in commands:
            group.command(command)
        app.command(group)
    costing = _app(say, "costs", costs.__doc__ or "")
    costing.default(costs)
    costing.command(estimate)
    app.command(costing)
    app.command(top)
    app.command(web)
    setting_up = _app(say, "configure", configure.__doc__ or "")
    setting_up.default(configure)
    setting_up.command(list_profiles, name="list")
    app.command(setting_up)
    app.command(whoami)
    app.command(completion)
    app["--help"].group = (_EVERYWHERE,)
    _take_options(app, say)
    return app


def _app(say: Texts, name: str, about: str) -> App:
    return App(
        name=name,
        help=about,
        help_format="plaintext",
        help_formatter=HelpPages(say),
        version_flags=(),
        group_commands=Group("Commands", sort_key=0),
        group_arguments=Group("Arguments", sort_key=1),
        group_parameters=Group("Options", sort_key=2),
        console=console_of(sys.stdout),
        result_action="return_value",
        exit_on_error=False,
        print_error=False,
        suppress_keyboard_interrupt=False,
        # Of an option given twice, as by an alias and by hand, the last one counts.
        default_parameter=Parameter(allow_repeating=True, negative=()),
    )


def _take_options(app: App, say: Texts) -> None:
    def launch(
        *words: Annotated[str, Parameter(show=False, allow_leading_hyphen=True)],
        json: Annotated[bool, _option(_JSON_HELP)] = False,
        profile: Annotated[str | None, _option("Name of the account's profile.")] = None,
        domain: Annotated[
            str | None,
            _option(
                "The service: task.renderbus.com (China) or jop.foxrenderfarm.com "
                "(international; www. in edition 1.0.0 of the API)."
            ),
        ] = None,
        platform: Annotated[
            str | None, _option("Number of a platform, as 'rayvision query platforms' lists them.")
        ] = None,
        protocol: Annotated[Literal["https", "http"] | None, _option("http is for a farm on your own machine.")] = None,
        api_version: Annotated[
            str | None, _option("Edition of the API, 2.0.0 for example; also RAYVISION_API_VERSION.")
        ] = None,
        timeout: Annotated[float | None, _option(_TIMEOUT_HELP)] = None,
        lang: Annotated[  # noqa: ARG001  # read before all else, see languages.py
            Literal["en", "zh"] | None, _option("English or Chinese; also RAYVISION_LANG.")
        ] = None,
        utc: Annotated[bool, _option(_UTC_HELP)] = False,
        timezone: Annotated[str | None, _option(_TIMEZONE_HELP)] = None,
        yes: Annotated[bool, _option("Skip confirmation, in scripts for example.")] = False,
        version: Annotated[bool, _option("Print the version.")] = False,
    ) -> None:
        try:
            say.zone = zone_of_name("UTC" if utc else timezone)
        except ValueError as error:
            raise CommandError(Exit.USAGE, error_text(str(error), say)) from None
        output = Output(say, as_json=json)
        session = Session(say, output, profile, domain, platform, protocol, api_version, timeout, agreed=yes)
        output.currency = cache(lambda: asked_currency(session.api))
        if version:
            _print_version(output)
        else:
            _launch(app, words, session)

    app.meta.default(launch)
    # Help is asked of the program itself, which knows whether to print a document.
    app.meta.help_flags = ()
    # Ctrl-C has its own line and exit code.
    app.meta.suppress_keyboard_interrupt = False


def _launch(app: App, words: Sequence[str], session: Session) -> None:
    command, bound, ignored = app.parse_args(words)
    if session.output.as_json and command == app.help_print:
        page = StringIO()
        app.help_print(bound.arguments["tokens"], console=console_of(page))
        session.output.document({"help": page.getvalue()})
        return
    beside = {"session": session, "app": app}
    try:
        command(*bound.args, **bound.kwargs, **{name: beside[name] for name in ignored})
    finally:
        session.close()


def _print_version(output: Output) -> None:
    if output.as_json:
        output.document({"version": __version__})
    else:
        output.line(f"rayvision {__version__}")


def _option(text: str) -> Parameter:
    return Parameter(group=_EVERYWHERE, help=text, negative=())
