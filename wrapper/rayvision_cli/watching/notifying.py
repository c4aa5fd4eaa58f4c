"""Messages to an address: a JSON document of our own, or the form that Slack, 飞书 or 钉钉 takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Literal

import httpx
from attrs import frozen
from rayvision_api import RetryPolicy
from rayvision_api.environment import is_loopback

from rayvision_cli.terminal.exit_codes import CommandError, Exit
from rayvision_cli.text.languages import Texts

Form = Literal["json", "slack", "feishu", "dingtalk"]

_HOSTS: dict[str, Form] = {
    "hooks.slack.com": "slack",
    "open.feishu.cn": "feishu",
    "open.larksuite.com": "feishu",
    "oapi.dingtalk.com": "dingtalk",
}
# The least that all of them take.
_LONGEST_TEXT = 3000
_TIMEOUT = 10.0
_POLICY = RetryPolicy()
_RATE_LIMIT = 429
# Codes in a reply of status 200 that mean "later": 飞书 11232, 钉钉 130101.
_LATER = (11232, 130101)


@frozen
class Notification:
    """A message to post.

    Attributes:
        url: Where; anyone who has it can post there, so it is never shown whole.
        form: What the address takes.
    """

    url: Any
    form: Form

    @classmethod
    def to(cls, url: str, form: Form | None, say: Texts) -> Notification:
        """Check an address, and find out what it takes.

        Raises:
            CommandError: It is not an address, or not an https one.
        """
        try:
            address = httpx.URL(url)
        except (httpx.InvalidURL, TypeError):
            address = httpx.URL("")
        here = is_loopback(address.netloc.decode())
        if not address.host or address.scheme not in (("https", "http") if here else ("https",)):
            raise CommandError(Exit.USAGE, say("--notify takes an address that begins with https://"))
        return cls(address, form or _HOSTS.get(address.host, "json"))

    def post(self, facts: dict[str, Any], say: Texts) -> str | None:
        """Post facts, as often as the client repeats a call; return what went wrong, without the address."""
        document = _FORMS[self.form](facts)
        waits = _POLICY.waits()
        with httpx.Client(timeout=_TIMEOUT) as client:
            while True:
                wait = next(waits, None)
                trouble, asked = self._attempt(client, document)
                if trouble is None:
                    return None
                if asked is None or wait is None or max(asked, wait) > _POLICY.longest_wait:
                    return say("the notification did not reach {host}: {reason}", host=self.url.host, reason=trouble)
                time.sleep(max(asked, wait))

    def _attempt(self, client: Any, document: dict[str, Any]) -> tuple[str | None, float | None]:
        """Post once; return what went wrong, and after how many seconds at least it may go better, if it may."""
        try:
            response = client.post(self.url, json=document)
        except httpx.HTTPError as error:
            return type(error).__name__, 0.0
        status = response.status_code
        if status == _RATE_LIMIT or status >= httpx.codes.INTERNAL_SERVER_ERROR:
            after = response.headers.get("retry-after", "")
            return f"HTTP {status}", float(after) if after.isascii() and after.isdigit() else 0.0
        if not response.is_success:
            return f"HTTP {status}", None
        return _refusal(self.form, response)


def _refusal(form: Form, response: Any) -> tuple[str | None, float | None]:
    """Read what a service says under status 200, which may be a refusal."""
    if form == "json":
        return None, None
    if form == "slack":
        # Its webhooks say so; what else takes Slack's form may say nothing.
        return (None, None) if response.text.strip() in ("ok", "") else (response.text[:100], None)
    try:
        answer = response.json()
        code = next((answer[name] for name in ("code", "errcode", "StatusCode") if name in answer), None)
    except (ValueError, TypeError):
        return "no JSON", None
    return (None, None) if code == 0 else (f"code {code}", 0.0 if code in _LATER else None)


def _text(facts: dict[str, Any], replaced: dict[str, str | int | None]) -> str:
    return str(facts["text"][:_LONGEST_TEXT]).translate(str.maketrans(replaced))


# What names say must ring nobody: https://api.slack.com/reference/surfaces/formatting#escaping for Slack; the others
# read `<at ...>` and `@`, which have no escape.
_FORMS: dict[Form, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "json": lambda facts: facts,
    "slack": lambda facts: {"text": _text(facts, {"&": "&amp;", "<": "&lt;", ">": "&gt;"})},
    "feishu": lambda facts: {"msg_type": "text", "content": {"text": _text(facts, {"<": "＜", "@": "＠"})}},  # noqa: RUF001  # wide on purpose
    "dingtalk": lambda facts: {"msgtype": "text", "text": {"content": _text(facts, {"@": "＠"})}},  # noqa: RUF001  # so too
}
