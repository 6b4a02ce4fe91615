"""Uploaded files: kept privately while they are needed, under names of our own, never served."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings

LARGEST = 200 * 2**20


class TooLarge(ValueError):
    """The upload is larger than we read in one piece."""


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
    name = secrets.token_hex(16) + (
        ending if ending in (".csv", ".xlsx", ".json", ".ndjson", ".tsv", ".txt") else ""
    )
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


def forget(stored: str) -> None:
    """Remove an upload that is no longer needed."""
    if stored:
        path_of(stored).unlink(missing_ok=True)
