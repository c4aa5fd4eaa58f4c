"""Commands and blocks of the pages that no test runs there, by their exact text or the file that they are, and why."""

from __future__ import annotations

NEEDS_THE_INDEX = "fetches what the package depends on from PyPI"
CHANGES_THE_MACHINE = "installs into the environment that the test runs in"
NEEDS_ALL_OF_IT = "starts every other test, this one among them; continuous integration runs it"
TAKES_MINUTES = "takes minutes, and has an environment of its own"
IN_A_COPY = "takes long, and writes here; tests/surface/test_guide.py runs it, in a copy of the project"
HOST = "runs in a host: test_recipes.py runs it, in a stand-in for the host or in Qt"
BLENDER = "tests/blender runs it, in Blender"
VENDOR = "runs in an environment of the vendor's package, and transfers files to the vendor"

TRANSFER = """\
import sys

from rayvision_api import RayvisionAPI
from rayvision_sync.download import RayvisionDownload
from rayvision_sync.upload import RayvisionUpload

what, platform, task_id, *paths = sys.argv[1:]
api = RayvisionAPI(platform=platform)
if what == "upload":
    *configs, upload_json = paths
    RayvisionUpload(api).upload_asset(upload_json)
    RayvisionUpload(api).upload_config(task_id, [*configs, upload_json])
else:
    RayvisionDownload(api).download(task_id_list=[int(task_id)], local_path=paths[0])
"""

BESIDE = """\
from rayvision_api import RayvisionAPI
from rayvision_sync.upload import RayvisionUpload

with RayvisionAPI(platform="2", api_version="2.0.0") as api:
    RayvisionUpload(api).upload_asset("jobs/sh020/upload.json")
"""

PACKS_THE_ADD_ON = """\
mkdir -p build/blender
cp -r examples/blender/rayvision_farm build/blender/
python -m pip install --quiet --upgrade --target build/blender/rayvision_farm/vendored .
cd build/blender && python -m zipfile -c rayvision_farm.zip rayvision_farm
"""

NOT_RUN: dict[str, str] = {
    BESIDE: VENDOR,
    "python -m generator build": IN_A_COPY,
    "python -m generator missing": IN_A_COPY,
    "python -m generator check": IN_A_COPY,
    "python -m generator publish": "takes long, and writes here; tests/publish runs it, elsewhere",
    "python -m pip install --no-deps rayvision-sync==3.1.8 rayvision-log": CHANGES_THE_MACHINE,
    "python -m pip install appdirs pyyaml requests 'setuptools<81' tqdm": CHANGES_THE_MACHINE,
    "python -m pip install tox && python -m tox run -e demo": NEEDS_ALL_OF_IT,
    "python -m pip install tox && python -m tox": NEEDS_ALL_OF_IT,
    "python -m venv .venv": CHANGES_THE_MACHINE,
    ". .venv/bin/activate": CHANGES_THE_MACHINE,
    "python -m pip install --upgrade pip": CHANGES_THE_MACHINE,
    "pip install --editable '.[cli,sandbox]' --group dev": CHANGES_THE_MACHINE,
    "pre-commit install": CHANGES_THE_MACHINE,
    "python -m tox": NEEDS_ALL_OF_IT,
    "python -m tox run -e py311": NEEDS_ALL_OF_IT,
    "python -m tox list": "shows what tox.ini holds; the tests' environment has no tox",
    "python -m pip install tox": CHANGES_THE_MACHINE,
    "pip install '.[cli,sandbox]'": CHANGES_THE_MACHINE,
    "pip install '.[cli,web]'": CHANGES_THE_MACHINE,
    "rayvision web": "serves a page until Ctrl-C; tests/browser opens it",
    "python -m pip install --target vendored .": NEEDS_THE_INDEX,
    "python -m pip wheel --wheel-dir wheels ./wrapper/host": NEEDS_THE_INDEX,
    "python3.11 -m venv transfer": VENDOR,
    "transfer/bin/python -m pip install rayvision-sync": VENDOR,
    TRANSFER: VENDOR,
    "render_dialog.py": HOST,
    "render_async.py": HOST,
    "maya_shelf.py": HOST,
    "houdini_shelf.py": HOST,
    "blender_timer.py": HOST,
    "render_scene.py": HOST,
    "maya_farm.py": HOST,
    "houdini_farm.py": HOST,
    PACKS_THE_ADD_ON: BLENDER,
    "render_on_farm.py": BLENDER,
    "blender --background --addons rayvision_farm sh020.blend --python render_on_farm.py": BLENDER,
    "python -m tox run -e bench": TAKES_MINUTES,
    "python -m tox run -e bench -- --quick": TAKES_MINUTES,
    "python -m tox run -e bench -- sync async at-once": TAKES_MINUTES,
}
