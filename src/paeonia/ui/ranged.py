"""A file sent whole or in the part that a player asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

PIECE = 64 * 1024
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})$")


def sent(request: HttpRequest, path: Path, kind: str) -> HttpResponseBase:
    """The file, or the part of it that is asked for; a part outside it is answered with 416."""
    size = path.stat().st_size
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
