"""Where keys, domain and platform come from: arguments, then the environment, then a profile."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from rayvision_api import RayvisionAPI, RayvisionAPIError
from rayvision_api.environment import DEFAULT_DOMAIN
from rayvision_api.profiles import Profile, path, save

from .support import Farm, Half, envelope, is_rightly_signed, page

STORED = Profile(access_id="stored-id", access_key="stored-key", domain="stored.example", platform="7")
OTHER = Profile(access_id="other-id", access_key="other-key", platform="9")


@pytest.fixture
def _profiles() -> None:
    """Store two profiles."""
    save(STORED)
    save(OTHER, "studio-b")


def _sent(half: Half, **options: Any) -> tuple[str, str, str]:
    """Make a client, call once, and give the access id, domain and platform that were sent."""
    farm = Farm(envelope([]))
    _sent_to(half, farm, **options)
    (request,) = farm.requests
    return request.headers["accessId"], request.headers["Host"], request.headers["platform"]


def _sent_to(half: Half, farm: Farm, **options: Any) -> None:
    with half.client(farm, **{"access_id": None, "access_key": None, "domain": DEFAULT_DOMAIN, **options}) as api:
        api.query.platforms()


@pytest.mark.usefixtures("_profiles")
def test_default_profile_serves_whoever_gives_nothing(half: Half) -> None:
    assert _sent(half) == ("stored-id", "stored.example", "7")


@pytest.mark.usefixtures("_profiles")
def test_environment_comes_before_the_profile(half: Half, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAYVISION_API_ACCESS_ID", "env-id")
    monkeypatch.setenv("RAYVISION_API_KEY", "env-key")
    farm = Farm(envelope([]))
    _sent_to(half, farm)
    assert farm.requests[0].headers["accessId"] == "env-id"
    assert is_rightly_signed(farm.requests[0], access_key="env-key")
    assert _sent(half, profile="studio-b")[0] == "env-id"


@pytest.mark.usefixtures("_profiles")
def test_key_of_a_profile_never_signs_for_another_access_id(half: Half, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="access_key is missing"):
        _sent(half, access_id="another-id")
    monkeypatch.setenv("RAYVISION_API_ACCESS_ID", "another-id")
    with pytest.raises(ValueError, match="access_key is missing"):
        _sent(half)
    assert _sent(half, access_id="stored-id")[0] == "stored-id"


@pytest.mark.usefixtures("_profiles")
def test_arguments_come_before_everything(half: Half, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAYVISION_API_ACCESS_ID", "env-id")
    monkeypatch.setenv("RAYVISION_API_KEY", "env-key")
    sent = _sent(half, access_id="id", access_key="key", domain="given.example", platform="3", profile="studio-b")
    assert sent == ("id", "given.example", "3")


@pytest.mark.usefixtures("_profiles")
def test_profile_is_chosen_by_argument_or_environment(half: Half, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _sent(half, profile="studio-b") == ("other-id", "task.renderbus.com", "9")
    monkeypatch.setenv("RAYVISION_API_PROFILE", "studio-b")
    assert _sent(half) == ("other-id", "task.renderbus.com", "9")
    assert _sent(half, profile="default")[0] == "stored-id"


@pytest.mark.usefixtures("_profiles")
def test_profile_replaces_defaults_and_nothing_that_was_said(half: Half) -> None:
    # What was said may be the very text of the default.
    sent = _sent(half, domain="task.renderbus.com", platform="4")
    assert sent == ("stored-id", "task.renderbus.com", "4")
    assert _sent(half, platform=4)[2] == "4"


@pytest.mark.usefixtures("_profiles")
def test_keys_given_and_profile_named_take_domain_and_platform_from_it(half: Half) -> None:
    sent = _sent(half, access_id="id", access_key="key", profile="default")
    assert sent == ("id", "stored.example", "7")


def test_both_keys_given_leave_the_file_unread(half: Half) -> None:
    path().parent.mkdir(parents=True, exist_ok=True)
    path().write_text("[this is\nno profile file")
    path().chmod(0o600)
    assert _sent(half, access_id="id", access_key="key") == ("id", "task.renderbus.com", "4")
    with pytest.raises(ValueError, match="malformed"):
        half.cls()


@pytest.mark.parametrize("missing", ["access_id", "access_key"])
def test_missing_key_is_named_with_all_its_places(half: Half, missing: str) -> None:
    given = {"access_id": "id", "access_key": "key"}
    del given[missing]
    with pytest.raises(ValueError, match=missing) as caught:
        half.cls(**given)
    variable = "RAYVISION_API_ACCESS_ID" if missing == "access_id" else "RAYVISION_API_KEY"
    assert variable in str(caught.value)
    assert "profile" in str(caught.value)


@pytest.mark.usefixtures("_profiles")
@pytest.mark.parametrize("place", ["argument", "environment"])
def test_unknown_profile_is_named_beside_the_known_ones(
    half: Half, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if place == "environment":
        monkeypatch.setenv("RAYVISION_API_PROFILE", "studio-c")
    arguments = {"profile": "studio-c"} if place == "argument" else {}
    with pytest.raises(ValueError, match="studio-c") as caught:
        half.cls(**arguments)
    assert "studio-b" in str(caught.value)
    assert "stored" not in str(caught.value)


def test_empty_name_of_a_profile_in_the_environment_is_no_name(half: Half, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAYVISION_API_PROFILE", "")
    assert _sent(half, access_id="id", access_key="key")[0] == "id"


@pytest.mark.usefixtures("_profiles")
@pytest.mark.parametrize(("name", "value"), [("domain", "https://x/"), ("platform", "two"), ("access_key", "a b")])
def test_wrong_value_in_a_profile_is_refused_as_an_argument_would_be(half: Half, name: str, value: str) -> None:
    members = {"access_id": "id", "access_key": "key"} | {name: value}
    with path().open("a") as file:
        file.write("[wrong]\n" + "".join(f"{key} = {text}\n" for key, text in members.items()))
    with pytest.raises(ValueError, match=name):
        half.cls(profile="wrong")


@pytest.mark.usefixtures("_profiles")
def test_view_keeps_the_account_of_its_client(half: Half) -> None:
    farm = Farm(page([]))
    with half.client(farm, access_id="id", access_key="key") as api:
        api.with_platform("6").query.get_task_list()
        api.with_options(retries=None).query.get_task_list()
    assert {request.headers["accessId"] for request in farm.requests} == {"id"}


@pytest.mark.usefixtures("_profiles")
def test_keys_of_a_profile_are_in_no_repr(half: Half) -> None:
    api = half.cls(profile="studio-b", transport=Farm().transport)
    for text in (repr(api), repr(STORED), repr(vars(api)), repr(api._caller.settings)):
        assert "other-key" not in text
        assert "stored-key" not in text


VARIABLES = {"DOMAIN": "env.example", "PLATFORM": "8", "PROTOCOL": "http", "VERSION": "2.0.0"}


@pytest.mark.usefixtures("_profiles")
def test_everything_can_stand_in_the_environment(half: Half, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in VARIABLES.items():
        monkeypatch.setenv(f"RAYVISION_API_{name}", value)
    assert _sent(half) == ("stored-id", "env.example", "8")
    assert _sent(half, domain="given.example", platform="3") == ("stored-id", "given.example", "3")
    settings = half.cls()._caller.settings
    assert (settings.address, settings.edition) == ("http://env.example", "2.0.0")


@pytest.mark.parametrize(
    ("name", "value"), [("DOMAIN", "http://x"), ("PLATFORM", "x"), ("PROTOCOL", "ftp"), ("VERSION", "9.9.9")]
)
def test_what_is_wrong_in_the_environment_is_told_as_such(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"RAYVISION_API_{name}", value)
    with pytest.raises(ValueError, match=f"is {value!r}.*; it comes from RAYVISION_API_{name}"):
        RayvisionAPI("id", "key")


@pytest.mark.parametrize(
    ("domain", "protocol"),
    [
        ("127.0.0.1:8765", "http"),
        ("localhost", "http"),
        ("LOCALHOST:1", "http"),
        ("[::1]:8765", "http"),
        ("127.0.0.1.example.com", "https"),
        ("localhost.example.com:80", "https"),
        ("task.renderbus.com", "https"),
    ],
)
def test_a_farm_on_this_machine_is_asked_by_http(domain: str, protocol: str) -> None:
    assert RayvisionAPI("id", "key", domain=domain)._caller.settings.address == f"{protocol}://{domain}"
    told = RayvisionAPI("id", "key", domain=domain, protocol="https")
    assert told._caller.settings.address == f"https://{domain}"


@pytest.mark.usefixtures("_profiles")
def test_a_client_says_where_its_keys_come_from(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "keys_from='arguments'" in repr(RayvisionAPI("id", "key"))
    assert """keys_from="profile 'default'\"""" in repr(RayvisionAPI())
    assert """keys_from="arguments + profile 'studio-b'\"""" in repr(RayvisionAPI("other-id", profile="studio-b"))
    monkeypatch.setenv("RAYVISION_API_ACCESS_ID", "env-id")
    monkeypatch.setenv("RAYVISION_API_KEY", "env-key")
    assert "keys_from='RAYVISION_API_ACCESS_ID + RAYVISION_API_KEY'" in repr(RayvisionAPI())


@pytest.mark.parametrize(("code", "tells"), [(611, True), (605, True), (608, True), (404, False)])
@pytest.mark.usefixtures("_profiles")
def test_an_error_about_the_account_says_where_its_keys_come_from(half: Half, code: int, *, tells: bool) -> None:
    with pytest.raises(RayvisionAPIError) as caught:
        _sent_to(half, Farm(envelope(None, code=code)), profile="studio-b")
    assert ("the keys come from profile 'studio-b'" in str(caught.value)) == tells
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
