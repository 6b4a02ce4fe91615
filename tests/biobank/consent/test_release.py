"""No specimen leaves without a yes: in words before, and by the database whatever way was taken."""

import random
from datetime import timedelta
from decimal import Decimal

import pytest
from biobank.bankers import a_visit, blood, later
from biobank.consent.consenting import SIGNED, a_form, back, consenting, signed
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from paeonia.modules.biobank import gates
from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.bench.actions import Tube
from paeonia.modules.biobank.consent import actions, asking
from paeonia.modules.biobank.consent.deciding import one_purpose
from paeonia.modules.biobank.consent.models import ConsentForm, ConsentGiven
from paeonia.modules.biobank.models import CustodyEvent, Specimen
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
RESEARCH = ["research"]


def leaves(tube, viewer, purposes=RESEARCH, at=None, deed="distributed"):
    with acting(viewer), transaction.atomic():
        CustodyEvent.objects.create(hospital_id=tube.hospital_id, specimen=tube, deed=deed, at=at or timezone.now(),
                                    by_id=viewer.user_id, fields={"purposes": purposes, "country": "CN"})


def asked(tubes, viewer, purposes=RESEARCH):
    with acting(viewer):
        about = gates.About("distributed", timezone.localdate(), country="CN", foreign=False)
        return [one for one in gates.ask(tubes, purposes, about) if one.code.startswith("consent")]


def test_without_a_consent_on_record_nothing_leaves(tube, manager):
    said, = asked([tube], manager)
    assert (said.code, said.why["en"], said.labels) == ("consent-none", "consent not on record.", (tube.label,))
    assert said.hard
    for deed in ("distributed", "shipped"):
        with pytest.raises(DatabaseError, match="consent for research is none"):
            leaves(tube, manager, deed=deed)
    with acting(manager):
        assert not CustodyEvent.objects.filter(specimen=tube, deed__in=("distributed", "shipped")).exists()


def test_a_refusal_names_the_tube_the_reason_and_the_document(tube, manager):
    with acting(manager), pytest.raises(Refused) as told:
        gates.passed([tube], RESEARCH, gates.About("distributed", timezone.localdate(), country="CN", foreign=False))
    assert tube.label in str(told.value)
    assert "signed consent form" in str(told.value)
    assert "知情同意书" in told.value.problems[0].text("zh")


def test_a_yes_lets_it_leave_and_each_purpose_is_asked(tube, donor, manager, here):
    consenting(donor, manager, here, commercial="no", recontact="not_asked")
    assert asked([tube], manager, ["research", "genetic"]) == []
    leaves(tube, manager, ["research", "genetic"])
    for purpose, because in (("commercial", "no"), ("recontact", "unasked"), ("weapons", "unasked")):
        assert [one.code for one in asked([tube], manager, [purpose])] == [f"consent-{because}"]
        with pytest.raises(DatabaseError, match=f"consent for {purpose} is {because}"):
            leaves(tube, manager, [purpose])


@pytest.mark.parametrize("purposes", ["genetic", {"genetic": True}, None, 7])
def test_purposes_that_are_no_list_let_nothing_leave(tube, donor, manager, here, purposes):
    consenting(donor, manager, here)
    with pytest.raises(DatabaseError, match="purposes of a release are a list"):
        leaves(tube, manager, purposes)


def test_an_old_date_is_no_way_round_a_withdrawal(tube, donor, manager, here):
    consenting(donor, manager, here)
    leaves(tube, manager)
    actions.withdraw(donor, [], back(), manager)
    for at in (None, later(100)):
        with pytest.raises(DatabaseError, match="is withdrawn"):
            leaves(tube, manager, at=at)


def test_no_consent_yet_on_the_day_it_left(tube, donor, manager, here):
    actions.give(donor, a_form(manager, here), signed(200), manager)
    with pytest.raises(DatabaseError, match="is none"):
        leaves(tube, manager, at=later(100))
    leaves(tube, manager)


def test_a_newer_form_that_asks_for_a_new_signature_ends_the_old_one(tube, donor, manager, here):
    consenting(donor, manager, here)
    a_form(manager, here, "2", SIGNED.date() + timedelta(days=30), again_from=SIGNED + timedelta(days=90))
    assert [one.code for one in asked([tube], manager)] == ["consent-again"]
    with pytest.raises(DatabaseError, match="is again"):
        leaves(tube, manager)
    with acting(manager):
        newer = ConsentForm.objects.get(version="2")
    with pytest.raises(Refused, match="cannot have been signed"):
        actions.give(donor, newer, signed(10), manager)
    actions.give(donor, newer, signed(95), manager)
    assert asked([tube], manager) == []
    leaves(tube, manager)


def test_a_pool_leaves_only_with_the_consent_of_everyone_in_it(tube, protocol, donor, manager, here):
    other = a_visit(protocol, manager)
    pool = bench.pool([tube, blood(other, manager)], Tube(Decimal(18), "mL"), later(60), manager)
    drop, = bench.aliquot(pool, [Tube(Decimal(1), "mL")], later(70), manager)
    consenting(donor, manager, here)
    assert [one.code for one in asked([drop], manager)] == ["consent-none"]
    with pytest.raises(DatabaseError, match="is none"):
        leaves(drop, manager)
    consenting(other.registration.donor, manager, here)
    leaves(drop, manager)
    actions.withdraw(other.registration.donor, [], back(), manager)
    with pytest.raises(DatabaseError, match="is withdrawn"):
        leaves(drop, manager)
    with acting(manager):
        assert Specimen.objects.get(pk=drop.pk).availability == "consent_withdrawn"


def test_a_pool_that_does_not_say_whose_tubes_went_into_it_never_leaves(tube, donor, manager, here):
    consenting(donor, manager, here)
    with acting(manager):
        CustodyEvent.objects.create(hospital=here, specimen=tube, deed="pooled", at=later(60),
                                    fields={"members": ["X", "Y"]})
    assert [one.code for one in asked([tube], manager)] == ["consent-none"]
    with pytest.raises(DatabaseError, match="is not released"):
        leaves(tube, manager)


def test_what_was_signed_is_only_added_and_corrected_once(donor, manager, here):
    wrong = consenting(donor, manager, here)
    with acting(manager), pytest.raises(DatabaseError), transaction.atomic():
        ConsentGiven.objects.filter(pk=wrong.pk).update(document="elsewhere")
    right = actions.give(donor, wrong.form, signed(answers={"research": "no"}), manager, corrects=wrong, why="read wrongly")
    assert right.answers["genetic"] == "not_asked"
    with acting(manager):
        assert asking.decided([donor.pk], [], timezone.now())[donor.pk].answer == "no"
    with pytest.raises(Refused, match="corrected before"):
        actions.give(donor, wrong.form, signed(), manager, corrects=wrong, why="again")


def test_the_other_hospital_sees_no_consent_and_gives_none(donor, tube, manager, here, viewer, two_hospitals):
    from django.core.exceptions import PermissionDenied

    form = a_form(manager, here)
    stranger = viewer("biobank_manager", two_hospitals[1])
    with pytest.raises(PermissionDenied):
        actions.give(donor, form, signed(), stranger)
    consenting(donor, manager, here)
    with acting(stranger):
        assert not ConsentGiven.objects.exists()
    with pytest.raises(DatabaseError):
        leaves(tube, stranger)


@pytest.mark.parametrize("seed", range(12))
def test_the_database_decides_as_the_pure_function_does(seed, donor, manager, here):
    dice = random.Random(seed)
    forms = [a_form(manager, here)]
    forms += [a_form(manager, here, "2", SIGNED.date() + timedelta(days=20),
                     again_from=dice.choice([None, SIGNED + timedelta(days=dice.randrange(20, 80))]))]
    forms += [actions.new_form({"code": "ADD", "version": "1", "title_zh": "补充", "title_en": "Addendum", "purposes": [
        "genetic", "recontact"], "valid_from": SIGNED.date() - timedelta(days=9)}, here.pk, manager)]
    for _ in range(dice.randrange(6)):
        form = dice.choice(forms)
        day = dice.randrange(20 if form.version == "2" else 0, 100) + 1
        answers = {purpose: dice.choice(["yes", "yes", "no", "not_asked"]) for purpose in form.purposes}
        with acting(manager):
            held = list(ConsentGiven.objects.filter(donor=donor, corrected_by__isnull=True))
        wrong = dice.choice([None, *held])
        actions.give(donor, form, signed(day, answers=answers), manager, corrects=wrong, why="x" if wrong else "")
    for _ in range(dice.randrange(4)):
        some = dice.choice([[], ["genetic"], ["genetic", "recontact"]])
        try:
            made = actions.withdraw(donor, some, back(dice.randrange(0, 110)), manager)
        except Refused:
            continue
        if dice.random() < 0.2:
            actions.cancel(made, "wrong donor", manager)
    with acting(manager):
        given, gone = asking.histories([donor.pk])[donor.pk]
        for day in range(0, 120, 7):
            for purpose in ("research", "genetic", "recontact", "commercial"):
                at = SIGNED + timedelta(days=day)
                with connection.cursor() as cursor:
                    cursor.execute("SELECT bankconsent_answer(%s, %s, %s)", [donor.pk, purpose, at])
                    said, = cursor.fetchone()
                assert said == one_purpose(given, gone, purpose, at).because, (day, purpose, given, gone)
