# ruff: noqa: T201  (it talks to the person who runs it)
"""`python -m benchmarks`: measure, print a table, write a JSON file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks import report
from benchmarks.environments import ROOT, Environments
from benchmarks.rows import ROWS, measured
from benchmarks.suite import Suite


def main() -> None:
    """Run the command line."""
    described = "\n".join(f"  {name:12} {row.__doc__}" for name, row in ROWS.items())
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=f"Measure the client beside its peers.\n\n{described}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("rows", nargs="*", metavar="ROW", help="what to measure (default: everything)")
    parser.add_argument("--quick", action="store_true", help="few rounds, to see that everything runs")
    work = ROOT / ".tox/benchmarks"
    parser.add_argument("--work", type=Path, default=work, help="folder for environments (default: .tox/benchmarks)")
    parser.add_argument("--json", type=Path, help="the JSON file to write (default: result.json in the work folder)")
    arguments = parser.parse_args()
    if unknown := sorted(set(arguments.rows) - ROWS.keys()):
        parser.error(f"there is no row {unknown[0]}; there are {', '.join(ROWS)}")
    environments = Environments(arguments.work.resolve())
    results = []
    for result in measured(Suite(environments, quick=arguments.quick), arguments.rows or list(ROWS)):
        results.append(result)
        shown = "-" if result.value is None else f"{result.value:.2f}"
        print(f"{result.what}: {result.peer}: {shown} {result.note}", file=sys.stderr, flush=True)
    path = arguments.json or environments.work / "result.json"
    report.write(path, results, environments.versions(), quick=arguments.quick)
    print(report.table(results))
    if arguments.quick:
        print("\nA quick run: few rounds, so the figures are rough.")
    print(f"\nThe figures of all rounds: {path.name} in {path.parent.name}/")


if __name__ == "__main__":
    main()
