"""The viewer of a request: whose, in which role, over which hospitals."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.utils import translation

from paeonia.people.actions import choose_role
from paeonia.people.models import Membership
from paeonia.people.viewer import NOBODY, viewer_again, viewer_of

pytestmark = pytest.mark.django_db


def request_of(user, **session):
    request = RequestFactory().get("/")
    request.user, request.session = user, session
    return request


def test_nobody_has_no_hospital():
    viewer = viewer_of(request_of(AnonymousUser()))
    assert (viewer.user_id, viewer.role, viewer.hospital_ids) == (None, NOBODY, ())


def test_a_person_without_a_role_may_do_nothing(person):
    assert viewer_of(request_of(person("nurse"))).role == NOBODY


def test_hospitals_are_those_of_the_role_one_acts_in(person, two_hospitals):
    east, west = two_hospitals
    user = person("oncologist", east)
    Membership.objects.create(user=user, hospital=west, role="auditor")
    first = viewer_of(request_of(user))
    assert (first.role, first.hospital_ids) == ("oncologist", (east.pk,))
    other = viewer_of(request_of(user, acting_as="auditor"))
    assert (other.role, other.hospital_ids) == ("auditor", (west.pk,))
    stolen = viewer_of(request_of(user, acting_as="programme_admin"))
    assert stolen.role == "oncologist"
    with pytest.raises(PermissionDenied):
        choose_role(first, {}, "programme_admin")


def test_the_viewer_is_made_once(person, two_hospitals, django_assert_num_queries):
    request = request_of(person("nurse", two_hospitals[0]))
    with django_assert_num_queries(1):
        assert viewer_of(request) is viewer_of(request)


def test_the_viewer_speaks_the_language_of_the_page(person, two_hospitals):
    user = person("nurse", two_hospitals[0])
    for tag, short in (("en", "en"), ("zh-hans", "zh")):
        with translation.override(tag):
            assert viewer_of(request_of(user)).language == short


def test_work_begun_earlier_has_the_rights_of_now(person, two_hospitals):
    east, west = two_hospitals
    user = person("oncologist", east, west)
    assert viewer_again(user.pk, "oncologist").hospital_ids == (east.pk, west.pk)
    Membership.objects.filter(user=user, hospital=west).delete()
    assert viewer_again(user.pk, "oncologist").hospital_ids == (east.pk,)
    Membership.objects.filter(user=user).delete()
    assert viewer_again(user.pk, "oncologist").role == NOBODY
