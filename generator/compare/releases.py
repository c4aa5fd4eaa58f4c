"""What changed and what broke since a release, and so which version comes next."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory

from generator import rules
from generator.compare import git
from generator.compare.impact import Impact
from generator.compare.specs import Change, changes
from generator.compare.versions import is_enough, next_version
from generator.errors import GeneratorError
from generator.spec.document import BrokenSpecError, Spec
from generator.spec.reader import load


class BreakingReleaseError(GeneratorError):
    """Something broke since a release, and the version does not say so."""


def comparison(root: Path, old: str, new: str) -> tuple[list[Change], str]:
    """Compare two specs.

    Args:
        root: The project's folder.
        old: A file, a git revision, or a file of a revision: `v1.2.0:spec/openapi.yaml`.
        new: Likewise.

    Returns:
        What changed, and a report of it. The version that comes next is the one after that of the older revision; where
        it is a file, after that of this tree.

    Raises:
        BrokenSpecError: One of them is not OpenAPI, and cannot be compared.
        GitError: There is neither such a file nor such a revision.
        UnknownVersionError: What is released has no version.
    """
    found = changes(_comparable(git.spec_of(root, old)), _comparable(git.spec_of(root, new)))
    released = git.version_of(root, None if Path(old).is_file() else old.partition(":")[0])
    impacts = {change.impact for change in found}
    return found, f"{_listed(found)}\n{_advice(released, next_version(released, impacts), impacts)}"


def since_last_release(root: Path) -> str:
    """Compare this tree with the last release: its spec, and what can be imported and called.

    Returns:
        A report.

    Raises:
        BreakingReleaseError: Something broke, or the version was raised, and it is not raised enough.
        BrokenSpecError: A spec cannot be compared.
        UnknownVersionError: One of the texts is not a version.
    """
    try:
        tags = git.last_releases(root)
        if not tags and git.is_shallow(root):
            return "Skipped: this clone is shallow, without releases; `git fetch --unshallow --tags` brings them."
    except git.GitError as error:
        return f"Skipped: {error}"
    return "\n".join(_since(root, tag) for tag in tags) or "There is no release yet to compare with."


def _since(root: Path, tag: str) -> str:
    from generator.compare import public_api  # griffe takes a tenth of the time of a check, which has no use for it

    with TemporaryDirectory(prefix="rayvision-") as name:
        folder = Path(name)
        git.extract(root, tag, folder)
        old = _comparable(load(folder / git.SPEC))
        groups = [group for operation in old.operations() for group in operation.data.get("tags", ())]
        new = _comparable(load(root / git.SPEC))
        lost = [*public_api.broken(folder, root, groups), *public_api.broken_options(folder, root)]
    found = [*(Change(Impact.BROKEN, *one) for one in lost), *changes(old, new)]
    released, version = git.version_of(root, tag), git.version_of(root)
    impacts = {change.impact for change in found}
    least = next_version(released, impacts)
    report = f"Since {tag}:\n{_listed(found)}\n{_advice(released, least, impacts)}"
    if (Impact.BROKEN in impacts or version != released) and not is_enough(version, least):
        raise BreakingReleaseError(f"{report}\nThis is {version}: write {least} into {git.VERSION}, or mend it.")
    return report


def _comparable(spec: Spec) -> Spec:
    """A spec that may be of another time, with other rules, but is OpenAPI."""
    if problems := rules.problems_of_form(spec):
        raise BrokenSpecError([spec.describe(problem) for problem in problems])
    return spec


def _listed(found: Collection[Change]) -> str:
    lines = []
    for impact in Impact:
        some = [f"  {change}" for change in found if change.impact is impact]
        lines += [f"{impact.value}:", *some] if some else []
    return "\n".join(lines) or "Nothing changed."


def _advice(released: str, least: str, impacts: Collection[Impact]) -> str:
    if not impacts:
        return f"The version may stay {released}."
    note = " Before 1.0.0, the second number says that something broke." if released.startswith("0.") else ""
    return f"After {released} comes {least} at least.{note if Impact.BROKEN in impacts else ''}"
