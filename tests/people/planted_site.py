"""A small website, so that the crawler can ask for a page, a picture and a citation."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from website.laid import a_site

from paeonia.modules.website import actions
from paeonia.modules.website.models import Publication
from paeonia.modules.website.papers import Paper


def plant_site() -> tuple[dict[str, object], int]:
    """What the website's routes can be asked for, and the number of a paper."""
    a_site()
    actions.bring_papers([Paper("A planted paper", ("Planter A",), year=2024, doi="10.1000/planted")])
    picture = Path(settings.MEDIA_ROOT) / "images" / "planted.png"
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    return {"way": "library/", "name": "images/planted.png", "style": "ris"}, Publication.objects.get().pk
