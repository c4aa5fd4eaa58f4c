"""Jobs: the four files that tell the farm what to render, `task.json`, `upload.json`, `asset.json` and `tips.json`.

from rayvision_api.jobs import Job

job = Job.read("jobs/sq010_sh020")
job.frames = "1-100"
for finding in job.check():
    print(finding)
job.write()
"""

from __future__ import annotations

from rayvision_api._server_paths import server_path
from rayvision_api.jobs._contents import TestFrames
from rayvision_api.jobs._errors import JobError, JobNotReadyError
from rayvision_api.jobs._findings import Finding, Severity
from rayvision_api.jobs._job import Job
from rayvision_api.jobs._parts import Part
from rayvision_api.jobs._submission import JobProgress, Stage

__all__ = [
    "Finding",
    "Job",
    "JobError",
    "JobNotReadyError",
    "JobProgress",
    "Part",
    "Severity",
    "Stage",
    "TestFrames",
    "server_path",
]
