"""The reference is one file that is whole without a network, and every link in it leads somewhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

VOID = {"meta", "br", "hr", "link", "img", "input", "wbr"}


class Page(HTMLParser):
    """Collects what a page names, links to and leaves open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.names: set[str] = set()
        self.links: set[str] = set()
        self.open: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.names.add(name)
            if name == "id" and value:
                self.ids[value] += 1
            if name in {"href", "src", "srcset", "action", "data"} and value:
                self.links.add(value)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def text(published: Path) -> str:
    return (published / "reference.html").read_text("utf-8")


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_nothing_comes_from_outside(text: str, page: Page) -> None:
    assert not {"img", "iframe", "object", "embed", "video", "base"} & page.tags.keys()
    assert not re.search(r"@import|url\(|@font-face", text)
    assert not [name for name in page.names if name.startswith("on") or name == "style"]
    policy = unescape(text.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0])
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert f"{tag}-src 'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy
    # The icon is none: without it, browsers ask for one.
    assert [link for link in page.links if re.match(r"[a-z]+:|//", link)] == ["data:,"]


def test_every_link_leads_somewhere(page: Page, published: Path) -> None:
    for link in page.links - {"data:,"}:
        assert link.removeprefix("#") in page.ids if link.startswith("#") else (published / link).is_file(), link
    assert page.open == []


def test_every_name_stands_once(page: Page, document: dict[str, Any]) -> None:
    operations = [item["post"]["operationId"] for item in document["paths"].values()]
    for name in [*operations, *document["components"]["schemas"], "signing"]:
        assert page.ids[name] == 1, name


def test_members_values_and_headers_are_there(page: Page, document: dict[str, Any]) -> None:
    for schema in document["components"]["schemas"].values():
        for name in [*schema.get("properties", {}), *schema.get("x-enum-varnames", [])]:
            assert name in page.text
    for header in document["components"]["securitySchemes"].values():
        assert header["name"] in page.text


def test_every_member_has_a_type(text: str) -> None:
    assert "<td></td>" not in text
    assert ">null</td><td>Always null." in text
    assert '<td><a href="#UserProfile">UserProfile</a> or null</td>' in text
    assert '<td>list of <a href="#TaskInfo">TaskInfo</a> or null</td>' in text


def test_what_only_one_operation_takes_stands_with_it(text: str, page: Page) -> None:
    create = text[text.index('<h2 id="createTask">') :].partition("</article>")[0]
    assert '<tr id="CreateTaskRequest.count">' in create
    assert "api.task.create_task" in create
    for name in ("TaskIdsRequest.taskIds", "TaskInfo.taskStatus", "ReplyCode.200"):
        assert page.ids[name] == 1, name
    assert set(page.ids.values()) == {1}


def test_required_members_are_marked(text: str) -> None:
    envelope = text[text.index('<h2 id="TaskPageEnvelope">') :]
    assert "<code>code</code> *</td>" in envelope
    request = text[text.index('<h3 id="TaskFramesRequest">') :].partition("</table>")[0]
    assert "<code>taskId</code> *</td>" in request
    assert "<code>searchKeyword</code></td>" in request


def page_of(members: dict[str, Any], folder: Path, words: str = "Words.") -> str:
    """The page of a spec of one object."""
    from generator.documents.reference import page
    from generator.spec.reader import load

    info = {"title": words, "version": "1", "description": words}
    thing = {"type": "object", "description": words, "properties": members}
    document = {"openapi": "3.1.0", "info": info, "paths": {}, "components": {"schemas": {"Thing": thing}}}
    path = folder / "openapi.yaml"
    path.write_text(json.dumps(document), "utf-8")
    return page(load(path), "# Signing")


def test_a_type_is_said_in_words(tmp_path: Path) -> None:
    thing, text = {"$ref": "#/components/schemas/Thing"}, {"type": "string"}
    link = '<a href="#Thing">Thing</a>'
    words = {
        "&#34;image&#34;": {"type": "string", "const": "image"},
        f"{link} or list of {link} or string": {"oneOf": [thing, {"type": "array", "items": thing}, text]},
        f"list of ({link} or string)": {"type": "array", "items": {"anyOf": [thing, text]}},
        f"map of {link} or null": {"type": ["object", "null"], "additionalProperties": thing},
        "object": {"type": "object"},
    }
    members = {f"member{index}": {**schema, "description": "X."} for index, schema in enumerate(words.values())}
    shown = page_of(members, tmp_path)
    assert re.findall(r"</td><td>(.*)</td><td>X\.</td>", shown) == list(words)


def test_what_the_spec_says_is_shown_and_never_run(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    shown = Page(page_of({evil: {"type": "string", "description": evil}}, tmp_path, words=evil))
    # The page's own is the only one.
    assert shown.tags["script"] == 1
    assert shown.text.count("alert(1)") >= 5
