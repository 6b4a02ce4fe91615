"""Nobody enters the editors' rooms past the house's own door, and inside each has the rights of her role."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from website.laid import a_site, an_article

from paeonia.modules.website.rights import EDITORS, PUBLISHERS, REVIEWERS
from paeonia.site.checks import addresses

pytestmark = pytest.mark.django_db
FILLED = re.compile(r"<[^>]+>|\(\?P<\w+>[^)]*\)")
ROOMS = sorted({"/" + re.sub(r"[\^$]", "", FILLED.sub("1", pattern)).replace(".*/", "x/")
                for pattern, _ in addresses() if pattern.startswith("cms/")})  # fmt: skip


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_every_room_sends_a_stranger_to_the_one_sign_in_and_a_nurse_away(person, two_hospitals):
    nurse, stranger = signed_in(person("nurse", two_hospitals[0])), Client()
    assert len(ROOMS) > 100
    for room in ROOMS:
        said = stranger.get(room)
        assert (said.status_code, said.headers["Location"].partition("?")[0]) == (302, "/accounts/login/"), room
        assert nurse.get(room).status_code == 403, room


def test_a_right_password_at_the_old_door_opens_nothing(person, two_hospitals):
    user = person("educator", two_hospitals[0])
    client = Client()
    said = client.post("/cms/login/", {"username": user.username, "password": "long enough for a test"})
    assert said.status_code == 302 and said.headers["Location"].startswith("/accounts/login/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(("role", "group"), [
    ("educator", EDITORS), ("oncologist", REVIEWERS), ("programme_admin", PUBLISHERS)])
def test_rights_follow_the_role_and_leave_with_it(person, two_hospitals, role, group):
    a_site()
    user = person(role, two_hospitals[0])
    client = signed_in(user)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert group in set(user.groups.values_list("name", flat=True))
    user.memberships.all().delete()
    user.memberships.create(hospital=two_hospitals[0], role="nurse")
    assert client.get(reverse("wagtailadmin_home")).status_code == 403


def test_an_editor_may_write_and_not_publish(person, two_hospitals):
    page = an_article(a_site()["zh"]["library"], "one", "一篇", "原来的字")
    user = person("educator", two_hospitals[0])
    signed_in(user).get(reverse("wagtailadmin_home"))
    rights = page.permissions_for_user(user)
    assert rights.can_edit() and not rights.can_publish() and not rights.can_unpublish()


def test_the_editors_rooms_alone_have_the_looser_policy(person, two_hospitals):
    a_site()
    client = signed_in(person("educator", two_hospitals[0]))
    assert "unsafe-inline" in client.get(reverse("wagtailadmin_home")).headers["Content-Security-Policy"]
    assert "unsafe-inline" not in client.get("/zh/").headers["Content-Security-Policy"]


def test_groups_are_made_once(person, two_hospitals):
    a_site()
    a_site_again = Group.objects.count()
    signed_in(person("educator", two_hospitals[0])).get(reverse("wagtailadmin_home"))
    assert Group.objects.count() == a_site_again
