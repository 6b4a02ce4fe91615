"""A letter on its way out at each hospital, so that the crawler can ask for all of the post."""

from __future__ import annotations

from typing import Any

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer, system_viewer
from paeonia.post import actions
from paeonia.post.models import Delivery

FORMS = (("messages/read/", "good", {"item": "all"}), ("messages/reach/wishes/", "good", {"wish": ["courses.mail"]}),
         ("messages/reach/<str:channel>/", "good", {"do": "name", "address": "new@example.org"}),
         ("messages/reach/<str:channel>/", "forget", {"do": "forget"}))


def plant_post(users: dict[str, Any]) -> dict[str, dict[str, object]]:
    """The numbers of a letter to the oncologist of the east, and of one to her of the west that holds a canary."""
    from people.planted import token

    return {"own": _plant(users["oncologist"], "A course"), "west": _plant(users["west"], token("secret", "cell"))}


def _plant(user: Any, title: str) -> dict[str, object]:
    who = Viewer(user.pk, user.username, "oncologist", ())
    actions.know_address(user.pk, "mail", f"{title.replace(' ', '')}@example.org")
    actions.wish(who, {("courses", "mail")})
    actions.send([user.pk], "academy-place", {"title": {"en": title, "zh": title}}, link="/academy/", once="planted")
    with acting(system_viewer("planted")):
        row = Delivery.objects.filter(letter__user=user).get(letter__once="planted")
        actions.refused(row.pk, "550")
        return {"letter_id": row.letter_id, "delivery_id": row.pk, "channel": "mail"}


def post_numbers(world: Any, parts: list[str], pattern: str, strange: dict[str, int]) -> dict[str, dict[str, object]]:
    """Whom to ask for; one's own addresses have no number."""
    own, west = world.letters["own"], world.letters["west"]
    if "channel" in parts:
        return {"": own}
    return {"own": own, "west": west, **{name: dict.fromkeys(parts, pk) for name, pk in strange.items()}}
