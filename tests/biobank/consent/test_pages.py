"""Pages of consent, clicked through as a nurse, a manager and a technician would."""

import pytest
from biobank.bankers import later
from biobank.consent.consenting import ALL, a_form, back, consenting

from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.bench.actions import Tube
from paeonia.modules.biobank.consent import actions
from paeonia.modules.biobank.consent.models import ConsentForm, ConsentGiven, WorkItem
from paeonia.modules.biobank.models import Specimen
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


def test_a_form_is_entered_and_a_donor_signs_it(client, as_, tube, donor):
    manager = as_("biobank_manager")
    assert "No consent form yet" in words(client.get("/biobank/consent/"))
    told = client.post("/biobank/consent/forms/new/", {
        "code": "BANK", "version": "3.1", "title_zh": "同意书", "title_en": "Consent", "valid_from": "2026-01-05",
        "purposes": ["research", "genetic"]})
    assert told.status_code == 302, words(told)
    again = client.post("/biobank/consent/forms/new/", {
        "code": "BANK", "version": "3.1", "title_zh": "同意书", "title_en": "Consent", "valid_from": "2026-02-05",
        "purposes": ["research"]})
    assert again.status_code == 422
    assert "already has a version 3.1" in words(again)
    with acting(manager):
        form = ConsentForm.objects.get()
    as_("nurse")
    panel = words(client.get(f"/biobank/consent/donors/{donor.pk}/"))
    assert "Consent not on record" in panel and "consent not on record." in panel
    half = client.post(f"/biobank/consent/donors/{donor.pk}/take/{form.pk}/", {
        "signed_at": "2026-02-01T10:00", "document": "box 1", "taken_by": "Dr Li", "to_research": "yes"})
    assert half.status_code == 422
    assert "Say yes, no or not asked" in words(half)
    told = client.post(f"/biobank/consent/donors/{donor.pk}/take/{form.pk}/", {
        "signed_at": "2026-02-01T10:00", "document": "box 1", "taken_by": "Dr Li", "to_research": "yes",
        "to_genetic": "not_asked"})
    assert told["Location"] == f"/biobank/consent/donors/{donor.pk}/"
    panel = words(client.get(told["Location"]))
    assert "form BANK 3.1, signed" in panel
    assert "the donor was not asked about genetic research." in panel
    with acting(manager):
        given = ConsentGiven.objects.get()
    told = client.post(f"/biobank/consent/donors/{donor.pk}/take/{form.pk}/{given.pk}/", {
        "signed_at": "2026-02-01T10:00", "document": "box 1", "taken_by": "Dr Li", "to_research": "no",
        "to_genetic": "no", "why": "read wrongly"})
    assert told.status_code == 302, words(told)
    assert "corrects an earlier entry: read wrongly" in words(client.get(f"/biobank/consent/donors/{donor.pk}/"))


def test_a_withdrawal_freezes_and_two_people_work_it_off(client, as_, tube, donor, manager, here):
    consenting(donor, manager, here)
    who = as_("biobank_manager")
    half = client.post(f"/biobank/consent/donors/{donor.pk}/withdraw/", {
        "scope": "some", "from_at": "2026-05-01T09:00", "wish": "destroy", "document": "letter", "taken_by": "Dr Li"})
    assert half.status_code == 422
    told = client.post(f"/biobank/consent/donors/{donor.pk}/withdraw/", {
        "scope": "whole", "from_at": "2026-05-01T09:00", "wish": "destroy", "document": "letter", "taken_by": "Dr Li"})
    assert told.status_code == 302, words(told)
    page = words(client.get(told["Location"]))
    assert tube.label in page and "in stock" in page and "0 of 1 specimens are done" in page
    panel = words(client.get(f"/biobank/consent/donors/{donor.pk}/"))
    assert "Every specimen of hers is frozen" in panel and f"/donors/{donor.pk}/withdraw/" not in panel
    with acting(who):
        item = WorkItem.objects.get()
        assert Specimen.objects.get(pk=tube.pk).availability == "consent_withdrawn"
    as_("biobank_technician")
    told = client.post(f"/biobank/consent/items/{item.pk}/carry/", {
        "done": "destroyed", "at": "2026-05-02T09:00", "evidence": "autoclave 7"}, follow=True)
    assert "waits for the second person" in words(told)
    assert f"/biobank/consent/items/{item.pk}/sign/" not in words(told), "not by the same person"
    refused = client.post(f"/biobank/consent/items/{item.pk}/sign/", follow=True)
    assert "a second person signs" in words(refused)
    as_("biobank_manager")
    done = words(client.post(f"/biobank/consent/items/{item.pk}/sign/", follow=True))
    assert "1 of 1 specimens are done" in done and "autoclave 7" in done
    assert "✓ done" in words(client.get("/biobank/consent/"))


def test_many_specimens_are_worked_off_by_one_record_and_one_signing(client, as_, tube, donor, visit, manager, here):
    bench.add(visit, later(20), Tube(kind="serum", label="FOUND"), manager)
    consenting(donor, manager, here)
    made = actions.withdraw(donor, [], back(), manager)
    with acting(manager):
        item = WorkItem.objects.filter(withdrawal=made).first()
    as_("biobank_technician")
    page = f"/biobank/consent/items/{item.pk}/carry/"
    assert "The same for all 2 specimens still open (in stock)" in words(client.get(page))
    told = words(client.post(page, {"done": "destroyed", "at": "2026-05-02T09:00", "evidence": "autoclave 7", "alike": "on"},
                             follow=True))
    assert told.count("waits for the second person") == 2 and "Sign all" not in told
    again = words(client.get(page))
    assert 'value="autoclave 7"' in again and "The same for all" not in again, "a change begins with what was entered"
    as_("biobank_manager")
    assert "Sign all 2 as second" in words(client.get(f"/biobank/consent/withdrawals/{made.pk}/"))
    done = words(client.post(f"/biobank/consent/withdrawals/{made.pk}/sign/", follow=True))
    assert "2 of 2 specimens are done" in done


def test_what_came_since_is_added_and_a_mistake_is_taken_back(client, as_, tube, donor, visit, manager, here):
    consenting(donor, manager, here)
    made = actions.withdraw(donor, [], back(), manager)
    bench.add(visit, later(20), Tube(kind="serum", label="FOUND"), manager)
    as_("biobank_manager")
    assert "Add 1 entered since" in words(client.get(f"/biobank/consent/withdrawals/{made.pk}/"))
    assert "FOUND" in words(client.post(f"/biobank/consent/withdrawals/{made.pk}/again/", follow=True))
    refused = words(client.post(f"/biobank/consent/withdrawals/{made.pk}/anew/", follow=True))
    assert "has not signed anything new" in refused
    told = words(client.post(f"/biobank/consent/withdrawals/{made.pk}/cancel/", {"why": "wrong letter"}, follow=True))
    assert "entered by mistake: wrong letter" in told
    with acting(manager):
        assert set(Specimen.objects.filter(status="collected").values_list("availability", flat=True)) == {"available"}


def test_who_may_what(client, as_, tube, donor, manager, here):
    form = a_form(manager, here)
    made = actions.withdraw(donor, [], back(), manager)
    addresses = {
        "": "bank.see", "forms/new/": "bank.manage", f"donors/{donor.pk}/": "bank.see",
        f"donors/{donor.pk}/take/{form.pk}/": "bank.collect", f"donors/{donor.pk}/withdraw/": "bank.manage",
        f"withdrawals/{made.pk}/": "bank.see", f"withdrawals/{made.pk}/cancel/": "bank.manage"}
    for role, verbs in (("auditor", {"bank.see"}), ("nurse", {"bank.see", "bank.collect"}), ("educator", set()),
                        ("biobank_manager", {"bank.see", "bank.collect", "bank.manage"})):
        as_(role)
        for address, verb in addresses.items():
            assert client.get(f"/biobank/consent/{address}").status_code == (200 if verb in verbs else 403), (role, address)
    as_("biobank_manager", 1)
    for address in list(addresses)[2:]:
        assert client.get(f"/biobank/consent/{address}").status_code == 404, address


def test_a_donor_is_found_by_either_code(client, as_, visit, donor):
    as_("nurse")
    for code in (donor.code, visit.registration.code):
        assert client.get("/biobank/consent/", {"code": code})["Location"] == f"/biobank/consent/donors/{donor.pk}/"
    assert "No donor of this bank has the code" in words(client.get("/biobank/consent/", {"code": "nobody"}))


def test_in_chinese(client, as_, donor, tube, manager, here):
    consenting(donor, manager, here, genetic="no")
    as_("nurse", language="zh-hans")
    page = words(client.get(f"/biobank/consent/donors/{donor.pk}/"))
    assert "供者不同意“遗传学研究”" in page
    assert len(ALL) == page.count("consent-mark")
    made = actions.withdraw(donor, ["recontact"], back(), manager)
    assert "再次联系" in words(client.get(f"/biobank/consent/withdrawals/{made.pk}/"))
