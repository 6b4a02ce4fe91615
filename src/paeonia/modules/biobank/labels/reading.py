"""Codes found in a picture; a picture is a foreign file, opened only by a child process with limits."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from paeonia.chart.intake.confined import Confines, Stopped, lines
from paeonia.record.problems import Problem, Refused

from . import messages as _messages  # noqa: F401  declares what is said here

MOST_MB, MOST_DOTS = 12, 40_000_000
CONFINES = Confines(memory=900, seconds=20)
_CHILD = Path(__file__).with_name("reading_child.py")
_BEGINS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


@dataclass(frozen=True)
class Found:
    """A code in a picture: its kind, its text, and where its middle lies, in dots from the upper left."""

    kind: str
    text: str
    at: tuple[int, int]


def codes_in(picture: bytes, confines: Confines = CONFINES) -> tuple[Found, ...]:
    """Every DataMatrix and QR code of a PNG or JPEG, from top to bottom; none found is an empty answer, not an error."""
    if len(picture) > MOST_MB * 1_000_000:
        raise Refused([Problem("picture-heavy", "", {"most": MOST_MB})])
    if not picture.startswith(_BEGINS):
        raise Refused([Problem("picture-kind")])
    with tempfile.NamedTemporaryFile(prefix="paeonia-", suffix=".picture") as kept:
        kept.write(picture)
        kept.flush()
        return _told(kept.name, confines)


def _told(path: str, confines: Confines) -> tuple[Found, ...]:
    program = [str(_CHILD), path, str(MOST_DOTS), str(confines.memory), str(confines.seconds)]
    found: list[Found] = []
    try:
        for line in lines(program, confines):
            if not line:
                continue
            told = json.loads(line)
            if "refused" in told:
                raise Refused([Problem(told["refused"], "", told.get("params", {}))])
            found.append(Found(told["kind"], told["text"], (told["x"], told["y"])))
    except Stopped as stopped:
        if stopped.kind == "broken":
            raise
        raise Refused([Problem("picture-stopped")]) from None
    return tuple(sorted(found, key=lambda one: (one.at[1], one.at[0])))
