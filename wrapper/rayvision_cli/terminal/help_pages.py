"""How help looks, in both languages."""

from __future__ import annotations

from typing import Any

from cyclopts.help import ColumnSpec, DefaultFormatter, HelpEntry, HelpPanel
from rich.console import Console, ConsoleOptions
from rich.text import Text

from rayvision_cli.terminal.prose import Prose
from rayvision_cli.text.languages import Texts

COMMON = "Options of every command"
# How much of the width the names of options may take.
_NAMES_SHARE = 0.35
# What an option is without which nothing happens.
_NO_DEFAULTS = (None, "False", "()", '""')


class HelpPages(DefaultFormatter):
    """The library's pages, with the few words that it adds in the language of `say`."""

    def __init__(self, say: Texts) -> None:
        super().__init__(column_specs=self._columns)
        self._say = say
        self._explains_common = True

    def render_usage(self, console: Console, options: ConsoleOptions, usage: Any) -> None:  # noqa: ARG002  # the library's signature
        """Print how the command is put together."""
        # They are the same everywhere, and would fill half of each page: the first page explains them.
        self._explains_common = str(usage).split()[1:2] == ["COMMAND"]
        if usage:
            console.print(Text.assemble((self._say("Usage: "), "bold"), str(usage)))

    def render_description(self, console: Console, options: ConsoleOptions, description: Any) -> None:
        """Print what the command is for."""
        super().render_description(console, options, self._said(description).append("\n"))

    def __call__(self, console: Console, options: ConsoleOptions, panel: HelpPanel) -> None:
        """Print a panel of commands, arguments or options."""
        if panel.title == COMMON and not self._explains_common:
            names = ", ".join(entry.positive_names[0] for entry in panel.entries if entry.positive_names)
            line = self._say("Options of every command, which 'rayvision --help' explains: {names}", names=names)
            console.print(Prose(line))
            return
        super().__call__(console, options, panel.copy(title=self._say(str(panel.title))))

    def _said(self, described: Any) -> Text:
        """Write the library's help text, line by line."""
        lines = str(getattr(described, "primary_renderable", described) or "").splitlines()
        return Prose("\n".join(line.replace(text, self._say(text)) if (text := line.strip()) else "" for line in lines))

    def _columns(
        self,
        console: Console,
        options: ConsoleOptions,  # noqa: ARG002  # as above
        entries: list[HelpEntry],  # noqa: ARG002  # as above
    ) -> tuple[ColumnSpec, ...]:
        width = int(console.width * _NAMES_SHARE)
        return (
            ColumnSpec(renderer=_names, style="cyclopts.name", max_width=width, overflow="fold"),
            ColumnSpec(renderer=self._description, overflow="fold"),
        )

    def _description(self, entry: HelpEntry) -> Text:
        text = self._said(entry.description)
        if entry.choices:
            text.append(f" [{', '.join(entry.choices)}]", "dim")
        if entry.default not in _NO_DEFAULTS:
            text.append(" " + self._say("[default: {value}]", value=entry.default), "dim")
        if entry.required:
            text.append(" " + self._say("[required]"), "red")
        return text


def _names(entry: HelpEntry) -> str:
    # With nothing between them, two names of one command read as one.
    return ", ".join(entry.display_labels_with_metavar)
