"""The demo bank loads on a fresh machine, once, and the question it keeps finds something."""

import pytest

from paeonia.modules.biobank import demo, inforce
from paeonia.modules.biobank.asking import demo as asking
from paeonia.modules.biobank.asking.asking import ask, read
from paeonia.modules.biobank.asking.models import SavedQuestion
from paeonia.modules.biobank.consent import demo as consent
from paeonia.modules.biobank.hgr import demo as hgr
from paeonia.modules.biobank.limiting import demo as limiting
from paeonia.modules.biobank.models import Specimen
from paeonia.modules.biobank.quality import demo as quality
from paeonia.modules.biobank.quality import queries
from paeonia.modules.biobank.requests import demo as requests
from paeonia.modules.biobank.storage import demo as storage
from paeonia.modules.biobank.storage.models import Container, Excursion, Place
from paeonia.modules.biobank.storage.warmth.relocating import plan
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
        for part in (demo, asking, consent, hgr, limiting, quality, requests, storage):
            part.load(str)
    lin = viewer_again(User.objects.get(username="lin").pk, "oncologist")
    with acting(lin):
        assert set(Specimen.objects.values_list("status", flat=True)) == {"collected", "planned", "closed"}
        # What was divided is gone from its parent: nothing of a closed one is left over.
        assert not Specimen.objects.filter(status="closed", closed_because="divided", available__gt=0).exists()
        kinds = set(Specimen.objects.filter(status="collected").values_list("kind", flat=True))
        assert {"dna", "rna", "cfdna", "organoid", "effusion_cells", "effusion_supernatant"} <= kinds
        assert Specimen.objects.filter(tissue="primary_tumour", kind="ffpe_block").count() >= 16
        kept = SavedQuestion.objects.get()
    found = ask(read(kept.sentence, lin), lin)
    assert len(found.held.tubes) > 100 and found.held.patients
    assert ask(read("sample_freeze_thaw: {at most: 0}", lin), lin).yes
    assert ask(read("specimen_before: {days: {at most: 14}}", lin), lin).yes
    assert {one.consent["genetic"] for one in found.held.tubes} == {"yes", "no"}
    with acting(lin):
        assert any(one.own for one in inforce.at(main.pk).by_id.values())
    runs = {one.kind.id: one for one in queries.runs(lin)}
    assert {"rin", "din", "haemolysis_index", "dna_concentration"} <= runs.keys()
    assert runs["haemolysis_index"].outside == runs["rin"].outside == runs["din"].outside == 1
    assert {one.state for one in queries.nonconformities(lin)} == {"open", "contained"}
    assert queries.audit(queries.audits(lin)[0], lin).done == 7
    with acting(lin):
        held = dict(Container.objects.filter(holds="specimens").values_list("name", "taken"))
        assert held["PL-001"] == 81 and 20 < held["PL-002"] < 81 and held["PL-003"] == 0 and held["MC-001"] and held["D1"]
        assert {one.state for one in Place.objects.all()} == {"held", "out", "blocked"}
        warm = Excursion.objects.get()
        assert (warm.container.name, warm.extreme) == ("F2", -68)
        moved = plan(Container.objects.get(name="F1"))
    assert {one.path.split(" › ")[0] for one in moved.boxes} == {"F2"}       # and not into the nitrogen, which has room too
    assert {one.name for one in moved.boxes} == {"PL-001", "PL-002", "SE-001", "BC-001", "TI-001", "NA-001", "EF-002"}
    assert not moved.left
