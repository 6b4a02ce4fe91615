"""What the community contributes to the house."""

from paeonia.people.module import Module
from paeonia.people.viewer import Viewer


def waiting(viewer: Viewer) -> int | None:
    """What waits to be read before it is shown."""
    from .queries import waiting  # deferred: navigation is known before models are

    return waiting(viewer)


def replies(viewer: Viewer) -> int | None:
    """Followed threads of the forum in which others wrote."""
    from .forum.queries import news  # deferred, as above

    return news(viewer)


def looks(viewer: Viewer) -> int | None:
    """What waits for a moderator of the forum."""
    from .forum.queries import waiting  # deferred, as above

    return waiting(viewer)


MODULE = Module(
    name="community",
    words={"en": "Questions and answers", "zh": "问与答"},
    home="community",
    verb="community.read",
    urls="paeonia.modules.community.urls",
    order=64,
    links=(({"en": "To be read first", "zh": "待审内容"}, "community-desk", "community.moderate"),
           ({"en": "Colleagues’ forum", "zh": "同行论坛"}, "forum", "forum.read"),
           ({"en": "Forum: to look at", "zh": "论坛待处理"}, "forum-desk", "forum.moderate")),
    counts=(("community-desk", waiting), ("forum", replies), ("forum-desk", looks)),
)
