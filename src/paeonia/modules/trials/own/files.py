"""Files handed in: told by their first bytes and not by their names."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import Any

from paeonia.chart import uploads

from .refusing import refuse

LARGEST = 20 * 2**20
OFFICE = "application/vnd.openxmlformats-officedocument."
# What an office file holds tells which it is.
PARTS = (("word/document.xml", OFFICE + "wordprocessingml.document", ".docx"),
         ("xl/workbook.xml", OFFICE + "spreadsheetml.sheet", ".xlsx"))
ACCEPT = ".pdf,.docx,.xlsx,.png,.jpg,.jpeg"
ENDINGS = {media: ending for _start, media, ending in (*uploads.MAGIC, *PARTS)}


def looked_at(upload: Any) -> tuple[str, str]:
    """The kind of an upload and its checksum; raises Refused for what is not kept here."""
    name = Path(upload.name).name[:120]
    if upload.size > LARGEST:
        raise refuse("own-file-large", name=name, most=LARGEST // 2**20)
    if not upload.size:
        raise refuse("own-file-empty", name=name)
    media = _media(upload)
    if not media:
        raise refuse("own-file-kind", name=name)
    digest = hashlib.sha256()
    for piece in upload.chunks():
        digest.update(piece)
    upload.seek(0)
    return media, digest.hexdigest()


def _media(upload: Any) -> str:
    upload.seek(0)
    head = upload.read(8)
    upload.seek(0)
    plain = next((media for start, media, _ending in uploads.MAGIC if head.startswith(start)), "")
    if plain or not head.startswith(b"PK\x03\x04"):
        return plain
    try:
        with zipfile.ZipFile(upload) as parts:
            names = set(parts.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return ""
    finally:
        upload.seek(0)
    if any(name.lower().endswith(("vbaproject.bin", ".exe", ".js")) for name in names):
        return ""
    return next((media for part, media, _ending in PARTS if part in names), "")
