"""A file that is no YAML, or YAML that is no document, gives one line with the place, and no traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ..generating import PROBLEM, contents, generator  # noqa: TID252  # has no name of its own

TITLE = "  title: Fixture\n"

# The fixture's title (line 4) in place of `title: Fixture`, and the line that the error has to name.
TITLES = {
    "an open bracket": ("  title: [\n", {4, 5, 6}),
    "a tab": ("\ttitle: Fixture\n", {4}),
    "an alias of nothing": ("  title: *nothing\n", {4}),
    "a tag that nobody knows": ("  title: !secret Fixture\n", {4}),
    "a tag that would run code": ("  title: !!python/object/apply:os.getcwd []\n", {4}),
    "a date that does not exist": ("  title: 2020-13-45\n", {4}),
    "a date where a text has to be": ("  title: 2020-01-02\n", {4}),
    "a key that is a list": ("  title: Fixture\n  ? [a, b]\n  : c\n", {3, 5}),
    "a key that is null": ("  title: Fixture\n  ~: c\n", {3, 5}),
    "a key that is a number": ("  title: Fixture\n  5: c\n", {3, 5}),
    "a node that contains itself": ("  title: &loop [*loop]\n", {4}),
    "a key that stands twice": ("  title: Fixture\n  title: Fixture\n", {5}),
    "aliases that multiply": (
        "  title: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"  {chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)),
        {*range(4, 14)},
    ),
    "a list in a list, 200 deep": (f"  title: {'[' * 200}{']' * 200}\n", {4}),
    "a list in a list, 100,000 deep": (f"  title: {'[' * 100_000}{']' * 100_000}\n", {1, 4}),
}


@pytest.mark.parametrize("mistake", TITLES)
def test_a_mistake_of_yaml_is_located_and_nothing_is_written(mistake: str, project: Path) -> None:
    new, lines = TITLES[mistake]
    path = project / "spec/openapi.yaml"
    path.write_text(path.read_text("utf-8").replace(TITLE, new, 1), "utf-8")
    before = contents(project)
    code, output = generator("build", project)
    assert code == 1
    assert contents(project) == before
    found = [int(match["line"]) for match in PROBLEM.finditer(output)]
    assert found, output
    assert set(found) & lines, output


SAVED_OTHERWISE: dict[str, tuple[Callable[[str], bytes], int]] = {
    "UTF-16": (lambda text: text.encode("utf-16"), 1),
    "a byte order mark": (lambda text: text.encode("utf-8-sig"), 1),
    "GBK": (lambda text: text.replace("Fixture", "镜头", 1).encode("gbk", "replace"), 4),
    "a NUL": (lambda text: text.replace("Fixture", "Fix\0ture", 1).encode(), 4),
    "an escape": (lambda text: text.replace("Fixture", "\x1b[31mFixture", 1).encode(), 4),
    "half a character": (lambda text: text.encode().replace(b"Fixture", b"\xed\xa0\x80", 1), 4),
}


@pytest.mark.parametrize("name", SAVED_OTHERWISE)
def test_another_encoding_is_refused_at_the_line_where_it_shows(name: str, project: Path) -> None:
    save, line = SAVED_OTHERWISE[name]
    path = project / "spec/openapi.yaml"
    path.write_bytes(save(path.read_text("utf-8")))
    code, output = generator("lint", project)
    assert code == 1
    assert [int(match["line"]) for match in PROBLEM.finditer(output)] == [line], output


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"- openapi\n",
        b"openapi\n",
        b"a: 1\n---\nb: 1\n",
        b"a: \x00\n",
        b"a: \xff\xfe\xfa\n",
        b"{}\n",
        b"openapi:\n",
    ],
    ids=["empty", "list", "text", "two documents", "control character", "not UTF-8", "empty mapping", "null version"],
)
def test_what_is_no_document_is_refused(content: bytes, project: Path) -> None:
    (project / "spec/openapi.yaml").write_bytes(content)
    before = contents(project)
    code, output = generator("build", project)
    assert code == 1
    assert PROBLEM.search(output), output
    assert contents(project) == before


def test_a_spec_that_is_missing_is_named(project: Path) -> None:
    (project / "spec/openapi.yaml").unlink()
    code, output = generator("build", project)
    assert code == 1
    assert "spec/openapi.yaml" in output
    assert "cannot be read" in output


def test_the_command_line_prints_the_error_alone(project: Path) -> None:
    path = project / "spec/openapi.yaml"
    path.write_text(path.read_text("utf-8").replace("      operationId: listShots\n", ""), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--root", str(project)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert re.fullmatch(
        r"\S*spec/openapi\.yaml:18: #/paths/~1api~1listShots/post: operationId is missing\n", done.stderr
    )
