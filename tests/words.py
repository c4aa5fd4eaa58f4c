"""Finds words in code, spec and pages that CONTRIBUTING.md lists as always wrong, and suppressions without a reason."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
STYLE = ROOT / "CONTRIBUTING.md"
READ = (".html", ".jinja", ".js", ".json", ".md", ".py", ".toml", ".yaml", ".yml")

# A reason stands behind each: two spaces, and a comment of its own.
UNEXPLAINED = re.compile(r"# (?:noqa|type: ignore|pyright: ignore)\b(?!.*  # \S).*")


def listed() -> dict[str, str]:
    """Return the words of the table in small letters, each with what to write instead."""
    rows = re.findall(r"^\| `(.+?)` +\| `(.+?)` +\|$", STYLE.read_text("utf-8").partition("## Style")[2], re.MULTILINE)
    return {word.lower(): instead for word, instead in rows}


def main() -> int:
    """Print where they stand."""
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    words = listed()
    pattern = re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
    found = 0
    for name in filter(None, files.split("\0")):
        path = ROOT / name
        if path.suffix not in READ or path == STYLE:
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            for match in pattern.finditer(line):
                sys.stdout.write(f"{name}:{number}: {match[0]!r}: write {words[match[0].lower()]!r}\n")
                found += 1
            if path.suffix in (".py", ".jinja") and (silenced := UNEXPLAINED.search(line)):
                sys.stdout.write(f"{name}:{number}: {silenced[0]!r}: write why behind it, as '# noqa: S311  # why'\n")
                found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
