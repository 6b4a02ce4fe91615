"""A physician opens a study and takes a patient from the log to her first visit, on a desk and on a phone."""

from datetime import timedelta

import pytest
from conduct.conftest import NUMBER, PLAN
from django.utils import timezone
from playwright.sync_api import expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.fixture
def trial(db):
    from paeonia.modules.trials.models import Trial

    return Trial.objects.create(number=NUMBER, registry="ClinicalTrials.gov", title="A study of a drug in breast cancer",
                                title_zh="某药治疗晚期乳腺癌的多中心研究")


def ago(days):
    return (timezone.localdate() - timedelta(days=days)).isoformat()


def sent(page):
    """Send the one form of a page and wait for the page behind it."""
    before = page.url
    page.locator("main form button.button-main").click()
    page.wait_for_url(lambda url: url != before)


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_from_an_opened_study_to_the_first_visit(visit, doctor, clinic, trial, sound, language, width):
    page = visit(language, doctor, width=width, path="/trials/conduct/")
    sound(page)
    page.shot("conduct-none")
    page.locator("main a.button-main").first.click()
    for name, value in (("number", NUMBER), ("short_name", "PEONY-1"), ("site_number", "03"), ("protocol_version", "2.0"),
                        ("ethics_committee", "Ethics committee of the hospital"), ("opened_on", ago(60)),
                        ("enrol_until", ago(-300)), ("planned", "12"), ("schedule", PLAN)):
        page.locator(f"[name={name}]").fill(value)
    page.locator("select[name=principal]").select_option(index=1)
    page.locator("input[name=rules][value=site-default]").check()
    sound(page)
    page.shot("conduct-open")
    sent(page)
    sound(page)

    page.locator("main a.button-main").first.click()
    page.locator("[name=mrn]").fill("P001")
    page.locator("[name=on_day]").fill(ago(30))
    sound(page)
    page.shot("conduct-prescreen")
    sent(page)
    subject = page.url
    expect(page.locator("h1")).to_contain_text("PS-001")
    expect(page.locator("main")).not_to_contain_text("P001")

    page.goto(f"{subject}consent/")
    sound(page)
    page.shot("conduct-consent-no-form")
    approve_a_form()
    page.goto(f"{subject}consent/")
    page.locator("[name=given_at]").fill(f"{ago(29)}T09:30")
    page.locator("[name=copy_given]").check()
    sent(page)
    expect(page.locator("h1")).to_contain_text("S-001")

    page.goto(f"{subject}screening/")
    page.locator("[name=on_day]").fill(ago(22))
    page.locator("[name=source]").fill("Outpatient record")
    for question in page.locator("fieldset").all():
        excludes = question.locator(".field-help").count() > 0
        question.locator(f"input[value={'no' if excludes else 'yes'}]").check()
    page.locator("[name=eligible]").check()
    sound(page)
    page.shot("conduct-screening")
    sent(page)

    page.goto(f"{subject}enrolment/")
    for name, value in (("on_day", ago(21)), ("number", "0301"), ("randomisation_number", "R-118"), ("day_one", ago(20))):
        page.locator(f"[name={name}]").fill(value)
    sent(page)
    expect(page.locator("h1")).to_contain_text("0301")
    page.locator("#visits a.button").nth(1).click()
    page.locator("[name=on_day]").fill(ago(5))
    page.locator("main form button.button-main").click()
    expect(page.locator(".notice-stop")).to_contain_text(ago(20))
    sound(page)
    page.shot("conduct-visit-outside")
    page.locator("[name=on_day]").fill(ago(20))
    sent(page)
    expect(page.locator("#visits")).to_contain_text("✓")
    sound(page)
    page.shot("conduct-subject")

    for part, name in (("", "study"), ("calendar/", "calendar"), ("identification/", "identification")):
        page.goto(f"/trials/conduct/{study_id()}/{part}")
        expect(page.locator("main")).to_contain_text("0301")
        sound(page)
        page.shot(f"conduct-{name}")
    page.goto("/trials/conduct/")
    sound(page)
    page.shot("conduct")


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_only_the_delegated_sign_and_a_serious_event_has_its_clock(visit, doctor, person, clinic, trial, two_hospitals,
                                                                   sound, language, width):
    nurse = person("nurse", two_hospitals[0], name="shi")
    study, subject = a_study_with_a_subject(two_hospitals[0].pk)
    page = visit(language, nurse, width=width, path=f"/trials/conduct/subjects/{subject}/visit/")
    expect(page.locator(".notice-careful")).to_be_visible()
    page.locator("[name=on_day]").fill(ago(1))
    page.locator("main form button.button-main").click()
    expect(page.locator(".notice-stop")).to_be_visible()
    sound(page)
    page.shot("conduct-not-delegated")

    head = visit(language, doctor, width=width, path=f"/trials/conduct/{study}/enter/delegation/")
    head.locator("select[name=user]").select_option(label="shi")
    head.locator("input[name=tasks][value=visits]").check()
    head.locator("[name=from_day]").fill(ago(2))
    sound(head)
    sent(head)
    sound(head)
    head.shot("conduct-team")
    page.locator("[name=on_day]").fill(ago(1))
    sent(page)
    expect(page.locator("#entries")).to_contain_text("shi")

    head.goto(f"/trials/conduct/subjects/{subject}/event/")
    for name, value in (("term", "Febrile neutropenia"), ("started_on", ago(2))):
        head.locator(f"[name={name}]").fill(value)
    for name, value in (("causality", "probable"), ("measure", "interrupted"), ("outcome", "recovering")):
        head.locator(f"select[name={name}]").select_option(value)
    head.locator("input[name=grade][value='3']").check()
    head.locator("[name=serious]").check()
    head.locator("main form button.button-main").click()
    expect(head.locator(".notice-stop")).to_be_visible()
    head.locator("input[name=seriousness][value=hospital]").check()
    head.locator("[name=aware_at]").fill((timezone.localtime() - timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M"))
    sound(head)
    head.shot("conduct-event")
    sent(head)
    head.goto(f"/trials/conduct/{study}/safety/")
    expect(head.locator("#ageing")).to_contain_text("21" if language == "en" else "剩余 21")
    sound(head)
    head.shot("conduct-safety")
    head.locator("#ageing a.row-link").first.click()
    head.wait_for_url("**/report/")
    sound(head)
    head.shot("conduct-report")
    head.locator(".page-actions a.button-main").click()
    head.locator("select[name=deadline]").select_option("sponsor-24h")
    sent(head)
    head.goto(f"/trials/conduct/{study}/safety/")
    expect(head.locator("#events")).to_contain_text("✓")
    for part in ("overview", "drug", "binder", "setup"):
        head.goto(f"/trials/conduct/{study}/{part}/")
        sound(head)
        head.shot(f"conduct-{part}")


def a_study_with_a_subject(hospital_id):
    from paeonia.modules.trials.conduct import actions
    from paeonia.modules.trials.conduct.rules import rules
    from paeonia.modules.trials.conduct.subjects import actions as subjects
    from paeonia.people.context import acting
    from paeonia.people.models import User
    from paeonia.people.viewer import viewer_again

    viewer, today = viewer_again(doctor_id(), "oncologist"), timezone.localdate()
    begun = today - timedelta(days=40)
    with acting(viewer):
        study = actions.open_study(NUMBER, {
            "short_name": "PEONY-1", "site_number": "03", "principal": User.objects.get(pk=viewer.user_id),
            "protocol_version": "2.0", "ethics_committee": "EC", "opened_on": begun, "enrol_until": today + timedelta(300),
            "planned": 12}, PLAN, [rules()[0]["site-default"]], viewer, hospital_id)
        form = actions.add_consent_form(study, {"version": "1.0", "approved_on": begun, "valid_from": begun}, viewer)
        one = subjects.prescreen(study, "P001", begun, viewer)
        subjects.consent(one, form, timezone.now() - timedelta(30), {"copy_given": True}, viewer)
        subjects.screening(one, today - timedelta(25), [], {"eligible": True, "source": "chart"}, viewer)
        subjects.enrol(one, today - timedelta(20), {"number": "0301", "day_one": today - timedelta(20)}, viewer)
        return study.pk, one.pk


def approve_a_form():
    from paeonia.modules.trials.conduct import actions
    from paeonia.modules.trials.conduct.models import Study
    from paeonia.people.context import acting
    from paeonia.people.viewer import viewer_again

    viewer = viewer_again(doctor_id(), "oncologist")
    with acting(viewer):
        study = Study.objects.get()
    day = timezone.localdate() - timedelta(days=60)
    actions.add_consent_form(study, {"version": "1.0", "approved_on": day, "valid_from": day, "reconsent": False,
                                     "changes": ""}, viewer)


def doctor_id():
    from paeonia.people.models import User

    return User.objects.get(username="qiao").pk


def study_id():
    from paeonia.modules.trials.conduct.models import Study
    from paeonia.people.context import acting
    from paeonia.people.viewer import viewer_again

    with acting(viewer_again(doctor_id(), "oncologist")):
        return Study.objects.get().pk
