"""The pages of requests, clicked through from the catalogue to the publication as each person would."""

import pytest
from biobank.bankers import a_visit, blood

from paeonia.modules.biobank.requests import actions
from paeonia.modules.biobank.requests.models import Order, Pick, Request, Shipment
from paeonia.people.context import acting
from paeonia.people.models import User

pytestmark = pytest.mark.django_db
BASE = "/biobank/requests/"


@pytest.fixture
def by(client):
    """Sign a viewer in, in English."""
    def make(who, language="en"):
        client.force_login(User.objects.get(pk=who.user_id))
        client.cookies["django_language"] = language
        return client
    return make


def ok(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def test_from_the_catalogue_to_the_publication(by, requester, members, manager, technician, tubes, here):
    client = by(requester)
    page = ok(client.get(f"{BASE}catalogue/"))
    assert "held back" in page      # three donors are too few to be counted
    told = client.post(f"{BASE}new/", {
        "title_zh": "血浆研究", "title_en": "Plasma study", "purposes": ["research"], "ethics_number": "EC-1",
        "ethics_until": "2099-01-01", "criteria": "any", "recipient": "East University", "country": "CN", "foreign": "no"})
    ok(told, 302)
    with acting(requester):
        one = Request.objects.get()
    here_is = f"{BASE}{one.pk}/"
    assert one.country == "CN"
    assert "lacks what is wanted" in ok(client.post(f"{here_is}submit/", follow=True))
    ok(client.post(f"{here_is}want/", {"kind": "whole_blood", "pieces": "2"}), 302)
    ok(client.post(f"{here_is}submit/"), 302)
    ok(by(manager).post(f"{here_is}decide/", {"do": "take_up"}), 302)
    for member in members:
        by(member)
        assert one.number in ok(client.get(f"{BASE}review/"))
        ok(client.post(f"{BASE}review/{one.pk}/", {"said_": "approve", "why": "sound"}), 302)
        assert "has voted" in ok(client.post(f"{BASE}review/{one.pk}/", {"said_": "approve", "why": "again"}), 422)
    ok(by(manager).post(f"{here_is}decide/", {"do": "decide"}), 302)
    by(technician)
    ok(client.post(f"{here_is}pick/", {"tube": [str(tube.pk) for tube in tubes[:2]]}), 302)
    assert "not on the list" in ok(client.post(f"{here_is}pick/", {"code": "BC2"}, follow=True))
    for code in ("BC0", "BC1"):
        assert "is confirmed" in ok(client.post(f"{here_is}pick/", {"code": code}, follow=True))
    with acting(technician):
        first, second = Pick.objects.order_by("id").values_list("pk", flat=True)
    wrong = {f"take-{first}": "on", f"quantity-{first}": "x", "at": "2026-03-05T10:00"}
    again = ok(client.post(f"{here_is}give/", wrong), 422)
    assert f'name="take-{first}" checked' in again and f'name="take-{second}" checked' not in again and 'value="x"' in again
    ok(client.post(f"{here_is}give/", {f"take-{first}": "on", f"quantity-{first}": "500", f"unit-{first}": "uL",
                                       f"take-{second}": "on", "at": "2026-03-05T10:00"}), 302)
    with acting(technician):
        order = Order.objects.get()
    ok(client.post(f"{BASE}orders/{order.pk}/pack/"), 302)
    with acting(technician):
        parcel = Shipment.objects.get()
    ok(client.post(f"{BASE}shipments/{parcel.pk}/ship/", {
        "courier": "SF", "temperature": "-72.5", "at": "2026-03-05T12:00"}), 302)
    manifest = client.get(f"{BASE}shipments/{parcel.pk}/manifest.csv").content.decode("utf-8-sig").splitlines()
    assert manifest[1] == f"{parcel.number},{tubes[0].label},BC0,whole_blood,0.5,mL"
    by(requester)
    held = ok(client.post(f"{BASE}shipments/{parcel.pk}/receive/", {"codes": "BC0", "at": "2026-03-06T09:00"}, follow=True))
    assert "Nothing is received yet" in held and tubes[1].label in held
    opened = ok(client.get(f"{BASE}shipments/{parcel.pk}/receive/"))
    assert "BC0</textarea>" in opened.replace("\n", "")       # one difference costs no new scan
    odd = held.split('name="settle" value="')[1].split('"')[0]
    ok(client.post(f"{BASE}shipments/{parcel.pk}/", {"settle": odd, "how": "found", "why": "under the ice"}), 302)
    assert "every tube is accounted for" in ok(client.post(
        f"{BASE}shipments/{parcel.pk}/receive/", {"codes": "BC0\r\nBC1", "at": "2026-03-06T09:30"}, follow=True))
    ok(client.post(f"{here_is}results/", {"rows": f"{tubes[0].label},PIK3CA,H1047R"}), 302)
    ok(client.post(f"{here_is}published/", {"found_by": "pmid", "text": "31452104"}), 302)
    page = ok(client.get(here_is))
    assert "H1047R" in page and "31452104" in page and "fulfilled" in page
    assert "已完成" in ok(by(requester, "zh-hans").get(here_is))


def test_a_hindered_tube_cannot_be_ticked_and_the_document_is_named(by, approved, protocol, manager, technician):
    silent = blood(a_visit(protocol, manager), manager)
    page = ok(by(technician).get(f"{BASE}{approved.pk}/pick/"))
    row = page.split(f'id="tube-{silent.pk}"')[1].split("</li>")[0]
    assert "disabled" in row.split(">")[0] and "a signed consent form" in row


def test_stock_is_narrowed_by_label_barcode_donor_and_type(by, approved, tubes, technician, requester, donor_of):
    client, page = by(technician), f"{BASE}{approved.pk}/pick/"
    every = {0, 1, 2}
    for said, found in (("", every), (f"q={tubes[1].label}", {1}), ("q=bc2", {2}), (f"q={donor_of(tubes[0]).code}", {0}),
                        ("q=nowhere", set()), ("kind=whole_blood", every), ("kind=plasma", set()), ("page=9", every)):
        told = ok(client.get(f"{page}?{said}"))
        assert {at for at, tube in enumerate(tubes) if f'id="tube-{tube.pk}"' in told} == found, said
    assert "answers to this" in ok(client.get(f"{page}?q=nowhere"))
    told = client.post(f"{page}?q=bc2", {"tube": [str(tubes[2].pk)]})
    assert told["Location"] == f"{page}?q=bc2"      # who puts aside one of what was found goes on from there


def test_others_find_no_page(by, draft, order_of, viewer, two_hospitals, here):
    west, nobody = viewer("biobank_manager", two_hospitals[1]), viewer("partner_physician", here)
    for who in (west, nobody):
        client = by(who)
        for address in (f"{draft.pk}/", f"review/{draft.pk}/", f"{draft.pk}/pick/", f"orders/{order_of.pk}/pack/"):
            status = client.get(f"{BASE}{address}").status_code
            assert status in (403, 404, 405), (who.role, address, status)
        assert client.get(f"{BASE}{draft.pk}/").status_code == 404


@pytest.fixture
def order_of(approved, tubes, technician):
    from django.utils import timezone

    from paeonia.modules.biobank.requests.picking import actions as picking
    from paeonia.modules.biobank.requests.picking.actions import Give

    held, = picking.put_aside(approved, tubes[:1], technician)
    picking.scan(approved, held.label, technician)
    return picking.distribute(approved, {held.pk: Give()}, timezone.now(), technician)


def test_a_draft_is_its_requesters_alone(by, draft, manager, requester):
    assert by(manager).get(f"{BASE}{draft.pk}/").status_code == 404
    ok(by(requester).get(f"{BASE}{draft.pk}/"))


def test_the_committee_is_the_managers(by, manager, requester, viewer, here):
    doctor = viewer("oncologist", here)
    client = by(manager)
    ok(client.post(f"{BASE}committee/", {"seat": str(doctor.user_id)}), 302)
    ok(client.post(f"{BASE}committee/", {"quorum": "1"}), 302)
    assert doctor.name in ok(client.get(f"{BASE}committee/"))
    assert by(requester).get(f"{BASE}committee/").status_code == 403


def test_a_request_taken_back_stays_readable(by, draft, requester):
    client = by(requester)
    assert "say why" in ok(client.post(f"{BASE}{draft.pk}/withdraw/", {"why": " "}, follow=True))
    assert "request withdrawn" in ok(client.post(f"{BASE}{draft.pk}/withdraw/", {"why": "no funds"}, follow=True))
    with pytest.raises(Exception, match="withdrawn"):
        actions.submit(draft, requester)


def test_the_list_is_narrowed_by_state_and_by_words(by, approved, requester):
    client = by(requester)
    assert approved.number in ok(client.get(f"{BASE}?state=approved&q=ctdna"))
    assert approved.number not in ok(client.get(f"{BASE}?state=declined"))
    assert "No request answers to this" in ok(client.get(f"{BASE}?q=nothing-of-the-kind%00"))
    assert approved.number in ok(client.get(f"{BASE}?state=moons&page=99999999999"))
