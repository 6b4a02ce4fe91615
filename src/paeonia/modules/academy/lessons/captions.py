"""Captions as WebVTT: looked through line by line, kept without settings or markup that a player does not need."""

from __future__ import annotations

import re

LARGEST = 512 * 1024
MOST = 5000
_TIME = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}"
_CUE = re.compile(rf"({_TIME})[ \t]+-->[ \t]+({_TIME})(?:[ \t].*)?$")
_TAG = re.compile(r"<[^>]*>")


def clean(raw: bytes) -> str | None:
    """The captions as they are kept; None for what is no WebVTT, or holds none."""
    try:
        lines = raw.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return None
    if not lines or not re.match(r"WEBVTT(?:\s|$)", lines[0]):
        return None
    kept, said = ["WEBVTT", ""], False
    for line in lines[1:]:
        cue = _CUE.match(line.strip())
        if cue:
            kept += ["", f"{cue[1]} --> {cue[2]}"]
            said = True
        elif said and line.strip():
            kept.append(_TAG.sub("", line).replace("-->", "→").strip())
        elif not line.strip():
            said = False
    cues = sum("-->" in line for line in kept)
    return "\n".join(kept) + "\n" if 0 < cues <= MOST else None
