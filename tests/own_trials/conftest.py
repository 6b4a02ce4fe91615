"""What tests of own trials share: a trial of the east hospital with everything it needs, and the people around it."""

from datetime import timedelta

import pytest
from django.utils import timezone


def day(ahead):
    """The day so many days ahead; negative ones are past."""
    return timezone.localdate() + timedelta(days=ahead)


BASE = {"title_zh": "奥氮平预防迟发性呕吐", "title_en": "Olanzapine for delayed vomiting in breast cancer",
        "acronym": "CALM",
        "phase": "PHASE3", "design": "parallel", "randomised": True, "masking": "double", "planned": 60,
        "treatment": "olanzapine"}


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("PAEONIA_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def doctor(viewer, two_hospitals):
    return viewer("oncologist", two_hospitals[0])


@pytest.fixture
def own(doctor, two_hospitals):
    """A registered trial, without any paper."""
    from paeonia.modules.trials.own import actions
    from paeonia.people.models import User

    return actions.register({**BASE, "lead": two_hospitals[0], "principal": User.objects.get(pk=doctor.user_id)}, doctor)


@pytest.fixture
def fresh(own, doctor):
    """The trial as the doctor sees it now."""
    from paeonia.modules.trials.own import queries

    return lambda viewer=doctor: queries.trial(own.pk, viewer)


@pytest.fixture
def enter(fresh, doctor):
    """Enter something: enter("decision", number="E1", ...); sensible values for what is not said."""
    from paeonia.modules.trials.own import actions

    def make(entry, viewer=doctor, replaces=None, why="", **fields):
        file = fresh(viewer)
        usual = {
            "decision": lambda: {"site": file.lead_site, "review": "initial", "committee": "East EC", "number": "E-1",
                                 "on_day": day(-30), "outcome": "approved", "valid_until": day(335)},
            "version": lambda: {"kind": "protocol", "number": "1.0", "on_day": day(-60)},
            "inforce": lambda: {"version": file.standing("version")[0], "decision": file.standing("decision")[0],
                                "from_day": day(-20)},
            "filing": lambda: {"kind": "collection", "state": "not_needed", "on_day": day(-10),
                               "reason": "No sample is taken for research"},
            "grant": lambda: {"funder": "Foundation", "title": "Calm days", "amount": 1000, "from_day": day(-10),
                              "until_day": day(300)},
            "member": lambda: {"site": file.lead_site, "part": "principal", "user_id": doctor.user_id, "from_day": day(-9)},
        }.get(entry, dict)()  # fmt: skip
        return actions.enter(entry, file, {**usual, **fields}, viewer, replaces, why)

    return make


@pytest.fixture
def ready(enter):
    """Everything enrolment asks for."""
    for kind in ("decision", "version", "inforce", "filing"):
        enter(kind)
