"""What the wrapper says against an argument or a job, in the words and the language of the command line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from rayvision_cli.languages import Texts

_NO_TRANSMITTER = (
    "there is no transmitter, the vendor's program that transfers files; "
    "install it with `rayvision transmitter install`, or name the program in {variable}"
)
_AS_THEY_ARE = (
    "{name} is {value}; it has to be at least {least}",
    "{name} is {value}; it has to be above 0",
    "{name} is {value}; it has to be a finite number",
    "{name} is {value}; it has to be {one} or {other}",
    "{name} is {value}; it may not be empty",
    "--timezone is {value}; it has to be a name, {one} for example",
    "{name} is {value}; give a host, and a port up to 65535 if needed, without scheme or path, for example {example}",
    "{name} is {value}, which is no known software; the nearest one is {nearest}",
    "{name} is empty; give at least one id",
    "{name} is not a folder; give the one with task.json and upload.json",
    "{name} is missing; give the label or the scene of tasks to estimate by",
    _NO_TRANSMITTER,
    "{name} is empty, or holds spaces, line breaks or non-ASCII characters",
)
_TEST_FRAMES = (
    "this: Test frames: three switches for the first, the middle and the last frame, "
    "then a colon and further ones if wanted: {example}."
)
_FINDINGS = (
    "is missing; an analyser or Job.new writes it",
    "cannot be read: {reason}",
    "is no JSON: {reason}",
    "starts with a byte order mark; save it as plain UTF-8",
    "is there twice in one object; leave one of them",
    "is missing; it has to be there",
    "is a name that it may not have; it has to be {wanted}",
    "is not described anywhere; did you mean {name}?",
    "is not described anywhere, which is kept as it is",
    "is {value}; it has to be {wanted}",
    "is {value}, which it may not be",
    "turns everything off; turn something on",
    "names nothing to render",
    "cannot be rendered: frames is {value}, where {last} comes after {first}; give the smaller number first",
    "has {camera}, which the scene has not",
    "is {value}, which are seconds; if hours were meant, make it {seconds}",
    "is {value}, which depends on the current folder; give the whole path",
    "is {value}, whose name has a line break, so that no line of the transmitter can name it; rename it",
    "is {value}, whose bytes are no UTF-8, so that no job file can name it; rename it",
    "is {value}, a path of Windows, and this is another system",
    "is {value}, which does not exist; put it there, or take it out of the list",
    "is {value}, which cannot be read: {reason}",
    "is {value}, a folder; list the files in it",
    "is {value}, neither a file nor a folder",
    "is {value}, with a backslash in a name, where the farm has folders; rename it",
    "is {value}; it may not have a NUL character in it",
    "is {value}; it may not have '..' in it",
    "is {value}, the account's folder itself; name a file in it",
    "is {value} as in asset[{index}]; one is enough",
    "is {value}, where asset[{index}] lands too; give one of them another place",
    "is {value}, where asset[{index}] lands too, which Windows does not tell apart; give one of them another place",
    "is {value}, a folder of {other}; a file cannot be both",
    "does not list the scene, {scene}; the farm looks for it at {place}",
    "has {count} root folders; Arnold's jobs may have {most}",
    "is {value}; Arnold's jobs may not have files of shares",
    "is {value}; in Arnold's jobs, names are to be of letters, digits and underscores",
    "a file is missing: {places}",
    "a file cannot be read: {places}",
    "the renderer is not supported: {places}",
    "there is no camera: {places}",
    "the version of the scene differs: {places}",
    "the software is not installed: {places}",
    "the scene is missing: {places}",
    "the analysis failed for an unknown reason: {places}",
    "the analysis complains: {places}",
    "asks for pictures of up to {size} GB, and {folder} has room for {free} GB; make room, or choose another disk",
    "is {value} ({number}), which the farm does not have; {nearest}",
    "is {value}, which the farm does not have; {nearest}",
    "is a plugin that the farm does not have for this version; {nearest}",
    "is 0, Linux, where the farm does not render {software}; make it 1, Windows",
    "is {value}, whose versions and plugins cannot be asked for with this client; look at the web site",
    "cannot be checked: edition 1.0.0 of the API does not tell which hardware there is",
    "names {value}, which the platform does not offer; there is {others}",
    "names {value}, {hardware}, which cannot be used now; there is {others}",
    "names {value}, {hardware}, which does not render {refused}; there is {others}",
)
"""What the check of a job finds."""
FORMS: dict[str, str] = {
    "{name} is {value}; it has to be at least 0 seconds, or None": "{name} is {value}; it has to be 0 or more",
    "{name} is {value}; it has to be above 0, and None {case}": "{name} is {value}; it has to be above 0",
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
    # The findings have been told, line by line.
    "the job has errors and cannot be rendered: {findings}": "the job has errors and cannot be rendered",
    **{form: form for form in (*_FINDINGS, *_AS_THEY_ARE)},
}
"""The wrapper's sentences, the closest first, and what is said in their place."""

WORDS: dict[str, tuple[str, ...]] = {
    "nearest": ("the nearest are {names}", "it has none"),
    "others": ("none",),
    "reason": ("its outermost value has to be an object", "{value} is no number in JSON"),
    "refused": (
        "{refused} and what {code} is complained of",
        "what {code} is complained of",
        "{refused} and {plugin}",
    ),
    "wanted": (
        "a list",
        "a list or text",
        "an object",
        "an object with members",
        "some text",
        "text",
        "text of the form {pattern}",
        "text or a whole number",
        "text or an object",
        "this: A whole number, mostly as text. Empty for none.",
        "this: Frames as FIRST-LAST[STEP], or one number; several, with commas between them.",
        "this: Number of the software: 2000 Maya, {numbers}, 2020 Unreal Engine.",
        _TEST_FRAMES,
        "{wanted} or {value}",
    ),
}
"""The wrapper's own words in such sentences, by the name of their place."""


def complaint(text: str, say: Texts) -> str:
    """Say what the wrapper says against an argument or a job; a sentence that is not known here stays as it is."""
    return _said(FORMS, text, say)


def _said(forms: Iterable[str], text: str, say: Texts) -> str:
    for form in forms:
        if found := _pattern(form).fullmatch(text):
            values = {name: _said(WORDS.get(name, ()), value, say) for name, value in found.groupdict().items()}
            return say(FORMS.get(form, form), **values)
    return text


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*)", re.escape(form)), re.DOTALL)
