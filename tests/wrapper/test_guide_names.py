"""Every method of the guide is there under the guide's name, with the guide's argument names, in both halves."""

from __future__ import annotations

import inspect
import re
from typing import Any

import pytest

from ..each import each  # noqa: TID252  # has no name of its own
from .support import INTERFACES, Farm, Half

pytestmark = pytest.mark.both_halves

# Positional arguments in the guide's order, with the defaults that the guide names; `...` where it names none, or where
# each edition of the API has its own.
REQUIRED = inspect.Parameter.empty
ARGUMENTS: dict[str, dict[str, Any]] = {
    "user.query_user_profile": {},
    "user.query_user_setting": {},
    "user.update_user_settings": {"task_over_time": REQUIRED},
    "user.get_transfer_bid": {},
    "task.create_task": {"count": 1, "out_user_id": None, "task_user_level": 50, "labels": None},
    "task.submit_task": {"task_id": REQUIRED, "asset_lsolation_model": None, "out_user_id": None},
    "task.stop_task": {"task_param_list": REQUIRED},
    "task.start_task": {"task_param_list": REQUIRED},
    "task.abort_task": {"task_param_list": REQUIRED},
    "task.delete_task": {"task_param_list": REQUIRED},
    "task.set_task_overtime_top": {"task_id_list": REQUIRED, "overtime": REQUIRED},
    "task.full_speed": {"task_id_list": REQUIRED},
    "query.platforms": {},
    "query.error_detail": {"code": ..., "language": ...},
    "query.get_task_list": {
        "page_num": 1,
        "page_size": ...,
        "status_list": None,
        "search_keyword": None,
        "start_time": None,
        "end_time": None,
    },
    "query.task_frames": {"task_id": REQUIRED, "page_num": ..., "page_size": ..., "search_keyword": None},
    "query.all_frame_status": {},
    "query.restart_failed_frames": {"task_param_list": REQUIRED},
    "query.restart_frame": {"task_id": REQUIRED, "select_all": ..., "ids_list": None},
    "query.task_info": {"task_ids_list": REQUIRED},
    "query.supported_software": {},
    "query.supported_plugin": {"name": REQUIRED},
    "query.get_task_processing_img": {"task_id": REQUIRED, "frame_type": None},
    "query.get_frame_thumbnall": {"frame_id": REQUIRED, "frame_status": 4},
    "query.get_transfer_server_msg": {},
    "query.get_raysync_user_key": {},
    "tag.add_label": {"new_name": REQUIRED, "status": 1},
    "tag.delete_label": {"del_name": REQUIRED},
    "tag.get_label_list": {},
    "env.add_render_env": {"render_env": ...},
    "env.update_render_env": {"render_env": ...},
    "env.delete_render_env": {"edit_name": REQUIRED},
    "env.set_default_render_env": {"edit_name": REQUIRED},
    "env.get_render_env": {"name": ...},
}
GROUPS = ("user", "task", "query", "tag", "env", "transmit")


def _method(half: Half, name: str) -> Any:
    group, method = name.split(".")
    return getattr(getattr(half.client(Farm()), group), method)


def test_the_table_of_this_file_holds_every_method_of_the_guide() -> None:
    assert {one["method"] for one in INTERFACES} == set(ARGUMENTS)
    assert len(ARGUMENTS) == 34


@each("name", ARGUMENTS)
def test_method_takes_the_guides_arguments_in_the_guides_order(half: Half, name: str) -> None:
    method = _method(half, name)
    assert inspect.iscoroutinefunction(method) == half.is_async
    parameters = inspect.signature(method).parameters
    positional = {
        key: one.default for key, one in parameters.items() if one.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    }
    expected = ARGUMENTS[name]
    assert list(positional)[: len(expected)] == list(expected)
    for argument, default in expected.items():
        if default is not ...:
            assert positional[argument] is default or positional[argument] == default, argument
    # Whatever else there is may be left out.
    others = [one for key, one in parameters.items() if key not in expected]
    assert all(one.default is not REQUIRED for one in others)


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("query.get_frame_thumbnail", "query.get_frame_thumbnall"),
        ("task.set_task_overtime_stop", "task.set_task_overtime_top"),
    ],
)
def test_misspelt_method_has_a_rightly_spelt_alias_that_does_the_same(
    half: Half, farm: Farm, alias: str, name: str
) -> None:
    arguments = {"frame_id": 8} if "frame" in name else {"task_id_list": [8], "overtime": 60}
    assert inspect.signature(_method(half, alias)) == inspect.signature(_method(half, name))
    api = half.client(farm)
    half.call(api, alias, **arguments)
    half.call(api, name, **arguments)
    assert farm.texts[0] == farm.texts[1]
    assert farm.requests[0].url == farm.requests[1].url


def test_isolation_model_can_be_given_in_both_spellings_but_not_at_once(half: Half, farm: Farm) -> None:
    api = half.client(farm)
    half.call(api, "task.submit_task", 5, asset_lsolation_model="TASK_ID_MODEL")
    half.call(api, "task.submit_task", 5, asset_isolation_model="TASK_ID_MODEL")
    assert farm.texts[0] == farm.texts[1] == '{"taskId": 5, "assetIsolationModel": "TASK_ID_MODEL"}'
    with pytest.raises((TypeError, ValueError), match="asset_isolation_model"):
        half.call(api, "task.submit_task", 5, "TASK_ID_MODEL", asset_isolation_model="TASK_ID_MODEL")
    assert len(farm.requests) == 2


def test_client_takes_the_guides_arguments(half: Half) -> None:
    parameters = inspect.signature(half.cls).parameters
    defaults = {"domain": "task.renderbus.com", "platform": "4", "protocol": "https"}
    assert list(parameters)[:5] == ["access_id", "access_key", *defaults]
    assert {name: parameters[name].default for name in defaults} == defaults


@each("name", ARGUMENTS)
def test_docstring_names_every_argument_and_the_operation(half: Half, name: str) -> None:
    method = _method(half, name)
    documentation = inspect.getdoc(method) or ""
    path = next(one["path"] for one in INTERFACES if one["method"] == name)
    assert path.rsplit("/", 1)[1] in documentation
    for argument in inspect.signature(method).parameters:
        assert f"{argument}:" in documentation, argument


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_says_once_what_all_its_calls_may_raise(half: Half, group: str) -> None:
    documentation = inspect.getdoc(type(getattr(half.client(Farm()), group))) or ""
    assert {"ValueError", "TypeError", "RayvisionError"} <= set(re.findall(r"\w+", documentation))
