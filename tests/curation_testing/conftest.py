"""A draft in work, made from an empty sheet with a few sentences of a person's."""

import pytest

from paeonia.modules.trials.curation import actions, starting
from paeonia.modules.trials.curation.choices import Origin

SLUG = "destiny-breast04"


@pytest.fixture
def doctor(viewer, two_hospitals):
    return viewer("oncologist", two_hospitals[0])


@pytest.fixture
def coordinator(viewer, two_hospitals):
    return viewer("trial_coordinator", two_hospitals[0])


@pytest.fixture
def made(doctor):
    """A maker of drafts: made("age: {from: 18}", ...) with every line settled by the doctor."""
    def make(*sentences):
        draft = starting.start(SLUG, Origin.EMPTY, doctor)
        for one in sentences:
            line = actions.add(draft.pk, None, doctor)
            actions.write(draft.pk, line.pk, line.edition, "drafted", one, doctor, settle=True)
        return draft
    return make


@pytest.fixture
def signed_in(client, doctor):
    from paeonia.people.models import User

    client.force_login(User.objects.get(pk=doctor.user_id))
    client.cookies["django_language"] = "en"
    return client
