"""The pictures of README and site are those of today."""

from __future__ import annotations

import importlib.util
import sys
import time
from types import ModuleType

import pytest

from .markdown import ROOT, pages


def _program() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pictures_of_the_docs", ROOT / "docs/pictures.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PICTURES = _program()


@pytest.mark.skipif(sys.platform == "win32", reason="the zone of a process cannot be set there")
@pytest.mark.parametrize("name", PICTURES.PICTURES)
def test_picture_says_what_it_would_say_today(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    try:
        drawn = PICTURES.PICTURES[name]()
    finally:
        monkeypatch.undo()
        time.tzset()
    kept = (PICTURES.FOLDER / name).read_text("utf-8")
    assert PICTURES.words(kept) == PICTURES.words(drawn), "draw it anew: python -m tox run -e pictures"


@pytest.mark.parametrize("name", PICTURES.PICTURES)
def test_picture_is_shown(name: str) -> None:
    assert any(f"_static/{name})" in page.read_text("utf-8") for page in pages())
