"""A course at each hospital with somebody in it, so that the crawler can ask for all of the academy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from academy.laid import a_course
from people.planted_desk import FORMS as DESK_FORMS
from people.planted_desk import INNER, OPEN, plant_desk
from people.planted_lessons import FORMS as LESSON_FORMS
from people.planted_lessons import lesson_forms, lesson_of, plant_lessons
from people.planted_summit import FORMS as SUMMIT_FORMS
from people.planted_summit import plant_abstract

from paeonia.modules.academy import actions, certificate, codes, queries
from paeonia.people.viewer import Viewer

FORMS = (("decide/<int:enrolment_id>/", {"answer": "yes"}), ("came/", {"enrolment": "1", "why": "x"}),
         ("revoke/", {"why": "x"}), ("withdraw/", {}), ("feedback/", {"useful": "5", "clear": "5", "balanced": "yes"}),
         *LESSON_FORMS, *SUMMIT_FORMS, *DESK_FORMS)


def plant_academy(world: Any, users: dict[str, Any]) -> dict[str, dict[str, object]]:
    """The numbers of a course of the east, where its oncologist learns, and of one of the west, where only a nurse does."""
    from people.planted import somebody, token

    teacher = somebody("teacher-west", "educator", world.hospitals["west"])
    nurse = somebody("nurse-west", "nurse", world.hospitals["west"])
    return {"own": _plant(world.hospitals["east"], users["educator"], users["oncologist"], "oncologist", "EAST"),
            "west": _plant(world.hospitals["west"], teacher, nurse, "nurse", token("secret", "cell"))}


def _plant(host: Any, educator: Any, learner: Any, role: str, name: str) -> dict[str, object]:
    teacher = Viewer(educator.pk, educator.username, "educator", (host.pk,))
    viewer = Viewer(learner.pk, learner.username, role, (host.pk,))
    made = a_course(host, teacher, draws=2, attempts=3, share=100)
    desk = plant_desk(made, teacher, viewer, name)
    row = queries.mine(viewer, made.pk)[0].enrolment
    session = made.sessions.get()
    actions.attend(session, viewer)

    def mine() -> queries.Progress:
        return queries.mine(viewer, made.pk)[0]

    attempt = actions.sit(mine(), viewer)
    bank = queries.bank(made)
    right = {f"q{key}": str(bank[key].right) for key, _ in attempt.paper}
    actions.hand_in(attempt.pk, right, mine(), viewer)
    actions.say(mine(), {"useful": 5, "clear": 5, "balanced": True, "said": name}, viewer)
    given = actions.certify(mine(), viewer, lambda one: certificate.draw(one, made, "https://x.test/", "en"))
    lessons = plant_lessons(made, teacher, viewer, row, name)
    return {"activity_id": made.pk, "lessons": lessons, "tongue": "zh", "session_id": session.pk, "enrolment_id": row.pk,
            "serial": given.serial, "number": 1, "deed": "session", "kind": "csv",
            "abstract_id": plant_abstract(made, teacher, viewer, name), **desk}


def academy_numbers(world: Any, parts: list[str], pattern: str, strange: dict[str, int]) -> dict[str, dict[str, object]]:
    """Whom to ask for. A course is no secret to staff elsewhere; who takes part in it is, and looks like nobody."""
    # A code is made as it is asked for: a minute later it would be old.
    own, west = ({**held, "code": codes.shown(int(str(held["session_id"])))} for held in world.courses.values())
    for held in (own, west):
        held["lesson_id"] = lesson_of(held["lessons"], pattern)
        held["kind"] = "text" if pattern.endswith("add/<slug:kind>/") else held["kind"]
    if "/desk/set/" in pattern:
        own, west = ({**held, "deed": "list"} for held in (own, west))
    found = {"own": own}
    if pattern not in ("academy/<int:activity_id>/", "academy/certificates/<str:serial>/", "academy/here/<str:code>/",
                       "academy/<int:activity_id>/abstracts/", "academy/<int:activity_id>/abstracts/book.pdf",
                       "academy/<int:activity_id>/abstracts/write/", *OPEN):
        found["west"] = west
    else:
        found["elsewhere"] = west
    fixed = ("deed", "kind", "number", "tongue")
    for name, pk in strange.items():
        asked = (part for part in parts if part not in fixed)
        found[name] = {**own, **{part: "PA-2026-NOTHE-REATA" if part == "serial" else pk for part in asked}}
    if inner := {"enrolment_id", "abstract_id", "lesson_id", *INNER} & set(parts):
        found["mixed"] = {**own, **{part: west[part] for part in inner}}
        found["mixed-missing"] = {**own, **dict.fromkeys(inner, 10**7)}
    return found


def academy_forms(pattern: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Forms that are accepted where the reader may write."""
    for ending, form in FORMS:
        if pattern.startswith("academy/") and pattern.endswith(ending):
            yield "good", form
    yield from lesson_forms(pattern)
