"""Pages of texts for patients: who reads what, what is measured while writing, and what is said without a verdict."""

import pytest
from django.test import Client
from django.utils import timezone
from plain_trials.conftest import PARTS, SLUG

from paeonia.modules.trials.plain import actions, queries
from paeonia.modules.trials.slots import actions as places

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_(person, two_hospitals):
    """A client signed in as a role of the east hospital, reading in English."""
    def make(role, hospital=None, user_id=None, language="en"):
        from paeonia.people.models import User

        user = User.objects.get(pk=user_id) if user_id else person(role, hospital or two_hospitals[0])
        client = Client()
        client.force_login(user)
        client.cookies["django_language"] = language
        return client
    return make


@pytest.fixture
def open_east(viewer, two_hospitals):
    """The trial has a place at the east hospital."""
    places.say(viewer("trial_coordinator", two_hospitals[0]), two_hospitals[0].pk, SLUG, "", True, None,
               timezone.localdate())


def test_a_patient_finds_what_is_open_at_her_hospital_and_signed_off(as_, signed, open_east, two_hospitals):
    here = as_("patient").get("/trials/plain/").content.decode()
    assert "A tablet against hormones" in here and "Your doctor will check whether one of them suits you" in here
    assert "A tablet against hormones" not in as_("patient", two_hospitals[1]).get("/trials/plain/").content.decode()
    assert "对抗激素的药片" in as_("patient", language="zh-hans").get("/trials/plain/").content.decode()


def test_a_text_that_waits_is_on_no_page_of_a_patient(as_, written, open_east):
    patient = as_("patient")
    assert "A tablet against hormones" not in patient.get("/trials/plain/").content.decode()
    alone = patient.get(f"/trials/plain/{SLUG}/").content.decode()
    assert "A tablet against hormones" not in alone and "There is no text in plain words about this trial yet" in alone
    assert patient.get(f"/trials/plain/{SLUG}/handout/en/").status_code == 404
    for part in ("text/", "write/en/"):
        assert patient.get(f"/trials/plain/{SLUG}/{part}").status_code == 403


def test_search_by_word_in_either_language(as_, signed, open_east):
    patient = as_("patient")
    for asked, found in (("tablet", True), ("激素", True), ("camizestrant", True), ("radiotherapy", False)):
        shown = patient.get("/trials/plain/", {"q": asked}).content.decode()
        assert (f"/trials/plain/{SLUG}/" in shown) is found, asked


def test_two_levels_and_no_answer_about_her(as_, signed):
    patient = as_("patient")
    short = patient.get(f"/trials/plain/{SLUG}/").content.decode()
    more = patient.get(f"/trials/plain/{SLUG}/?level=more").content.decode()
    assert "Two groups are compared." in more and "Two groups are compared." not in short
    assert all(f"This is the {name} of it." in short for name in PARTS)
    for page in (short, more):
        assert "Taking part is voluntary" in page and "This page cannot say. Your doctor will check" in page
        assert "This trial has no place at your hospital now" in page
        assert 'class="answer' not in page


def test_the_hand_out_is_a_sheet_with_the_way_to_the_page(as_, signed):
    for tongue in ("zh", "en"):
        sheet = as_("oncologist").get(f"/trials/plain/{SLUG}/handout/{tongue}/")
        assert sheet["Content-Type"] == "application/pdf" and sheet.content.startswith(b"%PDF")
    assert as_("oncologist").get(f"/trials/plain/{SLUG}/handout/fr/").status_code == 404


def test_what_is_being_written_is_measured(as_):
    hard = "The implementation of interdisciplinary rehabilitation necessitates considerable organisational " \
           "transformation, including " + "very " * 20 + "long sentences about metastatic disease."
    page = as_("educator").post(f"/trials/plain/{SLUG}/measure/en/", {"title": "T", "short-what": hard}).content.decode()
    assert "too hard" in page and "implementation of interdisciplinary" in page and "metastases" in page
    assert "Kincaid" in page


def test_writing_from_the_first_draft_to_what_a_patient_reads(as_, open_east):
    writer = as_("educator")
    draft = writer.get("/trials/plain/dawna-1/text/").content.decode()
    assert "first draft made from the structured record" in draft and "Dalpiciclib" in draft
    form = {"title": "Words", "base": "0", **{f"short-{name}": f"{name} said simply." for name in PARTS}}
    assert writer.post("/trials/plain/dawna-1/write/zh/", {**form, "title": "标题"}).status_code == 302
    assert writer.post("/trials/plain/dawna-1/write/en/", {**form, "base": "1"}).status_code == 302
    late = writer.post("/trials/plain/dawna-1/write/en/", {**form, "base": "1", "title": "Late"})
    assert late.status_code == 422 and "version 2 was written while you were writing" in late.content.decode()
    assert 'value="Late"' in late.content.decode()
    assert writer.post("/trials/plain/dawna-1/review/", {"number": "2", "outcome": "signed"}).status_code == 403
    doctor = as_("oncologist")
    wrong = doctor.post("/trials/plain/dawna-1/review/", {"number": "2", "outcome": "signed", "due": "2020-01-01"})
    assert wrong.status_code == 422
    due = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1).isoformat()
    assert doctor.post("/trials/plain/dawna-1/review/",
                       {"number": "2", "outcome": "signed", "due": due}).status_code == 302
    assert queries.read_by_patients("en")["dawna-1"].last.due.isoformat() == due


def test_her_own_press_of_the_button_and_the_list_of_her_team(as_, at_home, signed):
    herself, chart = at_home
    patient = as_("patient", user_id=herself.user_id)
    assert "I would like to hear about trials" in patient.get("/trials/plain/").content.decode()
    assert patient.post(f"/trials/plain/wish/{chart}/", {"would": "yes"}).status_code == 302
    assert "You said yes on" in patient.get("/trials/plain/").content.decode()
    assert "Read about trials in plain words" in patient.get(f"/patients/{chart}/").content.decode()
    nurse = as_("nurse")
    assert f"/patients/{chart}/#trials" in nurse.get("/trials/plain/wishes/").content.decode()
    assert nurse.post(f"/trials/plain/wish/{chart}/", {"would": "no"}).status_code == 422
    assert nurse.post(f"/trials/plain/wish/{chart}/", {"would": "no", "how": "said in person"}).status_code == 302
    assert f"/patients/{chart}/#trials" not in nurse.get("/trials/plain/wishes/").content.decode()
    assert as_("patient").get(f"/trials/plain/wish/{chart}/").status_code == 404
    assert as_("educator").get("/trials/plain/wishes/").status_code == 403


def test_a_trial_nobody_structured_has_no_page(as_):
    assert as_("patient").get("/trials/plain/no-such-trial/").status_code == 404


def test_the_demo_programme_has_texts_and_one_that_waits(two_hospitals):
    from paeonia.modules.trials.plain import demo
    from paeonia.people import demo as people

    people.load(str)
    demo.load(str)
    demo.load(str)
    states = {slug: file.state for slug, file in queries.files("en").items() if file.latest}
    assert states.pop("rc48-c012") == "waiting"
    assert len(states) == 5 and set(states.values()) == {"signed"}
    assert all(file.latest.number == 1 for file in queries.files("en").values() if file.latest)


def test_the_page_of_the_trial_leads_to_the_plain_words(as_, signed):
    assert f"/trials/plain/{SLUG}/" in as_("oncologist").get(f"/trials/{SLUG}/").content.decode()


def test_actions_refuse_what_is_said_about_nothing(doctor):
    with pytest.raises(KeyError):
        actions.review(SLUG, 1, "signed", doctor)
