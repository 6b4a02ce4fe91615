"""Picking and giving out: the gate before the list and before the order, quantities, all or nothing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from biobank.bankers import THEN, a_visit, blood, later
from biobank.consent.consenting import back
from django.db import DatabaseError, transaction
from django.utils import timezone

from paeonia.modules.biobank import gates, whereabouts
from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.bench.actions import Tube
from paeonia.modules.biobank.consent import actions as consent
from paeonia.modules.biobank.consent.models import WorkItem
from paeonia.modules.biobank.consent.worklist import actions as worklist
from paeonia.modules.biobank.models import CustodyEvent, Specimen
from paeonia.modules.biobank.requests import actions, queries
from paeonia.modules.biobank.requests.models import Line, Order, Pick, Request
from paeonia.modules.biobank.requests.picking import actions as picking
from paeonia.modules.biobank.requests.picking.actions import Give
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(approved, tubes, technician):
    return picking.put_aside(approved, tubes[:2], technician)


@pytest.fixture
def scanned(approved, listed, technician):
    return [picking.scan(approved, one.label, technician) for one in listed]


def give(approved, picks, viewer, gift=None, **more):
    return picking.distribute(approved, {one.pk: gift or Give() for one in picks}, timezone.now(), viewer, **more)


def test_what_is_put_aside_is_reserved_and_its_custody_says_for_what(approved, tubes, listed, technician, again):
    assert {again(one, technician).availability for one in tubes[:2]} == {"reserved"}
    with acting(technician):
        told = CustodyEvent.objects.get(specimen=tubes[0], deed="reserved")
        assert told.fields == {"request": approved.number}
        assert [one.text for one in whereabouts.of(tubes[:1])[tubes[0].pk]] == [approved.number]
    with pytest.raises(Refused, match="on a pick list already"):
        picking.put_aside(approved, tubes[:1], technician)
    with acting(technician), pytest.raises(DatabaseError, match="one_list"), transaction.atomic():
        Pick.objects.create(hospital_id=approved.hospital_id, request=approved, specimen=tubes[0], label="x", kind="x")
    with pytest.raises(Refused, match="reserved"):      # what is promised is not used at the bench
        bench.aliquot(tubes[0], [Tube(Decimal(1), "mL")], later(60), technician)


def test_only_an_approved_request_gets_a_list(reviewed, tubes, technician):
    with pytest.raises(Refused, match="under review"):
        picking.put_aside(reviewed, tubes, technician)


def test_a_donor_without_consent_stands_in_the_way_with_the_missing_document(
        approved, protocol, manager, tubes, technician, again):
    silent = blood(a_visit(protocol, manager), manager)
    with pytest.raises(Refused, match="signed consent form") as told:
        picking.put_aside(approved, [tubes[0], silent], technician)
    assert silent.label in str(told.value) and "知情同意书" in told.value.problems[0].text("zh")
    assert again(tubes[0], technician).availability == "available"
    shown = {one.specimen.label: one.hard for one in queries.candidates(approved, technician, {}).rows}
    assert shown == {silent.label: True, **{one.label: False for one in tubes}}


def test_every_scan_is_confirmed_or_refused_in_words(approved, listed, tubes, technician, viewer, two_hospitals, again):
    assert picking.scan(approved, " BC0 ", technician).state == "confirmed"
    for code, says in (("BC0", "scanned already"), ("BC2", "not on the list"), ("NONE", "no specimen"), ("", "no specimen")):
        with pytest.raises(Refused, match=says):
            picking.scan(approved, code, technician)
    assert again(listed[1], technician).state == "listed"
    with pytest.raises(Refused, match="not been scanned"):
        give(approved, listed, technician)


def test_a_tube_of_another_hospital_is_told_apart(approved, listed, viewer, two_hospitals):
    from biobank.bankers import a_protocol

    from paeonia.people.models import Membership
    from paeonia.people.viewer import Viewer

    west = viewer("biobank_manager", two_hospitals[1])
    strange = blood(a_visit(a_protocol(west, two_hospitals[1], "WEST"), west), west)
    for place in two_hospitals[:1]:
        Membership.objects.create(user_id=west.user_id, hospital=place, role="biobank_manager")
    both = Viewer(west.user_id, west.name, west.role, tuple(one.pk for one in two_hospitals), language="en")
    with pytest.raises(Refused, match="another hospital"):
        picking.scan(approved, strange.label, both)
    with pytest.raises(Refused, match="another hospital"):
        picking.put_aside(approved, [strange], both)


def test_a_part_is_given_at_most_what_is_left_and_the_rest_is_free(approved, scanned, tubes, technician, again):
    order = picking.distribute(approved, {scanned[0].pk: Give(Decimal(500), "uL"), scanned[1].pk: Give(Decimal(99), "mL")},
                               timezone.now(), technician)
    rest, spent = again(tubes[0], technician), again(tubes[1], technician)
    assert (rest.available, rest.status, rest.availability) == (Decimal("9.5"), "collected", "available")
    assert (spent.available, spent.status, spent.closed_because, spent.availability) == (
        Decimal(0), "closed", "distributed", "distributed")
    with acting(technician):
        assert [one.quantity for one in Line.objects.filter(order=order)] == [Decimal("0.5"), Decimal(10)]
        said = CustodyEvent.objects.get(specimen=tubes[0], deed="distributed").fields
    assert said == {"purposes": ["genetic", "research"], "country": "CN", "recipient": "East University", "foreign": False,
                    "request": approved.number, "order": order.number, "quantity": "0.5", "unit": "mL"}
    assert again(approved, technician).state == "fulfilled"     # two were wanted


def test_a_tube_is_closed_by_choice_and_a_quantity_in_the_wrong_unit_is_refused(approved, scanned, tubes, technician, again):
    with pytest.raises(Refused, match="cannot be counted"):
        give(approved, scanned, technician, Give(Decimal(1), "mg"))
    with pytest.raises(Refused, match="cannot be taken"):
        give(approved, scanned, technician, Give(Decimal(-1), "mL"))
    assert {again(one, technician).available for one in tubes[:2]} == {Decimal(10)}
    give(approved, scanned[:1], technician, Give(Decimal(1), "mL", close=True))
    closed = again(tubes[0], technician)
    assert (closed.status, closed.available) == ("closed", Decimal(9))
    assert again(approved, technician).state == "approved"


def test_one_that_may_not_go_holds_all(approved, scanned, tubes, donor_of, manager, technician, again):
    consent.withdraw(donor_of(tubes[1]), [], back(), manager)
    with pytest.raises(Refused, match="frozen: consent withdrawn"):
        give(approved, scanned, technician)
    with acting(technician):
        assert not Order.objects.exists()
        assert not CustodyEvent.objects.filter(deed="distributed").exists()
    assert again(tubes[0], technician).available == Decimal(10)
    picking.take_off(scanned[1], technician)
    assert again(tubes[1], technician).availability == "consent_withdrawn"
    give(approved, scanned[:1], technician)
    assert again(tubes[0], technician).status == "closed"


def test_past_the_gate_the_database_still_asks(approved, scanned, tubes, donor_of, manager, technician, again, monkeypatch):
    consent.withdraw(donor_of(tubes[1]), ["genetic"], back(), manager)
    with pytest.raises(Refused, match="genetic research was withdrawn"):
        give(approved, scanned, technician)
    monkeypatch.setattr(gates, "_checks", {})
    with pytest.raises(Refused, match="consent changed"):
        give(approved, scanned, technician)
    assert again(tubes[0], technician).available == Decimal(10)
    with acting(technician):
        assert not Order.objects.exists()


def test_an_ethics_approval_that_ran_out_holds_the_order(approved, scanned, technician, manager, again):
    with acting(manager):
        Request.objects.filter(pk=approved.pk).update(ethics_until=date(2026, 1, 1))
    with pytest.raises(Refused, match="ran out"):
        give(approved, scanned, technician)
    with pytest.raises(Refused, match="ran out"):
        actions.prolong(approved, date(2026, 2, 1), "letter", manager)
    actions.prolong(approved, date(2099, 1, 1), "amendment 2 of the ethics board", manager)
    give(approved, scanned, technician)
    assert again(approved, manager).state == "fulfilled"


def test_nothing_is_given_tomorrow_and_nothing_of_nothing(approved, scanned, technician):
    with pytest.raises(Refused, match="not come yet"):
        picking.distribute(approved, {scanned[0].pk: Give()}, timezone.now() + timedelta(days=1), technician)
    for given in ({}, {10**6: Give()}):
        with pytest.raises(Refused, match="nothing is chosen"):
            picking.distribute(approved, given, THEN, technician)


def test_a_request_that_ends_frees_what_was_put_aside(approved, listed, tubes, technician, manager, again):
    actions.fulfil(approved, "no more blood", manager)
    assert {again(one, technician).availability for one in tubes} == {"available"}
    with acting(technician):
        assert CustodyEvent.objects.filter(deed="released").count() == 2


def test_what_comes_back_is_open_again_with_what_is_left(approved, scanned, tubes, technician, again):
    order = give(approved, scanned, technician)
    with acting(technician):
        first, second = Line.objects.filter(order=order)
    with pytest.raises(Refused, match="cannot come back"):
        picking.take_back(first, Decimal(11), timezone.now(), "", technician)
    picking.take_back(first, Decimal(4), timezone.now(), "thawed once", technician)
    tube = again(tubes[0], technician)
    assert (tube.status, tube.available, tube.availability, tube.closed_because) == (
        "collected", Decimal(4), "available", "")
    with pytest.raises(Refused, match="came back already"):
        picking.take_back(first, Decimal(1), timezone.now(), "", technician)
    assert again(tubes[1], technician).status == "closed"
    with acting(technician):
        assert CustodyEvent.objects.get(specimen=tube, deed="returned").fields["quantity"] == "4"


def test_what_comes_back_after_a_withdrawal_is_frozen(approved, scanned, tubes, donor_of, manager, technician, again):
    order = give(approved, scanned, technician)
    consent.withdraw(donor_of(tubes[0]), [], back(90), manager)
    with acting(technician):
        line = Line.objects.get(order=order, specimen=tubes[0])
    picking.take_back(line, Decimal(4), timezone.now(), "", technician)
    assert again(tubes[0], technician).availability == "consent_withdrawn"


def test_what_the_recipient_destroyed_does_not_come_back_by_itself(
        approved, scanned, tubes, donor_of, manager, technician, again):
    order = give(approved, scanned, technician)
    consent.withdraw(donor_of(tubes[0]), [], back(90), manager)
    with acting(technician):
        line = Line.objects.get(order=order, specimen=tubes[0])
        item = WorkItem.objects.get(specimen=tubes[0])
    worklist.sign(worklist.carry_out(item, "destroyed_there", timezone.now(), "by letter", technician), manager)
    with pytest.raises(Refused, match="was destroyed at .* correct that step first"):
        picking.take_back(line, Decimal(4), timezone.now(), "", technician)
    assert again(tubes[0], technician).status == "closed"


def test_an_order_is_never_changed(approved, scanned, technician):
    order = give(approved, scanned, technician)
    for change in (lambda: Order.objects.filter(pk=order.pk).update(number="x"),
                   lambda: Line.objects.filter(order=order).delete()):
        with acting(technician), pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_who_may_pick(approved, tubes, requester):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        picking.put_aside(approved, tubes, requester)
    with acting(requester):
        assert not Specimen.objects.exists()
