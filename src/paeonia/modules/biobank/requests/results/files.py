"""Files handed in with results: told by their first bytes and not by their names, kept privately."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any

from paeonia.chart import uploads

from ...refusing import refuse
from ..models import ResultFile

LARGEST = 20 * 2**20
MAGIC = ((b"%PDF-", "application/pdf", ".pdf"), (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
         (b"\xff\xd8\xff", "image/jpeg", ".jpg"))
OFFICE = {".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


class Damaged(ValueError):
    """The file is not there, or is not what was handed in."""


def looked_at(upload: Any) -> tuple[str, str, str]:
    """Kind, ending and checksum of an upload; raises Refused for what is not kept here."""
    name = Path(str(upload.name)).name[-80:]
    if not 0 < upload.size <= LARGEST:
        raise refuse("bankreq-file-large", name=name, most=LARGEST // 2**20)
    held = upload.read()
    upload.seek(0)
    ending = Path(name).suffix.lower()
    found = next(((media, end) for magic, media, end in MAGIC if held.startswith(magic)), None)
    if found is None and held.startswith(b"PK\x03\x04") and ending in OFFICE:
        found = OFFICE[ending], ending
    if found is None and ending == ".csv" and b"\0" not in held:
        found = "text/csv", ".csv"
    if found is None:
        raise refuse("bankreq-file-kind", name=name)
    return *found, hashlib.sha256(held).hexdigest()


def keep(upload: Any, ending: str) -> str:
    """Store it under a name of our own, readable by this installation alone."""
    stored = f"bankresult-{secrets.token_hex(16)}{ending}"
    handle = os.open(uploads.folder() / stored, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        for piece in upload.chunks():
            stream.write(piece)
    return stored


def content(file: ResultFile) -> bytes:
    """The file as it was handed in; raises Damaged when it is gone or no longer the same."""
    try:
        held = uploads.path_of(file.stored).read_bytes()
    except OSError as why:
        raise Damaged(file.pk) from why
    if hashlib.sha256(held).hexdigest() != file.sha256:
        raise Damaged(file.pk)
    return held
