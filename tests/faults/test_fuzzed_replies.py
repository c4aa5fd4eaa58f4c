"""Fifty thousand replies that no service should send: each is read, or is an error of ours."""

from __future__ import annotations

import copy
import json
import pickle
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import httpx
from rayvision_api import RayvisionError
from rayvision_client.operations import API_VERSION
from rayvision_client.types import Reply

from ..reliability.support import ALL, EXAMPLES, Half, envelope, perform  # noqa: TID252  # has no name of its own
from .mutations import mutated

REPLIES = 50_000


def read_all(value: Any) -> None:
    """Read all that a result holds, show it, compare it, and give it back."""
    if isinstance(value, list | tuple):
        for item in value:
            read_all(item)
    elif isinstance(value, Reply):
        for name, member in vars(type(value)).items():
            if isinstance(member, property):
                read_all(getattr(value, name))
        repr(value)
        assert value == value.to_dict()


def hold_all(error: RayvisionError) -> None:
    """Show an error, and carry it to another process."""
    assert str(error)
    assert repr(error)
    # Only what a value could not be made of again would differ.
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # pickled a moment ago
    copy.copy(error)


def test_fuzzed_replies_are_read_or_refused(figure: Callable[[str], None]) -> None:
    chance = Random(20_201_123)  # chance, not secrecy
    outcomes: Counter[str] = Counter()
    replies = {
        operation: json.loads(json.dumps(EXAMPLES.get(operation.endpoint(API_VERSION).path) or envelope()))
        for operation in ALL
    }
    service = httpx.MockTransport(lambda _: mutated(replies[operation], chance))
    with Half(is_async=True).client(transport=service, domain="farm.example", retries=None) as api:
        for number in range(REPLIES):
            operation = ALL[number % len(ALL)]
            try:
                result = perform(api, operation)
                read_all(result)
                outcomes["read"] += 1
            except RayvisionError as error:
                hold_all(error)
                outcomes[type(error).__name__] += 1
    told = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common())
    figure(f"{REPLIES:,} fuzzed replies: {told}")
