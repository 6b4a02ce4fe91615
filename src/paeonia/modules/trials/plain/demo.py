"""The demo programme's texts: those that come with the programme, read by demo people; one still waits for its reviewer."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from paeonia.modules.trials.slots import actions as places
from paeonia.modules.trials.slots import demo as cohorts
from paeonia.modules.trials.slots import queries as slots
from paeonia.people.models import Hospital, User
from paeonia.people.viewer import Viewer, viewer_again

from . import actions, queries
from .choices import Origin, Outcome
from .shipped import shipped

WAITING = ("rc48-c012",)    # its structured record is least sure


def load(say: Callable[[str], None]) -> None:
    """Add what is not there yet; a text that is there stays as people left it."""
    people = {user.username: user.pk for user in User.objects.filter(username__in=("tang", "lin", "he"))}
    main = Hospital.objects.filter(code="main").first()
    if main is None or len(people) < 3:
        return
    writer, reviewer = viewer_again(people["tang"], "educator"), viewer_again(people["lin"], "oncologist")
    known = set(queries.names())
    for slug, one in shipped().items():
        if slug not in known or queries.file(slug, "en").latest is not None:
            continue
        made = actions.adopt(slug, one.content, Origin.SHIPPED, writer)
        if slug not in WAITING:
            actions.review(slug, made.number, Outcome.SIGNED, reviewer)
    _open(main.pk, viewer_again(people["he"], "trial_coordinator"), known)
    say(f"{len(shipped())} trials in plain words, {len(WAITING)} of them waiting for sign-off.")


def _open(hospital_id: int, coordinator: Viewer, known: set[str]) -> None:
    """Places at the main hospital, where nobody has said anything about them."""
    cohorts.load(hospital_id, coordinator)
    said = slots.of_trials(coordinator)
    for slug in sorted(set(shipped()) & known - set(said)):
        places.say(coordinator, hospital_id, slug, "", True, None, timezone.localdate())
