"""Joins the layered style sheets into the one file a page links, so that a phone asks only once."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

STATIC = Path(__file__).parent / "static" / "ui"
LAYERS = ("reset", "tokens", "base", "layout", "components", "print")
TARGET = STATIC / "paeonia.css"


def sources() -> list[tuple[str, Path]]:
    """Every style sheet with the layer it belongs to, in order; components are one file each."""
    found: list[tuple[str, Path]] = []
    for layer in LAYERS:
        found += [(layer, path) for path in [STATIC / "css" / f"{layer}.css"] if path.exists()]
        if layer == "components":
            found += [(layer, path) for path in sorted((STATIC / "components").glob("*.css"))]
    return found


def joined() -> str:
    """The whole style sheet, each part in its layer, so that the order of files never decides a colour."""
    parts = [f"@layer {', '.join(LAYERS)};\n"]
    for layer, path in sources():
        parts.append(f"/* {path.name} */\n@layer {layer} {{\n{path.read_text('utf-8')}}}\n")
    return "\n".join(parts)


def ensure_written() -> bool:
    """Write the joined file when it differs from its sources; true when it was written.

    The file is replaced in one step because several processes may start at once.
    """
    text = joined()
    if TARGET.exists() and TARGET.read_text("utf-8") == text:
        return False
    replace(TARGET, text.encode())
    return True


def replace(target: Path, content: bytes) -> None:
    """Put content in place of a file in one step, so that no reader ever sees half of it."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    with os.fdopen(handle, "wb") as out:
        out.write(content)
    os.chmod(name, 0o644)
    os.replace(name, target)
