"""Two languages on one site: which page is in which, the way from one to the other, and a search that finds both."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

CHINESE = "zh/"
_SWITCH = '<p class="language"><a href="{address}" hreflang="{code}" lang="{code}">{name}</a></p>'


def _counterpart(page: str, pages: set[str]) -> str | None:
    """Find the page that says the same in the other language."""
    name = page.rpartition("/")[2]
    candidates = [name, f"howto/{name}"] if page.startswith(CHINESE) else [CHINESE + name]
    return next((one for one in candidates if one in pages), None)


def _set_language(app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: object) -> None:
    is_chinese = page.startswith(CHINESE)
    if is_chinese:
        # It decides fonts, line breaks and pronunciation.
        context["language"] = "zh-CN"
    other = _counterpart(page, app.env.found_docs) if doctree else None
    if other:
        code, name = ("en", "English") if is_chinese else ("zh-CN", "中文")
        address = context["pathto"](other)
        context["body"] = _SWITCH.format(address=address, code=code, name=name) + context["body"]
        context["metatags"] += f'<link rel="alternate" hreflang="{code}" href="{address}">'


class SearchBoth(SearchEnglish):
    """Search in English by words, and in Chinese by every two neighbouring characters, as Lucene does.

    So whatever stands in a text is found, technical terms too, without a dictionary.
    """

    lang = "en+zh"
    # Names the stemmer in the browser, too.
    language_name = "English"
    _parts: ClassVar = re.compile(r"[\u3400-\u9fff]+|[^\W\u3400-\u9fff]+")
    js_splitter_code = r"""
function splitQuery(query) {
  return (query.match(/[\u3400-\u9fff]+|[\p{Letter}\p{Number}_]+/gu) || []).flatMap(part => {
    if (!/[\u3400-\u9fff]/.test(part)) return [part];
    const runs = part.match(/[\u3400-\u9fff]+|[^\u3400-\u9fff]+/g);
    return runs.flatMap(run => /[\u3400-\u9fff]/.test(run) && run.length > 2
      ? [...run].slice(1).map((one, index) => run[index] + one) : [run]);
  });
}
"""

    def split(self, input: str) -> list[str]:  # noqa: A002  # the library's name
        """Split a text into what can be looked for."""
        found: list[str] = []
        for part in self._parts.findall(input):
            if "\u3400" <= part[0] <= "\u9fff":
                found += [*part, *(part[place : place + 2] for place in range(len(part) - 1))]
            else:
                found.append(part)
        return found


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_search_language(SearchBoth)
    app.connect("html-page-context", _set_language)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
