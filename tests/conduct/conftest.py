"""What the tests of running a trial share: a trial, its study at the east hospital, a team and patients."""

from datetime import timedelta

import pytest
from django.utils import timezone
from trials_pages.clinic import WOMEN, fill

from paeonia.people.context import acting
from paeonia.people.models import User

NUMBER = "NCT03734029"
PLAN = """SCR | Screening | 筛选访视 | -7 | 21 | 6 | consent, exam, blood_count, imaging | tissue, ctdna
C1D1 | Cycle 1 day 1 | 第1周期第1天 | 1 | 0 | 0 | vitals, blood_count, drug | pk
C2D1 | Cycle 2 day 1 | 第2周期第1天 | 22 | 3 | 3 | vitals, blood_count, chemistry, drug | serum
C3D1 | Cycle 3 day 1 | 第3周期第1天 | 43 | 3 | 3 | vitals, imaging, drug | ctdna
"""


def day(back):
    """The day so many days back."""
    return timezone.localdate() - timedelta(days=back)


@pytest.fixture
def trial(db):
    from paeonia.modules.trials.models import Trial

    return Trial.objects.create(number=NUMBER, registry="ClinicalTrials.gov", title="A study of a drug in breast cancer",
                                title_zh="某药治疗乳腺癌的研究")


@pytest.fixture
def doctor(viewer, two_hospitals):
    return viewer("oncologist", two_hospitals[0])


@pytest.fixture
def women(doctor, two_hospitals):
    """Six made-up women of the east hospital; their record numbers."""
    fill(doctor, two_hospitals[0].pk)
    return [mrn for mrn, *_ in WOMEN]


@pytest.fixture
def study(trial, doctor, two_hospitals):
    """A study open for 200 days, with a consent form in use since then and the default deadlines."""
    from paeonia.modules.trials.conduct import actions
    from paeonia.modules.trials.conduct.rules import rules

    known, wrong = rules()
    assert not wrong
    made = actions.open_study(NUMBER, {
        "short_name": "PEONY-1", "site_number": "03", "principal": User.objects.get(pk=doctor.user_id),
        "protocol_version": "2.0", "ethics_committee": "East EC", "opened_on": day(200), "enrol_until": day(-200),
        "planned": 12}, PLAN, [known["site-default"], known["ethics-24h"]], doctor, two_hospitals[0].pk)
    actions.add_consent_form(made, {"version": "1.0", "approved_on": day(200), "valid_from": day(200),
                                    "reconsent": False, "changes": ""}, doctor)
    with acting(doctor):
        yield made


@pytest.fixture
def form(study):
    from paeonia.modules.trials.conduct.models import ConsentForm

    return lambda version="1.0": ConsentForm.objects.get(study=study, version=version)


@pytest.fixture
def enrolled(study, women, doctor, form):
    """A maker: somebody taken through the log, consent, screening and enrolment; day 1 was so many days back."""
    from datetime import datetime

    from paeonia.modules.trials.conduct.models import Subject
    from paeonia.modules.trials.conduct.subjects import actions

    def make(place=0, day_one=20, until="enrolment"):
        one = actions.prescreen(study, women[place], day(day_one + 12), doctor)
        steps = (
            ("consent", lambda: actions.consent(one, form(), timezone.make_aware(datetime.combine(
                day(day_one + 10), datetime.min.time().replace(hour=9))), {"copy_given": True, "witness": ""}, doctor)),
            ("screening", lambda: actions.screening(one, day(day_one + 5), [], {
                "eligible": True, "source": "chart"}, doctor)),
            ("enrolment", lambda: actions.enrol(one, day(day_one + 1), {
                "number": f"030{place + 1}", "randomisation_number": f"R{place + 1}", "arm": "", "day_one": day(day_one)},
                doctor)),
        )  # fmt: skip
        for name, step in steps:
            if until == "log":
                break
            step()
            if name == until:
                break
        return Subject.objects.get(pk=one.pk)

    return make


@pytest.fixture
def signed_in(client, doctor):
    client.force_login(User.objects.get(pk=doctor.user_id))
    client.cookies["django_language"] = "en"
    return client
