"""What is printed: to whom, in which encoding, and nothing that steers a terminal."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rayvision_api.text import printable
from rayvision_cli.terminal.output import Output
from rayvision_cli.terminal.tables import shortened
from rayvision_cli.text.documents import json_document
from rayvision_cli.text.languages import Texts
from rayvision_client.models import Label, RenderEnvName
from rayvision_client.types import Reply
from rich.console import Console
from rich.text import Text

ESCAPE = "\x1b"
NAMES = ["镜头_010.ma", r"C:\场景\shot.ma", "[red]x[/red]", "é ☃ 🎬.ma", f"{ESCAPE}[31mred{ESCAPE}]0;title\x07.ma"]


def finished(piped: Callable[..., subprocess.Popen[bytes]], *words: object, **options: Any) -> tuple[int, bytes, bytes]:
    """Run a command in a process of its own."""
    process = piped(*words, **options)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.mark.parametrize("name", NAMES)
def test_names_are_text_and_nothing_else(
    rayvision: Callable[..., Any], submitted: Callable[..., int], farm: Any, name: str
) -> None:
    farm.scene(name=name)
    task_id = submitted()
    farm.advance(hours=3)
    shown = rayvision("query", "tasks", "--search", task_id).out
    assert name.replace(ESCAPE, "\\x1b").replace("\x07", "\\x07") in shown
    assert ESCAPE not in shown
    assert ESCAPE not in rayvision("query", "info", task_id).out
    assert ESCAPE not in rayvision("task", "wait", task_id).out
    # A document is exact.
    assert rayvision("query", "info", task_id, "--json").document["items"][0]["sceneName"] == name


def test_names_are_text_at_a_terminal(terminal: Callable[..., Any], submitted: Callable[..., int], farm: Any) -> None:
    ids = []
    for name in NAMES:
        farm.scene(name=name)
        ids.append(submitted("odd names"))
    farm.advance(hours=3)
    for words in (("query", "tasks", "--label", "odd names"), ("query", "info", *ids), ("task", "wait", *ids)):
        person = terminal(*words, columns=160, rows=80)
        person.end()
        assert b"\x1b]0;" not in person.written
        shown = [name.replace(ESCAPE, "\\x1b").replace("\x07", "\\x07") for name in NAMES]
        assert [name for name in shown if name not in person.text] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain 镜头", "plain 镜头"),
        ("a\nb\tc", "a\\nb\\tc"),
        ("\x9b31m", "\\x9b31m"),
        ("evil\u202egpj.exe", "evil\\u202egpj.exe"),
        ("half \ud83d", "half \\ud83d"),
        ("line\u2028end", "line\\u2028end"),
        ("family 👩\u200d👧", "family 👩\u200d👧"),
        ("joined a\u200db", "joined a\\u200db"),
        *((f"shot{unseen}_010", f"shot\\u{ord(unseen):04x}_010") for unseen in "\u200b\u200e\u200f\ufeff\u2060\u061c"),
        ("soft\u00adhyphen", "soft\\xadhyphen"),
        ("no\u00a0break", "no\u00a0break"),
    ],
)
def test_control_characters_are_written_out(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize(
    "text", ["\x9b31m", "\x7f", "evil\u202egpj.exe", "a\u200bb", "\u2028", "tag \U000e0041", "\x1b["]
)
def test_a_document_steers_no_terminal(text: str) -> None:
    document = json_document({text: [text]}, "utf-8")
    assert json.loads(document) == {text: [text]}
    assert all(line.isprintable() for line in document.split("\n"))


@pytest.mark.parametrize("is_terminal", [True, False])
def test_of_things_of_several_kinds_each_has_its_columns(is_terminal: bool, capsys: pytest.CaptureFixture[str]) -> None:
    output = Output(Texts("en"), as_json=False)
    output.console = Console(file=sys.stdout, force_terminal=is_terminal, color_system=None, width=80)
    label, name = Label({"projectId": 7, "projectName": "night"}), RenderEnvName({"editName": "maya"})
    output.reply([label, label, name, Reply({"kind": "new"}), "text"], done="")
    lines = [line.split() for line in capsys.readouterr().out.splitlines() if line.strip("─ ")]
    heads = [["project", "id", "project", "name"], ["name"]]
    assert lines == [heads[0], ["7", "night"], ["7", "night"], heads[1], ["maya"], ["Reply()"], ["text"]]


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    ("words", "code"), [("configure", 2), ("task delete 1", 2), ("query tasks --page 0", 2), ("--help", 0)]
)
def test_closed_streams_are_no_crash(words: str, code: int, closed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("this system has no such shell")
    monkeypatch.setenv("RAYVISION_API_ACCESS_ID", "id")
    monkeypatch.setenv("RAYVISION_API_KEY", "key")
    command = f"{shlex.quote(sys.executable)} -m rayvision_cli {words} {closed}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False, timeout=60)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1


@pytest.mark.parametrize("columns", ["0", "00", "1", "-3", ""])
def test_odd_width_is_no_crash(terminal: Callable[..., Any], submitted: Callable[..., int], columns: str) -> None:
    task_id = submitted()
    pages: list[tuple[object, ...]] = [("query", "tasks", "--search", task_id)]
    if columns in ("0", "1"):
        pages += [("query", "info", task_id), ("--help",)]
    for words in pages:
        person = terminal(*words, env={"COLUMNS": columns})
        assert person.end() == 0
        assert "Traceback" not in person.text
        assert columns != "0" or len(person.text) > 100


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "gbk", "ascii", "cp1252"])
@pytest.mark.parametrize("value", ["镜头 é 🎬", "half \ud83d", {"a": [1.5, None, True]}])
def test_a_document_is_exact_in_every_encoding(encoding: str, value: object) -> None:
    text = json_document(value, encoding)
    assert json.loads(text.encode(encoding)) == value
    assert text.isascii() or encoding.lower().startswith("utf")


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_no_encoding_of_a_pipe_is_a_crash(
    piped: Callable[..., subprocess.Popen[bytes]], submitted: Callable[..., int], farm: Any, encoding: str
) -> None:
    farm.scene(name="镜头 é ☃ 🎬.ma")
    task_id = submitted("标签 ☃")
    farm.advance(hours=3)
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    code, out, err = finished(piped, "query", "info", task_id, "--json", env=env)
    assert (code, err) == (0, b"")
    assert json.loads(out.decode("utf-8"))["items"][0]["sceneName"] == "镜头 é ☃ 🎬.ma"
    for words in (("query", "tasks", "--search", task_id), ("task", "wait", task_id), ("--help", "--lang", "zh")):
        code, out, err = finished(piped, *words, env=env)
        assert (code, err) == (0, b""), err
        assert out.decode(encoding)
    code, out, err = finished(piped, "task", "stop", 4, "--lang", "zh", env=env)
    assert (code, out, len(err.decode(encoding).splitlines())) == (1, b"", 1)


def test_a_terminal_that_knows_no_unicode_gets_other_glyphs(
    terminal: Callable[..., Any], submitted: Callable[..., int], farm: Any
) -> None:
    task_id = submitted()
    farm.advance(hours=3)
    for words in (("query", "tasks", "--search", task_id), ("task", "wait", task_id), ("--help",)):
        person = terminal(*words, env={"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"})
        assert person.end() == 0
        assert "Traceback" not in person.text
        assert "?" not in person.text


def test_a_pipe_gets_cells_with_tabs_between_and_no_colour(
    rayvision: Callable[..., Any], submitted: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Colour is for terminals, whatever other programs are told.
    monkeypatch.setenv("FORCE_COLOR", "1")
    task_id = submitted()
    heading, line = rayvision("query", "tasks", "--search", task_id).out.splitlines()
    assert heading.split("\t")[0] == "id"
    assert line.split("\t")[0] == str(task_id)
    assert len(heading.split("\t")) == len(line.split("\t"))
    assert ESCAPE not in rayvision("--help").out


@pytest.mark.parametrize("words", [["--help"], ["query", "tasks"], ["query", "info", "{task}"], ["user", "profile"]])
def test_no_colour_where_none_is_wanted(
    terminal: Callable[..., Any], submitted: Callable[..., int], words: list[str]
) -> None:
    task_id = submitted()
    command = [word.format(task=task_id) for word in words]
    coloured, plain = terminal(*command), terminal(*command, env={"NO_COLOR": "1"})
    assert (coloured.end(), plain.end()) == (0, 0)
    assert b"\x1b[" in coloured.written
    assert not re.search(rb"\x1b\[[0-9;]*m", plain.written)


@pytest.mark.parametrize("columns", [30, 60, 80, 132, 200])
def test_tables_fit_the_terminal(
    terminal: Callable[..., Any], submitted: Callable[..., int], farm: Any, columns: int
) -> None:
    farm.scene(name="一个名字很长的场景文件" * 6 + ".ma")
    task_id = submitted("a label", "another label")
    farm.advance(hours=3)
    person = terminal("query", "tasks", "--search", task_id, columns=columns)
    assert person.end() == 0
    table, left_out, _ = person.text.replace("amounts are in CNY", "").partition("no room for: ")
    lines = [line for line in table.splitlines() if line]
    # The heading, a rule and one line: nothing was broken into two but labels, which are whole however little room is.
    assert len(lines) == 3 or columns < 60, person.text
    assert str(task_id) in lines[2]
    assert "labels" in lines[0] or columns < 200
    if "labels" in lines[0]:
        assert {"a", "label,", "another", "label"} <= set(" ".join(lines[2:]).split())
    assert bool(left_out) is ("submitted" not in lines[0])


COLUMNS = ["id", "status", "scene name", "frames", "failed", "spent", "machine time", "submitted"]


@pytest.mark.parametrize(("columns", "shown"), [(30, 2), (40, 4), (60, 6), (80, 7)])
def test_a_narrow_table_keeps_what_counts_and_names_what_it_left_out(
    terminal: Callable[..., Any], submitted: Callable[..., int], farm: Any, columns: int, shown: int
) -> None:
    farm.scene(name="shot_010_harbour_night.ma", failing=[2])
    task_id = submitted()
    farm.advance(hours=3)
    person = terminal("query", "tasks", "--search", task_id, columns=columns)
    person.end()
    assert re.split(r"\s{2,}", person.text.splitlines()[0].strip()) == COLUMNS[:shown]
    said = " ".join(person.text.split()).removesuffix(" amounts are in CNY")
    assert said.endswith(f"no room for: {', '.join(COLUMNS[shown:])}")


@pytest.mark.parametrize(("words", "hints"), [([], 1), (["--all"], 0), (["--json"], 0), (["--lang", "zh"], 1)])
def test_who_counts_the_lines_of_a_page_is_told_that_there_are_more(
    terminal: Callable[..., Any], api: Any, tmp_path: Path, words: list[str], hints: int
) -> None:
    api.task.create_task(count=4)
    page = ("query", "tasks", "--page-size", 3, *words)
    with (tmp_path / "counted").open("wb") as file:
        person = terminal(*page, stdout=file)
        assert person.end() == 0
    assert person.text.count("--all") == hints
    assert b"--all" not in (tmp_path / "counted").read_bytes()


def test_help_at_a_narrow_terminal_names_all(terminal: Callable[..., Any]) -> None:
    person = terminal("query", "--help", columns=40, rows=80)
    person.end()
    assert "…" not in person.text


def test_names_are_cut_in_the_middle(terminal: Callable[..., Any], submitted: Callable[..., int], farm: Any) -> None:
    farm.scene(name="sq010_sh020_lighting_" * 9 + "v013.ma")
    person = terminal("query", "tasks", "--search", submitted(), columns=80)
    person.end()
    assert re.search(r"sq010_\S*…\S*013\.ma", person.text)


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [("shot", 4, "shot"), ("shot_v013.ma", 9, "shot…3.ma"), ("镜头_灯光_v02.ma", 10, "镜头_…2.ma"), ("镜头", 1, "…")],
)
def test_what_is_cut_keeps_its_ends(text: str, room: int, shown: str) -> None:
    assert shortened(Text(text), room).plain == shown


def test_statuses_have_a_sign_a_colour_and_a_short_word(
    terminal: Callable[..., Any], api: Any, submitted: Callable[..., int], farm: Any
) -> None:
    farm.scene(failing=[2])
    failed = submitted()
    farm.advance(hours=3)
    (unsubmitted,) = api.task.create_task().task_id_list
    english, chinese = (terminal("query", "tasks", "--lang", language, rows=120) for language in ("en", "zh"))
    english.end()
    chinese.end()
    assert f"{failed}  ✕ some failed" in english.text
    assert f"{unsubmitted}  ◦ not submitted" in english.text
    assert "\x1b[1;31m✕ some failed" in english.written.decode()
    assert f"{failed}  ✕ 有失败帧" in chinese.text
    assert f"{unsubmitted}  ◦ 未提交" in chinese.text


def test_amounts_times_and_durations_are_for_people(
    rayvision: Callable[..., Any], submitted: Callable[..., int], farm: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    task_id = submitted()
    farm.advance(hours=3)
    heading, line = rayvision("query", "tasks", "--search", task_id).out.splitlines()
    cells = dict(zip(heading.split("\t"), line.split("\t"), strict=True))
    assert re.fullmatch(r"\d+\.\d\d", cells["spent"])
    assert re.fullmatch(r"\d+ min( \d+ s)?", cells["machine time"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}", cells["submitted"])
    assert cells["status"] == "finished"


def test_what_people_look_for_leads_and_names_its_currency(
    rayvision: Callable[..., Any], terminal: Callable[..., Any], submitted: Callable[..., int], farm: Any
) -> None:
    task_id = submitted()
    farm.advance(hours=3)
    few, all_facts = (rayvision("task", "show", task_id, *more).out.splitlines() for more in ((), ("--all",)))
    assert few == all_facts[: len(few)]
    assert few[0] == f"id\t{task_id}"
    assert len(few) < 24 < len(all_facts)
    assert any(re.fullmatch(r"render cost\t\d+\.\d\d CNY", line) for line in few)
    profile = rayvision("user", "profile").out
    assert ("RMB balance\t" in profile, "credit\t0.00 CNY" in profile, "switch" in profile) == (True, True, False)
    for words, is_amount_shown in ((("task", "list"), True), (("query", "platforms"), False)):
        person = terminal(*words, columns=200, rows=80)
        assert person.end() == 0
        assert ("amounts are in CNY" in person.text) is is_amount_shown


def test_labels_of_a_task_are_names(rayvision: Callable[..., Any], submitted: Callable[..., int]) -> None:
    assert "labels\tnight, shot_010\n" in rayvision("query", "info", submitted("night", "shot_010")).out
    assert "labels" not in rayvision("query", "info", submitted()).out


def test_secrets_are_for_documents_only(rayvision: Callable[..., Any]) -> None:
    key = rayvision("query", "transfer-key", "--json").document["raySyncUserKey"]
    assert key not in rayvision("query", "transfer-key").out


@pytest.mark.parametrize("words", [["query", "tasks", "--all"], ["--help"], ["query", "tasks", "--json"]])
def test_a_reader_that_has_seen_enough_is_no_error(
    piped: Callable[..., subprocess.Popen[bytes]], api: Any, words: list[str]
) -> None:
    api.task.create_task(count=100)
    process = piped(*words)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.wait(60) == 0
    assert process.stderr.read() == b""
    process.stderr.close()


def test_frame_that_coupons_paid_for_has_cost_something(
    rayvision: Callable[..., Any], submitted: Callable[..., int], farm: Any
) -> None:
    task_id = submitted()
    farm.advance(hours=5)
    lines = [line.split("\t") for line in rayvision("query", "frames", task_id).out.splitlines()]
    place = lines[0].index("spent")
    documents = rayvision("query", "frames", task_id, "--json").document["items"]
    paid = [document["couponFee"] + document["feeAmount"] + document["arrearsFee"] for document in documents]
    assert [line[place] for line in lines[1:]] == [f"{one:.2f}" for one in paid]
    assert any(paid)


def test_help_tells_defaults_but_not_that_a_switch_is_off(run: Callable[..., Any]) -> None:
    for words, text, is_told in (
        ("tag projects", "own", True),
        ("query log", "0", True),
        ("task restart", "False", False),
    ):
        page = run(*words.split(), "--help").out.replace("│", "")
        assert (f"[default: {text}]" in " ".join(page.split())) is is_told, words


def test_common_options_are_explained_on_the_first_page_and_named_on_the_others(run: Callable[..., Any]) -> None:
    explanation = "Name of the account's profile."
    assert explanation in run("--help").out
    page = run("task", "wait", "--help").out
    assert explanation not in page
    assert "which 'rayvision --help' explains" in page
    assert "--profile" in page


@pytest.mark.parametrize("columns", [24, 40, 50, 80])
def test_amounts_are_whole_and_states_are_words(
    terminal: Callable[..., Any], submitted: Callable[..., int], farm: Any, columns: int
) -> None:
    farm.scene(name="a.ma", frames=400, failing=[2])
    submitted("shot_010_harbour_night_final")
    farm.advance(hours=300)
    for by, words in (("label", "shot_010"), ("state", "some failed"), ("software", "Maya")):
        person = terminal("costs", "--by", by, columns=columns)
        assert person.end() == 0
        # A narrow column breaks its texts between words.
        assert all(word in person.text for word in words.split())
        (total,) = [line.split()[-1] for line in person.text.splitlines() if line.startswith("all ")]
        assert re.fullmatch(r"[\d,]+\.\d\d", total), person.text
        assert "no room for" in person.text or columns >= 50
    assert "有失败帧" in terminal("--lang", "zh", "costs", "--by", "state", columns=columns).until("有失败帧")
