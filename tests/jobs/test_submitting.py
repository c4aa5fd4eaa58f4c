"""A folder with a job in it goes the whole way, is stopped anywhere, and goes on where it was."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from rayvision_api import (
    AsyncRayvisionAPI,
    RayvisionAPI,
    RayvisionNetworkError,
    RayvisionProtocolError,
    RayvisionWaitTimeoutError,
    RetryPolicy,
)
from rayvision_api.jobs import Job, JobError, JobNotReadyError, JobProgress, Stage
from rayvision_api.transfer import TransferError, TransferFailedError, TransferPolicy
from rayvision_sandbox.pytest_plugin import RunningFarm

from ..each import each  # noqa: TID252  # has no name of its own

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs of these tests are scripts")
QUICK = TransferPolicy(attempts=2, first_pause=0.01)
KEY = "sh020 v003"


@pytest.fixture(autouse=True)
def storage(rayvision_farm: RunningFarm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The farm's storages, which the stand-in for the transmitter works over."""
    monkeypatch.setenv("RAYVISION_TRANSMITTER", str(rayvision_farm.transmitter))
    monkeypatch.setenv("RAYVISION_LOG", str(tmp_path / "logs"))
    # The record of what was uploaded, and whatever else this user keeps.
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return rayvision_farm.storage


@pytest.fixture
def api(rayvision_farm: RunningFarm) -> Iterator[RayvisionAPI]:
    with _client(RayvisionAPI, rayvision_farm) as client:
        yield client


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "scene").mkdir()
    (tmp_path / "scene/$(touch x)`.png").write_bytes(b"wood" * 100)
    (tmp_path / "scene/sh020.blend").write_bytes(b"BLENDER" * 100)
    job = Job.new("blender", tmp_path / "scene/sh020.blend", frames="1-4", version="3.6", files=[tmp_path / "scene"])
    return job.write(tmp_path / "sh020")


def _client(kind: Any, farm: RunningFarm, **options: Any) -> Any:
    usual = {"domain": farm.domain, "platform": "2", "protocol": "http", "api_version": "2.0.0"}
    return kind(farm.access_id, farm.access_key, **usual | options)


def _hashes(folder: Path, pattern: str) -> dict[str, str]:
    files = (path for path in folder.glob(pattern) if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _uploads(storage: Path) -> list[str]:
    lines = map(json.loads, (storage / "journal.jsonl").read_text("utf-8").splitlines())
    return [Path(line["path"]).name for line in lines if line["what"] == "done" and line["way"] == "upload"]


def _change(folder: Path) -> None:
    job = Job.read(folder)
    job.frames = "1-5"
    job.write()


def _tasks(api: RayvisionAPI) -> list[int]:
    return [task.id for task in api.query.iter_tasks()]


def test_a_job_goes_up_and_is_submitted(
    folder: Path, storage: Path, api: RayvisionAPI, rayvision_farm: RunningFarm
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    seen: list[JobProgress] = []
    job = api.jobs.submit(folder, key=KEY, on_progress=seen.append)
    assert list(dict.fromkeys(progress.stage for progress in seen)) == [
        Stage.CHECKING,
        Stage.UPLOADING,
        Stage.SUBMITTED,
    ]
    assert _hashes(storage, "1*/*/*/**/scene/*") == _hashes(folder.parent / "scene", "*")
    task = json.loads(rayvision_farm.job_files(job.task_id)["task.json"])["task_info"]
    assert (task["task_id"], task["platform"]) == (str(job.task_id), "2")
    assert {name: (folder / name).read_bytes() for name in before} == before
    assert job.status().submit_date is not None


def test_the_same_call_again_changes_nothing(folder: Path, storage: Path, api: RayvisionAPI) -> None:
    first, again = (api.jobs.submit(folder) for _ in range(2))
    assert (first.task_id, first.key) == (again.task_id, again.key)
    assert _tasks(api) == [first.task_id]
    assert len(_uploads(storage)) == 2
    assert api.jobs.submitted(folder).task_id == first.task_id


def test_another_key_is_another_task_and_sends_nothing_twice(folder: Path, storage: Path, api: RayvisionAPI) -> None:
    first, second = (api.jobs.submit(folder, key=key).task_id for key in ("a", "b"))
    assert first != second
    assert api.jobs.submit(folder, key="a").task_id == first
    assert sorted(_tasks(api)) == sorted([first, second])
    assert len(_uploads(storage)) == 2


def test_what_is_wrong_is_told_before_anything_is_sent(folder: Path, storage: Path, api: RayvisionAPI) -> None:
    job = Job.read(folder)
    job.version = "1.0"
    job.hardware_ids = ["301", "307", "999"]
    job.upload["asset"].append({"local": "/nowhere", "server": "/nowhere"})
    job.write()
    assert {one.code for one in api.jobs.check(folder) if one.is_error} == {"version", "file-missing", "hardware"}
    with pytest.raises(JobNotReadyError, match="and 3 more") as caught:
        api.jobs.submit(folder)
    told = [finding.message for finding in caught.value.findings if finding.code == "hardware"]
    assert ["'999'" in text or "'307'" in text for text in told] == [True, True]
    assert _tasks(api) == []
    assert not (storage / "journal.jsonl").exists()
    # Nothing is begun that a later call would go on with.
    assert not (folder / "submission.json").exists()


def test_a_folder_that_is_not_a_job_is_left_as_it_is(tmp_path: Path, api: RayvisionAPI) -> None:
    with pytest.raises(JobNotReadyError):
        api.jobs.submit(tmp_path)
    assert list(tmp_path.iterdir()) == []
    for call in (api.jobs.submit, api.jobs.submitted):
        with pytest.raises(NotADirectoryError, match="none' is not a folder"):
            call(tmp_path / "none")


def test_a_job_that_was_changed_after_it_was_submitted_needs_another_key(folder: Path, api: RayvisionAPI) -> None:
    first = api.jobs.submit(folder, key=KEY)
    _change(folder)
    with pytest.raises(JobError, match=f"give another key than '{KEY}'"):
        api.jobs.submit(folder, key=KEY)
    assert api.jobs.submit(folder, key="v004").task_id != first.task_id


def test_a_job_that_changed_between_a_kill_and_going_on_is_told(folder: Path, api: RayvisionAPI) -> None:
    def kill(progress: JobProgress) -> None:
        if progress.stage == Stage.UPLOADING:
            raise SystemExit

    with pytest.raises(SystemExit):
        api.jobs.submit(folder, on_progress=kill)
    _change(folder)
    seen: list[JobProgress] = []
    task_id = api.jobs.submit(folder, on_progress=seen.append).task_id
    assert seen[0].changed == ("task.json",)
    assert _tasks(api) == [task_id]


def test_a_job_that_changed_when_its_submission_was_not_yet_written_down_needs_another_key(
    folder: Path, api: RayvisionAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr("rayvision_api.jobs._submission.Submission.record_submitted", killed)
        with pytest.raises(SystemExit):
            api.jobs.submit(folder, key=KEY)
    _change(folder)
    with pytest.raises(JobError, match=r"task\.json in .* changed after the job was submitted"):
        api.jobs.submit(folder, key=KEY)


def test_a_full_disk_leaves_what_was_written_before(
    folder: Path, api: RayvisionAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        # As soon as the key is written down, nothing more is.
        if (folder / "submission.json").exists():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(OSError, match=r"No space left on device: '.*submission\.json'"):
            api.jobs.submit(folder)
    [task_id] = _tasks(api)
    assert [path.name for path in folder.iterdir() if path.name.startswith(".submission.json")] == []
    assert api.jobs.submit(folder).task_id == task_id


def test_layers_whose_pictures_have_the_same_names_keep_apart(
    folder: Path, storage: Path, api: RayvisionAPI, rayvision_farm: RunningFarm, tmp_path: Path
) -> None:
    rayvision_farm.scene(name="shot.ma", frames=3, layers=["beauty", "fog"])
    [task_id] = api.task.create_task().task_id_list
    api.task.submit_task(task_id)
    rayvision_farm.advance(hours=24)
    pictures = api.transfer.download(task_id, tmp_path / "frames")
    assert len({picture.path for picture in pictures}) == len(pictures) == 6
    assert len({picture.path.name for picture in pictures}) == 3
    rendered = {path.name: _hashes(path, "*") for path in storage.glob("2*/*/*/*/*")}
    assert {path.name: _hashes(path, "*") for path in (tmp_path / "frames").glob("*/*")} == rendered


def test_layers_in_two_storages_do_not_replace_each_others_pictures(
    rayvision_farm: RunningFarm, tmp_path: Path
) -> None:
    class OtherStorages(httpx.HTTPTransport):
        """Give every part a storage of its own, in which everything is called alike."""

        def handle_request(self, request: httpx.Request) -> httpx.Response:
            reply = super().handle_request(request)
            content = json.loads(reply.read())
            if request.url.path.endswith("getOutputUserDirFile"):
                for entry in content["data"]:
                    entry["filePath"] = entry["filePath"] if entry["directory"] else f"/shot/{entry['fileName']}"
            if "queryTaskInfo" in request.url.path:
                for task in content["data"]["items"]:
                    task["bid"] = str(task["id"])
            return httpx.Response(reply.status_code, json=content)

    rayvision_farm.scene(name="shot.ma", frames=3)
    with _client(RayvisionAPI, rayvision_farm, transport=OtherStorages()) as api:
        ids = api.task.create_task(count=2).task_id_list
        for task_id in ids:
            api.task.submit_task(task_id)
        rayvision_farm.advance(hours=24)
        with pytest.raises(TransferError, match=r"lists '/shot.*' twice"):
            api.transfer.download(ids, tmp_path / "frames")


def test_a_failed_upload_is_taken_up_where_it_was(
    folder: Path, storage: Path, api: RayvisionAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAYVISION_SANDBOX_TRANSMITTER_FAULTS", "kind=break,file=*.blend")
    with pytest.raises(TransferFailedError):
        api.jobs.submit(folder, policy=QUICK)
    monkeypatch.delenv("RAYVISION_SANDBOX_TRANSMITTER_FAULTS")
    job = api.jobs.submit(folder)
    assert _tasks(api) == [job.task_id]
    assert len(_uploads(storage)) == 2


@each("left", ["", "{", "[1]", "null", '{"key": "a"}', {"later": 1}, {"task_id": "41"}, {"digests": None}])
def test_a_state_that_cannot_be_read_orders_nothing_anew(
    left: str | dict[str, Any], folder: Path, api: RayvisionAPI
) -> None:
    task_id = api.jobs.submit(folder, key=KEY).task_id
    state = folder / "submission.json"
    state.write_text(left if isinstance(left, str) else json.dumps(json.loads(state.read_text()) | left))
    for call in (api.jobs.submit, api.jobs.submitted):
        with pytest.raises(JobError, match=r"cannot be read: .*give the task's key"):
            call(folder)
    # By its key, the farm can be asked.
    assert api.jobs.submit(folder, key=KEY).task_id == task_id


def test_a_task_that_was_deleted_before_it_was_submitted_is_made_anew(
    folder: Path, api: RayvisionAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAYVISION_SANDBOX_TRANSMITTER_FAULTS", "kind=exit-255")
    with pytest.raises(TransferFailedError):
        api.jobs.submit(folder)
    monkeypatch.delenv("RAYVISION_SANDBOX_TRANSMITTER_FAULTS")
    [task_id] = _tasks(api)
    api.task.delete_task([task_id])
    job = api.jobs.submit(folder)
    assert _tasks(api) == [job.task_id]
    assert job.status().submit_date is not None


def test_a_task_that_was_deleted_after_it_was_submitted_is_told_and_not_ordered_anew(
    folder: Path, rayvision_farm: RunningFarm
) -> None:
    with _client(RayvisionAPI, rayvision_farm, retries=RetryPolicy(first_wait=0.01)) as api:
        job = api.jobs.submit(folder, key=KEY)
        api.task.delete_task([job.task_id])
        for call in (api.jobs.submit, lambda folder: api.jobs.submitted(folder).status()):
            with pytest.raises(JobError, match=f"task {job.task_id} was deleted .* another key than '{KEY}'"):
                call(folder)
        assert _tasks(api) == []
        anew = api.jobs.submit(folder, key="sh020 v004").task_id
        assert _tasks(api) == [anew]


def test_what_a_colleagues_account_has_submitted_is_neither_ordered_again_nor_called_deleted(
    folder: Path, rayvision_farm: RunningFarm
) -> None:
    with _client(RayvisionAPI, rayvision_farm, retries=RetryPolicy(first_wait=0.01)) as api:
        api.jobs.submit(folder, key=KEY)
        path = folder / "submission.json"
        state = json.loads(path.read_text())
        # As the colleague's client writes it, whose tasks this account does not see.
        path.write_text(json.dumps(state | {"user_id": 7, "task_id": 9_999_999}))
        with pytest.raises(JobError, match=f"as task 9999999 by user 7, .* another key than '{KEY}'"):
            api.jobs.submit(folder)
        with pytest.raises(JobError, match="task 9999999 is that of user 7"):
            api.jobs.submitted(folder).status()
        assert len(_tasks(api)) == 1
        # What was begun, and not submitted, costs nothing, and is gone on with.
        path.write_text(json.dumps(state | {"user_id": 7, "is_submitted": False}))
        assert api.jobs.submit(folder).task_id == state["task_id"]


def test_a_detour_to_another_platform_orders_nothing_twice(
    folder: Path, api: RayvisionAPI, rayvision_farm: RunningFarm
) -> None:
    first = api.jobs.submit(folder)
    with _client(RayvisionAPI, rayvision_farm, platform="3") as other:
        other.jobs.submit(folder)
    with pytest.raises(JobError, match="was submitted on platform 3, and this is platform 2"):
        api.jobs.submitted(folder)
    assert api.jobs.submit(folder).task_id == first.task_id
    assert _tasks(api) == [first.task_id]


def test_two_runs_at_once_do_not_meet(folder: Path, api: RayvisionAPI) -> None:
    def again(_progress: JobProgress) -> None:
        api.jobs.submit(folder)

    with pytest.raises(JobError, match="by another run"):
        api.jobs.submit(folder, on_progress=again)


def test_in_a_shared_folder_a_colleague_can_go_on(folder: Path, api: RayvisionAPI) -> None:
    folder.chmod(0o770)
    before = os.umask(0o022)
    try:
        api.jobs.submit(folder)
    finally:
        os.umask(before)
    # The state is replaced as a whole, which the folder's permissions allow; the lock is opened to be written to.
    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert (modes[".submission.lock"], modes["submission.json"]) == (0o660, 0o644)


def test_without_a_task_of_this_service_there_is_nothing_to_look_at(
    folder: Path, api: RayvisionAPI, rayvision_farm: RunningFarm
) -> None:
    with pytest.raises(JobError, match="has no task yet"):
        api.jobs.submitted(folder)
    api.jobs.submit(folder)
    with (
        _client(RayvisionAPI, rayvision_farm, domain="task.renderbus.com") as other,
        pytest.raises(JobError, match=r"has no task yet at task\.renderbus\.com"),
    ):
        other.jobs.submitted(folder)


def test_the_pictures_come_down_once_and_whole(
    folder: Path, storage: Path, api: RayvisionAPI, rayvision_farm: RunningFarm, tmp_path: Path
) -> None:
    job = api.jobs.submit(folder)
    assert job.download(tmp_path / "frames", follow=False) == []
    with pytest.raises(ValueError, match=r"^poll is 0; "):
        job.download(tmp_path / "frames", poll=0)
    rayvision_farm.advance(hours=24)
    seen: list[JobProgress] = []
    pictures = job.download(tmp_path / "frames", poll=0.1, on_progress=seen.append)
    assert [picture.frame for picture in pictures] == [1, 2, 3, 4]
    assert _hashes(tmp_path / "frames", "*/*") == _hashes(storage, "2*/*/*/*/*.png")
    assert seen[-1].stage == Stage.FETCHING
    assert seen[-1].task is not None
    again = job.download(tmp_path / "frames")
    assert [picture.is_new for picture in again] == [False] * 4
    assert job.wait().done_frames == 4


def test_pictures_come_as_their_frames_finish(
    folder: Path, api: RayvisionAPI, rayvision_farm: RunningFarm, tmp_path: Path
) -> None:
    job = api.jobs.submit(folder)
    rayvision_farm.set_speed(0)
    fetched: list[int] = []

    def go_on(progress: JobProgress) -> None:
        fetched.append(len(_hashes(tmp_path / "frames", "*/*")))
        # Nothing more is told before something has changed.
        while progress.transfer is None and progress.task == job.status() and job.status().completed_date is None:
            rayvision_farm.advance(seconds=20)

    assert len(job.download(tmp_path / "frames", poll=0.05, on_progress=go_on)) == 4
    assert len(set(fetched) - {0, 4}) > 0


@each("options", [{}, {"follow": True}, {"follow": True, "timeout": 0}])
@each("trouble", [httpx.Response(502), httpx.ReadTimeout("slow")])
def test_an_outage_is_not_taken_for_nothing_to_fetch(
    trouble: httpx.Response | Exception, options: dict[str, Any], rayvision_farm: RunningFarm, tmp_path: Path
) -> None:
    class Away(httpx.HTTPTransport):
        """Answer everything but how tasks stand."""

        def handle_request(self, request: httpx.Request) -> httpx.Response:
            if "queryTaskInfo" not in request.url.path:
                return super().handle_request(request)
            if isinstance(trouble, Exception):
                raise trouble
            return trouble

    with _client(RayvisionAPI, rayvision_farm, transport=Away(), retries=None) as api:
        [task_id] = api.task.create_task().task_id_list
        expected = (
            RayvisionWaitTimeoutError if "timeout" in options else (RayvisionProtocolError, RayvisionNetworkError)
        )
        with pytest.raises(expected):
            api.transfer.download(task_id, tmp_path / "frames", **options)


def test_a_task_is_told_of_again_only_when_it_has_changed(
    folder: Path, api: RayvisionAPI, rayvision_farm: RunningFarm, tmp_path: Path
) -> None:
    rayvision_farm.set_speed(0)
    task_id = api.jobs.submit(folder).task_id
    seen: list[int] = []
    with pytest.raises(RayvisionWaitTimeoutError):
        api.transfer.download(
            *(task_id, tmp_path / "frames"),
            follow=True,
            poll=0.05,
            timeout=0.5,
            on_task=lambda task: seen.append(task.id),
        )
    assert seen == [task_id]


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio", "trio"])
async def test_coroutines_submit_alike(anyio_backend: Any, folder: Path, rayvision_farm: RunningFarm) -> None:
    async with _client(AsyncRayvisionAPI, rayvision_farm) as api:
        job = await api.jobs.submit(folder, key=KEY)
        assert (await api.jobs.submit(folder, key=KEY)).task_id == job.task_id
        rayvision_farm.advance(hours=24)
        assert len(await job.download(folder / "frames")) == 4
        assert (await job.wait(60, until="finished")).id == job.task_id


def test_the_first_edition_goes_the_same_way(
    folder: Path, storage: Path, rayvision_farm: RunningFarm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = Job.read(folder)
    job.project = "sq010"
    rayvision_farm.set_speed(0)
    job.write()
    with _client(RayvisionAPI, rayvision_farm, api_version="1.0.0") as api:
        with pytest.raises(TransferError, match="names no server"):
            api.jobs.submit(folder, key=KEY)
        assert _tasks(api) == []
        monkeypatch.setenv("RAYVISION_TRANSFER_LINE", rayvision_farm.domain)
        submitted = api.jobs.submit(folder, key=KEY)
        assert api.jobs.submit(folder, key=KEY).task_id == submitted.task_id
        # The job files came by the transmitter, as the scene did.
        assert sorted(_uploads(storage)) == ["$(touch x)`.png", "sh020.blend", "task.json", "upload.json"]
        task = json.loads(rayvision_farm.job_files(submitted.task_id)["task.json"])["task_info"]
        assert (task["task_id"], task["project_name"]) == (str(submitted.task_id), "sq010")
        assert int(task["project_id"]) > 0
        assert submitted.download(tmp_path / "frames", follow=False) == []
        rayvision_farm.advance(hours=24)
        pictures = submitted.download(tmp_path / "frames", poll=0.1)
        assert [(picture.frame, picture.is_new) for picture in pictures] == [(frame, True) for frame in (1, 2, 3, 4)]
        assert _hashes(tmp_path / "frames", "*/*") == _hashes(storage, "2*/*/*/*/*.png")
        pictures[0].path.write_bytes(b"half")
        again = submitted.download(tmp_path / "frames")
        assert [picture.is_new for picture in again] == [True, False, False, False]
