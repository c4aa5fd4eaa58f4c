"""A client that cannot be made, or cannot be imported, is said in the words of what refused it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.client.package import generate_package, import_all
from generator.client.tools import GenerationError

from ..generating import contents, edit, generator  # noqa: TID252  # has no name of its own


def test_what_the_code_generator_refuses_is_said_in_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(GenerationError, match="Failed to parse OpenAPI document"):
        generate_package({"openapi": "3.1.0", "paths": {}}, tmp_path / "rayvision_client")
    assert capsys.readouterr().out == ""


def test_a_module_that_cannot_be_imported_is_named(project: Path) -> None:
    package = project / "generated_client/rayvision_client"
    import_all(package)
    edit(package / "models/shot.py", {"class Shot(": "from .nowhere import Nothing\n\n\nclass Shot("})
    before = contents(package)
    with pytest.raises(GenerationError, match=r"rayvision_client\.models\.nowhere"):
        import_all(package)
    assert contents(package) == before, "not even a cache is written"


def test_it_is_imported_before_it_takes_the_place_of_the_old_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(new: Path) -> None:
        assert (new / "models/shot.py").is_file()
        raise GenerationError("it cannot be imported")

    monkeypatch.setattr("generator.__main__.import_all", refuse)
    assert generator("build", project)[0] == 0, "nothing has changed"
    edit(project / "spec/openapi.yaml", {"Number of the shot.": "Number of that shot."})
    before = contents(project)
    assert generator("build", project) == (1, "it cannot be imported")
    assert contents(project) == before
