"""Stands in the wheel where Python looks for a package, and loads the packed one in its place."""

import sys
from importlib import import_module

import rayvision_packed  # noqa: F401  # from here on, it finds the modules

del sys.modules[__name__]
import_module(__name__)
