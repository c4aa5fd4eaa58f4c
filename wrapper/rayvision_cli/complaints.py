"""What the wrapper says against an argument, in the words and the language of the command line."""

from __future__ import annotations

import re

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
    **{form: form for form in _AS_THEY_ARE},
}
"""The wrapper's sentences, the closest first, and what is said in their place."""


def complaint(text: str, say: Texts) -> str:
    """Say what the wrapper says against an argument; a sentence that is not known here stays as it is."""
    for form, said in FORMS.items():
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*)", re.escape(form))
        if found := re.fullmatch(pattern, text, re.DOTALL):
            return say(said, **found.groupdict())
    return text
