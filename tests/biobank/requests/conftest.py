"""A bank with consenting donors, a requester, a committee of three, and a request on its way."""

from datetime import date

import pytest
from biobank.bankers import a_protocol, a_visit, blood, later
from biobank.consent.consenting import consenting

from paeonia.modules.biobank.models import Donor
from paeonia.modules.biobank.requests import actions
from paeonia.modules.biobank.requests.committee import actions as committee
from paeonia.people.context import acting
from paeonia.people.models import User

FIELDS = {"title_zh": "血浆 ctDNA 与耐药", "title_en": "Plasma ctDNA and resistance", "purposes": ["research", "genetic"],
          "ethics_number": "EC-2026-17", "ethics_until": date(2099, 1, 1), "criteria": "HER2-low, metastatic",
          "recipient": "East University", "country": "CN", "foreign": "no"}


@pytest.fixture
def here(two_hospitals):
    return two_hospitals[0]


@pytest.fixture
def manager(viewer, here):
    return viewer("biobank_manager", here)


@pytest.fixture
def technician(viewer, here):
    return viewer("biobank_technician", here)


@pytest.fixture
def requester(viewer, here):
    """A partner physician: she sees no tube of the bank, only her own request."""
    return viewer("partner_physician", here)


@pytest.fixture
def protocol(manager, here):
    return a_protocol(manager, here)


@pytest.fixture
def tubes(protocol, manager, here):
    """Three tubes of blood of three donors who said yes."""
    made = []
    for number in range(3):
        visit = a_visit(protocol, manager)
        consenting(visit.registration.donor, manager, here)
        made.append(blood(visit, manager, at=later(number), barcode=f"BC{number}"))
    return made


@pytest.fixture
def donor_of(manager):
    """The donor of a tube."""
    def look(tube):
        with acting(manager):
            return Donor.objects.get(registrations__collections=tube.collection_id)
    return look


@pytest.fixture
def draft(requester, here):
    made = actions.draft(dict(FIELDS), here.pk, requester)
    actions.want(made, {"kind": "whole_blood", "pieces": 2}, requester)
    return made


@pytest.fixture
def members(viewer, here, manager):
    """Three members; a member sees a request whatever her role."""
    found = [viewer(role, here) for role in ("oncologist", "genetic_counsellor", "programme_admin")]
    for one in found:
        committee.seat(User.objects.get(pk=one.user_id), here.pk, manager)
    return found


@pytest.fixture
def reviewed(draft, requester, manager):
    return actions.take_up(actions.submit(draft, requester), manager)


@pytest.fixture
def approved(reviewed, members, manager):
    for one in members:
        committee.vote(reviewed, "approve", "sound", one)
    return committee.decide(reviewed, manager)


@pytest.fixture
def again():
    """A row as it is now."""
    def look(row, viewer):
        with acting(viewer):
            return type(row).objects.get(pk=row.pk)
    return look
