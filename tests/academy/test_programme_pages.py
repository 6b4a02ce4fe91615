"""What the programme's pages show and refuse."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from paeonia.modules.academy import actions as academy
from paeonia.modules.academy.models import Session
from paeonia.modules.academy.programme import actions, queries
from paeonia.modules.academy.programme.models import OnStage
from paeonia.people.models import User

pytestmark = pytest.mark.django_db
NOTE = {"zh": "初版", "en": "first"}


@pytest.fixture
def signed():
    def sign(who):
        client = Client()
        client.force_login(User.objects.get(pk=who.user_id))
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return client
    return sign


@pytest.fixture
def made(course):
    return course(questions=0)


def held_in(made, teacher, room, hour):
    at = (timezone.localtime() + timedelta(days=30)).replace(hour=hour, minute=0, second=0, microsecond=0)
    one = Session(activity=made, title_zh=f"{room}{hour}", title_en=f"{room}{hour}", room=room, starts=at,
                  ends=at + timedelta(hours=1))
    academy.keep(one, made, teacher)
    return one


def test_a_reader_is_told_what_changed_and_that_she_read_it(made, signed, physician, teacher):
    one = held_in(made, teacher, "A", 9)
    actions.announce(made, NOTE, teacher)
    academy.enrol(made, physician, "P")
    one.called_off = "typhoon"
    academy.keep(one, made, teacher)
    actions.put_on_stage(OnStage(session=one, name_zh="林", duty="panel"), teacher)
    actions.announce(made, {"zh": "台风", "en": "because of the typhoon"}, teacher)
    client, address = signed(physician), f"/academy/{made.pk}/programme/"
    said = client.get(address).content.decode()
    assert "because of the typhoon" in said and "called off" in said and 'id="news"' in said
    assert "nothing said yet" in said, "an interest not declared is not none"
    client.post(f"{address}seen/")
    assert 'id="news"' not in client.get(address).content.decode()


def test_organisers_make_it_and_others_do_not(made, signed, physician, teacher):
    one, two = held_in(made, teacher, "A", 9), held_in(made, teacher, "B", 9)
    desk, address = signed(teacher), f"/academy/{made.pk}/programme/run/"
    said = {"session": one.pk, "duty": "chair", "name_zh": "林若舟"}
    assert desk.post(f"{address}stage/", said).status_code == 302
    refused = desk.post(f"{address}stage/", {**said, "session": two.pk})
    assert refused.status_code == 422 and "林若舟 is needed in" in refused.content.decode()
    assert desk.post(f"{address}announce/", {"note_zh": "初版"}).status_code == 422
    assert desk.post(f"{address}announce/", {"note_zh": "初版", "note_en": "first"}).status_code == 302
    again = desk.post(f"{address}announce/", {"note_zh": "再版", "note_en": "again"})
    assert again.status_code == 422 and "nothing changed" in again.content.decode()
    row = queries.sessions(made)[-2].stage.get()
    assert signed(physician).post(f"{address}stage/{row.pk}/off/").status_code == 403
    desk.post(f"{address}stage/{row.pk}/off/")
    assert not one.stage.exists()
    assert desk.post(f"{address}stage/{row.pk}/off/").status_code == 404


def test_a_session_that_would_clash_is_refused_on_its_form(made, signed, teacher):
    one = held_in(made, teacher, "A", 9)
    local = timezone.localtime(one.starts)
    answer = signed(teacher).post(f"/academy/{made.pk}/run/enter/session/", {
        "title_zh": "新", "title_en": "New", "room": "a", "starts": f"{local:%Y-%m-%dT%H:%M}",
        "ends": f"{local + timedelta(minutes=30):%Y-%m-%dT%H:%M}"})
    said = answer.content.decode()
    assert answer.status_code == 422 and "“a” holds “A9”" in said and 'value="New"' in said


def test_calendar_files_and_a_choice(made, signed, physician, teacher):
    one, client = held_in(made, teacher, "A", 9), signed(physician)
    address = f"/academy/{made.pk}/programme/"
    for file in ("all.ics", f"sessions/{one.pk}/one.ics"):
        assert client.get(address + file)["Content-Type"].startswith("text/calendar")
    answer = client.post(f"{address}sessions/{one.pk}/choose/", {"wanted": "yes"})
    assert answer["Location"] == f"{address}#session-{one.pk}" and queries.chosen(made, physician) == {one.pk}
    assert client.get(f"{address}sessions/{10**30}/one.ics").status_code == 404
    page = client.post("/academy/calendar/", {"do": "new"}, follow=True).content.decode()
    assert ".ics" in page and "no-store" in client.get("/academy/calendar/")["Cache-Control"]
    assert "No link is open" in client.post("/academy/calendar/", {"do": "close"}, follow=True).content.decode()


def test_a_full_programme_asks_no_more(made, signed, physician, teacher):
    client = signed(physician)

    def asked():
        with CaptureQueriesContext(connection) as found:
            assert client.get(f"/academy/{made.pk}/programme/").status_code == 200
        return len(found)

    held_in(made, teacher, "A", 9)
    asked()
    first = asked()
    for hour in range(10, 16):
        actions.put_on_stage(OnStage(session=held_in(made, teacher, "A", hour), name_zh=f"林{hour}"), teacher)
    assert asked() == first
