"""`python -m generator build`, `check`, `lint` and `publish`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator import client, publishing, rules, standing_in, sync_half, tree
from generator.editions import FIRST, Edition, editions
from generator.spec import BrokenSpecError, Spec, load

ROOT = Path(__file__).resolve().parent.parent


def valid_specs(root: Path) -> dict[Edition, Spec]:
    """Read the spec of every edition, and check that it keeps the rules.

    Raises:
        BrokenSpecError: One does not.
    """
    specs: dict[Edition, Spec] = {}
    for edition in editions(root):
        spec = specs[edition] = load(root / edition.spec)
        problems = rules.problems(spec) or (standing_in.problems(specs[FIRST], spec) if edition != FIRST else [])
        if problems:
            raise BrokenSpecError([spec.describe(problem) for problem in problems])
    return specs


def derived(root: Path) -> list[tree.Output]:
    """Everything that follows from the specs and the async half of the wrapper, folder by folder.

    Raises:
        BrokenSpecError: A spec does not keep the rules.
    """
    async_half = root / "wrapper/rayvision_api/_async"
    clients = root / "generated_client"
    specs = valid_specs(root)
    # A package that no edition makes any more is to hold nothing.
    packages: dict[Path, client.Files] = {folder: {} for folder in clients.glob(f"{FIRST.package}*")}
    packages |= {clients / edition.package: files for edition, files in client.packages(specs).items()}
    return [
        *(tree.Output(spec.path.parent, publishing.derived_files(spec), shared=True) for spec in specs.values()),
        *(tree.Output(folder, files) for folder, files in packages.items()),
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
    for edition, spec in valid_specs(root).items():
        print(f"{edition.spec} keeps the rules: {len(list(spec.operations()))} operations.")


def publish(root: Path) -> None:
    """Write the specs to `dist/spec`, in all forms in which they are published."""
    for edition, spec in valid_specs(root).items():
        published = tree.Output((root / "dist" / edition.spec).parent, publishing.published_files(spec))
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
