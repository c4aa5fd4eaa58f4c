"""What goes to the farm beside tasks, and what comes back: job files, transfer configuration, output files."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable

from rayvision_client import models, operations

from rayvision_api._arguments import integer, one_of, text
from rayvision_api._async.caller import AsyncCaller
from rayvision_api._async.iteration import AsyncItems


class AsyncTransmit:
    """Operations on files; the files of scenes and pictures themselves travel by the vendor's transmitter.

    Each method checks its arguments before it sends anything: a `ValueError` or `TypeError` says what is wrong, and
    what would be right. Unless said otherwise, numbers and ids are at least 1, and lists and texts not empty. Each may
    raise `RayvisionError`: the service refused, or could not be asked.
    """

    def __init__(self, caller: AsyncCaller) -> None:
        self._call = caller.call

    async def upload_json_content(
        self, task_id: int, content: str, file_name: models.JobFileName | str = models.JobFileName.TASK
    ) -> None:
        """Put one of the four job files of a task on the farm (operation `taskJsonFile`).

        Since edition 2.0.0 of the API.

        Args:
            task_id: Id of the task.
            content: The file's text, JSON; it is sent and signed as it is.
            file_name: `task.json`, `upload.json`, `asset.json` or `tips.json`.
        """
        body = models.JobFileRequest(
            task_id=integer("task_id", task_id),
            file_name=one_of("file_name", file_name, models.JobFileName),
            content=text("content", content),
        )
        return await self._call(operations.TASK_JSON_FILE, body)

    async def get_transfer_config(self) -> models.TransferConfig:
        """Get how files are transferred: storages, engines, lines and accounts (operation `getConfig`).

        Since edition 2.0.0 of the API. The passwords and keys in it are shown neither by `repr` nor in the log.
        """
        return await self._call(operations.GET_CONFIG)

    async def get_output_files(self, task_id: int | None = None, tree_path: str = "/") -> list[models.OutputFile]:
        """List a directory of rendered output (operation `getOutputUserDirFile`).

        Since edition 2.0.0 of the API.

        Args:
            task_id: Id of the task whose output is listed, from its root; of a layered task, that of a sub-task.
            tree_path: Path of the directory from the root of the output storage; with a task, its root is listed.
        """
        body = models.OutputFilesRequest(
            # client 3: with a task the path is always `/`.
            tree_path=text("tree_path", tree_path) if task_id is None else "/",
            task_id=None if task_id is None else integer("task_id", task_id),
        )
        return await self._call(operations.GET_OUTPUT_USER_DIR_FILE, body)

    def iter_output_files(self, task_id: int | None = None, tree_path: str = "/") -> AsyncIterator[models.OutputFile]:
        """Go through all files of a directory of rendered output and of those below it.

        Since edition 2.0.0 of the API. Each directory is listed when it is come to (operation `getOutputUserDirFile`).

            async for file in api.transmit.iter_output_files(task_id):
                print(file.file_path, file.file_size)

        Args:
            task_id: As for `get_output_files`.
            tree_path: As for `get_output_files`.
        """
        waiting: list[tuple[int | None, str]] = [(task_id, tree_path)]
        # A path beside a task is not sent, so its directory may yet be met.
        known = {tree_path} if task_id is None else set[str]()

        async def more() -> Iterable[models.OutputFile] | None:
            if not waiting:
                return None
            entries = await self.get_output_files(*waiting[-1])
            waiting.pop()
            for entry in reversed(entries):
                # A directory that is listed below itself is listed once.
                if entry.directory and entry.file_path not in known:
                    known.add(entry.file_path)
                    waiting.append((None, entry.file_path))
            return [entry for entry in entries if not entry.directory]

        return AsyncItems(more)
