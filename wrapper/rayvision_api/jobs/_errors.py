"""What can go wrong with a job that is submitted."""

from __future__ import annotations

from rayvision_api.errors import RayvisionError
from rayvision_api.jobs._findings import Finding


class JobError(RayvisionError):
    """A job cannot be submitted, or not like this."""


class JobNotReadyError(JobError):
    """The check has found errors, and nothing was sent.

    Attributes:
        findings: All that was found, errors first.
    """

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(findings)
        self.findings = findings

    def __str__(self) -> str:
        errors = [finding for finding in self.findings if finding.is_error]
        more = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
        return f"the job has errors and cannot be rendered: {errors[0]}{more}"
