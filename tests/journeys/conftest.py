"""What journeys share: an oncologist, a clinic of made-up women, and what axe and the eye complain of."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from trials_pages.clinic import fill

from paeonia.people.viewer import Viewer

DOCTOR = "qiao"
PASSWORD = "long enough for a test"
# A picture of a page that still moves would have half-mixed colours. To wait until the line is idle takes half a second.
STILL = """() => document.readyState === "complete" && !document.querySelector(".htmx-request")
    && document.fonts.status === "loaded" && document.getAnimations().every(one => one.playState !== "running"
    || one.effect.getComputedTiming().iterations === Infinity)"""


@pytest.fixture
def doctor(person, two_hospitals):
    return person("oncologist", two_hospitals[0], name=DOCTOR)


@pytest.fixture
def clinic(doctor, two_hospitals):
    """Six women in today's clinic; their ids in order."""
    viewer = Viewer(doctor.pk, doctor.username, "oncologist", (two_hospitals[0].pk,))
    return fill(viewer, two_hospitals[0].pk)


@pytest.fixture
def sound():
    """Say that a page is well: nothing axe finds, and nothing beyond the edge of the screen."""

    def check(page):
        page.wait_for_function(STILL)
        found = Axe().run(page).response["violations"]
        assert not found, [(f["id"], f["help"], [n["html"][:160] for n in f["nodes"][:3]]) for f in found]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} px wider than the screen"

    return check
