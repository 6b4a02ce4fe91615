"""Pages of human genetic resources, clicked through by the bank's manager."""

from datetime import timedelta

import pytest
from biobank.hgr.test_gates import granted
from django.utils import timezone

from paeonia.modules.biobank.hgr.models import Approval, InformationRelease
from paeonia.people.context import acting
from paeonia.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_(client, viewer, two_hospitals):
    """Sign somebody in; gives her viewer."""
    def make(role, hospital=0, language="en"):
        who = viewer(role, two_hospitals[hospital])
        client.force_login(User.objects.get(pk=who.user_id))
        client.cookies["django_language"] = language
        return who
    return make


def words(page):
    return " ".join(page.content.decode().split())


ENTERED = {"kind": "cooperation", "number": "CJ-1", "title": "with Acme", "status": "approved", "valid_from": "2026-01-01",
           "valid_until": "2027-01-01", "partners": "Acme Labs\n  Beta GmbH \n"}


def test_a_document_is_entered_changed_and_stands_in_the_register(client, as_, protocol):
    who = as_("biobank_manager")
    assert "No document yet" in words(client.get("/biobank/hgr/"))
    refused = client.post("/biobank/hgr/new/", ENTERED)
    assert refused.status_code == 422
    assert "choose the protocols it covers" in words(refused)
    told = client.post("/biobank/hgr/new/", {**ENTERED, "protocols": [str(protocol.pk)]})
    assert told.status_code == 302, words(told)
    page = words(client.get(told["Location"]))
    assert "Acme Labs; Beta GmbH" in page and "in force" in page and "PBC" in page
    start = client.get(f"{told['Location']}change/").content.decode()
    assert "Acme Labs\nBeta GmbH" in start
    client.post(f"{told['Location']}change/", {**ENTERED, "protocols": [str(protocol.pk)], "status": "suspended"})
    register = words(client.get("/biobank/hgr/"))
    assert "CJ-1" in register and "! suspended" in register
    with acting(who):
        assert Approval.objects.get().partners == ["Acme Labs", "Beta GmbH"]


def test_the_register_shows_bars_counters_and_what_is_not_signed_off(client, as_, protocol, manager, tube):
    granted("collection", protocol, manager, "C-9", headcount=1)
    granted("export", protocol, manager, "E-9", valid_until=timezone.localdate() + timedelta(20))
    granted("preservation", protocol, manager, "P-9", valid_from=timezone.localdate() - timedelta(900))
    as_("auditor")
    page = words(client.get("/biobank/hgr/"))
    assert "Registered under C-9" in page and "1 / 1" in page and "! 100 %" in page
    assert "20 days left" in page and "awaiting clinical sign-off" in page
    assert page.count('class="hgr-bar hgr-bar-in_force"') == 6, "three, each drawn wide and narrow"
    assert "report on the year" in page
    assert client.get("/biobank/hgr/new/").status_code == 403


def test_a_yearly_report_is_entered(client, as_, protocol, manager):
    held = granted("preservation", protocol, manager)
    as_("biobank_manager")
    year = timezone.localdate().year
    told = client.post(f"/biobank/hgr/{held.pk}/report/", {
        "year": str(year), "handed_in_on": timezone.localdate().isoformat(), "document": "folder 3"})
    assert told.status_code == 422
    told = client.post(f"/biobank/hgr/{held.pk}/report/", {
        "year": str(year - 1), "handed_in_on": timezone.localdate().isoformat(), "document": "folder 3"}, follow=True)
    assert "folder 3" in words(told)


def test_information_is_given_only_with_everything_there(client, as_, protocol, manager, tube):
    who = as_("biobank_manager")
    sent = {"recipient": "Acme Labs", "country": "US", "foreign": "yes", "on_day": timezone.localdate().isoformat(),
            "what": "exome", "genome": "on", "labels": f"{tube.label}\nNOBODY-1"}
    assert "Not in this bank: NOBODY-1" in words(client.post("/biobank/hgr/information/new/", sent))
    sent["labels"] = tube.label
    assert "Missing: prior report on information" in words(client.post("/biobank/hgr/information/new/", sent))
    assert "controlled from abroad" in words(client.post("/biobank/hgr/information/new/", {**sent, "foreign": "unknown"}))
    granted("information", protocol, manager, "I-9", backup_receipt="B-9")
    told = client.post("/biobank/hgr/information/new/", sent, follow=True)
    assert "prior report I-9" in words(told) and "1 person" in words(told)
    with acting(who):
        assert InformationRelease.objects.get().country == "US"


def test_the_other_hospital_finds_nothing(client, as_, protocol, manager):
    held = granted("export", protocol, manager, "E-SECRET")
    as_("biobank_manager", 1)
    assert "E-SECRET" not in words(client.get("/biobank/hgr/"))
    for address in ("", "change/", "report/"):
        assert client.get(f"/biobank/hgr/{held.pk}/{address}").status_code == 404


def test_in_chinese(client, as_, protocol, manager, tube):
    granted("export", protocol, manager, "E-9", valid_until=timezone.localdate() + timedelta(20))
    as_("nurse", language="zh-hans")
    page = words(client.get("/biobank/hgr/"))
    assert "人类遗传资源" in page and "剩余 20 天" in page and "待临床审核签发" in page
