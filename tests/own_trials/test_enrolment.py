"""Running a trial at the site stops at the day its ethics approval ended."""

import pytest
from conduct.conftest import NUMBER, enrolled, form, study, trial, women  # noqa: F401  fixtures
from own_trials.conftest import BASE, day

from paeonia.people.models import User
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def papers(study, doctor, two_hospitals):  # noqa: F811
    """The trial of the study made our own, with an approval that ended three days ago."""
    from paeonia.modules.trials.models import TrialNumber
    from paeonia.modules.trials.own import actions, queries

    TrialNumber.objects.create(trial=study.trial, number=NUMBER, registry="ClinicalTrials.gov")
    own = actions.register({**BASE, "lead": two_hospitals[0], "principal": User.objects.get(pk=doctor.user_id)}, doctor,
                           NUMBER, "ClinicalTrials.gov")
    assert own.trial_id == study.trial_id

    def tell(entry, **fields):
        return actions.enter(entry, queries.trial(own.pk, doctor), fields, doctor)

    site = queries.trial(own.pk, doctor).lead_site
    said = tell("decision", site=site, review="initial", committee="EC", number="E-1", on_day=day(-190),
                outcome="approved", valid_until=day(-3))
    made = tell("version", kind="protocol", number="1", on_day=day(-195))
    tell("inforce", version=made, decision=said, from_day=day(-180))
    tell("filing", kind="collection", state="not_needed", on_day=day(-180), reason="nothing is taken")


def test_nobody_is_enrolled_after_the_approval_ended(papers, enrolled):  # noqa: F811
    assert enrolled(0, day_one=20).status == "enrolled"
    with pytest.raises(Refused) as told:
        enrolled(1, day_one=1)
    assert [one.code for one in told.value.problems] == ["own-ethics-expired"]
    assert "E-1" in told.value.problems[0].text("zh")
