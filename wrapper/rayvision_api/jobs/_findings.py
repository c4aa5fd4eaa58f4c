"""What is wrong with a job."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """The job cannot be rendered like this."""
    WARNING = "warning"
    """The job may be right; somebody should look."""


@dataclass(frozen=True)
class Finding:
    """Something that is wrong with a job.

    Attributes:
        severity: How bad it is.
        code: What kind of thing it is: `file-missing`, `collision`, `malformed`.
        file: Which of the job's files says it, `upload.json` for example.
        member: Where in that file: `asset[3].local`. Empty for the file as a whole.
        message: What is wrong, with which value, and how to mend it.
    """

    severity: Severity
    code: str
    file: str
    member: str
    message: str

    @property
    def is_error(self) -> bool:
        """Whether the job has errors and cannot be rendered."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.file}: {self.member}" if self.member else self.file
        return f"{self.severity}: {place} {self.message}"
