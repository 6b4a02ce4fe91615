"""Donors with a chart for the demo bank, sampled a week before a therapy, and a question that finds some of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from paeonia.chart import door
from paeonia.people.context import acting
from paeonia.people.models import Hospital, User
from paeonia.people.viewer import Viewer, viewer_again
from paeonia.record.facts import Fact
from paeonia.record.timeline import Timeline

from ..bench import actions as bench
from ..demo import taken
from ..donors import actions as donors
from ..models import DonorIdentity, Protocol
from .actions import keep, share
from .examples import EXAMPLES
from .models import SavedQuestion

DONORS = 8
SPAN = (150, 12)        # the therapy began so many days ago
BEFORE = 7              # sampled so many days before it
SITES = {"liver": "C22.0", "lung": "C34.9", "bone": "C41.9", "brain": "C71.9", "skin": "C44.9"}


def load(say: Callable[[str], None]) -> None:
    """Sample some demo patients and keep a question, unless that was done before."""
    main = Hospital.objects.filter(code="main").first()
    people = {name: User.objects.filter(username=name).first() for name in ("fang", "lin")}
    if main is None or None in people.values():
        return
    manager = viewer_again(people["fang"].pk, "biobank_manager")        # type: ignore[union-attr]
    doctor = viewer_again(people["lin"].pk, "oncologist")               # type: ignore[union-attr]
    with acting(doctor):
        if DonorIdentity.objects.exists() or SavedQuestion.objects.exists():
            return
        protocol = Protocol.objects.filter(hospital=main, code="PEONY").first()
    if protocol is None:
        return
    sampled = [_sample(*one, protocol, doctor, manager) for one in _chosen(doctor)]
    first = EXAMPLES[0]
    kept = keep(first.words["zh"], first.words["en"], first.sentence, main.pk, doctor)
    share(kept, True, doctor)
    say(f"{len(sampled)} donors with a chart, sampled before a therapy; 1 question to the bank.")


def _chosen(doctor: Viewer) -> list[tuple[int, date, Timeline]]:
    """Patients of the doctor's hospital whose advanced disease got a new therapy lately, those before T-DXd first."""
    today = timezone.localdate()
    ids = [pk for pk, home in door.homes(doctor).items() if home in doctor.hospital_ids]
    found = []
    for pk, line in door.timelines(ids, doctor, why="demo").items():
        begun = [(one.codes.get("drug"), one.start) for one in line.episodes("therapy")
                 if one.codes.get("setting") == "advanced" and one.start.first == one.start.last
                 and SPAN[1] <= today.toordinal() - one.start.first <= SPAN[0]]
        if begun:
            drug, start = min(begun, key=lambda one: (one[0] != "trastuzumab_deruxtecan", one[1].first))
            found.append((drug != "trastuzumab_deruxtecan", pk, date.fromordinal(start.first), line))
    return [one[1:] for one in sorted(found, key=lambda one: one[:2])[:DONORS]]


def _sample(patient: int, start: date, line: Timeline, protocol: Protocol, doctor: Viewer, manager: Viewer) -> None:
    drawn = timezone.make_aware(datetime.combine(start - timedelta(days=BEFORE), time(9, 20)))
    who = door.person(patient, doctor)
    with acting(doctor):
        registration = donors.register(protocol, drawn.date(), doctor, mrn=who.mrn)
    with acting(manager):
        aliquots = taken(registration, drawn, manager, _site(line))
    bench.happened(aliquots, "stored", drawn + timedelta(minutes=90), manager, fields={"temperature": -80})
    known = line.latest.get("her2_ihc")
    if known is not None:       # the report of this biopsy says what her chart says
        door.record(patient, [Fact("her2_ihc", {"value": known.value}, (drawn.date() + timedelta(days=5)).isoformat(),
                                   "pathology report")], doctor)


def _site(line: Timeline) -> str:
    sites = [str(one.codes.get("site")) for one in line.episodes("metastasis")]
    return next((SITES[site] for site in sites if site in SITES), "")
