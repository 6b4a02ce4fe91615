"""The invented studies of the demo load into the demo's hospitals, once."""

import pytest

from paeonia.modules.trials.conduct import demo, queries
from paeonia.modules.trials.conduct.models import Subject
from paeonia.modules.trials.conduct.safety.queries import ageing
from paeonia.people import demo as people
from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.people.viewer import system_viewer, viewer_again

pytestmark = pytest.mark.django_db


def test_the_demo_shows_subjects_in_every_state(monkeypatch):
    from django.utils import timezone

    from paeonia.chart import demo as chart
    from paeonia.chart.population import bulk
    from paeonia.people.models import Hospital

    said = []
    people.load(said.append)
    main = Hospital.objects.get(code="main")
    today = timezone.localdate().toordinal()
    bulk.load(chart.PATIENTS["main"], chart.SEEDS["main"], today, system_viewer("test"), main.pk, 1)
    demo.load(said.append)
    viewer = viewer_again(User.objects.get(username="lin").pk, "oncologist")
    with acting(viewer):
        assert {one.study.short_name for one in queries.studies(viewer)} == {"MUDAN-301", "PEONY-02"}
        states = set(Subject.objects.values_list("status", flat=True))
        assert states >= {"enrolled", "screening", "failed", "follow_up", "withdrawn", "not_suitable", "prescreened"}
        studies = [one.study for one in queries.studies(viewer)]
        assert {clock.ticks for clock in ageing(studies)} == {"running"}
        found = queries.due(queries.calendar(queries.subjects_of(studies), timezone.localdate()), timezone.localdate())
        assert {one.stand for one in found} >= {"overdue", "open"}
        before = Subject.objects.count()
    demo.load(said.append)
    with acting(viewer):
        assert Subject.objects.count() == before == 15
