"""A coordinator says where there is a place, cohort by cohort; a doctor reads it on the page of the trial."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from paeonia.modules.trials.slots import actions
from paeonia.people.viewer import Viewer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
TRIAL = "/trials/destiny-breast12/"


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_places_of_cohorts(visit, person, doctor, clinic, two_hospitals, sound, language, width):
    zh = language == "zh-hans"
    coordinator = person("trial_coordinator", two_hospitals[0])
    page = visit(language, coordinator, width=width, path=TRIAL)
    places = page.locator("#places")
    expect(places.locator("h3")).to_have_count(1)
    expect(places.locator(".slot-line")).to_have_count(3)       # the whole trial and its two cohorts
    expect(places).to_contain_text("未知" if zh else "not known")
    sound(page)

    def tell(line, number, state="yes"):
        form = page.locator("#places .slot-line").nth(line)
        form.locator("summary").click()
        form.locator("select[name=state]").select_option(state)
        form.locator("input[name=places]").fill(number)
        form.locator("button.button-main").click()

    tell(1, "many")
    expect(page.locator("#places .notice")).to_contain_text("many")
    tell(1, "2")
    expect(page.locator("#places .slot-line").nth(1).locator(".state-open")).to_be_visible()
    tell(2, "0")
    expect(page.locator("#places .slot-line").nth(2).locator(".state-careful")).to_be_visible()
    sound(page)
    page.shot("places")

    desk = visit(language, doctor, width=width, path=TRIAL)
    expect(desk.locator("#places .slot-line").nth(1)).to_contain_text("2")
    expect(desk.locator("#cohorts .slot-line")).to_have_count(2)
    desk.shot("places-doctor")


def test_two_hospitals_and_a_day_to_come(visit, person, two_hospitals, sound):
    """Who works in two hospitals sees both; what is said for next week stands beside what holds today."""
    east, west = two_hospitals
    coordinator = person("trial_coordinator", east, west)
    viewer = Viewer(coordinator.pk, "both", "trial_coordinator", (east.pk, west.pk))
    today = timezone.localdate()
    actions.say(viewer, east.pk, "destiny-breast12", "1", False, None, today)
    actions.say(viewer, east.pk, "destiny-breast12", "1", True, 3, today + timedelta(days=370))
    page = visit("en", coordinator, path=TRIAL)
    expect(page.locator("#places h3")).to_have_count(2)
    expect(page.locator("#places .slot-line").nth(1)).to_contain_text(str((today + timedelta(days=370)).year))
    sound(page)
