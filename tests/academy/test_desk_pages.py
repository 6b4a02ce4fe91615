"""What the desk's pages say and export, whom they refuse, and that a long list asks no more questions than a short one."""

import pytest
from academy.desk import a_category, a_door, paid, registered
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from paeonia.modules.academy.registration import codes, queries
from paeonia.people.models import Access, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(course):
    return course(questions=0)


@pytest.fixture
def signed():
    def sign(who, language="en"):
        client = Client()
        client.force_login(User.objects.get(pk=who.user_id))
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client
    return sign


@pytest.fixture
def desk(signed, teacher):
    return signed(teacher)


def test_from_choosing_to_the_confirmation(made, signed, physician, teacher):
    one = a_category(made, teacher, places=0)
    client = signed(physician)
    assert b"Join the waiting list" in client.get(f"/academy/{made.pk}/registration/").content
    wrong = client.post(f"/academy/{made.pk}/registration/as/{one.pk}/", {"name": "P", "tax_number": "1"})
    assert wrong.status_code == 422 and "is no taxpayer number" in wrong.content.decode()
    client.post(f"/academy/{made.pk}/registration/as/{one.pk}/", {"name": "P", "companions": "", "nights": "2"})
    held = queries.mine(made, physician)
    assert (held.row.companions, held.row.nights, held.row.enrolment.standing) == (0, 2, "waiting")
    said = client.get(f"/academy/{made.pk}/registration/").content.decode()
    assert "fee due once there is a place" in said and codes.shown(held.row.badge) not in said
    assert client.get(f"/academy/{made.pk}/registration/as/{10**30}/").status_code == 404
    assert client.get(f"/academy/{made.pk}/registration/desk/").status_code == 403


def test_the_list_of_who_owes_and_what_leaves_the_house_is_written_down(made, desk, physician, teacher, viewer, hospital):
    one = a_category(made, teacher)
    paid(registered(made, one, physician, "=1+1"), teacher)
    registered(made, one, viewer("nurse", hospital), "王小雨")
    said = desk.get(f"/academy/{made.pk}/registration/desk/?show=unpaid").content.decode()
    assert "王小雨" in said and "=1+1" not in said and "1,200.00" in said
    lines = desk.get(f"/academy/{made.pk}/registration/desk/people.csv").content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("'=1+1,") and ",paid," in lines[1] and ",unpaid," in lines[2]
    assert Access.objects.filter(kind="exported").count() == 1


def test_a_statement_on_its_page(made, desk, signed, physician, teacher):
    held = registered(made, a_category(made, teacher), physician)
    address = f"/academy/{made.pk}/registration/desk/statement/"
    text = f"日期,金额,附言\n2026-11-02,1200,{held.row.reference}\n2026-11-03,5,无\n"
    said = desk.post(address, {"file": SimpleUploadedFile("流水.csv", text.encode())}).content.decode()
    assert "1 line entered" in said and "流水.csv, row 3: no reference code" in said
    zh = signed(teacher, "zh-hans").post(address, {"file": SimpleUploadedFile("流水.csv", text.encode())}).content.decode()
    assert "流水.csv 第 2 行：该行此前已登记" in zh
    assert desk.post(address, {"file": SimpleUploadedFile("x.csv", b"a,b\n1,2\n")}).status_code == 422
    assert desk.post(address, {"file": SimpleUploadedFile("x.csv", b"x" * (5 * 2**20 + 1))}).status_code == 422
    assert desk.post(address).status_code == 422


def test_a_door_on_its_page(made, desk, physician, teacher):
    held = registered(made, a_category(made, teacher), physician)
    door = a_door(made, teacher)
    address = f"/academy/{made.pk}/registration/lists/{door.pk}/"
    said = desk.post(address, {"text": held.row.badge}).content.decode()
    assert "Fee not settled" in said and f'name="who" value="{held.row.pk}"' in said
    assert "Welcome" in desk.post(address, {"who": held.row.pk, "why": "guarantee"}).content.decode()
    assert "1 / 1" in desk.get(f"{address}counts/").content.decode()
    check_in = queries.check_ins(door, teacher)[0]
    assert "say why" in desk.post(f"{address}undo/{check_in.pk}/", {"why": ""}, follow=True).content.decode()
    desk.post(f"{address}undo/{check_in.pk}/", {"why": "wrong person"})
    assert "guarantee" in (csv := desk.get(f"{address}came.csv").content.decode()) and "wrong person" in csv
    assert desk.post(f"{address}undo/{10**30}/", {"why": "x"}).status_code == 404


def test_badges_are_printed_once_unless_asked_for(made, desk, physician, teacher):
    held = registered(made, a_category(made, teacher), physician)
    address = f"/academy/{made.pk}/registration/desk/badges.pdf"
    assert desk.get(address).status_code == 405, "a visit prints nothing"
    assert desk.post(address, {"sheet": "card"})["Content-Type"] == "application/pdf"
    assert "no badge to print" in desk.post(address, {"sheet": "card"}, follow=True).content.decode()
    assert desk.post(address, {"sheet": "a6", "again": "on"})["Content-Type"] == "application/pdf"
    assert queries.one(held.row.pk, made, teacher).badges == 2


def test_setting_up_by_forms(made, desk):
    address = f"/academy/{made.pk}/registration/desk/set/"
    category = {"title_zh": "代表", "title_en": "Delegate", "word_zh": "代表", "word_en": "Delegate", "band": "lake",
                "price": "12.50", "roles": ["nurse"]}
    assert desk.post(f"{address}category/", {**category, "opens": "2026-11-02T09:00", "closes": "2026-11-01T09:00"}
                     ).status_code == 422
    desk.post(f"{address}category/", category)
    one = queries.categories(made)[0]
    assert (str(one.price), one.roles) == ("12.50", ["nurse"])
    assert desk.post(f"{address}quota/", {"title_zh": "共", "title_en": "S", "places": "3"}).status_code == 422
    desk.post(f"{address}quota/", {"title_zh": "共", "title_en": "S", "places": "3", "categories": [one.pk]})
    desk.post(f"{address}list/", {"title_zh": "门", "title_en": "Door", "on": "2026-11-28", "categories": [one.pk]})
    desk.post(f"{address}pay/", {"text_zh": "转账", "text_en": "transfer"})
    desk.post(f"{address}list/?of={queries.doors(made)[0].pk}", {"title_zh": "门", "title_en": "Gate", "on": "2026-11-28"})
    gate = queries.doors(made)[0]
    assert (gate.title_en, gate.asks_fee, list(gate.categories.all())) == ("Gate", False, [])
    assert queries.quotas(made)[0].places == 3 and queries.pay_to(made).text_en == "transfer"
    for wrong in ("nothing/", f"category/?of={10**6}", "category/?of=x"):
        assert desk.get(f"{address}{wrong}").status_code == 404


def test_a_long_list_asks_no_more(made, desk, viewer, hospital, teacher):
    one = a_category(made, teacher)

    def asked():
        with CaptureQueriesContext(connection, ) as found:
            assert desk.get(f"/academy/{made.pk}/registration/desk/").status_code == 200
        return len(found)

    paid(registered(made, one, viewer("nurse", hospital)), teacher)
    desk.get(f"/academy/{made.pk}/registration/desk/")
    first = asked()
    for _ in range(4):
        paid(registered(made, one, viewer("nurse", hospital)), teacher)
    assert asked() == first
