"""The commands of `python -m generator`."""

from __future__ import annotations

import argparse
import inspect
import sys
from collections.abc import Callable
from pathlib import Path

from generator import rules
from generator.client.package import import_all, package
from generator.client.sync_half import sync_files
from generator.compare import releases
from generator.compare.git import GitError
from generator.compare.impact import Impact
from generator.compare.versions import UnknownVersionError
from generator.documents.files import files
from generator.errors import GeneratorError
from generator.missing import sandbox, wrapper
from generator.missing.leftovers import leftovers
from generator.output import Output
from generator.spec import editions
from generator.spec.document import BrokenSpecError, Spec
from generator.spec.reader import FILES, load, unknown_files

ROOT = Path(__file__).resolve().parent.parent


def valid_spec(root: Path) -> Spec:
    """Read the spec, and check that it keeps the rules.

    Raises:
        BrokenSpecError: It does not.
    """
    if found := unknown_files(root / "spec"):
        known = ", ".join(FILES)
        words = f"nothing reads this: move it elsewhere, or delete it; the spec is {known}"
        raise BrokenSpecError([f"{root / 'spec' / name}: {words}" for name in found])
    spec = load(root / "spec/openapi.yaml")
    if problems := rules.problems(spec):
        raise BrokenSpecError([spec.describe(problem) for problem in problems])
    return spec


def derived(spec: Spec, root: Path) -> list[Output]:
    """Everything that follows from the spec and the async half of the wrapper, folder by folder."""
    async_half = root / "wrapper/rayvision_api/_async"
    return [
        Output(root / "generated_client/rayvision_client", package(spec), import_all),
        Output(root / "published/rayvision_spec", files(spec)),
        Output(async_half.with_name("_sync"), sync_files(async_half)),
    ]


def build(root: Path) -> None:
    """Write what follows from the spec."""
    spec = valid_spec(root)
    for output in derived(spec, root):
        changed = output.differences()
        if changed:
            output.write()
        print(f"{output.folder.relative_to(root)}: {len(output.files)} files, {len(changed) or 'none'} changed")
    for line in _by_hand(spec, root):
        print(f"To be done by hand: {line}")


def check(root: Path) -> None:
    """Fail where the tree is not what the spec gives."""
    lines = [line for output in derived(valid_spec(root), root) for line in output.differences()]
    if lines:
        names = "\n".join(line.replace(f"{root}/", "") for line in lines)
        raise SystemExit(f"{names}\nThe tree is not what the spec gives; run `python -m generator build` and commit.")
    print("The tree is what the spec gives.")


def missing(root: Path) -> None:
    """Fail if something to be written by hand is missing, or something gone from the spec is still mentioned."""
    if lines := _by_hand(valid_spec(root), root):
        raise SystemExit("\n".join(lines))
    print("Nothing is missing: whatever the spec has, the wrapper offers and the sandbox answers.")


def _by_hand(spec: Spec, root: Path) -> list[str]:
    """Name each thing that has to be written or taken out by hand, and where."""
    lines = [*wrapper.missing(spec, root), *sandbox.missing(spec, root)]
    try:
        lines += leftovers(spec, root)
    except (GitError, BrokenSpecError) as error:
        print(f"Not looked at: what still speaks of things that are gone from the spec: {error}")
    return lines


def lint(root: Path) -> None:
    """Fail where the spec does not keep the rules."""
    spec = valid_spec(root)
    for number in editions.numbers(spec):
        print(f"Edition {number} keeps the rules: {len(list(editions.plain(spec, number).operations()))} operations.")


def publish(root: Path) -> None:
    """Write the documents of every edition to `dist/spec`, in all forms in which they are published."""
    published = Output(root / "dist/spec", files(valid_spec(root)))
    published.write()
    for name in published.files:
        print(f"dist/spec/{name}")


def diff(root: Path, old: str, new: str) -> None:
    """Describe what changed between two specs, in words for users of the client, and which version comes next.

    Each is a file, a git revision (v1.2.0), or a file of a revision (v1.2.0:spec/openapi.yaml).
    Exit status: 0 where nothing broke, 1 where something did, 2 where they cannot be compared.
    """
    try:
        found, report = releases.comparison(root, old, new)
    except (BrokenSpecError, GitError, UnknownVersionError) as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    print(report)
    sys.exit(any(change.impact is Impact.BROKEN for change in found))


def surface(root: Path) -> None:
    """Fail where spec or Python surface broke since the last release, and the version does not say so."""
    print(releases.since_last_release(root))


COMMANDS: tuple[Callable[..., None], ...] = (build, check, missing, lint, publish, diff, surface)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m generator", description="Derive the client from the spec.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        text = inspect.getdoc(command) or ""
        one = commands.add_parser(
            command.__name__,
            help=text.partition("\n")[0],
            description=text,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        one.set_defaults(command=command)
        for argument in list(inspect.signature(command).parameters)[1:]:
            one.add_argument(argument, metavar=argument.upper())
        one.add_argument(
            "--root", type=Path, default=ROOT, help="the project's folder (default: the one of this program)"
        )
    arguments = vars(parser.parse_args())
    command, root = arguments.pop("command"), arguments.pop("root").resolve()
    try:
        command(root, **arguments)
    except GeneratorError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
