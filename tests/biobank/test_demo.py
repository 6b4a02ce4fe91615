"""The demo bank loads on a fresh machine, once, and the question it keeps finds something."""

import pytest

from paeonia.modules.biobank import demo, inforce
from paeonia.modules.biobank.asking import demo as asking
from paeonia.modules.biobank.asking.asking import ask, read
from paeonia.modules.biobank.asking.models import SavedQuestion
from paeonia.modules.biobank.consent import demo as consent
from paeonia.modules.biobank.limiting import demo as limiting
from paeonia.modules.biobank.models import Specimen
from paeonia.modules.biobank.quality import demo as quality
from paeonia.modules.biobank.quality import queries
from paeonia.people import demo as people
from paeonia.people.context import acting
from paeonia.people.models import Hospital, User
from paeonia.people.viewer import system_viewer, viewer_again

pytestmark = pytest.mark.django_db


def test_the_demo_bank_loads_once_and_answers():
    from django.utils import timezone

    from paeonia.chart import demo as chart
    from paeonia.chart.population import bulk

    people.load(str)
    main = Hospital.objects.get(code="main")
    today = timezone.localdate().toordinal()
    bulk.load(chart.PATIENTS["main"], chart.SEEDS["main"], today, system_viewer("test"), main.pk, 1)
    for _ in range(2):
        for part in (demo, asking, consent, quality, limiting):
            part.load(str)
    lin = viewer_again(User.objects.get(username="lin").pk, "oncologist")
    with acting(lin):
        assert Specimen.objects.count() == Specimen.objects.filter(status="collected").count() + Specimen.objects.filter(
            status="planned").count()
        kept = SavedQuestion.objects.get()
    found = ask(read(kept.sentence, lin), lin)
    assert len(found.held.tubes) > 100 and found.held.patients
    assert ask(read("sample_freeze_thaw: {at most: 0}", lin), lin).yes
    assert ask(read("specimen_before: {days: {at most: 14}}", lin), lin).yes
    assert {one.consent["genetic"] for one in found.held.tubes} == {"yes", "no"}
    with acting(lin):
        assert any(one.own for one in inforce.at(main.pk).by_id.values())
    run, = queries.runs(lin)
    assert run.outside == 1 and {one.state for one in queries.nonconformities(lin)} == {"open", "contained"}
    assert queries.audit(queries.audits(lin)[0], lin).done == 7
