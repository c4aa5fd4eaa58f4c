"""A later edition's package holds no copies: what the first edition's package has already is imported from there.

So what is the same in both editions is the same class, to `isinstance` and to type checkers.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from generator.editions import FIRST

Modules = dict[str, str]
"""The modules of a package: their text by their path below it, with forward slashes."""

# Where a module names another one of its package: in an import, or in the table from which models are loaded.
_REFERENCE = re.compile(r'(?P<before>^ *from |": ")(?P<dots>\.+)(?P<name>[\w.]+)(?=[ "])', re.MULTILINE)


def without_copies(modules: Modules, first: Modules) -> Modules:
    """Leave out the modules that the first edition's package holds word for word, and refer to those instead."""
    copies = {
        name
        for name, text in modules.items()
        if text == first.get(name) and name.endswith(".py") and posixpath.basename(name) != "__init__.py"
    }
    # What refers to a module that differs is not the same thing, though its text is.
    while different := {name for name in copies if not set(_references(name, modules[name])) <= copies}:
        copies -= different

    def refer(name: str, text: str) -> str:
        def absolute(match: re.Match[str]) -> str:
            target = _target(name, match)
            if target not in copies:
                return match[0]
            return f"{match['before']}{FIRST.package}.{target.removesuffix('.py').replace('/', '.')}"

        return _REFERENCE.sub(absolute, text)

    return {name: refer(name, text) for name, text in modules.items() if name not in copies}


def _references(name: str, text: str) -> Iterator[str]:
    return (_target(name, match) for match in _REFERENCE.finditer(text))


def _target(name: str, match: re.Match[str]) -> str:
    """The path of the module that a module refers to."""
    above = "../" * (len(match["dots"]) - 1)
    return posixpath.normpath(f"{posixpath.dirname(name)}/{above}{match['name'].replace('.', '/')}.py").lstrip("/")
