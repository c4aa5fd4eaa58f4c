"""A file that is no YAML, or YAML that is no document, gives one line with the place, and no traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from ..each import each  # noqa: TID252  # has no name of its own
from ..generating import PROBLEM, contents, generator, without_remedy  # noqa: TID252  # has no name of its own

TITLE = "  title: Fixture\n"


def titled(new: str) -> Callable[[str], bytes]:
    """The fixture with another line, or several, in place of its title."""
    return lambda text: text.replace(TITLE, new, 1).encode()


# What becomes of the fixture, whose title is in line 4, and the lines of which the error has to name one.
BROKEN: dict[str, tuple[Callable[[str], bytes], set[int]]] = {
    "an open bracket": (titled("  title: [\n"), {4, 5, 6}),
    "a tab": (titled("\ttitle: Fixture\n"), {4}),
    "an alias of nothing": (titled("  title: *nothing\n"), {4}),
    "a tag that nobody knows": (titled("  title: !secret Fixture\n"), {4}),
    "a tag that would run code": (titled("  title: !!python/object/apply:os.getcwd []\n"), {4}),
    "a date that does not exist": (titled("  title: 2020-13-45\n"), {4}),
    "a date where a text has to be": (titled("  title: 2020-01-02\n"), {4}),
    "a key that is a list": (titled("  title: Fixture\n  ? [a, b]\n  : c\n"), {3, 5}),
    "a key that is null": (titled("  title: Fixture\n  ~: c\n"), {3, 5}),
    "a key that is a number": (titled("  title: Fixture\n  5: c\n"), {3, 5}),
    "a node that contains itself": (titled("  title: &loop [*loop]\n"), {4}),
    "a key that stands twice": (titled("  title: Fixture\n  title: Fixture\n"), {5}),
    "aliases that multiply": (
        titled(
            "  title: &a [x, x, x, x, x, x, x, x, x]\n"
            + "".join(f"  {chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9))
        ),
        {*range(4, 14)},
    ),
    "a list in a list, 200 deep": (titled(f"  title: {'[' * 200}{']' * 200}\n"), {4}),
    "a list in a list, 100,000 deep": (titled(f"  title: {'[' * 100_000}{']' * 100_000}\n"), {1, 4}),
    "UTF-16": (lambda text: text.encode("utf-16"), {1}),
    "a byte order mark": (lambda text: text.encode("utf-8-sig"), {1}),
    "GBK": (lambda text: text.replace("Fixture", "镜头", 1).encode("gbk", "replace"), {4}),
    "a NUL": (lambda text: text.replace("Fixture", "Fix\0ture", 1).encode(), {4}),
    "an escape": (lambda text: text.replace("Fixture", "\x1b[31mFixture", 1).encode(), {4}),
    "half a character": (lambda text: text.encode().replace(b"Fixture", b"\xed\xa0\x80", 1), {4}),
    "an empty file": (lambda _: b"", {1}),
    "a list": (lambda _: b"- openapi\n", {1}),
    "a text": (lambda _: b"openapi\n", {1}),
    "two documents": (lambda _: b"a: 1\n---\nb: 1\n", {1, 2, 3}),
    "a control character": (lambda _: b"a: \x00\n", {1}),
    "no UTF-8": (lambda _: b"a: \xff\xfe\xfa\n", {1}),
    "an empty mapping": (lambda _: b"{}\n", {1}),
    "a version that is null": (lambda _: b"openapi:\n", {1}),
}


@each("mistake", BROKEN)
def test_what_is_no_yaml_or_no_document_is_located_and_nothing_is_written(
    mistake: str, project: Path, fixture_spec: str
) -> None:
    save, lines = BROKEN[mistake]
    (project / "spec/openapi.yaml").write_bytes(save(fixture_spec))
    before = contents(project)
    code, output = generator("build", project)
    assert code == 1
    assert {int(match["line"]) for match in PROBLEM.finditer(output)} & lines, output
    assert without_remedy(output) == []
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
        r"\S*spec/openapi\.yaml:18: #/paths/~1api~1listShots/post: operationId is missing: write one\n", done.stderr
    )
