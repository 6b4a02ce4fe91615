"""Shipments and what comes back: a receipt matches its manifest tube by tube, results are of what was given."""

from datetime import timedelta

import pytest
from biobank.consent.consenting import back
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from paeonia.chart import uploads
from paeonia.modules.biobank import findings
from paeonia.modules.biobank.consent import actions as consent
from paeonia.modules.biobank.models import CustodyEvent
from paeonia.modules.biobank.requests.models import Difference, Item, Line, Result, ResultFile, Shipment
from paeonia.modules.biobank.requests.picking import actions as picking
from paeonia.modules.biobank.requests.picking.actions import Give
from paeonia.modules.biobank.requests.results import actions as results
from paeonia.modules.biobank.requests.shipping import actions as shipping
from paeonia.modules.biobank.requests.shipping.matching import Odd, compare
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
BY = {"courier": "SF", "tracking": "T1", "logger": "L9"}


@pytest.fixture
def order(approved, tubes, technician):
    picks = picking.put_aside(approved, tubes[:2], technician)
    for one in picks:
        picking.scan(approved, one.barcode, technician)
    return picking.distribute(approved, {one.pk: Give() for one in picks}, timezone.now(), technician)


@pytest.fixture
def parcel(order, technician):
    return shipping.pack(order, technician)


@pytest.fixture
def shipped(parcel, technician):
    return shipping.ship(parcel, dict(BY), timezone.now(), technician)


def opened(parcel, viewer, codes, damaged=()):
    return shipping.receive(parcel, codes, damaged, timezone.now(), viewer)


def arrived(viewer):
    with acting(viewer):
        return set(CustodyEvent.objects.filter(deed="arrived").values_list("specimen__label", flat=True))


def test_a_parcel_goes_forward_only_and_its_manifest_stays(shipped, order, technician, tubes):
    with acting(technician):
        said = CustodyEvent.objects.get(specimen=tubes[0], deed="shipped").fields
    assert (said["courier"], said["logger"], said["recipient"], said["purposes"]) == (
        "SF", "L9", "East University", ["genetic", "research"])
    for how in (lambda: shipping.ship(shipped, dict(BY), timezone.now(), technician),
                lambda: shipping.unpack(items(shipped, technician)[0], technician)):
        with pytest.raises(Refused, match="on its way"):
            how()
    for change in (lambda: Shipment.objects.filter(pk=shipped.pk).update(state="pending"),
                   lambda: Item.objects.filter(shipment=shipped).delete()):
        with acting(technician), pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(Refused, match="holds nothing"):
        shipping.pack(order, technician)


def items(shipment, viewer):
    with acting(viewer):
        return list(Item.objects.filter(shipment=shipment))


def test_a_withdrawal_on_the_way_out_holds_the_parcel(parcel, tubes, donor_of, manager, technician):
    consent.withdraw(donor_of(tubes[0]), [], back(90), manager)
    with pytest.raises(Refused, match="withdrawn"):
        shipping.ship(parcel, dict(BY), timezone.now(), technician)
    shipping.unpack(next(one for one in items(parcel, technician) if one.label == tubes[0].label), technician)
    assert shipping.ship(parcel, dict(BY), timezone.now(), technician).state == "shipped"


def test_a_parcel_needs_a_courier_and_something_in_it(parcel, technician):
    with pytest.raises(Refused, match="who carries"):
        shipping.ship(parcel, {"courier": " "}, timezone.now(), technician)
    for one in items(parcel, technician):
        shipping.unpack(one, technician)
    with pytest.raises(Refused, match="holds nothing"):
        shipping.ship(parcel, dict(BY), timezone.now(), technician)


def test_the_requester_receives_what_matches_by_label_or_barcode(shipped, tubes, requester, technician, again):
    assert opened(shipped, requester, [tubes[0].label, "BC1", "BC1 "]).received
    assert again(shipped, technician).state == "received"
    assert arrived(technician) == {tubes[0].label, tubes[1].label}
    with acting(technician):
        assert set(CustodyEvent.objects.filter(deed="arrived").values_list("by_id", flat=True)) == {requester.user_id}


def test_differences_hold_everything_until_each_is_settled(shipped, tubes, requester, technician, again):
    told = opened(shipped, requester, ["BC0", "STRANGE"], damaged=["BC0"])
    assert {(one.kind, one.code) for one in told.odd} == {
        ("missing", tubes[1].label), ("surplus", "STRANGE"), ("damaged", tubes[0].label)}
    assert not arrived(technician) and again(shipped, technician).state == "shipped"
    with acting(technician), pytest.raises(DatabaseError, match="differences are settled"), transaction.atomic():
        Shipment.objects.filter(pk=shipped.pk).update(state="received", received_at=timezone.now())
    with acting(requester):
        odd = {one.kind: one for one in Difference.objects.filter(shipment=shipped)}
    with pytest.raises(Refused, match="cannot be how"):
        shipping.settle(odd["missing"], "accepted", "fine", requester)
    with pytest.raises(Refused, match=f"{tubes[1].label}: say why"):
        shipping.settle(odd["missing"], "lost", "", requester)
    with pytest.raises(Refused, match=f"{shipped.number} was shipped at .*Correct the time"):
        shipping.receive(shipped, ["BC0"], [], shipped.shipped_at - timedelta(hours=1), requester)
    shipping.settle(odd["missing"], "lost", "courier's statement 7", requester)
    shipping.settle(odd["surplus"], "sent_back", "with the same courier", requester)
    assert [one.kind for one in opened(shipped, requester, ["BC0", "STRANGE"], ["BC0"]).odd] == ["damaged"]
    shipping.settle(odd["damaged"], "accepted", "cap cracked, content frozen", requester)
    assert opened(shipped, requester, ["BC0", "STRANGE"], ["BC0"]).received
    assert arrived(technician) == {tubes[0].label}


def test_what_is_said_to_be_found_must_be_scanned(shipped, tubes, requester):
    opened(shipped, requester, ["BC0"])
    with acting(requester):
        missing = Difference.objects.get(shipment=shipped)
    shipping.settle(missing, "found", "under the ice", requester)
    assert not opened(shipped, requester, ["BC0"]).received
    assert opened(shipped, requester, ["BC0", "BC1"]).received


def test_strangers_receive_nothing(shipped, viewer, here):
    with pytest.raises(PermissionDenied):
        opened(shipped, viewer("oncologist", here), ["BC0", "BC1"])


def test_comparing_is_exact():
    manifest = {"A": "A", "1": "A", "B": "B"}
    assert compare(manifest, ["1", " B"], []) == []
    assert compare(manifest, [], []) == [Odd("missing", "A"), Odd("missing", "B")]
    assert compare(manifest, ["A", "B", "C", "C"], []) == [Odd("surplus", "C")]


def test_values_are_kept_whole_or_not_at_all(order, approved, tubes, requester, manager):
    with pytest.raises(Refused) as told:
        results.values(approved, f"label,name,value\n{tubes[0].label},PIK3CA VAF,1.2,%\nBC2,x,1\nBC1,,1", requester)
    assert [problem.text("zh")[:7] for problem in told.value.problems] == ["第 3 行：“", "第 4 行：缺"]
    assert "未在本申请中出库" in told.value.problems[0].text("zh")
    with acting(requester):
        assert not Result.objects.exists()
    results.values(approved, f"{tubes[0].label}\tPIK3CA VAF\t1.2\t%\nBC1\tESR1\tnot detected", requester)
    with acting(requester):
        assert list(Result.objects.values_list("label", "value", "unit")) == [
            (tubes[0].label, "1.2", "%"), (tubes[1].label, "not detected", "")]
    with acting(manager):       # the page of the tube shows what came back, and from which request
        assert [(one.what["en"], one.said["zh"], one.source) for one in findings.of(tubes[0], ())] == [
            ("PIK3CA VAF", "1.2 %", approved.number)]


def test_a_file_is_told_by_its_first_bytes_and_given_back_whole(order, approved, requester, viewer, here):
    for name, held in (("a.pdf", b"MZ\x90"), ("a.csv", b"a\0b"), ("empty.pdf", b"")):
        with pytest.raises(Refused):
            results.hand_in(approved, SimpleUploadedFile(name, held), requester)
    kept = results.hand_in(approved, SimpleUploadedFile("../../evil.pdf", b"%PDF-1.7 x"), requester)
    assert uploads.whole(kept.stored, kept.sha256) == b"%PDF-1.7 x" and "evil" not in kept.stored
    with acting(viewer("partner_physician", here)):
        assert not ResultFile.objects.exists()


@pytest.mark.parametrize(("kind", "text", "kept"), [
    ("doi", "https://doi.org/10.1200/JCO.25.00001", "10.1200/JCO.25.00001"), ("pmid", "31452104", "31452104"),
    ("doi", "jco.25", None), ("pmid", "PMC12", None), ("text", "abc", None)])
def test_publications(approved, requester, kind, text, kept):
    if kept is None:
        with pytest.raises(Refused):
            results.publish(approved, kind, text, requester)
    else:
        assert results.publish(approved, kind, text, requester).text == kept
        with pytest.raises(Refused, match="entered already"):
            results.publish(approved, kind, text, requester)


def test_a_tube_that_came_back_is_not_packed(order, technician, tubes):
    with acting(technician):
        line = Line.objects.get(order=order, specimen=tubes[0])
    picking.take_back(line, None, timezone.now(), "", technician)
    assert [one.label for one in items(shipping.pack(order, technician), technician)] == [tubes[1].label]
