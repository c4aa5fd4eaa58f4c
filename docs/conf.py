"""How the documentation site is built: `python -m tox run -e docs`, without the network."""

from __future__ import annotations

import sys
from pathlib import Path

from rayvision_api import __version__

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))

project = "Rayvision SDK"
author = "The Rayvision SDK authors"
project_copyright = f"2026, {author}"
release = version = __version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "derived",
    "docstrings",
    "language",
    "links",
]
exclude_patterns = ["_extensions"]

myst_enable_extensions = ["colon_fence", "attrs_block"]
myst_heading_anchors = 3

# Whatever a docstring names has to be found, but for what other libraries define: their pages are not on this site.
nitpicky = True
nitpick_ignore_regex = [
    ("py:.*", r"(httpx|os|ssl|pathlib|threading|collections|datetime|decimal|types|typing|enum)\b.*"),
    # A named tuple's signature gives some types by their bare names.
    ("py:class", r"(rayvision_client\.operation\.)?(DataT(_co)?|Endpoint)|ModuleType|Decimal|EventKind"),
]

# Docstrings are Markdown's subset that help() shows well: single backticks are code.
default_role = "code"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_typehints_format = "short"
python_maximum_signature_line_length = 88
python_use_unqualified_type_names = True
add_module_names = False
napoleon_numpy_docstring = False
napoleon_use_ivar = True

copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

# Furo brings its style sheets and scripts with it, and uses the fonts of the reader's system.
html_theme = "furo"
html_search_language = "en+zh"
pygments_dark_style = "github-dark"
html_title = f"Rayvision SDK {version}"
html_favicon = "_static/favicon.svg"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_sphinx = False
html_copy_source = False
html_last_updated_fmt = None
