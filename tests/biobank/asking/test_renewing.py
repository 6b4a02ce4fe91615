"""A held bank brought up to date is, field by field, the bank read anew: whatever was written since."""

from datetime import timedelta
from decimal import Decimal
from threading import Event, Thread

import pytest
from biobank.asking.conftest import DAY
from biobank.asking.telling import told
from biobank.bankers import a_visit, planned
from biobank.consent.consenting import a_form, back, consenting
from django.db import connections
from django.utils import timezone

from paeonia.chart import door
from paeonia.modules.biobank.asking import bank as keeping
from paeonia.modules.biobank.asking.asking import ask, read
from paeonia.modules.biobank.asking.changes import begun, mark, since
from paeonia.modules.biobank.asking.models import Reckoned
from paeonia.modules.biobank.asking.reading import whole
from paeonia.modules.biobank.asking.renewing import renewed
from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.bench.actions import Tube
from paeonia.modules.biobank.consent import actions as consents
from paeonia.modules.biobank.custody import actions as custody
from paeonia.modules.biobank.limiting import actions as limits
from paeonia.modules.biobank.models import CustodyEvent, DonorIdentity, Specimen
from paeonia.people.context import acting
from paeonia.record.facts import Fact, Identity, Review, Statement

NEXT = DAY + timedelta(days=3)


@pytest.fixture
def many(collected, protocol, manager, oncologist, here):
    """Beside her tubes those of another patient, a pool of both with a drop of it; blood of somebody without chart."""
    door.accept([Statement("P8", one) for one in (
        Identity("P8", "王", "兰"), Fact("her2_ihc", {"value": "3+"}, "2026-09-04"))], oncologist, hospital_id=here.pk)
    visit = a_visit(protocol, manager, DAY)
    blood, = planned(visit, manager, "WB")
    blood = bench.collect(blood, DAY, Tube(Decimal(10), "mL"), manager)
    theirs, = planned(visit, manager, "PL")
    theirs = bench.collect(theirs, DAY + timedelta(hours=1), Tube(Decimal(2), "mL"), manager)
    bench.happened([theirs], "stored", DAY + timedelta(hours=2), manager, fields={"temperature": -80})
    pool = bench.pool([collected["plasma0"], theirs], Tube(Decimal(2), "mL"), DAY + timedelta(days=1), manager)
    drop, = bench.aliquot(pool, [Tube(Decimal(1), "mL")], DAY + timedelta(days=1), manager)
    guest = a_visit(protocol, manager, DAY)
    bench.collect(planned(guest, manager, "WB")[0], DAY, Tube(Decimal(10), "mL"), manager)
    with acting(oncologist):
        DonorIdentity.objects.create(hospital=here, donor=visit.registration.donor,
                                     patient_id=door.find(oncologist, mrn="P8").id)
    return {**collected, "theirs": theirs, "their_blood": blood, "their_visit": visit, "pool": pool, "drop": drop,
            "donor": collected["visit"].registration.donor, "stranger": visit.registration.donor,
            "guest": guest.registration.donor}


def a_new_tube(many, who, patient):
    bench.add(many["visit"], NEXT, Tube(Decimal(1), "mL", kind="serum", more={"tissue": "fluid"}), who)


def a_late_word_on_the_blood_of_all(many, who, patient):
    bench.happened([many["blood"]], "spun", DAY + timedelta(minutes=30), who, until=DAY + timedelta(minutes=40))


def a_thaw_of_a_member_before_it_was_poured(many, who, patient):
    bench.happened([many["their_blood"]], "stored", DAY + timedelta(minutes=10), who, fields={"temperature": -80})
    bench.happened([many["their_blood"]], "thawed", DAY + timedelta(minutes=20), who)


def a_thaw(many, who, patient):
    bench.happened([many["plasma1"]], "thawed", NEXT, who)


def a_wrong_entry_taken_back(many, who, patient):
    with acting(who):
        stored = CustodyEvent.objects.filter(specimen=many["plasma1"], deed="stored").first()
    bench.happened([many["plasma1"]], "corrected", NEXT, who, fields={"event": str(stored.pk)})


def aliquots(many, who, patient):
    with acting(who):
        Specimen.objects.filter(pk=many["blood"].pk).update(available=Decimal(4))
    bench.aliquot(many["blood"], [Tube(Decimal(1), "mL"), Tube(Decimal(2), "mL")], NEXT, who)


def something_derived_that_uses_it_up(many, who, patient):
    bench.derive(many["core"], [Tube(Decimal(1), "{slide}", kind="ffpe_block")], NEXT, who, close=True)


def a_planned_tube_with_an_older_number(many, who, patient):
    core, = planned(many["their_visit"], who, "CN")
    bench.collect(core, DAY, Tube(Decimal(2), "{piece}", more={"tissue": "metastasis"}), who)


def less_of_it(many, who, patient):
    with acting(who):
        Specimen.objects.filter(pk=many["blood"].pk).update(available=Decimal("0.5"), concentration=Decimal(30),
                                                            concentration_unit="ng/uL")


def a_reservation(many, who, patient):
    with acting(who):
        Specimen.objects.filter(pk=many["drop"].pk).update(availability="reserved")


def a_check_out(many, who, patient):
    custody.went_out([many["plasma1"], many["drop"]], who)


def a_pool_more(many, who, patient):
    bench.pool([many["plasma1"], many["drop"]], Tube(Decimal(1), "mL"), NEXT, who)


def a_tube_destroyed(many, who, patient):
    with acting(who):
        one = Specimen.objects.get(pk=many["drop"].pk)
        one.close("damaged")
        one.save()


def another_consent(many, who, patient):
    consenting(many["stranger"], who, many["stranger"].hospital, genetic="no")


def a_withdrawal(many, who, patient):
    consents.withdraw(many["donor"], [], back(days=200), who)


def a_form_to_be_signed_anew(many, who, patient):
    a_form(who, many["donor"].hospital, "2", (DAY - timedelta(days=90)).date(), again_from=DAY)


def a_result_in_her_chart(many, who, patient):
    door.accept([Statement("P7", Fact("er", {"value": "negative"}, "2026-09-10"))], patient,
                hospital_id=many["donor"].hospital_id)


def a_drug_begun_and_another_day_of_review(many, who, patient):
    door.accept([Statement("P7", one) for one in (
        Fact("therapy", {"drug": "capecitabine", "setting": "advanced", "line": 3, "start": "2026-10-01"}, "2026-10-01"),
        Review("therapy", "2026-10-02"))], patient, hospital_id=many["donor"].hospital_id)


def a_patient_behind_the_guest(many, who, patient):
    door.accept([Statement("P9", one) for one in (
        Identity("P9", "王", "兰"), Fact("her2_ihc", {"value": "3+"}, "2026-09-04"))], patient,
        hospital_id=many["donor"].hospital_id)
    with acting(patient):
        DonorIdentity.objects.create(hospital_id=many["donor"].hospital_id, donor=many["guest"],
                                     patient_id=door.find(patient, mrn="P9").id)


def somebody_else_behind_her_code(many, who, patient):
    door.accept([Statement("P10", Identity("P10", "赵", "敏"))], patient, hospital_id=many["donor"].hospital_id)
    with acting(patient):
        DonorIdentity.objects.filter(donor=many["donor"]).update(patient_id=door.find(patient, mrn="P10").id)


def another_donor_behind_her_visit(many, who, patient):
    with acting(who):
        registration = many["their_visit"].registration
        registration.donor = many["donor"]
        registration.protocol = type(registration.protocol).objects.create(
            hospital_id=registration.hospital_id, code="PB2", title_zh="二", title_en="2", opened_on=DAY.date(),
            principal_id=who.user_id)
        registration.save()


WRITTEN = (
    a_new_tube, a_late_word_on_the_blood_of_all, a_thaw_of_a_member_before_it_was_poured, a_thaw, a_wrong_entry_taken_back,
    aliquots, something_derived_that_uses_it_up, a_planned_tube_with_an_older_number, less_of_it, a_reservation, a_check_out,
    a_pool_more, a_tube_destroyed, another_consent, a_withdrawal, a_form_to_be_signed_anew, a_result_in_her_chart,
    a_drug_begun_and_another_day_of_review, a_patient_behind_the_guest, somebody_else_behind_her_code,
    another_donor_behind_her_visit)


@pytest.mark.django_db
@pytest.mark.parametrize("written", WRITTEN, ids=lambda one: one.__name__)
def test_it_is_what_a_reading_of_everything_would_be(written, many, oncologist, manager):
    now = timezone.now()
    at = mark(oncologist)
    held, seen = whole(oncologist, now), begun(at, oncologist)
    before = told(held)
    written(many, manager, oncologist)
    now = timezone.now()
    changed, seen = since(seen, mark(oncologist), held.at, now, oncologist)
    assert len(changed) < 20
    again, anew = told(renewed(held, changed, oncologist, now)), told(whole(oncologist, now))
    assert again.keys() == anew.keys()
    for name, said in anew.items():
        assert again[name] == said, name
    assert anew != before, "the change was one that a question can see"
    assert told(held) == before, "somebody may still be asking the old one"


@pytest.mark.django_db
def test_whoever_may_open_no_chart_has_a_bank_brought_up_to_date_as_well(many, manager, oncologist):
    now, at = timezone.now(), mark(manager)
    held, seen = whole(manager, now), begun(at, manager)
    a_thaw_of_a_member_before_it_was_poured(many, manager, oncologist)
    a_result_in_her_chart(many, manager, oncologist)
    changed, seen = since(seen, mark(manager), held.at, now, manager)
    made = renewed(held, changed, manager, now)
    assert not changed.patients and not made.patients and not made.charts
    assert told(made) == told(whole(manager, now)) != told(held)


@pytest.mark.django_db
def test_a_moment_that_comes_turns_what_she_allows(many, oncologist, manager):
    now = timezone.now()
    a_form(manager, many["donor"].hospital, "2", (DAY - timedelta(days=90)).date(), again_from=now + timedelta(hours=1))
    at = mark(oncologist)
    held, seen = whole(oncologist, now), begun(at, oncologist)
    changed, seen = since(seen, mark(oncologist), held.at, now + timedelta(minutes=5), oncologist)
    assert not changed
    later = now + timedelta(hours=2)
    changed, seen = since(seen, mark(oncologist), held.at, later, oncologist)
    assert changed.donors == {many["donor"].pk}
    assert told(renewed(held, changed, oncologist, later)) == told(whole(oncologist, later)) != told(held)


@pytest.mark.django_db
def test_an_entry_ahead_of_the_clock_counts_when_its_time_comes(many, oncologist, manager):
    now = timezone.now()
    with acting(manager):   # the database takes a clock that is some minutes ahead
        CustodyEvent.objects.create(hospital_id=many["donor"].hospital_id, specimen=many["plasma1"], deed="thawed",
                                    at=now + timedelta(minutes=3))
    at = mark(oncologist)
    held, seen = whole(oncologist, now), begun(at, oncologist)
    assert held.ahead == {many["plasma1"].pk}
    with acting(manager):
        assert not Reckoned.objects.filter(pk=many["plasma1"].pk).exists()
    later = now + timedelta(minutes=4)
    changed, seen = since(seen, mark(oncologist), held.at, later, oncologist)
    made = renewed(held, changed, oncologist, later)
    assert not changed and not made.ahead
    assert told(made) == told(whole(oncologist, later)) != told(held)


@pytest.mark.django_db
def test_what_was_reckoned_is_kept_and_believed_only_while_nothing_it_rests_on_changed(many, oncologist, manager):
    now = timezone.now()
    first = whole(oncologist, now)
    with acting(manager):
        assert Reckoned.objects.filter(pk__in=[one.id for one in first.tubes]).count() == len(first.tubes)
        Reckoned.objects.filter(pk=many["drop"].pk).update(known={"freeze_thaw": 77})
    assert next(one for one in whole(oncologist, now).tubes if one.id == many["drop"].pk).derived == {"freeze_thaw": 77}
    a_thaw_of_a_member_before_it_was_poured(many, manager, oncologist)
    again = next(one for one in whole(oncologist, now).tubes if one.id == many["drop"].pk).derived
    assert again.get("freeze_thaw") != 77


@pytest.mark.django_db(transaction=True)
def test_kept_between_questions_and_never_behind_what_was_committed(many, oncologist, manager):
    keeping.forget()

    def allowed():
        found = ask(read("sample_consent_genetic: yes", oncologist), oncologist)
        return many["core"].pk in {one.id for one in found.yes}

    first = keeping.bank(oncologist)
    assert keeping.bank(oncologist) is first, "nothing was written: nothing is read"
    assert allowed()
    written, go = Event(), Event()

    def slowly():
        try:
            with acting(manager):
                consents.withdraw(many["donor"], [], back(days=200), manager)
                written.set()
                assert go.wait(30)
        finally:
            connections.close_all()

    other = Thread(target=slowly)
    other.start()
    assert written.wait(30)
    consenting(many["stranger"], manager, many["stranger"].hospital)    # committed first, with higher numbers
    assert allowed() and keeping.bank(oncologist).at > first.at
    go.set()
    other.join(30)
    assert not allowed()
    limits.put("edta_to_spin_cfdna", {
        "holds": "off", "reason": "-", "source": "", "confirmed_by": "", "from_day": timezone.localdate(), "at_least": "",
        "at_most": ""}, many["donor"].hospital_id, manager)
    assert told(keeping.bank(oncologist)) == told(whole(oncologist, timezone.now()))
    with acting(manager):       # what may still be taken back is seen, and not kept
        Specimen.objects.filter(pk=many["their_blood"].pk).update(availability="reserved")
        assert keeping.bank(manager) is not keeping.bank(manager)
