"""Questions at each hospital: one shown, one waiting; and a group, so that the crawler can ask for all of the community."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from people.planted_club import FORMS as CLUB
from people.planted_club import plant_club

from paeonia.modules.community import actions, queries
from paeonia.modules.community.models import Group
from paeonia.people.viewer import Viewer

FORMS = (("ask/", {"topic": "other", "text": "May I swim?"}), ("community/<int:number>/", {"text": "Yes."}),
         ("flag/", {"why": "x"}), ("desk/<int:number>/", {"deed": "shown", "shown": "x"}))
OPEN = ("community/<int:number>/", "community/<int:number>/flag/", "community/groups/<int:group_id>/")
THREADS = "community/forum/<int:number>/"
TO_COLLEAGUES = (THREADS, f"{THREADS}follow/", f"{THREADS}flag/")


def plant_community(world: Any, users: dict[str, Any]) -> dict[str, dict[str, object]]:
    """The numbers of what was asked in the east by its patient, and in the west by one whose words are a canary."""
    from people.planted import somebody, token

    west = world.hospitals["west"]
    east = world.hospitals["east"]
    return {"own": _plant(east, users["educator"], users["patient"], users["oncologist"],
                          somebody("helper-east", "patient", east), "EAST"),
            "west": _plant(west, somebody("reader-west", "educator", west), somebody("asker-west", "patient", west),
                           somebody("writer-west", "oncologist", west), somebody("helper-west", "patient", west),
                           token("secret", "cell"))}


def _plant(host: Any, educator: Any, patient: Any, doctor: Any, helper: Any, said: str) -> dict[str, object]:
    reader = Viewer(educator.pk, educator.username, "educator", (host.pk,))
    asker = Viewer(patient.pk, patient.username, "patient", (host.pk,))
    shown = actions.ask("A question that everybody may read", "other", "", asker)
    actions.read(queries.text_of(shown.pk, None, reader), "shown", "", "", reader)
    shown = queries.question(shown.pk, asker)[0]
    reply = actions.reply(shown, said, "", asker)
    waiting = actions.ask(said, "other", "", asker)
    group = Group(host=host, place="qq", name_zh="群", name_en="A group")
    actions.keep(group, reader)
    writer, mentor = (Viewer(user.pk, user.username, role, (host.pk,))
                      for user, role in ((doctor, "oncologist"), (helper, "patient")))
    club = plant_club(host, reader, asker, writer, mentor, said)
    return {"number": shown.pk, "waiting": waiting.pk, "reply": reply.pk, "group_id": group.pk, **club}


def community_numbers(world: Any, parts: list[str], pattern: str, strange: dict[str, int]) -> dict[str, dict[str, object]]:
    """Whom to ask for. What is shown is shown to all; what waits elsewhere looks like nothing."""
    own, west = world.asked["own"], world.asked["west"]
    if pattern.startswith(THREADS):
        own, west = ({**one, "number": one["thread"]} for one in (own, west))
        found = {"own": own, "west": {**west, "number": west["hidden"]}}
        if pattern in TO_COLLEAGUES:
            found["elsewhere"] = west
        return found | {name: {**own, **dict.fromkeys(parts, pk)} for name, pk in strange.items()}
    found = {"own": own, ("elsewhere" if pattern in OPEN else "west"): west}
    if pattern == "community/<int:number>/":
        found["west"] = {**west, "number": west["waiting"]}
    found |= {name: {**own, **dict.fromkeys(parts, pk)} for name, pk in strange.items()}
    if "reply" in parts:
        found["mixed"] = {**own, "reply": west["reply"]}
        found["mixed-missing"] = {**own, "reply": 10**7}
    return found


def community_forms(pattern: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Forms that are accepted where the reader may write."""
    for ending, form in (*FORMS, *CLUB):
        if pattern.startswith("community/") and pattern.endswith(ending):
            yield "good", form
