"""Pages of storage: stored by scanning, files looked at first, an excursion judged, the other hospital finds nothing."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from biobank.bankers import a_visit, later, planned
from biobank.storage.test_places import lying, taken
from biobank.storage.test_warmth import at, feed
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.models import CustodyEvent
from paeonia.modules.biobank.storage import actions
from paeonia.modules.biobank.storage.containers import actions as containers
from paeonia.modules.biobank.storage.models import Container, Excursion, Place
from paeonia.people.context import acting
from paeonia.people.models import User

pytestmark = pytest.mark.django_db
ROOM = "/biobank/storage/"


@pytest.fixture
def enter(client):
    from django.contrib.auth import get_user_model

    def go(viewer):
        client.force_login(get_user_model().objects.get(pk=viewer.user_id))
        client.cookies["django_language"] = "en"
        return client

    return go


def upload(data, name="x.csv"):
    return SimpleUploadedFile(name, data)


def test_every_page_opens(enter, manager, technician, freezer, rack, box, tubes):
    actions.store(tubes[:1], box, later(40), technician)
    containers.note(freezer, "alarm", later(50), "door open", technician)
    containers.move(rack, freezer, later(55), technician)
    for who, pages in ((technician, ["", "out/", "file/", "temperatures/", f"{freezer.pk}/", f"{box.pk}/",
                                     f"{freezer.pk}/plan/", f"{freezer.pk}/note/", f"{box.pk}/move/"]),
                       (manager, ["", "new/", f"{rack.pk}/new/", f"{rack.pk}/", f"{box.pk}/change/"])):
        for address in pages:
            assert enter(who).get(ROOM + address).status_code == 200, address


def test_storing_by_scanning(enter, technician, box, tubes):
    client = enter(technician)
    page = client.get(f"{ROOM}{box.pk}/").content.decode()
    assert "It goes into A1" in page
    answer = client.post(f"{ROOM}{box.pk}/store/", {"code": "T1"}, headers={"hx-request": "true"})
    part = answer.content.decode()
    assert "8 of 9 free" in part
    assert "It goes into A2" in part and "<html" not in part and tubes[0].label in part
    client.post(f"{ROOM}{box.pk}/store/", {"code": tubes[1].label, "place": "C3"})
    assert "7 of 9 free" in client.get(f"{ROOM}{box.pk}/").content.decode()
    assert lying(technician, box) == {"A1": tubes[0].label, "C3": tubes[1].label}
    for wrong, says in (({"code": "T1"}, "already lies in"), ({"code": "nobody"}, "no specimen of this bank"),
                        ({"code": "T3", "place": "A1"}, "is taken"), ({"code": "T3", "place": "Z99"}, "has no place"),
                        ({}, "no specimen")):
        answer = client.post(f"{ROOM}{box.pk}/store/", wrong, headers={"hx-request": "true"})
        assert answer.status_code == 422 and says in answer.content.decode(), wrong
    client.post(f"{ROOM}{box.pk}/store/", {"code": "T1", "place": "B1", "moving": "yes"})
    assert "B1" in lying(technician, box)
    blocked = client.post(f"{ROOM}{box.pk}/block/", {"place": "A2", "why": "dented", "do": "block"})
    assert "dented" in blocked.content.decode()
    client.post(f"{ROOM}{box.pk}/block/", {"place": "A2", "do": "release"})
    assert taken(technician, box) == 2


def test_out_and_in_by_codes(enter, technician, box, tubes):
    actions.store(tubes[:2], box, later(40), technician)
    client, now = enter(technician), timezone.localtime()
    told = {"do": "out", "codes": "T1\nT2\n", "at": now.strftime("%Y-%m-%dT%H:%M"), "why": "DNA"}
    assert "when it is expected back" in client.post(f"{ROOM}out/", told).content.decode()
    page = client.post(f"{ROOM}out/", {**told, "back_by": (now + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")},
                       follow=True).content.decode()
    assert tubes[0].label in page and "Kept for 2 tubes" in page
    with acting(technician):
        Place.objects.filter(state="out").update(until=later(60))
    assert "2 tubes overdue" in client.get(ROOM).content.decode()
    client.post(f"{ROOM}out/", {"do": "in", "codes": "T1\nT2", "at": timezone.localtime().strftime("%Y-%m-%dT%H:%M:%S")})
    with acting(technician):
        assert not Place.objects.filter(state="out").exists()


def test_a_scanners_file_is_looked_at_and_then_kept(enter, technician, box, tubes):
    client = enter(technician)
    answer = client.post(f"{ROOM}file/", {"file": upload("盒号,孔位,管码\nBOX1,A1,T1\nBOX1,A2,没有\n".encode("gbk"))})
    page = answer.content.decode()
    assert "row 3" in page and taken(technician, box) == 0
    held = page.split('name="rows" value="')[1].split('"')[0]
    client.post(f"{ROOM}file/", {"rows": held})
    assert taken(technician, box) == 0
    client.post(f"{ROOM}file/", {"rows": held, "good": "yes"})
    assert lying(technician, box) == {"A1": tubes[0].label}
    client.post(f"{ROOM}file/", {"rows": held[:-3] + "abc", "good": "yes"})
    assert "neither UTF-8" in client.post(f"{ROOM}file/", {"file": upload(b"\x81\x00\xff")}).content.decode()


def test_a_freezer_failure_from_the_file_to_the_judgement(enter, technician, manager, freezer, box, tubes):
    actions.store(tubes[:1], box, later(40), technician)
    file = upload(feed(-80, -50, -50, -80) + b"x\n")
    page = enter(technician).post(f"{ROOM}temperatures/", {"file": file}).content.decode()
    assert "4 new readings" in page and "30 minutes" not in page and "20 minutes" in page
    with acting(technician):
        one = Excursion.objects.get()
    assert tubes[0].label in enter(technician).get(f"{ROOM}temperatures/{one.pk}/").content.decode()
    enter(technician).post(f"{ROOM}temperatures/{one.pk}/", {"judgement": "not hers to judge"})
    with acting(technician):
        assert Excursion.objects.get().judged_at is None
    enter(manager).post(f"{ROOM}temperatures/{one.pk}/", {"judgement": "stays usable"})
    with acting(manager):
        assert CustodyEvent.objects.get(specimen=tubes[0], deed="quality").fields["value"] == 20
        assert Excursion.objects.get().began == at(10)


def test_a_plan_that_changed_since_it_was_read_is_not_written_down(enter, technician, freezer, box, tubes, manager,
                                                                   two_hospitals):
    cold = containers.set_up({"kind": "freezer", "name": "F2", "holds": "containers", "temperature": Decimal(-80)}, None,
                             two_hospitals[0].pk, manager)
    containers.set_up({"kind": "box", "name": "E1", "holds": "specimens", "rows": 2, "columns": 2}, cold, cold.hospital_id,
                      manager)
    actions.store(tubes[:1], box, later(40), technician)
    page = f"{ROOM}{freezer.pk}/plan/"
    mark = re.search(r'name="mark" value="(\w+)"', enter(technician).get(page).content.decode())[1]
    actions.store(tubes[1:2], box, later(50), technician)
    told = enter(technician).post(page, {"mark": mark}, follow=True)
    assert told.redirect_chain[-1][0] == page and "is not the one you carried out" in told.content.decode()
    with acting(technician):
        assert Place.objects.get(specimen=tubes[0]).container_id == box.pk
    mark = re.search(r'name="mark" value="(\w+)"', told.content.decode())[1]
    assert "2 tubes moved" in enter(technician).post(page, {"mark": mark}, follow=True).content.decode()


def test_setting_up_and_changing(enter, manager, freezer, rack):
    client = enter(manager)
    told = {"kind": "box", "name": "N", "pieces": "3", "holds": "specimens", "rows": "9", "columns": "9",
            "row_names": "upper", "column_names": "numbers", "order": "across_down_right", "tolerated": "0"}
    assert client.post(f"{ROOM}{rack.pk}/new/", told).status_code == 302
    with acting(manager):
        made = list(Container.objects.filter(parent=rack).values_list("name", flat=True))
    assert made == ["N 1", "N 2", "N 3"]
    for wrong in ({"rows": ""}, {"room_for": "3"}, {"coldest": "-60", "warmest": "-90"}, {"pieces": "0"},
                  {"kinds": ["nothing"]}):
        assert client.post(f"{ROOM}{rack.pk}/new/", told | wrong).status_code == 422, wrong


def test_nobody_else_comes_in(enter, viewer, two_hospitals, box, freezer, tubes):
    stranger = enter(viewer("biobank_manager", two_hospitals[1]))
    for address in (f"{box.pk}/", f"{freezer.pk}/plan/", f"{box.pk}/change/", "temperatures/99999/", f"{10**30}/"):
        assert stranger.get(ROOM + address).status_code == 404, address
    assert ">F1<" not in stranger.get(ROOM).content.decode()
    nurse = enter(viewer("nurse", two_hospitals[0]))
    assert nurse.post(f"{ROOM}{box.pk}/store/", {"code": "T1"}).status_code == 403


def test_a_box_is_put_on_paper_for_its_own_hospital_alone(tubes, box, freezer, manager, client, two_hospitals, viewer):
    actions.store(tubes[:3], box, later(60), manager)
    client.force_login(User.objects.get(pk=manager.user_id))
    sent = client.get(f"/biobank/labels/boxes/{box.pk}/")
    assert sent["Content-Type"] == "application/pdf" and sent.content.startswith(b"%PDF")
    assert client.get(f"/biobank/labels/boxes/{freezer.pk}/").status_code == 404      # no places of its own
    client.force_login(User.objects.get(pk=viewer("biobank_manager", two_hospitals[1]).user_id))
    assert client.get(f"/biobank/labels/boxes/{box.pk}/").status_code == 404


def test_places_are_kept_for_whoever_asked(box, manager, client):
    client.force_login(User.objects.get(pk=manager.user_id))
    assert "A1, A2" in client.post(f"/biobank/storage/{box.pk}/block/", {"do": "reserve", "many": "2"}).content.decode()
    assert client.post(f"/biobank/storage/{box.pk}/block/", {"do": "reserve", "many": "99"}).status_code == 422


def test_tubes_outside_a_limit_are_named_beside_the_map_and_in_the_family(enter, protocol, manager, technician, box):
    visit = a_visit(protocol, manager)
    core, = planned(visit, manager, "CN")
    core = bench.collect(core, later(0), bench.Tube(Decimal(2), "{piece}"), manager)
    bench.happened([core], "fixed", later(600), manager, until=later(2040), fields={"fixative": "nbf"})
    block, = bench.derive(core, [bench.Tube(Decimal(1), "{piece}", "BLOCK1", kind="ffpe_block")], later(2100), manager)
    client = enter(technician)
    page = f"{ROOM}{box.pk}/"
    assert "No tube lies in this box" in client.get(f"{page}flags/").content.decode()
    actions.store([block], box, later(2160), technician)
    assert f"{page}flags/" in client.get(page).content.decode()
    told = client.get(f"{page}flags/").content.decode()
    assert "outside the limit" in told and block.label in told and "A1" in told
    reason = re.search(r": ([^<:]+)</span> <span class=\"bank-small\">", told)[1]
    family = client.get(f"/biobank/specimens/{core.pk}/").content.decode().partition('id="family"')[2]
    assert reason in family, "said beside the block in the family, too"
