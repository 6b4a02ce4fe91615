"""Sound files: told by how they begin, never by their name, and sent in the parts a player asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

MOST = 200 * 2**20
PIECE = 64 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


def kind_of(begin: bytes) -> str | None:
    """The media type of a sound that begins so; None when it is no sound we play."""
    if begin.startswith(b"ID3") or (len(begin) > 1 and begin[0] == 0xFF and begin[1] & 0xE0 == 0xE0):
        return "audio/mpeg"
    if begin[4:8] == b"ftyp":
        return "audio/mp4"
    return "audio/ogg" if begin.startswith(b"OggS") else None


def accepted(file: Any) -> None:
    """Refuse what is no sound, or too long to listen to."""
    if file.size > MOST:
        said = _("The file is larger than %(most)s MB. Save it with a lower bit rate.")
        raise ValidationError(said % {"most": MOST // 2**20})
    file.open("rb")
    begin = file.read(16)
    file.seek(0)
    if kind_of(begin) is None:
        raise ValidationError(_("This is no sound file. Upload MP3, M4A or Ogg."))


def sent(request: HttpRequest, path: Path) -> HttpResponseBase:
    """The file, or the part of it that is asked for; a part outside it is answered with 416."""
    size = path.stat().st_size
    with path.open("rb") as file:
        kind = kind_of(file.read(16)) or "application/octet-stream"
    wanted = _RANGE.match(request.headers.get("Range", ""))
    if wanted is None or not any(wanted.groups()):
        whole = FileResponse(path.open("rb"), content_type=kind)
        whole["Accept-Ranges"] = "bytes"
        return whole
    first, last = _ends(wanted[1], wanted[2], size)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    return StreamingHttpResponse(_pieces(path, first, last + 1 - first), status=206, content_type=kind, headers={
        "Content-Range": f"bytes {first}-{last}/{size}", "Content-Length": str(last + 1 - first), "Accept-Ranges": "bytes"})


def _ends(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:   # the last so many bytes
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _pieces(path: Path, first: int, length: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        while length > 0 and (piece := file.read(min(PIECE, length))):
            length -= len(piece)
            yield piece
