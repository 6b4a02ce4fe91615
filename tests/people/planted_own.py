"""A trial of our own at each hospital with papers, people and money, so that the crawler can ask for every part of it.

The trial itself stands in the registry for everybody to read; what is entered beside it is its hospital's alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from paeonia.modules.trials.own import actions, queries
from paeonia.modules.trials.own.deeds import DEEDS
from paeonia.modules.trials.own.sections import SECTIONS
from paeonia.people.models import User

BASE = {"title_zh": "巡检用自研试验", "title_en": "A trial of our own for the crawler", "phase": "PHASE3",
        "design": "parallel", "randomised": True, "masking": "double", "planned": 60, "treatment": "olanzapine"}
TEAM = ("oncologist", "nurse")  # who sees an own trial only as one of its team


def plant_own(world: Any, users: dict[str, User]) -> dict[str, dict[str, object]]:
    """What each address can be asked about: "own" of the east, whose people are of the team, "west" of the other."""
    from people.planted import token

    east = _plant(world, "east", "PEONY", [users[role] for role in TEAM])
    return {"own": east, "west": _plant(world, "west", token("west", "raw"), [])}


def _plant(world: Any, code: str, said: str, team: list[User]) -> dict[str, object]:
    from people.planted import TODAY

    doctor, place = world.doctors[code], world.hospitals[code]
    person = User.objects.get(pk=doctor.user_id)
    own = actions.register({**BASE, "acronym": f"CRAWL-{code}", "lead": place, "principal": person}, doctor)
    ago, ahead = TODAY - timedelta(30), TODAY + timedelta(300)

    def enter(entry: str, **fields: Any) -> Any:
        return actions.enter(entry, queries.trial(own.pk, doctor), fields, doctor)

    file = queries.trial(own.pk, doctor)
    paper = actions.hand_in(file, SimpleUploadedFile("letter.pdf", b"%PDF-1.7\n" + said.encode() + b"\n%%EOF"), "ethics",
                            said, doctor)
    site = file.lead_site
    decision = enter("decision", site=site, review="initial", committee=said, number=said, on_day=ago, outcome="approved",
                     valid_until=ahead, letter=paper)
    version = enter("version", kind="protocol", number=said, on_day=ago, changes_en=said, document=paper)
    enter("inforce", version=version, decision=decision, from_day=ago)
    enter("filing", kind="collection", state="not_needed", on_day=ago, reason=said)
    grant = enter("grant", funder=said, title=said, amount=1000, from_day=ago, until_day=ahead)
    enter("spending", grant=grant, on_day=ago, amount=10, what=said)
    for one in team:
        enter("member", site=site, part="sub", user_id=one.pk, from_day=ago)
    enter("member", site=site, part="data", name=said, from_day=ago, gcp_until=TODAY + timedelta(20))
    enter("publication", title=said, where=said, planned_on=ahead)
    mark = enter("milestone", kind="first_in", planned_on=TODAY + timedelta(5), note=said)
    return {"own_id": own.pk, "document_id": paper.pk, "item_id": mark.pk}


def own_numbers(world: Any, parts: list[str], strange: dict[str, int]) -> dict[str, dict[str, object]]:
    """Whom to ask for: every form and part of our own trial, one of the other hospital's, which looks like none."""
    held = world.owns
    found = {name: {"what": "milestone", "part": "money", **one} for name, one in held.items()}
    found |= {name: {**found["own"], **dict.fromkeys(held["own"], pk)} for name, pk in strange.items()}
    if {"document_id", "item_id"} & set(parts):
        theirs = [part for part in held["west"] if part != "own_id"]
        found["mixed"] = {**found["own"], **{part: held["west"][part] for part in theirs}}
        found["mixed-missing"] = {**found["own"], **dict.fromkeys(theirs, 10**7)}
    for part, every in (("what", DEEDS), ("part", ("overview", *SECTIONS))) if "item_id" not in parts else ():
        if part in parts:
            found |= {f"own {one}": {**found["own"], part: one} for one in every if one != found["own"][part]}
    return found


def own_forms(pattern: str, world: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """Forms that are accepted where the reader may write."""
    from people.planted import TODAY

    mark = {"kind": "last_in", "planned_on": TODAY.isoformat(), "why_corrected": "x"}
    if pattern.startswith("trials/own/") and "<str:what>" in pattern:
        yield "mark", mark
    if pattern == "trials/own/register/":
        for code, hospital in world.hospitals.items():
            yield f"at {code}", {**{name: str(value) for name, value in BASE.items()}, "acronym": f"NEW-{code}",
                                 "lead": str(hospital.pk), "principal": str(world.doctors[code].user_id)}
