"""How the service writes moments, aliases and pages."""

from datetime import datetime, timedelta, timezone
from typing import Any

CHINA = timezone(timedelta(hours=8))
MILLISECONDS = 1000


def alias(platform: int, task_id: int) -> str:
    """Return the alias of a task."""
    return f"{platform}W{task_id}"


def page(number: int, size: int, total: int, items: list[dict[str, Any]]) -> dict[str, Any]:
    """Build a page of a list."""
    return {"pageCount": -(-total // size), "pageNum": number, "total": total, "size": size, "items": items}


def milliseconds(seconds: int | None) -> int | None:
    """Write a time as the service does."""
    return None if seconds is None else seconds * MILLISECONDS


def if_past(instant: int | None, now: int) -> int | None:
    """Return a time if it has passed; one that is only scheduled is hidden."""
    return instant if instant is not None and instant <= now else None


def write_moment(seconds: int | None) -> str | None:
    """Write a time as the service does where it writes strings."""
    return None if seconds is None else datetime.fromtimestamp(seconds, CHINA).strftime("%Y-%m-%d %H:%M:%S")
