"""A call of the second edition, however it is composed, is refused by a client of the first before anything is sent."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

import pytest
from rayvision_client.operations import OPERATIONS

from ..reliability.support import Farm, Half, page  # noqa: TID252  # has no name of its own
from ..support import ARGUMENTS  # noqa: TID252  # as above

RECORDED = ARGUMENTS["2.0.0"]
NEW = [operation.call for operation in OPERATIONS.values() if next(iter(operation.editions)) == "2.0.0"]
COMPOSED: dict[str, dict[str, Any]] = {
    "query.frame_number_to_stop": {"task_id": 7, "stop_frame": ["0-1"]},
    "query.restart_frame": {"task_id": 7, "status": [3]},
    "query.iter_render_log": {"frame_id": 7},
    "task.create_once": {"key": "sh020", "artist": "Mei"},
    "task.submit_once": {"task_id": 7, "producer": "Mei"},
    "transmit.iter_output_files": {},
    "user.iter_task_records": {},
    "user.iter_login_records": {},
}


def test_all_new_calls_were_recorded() -> None:
    assert NEW
    assert set(NEW) <= RECORDED.keys()


@pytest.mark.parametrize("call", NEW)
def test_the_docstring_of_a_new_call_says_since_when_there_is_one(call: str, half: Half) -> None:
    with half.client(Farm()) as api:
        assert "ince edition 2.0.0 of the API" in str(attrgetter(call)(getattr(api, "target", api)).__doc__)


@pytest.mark.parametrize("call", [*NEW, *COMPOSED])
def test_a_client_of_the_first_edition_refuses_it(call: str, half: Half) -> None:
    farm = Farm(page([{"id": 1, "frameIndex": "0-1"}], total=1, pageCount=1))
    arguments = COMPOSED[call] if call in COMPOSED else RECORDED[call]
    with half.client(farm) as api, pytest.raises(ValueError, match=r"edition 2\.0\.0"):
        # An iterator asks for nothing until its first item is wanted.
        list(attrgetter(call)(api)(**arguments))
    assert not farm.sent
