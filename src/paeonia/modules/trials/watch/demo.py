"""The watch of the demo programme: how things stood some days ago, what has changed since, and a few pairs set aside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from paeonia.chart import door
from paeonia.guidance import verdicts
from paeonia.modules.trials.queries import structured_questions
from paeonia.modules.trials.watch import actions, fresh, searches
from paeonia.modules.trials.watch.choices import Reason
from paeonia.modules.trials.watch.models import Dismissal, Round
from paeonia.modules.trials.watch.past import learn
from paeonia.people.context import acting
from paeonia.people.models import Hospital, User
from paeonia.people.viewer import Viewer, viewer_again

AGO = 10        # days
MOST = 6        # pairs set aside
ASIDE = (
    (Reason.DECLINED, "路途太远，不便随访  Lives too far away"),
    (Reason.JUDGEMENT, ""),
    (Reason.OTHER, "先完成放疗  Radiotherapy first"),
)


def load(say: Callable[[str], None]) -> None:
    """Begin the watch where it has not begun, some days back, so that the first news is real; then make today's round."""
    turned = 0
    for place in Hospital.objects.order_by("id"):
        with acting(fresh.house(place.pk)):
            begun = Round.objects.filter(hospital_id=place.pk).exists()
        if not begun:
            learn(place.pk, timezone.localdate() - timedelta(days=AGO))
            if place.code == "main":
                _set_aside()
        turned += fresh.whole_round(place.pk)
    say(f"{turned} answers about trials have changed in the last {AGO} days.")


def _set_aside() -> None:
    """The doctor set some of today's patients aside ten days ago; where she knows more today, the pair comes back."""
    doctor = _viewer("lin", "oncologist")
    coordinator = _viewer("he", "trial_coordinator")
    if doctor is None or coordinator is None:
        return
    wanted = searches.full({"setting": "advanced", "status": "structured"})
    actions.save_search(coordinator, "晚期 Advanced", wanted, searches.slugs(wanted)[:-2])
    with acting(doctor):
        if Dismissal.objects.exists():
            return
    then = timezone.localdate().toordinal() - AGO
    made = 0
    for visit in door.visits(doctor, timezone.localdate()):
        line = door.timeline(visit.person.id, doctor, why="demo")
        advice = verdicts.advise(line, structured_questions())
        pairs = [*advice.fits, *advice.open][-1:]
        if pairs and visit.person.hospital_id in doctor.hospital_ids and made < MOST:
            reason, remark = ASIDE[made % len(ASIDE)]
            actions.dismiss(visit.person.id, pairs[0].question.id, reason, remark, doctor, as_of=then if made % 2 else None)
            made += 1


def _viewer(name: str, role: str) -> Viewer | None:
    user = User.objects.filter(username=name).first()
    return viewer_again(user.pk, role) if user else None
