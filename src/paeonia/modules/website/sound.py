"""Sound files: told by how they begin, never by their name, and sent in the parts a player asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from paeonia.ui import ranged

MOST = 200 * 2**20


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
    """The file, or the part of it that is asked for."""
    with path.open("rb") as file:
        kind = kind_of(file.read(16)) or "application/octet-stream"
    return ranged.sent(request, path, kind)
