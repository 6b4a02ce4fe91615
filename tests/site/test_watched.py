"""What happens at the doors is written down: who, what, from where; and never what was typed."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.db import connection
from django.test import Client

from paeonia.people.models import Access, Membership

pytestmark = pytest.mark.django_db
PASSWORD, SIGN_IN = "long enough for a test", "/accounts/login/"


@pytest.fixture
def nurse(person, two_hospitals):
    return person("nurse", two_hospitals[0], name="nan", language="en")


def kinds(user=None):
    return list(Access.objects.filter(who=user).order_by("id").values_list("kind", flat=True))


def code(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def second_factor(user):
    """A user whose door asks for a code of an authenticator too; returns its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def sign_in(client, password=PASSWORD, name="nan"):
    return client.post(SIGN_IN, {"login": name, "password": password})


def test_coming_and_going_is_written_down_with_where_from(client, nurse):
    assert sign_in(client).status_code == 302
    client.post("/accounts/logout/")
    assert kinds(nurse) == ["signed_in", "signed_out"]
    assert set(Access.objects.values_list("source", flat=True)) == {"127.0.0.1"}


def test_failures_are_written_down_but_not_what_was_typed(client, nurse):
    sign_in(client, "my secret passphrase")
    sign_in(client, name="my secret passphrase")
    assert kinds(nurse) == ["sign_in_failed"] and kinds(None) == ["sign_in_failed"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(a::text, '') FROM people_access a")
        assert "secret" not in cursor.fetchone()[0]


def test_a_changed_password_and_a_changed_factor_are_written_down(client, nurse):
    sign_in(client)
    new = "another one that is long"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    client.post("/accounts/reauthenticate/", {"password": new})
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session[totp.SECRET_SESSION_KEY]
    client.post("/accounts/2fa/totp/activate/", {"code": code(secret)})
    assert Authenticator.objects.filter(user=nurse, type="totp").exists()
    client.post("/accounts/2fa/totp/deactivate/")
    found = kinds(nurse)
    assert found[:3] == ["signed_in", "password_changed", "factor_added"] and "factor_removed" in found
    assert "totp" in Access.objects.filter(kind="factor_added", source="127.0.0.1").values_list("what", flat=True)


def test_a_wrong_code_is_written_down(client, nurse):
    second_factor(nurse)
    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert kinds(nurse)[-1] == "sign_in_failed"


def test_a_refusal_is_written_down_with_its_address_but_no_number(client, nurse):
    client.force_login(nurse)
    client.get("/trials/destiny-breast04/candidates.csv")
    said = Access.objects.get(kind="refused")
    assert (said.who, said.what) == (nurse, "GET trials/<str:slug>/candidates.csv")
    assert said.acting_as.startswith("nurse")


def test_a_role_taken_is_written_down(client, nurse, two_hospitals):
    Membership.objects.create(user=nurse, hospital=two_hospitals[0], role="educator")
    client.force_login(nurse)
    client.post("/role/", {"role": "educator"})
    assert Access.objects.get(kind="role_taken").what == "educator"


def test_a_code_opens_the_door_once(nurse):
    secret = second_factor(nurse)
    now = code(secret)
    for expected in (302, 200):
        client = Client()
        assert sign_in(client).url == "/accounts/2fa/authenticate/"
        assert client.get("/patients/").url.startswith(SIGN_IN), "a password alone does not open it"
        assert client.post("/accounts/2fa/authenticate/", {"code": now}).status_code == expected


def test_guessing_codes_is_slowed_down_for_every_process(nurse):
    secret = second_factor(nurse)
    for n in range(6):
        client = Client()
        sign_in(client)
        client.post("/accounts/2fa/authenticate/", {"code": f"{n:06}"})
    client = Client()
    sign_in(client)
    assert client.post("/accounts/2fa/authenticate/", {"code": code(secret)}).status_code == 200, "even the right one"


def test_guessing_at_the_other_doors_is_slowed_down_too(nurse):
    client = Client()
    sign_in(client)
    doors = {
        "/accounts/password/change/": {"oldpassword": "x", "password1": "y" * 20, "password2": "y" * 20},
        "/accounts/reauthenticate/": {"password": "x"},
    }
    for address, form in doors.items():
        assert 429 in [client.post(address, form).status_code for _ in range(12)], address
    reset = [Client().post("/accounts/password/reset/", {"email": f"{n}@example.org"}).status_code for n in range(22)]
    assert reset[0] == 302 and 429 in reset
    passkey = [Client().post("/accounts/2fa/webauthn/login/", {"credential": "{}"}).status_code for _ in range(40)]
    assert max(passkey) < 500


def test_asking_for_a_new_password_tells_nobody_who_exists(client, nurse):
    nurse.email = "nan@example.org"
    nurse.save()
    answers = [client.post("/accounts/password/reset/", {"email": email}) for email in ("nan@example.org", "no@example.org")]
    assert len({(answer.status_code, answer.url) for answer in answers}) == 1


def test_the_count_of_guesses_is_not_driven_out_by_other_guesses(nurse):
    from django.core.cache import cache

    for n in range(6):
        sign_in(Client(), f"wrong {n}")
    for n in range(400):
        cache.set(f"other-guess-{n}", n)
    assert sign_in(Client()).status_code == 200, "still slowed down"
