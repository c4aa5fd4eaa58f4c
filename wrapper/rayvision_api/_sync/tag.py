# Generated from wrapper/rayvision_api/_async/tag.py by `python -m generator build`. Do not edit.
"""Labels."""

from __future__ import annotations

from collections.abc import Iterable

from rayvision_api._arguments import choice, integers, items, number, text
from rayvision_api._calls.spelling import in_either_spelling
from rayvision_api._sync.caller import Caller
from rayvision_api.errors import OutcomeUnknownError, RayvisionLabelExistsError
from rayvision_client import models, operations


class Tag:
    """Operations on labels.

    Each method checks its arguments before it sends anything: a `ValueError` or `TypeError` says what is wrong, and
    what would be right. Unless said otherwise, numbers and ids are at least 1, and lists and texts not empty. Each may
    raise `RayvisionError`: the service refused, or could not be asked.
    """

    def __init__(self, caller: Caller) -> None:
        self._call = caller.call

    def add_label(self, new_name: str, status: models.LabelStatus | int = 1) -> None:
        """Add a label (operation `addLabel`).

        Args:
            new_name: Name of the label; no other label of the account may have it.
            status: 0 for an open label, 1 for a closed one.

        Raises:
            RayvisionLabelExistsError: There is a label of that name.
        """
        body = models.AddLabelRequest(
            new_name=text("new_name", new_name), status=choice("status", number(status), models.LabelStatus)
        )
        return self._call(operations.ADD_LABEL, body)

    def delete_label(self, del_name: str) -> None:
        """Delete a label (operation `deleteLabel`).

        Args:
            del_name: Name of the label.
        """
        return self._call(operations.DELETE_LABEL, models.DeleteLabelRequest(del_name=text("del_name", del_name)))

    def get_label_list(self) -> models.LabelList:
        """Get the account's labels (operation `getLabelList`)."""
        return self._call(operations.GET_LABEL_LIST)

    def get_project_list(self) -> list[models.Label]:
        """Get the account's labels as a list (operation `getLabelList`)."""
        return (self.get_label_list()).project_name_list

    def get_list(self, flag: models.LabelOwners | int = models.LabelOwners.OWN) -> models.LabelList:
        """List labels of the account, or of related accounts too (operation `listProjects`).

        Since edition 2.0.0 of the API.

        Args:
            flag: 0 for the account's own, 1 for those of its main account too, 2 for those of all its accounts.
        """
        body = models.LabelListRequest(flag=choice("flag", flag, models.LabelOwners))
        return self._call(operations.LIST_PROJECTS, body)

    @in_either_spelling
    def add_task_tag(self, tag: str, task_ids: Iterable[int]) -> None:
        """Put a label on tasks (operation `addTaskLabel`).

        Since edition 2.0.0 of the API.

        Args:
            tag: Name of the label.
            task_ids: Ids of the tasks.
        """
        body = models.AddTaskLabelRequest(label=text("tag", tag), task_ids=integers("task_ids", task_ids))
        return self._call(operations.ADD_TASK_LABEL, body)

    @in_either_spelling
    def delete_task_tag(
        self, task_ids: Iterable[int], label_names: Iterable[str], tag_ids: Iterable[int] | None = None
    ) -> None:
        """Take labels off tasks; the labels stay (operation `deleteTaskLabel`).

        Since edition 2.0.0 of the API.

        Args:
            task_ids: Ids of the tasks.
            label_names: Names of the labels.
            tag_ids: Ids of the labels, in addition to their names.
        """
        names = items("label_names", label_names, text)
        if not names and not tag_ids:
            raise ValueError("label_names is empty; give at least one name, or tag_ids")
        body = models.DeleteTaskLabelRequest(
            task_ids=integers("task_ids", task_ids),
            label_names=names,
            label_ids=integers("tag_ids", () if tag_ids is None else tag_ids, may_be_empty=True),
        )
        return self._call(operations.DELETE_TASK_LABEL, body)


def id_of_label(caller: Caller, name: str) -> str:
    """Find a label among those of all accounts of the main account, or add it.

    Edition 1.0.0 of the API only lists the account's own labels.

    Returns:
        Its id; empty if it does not show up after it was added.
    """
    tag = Tag(caller)

    def known() -> str:
        labels = tag.get_label_list() if caller.settings.is_first_edition else tag.get_list(2)
        return next((str(label.project_id) for label in labels.project_name_list if label.project_name == name), "")

    if not (found := known()):
        try:
            tag.add_label(name, 0)
        except (OutcomeUnknownError, RayvisionLabelExistsError):
            # Another machine may have added it meanwhile, and a lost reply may have been that it is added.
            if not (found := known()):
                raise
        else:
            found = known()
    return found
