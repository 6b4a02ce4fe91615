"""The files of the project, as the laws read them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "paeonia"


@cache
def project_files() -> tuple[Path, ...]:
    """Return every file that is kept, or would be kept by the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode == 0:
        paths = [ROOT / line for line in listed.stdout.splitlines()]
    else:  # an unpacked archive
        paths = [path for part in ("src", "tests", "docs", "knowledge") for path in (ROOT / part).rglob("*")]
    return tuple(sorted(path for path in paths if path.is_file() and "__pycache__" not in path.parts))


def source_files(*suffixes: str) -> list[Path]:
    """Return the package's files with these endings; migrations are left out, being generated."""
    return [
        path for path in project_files()
        if PACKAGE in path.parents and path.suffix in suffixes and "migrations" not in path.parts
    ]  # fmt: skip


def name(path: Path) -> str:
    """Return the path as a person in the project would say it."""
    return str(path.relative_to(ROOT))
