"""The sync half is the async half without what makes it async, and nothing else."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.client.sync_half import RULES, sync_files, translate
from generator.client.tools import GenerationError

from ..each import each  # noqa: TID252  # has no name of its own

ROOT = Path(__file__).parents[2]
ASYNC_HALF = ROOT / "wrapper/rayvision_api/_async"
SYNC_HALF = ROOT / "wrapper/rayvision_api/_sync"
MODULES = sorted(path.name for path in ASYNC_HALF.glob("*.py"))
TRANSLATIONS = {
    "async def f(): return await g()": "def f(): return g()",
    "async with a as b: pass": "with a as b: pass",
    "[x async for x in y]": "[x for x in y]",
    "class AsyncClient: pass": "class Client: pass",
    "async def __aenter__(self): pass": "def __enter__(self): pass",
    "async def __aexit__(self): pass": "def __exit__(self): pass",
    "await self.aclose()": "self.close()",
    "from rayvision_api._async.api import AsyncApi": "from rayvision_api._sync.api import Api",
    '"""`AsyncApi` is closed by `aclose`."""': '"""`Api` is closed by `close`."""',
}
UNTOUCHED = [
    "awaited = is_async = my_async_thing = basync = 1",
    "enclose(foreclose)",
    "import asynchat",
    "Asynchronous = 1",
    "x = 'async'",
    "def make_AsyncThing(): pass",
]


@each("source", TRANSLATIONS)
def test_what_is_async_becomes_sync(source: str) -> None:
    used: set[str] = set()
    assert translate(source, used) == TRANSLATIONS[source]
    assert used
    assert used <= set(RULES)


@each("source", UNTOUCHED)
def test_what_only_looks_async_stays(source: str) -> None:
    used: set[str] = set()
    assert translate(source, used) == source
    assert used == set()


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="Aac_"), max_size=60))
def test_text_without_a_word_of_the_table_stays(source: str) -> None:
    used: set[str] = set()
    assert translate(source, used) == source
    assert used == set()


@given(st.lists(st.sampled_from([*TRANSLATIONS, *UNTOUCHED, "x = 1", ""]), max_size=6))
def test_a_module_is_translated_line_by_line(lines: list[str]) -> None:
    expected = [TRANSLATIONS.get(line, line) for line in lines]
    assert translate("\n".join(lines), set()) == "\n".join(expected)
    assert translate("\n".join(expected), set()) == "\n".join(expected)


def test_a_rule_that_nothing_needs_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "api.py").write_text("async def f() -> None:\n    await f()\n", "utf-8")
    with pytest.raises(GenerationError, match="aclose"):
        sync_files(tmp_path)


@each("name", MODULES)
def test_the_real_sync_half_says_what_it_comes_from_and_has_nothing_async_left(name: str) -> None:
    source = (SYNC_HALF / name).read_text("utf-8")
    origin = f"# Generated from wrapper/rayvision_api/_async/{name} by `python -m generator build`. Do not edit.\n"
    assert source.startswith(origin)
    kinds = (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await)
    tree = ast.parse(source)
    assert not [node for node in ast.walk(tree) if isinstance(node, kinds)]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.comprehension) and node.is_async]
    code = re.sub(r'""".*?"""', "", source.partition("\n")[2], flags=re.DOTALL)
    assert not re.search(r"\b(asyncio|anyio|anext|aiter|__a[a-z]+__|aclose|_async|Async[A-Z]\w*)\b", code)


def test_both_halves_have_the_same_public_methods() -> None:
    assert sorted(path.name for path in SYNC_HALF.glob("*.py")) == MODULES
    for name in MODULES:
        halves = [methods(folder / name) for folder in (ASYNC_HALF, SYNC_HALF)]
        assert [
            method.replace("Async", "").replace("aclose", "close").replace("_async_", "_") for method in halves[0]
        ] == halves[1], name


def methods(path: Path) -> list[str]:
    """Class and name of every public method, and its arguments."""
    return [
        f"{cls.name}.{node.name}({', '.join(argument.arg for argument in [*node.args.args, *node.args.kwonlyargs])})"
        for cls in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(cls, ast.ClassDef)
        for node in cls.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
    ]
