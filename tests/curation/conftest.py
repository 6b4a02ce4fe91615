"""What tests of the workbench share: a coordinator, two oncologists, six women, and a real trial on record."""

import json

import pytest
from trials.conftest import REAL
from trials_pages.clinic import WOMEN, fill

from paeonia.modules.trials import searching
from paeonia.modules.trials.actions import import_records
from paeonia.modules.trials.curation import actions, starting
from paeonia.modules.trials.curation.approving import actions as approving
from paeonia.modules.trials.curation.models import Line
from paeonia.modules.trials.intake.formats import entry

PALLAS = "NCT02513394"
MADE_UP = "NCT90000001"
ELIGIBILITY = """Inclusion Criteria:

* Female, age 18 to 75 years
* ECOG performance status 0 or 1
* Platelets >= 100 x 10^9/L; able to lie still for two hours

Exclusion Criteria:

* Pregnant
* Afraid of moonlight"""


@pytest.fixture(autouse=True)
def fresh_catalogue():
    """Numbers of rows are used again once a test has been taken back; the catalogue remembers the old ones."""
    searching._kept.clear()
    yield
    searching._kept.clear()


@pytest.fixture
def east(two_hospitals):
    return two_hospitals[0]


@pytest.fixture
def coordinator(viewer, east):
    return viewer("trial_coordinator", east)


@pytest.fixture
def oncologist(viewer, east):
    return viewer("oncologist", east)


@pytest.fixture
def second(viewer, east):
    return viewer("oncologist", east)


@pytest.fixture
def women(oncologist, east):
    return fill(oncologist, east.pk, WOMEN)


def record(text, number=MADE_UP, day="2026-01-10", title="A trial made up for tests of breast cancer"):
    """A record of API v2 with this eligibility text."""
    return {"protocolSection": {
        "identificationModule": {"nctId": number, "briefTitle": title},
        "statusModule": {"overallStatus": "RECRUITING", "lastUpdatePostDateStruct": {"date": day}},
        "designModule": {"studyType": "INTERVENTIONAL"}, "conditionsModule": {"conditions": ["Breast Cancer"]},
        "eligibilityModule": {"eligibilityCriteria": text, "sex": "ALL", "minimumAge": "18 Years"}}, "hasResults": False}


def bring(data, viewer):
    """Import one record as the command does."""
    return import_records([entry(data, "test")], viewer, "test")


@pytest.fixture
def registered(coordinator):
    """A small trial on record; gives its slug."""
    bring(record(ELIGIBILITY), coordinator)
    return MADE_UP


@pytest.fixture
def pallas(coordinator):
    """A real record beside the repository; skips where there is none."""
    path = REAL / "ctgov_v2_samples" / f"{PALLAS}_PALLAS_v2.json"
    if not path.exists():
        pytest.skip("no real trial records beside the repository (../shared/data/trials)")
    bring(json.loads(path.read_text()), coordinator)
    return PALLAS


@pytest.fixture
def draft(registered, coordinator):
    return starting.start(registered, "text", coordinator)


def line_of(draft, words):
    """The line whose text holds these words."""
    return Line.objects.get(draft=draft, text__contains=words)


def settle_all(draft, viewer):
    """A person goes through every line; what was not understood becomes a question to a person."""
    for line in Line.objects.filter(draft=draft, settled_by=None):
        outcome, sentence = line.outcome, line.sentence
        if outcome == "not_understood":
            outcome, sentence = "ask", f"ask: {{en: 'Is it so: {line.pk}?', zh: '是否如此：{line.pk}？'}}"
        actions.write(draft.pk, line.pk, line.edition, outcome, sentence, viewer, settle=True)


def approved(draft, author, second):
    """Settled, submitted and approved."""
    settle_all(draft, author)
    sent = approving.submit(draft.pk, author)
    return approving.approve(draft.pk, sent.edition, second)

