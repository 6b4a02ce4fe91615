"""A withdrawal freezes and lists everything at once; each specimen ends with evidence, signed by two."""

from decimal import Decimal

import pytest
from biobank.bankers import a_visit, blood, later
from biobank.consent.consenting import back, consenting, signed
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import override

from paeonia.modules.biobank import whereabouts
from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.bench.actions import Tube
from paeonia.modules.biobank.consent import actions, queries
from paeonia.modules.biobank.consent.models import Withdrawal, WorkItem
from paeonia.modules.biobank.consent.worklist import actions as work
from paeonia.modules.biobank.custody.telling import told
from paeonia.modules.biobank.models import CustodyEvent, Specimen
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def parts(tube, donor, manager, here):
    """One in stock, one reserved, one already sent; the donor consented."""
    consenting(donor, manager, here)
    stock, held, sent = bench.aliquot(tube, [Tube(Decimal(1), "mL")] * 3, later(30), manager)
    with acting(manager):
        Specimen.objects.filter(pk=held.pk).update(availability="reserved")
        CustodyEvent.objects.create(hospital=here, specimen=sent, deed="distributed", at=timezone.now(), fields={
            "purposes": ["research", "genetic"], "country": "CN", "recipient": "Fudan", "request": "R-7"})
        sent.close("distributed")
        sent.save()
    return {"tube": tube, "stock": stock, "held": held, "sent": sent}


def listed(made, viewer):
    with acting(viewer):
        items = WorkItem.objects.filter(withdrawal=made).select_related("specimen", "withdrawal")
        return {one.specimen_id: one for one in items}


def availability(viewer):
    with acting(viewer):
        return set(Specimen.objects.exclude(status="closed").values_list("availability", flat=True))


def test_everything_is_frozen_and_listed_at_once(parts, donor, manager):
    made = actions.withdraw(donor, [], back(), manager)
    assert availability(manager) == {"consent_withdrawn"}
    items = listed(made, manager)
    assert {name: items[one.pk].found for name, one in parts.items()} == {
        "tube": "in_stock", "stock": "in_stock", "held": "reserved", "sent": "sent"}
    assert items[parts["sent"].pk].where == "Fudan · R-7 · CN"
    with pytest.raises(Refused, match="frozen: consent withdrawn"):
        bench.aliquot(parts["stock"], [Tube(Decimal("0.1"), "mL")], later(99), manager)
    with acting(manager), pytest.raises(DatabaseError, match="stays frozen"), transaction.atomic():
        Specimen.objects.filter(pk=parts["stock"].pk).update(availability="available")


def test_what_rooms_know_stands_on_the_list(parts, donor, manager, monkeypatch):
    monkeypatch.setitem(whereabouts._told, "test", lambda ids: {
        parts["stock"].pk: [whereabouts.Whereabouts("place", "Freezer 1 · A1"), whereabouts.Whereabouts("request", "R-9")]})
    item = listed(actions.withdraw(donor, [], back(), manager), manager)[parts["stock"].pk]
    assert (item.found, item.where) == ("requested", "Freezer 1 · A1 · R-9")
    with acting(manager):
        row = item.withdrawal
    assert queries.worklist(row, manager, timezone.now()).moved == {}
    monkeypatch.setitem(whereabouts._told, "test", lambda ids: {
        parts["stock"].pk: [whereabouts.Whereabouts("place", "Freezer 2 · B1")]})
    assert queries.worklist(row, manager, timezone.now()).moved == {item.pk: "Freezer 2 · B1"}


def test_of_one_purpose_nothing_is_frozen_and_what_went_out_for_it_is_listed(parts, donor, manager):
    made = actions.withdraw(donor, ["genetic"], back(wish="keep_used"), manager)
    assert availability(manager) == {"available", "reserved"}
    assert set(listed(made, manager)) == {parts["sent"].pk, parts["held"].pk}
    again = actions.withdraw(donor, ["commercial"], back(), manager)
    assert set(listed(again, manager)) == {parts["held"].pk}, "nothing went out for that"


def test_research_among_the_purposes_is_the_whole(parts, donor, manager):
    assert actions.withdraw(donor, ["genetic", "research"], back(), manager).whole
    assert availability(manager) == {"consent_withdrawn"}


def test_two_persons_with_evidence_close_an_item(parts, donor, manager, technician):
    made = actions.withdraw(donor, [], back(), manager)
    item = listed(made, manager)[parts["stock"].pk]
    with pytest.raises(Refused, match="say what shows it"):
        work.carry_out(item, "destroyed", timezone.now(), "  ", technician)
    with pytest.raises(Refused, match="nobody has carried it out"):
        work.sign(item, manager)
    with pytest.raises(Refused, match="cannot be how it ended"):
        work.carry_out(item, "kept", timezone.now(), "x", technician)
    work.carry_out(item, "destroyed", timezone.now(), "autoclave log 12", technician)
    with pytest.raises(Refused, match="second person signs"):
        work.sign(item, technician)
    done = work.sign(item, manager)
    assert (done.first_id, done.second_id) == (technician.user_id, manager.user_id)
    with acting(manager):
        gone = Specimen.objects.get(pk=parts["stock"].pk)
        event = CustodyEvent.objects.get(specimen=gone, deed="disposed")
    assert (gone.status, gone.closed_because, gone.available) == ("closed", "withdrawn", 0)
    assert {event.fields["first_id"], event.by_id} == {manager.user_id, technician.user_id}
    with pytest.raises(Refused, match="is closed on this worklist"):
        work.sign(item, manager)


def test_the_database_holds_the_two_persons_and_what_is_closed(parts, donor, manager, technician):
    made = actions.withdraw(donor, [], back(), manager)
    item = listed(made, manager)[parts["sent"].pk]
    work.carry_out(item, "destroyed_there", timezone.now(), "letter of Fudan", technician)
    for change in ({"second_id": technician.user_id}, {"closed_at": timezone.now()},
                   {"closed_at": timezone.now(), "second_id": manager.user_id, "evidence": ""}):
        with acting(manager), pytest.raises(DatabaseError, match="withdrawal_item"), transaction.atomic():
            WorkItem.objects.filter(pk=item.pk).update(**change)
    work.sign(item, manager)
    with acting(manager), pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        WorkItem.objects.filter(pk=item.pk).update(evidence="other")
    with acting(manager), pytest.raises(DatabaseError), transaction.atomic():
        WorkItem.objects.filter(pk=item.pk).delete()


def test_given_back_leaves_the_bank(parts, donor, manager, technician):
    made = actions.withdraw(donor, [], back(wish="return"), manager)
    item = listed(made, manager)[parts["tube"].pk]
    work.sign(work.carry_out(item, "returned", timezone.now(), "receipt 3", technician), manager)
    with acting(manager):
        assert Specimen.objects.get(pk=parts["tube"].pk).closed_because == "withdrawn"
        assert CustodyEvent.objects.get(specimen=parts["tube"], deed="returned").fields["evidence"] == "receipt 3"


def test_what_is_entered_later_is_frozen_as_it_comes_and_can_be_listed(parts, donor, visit, manager):
    made = actions.withdraw(donor, [], back(), manager)
    found = bench.add(visit, later(20), Tube(Decimal(2), "mL", kind="serum", label="FOUND"), manager)
    with acting(manager):
        assert Specimen.objects.get(pk=found.pk).availability == "consent_withdrawn"
    assert [one.specimen_id for one in actions.list_again(made, manager)] == [found.pk]
    assert actions.list_again(made, manager) == []


def test_others_keep_what_is_theirs(parts, protocol, donor, manager):
    other = blood(a_visit(protocol, manager), manager)
    actions.withdraw(donor, [], back(), manager)
    with acting(manager):
        assert Specimen.objects.get(pk=other.pk).availability == "available"


def test_withdrawn_twice_or_of_nothing_is_refused(parts, donor, protocol, manager):
    actions.withdraw(donor, ["genetic"], back(), manager)
    with pytest.raises(Refused, match="withdrawn on .* already"):
        actions.withdraw(donor, ["genetic"], back(70), manager)
    actions.withdraw(donor, [], back(70), manager)
    with pytest.raises(Refused, match="withdrawn on .* already"):
        actions.withdraw(donor, [], back(80), manager)
    nobody = a_visit(protocol, manager).registration.donor
    with pytest.raises(Refused, match="nothing to withdraw"):
        actions.withdraw(nobody, ["genetic"], back(), manager)
    assert actions.withdraw(nobody, [], back(), manager).whole


def test_entered_by_mistake_it_is_cancelled_with_a_reason(parts, donor, manager):
    made = actions.withdraw(donor, [], back(), manager)
    with pytest.raises(Refused, match="say why"):
        actions.cancel(made, " ", manager)
    actions.cancel(made, "the letter was another donor's", manager)
    assert availability(manager) == {"available"}
    assert {one.done for one in listed(made, manager).values()} == {"mistake"}
    with pytest.raises(Refused, match="corrected before"):
        actions.cancel(made, "again", manager)
    with acting(manager):
        assert Withdrawal.objects.filter(cancels=made).count() == 1


def test_a_new_consent_thaws_only_after_it_was_signed(parts, donor, manager, here):
    made = actions.withdraw(donor, [], back(60), manager)
    with pytest.raises(Refused, match="has not signed anything new"):
        actions.signed_anew(made, manager)
    form = listed(made, manager) and consenting(donor, manager, here).form     # signed before the withdrawal
    with pytest.raises(Refused, match="has not signed anything new"):
        actions.signed_anew(made, manager)
    actions.give(donor, form, signed(70), manager)
    actions.signed_anew(made, manager)
    assert availability(manager) == {"available"}


def test_a_technician_takes_consents_and_withdraws_none(parts, donor, technician, manager, here):
    with pytest.raises(PermissionDenied):
        actions.withdraw(donor, [], back(), technician)
    with acting(technician):
        assert consenting(donor, technician, here).written_by_id == technician.user_id


def test_a_withdrawal_before_the_first_signature_takes_nothing_back_and_is_refused(parts, donor, manager):
    with pytest.raises(Refused, match="signed nothing before 2026-02-01 17:00.*Correct the time") as no:
        actions.withdraw(donor, [], back(-1), manager)
    assert "2026-02-01 17:00" in no.value.problems[0].text("zh")
    assert availability(manager) == {"available", "reserved"}
    actions.withdraw(donor, [], back(0), manager)
    assert availability(manager) == {"consent_withdrawn"}


def test_custody_says_how_it_ended_there_in_words_with_the_evidence(parts, donor, manager, technician):
    made = actions.withdraw(donor, [], back(), manager)
    for part, done in (("sent", "destroyed_there"), ("stock", "destroyed")):
        item = listed(made, manager)[parts[part].pk]
        work.sign(work.carry_out(item, done, timezone.now(), f"letter {part}", technician), manager)
    with acting(manager):
        there, here = (CustodyEvent.objects.get(specimen=parts[part], deed="disposed") for part in ("sent", "stock"))
    with override("en"):
        assert told(there) == ["destroyed by the recipient", "consent withdrawn", "letter sent"]
        assert told(here) == ["consent withdrawn", "letter stock"]


def test_one_record_holds_for_many_and_another_person_signs_them_all(parts, donor, manager, technician):
    made = actions.withdraw(donor, [], back(), manager)
    items = listed(made, manager)
    tube, stock, held, sent = (items[parts[name].pk] for name in ("tube", "stock", "held", "sent"))
    with pytest.raises(Refused, match="say what shows it"):
        work.carry_out_alike(tube, "destroyed", timezone.now(), " ", technician)
    assert queries.how_many_alike(tube, technician) == 2, "the reserved one and the one sent were found otherwise"
    assert work.carry_out_alike(tube, "destroyed", timezone.now(), "log 12", technician) == 2
    work.carry_out(held, "destroyed", timezone.now(), "log 13", manager)
    assert queries.how_many_alike(stock, technician) == 1, "itself, to be corrected"
    assert (queries.waiting_for(made, technician), queries.waiting_for(made, manager)) == (1, 2)
    assert work.sign_waiting(made, manager) == 2
    ended = {pk: one for pk, one in listed(made, manager).items() if one.closed_at}
    assert set(ended) == {parts["tube"].pk, parts["stock"].pk}
    assert {(one.evidence, one.first_id, one.second_id) for one in ended.values()} == {
        ("log 12", technician.user_id, manager.user_id)}
    assert not listed(made, manager)[sent.specimen_id].done
    assert work.sign_waiting(made, manager) == 0
