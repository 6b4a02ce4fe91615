"""The settings and the first start: safe unless told otherwise, and refused where it matters."""

import os
import subprocess
import sys
from collections import Counter

import click
import pytest
from django.db import connection
from django.test import Client, override_settings

from paeonia.people.demo import password
from paeonia.people.models import User
from paeonia.site import checks, demo, demo_state, embedded, place, settings

pytestmark = pytest.mark.django_db


def test_djangos_own_deployment_checks_pass_behind_https():
    program = (
        "import django; django.setup()\n"
        "from django.core.checks import run_checks\n"
        "print(sorted({m.id for m in run_checks(include_deployment_checks=True) if m.level >= 30 and not m.is_silenced()}))"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "paeonia.site.settings_test", "PAEONIA_HTTPS": "1"}
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=env, check=False)
    # Whether a hospital's whole domain goes into the browsers' preload list is the hospital's to say.
    assert said.stdout.strip() == "['security.W021']", said.stdout + said.stderr


def test_hosts_and_proxies_are_not_believed_by_default():
    assert set(settings.ALLOWED_HOSTS) == {"localhost", "127.0.0.1", "[::1]"}
    assert settings.ALLAUTH_TRUSTED_PROXY_COUNT == 0 and not hasattr(settings, "SECURE_PROXY_SSL_HEADER")
    assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 100_000


def test_a_made_up_host_is_refused_without_details():
    answer = Client().get("/accounts/login/", headers={"host": "evil.example"})
    assert answer.status_code == 400 and b"evil.example" not in answer.content and b"ALLOWED_HOSTS" not in answer.content


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=0)
def test_a_made_up_sender_does_not_reset_the_count_of_guesses(person):
    person("nurse", name="nan")
    answers = [
        Client().post("/accounts/login/", {"login": f"n{n}", "password": "x"}, headers={"x-forwarded-for": f"10.0.0.{n}"})
        for n in range(35)
    ]
    assert Counter(answer.status_code for answer in answers)[429] >= 1


def test_the_database_and_the_house_agree_what_day_it_is():
    from django.utils import timezone

    with connection.cursor() as cursor:
        cursor.execute("SHOW timezone")
        assert cursor.fetchone()[0] == settings.TIME_ZONE
        cursor.execute("SELECT CURRENT_DATE")
        assert cursor.fetchone()[0] == timezone.localdate()


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("PAEONIA_HOME", str(tmp_path / "new"))
    monkeypatch.delenv("PAEONIA_SECRET_KEY", raising=False)
    first, path = place.secret_key(), tmp_path / "new" / "secret_key"
    assert len(first) >= 50 and place.secret_key() == first
    assert path.stat().st_mode & 0o777 == 0o600 and [p.name for p in path.parent.iterdir()] == ["secret_key"]
    path.chmod(0o644)
    place.secret_key()
    assert path.stat().st_mode & 0o777 == 0o600


def faults(check):
    return [fault.id for fault in check(databases=["default"])]


def test_the_application_role_owns_nothing():
    assert faults(checks.application_role_is_bound) == []
    with connection.cursor() as cursor:  # what a hospital gets that gives one role for everything
        cursor.execute("CREATE TEMPORARY TABLE mine (id int)")
    ours = checks.ROLE.replace("c.relnamespace = 'public'::regnamespace AND ", "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checks, "ROLE", ours)
        assert faults(checks.application_role_is_bound) == ["paeonia.E003"]


def test_faults_in_detail_are_shown_to_no_real_database(tmp_path, monkeypatch):
    monkeypatch.setenv("PAEONIA_HOME", str(tmp_path))
    assert faults(checks.nothing_is_left_open) == []
    with override_settings(DEBUG=True):
        assert faults(checks.nothing_is_left_open) == ["paeonia.E004"]
        (tmp_path / "demo.json").write_text('{"demo": true}')
        assert faults(checks.nothing_is_left_open) == []


def test_a_known_password_is_left_in_no_real_database(tmp_path, monkeypatch):
    monkeypatch.setenv("PAEONIA_HOME", str(tmp_path))
    lin = User.objects.create_user("lin", password="her own, and a long one")
    assert faults(checks.nothing_is_left_open) == []
    lin.set_password(password("lin"))
    lin.save()
    assert faults(checks.nothing_is_left_open) == ["paeonia.E005"]


def test_demo_people_come_into_no_database_with_people_of_its_own(tmp_path, monkeypatch, person):
    monkeypatch.setenv("PAEONIA_HOME", str(tmp_path))
    assert demo.is_wanted()
    person("nurse", name="real")
    assert not demo.is_wanted()
    with pytest.raises(click.ClickException, match="people of its own"):
        demo.load()
    assert not User.objects.filter(username="lin").exists()


def test_the_demo_mark_is_of_one_database(tmp_path, monkeypatch):
    monkeypatch.setenv("PAEONIA_HOME", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (tmp_path / "demo.json").write_text('{"demo": true}')
    assert demo_state.is_demo() and demo_state.people()
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:secret@db.hospital/paeonia")
    assert not demo_state.is_demo() and demo_state.people() == [] and demo.sign_ins() == ""
    assert "secret" not in demo_state.database()


def test_settings_of_the_embedded_server_are_added_to_an_older_installation(tmp_path):
    (tmp_path / "postgresql.conf").write_text("")
    (tmp_path / "paeonia.conf").write_text("shared_buffers = '1GB'\njit = off\n")
    embedded.write_settings(tmp_path, {**embedded.USUAL, **embedded.GUARDED})
    said = (tmp_path / "paeonia.conf").read_text()
    assert "shared_buffers = '1GB'" in said and "256MB" not in said, "what a person has edited stays"
    assert "unix_socket_permissions = 0700" in said and said.count("jit") == 1
