"""Times are aware, and what opens or identifies something stays out of a view's representation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rayvision_client import models

from .names import attribute_of

CHINA = timezone(timedelta(hours=8))
SECRET = "do-not-show-8f3a"


@given(st.datetimes(datetime(1970, 1, 1), datetime(9999, 1, 1)))  # noqa: DTZ001  # hypothesis wants naive limits
def test_milliseconds_read_as_the_moment_they_mean(moment: datetime) -> None:
    moment = moment.replace(tzinfo=UTC, microsecond=moment.microsecond // 1000 * 1000)
    wire = {"submitDate": (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)}
    read = models.TaskInfo(wire).submit_date
    assert read == moment
    assert read is not None
    assert read.utcoffset() == timedelta(0)


@given(st.datetimes(datetime(1000, 1, 1), datetime(9999, 1, 1)))  # noqa: DTZ001  # hypothesis wants naive limits
def test_chinas_texts_read_as_the_moment_they_mean(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    read = models.TaskProgress({"startTime": moment.isoformat(" ")}).start_time
    assert read == moment.replace(tzinfo=CHINA)
    assert read is not None
    assert read.utcoffset() == timedelta(hours=8)


def test_a_time_keeps_its_milliseconds() -> None:
    read = models.Envelope({"serverTime": 1535949047370}).server_time
    assert read == datetime(2018, 9, 3, 4, 30, 47, 370000, tzinfo=UTC)
    assert read.isoformat().endswith("+00:00")


@pytest.mark.parametrize(
    "value", [None, "", "soon", "1535949047370", [], {}, 10**30, -(10**30), float("nan"), float("inf")]
)
def test_what_is_no_milliseconds_reads_as_none(value: Any) -> None:
    assert models.TaskInfo({"submitDate": value}).submit_date is None


@pytest.mark.parametrize(
    "value",
    [None, "", "soon", 5, [], {}, "2020-02-30 00:00:00", "2020-01-02", "2020-01-02 03:04:05 ", "0000-00-00 00:00:00"],
)
def test_what_is_no_text_of_a_time_reads_as_none(value: Any) -> None:
    assert models.TaskProgress({"startTime": value}).start_time is None


def test_every_time_of_the_spec_reads_as_an_aware_moment(schemas: dict[str, Any], views: dict[str, Any]) -> None:
    written = {"milliseconds": 1535949047370, "china-standard-time": "2018-09-03 12:30:47"}
    count = 0
    for name, view in views.items():
        for wire_name, member in schemas[name]["properties"].items():
            if "x-rayvision-time" in member:
                value = written[member["x-rayvision-time"]]
                read = getattr(view({wire_name: value}), attribute_of(view, wire_name))
                assert isinstance(read, datetime)
                assert read.replace(microsecond=0) == datetime(2018, 9, 3, 4, 30, 47, tzinfo=UTC)
                assert view({wire_name: value})[wire_name] == value
                count += 1
    assert count > 10


def test_everything_sensitive_of_the_spec_is_masked_and_still_there(
    schemas: dict[str, Any], views: dict[str, Any]
) -> None:
    count = 0
    for name, view in views.items():
        for wire_name, member in schemas[name]["properties"].items():
            shown = view({wire_name: SECRET})
            attribute = attribute_of(view, wire_name)
            if "x-rayvision-sensitive" in member:
                assert SECRET not in repr(shown)
                assert SECRET not in str(shown)
                assert SECRET not in f"{shown}"
                assert f"{attribute}=" in repr(shown)
                assert getattr(shown, attribute) == shown[wire_name] == SECRET
                count += 1
            elif member.get("type") == "string" and not {"x-rayvision-time", "x-rayvision-view"} & set(member):
                assert SECRET in repr(shown)
    assert count >= 8


def test_a_secret_stays_hidden_within_an_envelope_and_of_any_type() -> None:
    for value in (SECRET, [SECRET], {"a": SECRET}):
        user = {"id": 1, "raySyncUserKey": value, "userKey": value, "signature": value, "phone": value, "email": value}
        envelope = models.RaySyncUserEnvelope({"code": 200, "data": user})
        assert SECRET not in repr(envelope)
        assert SECRET not in repr([envelope])
        assert SECRET not in repr({"reply": envelope.data})
        assert "raySyncUserKey" not in repr(envelope)
        assert envelope.data is not None
        assert envelope.data.ray_sync_user_key == value


def test_the_keys_and_the_contact_data_of_an_account_are_sensitive() -> None:
    for view, names in {
        models.RaySyncUser: ["ray_sync_user_key", "user_key", "signature", "phone", "email"],
        models.UserProfile: ["phone", "email", "communication_number"],
    }.items():
        for name in names:
            assert f"{name}='***'" in repr(view({})) or f"{name}=***" in repr(view({}))


def test_a_representation_shows_the_typed_members_under_their_names() -> None:
    text = repr(models.TaskInfo({"id": 7, "taskStatus": 25, "sceneName": "a.max", "submitDate": 0}))
    assert text.startswith("TaskInfo(")
    assert "id=7" in text
    assert "scene_name='a.max'" in text
    assert "FINISHED" in text
    assert "1970" in text
