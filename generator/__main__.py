"""`python -m generator build` and `python -m generator check`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator import client, rules, sync_half, tree
from generator.annotate import AmbiguousRoleError
from generator.spec import BrokenSpecError, load

ROOT = Path(__file__).resolve().parent.parent


def derived(root: Path) -> dict[Path, client.Files]:
    """Everything that follows from the spec and the async half of the wrapper, folder by folder.

    Raises:
        BrokenSpecError: The spec does not keep the rules.
    """
    spec = load(Path("spec/openapi.yaml") if Path("spec").resolve() == root / "spec" else root / "spec/openapi.yaml")
    if problems := rules.problems(spec):
        raise BrokenSpecError([spec.describe(problem) for problem in problems])
    try:
        files = client.client_files(spec)
    except AmbiguousRoleError as error:
        raise BrokenSpecError([spec.describe(error.problem)]) from error
    async_half = root / "wrapper/rayvision_api/_async"
    return {
        root / "generated_client" / client.PACKAGE: files,
        async_half.with_name("_sync"): sync_half.sync_files(async_half),
    }


def build(root: Path) -> None:
    """Write what follows from the spec."""
    folders = derived(root)
    for folder, files in folders.items():
        if tree.differences(folder, files):
            tree.replace(folder, files)
        print(f"{folder.relative_to(root)}: {len(files)} files")


def check(root: Path) -> None:
    """Fail where the tree is not what the spec gives."""
    lines = [line for folder, files in derived(root).items() for line in tree.differences(folder, files)]
    if lines:
        names = "\n".join(line.replace(f"{root}/", "") for line in lines)
        raise SystemExit(f"{names}\nThe tree is not what the spec gives; run `python -m generator build` and commit.")
    print("The tree is what the spec gives.")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m generator", description=__doc__)
    parser.add_argument("command", choices=("build", "check"), help="write what follows from the spec, or compare")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: the one of this program)")
    arguments = parser.parse_args()
    try:
        {"build": build, "check": check}[arguments.command](arguments.root.resolve())
    except (BrokenSpecError, client.GenerationError, sync_half.UnusedRuleError) as error:
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()
