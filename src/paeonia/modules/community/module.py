"""What the community contributes to the house."""

from paeonia.people.module import Module
from paeonia.people.viewer import Viewer


def waiting(viewer: Viewer) -> int | None:
    """What waits to be read before it is shown."""
    from .queries import waiting  # deferred: navigation is known before models are

    return waiting(viewer)


MODULE = Module(
    name="community",
    words={"en": "Questions and answers", "zh": "问与答"},
    home="community",
    verb="community.read",
    urls="paeonia.modules.community.urls",
    order=64,
    links=(({"en": "To be read first", "zh": "待审内容"}, "community-desk", "community.moderate"),),
    counts=(("community-desk", waiting),),
)
