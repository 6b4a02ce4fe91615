"""What the academy's pages read: activities open to a reader, where a learner stands, and who takes part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paeonia.people.context import acting
from paeonia.people.models import Hospital
from paeonia.people.policy import may
from paeonia.people.roles import Role
from paeonia.people.viewer import Viewer, system_viewer

from . import blocks
from .choices import Audience, Stage, Standing
from .models import Activity, QuizQuestion, Session
from .models_learner import Attempt, Attendance, Certificate, Enrolment
from .parts import Part, Step, parts

OF_READER = {True: (Audience.PATIENTS, Audience.ALL), False: (Audience.STAFF, Audience.ALL)}


class NotHere(LookupError):
    """There is none that this reader may know of."""


@dataclass(frozen=True)
class Progress:
    """Where one learner stands in one activity."""

    enrolment: Enrolment
    sessions: tuple[Session, ...]
    came: Mapping[int, Attendance]
    attempts: tuple[Attempt, ...]
    said: bool
    certificate: Certificate | None
    parts: tuple[Part, ...] = ()

    @property
    def activity(self) -> Activity:
        """What she takes part in."""
        return self.enrolment.activity

    @property
    def attended(self) -> Decimal:
        """Hours of the sessions she came to."""
        return blocks.hours(one for one in self.sessions if one.pk in self.came)

    @property
    def study(self) -> Decimal:
        """Hours of her own study, by the minutes the host expects."""
        return sum((part.hours for part in self.parts), Decimal(0))

    @property
    def hours(self) -> Decimal:
        """All hours a certificate is given for."""
        return self.attended + self.study

    @property
    def best(self) -> int | None:
        """Her best result in per cent; None before the first test was handed in."""
        return max((one.share for one in self.attempts if one.share is not None), default=None)

    @property
    def has_passed(self) -> bool:
        """Whether the test is passed, or there is none."""
        return not self.activity.draws or (self.best is not None and self.best >= self.activity.pass_mark)

    @property
    def open_attempt(self) -> Attempt | None:
        """A test begun and not handed in."""
        return next((one for one in self.attempts if one.handed_in is None), None)

    @property
    def may_sit(self) -> bool:
        """Whether a test may be begun or gone on with."""
        if not self.activity.draws or self.has_passed or self.enrolment.standing != Standing.ENROLLED:
            return False
        return self.open_attempt is not None or len(self.attempts) < self.activity.attempts

    @property
    def steps(self) -> tuple[Step, ...]:
        """What a certificate asks, and how much of it is there."""
        held = blocks.blocks(self.sessions)
        hers = [one for one in self.sessions if one.pk in self.came]
        total, came = len(held), sum(any(block.meets(one) for one in hers) for block in held)
        asked = [part.step for part in self.parts if part.asked]
        enough = bool(total) and came * 100 >= total * self.activity.share
        found = [Step(_("Enrolled"), self.enrolment.standing == Standing.ENROLLED)]
        if total or not asked:      # what has neither sessions nor lessons has not been held yet
            found.append(Step(_("Sessions attended"), enough, f"{came} / {total} (≥ {self.activity.share} %)"))
        found += asked
        if self.activity.draws:
            mark = f"≥ {self.activity.pass_mark} %"
            best = mark if self.best is None else f"{self.best} % ({mark})"
            found.append(Step(_("Test passed"), self.has_passed, best))
        return (*found, Step(_("Feedback given"), self.said))

    @property
    def is_done(self) -> bool:
        """Whether a certificate can be given."""
        return all(step.done for step in self.steps)


def activities(viewer: Viewer) -> list[Activity]:
    """What this reader may know of: for people like her and no draft, or taught by her."""
    found = Activity.objects.select_related("host")
    return [one for one in found if teaches(viewer, one) or is_for(viewer, one)]


def is_for(viewer: Viewer, activity: Activity) -> bool:
    """Whether the activity is meant for people like the viewer and is past its preparation."""
    return activity.stage != Stage.DRAFT and activity.audience in OF_READER[viewer.role == Role.PATIENT]


def teaches(viewer: Viewer, activity: Activity) -> bool:
    """Whether the viewer runs activities of this host."""
    return may(viewer, "academy.teach") and activity.host_id in viewer.hospital_ids


def activity(activity_id: int, viewer: Viewer, *, teaching: bool = False) -> Activity:
    """One activity; raises NotHere for any that this viewer may not know of (or, `teaching`, does not run)."""
    found = Activity.objects.select_related("host").filter(pk=min(activity_id, 2**63 - 1)).first()
    if found is not None and (teaches(viewer, found) or not teaching
                              and (is_for(viewer, found) or _takes_part(viewer, found))):
        return found
    raise NotHere(activity_id)


def _takes_part(viewer: Viewer, activity: Activity) -> bool:
    with acting(viewer):
        return Enrolment.objects.filter(activity=activity, user_id=viewer.user_id).exists()


def session(session_id: int, viewer: Viewer) -> Session:
    """One session of an activity this viewer runs; raises NotHere."""
    found = Session.objects.select_related("activity__host").filter(pk=min(session_id, 2**63 - 1)).first()
    if found is None or not teaches(viewer, found.activity):
        raise NotHere(session_id)
    return found


def any_session(session_id: int) -> Session | None:
    """A session whose code was scanned."""
    return Session.objects.select_related("activity").filter(pk=session_id).first()


def hospital_of(viewer: Viewer) -> Hospital | None:
    """Where the viewer works, first of several."""
    return Hospital.objects.filter(pk__in=viewer.hospital_ids).order_by("pk").first()


def progress(enrolments: Iterable[Enrolment]) -> list[Progress]:
    """Where each stands; the viewer must be acting, and sees no more than she may."""
    rows = list(enrolments)
    keys = [one.pk for one in rows]
    came: dict[int, dict[int, Attendance]] = defaultdict(dict)
    for one in Attendance.objects.filter(enrolment__in=keys):
        came[one.enrolment_id][one.session_id] = one
    sat: dict[int, list[Attempt]] = defaultdict(list)
    for one in Attempt.objects.filter(enrolment__in=keys):
        sat[one.enrolment_id].append(one)
    said = set(Enrolment.objects.filter(pk__in=keys, feedbacks__isnull=False).values_list("pk", flat=True))
    given = {one.enrolment_id: one for one in Certificate.objects.filter(enrolment__in=keys, revoked_on=None).defer("file")}
    held: dict[int, list[Session]] = defaultdict(list)
    for one in Session.objects.filter(activity__in={row.activity_id for row in rows}, called_off=""):
        held[one.activity_id].append(one)
    more = parts(rows)
    return [Progress(row, tuple(held[row.activity_id]), came[row.pk], tuple(sat[row.pk]), row.pk in said, given.get(row.pk),
                     more.get(row.pk, ())) for row in rows]


def mine(viewer: Viewer, activity_id: int | None = None) -> list[Progress]:
    """Where the viewer herself stands, in one activity or all of them."""
    with acting(viewer):
        rows = Enrolment.objects.filter(user_id=viewer.user_id).select_related("activity__host")
        return progress(rows.filter(activity_id=activity_id) if activity_id else rows.order_by("-asked_at"))


def learners(activity: Activity, viewer: Viewer) -> list[Progress]:
    """Everybody in an activity this viewer runs."""
    with acting(viewer):
        return progress(Enrolment.objects.filter(activity=activity).select_related("activity__host", "user"))


def taken(activity: Activity) -> int:
    """Places taken; counted by the house, because learners do not see one another."""
    with acting(system_viewer("places taken in an activity", (activity.host_id,))):
        return Enrolment.objects.filter(activity=activity, standing=Standing.ENROLLED).count()


def sessions_on(day: date) -> list[tuple[Session, list[int]]]:
    """Sessions that begin on a day, each with those who have a place; for the house, which reminds them."""
    with acting(system_viewer("reminders of the academy")):
        found = Session.objects.select_related("activity").filter(
            starts__date=day, activity__stage__in=(Stage.OPEN, Stage.CLOSED))
        return [(one, list(Enrolment.objects.filter(activity=one.activity_id, standing=Standing.ENROLLED).values_list(
            "user_id", flat=True))) for one in found]


def came(session: Session) -> int:
    """How many have said that they are there; the viewer must be acting."""
    return Attendance.objects.filter(session=session).count()


def bank(activity: Activity) -> dict[int, QuizQuestion]:
    """The activity's questions by number, those no longer drawn too."""
    return {one.pk: one for one in QuizQuestion.objects.filter(activity=activity)}


def file_of(one: Certificate) -> bytes:
    """The very file that was given; the viewer must be its owner or teach at its host."""
    return bytes(Certificate.objects.values_list("file", flat=True).get(pk=one.pk))


def certificate(serial: str) -> Certificate | None:
    """A certificate for whoever holds its number: a stranger may ask whether it is real."""
    with acting(system_viewer("certificate checked by its number")):
        return (Certificate.objects.select_related("enrolment__activity__host").defer("file").filter(serial=serial).first()
                if len(serial) <= 24 else None)     # noqa: PLR2004  as long as one can be


def is_open(activity: Activity) -> bool:
    """Whether enrolments are taken."""
    return activity.stage == Stage.OPEN


def next_session(activity: Activity) -> Session | None:
    """The session that comes next or is going on."""
    return activity.sessions.filter(ends__gte=timezone.now(), called_off="").first()


def year(found: Iterable[Progress]) -> dict[int, tuple[Decimal, Decimal | None]]:
    """Hours and credits of each year by the certificates given; credits are None where nothing was confirmed."""
    told: dict[int, tuple[Decimal, Decimal | None]] = {}
    for one in found:
        if one.certificate is None:
            continue
        day = timezone.localtime(one.certificate.at).year
        hours, points = told.get(day, (Decimal(0), None))
        more = one.certificate.credits
        told[day] = hours + one.certificate.hours, points if more is None else (points or Decimal(0)) + more
    return dict(sorted(told.items(), reverse=True))
