"""The project as it was: its revisions and releases, asked of git."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.errors import GeneratorError
from generator.spec.document import BrokenSpecError, Spec
from generator.spec.reader import load

SPEC = "spec/openapi.yaml"
VERSION = "wrapper/rayvision_api/_version.py"


class GitError(GeneratorError):
    """Git does not know what it was asked for; the message is its own."""


def spec_of(root: Path, name: str) -> Spec:
    """Read a spec that is a file, or a revision's: `v1.2.0`, or `v1.2.0:spec/openapi.yaml` for another of its files.

    Raises:
        BrokenSpecError: It cannot be read, is not YAML, or has a key twice.
        GitError: There is neither such a file nor such a revision.
    """
    if Path(name).is_file():
        return load(Path(name))
    revision, _, path = name.partition(":")
    try:
        content = _git(root, "show", f"{revision}:{path or SPEC}")
    except GitError as error:
        raise GitError(f"{name} is neither a file nor a spec that git knows: {error}") from error
    with TemporaryDirectory(prefix="rayvision-") as folder:
        file = Path(folder) / "openapi.yaml"
        file.write_bytes(content)
        try:
            return load(file)
        except BrokenSpecError as error:
            raise BrokenSpecError([str(error).replace(str(file), name)]) from error


def version_of(root: Path, revision: str | None = None) -> str:
    """Read the version of the tree, or of a revision.

    Raises:
        GitError: There is no such revision, or it has no version.
    """
    try:
        text = (root / VERSION).read_text("utf-8") if revision is None else _git(root, "show", f"{revision}:{VERSION}")
    except OSError as error:
        raise GitError(f"{root / VERSION}, which holds the version, cannot be read: {error.strerror}") from None
    found = re.search(r'^__version__ = "(.+)"$', text if isinstance(text, str) else text.decode(), re.MULTILINE)
    if found is None:
        raise GitError(f"{VERSION} says no version in {revision or 'this tree'}")
    return found[1]


def last_releases(root: Path) -> list[str]:
    """Name the tag of the last release; where what is checked out is a release itself, that of the one before too.

    Returns:
        Nothing where there was no release yet.

    Raises:
        GitError: The folder is not a git repository.
    """
    head = _git(root, "rev-parse", "HEAD")
    tags = _last_release(root, "HEAD")
    if tags and _git(root, "rev-parse", f"{tags[0]}^{{commit}}") == head:
        tags += _last_release(root, "HEAD^")
    return tags


def _last_release(root: Path, revision: str) -> list[str]:
    try:
        return [_git(root, "describe", "--tags", "--match", "v[0-9]*", "--abbrev=0", revision).decode().strip()]
    except GitError:
        return []


def earlier_specs(root: Path) -> list[str]:
    """Name revisions with another spec: the last commit, the one before its last change, the last release.

    Raises:
        GitError: The folder is not a git repository.
    """
    last_change = _git(root, "log", "-1", "--format=%H", "--", SPEC).decode().strip()
    specs: dict[bytes, str] = {}
    for revision in ("HEAD", *([f"{last_change}^"] if last_change else ()), *last_releases(root)):
        with suppress(GitError):  # this clone does not reach back so far
            specs.setdefault(_git(root, "rev-parse", f"{revision}:{SPEC}"), revision)
    specs.pop(_git(root, "hash-object", SPEC), None)
    return list(specs.values())


def files(root: Path) -> list[str]:
    """Name the files of the tree, but not those that git ignores.

    Raises:
        GitError: The folder is not a git repository.
    """
    listed = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").decode()
    return sorted(name for name in set(listed.split("\0")) if (root / name).is_file())


def is_shallow(root: Path) -> bool:
    """Return whether older commits, and the releases among them, were left out of this clone."""
    return _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def extract(root: Path, revision: str, folder: Path) -> None:
    """Write the tree of a revision into a folder."""
    with tarfile.open(fileobj=io.BytesIO(_git(root, "archive", revision))) as archive:
        archive.extractall(folder, filter="data")


def _git(root: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  # our own command lines
    except FileNotFoundError as error:
        raise GitError("there is no git on this machine") from error
    if done.returncode:
        raise GitError(done.stderr.decode(errors="replace").strip())
    return done.stdout
