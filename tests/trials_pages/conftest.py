"""What the tests of these pages share: an oncologist and a filled clinic."""

import pytest
from trials_pages.clinic import WOMEN, fill


@pytest.fixture
def doctor(viewer, two_hospitals):
    return viewer("oncologist", two_hospitals[0])


@pytest.fixture
def clinic(doctor, two_hospitals):
    """A maker: `clinic(3)` registers that many women and returns their ids."""
    return lambda many=None: fill(doctor, two_hospitals[0].pk, WOMEN[:many])


@pytest.fixture
def signed_in(client, doctor):
    from paeonia.people.models import User

    client.force_login(User.objects.get(pk=doctor.user_id))
    client.cookies["django_language"] = "en"
    return client
