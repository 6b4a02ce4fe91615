"""Uploaded files: kept privately while they are needed, under names of our own, never served."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings

LARGEST = 200 * 2**20
# What a file says it is by its name counts for nothing: first bytes -> media type and ending.
MAGIC = ((b"%PDF-", "application/pdf", ".pdf"), (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
         (b"\xff\xd8\xff", "image/jpeg", ".jpg"))


class TooLarge(ValueError):
    """The upload is larger than we read in one piece."""


class Damaged(ValueError):
    """The file is not there, or is not what was handed in."""


def folder() -> Path:
    """The private folder, readable by this installation's user only; it lies beside the static files' root."""
    place = Path(os.environ.get("PAEONIA_HOME") or Path(settings.STATIC_ROOT).parent) / "uploads"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def keep(upload: Any) -> str:
    """Store an upload; returns the name it is stored under. Only the ending of its own name is kept."""
    if upload.size > LARGEST:
        raise TooLarge(upload.size)
    ending = Path(upload.name).suffix.lower()
    return store(upload, ending=ending if ending in (".csv", ".xlsx", ".json", ".ndjson", ".tsv", ".txt") else "")


def store(upload: Any, kind: str = "", ending: str = "") -> str:
    """Write it under a name of our own, `kind` before and `ending` behind; readable by this installation alone."""
    name = f"{kind}{secrets.token_hex(16)}{ending}"
    handle = os.open(folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        for piece in upload.chunks():
            stream.write(piece)
    return name


def path_of(stored: str) -> Path:
    """Where an upload lies; ValueError for anything but a name of our own making."""
    if not stored or Path(stored).name != stored:
        raise ValueError("not one of our uploads")
    return folder() / stored


def whole(stored: str, sha256: str) -> bytes:
    """A file as it was handed in; raises Damaged when it is gone or no longer the same."""
    try:
        held = path_of(stored).read_bytes()
    except OSError as why:
        raise Damaged(stored) from why
    if hashlib.sha256(held).hexdigest() != sha256:
        raise Damaged(stored)
    return held


def forget(stored: str) -> None:
    """Remove an upload that is no longer needed."""
    if stored:
        path_of(stored).unlink(missing_ok=True)
