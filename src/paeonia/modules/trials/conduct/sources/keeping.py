"""Scanned documents on disk: in the private folder, under names of our own, of a kind their first bytes prove."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paeonia.chart import uploads

from ..refusing import refuse

LARGEST = 20 * 2**20
# What a file says it is by its name counts for nothing; these are the first bytes of what may be kept.
KINDS = {b"%PDF-": ("application/pdf", ".pdf"), b"\xff\xd8\xff": ("image/jpeg", ".jpg"),
         b"\x89PNG\r\n\x1a\n": ("image/png", ".png")}


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
    kind, ending = next((told for magic, told in KINDS.items() if head.startswith(magic)), ("", ""))
    if not kind:
        raise refuse("file-kind", name=name)
    stored, digest = f"source-{secrets.token_hex(16)}{ending}", hashlib.sha256()
    handle = os.open(uploads.folder() / stored, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        for piece in upload.chunks():
            digest.update(piece)
            stream.write(piece)
    return Kept(stored, kind, upload.size, digest.hexdigest())


def place_of(stored: str) -> Path:
    """Where a kept file lies."""
    return uploads.path_of(stored)
