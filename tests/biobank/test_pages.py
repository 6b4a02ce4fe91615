"""The bank's pages, clicked through as a manager, a nurse and a technician would."""

import re
from decimal import Decimal

import pytest
from biobank.bankers import a_protocol, a_visit, blood, later
from django.utils import timezone

from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.bench.actions import Tube
from paeonia.modules.biobank.models import Registration, Specimen
from paeonia.modules.biobank.vocabulary import vocabulary
from paeonia.people.context import acting
from paeonia.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_(client, viewer, two_hospitals):
    """Sign somebody in; gives her viewer and the client."""
    def make(role, hospital=0):
        who = viewer(role, two_hospitals[hospital])
        client.force_login(User.objects.get(pk=who.user_id))
        client.cookies["django_language"] = "en"
        return who
    return make


@pytest.fixture
def manager(viewer, two_hospitals):
    return viewer("biobank_manager", two_hospitals[0])


@pytest.fixture
def protocol(manager, two_hospitals):
    return a_protocol(manager, two_hospitals[0])


def test_a_protocol_is_planned_published_and_begun_again(client, as_, two_hospitals):
    manager = as_("biobank_manager")
    told = client.post("/biobank/protocols/new/", {
        "code": "LIQ", "title_zh": "液体活检", "title_en": "Liquid biopsies", "principal": manager.user_id,
        "opened_on": "2026-01-05",
        "donor_format": "%CP_CODE%-%CP_UID(4)%", "primary_format": "%PPI%.%SP_TYPE%%PPI_UID%",
        "derived_format": "%PSPEC_LABEL%.%SP_TYPE%%PSPEC_UID%", "aliquot_format": "%PSPEC_LABEL%.%PSPEC_UID%"})
    assert told.status_code == 302, told.content.decode()
    page = client.get(told["Location"]).content.decode()
    edition = page.split("/biobank/editions/")[1].split("/")[0]
    refused = client.post(f"/biobank/editions/{edition}/publish/", follow=True).content.decode()
    assert "asks for nothing yet" in refused or "尚无采集要求" in refused
    client.post(f"/biobank/editions/{edition}/points/", {"code": "BASE", "name_zh": "基线", "name_en": "Baseline",
                                                         "day": "1"})
    page = client.get(told["Location"]).content.decode()
    point = page.split("/biobank/points/")[1].split("/")[0]
    client.post(f"/biobank/points/{point}/wanted/", {"code": "WB", "kind": "whole_blood", "quantity": "10", "unit": "mL",
                                                     "pieces": "2"})
    client.post(f"/biobank/editions/{edition}/publish/")
    page = client.get(told["Location"]).content.decode()
    assert "WB" in page and f"/biobank/editions/{edition}/publish/" not in page
    client.post(f"{told['Location']}next/")
    assert "/publish/" in client.get(told["Location"]).content.decode()


def test_collecting_keeps_good_tubes_and_says_what_is_wrong_with_the_others(client, as_, protocol, manager):
    as_("nurse")
    visit = a_visit(protocol, manager)
    with acting(manager):
        wb, cn = (Specimen.objects.get(collection=visit, requirement__code=code) for code in ("WB", "CN"))
    told = client.post(f"/biobank/visits/{visit.pk}/", {
        "at": "2026-03-02T16:00", f"take-{wb.pk}": "on", f"quantity-{wb.pk}": "9.5", f"barcode-{wb.pk}": "B-1",
        f"take-{cn.pk}": "on", f"quantity-{cn.pk}": "-2"})
    assert told.status_code == 422
    assert "-2" in told.content.decode()
    with acting(manager):
        assert Specimen.objects.get(pk=wb.pk).available == Decimal("9.5")
        assert Specimen.objects.get(pk=cn.pk).status == "planned"
    landed = client.get("/biobank/scan/", {"code": "B-1"})
    assert landed["Location"] == f"/biobank/specimens/{wb.pk}/"


def test_a_tube_is_divided_by_scanning_and_its_page_tells_the_whole_story(client, as_, protocol, manager):
    tube = blood(a_visit(protocol, manager), manager)
    as_("biobank_technician")
    told = client.post(f"/biobank/specimens/{tube.pk}/make/aliquot/", {
        "tubes": "1", "quantity": "500", "unit": "uL", "barcodes": "A1\r\nA2\r\nA3", "at": "2026-03-02T17:00"})
    assert told.status_code == 302, told.content.decode()
    page = client.get(f"/biobank/specimens/{tube.pk}/").content.decode()
    assert page.count("PBC-0001.WB1.") >= 3
    assert "8.5 mL" in page
    again = client.post(f"/biobank/specimens/{tube.pk}/make/aliquot/", {
        "tubes": "1", "quantity": "500", "unit": "uL", "barcodes": "A9\nA1", "at": "2026-03-02T17:10"})
    assert again.status_code == 422 and "A1" in again.content.decode()
    short = client.post(f"/biobank/specimens/{tube.pk}/make/aliquot/", {
        "tubes": "3", "quantity": "500", "unit": "uL", "barcodes": "A7 \nA8", "at": "2026-03-02T17:10"})
    assert short.status_code == 422 and "Tubes: 3, barcodes: 2." in short.content.decode()
    none = client.post(f"/biobank/specimens/{tube.pk}/make/aliquot/", {"tubes": "0", "at": "2026-03-02T17:10"})
    assert "At least 1. Correct the number." in none.content.decode()


def test_the_chain_of_custody_names_both_who_destroyed_a_tube(client, as_, protocol, manager):
    tube = blood(a_visit(protocol, manager), manager)
    technician = as_("biobank_technician")
    bench.dispose(tube, "spoilt", timezone.now(), manager.user_id, technician, how="autoclave 12")
    page = client.get(f"/biobank/specimens/{tube.pk}/").content.decode()
    first, second = (User.objects.get(pk=one.user_id).name("en") for one in (manager, technician))
    assert f"{first} + {second}" in page and "autoclave 12" in page


def test_an_unknown_code_is_said(client, as_, protocol):
    as_("biobank_technician")
    assert "NO-SUCH-TUBE" in client.get("/biobank/scan/", {"code": "NO-SUCH-TUBE"}, follow=True).content.decode()


def test_the_other_hospital_finds_no_page(client, as_, protocol, manager):
    tube = blood(a_visit(protocol, manager), manager)
    with acting(manager):
        registration = Registration.objects.get(protocol=protocol)
    as_("biobank_manager", 1)
    for address in (f"specimens/{tube.pk}/", f"donors/{registration.pk}/", f"protocols/{protocol.pk}/",
                    f"specimens/{tube.pk}/make/aliquot/", f"visits/{tube.collection_id}/"):
        assert client.get(f"/biobank/{address}").status_code == 404, address


@pytest.mark.parametrize(("role", "status"), [
    ("educator", 403), ("patient", 403), ("biobank_technician", 200), ("nurse", 200), ("auditor", 200)])
def test_who_sees_the_bank(client, as_, role, status):
    as_(role)
    assert client.get("/biobank/").status_code == status


def test_the_first_page_draws_everything_that_is_there(client, as_, protocol, manager):
    visit, kinds = a_visit(protocol, manager), list(vocabulary().types)[:27]
    for kind in kinds:
        bench.add(visit, later(0), Tube(kind=kind, more={"tissue": "fluid"}), manager)
    as_("biobank_manager")
    picture = client.get("/biobank/").content.decode().split('<svg class="bank-bars"')[1].split("</svg>")[0]
    assert "3 further types 3" in picture
    assert sum(int(said) for said in re.findall(r">(\d+)</text>", picture)) == 27
