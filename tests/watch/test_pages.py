"""The pages of the watch: what they say, who may see them, and what they cost the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from trials_pages.clinic import value
from watch.conftest import TRIAL, answer_all

from paeonia.chart import door
from paeonia.modules.trials.watch import fresh
from paeonia.modules.trials.watch.models import Dismissal, News
from paeonia.people.context import acting
from paeonia.people.models import User

pytestmark = pytest.mark.django_db
ROOT = "/trials/watch/"
PLACES = ("", "clinic/", "clinic/?show=open", "away/", "away/?within=week", "aside/", "aside/?state=ended", "searches/",
          "feasibility/", f"feasibility/?trial={TRIAL}&months=6&seen=visit", "searches/new/?setting=advanced")


@pytest.fixture
def enter(client):
    def go(viewer, language="en"):
        client.force_login(User.objects.get(pk=viewer.user_id))
        client.cookies["django_language"] = language
        return client

    return go


def text(answer, status=200):
    assert answer.status_code == status, answer.content[:300]
    return answer.content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("place", PLACES)
def test_each_page_shows_itself(women, doctor, enter, place, language):
    assert "<h1>" in text(enter(doctor, language).get(ROOT + place))


def test_news_is_counted_read_and_kept_unread(women, doctor, coordinator, east, enter):
    answer_all(women[0], doctor)
    fresh.reask(east.pk, women)
    site = enter(coordinator)
    page = text(site.get(ROOT + "?kind=fit"))
    assert "DESTINY-Breast04" in page
    assert "new fact" in page
    assert '<span class="count">' in text(site.get("/trials/"))
    site.post(ROOT + "read/", {"item": "all"})
    assert '<span class="count">' not in text(site.get("/trials/"))
    with acting(coordinator):
        (item,) = News.objects.filter(kind="fit", question=TRIAL)
    site.post(ROOT + "read/", {"item": item.pk, "as": "unread"})
    assert "DESTINY-Breast04" in text(site.get(ROOT + "?state=unread"))


def test_nobody_reads_anothers_news(women, doctor, coordinator, viewer, east, enter):
    answer_all(women[0], doctor)
    fresh.reask(east.pk, women)
    with acting(coordinator):
        item = News.objects.filter(kind="fit").first()
    other = viewer("oncologist", east)
    assert "DESTINY-Breast04" not in text(enter(other).get(ROOT))
    enter(other).post(ROOT + "read/", {"item": item.pk})
    with acting(coordinator):
        assert News.objects.get(pk=item.pk).read_at is None


def test_a_pair_set_aside_leaves_the_list_and_comes_back_saying_why(women, doctor, east, enter):
    answer_all(women[0], doctor)
    fresh.reask(east.pk, women)
    site = enter(doctor)
    shown = f"/trials/watch/pair/{women[0]}/{TRIAL}/"
    assert shown in text(site.get(ROOT + "clinic/"))
    assert "Choose a reason" in text(site.post(shown, {"reason": "other"}), 422)
    assert "patient declined" in text(site.post(shown, {"reason": "declined", "remark": "far away"}, follow=True))
    assert shown not in text(site.get(ROOT + "clinic/"))
    assert "far away" in text(site.get(ROOT + "aside/"))
    door.record(women[0], [value("weight", 61, 0, unit="kg")], doctor)
    fresh.reask(east.pk, women)
    assert shown not in text(site.get(ROOT + "clinic/")), "nothing that the verdict read has changed"
    door.record(women[0], [value("ecog", 0, 0)], doctor)
    fresh.reask(east.pk, women)
    page = text(site.get(ROOT + "clinic/"))
    assert shown in page and "new on record:" in page and "ECOG" in page
    assert "new on record:" in text(site.get(ROOT + "aside/?state=ended"))


def test_a_dismissal_is_taken_back_and_the_trail_says_who(women, doctor, enter):
    from django.apps import apps

    site, shown = enter(doctor), f"/trials/watch/pair/{women[0]}/{TRIAL}/"
    site.post(shown, {"reason": "judgement"})
    with acting(doctor):
        row = Dismissal.objects.get()
    text(site.post(f"{ROOT}aside/{row.pk}/reopen/", follow=True))
    assert site.post(f"{ROOT}aside/{row.pk}/reopen/").status_code == 404
    with acting(doctor):
        kept = apps.get_model("watch", "DismissalEvent").objects.order_by("pgh_id")
        assert [(one.pgh_label, one.ended_by_id) for one in kept] == [("insert", None), ("update", doctor.user_id)]


@pytest.mark.parametrize("role", ["oncologist", "trial_coordinator", "nurse", "partner_physician"])
def test_another_hospital_finds_no_pair_and_no_dismissal(women, doctor, viewer, two_hospitals, enter, role):
    shown = f"/trials/watch/pair/{women[0]}/{TRIAL}/"
    enter(doctor).post(shown, {"reason": "judgement", "remark": "unmistakable"})
    with acting(doctor):
        row = Dismissal.objects.get()
    site = enter(viewer(role, two_hospitals[1]))
    assert site.get(shown).status_code == site.post(shown, {"reason": "declined"}).status_code == 404
    assert site.post(f"{ROOT}aside/{row.pk}/reopen/").status_code == (403 if role == "nurse" else 404)
    for place in PLACES:
        page = site.get(ROOT + place)
        assert page.status_code in (200, 403)
        assert "P001" not in page.content.decode() and "unmistakable" not in page.content.decode()


@pytest.mark.parametrize("role", ["educator", "patient", "biobank_technician", "auditor"])
def test_others_are_refused(women, viewer, east, enter, role):
    site = enter(viewer(role, east))
    for place in ("", "clinic/", "away/", "aside/", "feasibility/", "clinic.csv", "away.csv", f"pair/{women[0]}/{TRIAL}/"):
        assert site.get(ROOT + place).status_code == 403


@pytest.mark.parametrize("place", ["", "clinic/?show=open", "away/", "aside/"])
def test_lists_ask_as_often_for_many_rows_as_for_few(women, doctor, coordinator, east, enter, place):
    answer_all(women[0], doctor)
    fresh.reask(east.pk, women)
    enter(doctor).post(f"/trials/watch/pair/{women[0]}/{TRIAL}/", {"reason": "judgement"})
    site = enter(coordinator if place == "" else doctor)
    few = questions(site, ROOT + place)
    for woman in women[1:4]:
        door.record(woman, [value("ecog", 4, 0)], doctor)
        answer_all(woman, doctor)
        enter(doctor).post(f"/trials/watch/pair/{woman}/{TRIAL}/", {"reason": "judgement"})
    fresh.reask(east.pk, women)
    site = enter(coordinator if place == "" else doctor)
    many = questions(site, ROOT + place)
    assert len(many) == len(few) <= 40, "\n".join(many)


def questions(site, address):
    site.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert site.get(address).status_code == 200
    said = [query["sql"] for query in asked]
    return [sql for sql in said if not (sql.startswith(("SAVEPOINT", "RELEASE")) or "INSERT INTO" in sql)]


def test_exports_are_noted_and_harmless(women, doctor, enter):
    from paeonia.people.models import ChartRead

    answer_all(women[0], doctor, but=1)
    for name in ("clinic.csv?show=open", "away.csv"):
        answer = enter(doctor).get(ROOT + name)
        assert answer.content.startswith(b"\xef\xbb\xbf") and b"P001" in answer.content
    with acting(doctor):
        assert ChartRead.objects.filter(why__startswith="export").values("why").distinct().count() == 2


def test_one_fact_away_names_the_fact_and_can_be_narrowed(women, doctor, enter):
    from paeonia.modules.trials.watch import worklists

    assert not worklists.away(doctor).page.items, "several questions are open in every trial"
    answer_all(women[0], doctor, but=1)
    found = worklists.away(doctor)
    assert found.page.items
    first = found.page.items[0]
    line = door.timeline(first.person.id, doctor, why="test")
    from paeonia.guidance.verdicts import advise
    from paeonia.modules.trials.queries import structured_questions

    settles = {one.question.id for one in advise(line, structured_questions()).open if one.settle == (first.variable,)}
    assert {slug for slug, _ in first.trials} <= settles
    narrowed = worklists.away(doctor, fact=first.variable)
    assert all(one.variable == first.variable for one in narrowed.page.items)
    assert len(worklists.away(doctor, within="day").page.items) <= len(found.page.items)
