"""Slides that arrive are drawn as pictures by a child process with limits; nothing else of the file is kept."""

from __future__ import annotations

import base64
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paeonia.chart.intake.confined import Confines, Stopped, lines

from .refusing import refuse

CONFINES = Confines(memory=1200, seconds=90)
LARGEST = 60 * 2**20
MOST_PAGES, MOST_DOTS = 120, 40_000_000
_CHILD = Path(__file__).with_name("pages_child.py")
_BEGINS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "picture", b"\xff\xd8\xff": "picture", b"RIFF": "picture"}


@dataclass(frozen=True)
class Page:
    """One page as a JPEG, its size, and the words that stood on it."""

    picture: bytes
    wide: int
    high: int
    text: str


def drawn(uploads: list[Any]) -> Iterator[Page]:
    """Every page of a PDF, or of several pictures in their order; raises Refused for what cannot be drawn."""
    many = 0
    for upload in uploads:
        for page in _drawn(upload):
            many += 1
            if many > MOST_PAGES:
                raise refuse("lessons-pages-many", name=_name(upload), have=many, most=MOST_PAGES)
            yield page


def _name(upload: Any) -> str:
    return Path(str(upload.name)).name[-80:]


def _drawn(upload: Any) -> Iterator[Page]:
    name = _name(upload)
    if upload.size > LARGEST:
        raise refuse("lessons-file-large", name=name, size=-(-upload.size // 2**20), most=LARGEST // 2**20)
    upload.seek(0)
    head = upload.read(16)
    kind = next((told for begins, told in _BEGINS.items() if head.startswith(begins)), "")
    if not kind or (head.startswith(b"RIFF") and head[8:12] != b"WEBP"):
        raise refuse("lessons-file-deck", name=name)
    upload.seek(0)
    with tempfile.NamedTemporaryFile(prefix="paeonia-", suffix=".slides") as kept:
        for piece in upload.chunks():
            kept.write(piece)
        kept.flush()
        yield from _pages(kept.name, kind, name)


def _pages(path: str, kind: str, name: str) -> Iterator[Page]:
    program = [str(_CHILD), path, kind, str(MOST_PAGES), str(MOST_DOTS), str(CONFINES.memory), str(CONFINES.seconds)]
    try:
        for line in lines(program, CONFINES):
            told = json.loads(line) if line else {}
            if "refused" in told:
                raise refuse(told["refused"], name=name, have=told.get("have", 0), most=MOST_PAGES)
            if told:
                yield Page(base64.b64decode(told["picture"]), told["wide"], told["high"], told["text"])
    except Stopped as stopped:
        code = "lessons-pages-broken" if stopped.kind == "broken" else "lessons-pages-heavy"
        raise refuse(code, name=name) from None
