"""Whether a tube may be kept at all is asked wherever one comes into a place, with the reason and the missing document."""

import threading
from datetime import timedelta

import pytest
from biobank.bankers import later
from biobank.consent.consenting import back, consenting
from biobank.hgr.test_gates import granted
from django.db import DatabaseError, connection, transaction
from django.utils import timezone, translation

from paeonia.modules.biobank.consent import actions as consent
from paeonia.modules.biobank.hgr.models import Approval
from paeonia.modules.biobank.models import CustodyEvent, Donor
from paeonia.modules.biobank.quality import actions as quality
from paeonia.modules.biobank.storage import actions, keeping
from paeonia.modules.biobank.storage.models import Place
from paeonia.modules.biobank.storage.scans import actions as scans
from paeonia.modules.biobank.storage.scans import reading
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db


def donor_of(tubes, manager):
    with acting(manager):
        return Donor.objects.get(registrations__collections__specimens=tubes[0].pk)


def withdrawn(tubes, manager):
    consenting(donor_of(tubes, manager), manager, tubes[0].hospital)
    return consent.withdraw(donor_of(tubes, manager), [], back(days=10), manager)


def refused(deed):
    with pytest.raises(Refused) as no:
        deed()
    return no.value.problems[0]


def test_a_donor_who_took_it_back_keeps_her_tube_out_with_the_reason_and_the_document(tubes, box, manager):
    withdrawn(tubes, manager)
    said = refused(lambda: actions.store(tubes[:1], box, later(60), manager))
    assert tubes[0].label in said.text("en") and "was withdrawn on" in said.text("en")
    assert "Missing: a new consent" in said.text("en") and "缺少：" in said.text("zh")
    with acting(manager):
        assert not Place.objects.filter(specimen=tubes[0]).exists()


def test_a_scanned_rack_names_the_row_and_keeps_the_others_by_choice(tubes, box, manager, protocol):
    from biobank.storage.conftest import aliquots

    other = aliquots(protocol, manager, 1, "Z")
    withdrawn(tubes, manager)
    rows = reading.lines(f"position,code\nA1,{tubes[0].label}\nA2,{other[0].label}\n".encode())
    with acting(manager):
        report = reading.looked_at(rows, manager, later(90), box=box)
    assert [one.place for one in report.wrong] == ["row 2"] and "withdrawn" in report.wrong[0].text("en")
    scans.put(rows, later(90), manager, box=box, keep_good=True)
    with acting(manager):
        assert list(Place.objects.filter(specimen__isnull=False).values_list("specimen_id", flat=True)) == [other[0].pk]


def test_what_lies_in_the_bank_already_is_moved_in_an_emergency(tubes, box, other, manager):
    actions.store(tubes[:1], box, later(60), manager)
    withdrawn(tubes, manager)
    actions.store(tubes[:1], other, later(70), manager, moving=True)
    rows = reading.lines(f"position,code\nB2,{tubes[0].label}\n".encode())
    scans.put(rows, later(90), manager, box=box, moving=True)
    with acting(manager):
        assert Place.objects.get(specimen=tubes[0]).container_id == box.pk


def test_what_waits_for_its_disposal_is_not_put_away(tubes, box, manager):
    quality.propose(tubes[0], "spoilt", "autoclave", manager)
    said = refused(lambda: actions.store(tubes[:1], box, later(60), manager))
    assert "disposal has been proposed" in said.text("en")


def test_what_nobody_was_asked_about_is_kept_and_said(tubes, box, manager, protocol):
    actions.store(tubes[:1], box, later(60), manager)
    with translation.override("en"):
        said = " ".join(keeping.doubts(tubes[:1], manager))
    assert "consent not on record" in said and "approval to preserve" in said
    consenting(donor_of(tubes, manager), manager, tubes[0].hospital)
    granted("preservation", protocol, manager, partners=[])
    assert keeping.doubts(tubes[:1], manager) == []
    with acting(manager):
        Approval.objects.update(valid_until=timezone.localdate() - timedelta(1))
    with translation.override("zh-hans"):
        assert "保藏批件" in " ".join(keeping.doubts(tubes[:1], manager))


def test_the_database_refuses_it_too(tubes, box, manager):
    withdrawn(tubes, manager)
    with acting(manager), pytest.raises(DatabaseError, match="is not kept"), transaction.atomic():
        CustodyEvent.objects.create(hospital_id=tubes[0].hospital_id, specimen=tubes[0], deed="stored", at=later(60))


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_and_a_tube_put_away_at_once_never_both_pass(tubes, box, manager):
    donor = donor_of(tubes, manager)
    consenting(donor, manager, tubes[0].hospital)
    told, start = {}, threading.Barrier(2)

    def run(name, deed):
        start.wait()
        try:
            deed()
            told[name] = "done"
        except Refused:
            told[name] = "refused"
        finally:
            connection.close()

    both = [threading.Thread(target=run, args=("stored", lambda: actions.store(tubes[:1], box, later(60), manager))),
            threading.Thread(target=run, args=("withdrawn", lambda: consent.withdraw(donor, [], back(days=10), manager)))]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert told["withdrawn"] == "done"
    with acting(manager):
        lies = Place.objects.filter(specimen=tubes[0]).exists()
        item = consent.WorkItem.objects.get(specimen=tubes[0])
    # Either it came in first, and the work list knows where it lies; or it did not come in.
    assert lies == (told["stored"] == "done") and (not lies or "B1" in item.where)
