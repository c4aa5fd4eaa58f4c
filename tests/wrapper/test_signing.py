"""The signature, against an implementation of its own that follows the words of the protocol."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rayvision_api import TaskStatus, signing

from .support import Farm, Half, is_rightly_signed, reference_digest, reference_leaves, reference_string_to_sign

DOMAIN = "task.renderbus.com"
PATH = "/api/render/task/createTask"
HEADERS = {
    "accessId": "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
    "channel": "4",
    "platform": "2",
    "UTCTimestamp": "1584950400",
    "nonce": "314159",
    "version": "1.0.0",
}
KEY = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"

whole_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
names = names.filter(lambda name: name not in HEADERS)
leaves = whole_text | st.integers(min_value=-(10**30), max_value=10**30)
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=12) | st.dictionaries(names, inner, max_size=4),
    max_leaves=25,
)
any_bodies = st.dictionaries(names, values, max_size=5)


def _is_clear(body: dict[str, Any]) -> bool:
    """Return whether no two members flatten to one name."""
    flat = [name for name, _ in reference_leaves(HEADERS, body)]
    return len(flat) == len(set(flat))


bodies = any_bodies.filter(_is_clear)
close_names = st.sampled_from(["a", "a0", "a1", "a.b", "b", "0", "10"])
ambiguous_bodies = st.recursive(
    st.integers(min_value=0, max_value=1),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(close_names, inner, max_size=4),
).map(lambda value: {"a": value, "a0": 1, "a.b": 2})


@given(body=bodies)
def test_signature_is_that_of_the_reference(body: dict[str, Any]) -> None:
    text = reference_string_to_sign(DOMAIN, PATH, HEADERS, body)
    assert signing.string_to_sign(DOMAIN, PATH, HEADERS | signing.flatten(body)) == text
    assert signing.signature(KEY, DOMAIN, PATH, HEADERS, body) == reference_digest(KEY, text)


@given(body=ambiguous_bodies)
def test_body_is_refused_exactly_where_two_members_flatten_to_one_name(body: dict[str, Any]) -> None:
    if _is_clear(body):
        text = reference_string_to_sign(DOMAIN, PATH, HEADERS, body)
        assert signing.signature(KEY, DOMAIN, PATH, HEADERS, body) == reference_digest(KEY, text)
    else:
        with pytest.raises(ValueError, match="flatten to the one name"):
            signing.signature(KEY, DOMAIN, PATH, HEADERS, body)


@given(body=bodies, seed=st.integers())
def test_order_of_members_does_not_matter(body: dict[str, Any], seed: int) -> None:
    shuffle = random.Random(seed).shuffle

    def shuffled(value: Any) -> Any:
        if isinstance(value, dict):
            members = [(name, shuffled(member)) for name, member in value.items()]
            shuffle(members)
            return dict(members)
        return [shuffled(element) for element in value] if isinstance(value, list) else value

    signature = signing.signature(KEY, DOMAIN, PATH, HEADERS, body)
    assert signing.signature(KEY, DOMAIN, PATH, shuffled(HEADERS), shuffled(body)) == signature


@given(body=bodies, text=whole_text)
def test_request_that_is_sent_is_signed_as_the_reference_would(body: dict[str, Any], text: str) -> None:
    farm = Farm()
    half = Half(is_async=False)
    half.call(half.client(farm), "env.add_render_env", {**body, "editName": text})
    assert farm.bodies[0] == {**body, "editName": text}
    assert is_rightly_signed(farm.requests[0], DOMAIN)


@given(body=bodies)
def test_signing_leaves_the_body_alone(body: dict[str, Any]) -> None:
    before = json.dumps(body)
    signing.signature(KEY, DOMAIN, PATH, HEADERS, body)
    assert json.dumps(body) == before


@pytest.mark.parametrize(
    ("members", "flat"),
    [
        ({"a": 1}, {"a": "1"}),
        ({"a": [1, 2]}, {"a0": "1", "a1": "2"}),
        ({"a": {"b": {"c": "x"}}}, {"a.b.c": "x"}),
        (
            {"renderEnvs": [{"envId": 1, "pluginIds": [2, 3]}]},
            {"renderEnvs0.envId": "1", "renderEnvs0.pluginIds0": "2", "renderEnvs0.pluginIds1": "3"},
        ),
        ({"a": [[1, 2], [3]]}, {"a00": "1", "a01": "2", "a10": "3"}),
        ({"a": [], "b": {}, "c": [[], {}]}, {}),
        ({"a": "x=y&z"}, {"a": "x=y&z"}),
        ({"a": ""}, {"a": ""}),
        ({"a": -5}, {"a": "-5"}),
        ({"a": (1, 2)}, {"a0": "1", "a1": "2"}),
    ],
    ids=str,
)
def test_members_flatten_as_the_protocol_says(members: dict[str, Any], flat: dict[str, str]) -> None:
    assert dict(signing.flatten(members)) == flat


def test_names_are_sorted_by_code_point() -> None:
    text = signing.string_to_sign(
        DOMAIN, PATH, HEADERS | signing.flatten({"ids": list(range(11)), "é": 1, "z": 2, "Z": 3, "镜": 4})
    )
    order = [pair.split("=")[0] for pair in text.split("&")[1:]]
    assert order == sorted(order, key=lambda name: name.encode("utf-32-be"))
    assert order.index("UTCTimestamp") < order.index("accessId")
    assert order.index("ids10") < order.index("ids2")
    assert order[-1] == "镜"


def test_letters_beyond_the_basic_plane_come_after_all_others() -> None:
    text = signing.string_to_sign(DOMAIN, PATH, {"\U0001f600": "1", "\uffee": "2"})
    assert text.index("\uffee") < text.index("\U0001f600")


@pytest.mark.parametrize("value", [True, False, None, 1.5, 2.0, float("nan"), float("inf"), b"x", {1, 2}, object()])
@pytest.mark.parametrize(
    ("place", "name"),
    [
        (lambda value: {"member": value}, "member"),
        (lambda value: {"outer": {"inner": value}}, "outer.inner"),
        (lambda value: {"many": [1, value]}, "many1"),
        (lambda value: {"envs": [{"ids": [value]}]}, "envs0.ids0"),
    ],
    ids=["member", "nested", "element", "deep"],
)
def test_value_without_a_defined_signature_is_refused_by_its_name(value: object, place: Any, name: str) -> None:
    with pytest.raises(ValueError, match="sign") as caught:
        signing.signature(KEY, DOMAIN, PATH, HEADERS, place(value))
    assert f"{name} is" in str(caught.value)
    assert repr(value) in str(caught.value)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("name", HEADERS)
def test_member_with_the_name_of_a_signed_header_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        signing.signature(KEY, DOMAIN, PATH, HEADERS, {name: "x"})


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"a": {"b": 1}, "a.b": 2}, "a.b"),
        ({"a": [1], "a0": 2}, "a0"),
        ({"a": [[1]], "a0": [2]}, "a00"),
        ({"a": [0] * 11, "a1": [5]}, "a10"),
    ],
    ids=str,
)
def test_members_that_flatten_to_one_name_are_refused(body: dict[str, Any], name: str) -> None:
    with pytest.raises(ValueError, match=name):
        signing.signature(KEY, DOMAIN, PATH, HEADERS, body)


def test_numbers_of_an_enum_are_signed_as_numbers() -> None:
    assert dict(signing.flatten({"s": [TaskStatus.RENDERING]})) == {"s0": "5"}


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("tag.add_label", ("a\ud800b",)),
        ("tag.delete_label", ("\udfff",)),
        ("task.create_task", (1, None, 50, ["\ud83d"])),
        ("query.get_task_list", (1, 2, None, "\ud800")),
        ("env.add_render_env", ({"editName": "\ud800"},)),
        ("env.add_render_env", ({"\ud800": "x"},)),
    ],
    ids=repr,
)
def test_half_a_letter_is_refused_before_anything_is_sent(
    half: Half, farm: Farm, method: str, arguments: tuple[Any, ...]
) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # its text is looked at below
        half.call(half.client(farm), method, *arguments)
    assert farm.requests == []
    # The error must not carry the whole string to sign.
    assert HEADERS["accessId"] not in repr(caught.value.args)
