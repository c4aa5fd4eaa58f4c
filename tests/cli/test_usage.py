"""What is wrong with a command line is said in one line, in both languages."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import cyclopts
import pytest
import rayvision_api
import rayvision_client
from cyclopts import App, Parameter, validators
from rayvision_api.jobs._files import NAMES
from rayvision_api.jobs._schema import schema_of
from rayvision_cli.terminal.usage import usage_error
from rayvision_cli.text.error_texts import FORMS, error_text
from rayvision_cli.text.languages import Texts, chinese

TYPED: list[tuple[type[cyclopts.CycloptsError], str, list[str]]] = [
    (cyclopts.UnknownOptionError, "query stats --frobnicate=secret", ["--frobnicate"]),
    (cyclopts.UnknownOptionError, "query tasks --pag 3", ["--pag", "--page"]),
    (cyclopts.UnknownOptionError, "query stats --jsn", ["--jsn", "--json"]),
    (cyclopts.UnknownOptionError, "task report 5 -x", ["-x"]),
    # No switch is one for the opposite.
    (cyclopts.UnknownOptionError, "query stats --no-json", ["--no-json", " --json"]),
    (cyclopts.UnknownCommandError, "query takss", ["takss", "tasks"]),
    (cyclopts.UnknownCommandError, "tag frobnicate", ["frobnicate", "add, delete, list"]),
    (cyclopts.UnknownCommandError, "--jsno", ["--jsno", "--json"]),
    (cyclopts.UnusedCliTokensError, "query stats extra words", ["extra words"]),
    (cyclopts.MissingArgumentError, "task stop", ["TASK_IDS"]),
    (cyclopts.MissingArgumentError, "task overtime 5", ["--seconds"]),
    (cyclopts.MissingArgumentError, "query log", ["FRAME_ID"]),
    (cyclopts.MissingArgumentError, "query stats --timeout", ["--timeout"]),
    (cyclopts.CoercionError, "task stop x", ["TASK_IDS", "'x'"]),
    # As a script types what a service did not tell.
    (cyclopts.CoercionError, "task frames null", ["TASK_ID", "'null'"]),
    (cyclopts.CoercionError, "query stats --timeout soon", ["--timeout", "'soon'"]),
    (cyclopts.CoercionError, "query stats --protocol ftp", ["--protocol", "'ftp'", "https, http"]),
    (cyclopts.CoercionError, "query stats --json=3", ["--json", "'3'", "true, false"]),
    (cyclopts.CoercionError, "task wait 5 --until doomsday", ["--until", "'doomsday'", "succeeded, finished"]),
    (cyclopts.CoercionError, "query tasks --status failed,done", ["--status", "'done'", "finished-has-failed"]),
    # As of a variable of the shell that was never set.
    (cyclopts.CoercionError, "job submit shot --download=", ["--download", "''"]),
    (cyclopts.CoercionError, "costs --label=", ["--label", "''"]),
    (cyclopts.CoercionError, "costs --html=", ["--html", "''"]),
    (cyclopts.CoercionError, "task report 5 --pictures=", ["--pictures", "''"]),
    (cyclopts.ConsumeMultipleError, "costs --platforms", ["--platforms"]),
    (cyclopts.CoercionError, "completion cmd", ["SHELL", "'cmd'", "bash, zsh, fish"]),
]
"""What can be typed, and what the line names."""


def _combined(*_: object) -> int:
    # The library of today comes to this in no way.
    raise cyclopts.CombinedShortOptionError(msg="Cannot combine multiple value-taking options in token -st")


COMPLAINTS = [
    ("task stop 0", ["TASK_IDS[0]", "0", "1"]),
    ("task overtime 5 --seconds 0", ["--seconds", "0"]),
    ("task create --count 0", ["--count", "0"]),
    ("task create --once a --count 2", ["--count", "--once"]),
    ("task delete 4", ["--yes"]),
    ("task delete 4 --json", ["--yes"]),
    ("task submit", ["--create"]),
    ("task submit 5 --create", ["--create"]),
    ("task submit 5 --label x", ["--label", "--create"]),
    ("task restart 5", ["FRAMES"]),
    ("query tasks --all --page 2", ["--page", "--all"]),
    ("tag detach 5 --api-version 2.0.0", ["--tag-id"]),
    ("web --port 70000", ["--port", "70000", "65535"]),
    ("query tasks --since yesterdayish", ["--since", "'yesterdayish'", "'2020-01-31 18:00:00'"]),
    ("costs --since=", ["--since", "''"]),
    ("user task-record --since= --api-version 2.0.0", ["--since", "''"]),
    ("costs --since 2026-11-24 --until 2026-11-20", ["--until", "'2026-11-20'", "--since", "'2026-11-24'"]),
    ("costs --since 2026-11-24 --until 2026-11-24", ["--until", "'2026-11-24'", "--since"]),
    ("query tasks --since now --until -2d", ["--until", "'-2d'", "--since", "'now'"]),
    ("user task-record --since 1h --until 2h --api-version 2.0.0", ["--until", "'2h'", "--since", "'1h'"]),
    ("costs --html --json", ["--html"]),
    ("task report 0", ["TASK_ID", "0"]),
    ("costs --html - --json", ["--html -", "--json"]),
    ("costs --html - --csv", ["--html -", "--csv"]),
    ("query plugins mayaa", ["NAME", "'mayaa'", "'maya'"]),
    ("query stats --timeout 0", ["--timeout", "0.0"]),
    ("query stats --timeout 40000000", ["--timeout", "40000000.0", "31536000"]),
    ("query stats --platform x", ["--platform", "'x'", "2"]),
    ("query stats --domain https://task.renderbus.com", ["--domain", "'task.renderbus.com'"]),
    ("task wait 5 --poll 0", ["--poll", "0.0"]),
    ("task wait 5 --timeout -3", ["--timeout", "-3.0"]),
    ("task submit 5 --asset-isolation-model out-user-model", ["--asset-isolation-model", "--out-user-id"]),
    ("tag add x --status 7", ["--status", "7", "0"]),
    ("top --every 0", ["--every", "0.0", "0.1", "3600"]),
    ("user hardware --api-version 1.0.0", ["user.get_hardware_config", "--api-version 2.0.0"]),
    (
        "task create --clone-original-id shot_010 --api-version 2.0.0",
        ["--clone-original-id", "'shot_010'"],
    ),
    ("task create --artist Mei --api-version 1.0.0", ["artist", "--api-version 2.0.0"]),
]
"""What the wrapper finds wrong, and what the line names."""


def _odd(
    first: int = 0,
    second: int = 0,
    *,
    short: Annotated[int, Parameter(converter=_combined)] = 0,
    equals: Annotated[int, Parameter(requires_equals=True)] = 0,
    least: Annotated[int, Parameter(validator=validators.Number(gte=1))] = 1,
    members: dict[str, int] | None = None,
) -> None:
    """Take arguments of kinds that no command of ours has."""


ODD: dict[type[cyclopts.CycloptsError], str | list[str]] = {
    cyclopts.ArgumentOrderError: ["--first", "1", "2"],
    cyclopts.CombinedShortOptionError: ["--short", "1"],
    cyclopts.MixedArgumentError: ["--members.one", "1", "--members", '{"two": 2}'],
    cyclopts.RepeatArgumentError: ["--first", "1", "--first", "2"],
    cyclopts.RequiresEqualsError: ["--equals", "1"],
    cyclopts.TokenizationError: "--first 'half",
    cyclopts.ValidationError: ["--least", "0"],
}
"""What no command of ours can come to, and what brings it about elsewhere."""


def _kinds(kind: type[Exception]) -> Iterator[type[Exception]]:
    for one in kind.__subclasses__():
        yield one
        yield from _kinds(one)


def _is_in(language: str, line: str) -> bool:
    # What is typed stays as it is: options, values, commands.
    own = re.sub(r"'[^']*'|--?[a-z]\S*|[A-Z_]{2,}", "", line)
    return own.isascii() if language == "en" else re.search(r"[\u4e00-\u9fff]", own) is not None


def test_every_kind_of_error_is_tried() -> None:
    assert {kind for kind in _kinds(cyclopts.CycloptsError) if kind.__module__.startswith("cyclopts")} == {
        *(kind for kind, _, _ in TYPED),
        *ODD,
    }


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("kind", "words", "named"), TYPED)
def test_a_line_names_what_is_wrong_and_where_help_is(
    run: Callable[..., Any], kind: type, words: str, named: list[str], language: str
) -> None:
    done = run(*words.split(), "--lang", language)
    assert (done.code, done.out) == (2, "")
    (line,) = done.err.splitlines()
    text, _, advice = line.removeprefix("rayvision: ").partition(
        " (" if language == "en" else "\N{FULLWIDTH LEFT PARENTHESIS}"
    )
    assert all(name in text for name in named), text
    assert "secret" not in text
    assert "--help'" in advice
    assert _is_in(language, text)
    if language == "zh":
        assert not re.search(r"\b(unknown|missing|it has to|one of|expected|mean|Parameter|Invalid|Unused)\b", line)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", ODD, ids=lambda kind: kind.__name__)
def test_other_errors_are_a_line_in_the_language_too(kind: type[cyclopts.CycloptsError], language: str) -> None:
    app = App(result_action="return_value")
    app.default(_odd)
    with pytest.raises(kind) as caught:
        app(ODD[kind], exit_on_error=False, print_error=False)
    assert type(caught.value) is kind
    line = usage_error(caught.value, app, Texts(language))
    assert "\n" not in line
    assert _is_in(language, line)
    assert "--help'" in line


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("words", "named"), COMPLAINTS)
def test_what_the_wrapper_finds_wrong_is_said_in_the_language_too(
    run: Callable[..., Any], keys: None, words: str, named: list[str], language: str
) -> None:
    done = run(*words.split(), "--lang", language)
    assert (done.code, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert all(name in line for name in named), line
    assert "None" not in line
    assert _is_in(language, line)
    if language == "zh":
        assert not re.search(r"\b(it has to|is|give|needs|or|which)\b", line)


def _texts_of(*files: Path) -> set[str]:
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    docstrings = {node.value for node in nodes if isinstance(node, ast.Expr)}
    texts = [node for node in nodes if isinstance(node, ast.Constant) and node not in docstrings]
    return {node.value for node in texts if isinstance(node.value, str)}


def _forms() -> set[str]:
    _, sentences, words = chinese()
    return set(FORMS).union(sentences, *words.values())


def test_each_sentence_that_is_said_otherwise_is_one_of_the_wrapper() -> None:
    packages = [Path(package.__file__).parent for package in (rayvision_api, rayvision_client)]
    texts = _texts_of(*(file for folder in packages for file in folder.rglob("*.py")))
    texts |= {json.dumps(schema_of(name)) for name in NAMES}
    for form in _forms():
        longest = max(re.split(r"\{\w+\}|[,;:] | or ", form), key=len)
        assert any(longest in text for text in texts), form


def test_each_sentence_of_what_the_check_of_a_job_finds_is_known() -> None:
    folder = Path(rayvision_api.__file__).parent
    names = ["jobs/_checks", "jobs/_files", "jobs/_schema", "_async/job_checks", "_server_paths"]
    sentences = {
        text for text in _texts_of(*(folder / f"{name}.py" for name in names)) if re.search("[a-z] [a-z]", text)
    }
    unknown = {text for text in sentences if not any(text in form for form in _forms())}
    assert unknown == {"rayvision_spec is not installed; it comes in the wheel of rayvision-sdk"}


def test_each_sentence_of_a_job_or_a_transfer_that_goes_wrong_is_said_in_chinese() -> None:
    folder = Path(rayvision_api.__file__).parent
    files = [*folder.glob("jobs/*.py"), *folder.glob("transfer/*.py"), *folder.glob("_async/*.py")]
    # Those that say one whole sentence; no command stops a transfer from another thread.
    kinds = "JobError", "TransferError", "TransferStalledError", "TransmitterNotFoundError", "FileChangedError"
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    errors = [node.args[0] for node in nodes if isinstance(node, ast.Call) and getattr(node.func, "id", None) in kinds]
    sentences = ["".join(map(_filled_in, getattr(error, "values", [error]))) for error in errors]
    assert len(sentences) > 25
    say = Texts("zh")
    assert [text for text in sentences if not re.search(r"[\u4e00-\u9fff]", error_text(text, say))] == []


def _filled_in(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "7"
