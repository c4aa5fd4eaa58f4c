"""Commands and blocks of the pages that no test can run, by their exact text, and why."""

from __future__ import annotations

NEEDS_THE_INDEX = "installs the package by its name on PyPI, where this version is not before it is released"
CHANGES_THE_MACHINE = "installs into the environment that the test runs in"
NEEDS_ALL_OF_IT = "starts every other test, this one among them; continuous integration runs it"
TAKES_MINUTES = "takes minutes, and has an environment of its own"

NOT_RUN: dict[str, str] = {
    "python -m pip install tox && python -m tox run -e demo": NEEDS_ALL_OF_IT,
    "python -m pip install tox && python -m tox": NEEDS_ALL_OF_IT,
    "pip install . --group dev": CHANGES_THE_MACHINE,
    "python -m pip install tox": CHANGES_THE_MACHINE,
    "pip install rayvision-sdk": NEEDS_THE_INDEX,
    "pip install 'rayvision-sdk[sandbox]'": NEEDS_THE_INDEX,
    "python -m tox run -e bench": TAKES_MINUTES,
    "python -m tox run -e bench -- --quick": TAKES_MINUTES,
    "python -m tox run -e bench -- sync async at-once": TAKES_MINUTES,
}
