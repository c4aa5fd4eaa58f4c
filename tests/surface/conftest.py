"""The spec to change, and the generator's command line."""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]

# The generator is not part of the distribution: it is run from the repository.
sys.path.insert(0, str(ROOT))

from .support import Spec  # noqa: E402  # the path is set above

DOCUMENT: dict[str, Any] = yaml.load(
    (ROOT / "spec/openapi.yaml").read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
)


@pytest.fixture
def spec() -> Spec:
    """The spec of this tree."""
    return Spec(copy.deepcopy(DOCUMENT))


@pytest.fixture
def generator(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Run `python -m generator` in this process: its exit status, and all that it printed."""
    from generator.__main__ import main

    def run(*arguments: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["python -m generator", *map(str, arguments)])
        code: object = 0
        try:
            main()
        except SystemExit as leave:
            code = leave.code
        printed = capsys.readouterr()
        text = printed.out + printed.err
        return (1, text + code) if isinstance(code, str) else (int(str(int(code or 0))), text)

    return run
