"""What tests of the watch share: a hospital with six women, its doctor, its coordinator, and a first round made."""

import pytest
from trials_pages.clinic import WOMEN, ago, fill

from paeonia.chart import door
from paeonia.guidance.questions import questions
from paeonia.guidance.said import questions_asked
from paeonia.modules.trials.asking import FAMILY
from paeonia.modules.trials.watch import fresh
from paeonia.record.facts import Fact

TRIAL = "destiny-breast04"
EXPECTED_YES = "Progression on or after"


@pytest.fixture
def east(two_hospitals):
    return two_hospitals[0]


@pytest.fixture
def doctor(viewer, east):
    return viewer("oncologist", east)


@pytest.fixture
def coordinator(viewer, east):
    return viewer("trial_coordinator", east)


@pytest.fixture
def women(doctor, coordinator, east):
    """Six women on record and asked for the first time."""
    ids = fill(doctor, east.pk, WOMEN)
    fresh.whole_round(east.pk)
    return ids


def answer_all(patient_id, doctor, slug=TRIAL, but=0):
    """Answer every question of a trial so that she fits; `but` leaves the first so many open."""
    asked = dict(list(questions_asked([questions(FAMILY)[slug].node]).items())[but:])
    door.record(patient_id, [
        Fact("ask", {"question": one.en, "value": "yes" if EXPECTED_YES in one.en else "no"}, ago(0), "clinic")
        for one in asked.values()], doctor)
