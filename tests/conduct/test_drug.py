"""Study drug: never more than is there, neither by form nor by hand."""

import pytest
from conduct.conftest import day
from django.db import IntegrityError, transaction

from paeonia.modules.trials.conduct.drug import actions, queries
from paeonia.modules.trials.conduct.models import DrugMovement
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def lot(study, doctor):
    made = actions.add_lot(study, {"name": "SYN-101 100 mg", "lot": "A1", "unit": "vials", "expires_on": day(-30),
                                   "storage": "2-8 °C"}, doctor)
    actions.move(made, None, day(30), {"kind": "received", "quantity": 20}, doctor)
    return made


def test_what_comes_goes_and_returns(study, lot, enrolled, doctor):
    one = enrolled()
    actions.move(lot, one, day(10), {"kind": "dispensed", "quantity": 6}, doctor)
    actions.move(lot, one, day(5), {"kind": "returned", "quantity": 2}, doctor)
    actions.move(lot, None, day(1), {"kind": "destroyed_returned", "quantity": 2}, doctor)
    (row,) = queries.lots(study)
    assert (row.balance.stock, row.balance.outside, row.balance.returned, row.balance.destroyed) == (14, 4, 0, 2)


@pytest.mark.parametrize(("kind", "quantity", "hers", "words"), [
    ("dispensed", 21, True, "20 vials are there, 21 were entered"), ("returned", 1, True, "0 vials are there"),
    ("destroyed_returned", 1, False, "0 vials are there"), ("destroyed_unused", 30, False, "20 vials"),
    ("dispensed", 1, False, "needs the subject"), ("received", 1, True, "concerns no subject"),
])  # fmt: skip
def test_no_more_than_there_is(lot, enrolled, doctor, kind, quantity, hers, words):
    one = enrolled()
    with pytest.raises(Refused, match=words):
        actions.move(lot, one if hers else None, day(1), {"kind": kind, "quantity": quantity}, doctor)


def test_only_to_enrolled_subjects_and_before_it_expires(study, lot, enrolled, doctor):
    with pytest.raises(Refused, match="has not been enrolled"):
        actions.move(lot, enrolled(1, until="consent"), day(1), {"kind": "dispensed", "quantity": 1}, doctor)
    old = actions.add_lot(study, {"name": "SYN-101 100 mg", "lot": "A0", "unit": "vials", "expires_on": day(3)}, doctor)
    actions.move(old, None, day(30), {"kind": "received", "quantity": 5}, doctor)
    with pytest.raises(Refused, match="had expired"):
        actions.move(old, enrolled(), day(1), {"kind": "dispensed", "quantity": 1}, doctor)


@pytest.mark.parametrize(("kind", "quantity", "hers"), [("dispensed", 21, True), ("returned", 1, True),
                                                        ("destroyed_unused", 21, False), ("destroyed_returned", 1, False)])
def test_the_database_refuses_a_balance_below_nothing(study, lot, enrolled, doctor, kind, quantity, hers):
    one = enrolled()
    with acting(doctor), pytest.raises(IntegrityError, match="below nothing"), transaction.atomic():
        DrugMovement.objects.create(study=study, hospital=study.hospital, lot=lot, subject=one if hers else None, kind=kind,
                                    quantity=quantity, on_day=day(1), signed_by_id=doctor.user_id)


def test_a_correction_counts_in_the_place_of_the_first(study, lot, enrolled, doctor):
    one = enrolled()
    wrong = actions.move(lot, one, day(10), {"kind": "dispensed", "quantity": 18}, doctor)
    actions.move(lot, one, day(10), {"kind": "dispensed", "quantity": 8}, doctor, instead_of=wrong, why="miscounted")
    (row,) = queries.lots(study)
    assert (row.balance.stock, row.balance.outside) == (12, 8)
    received = DrugMovement.objects.get(kind="received")
    with acting(doctor), pytest.raises(IntegrityError, match="below nothing"), transaction.atomic():
        DrugMovement.objects.create(study=study, hospital=study.hospital, lot=lot, kind="received", quantity=7,
                                    on_day=day(30), signed_by_id=doctor.user_id, replaces=received, why_corrected="x")
