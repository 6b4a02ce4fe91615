"""What the pages of the trials module say, in both languages."""

import html
import re

import pytest
from django.utils import timezone

from paeonia.chart import door
from paeonia.modules.trials import candidates, queries
from paeonia.people.context import acting
from paeonia.people.models import Access, ChartRead

pytestmark = pytest.mark.django_db
TRIAL = "/trials/destiny-breast04/"


def text(response):
    assert response.status_code == 200, response.status_code
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def chinese(client):
    client.cookies["django_language"] = "zh-hans"
    return client


def test_today_names_the_patient_the_counts_and_what_to_ask(signed_in, clinic):
    clinic()
    said = text(signed_in.get("/trials/today/"))
    assert "Zhou Lan" in said and "HR positive HER2 negative" in said and "08:30" in said
    assert re.search(r"\? \d+ not known yet", said) and "Ask next" in said
    said = text(chinese(signed_in).get("/trials/today/"))
    assert "周岚" in said and "今日门诊" in said and "尚不能判断" in said and "下一步询问" in said


def test_a_day_without_patients_and_a_day_that_is_none(signed_in):
    assert "Nobody is expected" in text(signed_in.get("/trials/today/?day=2026-01-03"))
    for odd in ("0001-01-01", "9999-12-31", "yesterday", "2026-02-30"):
        assert timezone.localdate().isoformat() in text(signed_in.get(f"/trials/today/?day={odd}"))


def test_a_worklist_shows_charts_and_each_is_written_down(signed_in, clinic, doctor):
    clinic()
    signed_in.get(TRIAL + "?show=open")
    shown = {one.person.id for one in candidates.worklist("destiny-breast04", doctor, "open").candidates}
    with acting(doctor):
        read = ChartRead.objects.filter(why="candidates of destiny-breast04")
        assert shown and shown == set(read.values_list("patient_id", flat=True))


@pytest.mark.parametrize("word", ["T-DXd", "德曲妥珠单抗", "DS-8201", "trastuzumab deruxtecan"])
def test_a_drug_is_found_by_any_of_its_names(signed_in, word):
    assert "DESTINY-Breast04" in text(signed_in.get("/trials/", {"q": word}))


def test_filters_stand_in_the_address(signed_in):
    page = signed_in.get("/trials/?setting=adjuvant&subtype=her2_positive")
    assert "KATHERINE" not in text(page) and "APHINITY" in text(page)
    assert 'value="adjuvant" selected' in page.content.decode()
    assert "No trial passes" in text(signed_in.get("/trials/?q=nosuchtrialanywhere"))
    assert signed_in.get("/trials/?page=999999999999999999999").status_code == 200
    assert signed_in.get(TRIAL + "?page=%C2%B2&show=everything").status_code == 200


def test_the_trial_page_says_criteria_and_candidates(signed_in, clinic):
    clinic()
    said = text(signed_in.get(TRIAL))
    assert "HER2 status is low" in said and "Must not be so" in said and "all candidates" in said
    assert "Zhou Lan" in said and "P002" not in said, "HER2 zero does not fit"
    said = text(chinese(signed_in).get(TRIAL))
    assert "HER2 状态为低表达" in said and "排除标准" in said and "筛选漏斗" in said and "III 期" in said


def test_answers_settle_the_trial_and_may_be_changed(signed_in, clinic, doctor):
    first = clinic(1)[0]
    page = signed_in.get(f"/trials/why/{first}/destiny-breast04/")
    assert "23 of 26 criteria met" in text(page) and "Questions to ask" in text(page)
    asked = [html.unescape(q) for q in re.findall(r'name="question" value="([^"]+)"', page.content.decode())]
    assert len(asked) == 3

    def answer(question, value):
        return signed_in.post(f"/trials/why/{first}/destiny-breast04/answer/",
                              {"question": question, "value": value}, follow=True)

    progressed = next(q for q in asked if "Progression" in q)
    for question in asked:
        said = text(answer(question, "yes" if question == progressed else "no"))
    assert "Answer recorded" in said and "Every criterion is met" in said
    assert queries.today(doctor, timezone.localdate())[0].fits[0].question.id == "destiny-breast04"
    assert candidates.worklist("destiny-breast04", doctor).fits == 1
    assert "does not fit" in text(answer(progressed, "no"))
    assert "Every criterion is met" in text(answer(progressed, "yes")), "the last word counts"
    standing = [kept for kept in door.history(first, doctor, "ask") if not (kept.superseded or kept.void)]
    assert len(standing) == 3


@pytest.mark.parametrize(("question", "value", "expected"), [
    ("Is the moon round?", "yes", 404), ("", "", 404), ("Untreated or symptomatic spinal cord compression", "maybe", 404)])
def test_only_the_trials_own_questions_with_yes_or_no(signed_in, clinic, doctor, question, value, expected):
    first = clinic(1)[0]
    address = f"/trials/why/{first}/destiny-breast04/answer/"
    assert signed_in.post(address, {"question": question, "value": value}).status_code == expected
    assert signed_in.get(address).status_code == 405
    assert door.history(first, doctor, "ask") == ()


def test_a_refusal_names_the_criterion_and_the_fact(signed_in, clinic):
    second = clinic(2)[1]
    said = text(signed_in.get(f"/trials/why/{second}/destiny-breast04/"))
    assert "This criterion is not met:" in said and "HER2 status is low" in said and "derived from" in said


@pytest.mark.parametrize("address", [TRIAL[:-1] + "x/", "/trials/why/999999/destiny-breast04/", "/trials/why/1/nosuch/",
                                     "/trials/nosuch/candidates.csv"])
def test_what_is_not_there_is_not_there(signed_in, address):
    assert signed_in.get(address).status_code == 404


def test_another_hospitals_patient_is_not_there(client, clinic, person, two_hospitals):
    first = clinic(1)[0]
    client.force_login(person("oncologist", two_hospitals[1]))
    assert client.get(f"/trials/why/{first}/destiny-breast04/").status_code == 404
    assert client.post(f"/trials/why/{first}/destiny-breast04/answer/", {
        "question": "Untreated or symptomatic spinal cord compression", "value": "no"}).status_code == 404
    assert b"P001" not in client.get(TRIAL).content


@pytest.mark.parametrize(("role", "address", "status"), [
    ("nurse", "/trials/today/", 200), ("nurse", TRIAL + "candidates.csv", 403), ("educator", "/trials/today/", 403),
    ("educator", TRIAL, 200), ("patient", TRIAL, 200), ("patient", "/trials/why/1/destiny-breast04/", 403),
    ("partner_physician", TRIAL + "candidates.pdf", 403), ("biobank_technician", "/trials/knowledge/", 200)])
def test_who_may_see_what(client, person, two_hospitals, role, address, status):
    client.force_login(person(role, two_hospitals[0]))
    assert client.get(address).status_code == status


def test_readers_without_the_right_to_match_see_no_patient(client, clinic, person, two_hospitals):
    clinic(1)
    client.force_login(person("educator", two_hospitals[0]))
    page = client.get(TRIAL).content
    assert b"P001" not in page and b'id="candidates"' not in page


def test_the_csv_is_chinese_harmless_and_audited(signed_in, clinic, doctor):
    first = clinic()[0]
    answer = chinese(signed_in).get(TRIAL + "candidates.csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("病历号,姓名") and lines[1].startswith("P001,周岚,1969-04-11,尚不能判断")
    assert not any(cell.startswith(("=", "+", "@")) for line in lines for cell in line.split(","))
    with acting(doctor):
        read = ChartRead.objects.get(patient_id=first, why="export of trial destiny-breast04")
    assert read.who_id == doctor.user_id
    exported = Access.objects.get(kind="exported")
    assert (exported.who_id, exported.what) == (doctor.user_id, "candidates of trial destiny-breast04")
    only = signed_in.get(TRIAL + "candidates.csv?show=fits").content.decode().splitlines()
    assert len(only) == 1


def test_the_sheet_embeds_its_chinese(signed_in, clinic):
    clinic()
    body = chinese(signed_in).get(TRIAL + "candidates.pdf").content
    assert body.startswith(b"%PDF") and b"NotoSansSC" in body and b"FontFile2" in body
    assert b"STSong" not in body, "no character of this clinic is rare"


def test_a_rare_character_of_a_name_is_set_in_the_readers_own_face():
    from paeonia.ui.pdf_font import marked, ready

    assert ord("周") in ready() and marked("周 & <b>") == "周 &amp; &lt;b&gt;"
    assert marked("㛃") == '<font name="STSong-Light">㛃</font>'


def test_the_knowledge_page_counts_and_shows_what_is_wrong_with_its_line(signed_in, tmp_path, monkeypatch):
    from paeonia.knowledge import trials as files
    from paeonia.knowledge.dictionary import dictionary

    broken = tmp_path / "advanced"
    broken.mkdir()
    (broken / "broken.yaml").write_text("id: broken\nregistry: [NCT1]\ntitle: {en: a, zh: b}\nphase: '3'\n"
                                        "setting: advanced\nsummary: {en: a, zh: b}\nsource: s\nchecked_on: 2026-01-01\n"
                                        "confidence: low\neligibility:\n  all:\n    - heer2: low\n")
    good = files.root() / "trials" / "advanced" / "destiny-breast04.yaml"
    (broken / good.name).write_bytes(good.read_bytes())
    found, wrong = files.load(tmp_path, dictionary())
    assert list(found) == ["destiny-breast04"], "the broken file stops no other"
    monkeypatch.setattr(files, "problems", lambda: tuple(wrong))
    said = text(signed_in.get("/trials/knowledge/"))
    assert "advanced/broken.yaml:12" in said and "heer2" in said and "variables" in said
    said = text(chinese(signed_in).get("/trials/knowledge/"))
    assert "“heer2”既不是字典变量" in said
    assert "problem" in text(signed_in.get("/trials/")) or "处问题" in text(signed_in.get("/trials/"))


def test_the_panel_groups_trials_for_those_who_may_match(signed_in, client, clinic):
    first = clinic()[0]
    said = text(signed_in.get(f"/patients/{first}/"))
    assert "To settle it:" in said and "near miss" in said and "further trials do not fit" in said


def test_the_list_of_patients_says_subtype_extent_and_performance(signed_in, clinic):
    clinic(1)
    page = signed_in.get("/patients/").content.decode()
    assert "ECOG 1" in page and "HER2" in page
