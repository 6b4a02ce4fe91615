"""Scanned documents on disk: in the private folder, under names of our own, of a kind their first bytes prove."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paeonia.chart import uploads

from ..refusing import refuse

LARGEST = 20 * 2**20


@dataclass(frozen=True)
class Kept:
    """A file on disk."""

    stored: str
    kind: str
    size: int
    digest: str


def keep(upload: Any) -> Kept:
    """Store an upload; refused when it is too large or no document we can show."""
    name = str(upload.name)[-80:]
    if upload.size > LARGEST:
        raise refuse("file-large", name=name, size=round(upload.size / 2**20), most=LARGEST // 2**20)
    head = upload.read(16)
    upload.seek(0)
    kind, ending = next((told for magic, *told in uploads.MAGIC if head.startswith(magic)), ("", ""))
    if not kind:
        raise refuse("file-kind", name=name)
    digest = hashlib.sha256()
    for piece in upload.chunks():
        digest.update(piece)
    upload.seek(0)
    return Kept(uploads.store(upload, "source-", ending), kind, upload.size, digest.hexdigest())


def place_of(stored: str) -> Path:
    """Where a kept file lies."""
    return uploads.path_of(stored)
