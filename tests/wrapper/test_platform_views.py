"""A view on another platform: the same account and connections, another platform in what is signed."""

from __future__ import annotations

from functools import cached_property

import httpx
import pytest

from .support import ACCESS_ID, Farm, Half, envelope, is_rightly_signed


def test_view_signs_for_its_platform_and_the_client_for_its_own(half: Half, farm: Farm) -> None:
    api = half.client(farm, platform="2", domain="www.foxrenderfarm.com", headers={"X-Studio": "b"})
    view = api.with_platform("6")
    for client in (view, api, view.with_platform(21)):
        half.call(client, "query.platforms")
    assert [request.headers["platform"] for request in farm.requests] == ["6", "2", "21"]
    for request in farm.requests:
        assert request.headers["accessId"] == ACCESS_ID
        assert request.headers["X-Studio"] == "b"
        assert request.url.host == "www.foxrenderfarm.com"
        assert is_rightly_signed(request, "www.foxrenderfarm.com")


def test_view_is_a_client_like_the_one_it_was_made_from(half: Half, farm: Farm) -> None:
    view = half.client(farm, platform="2").with_platform(6)
    assert type(view) is half.cls
    assert "6" in repr(view)
    half.call(view, "task.stop_task", [1])
    assert farm.texts == ['{"taskIds": [1]}']


@pytest.mark.parametrize("platform", ["", "x", -1, None, True, 2.0], ids=repr)
def test_malformed_platform_is_refused(half: Half, farm: Farm, platform: object) -> None:
    with pytest.raises((ValueError, TypeError), match="platform"):
        half.client(farm).with_platform(platform)


def test_view_has_user_info_of_its_own(half: Half) -> None:
    farm = Farm(lambda _: httpx.Response(200, json=envelope({"userId": 7})))
    api = half.client(farm, platform="2")
    view = api.with_platform("6")
    assert half.user_info(api)["platform"] == "2"
    assert half.user_info(view)["platform"] == "6"


def test_groups_of_a_view_are_its_own_those_that_are_still_to_come_as_well(
    half: Half, farm: Farm, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = cached_property(lambda api: [api])
    later.__set_name__(half.cls, "later")
    monkeypatch.setattr(half.cls, "later", later, raising=False)
    api = half.client(farm, platform="2")
    groups = [name for name, member in vars(half.cls).items() if isinstance(member, cached_property)]
    assert {"user", "task", "query", "tag", "env", "later"} <= set(groups)
    before = {name: getattr(api, name) for name in groups}
    for view in (api.with_platform("6"), api.with_options(timeout=5)):
        assert [name for name in groups if getattr(view, name) is before[name]] == []
    assert {name: getattr(api, name) for name in groups} == before
