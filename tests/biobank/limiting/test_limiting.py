"""A hospital's own limits: set with reason and source, in force from a day, used wherever a tube is judged."""

from datetime import timedelta
from decimal import Decimal

import pytest
from biobank.bankers import a_protocol, a_visit, blood, later, planned
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from paeonia.modules.biobank import inforce, queries
from paeonia.modules.biobank.asking.asking import ask, read
from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.bench.judging import judge
from paeonia.modules.biobank.limiting import actions
from paeonia.modules.biobank.limiting import queries as limits
from paeonia.modules.biobank.limiting.models import OwnLimit
from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
SPIN = "edta_to_spin_cfdna"


@pytest.fixture
def here(two_hospitals):
    return two_hospitals[0]


@pytest.fixture
def manager(viewer, here):
    return viewer("biobank_manager", here)


@pytest.fixture
def plasma(manager, here):
    """Plasma spun three hours after the draw."""
    visit = a_visit(a_protocol(manager, here), manager)
    tube = blood(visit, manager)
    bench.happened([tube], "spun", later(180), manager, until=later(190))
    one, = planned(visit, manager, "PL")
    return bench.collect(one, later(200), bench.Tube(Decimal(4), "mL"), manager)


def said(days=0, **more):
    return {"holds": "own", "at_least": "", "at_most": "2 h", "reason": "our validation", "source": "SOP 12", "confirmed_by":
            "Dr Wu", "from_day": timezone.localdate() + timedelta(days), **more}


def verdict(tube, manager, limit):
    flags = judge(queries.tube(tube, manager), timezone.now(), manager).flags
    return {flag.limit.id: (str(flag.verdict), flag.awaiting_sign_off) for flag in flags}.get(limit)


def test_what_the_manager_sets_judges_every_tube_from_that_day_and_can_be_taken_back(plasma, manager, here):
    assert verdict(plasma, manager, SPIN)[0] == "within"
    actions.put(SPIN, said(days=1), here.pk, manager)
    assert verdict(plasma, manager, SPIN)[0] == "within"        # not before its day
    actions.put(SPIN, said(), here.pk, manager)
    assert verdict(plasma, manager, SPIN) == ("outside", False)
    found = ask(read("sample_limits: outside", manager), manager)
    assert plasma.label in {one.label for one in found.yes}
    actions.put(SPIN, said(confirmed_by="", at_most="10 h"), here.pk, manager)
    assert verdict(plasma, manager, SPIN) == ("within", True)
    actions.put(SPIN, said(holds="off"), here.pk, manager)
    assert verdict(plasma, manager, SPIN) is None
    actions.put(SPIN, said(holds="common"), here.pk, manager)
    assert verdict(plasma, manager, SPIN)[0] == "within"
    shown = {one.common.id: one for one in limits.shown(manager, here.pk, timezone.localdate())}[SPIN]
    assert [row.holds for row in shown.before] == ["off", "own", "own"] and len(shown.coming) == 1
    with acting(manager), pytest.raises(DatabaseError), transaction.atomic():
        OwnLimit.objects.update(reason="another")


def test_another_hospital_keeps_its_own(plasma, manager, here, two_hospitals, viewer):
    actions.put(SPIN, said(), here.pk, manager)
    other = viewer("biobank_manager", two_hospitals[1])
    with acting(other):
        assert not any(one.own for one in inforce.at(two_hospitals[1].pk).by_id.values())
        assert not OwnLimit.objects.exists()


@pytest.mark.parametrize(("wrong", "words"), [
    ({"at_most": "soon"}, "soon"), ({"at_most": "2 times"}, "2 times"), ({"at_most": ""}, "nothing is bounded"),
    ({"source": ""}, "where it stands"), ({"days": -1}, "is past"), ({"holds": "common"}, "holds already"),
    ({"at_least": "3 h"}, "lets nothing through")])
def test_what_cannot_be_is_refused_in_words(wrong, words, manager, here):
    with pytest.raises(Refused) as told:
        actions.put(SPIN, said(**wrong), here.pk, manager)
    assert words in " ".join(one.text("en") for one in told.value.problems)
    assert all(one.text("zh") for one in told.value.problems)


def test_only_the_manager_sets_limits_and_everybody_at_the_bank_reads_them(viewer, here, manager, client):
    technician = viewer("biobank_technician", here)
    with pytest.raises(PermissionDenied):
        actions.put(SPIN, said(), here.pk, technician)
    client.force_login(User.objects.get(pk=technician.user_id))
    page = client.get("/biobank/limits/").content.decode()
    assert "ASCO/CAP" in page and f"/biobank/limits/{SPIN}/" not in page
    client.force_login(User.objects.get(pk=manager.user_id))
    sent = {**said(), "from_day": timezone.localdate().isoformat()}
    assert "soon" in client.post(f"/biobank/limits/{SPIN}/", {**sent, "at_most": "soon"}).content.decode()
    assert client.post(f"/biobank/limits/{SPIN}/", sent).status_code == 302
    page = client.get("/biobank/limits/").content.decode()
    assert "SOP 12" in page and "our validation" in page
    assert client.get("/biobank/limits/no-such/").status_code == 404
