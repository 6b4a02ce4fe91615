"""Two people at once: one takes consent back while the other lets a tube go."""

from threading import Event, Thread

import pytest
from biobank.bankers import a_protocol, a_visit, blood
from biobank.consent.consenting import back, consenting
from django.db import DatabaseError, connections
from django.utils import timezone

from paeonia.modules.biobank.consent import actions
from paeonia.modules.biobank.models import CustodyEvent
from paeonia.people.context import acting

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_release_waits_for_a_withdrawal_that_is_being_written_and_is_refused(viewer, two_hospitals):
    here = two_hospitals[0]
    manager, colleague = viewer("biobank_manager", here), viewer("biobank_manager", here)
    visit = a_visit(a_protocol(manager, here), manager)
    tube, donor = blood(visit, manager), visit.registration.donor
    consenting(donor, manager, here)
    written, asked, told = Event(), Event(), []

    def release():
        written.wait(20)
        asked.set()
        try:
            with acting(colleague):
                CustodyEvent.objects.create(hospital=here, specimen=tube, deed="distributed", at=timezone.now(), fields={})
            told.append("left")
        except DatabaseError as fault:
            told.append(str(fault))
        finally:
            connections.close_all()

    other = Thread(target=release)
    other.start()
    with acting(manager):
        actions.withdraw(donor, [], back(), manager)
        written.set()
        asked.wait(20)
        other.join(0.5)
        assert told == [], "it waits: nothing is known yet"
    other.join(20)
    assert len(told) == 1
    assert "is withdrawn" in told[0]
