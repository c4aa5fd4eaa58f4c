"""What the spec calls deprecated is warned of at run time, and is named so wherever it is described."""

from __future__ import annotations

import shutil
from pathlib import Path

from ..generating import edit, generator, run_python  # noqa: TID252  # has no name of its own

USE = """
import warnings
import httpx
from rayvision_client.api.query import list_blocks, list_shots
from rayvision_client.models import ShotsRequest

def warned(call, *arguments):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        call(http, *arguments)
    assert all(one.category is DeprecationWarning and one.filename == "<string>" for one in caught), caught
    return [str(one.message) for one in caught]

transport = httpx.MockTransport(lambda request: httpx.Response(200, json={"code": 200}))
with httpx.Client(base_url="http://farm.example", transport=transport) as http:
    assert warned(list_blocks.sync) == ["query.list_blocks (listBlocks) is deprecated"]
    assert warned(list_shots.sync, ShotsRequest(page_num=1, page_size=1)) == []
    since = ShotsRequest(page_num=1, page_size=1, since="2020-01-01 00:00:00")
    assert warned(list_shots.sync, since) == ["since of query.list_shots (listShots) is deprecated"]
"""
METHOD = '''
class AsyncQuery:
    async def list_blocks(self):
        """List the blocks (operation `listBlocks`)."""
        return await self._call(operations.LIST_BLOCKS)
'''


def test_what_is_deprecated_is_said_everywhere(sources: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(sources, tmp_path / "project"))
    spec = project / "spec/openapi.yaml"
    operation, member = "      operationId: listBlocks\n", "        since:\n          type: string\n"
    edit(spec, {operation: f"{operation}      deprecated: true\n", member: f"{member}          deprecated: true\n"})
    (project / "wrapper/rayvision_api/_async/query.py").write_text(METHOD, "utf-8")
    output = generator("missing", project)[1]
    assert (
        "api.query.list_blocks is deprecated: its docstring in wrapper/rayvision_api/_async/query.py has to" in output
    )
    shutil.copytree(sources / "wrapper", project / "wrapper", dirs_exist_ok=True)
    code, output = generator("build", project)
    assert code == 0, output
    client = project / "generated_client"
    run_python(USE, client)
    assert "Deprecated." in (client / "rayvision_client/api/query/list_blocks.py").read_text("utf-8")
    assert "Deprecated." in (client / "rayvision_client/models/shots_request.py").read_text("utf-8")
    page = (project / "published/rayvision_spec/1.0.0/reference.html").read_text("utf-8")
    assert "<strong>List the blocks</strong> (deprecated)" in page
    assert "Deprecated. Only shots that are younger." in page
