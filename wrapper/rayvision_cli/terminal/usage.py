"""What is wrong with a command line, in one line: the word, and what it might have been."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from enum import Enum
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import cyclopts
from cyclopts import App

from rayvision_cli.text.languages import Texts
from rayvision_cli.text.views import choice_name


def usage_error(error: cyclopts.CycloptsError, app: App, say: Texts) -> str:
    """Write what is wrong with a command line, and where to read how to use it.

    Args:
        error: What the library found.
        app: The whole command line.
        say: The language.
    """
    # What is not translated here cannot happen with our arguments, or is new in the library.
    text = _SAYINGS.get(type(error), _not_understood)(error, app, say)
    command = " ".join(["rayvision", *(error.command_chain or ())])
    return text + say(" ('{command} --help' says more)", command=command)


def _filled(hint: Any, tokens: Sequence[cyclopts.Token]) -> Any:
    kind = Path if hint is Path or Path in get_args(hint) else str
    if not tokens[-1].value:
        raise cyclopts.CoercionError(token=tokens[-1], target_type=kind)
    return kind(tokens[-1].value)


FILLED = cyclopts.Parameter(converter=_filled)
"""A text or path that may not be empty, as a variable of a shell is that was never set."""


def _unknown_option(error: Any, app: App, say: Texts) -> str:
    # What follows the equals sign is the value, and may be a secret that was typed at the wrong place.
    word = (error.token.keyword or error.token.value).partition("=")[0]
    names = [
        name for known in (error.argument_collection, app.meta.assemble_argument_collection()) for name in _names(known)
    ]
    return say("unknown option: {word}", word=word) + _suggestion(word, names, say)


def _unknown_command(error: Any, app: App, say: Texts) -> str:
    word = error.unused_tokens[0]
    if word.startswith("-"):
        names = _names(app.meta.assemble_argument_collection())
        return say("unknown option: {word}", word=word) + _suggestion(word, names, say)
    names = [name for name in error.app or app if not name.startswith("-")]
    known = _suggestion(word, names, say) or say("; there are {names}", names=", ".join(names))
    return say("unknown command: {word}", word=word) + known


def _too_many(error: Any, app: App, say: Texts) -> str:  # noqa: ARG001  # as all sayings are called
    return say("unexpected: {words}", words=" ".join(error.unused_tokens))


def _missing(error: Any, app: App, say: Texts) -> str:  # noqa: ARG001  # as above
    return say("a value is missing: {word}", word=error.keyword or error.argument.name)


def _wrong(error: Any, app: App, say: Texts) -> str:
    expected = _expected(error.target_type, say)
    if error.token is None or error.argument is None or expected is None:
        return _not_understood(error, app, say)
    name = error.token.keyword or error.argument.name
    return say("{name} is {value!r}; it has to be {expected}", name=name, value=error.token.value, expected=expected)


def _not_understood(error: Any, app: App, say: Texts) -> str:  # noqa: ARG001  # as above
    words = error.unused_tokens or error.root_input_tokens or ()
    if error.argument is not None:
        words = [error.argument.name, *(token.value for token in error.argument.tokens)]
    return say("this cannot be understood: {words}", words=" ".join(words))


_SAYINGS: dict[type, Callable[[Any, App, Texts], str]] = {
    cyclopts.UnknownOptionError: _unknown_option,
    cyclopts.UnknownCommandError: _unknown_command,
    cyclopts.UnusedCliTokensError: _too_many,
    cyclopts.MissingArgumentError: _missing,
    cyclopts.ConsumeMultipleError: _missing,
    cyclopts.CoercionError: _wrong,
}


def _names(arguments: Iterable[cyclopts.Argument]) -> list[str]:
    return [name for argument in arguments if argument.show for name in argument.names if name.startswith("-")]


def _expected(kind: Any, say: Texts) -> str | None:
    if kind is Path:
        return say("a path")
    if kind is str:
        return say("some text")
    if kind is int:
        return say("a whole number")
    if kind is float:
        return say("a number")
    choices = _choices(kind)
    return say("one of {choices}", choices=", ".join(choices)) if choices else None


def _choices(kind: Any) -> list[str]:
    if kind is bool:
        return ["true", "false"]
    if get_origin(kind) is Literal:
        return list(get_args(kind))
    return [choice_name(member) for member in kind] if isinstance(kind, type) and issubclass(kind, Enum) else []


def _suggestion(word: str, names: Iterable[str], say: Texts) -> str:
    nearest = get_close_matches(word, list(names), 1)
    return say("; did you mean {name}?", name=nearest[0]) if nearest else ""
