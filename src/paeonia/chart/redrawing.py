"""A picture that arrives is drawn anew by a child process with limits; places, names and whatever else it hid are gone."""

from __future__ import annotations

import base64
import json
import tempfile
from pathlib import Path

from .intake.confined import Confines, Stopped, lines

CONFINES = Confines(memory=900, seconds=20)
MOST_DOTS = 40_000_000
KINDS = {"jpg": "image/jpeg", "png": "image/png"}
_CHILD = Path(__file__).with_name("redrawing_child.py")
_BEGINS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")
_DICOM = slice(128, 132), b"DICM"


class NoPicture(ValueError):
    """What arrived cannot be drawn: `kind` is `dicom`, `other` (no JPEG, PNG or WebP) or `broken`."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(kind)


def drawn_anew(picture: bytes) -> tuple[bytes, str]:
    """The same picture without anything but its dots, and how its name ends; raises NoPicture."""
    if picture[_DICOM[0]] == _DICOM[1]:
        raise NoPicture("dicom")
    if not picture.startswith(_BEGINS):
        raise NoPicture("other")
    with tempfile.NamedTemporaryFile(prefix="paeonia-", suffix=".picture") as kept:
        kept.write(picture)
        kept.flush()
        program = [str(_CHILD), kept.name, str(MOST_DOTS), str(CONFINES.memory), str(CONFINES.seconds)]
        try:
            told = [json.loads(line) for line in lines(program, CONFINES) if line]
        except Stopped:
            told = []
    if not told or "picture" not in told[0]:
        raise NoPicture("broken")
    return base64.b64decode(told[0]["picture"]), told[0]["ends"]
