"""The extensions of the spec by their names; `spec/extensions.schema.json` describes them."""

from __future__ import annotations

SINCE = "x-rayvision-since"
UNTIL = "x-rayvision-until"
EDITIONS = "x-rayvision-editions"
VALUES = "x-rayvision-values"
MARKS = {SINCE, UNTIL, EDITIONS, VALUES}
"""Those by which editions differ."""

NAMES = "x-rayvision-names"
"""In the document of all editions together: what a member is called on the wire, the latest name first."""

COMMANDS = "x-rayvision-commands"
IDEMPOTENT = "x-rayvision-idempotent"
METHOD = "x-rayvision-method"
PAGINATION = "x-rayvision-pagination"
WAITER = "x-rayvision-waiter"

SENSITIVE = "x-rayvision-sensitive"
TIME = "x-rayvision-time"
VIEW = "x-rayvision-view"

DEFAULT = "x-rayvision-default"
SOURCE = "x-rayvision-source"
