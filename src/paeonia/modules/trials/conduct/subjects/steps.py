"""What can be done next for a subject, from where she stands."""

from __future__ import annotations

from ..choices import ON_STUDY, Status
from .queries import Story

BY_STATUS: dict[str, tuple[str, ...]] = {
    Status.PRESCREENED: ("consent",),
    Status.SCREENING: ("screening", "enrolment", "failure", "event", "ending"),
    Status.ENROLLED: ("visit", "event", "drug", "deviation", "ending"),
    Status.FOLLOW_UP: ("follow-up", "event", "drug", "deviation", "ending"),
    Status.WITHDRAWN: ("drug", "event", "ending"),
    Status.LOST: ("ending",), Status.COMPLETED: ("ending",), Status.FAILED: ("ending",),
}


def steps(story: Story) -> tuple[str, ...]:
    """The deeds open now, the likeliest first; consent again where an amendment asks for it."""
    status = story.subject.status
    found = list(BY_STATUS.get(status, ()))
    if status == Status.SCREENING and any(one.eligible for one in story.of("screening")[-1:]):
        found.remove("enrolment")
        found.insert(0, "enrolment")
    if story.reconsent or (status in ON_STUDY and "consent" not in found):
        found.insert(0 if story.reconsent else len(found), "consent")
    return tuple(found)
