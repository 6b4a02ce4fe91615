"""What the community contributes to the house."""

from paeonia.people.module import Module
from paeonia.people.viewer import Viewer


def waiting(viewer: Viewer) -> int | None:
    """What waits to be read before it is shown, cards to renew, and mentors to arrange."""
    from . import queries  # deferred: navigation is known before models are
    from .mentors.queries import waiting as mentors

    found = queries.waiting(viewer)
    return None if found is None else found + mentors(viewer)


def replies(viewer: Viewer) -> int | None:
    """Followed threads of the forum in which others wrote, and for moderators what waits for a look."""
    from .forum import queries  # deferred, as above

    found = queries.news(viewer)
    return None if found is None else found + (queries.waiting(viewer) or 0)


MODULE = Module(
    name="community",
    words={"en": "Questions and answers", "zh": "问与答"},
    home="community",
    verb="community.read",
    urls="paeonia.modules.community.urls",
    order=64,
    links=(({"en": "To be read first", "zh": "待审内容"}, "community-desk", "community.moderate"),
           ({"en": "Colleagues’ forum", "zh": "同行论坛"}, "forum", "forum.read")),
    counts=(("community-desk", waiting), ("forum", replies)),
)
