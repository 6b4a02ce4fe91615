"""A session is one person's, ends when it should, and holds nothing a thief could have planted."""

from http.cookies import SimpleCookie

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, override_settings
from django.utils import timezone

from paeonia.people.models import Membership

pytestmark = pytest.mark.django_db
PASSWORD = "long enough for a test"


@pytest.fixture
def nurse(person, two_hospitals):
    return person("nurse", two_hospitals[0], name="nan", language="en")


def sign_in(client):
    return client.post("/accounts/login/", {"login": "nan", "password": PASSWORD})


def test_signing_in_begins_a_new_session(client, nurse):
    client.get("/accounts/login/")
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    sign_in(client)
    assert client.cookies["sessionid"].value != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get("/patients/").status_code == 302


def test_the_cookie_is_for_this_site_and_no_script(client, nurse):
    cookie = sign_in(client).cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and not cookie["max-age"], "ends with the browser"
    left = Session.objects.get(session_key=cookie.value).expire_date - timezone.now()
    assert left.total_seconds() <= 12 * 3600


@override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True)
def test_over_https_the_cookies_stay_there(client, nurse):
    assert sign_in(client).cookies["sessionid"]["secure"]
    assert client.get("/accounts/2fa/totp/activate/", follow=True).cookies.get("csrftoken", SimpleCookie()) is not None


def test_a_changed_password_ends_the_other_sessions(nurse):
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client)
    new = "another one that is long"
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert here.get("/patients/").status_code == 200
    assert there.get("/patients/").status_code == 302


def test_leaving_the_programme_ends_everything_at_once(client, nurse):
    sign_in(client)
    assert client.get("/patients/").status_code == 200
    Membership.objects.filter(user=nurse).delete()
    assert client.get("/patients/").status_code == 403
    nurse.is_active = False
    nurse.save()
    assert client.get("/patients/").status_code == 302


def test_pages_are_not_kept_by_the_browser(client, nurse):
    sign_in(client)
    for address in ("/patients/", "/trials/", "/accounts/2fa/", "/no/such/page"):
        assert "no-store" in client.get(address).headers["Cache-Control"], address


def test_a_session_left_open_is_not_enough_to_move_in(client, nurse):
    client.force_login(nurse)
    for address in ("/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"):
        assert client.get(address).url.startswith("/accounts/reauthenticate/"), address
    answer = client.post("/accounts/email/", {"action_add": "", "email": "thief@example.org"})
    assert answer.url.startswith("/accounts/reauthenticate/")


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example", "/\\evil.example", "https:evil.example",
                                   "javascript:alert(1)", "\thttps://evil.example", "http://testserver.evil.example/"])
def test_no_door_leads_to_another_site(client, nurse, where):
    answers = [client.post("/accounts/login/", {"login": "nan", "password": PASSWORD, "next": where}),
               client.post("/role/", {"role": "nurse", "next": where}),
               client.post("/language/", {"language": "en", "next": where}),
               client.post("/accounts/logout/", {"next": where})]  # fmt: skip
    assert all(answer.status_code == 302 and "evil" not in answer.url and "script" not in answer.url for answer in answers)


def test_a_form_from_elsewhere_is_refused(nurse):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(nurse)
    for address in ("/role/", "/patients/1/record/", "/accounts/logout/", "/accounts/login/", "/intakes/new/"):
        assert strict.post(address, headers={"origin": "https://evil.example"}).status_code == 403, address
