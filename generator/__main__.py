"""`python -m generator build`, `check`, `lint` and `publish`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator import client, publishing, rules, sync_half, tree
from generator.annotate import AmbiguousRoleError
from generator.spec import BrokenSpecError, Spec, load

ROOT = Path(__file__).resolve().parent.parent


def valid_spec(root: Path) -> Spec:
    """Read the spec, and check that it keeps the rules.

    Raises:
        BrokenSpecError: It does not.
    """
    spec = load(root / "spec/openapi.yaml")
    if problems := rules.problems(spec):
        raise BrokenSpecError([spec.describe(problem) for problem in problems])
    return spec


def derived(root: Path) -> list[tree.Output]:
    """Everything that follows from the spec and the async half of the wrapper, folder by folder.

    Raises:
        BrokenSpecError: The spec does not keep the rules.
    """
    spec = valid_spec(root)
    try:
        files = client.client_files(spec)
    except AmbiguousRoleError as error:
        raise BrokenSpecError([spec.describe(error.problem)]) from error
    async_half = root / "wrapper/rayvision_api/_async"
    return [
        tree.Output(spec.path.parent, publishing.derived_files(spec), shared=True),
        tree.Output(root / "generated_client" / client.PACKAGE, files),
        tree.Output(async_half.with_name("_sync"), sync_half.sync_files(async_half)),
    ]


def build(root: Path) -> None:
    """Write what follows from the spec."""
    for output in derived(root):
        changed = output.differences()
        if changed:
            output.write()
        print(f"{output.folder.relative_to(root)}: {len(output.files)} files, {len(changed) or 'none'} changed")


def check(root: Path) -> None:
    """Fail where the tree is not what the spec gives."""
    lines = [line for output in derived(root) for line in output.differences()]
    if lines:
        names = "\n".join(line.replace(f"{root}/", "") for line in lines)
        raise SystemExit(f"{names}\nThe tree is not what the spec gives; run `python -m generator build` and commit.")
    print("The tree is what the spec gives.")


def lint(root: Path) -> None:
    """Fail where the spec does not keep the rules."""
    spec = valid_spec(root)
    print(f"{spec.path.relative_to(root)} keeps the rules: {len(list(spec.operations()))} operations.")


def publish(root: Path) -> None:
    """Write the spec to `dist/spec`, in all forms in which it is published."""
    spec = valid_spec(root)
    published = tree.Output(root / "dist/spec", publishing.published_files(spec))
    published.write()
    for name in published.files:
        print((published.folder / name).relative_to(root))


COMMANDS = {"build": build, "check": check, "lint": lint, "publish": publish}


def main() -> None:
    """Run the command line."""
    described = "\n".join(f"  {name:7} {command.__doc__}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="python -m generator",
        description=f"Derive the client from the spec.\n\n{described}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument(
        "--root", type=Path, default=ROOT, help="the project's folder (default: the one of this program)"
    )
    arguments = parser.parse_args()
    try:
        COMMANDS[arguments.command](arguments.root.resolve())
    except (BrokenSpecError, client.GenerationError, sync_half.UnusedRuleError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
