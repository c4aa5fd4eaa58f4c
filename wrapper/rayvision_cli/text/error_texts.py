"""Errors of the wrapper about an argument or a job, in the words and the language of the command line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from rayvision_cli.text.languages import Texts

FORMS: dict[str, str] = {
    "{name} is {value}; it has to be at least 0 seconds, or None": "{name} is {value}; it has to be 0 or more",
    "{name} is {value}; it has to be above 0, and {most} seconds (a year) at most, or None for no limit": (
        "{name} is {value}; it has to be above 0, and {most} seconds (a year) at most"
    ),
    "{name} is {value}; give seconds above 0, or the {pauses}": "{name} is {value}; it has to be above 0",
    "{name} is {value}; give the platform's number, for example {example}": (
        "{name} is {value}; give a number, for example 2"
    ),
    "{name} is {value}, which is not a time ({reason}); {example} is one": (
        "{name} is {value}, which is not a time; give {example}, yesterday, -2d or 2h, for example"
    ),
    "{name} is {value}, which needs an out_user_id": "{name} out-user-model needs --out-user-id",
    "profile is {value}, which {file} does not have; it has {others}": (
        "--profile is {value}, which {file} does not have; it has {others}"
    ),
    "name is {value}; it has to be one line, not empty, and without brackets": (
        "--profile is {value}; it has to be one line, not empty, and without brackets"
    ),
    "edition {edition} of the API has no {call} ({operation}); a client of edition {other} has it (`api_version`)": (
        "edition {edition} of the API has no {call}; use --api-version {other}"
    ),
    "{call} of edition {edition} of the API takes no {member}; a client of edition {other} does (`api_version`)": (
        "edition {edition} of the API takes no {member}; use --api-version {other}"
    ),
    "{name} is empty; give at least one name, or tag_ids": "{name} is empty; give at least one name, or --tag-id",
    "{name} is {value}; only create_once writes labels that begin with {prefix}": (
        "{name} is {value}; only --once writes labels that begin with {prefix}"
    ),
    "the job in {folder} was submitted on platform {platform}, and this is platform {other}; choose the other one": (
        "the job in {folder} was submitted on platform {platform}, and this is platform {other}; "
        "use --platform {platform}"
    ),
    "task {task_id} was deleted on the farm; give another key than {key} to submit the job again, as a new task": (
        "task {task_id} was deleted on the farm; give another --key than {key} to submit the job again, as a new task"
    ),
    "{files} in {folder} changed after the job was submitted as task {task_id}; give another key than {key} to submit "
    "it again": (
        "{files} in {folder} changed after the job was submitted as task {task_id}; give another --key than {key} to "
        "submit it again"
    ),
    "the job in {folder} was submitted as task {task_id} by user {user}, and this account is user {other}; give "
    "another key than {key} to submit it again": (
        "the job in {folder} was submitted as task {task_id} by user {user}, and this account is user {other}; give "
        "another --key than {key} to submit it again"
    ),
    "task {task_id} is that of user {user}, and this account is user {other}; use the keys of the other one": (
        "task {task_id} is that of user {user}, and this account is user {other}; use another --profile"
    ),
    "{file} cannot be read: {reason}; to go on with its task, give the task's key, which is its label after once:, or "
    "remove the file to submit the job as a new task": (
        "{file} cannot be read: {reason}; to go on with its task, give --key with the task's label after once:, or "
        "remove the file to submit the job as a new task"
    ),
    "edition 1.0.0 of the API names no server for transfers; give one, by line=Line(host, port) or by "
    "{variable}=HOST:PORT, or use edition 2.0.0": (
        "edition 1.0.0 of the API names no server for transfers; name one by {variable}=HOST:PORT, or use "
        "--api-version 2.0.0"
    ),
    # The findings have been printed, line by line.
    "the job has errors and cannot be rendered: {findings}": "the job has errors and cannot be rendered",
}
"""The wrapper's sentences that the command line says otherwise, the closest first."""


def error_text(text: str, say: Texts) -> str:
    """Translate what the wrapper says about an argument or a job; an unknown sentence stays English."""
    for form, ours in FORMS.items():
        if found := _pattern(form).fullmatch(text):
            return say(ours, **_values(found, say))
    return _said(say.catalogue.sentences, text, say)


def _said(forms: Mapping[str, str], text: str, say: Texts) -> str:
    for form, said in forms.items():
        if found := _pattern(form).fullmatch(text):
            return said.format(**_values(found, say))
    return text


def _values(found: re.Match[str], say: Texts) -> dict[str, str]:
    words = say.catalogue.words
    return {name: _said(words.get(name, {}), value, say) for name, value in found.groupdict().items()}


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*)", re.escape(form)), re.DOTALL)
