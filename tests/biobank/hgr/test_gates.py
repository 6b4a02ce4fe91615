"""Gates of human genetic resources hold in the actions and in the database."""

from datetime import date, timedelta

import pytest
from biobank.bankers import LONG_AGO, THEN, a_protocol, a_visit, blood
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from paeonia.modules.biobank import gates
from paeonia.modules.biobank.donors import actions as donors
from paeonia.modules.biobank.hgr import actions, queries
from paeonia.modules.biobank.hgr.models import Approval, InformationRelease
from paeonia.modules.biobank.hgr.rules import rules
from paeonia.modules.biobank.models import CustodyEvent, Donor, Edition, Registration
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
PURPOSES = ["research", "genetic", "foreign_cooperation"]


def granted(kind, protocol, manager, number="N-1", **more):
    usual = {"kind": kind, "number": number, "title": "x", "status": "approved", "valid_from": date(2026, 1, 1),
             "valid_until": date(2027, 12, 31), "partners": ["Acme Labs"]}
    return actions.enter({**usual, **more}, [protocol], protocol.hospital_id, manager)


def about(deed="shipped", **more):
    return gates.About(deed, timezone.localdate(), **{"country": "US", "recipient": "Acme Labs", "foreign": True, **more})


def asked(tube, viewer, **more):
    with acting(viewer):
        return {one.code for one in gates.ask([tube], PURPOSES, about(**more))}


def ships(tube, viewer, **fields):
    with acting(viewer), transaction.atomic():
        CustodyEvent.objects.create(hospital_id=tube.hospital_id, specimen=tube, deed="shipped", at=timezone.now(), fields={
            "purposes": PURPOSES, "country": "US", "recipient": "Acme Labs", "foreign": True, **fields})


def test_abroad_needs_cooperation_export_and_exit_certificate(tube, protocol, manager):
    assert asked(tube, manager) == {"hgr-cooperation", "hgr-export", "hgr-exit"}
    with pytest.raises(DatabaseError, match="no approval of cooperation"):
        ships(tube, manager)
    granted("cooperation", protocol, manager)
    with pytest.raises(DatabaseError, match="does not leave the country"):
        ships(tube, manager)
    granted("export", protocol, manager)
    granted("exit_certificate", protocol, manager, "EX-1")
    for number in (None, "EX-2", "N-1"):
        with pytest.raises(DatabaseError, match="does not leave the country"):
            ships(tube, manager, exit_certificate=number)
    with pytest.raises(DatabaseError, match="no approval of cooperation"):
        ships(tube, manager, exit_certificate="EX-1", recipient="Other")
    assert asked(tube, manager, numbers={"exit_certificate": "EX-1"}) == set()
    ships(tube, manager, exit_certificate="EX-1", recipient="  acme   LABS ")


@pytest.mark.parametrize("change", [{"valid_until": date(2026, 2, 1)}, {"status": "suspended"}, {"kinds": ["serum"]},
                                    {"valid_from": date(2027, 1, 1)}])
def test_a_document_that_does_not_hold_is_none(tube, protocol, manager, change):
    granted("cooperation", protocol, manager, **change)
    assert "hgr-cooperation" in asked(tube, manager, country="CN")
    with pytest.raises(DatabaseError, match="no approval of cooperation"):
        ships(tube, manager, country="CN")


@pytest.mark.parametrize("foreign", [True, "yes", None, 1])
def test_foreign_said_in_any_other_way_than_no_is_foreign(tube, manager, foreign):
    with pytest.raises(DatabaseError, match="no approval of cooperation"):
        ships(tube, manager, country="CN", foreign=foreign)
    ships(tube, manager, country="CN", foreign=False)


def test_a_protocol_that_is_not_covered_stays(manager, here, protocol):
    other = a_protocol(manager, here, "OTHER")
    granted("cooperation", other, manager)
    one = blood(a_visit(protocol, manager), manager)
    assert "hgr-cooperation" in asked(one, manager, country="CN")


def test_nobody_is_registered_beyond_the_headcount(protocol, manager):
    granted("collection", protocol, manager, headcount=2)
    for _ in range(2):
        donors.register(protocol, THEN.date(), manager)
    with pytest.raises(Refused, match="allows 2 people") as told:
        donors.register(protocol, THEN.date(), manager)
    assert "采集批件" in told.value.problems[0].text("zh")
    with acting(manager), pytest.raises(DatabaseError, match="headcount"), transaction.atomic():
        edition = Edition.objects.get(protocol=protocol)
        new = Donor.objects.create(hospital_id=protocol.hospital_id, code="X")
        Registration.objects.create(hospital_id=protocol.hospital_id, donor=new, protocol=protocol, edition=edition,
                                    code="X", on_day=THEN.date())
    granted("collection", protocol, manager, "N-2", headcount=3)
    donors.register(protocol, THEN.date(), manager)


def test_a_donor_in_two_protocols_is_one_head(protocol, manager, here):
    other = a_protocol(manager, here, "OTHER")
    actions.enter({"kind": "collection", "number": "C-1", "title": "x", "status": "approved", "valid_from": LONG_AGO,
                   "headcount": 1}, [protocol, other], here.pk, manager)
    first = donors.register(protocol, THEN.date(), manager)
    with acting(manager):
        edition = Edition.objects.get(protocol=other)
        Registration.objects.create(hospital=here, donor_id=first.donor_id, protocol=other, edition=edition, code="O-1",
                                    on_day=THEN.date())


def test_keeping_without_an_approval_is_a_warning(tube, protocol, manager):
    with acting(manager):
        warned, = gates.passed([tube], [], gates.About(gates.KEEP, timezone.localdate()))
    assert (warned.code, warned.hard) == ("hgr-preservation", False)
    granted("preservation", protocol, manager)
    with acting(manager):
        assert gates.passed([tube], [], gates.About(gates.KEEP, timezone.localdate())) == []


def gives(specimens, manager, **fields):
    return actions.release(specimens, {"recipient": "Acme Labs", "country": "US", "foreign": True, "what": "exomes",
                                       "on_day": timezone.localdate(), "genome": True, **fields}, manager)


def test_information_needs_its_report_with_backup_and_its_donors_consent(tube, protocol, manager):
    with pytest.raises(Refused, match="prior report on information"):
        gives([tube], manager)
    with acting(manager), pytest.raises(DatabaseError, match="without prior report"), transaction.atomic():
        InformationRelease.objects.create(hospital_id=tube.hospital_id, recipient="Acme Labs", country="US", foreign=True,
                                          on_day=timezone.localdate(), what="x")
    report = granted("information", protocol, manager)
    with pytest.raises(Refused, match="no receipt of the information backup"):
        gives([tube], manager)
    actions.change(report, {"backup_receipt": "B-7"}, [protocol], manager)
    made = gives([tube], manager)
    assert made.report_id == report.pk
    stranger = blood(a_visit(protocol, manager), manager)
    with pytest.raises(Refused, match="consent not on record"):
        gives([stranger], manager)
    with pytest.raises(Refused, match="controlled from abroad"):
        gives([tube], manager, foreign=None, country="CN")


def test_beyond_500_people_a_security_review(tube, protocol, manager, here):
    granted("information", protocol, manager, backup_receipt="B-7")
    with connection.cursor() as cursor:
        cursor.execute("SELECT bankhgr_most_genomes()")
        assert cursor.fetchone() == (rules()["security"].people,), "the file and the database say the same"
    with acting(manager):
        many = Donor.objects.bulk_create(Donor(hospital=here, code=f"G{n}") for n in range(500))
        held = InformationRelease.objects.create(
            hospital=here, recipient="Acme Labs", country="US", foreign=True, on_day=timezone.localdate(), what="x",
            genome=True, report=Approval.objects.get())
        rows = [held.sources.model(hospital=here, release=held, specimen=tube, donor=one) for one in many]
        held.sources.model.objects.bulk_create(rows)
        with pytest.raises(DatabaseError, match="security review"), transaction.atomic():
            held.sources.model.objects.create(hospital=here, release=held, specimen=tube,
                                              donor_id=tube.collection.registration.donor_id)
    with pytest.raises(Refused, match="501 people"):
        gives([tube], manager)
    gives([tube], manager, genome=False)
    review = granted("security_review", protocol, manager)
    assert gives([tube], manager).review_id == review.pk


def test_the_register_counts_and_tells_what_ends(protocol, manager, tube):
    today = timezone.localdate()
    granted("collection", protocol, manager, headcount=1)
    granted("export", protocol, manager, valid_until=today + timedelta(20))
    found = queries.register(manager, today)
    assert [(one.what, one.people, one.most, one.level) for one in found.counts] == [
        ("headcount", 1, 1, "full"), ("security", 0, 500, "fine")]
    assert [(one.number, one.level) for one in found.dues] == [("N-1", "month")]
    assert {one.row.kind: one.in_force for one in found.entries} == {"collection": True, "export": True}


@pytest.mark.parametrize(("fields", "says"), [
    ({"number": ""}, "number and the day"), ({"valid_until": date(2025, 1, 1)}, "before it begins"),
    ({"partners": []}, "name the partners")])
def test_what_is_entered_incompletely_is_refused(protocol, manager, fields, says):
    with pytest.raises(Refused, match=says):
        granted("cooperation", protocol, manager, **fields)


def test_a_number_is_entered_once_and_covers_something(protocol, manager, here):
    granted("export", protocol, manager)
    with pytest.raises(Refused, match="in the register already"):
        granted("export", protocol, manager)
    with pytest.raises(Refused, match="choose the protocols"):
        actions.enter({"kind": "collection", "number": "C", "title": "x"}, [], here.pk, manager)


def test_a_yearly_report_is_handed_in_once_after_its_year(protocol, manager):
    held = granted("preservation", protocol, manager, valid_from=date(2024, 1, 1))
    actions.reported(held, 2025, date(2026, 1, 20), "folder 3", manager)
    with pytest.raises(Refused, match="handed in already"):
        actions.reported(held, 2025, date(2026, 1, 21), "folder 3", manager)
    with pytest.raises(Refused, match="is not over"):
        actions.reported(held, 2026, date(2026, 5, 1), "folder 3", manager)
    with pytest.raises(Refused, match="not an approval to preserve"):
        actions.reported(granted("export", protocol, manager), 2025, date(2026, 1, 20), "x", manager)


def test_the_other_hospital_sees_none_and_only_a_manager_writes(protocol, manager, viewer, two_hospitals):
    granted("export", protocol, manager)
    stranger = viewer("biobank_manager", two_hospitals[1])
    assert queries.register(stranger, timezone.localdate()).entries == ()
    with pytest.raises(PermissionDenied):
        granted("exit_certificate", protocol, viewer("biobank_technician", two_hospitals[0]))
    with pytest.raises(PermissionDenied):
        granted("exit_certificate", protocol, stranger)
