"""Files handed in with results: told by their first bytes and not by their names."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from paeonia.chart import uploads

from ...refusing import refuse

LARGEST = 20 * 2**20
OFFICE = {".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


def looked_at(upload: Any) -> tuple[str, str, str]:
    """Kind, ending and checksum of an upload; raises Refused for what is not kept here."""
    name = Path(str(upload.name)).name[-80:]
    if not 0 < upload.size <= LARGEST:
        raise refuse("bankreq-file-large", name=name, most=LARGEST // 2**20)
    held = upload.read()
    upload.seek(0)
    ending = Path(name).suffix.lower()
    found = next(((media, end) for magic, media, end in uploads.MAGIC if held.startswith(magic)), None)
    if found is None and held.startswith(b"PK\x03\x04") and ending in OFFICE:
        found = OFFICE[ending], ending
    if found is None and ending == ".csv" and b"\0" not in held:
        found = "text/csv", ".csv"
    if found is None:
        raise refuse("bankreq-file-kind", name=name)
    return *found, hashlib.sha256(held).hexdigest()
