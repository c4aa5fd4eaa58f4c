"""One self-contained HTML page about one task, to read offline, print or mail.

from rayvision_api import RayvisionAPI
from rayvision_cli.report import build_report

with RayvisionAPI() as api:
    Path("report.html").write_text(build_report(api, 13652193), encoding="utf-8")
"""

from __future__ import annotations

import os
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from rayvision_cli.report.formatting import Words
from rayvision_cli.report.page import render
from rayvision_cli.report.task_data import gather
from rayvision_cli.report.thumbnails import load_thumbnails
from rayvision_cli.text.languages import LANGUAGES, Texts

if TYPE_CHECKING:
    from rayvision_api import RayvisionAPI


def build_report(
    api: RayvisionAPI,
    task_id: int,
    *,
    language: str = "en",
    pictures: str | os.PathLike[str] | None = None,
    zone: tzinfo | None = None,
) -> str:
    """Ask the farm about a task, and write what it knows as one HTML page.

    The page holds everything it shows and loads nothing. Which plug-ins a task uses the service does not tell, so
    neither does the page. Pictures that cannot be had are left out.

    Args:
        api: The client of the account that the task belongs to.
        task_id: Number of the task.
        language: `en` or `zh`.
        pictures: The folder into which the task's pictures were downloaded. Those of up to 200 kB that a browser shows
            are taken from there; for others the farm's thumbnails stand.
        zone: The zone of its times; by default this machine's.

    Returns:
        The page; write it as UTF-8.

    Raises:
        ValueError: The language is neither, or the number below 1.
        TypeError: The number is not a whole number.
        LookupError: The service answers, but not with such a task.
        RayvisionError: The service refused or could not be asked.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language is {language!r}; a report is written in one of {', '.join(LANGUAGES)}")
    say = Texts(language)
    say.zone = zone
    task = gather(api, task_id)
    thumbnails = load_thumbnails(api, task, None if pictures is None else Path(pictures))
    return render(task, thumbnails, Words(say, task.currency))
