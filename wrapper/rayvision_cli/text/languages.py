"""English and Chinese: which one, and where the Chinese is."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from datetime import tzinfo
from importlib.resources import files
from itertools import zip_longest
from typing import NamedTuple

from rayvision_api import Zone, profiles
from rayvision_api.environment import DEFAULT_DOMAIN, PROFILE_VARIABLE, VARIABLES, zone_of

LANGUAGES = ("en", "zh")
LANGUAGE_VARIABLE = "RAYVISION_LANG"
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
# Locales of machines without a language setting.
_NO_LANGUAGE = ("C", "POSIX")


class Texts:
    """Translates texts into one language, for a reader in one time zone.

    Texts are English in the code, and that is what `zh.toml` finds their Chinese by.

    Attributes:
        language: `en` or `zh`.
        zone: The reader's time zone; `None` for this machine's.
        catalogue: The Chinese; nothing for English.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.zone: tzinfo | None = None
        self.catalogue = chinese() if language == "zh" else Catalogue({}, {}, {})

    def __call__(self, text: str, **values: object) -> str:
        """Translate a text, and put values in place of its `{names}`; what has no Chinese stays English."""
        said = self.catalogue.texts.get(text, text)
        return said.format(**values) if values else said


class Catalogue(NamedTuple):
    """The Chinese of each text.

    Attributes:
        texts: What the command line says itself.
        sentences: What `rayvision_api` says against arguments and jobs; `{names}` stand for whatever is there.
        words: The words of `rayvision_api` in these, by the name of their place.
    """

    texts: Mapping[str, str]
    sentences: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]


def chinese() -> Catalogue:
    """Read the Chinese of each text."""
    texts = tomllib.loads(files("rayvision_cli.text").joinpath("zh.toml").read_text(encoding="utf-8"))
    return Catalogue(sentences=texts.pop("sentences"), words=texts.pop("words"), texts=texts)


def chosen_language(words: Sequence[str]) -> str:
    """Find the language: the option's, the environment's, that of this system, that of the account's zone."""
    asked = _value_of("--lang", words) or os.environ.get(LANGUAGE_VARIABLE)
    if not asked:
        asked = next((value for name in _LOCALES if (value := os.environ.get(name))), None)
    if not asked or asked.partition(".")[0] in _NO_LANGUAGE:
        asked = _language_of_zone(words) or "en"
    return "zh" if asked.lower().startswith("zh") else "en"


def _language_of_zone(words: Sequence[str]) -> str | None:
    domain = _value_of("--domain", words) or os.environ.get(VARIABLES["domain"])
    if not domain:
        name = _value_of("--profile", words) or os.environ.get(PROFILE_VARIABLE) or None
        access_id, access_key = (os.environ.get(VARIABLES[one]) for one in ("access_id", "access_key"))
        try:
            # Where the environment has both keys, the client looks at no profile but one that is named.
            stored = profiles.Profile() if access_id and access_key and name is None else profiles.load(name)
        except ValueError:
            # Anyone who needs the profile will say what is wrong with it.
            return None
        domain = stored.domain or (DEFAULT_DOMAIN if access_id or stored.access_id else None)
    if not domain:
        return None
    return "zh" if zone_of(domain) is Zone.CHINA else "en"


def _value_of(option: str, words: Sequence[str]) -> str | None:
    # Looked for before the command line is taken apart, for that already speaks: in help and in errors.
    for word, following in zip_longest(words, words[1:]):
        if word == "--":
            break
        if word == option:
            return following
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return None
