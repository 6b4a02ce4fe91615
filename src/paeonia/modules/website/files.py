"""Pictures and sound of public pages; nothing else of the folder is handed out, and nothing of patients lies in it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from paeonia.people.pages import open_page

from . import sound

SHOWN = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}


@open_page(reason="pictures and sound of public pages; originals and documents are not among them")
@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture in one of its sizes, or the sound of an episode, in the parts a player asks for."""
    root = Path(settings.MEDIA_ROOT).resolve()
    path = (root / name.replace("\0", "")).resolve()
    folder = path.relative_to(root).parts[0] if path.is_relative_to(root) and path != root else ""
    if not path.is_file():
        raise Http404
    if folder == "images" and path.suffix in SHOWN:
        answer = FileResponse(path.open("rb"), content_type=SHOWN[path.suffix])
        answer["Cache-Control"] = "public, max-age=31536000, immutable"    # another picture has another name
        return answer
    if folder == "radio":
        return sound.sent(request, path)
    raise Http404
