"""A pool is judged by all it was poured from, and asked for all its donors."""

from datetime import timedelta
from decimal import Decimal

import pytest
from biobank.asking.conftest import DAY
from biobank.bankers import a_visit, planned
from django.utils import timezone

from paeonia.modules.biobank import queries
from paeonia.modules.biobank.asking import explaining
from paeonia.modules.biobank.asking.asking import ask, read
from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.bench.actions import Tube
from paeonia.modules.biobank.bench.judging import judge
from paeonia.modules.biobank.families import samples
from paeonia.modules.biobank.models import CustodyEvent, Specimen
from paeonia.modules.biobank.preanalytics.times import times
from paeonia.people.context import acting
from paeonia.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def poured(collected, protocol, manager):
    """Her first plasma, never thawed, with that of a stranger, thawed twice and spun late; and a drop of both."""
    visit = a_visit(protocol, manager, DAY)
    blood, = planned(visit, manager, "WB")
    blood = bench.collect(blood, DAY, Tube(Decimal(10), "mL"), manager)
    bench.happened([blood], "spun", DAY + timedelta(hours=9), manager, until=DAY + timedelta(hours=9, minutes=10))
    bench.happened([collected["blood"]], "spun", DAY + timedelta(minutes=40), manager, until=DAY + timedelta(minutes=50))
    theirs, = planned(visit, manager, "PL")
    theirs = bench.collect(theirs, DAY + timedelta(hours=10), Tube(Decimal(2), "mL"), manager)
    bench.happened([theirs], "stored", DAY + timedelta(hours=11), manager, fields={"temperature": -80})
    for day in (1, 2):
        bench.happened([theirs], "thawed", DAY + timedelta(days=day), manager)
        bench.happened([theirs], "stored", DAY + timedelta(days=day, hours=1), manager, fields={"temperature": -80})
    pool = bench.pool([collected["plasma0"], theirs], Tube(Decimal(2), "mL"), DAY + timedelta(days=3), manager)
    drop, = bench.aliquot(pool, [Tube(Decimal(1), "mL")], DAY + timedelta(days=3), manager)
    return pool, drop, theirs


def answer(sentence, tube, viewer):
    found = ask(read(sentence, viewer), viewer)
    sure, may_be = ({one.id for one in some} for some in (found.yes, found.open))
    return "yes" if tube.pk in sure else "open" if tube.pk in may_be else "no"


def test_times_and_thaws_are_those_of_the_worst_member_named(poured, manager):
    pool, drop, theirs = poured
    with acting(manager):
        both = samples([pool.pk, drop.pk])
    for one in (pool, drop):
        found = times(both[one.pk], timezone.now())
        assert found["time_to_first_spin"].value == timedelta(hours=9)
        assert found["freeze_thaw"].value == 3      # twice before, and once more to be poured
        assert found["freeze_thaw"].via == (theirs.label,)


def test_the_page_says_which_parent_and_shows_them_all(poured, manager, collected):
    pool, _drop, theirs = poured
    tube = queries.tube(pool, manager)
    said = [flag.reason.text("en") for flag in judge(tube, timezone.now(), manager).flags if flag.limit.of == "freeze_thaw"]
    assert said and all(f"(because of {theirs.label})" in one for one in said)
    assert {one.label for one in tube.mixed} >= {theirs.label}
    assert {event.specimen.label for event in tube.inherited} >= {theirs.label, collected["plasma0"].label}


def test_a_member_nobody_knows_leaves_the_pool_unknown(collected, manager, here):
    with acting(manager):
        CustodyEvent.objects.create(hospital=here, specimen=collected["plasma1"], deed="pooled", at=DAY + timedelta(hours=1),
                                    fields={"members": ["OLD-7"]})
        found = times(samples([collected["plasma1"].pk])[collected["plasma1"].pk], timezone.now())["freeze_thaw"]
    assert not found.known and found.via == ("OLD-7",)


def test_a_pool_answers_yes_only_when_all_its_donors_do(poured, collected, oncologist):
    pool, drop, _theirs = poured
    for tube in (pool, drop):
        # Of the stranger's chart nothing is known, whichever way it is asked.
        assert answer("- sample_type: plasma\n- er: positive", tube, oncologist) == "open"
        assert answer("- sample_type: plasma\n- not: {er: positive}", tube, oncologist) == "no"
        assert answer("sample_consent_research: yes", tube, oncologist) == "open"
    assert answer("- sample_type: plasma\n- er: positive", collected["plasma1"], oncologist) == "yes"
    found = ask(read("er: positive", oncologist), oncologist)
    place = next(one for one in found.held.tubes if one.id == pool.pk)
    reason, _line = explaining.deciding(found.node, place, found.held, oncologist, True)
    assert reason.answer.word == "unknown"
    assert found.donors == 1


def test_it_is_poured_from_its_own_page(collected, manager, client, protocol):
    other = a_visit(protocol, manager, DAY)
    blood, = planned(other, manager, "WB")
    bench.collect(blood, DAY, Tube(Decimal(10), "mL", "B-2"), manager)
    client.force_login(User.objects.get(pk=manager.user_id))
    assert collected["blood"].label in client.get(f"/biobank/pool/?tube={collected['blood'].label}").content.decode()
    sent = {"codes": f"{collected['blood'].label}\nNOPE", "kind": "whole_blood", "quantity": "15", "unit": "mL",
            "at": timezone.localtime(DAY + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")}
    assert "NOPE" in client.post("/biobank/pool/", sent).content.decode()
    kept = client.post("/biobank/pool/", {**sent, "codes": f"{collected['blood'].label}\nB-2"})
    assert kept.status_code == 302
    with acting(manager):
        assert Specimen.objects.get(pk=int(kept["Location"].split("/")[-2])).initial == 15
