"""English and Chinese."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rayvision_api import profiles
from rayvision_cli.text.languages import chinese, chosen_language
from rayvision_cli.text.member_names import title_of
from rayvision_client import models
from rayvision_client.types import Reply

from .texts import helped, spoken

KINDS = [
    kind
    for name in models.__all__
    if issubclass(kind := getattr(models, name), Reply) and not name.endswith(("Envelope", "Page"))
]
"""Replies that are shown; what only wraps them is not."""


def titles_of(kind: type[Reply]) -> list[str]:
    return [title_of(name) for name in dir(kind) if isinstance(getattr(kind, name), property)]


def test_all_that_is_said_has_its_chinese() -> None:
    assert helped() | spoken() | {title for kind in KINDS for title in titles_of(kind)} <= chinese().texts.keys()


def test_no_chinese_is_left_over() -> None:
    assert chinese().texts.keys() <= helped() | spoken() | {title for kind in KINDS for title in titles_of(kind)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_titles_are_words_and_tell_members_apart(kind: type[Reply]) -> None:
    titles = titles_of(kind)
    assert all(titles)
    assert not {word for title in titles for word in title.split()} & {
        *("cg", "cn", "consume", "cv", "des", "flag", "is", "lever", "list", "munu", "qy", "resp", "vo", "vos", "vray"),
        *("bid", "c4d", "cpu", "gpu", "ip", "rmb", "rmbbalance", "ssl", "usd", "usdbalance"),
    }
    for said in (titles, [chinese().texts[title] for title in titles]):
        assert len(set(said)) == len(said)


@pytest.mark.parametrize(("language", "titles"), [("en", ["RMB balance", "Cinema 4D switch"]), ("zh", ["人民币余额"])])
def test_facts_have_titles_for_people(rayvision: Callable[..., Any], language: str, titles: list[str]) -> None:
    shown = [line.split("\t")[0] for line in rayvision("user", "profile", "--all", "--lang", language).out.splitlines()]
    assert set(titles) <= set(shown)
    assert len(set(shown)) == len(shown)


def test_chinese_is_chinese_and_keeps_what_is_filled_in() -> None:
    texts, sentences, words = chinese()
    for english, said in [
        *texts.items(),
        *sentences.items(),
        *(one for some in words.values() for one in some.items()),
    ]:
        fields, kept = ({name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (english, said))
        assert fields == kept, english
        assert re.search(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", said) or english == "Access id", english
        assert set(re.findall(r"--[a-z-]+", english)) == set(re.findall(r"--[a-z-]+", said)), english


def test_lines_in_chinese_are_full_and_begin_with_no_closing_mark(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    page = run("--help", "--lang", "zh").out
    assert "JSON 文档" in page
    lines = [line.strip("│ ") for line in page.splitlines()]
    assert [line for line in lines if re.match(r"[\uff0c\u3002\u3001\uff1b\uff1a\uff09]", line)] == []


def test_help_in_chinese_has_no_english_sentence(run: Callable[..., Any]) -> None:
    for words in ([], ["query"], ["query", "tasks"], ["task", "wait"], ["env", "add"], ["completion"], ["top"]):
        text = run(*words, "--help", "--lang", "zh").out
        assert "用法\N{FULLWIDTH COLON}rayvision" in text
        for english in ("Usage", "Options", "Commands", "required", "default", "Display"):
            assert english not in text


@pytest.mark.parametrize(
    ("words", "variables", "language"),
    [
        ([], {}, "en"),
        (["--lang", "zh"], {"RAYVISION_LANG": "en"}, "zh"),
        (["--lang=zh"], {}, "zh"),
        (["--lang", "en", "--domain", "task.renderbus.com"], {}, "en"),
        ([], {"RAYVISION_LANG": "zh"}, "zh"),
        ([], {"RAYVISION_LANG": "zh_CN"}, "zh"),
        (["--domain", "task.renderbus.com"], {"RAYVISION_LANG": "en"}, "en"),
        (["--domain", "task.renderbus.com"], {}, "zh"),
        (["--domain", "task.Renderbus.com"], {}, "zh"),
        (["--domain", "www.foxrenderfarm.com"], {"LC_ALL": "zh_CN.UTF-8"}, "zh"),
        (["--domain", "task.renderbus.com"], {"LC_ALL": "de_DE.UTF-8"}, "en"),
        ([], {"RAYVISION_API_DOMAIN": "task.renderbus.com"}, "zh"),
        (["--domain", "127.0.0.1:8765"], {}, "en"),
        # An account without a domain is one of the default domain, which is China's.
        ([], {"RAYVISION_API_ACCESS_ID": "ID"}, "zh"),
        (["--profile", "fox"], {}, "en"),
        (["--profile", "bus"], {}, "zh"),
        ([], {"RAYVISION_API_PROFILE": "bus"}, "zh"),
        (["--profile", "nowhere"], {}, "en"),
        # Where there is no account yet, the system's own language.
        ([], {"LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ([], {"LC_ALL": "", "LANG": "zh_TW"}, "zh"),
        (["task", "create", "--", "--lang", "zh"], {}, "en"),
    ],
)
def test_the_language_is_found(
    monkeypatch: pytest.MonkeyPatch, words: list[str], variables: dict[str, str], language: str
) -> None:
    profiles.save(profiles.Profile("ID", "KEY", "www.foxrenderfarm.com"), "fox")
    profiles.save(profiles.Profile("ID", "KEY"), "bus")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert chosen_language(words) == language


def test_a_profile_that_the_client_does_not_read_does_not_decide(keys: None, monkeypatch: pytest.MonkeyPatch) -> None:
    profiles.save(profiles.Profile("ID", "KEY", "www.foxrenderfarm.com"))
    assert chosen_language([]) == "zh"
    assert chosen_language(["--profile", "default"]) == "en"
    monkeypatch.delenv("RAYVISION_API_KEY")
    assert chosen_language([]) == "en"


def test_a_broken_file_of_profiles_does_not_keep_help_away(run: Callable[..., Any], environment: Path) -> None:
    environment.write_text("nonsense", encoding="utf-8")
    environment.chmod(0o600)
    assert run("--help").code == 0
    done = run("query", "stats")
    assert done.code == 3
    assert str(environment) in done.err


def test_missing_keys_and_profiles_in_chinese(run: Callable[..., Any]) -> None:
    for words, text in ((), "缺少 access_id"), (("--profile", "nowhere"), "已有的配置\N{FULLWIDTH COLON}无"):
        done = run("query", "stats", "--lang", "zh", *words)
        assert (done.code, text in done.err) == (3, True), done.err


def test_headings_in_chinese(rayvision: Callable[..., Any], submitted: Callable[..., int]) -> None:
    task_id = submitted()
    heading = rayvision("query", "tasks", "--search", task_id, "--lang", "zh").out.splitlines()[0]
    assert heading.isascii() is False
    assert not re.search("[a-z]", heading)
