"""What somebody said of the bank is heard: acknowledged, decided by somebody it is not about, and the outcome told."""

import pytest
from biobank.bankers import later
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from paeonia.modules.biobank.quality.complaints import actions, queries
from paeonia.modules.biobank.quality.models_complaints import Complaint
from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
DECISION = {"findings": "the box waited on the bench", "outcome": "we apologised and changed the SOP"}


@pytest.fixture
def heard(here, technician):
    """A requester said that a parcel came warm; the technician entered it."""
    return actions.receive({"voice": "complaint", "whose": "requester", "reference": "BR2026-0001", "received_at": later(60),
                            "what": "the parcel came warm", "about": None}, here.pk, technician)


def test_from_what_was_said_to_the_outcome_told(heard, technician, manager):
    assert heard.number == "CP-2026-001" and queries.listing(manager)[1] == 1
    one = actions.move_on(heard, "acknowledge", {"acknowledged": "by e-mail"}, technician)
    with pytest.raises(PermissionDenied):
        actions.move_on(one, "decide", DECISION, technician)
    one = actions.move_on(one, "decide", DECISION, manager)
    one = actions.move_on(one, "close", {"told": "by letter"}, technician)
    assert (one.state, one.decided_by_id, queries.listing(manager)[1]) == ("closed", manager.user_id, 0)
    with pytest.raises(Refused):
        actions.move_on(one, "close", {"told": "again"}, technician)


def test_whoever_it_is_about_or_entered_it_does_not_decide(here, manager, technician, viewer):
    for about, by in ((manager.user_id, technician), (None, manager)):
        one = actions.receive({"voice": "complaint", "whose": "donor", "reference": "", "received_at": later(60),
                               "what": "nobody answered", "about_id": about}, here.pk, by)
        one = actions.move_on(one, "acknowledge", {"acknowledged": "by telephone"}, technician)
        with pytest.raises(Refused) as told:
            actions.move_on(one, "decide", DECISION, manager)
        assert "independent" in told.value.problems[0].text("en")
        with acting(manager), pytest.raises(DatabaseError), transaction.atomic():
            Complaint.objects.filter(pk=one.pk).update(state="decided", decided_by=manager.user_id, **DECISION)
        actions.move_on(one, "decide", DECISION, viewer("biobank_manager", here))


def test_what_was_said_is_never_changed_and_no_step_is_left_out(heard, manager):
    for change in ({"what": "nothing"}, {"state": "closed", "told": "x"}, {"state": "acknowledged"}):
        with acting(manager), pytest.raises(DatabaseError), transaction.atomic():
            Complaint.objects.filter(pk=heard.pk).update(**change)
    with pytest.raises(Refused) as told:
        actions.move_on(heard, "acknowledge", {"acknowledged": "  "}, manager)
    assert "How it was acknowledged" in told.value.problems[0].text("en")


def test_its_pages_lead_from_step_to_step(heard, manager, technician, client, two_hospitals, viewer):
    client.force_login(User.objects.get(pk=technician.user_id))
    base = f"/biobank/quality/complaints/{heard.pk}/"
    assert heard.number in client.get("/biobank/quality/complaints/").content.decode()
    assert client.post(f"{base}acknowledge/", {"acknowledged": "by e-mail"}).status_code == 302
    assert f"{base}decide/" not in client.get(base).content.decode()
    client.force_login(User.objects.get(pk=manager.user_id))
    assert f"{base}decide/" in client.get(base).content.decode()
    assert client.post(f"{base}decide/", DECISION).status_code == 302
    assert client.get(f"{base}decide/").status_code == 404
    sent = {"voice": "feedback", "whose": "collector", "received_at": "2026-03-02T09:00", "what": "well packed"}
    assert client.post("/biobank/quality/complaints/new/", sent).status_code == 302
    client.force_login(User.objects.get(pk=viewer("biobank_manager", two_hospitals[1]).user_id))
    assert client.get(base).status_code == 404
