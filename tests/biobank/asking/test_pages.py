"""The pages of questions, as each person would go through them."""

import threading

import pytest
from biobank.asking.test_bank import PAIRED

from paeonia.modules.biobank.asking import actions, preparing
from paeonia.modules.biobank.asking import bank as keeping
from paeonia.modules.biobank.asking.models import NotedAnswer, SavedQuestion
from paeonia.modules.biobank.requests.models import Request, Wanted
from paeonia.people.context import acting
from paeonia.people.models import User

pytestmark = pytest.mark.django_db
BASE = "/biobank/ask/"


@pytest.fixture
def by(client):
    def make(who, language="en"):
        client.force_login(User.objects.get(pk=who.user_id))
        client.cookies["django_language"] = language
        return client
    return make


def ok(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def test_asked_kept_explained_and_requested(by, collected, oncologist):
    client = by(oncologist)
    assert "Questions to begin with" in ok(client.get(BASE))
    page = ok(client.post(BASE, {"sentence": PAIRED}))
    assert collected["core"].label in page and "awaiting clinical sign-off" in page
    ok(client.post(f"{BASE}keep/", {"sentence": PAIRED, "title_zh": "配对", "title_en": "Paired"}), 302)
    with acting(oncologist):
        kept = SavedQuestion.objects.get()
    page = ok(client.get(f"{BASE}{kept.pk}/"))
    assert "Nothing has changed" in page
    why = ok(client.get(f"{BASE}{kept.pk}/why/{collected['core'].pk}/"))
    assert "trastuzumab deruxtecan" in why and "2026-09-01" in why
    sheet = client.get(f"{BASE}{kept.pk}/tubes.csv").content.decode("utf-8-sig")
    assert sheet.splitlines()[1].startswith(collected["core"].label) and "林" not in sheet
    for what in ("note", "share", "unshare"):
        ok(client.post(f"{BASE}{kept.pk}/do/", {"do": what}), 302)
    form = ok(client.get(f"/biobank/requests/new/?question={kept.pk}"))
    assert "Paired" in form and "sample_tissue: metastasis" in form
    told = client.post(f"/biobank/requests/new/?question={kept.pk}", {
        "title_zh": "配对", "title_en": "Paired", "purposes": ["research"], "ethics_number": "EC-1",
        "ethics_until": "2099-01-01", "criteria": "as asked", "recipient": "East", "country": "CN", "foreign": "no"})
    ok(told, 302)
    with acting(oncologist):
        assert [(one.kind, one.pieces) for one in Wanted.objects.filter(request=Request.objects.get())] == [
            ("core_needle", 1)]


def test_what_is_wrong_is_said_with_its_line_in_the_readers_language(by, collected, oncologist, manager):
    page = ok(by(oncologist, "zh-hans").post(BASE, {"sentence": "- sample_type: plasma\n- sample_typ: x"}), 422)
    assert "第 2 行" in page
    page = ok(by(manager, "zh-hans").post(BASE, {"sentence": "er: positive"}), 422)
    assert "无权查阅病历" in page
    checked = ok(by(oncologist).post(f"{BASE}check/", {"sentence": "sample_type: plasma"}))
    assert "ample type is plasma" in checked
    assert "Write a sentence" not in ok(by(oncologist).post(f"{BASE}check/", {"sentence": " "}))


def test_a_shared_question_about_charts_is_shown_without_its_answer_to_a_technician(by, collected, oncologist, viewer, here):
    client = by(oncologist)
    ok(client.post(f"{BASE}keep/", {"sentence": "er: positive", "title_zh": "雌", "title_en": "ER"}), 302)
    with acting(oncologist):
        kept = SavedQuestion.objects.get()
    ok(client.post(f"{BASE}{kept.pk}/do/", {"do": "share"}), 302)
    client = by(viewer("biobank_technician", here))
    page = ok(client.get(f"{BASE}{kept.pk}/"))
    assert "your role does not open charts" in page and collected["core"].label not in page
    ok(client.get(f"{BASE}{kept.pk}/why/{collected['core'].pk}/"), 404)
    ok(client.get(f"{BASE}{kept.pk}/tubes.csv"), 404)


def test_the_words_are_listed(by, oncologist):
    page = ok(by(oncologist).get(f"{BASE}words/"))
    assert "sample_freeze_thaw" in page and "specimen_before" in page and "sampled_her2" in page


def test_her_samples_stand_on_the_course_of_her_disease(by, collected, patient, oncologist, viewer, here):
    page = ok(by(oncologist).get(f"/patients/{patient.id}/"))
    assert "Samples in the tissue bank" in page and "core needle biopsy (metastasis)" in page and "PBC-0001" in page
    zh = ok(by(oncologist, "zh-hans").get(f"/patients/{patient.id}/"))
    assert "空芯针穿刺组织（转移灶）" in zh


@pytest.fixture
def held_up(monkeypatch, settings):
    """Reading the bank takes until somebody lets it go on."""
    settings.SURVEY_IN_BACKGROUND = True
    monkeypatch.setattr(preparing, "PATIENCE", 0.05)
    keeping.forget()
    go, read = threading.Event(), keeping.whole
    go.begun = threading.Event()

    def slowly(viewer, now, say):
        say(3, 7)
        go.begun.set()
        assert go.wait(60)
        return read(viewer, now, say)

    monkeypatch.setattr(keeping, "whole", slowly)
    yield go
    go.set()
    for one in list(preparing._RUNNING.values()):       # the tables are emptied next: nobody may be reading them
        one.thread.join(60)


@pytest.mark.django_db(transaction=True)
def test_while_the_bank_is_read_the_page_shows_how_far_and_asks_again_by_itself(
        by, collected, oncologist, here, held_up, monkeypatch):
    kept = actions.keep("全部", "Everything", "sample_type: plasma", here.pk, oncologist)
    client = by(oncologist)
    page = ok(client.post(BASE, {"sentence": "sample_type: plasma"}))
    assert "Reading all samples of the bank" in page and "samples answer" not in page
    assert held_up.begun.wait(60)       # how many there are is known a moment after the reading began
    page = ok(client.post(BASE, {"sentence": "sample_type: plasma"}))
    assert 'max="7"' in page and "samples answer" not in page
    assert f'hx-get="{BASE}ready/?again=ask"' in page
    page = ok(client.get(f"{BASE}{kept.pk}/"))
    assert "Reading all samples of the bank" in page and "samples answer" not in page
    assert client.get(f"{BASE}{kept.pk}/tubes.csv").status_code == 302
    ok(client.post(f"{BASE}{kept.pk}/do/", {"do": "note"}), 302)
    with acting(oncologist):
        assert not NotedAnswer.objects.exists()
    assert "every 1s" in ok(client.get(f"{BASE}ready/?again=ask"))
    held_up.set()
    for one in list(preparing._RUNNING.values()):
        one.thread.join(60)
    monkeypatch.setattr(preparing, "PATIENCE", 60)      # what was read is looked at once more, on a busy machine not at once
    assert f'hx-post="{BASE}"' in ok(client.get(f"{BASE}ready/?again=ask"))
    assert client.get(f"{BASE}ready/").headers["HX-Refresh"] == "true"
    assert "samples answer" in ok(client.post(BASE, {"sentence": "sample_type: plasma"}))
    assert "samples answer" in ok(client.get(f"{BASE}{kept.pk}/"))
