"""Signing in and what stands around the pages, in both languages."""

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paeonia.people.roles import Role

pytestmark = pytest.mark.django_db
PASSWORD = "long enough for a test"


@pytest.fixture
def nurse(person, two_hospitals):
    return person("nurse", two_hospitals[0], name="nan")


@pytest.mark.parametrize(("language", "heading"), [("zh-hans", "登录"), ("en", "Sign in")])
def test_the_sign_in_page_speaks_both_languages(client, language, heading):
    page = client.get("/accounts/login/", headers={"accept-language": language})
    assert f'<h1 id="sign-in">{heading}</h1>' in page.content.decode()
    assert page.headers["Content-Language"] == language


def test_signing_in_leads_home_and_out_again(client, nurse):
    answer = client.post("/accounts/login/", {"login": "nan", "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/").status_code in (200, 302)
    assert client.post("/accounts/logout/").status_code == 302
    assert client.get("/").url == "/accounts/login/?next=/"


@pytest.mark.parametrize("role", Role.values)
def test_every_role_lands_on_a_page_it_may_see(client, person, two_hospitals, role):
    client.force_login(person(role, two_hospitals[0]))
    assert client.get("/", follow=True).status_code == 200


def test_a_wrong_password_says_the_same_as_a_wrong_name(client, nurse):
    said = [
        client.post("/accounts/login/", {"login": name, "password": "wrong"})
        .content.decode()
        .split('role="alert"')[1][:200]
        for name in ("nan", "nobody")
    ]
    assert said[0] == said[1]


def test_guessing_is_slowed_down_for_every_process(client, nurse):
    answers = [client.post("/accounts/login/", {"login": "nan", "password": f"wrong {n}"}) for n in range(8)]
    # A second process shares the count, because it is kept in the database.
    right = Client().post("/accounts/login/", {"login": "nan", "password": PASSWORD})
    assert right.status_code != 302 and answers[0].status_code == 200


def test_nobody_signs_herself_up(client):
    answer = client.post(
        "/accounts/signup/", {"username": "eve", "password1": PASSWORD, "password2": PASSWORD}
    )
    from paeonia.people.models import User

    assert not User.objects.filter(username="eve").exists()
    assert answer.status_code == 200


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"])
def test_passwords_are_kept_as_argon2(person, client):
    user = person("nurse", name="ann")
    assert user.password.startswith("argon2$argon2id$")
    assert client.post("/accounts/login/", {"login": "ann", "password": PASSWORD}).status_code == 302


def test_the_real_settings_know_argon2_alone():
    from paeonia.site import settings

    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_the_language_is_remembered_for_the_person(client, nurse):
    client.force_login(nurse)
    answer = client.post("/language/", {"language": "en", "next": "/accounts/2fa/"})
    assert answer.url == "/accounts/2fa/"
    nurse.refresh_from_db()
    assert nurse.language == "en"
    elsewhere = Client()
    elsewhere.force_login(nurse)
    assert '<html lang="en">' in elsewhere.get("/accounts/2fa/").content.decode()


@pytest.mark.parametrize("bad", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_language_switch_leads_nowhere_else(client, bad):
    assert client.post("/language/", {"language": "en", "next": bad}).url == "/"


def test_one_acts_only_in_roles_one_holds(client, nurse):
    client.force_login(nurse)
    assert client.post("/role/", {"role": "programme_admin"}).status_code == 403
    assert client.post("/role/", {"role": "nurse"}).status_code == 302


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "页面"), ("en", "no such page")])
def test_a_missing_page_is_explained(client, language, said):
    answer = client.get("/no/such/page", headers={"accept-language": language})
    assert answer.status_code == 404
    assert said in answer.content.decode()


def test_a_stale_form_is_explained(nurse):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/language/", {"language": "en"})
    assert answer.status_code == 403
    assert "表单已过期" in answer.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_broken_page_is_explained_without_the_database(rf, language, django_assert_num_queries):
    from django.utils import translation

    from paeonia.site.views import broken

    with translation.override(language), django_assert_num_queries(0):
        assert broken(rf.get("/")).status_code == 500


@pytest.mark.parametrize("address", ["/accounts/login/", "/no/such/page"])
def test_headers_are_strict(client, address):
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("name", ["mfa_index", "account_change_password", "account_logout"])
def test_account_pages_stand_in_our_layout(client, nurse, name):
    client.force_login(nurse)
    page = client.get(reverse(name)).content.decode()
    assert page.count("<html") == page.count("<h1") == 1
    assert 'class="site-head"' in page


def test_watchdogs_get_an_answer(client):
    assert client.get("/livez").content == b"ok"
    assert client.get("/readyz").json() == {"ready": True}


def test_a_page_about_a_fault_leads_on_and_counts_nothing(client, nurse):
    """Trying address after address must not cost as much as reading pages."""
    client.force_login(nurse)
    with CaptureQueriesContext(connection) as plain:
        assert client.get(reverse("post-inbox")).status_code == 200
    with CaptureQueriesContext(connection) as faulty:
        lost = client.get("/nowhere/at/all/", headers={"accept-language": "en"})
    assert lost.status_code == 404 and reverse("post-inbox") in lost.content.decode()
    counted = [one["sql"] for one in plain if "COUNT(" in one["sql"]]
    assert counted and not [one["sql"] for one in faulty if "COUNT(" in one["sql"]]
