"""What tests of texts for patients share: a whole text, its writer, its reviewer, and a patient with an account."""

import pytest

SLUG = "cambria-1"
PARTS = ("what", "why", "who", "part", "unknown", "ask")


@pytest.fixture
def said():
    """One language of a text in which each part is there."""
    def make(title="A tablet against hormones", **short):
        return {"title": title, "short": {**{name: f"This is the {name} of it." for name in PARTS}, **short},
                "more": {"what": "Two groups are compared."}}
    return make


@pytest.fixture
def educator(viewer, two_hospitals):
    return viewer("educator", two_hospitals[0])


@pytest.fixture
def doctor(viewer, two_hospitals):
    return viewer("oncologist", two_hospitals[0])


@pytest.fixture
def written(said, educator):
    """A version in both languages, by the educator; returns its number."""
    from paeonia.modules.trials.plain import actions

    actions.write(SLUG, "zh", said("对抗激素的药片"), 0, educator)
    return actions.write(SLUG, "en", said(), 1, educator).number


@pytest.fixture
def signed(written, doctor):
    """The same, signed off by the doctor."""
    from paeonia.modules.trials.plain import actions

    return actions.review(SLUG, written, "signed", doctor)


@pytest.fixture
def at_home(viewer, two_hospitals):
    """A patient of the east hospital with her own sign-in: (her viewer, number of her chart)."""
    from trials_pages.clinic import fill

    from paeonia.chart import door
    from paeonia.people.viewer import system_viewer

    east = two_hospitals[0]
    ids = fill(viewer("oncologist", east), east.pk)
    herself = viewer("patient", east)
    door.give_account(ids[0], herself.user_id, system_viewer("test"))
    return herself, ids[0]
