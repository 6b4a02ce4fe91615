"""A physician opens a study and takes a patient from the log to her first visit, on a desk and on a phone."""

from datetime import timedelta

import pytest
from conduct.conftest import NUMBER, PLAN
from conduct.test_redcap import HEAD, said
from django.utils import timezone
from playwright.sync_api import expect
from trials.conftest import REAL

from paeonia.people.models import User

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
    page.goto("/trials/conduct/week/")
    expect(page.locator(".conduct-week").first).to_be_visible()
    sound(page)
    page.shot("conduct-week")
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


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_from_the_registry_record_to_the_first_enrolled_subject_with_visits(visit, doctor, person, clinic, two_hospitals,
                                                                           sound, tmp_path, language, width):
    """The whole way: a record comes in, a study opens, a fitting patient is taken from her chart to her first visit."""
    number = bring_a_record(person("trial_coordinator", two_hospitals[0], name="he"), tmp_path)
    registry = visit(language, User.objects.get(username="he"), width=width, path="/trials/registry/")
    expect(registry.locator("#imports tbody tr")).to_have_count(1)
    sound(registry)
    registry.shot("journey-1-imported")

    page = visit(language, doctor, width=width, path=f"/trials/{number}/")
    expect(page.locator("h1")).to_be_visible()
    page.shot("journey-2-trial")
    page.goto(f"/trials/conduct/open/?trial={number}")
    for name, value in (("short_name", "PEONY-9"), ("site_number", "03"), ("protocol_version", "1.0"),
                        ("ethics_committee", "Ethics committee of the hospital"), ("opened_on", ago(60)),
                        ("enrol_until", ago(-300)), ("planned", "12"), ("schedule", PLAN)):
        page.locator(f"[name={name}]").fill(value)
    page.locator("select[name=principal]").select_option(index=1)
    page.locator("input[name=rules][value=site-default]").check()
    sent(page)
    study = page.url
    page.goto(f"{study}enter/consent-form/")
    for name, value in (("version", "1.0"), ("approved_on", ago(60)), ("valid_from", ago(60))):
        page.locator(f"[name={name}]").fill(value)
    sent(page)

    page.goto(f"/trials/why/{clinic[0]}/{number}/")
    sound(page)
    page.shot("journey-3-does-she-fit")
    page.goto(f"/patients/{clinic[0]}/")
    page.locator("#conduct details summary").click()
    page.locator("#conduct details a", has_text="PEONY-9").click()
    page.wait_for_url("**/prescreen/**")
    expect(page.locator("[name=mrn]")).to_have_value("P001")
    page.locator("[name=on_day]").fill(ago(30))
    sent(page)
    subject = page.url
    page.locator(".conduct-steps a.button-main").click()
    page.wait_for_url("**/consent/")
    page.locator("[name=given_at]").fill(f"{ago(29)}T09:30")
    page.locator("[name=copy_given]").check()
    sent(page)

    page.locator(".conduct-steps a.button-main").click()
    page.wait_for_url("**/screening/")
    page.locator("[name=on_day]").fill(ago(22))
    page.locator("[name=source]").fill("Outpatient record")
    questions = page.locator("fieldset")
    expect(questions, "what the record cannot say is asked of a person").not_to_have_count(0)
    page.locator("[name=eligible]").check()
    page.locator("main form button.button-main").click()
    expect(page.locator(".notice-stop"), "an open question does not go with a yes").to_be_visible()
    for question in questions.all():
        excludes = question.locator(".field-help").count() > 0
        question.locator(f"input[value={'no' if excludes else 'yes'}]").check()
    sound(page)
    page.shot("journey-4-screening")
    sent(page)

    page.locator(".conduct-steps a.button-main").click()
    page.wait_for_url("**/enrolment/")
    for name, value in (("on_day", ago(21)), ("number", "0301"), ("randomisation_number", "R-118"), ("day_one", ago(20))):
        page.locator(f"[name={name}]").fill(value)
    sent(page)
    expect(page.locator("h1")).to_contain_text("0301")
    page.goto(f"{study}calendar/")
    expect(page.locator("#due tbody tr")).not_to_have_count(0)
    expect(page.locator("#due")).to_contain_text("C2D1")
    sound(page)
    page.shot("journey-5-calendar")
    page.goto(subject)
    page.locator("#visits li", has_text="C1D1").locator("a.button").click()
    page.wait_for_url("**/visit/**")
    page.locator("[name=on_day]").fill(ago(20))
    sent(page)
    expect(page.locator("#visits li", has_text="C1D1")).to_contain_text("✓")
    sound(page)
    page.shot("journey-6-visit")
    page.goto(f"{study}overview/")
    expect(page.locator("main")).to_contain_text("12")
    sound(page)
    page.shot("journey-7-overview")


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_report_forms_from_a_dictionary_and_a_file_then_amended_and_closed(visit, doctor, clinic, trial, two_hospitals,
                                                                          sound, tmp_path, language, width):
    study, subject = a_study_with_a_subject(two_hospitals[0].pk)
    base = f"/trials/conduct/{study}/"
    (tmp_path / "dictionary.csv").write_text(said(), encoding="utf-8")
    rows = ("0301,c1d1_arm_1,,,,61.5,72,2026-01-01,0,2,,1,0,0,", "0301,c2d1_arm_1,,,,900,,,,,,,,,")
    (tmp_path / "data.csv").write_text("\n".join((HEAD, *rows, "")), encoding="gb18030")
    page = visit(language, doctor, width=width, path=f"{base}forms/")
    page.locator("#dictionary-file").set_input_files(tmp_path / "dictionary.csv")
    page.locator("#dictionary button").click()
    expect(page.locator("#assign")).to_be_visible()
    page.locator("#assign tbody tr", has_text="C1D1").locator("input").first.check()
    page.locator("#assign button").click()
    expect(page.locator("#assign input:checked")).to_have_count(1)
    page.locator("#data-file").set_input_files(tmp_path / "data.csv")
    page.locator("#data button").click()
    page.wait_for_url("**/files/**")
    expect(page.locator("#bad")).to_contain_text("weight_kg")
    sound(page)
    page.shot("conduct-crf-looked")
    page.locator("main form button.button-main").click()
    expect(page.locator("#waiting")).to_contain_text("900")
    sound(page)
    page.shot("conduct-crf")
    page.goto(f"/trials/conduct/subjects/{subject}/")
    page.locator(".conduct-forms a").first.click()
    page.wait_for_url("**/forms/vitals/**")
    expect(page.locator("[name=item_weight_kg]")).to_have_value("61.5")
    sound(page)
    page.shot("conduct-crf-fill")

    page.goto(f"/trials/conduct/subjects/{subject}/queries/")
    page.locator("[name=text]").fill("Weight of C2D1?")
    sound(page)
    sent(page)
    page.locator("[name=text]").fill("Not measured")
    page.locator("main form button.button-main").click()
    expect(page.locator("#said li")).to_have_count(2)
    sound(page)
    page.shot("conduct-query")
    (tmp_path / "ecg.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 2000)
    page.goto(f"/trials/conduct/subjects/{subject}/sources/")
    page.locator("[name=title]").fill("ECG")
    page.locator("[name=file]").set_input_files(tmp_path / "ecg.png")
    page.locator("main form button.button-main").click()
    expect(page.locator("#files tbody tr")).to_have_count(1)
    sound(page)
    page.shot("conduct-sources")

    page.goto(f"{base}amend/")
    page.locator("[name=protocol_version]").fill("3.0")
    page.locator("[name=schedule]").fill(PLAN + "C2D15 | Cycle 2 day 15 | 第2周期第15天 | 36 | 2 | 2 | vitals | serum")
    page.locator("[name=from_day]").fill(ago(3))
    sound(page)
    sent(page)
    expect(page.locator("#movers")).to_contain_text("C2D15")
    page.locator("#movers input[type=checkbox]").check()
    sound(page)
    page.shot("conduct-move")
    page.locator("main form button.button-main").click()
    expect(page.locator("#movers tbody input")).to_have_count(0)
    for address, name in ((f"{base}closing/", "closing"), (f"{base}sites/", "sites"), (f"{base}queries/", "queries"),
                          (f"{base}setup/", "setup-amended"), ("/trials/conduct/samples/", "samples"),
                          (f"{base}principal/", "principal"), (f"{base}overview/", "overview-full")):
        page.goto(address)
        expect(page.locator("h1")).to_be_visible()
        sound(page)
        page.shot(f"conduct-{name}")


def bring_a_record(coordinator, folder):
    """A registry record as it is sent, brought in as the command line does; its number."""
    import json

    from trials.conftest import V2

    from paeonia.modules.trials.actions import import_records
    from paeonia.modules.trials.intake.files import entries
    from paeonia.people.viewer import viewer_again

    real = REAL / "ctgov_v2_samples" / "NCT03377387_v2.json"
    file = folder / "record.json"
    file.write_bytes(real.read_bytes() if real.exists() else json.dumps(V2).encode())
    report = import_records(entries(file), viewer_again(coordinator.pk, "trial_coordinator"), file.name)
    assert (report.new, report.refused) == (1, 0)
    return "NCT03377387" if real.exists() else "NCT90000001"
